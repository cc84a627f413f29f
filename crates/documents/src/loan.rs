//! Blanks lent by one office to another: the letter that asks, and the receipt that both sign.

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// The letter of the office that wants to borrow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoanLetter {
    /// The office that asks.
    pub head: Letterhead,
    /// The letter's number.
    pub number: String,
    /// "Segera", "Penting".
    pub urgency: String,
    /// "1 (satu) berkas", "-".
    pub attachment: String,
    /// Where it is signed.
    pub place: String,
    /// The letter's date; the figures are of this day.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// Whom it goes to, line by line.
    pub recipient: Vec<String>,
    /// Blanks in stock, pieces.
    pub stock: u64,
    /// People whose record is ready to print (PRR).
    pub waiting_print: u64,
    /// What is to be lent, pieces.
    pub asked: u64,
    /// The day by which they are given back.
    #[serde(serialize_with = "words::serialize_long")]
    pub return_by: Date,
    /// Why, sentence by sentence.
    pub reasons: Vec<String>,
    /// Who signs.
    pub signer: Signer,
    /// Who gets a copy (tembusan).
    pub copies: Vec<String>,
}

/// The receipt for what was lent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LoanReceipt {
    /// The office that writes it, one of the two.
    pub head: Letterhead,
    /// The receipt's number.
    pub number: String,
    /// Where it was handed over.
    pub place: String,
    /// The day of the receipt.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// The number of the letter that asked.
    pub letter_number: String,
    /// The day of that letter; left open when it is not known.
    #[serde(serialize_with = "words::serialize_long_or_open")]
    pub letter_date: Option<Date>,
    /// "Dinas Dukcapil Kabupaten Lombok Tengah".
    pub lender: String,
    /// "Dinas Dukcapil Kabupaten Lombok Utara".
    pub borrower: String,
    /// What was lent, lot by lot.
    pub lots: Vec<Lot>,
    /// The day by which they are given back; left open when it is not known.
    #[serde(serialize_with = "words::serialize_long_or_open")]
    pub return_by: Option<Date>,
    /// Who gave.
    pub giver: Signer,
    /// Who took.
    pub taker: Signer,
}

/// Blanks of one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lot {
    /// The lot's name.
    pub lot: String,
    /// Pieces.
    pub count: u64,
    /// State of the boxes, or nothing.
    pub note: String,
}

impl Sheet for LoanLetter {
    fn template(&self) -> Template {
        Template::LoanLetter
    }

    fn title(&self) -> String {
        format!("Permohonan Peminjaman Blangko KTP-el {}", self.number)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::LoanLetter, self)
    }
}

impl Sheet for LoanReceipt {
    fn template(&self) -> Template {
        Template::LoanReceipt
    }

    fn title(&self) -> String {
        format!("Tanda Terima Peminjaman Blangko KTP-el {}", self.number)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::LoanReceipt, self)
    }
}
