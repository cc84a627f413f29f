//! Surat permohonan blangko: the letter that asks the centre for blanks, mostly by way of the province.

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// A request for blanks; one A4 page as a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Request {
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
    /// Whom it goes to, line by line, with the way it takes.
    pub recipient: Vec<String>,
    /// Blanks in stock, pieces.
    pub stock: u64,
    /// People whose record is ready to print (PRR), the figure that the centre allots by.
    pub waiting_print: u64,
    /// What is needed, class by class.
    pub need: Vec<Need>,
    /// Working days until the stock is used up; nothing when nothing is used.
    pub days_until_out: Option<u32>,
    /// What is asked for, pieces.
    pub asked: u64,
    /// Why, sentence by sentence.
    pub reasons: Vec<String>,
    /// Who signs.
    pub signer: Signer,
    /// Who gets a copy (tembusan).
    pub copies: Vec<String>,
}

/// The need of one class of requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// "Perekaman baru dan pemula".
    pub class: String,
    /// Pieces.
    pub count: u64,
}

impl Sheet for Request {
    fn template(&self) -> Template {
        Template::Request
    }

    fn title(&self) -> String {
        format!("Permohonan Blangko KTP-el {}", self.number)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::Request, self)
    }
}
