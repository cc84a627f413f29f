//! Documents that leave the office on paper, typeset as PDF, and the QR code of the receipt.
//!
//! **What.** A document is a plain struct of words that are ready, counts and days; [`pdf`] makes its pages. Its form stands in
//! `templates/`, in typst; all its fixed words are Indonesian, as office papers are.
//!
//! **Invariants.** Pure: no store, no clock, no chance; the same document is the same bytes, on every machine. What is in the struct
//! reaches the template as data and is never read as markup. The pages are tagged for screen readers, with a title and the language.
//! Nothing of a document's people is in its title, its metadata or an error. No document holds a photo, fingerprint or iris.
//!
//! **Start reading** in `sheet.rs`, then `suket.rs` with `templates/suket.typ`. `world.rs` is what typst sees.

pub mod card;
pub mod closing;
pub mod destruction;
pub mod handover;
pub mod letter;
pub mod loan;
pub mod qr;
pub mod request;
pub mod run_list;
pub mod suket;

mod fit;
mod sheet;
mod words;
mod world;

#[cfg(test)]
mod tests;

pub use sheet::{Sheet, Template, TypesetFault, pdf};
