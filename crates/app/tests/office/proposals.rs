//! Any act can be put under a second person; what must not be approved is not.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Barrier,
    thread,
};

use app::{
    AppError, Caller, ORDERS,
    accounts::{self, Active, StandingInput},
    cases, custody, import,
    print::{self, AgentReport, PrintResult, PrinterNote, PrinterWords, RunList},
    proposals, questions, register,
    repairs::{self, Letter},
    setup,
    stock::{self, Delivery, DestructionNote, Loan, OutlookNote, RequestNote},
    whereabouts::{self, Said},
};
use domain::{
    access::Role,
    blank::{GivenAway, Item},
    case::{CaseState, DeferReason, HandOver, Identity, OldCard, Purpose, SpoilCause, ToldBy},
    central::CentralCode,
    closing::Settlement,
    id::{CaseId, ClosingId, JobId, PersonId, ProposalId},
    intake::{Column, ImportState},
    print::{PrintRoute, PrinterWord},
    question::{QuestionId, QuestionKind, QuestionState},
    repair::RepairOutcome,
    request::Policy,
    rule::{Document, RuleBook},
    whereabouts::Stay,
};
use jiff::{SignedDuration, civil::date};
use store::{queries::printing, tables};

use crate::{
    bed::{Bed, PASSWORD, keyed, on_each_engine, plain, proposed, refusal},
    handing, imports,
    people::{self, add, blanks_at_printer, delivery, list, man, observe, open_first, print_good, ready, receive, wish},
    snapshot::{Snapshot, unchanged},
};

/// Puts an order under a second person, and no other.
fn only(rules: &mut RuleBook, order: &str) {
    let mut rule = rules.second_person[0].clone();
    order.clone_into(&mut rule.order);
    rules.second_person = vec![rule];
}

/// An order: its name, what must be there before, and the act as its own use case.
pub type Ordered = (&'static str, fn(&Bed) -> (PersonId, CaseId), fn(&Bed, &Caller, PersonId, CaseId) -> Result<(), AppError>);

pub const NOBODY: (PersonId, CaseId) = (PersonId(0), CaseId(uuid::Uuid::nil()));

pub fn nothing(_: &Bed) -> (PersonId, CaseId) {
    NOBODY
}

fn opened(bed: &Bed) -> (PersonId, CaseId) {
    let person = add(bed, &man(1));
    (person, open_first(bed, person))
}

fn printed(bed: &Bed) -> (PersonId, CaseId) {
    let (person, case) = ready(bed, 1);
    blanks_at_printer(bed, 1);
    print_good(bed, case);
    (person, case)
}

/// A case in a released run at the first printer.
fn in_run(bed: &Bed) -> (PersonId, CaseId) {
    blanks_at_printer(bed, 1);
    let (person, case) = ready(bed, 1);
    approve_if(
        bed,
        print::release(
            &bed.office,
            &bed.caller(Role::Printing),
            &plain(),
            RunList { reason: "uji".to_owned(), ..list(bed, &[case], "CETAK-1") },
        ),
    );
    (person, case)
}

/// Has a second person approve, where the rules ask for one.
fn approve_if<T: std::fmt::Debug>(bed: &Bed, done: Result<T, AppError>) {
    if done.is_err() {
        people::approve(bed, done).unwrap();
    }
}

fn local() -> PrinterNote {
    PrinterNote { printer: "CETAK-1".to_owned(), route: PrintRoute::Local, heat_cards_a_day: 250, seconds_a_card: 60 }
}

fn in_local_run(bed: &Bed) -> (PersonId, CaseId) {
    print::set_printer(&bed.office, &bed.caller(Role::SectionHead), &plain(), local()).unwrap();
    in_run(bed)
}

/// The one open job.
fn job(bed: &Bed) -> JobId {
    bed.office.store().read(|tx| printing::open_jobs(tx, 1)).unwrap()[0].job
}

/// A case that waits for blanks while another is printed.
fn waiting(bed: &Bed) -> (PersonId, CaseId) {
    blanks_at_printer(bed, 1);
    let ((_, printed), (person, case)) = (ready(bed, 1), ready(bed, 2));
    let deferred = vec![(case, DeferReason::Reserved)];
    let (until, reason) = (Some(date(2023, 1, 5)), "uji".to_owned());
    let run = RunList { deferred, until, reason, ..list(bed, &[printed], "CETAK-1") };
    approve_if(bed, print::release(&bed.office, &bed.caller(Role::Printing), &plain(), run));
    (person, case)
}

fn arriving(bed: &Bed) -> (PersonId, CaseId) {
    let papers = Delivery { counted: None, ..delivery("BA-1", 3) };
    stock::receive(&bed.office, &bed.caller(Role::Stock), &plain(), papers).unwrap();
    NOBODY
}

fn ribbon(bed: &Bed) -> (PersonId, CaseId) {
    let ribbons = Delivery { item: Item::Ribbon, ..delivery("RB-1", 1) };
    stock::receive(&bed.office, &bed.caller(Role::Stock), &plain(), ribbons).unwrap();
    let one = (Item::Ribbon, 1);
    stock::move_blanks(&bed.office, &bed.caller(Role::Stock), &plain(), ("GUDANG", "CETAK-1"), one, "").unwrap();
    NOBODY
}

fn in_store(bed: &Bed) -> (PersonId, CaseId) {
    receive(bed, 3);
    NOBODY
}

fn loan() -> Loan {
    Loan { store: "GUDANG".to_owned(), quantity: 2, paper: "470/7 Lombok Barat".to_owned(), serials: String::new() }
}

fn counting(bed: &Bed) -> (PersonId, CaseId) {
    in_store(bed);
    stock::begin_count(&bed.office, &bed.caller(Role::Stock), &plain(), "GUDANG").unwrap();
    NOBODY
}

/// Counted by somebody whom no test calls.
fn counted(bed: &Bed) -> (PersonId, CaseId) {
    counting(bed);
    let keeper = bed.another(Role::Stock, "gudang-2", "198001012008011555");
    stock::enter_count(&bed.office, &keeper, &plain(), closing(bed), BTreeMap::from([(Item::Blank, 3)])).unwrap();
    NOBODY
}

/// The count that is under way.
fn closing(bed: &Bed) -> ClosingId {
    stock::board(&bed.office, &bed.caller(Role::Stock)).unwrap().closings[0].id
}

fn minutes() -> DestructionNote {
    DestructionNote { number: "BA-1".to_owned(), witness: "AKP SAKSI".to_owned(), witness_office: "Polres".to_owned() }
}

fn stuck(bed: &Bed) -> (PersonId, CaseId) {
    let person = add(bed, &man(1));
    observe(bed, person, CentralCode::DuplicateRecord);
    (person, NOBODY.1)
}

fn repairing(bed: &Bed) -> (PersonId, CaseId) {
    let (person, case) = stuck(bed);
    repairs::open(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person).unwrap();
    (person, case)
}

fn asked(bed: &Bed) -> (PersonId, CaseId) {
    let (person, case) = repairing(bed);
    repairs::note_letter(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person, letter(bed)).unwrap();
    (person, case)
}

fn letter(bed: &Bed) -> Letter {
    Letter { number: "470/1".to_owned(), on: bed.office.today(), reply_due: bed.office.today() }
}

const ACTS: &[Ordered] = &[
    ("add_person", nothing, |bed, caller, _, _| register::add_person(&bed.office, caller, &plain(), &man(1)).map(drop)),
    (
        "open_case",
        |bed| (add(bed, &man(1)), NOBODY.1),
        |bed, caller, person, _| cases::open(&bed.office, caller, &plain(), wish(person, Purpose::First, [Document::KkCopy])).map(drop),
    ),
    (
        "add_documents",
        |bed| {
            let person = add(bed, &man(1));
            (person, crate::people::open(bed, wish(person, Purpose::First, [])))
        },
        |bed, caller, _, case| cases::add_documents(&bed.office, caller, &plain(), case, BTreeSet::from([Document::KkCopy])).map(drop),
    ),
    ("record_biometrics", opened, |bed, caller, _, case| cases::record_biometrics(&bed.office, caller, &plain(), case).map(drop)),
    ("observe_central", opened, |bed, caller, person, _| {
        let today = bed.office.today();
        cases::observe_central(&bed.office, caller, &plain(), person, CentralCode::PrintReadyRecord, today).map(drop)
    }),
    ("cancel_case", opened, |bed, caller, _, case| cases::cancel(&bed.office, caller, &plain(), case, "dua kali").map(drop)),
    (
        "record_print",
        |bed| in_run(bed),
        |bed, caller, _, case| print::record(&bed.office, caller, &plain(), case, ("CETAK-1", ""), PrintResult::Good).map(drop),
    ),
    (
        "release_run",
        |bed| {
            blanks_at_printer(bed, 1);
            ready(bed, 1)
        },
        |bed, caller, _, case| {
            let list = RunList { reason: "uji".to_owned(), ..list(bed, &[case], "CETAK-1") };
            print::release(&bed.office, caller, &plain(), list).map(drop)
        },
    ),
    ("doubt_job", in_run, |bed, caller, _, _| print::doubt(&bed.office, caller, &plain(), job(bed), "padam").map(drop)),
    ("take_job_back", in_run, |bed, caller, _, _| print::take_job_back(&bed.office, caller, &plain(), job(bed)).map(drop)),
    ("begin_sending", in_local_run, |bed, caller, _, _| print::begin_sending(&bed.office, caller, &plain(), job(bed)).map(drop)),
    (
        "report_job",
        |bed| {
            let (person, case) = in_local_run(bed);
            print::begin_sending(&bed.office, &bed.caller(Role::Printing), &plain(), job(bed)).unwrap();
            (person, case)
        },
        |bed, caller, _, _| {
            let heard = AgentReport::Heard(PrinterWord::Completed);
            print::report_job(&bed.office, caller, &plain(), job(bed), heard, "").map(drop)
        },
    ),
    ("note_printer", nothing, |bed, caller, _, _| {
        let words = PrinterWords { printer: "CETAK-1".to_owned(), state: "idle".to_owned(), reasons: Vec::new() };
        print::note_printer(&bed.office, caller, &plain(), words)
    }),
    ("set_printer", nothing, |bed, caller, _, _| print::set_printer(&bed.office, caller, &plain(), local())),
    ("tell_deferral", waiting, |bed, caller, _, case| print::tell(&bed.office, caller, &plain(), case, ToldBy::Phone).map(drop)),
    ("give_suket", waiting, |bed, caller, _, case| print::give_suket(&bed.office, caller, &plain(), case).map(drop)),
    (
        "renew_suket",
        |bed| {
            let (person, case) = waiting(bed);
            print::give_suket(&bed.office, &bed.caller(Role::Counter), &plain(), case).unwrap();
            bed.forward(SignedDuration::from_hours(24 * 175));
            (person, case)
        },
        |bed, caller, _, _| {
            let suket = bed.office.store().read(|tx| tables::suket::ending_by(tx, date(2024, 1, 1), 1)).unwrap()[0].id;
            print::renew_suket(&bed.office, caller, &plain(), suket).map(drop)
        },
    ),
    ("accept_arrival", arriving, |bed, caller, _, _| {
        let lot = stock::board(&bed.office, &bed.caller(Role::Stock)).unwrap().arriving[0].lot;
        stock::accept(&bed.office, caller, &plain(), "GUDANG", lot, 3).map(drop)
    }),
    ("change_ribbon", ribbon, |bed, caller, _, _| stock::change_ribbon(&bed.office, caller, &plain(), "CETAK-1", Item::Ribbon).map(drop)),
    ("give_blanks_away", in_store, |bed, caller, _, _| stock::give_away(&bed.office, caller, &plain(), GivenAway::Lent, loan()).map(drop)),
    (
        "take_blanks_back",
        |bed| {
            in_store(bed);
            approve_if(bed, stock::give_away(&bed.office, &bed.caller(Role::Stock), &plain(), GivenAway::Lent, loan()));
            NOBODY
        },
        |bed, caller, _, _| stock::take_back(&bed.office, caller, &plain(), loan()).map(drop),
    ),
    ("begin_count", in_store, |bed, caller, _, _| stock::begin_count(&bed.office, caller, &plain(), "GUDANG").map(drop)),
    ("enter_count", counting, |bed, caller, _, _| {
        stock::enter_count(&bed.office, caller, &plain(), closing(bed), BTreeMap::from([(Item::Blank, 2)])).map(drop)
    }),
    ("confirm_count", counted, |bed, caller, _, _| stock::confirm_count(&bed.office, caller, &plain(), closing(bed)).map(drop)),
    ("drop_count", counting, |bed, caller, _, _| stock::drop_count(&bed.office, caller, &plain(), closing(bed)).map(drop)),
    (
        "settle_difference",
        |bed| {
            let short = Delivery { counted: Some(2), ..delivery("BA-1", 3) };
            stock::receive(&bed.office, &bed.caller(Role::Stock), &plain(), short).unwrap();
            NOBODY
        },
        |bed, caller, _, _| {
            let id = stock::board(&bed.office, &bed.caller(Role::Stock)).unwrap().differences[0].id;
            stock::settle_difference(&bed.office, caller, &plain(), id, Settlement::Lost, "lapor polisi")
        },
    ),
    (
        "destroy_invalids",
        |bed| {
            receive(bed, 1);
            stock::spoil(&bed.office, &bed.caller(Role::Stock), &plain(), "GUDANG", (1, SpoilCause::Defect), "").unwrap();
            NOBODY
        },
        |bed, caller, _, _| stock::destroy(&bed.office, caller, &plain(), minutes()).map(drop),
    ),
    ("set_outlook", nothing, |bed, caller, _, _| {
        let note = OutlookNote { policy: Policy::ReserveMean, next_delivery: None, source: "kepala dinas".to_owned() };
        stock::set_outlook(&bed.office, caller, &plain(), note)
    }),
    ("request_blanks", nothing, |bed, caller, _, _| {
        let note = RequestNote { number: "470/1".to_owned(), on: bed.office.today(), asked: 1_000 };
        stock::request_blanks(&bed.office, caller, &plain(), note).map(drop)
    }),
    ("shelve_card", printed, |bed, caller, _, case| custody::shelve(&bed.office, caller, &plain(), case, "RAK-01").map(drop)),
    (
        "forward_card",
        |bed| {
            let (person, case) = printed(bed);
            custody::shelve(&bed.office, &bed.caller(Role::Counter), &plain(), case, "RAK-01").unwrap();
            setup::open_village_places(&bed.office).unwrap();
            (person, case)
        },
        |bed, caller, _, case| custody::forward(&bed.office, caller, &plain(), case).map(drop),
    ),
    ("hand_over", printed, |bed, caller, _, case| {
        let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        custody::hand_over(&bed.office, caller, &plain(), case, how).map(drop)
    }),
    ("receive_blanks", nothing, |bed, caller, _, _| stock::receive(&bed.office, caller, &plain(), delivery("BA-9", 3)).map(drop)),
    (
        "move_blanks",
        |bed| {
            receive(bed, 3);
            NOBODY
        },
        |bed, caller, _, _| {
            let blanks = (Item::Blank, 2);
            stock::move_blanks(&bed.office, caller, &plain(), ("GUDANG", "CETAK-2"), blanks, "").map(drop)
        },
    ),
    (
        "spoil_blanks",
        |bed| {
            receive(bed, 3);
            NOBODY
        },
        |bed, caller, _, _| stock::spoil(&bed.office, caller, &plain(), "GUDANG", (1, SpoilCause::Defect), "").map(drop),
    ),
    ("open_repair", stuck, |bed, caller, person, _| repairs::open(&bed.office, caller, &plain(), person).map(drop)),
    ("note_repair_letter", repairing, |bed, caller, person, _| {
        repairs::note_letter(&bed.office, caller, &plain(), person, letter(bed)).map(drop)
    }),
    ("note_repair_reply", asked, |bed, caller, person, _| {
        repairs::note_reply(&bed.office, caller, &plain(), person, bed.office.today(), "hapus").map(drop)
    }),
    ("appoint_rerecording", repairing, |bed, caller, person, _| {
        repairs::appoint(&bed.office, caller, &plain(), person, bed.office.today()).map(drop)
    }),
    ("close_repair", repairing, |bed, caller, person, _| {
        repairs::close(&bed.office, caller, &plain(), person, RepairOutcome::Gone).map(drop)
    }),
    (
        "note_whereabouts",
        |bed| (add(bed, &man(1)), NOBODY.1),
        |bed, caller, person, _| {
            let said = Said { stay: Stay::Abroad, source: "keluarga".to_owned(), on: bed.office.today() };
            whereabouts::note(&bed.office, caller, &plain(), person, said).map(drop)
        },
    ),
    ("open_account", nothing, |bed, caller, _, _| {
        let standing = StandingInput { role: "counter".to_owned(), posting: String::new() };
        accounts::open(&bed.office, caller, &plain(), "Baru", "baru", "199001012015011001", standing).map(drop)
    }),
    ("change_account", nothing, |bed, caller, _, _| {
        let standing = StandingInput { role: "printing".to_owned(), posting: String::new() };
        accounts::change(&bed.office, caller, &plain(), bed.caller(Role::Counter).account, standing, Active::Yes).map(drop)
    }),
    ("issue_code", nothing, |bed, caller, _, _| {
        accounts::issue_code(&bed.office, caller, &plain(), bed.caller(Role::Counter).account).map(drop)
    }),
    (
        "confirm_import",
        |bed| {
            let rows = [imports::row(1, "SITI", "")];
            imports::imported(bed, imports::TITLES, &rows);
            imports::compared(bed, imports::TITLES, &[imports::with(&rows[0], "DESA", "16.71.01.1001")]);
            NOBODY
        },
        |bed, caller, _, _| {
            let ready = bed.office.store().read(|tx| tables::import::first_in_state(tx, ImportState::Ready)).unwrap();
            import::confirm(&bed.office, caller, &plain(), ready.unwrap().id).map(drop)
        },
    ),
    ("leave_question", questioned, |bed, caller, _, _| {
        questions::leave(&bed.office, caller, &plain(), question(bed, QuestionKind::TwoNiks), "dua orang").map(drop)
    }),
    ("take_row", questioned, |bed, caller, _, _| {
        questions::take_row(&bed.office, caller, &plain(), question(bed, QuestionKind::NoNik), 0, Some(PersonId(1))).map(drop)
    }),
    ("merge_people", questioned, |bed, caller, _, _| {
        let wish =
            questions::Merge { question: question(bed, QuestionKind::TwoNiks), keep: PersonId(1), take: BTreeSet::from([Column::Name]) };
        questions::merge(&bed.office, caller, &plain(), wish).map(drop)
    }),
];

/// A file that raises questions was imported.
fn questioned(bed: &Bed) -> (PersonId, CaseId) {
    let rows = [
        imports::row(1, "MOCH. SALEH", "RAHMAH"),
        imports::row(2, "MUHAMMAD SALEH", "RAHMAH"),
        imports::with(&imports::row(3, "TANPA NIK", "RAHMAH"), "NIK", "0"),
    ];
    imports::imported(bed, imports::TITLES, &rows);
    NOBODY
}

fn question(bed: &Bed, kind: QuestionKind) -> QuestionId {
    let found = bed.office.store().read(|tx| tables::question::in_state(tx, QuestionState::Open, kind.code(), 1)).unwrap();
    found[0].id.clone()
}

/// Approves as the head, as it is shown.
fn approve(bed: &Bed, id: ProposalId) -> proposals::Decided {
    let head = bed.caller(Role::Head);
    let digest = proposals::view(&bed.office, &head, id).unwrap().line.proposal.digest;
    proposals::approve(&bed.office, &head, &plain(), id, &digest, PASSWORD).unwrap()
}

#[test]
fn any_act_can_be_put_under_a_second_person() {
    let tried: BTreeSet<&str> = ACTS.iter().chain(handing::ACTS).map(|(name, ..)| *name).collect();
    assert_eq!(tried, ORDERS.iter().copied().collect(), "every order is tried here");
    for (name, prepare, act) in ACTS.iter().chain(handing::ACTS) {
        // What the act alone would do is what it does after approval: the same tables change.
        let alone = Bed::with_rules(|rules| rules.second_person.clear());
        let (person, case) = prepare(&alone);
        let before = Snapshot::of(&alone);
        match (*name, act(&alone, &alone.caller(Role::SectionHead), person, case)) {
            // Minutes need a second officer whatever the rules say.
            ("destroy_invalids", alone) => assert_eq!(refusal(alone), "INPUT-0001"),
            (_, done) => done.unwrap(),
        }
        let done = before.changed(&Snapshot::of(&alone));

        let bed = Bed::with_rules(|rules| only(rules, name));
        let (person, case) = prepare(&bed);
        let before = Snapshot::of(&bed);
        let id = proposed(act(&bed, &bed.caller(Role::SectionHead), person, case));
        let proposed = before.changed(&Snapshot::of(&bed));
        let mechanism = ["journal", "journal_head", "journal_payload", "proposal", "subject_key"];
        assert!(proposed.iter().all(|table| mechanism.contains(table)), "{name} is only proposed: {proposed:?}");
        let decided = approve(&bed, id);
        assert_eq!((decided.state.as_str(), decided.outcome.is_some()), ("approved", true), "{name}");
        let after = before.changed(&Snapshot::of(&bed));
        assert!(done.iter().all(|table| after.contains(table)), "{name}: {done:?} against {after:?}");
        bed.verified();
    }
}

/// A bed where cancelling needs two, and a case that the section head wants cancelled.
fn scene() -> (Bed, CaseId, ProposalId, String) {
    let bed = Bed::with_rules(|rules| only(rules, "cancel_case"));
    let (_, case) = opened(&bed);
    let id = proposed(cases::cancel(&bed.office, &bed.caller(Role::SectionHead), &plain(), case, "dua kali"));
    let digest = proposals::view(&bed.office, &bed.caller(Role::Head), id).unwrap().line.proposal.digest;
    (bed, case, id, digest)
}

#[test]
fn what_must_not_be_approved_is_not() {
    let (bed, case, id, digest) = scene();
    let (office, section, head) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Head));
    let second_account = bed.another(Role::Head, "kasi-dua", &staff_of(&bed, &section));
    let approve = |by: &Caller, digest: &str, password: &str| {
        unchanged(&bed, "a refused approval", || refusal(proposals::approve(office, by, &plain(), id, digest, password)))
    };
    assert_eq!(approve(&section, &digest, PASSWORD), "PROPOSAL-0006", "one's own");
    assert_eq!(approve(&second_account, &digest, PASSWORD), "PROPOSAL-0006", "one's own by a second account");
    assert_eq!(approve(&head, &digest.replace(&digest[..1], "x"), PASSWORD), "PROPOSAL-0005", "another content");
    assert_eq!(approve(&head, "", PASSWORD), "PROPOSAL-0005", "no content");
    assert_eq!(approve(&head, &digest, "another password"), "PROPOSAL-0009", "somebody else at the keyboard");
    assert_eq!(approve(&bed.caller(Role::Counter), &digest, PASSWORD), "ACCESS-0001", "a counter officer");
    let nobody = unchanged(&bed, "none", || proposals::approve(office, &head, &plain(), ProposalId(uuid::Uuid::nil()), &digest, PASSWORD));
    assert_eq!(refusal(nobody), "PROPOSAL-0001");
    bed.forward(SignedDuration::from_hours(-1));
    assert_eq!(approve(&head, &digest, PASSWORD), "PROPOSAL-0004", "before it was proposed");
    bed.forward(SignedDuration::from_hours(25));
    assert_eq!(approve(&head, &digest, PASSWORD), "PROPOSAL-0003", "a day later");
    bed.forward(SignedDuration::from_secs(-1));
    proposals::approve(office, &head, &keyed("k", 1), id, &digest, PASSWORD).unwrap();
    let again = || proposals::approve(office, &head, &keyed("k", 1), id, &digest, PASSWORD);
    assert_eq!(unchanged(&bed, "the same form again", again).unwrap().state, "approved");
    assert_eq!(approve(&head, &digest, PASSWORD), "PROPOSAL-0002", "replayed");
    assert_eq!(cases::view(office, &head, case).unwrap().case.state, CaseState::Cancelled);
    bed.verified();
}

fn staff_of(bed: &Bed, caller: &Caller) -> String {
    bed.office.store().read(|tx| store::tables::account::find(tx, caller.account)).unwrap().unwrap().staff
}

#[test]
fn a_withdrawn_or_declined_proposal_is_not_approved() {
    let (bed, case, id, digest) = scene();
    let (office, section, head) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Head));
    assert_eq!(refusal(proposals::withdraw(office, &head, &plain(), id)), "PROPOSAL-0010", "somebody else's");
    assert_eq!(refusal(proposals::withdraw(office, &bed.caller(Role::Counter), &plain(), id)), "PROPOSAL-0001", "not seen");
    assert_eq!(refusal(proposals::view(office, &bed.caller(Role::Counter), id)), "PROPOSAL-0001", "not seen");
    assert!(proposals::list(office, &bed.caller(Role::Counter)).unwrap().is_empty());
    assert_eq!(proposals::withdraw(office, &section, &plain(), id).unwrap().state, "withdrawn");
    assert_eq!(refusal(proposals::approve(office, &head, &plain(), id, &digest, PASSWORD)), "PROPOSAL-0002");

    let second = proposed(cases::cancel(office, &section, &plain(), case, "dua kali"));
    assert_eq!(refusal(proposals::decline(office, &head, &plain(), second, " ", PASSWORD)), "INPUT-0001");
    assert_eq!(refusal(proposals::decline(office, &section, &plain(), second, "lain", PASSWORD)), "PROPOSAL-0006");
    let declined = proposals::decline(office, &head, &plain(), second, "bukan dua kali", PASSWORD).unwrap();
    assert_eq!(declined.state, "declined");
    assert_eq!(refusal(proposals::approve(office, &head, &plain(), second, &digest, PASSWORD)), "PROPOSAL-0002");
    assert_eq!(proposals::list(office, &section).unwrap().len(), 2);
    assert_eq!(cases::view(office, &head, case).unwrap().case.state, CaseState::WaitingRecording);
    bed.verified();
}

#[test]
fn who_was_demoted_in_between_neither_approves_nor_has_it_done() {
    let (bed, _, id, digest) = scene();
    let (office, head) = (&bed.office, bed.caller(Role::Head));
    crate::sign_in::demote(&bed, Role::Head);
    let approve = || proposals::approve(office, &head, &plain(), id, &digest, PASSWORD);
    assert_eq!(unchanged(&bed, "a demoted approver", || refusal(approve())), "ACCESS-0001");

    let (bed, _, id, digest) = scene();
    crate::sign_in::demote(&bed, Role::SectionHead);
    let approve = || proposals::approve(&bed.office, &bed.caller(Role::Head), &plain(), id, &digest, PASSWORD);
    assert_eq!(unchanged(&bed, "a demoted proposer", || refusal(approve())), "PROPOSAL-0008");
}

#[test]
fn an_act_that_the_rules_refuse_by_then_leaves_the_proposal_open() {
    let (bed, case, id, digest) = scene();
    let (office, head) = (&bed.office, bed.caller(Role::Head));
    let person = cases::view(office, &head, case).unwrap().person.id;
    observe(&bed, person, CentralCode::PrintReadyRecord);
    blanks_at_printer(&bed, 1);
    print_good(&bed, case);
    let approve = || proposals::approve(office, &head, &plain(), id, &digest, PASSWORD);
    assert_eq!(unchanged(&bed, "a card was printed since", || refusal(approve())), "CASE-0002");
    assert_eq!(proposals::view(office, &head, id).unwrap().line.proposal.state.code(), "open");
}

#[test]
fn who_gains_by_it_does_not_approve_it() {
    let bed = Bed::on_sqlite();
    let (office, section, head) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Head));
    let standing = || StandingInput { role: "section_head".to_owned(), posting: String::new() };
    let for_head = proposed(accounts::change(office, &section, &plain(), head.account, standing(), Active::Yes));
    let new = proposed(accounts::open(office, &section, &plain(), "Baru", "baru", &staff_of(&bed, &head), standing()));
    for id in [for_head, new] {
        let digest = proposals::view(office, &head, id).unwrap().line.proposal.digest;
        let approve = || proposals::approve(office, &head, &plain(), id, &digest, PASSWORD);
        assert_eq!(unchanged(&bed, "the approver gains", || refusal(approve())), "PROPOSAL-0007");
    }
}

#[test]
fn of_two_approvals_at_once_one_counts() {
    on_each_engine(|bed| {
        let (office, section) = (&bed.office, bed.caller(Role::SectionHead));
        let (one, two) = (bed.caller(Role::Head), bed.another(Role::Head, "kadis-dua", "197001012000011002"));
        let account = bed.caller(Role::Counter).account;
        for _ in 0..10 {
            let id = proposed(accounts::issue_code(office, &section, &plain(), account));
            let digest = proposals::view(office, &one, id).unwrap().line.proposal.digest;
            let gate = Barrier::new(2);
            let approve = |by: &Caller| {
                gate.wait();
                proposals::approve(office, by, &plain(), id, &digest, PASSWORD)
            };
            let results = thread::scope(|scope| {
                let handles = [scope.spawn(|| approve(&one)), scope.spawn(|| approve(&two))];
                handles.map(|handle| handle.join().unwrap())
            });
            let won = results.iter().filter(|result| result.is_ok()).count();
            assert_eq!(won, 1, "{results:?}");
            for lost in results.into_iter().filter(Result::is_err) {
                assert_eq!(refusal(lost), "PROPOSAL-0002");
            }
        }
        bed.verified();
    });
}

#[test]
fn a_proposal_sent_twice_is_one() {
    let bed = Bed::with_rules(|rules| only(rules, "cancel_case"));
    let (_, case) = opened(&bed);
    let ask = |content| cases::cancel(&bed.office, &bed.caller(Role::SectionHead), &keyed("k", content), case, "dua kali");
    let first = proposed(ask(1));
    assert_eq!(proposed(unchanged(&bed, "again", || ask(1))), first);
    assert!(matches!(ask(2), Err(AppError::KeyReused)));
}
