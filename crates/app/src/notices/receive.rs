//! What comes in from a gateway: receipts, late, doubled and in any order, of which each only adds to what is known; and citizens' messages.

use domain::{
    id::NoticeId,
    notice::{Notice, NoticeCommand, ReceiptOutcome},
};
use store::{StoreFault, Tx, Write, tables};

use super::{Reply, change, change_of_attempt, inbox::receive_message};
use crate::{
    AppError, Office,
    gateway::{Inward, ReceiptState},
};

/// For so long, and for up to twice as long, a text without a number of its own counts as the same, seconds.
const SAME_SECONDS: i64 = 600;

/// Makes durable what a gateway of this name brought. Answers what is to be sent back to a citizen who wrote.
pub fn hear(office: &Office, route: &str, inward: Inward) -> Result<Option<Reply>, AppError> {
    match inward {
        Inward::Message { from, text, id } => receive_message(office, &from, &text, &references(office, route, id, (&from, &text))),
        Inward::Receipt { reference, id, state, .. } => {
            if let Some(outcome) = outcome_of(state) {
                let route = route.to_owned();
                office.store.write("receive_receipt", office.seed(), move |write| {
                    receive_in(write, &route, (reference.as_deref(), id.as_deref()), outcome)
                })?;
            }
            Ok(None)
        }
    }
}

/// By which numbers a citizen's message would be known, the first its own. Where the gateway gives none, the same text from the same number
/// within some minutes is the same message, given again because our answer was lost.
fn references(office: &Office, route: &str, id: Option<String>, (from, text): (&str, &str)) -> Vec<String> {
    if let Some(id) = id {
        return vec![format!("{route} {id}")];
    }
    let digest = u64::from_be_bytes(office.store.key().keyed_hash("inbound", &format!("{from} {text}")));
    let window = office.now().as_second().div_euclid(SAME_SECONDS);
    [window, window - 1].map(|window| format!("{route} {digest:016x} {window}")).into()
}

/// What a receipt says; nothing while the gateway still tries.
pub(super) const fn outcome_of(state: ReceiptState) -> Option<ReceiptOutcome> {
    match state {
        ReceiptState::Underway => None,
        ReceiptState::Delivered => Some(ReceiptOutcome::Delivered),
        ReceiptState::Failed { permanent: true } => Some(ReceiptOutcome::Undeliverable),
        ReceiptState::Failed { permanent: false } => Some(ReceiptOutcome::Expired),
    }
}

/// Our number of an attempt at a notice.
pub(super) fn reference_of(notice: NoticeId, attempt: i64) -> String {
    format!("{notice}-{attempt}")
}

/// Notes what a gateway says of an attempt, by our number of it or the gateway's. A receipt for a message that is not known yet is kept until
/// the gateway's own answer is written down.
fn receive_in(
    write: &mut Write<'_>,
    route: &str,
    (reference, id): (Option<&str>, Option<&str>),
    outcome: ReceiptOutcome,
) -> Result<(), AppError> {
    let found = match find_by_ours(write, reference)? {
        Some(found) => Some(found),
        None => match id {
            Some(id) => tables::notice::find_by_reference(write, route, id)?.map(|notice| (notice.attempts, notice)),
            None => None,
        },
    };
    match (found, id) {
        (Some((attempt, notice)), _) => change_of_attempt(write, notice, attempt, &NoticeCommand::Receive { outcome }).map(drop),
        (None, Some(id)) => Ok(tables::notice::keep_stray(write, route, id, outcome)?),
        // It is about something else that went out by this gateway, an answer to a citizen.
        (None, None) => Ok(()),
    }
}

/// The notice of our own number, and which attempt at it.
fn find_by_ours(tx: &mut Tx<'_>, reference: Option<&str>) -> Result<Option<(i64, Notice)>, StoreFault> {
    let read = |reference: &str| {
        let (notice, attempt) = reference.rsplit_once('-')?;
        Some((NoticeId::parse(notice)?, attempt.parse().ok()?))
    };
    let Some((notice, attempt)) = reference.and_then(read) else { return Ok(None) };
    Ok(tables::notice::find(tx, notice)?.map(|notice| (attempt, notice)))
}

/// Hears the receipts that came before the gateway's own answer was written down.
pub(super) fn hear_strays(write: &mut Write<'_>, notice: Notice) -> Result<(), AppError> {
    let (Some(route), Some(reference)) = (notice.route.clone(), notice.reference.clone()) else { return Ok(()) };
    let mut notice = notice;
    for outcome in tables::notice::take_strays(write, &route, &reference)? {
        notice = change(write, notice, &NoticeCommand::Receive { outcome })?;
    }
    Ok(())
}
