//! A refused command changes nothing.

use std::collections::BTreeSet;

use app::{
    cases::{self, NewCase},
    custody,
    print::{self, PrintResult},
    setup,
    stock::{self, Delivery},
};
use domain::{
    access::Role,
    blank::Item,
    case::{Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::{CaseId, PersonId},
    person::Phone,
    rule::Document,
};
use jiff::civil::date;

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, blanks_at_printer, delivery, girl, man, open, open_first, print_good, ready, release, wish},
    snapshot::unchanged,
};

/// A refused command: its name, what it answers, and how it is run.
pub type Refused<'a> = (&'static str, &'static str, Box<dyn Fn() -> &'static str + 'a>);

/// Requires each to be refused with its code and to change nothing.
pub fn require(bed: &Bed, table: Vec<Refused<'_>>) {
    for (name, code, act) in table {
        assert_eq!(unchanged(bed, name, act), code, "{name}");
    }
    bed.verified();
}

const NOWHERE: CaseId = CaseId(uuid_of_nothing());
const NOBODY: PersonId = PersonId(9_999);

const fn uuid_of_nothing() -> uuid::Uuid {
    uuid::Uuid::nil()
}

#[test]
fn refused_cases_change_nothing() {
    on_each_engine(|bed| {
        let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
        let busy = add(bed, &man(1));
        let waiting = open_first(bed, busy);
        let free = add(bed, &man(2));
        let child = add(bed, &young("2010-01-15", "5208015501100001"));
        let open_for = |new: NewCase| refusal(cases::open(office, &head, &plain(), new));
        let first = |person| wish(person, Purpose::First, [Document::KkCopy]);
        let with_phone = NewCase { phone: Phone::parse("081299998888").ok(), ..first(busy) };
        let graded = NewCase { damage: Some(Damage::Usable), ..first(free) };
        let documents = BTreeSet::from([Document::KkCopy]);
        let today = office.today();
        let observe = |person, on| refusal(cases::observe_central(office, &head, &plain(), person, CentralCode::CardIssued, on));
        require(
            bed,
            vec![
                ("open twice", "CASE-0003", Box::new(|| open_for(first(busy)))),
                ("open twice with another phone", "CASE-0003", Box::new(|| open_for(with_phone.clone()))),
                ("open for nobody", "PERSON-0001", Box::new(|| open_for(first(NOBODY)))),
                ("open for a child", "CASE-0004", Box::new(|| open_for(first(child)))),
                ("open damaged, ungraded", "CASE-0007", Box::new(|| open_for(wish(free, Purpose::Damaged, [])))),
                ("open first, graded", "CASE-0007", Box::new(|| open_for(graded.clone()))),
                (
                    "no documents",
                    "INPUT-0001",
                    Box::new(|| refusal(cases::add_documents(office, &head, &plain(), waiting, BTreeSet::new()))),
                ),
                (
                    "documents that are complete",
                    "CASE-0002",
                    Box::new(|| refusal(cases::add_documents(office, &head, &plain(), waiting, documents.clone()))),
                ),
                ("record nothing", "CASE-0001", Box::new(|| refusal(cases::record_biometrics(office, &head, &plain(), NOWHERE)))),
                ("observe nobody", "PERSON-0001", Box::new(|| observe(NOBODY, today))),
                ("observe tomorrow", "INPUT-0001", Box::new(|| observe(free, date(2022, 11, 26)))),
                ("cancel without reason", "INPUT-0001", Box::new(|| refusal(cases::cancel(office, &head, &plain(), waiting, " ")))),
                ("cancel nothing", "CASE-0001", Box::new(|| refusal(cases::cancel(office, &head, &plain(), NOWHERE, "salah")))),
            ],
        );
    });
}

/// A single woman with this birth date and NIK.
fn young(birth_date: &str, nik: &str) -> app::register::PersonInput {
    app::register::PersonInput { birth_date: birth_date.to_owned(), nik: nik.to_owned(), ..girl() }
}

#[test]
fn refused_prints_and_handovers_change_nothing() {
    on_each_engine(|bed| {
        let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
        blanks_at_printer(bed, 2);
        let (_, printable) = ready(bed, 1);
        let (owner, printed) = ready(bed, 2);
        print_good(bed, printed);
        let not_seventeen = add(bed, &young("2005-11-26", "5208016611050001"));
        crate::people::observe(bed, not_seventeen, CentralCode::PrintReadyRecord);
        let early = open_first(bed, not_seventeen);
        release(bed, &[printable]);
        let record = |case, at, result| refusal(print::record(office, &head, &plain(), case, at, result));
        let print = |case, printer| record(case, (printer, ""), PrintResult::Good);
        let spoiled = PrintResult::Spoiled(SpoilCause::NoChip);
        let shelve = |case, shelf| refusal(custody::shelve(office, &head, &plain(), case, shelf));
        let by_receipt = |receipt, shelf| refusal(custody::shelve_by_receipt(office, &head, &plain(), receipt, shelf));
        let hand_over =
            |case, identity| refusal(custody::hand_over(office, &head, &plain(), case, HandOver { identity, old_card: OldCard::None }));
        setup::open_village_places(office).unwrap();
        let forward = |case| refusal(custody::forward(office, &head, &plain(), case));
        require(
            bed,
            vec![
                ("print twice", "PRINT-0001", Box::new(|| print(printed, "CETAK-1"))),
                ("print nothing", "CASE-0001", Box::new(|| print(NOWHERE, "CETAK-1"))),
                ("print what no run holds", "PRINT-0001", Box::new(|| print(early, "CETAK-1"))),
                ("spoil what no run holds", "PRINT-0001", Box::new(|| record(early, ("CETAK-1", ""), spoiled))),
                ("print at another printer", "PRINT-0001", Box::new(|| print(printable, "CETAK-2"))),
                ("print at a shelf", "INPUT-0001", Box::new(|| print(printable, "RAK-01"))),
                ("print on a chip that never came", "BLANK-0007", Box::new(|| record(printable, ("", "04A1B2C3"), PrintResult::Good))),
                ("print on what is no chip", "INPUT-0001", Box::new(|| record(printable, ("", "?"), PrintResult::Good))),
                ("cancel what is in a run", "CASE-0002", Box::new(|| refusal(cases::cancel(office, &head, &plain(), printable, "salah")))),
                ("shelve what is not printed", "CASE-0002", Box::new(|| shelve(printable, "RAK-01"))),
                ("shelve in a printer", "INPUT-0001", Box::new(|| shelve(printed, "CETAK-1"))),
                ("shelve by a wrong receipt", "INPUT-0001", Box::new(|| by_receipt("7K3M-9QXD-0", "RAK-01"))),
                ("shelve by nobody's receipt", "CASE-0001", Box::new(|| by_receipt("0000-0000-0", "RAK-01"))),
                ("forward what is not shelved", "CASE-0002", Box::new(|| forward(printed))),
                ("forward nothing", "CASE-0001", Box::new(|| forward(NOWHERE))),
                ("hand over unchecked", "CASE-0009", Box::new(|| hand_over(printed, Identity::Unchecked))),
                ("hand over what is not printed", "CASE-0002", Box::new(|| hand_over(printable, Identity::Checked))),
                ("cancel what is printed", "CASE-0002", Box::new(|| refusal(cases::cancel(office, &head, &plain(), printed, "salah")))),
                (
                    "a second first card",
                    "CASE-0003",
                    Box::new(|| refusal(cases::open(office, &head, &plain(), wish(owner, Purpose::First, [Document::KkCopy])))),
                ),
            ],
        );
    });
}

#[test]
fn a_card_goes_only_to_a_village_whose_office_is_a_place() {
    on_each_engine(|bed| {
        let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
        blanks_at_printer(bed, 1);
        let (_, case) = ready(bed, 1);
        print_good(bed, case);
        custody::shelve(office, &head, &plain(), case, "RAK-01").unwrap();
        let forward = || refusal(custody::forward(office, &head, &plain(), case));
        require(bed, vec![("forward to a village that is no place", "INPUT-0001", Box::new(forward))]);
    });
}

#[test]
fn an_old_card_must_come_back() {
    on_each_engine(|bed| {
        let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
        blanks_at_printer(bed, 1);
        let person = add(bed, &man(1));
        crate::people::observe(bed, person, CentralCode::CardIssued);
        let new = NewCase { damage: Some(Damage::Unusable), ..wish(person, Purpose::Damaged, [Document::OldCard, Document::KkCopy]) };
        let case = open(bed, new);
        print_good(bed, case);
        let hand_over = |old_card| custody::hand_over(office, &head, &plain(), case, HandOver { identity: Identity::Checked, old_card });
        require(bed, vec![("hand over without the old card", "CASE-0010", Box::new(|| refusal(hand_over(OldCard::None))))]);
        assert_eq!(hand_over(OldCard::Surrendered).unwrap().state, "collected");
        assert_eq!(refusal(hand_over(OldCard::Surrendered)), "CASE-0002");
    });
}

#[test]
fn refused_blanks_change_nothing() {
    on_each_engine(|bed| {
        let (office, stock) = (&bed.office, bed.caller(Role::Stock));
        blanks_at_printer(bed, 3);
        let receive = |label: &str, store: &str, quantity| {
            let delivery = Delivery { store: store.to_owned(), counted: None, ..delivery(label, quantity) };
            refusal(stock::receive(office, &stock, &plain(), delivery))
        };
        let long = "B".repeat(61);
        let shift = |from, to, quantity| refusal(stock::move_blanks(office, &stock, &plain(), (from, to), (Item::Blank, quantity), ""));
        let spoil = |from, quantity| refusal(stock::spoil(office, &stock, &plain(), from, (quantity, SpoilCause::Defect), ""));
        require(
            bed,
            vec![
                ("receive without a label", "INPUT-0001", Box::new(|| receive(" ", "GUDANG", 1))),
                ("receive with a long label", "INPUT-0001", Box::new(|| receive(&long, "GUDANG", 1))),
                ("receive nothing", "BLANK-0002", Box::new(|| receive("BA-2", "GUDANG", 0))),
                ("receive less than nothing", "BLANK-0002", Box::new(|| receive("BA-2", "GUDANG", -1))),
                ("receive too much", "BLANK-0002", Box::new(|| receive("BA-2", "GUDANG", i64::MAX))),
                ("receive at a printer", "INPUT-0001", Box::new(|| receive("BA-2", "CETAK-1", 1))),
                ("move more than there is", "BLANK-0001", Box::new(|| shift("CETAK-1", "CETAK-2", 4))),
                ("move from an empty store", "BLANK-0001", Box::new(|| shift("GUDANG", "CETAK-1", 1))),
                ("move nothing", "BLANK-0002", Box::new(|| shift("CETAK-1", "CETAK-2", 0))),
                ("move to the same place", "BLANK-0003", Box::new(|| shift("CETAK-1", "CETAK-1", 1))),
                ("move to a shelf", "BLANK-0004", Box::new(|| shift("CETAK-1", "RAK-01", 1))),
                ("move from outside", "BLANK-0004", Box::new(|| shift("LUAR", "GUDANG", 1))),
                ("move nowhere", "INPUT-0001", Box::new(|| shift("CETAK-1", "CETAK-9", 1))),
                ("spoil more than there is", "BLANK-0001", Box::new(|| spoil("CETAK-1", 4))),
                ("spoil less than nothing", "BLANK-0002", Box::new(|| spoil("CETAK-1", -4))),
                ("spoil used blanks", "BLANK-0004", Box::new(|| spoil("TERPAKAI", 1))),
            ],
        );
    });
}
