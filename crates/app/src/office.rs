//! The door to an office: its store, ports, rules and areas.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use domain::{Event, area::Areas, office, rule::RuleBook};
use jiff::{Timestamp, civil::Date};
use store::{
    Seed, Store, StoreFault, Write,
    journal::{self, Actor},
    keys::hex,
};

use crate::{AppError, Clock, Random, Sheets, counts::Counts, password::Hasher, status::Tries};

/// What an office is made of.
pub struct OfficeParts {
    /// Its store.
    pub store: Store,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub random: Arc<dyn Random>,
    /// The areas.
    pub areas: Areas,
    /// The rule tables.
    pub rules: RuleBook,
    /// Reads and writes the files that offices have.
    pub sheets: Arc<dyn Sheets>,
}

/// An office at work.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) areas: Arc<Areas>,
    pub(crate) rules: Arc<RuleBook>,
    pub(crate) sheets: Arc<dyn Sheets>,
    pub(crate) hasher: Hasher,
    pub(crate) counts: Counts,
    pub(crate) tries: Tries,
    stopping: AtomicBool,
    profile: office::Office,
}

/// How a command came in: its idempotency key, if it has one, and a digest of its content.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The client's key.
    pub key: Option<String>,
    /// SHA-256 of the content.
    pub body_hash: [u8; 32],
}

impl Office {
    /// Opens the door; the office's own row must exist (see [`crate::setup::found`]).
    pub fn new(parts: OfficeParts) -> Result<Self, StoreFault> {
        let profile = parts.store.read(|tx| store::tables::office::find(tx))?.ok_or(StoreFault::Missing("the office"))?;
        let OfficeParts { store, clock, random, areas, rules, sheets } = parts;
        let (areas, rules, hasher) = (Arc::new(areas), Arc::new(rules), Hasher::default());
        Ok(Self {
            store,
            clock,
            random,
            areas,
            rules,
            sheets,
            hasher,
            counts: Counts::default(),
            tries: Tries::default(),
            stopping: AtomicBool::new(false),
            profile,
        })
    }

    /// Its code, name and zone.
    pub fn profile(&self) -> &office::Office {
        &self.profile
    }

    /// The areas.
    pub fn areas(&self) -> &Areas {
        &self.areas
    }

    /// The rule tables.
    pub fn rules(&self) -> &RuleBook {
        &self.rules
    }

    /// Reads and writes the files that offices have.
    pub fn sheets(&self) -> &dyn Sheets {
        self.sheets.as_ref()
    }

    /// The store, for `verify` and for tests.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Has long work in the background break off at its next step; it goes on after the next start.
    pub fn stop_background(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    /// Whether long work is to break off.
    pub(crate) fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }

    /// The present instant of the office clock.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The office's calendar day.
    pub fn today(&self) -> Date {
        self.profile.zone.date(self.now())
    }

    /// A fresh idempotency key for a form: 32 hexadecimal digits.
    pub fn fresh_key(&self) -> String {
        hex(self.random.bytes32().get(..16).unwrap_or_default())
    }

    /// The instant and randomness of one write.
    pub(crate) fn seed(&self) -> Seed {
        Seed { now: self.clock.now(), bytes: self.random.bytes32() }
    }
}

/// Appends an event that has no state of its own to save.
pub(crate) fn append(write: &mut Write<'_>, actor: Actor, event: &Event) -> Result<i64, AppError> {
    Ok(journal::append(write, actor, event)?)
}
