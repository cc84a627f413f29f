//! Where a card is, stock-takes of shelves, and their labels.

use super::{ActForm, FieldKind, PersonLine, Shell, Tab, Tag, routes};
use askama::Template;
use jiff::Timestamp;

/// Where a card is: field `receipt`.
#[derive(Debug, Clone, Template)]
#[template(path = "card_place.html")]
pub struct CardPlacePage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// What was typed or scanned.
    pub receipt: String,
    /// The card that was found.
    pub found: Option<CardPlace>,
}

/// A card and where it is.
#[derive(Debug, Clone)]
pub struct CardPlace {
    /// The case's id.
    pub case_id: String,
    /// The receipt number.
    pub receipt: String,
    /// Whose card.
    pub person: PersonLine,
    /// Where the case stands.
    pub state: Tag,
    /// Where the card is, as a sentence.
    pub place: String,
    /// Whether it is valid no more.
    pub invalid: bool,
    /// The batch with which it is on its way, for a reader who may see it.
    pub batch: Option<String>,
    /// What can be done with a missing one.
    pub forms: Vec<ActForm>,
}

impl CardPlacePage {
    /// What stands in the scan field: nothing once a card was found, so that the next scan does not add to it.
    fn next_receipt(&self) -> &str {
        if self.found.is_some() { "" } else { &self.receipt }
    }
}

/// The stock-take of a shelf: fields `shelf`, `scanned`.
#[derive(Debug, Clone, Template)]
#[template(path = "shelf_count.html")]
pub struct ShelfCountPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The shelf.
    pub shelf: String,
    /// What was scanned.
    pub scanned: String,
    /// What was found, once it was counted.
    pub result: Option<ShelfResult>,
    /// Earlier stock-takes of the shelf: when, expected, scanned, missing, extra.
    pub before: Vec<(Timestamp, [i64; 4])>,
}

/// What a stock-take found.
#[derive(Debug, Clone)]
pub struct ShelfResult {
    /// The shelf.
    pub shelf: String,
    /// Cards that should lie there.
    pub expected: i64,
    /// Cards that were scanned.
    pub scanned: i64,
    /// Receipts of what was not found.
    pub missing: Vec<String>,
    /// Receipts of what should lie elsewhere.
    pub extra: Vec<String>,
}

/// Labels of the shelves, made for printing.
#[derive(Debug, Clone, Template)]
#[template(path = "shelf_labels.html")]
pub struct ShelfLabelsPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// The labels.
    pub labels: Vec<ShelfLabel>,
}

/// The label of a shelf.
#[derive(Debug, Clone)]
pub struct ShelfLabel {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The dark modules of the QR code of its code as SVG path data, one unit a module, with the quiet zone.
    pub qr_path: String,
    /// The side of the QR code in modules, with the quiet zone.
    pub qr_size: i64,
}

#[cfg(test)]
impl CardPlacePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{ActField, Nav, samples};
        let shell = samples::shell_at(lang, Nav::Shelf);
        let tabs = super::batch_samples::tabs(lang, routes::CARD_PLACE);
        let empty = Self { shell: shell.clone(), tabs, receipt: String::new(), found: None };
        let card = |name: &str| CardPlace {
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            person: samples::person(name),
            state: Tag::case_state(lang, "on_shelf"),
            place: lang.where_at("A-03, Ruang layanan"),
            invalid: false,
            batch: None,
            forms: Vec::new(),
        };
        let shelf = ActField::line("shelf", lang.shelf_code(), "<script>alert(1)</script>".to_owned());
        let form = |id: &str, heading: &str, action: String, fields| ActForm {
            id: id.to_owned(),
            heading: heading.to_owned(),
            hint: String::new(),
            action,
            fields,
            button: lang.where_found_button().to_owned(),
            open: false,
        };
        let forms = vec![
            form("ketemu", lang.where_found(), routes::card_found(samples::CASE_ID), vec![shelf]),
            form("hilang", lang.where_lost(), routes::card_lost(samples::CASE_ID), Vec::new()),
        ];
        let found = |card| Self { receipt: samples::RECEIPT_NUMBER.to_owned(), found: Some(card), ..empty.clone() };
        let missing = CardPlace { place: lang.where_missing().to_owned(), forms, ..card(&samples::endless()) };
        let on_way = CardPlace {
            place: lang.where_on_way().to_owned(),
            batch: Some(samples::CASE_ID.to_owned()),
            invalid: true,
            ..card(samples::SCRIPT)
        };
        let wrong = |field: &str, text: &str| samples::with_errors(shell.clone(), &[(field, text.to_owned())]);
        vec![
            ("empty", empty.clone()),
            ("shelf", found(card("Sri Wahyuni"))),
            ("on_way", found(on_way)),
            ("missing", found(missing.clone())),
            ("error", Self { shell: wrong("ketemu-shelf", lang.error_shelf_unknown()), ..found(missing) }),
            ("unknown", Self { shell: wrong("receipt", lang.error_receipt_unknown()), receipt: samples::SCRIPT.to_owned(), ..empty }),
        ]
    }
}

#[cfg(test)]
impl ShelfCountPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Shelf);
        let tabs = super::batch_samples::tabs(lang, routes::SHELF_COUNT);
        let empty = Self { shell: shell.clone(), tabs, shelf: String::new(), scanned: String::new(), result: None, before: Vec::new() };
        let result = |missing: &[&str], extra: &[&str]| ShelfResult {
            shelf: "A-03".to_owned(),
            expected: 42,
            scanned: 41,
            missing: missing.iter().map(|&receipt| receipt.to_owned()).collect(),
            extra: extra.iter().map(|&receipt| receipt.to_owned()).collect(),
        };
        let before = vec![(samples::at("2022-11-01T02:00:00Z"), [40, 40, 0, 0]), (samples::at("2022-10-03T02:00:00Z"), [38, 37, 1, 0])];
        let counted = Self { result: Some(result(&[samples::RECEIPT_NUMBER], &["5202-22-004818"])), before, ..empty.clone() };
        let errors = [("scanned", lang.error_receipt_unknown().to_owned()), ("shelf", lang.error_shelf_unknown().to_owned())];
        vec![
            ("empty", empty.clone()),
            ("equal", Self { result: Some(result(&[], &[])), ..empty.clone() }),
            ("differs", counted),
            (
                "error",
                Self {
                    shell: samples::with_errors(shell, &errors),
                    shelf: samples::SCRIPT.to_owned(),
                    scanned: format!("{}\n{}", samples::RECEIPT_NUMBER, samples::IRISH),
                    ..empty
                },
            ),
        ]
    }
}

#[cfg(test)]
impl ShelfLabelsPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let empty = Self {
            shell: samples::shell_at(lang, Nav::Shelf),
            tabs: super::batch_samples::tabs(lang, routes::SHELF_LABELS),
            labels: Vec::new(),
        };
        let label = |code: &str, name: &str| {
            let qr = documents::qr::draw(code).unwrap();
            ShelfLabel { code: code.to_owned(), name: name.to_owned(), qr_path: qr.path, qr_size: qr.size as i64 }
        };
        let labels = vec![label("RAK-01", "Rak 1"), label("RAK-02", samples::SCRIPT)];
        vec![("empty", empty.clone()), ("typical", Self { labels, ..empty })]
    }
}
