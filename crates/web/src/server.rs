//! All routes of the pages, grouped by who uses them, and what every answer carries.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};
use domain::access::Act as A;

use crate::{
    answer, api, assets,
    endpoint::{
        Access::{Act, Public, SignedIn},
        Endpoint, Routes,
    },
    handlers as h,
    pages::routes as r,
    session::{PageCaller, language},
    state::Site,
    upload,
};

/// The greatest request body, bytes: the longest form has some kilobytes.
const BODY_BYTES_MAX: usize = 64 * 1024;

/// The greatest list that is pasted, bytes as a form sends it: some 20,000 lines of NIK, status and date.
const PASTE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// Nothing from elsewhere, nothing inline, no framing (ASVS 5.0 3.4).
const CONTENT_POLICY: &str =
    "default-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

/// The whole site of an office.
pub fn router(site: Site) -> Router {
    pages()
        .router
        .nest(api::PREFIX, api::complete(api::routes().router))
        .nest(api::AGENT_PREFIX, api::complete(api::agent_routes().router))
        .fallback(unknown)
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(headers))
        .with_state(site)
}

/// Every endpoint of pages and API with who may use it.
pub fn endpoints() -> Vec<Endpoint> {
    [pages().endpoints, api::routes().endpoints, api::agent_routes().endpoints].concat()
}

/// The routes of the pages.
fn pages() -> Routes {
    let routes = Routes::beneath("")
        .get(r::CSS, Public, async || asset("text/css; charset=utf-8", assets::CSS))
        .get(r::JS, Public, async || asset("text/javascript; charset=utf-8", assets::JS))
        .get(r::ICON, Public, async || asset("image/svg+xml", assets::ICON))
        .get(r::LOGIN, Public, h::sign_in::show)
        .post(r::LOGIN, Public, h::sign_in::send)
        .post(r::LANGUAGE, Public, h::sign_in::choose_language)
        .get(r::SETUP, Public, h::setup::show)
        .post(r::SETUP, Public, h::setup::send)
        .get(r::ACTIVATE, Public, h::activate::show)
        .post(r::ACTIVATE, Public, h::activate::send)
        .get(r::SMS_CALL, Public, h::callback::hear)
        .post(r::LOGOUT, SignedIn, h::sign_in::leave)
        .get(r::HOME, Act(A::ViewFigures), h::home::show)
        .get(r::STOCK, Act(A::ViewStock), h::stock::show)
        .post(r::STOCK_RECEIVE, Act(A::ReceiveBlanks), h::stock::receive)
        .post(r::STOCK_MOVE, Act(A::MoveBlanks), h::stock::transfer)
        .post(r::STOCK_SPOIL, Act(A::MoveBlanks), h::stock::spoil)
        .post(r::STOCK_ACCEPT, Act(A::ReceiveBlanks), h::stock::accept)
        .post(r::STOCK_RIBBON, Act(A::RecordPrint), h::stock::change_ribbon)
        .post(r::STOCK_AWAY, Act(A::CorrectStock), h::stock::give_away)
        .post(r::STOCK_BACK, Act(A::ReceiveBlanks), h::stock::take_back)
        .post(r::STOCK_REQUEST, Act(A::RequestBlanks), h::stock::ask)
        .post(r::COUNT_BEGIN, Act(A::CloseDay), h::count::begin)
        .get(r::COUNT, Act(A::CloseDay), h::count::show)
        .post(r::COUNT, Act(A::CloseDay), h::count::enter)
        .post(r::COUNT_CONFIRM, Act(A::CloseDay), h::count::confirm)
        .post(r::COUNT_DROP, Act(A::CloseDay), h::count::break_off)
        .post(r::SETTLE, Act(A::CorrectStock), h::count::settle)
        .get(r::DESTROY, Act(A::ViewStock), h::count::show_destroy)
        .post(r::DESTROY, Act(A::CorrectStock), h::count::destroy)
        .get(r::COUNT_SHEET, Act(A::ViewStock), h::papers::closing)
        .get(r::LOAN_RECEIPT, Act(A::ViewStock), h::papers::loan_receipt)
        .get(r::MINUTES, Act(A::ViewStock), h::papers::minutes)
        .get(r::STOCK_MONTH, Act(A::ViewStock), h::count::month);
    imports(oversight(centre(print_room(handover(telling(people(routes)))))))
}

/// The pages of people, their cases and their cards.
fn people(routes: Routes) -> Routes {
    routes
        .get(r::SEARCH, SignedIn, h::search::start)
        .post(r::SEARCH, Act(A::ViewPerson), h::search::send)
        .get(r::PERSON_NEW, Act(A::AddPerson), h::person_new::show)
        .post(r::PERSON_NEW, Act(A::AddPerson), h::person_new::send)
        .get(r::PERSON, Act(A::ViewPerson), h::person::show)
        .get(r::CASE_OPEN, Act(A::OpenCase), h::case_open::show)
        .post(r::CASE_OPEN, Act(A::OpenCase), h::case_open::send)
        .get(r::CASE, Act(A::ViewPerson), h::case::show)
        .get(r::RECEIPT, Act(A::ViewPerson), h::receipt::show)
        .post(r::DOCUMENTS, Act(A::OpenCase), h::case::add_documents)
        .post(r::RECORD, Act(A::RecordBiometrics), h::case::record)
        .post(r::CENTRAL, Act(A::ObserveCentral), h::case::observe)
        .get(r::PRINT_RESULT, Act(A::RecordPrint), h::print::show_result)
        .post(r::PRINT_RESULT, Act(A::RecordPrint), h::print::send_result)
        .post(r::SHELVE, Act(A::ShelveCard), h::case::shelve)
        .post(r::HAND_OVER, Act(A::HandOver), h::case::hand_over)
        .post(r::CANCEL, Act(A::CancelCase), h::case::cancel)
        .get(r::WAITING, Act(A::ViewPerson), h::waiting::show)
        .post(r::REPAIR_OPEN, Act(A::RepairRecord), h::repair::open)
        .post(r::REPAIR_LETTER, Act(A::RepairRecord), h::repair::letter)
        .post(r::REPAIR_REPLY, Act(A::RepairRecord), h::repair::reply)
        .post(r::RERECORDING, Act(A::RepairRecord), h::repair::appoint)
        .post(r::REPAIR_CLOSE, Act(A::RepairRecord), h::repair::close)
        .post(r::WHEREABOUTS, Act(A::NoteWhereabouts), h::repair::note_whereabouts)
        .get(r::SHELF, Act(A::ShelveCard), h::shelf::show)
        .post(r::SHELF, Act(A::ShelveCard), h::shelf::send)
        .get(r::PICKUP, Act(A::HandOver), h::pickup::show)
        .post(r::PICKUP, Act(A::HandOver), h::pickup::scan)
}

/// The pages of notices, of who was never told, of the ladder, and of what citizens may ask.
fn telling(routes: Routes) -> Routes {
    routes
        .get(r::NOTICES, Act(A::SendNotices), h::notices::show)
        .post(r::PHONE_WISH, Act(A::SendNotices), h::notices::phone_wish)
        .get(r::UNTOLD, Act(A::SendNotices), h::untold::show)
        .get(r::INBOX, Act(A::SendNotices), h::notices::inbox)
        .post(r::MESSAGE_CLOSE, Act(A::SendNotices), h::notices::close)
        .post(r::NOTIFY, Act(A::SendNotices), h::notices::notify)
        .post(r::NOTE_TOLD, Act(A::SendNotices), h::notices::note_told)
        .post(r::CASE_PHONE, Act(A::SendNotices), h::notices::case_phone)
        .get(r::LADDER, Act(A::SendBatches), h::ladder::show)
        .get(r::LYING, Act(A::ViewFigures), h::lying::show)
        .get(r::ONE_DAY, Act(A::ViewFigures), h::ladder::one_day)
        .get(r::STATUS, Public, h::status::show)
        .post(r::STATUS, Public, h::status::ask)
}

/// The pages of batches, of custody, of the pick-up desk's handovers and of the signs of brokers.
fn handover(routes: Routes) -> Routes {
    routes
        .get(r::BATCHES, Act(A::SignBatches), h::batches::show)
        .post(r::BATCHES, Act(A::SendBatches), h::batches::open)
        .get(r::MISSING, Act(A::SignBatches), h::batches::missing)
        .get(r::SITES, Act(A::ManageSites), h::batches::sites)
        .post(r::SITE_CLOSE, Act(A::ManageSites), h::batches::close_site)
        .post(r::SITE_REOPEN, Act(A::ManageSites), h::batches::reopen_site)
        .get(r::BATCH, Act(A::SignBatches), h::batch::show)
        .post(r::BATCH_PACK, Act(A::SendBatches), h::batch::pack)
        .post(r::BATCH_PACK_DUE, Act(A::SendBatches), h::batch::pack_due)
        .post(r::BATCH_TAKE_OUT, Act(A::SendBatches), h::batch::take_out)
        .post(r::BATCH_SEND, Act(A::SendBatches), h::batch::send)
        .post(r::BATCH_DROP, Act(A::SendBatches), h::batch::give_up)
        .post(r::BATCH_CHECK, Act(A::SignBatches), h::batch::check)
        .post(r::BATCH_RECEIVE, Act(A::SignBatches), h::batch::receive)
        .post(r::BATCH_FIND, Act(A::SignBatches), h::batch::find)
        .post(r::BATCH_RETURN, Act(A::SendBatches), h::batch::take_back)
        .post(r::BATCH_POST, Act(A::SendBatches), h::batch::note_post)
        .get(r::BATCH_MINUTES, Act(A::SignBatches), h::papers::handover)
        .post(r::DESK_HAND_OVER, Act(A::HandOver), h::pickup::hand_over)
        .get(r::CARD_PLACE, Act(A::ViewPerson), h::custody::show_place)
        .post(r::CARD_PLACE, Act(A::ViewPerson), h::custody::find_place)
        .post(r::CARD_FOUND, Act(A::ShelveCard), h::custody::found)
        .post(r::CARD_MISSED, Act(A::SignBatches), h::custody::missed)
        .post(r::CARD_LOST, Act(A::ShelveCard), h::custody::lost)
        .get(r::SHELF_COUNT, Act(A::ShelveCard), h::custody::show_count)
        .post(r::SHELF_COUNT, Act(A::ShelveCard), h::custody::count)
        .get(r::SHELF_LABELS, Act(A::ShelveCard), h::custody::labels)
        .get(r::SIGNALS, Act(A::ViewSignals), h::signals::show)
        .get(r::PLANS, Act(A::ViewPlans), h::plans::list)
        .get(r::PLAN, Act(A::ViewPlans), h::plans::show)
}

/// The pages of printing.
fn print_room(routes: Routes) -> Routes {
    routes
        .get(r::PRINT_ROOM, Act(A::ViewPrintQueue), h::room::show)
        .get(r::PRINT_QUEUE, Act(A::ViewPrintQueue), h::print::queue)
        .post(r::PRINT_RELEASE, Act(A::PlanRun), h::room::release)
        .get(r::PRINT_RUN, Act(A::PlanRun), h::jobs::run)
        .get(r::RUN_LIST, Act(A::PlanRun), h::papers::run_list)
        .post(r::PRINTER_SET, Act(A::SetPrinting), h::room::set_printer)
        .get(r::PRINT_SCAN, Act(A::PlanRun), h::jobs::show_scan)
        .post(r::PRINT_SCAN, Act(A::PlanRun), h::jobs::scan)
        .post(r::JOB_RESULT, Act(A::RecordPrint), h::jobs::result)
        .post(r::JOB_DOUBT, Act(A::RecordPrint), h::jobs::doubt)
        .post(r::JOB_BACK, Act(A::RecordPrint), h::jobs::take_back)
        .get(r::SHORTAGE, Act(A::ViewPrintQueue), h::shortage::show)
        .post(r::OUTLOOK, Act(A::SetPrinting), h::shortage::set_outlook)
        .get(r::DEFERRED, Act(A::ViewPrintQueue), h::shortage::deferred)
        .post(r::TOLD, Act(A::IssueSuket), h::shortage::tell)
        .post(r::SUKET_GIVE, Act(A::IssueSuket), h::shortage::give_suket)
        .get(r::SUKETS, Act(A::IssueSuket), h::shortage::sukets)
        .get(r::SUKET_LETTER, Act(A::IssueSuket), h::papers::suket)
        .get(r::REQUEST_LETTER, Act(A::ViewPrintQueue), h::papers::request)
        .get(r::LOAN_LETTER, Act(A::ViewPrintQueue), h::papers::loan_letter)
        .post(r::SUKET_RENEW, Act(A::IssueSuket), h::shortage::renew_suket)
        .get(r::PUBLIC_NOTICE, Public, h::shortage::public)
}

/// The pages of the centre, of who must have a card, and of a village's list.
fn centre(routes: Routes) -> Routes {
    routes
        .get(r::CENTRE, Act(A::ViewCentral), h::centre::board)
        .get(r::CENTRE_LIST, Act(A::ViewCentral), h::centre::list)
        .get(r::COVERAGE, Act(A::ViewFigures), h::coverage::office)
        .get(r::COVERAGE_SUBDISTRICT, Act(A::ViewFigures), h::coverage::subdistrict)
        .get(r::COVERAGE_VILLAGE, Act(A::ViewFigures), h::coverage::village)
        .get(r::VILLAGE_LIST, Act(A::ViewVillageList), h::coverage::list)
}

/// The pages of looks, proposals and accounts.
fn oversight(routes: Routes) -> Routes {
    routes
        .post(r::REASON, Act(A::ViewPerson), h::looks::give_reason)
        .get(r::PERSON_LOOKS, Act(A::ViewLooks), h::looks::of_person)
        .get(r::LOOKS, Act(A::ViewLooks), h::looks::report)
        .get(r::PROPOSALS, Act(A::ViewProposals), h::proposals::list)
        .get(r::PROPOSAL, Act(A::ViewProposals), h::proposals::show)
        .post(r::APPROVE, Act(A::DecideProposal), h::proposals::approve)
        .post(r::DECLINE, Act(A::DecideProposal), h::proposals::decline)
        .post(r::WITHDRAW, Act(A::WithdrawProposal), h::proposals::withdraw)
        .get(r::ACCOUNTS, Act(A::ViewAccounts), h::accounts::list)
        .get(r::ACCOUNT_NEW, Act(A::ManageAccounts), h::accounts::show_new)
        .post(r::ACCOUNT_NEW, Act(A::ManageAccounts), h::accounts::open)
        .get(r::ACCOUNT, Act(A::ViewAccounts), h::accounts::show)
        .post(r::ACCOUNT, Act(A::ManageAccounts), h::accounts::change)
        .post(r::ACCOUNT_CODE, Act(A::ManageAccounts), h::accounts::issue_code)
}

/// The pages of the import centre.
fn imports(routes: Routes) -> Routes {
    routes
        .get(r::IMPORTS, Act(A::ImportFiles), h::import::list)
        .post_large(r::IMPORT_UPLOAD, Act(A::ImportFiles), upload::BODY_BYTES_MAX, h::import::receive)
        .post_large(r::IMPORT_PASTE, Act(A::ImportFiles), PASTE_BYTES_MAX, h::import::paste)
        .get(r::IMPORT, Act(A::ImportFiles), h::import_one::show)
        .get(r::IMPORT_PROGRESS, Act(A::ImportFiles), h::import_one::progress)
        .get(r::IMPORT_REFUSED, Act(A::ImportFiles), h::import_one::refused)
        .post(r::IMPORT_COLUMNS, Act(A::ImportFiles), h::import_one::columns)
        .post(r::IMPORT_AGAIN, Act(A::ImportFiles), h::import_one::again)
        .post(r::IMPORT_CONFIRM, Act(A::ImportFiles), h::import_one::confirm)
        .post(r::IMPORT_CANCEL, Act(A::ImportFiles), h::import_one::cancel)
        .get(r::QUESTIONS, Act(A::AnswerQuestions), h::questions::list)
        .get(r::QUESTION, Act(A::AnswerQuestions), h::questions::show)
        .post(r::QUESTION_LEAVE, Act(A::AnswerQuestions), h::questions::leave)
        .post(r::QUESTION_TAKE, Act(A::AnswerQuestions), h::questions::take)
        .post(r::QUESTION_MERGE, Act(A::AnswerQuestions), h::questions::merge)
}

async fn unknown(State(site): State<Site>, page: Option<PageCaller>, request: Request) -> Response {
    let lang = language(request.headers());
    // The API's own router does not see the address that ends where it begins.
    if request.uri().path().strip_prefix(api::PREFIX) == Some("/") {
        return api::unknown(request.headers().clone()).await.into_response();
    }
    answer::not_found(&site, lang, page.as_ref())
}

fn asset(kind: &'static str, content: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, content).into_response()
}

/// The headers of every answer. Pages hold personal data: nothing keeps a copy of them.
async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    response
}
