//! Books of the population (BIP): families in blocks, each with its card's number and address above its members. Pages repeat the titles and
//! a row of negative numbers; a status may be wrapped to the rows below. A block is flattened: each member's row has the family's columns too.
//!
//! Four layouts are known: with recording status (19 columns), of 2012 (Lombok Barat), of 2016 (Lombok Tengah), and one family per block with
//! a column KET (Luwu Timur). They differ in where the family's facts stand, not in what they are, so that one reader takes them all.

use domain::intake::{Column, Layout, Mapping, SheetHead, SheetRow, day_in};

use super::{Grid, layout::fold};

/// The family's columns, which stand before the members' own.
const FAMILY: [(&str, Option<Column>); 9] = [
    ("NO. KK", Some(Column::Kk)),
    ("ALAMAT", Some(Column::Address)),
    ("DUSUN", Some(Column::Hamlet)),
    ("RT", Some(Column::Rt)),
    ("RW", Some(Column::Rw)),
    ("DESA/KELURAHAN", Some(Column::Village)),
    ("KECAMATAN", Some(Column::Subdistrict)),
    ("KABUPATEN/KOTA", Some(Column::Regency)),
    ("PROVINSI", Some(Column::Province)),
];

/// A family's facts, in the order of [`FAMILY`].
type Facts = [String; FAMILY.len()];

const KK: usize = 0;
const ADDRESS: usize = 1;
const HAMLET: usize = 2;
const RT: usize = 3;
const RW: usize = 4;
const VILLAGE: usize = 5;
const SUBDISTRICT: usize = 6;
const REGENCY: usize = 7;
const PROVINCE: usize = 8;

/// Labels before a fact, folded.
const LABELS: &[(&str, usize)] = &[
    ("nokk", KK),
    ("nomorkk", KK),
    ("nokartukeluarga", KK),
    ("alamat", ADDRESS),
    ("dusun", HAMLET),
    ("namadusun", HAMLET),
    ("lingkungan", HAMLET),
    ("rt", RT),
    ("rw", RW),
    ("desa", VILLAGE),
    ("kelurahan", VILLAGE),
    ("desakelurahan", VILLAGE),
    ("kelurahandesa", VILLAGE),
    ("desakel", VILLAGE),
    ("keldesa", VILLAGE),
    ("kecamatan", SUBDISTRICT),
    ("kabupaten", REGENCY),
    ("kabupatenkota", REGENCY),
    ("kabkota", REGENCY),
    ("kota", REGENCY),
    ("provinsi", PROVINCE),
    ("propinsi", PROVINCE),
];

/// A book while it is read.
pub(super) struct Blocks {
    head: SheetHead,
    /// Titles of the members' columns.
    titles: Vec<String>,
    /// Where the column of the status stands among them.
    status: Option<usize>,
    nik: usize,
    name: usize,
    facts: Facts,
    /// Where the facts of a family's row stand, when its titles were met: the layout of 2012.
    family_at: Option<Vec<(usize, usize)>>,
    /// The member whose status may go on in the next row.
    held: Option<SheetRow>,
}

impl Blocks {
    /// The book that the first rows show; `None` when they show none.
    pub fn recognise(rows: &[Grid]) -> Option<Self> {
        let titles = rows.iter().find(|row| is_member_titles(&row.cells))?;
        let before: Vec<&Grid> = rows.iter().take_while(|row| row.line <= titles.line + 3).collect();
        let labelled = |name: &str| before.iter().flat_map(|row| &row.cells).any(|cell| fold(cell).starts_with(name));
        let family_titles = rows.iter().any(|row| is_family_titles(&row.cells));
        if !family_titles && !labelled("nokk") && !has_family_row(rows) {
            return None;
        }
        let folded: Vec<String> = titles.cells.iter().map(|cell| fold(cell)).collect();
        // A table has the card's number as a column of its own.
        if folded.iter().any(|title| title == "nokk" || title == "nomorkk") {
            return None;
        }
        let has = |title: &str| folded.iter().any(|found| found == title);
        let layout = match () {
            () if has("statrkm") || has("wjbktp") => Layout::BipRecording,
            () if family_titles || has("ktpel") => Layout::Bip2012,
            () if labelled("periode") || labelled("provinsi") => Layout::Bip2016,
            () => Layout::BipFamily,
        };
        let as_of = rows
            .iter()
            .filter(|row| row.cells.iter().any(|cell| fold(cell).contains("periode")))
            .find_map(|row| day_in(&row.cells.join(" ")));
        let titles: Vec<String> = titles.cells.iter().map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        Some(Self::of(layout, titles, as_of))
    }

    fn of(layout: Layout, titles: Vec<String>, as_of: Option<jiff::civil::Date>) -> Self {
        let all: Vec<String> = FAMILY.iter().map(|(title, _)| (*title).to_owned()).chain(titles.iter().cloned()).collect();
        let proposed = Mapping::propose(&all);
        let mut columns = proposed.0;
        for (column, (_, family)) in columns.iter_mut().zip(FAMILY) {
            *column = family;
        }
        // A family's fact is the family's, whatever a member's column is called.
        let family: Vec<Column> = FAMILY.iter().filter_map(|(_, column)| *column).collect();
        for column in columns.iter_mut().skip(FAMILY.len()) {
            *column = column.filter(|found| !family.contains(found));
        }
        let place =
            |column: Column| columns.iter().position(|found| *found == Some(column)).and_then(|place| place.checked_sub(FAMILY.len()));
        let (status, nik, name) = (place(Column::Central), place(Column::Nik).unwrap_or_default(), place(Column::Name).unwrap_or_default());
        let head = SheetHead { layout: Some(layout), titles: all, columns, as_of };
        Self { head, titles, status, nik, name, facts: Facts::default(), family_at: None, held: None }
    }

    /// Titles and columns.
    pub fn head(&self) -> SheetHead {
        self.head.clone()
    }

    /// Takes a row of the file; answers the member that is complete now.
    pub fn take(&mut self, row: Grid) -> Option<SheetRow> {
        let cells = &row.cells;
        if is_member_titles(cells) {
            return self.end();
        }
        if is_family_titles(cells) {
            self.family_at = Some(family_places(cells));
            return self.end();
        }
        if is_page_row(cells) {
            return None;
        }
        if let Some(places) = self.family_at.take() {
            return self.family_row(cells, &places);
        }
        if self.is_member(cells) {
            let before = self.end();
            self.held = Some(self.member(&row));
            return before;
        }
        if self.goes_on(cells) {
            return None;
        }
        if self.learn(cells) {
            return self.end();
        }
        // Nothing that is known, and too much for a line of a page: its row is refused later, with its number.
        if filled(cells) > 3 {
            let before = self.end();
            self.held = Some(self.member(&row));
            return before;
        }
        None
    }

    /// The last member.
    pub fn end(&mut self) -> Option<SheetRow> {
        self.held.take()
    }

    fn member(&self, row: &Grid) -> SheetRow {
        let mut cells = row.cells.clone();
        cells.resize(self.titles.len(), String::new());
        SheetRow { line: row.line, cells: self.facts.iter().cloned().chain(cells).collect() }
    }

    /// A member has a name, and a NIK or something in its place that is no label.
    fn is_member(&self, cells: &[String]) -> bool {
        let cell = |place: usize| cells.get(place).map_or("", |cell| cell.trim());
        let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
        let (nik, name) = (cell(self.nik), cell(self.name));
        let named = name.chars().any(char::is_alphabetic) && !name.contains(':');
        let numbered = self.nik == 0 || self.name == 0 || digits(cell(0)) > 0;
        named && !nik.is_empty() && !nik.contains(':') && (digits(nik) > 4 || (numbered && filled(cells) > 4))
    }

    /// Whether the row only continues the status of the member above: `CARD PRINTING` below `SENT FOR`.
    fn goes_on(&mut self, cells: &[String]) -> bool {
        let (Some(status), Some(held)) = (self.status, &mut self.held) else { return false };
        let alone = cells.iter().enumerate().all(|(place, cell)| cell.trim().is_empty() || place == status);
        let more = cells.get(status).map_or("", |cell| cell.trim());
        if !alone || more.is_empty() {
            return false;
        }
        if let Some(cell) = held.cells.get_mut(FAMILY.len() + status) {
            *cell = format!("{} {more}", cell.trim());
        }
        true
    }

    /// Learns facts of a family or of the page from a row: `No. KK : 5201…`, a label with its value beside it, or the family's row of the book
    /// with status (card number in the first column, `DESA X RT/RW : 002/000 DUSUN : -` further on). Answers whether there was one.
    fn learn(&mut self, cells: &[String]) -> bool {
        let mut learnt = false;
        let first = cells.first().map_or("", |cell| cell.trim());
        if is_card_number(first) {
            self.new_family(first);
            learnt = true;
        }
        let mut index = 0;
        while let Some(cell) = cells.get(index) {
            index += 1;
            let text = cell.trim();
            if text.contains(':') || labelled(text).is_some() {
                // The value may stand in one of the next cells, alone.
                let bare = text.trim_end_matches([':', ' ']);
                let value = if labelled(bare).is_some() { next_value(cells, &mut index) } else { None };
                let text = value.map_or_else(|| text.to_owned(), |value| format!("{bare} : {value}"));
                learnt |= self.learn_text(&text);
            }
        }
        learnt
    }

    /// Learns from one text of labels and values.
    fn learn_text(&mut self, text: &str) -> bool {
        let mut learnt = false;
        for (label, value) in pairs(text) {
            let value = value.trim_matches([' ', ',', '-', ':']).to_owned();
            match (label.as_str(), labelled(&label)) {
                (_, Some(KK)) => {
                    self.new_family(&value);
                    learnt = true;
                }
                (_, Some(fact)) => {
                    self.set(fact, value);
                    learnt = true;
                }
                ("rtrw", None) => {
                    let (rt, rw) = value.split_once('/').unwrap_or((&value, ""));
                    let (rt, rw) = (rt.trim().to_owned(), rw.split_whitespace().next().unwrap_or_default().to_owned());
                    self.set(RT, rt);
                    self.set(RW, rw);
                    learnt = true;
                }
                _ => {}
            }
        }
        learnt
    }

    /// Another family begins: of the page's facts only the areas stay.
    fn new_family(&mut self, kk: &str) {
        for fact in [ADDRESS, HAMLET, RT, RW] {
            self.set(fact, String::new());
        }
        self.set(KK, kk.to_owned());
    }

    fn set(&mut self, fact: usize, value: String) {
        if let Some(place) = self.facts.get_mut(fact) {
            *place = value;
        }
    }

    /// The row below a family's titles: its address may hold hamlet, RT and RW (layout of 2012), and so may another cell (with status).
    fn family_row(&mut self, cells: &[String], places: &[(usize, usize)]) -> Option<SheetRow> {
        let before = self.end();
        self.learn(cells);
        for (place, fact) in places {
            let value = cells.get(*place).map_or("", |cell| cell.trim()).to_owned();
            match *fact {
                _ if value.is_empty() => {}
                KK if !is_card_number(&value) => self.new_family(&value),
                KK => self.set(KK, value),
                ADDRESS => self.address(&value),
                fact => self.set(fact, value),
            }
        }
        before
    }

    /// `DUSUN X, RT:001, RW:001, Kodepos:83363`.
    fn address(&mut self, text: &str) {
        let mut street = Vec::new();
        for part in text.split(',') {
            match part.split_once(':').map(|(label, value)| (fold(label), value.trim().to_owned())) {
                Some((label, value)) if label == "rt" => self.set(RT, value),
                Some((label, value)) if label == "rw" => self.set(RW, value),
                Some((label, _)) if label.starts_with("kodepos") => {}
                _ => street.push(part.trim()),
            }
        }
        self.set(ADDRESS, street.join(", "));
    }
}

fn filled(cells: &[String]) -> usize {
    cells.iter().filter(|cell| !cell.trim().is_empty()).count()
}

/// Titles of members: a name and a NIK, and no numbers.
fn is_member_titles(cells: &[String]) -> bool {
    let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
    let has = |names: &[&str]| folded.iter().any(|cell| names.contains(&cell.as_str()));
    has(&["nik", "nonik"]) && has(&["nama", "namalengkap", "namaanggotakeluarga"]) && filled(cells) > 4
}

/// Titles of a family's row: NO.KK, NAMA.KK, ALAMAT.
fn is_family_titles(cells: &[String]) -> bool {
    let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
    let has = |name: &str| folded.iter().any(|cell| cell == name);
    has("nokk") && (has("namakk") || has("namakepalakeluarga")) && has("alamat") && !has("nik")
}

fn family_places(cells: &[String]) -> Vec<(usize, usize)> {
    let places = cells.iter().enumerate();
    places.filter_map(|(place, cell)| labelled(cell).map(|fact| (place, fact))).collect()
}

/// The row of negative numbers below each page's titles.
fn is_page_row(cells: &[String]) -> bool {
    let mut numbers = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    numbers.peek().is_some() && numbers.all(|cell| cell.parse::<i64>().is_ok_and(|number| number < 0))
}

/// Whether some row has a card's number in its first cell and nothing in its second.
fn has_family_row(rows: &[Grid]) -> bool {
    rows.iter().any(|row| {
        row.cells.first().is_some_and(|cell| is_card_number(cell.trim())) && row.cells.get(1).is_some_and(|cell| cell.trim().is_empty())
    })
}

fn is_card_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits == 16 && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '\'' | ' '))
}

/// The fact that a label names.
fn labelled(label: &str) -> Option<usize> {
    let folded = fold(label);
    LABELS.iter().find(|(name, _)| *name == folded).map(|(_, fact)| *fact)
}

/// The value in the next cell that has one; a colon alone is none.
fn next_value<'a>(cells: &'a [String], index: &mut usize) -> Option<&'a str> {
    let rest = cells.get(*index..)?;
    let (ahead, value) =
        rest.iter().enumerate().map(|(ahead, cell)| (ahead, cell.trim())).find(|(_, cell)| !cell.is_empty() && *cell != ":")?;
    if labelled(value.trim_end_matches([':', ' '])).is_some() {
        return None;
    }
    *index += ahead + 1;
    Some(value.trim_start_matches([':', ' ']))
}

/// Labels and values of a text: `DESA KARANG RT/RW : 002/000 DUSUN : -` has `RT/RW` and `DUSUN`; what stands before the first label with a
/// colon is a village when it begins with the word.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut pieces = text.split(':');
    let first = pieces.next().unwrap_or_default();
    let (before, mut label) = split_label(first);
    if let Some(village) = strip_word(before, &["DESA", "KEL.", "KELURAHAN", "DESA/KEL"]) {
        found.push(("desa".to_owned(), village.to_owned()));
    }
    for piece in pieces {
        let (value, next) = split_label(piece);
        found.push((fold(&label), value.to_owned()));
        label = next;
    }
    found
}

/// Splits the label off the end of a piece: all of it when it is one, else its last word or words.
fn split_label(piece: &str) -> (&str, String) {
    let piece = piece.trim();
    let known =
        |text: &str| labelled(text).is_some() || fold(text) == "rtrw" || fold(text).starts_with("kodepos") || fold(text).starts_with("tgl");
    let starts =
        std::iter::once(0).chain(piece.char_indices().filter(|(_, c)| c.is_whitespace() || *c == ',').map(|(at, c)| at + c.len_utf8()));
    for at in starts {
        let (value, label) = piece.split_at(at);
        if known(label) {
            return (value.trim(), label.to_owned());
        }
    }
    // A label that is not known, such as the name of the family's head: the whole piece is it when nothing else stands before.
    (piece, piece.to_owned())
}

fn strip_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    words.iter().any(|word| first.eq_ignore_ascii_case(word)).then_some(rest.trim()).filter(|rest| !rest.is_empty())
}
