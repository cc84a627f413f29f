//! People of the register: the current line, its history, and the index of names.

use std::collections::BTreeSet;

use domain::{
    area::VillageCode,
    central::CentralCode,
    id::{ImportId, PersonId},
    office::OfficeCode,
    person::{Biodata, Kk, Life, Marital, Nik, Person, PersonName, Phone, Sex},
};

use jiff::civil::Date;

use super::Folded;
use crate::{
    Engine, FromRow, Row, StoreFault, Tx, Value, Write,
    journal::encode_biodata,
    search::{self, NameRows},
    value::values,
};

impl Folded for Person {
    const TABLE: &'static str = "person";
    const COLUMNS: &'static [&'static str] = &[
        "person",
        "version",
        "nik",
        "kk",
        "name",
        "birth_place",
        "birth_date",
        "sex",
        "marital",
        "mother",
        "village",
        "address",
        "rt",
        "rw",
        "phone",
        "life",
        "central_code",
        "central_on",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT person, version, nik, kk, name, birth_place, birth_date, sex, marital, mother, village, address,
            rt, rw, phone, life, central_code, central_on FROM person WHERE office = ?1 ORDER BY person";

    fn values(&self) -> Vec<Value> {
        let b = &self.biodata;
        // A vector at once, without a copy: an import makes millions of these.
        vec![
            Value::from(self.id),
            Value::from(self.version),
            Value::from(b.nik.as_str()),
            Value::from(b.kk.as_ref().map(Kk::as_str)),
            Value::from(b.name.as_str()),
            Value::from(b.birth_place.as_str()),
            Value::from(b.birth_date),
            Value::from(b.sex),
            Value::from(b.marital),
            Value::from(b.mother.as_ref().map(PersonName::as_str)),
            Value::from(b.village.as_str()),
            Value::from(b.address.as_str()),
            Value::from(i64::from(b.rt)),
            Value::from(i64::from(b.rw)),
            Value::from(b.phone.as_ref().map(Phone::as_str)),
            Value::from(b.life),
            Value::from(self.central.map(|(code, _)| code)),
            Value::from(self.central.map(|(_, on)| on)),
        ]
    }
}

impl FromRow for Person {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (id, version) = (PersonId(row.integer()?), row.integer()?);
        let number = |value: i64| u16::try_from(value).map_err(|_| StoreFault::Corrupt("an RT or RW".to_owned()));
        let biodata = Biodata {
            nik: row.parse(|text| Nik::parse(text).ok())?,
            kk: row.parse_or_null(|text| Kk::parse(text).ok())?,
            name: row.parse(|text| PersonName::parse(text).ok())?,
            birth_place: row.text()?,
            birth_date: row.date()?,
            sex: row.parse(Sex::from_code)?,
            marital: row.parse(Marital::from_code)?,
            mother: row.parse_or_null(|text| PersonName::parse(text).ok())?,
            village: row.parse(VillageCode::parse)?,
            address: row.text()?,
            rt: number(row.integer()?)?,
            rw: number(row.integer()?)?,
            phone: row.parse_or_null(|text| Phone::parse(text).ok())?,
            life: row.parse(Life::from_code)?,
        };
        let central = row.parse_or_null(CentralCode::from_code)?.zip(row.date_or_null()?);
        Ok(Self { id, version, biodata, central })
    }
}

/// Where a line of the history comes from: an import's chunk, or nothing when it was entered by hand.
pub type Origin = Option<(ImportId, i64)>;

/// Placeholders of one query for people by their NIKs.
const NIKS_AT_ONCE: usize = 32;

const INSERT: &str = "INSERT INTO person (office, person, version, nik, kk, name, birth_place, birth_date, sex, marital, mother, village, address, rt, rw, phone, life, central_code, central_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)";
const INSERT_HISTORY: &str = "INSERT INTO person_history (office, person, version, import, chunk, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

/// New people as rows, made before the write, so that the writer only inserts.
#[derive(Clone, Debug)]
pub struct NewPeople {
    people: Vec<Vec<Value>>,
    history: Vec<Vec<Value>>,
    names: NameRows,
}

impl NewPeople {
    /// The rows of people with their first history lines; `contents` are their stored lines.
    pub fn new(engine: Engine, office: OfficeCode, people: &[Person], contents: &[String], origin: Origin) -> Self {
        let names: Vec<(PersonId, &str)> = people.iter().map(|person| (person.id, person.biodata.name.as_str())).collect();
        let names = search::name_rows(engine, office, &names);
        let office = Value::from(office);
        let row = |person: &Person| {
            let mut row = Vec::with_capacity(Person::COLUMNS.len() + 1);
            row.push(office.clone());
            row.append(&mut person.values());
            row
        };
        let history = people.iter().zip(contents).map(|(person, content)| history_row(&office, person, content, origin)).collect();
        Self { people: people.iter().map(row).collect(), history, names }
    }

    /// Forgets words of names that are known to stand in the office's vocabulary, and adds the others to the known ones.
    pub fn leave_out_known(&mut self, known: &mut BTreeSet<String>) {
        self.names.words.retain(|word| !known.contains(word));
        known.extend(self.names.words.iter().cloned());
    }
}

/// Inserts new people with their first history line and their names' words.
pub fn insert_new(write: &mut Write<'_>, new: &NewPeople) -> Result<(), StoreFault> {
    write.insert_many(INSERT, &new.people)?;
    write.insert_many(INSERT_HISTORY, &new.history)?;
    search::insert_names(write, &new.names)
}

/// The same for people who were not prepared. `contents` are their stored lines.
pub fn insert_many(write: &mut Write<'_>, people: &[Person], contents: &[String], origin: Origin) -> Result<(), StoreFault> {
    let new = NewPeople::new(write.engine(), write.office(), people, contents, origin);
    insert_new(write, &new)
}

/// Writes a person's changed line, a new history line, and the index of the name.
pub fn update(write: &mut Write<'_>, person: &Person, origin: Origin) -> Result<(), StoreFault> {
    let office = Value::from(write.office());
    let values = person.values();
    let [key, rest @ ..] = values.as_slice() else { return Err(StoreFault::Missing("a person's columns")) };
    let params = [rest, &[office.clone(), key.clone()]].concat();
    write.execute(
        "UPDATE person SET version = ?1, nik = ?2, kk = ?3, name = ?4, birth_place = ?5, birth_date = ?6, sex = ?7, marital = ?8,
             mother = ?9, village = ?10, address = ?11, rt = ?12, rw = ?13, phone = ?14, life = ?15, central_code = ?16, central_on = ?17
         WHERE office = ?18 AND person = ?19",
        &params,
    )?;
    let content = encode_biodata(&person.biodata)?;
    write.execute(INSERT_HISTORY, &history_row(&office, person, &content, origin))?;
    search::forget(write, person.id)?;
    search::index(write, &[(person.id, person.biodata.name.as_str())])
}

fn history_row(office: &Value, person: &Person, content: &str, origin: Origin) -> Vec<Value> {
    let (import, chunk) = origin.unzip();
    vec![office.clone(), person.id.into(), person.version.into(), import.into(), chunk.into(), content.into()]
}

/// Writes what the centre last said.
pub fn set_central(write: &mut Write<'_>, person: &Person) -> Result<(), StoreFault> {
    let office = write.office();
    let (code, on) = person.central.unzip();
    write.execute(
        "UPDATE person SET central_code = ?1, central_on = ?2 WHERE office = ?3 AND person = ?4",
        values![code, on, office, person.id],
    )?;
    Ok(())
}

/// A person by surrogate number.
pub fn find(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Person>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT person, version, nik, kk, name, birth_place, birth_date, sex, marital, mother, village, address, rt, rw, phone, life,
            central_code, central_on FROM person WHERE office = ?1 AND person = ?2";
    tx.find(sql, values![office, person])
}

/// Whether somebody has this NIK.
pub fn find_by_nik(tx: &mut Tx<'_>, nik: &Nik) -> Result<Option<PersonId>, StoreFault> {
    let office = tx.office();
    let found: Option<i64> = tx.find("SELECT person FROM person WHERE office = ?1 AND nik = ?2", values![office, nik.as_str()])?;
    Ok(found.map(PersonId))
}

/// The people of some NIKs, ordered by NIK; whom the register does not know is not among them.
pub fn by_niks(tx: &mut Tx<'_>, niks: &[&str]) -> Result<Vec<Person>, StoreFault> {
    let office = Value::from(tx.office());
    let sql = "SELECT person, version, nik, kk, name, birth_place, birth_date, sex, marital, mother, village, address, rt, rw, phone, life,
            central_code, central_on FROM person WHERE office = ?1 AND nik IN (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
            ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33) ORDER BY nik";
    let mut found = Vec::new();
    for some in niks.chunks(NIKS_AT_ONCE) {
        let mut params = vec![office.clone()];
        params.extend((0..NIKS_AT_ONCE).map(|index| Value::from(some.get(index).copied())));
        found.append(&mut tx.query(sql, &params)?);
    }
    Ok(found)
}

/// What tells who somebody is: number, NIK, name, birth date and mother of everybody whose mother is known, one after the other.
pub fn each_identity<E: From<StoreFault>>(
    tx: &mut Tx<'_>,
    mut each: impl FnMut(PersonId, &str, &PersonName, Date, &PersonName) -> Result<(), E>,
) -> Result<(), E> {
    let office = tx.office();
    let name = |text: &str| PersonName::parse(text).ok();
    let sql = "SELECT person, nik, name, birth_date, mother FROM person WHERE office = ?1 AND mother IS NOT NULL";
    tx.for_each(sql, values![office], |mut row| {
        let (person, nik) = (PersonId(row.integer()?), row.text()?);
        let (own, born, mother) = (row.parse(name)?, row.date()?, row.parse(name)?);
        each(person, &nik, &own, born, &mother)
    })
}

/// The next free surrogate number.
pub fn next_id(tx: &mut Tx<'_>) -> Result<PersonId, StoreFault> {
    let office = tx.office();
    let next: i64 = tx.get("SELECT COALESCE(MAX(person), 0) + 1 FROM person WHERE office = ?1", values![office])?;
    Ok(PersonId(next))
}

/// One line of the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// Whose.
    pub person: PersonId,
    /// Which version.
    pub version: i64,
    /// The import and chunk that brought it, when it was not entered by hand.
    pub import: Option<(String, i64)>,
    /// The stored line.
    pub content: String,
}

impl FromRow for HistoryLine {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (person, version) = (PersonId(row.integer()?), row.integer()?);
        let import = row.text_or_null()?.zip(row.integer_or_null()?);
        Ok(Self { person, version, import, content: row.text()? })
    }
}

/// History lines of the people in `from..to`, ordered by person and version.
pub fn history_between(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<HistoryLine>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT person, version, import, chunk, content FROM person_history
         WHERE office = ?1 AND person >= ?2 AND person < ?3 ORDER BY person, version";
    tx.query(sql, values![office, from, to])
}

/// Raw rows of the people in `from..to`, in the order of [`Folded::COLUMNS`].
pub fn rows_between(tx: &mut Tx<'_>, from: i64, to: i64) -> Result<Vec<Vec<Value>>, StoreFault> {
    let office = tx.office();
    let mut rows = Vec::new();
    let sql = "SELECT person, version, nik, kk, name, birth_place, birth_date, sex, marital, mother, village, address, rt, rw, phone, life,
            central_code, central_on FROM person WHERE office = ?1 AND person >= ?2 AND person < ?3 ORDER BY person";
    tx.for_each(sql, values![office, from, to], |row| {
        rows.push(row.rest());
        Ok::<_, StoreFault>(())
    })?;
    Ok(rows)
}

/// The greatest surrogate number in the table or its history.
pub fn last_id(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let office = tx.office();
    let people: i64 = tx.get("SELECT COALESCE(MAX(person), 0) FROM person WHERE office = ?1", values![office])?;
    let history: i64 = tx.get("SELECT COALESCE(MAX(person), 0) FROM person_history WHERE office = ?1", values![office])?;
    let observed: i64 = tx.get("SELECT COALESCE(MAX(person), 0) FROM central_observation WHERE office = ?1", values![office])?;
    Ok(people.max(history).max(observed))
}
