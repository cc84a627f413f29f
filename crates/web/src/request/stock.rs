//! Requests of the stock beyond receiving, moving and spoiling: arrivals, shipments, loans, counts, differences, destructions.

use std::collections::BTreeMap;

use app::stock::{DestructionNote, Loan};
use domain::{
    Refusal,
    blank::{GivenAway, Item},
    closing::Settlement,
    id::LotId,
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{choice, number, pieces, quantity};

/// What arrived, counted.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct AcceptRequest {
    /// The store's code; `GUDANG` when empty.
    pub to: String,
    /// The lot, its identifier.
    pub lot: String,
    /// Pieces counted.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub counted: String,
}

impl AcceptRequest {
    /// The store, the lot, the count.
    pub fn read(&self) -> Result<(String, LotId, i64), Refusal> {
        Ok((store_of(&self.to), choice("lot", &self.lot, LotId::parse)?, pieces("counted", &self.counted)?))
    }
}

/// A new ribbon, film or cleaning kit at a printer.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RibbonRequest {
    /// The printer's code.
    pub printer: String,
    /// `ribbon`, `film` or `cleaning_kit`; a ribbon when empty.
    pub item: String,
}

impl RibbonRequest {
    /// What was put in.
    pub fn read(&self) -> Result<Item, Refusal> {
        if self.printer.trim().is_empty() {
            return Err(Refusal::field("printer", FieldProblem::Missing));
        }
        if self.item.trim().is_empty() { Ok(Item::Ribbon) } else { choice("item", &self.item, Item::from_code) }
    }
}

/// Blanks that leave the office or come back.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct LoanRequest {
    /// The store's code; `GUDANG` when empty.
    pub store: String,
    /// `returned` or `lent`; not read when they come back.
    pub how: String,
    /// Pieces.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub quantity: String,
    /// The letter, and the other office.
    pub paper: String,
    /// The chips, one a line, or empty.
    pub serials: String,
}

impl LoanRequest {
    /// How they leave.
    pub fn how(&self) -> Result<GivenAway, Refusal> {
        choice("how", &self.how, GivenAway::from_code)
    }

    /// What `app` takes.
    pub fn read(&self) -> Result<Loan, Refusal> {
        let (store, quantity) = (store_of(&self.store), quantity(&self.quantity)?);
        Ok(Loan { store, quantity, paper: self.paper.clone(), serials: self.serials.clone() })
    }
}

/// A count of a place is begun.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CountBeginRequest {
    /// The place's code.
    pub place: String,
}

/// What was counted, by item; an item that is not at the place stays empty.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CountRequest {
    /// Blanks.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub blank: String,
    /// Ribbons.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub ribbon: String,
    /// Films.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub film: String,
    /// Cleaning kits.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub cleaning_kit: String,
}

impl CountRequest {
    /// What was typed for an item.
    pub fn typed(&self, item: Item) -> &str {
        match item {
            Item::Blank => &self.blank,
            Item::Ribbon => &self.ribbon,
            Item::Film => &self.film,
            Item::CleaningKit => &self.cleaning_kit,
        }
    }

    /// What `app` takes.
    pub fn read(&self) -> Result<BTreeMap<Item, i64>, Refusal> {
        let filled = Item::ALL.iter().filter(|item| !self.typed(**item).trim().is_empty());
        filled.map(|item| Ok((*item, pieces(item.code(), self.typed(*item))?))).collect()
    }
}

/// Settling a difference.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct SettleRequest {
    /// `found`, `lost`, `never_sent`, `miscounted` or `booked_in`.
    pub how: String,
    /// Why, in words.
    pub reason: String,
}

impl SettleRequest {
    /// How.
    pub fn read(&self) -> Result<Settlement, Refusal> {
        choice("how", &self.how, Settlement::from_code)
    }
}

/// The minutes of a destruction.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DestroyRequest {
    /// Their number.
    pub number: String,
    /// The witness, by name.
    pub witness: String,
    /// The witness's office.
    pub witness_office: String,
}

impl DestroyRequest {
    /// What `app` takes.
    pub fn read(&self) -> DestructionNote {
        DestructionNote { number: self.number.clone(), witness: self.witness.clone(), witness_office: self.witness_office.clone() }
    }
}

/// The store that a form means.
fn store_of(text: &str) -> String {
    if text.trim().is_empty() { "GUDANG".to_owned() } else { text.to_owned() }
}
