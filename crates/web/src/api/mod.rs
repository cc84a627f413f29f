//! The JSON API under `/api/v1`: the same request types and `app` calls as the pages.
//!
//! Errors are problems of RFC 9457: 400 unreadable, 401 no token, 403 not allowed, 404 unknown or beyond reach, 409 key reused, 422 refused,
//! 429 too many people looked at, 503 storage. 202 is no error: the act waits for a second person.
//! A call is read in the order token → address → content: without a token nothing is said of what an address names.
//!
//! **Start reading** in [`routes`], then `case.rs`; `openapi.rs` describes every call to programs.

mod accounts;
mod agent;
mod caller;
mod case;
mod centre;
mod coverage;
mod handover;
mod imports;
mod json;
mod ladder;
mod looks;
mod notices;
mod office;
mod openapi;
mod people;
mod plans;
mod print;
mod problem;
mod proposals;
mod questions;
mod room;
mod shortage;
mod stock;
mod stock_acts;

use axum::{
    Router,
    http::{HeaderMap, Method},
};
use domain::access::Act as A;

use crate::{
    endpoint::{
        Access::{Act, Public, SignedIn},
        Routes,
    },
    session::language,
    state::Site,
    upload,
};

pub(crate) use agent::{AGENT_PREFIX, agent_routes};
pub(crate) use problem::Problem;

/// Where the API begins; the router is nested there, and `Location` headers start with it.
pub(crate) const PREFIX: &str = "/api/v1";

/// Every call of the API.
pub(crate) fn routes() -> Routes {
    let routes = Routes::beneath(PREFIX)
        .get("/openapi.json", Public, openapi::openapi)
        .get("/office", SignedIn, office::office)
        .get("/figures", Act(A::ViewFigures), office::figures)
        .get("/villages", SignedIn, office::villages)
        .get("/purposes/{purpose}/documents", SignedIn, office::purpose_documents)
        .post("/people", Act(A::AddPerson), people::add_person)
        .post("/people/search", Act(A::ViewPerson), people::search_people)
        .get("/people/{person}", Act(A::ViewPerson), people::person)
        .post("/people/{person}/cases", Act(A::OpenCase), case::open_case)
        .post("/people/{person}/central-observations", Act(A::ObserveCentral), case::observe_central)
        .get("/cases/{case}", Act(A::ViewPerson), case::case)
        .get("/cases/by-receipt/{receipt}", Act(A::ViewPerson), case::case_by_receipt)
        .post("/cases/{case}/documents", Act(A::OpenCase), case::add_documents)
        .post("/cases/{case}/recording", Act(A::RecordBiometrics), case::record_biometrics)
        .post("/cases/{case}/print-results", Act(A::RecordPrint), print::record_print)
        .post("/cases/{case}/shelf", Act(A::ShelveCard), stock::shelve_card)
        .post("/cases/{case}/handover", Act(A::HandOver), case::hand_over)
        .post("/cases/{case}/cancellation", Act(A::CancelCase), case::cancel_case)
        .get("/print-queue", Act(A::ViewPrintQueue), print::print_queue)
        .get("/shelves", Act(A::ShelveCard), stock::shelves)
        .get("/stock", Act(A::ViewStock), stock::stock)
        .post("/stock/receipts", Act(A::ReceiveBlanks), stock::receive_blanks)
        .post("/stock/moves", Act(A::MoveBlanks), stock::move_blanks)
        .post("/stock/spoilages", Act(A::MoveBlanks), stock::spoil_blanks);
    import_centre(oversight(centre(print_room(handover(telling(routes))))))
}

/// The calls about notices, the ladder and the one-day service.
fn telling(routes: Routes) -> Routes {
    routes
        .get("/notices", Act(A::SendNotices), notices::notice_board)
        .get("/cases/{case}/notices", Act(A::ViewPerson), notices::case_notices)
        .post("/cases/{case}/notices", Act(A::SendNotices), notices::write_notice)
        .post("/cases/{case}/tellings", Act(A::SendNotices), notices::note_telling)
        .post("/phones/stops", Act(A::SendNotices), notices::stop_phone)
        .post("/phones/allowances", Act(A::SendNotices), notices::allow_phone)
        .get("/never-told", Act(A::SendNotices), notices::never_told)
        .get("/inbox", Act(A::SendNotices), notices::inbox)
        .post("/inbox/{message}/closing", Act(A::SendNotices), notices::close_message)
        .get("/ladder", Act(A::SendBatches), ladder::ladder)
        .get("/lying-times", Act(A::ViewFigures), ladder::lying_times)
        .get("/one-day-service", Act(A::ViewFigures), ladder::one_day_service)
}

/// The calls about batches, pick-up, stock-takes of shelves and signs of brokers.
fn handover(routes: Routes) -> Routes {
    routes
        .get("/batches", Act(A::SignBatches), handover::batch_list)
        .post("/batches", Act(A::SendBatches), handover::open_batch)
        .get("/batches/{batch}", Act(A::SignBatches), handover::batch)
        .post("/batches/{batch}/cards", Act(A::SendBatches), handover::pack_card)
        .post("/batches/{batch}/due-cards", Act(A::SendBatches), handover::pack_due)
        .post("/batches/{batch}/removals", Act(A::SendBatches), handover::take_card_out)
        .post("/batches/{batch}/departure", Act(A::SendBatches), handover::send_batch)
        .post("/batches/{batch}/cancellation", Act(A::SendBatches), handover::drop_batch)
        .post("/batches/{batch}/signature", Act(A::SignBatches), handover::receive_batch)
        .post("/batches/{batch}/finds", Act(A::SignBatches), handover::find_card)
        .post("/batches/{batch}/returns", Act(A::SendBatches), handover::return_card)
        .post("/batches/{batch}/attempts", Act(A::SendBatches), handover::note_attempt)
        .get("/missing-cards", Act(A::SignBatches), handover::missing_cards)
        .get("/sites", Act(A::ManageSites), handover::sites)
        .post("/sites/closing", Act(A::ManageSites), handover::close_site)
        .post("/sites/reopening", Act(A::ManageSites), handover::reopen_site)
        .post("/cases/{case}/pick-up", Act(A::HandOver), handover::pick_up)
        .post("/cases/{case}/missing", Act(A::SignBatches), handover::miss_card)
        .post("/cases/{case}/loss", Act(A::ShelveCard), handover::lose_card)
        .post("/shelf-counts", Act(A::ShelveCard), handover::count_shelf)
        .get("/shelves/{shelf}/counts", Act(A::ShelveCard), handover::shelf_counts)
        .get("/signals", Act(A::ViewSignals), handover::broker_signals)
}

/// The calls about printing, and the stock's acts.
fn print_room(routes: Routes) -> Routes {
    routes
        .get("/print-room", Act(A::PlanRun), room::print_room)
        .get("/print-plan", Act(A::PlanRun), room::print_plan)
        .post("/print-runs", Act(A::PlanRun), room::release_run)
        .get("/print-runs/{run}", Act(A::PlanRun), room::print_run)
        .post("/print-jobs/{job}/doubt", Act(A::RecordPrint), room::doubt_job)
        .post("/print-jobs/{job}/return", Act(A::RecordPrint), room::take_job_back)
        .post("/printers", Act(A::SetPrinting), room::set_printer)
        .get("/forecast", Act(A::ViewPrintQueue), shortage::forecast)
        .post("/forecast/outlook", Act(A::SetPrinting), shortage::set_outlook)
        .get("/deferrals", Act(A::ViewPrintQueue), shortage::deferrals)
        .post("/cases/{case}/told", Act(A::IssueSuket), shortage::tell)
        .post("/cases/{case}/suket", Act(A::IssueSuket), shortage::give_suket)
        .get("/sukets", Act(A::IssueSuket), shortage::sukets)
        .post("/sukets/{suket}/renewal", Act(A::IssueSuket), shortage::renew_suket)
        .post("/stock/arrivals", Act(A::ReceiveBlanks), stock_acts::accept_arrival)
        .post("/stock/ribbons", Act(A::RecordPrint), stock_acts::change_ribbon)
        .post("/stock/loans", Act(A::CorrectStock), stock_acts::give_away)
        .post("/stock/returns", Act(A::ReceiveBlanks), stock_acts::take_blanks_back)
        .post("/stock/requests", Act(A::RequestBlanks), stock_acts::request_blanks)
        .post("/stock/counts", Act(A::CloseDay), stock_acts::begin_count)
        .post("/stock/counts/{closing}/entries", Act(A::CloseDay), stock_acts::enter_count)
        .post("/stock/counts/{closing}/confirmation", Act(A::CloseDay), stock_acts::confirm_count)
        .post("/stock/counts/{closing}/cancellation", Act(A::CloseDay), stock_acts::drop_count)
        .post("/stock/differences/{difference}/settlement", Act(A::CorrectStock), stock_acts::settle_difference)
        .get("/stock/invalids", Act(A::ViewStock), stock_acts::invalids)
        .post("/stock/destructions", Act(A::CorrectStock), stock_acts::destroy)
        .get("/stock/month", Act(A::ViewStock), stock_acts::month)
}

/// The calls about the centre, repairs, coverage and lists.
fn centre(routes: Routes) -> Routes {
    routes
        .get("/centre/ageing", Act(A::ViewCentral), centre::ageing)
        .get("/centre/records", Act(A::ViewCentral), centre::records)
        .post("/people/{person}/repair", Act(A::RepairRecord), centre::open_repair)
        .post("/people/{person}/repair/letters", Act(A::RepairRecord), centre::note_letter)
        .post("/people/{person}/repair/replies", Act(A::RepairRecord), centre::note_reply)
        .post("/people/{person}/repair/appointments", Act(A::RepairRecord), centre::appoint_rerecording)
        .post("/people/{person}/repair/closing", Act(A::RepairRecord), centre::close_repair)
        .post("/people/{person}/whereabouts", Act(A::NoteWhereabouts), centre::note_whereabouts)
        .get("/plans/{kind}", Act(A::ViewPlans), plans::plan)
        .get("/coverage", Act(A::ViewFigures), coverage::coverage)
        .get("/villages/{village}/unrecorded", Act(A::ViewVillageList), coverage::unrecorded)
}

/// The calls about looks, proposals and accounts.
fn oversight(routes: Routes) -> Routes {
    routes
        .post("/looks/reason", Act(A::ViewPerson), looks::give_reason)
        .get("/people/{person}/looks", Act(A::ViewLooks), looks::person_looks)
        .get("/looks/report", Act(A::ViewLooks), looks::look_report)
        .get("/proposals", Act(A::ViewProposals), proposals::proposals)
        .get("/proposals/{proposal}", Act(A::ViewProposals), proposals::proposal)
        .post("/proposals/{proposal}/approval", Act(A::DecideProposal), proposals::approve)
        .post("/proposals/{proposal}/refusal", Act(A::DecideProposal), proposals::decline)
        .post("/proposals/{proposal}/withdrawal", Act(A::WithdrawProposal), proposals::withdraw)
        .post("/tokens", Public, accounts::issue_token)
        .get("/accounts", Act(A::ViewAccounts), accounts::accounts)
        .post("/accounts", Act(A::ManageAccounts), accounts::open_account)
        .post("/accounts/{account}/changes", Act(A::ManageAccounts), accounts::change_account)
        .post("/accounts/{account}/code", Act(A::ManageAccounts), accounts::issue_code)
}

/// The calls about imports and the questions that they raise.
fn import_centre(routes: Routes) -> Routes {
    routes
        .get("/imports", Act(A::ImportFiles), imports::imports)
        .post_large("/imports", Act(A::ImportFiles), upload::BODY_BYTES_MAX, imports::receive)
        .get("/imports/{import}", Act(A::ImportFiles), imports::import)
        .post("/imports/{import}/columns", Act(A::ImportFiles), imports::columns)
        .post("/imports/{import}/comparison", Act(A::ImportFiles), imports::compare_again)
        .post("/imports/{import}/confirmation", Act(A::ImportFiles), imports::confirm)
        .post("/imports/{import}/cancellation", Act(A::ImportFiles), imports::cancel)
        .get("/imports/{import}/refused.xlsx", Act(A::ImportFiles), imports::refused_rows)
        .get("/questions", Act(A::AnswerQuestions), questions::questions)
        .get("/questions/{question}", Act(A::AnswerQuestions), questions::question)
        .post("/questions/{question}/dismissal", Act(A::AnswerQuestions), questions::leave)
        .post("/questions/{question}/taken-row", Act(A::AnswerQuestions), questions::take_row)
        .post("/questions/{question}/merger", Act(A::AnswerQuestions), questions::merge)
}

/// The calls with the answers for an unknown address and a wrong method.
pub(crate) fn complete(routes: Router<Site>) -> Router<Site> {
    routes.fallback(unknown).method_not_allowed_fallback(wrong_method)
}

/// The answer for an address that is none of the API's.
pub(crate) async fn unknown(headers: HeaderMap) -> Problem {
    Problem::not_found(language(&headers))
}

async fn wrong_method(method: Method, headers: HeaderMap) -> Problem {
    Problem::wrong_method(language(&headers), &method)
}
