//! Read-only queries, by screen.

pub mod figures;
pub mod people;
pub mod print_queue;
pub mod shelves;
pub mod stock;
pub mod waiting;
