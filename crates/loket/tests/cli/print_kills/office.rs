//! A small office with a released run on one local printer; what its people do once the printing is over.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use adapters::{clock::SystemClock, random::OsRandom, reference, sheets::OfficeSheets};
use app::{
    AppError, Caller, Clock, Office, OfficeParts, Random, Request,
    cases::{self, NewCase},
    print::{self, PrintResult, PrinterNote, RunList},
    proposals,
    register::{self, PersonInput},
    setup::{self, NewAccount},
    stock::{self, Delivery},
};
use domain::{
    access::{Role, Standing},
    area::Areas,
    blank::{BlankState, Item, LotSource},
    case::Purpose,
    central::CentralCode,
    id::{CaseId, PersonId},
    office::{self, OfficeCode, Zone},
    print::{JobState, PrintRoute},
    rule::Document,
};
use store::{Location, Seed, Store, keys::OfficeKey, queries, tables};

use super::Ended;

pub const PRINTER: &str = "CETAK-1";
const PASSWORD: &str = "kata sandi yang panjang";

/// Who works there: the agent's account doubts, so that another one settles.
pub struct Staff {
    head: Caller,
    operator: Caller,
    second: Caller,
    stock: Caller,
    counter: Caller,
    data: Caller,
}

fn code() -> OfficeCode {
    OfficeCode::parse("5208").unwrap()
}

fn key(folder: &Path) -> OfficeKey {
    OfficeKey::read(&folder.join("office.key")).unwrap()
}

/// The office's books, read beside the server.
pub fn books(folder: &Path) -> Store {
    Store::open_read_only(&Location::Folder(folder.into()), code(), key(folder)).unwrap()
}

fn open(folder: &Path) -> Office {
    let store = Store::open(&Location::Folder(folder.into()), code(), key(folder), Box::new(|| {})).unwrap();
    let areas = Areas::new(reference::areas(&code().dotted()).unwrap().into_iter().map(|area| (area.code, area.name)));
    let rules = reference::rule_book().unwrap();
    let (clock, random) = (Arc::new(SystemClock), Arc::new(OsRandom));
    Office::new(OfficeParts { store, clock, random, areas, rules, sheets: Arc::new(OfficeSheets) }).unwrap()
}

/// A zone whose day does not end within the hour: where the day before was not closed, nothing is printed.
fn zone() -> Zone {
    let hour = SystemClock.now().as_second().rem_euclid(86_400) / 3_600;
    if hour == 14 { Zone::Wib } else { Zone::Wit }
}

fn account(office: &Office, role: Role, number: u32) -> Caller {
    let (name, standing) = (format!("Petugas {number}"), Standing::office(role));
    let (username, staff) = (format!("petugas-{number}"), format!("19800101200801{number:04}"));
    let new = NewAccount { name: name.clone(), username, staff, password: PASSWORD.to_owned(), standing: standing.clone() };
    Caller { account: setup::open_account(office, &new).unwrap(), name, standing }
}

/// Founds an office whose run has as many jobs as it has blanks; answers its staff and the agent's token.
pub fn build(folder: &Path, jobs: u16) -> (Staff, String) {
    OfficeKey::create(&folder.join("office.key"), OsRandom.bytes32()).unwrap();
    let store = Store::open(&Location::Folder(folder.into()), code(), key(folder), Box::new(|| {})).unwrap();
    let profile = office::Office { code: code(), name: "Disdukcapil Uji".to_owned(), zone: zone(), demo: false };
    setup::found(&store, Seed { now: SystemClock.now(), bytes: OsRandom.bytes32() }, profile, None).unwrap();
    drop(store);
    let office = open(folder);
    let staff = Staff {
        head: account(&office, Role::SectionHead, 1),
        operator: account(&office, Role::Printing, 2),
        second: account(&office, Role::Printing, 3),
        stock: account(&office, Role::Stock, 4),
        counter: account(&office, Role::Counter, 5),
        data: account(&office, Role::DataAdmin, 6),
    };
    let token = setup::issue_api_token(&office, account(&office, Role::Printing, 7).account).unwrap();
    equip(&office, &staff, i64::from(jobs));
    let cases: Vec<CaseId> = (1..=jobs).map(|serial| ready(&office, &staff, serial)).collect();
    release(&office, &staff, &cases);
    (staff, token)
}

/// Sets the printer to the agent's route and gives it its blanks.
fn equip(office: &Office, staff: &Staff, blanks: i64) {
    let plain = Request::default();
    let note = PrinterNote { printer: PRINTER.to_owned(), route: PrintRoute::Local, heat_cards_a_day: 100_000, seconds_a_card: 60 };
    print::set_printer(office, &staff.head, &plain, note).unwrap();
    let delivery = Delivery {
        label: "BA-01".to_owned(),
        source: LotSource::Centre,
        store: "GUDANG".to_owned(),
        item: Item::Blank,
        quantity: blanks,
        counted: Some(blanks),
        request: None,
        serials: String::new(),
    };
    stock::receive(office, &staff.stock, &plain, delivery).unwrap();
    stock::move_blanks(office, &staff.stock, &plain, ("GUDANG", PRINTER), (Item::Blank, blanks), "").unwrap();
}

/// A man whose first card is ready to print.
fn ready(office: &Office, staff: &Staff, serial: u16) -> CaseId {
    let (plain, text) = (Request::default(), |text: &str| text.to_owned());
    let man = PersonInput {
        nik: format!("520801120585{serial:04}"),
        kk: text("5208010101150002"),
        name: text("LALU SUHARDI"),
        birth_place: text("TANJUNG"),
        birth_date: text("1985-05-12"),
        sex: text("male"),
        marital: text("married"),
        village: text("52.08.01.2001"),
        address: text("DUSUN KARANG LANGU"),
        rt: text("2"),
        rw: String::new(),
        phone: String::new(),
    };
    let person = PersonId(register::add_person(office, &staff.counter, &plain, &man).unwrap().person);
    cases::observe_central(office, &staff.data, &plain, person, CentralCode::PrintReadyRecord, office.today()).unwrap();
    let documents = BTreeSet::from([Document::KkCopy]);
    let new = NewCase { person, purpose: Purpose::First, damage: None, documents, phone: None };
    CaseId::parse(&cases::open(office, &staff.counter, &plain, new).unwrap().case).unwrap()
}

/// Has the run drawn up by the operator and released by the section head.
fn release(office: &Office, staff: &Staff, cases: &[CaseId]) {
    let jobs = cases.iter().map(|case| (*case, PRINTER.to_owned())).collect();
    let policy = "law_order".to_owned();
    let run = RunList { jobs, policy, drawn_at: office.now(), reason: "uji".to_owned(), ..RunList::default() };
    let asked = print::release(office, &staff.operator, &Request::default(), run);
    let Err(AppError::Proposed(id)) = asked else { panic!("a run waits for a second person: {asked:?}") };
    let digest = proposals::view(office, &staff.head, id).unwrap().line.proposal.digest;
    proposals::approve(office, &staff.head, &Request::default(), id, &digest, PASSWORD).unwrap();
}

/// Every job of the only run, by rank.
pub fn jobs(books: &Store) -> Vec<Ended> {
    let lines = books.read(|tx| {
        let run = tables::print::latest_runs(tx, 1)?.remove(0);
        queries::printing::run_jobs(tx, run.id)
    });
    let lines: Vec<queries::printing::JobLine> = lines.map_err(|fault: store::StoreFault| fault).unwrap();
    lines.into_iter().map(|line| Ended { job: line.job, case: line.case, state: line.state }).collect()
}

/// How many blanks are in a state, wherever they are.
pub fn blanks(books: &Store, state: BlankState) -> usize {
    let lines = books.read(|tx| queries::stock::by_place(tx)).map_err(|fault: store::StoreFault| fault).unwrap();
    let held: i64 = lines.iter().filter(|line| line.state == state).map(|line| line.quantity).sum();
    usize::try_from(held).unwrap()
}

/// All blanks at all places.
pub fn all_blanks(books: &Store) -> usize {
    let lines = books.read(|tx| queries::stock::by_place(tx)).map_err(|fault: store::StoreFault| fault).unwrap();
    usize::try_from(lines.iter().map(|line| line.quantity).sum::<i64>()).unwrap()
}

/// The people look at what lies in the printer: an operator checks what was reported, a second person settles what is in doubt.
pub fn settle(folder: &Path, staff: &Staff, jobs: &[Ended], lies_there: impl Fn(&Ended) -> bool) {
    let (office, plain) = (open(folder), Request::default());
    for job in jobs {
        let good = |who| drop(print::record(&office, who, &plain, job.case, (PRINTER, ""), PrintResult::Good).unwrap());
        match (job.state, lies_there(job)) {
            (JobState::Reported, true) => good(&staff.operator),
            (JobState::Uncertain, true) => good(&staff.second),
            (JobState::Uncertain, false) => drop(print::take_job_back(&office, &staff.second, &plain, job.job).unwrap()),
            (state, is_there) => panic!("nobody settles a job that is {state}, its card being there: {is_there}"),
        }
    }
}
