//! The door to an office: its store, ports, rules and areas.

use std::sync::Arc;

use domain::{
    Event, Refusal,
    access::{Act, Role, may},
    area::Areas,
    id::AccountId,
    office,
    rule::RuleBook,
};
use jiff::{Timestamp, civil::Date};
use serde::{Serialize, de::DeserializeOwned};
use store::{
    Seed, Store, StoreFault, Tx, Write,
    idempotency::{self, Key, Known},
    journal::{self, Actor},
    keys::hex,
};

use crate::{AppError, Clock, Random, counts::RegisterCounts, password::Hasher};

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
}

/// An office at work.
pub struct Office {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) areas: Areas,
    pub(crate) rules: RuleBook,
    pub(crate) hasher: Hasher,
    pub(crate) counts: RegisterCounts,
    profile: office::Office,
}

/// Who asks: a signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// The name that others see.
    pub name: String,
    /// The role at this moment.
    pub role: Role,
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
        let OfficeParts { store, clock, random, areas, rules } = parts;
        let hasher = Hasher::default();
        Ok(Self { store, clock, random, areas, rules, hasher, counts: RegisterCounts::default(), profile })
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

    /// The store, for `verify` and for tests.
    pub fn store(&self) -> &Store {
        &self.store
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

    /// Reads for somebody who may do `act`.
    pub(crate) fn view<T>(&self, caller: &Caller, act: Act, work: impl FnOnce(&mut Tx<'_>) -> Result<T, AppError>) -> Result<T, AppError> {
        authorise(caller, act)?;
        self.store.read(work)
    }

    /// Runs a command of somebody who may do `act`, once per idempotency key.
    pub(crate) fn command<T, F>(&self, name: &'static str, caller: &Caller, act: Act, request: &Request, work: F) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: Fn(&mut Write<'_>, Actor) -> Result<T, AppError> + Send + 'static,
    {
        authorise(caller, act)?;
        let actor = Actor::Account(caller.account);
        let key = request.key.clone().map(|key| Key { account: caller.account, route: name, key, body_hash: request.body_hash });
        self.store.write(name, self.seed(), move |write| {
            let Some(key) = &key else { return work(write, actor) };
            match idempotency::find(write, key)? {
                Known::Same(outcome) => read_outcome(&outcome),
                Known::Other => Err(AppError::KeyReused),
                Known::New => {
                    let outcome = work(write, actor)?;
                    idempotency::keep(write, key, &write_outcome(&outcome)?)?;
                    Ok(outcome)
                }
            }
        })
    }
}

/// Refuses a caller whose role may not do the act.
pub(crate) fn authorise(caller: &Caller, act: Act) -> Result<(), AppError> {
    if may(caller.role, act) { Ok(()) } else { Err(Refusal::NotAllowed(act).into()) }
}

fn read_outcome<T: DeserializeOwned>(outcome: &str) -> Result<T, AppError> {
    Ok(serde_json::from_str(outcome).map_err(|_| StoreFault::Corrupt("a kept outcome".to_owned()))?)
}

fn write_outcome<T: Serialize>(outcome: &T) -> Result<String, AppError> {
    Ok(serde_json::to_string(outcome).map_err(|_| StoreFault::Corrupt("an outcome that JSON cannot hold".to_owned()))?)
}

/// Appends an event that has no state of its own to save.
pub(crate) fn append(write: &mut Write<'_>, actor: Actor, event: &Event) -> Result<i64, AppError> {
    Ok(journal::append(write, actor, event)?)
}
