//! What a case answers to a command.

use jiff::civil::Date;

use super::{Case, CaseAct, CaseCommand, CaseEvent, CaseState, HandOver, Identity, OldCard, OpenCase, Purpose, Receipt, RecordedBy};
use crate::{central::CentralCode, central::CentralPhase, person::Life};

/// Why a case says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseRefusal {
    /// The case does not exist.
    NoSuchCase,
    /// In this state the act is not possible.
    WrongState {
        /// Where the case stands.
        state: CaseState,
        /// What was asked.
        act: CaseAct,
    },
    /// The person has an open case already.
    AlreadyOpen {
        /// Its receipt.
        receipt: Receipt,
    },
    /// Recording is allowed only from this day on (16th birthday).
    TooYoung {
        /// The day.
        from: Date,
    },
    /// The person is not alive in the register of this office.
    NotAlive {
        /// What the register says.
        life: Life,
    },
    /// A first card is asked for somebody who has a valid one.
    HasValidCard,
    /// A damaged card must be graded usable or unusable at intake.
    DamageNotGraded,
    /// The holder is under 17 until this day.
    NotPrintableYet {
        /// The 17th birthday.
        from: Date,
    },
    /// The officer did not confirm the holder's identity.
    IdentityNotChecked,
    /// For this purpose the old card or a police letter must come back first.
    OldCardMissing,
    /// A reason must be given.
    ReasonMissing,
}

impl CaseRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchCase => "CASE-0001",
            Self::WrongState { .. } => "CASE-0002",
            Self::AlreadyOpen { .. } => "CASE-0003",
            Self::TooYoung { .. } => "CASE-0004",
            Self::NotAlive { .. } => "CASE-0005",
            Self::HasValidCard => "CASE-0006",
            Self::DamageNotGraded => "CASE-0007",
            Self::NotPrintableYet { .. } => "CASE-0008",
            Self::IdentityNotChecked => "CASE-0009",
            Self::OldCardMissing => "CASE-0010",
            Self::ReasonMissing => "CASE-0011",
        }
    }
}

/// Decides a command on a case that may not exist yet. `today` is the office's calendar day.
pub fn decide(case: Option<&Case>, command: &CaseCommand, today: Date) -> Result<Vec<CaseEvent>, CaseRefusal> {
    match (case, command) {
        (None, CaseCommand::Open(open)) => decide_open(open, today),
        (None, _) => Err(CaseRefusal::NoSuchCase),
        (Some(case), command) => decide_existing(case, command, today),
    }
}

fn decide_existing(case: &Case, command: &CaseCommand, today: Date) -> Result<Vec<CaseEvent>, CaseRefusal> {
    use CaseState as S;
    match (case.state, command) {
        (S::Opened, CaseCommand::AddDocuments { documents, central }) => {
            let mut events = vec![CaseEvent::DocumentsAdded { documents: documents.clone() }];
            let all = case.documents.union(documents).copied().collect();
            if case.requirements.iter().all(|requirement| requirement.met_by(&all)) {
                events.push(CaseEvent::Verified);
                events.extend(central.iter().flat_map(|code| follow_central(S::WaitingRecording, *code)));
            }
            Ok(events)
        }
        (S::WaitingRecording, CaseCommand::RecordBiometrics) => Ok(vec![CaseEvent::Recorded { by: RecordedBy::Operator }]),
        (S::WaitingRecording | S::WaitingCentral, CaseCommand::ObserveCentral { code }) => Ok(follow_central(case.state, *code)),
        (S::ReadyToPrint | S::Deferred, CaseCommand::ObserveCentral { code }) if code.phase() != CentralPhase::Printable => {
            Ok(vec![CaseEvent::PrintWithdrawn])
        }
        // The history of observations is kept with the person; in every other open state it moves nothing.
        (state, CaseCommand::ObserveCentral { .. }) if state.open() => Ok(Vec::new()),
        (S::ReadyToPrint | S::Deferred, CaseCommand::Defer { reason, rule, until }) => {
            let (reason, rule, until) = (*reason, rule.clone(), *until);
            Ok(vec![CaseEvent::Deferred { reason, rule, until }])
        }
        (S::Deferred, CaseCommand::Tell { by }) => Ok(vec![CaseEvent::Told { by: *by }]),
        (S::ReadyToPrint | S::Deferred, CaseCommand::Assign { printer }) => {
            printable_on(case, today)?;
            Ok(vec![CaseEvent::Assigned { printer: *printer }])
        }
        (S::InRun, CaseCommand::TakeBack) => Ok(vec![CaseEvent::TakenBack]),
        (S::InRun, CaseCommand::RecordPrint { card, printer }) => Ok(vec![CaseEvent::Printed { card: *card, printer: *printer }]),
        (S::InRun, CaseCommand::RecordSpoil { printer, cause }) => Ok(vec![CaseEvent::PrintSpoiled { printer: *printer, cause: *cause }]),
        (S::Printed | S::OnShelf | S::OnTheWay | S::AtVillage, CaseCommand::Shelve { shelf }) => {
            Ok(vec![CaseEvent::Shelved { shelf: *shelf }])
        }
        (S::OnShelf | S::OnTheWay, CaseCommand::Forward { village }) => Ok(vec![CaseEvent::Forwarded { village: *village }]),
        (S::Printed | S::OnShelf, CaseCommand::SendOn) => Ok(vec![CaseEvent::SentOn]),
        (S::Printed | S::OnShelf | S::OnTheWay | S::AtVillage, CaseCommand::LoseCard) => Ok(vec![CaseEvent::CardLost]),
        (S::Printed | S::OnShelf | S::OnTheWay | S::AtVillage, CaseCommand::HandOver(hand_over)) => decide_hand_over(case, hand_over),
        (state, CaseCommand::Cancel { reason }) if state.open() && state != S::InRun && case.card.is_none() => {
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(CaseRefusal::ReasonMissing);
            }
            Ok(vec![CaseEvent::Cancelled { reason: reason.to_owned() }])
        }
        (state, command) => Err(CaseRefusal::WrongState { state, act: command.act() }),
    }
}

fn decide_open(open: &OpenCase, today: Date) -> Result<Vec<CaseEvent>, CaseRefusal> {
    let facts = &open.facts;
    if facts.life != Life::Alive {
        return Err(CaseRefusal::NotAlive { life: facts.life });
    }
    if let Some(receipt) = &facts.open_case {
        return Err(CaseRefusal::AlreadyOpen { receipt: receipt.clone() });
    }
    if let Some(from) = facts.recordable_from.filter(|from| *from > today) {
        return Err(CaseRefusal::TooYoung { from });
    }
    let issued = facts.valid_card || facts.central == Some(CentralCode::CardIssued);
    if open.purpose == Purpose::First && issued {
        return Err(CaseRefusal::HasValidCard);
    }
    if (open.purpose == Purpose::Damaged) != open.damage.is_some() {
        return Err(CaseRefusal::DamageNotGraded);
    }
    let mut events = vec![CaseEvent::Opened {
        person: open.person,
        receipt: open.receipt.clone(),
        purpose: open.purpose,
        damage: open.damage,
        class: open.class,
        site: open.site,
        requirements: open.requirements.clone(),
        documents: open.documents.clone(),
        print_from: facts.print_from,
    }];
    if open.requirements.iter().all(|requirement| requirement.met_by(&open.documents)) {
        events.push(CaseEvent::Verified);
        events.extend(facts.central.iter().flat_map(|code| follow_central(CaseState::WaitingRecording, *code)));
    }
    Ok(events)
}

/// What the centre's status does to a case that waits for recording or for the centre.
///
/// Steps are skipped; a recording that was made stays made. Only the permission to print can be taken back, see [`decide_existing`].
fn follow_central(state: CaseState, code: CentralCode) -> Vec<CaseEvent> {
    let mut events = Vec::new();
    if state == CaseState::WaitingRecording && code.recorded() {
        events.push(CaseEvent::Recorded { by: RecordedBy::Centre });
    }
    if code.phase() == CentralPhase::Printable {
        events.push(CaseEvent::PrintReady);
    }
    events
}

fn printable_on(case: &Case, today: Date) -> Result<(), CaseRefusal> {
    match case.print_from {
        Some(from) if from > today => Err(CaseRefusal::NotPrintableYet { from }),
        _ => Ok(()),
    }
}

fn decide_hand_over(case: &Case, hand_over: &HandOver) -> Result<Vec<CaseEvent>, CaseRefusal> {
    if hand_over.identity != Identity::Checked {
        return Err(CaseRefusal::IdentityNotChecked);
    }
    let needs_old = matches!(case.purpose, Purpose::Damaged | Purpose::Changed | Purpose::MovedIn | Purpose::AreaRenamed);
    if needs_old && hand_over.old_card == OldCard::None {
        return Err(CaseRefusal::OldCardMissing);
    }
    Ok(vec![CaseEvent::Collected { old_card: hand_over.old_card }])
}
