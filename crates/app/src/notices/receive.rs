//! What comes in from a gateway: receipts, late, doubled and in any order, of which each only adds to what is known; and citizens' messages.

use domain::{
    id::NoticeId,
    notice::{Notice, NoticeCommand, ReceiptOutcome},
};
use store::{StoreFault, Tx, Write, tables};

use super::{Reply, change, inbox::receive_message};
use crate::{
    AppError, Office,
    gateway::{Inward, ReceiptState},
};

/// Makes durable what a gateway of this name brought. Answers what is to be sent back to a citizen who wrote.
pub fn hear(office: &Office, route: &str, inward: Inward) -> Result<Option<Reply>, AppError> {
    match inward {
        Inward::Message { from, text, id } => receive_message(office, &from, &text, &format!("{route} {id}")),
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
        Some(notice) => Some(notice),
        None => match id {
            Some(id) => tables::notice::find_by_reference(write, route, id)?,
            None => None,
        },
    };
    match (found, id) {
        (Some(notice), _) => change(write, notice, &NoticeCommand::Receive { outcome }).map(drop),
        (None, Some(id)) => Ok(tables::notice::keep_stray(write, route, id, outcome)?),
        // It is about something else that went out by this gateway, an answer to a citizen.
        (None, None) => Ok(()),
    }
}

fn find_by_ours(tx: &mut Tx<'_>, reference: Option<&str>) -> Result<Option<Notice>, StoreFault> {
    let notice = reference.and_then(|reference| reference.rsplit_once('-')).and_then(|(notice, _)| NoticeId::parse(notice));
    notice.map_or(Ok(None), |notice| tables::notice::find(tx, notice))
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
