//! Importing files that offices have: the register, and what the centre says of people.
//!
//! The way of a file: [`receive`](receive::receive) keeps its rows in parts; [`check`] compares each with the register and counts what would
//! become of it; somebody says yes ([`confirm`](confirm::confirm)); [`take`] takes the parts over, each in one transaction with its event.
//! Nothing is deleted or emptied because a row or a column is absent, and a row that is known changes nothing: whoever is interrupted goes
//! on with the next part, and the same file again changes nothing.
//!
//! Start reading in `judge.rs`: what becomes of one row.

mod check;
mod chunk;
mod confirm;
mod judge;
mod kept;
mod parts;
mod receive;
mod suspects;
mod take;
mod view;

pub use chunk::{Import, ImportLine, PreparedChunk};
pub(crate) use confirm::ConfirmImport;
pub use confirm::{Exceeded, ImportConfirmed, confirm, confirm_by_owner};
pub use kept::{Counts, Head, ShownKind};
pub use receive::{
    Incoming, Received, SetUp, accept_proposed_columns, again, cancel, cancel_by_owner, map_columns, receive, receive_file, receive_text,
};
pub(crate) use take::forget_ended;
pub use take::{Worked, under_way, work_once};
pub(crate) use view::about;
pub use view::{ImportAbout, ImportPage, ImportSummary, RefusedRows, ShownRow, latest, outcome, page, progress, refused, refused_rows};
