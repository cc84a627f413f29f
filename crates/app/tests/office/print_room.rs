//! The print room: no card without a release, a blank and a job; who doubts does not decide; who waits is told and given a letter.

use std::collections::BTreeMap;

use app::{
    AppError, notices,
    print::{self, AgentReport, Arrival, PrintResult, PrinterNote, RunList},
    register::PersonInput,
    stock::{self, Delivery},
};
use domain::{
    access::Role,
    blank::{BlankState, Item},
    case::{CaseState, DeferReason, Purpose, Receipt, SpoilCause, ToldBy},
    central::CentralCode,
    id::{CaseId, JobId},
    ladder::LadderAction,
    notice::NoticePurpose,
    print::{JobState, PrintRoute, PrinterWord},
    rule::Document,
};
use jiff::{SignedDuration, civil::date};
use store::{queries::printing, tables};

use crate::{
    bed::{Bed, PASSWORD, on_each_engine, plain, proposed, refusal},
    people::{
        add, approve, blanks_at_printer, close_day, delivery, issue, list, man, observe, open, open_first, ready, receive, record, release,
        wish,
    },
    refusals::require,
    snapshot::unchanged,
};

/// Asks for a release as the print operator.
fn ask(bed: &Bed, list: RunList) -> Result<print::Released, AppError> {
    print::release(&bed.office, &bed.caller(Role::Printing), &plain(), list)
}

fn state_of(bed: &Bed, case: CaseId) -> CaseState {
    bed.office.store().read(|tx| tables::case_file::find(tx, case)).unwrap().unwrap().state
}

fn jobs(bed: &Bed) -> Vec<printing::JobLine> {
    bed.office.store().read(|tx| printing::open_jobs(tx, 99)).unwrap()
}

fn job_of(bed: &Bed, case: CaseId) -> JobId {
    jobs(bed).into_iter().find(|line| line.case == case).unwrap().job
}

fn held(bed: &Bed, state: BlankState) -> i64 {
    let lines = bed.blanks();
    lines.iter().filter(|(_, is, _)| *is == state.code()).map(|(.., quantity)| quantity).sum()
}

/// A case of a lower class than a first card.
fn lost(bed: &Bed, serial: u16) -> CaseId {
    let person = add(bed, &man(serial));
    observe(bed, person, CentralCode::PrintReadyRecord);
    open(bed, wish(person, Purpose::Lost, [Document::PoliceLetter, Document::KkCopy]))
}

#[test]
fn a_run_is_released_by_another_person() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 3);
        let ((_, one), (_, two)) = (ready(bed, 1), ready(bed, 2));
        let id = proposed(ask(bed, list(bed, &[one, two], "CETAK-1")));
        assert_eq!(held(bed, BlankState::Reserved), 0, "nothing is kept before the release");
        let own = bed.caller(Role::Printing);
        assert_eq!(refusal(app::proposals::approve(&bed.office, &own, &plain(), id, "", PASSWORD)), "ACCESS-0001");
        approve::<()>(bed, Err(AppError::Proposed(id))).unwrap();
        assert_eq!((held(bed, BlankState::Reserved), held(bed, BlankState::New)), (2, 1));
        assert_eq!((state_of(bed, one), state_of(bed, two)), (CaseState::InRun, CaseState::InRun));
        record(bed, one, PrintResult::Good);
        record(bed, two, PrintResult::Spoiled(SpoilCause::NoChip));
        assert_eq!((state_of(bed, one), state_of(bed, two)), (CaseState::Printed, CaseState::ReadyToPrint));
        assert_eq!((held(bed, BlankState::Used), held(bed, BlankState::Spoiled), held(bed, BlankState::New)), (1, 1, 1));
        bed.verified();
    });
}

#[test]
fn who_releases_a_run_did_not_draw_it_up() {
    let bed = Bed::on_sqlite();
    blanks_at_printer(&bed, 1);
    let (_, case) = ready(&bed, 1);
    let head = bed.caller(Role::SectionHead);
    let id = proposed(print::release(&bed.office, &head, &plain(), list(&bed, &[case], "CETAK-1")));
    let digest = app::proposals::view(&bed.office, &head, id).unwrap().line.proposal.digest;
    let own = || refusal(app::proposals::approve(&bed.office, &head, &plain(), id, &digest, PASSWORD));
    assert_eq!(unchanged(&bed, "an own release", own), "PROPOSAL-0006");
}

#[test]
fn what_cannot_be_released_is_refused() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 2);
        let (_, case) = ready(bed, 1);
        let (lower, other) = (lost(bed, 2), lost(bed, 3));
        let note =
            |heat| PrinterNote { printer: "CETAK-2".to_owned(), route: PrintRoute::Ministry, heat_cards_a_day: heat, seconds_a_card: 60 };
        print::set_printer(&bed.office, &bed.caller(Role::Head), &plain(), note(1)).unwrap();
        receive(bed, 5);
        issue(bed, "CETAK-2", 3);
        let ask = |cases: &[CaseId], printer: &str| refusal(ask(bed, list(bed, cases, printer)));
        let twice = RunList { jobs: vec![(case, "CETAK-1".to_owned()); 2], ..list(bed, &[case], "CETAK-1") };
        require(
            bed,
            vec![
                ("a lower class first", "PRINT-0008", Box::new(|| ask(&[lower], "CETAK-1"))),
                ("more than the blanks", "BLANK-0001", Box::new(|| ask(&[case, lower, other], "CETAK-1"))),
                ("past the heat limit", "PRINT-0003", Box::new(|| ask(&[case, lower], "CETAK-2"))),
                ("one case twice", "INPUT-0001", Box::new(|| refusal(super::print_room::ask(bed, twice.clone())))),
                ("nothing", "PRINT-0007", Box::new(|| ask(&[], "CETAK-1"))),
                ("what is not ready", "PRINT-0007", Box::new(|| ask(&[CaseId(uuid::Uuid::nil())], "CETAK-1"))),
                ("at a shelf", "INPUT-0001", Box::new(|| ask(&[case], "RAK-01"))),
            ],
        );
        // With a reason and a second person it is done, and stands on the list of what left the order.
        let list = RunList { reason: "korban bencana".to_owned(), ..list(bed, &[lower], "CETAK-1") };
        approve(bed, super::print_room::ask(bed, list)).unwrap();
        let runs = bed.office.store().read(|tx| printing::override_runs(tx, jiff::Timestamp::MIN, 9)).unwrap();
        assert_eq!(runs[0].override_reason.as_deref(), Some("korban bencana"));
    });
}

#[test]
fn an_open_difference_stops_the_printer_and_what_feeds_it() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 2);
        let (_, case) = ready(bed, 1);
        let keeper = bed.caller(Role::Stock);
        let short = Delivery { counted: Some(499), ..delivery("BA-500", 500) };
        stock::receive(&bed.office, &keeper, &plain(), short).unwrap();
        let difference = stock::board(&bed.office, &keeper).unwrap().differences.remove(0);
        assert_eq!((difference.expected, difference.counted, difference.pieces()), (500, 499, 1));
        let ask = || refusal(ask(bed, list(bed, &[case], "CETAK-1")));
        let issue = || {
            let one = (Item::Blank, 1);
            refusal(stock::move_blanks(&bed.office, &keeper, &plain(), ("GUDANG", "CETAK-2"), one, ""))
        };
        require(bed, vec![("release", "PRINT-0002", Box::new(ask)), ("issue", "BLANK-0014", Box::new(issue))]);
        let how = domain::closing::Settlement::NeverSent;
        approve(bed, stock::settle_difference(&bed.office, &keeper, &plain(), difference.id, how, "surat jalan keliru")).unwrap();
        release(bed, &[case]);
        bed.verified();
    });
}

#[test]
fn a_day_that_was_not_closed_stops_the_next() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 2);
        receive(bed, 1);
        let (_, case) = ready(bed, 1);
        // From Friday morning to Monday morning: Friday was the last working day.
        bed.forward(SignedDuration::from_hours(72));
        let ask = || ask(bed, list(bed, &[case], "CETAK-1"));
        assert_eq!(refusal(ask()), "PRINT-0002", "neither printer nor store was closed");
        close_day(bed, "CETAK-1");
        assert_eq!(refusal(ask()), "PRINT-0002", "the store that feeds it was not");
        close_day(bed, "GUDANG");
        approve(bed, ask()).unwrap();
        bed.verified();
    });
}

#[test]
fn who_doubts_a_print_does_not_decide_it() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 3);
        let cases: Vec<CaseId> = (1..=3).map(|serial| ready(bed, serial).1).collect();
        release(bed, &cases);
        let (office, operator, head) = (&bed.office, bed.caller(Role::Printing), bed.caller(Role::SectionHead));
        for case in &cases {
            print::doubt(office, &operator, &plain(), job_of(bed, *case), "listrik padam").unwrap();
        }
        assert_eq!((held(bed, BlankState::Uncertain), held(bed, BlankState::Reserved)), (3, 0));
        bed.verified();
        let close = |caller, case, result| print::record(office, caller, &plain(), case, ("", ""), result);
        let own = || refusal(close(&operator, cases[0], PrintResult::Good));
        let own_back = || refusal(print::take_job_back(office, &operator, &plain(), job_of(bed, cases[0])));
        require(bed, vec![("check", "PRINT-0006", Box::new(own)), ("take back", "PRINT-0006", Box::new(own_back))]);
        assert_eq!(refusal(ask(bed, list(bed, &[cases[0]], "CETAK-1"))), "PRINT-0007", "what is in doubt is never printed again by itself");
        close(&head, cases[0], PrintResult::Good).unwrap();
        close(&head, cases[1], PrintResult::Spoiled(SpoilCause::FailedPrint)).unwrap();
        print::take_job_back(office, &head, &plain(), job_of(bed, cases[2])).unwrap();
        assert_eq!(
            cases.iter().map(|case| state_of(bed, *case)).collect::<Vec<_>>(),
            [CaseState::Printed, CaseState::ReadyToPrint, CaseState::ReadyToPrint]
        );
        assert_eq!((held(bed, BlankState::Used), held(bed, BlankState::Spoiled), held(bed, BlankState::New)), (1, 1, 1));
        bed.verified();
    });
}

/// The agent's way: nothing is sent twice, what the printer says twice is heard once, and only a person says that a card is good.
#[test]
fn the_agent_reports_and_a_person_checks() {
    on_each_engine(|bed| {
        let (office, agent) = (&bed.office, bed.caller(Role::Printing));
        let note = PrinterNote { printer: "CETAK-1".to_owned(), route: PrintRoute::Local, heat_cards_a_day: 2, seconds_a_card: 60 };
        print::set_printer(office, &bed.caller(Role::SectionHead), &plain(), note).unwrap();
        blanks_at_printer(bed, 2);
        let cases: Vec<CaseId> = (1..=2).map(|serial| ready(bed, serial).1).collect();
        release(bed, &cases);
        let next = || print::agent_job(office, &agent, "CETAK-1").unwrap().map(|found| (found.job.case, found.job.state));
        assert_eq!(next(), Some((cases[0], JobState::Reserved)));
        let job = job_of(bed, cases[0]);
        assert_eq!(refusal(print::record(office, &agent, &plain(), cases[0], ("", ""), PrintResult::Good)), "PRINT-0004", "not sent yet");
        print::begin_sending(office, &agent, &plain(), job).unwrap();
        assert_eq!(refusal(print::begin_sending(office, &agent, &plain(), job)), "PRINT-0004", "sent once");
        assert_eq!(next(), Some((cases[0], JobState::Sending)), "what was sent is looked after first");
        let report = |report| print::report_job(office, &agent, &plain(), job, report, "media-jam").unwrap().state;
        assert_eq!(report(AgentReport::Heard(PrinterWord::NotSent)), "reserved");
        print::begin_sending(office, &agent, &plain(), job).unwrap();
        assert_eq!(report(AgentReport::Printing(7)), "printing");
        assert_eq!(report(AgentReport::Printing(7)), "printing");
        assert_eq!(report(AgentReport::Heard(PrinterWord::Completed)), "reported");
        assert_eq!(report(AgentReport::Heard(PrinterWord::Completed)), "reported");
        assert_eq!(next(), Some((cases[1], JobState::Reserved)));
        record(bed, cases[0], PrintResult::Good);
        let other = job_of(bed, cases[1]);
        print::begin_sending(office, &agent, &plain(), other).unwrap();
        let lost = print::report_job(office, &agent, &plain(), other, AgentReport::Uncertain, "tidak menjawab").unwrap();
        assert_eq!(lost.state, "uncertain");
        assert_eq!(next(), None);
        bed.verified();
    });
}

#[test]
fn a_status_that_withdraws_a_card_takes_it_out_of_its_run() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 1);
        let (person, case) = ready(bed, 1);
        release(bed, &[case]);
        observe(bed, person, CentralCode::DuplicateRecord);
        assert_eq!(state_of(bed, case), CaseState::WaitingCentral);
        assert_eq!((held(bed, BlankState::Reserved), held(bed, BlankState::New)), (0, 1));
        bed.verified();
    });
}

#[test]
fn who_waits_is_told_and_given_a_letter() {
    on_each_engine(|bed| {
        let (office, counter) = (&bed.office, bed.caller(Role::Counter));
        blanks_at_printer(bed, 1);
        let (_, first) = ready(bed, 1);
        let waits = lost(bed, 2);
        assert_eq!(refusal(print::give_suket(office, &counter, &plain(), waits)), "SUKET-0001");
        let until = Some(date(2023, 1, 5));
        let run = RunList { deferred: vec![(waits, DeferReason::Reserved)], until, ..list(bed, &[first], "CETAK-1") };
        approve(bed, ask(bed, run)).unwrap();
        assert_eq!(state_of(bed, waits), CaseState::Deferred);
        let found = print::deferred(office, &counter, 9, 0).unwrap();
        assert_eq!((found.total, found.untold), (1, 1));
        assert!(found.lines[0].rule.contains("471.13/17740"), "the rule names its letter: {}", found.lines[0].rule);
        print::tell(office, &counter, &plain(), waits, ToldBy::Phone).unwrap();
        assert_eq!(print::deferred(office, &counter, 9, 0).unwrap().untold, 0);
        let given = print::give_suket(office, &counter, &plain(), waits).unwrap();
        assert_eq!((given.number.as_str(), given.valid_until.as_str()), ("0001/SUKET/2022", "2023-05-24"));
        assert_eq!(refusal(print::give_suket(office, &counter, &plain(), waits)), "SUKET-0004");
        let suket = domain::id::SuketId::parse(&given.suket).unwrap();
        assert_eq!(refusal(print::renew_suket(office, &counter, &plain(), suket)), "SUKET-0006");
        bed.forward(SignedDuration::from_hours(24 * 160));
        assert_eq!(print::sukets(office, &counter).unwrap().len(), 1);
        print::renew_suket(office, &counter, &plain(), suket).unwrap();
        assert_eq!(print::sukets(office, &counter).unwrap().len(), 0);
        close_day(bed, "CETAK-1");
        blanks_at_printer(bed, 1);
        release(bed, &[waits]);
        record(bed, waits, PrintResult::Good);
        let held = office.store().read(|tx| tables::suket::find(tx, suket)).unwrap().unwrap();
        assert_eq!(held.ended, Some(domain::suket::SuketEnd::Printed));
        bed.verified();
    });
}

#[test]
fn an_area_change_has_no_letter_and_no_blank_of_the_office() {
    let bed = Bed::on_sqlite();
    blanks_at_printer(&bed, 3);
    let person = add(&bed, &man(1));
    observe(&bed, person, CentralCode::PrintReadyRecord);
    let renamed = open(&bed, wish(person, Purpose::AreaRenamed, [Document::OldCard, Document::KkCopy, Document::ChangeProof]));
    let (_, first) = ready(&bed, 2);
    let plan = print::plan(&bed.office, &bed.caller(Role::Printing), Some(&[])).unwrap();
    assert_eq!(plan.jobs.iter().map(|job| job.case).collect::<Vec<_>>(), [first]);
    assert_eq!(plan.deferred, [(renamed, DeferReason::OwnAllotment)]);
    let run = RunList {
        jobs: plan.jobs.iter().map(|job| (job.case, job.printer.clone())).collect(),
        deferred: plan.deferred,
        until: plan.until,
        policy: plan.policy.to_string(),
        drawn_at: plan.drawn_at,
        reason: String::new(),
    };
    approve(&bed, ask(&bed, run)).unwrap();
    let give = || refusal(print::give_suket(&bed.office, &bed.caller(Role::Counter), &plain(), renamed));
    assert_eq!(unchanged(&bed, "a letter", give), "SUKET-0002");
    let own = Delivery { source: domain::blank::LotSource::AreaChange, ..delivery("BA-DESA", 5) };
    stock::receive(&bed.office, &bed.caller(Role::Stock), &plain(), own).unwrap();
    issue(&bed, "CETAK-1", 5);
    let plan = print::plan(&bed.office, &bed.caller(Role::Printing), Some(&[])).unwrap();
    assert_eq!(plan.jobs.iter().map(|job| job.case).collect::<Vec<_>>(), [renamed], "once its own blanks are there");
}

#[test]
fn the_ribbon_is_a_limit_once_it_is_in_the_books() {
    let bed = Bed::on_sqlite();
    let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
    blanks_at_printer(&bed, 2);
    let (_, case) = ready(&bed, 1);
    let ribbon = Delivery { item: Item::Ribbon, ..delivery("RB-1", 1) };
    stock::receive(office, &keeper, &plain(), ribbon).unwrap();
    let room = |bed: &Bed| print::room(&bed.office, &bed.caller(Role::Printing)).unwrap().printers.remove(0).ribbon_cards;
    assert_eq!(room(&bed), Some(500), "the one that is in it");
    let one = (Item::Ribbon, 1);
    stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "CETAK-1"), one, "").unwrap();
    assert_eq!(room(&bed), Some(1_000));
    release(&bed, &[case]);
    record(&bed, case, PrintResult::Good);
    assert_eq!(room(&bed), Some(999));
    stock::change_ribbon(office, &bed.caller(Role::Printing), &plain(), "CETAK-1", Item::Ribbon).unwrap();
    assert_eq!(room(&bed), Some(500), "a new one, and none beside it");
    assert_eq!(refusal(stock::change_ribbon(office, &bed.caller(Role::Printing), &plain(), "CETAK-1", Item::Ribbon)), "BLANK-0001");
    let counts: BTreeMap<String, i64> = bed.verified();
    assert_eq!(counts["blank_equation"], 3, "two blanks and a ribbon");
}

#[test]
fn an_office_that_prints_on_arrival_prints_for_who_is_here() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.ladders {
            rule.action = LadderAction::PrintOnArrival;
        }
    });
    blanks_at_printer(&bed, 3);
    let waiting = |serial: u16| {
        let person = add(&bed, &PersonInput { phone: format!("0812-0000-00{serial:02}"), ..man(serial) });
        observe(&bed, person, CentralCode::PrintReadyRecord);
        open_first(&bed, person)
    };
    let (older, here) = (waiting(1), waiting(2));
    let receipt = |case: CaseId| bed.office.store().read(|tx| tables::case_file::find(tx, case)).unwrap().unwrap().receipt;
    let plan = |named: &[Receipt]| print::plan(&bed.office, &bed.caller(Role::Printing), Some(named)).unwrap();
    let nobody = plan(&[]);
    assert_eq!((nobody.jobs.len(), nobody.deferred.len(), nobody.arrival.unwrap().absent), (0, 0, 2), "nobody is here, nobody is put off");
    let stranger = Receipt::from_bits(7);
    let one = plan(&[receipt(here), stranger.clone()]);
    assert_eq!(one.jobs.iter().map(|job| job.case).collect::<Vec<_>>(), [here]);
    assert_eq!(one.arrival, Some(Arrival { here: vec![receipt(here)], not_ready: vec![stranger], absent: 1 }));
    // The older request is not passed over: its holder is not here.
    release(&bed, &[here]);
    record(&bed, here, PrintResult::Good);
    assert_eq!(plan(&[receipt(here)]).arrival.unwrap().not_ready, [receipt(here)], "it is printed");
    // Who could come is told once.
    assert_eq!(notices::plan(&bed.office).unwrap(), 1, "the other has the card printed before him");
    let told = bed.office.store().read(|tx| tables::notice::of_case(tx, older)).unwrap();
    assert_eq!(told.iter().map(|notice| notice.purpose).collect::<Vec<_>>(), [NoticePurpose::Invited]);
    assert_eq!(notices::plan(&bed.office).unwrap(), 0);
    bed.verified();
}
