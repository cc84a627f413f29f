//! The pages: one typed struct for each, one template for each, filled by the handlers.
//!
//! A page holds plain values and knows no rules; its template takes its words from [`Lang`](crate::lang::Lang) and
//! its addresses from [`routes`]. NIKs and phone numbers come as masked types unless the reader is typing one.
//! Askama passes arguments by reference: a template writes `lang.number(*row.count)`, and `**day` for a name bound by
//! `if let` or `for`. Forms carry `csrf` and `key`; errors are in [`Shell::errors`] under the id of the field. Start with `shell.rs`.

pub mod routes;

mod accounts;
mod acts;
mod batches;
mod case;
mod case_open;
mod centre;
mod chart;
mod coverage;
mod custody;
mod home;
mod import;
mod ladder;
mod login;
mod looks;
mod lying;
mod message;
mod notices;
mod parts;
mod person;
mod person_centre;
mod person_new;
mod pickup;
mod plans;
mod print_queue;
mod print_result;
mod proposals;
mod questions;
mod receipt;
mod room;
mod search;
mod setup;
mod shelf;
mod shell;
mod shortage;
mod signals;
mod status;
mod stock;
mod untold;
mod village_list;
mod waiting;

pub use accounts::*;
pub use acts::*;
pub use batches::*;
pub use case::*;
pub use case_open::*;
pub use centre::*;
pub use chart::*;
pub use coverage::*;
pub use custody::*;
pub use home::*;
pub use import::*;
pub use ladder::*;
pub use login::*;
pub use looks::*;
pub use lying::*;
pub use message::*;
pub use notices::*;
pub use parts::*;
pub use person::*;
pub use person_centre::*;
pub use person_new::*;
pub use pickup::*;
pub use plans::*;
pub use print_queue::*;
pub use print_result::*;
pub use proposals::*;
pub use questions::*;
pub use receipt::*;
pub use room::*;
pub use search::*;
pub use setup::*;
pub use shelf::*;
pub use shell::{FieldError, Nav, Notice, Page, Shell, SignedIn};
pub use shortage::*;
pub use signals::*;
pub use status::*;
pub use stock::*;
pub use untold::*;
pub use village_list::*;
pub use waiting::*;

shell::pages! {
    LoginPage, SetupPage, HomePage, SearchPage, PersonPage, PersonNewPage, CaseOpenPage, CasePage, ReceiptPage,
    PrintQueuePage, PrintResultPage, ShelfPage, PickupPage, StockPage, WaitingPage, MessagePage, LookReasonPage, PersonLooksPage, LookReportPage,
    ProposalsPage, ProposalPage, AccountsPage, AccountNewPage, AccountPage, ActivatePage, ImportsPage, ImportPage, QuestionsPage, QuestionPage,
    CentrePage, CentreListPage,
    CoveragePage, VillageListPage,
    RoomPage, ScanPage, RunPage, CountPage, DestroyPage, MonthPage,
    ShortagePage, DeferredPage, SuketsPage, PublicNoticePage,
    NoticesPage, UntoldPage, InboxPage, LadderPage, LyingPage, OneDayPage, StatusPage,
    BatchesPage, BatchPage, MissingPage, SitesPage, CardPlacePage, ShelfCountPage, ShelfLabelsPage, SignalsPage,
    PlansPage, PlanPage,
}

#[cfg(test)]
mod batch_samples;
#[cfg(test)]
mod checks;
#[cfg(test)]
mod import_samples;
#[cfg(test)]
mod question_samples;
#[cfg(test)]
mod room_samples;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod stock_samples;
#[cfg(test)]
mod tests;
