//! Chunks of an import: lines and observations that are written in one transaction, with their event.

use std::collections::BTreeSet;

use domain::{
    Event,
    case::CaseCommand,
    central::CentralCode,
    id::{ImportId, PersonId},
    person::{Biodata, Person},
    question::{Asked, QuestionId},
};
use jiff::civil::Date;
use store::{
    StoreFault, Write,
    journal::{self, Actor},
    keys::hex,
    tables::{self, person::NewPeople},
};

use crate::{AppError, Office, cases, questions, repairs, verify::ChunkDigest};

/// A line of an import of new people.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// The register's line.
    pub biodata: Biodata,
    /// What the centre says, when the file has it.
    pub central: Option<(CentralCode, Date)>,
}

/// What somebody known becomes.
pub(super) struct Change {
    /// Version and status of the centre when the row was judged.
    pub seen: (i64, Option<(CentralCode, Date)>),
    /// The line after, with the next version and the same status.
    pub after: Person,
}

/// Somebody of the register of whom the centre says something that was not known.
pub(super) struct Observed {
    pub person: PersonId,
    pub code: CentralCode,
    pub on: Date,
}

/// A chunk that is ready to be written.
#[derive(Default)]
pub(super) struct Chunk {
    /// The number of the first new person.
    pub first: Option<PersonId>,
    pub new: Vec<Person>,
    pub changed: Vec<Change>,
    pub observed: Vec<Observed>,
    pub questions: Vec<(QuestionId, Asked)>,
}

/// A chunk as it is written: everything that can be made before the write is made.
pub(super) struct Prepared {
    origin: (ImportId, i64),
    chunk: Chunk,
    rows: NewPeople,
    lines: ChunkDigest,
    count: i64,
}

/// How a write of a chunk ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// It is written; its digest, hexadecimal.
    Done(String),
    /// The register was changed since the chunk was judged: judge it again.
    Overtaken,
}

impl Chunk {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.observed.is_empty() && self.questions.is_empty()
    }

    /// Encodes and digests the chunk. `known` are words of names that stand in the vocabulary.
    pub fn prepare(self, office: &Office, origin: (ImportId, i64), known: &mut BTreeSet<String>) -> Result<Prepared, AppError> {
        let mut lines: Vec<(PersonId, i64, String)> = Vec::with_capacity(self.new.len() + self.changed.len());
        for change in &self.changed {
            lines.push((change.after.id, change.after.version, journal::encode_biodata(&change.after.biodata)?));
        }
        lines.sort_unstable_by_key(|(person, ..)| *person);
        let mut contents = Vec::with_capacity(self.new.len());
        for person in &self.new {
            contents.push(journal::encode_biodata(&person.biodata)?);
        }
        let mut digest = ChunkDigest::default();
        for (person, version, content) in &lines {
            digest.line(*person, *version, content);
        }
        // New numbers are greater than all others.
        for (person, content) in self.new.iter().zip(&contents) {
            digest.line(person.id, 1, content);
        }
        let mut rows = NewPeople::new(office.store.engine(), office.profile().code, &self.new, &contents, Some(origin));
        rows.leave_out_known(known);
        let count = digest.rows;
        Ok(Prepared { origin, chunk: self, rows, lines: digest, count })
    }
}

impl Prepared {
    /// The digest of a chunk that has new people only, which is known before it is written.
    fn digest_of_new(&self) -> String {
        let mut digest = self.lines.clone();
        for person in &self.chunk.new {
            if let Some((code, on)) = person.central {
                digest.observation(person.id, 1, code, on);
            }
        }
        hex(&digest.finish())
    }

    /// Writes the chunk in the running transaction.
    pub fn write(&self, write: &mut Write<'_>, today: Date) -> Result<Written, AppError> {
        if self.is_overtaken(write)? {
            return Ok(Written::Overtaken);
        }
        tables::person::insert_new(write, &self.rows)?;
        for change in &self.chunk.changed {
            tables::person::update(write, &change.after, Some(self.origin))?;
        }
        let mut digest = self.lines.clone();
        let mut observed: Vec<&Observed> = self.chunk.observed.iter().collect();
        observed.sort_unstable_by_key(|observed| observed.person);
        for seen in observed {
            let ordinal = tables::observation::append(write, seen.person, seen.code, seen.on, Some(self.origin))?;
            digest.observation(seen.person, ordinal, seen.code, seen.on);
            follow(write, seen, today)?;
        }
        let firsts: Vec<_> = self.chunk.new.iter().filter_map(|person| person.central.map(|(code, on)| (person.id, code, on))).collect();
        tables::observation::insert_many(write, &firsts, self.origin)?;
        for (person, code, on) in firsts {
            digest.observation(person, 1, code, on);
        }
        for (id, asked) in &self.chunk.questions {
            questions::raise(write, id, asked)?;
        }
        let digest = hex(&digest.finish());
        let (import, chunk) = self.origin;
        journal::append(write, Actor::System, &Event::ImportChunkApplied { import, chunk, rows: self.count, digest: digest.clone() })?;
        Ok(Written::Done(digest))
    }

    /// Whether somebody was added, or one of these people changed, since the chunk was judged.
    fn is_overtaken(&self, write: &mut Write<'_>) -> Result<bool, AppError> {
        if let Some(first) = self.chunk.first
            && tables::person::next_id(write)? != first
        {
            return Ok(true);
        }
        for change in &self.chunk.changed {
            let now = tables::person::find(write, change.after.id)?;
            if now.is_none_or(|person| (person.version, person.central) != change.seen) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Lets the person and an open case follow an observation; the latest day counts, the later entry when two bear the same day.
fn follow(write: &mut Write<'_>, seen: &Observed, today: Date) -> Result<(), AppError> {
    let Some(mut person) = tables::person::find(write, seen.person)? else { return Ok(()) };
    if person.central.is_some_and(|(_, day)| day > seen.on) {
        return Ok(());
    }
    person.central = Some((seen.code, seen.on));
    tables::person::set_central(write, &person)?;
    repairs::follow(write, Actor::System, seen.person, seen.code, seen.on)?;
    let Some(case) = cases::open_case_of(write, seen.person)? else { return Ok(()) };
    cases::change(write, Actor::System, case.id, Some(case), &CaseCommand::ObserveCentral { code: seen.code }, today)?;
    Ok(())
}

/// An import of people who are all new, without a file: a demonstration's register, and the registers of tests.
pub struct Import<'a> {
    office: &'a Office,
    id: ImportId,
    next: PersonId,
    chunks: i64,
    rows: i64,
    digests: String,
    known: BTreeSet<String>,
}

impl<'a> Import<'a> {
    /// Begins an import.
    pub fn begin(office: &'a Office) -> Result<Self, AppError> {
        let next = office.store.read(|tx| tables::person::next_id(tx))?;
        let import = store::Draw::new(office.random.bytes32(), office.now()).import_id();
        Ok(Self { office, id: import, next, chunks: 0, rows: 0, digests: String::new(), known: BTreeSet::new() })
    }

    /// Applies one chunk in one transaction; answers how many lines are applied so far.
    pub fn apply(&mut self, lines: Vec<ImportLine>) -> Result<i64, AppError> {
        self.prepare(lines)?.write(self.office)?;
        Ok(self.rows)
    }

    /// Numbers, encodes and digests the next chunk, so that one thread can do that while another writes the chunk before. Chunks must be
    /// written in the order in which they were prepared, and all of them before the import is finished.
    pub fn prepare(&mut self, lines: Vec<ImportLine>) -> Result<PreparedChunk, AppError> {
        let first = self.next;
        let person = |(id, line): (i64, ImportLine)| Person { id: PersonId(id), version: 1, biodata: line.biodata, central: line.central };
        let new: Vec<Person> = (first.0..).zip(lines).map(person).collect();
        self.next.0 += new.len() as i64;
        self.chunks += 1;
        self.rows += new.len() as i64;
        let chunk = Chunk { first: Some(first), new, ..Chunk::default() };
        let prepared = chunk.prepare(self.office, (self.id, self.chunks), &mut self.known)?;
        self.digests.push_str(&prepared.digest_of_new());
        Ok(PreparedChunk(prepared))
    }

    /// Ends the import with the digest of its chunks' digests.
    pub fn finish(self) -> Result<i64, AppError> {
        let (import, chunks, rows, digests) = (self.id, self.chunks, self.rows, self.digests);
        self.office.store.write("import_finish", self.office.seed(), move |write| {
            finish(write, import, chunks, rows, &digests)?;
            Ok::<_, StoreFault>(())
        })?;
        forget_kept(self.office);
        Ok(rows)
    }
}

/// A chunk of new people that is ready to be written.
pub struct PreparedChunk(Prepared);

impl PreparedChunk {
    /// How many lines it has.
    pub fn rows(&self) -> usize {
        self.0.count as usize
    }

    /// Writes it with its event in one transaction.
    pub fn write(self, office: &Office) -> Result<(), AppError> {
        let today = office.today();
        match office.store.write("import_chunk", office.seed(), move |write| self.0.write(write, today))? {
            Written::Done(_) => Ok(()),
            Written::Overtaken => Err(StoreFault::Corrupt("a register that changed while it was founded".to_owned()).into()),
        }
    }
}

/// Appends the end of an import; `digests` are those of its chunks, one after the other.
pub(super) fn finish(write: &mut Write<'_>, import: ImportId, chunks: i64, rows: i64, digests: &str) -> Result<(), StoreFault> {
    let digest = hex(&<sha2::Sha256 as sha2::Digest>::digest(digests.as_bytes()));
    journal::append(write, Actor::System, &Event::ImportFinished { import, chunks, rows, digest })?;
    Ok(())
}

/// Forgets what this process holds in memory of the register.
pub(super) fn forget_kept(office: &Office) {
    office.store.vocabulary().reset();
    office.counts.forget();
}
