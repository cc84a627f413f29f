//! Receipts: late, doubled and in any order. Each only adds to what is known.

use domain::notice::{NoticeCommand, ReceiptOutcome};
use store::{Write, tables};

use super::change;
use crate::{AppError, Office};

/// Notes what a gateway says of a message that it took under `reference`. A receipt for a message that is not known yet is kept until its
/// own answer is written down.
pub fn receive_receipt(office: &Office, route: &str, reference: &str, outcome: ReceiptOutcome) -> Result<(), AppError> {
    let (route, reference) = (route.to_owned(), reference.to_owned());
    office.store.write("receive_receipt", office.seed(), move |write| receive_in(write, &route, &reference, outcome))
}

/// The same in the running transaction.
pub(super) fn receive_in(write: &mut Write<'_>, route: &str, reference: &str, outcome: ReceiptOutcome) -> Result<(), AppError> {
    match tables::notice::find_by_reference(write, route, reference)? {
        Some(notice) => change(write, notice, &NoticeCommand::Receive { outcome }).map(drop),
        None => Ok(tables::notice::keep_stray(write, route, reference, outcome)?),
    }
}
