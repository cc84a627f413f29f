//! What becomes of one row: read, looked up in the register, and judged.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{DefaultHasher, Hash, Hasher},
};

use domain::{
    central::CentralCode,
    intake::likeness::{Likeness, likeness},
    intake::{Column, Incoming, Layout, NikCell, Residence, RowProblem, RowReader, RowReading, SheetRow},
    person::{Biodata, Life, Person},
    question::QuestionKind,
    refusal::FieldProblem,
};
use jiff::civil::Date;
use store::{
    StoreFault, Tx,
    tables::{self, import::Batch},
};

use super::{
    kept::{Counts, Head, ShownKind},
    receive::read_json,
};
use crate::{AppError, Office};

/// What becomes of a row.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// It is not taken, because of these.
    Refused(Vec<RowProblem>),
    /// It is kept apart until a question is answered; with whom of the register it clashes.
    Held(QuestionKind, Option<Box<Person>>),
    /// Somebody new.
    New(Box<Biodata>, Option<(CentralCode, Date)>),
    /// Somebody known: before, the line after when it changes, the status when it is not known.
    Changed(Box<Person>, Option<Box<Biodata>>, Option<(CentralCode, Date)>),
    /// Nothing new.
    Same(Option<Box<Person>>),
}

/// A row with what was read in it and what becomes of it.
#[derive(Clone, Debug)]
pub(crate) struct Judged {
    pub row: SheetRow,
    pub reading: RowReading,
    pub verdict: Verdict,
}

/// Reads and judges the rows of one import.
pub(crate) struct Judge {
    reader: RowReader,
    layout: Layout,
    as_of: Date,
    /// NIKs whose rows say different things.
    clashing: BTreeSet<String>,
    /// Rows whose NIK was met: a row that stands twice in the file says nothing new.
    met: BTreeSet<u64>,
}

impl Judge {
    /// The judge of an import.
    pub(crate) fn of(office: &Office, batch: &Batch, clashing: &[String]) -> Result<Self, AppError> {
        let head: Head = read_json(&batch.head)?;
        let profile = office.profile();
        let reader = RowReader::new(&head.mapping(), head.date_order(), &office.areas, profile.code, office.today());
        Ok(Self { reader, layout: batch.layout, as_of: batch.as_of, clashing: clashing.iter().cloned().collect(), met: BTreeSet::new() })
    }

    /// Reads a row without judging it.
    pub(crate) fn read(&self, row: &SheetRow) -> RowReading {
        self.reader.read(row)
    }

    /// Whether rows of this NIK say different things.
    pub(crate) fn clashes(&self, nik: &str) -> bool {
        self.clashing.contains(nik)
    }

    /// Judges rows against the register as it is in this snapshot.
    pub(crate) fn judge(&mut self, tx: &mut Tx<'_>, rows: Vec<SheetRow>) -> Result<Vec<Judged>, StoreFault> {
        let readings: Vec<RowReading> = rows.iter().map(|row| self.reader.read(row)).collect();
        let niks: BTreeSet<&str> = readings.iter().filter_map(nik_of).collect();
        let niks: Vec<&str> = niks.into_iter().collect();
        let found = tables::person::by_niks(tx, &niks)?;
        let mut known: BTreeMap<String, Person> = BTreeMap::new();
        for person in found {
            known.insert(person.biodata.nik.as_str().to_owned(), person);
        }
        let mut judged = Vec::with_capacity(rows.len());
        for (row, reading) in rows.into_iter().zip(readings) {
            let verdict = match &reading.incoming {
                Err(problems) => Verdict::Refused(problems.clone()),
                Ok(incoming) => self.verdict(tx, incoming, &known)?,
            };
            judged.push(Judged { row, reading, verdict });
        }
        Ok(judged)
    }

    fn verdict(&mut self, tx: &mut Tx<'_>, incoming: &Incoming, known: &BTreeMap<String, Person>) -> Result<Verdict, StoreFault> {
        let NikCell::Known(nik) = &incoming.nik else { return Ok(Verdict::Held(QuestionKind::NoNik, None)) };
        let person = known.get(nik.as_str());
        if self.clashing.contains(nik.as_str()) {
            return Ok(Verdict::Held(QuestionKind::SameNikInFile, person.cloned().map(Box::new)));
        }
        if !self.met.insert(digest_of(nik.as_str())) {
            return Ok(Verdict::Same(person.cloned().map(Box::new)));
        }
        match person {
            None => Ok(self.newcomer(incoming)),
            Some(person) => self.known(tx, incoming, person),
        }
    }

    /// The verdict about somebody whom the register does not hold.
    fn newcomer(&self, incoming: &Incoming) -> Verdict {
        if self.layout == Layout::StatusList && incoming.name.is_none() {
            return Verdict::Refused(vec![RowProblem { column: Column::Nik, problem: FieldProblem::NotInRegister, proposal: None }]);
        }
        let central = incoming.central.map(|(code, on)| (code, on.unwrap_or(self.as_of)));
        match incoming.new_line() {
            Ok(line) => Verdict::New(Box::new(line), central),
            Err(problems) => Verdict::Refused(problems),
        }
    }

    fn known(&self, tx: &mut Tx<'_>, incoming: &Incoming, person: &Person) -> Result<Verdict, StoreFault> {
        let before = &person.biodata;
        if is_another(before, incoming) {
            return Ok(Verdict::Held(QuestionKind::NikTwoPeople, Some(Box::new(person.clone()))));
        }
        let after = incoming.over(before);
        let status = self.unknown_status(tx, incoming, person)?;
        let line = (after != *before).then(|| Box::new(after));
        Ok(match (line, status) {
            (None, None) => Verdict::Same(Some(Box::new(person.clone()))),
            (line, status) => Verdict::Changed(Box::new(person.clone()), line, status),
        })
    }

    /// What the row says of the centre, when that is not known. A status with a day is one observation, whenever it comes in; one without
    /// says only what counts as of the file's day, and says nothing when that counts already.
    fn unknown_status(&self, tx: &mut Tx<'_>, incoming: &Incoming, person: &Person) -> Result<Option<(CentralCode, Date)>, StoreFault> {
        let Some((code, on)) = incoming.central else { return Ok(None) };
        let counts = person.central.map(|(code, _)| code) == Some(code);
        let on = match on {
            Some(on) if person.central == Some((code, on)) => return Ok(None),
            Some(on) => on,
            None if counts => return Ok(None),
            None => self.as_of,
        };
        let known = person.central.is_some() && tables::observation::is_known(tx, person.id, code, on)?;
        Ok((!known).then_some((code, on)))
    }
}

impl Judged {
    /// How the row is counted.
    pub(crate) fn counts(&self) -> Counts {
        let one = Counts { rows: 1, ..Counts::default() };
        let warned = i64::from(self.is_warned());
        match &self.verdict {
            Verdict::Refused(_) => Counts { refused: 1, ..one },
            Verdict::Held(..) => Counts { held: 1, ..one },
            Verdict::New(_, central) => Counts { new: 1, warned, statuses: i64::from(central.is_some()), ..one },
            Verdict::Same(_) => Counts { same: 1, warned, ..one },
            Verdict::Changed(before, after, status) => {
                let before = &before.biodata;
                let leaves = after.as_ref().is_some_and(|after| before.life == Life::Alive && after.life != Life::Alive);
                let elsewhere = matches!(&self.reading.incoming, Ok(Incoming { residence: Some(Residence::Elsewhere), .. }));
                let births = after.as_ref().is_some_and(|after| after.birth_date != before.birth_date);
                Counts {
                    changed: 1,
                    warned,
                    statuses: i64::from(status.is_some()),
                    left: i64::from(leaves),
                    moved_out: i64::from(leaves && elsewhere),
                    births: i64::from(births),
                    ..one
                }
            }
        }
    }

    /// Under which kinds the row is shown; one that is warned of is shown twice.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = ShownKind> {
        let kind = match &self.verdict {
            Verdict::Refused(_) => ShownKind::Refused,
            Verdict::Held(..) => ShownKind::Held,
            Verdict::New(..) => ShownKind::New,
            Verdict::Changed(..) => ShownKind::Changed,
            Verdict::Same(_) => ShownKind::Same,
        };
        [Some(kind), self.is_warned().then_some(ShownKind::Warned)].into_iter().flatten()
    }

    fn is_warned(&self) -> bool {
        match &self.verdict {
            Verdict::Refused(_) | Verdict::Held(..) => false,
            Verdict::New(..) => !self.reading.warnings.is_empty(),
            // What was assumed of somebody new is not assumed of somebody known.
            Verdict::Changed(..) | Verdict::Same(_) => self.reading.warnings.iter().any(|(warning, _)| !warning.of_newcomers()),
        }
    }
}

/// Whether a row with somebody's NIK is rather about somebody else: name and birth date both say so, or the name alone says it clearly. A
/// serial that was mistyped looks like the second; a corrected birth date is no other person.
fn is_another(known: &Biodata, row: &Incoming) -> bool {
    let known = (&known.name, known.birth_date);
    let by_name = || row.name.is_some() && likeness(known, (row.name.as_ref(), None)) == Likeness::Different;
    match likeness(known, (row.name.as_ref(), row.birth_date)) {
        Likeness::Same => false,
        Likeness::Doubtful => by_name(),
        Likeness::Different => true,
    }
}

fn nik_of(reading: &RowReading) -> Option<&str> {
    match &reading.incoming {
        Ok(Incoming { nik: NikCell::Known(nik), .. }) => Some(nik.as_str()),
        _ => None,
    }
}

/// A digest within one process; it is never stored.
pub(super) fn digest_of(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
