//! Looks: who saw whose name or number, and how often one may without an open case.
//!
//! UU 27/2022 art. 31–32 (all processing is recorded, and the person may see it); the limits are rules with their source.

use crate::coded::coded;

coded! {
    /// What showed the people.
    pub enum Sight {
        /// A list of search results.
        Search = "search",
        /// A person's page.
        Person = "person",
        /// A case's page or its receipt.
        Case = "case",
        /// The print queue.
        PrintQueue = "print_queue",
        /// The shelves.
        Shelves = "shelves",
        /// Cases that wait.
        Waiting = "waiting",
        /// The preview of an import.
        Import = "import",
        /// Questions of identity.
        Question = "question",
        /// A proposal that concerns a person.
        Proposal = "proposal",
        /// Records that age at the centre.
        Ageing = "ageing",
        /// A village's list by name and address.
        VillageList = "village_list",
        /// The report of looks at a person.
        Looks = "looks",
    }
}

impl Sight {
    /// Whether it opens one person, not a list.
    pub const fn of_one(self) -> bool {
        matches!(self, Self::Person | Self::Case | Self::Proposal | Self::Looks)
    }

    /// Whether it is a list that a task of its own needs whole. The right to the task is the limit; looks without a task are counted apart.
    pub const fn of_a_task(self) -> bool {
        matches!(self, Self::Ageing | Self::VillageList)
    }

    /// The purpose that goes with the list itself.
    pub const fn purpose(self) -> Option<LookReason> {
        match self {
            Self::VillageList => Some(LookReason::Outreach),
            _ => None,
        }
    }
}

coded! {
    /// What was answered.
    pub enum LookAnswer {
        /// The people were shown.
        Shown = "shown",
        /// A reason was asked for first, and nobody was shown.
        ReasonAsked = "reason_asked",
        /// The day's limit was reached, and nobody was shown.
        Refused = "refused",
    }
}

coded! {
    /// Why somebody looks at people outside open cases.
    pub enum LookReason {
        /// The person stands at the counter.
        AtCounter = "at_counter",
        /// A question or complaint by telephone, letter or message.
        Enquiry = "enquiry",
        /// The register is being corrected.
        Correction = "correction",
        /// A written request of another institution; its number goes into the note.
        OfficialRequest = "official_request",
        /// People are called or visited to be recorded (jemput bola).
        Outreach = "outreach",
        /// An inspection.
        Audit = "audit",
        /// Something else, said in the note.
        Other = "other",
    }
}

impl LookReason {
    /// Whether the reason says nothing without a note.
    pub const fn needs_note(self) -> bool {
        matches!(self, Self::OfficialRequest | Self::Other)
    }
}

/// How many people outside open cases an account may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LookLimit {
    /// Within 60 minutes without giving a reason, people.
    pub hour_max: i64,
    /// Within 24 hours, reason or not, people.
    pub day_max: i64,
}

impl LookLimit {
    /// What is answered to somebody who, with this look, has seen `hour` and `day` people; `reasoned` when a reason is in force.
    pub const fn answer(self, hour: i64, day: i64, reasoned: Reasoned) -> LookAnswer {
        if day > self.day_max {
            return LookAnswer::Refused;
        }
        match reasoned {
            Reasoned::No if hour > self.hour_max => LookAnswer::ReasonAsked,
            _ => LookAnswer::Shown,
        }
    }
}

/// Whether a reason is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reasoned {
    /// One was given within the last hour.
    Yes,
    /// None was.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_lifts_the_hour_and_nothing_lifts_the_day() {
        let limit = LookLimit { hour_max: 60, day_max: 200 };
        for (hour, day, reasoned, expected) in [
            (60, 60, Reasoned::No, LookAnswer::Shown),
            (61, 61, Reasoned::No, LookAnswer::ReasonAsked),
            (61, 61, Reasoned::Yes, LookAnswer::Shown),
            (1, 200, Reasoned::No, LookAnswer::Shown),
            (1, 201, Reasoned::Yes, LookAnswer::Refused),
        ] {
            assert_eq!(limit.answer(hour, day, reasoned), expected, "{hour} {day} {reasoned:?}");
        }
    }
}
