//! Which rows of a file, and which people of the register, may be one person with two NIKs or two people with one.
//!
//! Kept as numbers while a file is compared: 16 bytes a row for each of two lists, so that two million rows need 64 MB. What is found does
//! not depend on the order of the rows.

use std::collections::{BTreeMap, BTreeSet};

use domain::intake::{Incoming, NikCell, likeness::identity_key};
use store::{StoreFault, Tx, tables};

use super::judge::digest_of;

/// What was met in a file so far.
#[derive(Default)]
pub(super) struct Suspects {
    /// NIK and digest of all that the row says.
    contents: Vec<(u64, u64)>,
    /// Identity and NIK of rows that tell name, birth date and mother.
    identities: Vec<(u64, u64)>,
    /// Whether somebody new is among them, so that the register has to be asked.
    newcomers: bool,
}

/// What was found: NIKs whose rows clash, and groups of NIKs that seem to be one person's.
#[derive(Default)]
pub(super) struct Found {
    pub clashing: Vec<String>,
    pub one_person: Vec<Vec<String>>,
}

impl Suspects {
    /// Takes a row in.
    pub fn meet(&mut self, incoming: &Incoming, newcomer: Newcomer) {
        let NikCell::Known(nik) = &incoming.nik else { return };
        let Ok(nik) = nik.as_str().parse::<u64>() else { return };
        self.contents.push((nik, digest_of(incoming)));
        if let (Some(name), Some(born), Some(mother)) = (&incoming.name, incoming.birth_date, &incoming.mother) {
            self.identities.push((identity_key(name, born, mother), nik));
            self.newcomers |= newcomer == Newcomer::Yes;
        }
    }

    /// What is found in the whole file, and with the register beside it when the file has somebody new.
    pub fn find(mut self, tx: &mut Tx<'_>) -> Result<Found, StoreFault> {
        self.contents.sort_unstable();
        let mut clashing = BTreeSet::new();
        for (one, other) in self.contents.iter().zip(self.contents.iter().skip(1)) {
            if one.0 == other.0 && one.1 != other.1 {
                clashing.insert(one.0);
            }
        }
        let own: BTreeSet<u64> = if self.newcomers { self.identities.iter().map(|(_, nik)| *nik).collect() } else { BTreeSet::new() };
        if self.newcomers {
            self.identities.sort_unstable();
            let wanted: Vec<u64> = self.identities.iter().map(|(identity, _)| *identity).collect();
            let mut beside = Vec::new();
            tables::person::each_identity(tx, |_, nik, name, born, mother| {
                let identity = identity_key(name, born, mother);
                if let (true, Ok(nik)) = (wanted.binary_search(&identity).is_ok(), nik.parse::<u64>()) {
                    beside.push((identity, nik));
                }
                Ok::<_, StoreFault>(())
            })?;
            self.identities.append(&mut beside);
        }
        Ok(Found { one_person: self.one_person(&clashing, &own), clashing: clashing.into_iter().map(sixteen).collect() })
    }

    /// Groups of different NIKs under one identity, at least one of them of this file.
    fn one_person(&self, clashing: &BTreeSet<u64>, own: &BTreeSet<u64>) -> Vec<Vec<String>> {
        if own.is_empty() {
            return Vec::new();
        }
        let mut sorted = self.identities.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let mut groups: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
        for (one, other) in sorted.iter().zip(sorted.iter().skip(1)) {
            if one.0 == other.0 {
                groups.entry(one.0).or_insert_with(|| vec![one.1]).push(other.1);
            }
        }
        let mut found: Vec<Vec<String>> = Vec::new();
        for niks in groups.into_values() {
            // Whose rows clash is asked about already.
            let niks: Vec<u64> = niks.into_iter().filter(|nik| !clashing.contains(nik)).collect();
            if niks.len() > 1 && niks.iter().any(|nik| own.contains(nik)) {
                found.push(niks.into_iter().map(sixteen).collect());
            }
        }
        found.sort();
        found
    }
}

/// Whether a row is about somebody who is not in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Newcomer {
    Yes,
    No,
}

fn sixteen(nik: u64) -> String {
    format!("{nik:016}")
}
