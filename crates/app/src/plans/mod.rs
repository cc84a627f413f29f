//! Plans: what the head of an office asks of the weeks to come. `scenario/` answers; it is pure.

pub mod scenario;
