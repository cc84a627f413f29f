//! People, cases and blanks for the tests, each made through the use cases.

use std::collections::BTreeSet;

use adapters::synthetic::{self, LOMBOK_UTARA, population};
use app::{
    AppError,
    cases::{self, NewCase},
    import::{Import, ImportLine},
    print::{self, PrintRecorded, PrintResult, RunList},
    proposals::{self, Decided},
    register::{self, PersonInput},
    stock::{self, Delivery},
};
use domain::{
    access::Role,
    blank::{Item, LotSource},
    case::Purpose,
    central::CentralCode,
    id::{CaseId, ClosingId, PersonId},
    rule::Document,
};
use jiff::civil::date;
use store::tables;

use crate::bed::{Bed, PASSWORD, plain, proposed};

/// A line without fault: a single woman who was 17 five days before the bed's morning.
pub fn girl() -> PersonInput {
    let text = |text: &str| text.to_owned();
    PersonInput {
        nik: text("5208016011050001"),
        kk: text("5208010101150002"),
        name: text("BAIQ NURUL AINI"),
        birth_place: text("TANJUNG"),
        birth_date: text("2005-11-20"),
        sex: text("female"),
        marital: text("single"),
        village: text("52.08.01.2001"),
        address: text("DUSUN KARANG LANGU"),
        rt: text("2"),
        rw: text(""),
        phone: text("0812-3456-7890"),
    }
}

/// A line without fault for the man with this serial: born in 1985, married.
pub fn man(serial: u16) -> PersonInput {
    PersonInput {
        nik: format!("520801120585{serial:04}"),
        name: "LALU SUHARDI".to_owned(),
        birth_date: "1985-05-12".to_owned(),
        sex: "male".to_owned(),
        marital: "married".to_owned(),
        phone: String::new(),
        ..girl()
    }
}

/// Adds a person.
pub fn add(bed: &Bed, input: &PersonInput) -> PersonId {
    let added = register::add_person(&bed.office, &bed.caller(Role::Counter), &plain(), input).unwrap();
    PersonId(added.person)
}

/// What is asked for with a case.
pub fn wish<const N: usize>(person: PersonId, purpose: Purpose, documents: [Document; N]) -> NewCase {
    NewCase { person, purpose, damage: None, documents: BTreeSet::from(documents), phone: None }
}

/// Opens a case.
pub fn open(bed: &Bed, new: NewCase) -> CaseId {
    let opened = cases::open(&bed.office, &bed.caller(Role::Counter), &plain(), new).unwrap();
    CaseId::parse(&opened.case).unwrap()
}

/// A first-card case whose documents are complete.
pub fn open_first(bed: &Bed, person: PersonId) -> CaseId {
    open(bed, wish(person, Purpose::First, [Document::KkCopy]))
}

/// Notes a central status seen today.
pub fn observe(bed: &Bed, person: PersonId, code: CentralCode) {
    let today = bed.office.today();
    cases::observe_central(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person, code, today).unwrap();
}

/// A new man whose first card is ready to print.
pub fn ready(bed: &Bed, serial: u16) -> (PersonId, CaseId) {
    let person = add(bed, &man(serial));
    observe(bed, person, CentralCode::PrintReadyRecord);
    (person, open_first(bed, person))
}

/// A delivery of blanks, counted as its papers say.
pub fn delivery(label: &str, quantity: i64) -> Delivery {
    Delivery {
        label: label.to_owned(),
        source: LotSource::Centre,
        store: "GUDANG".to_owned(),
        item: Item::Blank,
        quantity,
        counted: Some(quantity),
        request: None,
        serials: String::new(),
    }
}

/// Receives blanks into the store.
pub fn receive(bed: &Bed, quantity: i64) {
    stock::receive(&bed.office, &bed.caller(Role::Stock), &plain(), delivery("BA-01/2022", quantity)).unwrap();
}

/// Receives blanks and issues them all to the first printer.
pub fn blanks_at_printer(bed: &Bed, quantity: i64) {
    receive(bed, quantity);
    issue(bed, "CETAK-1", quantity);
}

/// Issues blanks from the store to a printer.
pub fn issue(bed: &Bed, printer: &str, quantity: i64) {
    let blanks = (Item::Blank, quantity);
    stock::move_blanks(&bed.office, &bed.caller(Role::Stock), &plain(), ("GUDANG", printer), blanks, "").unwrap();
}

/// A run of these cases at one printer, drawn up now.
pub fn list(bed: &Bed, cases: &[CaseId], printer: &str) -> RunList {
    let jobs = cases.iter().map(|case| (*case, printer.to_owned())).collect();
    RunList { jobs, policy: "law_order".to_owned(), drawn_at: bed.office.now(), ..RunList::default() }
}

/// Has a second person approve what was proposed; answers what became of it.
pub fn approve<T: std::fmt::Debug>(bed: &Bed, asked: Result<T, AppError>) -> Result<Decided, AppError> {
    let (id, head) = (proposed(asked), bed.caller(Role::SectionHead));
    let digest = proposals::view(&bed.office, &head, id).unwrap().line.proposal.digest;
    proposals::approve(&bed.office, &head, &plain(), id, &digest, PASSWORD)
}

/// Has these cases released to be printed at the first printer, whatever else waits.
pub fn release(bed: &Bed, cases: &[CaseId]) {
    let list = RunList { reason: "uji".to_owned(), ..list(bed, cases, "CETAK-1") };
    let asked = print::release(&bed.office, &bed.caller(Role::Printing), &plain(), list);
    // Some tests put other orders under a second person, and not this one.
    if asked.is_err() {
        approve(bed, asked).unwrap();
    }
}

/// Closes a place for today by two people, who count what the books say.
pub fn close_day(bed: &Bed, place: &str) {
    let (office, keeper, head) = (&bed.office, bed.caller(Role::Stock), bed.caller(Role::SectionHead));
    let closing = ClosingId::parse(&stock::begin_count(office, &keeper, &plain(), place).unwrap().closing).unwrap();
    let begun = office.store().read(|tx| tables::closing::find_closing(tx, closing)).unwrap().unwrap();
    let counts = begun.lines.iter().map(|(item, line)| (*item, line.booked)).collect();
    stock::enter_count(office, &keeper, &plain(), closing, counts).unwrap();
    assert_eq!(stock::confirm_count(office, &head, &plain(), closing).unwrap().differences, 0);
}

/// Releases and prints a good card at the first printer.
pub fn print_good(bed: &Bed, case: CaseId) {
    release(bed, &[case]);
    record(bed, case, PrintResult::Good);
}

/// Records what became of a released print.
pub fn record(bed: &Bed, case: CaseId, result: PrintResult) -> PrintRecorded {
    print::record(&bed.office, &bed.caller(Role::Printing), &plain(), case, ("CETAK-1", ""), result).unwrap()
}

/// Imports synthetic people in chunks.
pub fn import(bed: &Bed, people: usize, chunk: usize) {
    let lines: Vec<ImportLine> = population(&LOMBOK_UTARA, 1).unwrap().take(people).map(|person| line(&person)).collect();
    let mut import = Import::begin(&bed.office).unwrap();
    for chunk in lines.chunks(chunk) {
        import.apply(chunk.to_vec()).unwrap();
    }
    assert_eq!(import.finish().unwrap(), people as i64);
}

fn line(person: &synthetic::Person) -> ImportLine {
    let central = person.recorded.then_some((CentralCode::CardIssued, date(2022, 9, 30)));
    ImportLine { biodata: synthetic::biodata(person).unwrap(), central }
}
