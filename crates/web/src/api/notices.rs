//! Notices: how they stand, those of a case, who was never told, what citizens wrote.

use app::notices;
use axum::{Json, extract::State};
use domain::id::{CaseId, InboundId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    json::{KeyHeader, Of, Sent, area_name, call, instant},
    problem::Unfinished,
    room::NotedAnswer,
};
use crate::{
    format::MaskedPhone,
    handlers::untold::{next_code, queue_of, why_code},
    request::{CloseMessageRequest, NotifyRequest, PhoneRequest, TellRequest},
    state::Site,
};

/// How notices stand.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeBoardAnswer {
    /// Notices by state.
    states: Vec<NoticeStateAnswer>,
    /// When a gateway last took one.
    #[schema(format = DateTime)]
    last_taken: Option<String>,
    /// Since when the oldest notice waits that is due, when nothing goes out; null when all is well.
    #[schema(format = DateTime)]
    alarm_since: Option<String>,
}

/// The notices in a state.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeStateAnswer {
    /// `waiting`, `sending`, `taken`, `unanswered`, `expired`, `undeliverable`, `delivered`, `uncertain`, `given_up`, `cancelled`, `told`.
    state: String,
    /// Notices.
    notices: i64,
    /// Those of them that may have come twice.
    possibly_double: i64,
}

/// Shows how notices stand.
#[utoipa::path(get, path = "/notices", tag = "notices", responses((status = 200, body = NoticeBoardAnswer)))]
pub(super) async fn notice_board(State(site): State<Site>, api: ApiCaller) -> Result<Json<NoticeBoardAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let board = notices::board(office, caller)?;
        let state = |count: notices::StateCount| NoticeStateAnswer {
            state: count.state.to_string(),
            notices: count.notices,
            possibly_double: count.possibly_double,
        };
        Ok(Json(NoticeBoardAnswer {
            states: board.states.into_iter().map(state).collect(),
            last_taken: board.last_taken.map(|at| instant(office, at)),
            alarm_since: board.alarm.map(|alarm| instant(office, alarm.waiting_since)),
        }))
    })
    .await
}

/// What a citizen was told about a case.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseNoticesAnswer {
    /// The notices, in order.
    notices: Vec<NoticeAnswer>,
    /// What could be written now; empty for who may not write.
    drafts: Vec<DraftAnswer>,
}

/// A notice.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeAnswer {
    /// The notice.
    notice: String,
    /// Its number in the case.
    number: i64,
    /// `deferred`, `ready`, `reminder`, `moved` or `invited`.
    purpose: String,
    /// `id` or `en`.
    language: String,
    /// The text; empty when a person told the citizen.
    text: String,
    /// The masked number; null for who may not see it.
    phone: Option<String>,
    /// Where it stands.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    since: String,
    /// Whether it counts for the ladder.
    counted: bool,
    /// The gateway that had it last.
    route: Option<String>,
    /// How a person told the citizen: `counter`, `phone` or `village`.
    told_by: Option<String>,
    /// Whether it may have come twice.
    possibly_double: bool,
}

/// A notice that could be written.
#[derive(Serialize, ToSchema)]
pub(super) struct DraftAnswer {
    /// What it says.
    purpose: String,
    /// `id` or `en`.
    language: String,
    /// The text.
    text: String,
    /// Its length, septets (3GPP TS 23.038); at most 160.
    septets: usize,
}

/// Shows the notices of a case.
#[utoipa::path(get, path = "/cases/{case}/notices", tag = "notices", params(("case" = String, Path, format = "uuid")),
    responses((status = 200, body = CaseNoticesAnswer)))]
pub(super) async fn case_notices(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
) -> Result<Json<CaseNoticesAnswer>, Unfinished> {
    call(&site, api, move |office, caller| {
        let found = notices::notices_of(office, caller, case)?;
        let notice = |notice: domain::notice::Notice| NoticeAnswer {
            notice: notice.id.to_string(),
            number: notice.number,
            purpose: notice.purpose.to_string(),
            language: notice.language.to_string(),
            text: notice.text,
            phone: notice.phone.map(|phone| MaskedPhone::new(phone.as_str()).to_string()),
            state: notice.state.to_string(),
            since: instant(office, notice.since),
            counted: notice.state.counted(),
            route: notice.route,
            told_by: notice.told_by.map(|by| by.to_string()),
            possibly_double: notice.possibly_double,
        };
        let draft = |draft: notices::Draft| DraftAnswer {
            purpose: draft.purpose.to_string(),
            language: draft.language.to_string(),
            text: draft.text,
            septets: draft.septets,
        };
        let notices = found.notices.into_iter().map(notice).collect();
        Ok(Json(CaseNoticesAnswer { notices, drafts: found.drafts.into_iter().map(draft).collect() }))
    })
    .await
}

/// A notice was written, or a telling noted.
#[derive(Serialize, ToSchema)]
pub(super) struct NoticeWrittenAnswer {
    /// The notice.
    notice: String,
    /// Its number in the case.
    number: i64,
    /// Where it stands.
    state: String,
    /// Its text; empty when a person told the citizen.
    text: String,
}

impl From<notices::NoticeWritten> for NoticeWrittenAnswer {
    fn from(written: notices::NoticeWritten) -> Self {
        let notices::NoticeWritten { notice, number, state, text } = written;
        Self { notice, number, state, text }
    }
}

/// Writes a notice about a case; it is sent outside of the quiet hours.
#[utoipa::path(post, path = "/cases/{case}/notices", tag = "notices", request_body = NotifyRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = NoticeWrittenAnswer)))]
pub(super) async fn write_notice(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<NotifyRequest>,
) -> Result<Json<NoticeWrittenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(notices::notify(office, caller, &request, case, sent.body.read()?)?.into()))).await
}

/// Notes that a person told the citizen about a case. It counts as a notice.
#[utoipa::path(post, path = "/cases/{case}/tellings", tag = "notices", request_body = TellRequest,
    params(("case" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = NoticeWrittenAnswer)))]
pub(super) async fn note_telling(
    State(site): State<Site>,
    api: ApiCaller,
    Of(case): Of<CaseId>,
    sent: Sent<TellRequest>,
) -> Result<Json<NoticeWrittenAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(notices::note_told(office, caller, &request, case, sent.body.read()?)?.into()))).await
}

/// Notes that a number wants no notices.
#[utoipa::path(post, path = "/phones/stops", tag = "notices", request_body = PhoneRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn stop_phone(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<PhoneRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        notices::stop_phone(office, caller, &request, &sent.body.read()?)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// Notes that a number wants notices again.
#[utoipa::path(post, path = "/phones/allowances", tag = "notices", request_body = PhoneRequest, params(KeyHeader),
    responses((status = 200, body = NotedAnswer)))]
pub(super) async fn allow_phone(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<PhoneRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        notices::allow_phone(office, caller, &request, &sent.body.read()?)?;
        Ok(NotedAnswer::noted())
    })
    .await
}

/// Somebody who was never told.
#[derive(Serialize, ToSchema)]
pub(super) struct UntoldAnswer {
    /// The case.
    case: String,
    /// Its receipt.
    receipt: String,
    /// The person.
    person: i64,
    /// Name.
    name: String,
    /// Village code.
    village: String,
    /// The village's name.
    village_name: Option<String>,
    /// Where the case stands.
    state: String,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
    /// `late`, `deferred`, `lying`, `wrong_number`, `no_phone` or `stopped`.
    queue: String,
    /// `not_sent`, `no_phone`, `wrong_number`, `stopped`, `not_arrived` or `under_way`.
    why: String,
    /// `message`, `family`, `school` or `village`.
    next: String,
    /// The role whose task it is.
    owner: String,
}

/// Lists who was never told, the oldest first, at most 1,000.
#[utoipa::path(get, path = "/never-told", tag = "notices", responses((status = 200, body = Vec<UntoldAnswer>)))]
pub(super) async fn never_told(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<UntoldAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let one = |untold: notices::Untold| UntoldAnswer {
            queue: queue_of(&untold).to_owned(),
            why: why_code(untold.why).to_owned(),
            next: next_code(untold.next).to_owned(),
            owner: untold.owner.to_string(),
            case: untold.line.case.to_string(),
            receipt: untold.line.receipt.to_string(),
            person: untold.line.person.0,
            village_name: area_name(office, untold.line.village.as_str()),
            village: untold.line.village.to_string(),
            state: untold.line.state.to_string(),
            opened_at: instant(office, untold.line.opened_at),
            name: untold.line.name,
        };
        Ok(Json(notices::never_told(office, caller, notices::UNTOLD_COUNTED_MAX)?.into_iter().map(one).collect()))
    })
    .await
}

/// A citizen's message that waits for somebody.
#[derive(Serialize, ToSchema)]
pub(super) struct MessageAnswer {
    /// The message.
    message: String,
    /// The person, when the number belongs to one.
    person: Option<i64>,
    /// The person's name.
    name: Option<String>,
    /// The masked number; null for who may not see it.
    phone: Option<String>,
    /// What it says.
    text: String,
    /// When it came.
    #[schema(format = DateTime)]
    received_at: String,
}

/// Lists the messages that wait for somebody, the oldest first.
#[utoipa::path(get, path = "/inbox", tag = "notices", responses((status = 200, body = Vec<MessageAnswer>)))]
pub(super) async fn inbox(State(site): State<Site>, api: ApiCaller) -> Result<Json<Vec<MessageAnswer>>, Unfinished> {
    call(&site, api, |office, caller| {
        let one = |one: notices::InboxMessage| MessageAnswer {
            message: one.message.id.to_string(),
            person: one.message.person.map(|person| person.0),
            name: one.name,
            phone: Some(one.message.phone).filter(|phone| !phone.is_empty()).map(|phone| MaskedPhone::new(&phone).to_string()),
            received_at: instant(office, one.message.received_at),
            text: one.message.text,
        };
        Ok(Json(notices::inbox(office, caller)?.into_iter().map(one).collect()))
    })
    .await
}

/// Notes that a message was dealt with, and how.
#[utoipa::path(post, path = "/inbox/{message}/closing", tag = "notices", request_body = CloseMessageRequest,
    params(("message" = String, Path, format = "uuid"), KeyHeader), responses((status = 200, body = NotedAnswer)))]
pub(super) async fn close_message(
    State(site): State<Site>,
    api: ApiCaller,
    Of(message): Of<InboundId>,
    sent: Sent<CloseMessageRequest>,
) -> Result<Json<NotedAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        notices::close_message(office, caller, &request, message, &sent.body.note)?;
        Ok(NotedAnswer::noted())
    })
    .await
}
