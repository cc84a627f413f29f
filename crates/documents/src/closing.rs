//! Lembar penutupan harian: the ledger of one place against what was counted there in the evening.

use jiff::civil::Date;
use serde::Serialize;

use crate::letter::{Letterhead, Signer};
use crate::sheet::{Sheet, Template, TypesetFault, encode};
use crate::words;

/// The sheet of one place and day; one A4 page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Closing {
    /// The office.
    pub head: Letterhead,
    /// The place whose stock it is: "Gudang Dinas", "UPTD Bayan".
    pub stock_place: String,
    /// The day that ends.
    #[serde(serialize_with = "words::serialize_long")]
    pub date: Date,
    /// The items, one a column: blanks, ribbon, film, cleaning kit.
    pub items: Vec<Item>,
    /// What is to be said about differences; may be empty.
    pub note: String,
    /// The town, before the date at the signatures.
    pub place: String,
    /// Who counted.
    pub counted_by: Signer,
    /// Who looked on.
    pub checked_by: Signer,
}

/// One item's day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// "Blangko".
    pub name: String,
    /// "keping", "rol".
    pub unit: String,
    /// At the beginning, units.
    pub opening: i64,
    /// What came in, kind by kind.
    pub incoming: Vec<Moved>,
    /// What went out, kind by kind, as positive counts.
    pub outgoing: Vec<Moved>,
    /// What the ledger says, units.
    pub ledger: i64,
    /// What was counted, units.
    pub counted: i64,
    /// Counted less ledger, units.
    pub difference: i64,
}

/// Units of one kind of movement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// "Dari provinsi", "Dicetak", "Rusak".
    pub kind: String,
    /// Units.
    pub count: i64,
}

impl Sheet for Closing {
    fn template(&self) -> Template {
        Template::Closing
    }

    fn title(&self) -> String {
        format!("Lembar Penutupan Harian {} {}", self.stock_place, words::long(self.date))
    }

    fn date(&self) -> Date {
        self.date
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        encode(Template::Closing, self)
    }
}
