//! Layouts that print families in blocks, flattened: each member's row begins with what its family's block says.
//!
//! What is printed, as far as it is known:
//!
//! - *With recording status*: on each page 19 titles and the row -1 to -19; a family is a row of labels (`No. KK :`, `Nama Kepala Keluarga :`,
//!   `Alamat :` …) and a row of values: KK, head, and `DESA X RT/RW : 002/000 DUSUN : -`. Columns 16 to 18 (`Wjb KTP`, `KTP-eL`, `Status`)
//!   repeat what the last, `Stat Rkm`, says. A status that is too long for it runs on in the rows below (`SENT FOR`, then `CARD PRINTING`),
//!   even behind a page's titles, and is joined.
//! - *2012*: for each family a row `NO.KK`, `NAMA.KK`, `ALAMAT` with values (`DUSUN X, RT:001, RW:001, Kodepos:…`) and a row of 15 titles.
//! - *2016*: a title block with `PROVINSI` to `DESA` and `PERIODE`, `No. KK : …`, 12 titles; ends with `Keterangan:`.
//! - *One family a block*: the same with a title `KET`, which is not read.
//!
//! Whether values stand behind the colon, in the next cell or in the next row does not matter.

use std::collections::VecDeque;

use domain::intake::{Column, Layout, SheetHead, SheetRow};

use super::{
    super::{FileFault, RawRows},
    labels::{LABELS, Label, Labelled, address, labels},
    titles,
};

/// A row with more cells than this is no rest of the row above it.
const CELLS_OF_A_REST_MAX: usize = 3;
/// A rest is a word or two; no member grows beyond measure by them.
const REST_BYTES_MAX: usize = 200;
const JOINED_BYTES_MAX: usize = 2000;
/// A row of column numbers (-1, -2 …) has at least so many.
const NUMBERED_CELLS_MIN: usize = 5;

#[rustfmt::skip]
const FAMILY: [(&str, Option<Column>); LABELS] = [
    ("No. KK", Some(Column::Kk)), ("Nama Kepala Keluarga", None), ("Alamat", Some(Column::Address)), ("RT", Some(Column::Rt)),
    ("RW", Some(Column::Rw)), ("Dusun", Some(Column::Hamlet)), ("Provinsi", Some(Column::Province)),
    ("Kabupaten/Kota", Some(Column::Regency)), ("Kecamatan", Some(Column::Subdistrict)), ("Desa/Kelurahan", Some(Column::Village)),
];

/// The plain titles of the members' columns, in the order of the first header.
pub(super) type Header = Vec<String>;

/// The layout, if these first rows print families in blocks: a header of members, and labels of a family or the titles of a recording list.
pub(super) fn recognise(first: &VecDeque<SheetRow>) -> Option<(SheetHead, Header)> {
    let header = first.iter().find(|row| is_member_header(&row.cells))?;
    let filled = header.cells.iter().rposition(|title| !title.trim().is_empty())? + 1;
    let member_titles: Vec<String> = header.cells.iter().take(filled).map(|title| title.trim().to_owned()).collect();
    let plain: Header = member_titles.iter().map(|title| titles::plain(title)).collect();
    let has = |title: &str| plain.iter().any(|plain| plain == title);
    let has_blocks = first.iter().any(|row| !is_member_header(&row.cells) && names_family(&labels(&row.cells)));
    let layout = match has_blocks {
        _ if has("STATRKM") && !has("NOKK") && !has("NOMORKK") => Layout::BipRecording,
        false => return None,
        true if has("KTPEL") => Layout::Bip2012,
        true if has("KET") || has("KETERANGAN") => Layout::BipFamily,
        true => Layout::Bip2016,
    };
    let own = FAMILY.iter().map(|(title, column)| ((*title).to_owned(), *column));
    let members = member_titles.into_iter().zip(&plain).map(|(title, plain)| (title, meaning(layout, plain)));
    let (titles, columns) = own.chain(members).unzip();
    Some((SheetHead { layout: Some(layout), titles, columns, as_of: None }, plain))
}

/// What a title of members means here. Each layout has its own `STATUS` and `KTPEL`.
fn meaning(layout: Layout, plain: &str) -> Option<Column> {
    match (layout, plain) {
        (Layout::BipRecording, "STATUS") => None,
        (Layout::Bip2012, "KTPEL") => Some(Column::Central),
        (_, "STATUS") => Some(Column::Marital),
        _ => titles::meaning(plain),
    }
}

fn is_member_header(cells: &[String]) -> bool {
    if !cells.iter().any(|cell| cell.len() <= 10 && titles::plain(cell) == "NIK") {
        return false;
    }
    let plain: Vec<String> = cells.iter().filter(|cell| cell.len() <= 60).map(|cell| titles::plain(cell)).collect();
    let has_name = plain.iter().any(|plain| titles::meaning(plain) == Some(Column::Name));
    has_name && titles::known(cells) >= 5
}

fn names_family(found: &[Labelled]) -> bool {
    found.iter().any(|labelled| labelled.label == Label::Kk)
}

/// What a row of a block layout is.
enum Kind {
    /// Titles of the members' columns.
    Header,
    /// Column numbers, page numbers, signatures: nothing of anybody.
    Noise,
    /// Labels of a family or of the whole file.
    Labels,
    /// Values of labels that stood in the row above.
    Values,
    /// `5208… | | NAME … DESA X RT/RW : 002/000 DUSUN : -`.
    Family,
    /// `Keterangan:` and what explains the abbreviations.
    Legend,
    /// Cells that ran on from the row above.
    Rest,
    /// A person, or something that may be one.
    Member,
}

/// The members of the families of a file, one row each.
pub(super) struct Blocks {
    rows: RawRows,
    header: Header,
    /// For each cell of a member's row the position among the member's titles.
    places: Vec<Option<usize>>,
    number: Option<usize>,
    nik: Option<usize>,
    family: [String; LABELS],
    /// Labels of the row above that had no value yet, with their cell.
    open: Vec<(Label, usize)>,
    in_legend: bool,
    pending: Option<SheetRow>,
    is_over: bool,
}

impl Blocks {
    pub(super) fn new(header: Header, rows: RawRows) -> Self {
        let mut blocks = Self {
            rows,
            header: Vec::new(),
            places: Vec::new(),
            number: None,
            nik: None,
            family: Default::default(),
            open: Vec::new(),
            in_legend: false,
            pending: None,
            is_over: false,
        };
        blocks.header.clone_from(&header);
        blocks.place(&header);
        blocks
    }

    /// Notes which cell belongs to which title; a later page may have shifted its columns.
    fn place(&mut self, titles: &[String]) {
        let mut taken = vec![false; self.header.len()];
        let mut place = |title: &String| {
            let at = self.header.iter().zip(&taken).position(|(known, taken)| known == title && !taken)?;
            *taken.get_mut(at)? = true;
            Some(at)
        };
        self.places = titles.iter().map(|title| if title.is_empty() { None } else { place(title) }).collect();
        // A column without a title keeps what stands in it, at its own place, as long as no other title claims it.
        for (at, slot) in self.places.iter_mut().enumerate() {
            if slot.is_none() && titles.get(at) == self.header.get(at) {
                *slot = Some(at);
            }
        }
        let find = |titles_of: &[&str]| titles.iter().position(|title| titles_of.contains(&title.as_str()));
        self.number = find(&["NO", "NOURUT"]);
        self.nik = find(&["NIK"]);
    }

    fn kind(&self, cells: &[String]) -> Kind {
        if is_member_header(cells) {
            return Kind::Header;
        }
        let filled: Vec<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        if filled.is_empty() || is_numbering(&filled) {
            return Kind::Noise;
        }
        let found = labels(cells);
        if self.is_values(cells, &found) {
            return Kind::Values;
        }
        let is_member = self.is_member(cells, &filled, &found);
        if names_family(&found) || (!is_member && !found.is_empty()) {
            return Kind::Labels;
        }
        if is_member {
            return Kind::Member;
        }
        if is_address_line(cells) || self.is_family(cells, &filled) {
            return Kind::Family;
        }
        if filled.first().is_some_and(|first| titles::plain(first).starts_with("KETERANGAN")) {
            return Kind::Legend;
        }
        if self.is_rest(cells, &filled) {
            return Kind::Rest;
        }
        Kind::Noise
    }

    fn cell<'a>(&self, cells: &'a [String], at: Option<usize>) -> &'a str {
        at.and_then(|at| cells.get(at)).map_or("", |cell| cell.trim())
    }

    /// A running number, a long number where the NIK stands or one of 16 digits anywhere, or more cells than any other row has.
    fn is_member(&self, cells: &[String], filled: &[&str], found: &[Labelled]) -> bool {
        let is_wide = !self.in_legend && filled.len() > CELLS_OF_A_REST_MAX && found.is_empty();
        let is_family = self.is_family(cells, filled) || is_address_line(cells);
        let has_number = !is_family && filled.iter().any(|text| titles::is_number_of_16(text));
        let is_numbered = self.is_numbered(cells) && filled.len() > 1 && !self.in_legend;
        is_numbered || self.has_nik(cells) || has_number || (is_wide && !is_family)
    }

    fn is_numbered(&self, cells: &[String]) -> bool {
        let number = self.cell(cells, self.number).trim_end_matches('.');
        (1..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn has_nik(&self, cells: &[String]) -> bool {
        self.cell(cells, self.nik).bytes().filter(u8::is_ascii_digit).count() >= 8
    }

    /// The row below labels that had no values, unless it is a member already; where the NIK stands there may be the KK.
    fn is_values(&self, cells: &[String], found: &[Labelled]) -> bool {
        let is_kk = |(label, at): &(Label, usize)| *label == Label::Kk && titles::is_number_of_16(self.cell(cells, Some(*at)));
        let is_below = !self.open.is_empty() && found.is_empty() && !is_address_line(cells);
        is_below && !self.is_numbered(cells) && (!self.has_nik(cells) || self.open.iter().any(is_kk))
    }

    /// A KK where the running number stands and nothing where the NIK stands.
    fn is_family(&self, cells: &[String], filled: &[&str]) -> bool {
        let has_kk = titles::is_number_of_16(self.cell(cells, self.number.or(Some(0))));
        has_kk && filled.len() <= CELLS_OF_A_REST_MAX + 1 && !self.cell(cells, self.nik).bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Text that ran on: nothing where number and NIK stand, and no page number or signature.
    fn is_rest(&self, cells: &[String], filled: &[&str]) -> bool {
        let is_foot = |text: &&str| {
            let plain = titles::plain(text);
            ["HALAMAN", "HAL", "PAGE", "DICETAK", "TANGGALCETAK", "TGLCETAK"].iter().any(|word| plain.starts_with(word))
        };
        let in_places =
            cells.iter().enumerate().all(|(at, cell)| cell.trim().is_empty() || self.places.get(at).is_some_and(Option::is_some));
        let is_empty = |at| self.cell(cells, at).is_empty();
        self.pending.is_some()
            && !self.in_legend
            && in_places
            && is_empty(self.number)
            && is_empty(self.nik)
            && filled.len() <= CELLS_OF_A_REST_MAX
            && filled.iter().all(|text| text.len() <= REST_BYTES_MAX)
            && !filled.iter().any(is_foot)
    }

    fn take(&mut self, row: SheetRow) -> Option<SheetRow> {
        match self.kind(&row.cells) {
            Kind::Header => {
                let titles: Header = row.cells.iter().map(|title| titles::plain(title)).collect();
                self.place(&titles);
                (self.open, self.in_legend) = (Vec::new(), false);
                None
            }
            Kind::Noise => None,
            Kind::Legend => {
                self.in_legend = true;
                self.pending.take()
            }
            Kind::Labels => {
                self.in_legend = false;
                self.note_labels(&row.cells);
                self.pending.take()
            }
            Kind::Values => {
                for (label, at) in std::mem::take(&mut self.open) {
                    let value = self.cell(&row.cells, Some(at)).to_owned();
                    self.note(label, &value);
                }
                None
            }
            Kind::Family => {
                self.in_legend = false;
                self.note_family(&row.cells);
                self.pending.take()
            }
            Kind::Rest => {
                self.join(&row.cells);
                None
            }
            Kind::Member => {
                self.open.clear();
                let member = self.member(row);
                self.pending.replace(member)
            }
        }
    }

    /// A new family begins empty: what is not said of it must not be the family's before.
    fn begin_family(&mut self) {
        for slot in self.family.iter_mut().take(Label::Province as usize) {
            slot.clear();
        }
    }

    fn note_labels(&mut self, cells: &[String]) {
        let found = labels(cells);
        if found.iter().any(|labelled| labelled.label == Label::Kk) {
            self.begin_family();
        }
        self.open = found.iter().filter(|labelled| labelled.value.is_none()).map(|labelled| (labelled.label, labelled.at)).collect();
        for labelled in found {
            self.note(labelled.label, labelled.value.as_deref().unwrap_or_default());
        }
    }

    fn note(&mut self, label: Label, value: &str) {
        if value.is_empty() {
            return;
        }
        let parts = if label == Label::Address { address(value) } else { vec![(label, value.to_owned())] };
        for (label, value) in parts {
            if let Some(slot) = self.family.get_mut(label as usize) {
                *slot = value;
            }
        }
    }

    fn note_family(&mut self, cells: &[String]) {
        self.begin_family();
        self.open.clear();
        let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
        let kk = filled.next().unwrap_or_default();
        self.note(Label::Kk, kk);
        for text in filled {
            if is_address_text(text) {
                self.note(Label::Address, text);
            } else if self.family.get(Label::Head as usize).is_some_and(String::is_empty) {
                self.note(Label::Head, text);
            }
        }
    }

    fn member(&self, row: SheetRow) -> SheetRow {
        let mut cells = vec![String::new(); LABELS + self.header.len()];
        for (slot, value) in cells.iter_mut().zip(&self.family) {
            slot.clone_from(value);
        }
        let mut beyond = Vec::new();
        for (at, cell) in row.cells.into_iter().enumerate() {
            let place = self.places.get(at).copied().flatten();
            match place.and_then(|place| cells.get_mut(LABELS + place)) {
                Some(slot) => *slot = join_lines(cell),
                None if cell.trim().is_empty() => {}
                None => beyond.push(cell),
            }
        }
        cells.extend(beyond);
        SheetRow { line: row.line, cells }
    }

    fn join(&mut self, rest: &[String]) {
        let Some(pending) = self.pending.as_mut() else { return };
        for (at, text) in rest.iter().enumerate() {
            let place = self.places.get(at).copied().flatten();
            if let Some(slot) = place.and_then(|place| pending.cells.get_mut(LABELS + place)).filter(|_| !text.trim().is_empty()) {
                if slot.len() > JOINED_BYTES_MAX {
                    continue;
                }
                if !slot.is_empty() {
                    slot.push(' ');
                }
                slot.push_str(&join_lines(text.trim().to_owned()));
            }
        }
    }
}

impl Iterator for Blocks {
    type Item = Result<SheetRow, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            match self.rows.next() {
                Some(Ok(row)) => {
                    if let Some(member) = self.take(row) {
                        return Some(Ok(member));
                    }
                }
                Some(Err(fault)) => {
                    self.is_over = true;
                    return Some(Err(fault));
                }
                None => self.is_over = true,
            }
        }
        self.pending.take().map(Ok)
    }
}

/// Lines of one cell are one text.
fn join_lines(text: String) -> String {
    if !text.contains(['\n', '\r']) {
        return text;
    }
    text.split(['\n', '\r']).map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_address_text(text: &str) -> bool {
    text.to_ascii_uppercase().contains("RT/RW")
}

fn is_address_line(cells: &[String]) -> bool {
    cells.iter().any(|cell| is_address_text(cell))
}

/// The row under the titles that counts the columns: -1, -2 … or 1, 2 ….
fn is_numbering(filled: &[&str]) -> bool {
    let size = |text: &&str| text.trim_start_matches('-').parse::<usize>().ok();
    filled.len() >= NUMBERED_CELLS_MIN && filled.iter().enumerate().all(|(at, text)| size(text) == Some(at + 1))
}
