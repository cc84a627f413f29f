//! The register: histories against the journal's digests, and every person against the history.

use std::collections::BTreeMap;

use domain::{
    central::CentralCode,
    id::PersonId,
    person::{Biodata, Person},
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use store::{
    StoreFault, Tx, Value,
    journal::decode_biodata,
    keys::hex,
    tables::{
        Folded,
        observation::{self, Observation},
        person::{self, HistoryLine},
    },
};

use super::{
    Check, ChunkDigest,
    fold::Fold,
    tables::{differences, plain},
};

/// People compared at a time, so that memory stays small whatever the size of the office.
const PAGE: i64 = 10_000;

struct Register<'a> {
    fold: &'a Fold,
    history: Check,
    observations: Check,
    people: Check,
    digests: BTreeMap<(String, i64), ChunkDigest>,
    entered: usize,
    observed: usize,
}

/// Checks history, observations and people page by page, then the digests of the imports.
pub(super) fn check(tx: &mut Tx<'_>, fold: &Fold) -> Result<Vec<Check>, StoreFault> {
    let mut register = Register {
        fold,
        history: Check::new("person_history"),
        observations: Check::new("central_observation"),
        people: Check::new("table_person"),
        digests: BTreeMap::new(),
        entered: 0,
        observed: 0,
    };
    let last = person::last_id(tx)?;
    let mut from = i64::MIN;
    let mut to = 1 + PAGE;
    loop {
        register.page(tx, from, to)?;
        if to > last {
            break;
        }
        (from, to) = (to, to + PAGE);
    }
    Ok(register.finish())
}

impl Register<'_> {
    fn page(&mut self, tx: &mut Tx<'_>, from: i64, to: i64) -> Result<(), StoreFault> {
        let mut lines: BTreeMap<i64, Vec<HistoryLine>> = BTreeMap::new();
        for line in self.history.readable(person::history_between(tx, from, to))? {
            lines.entry(line.person.0).or_default().push(line);
        }
        let mut observed: BTreeMap<i64, Vec<Observation>> = BTreeMap::new();
        for observation in self.observations.readable(observation::between(tx, from, to))? {
            observed.entry(observation.person.0).or_default().push(observation);
        }
        for (person, found) in &observed {
            self.observations(PersonId(*person), found);
        }
        let mut wanted = BTreeMap::new();
        for (id, lines) in &lines {
            let latest = self.lines(PersonId(*id), lines);
            let central = observed.get(id).and_then(|found| latest_status(found));
            wanted.extend(latest.map(|(version, biodata)| (*id, Person { id: PersonId(*id), version, biodata, central })));
        }
        for row in self.people.readable(person::rows_between(tx, from, to))? {
            self.person(&plain(row), &mut wanted);
        }
        for id in wanted.keys() {
            self.people.problem(format!("person {id}: the row is missing"));
        }
        Ok(())
    }

    /// Checks a person's history lines; answers the latest.
    fn lines(&mut self, id: PersonId, lines: &[HistoryLine]) -> Option<(i64, Biodata)> {
        for (line, expected) in lines.iter().zip(1..) {
            self.history.count += 1;
            if line.version != expected {
                self.history.problem(format!("person {id}: version {expected} of the history is missing"));
            }
            match &line.import {
                Some(chunk) => self.digests.entry(chunk.clone()).or_default().line(id, line.version, &line.content),
                None => self.entered(id, line),
            }
        }
        let last = lines.last()?;
        match decode_biodata(&last.content) {
            Ok(biodata) => Some((last.version, biodata)),
            Err(fault) => {
                self.history.problem(format!("person {id}: version {} cannot be read: {fault}", last.version));
                None
            }
        }
    }

    fn entered(&mut self, id: PersonId, line: &HistoryLine) {
        self.entered += 1;
        if self.fold.entered.get(&(id, line.version)) != Some(&line.content) {
            self.history.problem(format!("person {id}: version {} is not what the journal says", line.version));
        }
    }

    fn observations(&mut self, id: PersonId, found: &[Observation]) {
        let mut by_hand = self.fold.observed.get(&id).map(Vec::as_slice).unwrap_or_default().iter();
        for (observation, expected) in found.iter().zip(1..) {
            self.observations.count += 1;
            if observation.ordinal != expected {
                self.observations.problem(format!("person {id}: observation {expected} is missing"));
            }
            let (code, on) = (observation.code, observation.observed_on);
            if let Some(chunk) = &observation.import {
                self.digests.entry(chunk.clone()).or_default().observation(id, observation.ordinal, code, on);
                continue;
            }
            self.observed += 1;
            if by_hand.next() != Some(&(code, on)) {
                self.observations.problem(format!("person {id}: observation {} is not what the journal says", observation.ordinal));
            }
        }
    }

    fn person(&mut self, row: &[Value], wanted: &mut BTreeMap<i64, Person>) {
        self.people.count += 1;
        let Some(Value::Integer(id)) = row.first() else { return };
        match wanted.remove(id) {
            Some(person) => {
                let (columns, key) = (Person::COLUMNS, [Value::Integer(*id)]);
                differences(&mut self.people, "person", columns, &key, row, &plain(person.values()));
            }
            None => self.people.problem(format!("person {id}: the history knows no such person")),
        }
    }

    fn finish(mut self) -> Vec<Check> {
        if self.entered != self.fold.entered.len() {
            let missing = self.fold.entered.len().abs_diff(self.entered);
            self.history.problem(format!("{missing} lines that were entered by hand are missing"));
        }
        let noted: usize = self.fold.observed.values().map(Vec::len).sum();
        if self.observed != noted {
            self.observations.problem(format!("{} observations that were noted by hand are missing", noted.abs_diff(self.observed)));
        }
        let imports = self.imports();
        vec![self.history, self.observations, self.people, imports]
    }

    /// Compares the digests that the rows give with those in the journal.
    fn imports(&mut self) -> Check {
        let mut check = Check::new("import_digests");
        let mut found = std::mem::take(&mut self.digests);
        let mut joined: BTreeMap<&str, (i64, i64, String)> = BTreeMap::new();
        for ((import, chunk), said) in &self.fold.chunks {
            check.count += 1;
            let sums = joined.entry(import).or_default();
            (sums.0, sums.1) = (sums.0 + 1, sums.1 + said.rows);
            sums.2.push_str(&said.digest);
            let rows = found.remove(&(import.clone(), *chunk)).unwrap_or_default();
            if rows.rows != said.rows || hex(&rows.finish()) != said.digest {
                check.problem(format!("import {import}, chunk {chunk}: its {} rows are not the ones that were imported", said.rows));
            }
        }
        for (import, chunk) in found.keys() {
            check.problem(format!("import {import}, chunk {chunk}: the journal knows no such chunk"));
        }
        for (import, (chunks, rows, digest)) in &self.fold.imports {
            let sums = joined.get(import.as_str()).cloned().unwrap_or_default();
            if (sums.0, sums.1) != (*chunks, *rows) || hex(&Sha256::digest(sums.2.as_bytes())) != *digest {
                check.problem(format!("import {import}: its chunks do not add up to what the journal says"));
            }
        }
        check
    }
}

/// The observation with the latest day; the later entry when two bear the same day.
pub(crate) fn latest_status(found: &[Observation]) -> Option<(CentralCode, Date)> {
    found.iter().max_by_key(|observation| (observation.observed_on, observation.ordinal)).map(|latest| (latest.code, latest.observed_on))
}
