//! The test bed: a small office on each engine, its staff, and a clock that stands still until it is moved.

use std::{
    collections::BTreeMap,
    hash::{BuildHasher, Hasher, RandomState},
    path::Path,
    sync::{Arc, Once},
};

use ::postgres::{Client, NoTls};
use adapters::{clock::ManualClock, random::SeededRandom, reference, sheets::OfficeSheets};
use app::{
    AppError, Caller, Clock, Office, OfficeParts, Random, Request,
    setup::{self, NewAccount},
    verify::{Check, verify},
};
use domain::{
    access::{Role, Standing},
    area::{Areas, SubdistrictCode},
    id::ProposalId,
    office::{self, OfficeCode, Zone},
    place::PlaceKind,
    rule::RuleBook,
};
use jiff::{SignedDuration, Timestamp};
use store::{Engine, Location, Seed, Store, keys::OfficeKey, queries::stock};
use tempfile::TempDir;

/// The address of a PostgreSQL server where databases may be made.
const VARIABLE: &str = "LOKET_TEST_POSTGRES";

/// The office key of all tests.
pub const KEY: OfficeKey = OfficeKey::from_bytes([7; 32]);
/// The one-time token against which the first account is opened.
pub const SETUP_TOKEN: &str = "one-time set-up token";
/// The password of every account of the bed.
pub const PASSWORD: &str = "kata sandi yang panjang";

/// The office of all tests.
pub fn code() -> OfficeCode {
    OfficeCode::parse("5208").unwrap()
}

/// Nine in the morning of 25 November 2022 in the office's zone.
pub fn morning() -> Timestamp {
    "2022-11-25T01:00:00Z".parse().unwrap()
}

/// Where a test's data is; it goes when this is dropped.
pub enum Home {
    /// A folder with SQLite's file.
    Folder(TempDir),
    /// A database of its own on the server.
    Database { server: String, name: String },
}

impl Home {
    /// The folder of an office on SQLite.
    pub fn path(&self) -> &Path {
        match self {
            Self::Folder(folder) => folder.path(),
            Self::Database { .. } => panic!("a database has no folder"),
        }
    }

    fn database() -> Option<Self> {
        let server = server()?;
        let name = format!("loket_test_{:016x}", RandomState::new().build_hasher().finish());
        administer(&server, &format!("CREATE DATABASE {name}"));
        Some(Self::Database { server, name })
    }

    /// Where it is.
    pub fn location(&self) -> Location {
        match self {
            Self::Folder(folder) => Location::Folder(folder.path().to_path_buf()),
            Self::Database { server, name } => Location::Database(format!("{}/{name}", server.rsplit_once('/').unwrap().0)),
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Self::Database { server, name } = self {
            administer(server, &format!("DROP DATABASE {name} WITH (FORCE)"));
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "which server the tests may use is for the caller's environment to say")]
fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var(VARIABLE).ok().filter(|server| !server.is_empty());
    if server.is_none() {
        SAID.call_once(|| eprintln!("{VARIABLE} is not set: the office is tried on SQLite alone"));
    }
    server
}

fn administer(server: &str, statement: &str) {
    Client::connect(server, NoTls).unwrap().batch_execute(statement).unwrap();
}

/// An office at work, with one account per role. Fields are dropped in order: the office before its home.
pub struct Bed {
    pub office: Arc<Office>,
    pub clock: Arc<ManualClock>,
    staff: BTreeMap<Role, Caller>,
    home: Home,
}

impl Bed {
    /// An office in a fresh folder.
    pub fn on_sqlite() -> Self {
        Self::build(Home::Folder(tempfile::tempdir().unwrap()))
    }

    /// An office in a fresh folder whose rules are others than the built-in ones.
    pub fn with_rules(change: impl FnOnce(&mut RuleBook)) -> Self {
        let mut rules = reference::rule_book().unwrap();
        change(&mut rules);
        Self::found_with(Home::Folder(tempfile::tempdir().unwrap()), rules).staffed()
    }

    fn build(home: Home) -> Self {
        Self::found(home).staffed()
    }

    fn staffed(mut self) -> Self {
        for role in Role::ALL {
            self.open_account(*role);
        }
        self
    }

    /// Founds an office that has no accounts and waits for its first.
    fn found(home: Home) -> Self {
        Self::found_with(home, reference::rule_book().unwrap())
    }

    fn found_with(home: Home, rules: RuleBook) -> Self {
        let (clock, random) = (Arc::new(ManualClock::new(morning())), Arc::new(SeededRandom::new(1)));
        let store = Store::open(&home.location(), code(), KEY, Box::new(|| {})).unwrap();
        let seed = Seed { now: clock.now(), bytes: random.bytes32() };
        let profile = office::Office { code: code(), name: "Disdukcapil Uji".to_owned(), zone: Zone::Wita, demo: true };
        setup::found(&store, seed, profile, Some(setup::token_hash(SETUP_TOKEN))).unwrap();
        let office = Arc::new(Office::new(parts(store, Arc::<ManualClock>::clone(&clock), random, rules)).unwrap());
        Self { office, clock, staff: BTreeMap::new(), home }
    }

    fn open_account(&mut self, role: Role) {
        let (name, username) = (format!("Petugas {role}"), role.code().replace('_', "-"));
        let staff = format!("198001012008011{:03}", self.staff.len() + 1);
        // Who works at a sub-district works at Tanjung.
        let posting = SubdistrictCode::parse("52.08.01").filter(|_| role == Role::Subdistrict);
        let standing = Standing { role, posting };
        let new = NewAccount { name: name.clone(), username, staff, password: PASSWORD.to_owned(), standing: standing.clone() };
        let account = setup::open_account(&self.office, &new).unwrap();
        self.staff.insert(role, Caller { account, name, standing });
    }

    /// Another account with this role and staff number.
    pub fn another(&self, role: Role, username: &str, staff: &str) -> Caller {
        let (name, standing) = (username.to_owned(), Standing::office(role));
        let (username, staff, password) = (username.to_owned(), staff.to_owned(), PASSWORD.to_owned());
        let new = NewAccount { name: name.clone(), username, staff, password, standing: standing.clone() };
        Caller { account: setup::open_account(&self.office, &new).unwrap(), name, standing }
    }

    /// The member of staff with this role.
    pub fn caller(&self, role: Role) -> Caller {
        self.staff[&role].clone()
    }

    /// Which engine it runs on.
    pub fn engine(&self) -> Engine {
        self.office.store().engine()
    }

    /// Closes the office and keeps its home.
    pub fn close(self) -> Home {
        let Self { office, home, .. } = self;
        drop(office);
        home
    }

    /// Closes the office, has it copied from its home, which is only read, to another one, and opens it there.
    pub fn moved_to(self, home: Home, copy: impl FnOnce(Store, &Store)) -> Self {
        let Self { office, clock, staff, home: left } = self;
        drop(office);
        let source = Store::open_alone(&left.location(), code(), KEY).unwrap();
        let target = Store::open(&home.location(), code(), KEY, Box::new(|| {})).unwrap();
        copy(source, &target);
        let parts = parts(target, Arc::<ManualClock>::clone(&clock), Arc::new(SeededRandom::new(2)), reference::rule_book().unwrap());
        Self { office: Arc::new(Office::new(parts).unwrap()), clock, staff, home }
    }

    /// Closes the office and opens it again, as after a restart.
    pub fn reopened(self) -> Self {
        let Self { office, clock, staff, home } = self;
        drop(office);
        let store = Store::open(&home.location(), code(), KEY, Box::new(|| {})).unwrap();
        let parts = parts(store, Arc::<ManualClock>::clone(&clock), Arc::new(SeededRandom::new(3)), reference::rule_book().unwrap());
        Self { office: Arc::new(Office::new(parts).unwrap()), clock, staff, home }
    }

    /// Moves the clock.
    pub fn forward(&self, by: SignedDuration) {
        self.clock.set(self.clock.now().checked_add(by).unwrap());
    }

    /// All checks of `verify`.
    pub fn checks(&self) -> Vec<Check> {
        verify(self.office.store(), |_| {}).unwrap()
    }

    /// Requires every check to pass; answers what each counted.
    pub fn verified(&self) -> BTreeMap<String, i64> {
        let checks = self.checks();
        for check in &checks {
            assert!(check.passed(), "{}: {:?}", check.name, check.problems);
        }
        checks.into_iter().map(|check| (check.name, check.count)).collect()
    }

    /// Blanks by place code and state, places that hold none left out.
    pub fn blanks(&self) -> Vec<(String, &'static str, i64)> {
        let lines = self.office.store().read(|tx| stock::by_place(tx)).unwrap();
        lines.into_iter().filter(|line| line.quantity > 0).map(|line| (line.place.code, line.state.code(), line.quantity)).collect()
    }

    /// New blanks in all printers together.
    pub fn in_printers(&self) -> i64 {
        self.office.store().read(|tx| stock::new_at(tx, PlaceKind::Printer)).unwrap()
    }
}

fn parts(store: Store, clock: Arc<ManualClock>, random: Arc<SeededRandom>, rules: RuleBook) -> OfficeParts {
    let areas = reference::areas(&code().dotted()).unwrap();
    let areas = Areas::new(areas.into_iter().map(|area| (area.code, area.name)));
    OfficeParts { store, clock, random, areas, rules, sheets: Arc::new(OfficeSheets) }
}

/// Runs a body on a fresh office of each engine.
pub fn on_each_engine(body: impl Fn(&Bed)) {
    on_each(Bed::build, body);
}

/// Runs a body on an office of each engine that waits for its first account.
pub fn on_each_engine_without_staff(body: impl Fn(&Bed)) {
    on_each(Bed::found, body);
}

/// A fresh home on each engine.
pub fn homes() -> impl Iterator<Item = Home> {
    [Some(Home::Folder(tempfile::tempdir().unwrap())), Home::database()].into_iter().flatten()
}

fn on_each(make: impl Fn(Home) -> Bed, body: impl Fn(&Bed)) {
    for home in homes() {
        let bed = make(home);
        eprintln!("on {:?}", bed.engine());
        body(&bed);
    }
}

/// A request without a key.
pub fn plain() -> Request {
    Request::default()
}

/// A request with a key and a content, named by one byte.
pub fn keyed(key: &str, content: u8) -> Request {
    Request { key: Some(key.to_owned()), body_hash: [content; 32] }
}

/// The code of a refusal; anything else fails the test.
pub fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result {
        Err(AppError::Refused(refusal)) => refusal.code(),
        other => panic!("a refusal was expected: {other:?}"),
    }
}

/// The proposal that an order became; anything else fails the test.
pub fn proposed<T: std::fmt::Debug>(result: Result<T, AppError>) -> ProposalId {
    match result {
        Err(AppError::Proposed(id)) => id,
        other => panic!("a proposal was expected: {other:?}"),
    }
}
