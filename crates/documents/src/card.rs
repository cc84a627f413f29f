//! The face of the card as a specimen: 85.60 × 53.98 mm (ISO/IEC 7810 ID-1), marked as no official document, a drawn outline in place of the
//! photo. For showing what will be printed and for trying a printer out; real cards are printed by the centre's own software.

use jiff::civil::Date;
use serde::Serialize;

use crate::fit::Face;
use crate::sheet::{Sheet, Template, TypesetFault, encode, pdf};
use crate::words;

/// What stands on a card, worded as it is printed, in capitals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// "PROVINSI NUSA TENGGARA BARAT".
    pub province: String,
    /// "KABUPATEN LOMBOK UTARA".
    pub regency: String,
    /// 16 digits.
    pub nik: String,
    /// Nama.
    pub name: String,
    /// Tempat/Tgl Lahir: "TANJUNG, 12-03-1990".
    pub birth: String,
    /// Jenis Kelamin.
    pub sex: String,
    /// Gol. Darah, "-" when unknown.
    pub blood: String,
    /// Alamat.
    pub address: String,
    /// RT/RW: "003/001".
    pub rt_rw: String,
    /// Kel/Desa.
    pub village: String,
    /// Kecamatan.
    pub subdistrict: String,
    /// Agama.
    pub religion: String,
    /// Status Perkawinan.
    pub marital: String,
    /// Pekerjaan.
    pub occupation: String,
    /// Kewarganegaraan: "WNI".
    pub citizenship: String,
    /// Berlaku Hingga: "SEUMUR HIDUP".
    pub valid_until: String,
    /// Where the card was issued.
    pub place: String,
    /// When.
    pub issued_on: Date,
}

/// Many faces in one document, one a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faces<'a> {
    /// The cards, in the order of the pages.
    pub cards: &'a [Card],
}

/// The faces of many cards as one PDF, one a page.
pub fn faces(cards: &[Card]) -> Result<Vec<u8>, TypesetFault> {
    pdf(&Faces { cards })
}

impl Sheet for Card {
    fn template(&self) -> Template {
        Template::Card
    }

    fn title(&self) -> String {
        title(1)
    }

    fn date(&self) -> Date {
        self.issued_on
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        Faces { cards: std::slice::from_ref(self) }.data()
    }
}

impl Sheet for Faces<'_> {
    fn template(&self) -> Template {
        Template::Card
    }

    fn title(&self) -> String {
        title(self.cards.len())
    }

    fn date(&self) -> Date {
        self.cards.iter().map(|card| card.issued_on).max().unwrap_or(Date::ZERO)
    }

    fn data(&self) -> Result<serde_json::Value, TypesetFault> {
        let fitter = Fitter { regular: Face::regular(), bold: Face::bold() };
        let faces: Option<Vec<Placed>> = self.cards.iter().map(|card| fitter.place(card)).collect();
        encode(Template::Card, &faces.ok_or(TypesetFault::TextTooLong { template: Template::Card })?)
    }
}

fn title(cards: usize) -> String {
    format!("SPECIMEN muka KTP-el, {cards} lembar, bukan dokumen resmi")
}

/// Width of the middle column, where the values stand, pt.
const VALUE_WIDTH_PT: f64 = 112.0;
/// From the first row's top to the last row's bottom, pt.
const ROWS_HEIGHT_PT: f64 = 99.5;
/// The upper edge of the first row, pt from the card's.
const ROWS_TOP_PT: f64 = 45.5;
/// The ordinary print, pt.
const SIZE_PT: f64 = 6.0;
/// The print of values that need more than one line, as shares of the others'; tried in this order before all of it gets smaller.
const LONG_SHARES: [f64; 2] = [1.0, 0.8];
/// The smallest print that is tried, pt.
const SIZE_MIN_PT: f64 = 1.0;
/// By which the print is made smaller, pt.
const STEP_PT: f64 = 0.2;
/// Between rows, pt.
const GAP_PT: std::ops::RangeInclusive<f64> = 0.9..=2.6;
/// Between the lines of a value, em; the form has the same.
const LEADING_EM: f64 = 0.14;
/// From a line's top to its baseline, em; the form has the same.
const ASCENT_EM: f64 = 0.78;
/// Width for the two lines of the head, pt.
const HEAD_WIDTH_PT: f64 = 226.0;
/// Their ordinary print, pt.
const HEAD_SIZE_PT: f64 = 8.0;
/// Width of the NIK, pt.
const NIK_WIDTH_PT: f64 = 150.0;
/// Its ordinary print, pt.
const NIK_SIZE_PT: f64 = 9.4;
/// Width below the photo, pt.
const ISSUED_WIDTH_PT: f64 = 62.0;
/// The ordinary print there, pt.
const ISSUED_SIZE_PT: f64 = 5.2;

/// A card with the place of every text.
#[derive(Serialize)]
struct Placed {
    province: Line,
    regency: Line,
    nik: Line,
    /// Size of the labels and of the values of one line, pt.
    size: f64,
    rows: Vec<Row>,
    issued: [Line; 2],
}

/// One line of text and its size, pt.
#[derive(Serialize)]
struct Line {
    text: String,
    size: f64,
}

/// A row of the card.
#[derive(Serialize)]
struct Row {
    label: &'static str,
    /// How far the label is moved to the right, pt.
    indent: f64,
    /// Upper edge of the label, pt from the card's.
    label_top: f64,
    lines: Vec<String>,
    /// Size of the value, pt.
    size: f64,
    /// Upper edge of the value, pt from the card's.
    top: f64,
}

struct Fitter {
    regular: Face,
    bold: Face,
}

impl Fitter {
    /// Nothing when a text is too long even in the smallest print.
    fn place(&self, card: &Card) -> Option<Placed> {
        let (size, rows) = self.rows(&values(card))?;
        Some(Placed {
            province: one_line(&self.bold, &card.province, HEAD_SIZE_PT, HEAD_WIDTH_PT)?,
            regency: one_line(&self.bold, &card.regency, HEAD_SIZE_PT, HEAD_WIDTH_PT)?,
            nik: one_line(&self.bold, &card.nik, NIK_SIZE_PT, NIK_WIDTH_PT)?,
            size,
            rows,
            issued: [
                one_line(&self.regular, &card.place, ISSUED_SIZE_PT, ISSUED_WIDTH_PT)?,
                one_line(&self.regular, &words::short(card.issued_on), ISSUED_SIZE_PT, ISSUED_WIDTH_PT)?,
            ],
        })
    }

    /// The rows, and the size of their labels. Values that need more than a line get more lines; then they get smaller; then all does.
    fn rows(&self, values: &[(&'static str, f64, String)]) -> Option<(f64, Vec<Row>)> {
        let mut size = SIZE_PT;
        while size >= SIZE_MIN_PT {
            for share in LONG_SHARES {
                let rows = values.iter().map(|(label, indent, value)| self.row(label, *indent, value, size, share));
                let rows: Vec<Row> = rows.collect();
                let heights: f64 = rows.iter().map(|row| row.height(size)).sum();
                let gaps = rows.len().saturating_sub(1) as f64;
                if heights + gaps * GAP_PT.start() <= ROWS_HEIGHT_PT {
                    let gap = ((ROWS_HEIGHT_PT - heights) / gaps.max(1.0)).min(*GAP_PT.end());
                    return Some((size, stacked(rows, size, gap)));
                }
            }
            size -= STEP_PT;
        }
        None
    }

    fn row(&self, label: &'static str, indent: f64, value: &str, ordinary: f64, share: f64) -> Row {
        let lines = self.regular.lines(value, VALUE_WIDTH_PT / ordinary);
        let (lines, size) = match lines.len() {
            0 | 1 => (lines, ordinary),
            _ => (self.regular.lines(value, VALUE_WIDTH_PT / (ordinary * share)), ordinary * share),
        };
        Row { label, indent, label_top: 0.0, lines, size, top: 0.0 }
    }
}

impl Row {
    /// The value's first line stands on the label's baseline.
    fn drop(&self, ordinary: f64) -> f64 {
        (ordinary - self.size) * ASCENT_EM
    }

    fn height(&self, ordinary: f64) -> f64 {
        let lines = self.lines.len().max(1) as f64;
        (self.drop(ordinary) + self.size * (lines + (lines - 1.0) * LEADING_EM)).max(ordinary)
    }
}

fn stacked(mut rows: Vec<Row>, size: f64, gap: f64) -> Vec<Row> {
    let mut top = ROWS_TOP_PT;
    for row in &mut rows {
        let height = row.height(size);
        (row.label_top, row.top) = (top, top + row.drop(size));
        top += height + gap;
    }
    rows
}

/// The largest print, in steps, in which the text fits on a line.
fn one_line(face: &Face, text: &str, ordinary: f64, width: f64) -> Option<Line> {
    let mut size = ordinary;
    while size >= SIZE_MIN_PT {
        let mut lines = face.lines(text, width / size).into_iter();
        match (lines.next(), lines.next()) {
            (text, None) => return Some(Line { text: text.unwrap_or_default(), size }),
            _ => size -= STEP_PT,
        }
    }
    None
}

/// The rows below the NIK, in the order of the card: label, its indentation in pt, value.
fn values(card: &Card) -> [(&'static str, f64, String); 12] {
    // Spaces that hold together keep the two values of one row apart.
    let sex = format!("{}\u{a0}\u{a0}\u{a0}\u{a0}Gol. Darah : {}", card.sex, card.blood);
    [
        ("Nama", 0.0, card.name.clone()),
        ("Tempat/Tgl Lahir", 0.0, card.birth.clone()),
        ("Jenis Kelamin", 0.0, sex),
        ("Alamat", 0.0, card.address.clone()),
        ("RT/RW", 5.0, card.rt_rw.clone()),
        ("Kel/Desa", 5.0, card.village.clone()),
        ("Kecamatan", 5.0, card.subdistrict.clone()),
        ("Agama", 0.0, card.religion.clone()),
        ("Status Perkawinan", 0.0, card.marital.clone()),
        ("Pekerjaan", 0.0, card.occupation.clone()),
        ("Kewarganegaraan", 0.0, card.citizenship.clone()),
        ("Berlaku Hingga", 0.0, card.valid_until.clone()),
    ]
}
