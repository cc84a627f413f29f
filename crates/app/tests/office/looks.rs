//! Whoever is shown is written down before the answer leaves; without the row there is no answer. Who looks at many is asked why.

use std::collections::BTreeSet;

use app::{
    AppError, Caller, ageing, batches, cases, custody,
    import::{self, ShownKind},
    ladder,
    lists::{self, Whom},
    looks, notices, person_page,
    print::{self, PrinterNote, RunList},
    proposals, questions,
    register::{self, PersonInput},
    shelf_count, signals,
    verify::Check,
};
use domain::{
    access::Role,
    area::VillageCode,
    case::{CaseState, DeferReason},
    central::CentralCode,
    id::{CaseId, ImportId, JobId, PersonId, ProposalId, RunId, SuketId},
    look::{LookReason, Sight},
    print::PrintRoute,
    question::{QuestionId, QuestionState},
};
use jiff::{SignedDuration, ToSpan};
use store::{Seed, StoreFault, Write, looks::LookEntry, tables};

use crate::{
    bed::{Bed, on_each_engine, plain, proposed, refusal},
    handing, imports,
    people::{add, approve, blanks_at_printer, girl, import, list, man, observe, open_first, print_good, ready},
    sources::sources,
    tamper::prepare::bed,
};

/// All looks of the office.
fn stream(bed: &Bed) -> Vec<LookEntry> {
    bed.office.store().read(|tx| store::looks::page(tx, 0, 10_000)).unwrap()
}

/// What every use case that shows people needs: somebody at each step.
struct Scene {
    person: PersonId,
    waiting: CaseId,
    receipt: String,
    proposal: ProposalId,
    import: ImportId,
    refusing: ImportId,
    question: QuestionId,
    run: RunId,
    job: JobId,
    suket: SuketId,
    lying: CaseId,
}

/// A job at a printer that the agent drives, and somebody who waits with a temporary letter that ends.
fn print_room(bed: &Bed) -> (RunId, JobId, SuketId) {
    let (office, head, printing) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Printing));
    let note = PrinterNote { printer: "CETAK-1".to_owned(), route: PrintRoute::Local, heat_cards_a_day: 250, seconds_a_card: 60 };
    print::set_printer(office, &head, &plain(), note).unwrap();
    let ((_, printed), (_, waits)) = (ready(bed, 8), ready(bed, 9));
    let (until, reason) = (Some(office.today()), "uji".to_owned());
    let list = RunList { deferred: vec![(waits, DeferReason::Reserved)], until, reason, ..list(bed, &[printed], "CETAK-1") };
    approve(bed, print::release(office, &printing, &plain(), list)).unwrap();
    print::give_suket(office, &head, &plain(), waits).unwrap();
    bed.forward(SignedDuration::from_hours(24 * 170));
    let read = |tx: &mut store::Tx<'_>| {
        let runs = tables::print::latest_runs(tx, 1)?;
        let letters = tables::suket::ending_by(tx, office.today().saturating_add(30.days()), 1)?;
        Ok::<_, StoreFault>((runs[0].id, tables::print::open_job_of(tx, printed)?, letters[0].id))
    };
    let (run, job, suket) = office.store().read(read).unwrap();
    (run, job.unwrap().id, suket)
}

/// A card on a shelf, one in a batch, one that is missing.
fn handed(bed: &Bed) -> CaseId {
    let clerk = bed.caller(Role::Printing);
    app::setup::open_village_places(&bed.office).unwrap();
    blanks_at_printer(bed, 3);
    let cases = [20, 21, 22].map(|serial| ready(bed, serial).1);
    for (case, shelf) in cases.iter().zip(["RAK-01", "RAK-01", "RAK-02"]) {
        print_good(bed, *case);
        custody::shelve(&bed.office, &clerk, &plain(), *case, shelf).unwrap();
    }
    handing::packed(bed, cases[1], domain::batch::BatchRoute::Village);
    shelf_count::take_stock(&bed.office, &clerk, &plain(), "RAK-02", &[]).unwrap();
    cases[0]
}

/// Three people whose NIKs follow one another ask for cards, and somebody writes.
fn signs(bed: &Bed) {
    for serial in [31, 32, 33] {
        ready(bed, serial);
    }
    add(bed, &PersonInput { phone: "081299990000".to_owned(), ..man(40) });
    handing::message(bed, "081299990000");
}

impl Scene {
    fn of(bed: &Bed) -> Self {
        let person = add(bed, &girl());
        let waiting = open_first(bed, person);
        let (_, printed) = ready(bed, 1);
        ready(bed, 2);
        observe(bed, add(bed, &man(3)), CentralCode::SentForEnrollment);
        blanks_at_printer(bed, 3);
        print_good(bed, printed);
        let lying = handed(bed);
        let (run, job, suket) = print_room(bed);
        signs(bed);
        let receipt = cases::view(&bed.office, &bed.caller(Role::Counter), waiting).unwrap().case.receipt.to_string();
        let proposal = proposed(cases::cancel(&bed.office, &bed.caller(Role::DataAdmin), &plain(), waiting, "dua kali"));
        let rows =
            [imports::row(1, "SITI AMINAH", "INAQ"), imports::row(2, "MOCH. SALEH", "RAHMAH"), imports::row(3, "MUHAMMAD SALEH", "RAHMAH")];
        imports::imported(bed, imports::TITLES, &rows);
        let changes = [imports::with(&rows[0], "ALAMAT", "PINDAH RUMAH")];
        let import = imports::compared(bed, imports::TITLES, &changes);
        // A row that was refused; meanwhile its mistake was corrected in the register, so that it is about somebody.
        let refusing =
            imports::compared(bed, imports::TITLES, &[imports::with(&rows[0], "NIK", "5208015205850077").replace("52.08.01.2001", "")]);
        crate::people::add(bed, &man_with("5208015205850077"));
        let asked = bed.office.store().read(|tx| store::tables::question::in_state(tx, QuestionState::Open, "", 1)).unwrap();
        let question = asked[0].id.clone();
        Self { person, waiting, receipt, proposal, import, refusing, question, run, job, suket, lying }
    }
}

/// A line for somebody with this NIK.
fn man_with(nik: &str) -> PersonInput {
    PersonInput { nik: nik.to_owned(), birth_date: "1985-05-12".to_owned(), ..man(1) }
}

/// A use case that shows people: its path, what it is in the stream, a call.
type Showing = (&'static str, Sight, fn(&Bed, &Caller, &Scene) -> Result<(), AppError>);

const SHOWING: &[Showing] = &[
    ("register::search", Sight::Search, |bed, caller, _| register::search(&bed.office, caller, "baiq").map(drop)),
    ("person_page::view", Sight::Person, |bed, caller, scene| person_page::view(&bed.office, caller, scene.person).map(drop)),
    ("cases::view", Sight::Case, |bed, caller, scene| cases::view(&bed.office, caller, scene.waiting).map(drop)),
    ("cases::page", Sight::Case, |bed, caller, scene| cases::page(&bed.office, caller, scene.waiting).map(drop)),
    ("cases::find_by_receipt", Sight::Case, |bed, caller, scene| cases::find_by_receipt(&bed.office, caller, &scene.receipt).map(drop)),
    ("cases::page_by_receipt", Sight::Case, |bed, caller, scene| cases::page_by_receipt(&bed.office, caller, &scene.receipt).map(drop)),
    ("cases::waiting", Sight::Waiting, |bed, caller, _| cases::waiting(&bed.office, caller, CaseState::WaitingRecording).map(drop)),
    ("ageing::list", Sight::Ageing, |bed, caller, _| ageing::list(&bed.office, caller, &ageing::AgeingFilter::default(), 10, 0).map(drop)),
    ("lists::village", Sight::VillageList, |bed, caller, _| {
        lists::village(&bed.office, caller, &VillageCode::parse("52.08.01.2001").unwrap(), Whom::MustHave).map(drop)
    }),
    ("print::queue", Sight::PrintQueue, |bed, caller, _| print::queue(&bed.office, caller, "", 10, 0).map(drop)),
    ("print::room", Sight::PrintQueue, |bed, caller, _| print::room(&bed.office, caller).map(drop)),
    ("print::run", Sight::PrintQueue, |bed, caller, scene| print::run(&bed.office, caller, scene.run).map(drop)),
    ("print::agent_job", Sight::PrintQueue, |bed, caller, _| print::agent_job(&bed.office, caller, "CETAK-1").map(drop)),
    ("print::agent_document", Sight::Case, |bed, caller, scene| print::agent_document(&bed.office, caller, scene.job).map(drop)),
    ("print::deferred", Sight::Waiting, |bed, caller, _| print::deferred(&bed.office, caller, 10, 0).map(drop)),
    ("print::sukets", Sight::Waiting, |bed, caller, _| print::sukets(&bed.office, caller).map(drop)),
    ("print::suket", Sight::Case, |bed, caller, scene| print::suket(&bed.office, caller, scene.suket).map(drop)),
    ("custody::shelf_board", Sight::Shelves, |bed, caller, _| custody::shelf_board(&bed.office, caller).map(drop)),
    ("notices::notices_of", Sight::Case, |bed, caller, scene| notices::notices_of(&bed.office, caller, scene.lying).map(drop)),
    ("notices::never_told", Sight::Waiting, |bed, caller, _| notices::never_told(&bed.office, caller, 9).map(drop)),
    ("notices::inbox", Sight::Waiting, |bed, caller, _| notices::inbox(&bed.office, caller).map(drop)),
    ("ladder::due", Sight::Shelves, |bed, caller, _| {
        ladder::due(&bed.office, caller, bed.office.today().saturating_add(400.days()), 99).map(drop)
    }),
    ("batches::view", Sight::Shelves, |bed, caller, _| batches::view(&bed.office, caller, handing::batch(bed)).map(drop)),
    ("batches::missing", Sight::Shelves, |bed, caller, _| batches::missing(&bed.office, caller).map(drop)),
    ("signals::signals", Sight::Waiting, |bed, caller, _| signals::signals(&bed.office, caller).map(drop)),
    ("proposals::view", Sight::Proposal, |bed, caller, scene| proposals::view(&bed.office, caller, scene.proposal).map(drop)),
    ("import::page", Sight::Import, |bed, caller, scene| import::page(&bed.office, caller, scene.import, ShownKind::Changed).map(drop)),
    ("import::refused", Sight::Import, |bed, caller, scene| import::refused(&bed.office, caller, scene.refusing).map(drop)),
    ("questions::list", Sight::Question, |bed, caller, _| questions::list(&bed.office, caller, None).map(drop)),
    ("questions::view", Sight::Question, |bed, caller, scene| questions::view(&bed.office, caller, &scene.question).map(drop)),
    ("looks::of_person", Sight::Looks, |bed, caller, scene| looks::of_person(&bed.office, caller, scene.person).map(drop)),
];

#[test]
fn every_answer_with_people_is_a_look() {
    let bed = bed();
    let scene = Scene::of(&bed);
    let head = bed.caller(Role::SectionHead);
    let mut sights = BTreeSet::new();
    for (name, sight, call) in SHOWING {
        let before = stream(&bed).len();
        call(&bed, &head, &scene).unwrap();
        let after = stream(&bed);
        assert_eq!(after.len(), before + 1, "{name} writes one row");
        let look = &after[before].look;
        assert_eq!((look.account, look.sight), (head.account, *sight), "{name}");
        assert!(!look.people.is_empty(), "{name}");
        assert_eq!(look.subject.is_some(), sight.of_one() || look.people.len() == 1 && *sight == Sight::Search, "{name}");
        sights.insert(*sight);
    }
    assert_eq!(sights.len(), Sight::ALL.len(), "each kind of sight is tried");
    let report = looks::of_person(&bed.office, &bed.caller(Role::Auditor), scene.person).unwrap();
    assert!(report.total >= 8 && report.looks.len() as i64 == report.total, "{}", report.total);
    assert!(report.looks.iter().any(|line| line.sight == Sight::Search && line.who == head.name));
    bed.verified();
}

/// The functions in the sources that write looks are those of the table.
#[test]
fn every_use_case_that_shows_people_is_in_the_table() {
    let mut found = BTreeSet::new();
    for (module, source) in sources() {
        for text in source.split("\npub fn ").skip(1) {
            let body = text.split("\n}\n").next().unwrap();
            if body.contains("office.show(") {
                found.insert(format!("{module}::{}", text.split_once('(').unwrap().0));
            }
        }
    }
    assert_eq!(found, SHOWING.iter().map(|(name, ..)| (*name).to_owned()).collect());
}

#[test]
fn without_the_row_there_is_no_answer() {
    let bed = bed();
    let scene = Scene::of(&bed);
    let head = bed.caller(Role::SectionHead);
    let unwritable = "CREATE TRIGGER unwritable BEFORE INSERT ON look BEGIN SELECT RAISE(ABORT, 'the disk is full'); END";
    let seed = Seed { now: bed.office.now(), bytes: [9; 32] };
    bed.office.store().write("unwritable", seed, move |write: &mut Write<'_>| write.execute(unwritable, &[])).unwrap();
    for (name, _, call) in SHOWING {
        match call(&bed, &head, &scene) {
            Err(AppError::Fault(_)) => {}
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn who_looks_at_many_is_asked_why_and_then_stopped() {
    on_each_engine(|bed| {
        import(bed, 240, 240);
        let (office, counter) = (&bed.office, bed.caller(Role::Counter));
        let look = |person: i64| person_page::view(office, &counter, PersonId(person)).map(drop);
        for person in 1..=60 {
            look(person).unwrap();
        }
        look(1).expect("somebody who was seen before is no other");
        assert_eq!(refusal(look(61)), "LOOK-0001");
        let stopped = stream(bed).pop().unwrap();
        assert_eq!((stopped.look.answer.code(), stopped.look.subject), ("reason_asked", Some(PersonId(61))), "and that is written, too");

        assert!(matches!(looks::give_reason(office, &counter, LookReason::OfficialRequest, " "), Err(AppError::Refused(_))));
        looks::give_reason(office, &counter, LookReason::OfficialRequest, "surat Polres 12/2022").unwrap();
        for person in 61..=200 {
            look(person).unwrap();
        }
        assert_eq!(stream(bed).pop().unwrap().look.note.as_deref(), Some("surat Polres 12/2022"));
        assert_eq!(refusal(look(201)), "LOOK-0002", "the day's limit, reason or not");

        let with_case = PersonId(202);
        observe(bed, with_case, CentralCode::PrintReadyRecord);
        let auditor = bed.caller(Role::Auditor);
        person_page::view(office, &auditor, with_case).expect("the limit is each account's own");
        bed.forward(SignedDuration::from_hours(25));
        for person in 201..=230 {
            look(person).unwrap();
        }
        bed.verified();
    });
}

#[test]
fn an_open_case_is_reason_enough() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.looks {
            (rule.limit.hour_max, rule.limit.day_max) = (1, 2);
        }
    });
    let people: Vec<PersonId> = (1..=6).map(|serial| add(&bed, &man(serial))).collect();
    let counter = bed.caller(Role::Counter);
    let look = |person: PersonId| person_page::view(&bed.office, &counter, person).map(drop);
    look(people[0]).unwrap();
    assert_eq!(refusal(look(people[1])), "LOOK-0001");
    // Who came for a card was looked at for the card: the look counts no more, and the case's own pages never do.
    open_first(&bed, people[0]);
    look(people[0]).unwrap();
    look(people[1]).unwrap();
    assert_eq!(refusal(look(people[2])), "LOOK-0001");
    for person in &people[2..5] {
        open_first(&bed, *person);
        look(*person).unwrap();
    }
    let ended = open_first(&bed, people[5]);
    cases::cancel(&bed.office, &counter, &plain(), ended, "dua kali").unwrap();
    cases::view(&bed.office, &counter, ended).expect("who has just ended a case sees that it is");
    assert_eq!(refusal(look(people[5])), "LOOK-0001", "a case that was cancelled is no reason to look");
    assert_eq!(refusal(register::search(&bed.office, &counter, "lalu")), "LOOK-0001", "some of six without a case");
    let staff = looks::report(&bed.office, &bed.caller(Role::Auditor), bed.office.today(), bed.office.today()).unwrap().staff;
    assert_eq!((staff[0].who.as_str(), staff[0].stopped), ("Petugas counter", 4));
}

#[test]
fn what_was_done_is_told_whatever_was_looked_at() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.looks {
            (rule.limit.hour_max, rule.limit.day_max) = (0, 0);
        }
    });
    let person = add(&bed, &man(1));
    let case = open_first(&bed, person);
    cases::cancel(&bed.office, &bed.caller(Role::Counter), &plain(), case, "dua kali").unwrap();
    let before = stream(&bed).len();
    assert!(cases::pin(&bed.office, &bed.caller(Role::Counter), case).unwrap().is_some(), "a request sent again is answered as before");
    assert_eq!(stream(&bed).len(), before, "a PIN names nobody");
}

#[test]
fn the_day_s_looks_are_fixed_in_the_journal() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let work = || {
            app::upkeep::schedule(&bed.office).unwrap();
            while app::upkeep::work_once(&bed.office).unwrap() {}
        };
        let anchors = |checks: &[Check]| checks.iter().find(|check| check.name == "look_anchors").unwrap().count;
        work();
        assert_eq!(anchors(&bed.checks()), 0, "nobody looked");
        person_page::view(&bed.office, &bed.caller(Role::Counter), person).unwrap();
        bed.forward(SignedDuration::from_hours(25));
        work();
        bed.forward(SignedDuration::from_hours(25));
        work();
        assert_eq!(anchors(&bed.checks()), 1, "a day without looks needs no anchor");
        bed.verified();
    });
}
