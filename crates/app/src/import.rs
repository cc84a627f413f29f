//! Applying an import of the register, chunk by chunk, each in one transaction with its event.

use domain::{
    Event,
    central::CentralCode,
    id::{ImportId, PersonId},
    person::{Biodata, Person},
};
use jiff::civil::Date;
use store::{
    StoreFault,
    journal::{self, Actor},
    keys::hex,
    tables,
};

use crate::{AppError, Office, verify::ChunkDigest};

/// A line of an import.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// The register's line.
    pub biodata: Biodata,
    /// What the centre says, when the file has it.
    pub central: Option<(CentralCode, Date)>,
}

/// An import of new people in progress.
pub struct Import<'a> {
    office: &'a Office,
    id: ImportId,
    next: PersonId,
    chunks: i64,
    rows: i64,
    digests: String,
}

impl<'a> Import<'a> {
    /// Begins an import.
    pub fn begin(office: &'a Office) -> Result<Self, AppError> {
        let next = office.store.read(|tx| tables::person::next_id(tx))?;
        let import = store::Draw::new(office.random.bytes32(), office.now()).import_id();
        Ok(Self { office, id: import, next, chunks: 0, rows: 0, digests: String::new() })
    }

    /// Applies one chunk of new people in one transaction; answers how many lines are applied so far.
    pub fn apply(&mut self, lines: Vec<ImportLine>) -> Result<i64, AppError> {
        self.prepare(lines)?.write(self.office)?;
        Ok(self.rows)
    }

    /// Numbers, encodes and digests the next chunk, so that one thread can do that while another writes the chunk before. Chunks must be
    /// written in the order in which they were prepared, and all of them before the import is finished.
    pub fn prepare(&mut self, lines: Vec<ImportLine>) -> Result<PreparedChunk, AppError> {
        let (import, chunk, rows) = (self.id, self.chunks + 1, lines.len() as i64);
        let mut people = Vec::with_capacity(lines.len());
        let mut contents = Vec::with_capacity(lines.len());
        let mut observed = Vec::new();
        let mut digest = ChunkDigest::default();
        for (id, line) in (self.next.0..).map(PersonId).zip(lines) {
            let content = journal::encode_biodata(&line.biodata)?;
            digest.line(id, 1, &content);
            if let Some((code, on)) = line.central {
                digest.observation(id, 1, code, on);
                observed.push((id, code, on));
            }
            contents.push(content);
            people.push(Person { id, version: 1, biodata: line.biodata, central: line.central });
        }
        let digest = hex(&digest.finish());
        let event = Event::ImportChunkApplied { import, chunk, rows, digest: digest.clone() };
        self.next.0 += rows;
        self.chunks = chunk;
        self.rows += rows;
        self.digests.push_str(&digest);
        Ok(PreparedChunk { people, contents, observed, origin: (import, chunk), event })
    }

    /// Ends the import with the digest of its chunks' digests.
    pub fn finish(self) -> Result<i64, AppError> {
        let digest = hex(&<sha2::Sha256 as sha2::Digest>::digest(self.digests.as_bytes()));
        let event = Event::ImportFinished { import: self.id, chunks: self.chunks, rows: self.rows, digest };
        self.office.store.write("import_finish", self.office.seed(), move |write| journal::append(write, Actor::System, &event))?;
        self.office.store.vocabulary().reset();
        self.office.counts.forget();
        Ok(self.rows)
    }
}

/// A chunk that is ready to be written.
pub struct PreparedChunk {
    people: Vec<Person>,
    contents: Vec<String>,
    observed: Vec<(PersonId, CentralCode, Date)>,
    origin: (ImportId, i64),
    event: Event,
}

impl PreparedChunk {
    /// How many lines it has.
    pub fn rows(&self) -> usize {
        self.people.len()
    }

    /// Writes it with its event in one transaction.
    pub fn write(self, office: &Office) -> Result<(), AppError> {
        office.store.write("import_chunk", office.seed(), move |write| {
            tables::person::insert_many(write, &self.people, &self.contents, Some(self.origin))?;
            tables::observation::insert_many(write, &self.observed, self.origin)?;
            journal::append(write, Actor::System, &self.event)?;
            Ok::<_, StoreFault>(())
        })?;
        Ok(())
    }
}
