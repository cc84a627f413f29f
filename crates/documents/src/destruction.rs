//! Berita acara pemusnahan: the minutes of every destruction of damaged and invalid cards (SE Mendagri 470.13/11176/SJ of 2018; daily since
//! 400.8.1.2/202241/Dukcapil of 2022).

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// The minutes; as many A4 pages as the list needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destruction {
    /// The office.
    pub head: Letterhead,
    /// Number of the minutes.
    pub number: String,
    /// The day.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// The day in words: "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam".
    pub date_in_words: String,
    /// Where: "halaman kantor Dinas …".
    pub venue: String,
    /// The town, before the date at the signatures.
    pub place: String,
    /// How, as the end of a sentence: "dibakar".
    pub method: String,
    /// Laws and letters it rests on.
    pub basis: Vec<String>,
    /// What was destroyed.
    pub rows: Vec<Destroyed>,
    /// The two officers who did it.
    pub officers: [Signer; 2],
    /// Who watched.
    pub witness: Signer,
}

/// Cards of one cause and lot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Destroyed {
    /// "Gagal cetak", "Gagal encode", "Perubahan elemen data", "Rusak fisik".
    pub cause: String,
    /// Where they come from: a kecamatan, a shelf.
    pub origin: String,
    /// The lot, or "-" when it cannot be read.
    pub lot: String,
    /// Pieces.
    pub count: u64,
    /// Chip or card numbers, when the office reads them.
    pub identifiers: Vec<String>,
}

impl Sheet for Destruction {
    fn template(&self) -> Template {
        Template::Destruction
    }

    fn title(&self) -> String {
        format!("Berita Acara Pemusnahan KTP-el {}", self.number)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::Destruction, self)
    }
}
