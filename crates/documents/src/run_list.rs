//! Daftar cetak: the sheet that lies beside the printer during a run.

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::Signer;
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// The list of a run; as many A4 pages as it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunList {
    /// "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Lombok Utara".
    pub office: String,
    /// Number of the run.
    pub run: String,
    /// The day.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// The printer.
    pub printer: String,
    /// Who released the run.
    pub released_by: String,
    /// The cards, in the order of printing.
    pub rows: Vec<Row>,
    /// The town, before the date at the signature.
    pub place: String,
    /// Who prints.
    pub operator: Signer,
}

/// One card to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Position in the run, from 1.
    pub number: u32,
    /// Where the card is laid afterwards: a kecamatan, a shelf.
    pub shelf: String,
    /// The receipt's number.
    pub receipt: String,
    /// Whose.
    pub name: String,
    /// "Baru", "Hilang", "Rusak".
    pub purpose: String,
    /// Class of priority.
    pub class: String,
    /// The NIK with its middle hidden, as the caller masks it.
    pub nik: String,
}

impl Sheet for RunList {
    fn template(&self) -> Template {
        Template::RunList
    }

    fn title(&self) -> String {
        format!("Daftar Cetak {}", self.run)
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::RunList, self)
    }
}
