//! The pages' handlers, one file per page: parse → authorise → one `app` call → redirect or render.

pub(crate) mod accounts;
pub(crate) mod activate;
pub(crate) mod batch;
pub(crate) mod batches;
pub(crate) mod case;
pub(crate) mod case_open;
pub(crate) mod centre;
pub(crate) mod count;
pub(crate) mod coverage;
pub(crate) mod custody;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod import_one;
pub(crate) mod import_rows;
pub(crate) mod looks;
pub(crate) mod papers;
pub(crate) mod person;
pub(crate) mod person_new;
pub(crate) mod pickup;
pub(crate) mod print;
pub(crate) mod proposals;
pub(crate) mod questions;
pub(crate) mod receipt;
pub(crate) mod repair;
pub(crate) mod room;
pub(crate) mod search;
pub(crate) mod setup;
pub(crate) mod shelf;
pub(crate) mod shortage;
pub(crate) mod sign_in;
pub(crate) mod signals;
pub(crate) mod stock;
pub(crate) mod waiting;

mod parts;
mod proposal_room;
mod stock_forms;
