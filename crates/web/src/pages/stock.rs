use super::{BLANK_SOURCES, Choice, SPOIL_CAUSES, Shell, Tone, routes};
use askama::Template;
use jiff::Timestamp;

/// The blanks: where they are, whether the sum is right, and the forms that move them.
#[derive(Debug, Clone, Template)]
#[template(path = "stock.html")]
pub struct StockPage {
    /// The frame.
    pub shell: Shell,
    /// The names of the states, one column each.
    pub states: Vec<String>,
    /// The places, one row each.
    pub places: Vec<PlaceRow>,
    /// The sum of each column.
    pub totals: Vec<i64>,
    /// How many blanks were ever received.
    pub received: i64,
    /// Everything that they can be; the sum must be `received`.
    pub parts: Vec<EquationPart>,
    /// Receiving, if the reader may. Ids of the fields: `terima-lot`, `terima-quantity`, `terima-source`, `terima-letter`.
    pub receive: Option<ReceiveForm>,
    /// Moving, if the reader may. Ids: `pindah-from`, `pindah-to`, `pindah-quantity`.
    pub move_form: Option<MoveForm>,
    /// Spoiling, if the reader may. Ids: `rusak-from`, `rusak-quantity`, `rusak-cause`.
    pub spoil: Option<SpoilForm>,
    /// The last movements, newest first.
    pub movements: Vec<Movement>,
}

/// What one place holds.
#[derive(Debug, Clone)]
pub struct PlaceRow {
    /// The place's name.
    pub name: String,
    /// The quantity in each state.
    pub quantities: Vec<i64>,
    /// Their sum.
    pub total: i64,
}

/// One term of the blank equation.
#[derive(Debug, Clone)]
pub struct EquationPart {
    /// Its name.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// Its colour in the picture.
    pub tone: Tone,
}

/// Receiving a lot.
#[derive(Debug, Clone, Default)]
pub struct ReceiveForm {
    /// Field `lot`.
    pub lot: String,
    /// Field `quantity`.
    pub quantity: String,
    /// Field `source`, one of [`BLANK_SOURCES`].
    pub source: String,
    /// Field `letter`.
    pub letter: String,
}

/// Moving blanks.
#[derive(Debug, Clone, Default)]
pub struct MoveForm {
    /// The places for `from`, with the chosen one marked.
    pub from: Vec<Choice>,
    /// The places for `to`, with the chosen one marked.
    pub to: Vec<Choice>,
    /// Field `quantity`.
    pub quantity: String,
}

/// Recording spoiled blanks.
#[derive(Debug, Clone, Default)]
pub struct SpoilForm {
    /// The places for `from`, with the chosen one marked.
    pub from: Vec<Choice>,
    /// Field `quantity`.
    pub quantity: String,
    /// Field `cause`, one of [`SPOIL_CAUSES`].
    pub cause: String,
}

/// One movement of blanks.
#[derive(Debug, Clone)]
pub struct Movement {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: String,
    /// From where.
    pub from: String,
    /// To where.
    pub to: String,
    /// How many.
    pub quantity: i64,
    /// Who.
    pub who: String,
    /// The lot, the letter or the cause.
    pub note: Option<String>,
}

/// A piece of the equation's picture, in thousandths of its width.
struct Slice {
    x: i64,
    width: i64,
    tone: Tone,
    title: String,
}

impl StockPage {
    fn accounted(&self) -> i64 {
        self.parts.iter().map(|part| part.quantity).sum()
    }

    fn difference(&self) -> i64 {
        self.received - self.accounted()
    }

    fn grand_total(&self) -> i64 {
        self.totals.iter().sum()
    }

    /// The picture's pieces from left to right; a part that holds anything can be seen.
    fn slices(&self) -> Vec<Slice> {
        let whole = self.received.max(self.accounted()).max(1);
        let mut x = 0;
        let mut slices = Vec::new();
        for part in self.parts.iter().filter(|part| part.quantity > 0) {
            let width = (part.quantity.saturating_mul(1000) / whole).max(4);
            slices.push(Slice { x, width, tone: part.tone, title: self.shell.lang.stock_part(&part.name, part.quantity) });
            x += width;
        }
        slices
    }

    /// The width of the picture.
    fn picture_width(&self) -> i64 {
        self.slices().last().map_or(1000, |slice| slice.x + slice.width).max(1000)
    }
}

#[cfg(test)]
impl StockPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Stock);
        let places = |chosen: &str| ["Gudang", "Printer 1", "Printer 2 (Kopang)"].map(|name| Choice::new(name, name, chosen)).to_vec();
        let empty = Self {
            shell: shell.clone(),
            states: ["new", "used", "spoiled"].map(|code| lang.blank_state(code).to_owned()).to_vec(),
            places: Vec::new(),
            totals: vec![0, 0, 0],
            received: 0,
            parts: Vec::new(),
            receive: Some(ReceiveForm::default()),
            move_form: None,
            spoil: None,
            movements: Vec::new(),
        };
        let place = |name: &str, quantities: [i64; 3]| PlaceRow {
            name: name.to_owned(),
            quantities: quantities.to_vec(),
            total: quantities.iter().sum(),
        };
        let part = |name: &str, quantity, tone| EquationPart { name: name.to_owned(), quantity, tone };
        let movement = |what: &str, from: &str, to: &str, quantity, note: Option<&str>| Movement {
            at: samples::at("2022-11-24T23:35:00Z"),
            what: what.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            quantity,
            who: "Ahmad Fauzi".to_owned(),
            note: note.map(str::to_owned),
        };
        let typical = Self {
            places: vec![place("Gudang", [1_000, 375, 0]), place("Printer 1", [0, 118, 6]), place("Printer 2 (Kopang)", [0, 7, 1])],
            totals: vec![1_000, 500, 7],
            received: 12_000,
            parts: vec![
                part("Gudang", 1_375, Tone::Good),
                part("Printer", 125, Tone::Info),
                part(lang.blank_state("used"), 10_412, Tone::Plain),
                part(lang.blank_state("spoiled"), 7, Tone::Stop),
                part(lang.blank_state("destroyed"), 81, Tone::Wait),
            ],
            move_form: Some(MoveForm { from: places("Gudang"), to: places("Printer 1"), quantity: String::new() }),
            spoil: Some(SpoilForm { from: places(""), ..SpoilForm::default() }),
            movements: vec![
                movement(lang.happened("blanks_moved"), "Gudang", "Printer 1", 250, None),
                movement(
                    lang.happened("blanks_received"),
                    lang.blank_source("centre"),
                    "Gudang",
                    2_000,
                    Some("Kiriman 0087 · 471.13/812/Dukcapil"),
                ),
            ],
            ..empty.clone()
        };
        let errors = [("pindah-quantity", lang.error_stock_short(375)), ("pindah-to", lang.error_same_place().to_owned())];
        let wrong = Self {
            shell: samples::with_errors(shell, &errors),
            received: 12_050,
            move_form: Some(MoveForm { from: places("Gudang"), to: places("Gudang"), quantity: samples::SCRIPT.to_owned() }),
            places: vec![place(samples::SCRIPT, [1, 2, 3]), place(&samples::endless(), [1_000, 2, 3])],
            ..typical.clone()
        };
        vec![
            ("empty", empty),
            ("typical", typical.clone()),
            ("reader", Self { receive: None, move_form: None, spoil: None, ..typical }),
            ("error", wrong),
        ]
    }
}
