//! Reading a row: every cell cleaned, read, and what is wrong or odd about it collected.

use std::{borrow::Cow, cell::RefCell, collections::BTreeMap};

use jiff::civil::Date;

use super::{
    Cleaned, Column, DateOrder, Incoming, Mapping, NikCell, RowProblem, RowReading, RowWarning, SheetRow, clean, codes,
    dates::{self, DateCell},
    residence::{AreaCells, Residences},
};
use crate::{
    area::{Areas, NikArea},
    office::OfficeCode,
    person::{Kk, NameRefusal, Nik, NikRefusal, PersonName, Phone, age_years},
    refusal::FieldProblem,
};

/// The longest free text of a line, characters.
const TEXT_CHARS_MAX: usize = 120;
/// Nobody is older, years.
const AGE_YEARS_MAX: i32 = 130;
/// No recording of biometrics is older (the KTP-el began in 2011).
const STATUSES_BEGAN: Date = Date::constant(2009, 1, 1);

/// Reads the rows of one file.
pub struct RowReader {
    /// Column → its place in a row.
    places: BTreeMap<Column, usize>,
    order: DateOrder,
    residences: Residences,
    areas: Areas,
    office: OfficeCode,
    today: Date,
    /// Area digits of NIKs that were asked before.
    nik_areas: RefCell<BTreeMap<String, NikArea>>,
}

impl RowReader {
    /// A reader of rows whose columns mean this, in an office, on a day: no date lies behind it.
    pub fn new(mapping: &Mapping, order: DateOrder, areas: &Areas, office: OfficeCode, today: Date) -> Self {
        let places = mapping.0.iter().enumerate().filter_map(|(place, column)| column.map(|column| (column, place))).collect();
        let residences = Residences::new(areas, office);
        Self { places, order, residences, areas: areas.clone(), office, today, nik_areas: RefCell::default() }
    }

    /// Reads a row; all that is wrong with it is named at once.
    pub fn read(&self, row: &SheetRow) -> RowReading {
        let mut work = Work { reader: self, row, problems: Vec::new(), cleaned: Vec::new(), warnings: Vec::new() };
        let incoming = work.read();
        let Work { problems, cleaned, warnings, .. } = work;
        RowReading { incoming: if problems.is_empty() { Ok(incoming) } else { Err(problems) }, cleaned, warnings }
    }
}

struct Work<'a> {
    reader: &'a RowReader,
    row: &'a SheetRow,
    problems: Vec<RowProblem>,
    cleaned: Vec<Cleaned>,
    warnings: Vec<(RowWarning, Column)>,
}

impl<'a> Work<'a> {
    fn read(&mut self) -> Incoming {
        let nik = self.nik();
        let known = match &nik {
            NikCell::Known(nik) => Some(nik.clone()),
            NikCell::None => None,
        };
        let birth_date = self.birth_date(known.as_ref());
        let sex = self.coded(Column::Sex, codes::sex);
        let incoming = Incoming {
            kk: self.kk(),
            name: self.name(Column::Name),
            birth_place: self.text(Column::BirthPlace),
            birth_date,
            sex,
            marital: self.coded(Column::Marital, codes::marital),
            mother: self.name(Column::Mother),
            residence: self.residence(),
            address: self.address(),
            rt: self.neighbourhood(Column::Rt),
            rw: self.neighbourhood(Column::Rw),
            phone: self.phone(),
            life: self.coded(Column::Life, codes::life),
            central: self.central(),
            nik,
        };
        if let Some(nik) = known {
            self.compare(&nik, &incoming);
        }
        incoming
    }

    /// The cleaned cell of a column; empty when the file has no such column or the row ends before it.
    fn cell(&mut self, column: Column) -> Cow<'a, str> {
        let cell = self.reader.places.get(&column).and_then(|place| self.row.cells.get(*place));
        cell.map_or(Cow::Borrowed(""), |cell| clean::cell(column, cell, &mut self.cleaned))
    }

    fn problem(&mut self, column: Column, problem: FieldProblem, proposal: Option<String>) {
        self.problems.push(RowProblem { column, problem, proposal });
    }

    fn nik(&mut self) -> NikCell {
        let cell = self.cell(Column::Nik);
        if clean::is_absent(&cell) {
            return NikCell::None;
        }
        if clean::is_rounded(&cell) {
            self.problem(Column::Nik, FieldProblem::RoundedByExcel, None);
            return NikCell::None;
        }
        let digits = clean::digits(Column::Nik, &cell, &mut self.cleaned);
        match Nik::parse(&digits) {
            Ok(nik) => {
                match self.area_of(&nik) {
                    NikArea::Known => {}
                    NikArea::Former => self.warnings.push((RowWarning::NikAreaFormer, Column::Nik)),
                    NikArea::Unknown => {
                        let area = nik.area().to_owned();
                        self.problem(Column::Nik, FieldProblem::Nik(NikRefusal::UnknownArea { area }), None);
                    }
                }
                NikCell::Known(nik)
            }
            Err(refusal) => {
                let proposal = clean::letters_as_digits(&digits).filter(|text| text != digits.as_ref() && Nik::parse(text).is_ok());
                self.problem(Column::Nik, FieldProblem::Nik(refusal), proposal);
                NikCell::None
            }
        }
    }

    fn area_of(&self, nik: &Nik) -> NikArea {
        if let Some(area) = self.reader.nik_areas.borrow().get(nik.area()) {
            return *area;
        }
        let area = self.reader.areas.nik_area(nik.area(), self.reader.office);
        self.reader.nik_areas.borrow_mut().insert(nik.area().to_owned(), area);
        area
    }

    fn kk(&mut self) -> Option<Kk> {
        let cell = self.cell(Column::Kk);
        if clean::is_absent(&cell) {
            return None;
        }
        if clean::is_rounded(&cell) {
            self.problem(Column::Kk, FieldProblem::RoundedByExcel, None);
            return None;
        }
        let digits = clean::digits(Column::Kk, &cell, &mut self.cleaned);
        match Kk::parse(&digits) {
            Ok(kk) => Some(kk),
            Err(refusal) => {
                let proposal = clean::letters_as_digits(&digits).filter(|text| text != digits.as_ref() && Kk::parse(text).is_ok());
                self.problem(Column::Kk, FieldProblem::Kk(refusal), proposal);
                None
            }
        }
    }

    fn name(&mut self, column: Column) -> Option<PersonName> {
        let cell = self.cell(column);
        if clean::is_null(&cell) || cell.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.')) {
            return None;
        }
        match PersonName::parse(&cell) {
            Ok(name) => Some(name),
            Err(NameRefusal::Sign { found: '0' }) => {
                let proposal = cell.replace('0', "O");
                let proposal = PersonName::parse(&proposal).is_ok().then_some(proposal);
                self.problem(column, FieldProblem::Name(NameRefusal::Sign { found: '0' }), proposal);
                None
            }
            Err(refusal) => {
                self.problem(column, FieldProblem::Name(refusal), None);
                None
            }
        }
    }

    fn text(&mut self, column: Column) -> Option<String> {
        let cell = self.cell(column);
        if cell.is_empty() || cell == "-" || clean::is_null(&cell) {
            return None;
        }
        if cell.chars().count() > TEXT_CHARS_MAX {
            self.problem(column, FieldProblem::TooLong { max: TEXT_CHARS_MAX }, None);
            return None;
        }
        Some(cell.into_owned())
    }

    fn coded<T>(&mut self, column: Column, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let cell = self.cell(column);
        if cell.is_empty() || cell == "-" || cell == "0" || clean::is_null(&cell) {
            return None;
        }
        let found = read(&cell);
        if found.is_none() {
            self.problem(column, FieldProblem::NotAChoice, None);
        }
        found
    }

    fn birth_date(&mut self, nik: Option<&Nik>) -> Option<Date> {
        self.date(
            Column::BirthDate,
            |date, today| if age_years(date, today) > AGE_YEARS_MAX { Err(FieldProblem::DateTooOld) } else { Ok(()) },
            nik,
        )
    }

    fn date(&mut self, column: Column, check: impl Fn(Date, Date) -> Result<(), FieldProblem>, nik: Option<&Nik>) -> Option<Date> {
        let cell = self.cell(column);
        if cell.is_empty() || cell == "-" || clean::is_null(&cell) {
            return None;
        }
        let today = self.reader.today;
        let problem = match dates::read(&cell, self.reader.order) {
            DateCell::Absent => return None,
            DateCell::Day(date) if date > today => FieldProblem::FutureDate,
            DateCell::Day(date) => match check(date, today) {
                Ok(()) => return Some(date),
                Err(problem) => problem,
            },
            DateCell::ShortYear { .. } | DateCell::Unreadable => FieldProblem::ImpossibleDate,
        };
        let proposal = self.probable_date(&cell, nik);
        self.problem(column, problem, proposal);
        None
    }

    /// The day that was probably meant: the century that the NIK allows, letters for digits, day and month exchanged.
    fn probable_date(&self, cell: &str, nik: Option<&Nik>) -> Option<String> {
        let today = self.reader.today;
        let past = |date: &Date| *date <= today;
        let agrees = |date: &Date| nik.is_none_or(|nik| nik.agrees_with_birth(*date));
        let written = |date: Date| format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
        if let DateCell::ShortYear { day, month, year } = dates::read(cell, self.reader.order) {
            let mut centuries = [1900, 2000].into_iter().filter_map(|century| Date::new(century + year, month, day).ok());
            let fits: Vec<Date> = centuries.by_ref().filter(past).filter(agrees).collect();
            return if let [only] = fits.as_slice() { Some(written(*only)) } else { None };
        }
        let digits: String = cell.chars().map(|c| if matches!(c, 'O' | 'o') { '0' } else { c }).collect();
        let digits: String = digits.chars().map(|c| if matches!(c, 'l' | 'I') { '1' } else { c }).collect();
        let other = match self.reader.order {
            DateOrder::DayFirst => DateOrder::MonthFirst,
            DateOrder::MonthFirst => DateOrder::DayFirst,
        };
        [self.reader.order, other].into_iter().find_map(|order| match dates::read(&digits, order) {
            DateCell::Day(date) if past(&date) && agrees(&date) => Some(written(date)),
            _ => None,
        })
    }

    fn residence(&mut self) -> Option<super::Residence> {
        let (province, regency) = (self.cell(Column::Province), self.cell(Column::Regency));
        let (subdistrict, village) = (self.cell(Column::Subdistrict), self.cell(Column::Village));
        let cells = AreaCells { province: &province, regency: &regency, subdistrict: &subdistrict, village: &village };
        match self.reader.residences.find(cells) {
            Ok(found) => found,
            Err(problem) => {
                self.problems.push(problem);
                None
            }
        }
    }

    /// Street and hamlet in one line.
    fn address(&mut self) -> Option<String> {
        let (street, hamlet) = (self.text(Column::Address), self.text(Column::Hamlet));
        let Some(hamlet) = hamlet else { return street };
        let has_word = hamlet.to_uppercase().starts_with("DUSUN");
        let hamlet = if has_word { hamlet } else { format!("DUSUN {hamlet}") };
        match street {
            None => Some(hamlet),
            Some(street) if street.to_uppercase().contains(&hamlet.to_uppercase()) => Some(street),
            Some(street) => {
                let joined = format!("{street} {hamlet}");
                Some(if joined.chars().count() > TEXT_CHARS_MAX { street } else { joined })
            }
        }
    }

    fn neighbourhood(&mut self, column: Column) -> Option<u16> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return None;
        }
        if clean::is_absent(&cell) {
            return Some(0);
        }
        let number = Some(&cell).filter(|cell| cell.len() <= 3).and_then(|cell| cell.parse().ok());
        if number.is_none() {
            self.warnings.push((RowWarning::CellIgnored, column));
        }
        number
    }

    fn phone(&mut self) -> Option<Phone> {
        let cell = self.cell(Column::Phone);
        if clean::is_absent(&cell) {
            return None;
        }
        let phone = Phone::parse(&cell).ok();
        if phone.is_none() {
            self.warnings.push((RowWarning::CellIgnored, Column::Phone));
        }
        phone
    }

    fn central(&mut self) -> Option<(crate::central::CentralCode, Option<Date>)> {
        let code = self.coded(Column::Central, codes::central)?;
        let no_older = |date: Date, _| if date < STATUSES_BEGAN { Err(FieldProblem::DateTooOld) } else { Ok(()) };
        Some((code, self.date(Column::CentralDate, no_older, None)))
    }

    /// Compares with what the NIK itself says.
    fn compare(&mut self, nik: &Nik, incoming: &Incoming) {
        if incoming.birth_date.is_some_and(|date| !nik.agrees_with_birth(date)) {
            self.warnings.push((RowWarning::BirthDateDiffersFromNik, Column::BirthDate));
        }
        let has = |column: Column| self.reader.places.contains_key(&column);
        match incoming.sex {
            Some(sex) if sex != nik.sex() => self.warnings.push((RowWarning::SexDiffersFromNik, Column::Sex)),
            None if has(Column::Sex) => self.warnings.push((RowWarning::SexFromNik, Column::Sex)),
            _ => {}
        }
        if incoming.marital.is_none() && has(Column::Marital) {
            self.warnings.push((RowWarning::MaritalAssumed, Column::Marital));
        }
    }
}
