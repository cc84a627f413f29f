use super::{Shell, Tab, routes};
use askama::Template;
use jiff::Timestamp;

/// The shelves: fields `receipt`, `shelf`.
#[derive(Debug, Clone, Template)]
#[template(path = "shelf.html")]
pub struct ShelfPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// What was typed or scanned as the receipt.
    pub receipt: String,
    /// The shelf; after a success the last one, so that a stack goes quickly.
    pub shelf: String,
    /// Whether the reader may put cards on shelves.
    pub may_shelve: bool,
    /// Printed cards that are on no shelf, oldest first.
    pub loose: Vec<LooseCard>,
    /// The shelves and what they hold.
    pub shelves: Vec<ShelfLine>,
}

/// A printed card that is on no shelf.
#[derive(Debug, Clone)]
pub struct LooseCard {
    /// The case's id.
    pub case_id: String,
    /// The receipt number.
    pub receipt: String,
    /// The applicant's name.
    pub name: String,
    /// When it was printed.
    pub printed: Timestamp,
    /// At which printer.
    pub printer: String,
}

/// A shelf.
#[derive(Debug, Clone)]
pub struct ShelfLine {
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub place: String,
    /// How many cards are on it.
    pub cards: i64,
    /// When its longest-lying card came.
    pub oldest: Option<Timestamp>,
}

#[cfg(test)]
impl ShelfPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, Tone, samples};
        let card = |name: &str, printed: &str| LooseCard {
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            name: name.to_owned(),
            printed: samples::at(printed),
            printer: "Printer 1".to_owned(),
        };
        let shelf = |code: &str, cards, oldest: Option<&str>| ShelfLine {
            code: code.to_owned(),
            place: "Ruang layanan".to_owned(),
            cards,
            oldest: oldest.map(samples::at),
        };
        let shell = samples::shell_at(lang, Nav::Shelf);
        let empty = Self {
            shell: shell.clone(),
            tabs: super::batch_samples::tabs(lang, routes::SHELF),
            receipt: String::new(),
            shelf: String::new(),
            may_shelve: true,
            loose: Vec::new(),
            shelves: Vec::new(),
        };
        let typical = Self {
            shell: samples::with_notice(shell.clone(), Tone::Good, "5202-22-004817 → A-03"),
            shelf: "A-03".to_owned(),
            loose: vec![
                card("Sri Wahyuni", "2022-11-24T05:10:00Z"),
                card(samples::SCRIPT, "2022-11-25T00:50:00Z"),
                card(&samples::endless(), "2022-11-25T01:13:30Z"),
            ],
            shelves: vec![
                shelf("A-01", 212, Some("2022-09-30T02:00:00Z")),
                shelf("A-02", 198, Some("2022-10-20T02:00:00Z")),
                shelf("A-03", 0, None),
            ],
            ..empty.clone()
        };
        let errors = [("receipt", lang.error_receipt_unknown().to_owned()), ("shelf", lang.error_shelf_unknown().to_owned())];
        let error = Self {
            shell: samples::with_errors(shell, &errors),
            receipt: samples::SCRIPT.to_owned(),
            shelf: "Z".to_owned(),
            ..typical.clone()
        };
        vec![("empty", empty.clone()), ("typical", typical), ("reader", Self { may_shelve: false, ..empty }), ("error", error)]
    }
}
