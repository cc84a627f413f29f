//! Surat keterangan pengganti KTP-el: the paper in place of the card (Perpres 96/2018).

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// A suket; one A4 page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suket {
    /// The office.
    pub head: Letterhead,
    /// The letter's number in the office's register.
    pub number: String,
    /// What is said about the person, in the order of the card: name, NIK, birth, sex, address …
    pub person: Vec<Field>,
    /// Why there is no card, as the end of a sentence: "persediaan blangko KTP-el kosong".
    pub reason: String,
    /// The rule and the letter behind that: "SE Dirjen Dukcapil Nomor 471.13/17740/Dukcapil".
    pub basis: String,
    /// What it is needed for, as the end of a sentence: "pengurusan rekening bank".
    pub purpose: String,
    /// First day of validity, and the letter's date.
    #[serde(serialize_with = "words::serialize_long")]
    pub issued_on: Date,
    /// Last day of validity; six months later, as the caller counts them.
    #[serde(serialize_with = "words::serialize_long")]
    pub valid_until: Date,
    /// Where it is signed.
    pub place: String,
    /// Who signs.
    pub signer: Signer,
    /// What the QR code says.
    #[serde(skip)]
    pub qr: String,
    /// What is printed below the code.
    pub qr_words: String,
    /// The central status code of the record ("PRR"), small at the bottom right, as offices print it.
    pub status: String,
}

/// A line about the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// "Tempat/Tgl Lahir".
    pub label: String,
    /// "TANJUNG, 12-03-1990".
    pub value: String,
}

impl Sheet for Suket {
    fn template(&self) -> Template {
        Template::Suket
    }

    fn title(&self) -> String {
        format!("Surat Keterangan Pengganti KTP-el {}", self.number)
    }

    fn date(&self) -> Date {
        self.issued_on
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::Suket, self)
    }

    fn qr(&self) -> Option<&str> {
        Some(&self.qr)
    }
}
