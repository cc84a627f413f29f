//! Documents that leave the office on paper.
//!
//! **What.** Today: the QR code of the receipt. Minutes, letters, sheets and the card's face are typeset here.
//!
//! **Invariants.** Pure: text in, drawing out; no store, no clock. What is drawn holds no NIK unless the law asks for it.
//!
//! **Start reading** in `qr.rs`.

pub mod qr;
