//! An office whose cards lie on a shelf since this morning, one for each telephone, and the clock by which it is served.

use std::{fs, path::Path, process::Command, sync::Arc};

use adapters::{
    clock::{SetClock, SystemClock},
    random::OsRandom,
    reference,
    sheets::OfficeSheets,
};
use app::{
    Clock, Office, OfficeParts, Random,
    cases::NewCase,
    import::{Import, ImportLine},
    past::{self, Past, PastAct, PastDelivery},
    print::PrintResult,
    setup::{self, NewAccount},
};
use domain::{
    access::{Role, Standing},
    area::{Areas, VillageCode},
    blank::{Item, LotSource},
    case::Purpose,
    central::CentralCode,
    id::{AccountId, PersonId},
    notice::{Notice, NoticeState},
    office::{self, OfficeCode, Zone},
    person::{Biodata, Life, Marital, Nik, PersonName, Phone, Sex},
    rule::Document,
};
use jiff::{SignedDuration, Timestamp, civil::date};
use store::{Location, Seed, Store, keys::OfficeKey, tables};

use super::program;

const ZONE: Zone = Zone::Wita;

fn code() -> OfficeCode {
    OfficeCode::parse("5208").unwrap()
}

fn key(folder: &Path) -> OfficeKey {
    OfficeKey::read(&folder.join("office.key")).unwrap()
}

/// An instant of today, local time.
fn at(hour: i8) -> Timestamp {
    let today = ZONE.date(SystemClock.now());
    today.at(hour, 0, 0, 0).to_zoned(ZONE.time_zone()).unwrap().timestamp()
}

/// Founds the office.
pub fn build(folder: &Path, phones: &[Phone]) {
    OfficeKey::create(&folder.join("office.key"), OsRandom.bytes32()).unwrap();
    let store = Store::open(&Location::Folder(folder.into()), code(), key(folder), Box::new(|| {})).unwrap();
    let profile = office::Office { code: code(), name: "Disdukcapil Uji".to_owned(), zone: ZONE, demo: false };
    setup::found(&store, Seed { now: at(1), bytes: OsRandom.bytes32() }, profile, None).unwrap();
    let areas = Areas::new(reference::areas(&code().dotted()).unwrap().into_iter().map(|area| (area.code, area.name)));
    let rules = reference::rule_book().unwrap();
    let (clock, random) = (Arc::new(SetClock::new(at(7))), Arc::new(OsRandom));
    let office = Office::new(OfficeParts { store, clock, random, areas, rules, sheets: Arc::new(OfficeSheets) }).unwrap();
    let people = people(&office, phones);
    lay_on_shelf(&office, &people);
}

fn people(office: &Office, phones: &[Phone]) -> Vec<PersonId> {
    let line = |(place, phone): (usize, &Phone)| ImportLine {
        biodata: Biodata {
            nik: Nik::parse(&format!("520801{:02}{:02}80{:04}", place % 28 + 1, place % 12 + 1, place + 1)).unwrap(),
            kk: None,
            name: PersonName::parse("SAHRUL").unwrap(),
            birth_place: "TANJUNG".to_owned(),
            birth_date: date(1980, (place % 12 + 1) as i8, (place % 28 + 1) as i8),
            sex: Sex::Male,
            marital: Marital::Married,
            mother: None,
            village: VillageCode::parse("52.08.01.2001").unwrap(),
            address: "DUSUN KARANG".to_owned(),
            rt: 1,
            rw: 2,
            phone: Some(phone.clone()),
            life: Life::Alive,
        },
        central: Some((CentralCode::PrintReadyRecord, date(2016, 1, 4))),
    };
    let lines: Vec<ImportLine> = phones.iter().enumerate().map(line).collect();
    let mut import = Import::begin(office).unwrap();
    for chunk in lines.chunks(500) {
        import.apply(chunk.to_vec()).unwrap();
    }
    import.finish().unwrap();
    (1..=phones.len() as i64).map(PersonId).collect()
}

fn lay_on_shelf(office: &Office, people: &[PersonId]) {
    let account = |role: Role, number: u8| -> AccountId {
        let (username, staff) = (format!("petugas-{number}"), format!("19800101200801100{number}"));
        let standing = Standing::office(role);
        let new = NewAccount { name: "Petugas".to_owned(), username, staff, password: "kata sandi yang panjang".to_owned(), standing };
        setup::open_account(office, &new).unwrap()
    };
    let (counter, printing, stock) = (account(Role::Counter, 1), account(Role::Printing, 2), account(Role::Stock, 3));
    let act = |hour, account, what| PastAct { at: at(hour), account, what };
    let (quantity, label) = (people.len() as i64, "BA-01".to_owned());
    let delivery = PastDelivery { item: Item::Blank, label, source: LotSource::Centre, quantity, answers: None };
    let mut acts = vec![act(2, stock, Past::Received(delivery)), act(2, stock, Past::Issued("CETAK-1", Item::Blank, quantity))];
    for person in people {
        let documents = [Document::PoliceLetter, Document::KkCopy].into();
        let new = NewCase { person: *person, purpose: Purpose::Lost, damage: None, documents, phone: None };
        acts.push(act(3, counter, Past::Opened(new)));
        acts.push(act(4, printing, Past::Printed(*person, "CETAK-1", PrintResult::Good)));
        acts.push(act(5, printing, Past::Shelved(*person, "RAK-01")));
    }
    past::write_down(office, acts).unwrap();
}

/// The office's notices, read beside the server.
pub struct Books(Store);

impl Books {
    /// Opens them.
    pub fn open(folder: &Path) -> Self {
        Self(Store::open_read_only(&Location::Folder(folder.into()), code(), key(folder)).unwrap())
    }

    /// Every notice.
    pub fn notices(&self) -> Vec<Notice> {
        NoticeState::ALL.iter().flat_map(|state| self.in_state(*state)).collect()
    }

    /// The notices in a state.
    pub fn in_state(&self, state: NoticeState) -> Vec<Notice> {
        self.0.read(|tx| tables::notice::stale(tx, state, Timestamp::MAX, 9_999)).map_err(|fault: store::StoreFault| fault).unwrap()
    }

    /// How many are in any of these states.
    pub fn count(&self, states: &[NoticeState]) -> usize {
        states.iter().map(|state| self.in_state(*state).len()).sum()
    }
}

/// The served office's clock: eight in the morning of today and on, whatever the time of day is; it is set forward by the test.
pub struct Day {
    file: std::path::PathBuf,
    shift: SignedDuration,
}

impl Day {
    /// Begins the day; what the clock shows is in a file of this folder.
    pub fn begin(folder: &Path) -> Self {
        let day = Self { file: folder.join("clock"), shift: at(8).duration_since(SystemClock.now()) };
        day.show();
        day
    }

    /// Sets the clock forward.
    pub fn forward(&mut self, by: SignedDuration) {
        self.shift += by;
        self.show();
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        SystemClock.now() + self.shift
    }

    fn show(&self) {
        let next = self.file.with_extension("next");
        fs::write(&next, format!("{:+}", self.shift.as_secs())).unwrap();
        fs::rename(next, &self.file).unwrap();
    }

    /// Has a command live by this clock; waiting goes by the monotonic one, which nobody sets.
    pub fn govern(&self, command: &mut Command) {
        command.env("LD_PRELOAD", library()).env("FAKETIME_TIMESTAMP_FILE", &self.file).env("FAKETIME_NO_CACHE", "1");
        command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1").env("DONT_FAKE_MONOTONIC", "1");
    }
}

/// libfaketime for programs with several threads; `faketime` brings it.
fn library() -> std::path::PathBuf {
    let find = || {
        let folders = fs::read_dir("/usr/lib").unwrap().filter_map(|entry| Some(entry.ok()?.path()));
        folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|path| path.is_file())
    };
    find().unwrap_or_else(|| {
        program("faketime", "faketime");
        find().unwrap()
    })
}
