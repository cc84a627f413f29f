//! The outside world behind the ports, and the embedded reference data.
//!
//! What: [`clock`] and [`random`] are the homes of time and randomness; [`mod@reference`] reads the tables of `data/` that are built into the
//! binary; [`files`] reads the lists that offices have; [`mod@ipp`] speaks to printers, [`sms`] to gateways of short messages; [`synthetic`] makes the invented residents the
//! demonstration and the tests run on.
//! Invariants: nothing here decides what an office may do; every synthetic person is invented and is the same for the same seed.
//! Start reading at [`reference::areas`] and [`synthetic::population`].

pub mod clock;
pub mod files;
pub mod ipp;
pub mod random;
pub mod reference;
pub mod sheets;
pub mod sms;
pub mod synthetic;
