//! What is next in a case, and who must act.

use jiff::civil::Date;

use super::{Case, CaseState};
use crate::{access::Role, coded::coded};

coded! {
    /// The next step of a case.
    pub enum NextStep {
        /// The citizen brings what is missing.
        BringDocuments = "bring_documents",
        /// The person is recorded.
        Record = "record",
        /// The centre answers.
        AwaitCentral = "await_central",
        /// The 17th birthday comes.
        AwaitBirthday = "await_birthday",
        /// Blanks come.
        AwaitBlanks = "await_blanks",
        /// The card is printed.
        Print = "print",
        /// The card goes on a shelf.
        Shelve = "shelve",
        /// The other side of a batch signs for the card.
        Arrive = "arrive",
        /// The holder comes.
        Collect = "collect",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// The next step on a day, and the role that must act; `None` when it is the citizen, the centre or nobody.
pub fn next_step(case: &Case, today: Date) -> (NextStep, Option<Role>) {
    match case.state {
        CaseState::Opened => (NextStep::BringDocuments, None),
        CaseState::WaitingRecording => (NextStep::Record, Some(Role::Recording)),
        CaseState::WaitingCentral => (NextStep::AwaitCentral, None),
        CaseState::ReadyToPrint if case.print_from.is_some_and(|from| from > today) => (NextStep::AwaitBirthday, None),
        CaseState::Deferred => (NextStep::AwaitBlanks, None),
        CaseState::ReadyToPrint | CaseState::InRun => (NextStep::Print, Some(Role::Printing)),
        CaseState::Printed => (NextStep::Shelve, Some(Role::Printing)),
        CaseState::OnTheWay => (NextStep::Arrive, Some(Role::Subdistrict)),
        CaseState::OnShelf | CaseState::AtVillage => (NextStep::Collect, None),
        CaseState::Collected | CaseState::Cancelled => (NextStep::Nothing, None),
    }
}
