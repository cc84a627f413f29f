//! Taking a file over: part after part, each in one transaction with its event. Whoever is interrupted goes on with the next part.
//!
//! One thread judges and prepares the next parts while another writes; a part never holds anybody who is in another part. A write that
//! finds the register changed since its part was judged changes nothing, and the part is judged again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use domain::{
    Event,
    id::{ImportId, PersonId},
    intake::{ImportState, NikCell},
    person::Person,
    question::{Asked, QuestionId, QuestionKind},
};
use jiff::{SignedDuration, Timestamp};
use store::{
    StoreFault, journal,
    tables::{
        self,
        import::{self, Batch},
    },
};

use super::{
    check::{check, read_part},
    chunk::{Change, Chunk, Observed, Prepared, Written, finish, forget_kept},
    judge::{Judge, Judged, Verdict},
    kept::{Counts, Head, Preview},
    receive::{json, read_json},
};
use crate::{AppError, Office, questions};

/// Parts that are prepared ahead of the writer.
const AHEAD: usize = 2;
/// Parts that change nothing are noted together, so many at a time.
const UNCHANGED: i64 = 20;
/// Questions that are raised in one transaction.
const QUESTIONS: usize = 200;

/// What there was to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worked {
    /// An import was compared or taken over.
    Done,
    /// Nothing waits.
    Idle,
}

/// The import that was said yes to and is not at its end.
pub fn under_way(office: &Office) -> Result<Option<ImportId>, AppError> {
    Ok(office.store.read(|tx| import::first_in_state(tx, ImportState::Applying))?.map(|batch| batch.id))
}

/// Does what is due of imports: takes over what was said yes to, then compares what came in. It goes on where it was interrupted, and may be
/// called at any time; two at once do not harm, but waste.
pub fn work_once(office: &Office) -> Result<Worked, AppError> {
    if office.is_stopping() {
        return Ok(Worked::Idle);
    }
    if let Some(batch) = office.store.read(|tx| import::first_in_state(tx, ImportState::Applying))? {
        take(office, batch.id)?;
        return Ok(Worked::Done);
    }
    if let Some(batch) = office.store.read(|tx| import::first_in_state(tx, ImportState::Checking))? {
        check(office, &batch)?;
        return Ok(Worked::Done);
    }
    Ok(Worked::Idle)
}

/// Takes an import over, from where it stands to its end.
fn take(office: &Office, id: ImportId) -> Result<(), AppError> {
    while !office.is_stopping() {
        let batch = office.store.read(|tx| import::find(tx, id))?.ok_or(StoreFault::Missing("an import"))?;
        if batch.applied == batch.parts {
            return end(office, batch);
        }
        run(office, &batch)?;
    }
    Ok(())
}

/// A part on its way to the writer.
struct Ready {
    part: i64,
    counts: Counts,
    /// Nothing when no row of it changes anything.
    prepared: Option<Prepared>,
}

/// Takes parts over until all are, or until one was overtaken and has to be judged again.
fn run(office: &Office, batch: &Batch) -> Result<(), AppError> {
    let preview: Preview = read_json(&batch.preview)?;
    let judge = Judge::of(office, batch, &preview.clashing)?;
    let next = office.store.read(|tx| tables::person::next_id(tx))?;
    thread::scope(|scope| {
        let (ready_out, ready_in) = sync_channel(AHEAD);
        let preparing = scope.spawn(move || Preparer { office, judge, next, known: BTreeSet::new() }.run(batch, &ready_out));
        let written = write_all(office, batch.id, &ready_in);
        drop(ready_in);
        // Whoever prepares breaks off when nobody writes any more.
        let prepared = preparing.join().unwrap_or_else(|_| Err(StoreFault::Panicked.into()));
        written.and(prepared)
    })
}

struct Preparer<'a> {
    office: &'a Office,
    judge: Judge,
    /// The number of the next new person.
    next: PersonId,
    /// Words of names that stand in the vocabulary by now.
    known: BTreeSet<String>,
}

impl Preparer<'_> {
    fn run(mut self, batch: &Batch, out: &SyncSender<Ready>) -> Result<(), AppError> {
        for part in batch.applied + 1..=batch.parts {
            if self.office.is_stopping() {
                return Ok(());
            }
            let rows = read_part(self.office, batch.id, part)?;
            let judged = self.office.store.read(|tx| self.judge.judge(tx, rows))?;
            let mut counts = Counts::default();
            for one in &judged {
                counts += one.counts();
            }
            let chunk = self.chunk(batch.id, judged);
            let prepared = if chunk.is_empty() { None } else { Some(chunk.prepare(self.office, (batch.id, part), &mut self.known)?) };
            if out.send(Ready { part, counts, prepared }).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn chunk(&mut self, import: ImportId, judged: Vec<Judged>) -> Chunk {
        let mut chunk = Chunk::default();
        for one in judged {
            match one.verdict {
                Verdict::Refused(_) | Verdict::Same(_) | Verdict::Held(QuestionKind::SameNikInFile | QuestionKind::TwoNiks, _) => {}
                Verdict::Held(kind, person) => {
                    let rows: Vec<_> = one.reading.incoming.into_iter().collect();
                    let people = person.iter().map(|person| person.id).collect();
                    chunk.questions.push((questions::id_of(kind, &[], &rows), Asked { kind, import, people, rows }));
                }
                Verdict::New(biodata, central) => {
                    chunk.first.get_or_insert(self.next);
                    chunk.new.push(Person { id: self.next, version: 1, biodata: *biodata, central });
                    self.next.0 += 1;
                }
                Verdict::Changed(before, after, status) => {
                    let (id, central) = (before.id, before.central);
                    if let Some(biodata) = after {
                        let after = Person { id, version: before.version + 1, biodata: *biodata, central };
                        chunk.changed.push(Change { seen: (before.version, central), after });
                    }
                    chunk.observed.extend(status.map(|(code, on)| Observed { person: id, code, on }));
                }
            }
        }
        chunk
    }
}

/// Writes parts as they come, until there are no more or one is overtaken.
fn write_all(office: &Office, id: ImportId, ready: &Receiver<Ready>) -> Result<(), AppError> {
    let today = office.today();
    let mut unchanged = Counts::default();
    let mut since = 0;
    let mut last = 0;
    for Ready { part, counts, prepared } in ready {
        unchanged += counts;
        last = part;
        since += 1;
        if prepared.is_none() && since < UNCHANGED {
            continue;
        }
        let (counts, from) = (std::mem::take(&mut unchanged), part - since);
        since = 0;
        let written = office.store.write("import_chunk", office.seed(), move |write| {
            let mut batch = import::find(write, id)?.ok_or(StoreFault::Missing("an import"))?;
            // Somebody else is at the same work.
            if batch.state != ImportState::Applying || batch.applied != from {
                return Ok(Written::Overtaken);
            }
            let written = match &prepared {
                Some(prepared) => prepared.write(write, today)?,
                None => Written::Done(String::new()),
            };
            if written != Written::Overtaken {
                note(&mut batch, part, counts)?;
                import::save(write, &batch)?;
            }
            Ok::<_, AppError>(written)
        })?;
        office.counts.forget();
        if written == Written::Overtaken {
            return Ok(());
        }
    }
    if since > 0 {
        let (from, counts) = (last - since, unchanged);
        office.store.write("import_chunk", office.seed(), move |write| {
            let Some(mut batch) = import::find(write, id)?.filter(|batch| batch.applied == from) else { return Ok(()) };
            note(&mut batch, last, counts)?;
            Ok::<_, AppError>(import::save(write, &batch)?)
        })?;
    }
    Ok(())
}

/// Notes in the import that its parts up to this one are taken over.
fn note(batch: &mut Batch, part: i64, counts: Counts) -> Result<(), AppError> {
    let mut result: Counts = read_json(&batch.result)?;
    result += counts;
    batch.result = json(&result)?;
    batch.applied = part;
    Ok(())
}

/// Raises the questions that only the whole file gives, and ends the import.
fn end(office: &Office, batch: Batch) -> Result<(), AppError> {
    let asked = open_questions(office, &batch)?;
    for some in asked.chunks(QUESTIONS) {
        let some = some.to_vec();
        office.store.write("import_questions", office.seed(), move |write| {
            for (id, asked) in &some {
                questions::raise(write, id, asked)?;
            }
            Ok::<_, AppError>(())
        })?;
    }
    let digests = chunk_digests(office, &batch)?;
    let rows = digests.iter().map(|(_, rows, _)| rows).sum();
    let joined: String = digests.iter().map(|(_, _, digest)| digest.as_str()).collect();
    let (id, chunks) = (batch.id, digests.len() as i64);
    office.store.write("import_end", office.seed(), move |write| {
        let Some(mut batch) = import::find(write, id)?.filter(|batch| batch.state == ImportState::Applying) else { return Ok(()) };
        finish(write, id, chunks, rows, &joined)?;
        let mut head: Head = read_json(&batch.head)?;
        head.first_rows.clear();
        (batch.state, batch.ended_at, batch.head) = (ImportState::Done, Some(write.now), json(&head)?);
        Ok::<_, AppError>(import::save(write, &batch)?)
    })?;
    forget_kept(office);
    forget_parts(office, batch.id, batch.parts)
}

/// Refused rows can be downloaded for this long after an import ended.
const REFUSED_KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Forgets the rows of imports that ended long ago, and the parts that an interrupted end left behind.
pub(crate) fn forget_ended(office: &Office) -> Result<(), AppError> {
    let now = office.now();
    let long_ago = now.checked_sub(REFUSED_KEPT).unwrap_or(Timestamp::MIN);
    for import in office.store.read(|tx| import::ended_before(tx, now))? {
        let Some(id) = ImportId::parse(&import) else { continue };
        let Some(batch) = office.store.read(|tx| import::find(tx, id))? else { continue };
        forget_parts(office, id, batch.parts)?;
        if batch.ended_at.is_some_and(|ended| ended < long_ago) {
            office.store.write("import_forget", office.seed(), move |write| import::delete_rows(write, id))?;
        }
    }
    Ok(())
}

/// Forgets an ended import's rows but those that are shown, some parts at a time.
pub(super) fn forget_parts(office: &Office, id: ImportId, parts: i64) -> Result<(), AppError> {
    let mut up_to = 0;
    while up_to < parts {
        up_to += 50;
        office.store.write("import_forget", office.seed(), move |write| import::delete_parts(write, id, up_to))?;
    }
    Ok(())
}

/// The questions about NIKs whose rows clash, and about people with two.
fn open_questions(office: &Office, batch: &Batch) -> Result<Vec<(QuestionId, Asked)>, AppError> {
    let preview: Preview = read_json(&batch.preview)?;
    let mut asked = Vec::new();
    for niks in &preview.one_person {
        let niks: Vec<&str> = niks.iter().map(String::as_str).collect();
        let people: Vec<PersonId> = office.store.read(|tx| tables::person::by_niks(tx, &niks))?.iter().map(|person| person.id).collect();
        // Whose row was refused is not in the register: there is nothing to merge.
        if people.len() > 1 {
            let id = questions::id_of(QuestionKind::TwoNiks, &niks, &[]);
            asked.push((id, Asked { kind: QuestionKind::TwoNiks, import: batch.id, people, rows: Vec::new() }));
        }
    }
    for (nik, rows) in clashing_rows(office, batch, &preview)? {
        let people = office.store.read(|tx| tables::person::by_niks(tx, &[&nik]))?.iter().map(|person| person.id).collect();
        let id = questions::id_of(QuestionKind::SameNikInFile, &[&nik], &rows);
        asked.push((id, Asked { kind: QuestionKind::SameNikInFile, import: batch.id, people, rows }));
    }
    Ok(asked)
}

/// The different rows of each NIK whose rows clash, in an order of their own.
fn clashing_rows(office: &Office, batch: &Batch, preview: &Preview) -> Result<BTreeMap<String, Vec<domain::intake::Incoming>>, AppError> {
    let mut found: BTreeMap<String, Vec<domain::intake::Incoming>> = BTreeMap::new();
    if preview.clashing.is_empty() {
        return Ok(found);
    }
    let judge = Judge::of(office, batch, &preview.clashing)?;
    for part in 1..=batch.parts {
        for row in read_part(office, batch.id, part)? {
            let Ok(incoming) = judge.read(&row).incoming else { continue };
            let NikCell::Known(nik) = &incoming.nik else { continue };
            if judge.clashes(nik.as_str()) {
                let rows = found.entry(nik.as_str().to_owned()).or_default();
                if !rows.contains(&incoming) {
                    rows.push(incoming);
                }
            }
        }
    }
    for rows in found.values_mut() {
        let mut keyed: Vec<(String, domain::intake::Incoming)> = Vec::with_capacity(rows.len());
        for row in rows.drain(..) {
            keyed.push((journal::encode_rows(std::slice::from_ref(&row))?, row));
        }
        keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
        rows.extend(keyed.into_iter().map(|(_, row)| row));
    }
    Ok(found)
}

/// The chunks of an import as the journal has them, in order: number, rows, digest.
fn chunk_digests(office: &Office, batch: &Batch) -> Result<Vec<(i64, i64, String)>, AppError> {
    let found = office.store.read(|tx| {
        let Some(key) = journal::find_key(tx, "register")? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        // Nothing else is imported meanwhile, so that these are its chunks and what began it.
        for entry in journal::about(tx, "register", batch.parts + 1)? {
            if let Some(Event::ImportChunkApplied { import, chunk, rows, digest }) = journal::open(tx, &entry, &key)?
                && import == batch.id
            {
                found.push((chunk, rows, digest));
            }
        }
        Ok::<_, StoreFault>(found)
    });
    let mut found = found?;
    found.sort();
    Ok(found)
}
