//! Places by their scanned codes.

use domain::{
    Refusal,
    place::{Place, PlaceKind},
    refusal::FieldProblem,
};
use store::{Tx, tables};

use crate::AppError;

/// The place of a scanned code, when it is of the right kind.
pub(crate) fn place_of(tx: &mut Tx<'_>, field: &'static str, code: &str, kind: PlaceKind) -> Result<Place, AppError> {
    if code.is_empty() {
        return Err(Refusal::field(field, FieldProblem::Missing).into());
    }
    let place = tables::place::find_by_code(tx, code)?.filter(|place| place.kind == kind);
    place.ok_or_else(|| Refusal::field(field, FieldProblem::NotAChoice).into())
}

/// The place of a scanned code, whatever it is for.
pub(crate) fn any_place(tx: &mut Tx<'_>, field: &'static str, code: &str) -> Result<Place, AppError> {
    let problem = if code.is_empty() { FieldProblem::Missing } else { FieldProblem::NotAChoice };
    tables::place::find_by_code(tx, code)?.ok_or_else(|| Refusal::field(field, problem).into())
}

/// A scanned or typed place code as it is stored.
pub(crate) fn code(text: &str) -> String {
    text.trim().to_ascii_uppercase()
}
