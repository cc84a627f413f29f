//! How numbers, dates, times and personal numbers are written in each language.
//!
//! Everything is a method on [`Lang`](crate::lang::Lang), so that a page writes `lang.date_short(day)`; what must
//! not be shown in full is a type that can only write its masked form.

mod dates;
mod masks;
mod numbers;
mod zone;

pub(crate) use dates::full_years;
pub use masks::{MaskedNumber, MaskedPhone, initials, masked_cell};
pub use zone::Zone;

#[cfg(test)]
mod tests;
