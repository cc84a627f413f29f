//! The register: finding people, and adding those whom the import does not hold.

use domain::{
    Event, Refusal,
    access::{Act, Field, Reach},
    area::NikArea,
    case::Receipt,
    id::PersonId,
    look::Sight,
    person::{
        Biodata, Kk, Life, Marital, NameRefusal, Nik, NikRefusal, Person, PersonName, PersonWarning, Phone, Sex, age_years, is_invisible,
        spelling,
    },
    refusal::{FieldProblem, FieldRefusal, PersonRefusal},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{
    Tx, Write,
    journal::{Actor, encode_biodata},
    queries::people,
    search, tables,
};

pub use store::queries::people::PersonLine;

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    looking::{Shown, ShowsPeople},
    office::append,
    order::{Concern, Order},
};

/// At most this many people are listed.
const RESULTS_MAX: usize = 50;
/// The longest free text of a line, characters.
const TEXT_CHARS_MAX: usize = 120;
/// Nobody is older, years.
const AGE_YEARS_MAX: i32 = 130;

/// What a search text was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchKind {
    /// A NIK.
    Nik,
    /// A family card number.
    Kk,
    /// A receipt.
    Receipt,
    /// A mobile number.
    Phone,
    /// A name.
    Name,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchAnswer {
    /// What the text was understood as.
    pub kind: SearchKind,
    /// The people, best first, each with whether the name only resembles the text.
    pub people: Vec<(PersonLine, bool)>,
    /// What is wrong with a number that looks like a NIK.
    pub problem: Option<NikRefusal>,
}

impl ShowsPeople for SearchAnswer {
    fn shown(&self) -> Vec<Shown> {
        self.people.iter().map(|(line, _)| Shown::of(line.person, line.open_case)).collect()
    }
}

/// Finds people within reach by NIK, family card, receipt, phone or name (one typing error a word is forgiven). Nobody is found by a number
/// that the caller may not see.
pub fn search(office: &Office, caller: &Caller, text: &str) -> Result<SearchAnswer, AppError> {
    let text = text.trim();
    office.show(caller, Act::ViewPerson, Sight::Search, |tx, reach| find(office, caller, tx, reach, text))
}

fn find(office: &Office, caller: &Caller, tx: &mut Tx<'_>, reach: &Reach, text: &str) -> Result<SearchAnswer, AppError> {
    let digits = text.chars().filter(|c| c.is_numeric()).count();
    if let Some(receipt) = Receipt::parse(text) {
        let people = within(reach, people::by_receipt(tx, &receipt)?);
        if !people.is_empty() {
            return Ok(answer(SearchKind::Receipt, people));
        }
    }
    if let Ok(phone) = Phone::parse(text)
        && digits < 16
    {
        let people = if caller.sees(Field::Phone) { within(reach, people::by_phone(tx, &phone)?) } else { Vec::new() };
        return Ok(answer(SearchKind::Phone, people));
    }
    if digits >= 6 {
        return by_number(caller, tx, reach, text);
    }
    by_name(office, tx, reach, text)
}

/// The people within reach. Whoever is beyond it must not even decide what a number is understood as.
fn within(reach: &Reach, mut people: Vec<PersonLine>) -> Vec<PersonLine> {
    people.retain(|line| reach.covers(&line.village));
    people
}

fn answer(kind: SearchKind, people: Vec<PersonLine>) -> SearchAnswer {
    SearchAnswer { kind, people: people.into_iter().map(|line| (line, false)).collect(), problem: None }
}

fn by_number(caller: &Caller, tx: &mut Tx<'_>, reach: &Reach, text: &str) -> Result<SearchAnswer, AppError> {
    let nik = Nik::parse(text);
    if let Ok(nik) = &nik {
        let people = within(reach, people::by_nik(tx, nik)?);
        if !people.is_empty() {
            return Ok(answer(SearchKind::Nik, people));
        }
    }
    if let Ok(kk) = Kk::parse(text)
        && caller.sees(Field::Family)
    {
        let people = within(reach, people::by_kk(tx, &kk)?);
        if !people.is_empty() {
            return Ok(answer(SearchKind::Kk, people));
        }
    }
    Ok(SearchAnswer { kind: SearchKind::Nik, people: Vec::new(), problem: nik.err() })
}

fn by_name(office: &Office, tx: &mut Tx<'_>, reach: &Reach, text: &str) -> Result<SearchAnswer, AppError> {
    let vocabulary = office.store.vocabulary();
    vocabulary.load(tx)?;
    let typed = spelling::words(text);
    let named = search::people_named(tx, vocabulary, text, reach.subdistrict(), RESULTS_MAX)?;
    let with_likeness = |line: PersonLine| {
        let words = spelling::words(&line.name);
        let same = typed.iter().all(|word| words.iter().any(|other| other.starts_with(word.as_str())));
        (line, !same)
    };
    let people = people::by_ids(tx, &named)?.into_iter().map(with_likeness).collect();
    Ok(SearchAnswer { kind: SearchKind::Name, people, problem: None })
}

/// A person's line as it was typed. Every field is text; nothing is trusted.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PersonInput {
    /// 16 digits.
    pub nik: String,
    /// 16 digits or empty.
    pub kk: String,
    /// As on the card.
    pub name: String,
    /// Place of birth.
    pub birth_place: String,
    /// ISO date, `1985-05-12`.
    pub birth_date: String,
    /// Code of [`Sex`].
    pub sex: String,
    /// Code of [`Marital`].
    pub marital: String,
    /// Village code.
    pub village: String,
    /// Street or hamlet.
    pub address: String,
    /// Up to three digits or empty.
    pub rt: String,
    /// Up to three digits or empty.
    pub rw: String,
    /// Mobile number or empty.
    pub phone: String,
}

/// A person was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonAdded {
    /// The surrogate number.
    pub person: i64,
    /// Codes of [`PersonWarning`]: what looks odd but was taken.
    pub warnings: Vec<String>,
}

/// Adds a person who is not in the register.
pub fn add_person(office: &Office, caller: &Caller, request: &Request, input: &PersonInput) -> Result<PersonAdded, AppError> {
    office.order(caller, request, AddPerson(input.clone()))
}

/// The order behind [`add_person`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AddPerson(PersonInput);

impl Order for AddPerson {
    const NAME: &'static str = "add_person";
    const ACT: Act = Act::AddPerson;
    type Outcome = PersonAdded;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        Ok(read_line(desk, &self.0).map(drop)?)
    }

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<PersonAdded, AppError> {
        let (biodata, area) = read_line(desk, &self.0)?;
        if tables::person::find_by_nik(write, &biodata.nik)?.is_some() {
            return Err(PersonRefusal::NikTaken.into());
        }
        let person = Person { id: tables::person::next_id(write)?, version: 1, biodata: biodata.clone(), central: None };
        let content = encode_biodata(&person.biodata)?;
        let mut warnings = person.warnings();
        warnings.extend((area == NikArea::Former).then_some(PersonWarning::NikAreaFormer));
        let event = Event::PersonEntered { person: person.id, version: 1, biodata: Box::new(biodata) };
        let id = person.id.0;
        tables::person::insert_many(write, &[person], &[content], None)?;
        append(write, actor, &event)?;
        Ok(PersonAdded { person: id, warnings: warnings.iter().map(ToString::to_string).collect() })
    }

    fn done(&self, office: &Office) {
        office.store.vocabulary().add(&self.0.name);
        office.counts.forget();
    }
}

/// Gives a person another phone number in the running transaction; does nothing when it is the one that is known.
pub(crate) fn change_phone(write: &mut Write<'_>, actor: Actor, person: &mut Person, phone: &Phone) -> Result<(), AppError> {
    if person.biodata.phone.as_ref() == Some(phone) {
        return Ok(());
    }
    person.biodata.phone = Some(phone.clone());
    person.version += 1;
    tables::person::update(write, person, None)?;
    let biodata = Box::new(person.biodata.clone());
    append(write, actor, &Event::PersonEntered { person: person.id, version: person.version, biodata })?;
    Ok(())
}

/// Loads a person or refuses.
pub(crate) fn get_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Person, AppError> {
    tables::person::find(tx, person)?.ok_or_else(|| PersonRefusal::NoSuchPerson.into())
}

/// Reads a typed line; all fields at fault are named at once.
fn read_line(desk: &Desk, input: &PersonInput) -> Result<(Biodata, NikArea), Refusal> {
    let mut faults = Faults::default();
    let nik = faults.take("nik", Nik::parse(&input.nik).map_err(FieldProblem::Nik));
    let area = nik.as_ref().map_or(NikArea::Known, |nik| desk.areas.nik_area(nik.area(), desk.profile.code));
    if let (NikArea::Unknown, Some(nik)) = (area, &nik) {
        faults.add("nik", FieldProblem::Nik(NikRefusal::UnknownArea { area: nik.area().to_owned() }));
    }
    let kk = optional(&input.kk).and_then(|text| faults.take("kk", Kk::parse(text).map_err(FieldProblem::Kk)));
    let name = faults.take("name", PersonName::parse(&input.name).map_err(FieldProblem::Name));
    let birth_place = faults.take("birth_place", free_text(&input.birth_place));
    let birth_date = faults.take("birth_date", past_date(&input.birth_date, desk.today));
    let sex = faults.take("sex", choice(Sex::from_code, &input.sex));
    let marital = faults.take("marital", choice(Marital::from_code, &input.marital));
    let problem = if input.village.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::UnknownArea };
    let village = desk.areas.find_village(&input.village).ok_or(problem);
    let village = faults.take("village", village);
    let address = faults.take("address", free_text(&input.address));
    let rt = faults.take("rt", neighbourhood(&input.rt));
    let rw = faults.take("rw", neighbourhood(&input.rw));
    let phone = optional(&input.phone).and_then(|text| faults.take("phone", Phone::parse(text).map_err(FieldProblem::Phone)));
    faults.refuse()?;
    let all = (|| {
        Some(Biodata {
            nik: nik?,
            kk,
            name: name?,
            birth_place: birth_place?,
            birth_date: birth_date?,
            sex: sex?,
            marital: marital?,
            mother: None,
            village: village?,
            address: address?,
            rt: rt?,
            rw: rw?,
            phone,
            life: Life::Alive,
        })
    })();
    all.map(|biodata| (biodata, area)).ok_or_else(|| Refusal::Input(Vec::new()))
}

/// The fields at fault so far.
#[derive(Default)]
struct Faults(Vec<FieldRefusal>);

impl Faults {
    fn add(&mut self, field: &'static str, problem: FieldProblem) {
        self.0.push(FieldRefusal { field, problem });
    }

    fn take<T>(&mut self, field: &'static str, read: Result<T, FieldProblem>) -> Option<T> {
        read.map_err(|problem| self.add(field, problem)).ok()
    }

    fn refuse(self) -> Result<(), Refusal> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Input(self.0)) }
    }
}

fn optional(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

pub(crate) fn choice<T>(from_code: impl FnOnce(&str) -> Option<T>, text: &str) -> Result<T, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Missing);
    }
    from_code(text).ok_or(FieldProblem::NotAChoice)
}

/// Free text on one line, without control characters.
pub(crate) fn free_text(text: &str) -> Result<String, FieldProblem> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(FieldProblem::Missing);
    }
    if text.chars().count() > TEXT_CHARS_MAX {
        return Err(FieldProblem::TooLong { max: TEXT_CHARS_MAX });
    }
    if text.chars().any(|c| c.is_control() || is_invisible(c)) {
        return Err(FieldProblem::Name(NameRefusal::Invisible));
    }
    Ok(text)
}

pub(crate) fn past_date(text: &str, today: Date) -> Result<Date, FieldProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(FieldProblem::Missing);
    }
    // The parser would also take a time of day after the date.
    let date: Date = Some(text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok()).ok_or(FieldProblem::ImpossibleDate)?;
    if date > today {
        return Err(FieldProblem::FutureDate);
    }
    if age_years(date, today) > AGE_YEARS_MAX {
        return Err(FieldProblem::DateTooOld);
    }
    Ok(date)
}

fn neighbourhood(text: &str) -> Result<u16, FieldProblem> {
    match optional(text) {
        None => Ok(0),
        Some(text) if text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) => text.parse().map_err(|_| FieldProblem::NotANumber),
        Some(_) => Err(FieldProblem::NotANumber),
    }
}
