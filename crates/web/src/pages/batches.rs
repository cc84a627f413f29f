//! Handover batches, the cards that are missing, and the places that take cards.

use super::{ActForm, FieldKind, Shell, Tab, Tag, routes};
use askama::Template;
use jiff::Timestamp;

/// The batches by state; field `to` of its form begins one.
#[derive(Debug, Clone, Template)]
#[template(path = "batches.html")]
pub struct BatchesPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The batches under the name of their state, those to be worked on first; without states that no batch is in.
    pub groups: Vec<(&'static str, Vec<BatchLineRow>)>,
    /// The form that begins one.
    pub open: Option<ActForm>,
}

/// A batch in the list.
#[derive(Debug, Clone)]
pub struct BatchLineRow {
    /// Its id.
    pub id: String,
    /// The number of its minutes.
    pub number: String,
    /// Where it goes.
    pub to: String,
    /// Since when it is in its state.
    pub since: Timestamp,
    /// Its cards.
    pub cards: i64,
    /// What differs from the list and what came back: words and cards.
    pub notes: Vec<(Tag, i64)>,
}

/// A batch and its cards.
#[derive(Debug, Clone, Template)]
#[template(path = "batch.html")]
pub struct BatchPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// Its id.
    pub id: String,
    /// The number of its minutes.
    pub number: String,
    /// Where it goes.
    pub to: String,
    /// Where it stands.
    pub state: Tag,
    /// Since when.
    pub since: Timestamp,
    /// Who handed it over.
    pub sender: Option<String>,
    /// Who signed for it, and how.
    pub receiver: Option<(String, &'static str)>,
    /// Its cards in the order in which somebody walks.
    pub cards: Vec<BatchCardRow>,
    /// Filling it: the receipt that was scanned last, when it was refused.
    pub packing: Option<String>,
    /// Comparing it with what was in the box.
    pub check: Option<BatchCheck>,
    /// What else can be done.
    pub forms: Vec<ActForm>,
}

/// A card of a batch.
#[derive(Debug, Clone)]
pub struct BatchCardRow {
    /// The case's id.
    pub case_id: String,
    /// The receipt.
    pub receipt: String,
    /// The holder's name.
    pub name: String,
    /// Where the holder lives, as far as the reader may know.
    pub address: String,
    /// Where it stands.
    pub state: Tag,
    /// Attempts of the postman, and why it was not collected.
    pub note: Option<String>,
    /// Whether it was ticked as there.
    pub there: bool,
}

/// Comparing a batch with what was in the box.
#[derive(Debug, Clone, Default)]
pub struct BatchCheck {
    /// What was scanned.
    pub scanned: String,
    /// What came of it, once it was compared.
    pub result: Option<BatchResult>,
}

/// What was in the box, and the other side's signature.
#[derive(Debug, Clone)]
pub struct BatchResult {
    /// Listed cards that are there.
    pub there: i64,
    /// Cards on the list.
    pub listed: i64,
    /// Receipts of what is not.
    pub missing: Vec<String>,
    /// Receipts of what is not listed.
    pub extra: Vec<String>,
    /// The name of who signs.
    pub receiver: String,
    /// Whether it was signed on paper.
    pub on_paper: bool,
}

impl BatchPage {
    /// Its cards.
    fn count(&self) -> i64 {
        self.cards.len() as i64
    }
}

/// The cards that are missing.
#[derive(Debug, Clone, Template)]
#[template(path = "missing.html")]
pub struct MissingPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The cards, the longest missing first.
    pub rows: Vec<MissingRow>,
}

/// A card that is missing.
#[derive(Debug, Clone)]
pub struct MissingRow {
    /// The case's id.
    pub case_id: String,
    /// The receipt.
    pub receipt: String,
    /// The holder's name.
    pub name: String,
    /// Where the case stands.
    pub state: Tag,
    /// Since when.
    pub since: Timestamp,
}

/// The places that take cards.
#[derive(Debug, Clone, Template)]
#[template(path = "sites.html")]
pub struct SitesPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// Those that are closed: code, name, since when, why.
    pub closed: Vec<(String, String, Timestamp, String)>,
    /// The form that closes one.
    pub close: ActForm,
}
