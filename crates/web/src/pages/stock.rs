use super::{ActForm, FieldKind, Link, Shell, Tag, Tone, routes};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// The blanks: where they are, what moved today, what is on its way, what is stopped, and the forms that move them.
#[derive(Debug, Clone, Template)]
#[template(path = "stock.html")]
pub struct StockPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of the stock.
    pub links: Vec<Link>,
    /// What is stopped, and why.
    pub stops: Vec<String>,
    /// Open differences, each with the form that settles it, if the reader may.
    pub differences: Vec<DifferenceRow>,
    /// What is on its way, each with the form that counts it, if the reader may.
    pub arriving: Vec<ArrivingRow>,
    /// The day of each place.
    pub days: Vec<PlaceDay>,
    /// The closings of today.
    pub closings: Vec<CloseRow>,
    /// The names of the states that hold anything, one column each.
    pub states: Vec<String>,
    /// The places, one row each.
    pub places: Vec<PlaceRow>,
    /// The sum of each column.
    pub totals: Vec<i64>,
    /// Ribbons and supplies: place, item, pieces.
    pub items: Vec<(String, String, i64)>,
    /// How many blanks were ever received.
    pub received: i64,
    /// Everything that they can be; the sum must be `received`.
    pub parts: Vec<EquationPart>,
    /// What the reader may do.
    pub forms: Vec<ActForm>,
    /// The last movements, newest first.
    pub movements: Vec<Movement>,
}

/// An open difference.
#[derive(Debug, Clone)]
pub struct DifferenceRow {
    /// What differs, in words.
    pub text: String,
    /// The form that settles it.
    pub form: Option<ActForm>,
}

/// A delivery that is on its way.
#[derive(Debug, Clone)]
pub struct ArrivingRow {
    /// What, in words.
    pub text: String,
    /// The form that counts it.
    pub form: Option<ActForm>,
}

/// The day of a place: opening, what came and went, now.
#[derive(Debug, Clone)]
pub struct PlaceDay {
    /// The place's name.
    pub name: String,
    /// Step by step.
    pub steps: Vec<Step>,
}

/// A step of a place's day, with its bar in thousandths of the picture's width.
#[derive(Debug, Clone)]
pub struct Step {
    /// What.
    pub what: String,
    /// Pieces; what went is below nothing.
    pub pieces: i64,
    /// Where the bar begins.
    pub x: i64,
    /// How wide it is.
    pub width: i64,
    /// Its colour.
    pub tone: Tone,
}

impl PlaceDay {
    /// A place's day from what it held in the morning and what came (and went, below nothing) since.
    pub fn new(name: &str, lang: crate::lang::Lang, opening: i64, flows: &[(String, i64)]) -> Self {
        let mut held = opening;
        let mut whole = opening;
        for (_, pieces) in flows {
            held += pieces;
            whole = whole.max(held).max(held - pieces);
        }
        let part = |pieces: i64| pieces.max(0).saturating_mul(1000) / whole.max(1);
        let step = |what: &str, pieces: i64, from: i64, tone: Tone| {
            let (left, right) = (from.min(from + pieces), from.max(from + pieces));
            Step {
                what: what.to_owned(),
                pieces,
                x: part(left),
                width: if pieces == 0 { 0 } else { (part(right) - part(left)).max(4) },
                tone,
            }
        };
        let mut steps = vec![step(lang.day_opening(), opening, 0, Tone::Plain)];
        let mut at = opening;
        for (what, pieces) in flows {
            steps.push(step(what, *pieces, at, if *pieces < 0 { Tone::Stop } else { Tone::Good }));
            at += pieces;
        }
        steps.push(step(lang.day_now(), at, 0, Tone::Info));
        Self { name: name.to_owned(), steps }
    }
}

/// The closing of a place's day.
#[derive(Debug, Clone)]
pub struct CloseRow {
    /// The place's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: Tag,
    /// The count that goes on.
    pub closing: Option<String>,
    /// The last one that was counted, whose sheet can be printed, and its day.
    pub sheet: Option<(String, Date)>,
    /// Whether the reader may begin one.
    pub begin: bool,
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
    /// The address of its receipt, when it is a loan.
    pub receipt: Option<String>,
}

/// A piece of the equation's picture, in thousandths of its width.
struct Slice {
    x: i64,
    width: i64,
    tone: Tone,
    title: String,
}

impl StockPage {
    /// Whether a field with this id can be filled in.
    pub fn has(&self, id: &str) -> bool {
        let differences = self.differences.iter().filter_map(|row| row.form.as_ref());
        let arriving = self.arriving.iter().filter_map(|row| row.form.as_ref());
        self.forms.iter().chain(differences).chain(arriving).any(|form| form.has(id))
    }

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

/// A count of a place: blind until it is entered, confirmed by a second person.
#[derive(Debug, Clone, Template)]
#[template(path = "count.html")]
pub struct CountPage {
    /// The frame.
    pub shell: Shell,
    /// Its id.
    pub id: String,
    /// The place's name.
    pub place: String,
    /// For which day.
    pub day: Date,
    /// Where it stands.
    pub state: Tag,
    /// The form in which counts are entered, while it goes on.
    pub form: Option<ActForm>,
    /// What was counted, once it was: item, books, counted.
    pub lines: Vec<(String, i64, i64)>,
    /// Whether the reader counted and a second person is needed.
    pub own: bool,
    /// Whether it waits for a second person.
    pub waits: bool,
}

/// What waits for destruction.
#[derive(Debug, Clone, Template)]
#[template(path = "destroy.html")]
pub struct DestroyPage {
    /// The frame.
    pub shell: Shell,
    /// Spoiled blanks.
    pub blanks: i64,
    /// Surrendered cards.
    pub cards: i64,
    /// The form of the minutes, if the reader may destroy.
    pub form: Option<ActForm>,
}

/// The month's report on spoiled blanks.
#[derive(Debug, Clone, Template)]
#[template(path = "stock_month.html")]
pub struct MonthPage {
    /// The frame.
    pub shell: Shell,
    /// The month's first day.
    pub month: Date,
    /// Field `bulan`, `2022-11`.
    pub chosen: String,
    /// Spoiled, by cause.
    pub spoiled: Vec<(String, i64)>,
    /// Blanks destroyed.
    pub destroyed: i64,
    /// The minutes.
    pub minutes: Vec<MinutesRow>,
}

/// Minutes of a destruction.
#[derive(Debug, Clone)]
pub struct MinutesRow {
    /// The destruction.
    pub id: String,
    /// Their number.
    pub number: String,
    /// The day.
    pub day: Date,
    /// Blanks.
    pub blanks: i64,
    /// Cards.
    pub cards: i64,
    /// The witness and the witness's office.
    pub witness: String,
}

impl MonthPage {
    fn total(&self) -> i64 {
        self.spoiled.iter().map(|(_, pieces)| pieces).sum()
    }
}
