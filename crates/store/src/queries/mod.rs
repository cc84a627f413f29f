//! Read-only queries, by screen.

pub mod ageing;
pub mod coverage;
pub mod figures;
pub mod handover;
pub mod lying;
pub mod notices;
pub mod people;
pub mod plans;
pub mod print_queue;
pub mod printing;
pub mod shelves;
pub mod stock;
pub mod village_list;
pub mod waiting;
