//! What an event makes of a case.

use jiff::Timestamp;

use super::{Case, CaseEvent, CaseState, Deferral};
use crate::id::CaseId;

/// Folds one event, that happened at `at`, into the state. `None` before the opening; an event that does not fit leaves the state as it
/// is (the journal is verified elsewhere).
pub fn apply(case: Option<Case>, id: CaseId, event: &CaseEvent, at: Timestamp) -> Option<Case> {
    if let CaseEvent::Opened { .. } = event {
        return opened(id, event, at);
    }
    let mut case = case?;
    let state = match event {
        CaseEvent::Opened { .. } => case.state,
        CaseEvent::DocumentsAdded { documents } => {
            case.documents.extend(documents);
            case.state
        }
        CaseEvent::Verified => CaseState::WaitingRecording,
        CaseEvent::Recorded { .. } => CaseState::WaitingCentral,
        CaseEvent::PrintReady => CaseState::ReadyToPrint,
        CaseEvent::PrintWithdrawn => CaseState::WaitingCentral,
        CaseEvent::Deferred { reason, rule, until } => {
            // Who was told that it waits was told until a day: a later day is to be told again.
            let told = case.deferral.filter(|before| before.until >= *until).and_then(|before| before.told);
            case.deferral = Some(Deferral { reason: *reason, rule: rule.clone(), until: *until, told });
            CaseState::Deferred
        }
        CaseEvent::Told { by } => {
            case.deferral = case.deferral.map(|deferral| Deferral { told: Some((at, *by)), ..deferral });
            case.state
        }
        CaseEvent::Assigned { .. } => CaseState::InRun,
        CaseEvent::TakenBack => CaseState::ReadyToPrint,
        CaseEvent::PrintSpoiled { .. } => {
            case.spoiled += 1;
            CaseState::ReadyToPrint
        }
        CaseEvent::Printed { card, .. } => {
            case.card = Some(*card);
            CaseState::Printed
        }
        CaseEvent::Shelved { shelf } => {
            case.shelf = Some(*shelf);
            CaseState::OnShelf
        }
        CaseEvent::Forwarded { .. } => {
            // Which village is the card's custody to tell, as it is for a card that lies at its printer.
            case.shelf = None;
            CaseState::AtVillage
        }
        CaseEvent::SentOn => {
            case.shelf = None;
            CaseState::OnTheWay
        }
        CaseEvent::CardLost => {
            (case.shelf, case.card) = (None, None);
            CaseState::ReadyToPrint
        }
        CaseEvent::Collected { .. } => {
            case.shelf = None;
            CaseState::Collected
        }
        CaseEvent::Cancelled { reason } => {
            case.cancel_reason = Some(reason.clone());
            CaseState::Cancelled
        }
    };
    if state != CaseState::Deferred {
        case.deferral = None;
    }
    if state != case.state {
        case.state = state;
        case.since = at;
    }
    Some(case)
}

/// The case as its opening makes it; nothing for any other event.
fn opened(id: CaseId, event: &CaseEvent, at: Timestamp) -> Option<Case> {
    let CaseEvent::Opened { person, receipt, purpose, damage, class, site, requirements, documents, print_from } = event else {
        return None;
    };
    Some(Case {
        id,
        person: *person,
        receipt: receipt.clone(),
        purpose: *purpose,
        damage: *damage,
        class: *class,
        site: *site,
        state: CaseState::Opened,
        since: at,
        opened_at: at,
        requirements: requirements.clone(),
        documents: documents.clone(),
        print_from: *print_from,
        spoiled: 0,
        deferral: None,
        card: None,
        shelf: None,
        cancel_reason: None,
    })
}
