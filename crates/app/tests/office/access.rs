//! Every use case asks first whether the caller may.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Debug,
    path::Path,
};

use app::{
    AppError, Caller,
    accounts::{self, Active, StandingInput},
    ageing::{self, AgeingFilter},
    batches::{self, Found, PostOutcome},
    cases,
    coverage::{self, Area},
    custody::{self, Proxy},
    figures,
    import::{self, SetUp, ShownKind},
    ladder,
    lists::{self, Whom},
    looks, lying, notices, papers, person_page, plans,
    print::{self, AgentReport, PrintResult, PrinterNote, PrinterWords, RunList},
    promise, proposals, questions, register,
    repairs::{self, Letter},
    shelf_count, signals,
    stock::{self, DestructionNote, Loan, OutlookNote, RequestNote},
    whereabouts::{self, Said},
};
use domain::{
    access::{Act, Role},
    area::VillageCode,
    batch::{BatchRoute, NotCollected},
    blank::{GivenAway, Item},
    case::{CaseState, HandOver, Identity, OldCard, Purpose, SpoilCause, ToldBy},
    central::CentralCode,
    closing::Settlement,
    id::{
        AccountId, BatchId, CaseId, ClosingId, DestructionId, DifferenceId, ImportId, InboundId, JobId, LotId, PersonId, ProposalId, RunId,
        SuketId,
    },
    intake::SheetHead,
    look::LookReason,
    notice::{Language, NoticePurpose},
    print::PrintRoute,
    question::QuestionId,
    repair::RepairOutcome,
    request::Policy,
    rule::Document,
    whereabouts::Stay,
};

use crate::{
    bed::{Bed, plain},
    handing::number,
    people::{delivery, man, wish},
    snapshot::unchanged,
    sources::sources,
};

/// A use case: its path, the act that it needs, and a call that would be refused for another reason if access were not asked first.
type UseCase = (&'static str, Act, fn(&Bed, &Caller) -> &'static str);

const CASE: CaseId = CaseId(uuid::Uuid::nil());
const PERSON: PersonId = PersonId(9_999);
const RECEIPT: &str = "0000-0000-0";
const ACCOUNT: AccountId = AccountId(uuid::Uuid::nil());
const IMPORT: ImportId = ImportId(uuid::Uuid::nil());
const PROPOSAL: ProposalId = ProposalId(uuid::Uuid::nil());
const BATCH: BatchId = BatchId(uuid::Uuid::nil());

const USE_CASES: &[UseCase] = &[
    ("figures::figures", Act::ViewFigures, |bed, caller| code(figures::figures(&bed.office, caller))),
    ("register::search", Act::ViewPerson, |bed, caller| code(register::search(&bed.office, caller, "siti"))),
    ("register::add_person", Act::AddPerson, |bed, caller| code(register::add_person(&bed.office, caller, &plain(), &man(1)))),
    ("person_page::view", Act::ViewPerson, |bed, caller| code(person_page::view(&bed.office, caller, PERSON))),
    ("cases::open", Act::OpenCase, |bed, caller| {
        code(cases::open(&bed.office, caller, &plain(), wish(PERSON, Purpose::First, [Document::KkCopy])))
    }),
    ("cases::add_documents", Act::OpenCase, |bed, caller| {
        code(cases::add_documents(&bed.office, caller, &plain(), CASE, BTreeSet::from([Document::KkCopy])))
    }),
    ("cases::record_biometrics", Act::RecordBiometrics, |bed, caller| code(cases::record_biometrics(&bed.office, caller, &plain(), CASE))),
    ("cases::observe_central", Act::ObserveCentral, |bed, caller| {
        let today = bed.office.today();
        code(cases::observe_central(&bed.office, caller, &plain(), PERSON, CentralCode::CardIssued, today))
    }),
    ("cases::cancel", Act::CancelCase, |bed, caller| code(cases::cancel(&bed.office, caller, &plain(), CASE, "salah"))),
    ("cases::view", Act::ViewPerson, |bed, caller| code(cases::view(&bed.office, caller, CASE))),
    ("cases::pin", Act::OpenCase, |bed, caller| code(cases::pin(&bed.office, caller, CASE))),
    ("cases::page", Act::ViewPerson, |bed, caller| code(cases::page(&bed.office, caller, CASE))),
    ("cases::page_by_receipt", Act::ViewPerson, |bed, caller| code(cases::page_by_receipt(&bed.office, caller, RECEIPT))),
    ("cases::find_by_receipt", Act::ViewPerson, |bed, caller| code(cases::find_by_receipt(&bed.office, caller, RECEIPT))),
    ("cases::waiting", Act::ViewPerson, |bed, caller| code(cases::waiting(&bed.office, caller, CaseState::Opened))),
    ("ageing::board", Act::ViewCentral, |bed, caller| code(ageing::board(&bed.office, caller))),
    ("ageing::list", Act::ViewCentral, |bed, caller| code(ageing::list(&bed.office, caller, &AgeingFilter::default(), 10, 0))),
    ("repairs::open", Act::RepairRecord, |bed, caller| code(repairs::open(&bed.office, caller, &plain(), PERSON))),
    ("repairs::note_letter", Act::RepairRecord, |bed, caller| {
        let today = bed.office.today();
        let letter = Letter { number: String::new(), on: today, reply_due: today };
        code(repairs::note_letter(&bed.office, caller, &plain(), PERSON, letter))
    }),
    ("repairs::note_reply", Act::RepairRecord, |bed, caller| {
        code(repairs::note_reply(&bed.office, caller, &plain(), PERSON, bed.office.today(), ""))
    }),
    ("repairs::appoint", Act::RepairRecord, |bed, caller| {
        code(repairs::appoint(&bed.office, caller, &plain(), PERSON, bed.office.today()))
    }),
    ("repairs::close", Act::RepairRecord, |bed, caller| {
        code(repairs::close(&bed.office, caller, &plain(), PERSON, RepairOutcome::Mistaken))
    }),
    ("coverage::of", Act::ViewFigures, |bed, caller| {
        code(coverage::of(&bed.office, caller, &Area::Village(VillageCode::parse("9999999999").unwrap())))
    }),
    ("lists::village", Act::ViewVillageList, |bed, caller| {
        code(lists::village(&bed.office, caller, &VillageCode::parse("9999999999").unwrap(), Whom::MustHave))
    }),
    ("whereabouts::note", Act::NoteWhereabouts, |bed, caller| {
        let said = Said { stay: Stay::Here, source: String::new(), on: bed.office.today() };
        code(whereabouts::note(&bed.office, caller, &plain(), PERSON, said))
    }),
    ("print::queue", Act::ViewPrintQueue, |bed, caller| code(print::queue(&bed.office, caller, "", 10, 0))),
    ("print::printers_with_blanks", Act::ViewPrintQueue, |bed, caller| code(print::printers_with_blanks(&bed.office, caller))),
    ("print::record", Act::RecordPrint, |bed, caller| {
        code(print::record(&bed.office, caller, &plain(), CASE, ("CETAK-1", ""), PrintResult::Good))
    }),
    ("print::queue_length", Act::ViewPrintQueue, |bed, caller| code(print::queue_length(&bed.office, caller))),
    ("print::plan", Act::PlanRun, |bed, caller| code(print::plan(&bed.office, caller, Some(&[])))),
    ("print::release", Act::PlanRun, |bed, caller| code(print::release(&bed.office, caller, &plain(), RunList::default()))),
    ("print::room", Act::PlanRun, |bed, caller| code(print::room(&bed.office, caller))),
    ("print::run", Act::PlanRun, |bed, caller| code(print::run(&bed.office, caller, RunId(NIL)))),
    ("print::doubt", Act::RecordPrint, |bed, caller| code(print::doubt(&bed.office, caller, &plain(), JobId(NIL), "padam"))),
    ("print::take_job_back", Act::RecordPrint, |bed, caller| code(print::take_job_back(&bed.office, caller, &plain(), JobId(NIL)))),
    ("print::agent_job", Act::DrivePrinter, |bed, caller| code(print::agent_job(&bed.office, caller, "CETAK-1"))),
    ("print::agent_document", Act::DrivePrinter, |bed, caller| code(print::agent_document(&bed.office, caller, JobId(NIL)))),
    ("print::begin_sending", Act::DrivePrinter, |bed, caller| code(print::begin_sending(&bed.office, caller, &plain(), JobId(NIL)))),
    ("print::report_job", Act::DrivePrinter, |bed, caller| {
        code(print::report_job(&bed.office, caller, &plain(), JobId(NIL), AgentReport::Uncertain, ""))
    }),
    ("print::note_printer", Act::DrivePrinter, |bed, caller| {
        let words = PrinterWords { printer: "CETAK-1".to_owned(), state: "bored".to_owned(), reasons: Vec::new() };
        code(print::note_printer(&bed.office, caller, &plain(), words))
    }),
    ("print::set_printer", Act::SetPrinting, |bed, caller| {
        let route = PrintRoute::Ministry;
        let note = PrinterNote { printer: "CETAK-1".to_owned(), route, heat_cards_a_day: 0, seconds_a_card: 0 };
        code(print::set_printer(&bed.office, caller, &plain(), note))
    }),
    ("print::forecast", Act::ViewPrintQueue, |bed, caller| code(print::forecast(&bed.office, caller))),
    ("print::deferred", Act::ViewPrintQueue, |bed, caller| code(print::deferred(&bed.office, caller, 10, 0))),
    ("print::tell", Act::IssueSuket, |bed, caller| code(print::tell(&bed.office, caller, &plain(), CASE, ToldBy::Phone))),
    ("print::give_suket", Act::IssueSuket, |bed, caller| code(print::give_suket(&bed.office, caller, &plain(), CASE))),
    ("print::renew_suket", Act::IssueSuket, |bed, caller| code(print::renew_suket(&bed.office, caller, &plain(), SuketId(NIL)))),
    ("print::sukets", Act::IssueSuket, |bed, caller| code(print::sukets(&bed.office, caller))),
    ("print::suket", Act::IssueSuket, |bed, caller| code(print::suket(&bed.office, caller, SuketId(NIL)))),
    ("stock::accept", Act::ReceiveBlanks, |bed, caller| code(stock::accept(&bed.office, caller, &plain(), "GUDANG", LotId(NIL), 0))),
    ("stock::change_ribbon", Act::RecordPrint, |bed, caller| {
        code(stock::change_ribbon(&bed.office, caller, &plain(), "CETAK-1", Item::Blank))
    }),
    ("stock::give_away", Act::CorrectStock, |bed, caller| code(stock::give_away(&bed.office, caller, &plain(), GivenAway::Lent, loan()))),
    ("stock::take_back", Act::ReceiveBlanks, |bed, caller| code(stock::take_back(&bed.office, caller, &plain(), loan()))),
    ("stock::begin_count", Act::CloseDay, |bed, caller| code(stock::begin_count(&bed.office, caller, &plain(), "GUDANG"))),
    ("stock::enter_count", Act::CloseDay, |bed, caller| {
        code(stock::enter_count(&bed.office, caller, &plain(), ClosingId(NIL), BTreeMap::new()))
    }),
    ("stock::confirm_count", Act::CloseDay, |bed, caller| code(stock::confirm_count(&bed.office, caller, &plain(), ClosingId(NIL)))),
    ("stock::drop_count", Act::CloseDay, |bed, caller| code(stock::drop_count(&bed.office, caller, &plain(), ClosingId(NIL)))),
    ("stock::settle_difference", Act::CorrectStock, |bed, caller| {
        code(stock::settle_difference(&bed.office, caller, &plain(), DifferenceId(NIL), Settlement::Lost, ""))
    }),
    ("stock::invalids", Act::ViewStock, |bed, caller| code(stock::invalids(&bed.office, caller))),
    ("stock::destroy", Act::CorrectStock, |bed, caller| {
        let note = DestructionNote { number: String::new(), witness: String::new(), witness_office: String::new() };
        code(stock::destroy(&bed.office, caller, &plain(), note))
    }),
    ("papers::sender", Act::ViewFigures, |bed, caller| code(papers::sender(&bed.office, caller))),
    ("stock::minutes", Act::ViewStock, |bed, caller| code(stock::minutes(&bed.office, caller, DestructionId(NIL)))),
    ("stock::day_sheet", Act::ViewStock, |bed, caller| code(stock::day_sheet(&bed.office, caller, ClosingId(NIL)))),
    ("stock::find_loan", Act::ViewStock, |bed, caller| code(stock::find_loan(&bed.office, caller, 0))),
    ("stock::month", Act::ViewStock, |bed, caller| code(stock::month(&bed.office, caller, bed.office.today()))),
    ("stock::set_outlook", Act::SetPrinting, |bed, caller| {
        let note = OutlookNote { policy: Policy::LawOrder, next_delivery: None, source: String::new() };
        code(stock::set_outlook(&bed.office, caller, &plain(), note))
    }),
    ("stock::request_blanks", Act::RequestBlanks, |bed, caller| {
        let note = RequestNote { number: String::new(), on: bed.office.today(), asked: 0 };
        code(stock::request_blanks(&bed.office, caller, &plain(), note))
    }),
    ("custody::shelf_board", Act::ShelveCard, |bed, caller| code(custody::shelf_board(&bed.office, caller))),
    ("custody::shelve", Act::ShelveCard, |bed, caller| code(custody::shelve(&bed.office, caller, &plain(), CASE, "RAK-01"))),
    ("custody::shelve_by_receipt", Act::ShelveCard, |bed, caller| {
        code(custody::shelve_by_receipt(&bed.office, caller, &plain(), RECEIPT, "RAK-01"))
    }),
    ("custody::forward", Act::ShelveCard, |bed, caller| code(custody::forward(&bed.office, caller, &plain(), CASE))),
    ("custody::hand_over", Act::HandOver, |bed, caller| {
        let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        code(custody::hand_over(&bed.office, caller, &plain(), CASE, how))
    }),
    ("custody::hand_over_to_proxy", Act::HandOver, |bed, caller| {
        let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        code(custody::hand_over_to_proxy(&bed.office, caller, &plain(), CASE, how, &Proxy::default()))
    }),
    ("shelf_count::take_stock", Act::ShelveCard, |bed, caller| code(shelf_count::take_stock(&bed.office, caller, &plain(), "RAK-99", &[]))),
    ("shelf_count::shelves", Act::ShelveCard, |bed, caller| code(shelf_count::shelves(&bed.office, caller))),
    ("shelf_count::counts", Act::ShelveCard, |bed, caller| code(shelf_count::counts(&bed.office, caller, "RAK-99"))),
    ("shelf_count::miss", Act::SignBatches, |bed, caller| code(shelf_count::miss(&bed.office, caller, &plain(), CASE))),
    ("shelf_count::give_up", Act::ShelveCard, |bed, caller| code(shelf_count::give_up(&bed.office, caller, &plain(), CASE))),
    ("notices::notify", Act::SendNotices, |bed, caller| {
        code(notices::notify(&bed.office, caller, &plain(), CASE, (NoticePurpose::Ready, Language::Indonesian)))
    }),
    ("notices::note_told", Act::SendNotices, |bed, caller| code(notices::note_told(&bed.office, caller, &plain(), CASE, ToldBy::Phone))),
    ("notices::stop_phone", Act::SendNotices, |bed, caller| code(notices::stop_phone(&bed.office, caller, &plain(), &number()))),
    ("notices::allow_phone", Act::SendNotices, |bed, caller| code(notices::allow_phone(&bed.office, caller, &plain(), &number()))),
    ("notices::close_message", Act::SendNotices, |bed, caller| {
        code(notices::close_message(&bed.office, caller, &plain(), InboundId(NIL), ""))
    }),
    ("notices::inbox", Act::SendNotices, |bed, caller| code(notices::inbox(&bed.office, caller))),
    ("notices::never_told", Act::SendNotices, |bed, caller| code(notices::never_told(&bed.office, caller, 9))),
    ("notices::board", Act::SendNotices, |bed, caller| code(notices::board(&bed.office, caller))),
    ("notices::at_hand", Act::SendNotices, |bed, caller| code(notices::at_hand(&bed.office, caller))),
    ("notices::notices_of", Act::ViewPerson, |bed, caller| code(notices::notices_of(&bed.office, caller, CASE))),
    ("ladder::due_today", Act::SendBatches, |bed, caller| code(ladder::due_today(&bed.office, caller))),
    ("ladder::due", Act::SendBatches, |bed, caller| code(ladder::due(&bed.office, caller, bed.office.today(), 9))),
    ("batches::open", Act::SendBatches, |bed, caller| code(batches::open(&bed.office, caller, &plain(), BatchRoute::Village, "DESA-9"))),
    ("batches::pack", Act::SendBatches, |bed, caller| code(batches::pack(&bed.office, caller, &plain(), BATCH, RECEIPT))),
    ("batches::pack_due", Act::SendBatches, |bed, caller| code(batches::pack_due(&bed.office, caller, &plain(), BATCH, 9))),
    ("batches::take_out", Act::SendBatches, |bed, caller| code(batches::take_out(&bed.office, caller, &plain(), BATCH, RECEIPT))),
    ("batches::send", Act::SendBatches, |bed, caller| code(batches::send(&bed.office, caller, &plain(), BATCH))),
    ("batches::drop_batch", Act::SendBatches, |bed, caller| code(batches::drop_batch(&bed.office, caller, &plain(), BATCH))),
    ("batches::receive", Act::SignBatches, |bed, caller| code(batches::receive(&bed.office, caller, &plain(), BATCH, &Found::default()))),
    ("batches::find_missing", Act::SignBatches, |bed, caller| code(batches::find_missing(&bed.office, caller, &plain(), BATCH, RECEIPT))),
    ("batches::take_back", Act::SendBatches, |bed, caller| {
        code(batches::take_back(&bed.office, caller, &plain(), BATCH, RECEIPT, (NotCollected::Away, "RAK-01")))
    }),
    ("batches::note_post", Act::SendBatches, |bed, caller| {
        let in_vain = PostOutcome::InVain(NotCollected::Away);
        code(batches::note_post(&bed.office, caller, &plain(), BATCH, RECEIPT, in_vain))
    }),
    ("batches::close_site", Act::ManageSites, |bed, caller| code(batches::close_site(&bed.office, caller, &plain(), "DESA-9", ""))),
    ("batches::reopen_site", Act::ManageSites, |bed, caller| code(batches::reopen_site(&bed.office, caller, &plain(), "DESA-9"))),
    ("batches::board", Act::SignBatches, |bed, caller| code(batches::board(&bed.office, caller))),
    ("batches::view", Act::SignBatches, |bed, caller| code(batches::view(&bed.office, caller, BATCH))),
    ("batches::destinations", Act::SendBatches, |bed, caller| code(batches::destinations(&bed.office, caller))),
    ("batches::sites", Act::ManageSites, |bed, caller| code(batches::sites(&bed.office, caller))),
    ("batches::missing", Act::SignBatches, |bed, caller| code(batches::missing(&bed.office, caller))),
    ("signals::signals", Act::ViewSignals, |bed, caller| code(signals::signals(&bed.office, caller))),
    ("lying::times", Act::ViewFigures, |bed, caller| code(lying::times(&bed.office, caller))),
    ("plans::plan", Act::ViewPlans, |bed, caller| code(plans::plan(&bed.office, caller, plans::Kind::Blanks, &[]))),
    ("plans::all", Act::ViewPlans, |bed, caller| code(plans::all(&bed.office, caller))),
    ("promise::one_day", Act::ViewFigures, |bed, caller| code(promise::one_day(&bed.office, caller, bed.office.today()))),
    ("stock::board", Act::ViewStock, |bed, caller| code(stock::board(&bed.office, caller))),
    ("stock::receive", Act::ReceiveBlanks, |bed, caller| {
        let delivery = delivery("BA", 0);
        code(stock::receive(&bed.office, caller, &plain(), delivery))
    }),
    ("stock::move_blanks", Act::MoveBlanks, |bed, caller| {
        code(stock::move_blanks(&bed.office, caller, &plain(), ("GUDANG", "CETAK-1"), (Item::Blank, 0), ""))
    }),
    ("stock::spoil", Act::MoveBlanks, |bed, caller| {
        code(stock::spoil(&bed.office, caller, &plain(), "GUDANG", (0, SpoilCause::Defect), ""))
    }),
    ("looks::of_person", Act::ViewLooks, |bed, caller| code(looks::of_person(&bed.office, caller, PERSON))),
    ("looks::report", Act::ViewLooks, |bed, caller| {
        let today = bed.office.today();
        code(looks::report(&bed.office, caller, today, today.yesterday().unwrap()))
    }),
    ("looks::give_reason", Act::ViewPerson, |bed, caller| code(looks::give_reason(&bed.office, caller, LookReason::Other, ""))),
    ("proposals::list", Act::ViewProposals, |bed, caller| code(proposals::list(&bed.office, caller))),
    ("proposals::view", Act::ViewProposals, |bed, caller| code(proposals::view(&bed.office, caller, PROPOSAL))),
    ("proposals::approve", Act::DecideProposal, |bed, caller| {
        code(proposals::approve(&bed.office, caller, &plain(), PROPOSAL, "", "wrong"))
    }),
    ("proposals::decline", Act::DecideProposal, |bed, caller| {
        code(proposals::decline(&bed.office, caller, &plain(), PROPOSAL, "", "wrong"))
    }),
    ("proposals::withdraw", Act::WithdrawProposal, |bed, caller| code(proposals::withdraw(&bed.office, caller, &plain(), PROPOSAL))),
    ("accounts::list", Act::ViewAccounts, |bed, caller| code(accounts::list(&bed.office, caller))),
    ("accounts::open", Act::ManageAccounts, |bed, caller| {
        code(accounts::open(&bed.office, caller, &plain(), "", "", "", StandingInput::default()))
    }),
    ("accounts::change", Act::ManageAccounts, |bed, caller| {
        code(accounts::change(&bed.office, caller, &plain(), ACCOUNT, StandingInput::default(), Active::Yes))
    }),
    ("accounts::issue_code", Act::ManageAccounts, |bed, caller| code(accounts::issue_code(&bed.office, caller, &plain(), ACCOUNT))),
    ("import::latest", Act::ImportFiles, |bed, caller| code(import::latest(&bed.office, caller))),
    ("import::progress", Act::ImportFiles, |bed, caller| code(import::progress(&bed.office, caller, IMPORT))),
    ("import::page", Act::ImportFiles, |bed, caller| code(import::page(&bed.office, caller, IMPORT, ShownKind::New))),
    ("import::refused", Act::ImportFiles, |bed, caller| code(import::refused(&bed.office, caller, IMPORT))),
    ("import::receive", Act::ImportFiles, |bed, caller| {
        let file = import::Incoming { name: String::new(), hash: String::new(), head: SheetHead::default() };
        code(import::receive(&bed.office, Some(caller), &file, std::iter::empty::<Result<_, AppError>>()))
    }),
    ("import::receive_file", Act::ImportFiles, |bed, caller| {
        code(import::receive_file(&bed.office, Some(caller), Path::new("/dev/null"), "kosong"))
    }),
    ("import::receive_text", Act::ImportFiles, |bed, caller| code(import::receive_text(&bed.office, caller, "", "tempel"))),
    ("import::map_columns", Act::ImportFiles, |bed, caller| {
        code(import::map_columns(&bed.office, caller, &plain(), IMPORT, &SetUp::default()))
    }),
    ("import::again", Act::ImportFiles, |bed, caller| code(import::again(&bed.office, caller, &plain(), IMPORT))),
    ("import::cancel", Act::ImportFiles, |bed, caller| code(import::cancel(&bed.office, caller, &plain(), IMPORT))),
    ("import::confirm", Act::ImportFiles, |bed, caller| code(import::confirm(&bed.office, caller, &plain(), IMPORT))),
    ("questions::counts", Act::AnswerQuestions, |bed, caller| code(questions::counts(&bed.office, caller))),
    ("questions::list", Act::AnswerQuestions, |bed, caller| code(questions::list(&bed.office, caller, None))),
    ("questions::view", Act::AnswerQuestions, |bed, caller| code(questions::view(&bed.office, caller, &question()))),
    ("questions::leave", Act::AnswerQuestions, |bed, caller| code(questions::leave(&bed.office, caller, &plain(), question(), ""))),
    ("questions::take_row", Act::AnswerQuestions, |bed, caller| {
        code(questions::take_row(&bed.office, caller, &plain(), question(), 0, None))
    }),
    ("questions::merge", Act::AnswerQuestions, |bed, caller| {
        let wish = questions::Merge { question: question(), keep: PERSON, take: BTreeSet::new() };
        code(questions::merge(&bed.office, caller, &plain(), wish))
    }),
];

const NIL: uuid::Uuid = uuid::Uuid::nil();

/// A loan of nothing.
fn loan() -> Loan {
    Loan { store: "GUDANG".to_owned(), quantity: 0, paper: String::new(), serials: String::new() }
}

/// A question that nobody asked.
fn question() -> QuestionId {
    QuestionId::parse(&"0".repeat(32)).unwrap()
}

/// The code of a refusal, empty when it was no refusal.
fn code<T: Debug>(result: Result<T, AppError>) -> &'static str {
    match result {
        Ok(_) => "",
        Err(AppError::Refused(refusal)) => refusal.code(),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn who_may_not_is_refused_and_nothing_happens() {
    let bed = Bed::on_sqlite();
    let mut refused = BTreeSet::new();
    for (name, act, call) in USE_CASES {
        for role in Role::ALL.iter().filter(|role| !bed.caller(**role).may(*act)) {
            let answer = unchanged(&bed, name, || call(&bed, &bed.caller(*role)));
            assert_eq!(answer, "ACCESS-0001", "{name} by {role}");
            refused.insert(*act);
        }
    }
    let unrefused: Vec<&Act> = Act::ALL.iter().filter(|act| !refused.contains(act)).collect();
    assert_eq!(unrefused, [&Act::ViewFigures, &Act::ViewProposals, &Act::WithdrawProposal], "what everybody may do");
}

#[test]
fn who_may_is_not_refused_for_access() {
    let bed = Bed::on_sqlite();
    for (name, act, call) in USE_CASES {
        for role in Role::ALL.iter().filter(|role| bed.caller(**role).may(*act)) {
            assert_ne!(call(&bed, &bed.caller(*role)), "ACCESS-0001", "{name} by {role}");
        }
    }
}

#[test]
fn every_use_case_with_a_caller_is_in_the_table() {
    let mut found = BTreeSet::new();
    for (module, source) in sources() {
        for text in source.split("\npub fn ").skip(1) {
            let (name, rest) = text.split_once('(').unwrap();
            let name = name.split('<').next().unwrap();
            let (parameters, _) = rest.split_once(") ->").unwrap_or((rest, ""));
            if parameters.contains("caller: &Caller") || parameters.contains("caller: Option<&Caller>") {
                found.insert(format!("{module}::{name}"));
            }
        }
    }
    let listed: BTreeSet<String> = USE_CASES.iter().map(|(name, ..)| (*name).to_owned()).collect();
    assert_eq!(found, listed);
}
