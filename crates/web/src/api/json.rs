//! How a call is read and answered: content, addresses, times, created things.

use app::{AppError, Caller, Office, Request};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Request as HttpRequest},
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::{
    Refusal,
    area::VillageCode,
    batch::BatchRefusal,
    case::{CaseRefusal, Purpose, Receipt},
    closing::ClosingRefusal,
    id::{AccountId, BatchId, CaseId, ClosingId, DifferenceId, ImportId, InboundId, JobId, PersonId, ProposalId, RunId, SuketId},
    intake::ImportRefusal,
    notice::NoticeRefusal,
    print::PrintRefusal,
    proposal::ProposalRefusal,
    question::{QuestionId, QuestionRefusal},
    refusal::PersonRefusal,
    suket::SuketRefusal,
};
use jiff::{Timestamp, tz};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::{PREFIX, Problem, caller::ApiCaller, problem::Unfinished};
use crate::{answer::body_hash, lang::Lang, session::language, state::Site};

/// The header of every call that changes something.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "only described; `ApiCaller` reads it")]
pub(super) struct KeyHeader {
    /// A key of the client's making, at most 100 characters. The same key with the same content is done once within 7 days and
    /// answered again; with other content it is a conflict (409).
    #[param(rename = "Idempotency-Key", required = false)]
    key: String,
}

/// Content for a call that needs none: nothing at all, or an empty object.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(from = "Option<Map<String, Value>>")]
pub(super) struct Nothing {}

impl From<Option<Map<String, Value>>> for Nothing {
    fn from(_: Option<Map<String, Value>>) -> Self {
        Self {}
    }
}

/// A call's JSON content with its digest.
pub(super) struct Sent<T> {
    /// The content.
    pub body: T,
    body_hash: [u8; 32],
}

impl<T> Sent<T> {
    /// Key and digest for `app`.
    pub fn request(&self, api: &ApiCaller) -> Request {
        Request { key: api.key.clone(), body_hash: self.body_hash }
    }
}

impl<T: DeserializeOwned + Serialize> FromRequest<Site> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: HttpRequest, site: &Site) -> Result<Self, Problem> {
        let lang = language(request.headers());
        let path = request.uri().path().to_owned();
        let says_json = is_json(request.headers());
        let bytes = Bytes::from_request(request, site).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(lang),
            _ => Problem::bad_request(lang, "body"),
        })?;
        // No content is read as `null`, which only a call that needs none accepts.
        let content: &[u8] = if bytes.is_empty() { b"null" } else { &bytes };
        if !says_json && !bytes.is_empty() {
            return Err(Problem::bad_request(lang, "Content-Type"));
        }
        // serde reads a list as the fields of a struct in their order; the API takes objects only.
        let list = content.trim_ascii_start().starts_with(b"[");
        let body: T = serde_json::from_slice(content).ok().filter(|_| !list).ok_or_else(|| Problem::bad_request(lang, "JSON"))?;
        // A NUL is in no word that anybody types, and PostgreSQL stores none.
        if serde_json::to_string(&body).is_ok_and(|json| json.contains("\\u0000")) {
            return Err(Problem::bad_request(lang, "NUL"));
        }
        Ok(Self { body_hash: body_hash(&path, &body), body })
    }
}

/// Whether the content says that it is JSON: `application/json` or `application/…+json`, with any parameters.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.strip_prefix("application/").is_some_and(|subtype| subtype == "json" || subtype.ends_with("+json"))
}

/// Something that an address names. What is not well-formed is as unknown as what does not exist.
pub(super) trait Named: Sized {
    /// Reads it.
    fn read(text: &str) -> Option<Self>;
    /// What is answered when there is none.
    fn unknown(lang: Lang) -> Problem;
}

impl Named for PersonId {
    fn read(text: &str) -> Option<Self> {
        // Only the plain form: no sign, no leading zeros, so that one person has one address.
        text.parse().ok().map(Self).filter(|person| person.to_string() == text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &PersonRefusal::NoSuchPerson.into())
    }
}

impl Named for CaseId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &CaseRefusal::NoSuchCase.into())
    }
}

impl Named for Receipt {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &CaseRefusal::NoSuchCase.into())
    }
}

impl Named for ProposalId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &ProposalRefusal::NoSuchProposal.into())
    }
}

impl Named for ImportId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &ImportRefusal::NoSuchImport.into())
    }
}

impl Named for QuestionId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &QuestionRefusal::NoSuchQuestion.into())
    }
}

impl Named for JobId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &PrintRefusal::NoSuchJob.into())
    }
}

impl Named for RunId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &PrintRefusal::NoSuchJob.into())
    }
}

impl Named for ClosingId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &ClosingRefusal::NoSuchClosing.into())
    }
}

impl Named for BatchId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &BatchRefusal::NoSuchBatch.into())
    }
}

impl Named for DifferenceId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &ClosingRefusal::NoSuchDifference.into())
    }
}

impl Named for SuketId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &SuketRefusal::NoSuchSuket.into())
    }
}

impl Named for InboundId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &NoticeRefusal::NoSuchMessage.into())
    }
}

impl Named for AccountId {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &Refusal::NoSuchAccount)
    }
}

impl Named for VillageCode {
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::refused(lang, &Refusal::NoSuchArea)
    }
}

impl Named for Purpose {
    fn read(text: &str) -> Option<Self> {
        Self::from_code(text)
    }

    fn unknown(lang: Lang) -> Problem {
        Problem::not_found(lang)
    }
}

/// What the one variable part of an address names.
pub(super) struct Of<T>(pub T);

impl<T: Named> FromRequestParts<Site> for Of<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let text = Path::<String>::from_request_parts(parts, site).await.ok();
        text.and_then(|Path(text)| T::read(&text)).map(Self).ok_or_else(|| T::unknown(language(&parts.headers)))
    }
}

/// Makes the one `app` call of a handler.
pub(super) async fn call<T, F>(site: &Site, api: ApiCaller, work: F) -> Result<T, Unfinished>
where
    T: Send + 'static,
    F: FnOnce(&Office, &Caller) -> Result<T, AppError> + Send + 'static,
{
    let ApiCaller { caller, lang, .. } = api;
    site.run(move |office| work(office, &caller)).await.map_err(|error| Unfinished::of(lang, &error))
}

/// Answers that something was created; `path` is its address within the API.
pub(super) fn created<T: Serialize>(path: &str, body: T) -> Response {
    (StatusCode::CREATED, [(header::LOCATION, format!("{PREFIX}{path}"))], Json(body)).into_response()
}

/// An instant as RFC 3339 with the office's offset.
pub(super) fn instant(office: &Office, at: Timestamp) -> String {
    at.display_with_offset(tz::Offset::constant(office.profile().zone.offset_hours())).to_string()
}

/// The name of an area, when the office's tables hold it.
pub(super) fn area_name(office: &Office, code: &str) -> Option<String> {
    office.areas().name(code).map(str::to_owned)
}
