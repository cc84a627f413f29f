//! Berita acara serah terima: blanks or cards that one side hands to another.

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// The minutes; as many A4 pages as the list needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Handover {
    /// The office.
    pub head: Letterhead,
    /// Number of the minutes.
    pub number: String,
    /// The day.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// The day in words: "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam".
    pub date_in_words: String,
    /// Where: "Gudang Dinas …".
    pub venue: String,
    /// The town, before the date at the signatures.
    pub place: String,
    /// What, as the middle of a sentence: "blangko KTP-el dan bahan cetak".
    pub subject: String,
    /// Who gives: PIHAK KESATU.
    pub giver: Party,
    /// Who takes: PIHAK KEDUA.
    pub taker: Party,
    /// What is handed over.
    pub content: Content,
}

/// One side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Party {
    /// Who signs.
    pub signer: Signer,
    /// The place they sign for: "Gudang Dinas", "Kecamatan Bayan".
    pub side: String,
}

/// What is handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Content {
    /// Blanks and material.
    Blanks(Vec<Goods>),
    /// Cards of people.
    Cards(Vec<HandedCard>),
}

/// Blanks or material of one lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Goods {
    /// "Blangko KTP-el".
    pub item: String,
    /// The lot, or "-".
    pub lot: String,
    /// Units.
    pub count: u64,
    /// "keping", "rol".
    pub unit: String,
    /// State of the boxes, or nothing.
    pub note: String,
}

/// A card to be given to its holder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HandedCard {
    /// The receipt's number.
    pub receipt: String,
    /// Whose.
    pub name: String,
    /// Where the holder lives.
    pub address: String,
}

impl Sheet for Handover {
    fn template(&self) -> Template {
        Template::Handover
    }

    fn title(&self) -> String {
        format!("Berita Acara Serah Terima {}", self.number)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::Handover, self)
    }
}
