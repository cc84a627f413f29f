//! Reading a row: every cell by the meaning of its column, every problem of the row at once.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{
    Cleaned, Cleaning, Column, DateOrder, Incoming, Mapping, NikCell, Residence, RowProblem, RowReading, RowWarning, SheetRow,
    clean::{clean, is_absent},
    codes::{self, List, Meaning, look_up, look_up_central},
    dates::read_date,
    numbers::{Trouble, read_kk, read_nik},
    village::{Told, VillageIndex},
};
use crate::{
    area::{Areas, NikArea},
    central::CentralCode,
    office::OfficeCode,
    person::{Kk, NameRefusal, Nik, NikRefusal, PersonName, Phone},
    refusal::FieldProblem,
};

/// The longest birth place and address, characters.
const TEXT_CHARS_MAX: usize = 120;

/// Reads the rows of one file. It is made once for a file; nothing of a row stays in it.
pub struct RowReader {
    /// Where in a row each column stands, in the order of [`Column::ALL`].
    places: Vec<Option<usize>>,
    order: DateOrder,
    today: Date,
    office: OfficeCode,
    areas: Areas,
    villages: VillageIndex,
}

impl RowReader {
    /// A reader of rows whose columns mean what the mapping says (the first, where two say the same), for an office on a day of it.
    pub fn new(mapping: &Mapping, order: DateOrder, areas: &Areas, office: OfficeCode, today: Date) -> Self {
        let places = Column::ALL.iter().map(|column| mapping.0.iter().position(|meaning| meaning == &Some(*column))).collect();
        Self { places, order, today, office, areas: areas.clone(), villages: VillageIndex::new(areas, office) }
    }

    /// What a row says, or all that is wrong with it.
    pub fn read(&self, row: &SheetRow) -> RowReading {
        let mut reading = Reading { reader: self, row, problems: Vec::new(), cleaned: Vec::new(), warnings: Vec::new() };
        let incoming = reading.incoming();
        let Reading { problems, cleaned, warnings, .. } = reading;
        RowReading { incoming: if problems.is_empty() { Ok(incoming) } else { Err(problems) }, cleaned, warnings }
    }
}

/// One row while it is read.
struct Reading<'a> {
    reader: &'a RowReader,
    row: &'a SheetRow,
    problems: Vec<RowProblem>,
    cleaned: Vec<Cleaned>,
    warnings: Vec<(RowWarning, Column)>,
}

impl<'a> Reading<'a> {
    fn incoming(&mut self) -> Incoming {
        let nik = self.nik();
        let known = match &nik {
            NikCell::Known(nik) => Some(nik),
            NikCell::None => None,
        };
        let (birth_place, birth_date) = self.birth(known);
        let (rt, rw) = self.neighbourhood();
        let central_date = self.cell(Column::CentralDate).and_then(|text| self.date(Column::CentralDate, &text, None));
        let incoming = Incoming {
            kk: self.kk(),
            name: self.name(Column::Name),
            birth_place,
            birth_date,
            sex: self.listed(Column::Sex, codes::SEX),
            marital: self.listed(Column::Marital, codes::MARITAL),
            mother: self.name(Column::Mother),
            residence: self.residence(),
            address: self.address(),
            rt,
            rw,
            phone: self.phone(),
            life: self.listed(Column::Life, codes::LIFE),
            central: self.central().map(|code| (code, central_date)),
            nik,
        };
        self.compare_with_nik(&incoming);
        incoming
    }

    /// Where the column stands in a row, if the file has it.
    fn place(&self, column: Column) -> Option<usize> {
        self.reader.places.get(column as usize).copied().flatten()
    }

    fn has(&self, column: Column) -> bool {
        self.place(column).is_some()
    }

    /// The clean text of a column; `None` when the file has no such column or the cell says nothing.
    fn cell(&mut self, column: Column) -> Option<Cow<'a, str>> {
        let at = self.place(column)?;
        let cleaned = &mut self.cleaned;
        let text = clean(self.row.cells.get(at)?, |how| cleaned.push(Cleaned { column, how }));
        Some(text).filter(|text| !is_absent(text))
    }

    fn refuse(&mut self, column: Column, (problem, proposal): Trouble) {
        self.problems.push(RowProblem { column, problem, proposal });
    }

    fn take<T>(&mut self, column: Column, read: Result<T, Trouble>) -> Option<T> {
        read.map_err(|trouble| self.refuse(column, trouble)).ok()
    }

    fn warn(&mut self, warning: RowWarning, column: Column) {
        self.warnings.push((warning, column));
    }

    fn nik(&mut self) -> NikCell {
        let Some(text) = self.cell(Column::Nik) else { return NikCell::None };
        let cleaned = &mut self.cleaned;
        let read = read_nik(&text, |how| cleaned.push(Cleaned { column: Column::Nik, how }));
        let cell = self.take(Column::Nik, read).unwrap_or(NikCell::None);
        if let NikCell::Known(nik) = &cell {
            match self.reader.areas.nik_area(nik.area(), self.reader.office) {
                NikArea::Known => {}
                NikArea::Former => self.warn(RowWarning::NikAreaFormer, Column::Nik),
                NikArea::Unknown => {
                    let problem = FieldProblem::Nik(NikRefusal::UnknownArea { area: nik.area().to_owned() });
                    self.refuse(Column::Nik, (problem, None));
                }
            }
        }
        cell
    }

    fn kk(&mut self) -> Option<Kk> {
        let text = self.cell(Column::Kk)?;
        let cleaned = &mut self.cleaned;
        let read = read_kk(&text, |how| cleaned.push(Cleaned { column: Column::Kk, how }));
        self.take(Column::Kk, read).flatten()
    }

    fn name(&mut self, column: Column) -> Option<PersonName> {
        let text = self.cell(column)?;
        let refusal = match PersonName::parse(&text) {
            Ok(name) => return Some(name),
            Err(refusal) => refusal,
        };
        let signed = text.replace(is_apostrophe, "'");
        if signed != *text
            && let Ok(name) = PersonName::parse(&signed)
        {
            self.cleaned.push(Cleaned { column, how: Cleaning::ApostropheSign });
            return Some(name);
        }
        let mended = with_letters(&signed).filter(|mended| PersonName::parse(mended).is_ok());
        let proposal = mended.filter(|_| matches!(refusal, NameRefusal::Sign { .. }));
        self.refuse(column, (FieldProblem::Name(refusal), proposal));
        None
    }

    /// Place and date of birth; a file without a column for the place may have both in one, `TANJUNG, 12-05-1985`.
    fn birth(&mut self, nik: Option<&Nik>) -> (Option<String>, Option<Date>) {
        let place = self.cell(Column::BirthPlace);
        let Some(text) = self.cell(Column::BirthDate) else {
            return (place.and_then(|place| self.free_text(Column::BirthPlace, place)), None);
        };
        // A month before a comma (Mei 12, 1985) has its day with it; a place has no digits.
        let both =
            text.rsplit_once(',').filter(|(place, _)| !self.has(Column::BirthPlace) && !place.contains(|c: char| c.is_ascii_digit()));
        let (place, date) = both.map_or((place, text.as_ref()), |(place, date)| (Some(Cow::Borrowed(place)), date));
        let place = place.and_then(|place| self.free_text(Column::BirthPlace, place));
        (place, self.date(Column::BirthDate, date.trim_start(), nik))
    }

    fn date(&mut self, column: Column, text: &str, nik: Option<&Nik>) -> Option<Date> {
        let (order, today) = (self.reader.order, self.reader.today);
        let read = read_date(text, order, today).map_err(|trouble| (trouble.problem(), trouble.proposal(nik, today)));
        self.take(column, read).flatten()
    }

    fn listed<T: Copy>(&mut self, column: Column, list: &List<T>) -> Option<T> {
        let text = self.cell(column)?;
        self.meaning(column, look_up(&text, list), RowWarning::CellIgnored)
    }

    fn central(&mut self) -> Option<CentralCode> {
        let text = self.cell(Column::Central)?;
        self.meaning(Column::Central, look_up_central(&text), RowWarning::StatusTooVague)
    }

    fn meaning<T>(&mut self, column: Column, meaning: Option<Meaning<T>>, vague: RowWarning) -> Option<T> {
        match meaning {
            Some(Meaning::Is(value)) => return Some(value),
            Some(Meaning::Nothing) => {}
            Some(Meaning::TooLittle) => self.warn(vague, column),
            None => self.refuse(column, (FieldProblem::NotAChoice, None)),
        }
        None
    }

    fn free_text(&mut self, column: Column, text: Cow<'_, str>) -> Option<String> {
        if text.len() > TEXT_CHARS_MAX && text.chars().count() > TEXT_CHARS_MAX {
            self.refuse(column, (FieldProblem::TooLong { max: TEXT_CHARS_MAX }, None));
            return None;
        }
        Some(text.into_owned())
    }

    /// The address with the hamlet behind it, unless the address names it already.
    fn address(&mut self) -> Option<String> {
        let address = self.cell(Column::Address);
        let text = match (address, self.cell(Column::Hamlet)) {
            (None, None) => return None,
            (Some(one), None) | (None, Some(one)) => one,
            (Some(address), Some(hamlet)) if address.to_lowercase().contains(&hamlet.to_lowercase()) => address,
            (Some(address), Some(hamlet)) => Cow::Owned(format!("{address}, {hamlet}")),
        };
        self.free_text(Column::Address, text)
    }

    fn residence(&mut self) -> Option<Residence> {
        let cells = [Column::Province, Column::Regency, Column::Subdistrict, Column::Village].map(|column| self.cell(column));
        let [province, regency, subdistrict, village] = &cells;
        // The database has 0 where it has no area.
        let told = [province, regency, subdistrict, village].map(|cell| cell.as_deref().filter(|text| !is_zero(text)));
        let [province, regency, subdistrict, village] = told;
        let told = Told { province, regency, subdistrict, village };
        match self.reader.villages.find(told) {
            Ok(None) => None,
            Ok(Some((residence, passed_over))) => {
                if let Some(column) = passed_over {
                    self.warn(RowWarning::CellIgnored, column);
                }
                Some(residence)
            }
            Err(lost) => {
                self.refuse(lost.column, (lost.problem, lost.proposal));
                None
            }
        }
    }

    /// RT and RW; a file without a column for the RW may have both in one, `002/005`.
    fn neighbourhood(&mut self) -> (Option<u16>, Option<u16>) {
        let both = self.cell(Column::Rt);
        if let Some((rt, rw)) = both.as_ref().filter(|_| !self.has(Column::Rw)).and_then(|both| both.split_once('/')) {
            return (self.three_digits(Column::Rt, Some(rt)), self.three_digits(Column::Rw, Some(rw)));
        }
        let rw = self.cell(Column::Rw);
        (self.three_digits(Column::Rt, both.as_deref()), self.three_digits(Column::Rw, rw.as_deref()))
    }

    /// Up to three digits, `RT` or `RW` before them or not.
    fn three_digits(&mut self, column: Column, text: Option<&str>) -> Option<u16> {
        let text = text?.trim();
        let digits = text.trim_start_matches(['R', 'T', 'W', 'r', 't', 'w', '.', ':', ' ']);
        if !(1..=3).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            if !is_absent(text) {
                self.warn(RowWarning::CellIgnored, column);
            }
            return None;
        }
        digits.parse().ok()
    }

    fn phone(&mut self) -> Option<Phone> {
        let text = self.cell(Column::Phone).filter(|text| !is_zero(text))?;
        let phone = Phone::parse(&text).ok();
        if phone.is_none() {
            self.warn(RowWarning::CellIgnored, Column::Phone);
        }
        phone
    }

    /// What the digits of the NIK say otherwise, and what a line of the register would take from them.
    fn compare_with_nik(&mut self, incoming: &Incoming) {
        let NikCell::Known(nik) = &incoming.nik else { return };
        if incoming.birth_date.is_some_and(|birth| !nik.agrees_with_birth(birth)) {
            self.warn(RowWarning::BirthDateDiffersFromNik, Column::BirthDate);
        }
        let is_line = incoming.name.is_some();
        match incoming.sex {
            Some(sex) if sex != nik.sex() => self.warn(RowWarning::SexDiffersFromNik, Column::Sex),
            None if is_line => self.warn(RowWarning::SexFromNik, Column::Sex),
            _ => {}
        }
        if is_line && incoming.marital.is_none() {
            self.warn(RowWarning::MaritalAssumed, Column::Marital);
        }
    }
}

fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0')
}

/// Signs that are typed for an apostrophe and stand on no card.
const fn is_apostrophe(c: char) -> bool {
    matches!(c, '´' | '‘' | '‛' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '＇')
}

/// The name with letters for the digits that look like them; `None` when there are none.
fn with_letters(name: &str) -> Option<String> {
    let letter = |c: char| match c {
        '0' => 'O',
        '1' | '|' => 'I',
        other => other,
    };
    let mended: String = name.chars().map(letter).collect();
    (mended != name && name.contains(char::is_alphabetic)).then_some(mended)
}
