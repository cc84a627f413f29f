//! Problems (RFC 9457): `code`, `title` in the asked language, `data`.

use app::AppError;
use axum::{
    Json,
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Refusal,
    batch::BatchRefusal,
    blank::{BlankRefusal, QUANTITY_MAX},
    case::CaseRefusal,
    closing::ClosingRefusal,
    id::ProposalId,
    intake::{FileRefusal, ImportRefusal},
    notice::NoticeRefusal,
    person::{NameRefusal, NikRefusal},
    pickup::PickupRefusal,
    print::PrintRefusal,
    proposal::ProposalRefusal,
    question::QuestionRefusal,
    refusal::{FieldProblem, FieldRefusal, PersonRefusal},
    repair::RepairRefusal,
    suket::SuketRefusal,
};
use serde::Serialize;
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::PREFIX;
use crate::{
    answer::{COME_AGAIN, RETRY_AFTER},
    lang::Lang,
    sentences,
};

/// A problem as it is sent, `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable code, `CASE-0002`.
    #[schema(example = "CASE-0002")]
    pub code: String,
    /// What happened and what to do, in the asked language.
    pub title: String,
    /// What a program needs to know of it, by code: `{"state": "opened", "act": "print"}`.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(value_type = Object)]
    pub data: Map<String, Value>,
    /// The fields at fault, when the request itself is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFault>,
}

/// A field at fault.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldFault {
    /// Its name in the request.
    pub field: String,
    /// What is wrong, a stable word: `missing`, `not_a_choice`, `wrong_length`.
    pub problem: String,
    /// What is wrong and how to mend it, in the asked language.
    pub title: String,
}

impl Problem {
    fn new(status: StatusCode, code: &str, title: String) -> Self {
        Self { status: status.as_u16(), code: code.to_owned(), title, data: Map::new(), fields: Vec::new() }
    }

    /// A refusal that has its sentence in both languages.
    pub fn said(status: StatusCode, code: &str, lang: Lang, id: String, en: String) -> Self {
        Self::new(status, code, if lang == Lang::Id { id } else { en })
    }

    /// No token, or one that is not valid.
    pub fn unauthorized(lang: Lang) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "ACCESS-0004", lang.unauthorized().to_owned())
    }

    /// Something in the request cannot be read.
    pub fn bad_request(lang: Lang, part: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INPUT-0002", lang.bad_request_part(part))
    }

    /// The content is longer than any call needs.
    pub fn too_large(lang: Lang) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "INPUT-0002", lang.bad_request_part("body"))
    }

    /// The API has no such address.
    pub fn not_found(lang: Lang) -> Self {
        Self::new(StatusCode::NOT_FOUND, "INPUT-0004", lang.not_found().to_owned())
    }

    /// The address exists, but not for this method.
    pub fn wrong_method(lang: Lang, method: &Method) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "INPUT-0005", lang.bad_request_part(method.as_str()))
    }

    /// How a use case ended.
    pub fn of(lang: Lang, error: &AppError) -> Self {
        match error {
            AppError::Refused(refusal) => Self::refused(lang, refusal),
            // What waits for a second person is answered before ([`Unfinished::of`]).
            AppError::Proposed(_) => Self::new(StatusCode::INTERNAL_SERVER_ERROR, "STORE-0002", lang.fault().to_owned()),
            AppError::KeyReused => Self::new(StatusCode::CONFLICT, "INPUT-0003", lang.conflict().to_owned()),
            AppError::Fault(fault) => {
                tracing::error!(error = fault as &dyn std::error::Error, "an API call ended in a fault");
                if error.disk_full() {
                    return Self::new(StatusCode::SERVICE_UNAVAILABLE, "STORE-0003", lang.disk_full().to_owned());
                }
                if error.server_ends() {
                    return Self::new(StatusCode::SERVICE_UNAVAILABLE, "STORE-0001", lang.server_ends().to_owned());
                }
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "STORE-0002", lang.fault().to_owned())
            }
        }
    }

    /// What the rules refused.
    pub fn refused(lang: Lang, refusal: &Refusal) -> Self {
        let status = match refusal {
            Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
            Refusal::SignInFailed => StatusCode::UNAUTHORIZED,
            Refusal::Person(PersonRefusal::NoSuchPerson)
            | Refusal::Case(CaseRefusal::NoSuchCase)
            | Refusal::Blank(BlankRefusal::NoSuchMinutes)
            | Refusal::Print(PrintRefusal::NoSuchJob)
            | Refusal::Closing(ClosingRefusal::NoSuchClosing | ClosingRefusal::NoSuchDifference)
            | Refusal::Suket(SuketRefusal::NoSuchSuket)
            | Refusal::Notice(NoticeRefusal::NoSuchNotice | NoticeRefusal::NoSuchMessage)
            | Refusal::Batch(BatchRefusal::NoSuchBatch)
            | Refusal::Proposal(ProposalRefusal::NoSuchProposal)
            | Refusal::Import(ImportRefusal::NoSuchImport)
            | Refusal::Question(QuestionRefusal::NoSuchQuestion)
            | Refusal::NoSuchArea
            | Refusal::NoSuchAccount => StatusCode::NOT_FOUND,
            Refusal::LookLimit { .. } => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Self::new(status, refusal.code(), sentences::refusal(lang, refusal));
        problem.data = data_of(refusal);
        if let Refusal::Input(fields) = refusal {
            problem.fields = fields.iter().map(|fault| field_fault(lang, fault)).collect();
        }
        problem
    }
}

fn field_fault(lang: Lang, fault: &FieldRefusal) -> FieldFault {
    FieldFault {
        field: fault.field.to_owned(),
        problem: field_code(&fault.problem).to_owned(),
        title: sentences::field(lang, fault.field, &fault.problem),
    }
}

/// What a program needs to know of a refusal. Fields at fault are told apart, in `fields`.
fn data_of(refusal: &Refusal) -> Map<String, Value> {
    let data = match refusal {
        Refusal::Case(refusal) => case_data(refusal),
        Refusal::Blank(refusal) => blank_data(refusal),
        Refusal::Print(refusal) => print_data(refusal),
        Refusal::Closing(refusal) => closing_data(refusal),
        Refusal::Suket(refusal) => suket_data(refusal),
        Refusal::Notice(NoticeRefusal::NoTemplate { purpose }) => json!({ "purpose": purpose.code() }),
        Refusal::Batch(BatchRefusal::WrongState { state }) => json!({ "state": state.code() }),
        Refusal::Batch(BatchRefusal::SiteClosed { place } | BatchRefusal::WrongSite { place }) => json!({ "place": place }),
        Refusal::Batch(BatchRefusal::NoMoreTries { max }) => json!({ "max": max }),
        Refusal::Pickup(PickupRefusal::NotAllowed { rule }) => json!({ "rule": rule }),
        Refusal::Pickup(PickupRefusal::TooMany { max, days }) => json!({ "max": max, "days": days }),
        Refusal::Repair(refusal) => repair_data(refusal),
        Refusal::NotAllowed(act) => json!({ "act": act.code() }),
        Refusal::Proposal(ProposalRefusal::NotOpen(state)) => json!({ "state": state.code() }),
        Refusal::File(refusal) => file_data(refusal),
        Refusal::Import(ImportRefusal::NotNow { state }) => json!({ "state": state.code() }),
        Refusal::Import(ImportRefusal::ColumnMissing { column }) => json!({ "column": column.code() }),
        Refusal::LookReasonNeeded { max } => json!({ "max": max, "hours": 1 }),
        Refusal::LookLimit { max } => json!({ "max": max, "hours": 24 }),
        Refusal::Notice(_)
        | Refusal::Batch(_)
        | Refusal::Pickup(_)
        | Refusal::Proposal(_)
        | Refusal::Import(_)
        | Refusal::Question(_)
        | Refusal::NoSuchArea
        | Refusal::NoSuchAccount
        | Refusal::Input(_)
        | Refusal::Person(_)
        | Refusal::SignInFailed
        | Refusal::SetupToken => Value::Null,
    };
    match data {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn case_data(refusal: &CaseRefusal) -> Value {
    match refusal {
        CaseRefusal::WrongState { state, act } => json!({ "state": state.code(), "act": act.code() }),
        CaseRefusal::AlreadyOpen { receipt } => json!({ "receipt": receipt.to_string() }),
        CaseRefusal::TooYoung { from } | CaseRefusal::NotPrintableYet { from } => json!({ "from": from.to_string() }),
        CaseRefusal::NotAlive { life } => json!({ "life": life.code() }),
        CaseRefusal::NoSuchCase
        | CaseRefusal::HasValidCard
        | CaseRefusal::DamageNotGraded
        | CaseRefusal::IdentityNotChecked
        | CaseRefusal::OldCardMissing
        | CaseRefusal::ReasonMissing => Value::Null,
    }
}

fn blank_data(refusal: &BlankRefusal) -> Value {
    match refusal {
        BlankRefusal::StockExhausted { place, available, asked } => json!({ "place": place, "available": available, "asked": asked }),
        BlankRefusal::BadQuantity { quantity } => json!({ "quantity": quantity, "min": 1, "max": QUANTITY_MAX }),
        BlankRefusal::WrongPlace { place, kind } => json!({ "place": place, "kind": kind.code() }),
        BlankRefusal::SerialUnknown { serial } | BlankRefusal::SerialTwice { serial } => json!({ "serial": serial.as_str() }),
        BlankRefusal::SerialElsewhere { serial, state, .. } => json!({ "serial": serial.as_str(), "state": state.code() }),
        BlankRefusal::SerialCount { quantity, serials } => json!({ "quantity": quantity, "serials": serials }),
        BlankRefusal::MoreThanSent { expected, counted } => json!({ "expected": expected, "counted": counted }),
        BlankRefusal::DifferenceOpen { place } => json!({ "place": place }),
        BlankRefusal::SamePlace
        | BlankRefusal::LabelMissing
        | BlankRefusal::NoSuchPlace
        | BlankRefusal::SerialsNeeded
        | BlankRefusal::NothingToDestroy
        | BlankRefusal::WitnessMissing
        | BlankRefusal::NoSuchMinutes => Value::Null,
    }
}

fn print_data(refusal: &PrintRefusal) -> Value {
    match refusal {
        PrintRefusal::DifferenceOpen { printer, place } => json!({ "printer": printer, "place": place }),
        PrintRefusal::HeatLimit { printer, limit, printed } => json!({ "printer": printer, "limit": limit, "printed": printed }),
        PrintRefusal::WrongState { state, act } => json!({ "state": state.code(), "act": act.code() }),
        PrintRefusal::OutOfOrder { receipt } => json!({ "receipt": receipt.to_string() }),
        PrintRefusal::NotLocal { printer } => json!({ "printer": printer }),
        PrintRefusal::RibbonEmpty { printer, left, asked } => json!({ "printer": printer, "left": left, "asked": asked }),
        PrintRefusal::NotReleased | PrintRefusal::NoSuchJob | PrintRefusal::SamePerson | PrintRefusal::NothingToRelease => Value::Null,
    }
}

fn closing_data(refusal: &ClosingRefusal) -> Value {
    match refusal {
        ClosingRefusal::WrongState { state } => json!({ "state": state.code() }),
        ClosingRefusal::NotCounted { item } => json!({ "item": item.code() }),
        ClosingRefusal::NothingHeld { place } => json!({ "place": place }),
        ClosingRefusal::WrongSettlement { kind, how } => json!({ "kind": kind.code(), "how": how.code() }),
        ClosingRefusal::NoSuchClosing | ClosingRefusal::AlreadyCounting | ClosingRefusal::SamePerson | ClosingRefusal::NoSuchDifference => {
            Value::Null
        }
    }
}

fn suket_data(refusal: &SuketRefusal) -> Value {
    match refusal {
        SuketRefusal::Forbidden { rule } => json!({ "rule": rule }),
        SuketRefusal::Holds { until } => json!({ "until": until.to_string() }),
        SuketRefusal::TooEarly { from } => json!({ "from": from.to_string() }),
        SuketRefusal::NotDeferred | SuketRefusal::NotRecorded | SuketRefusal::NoSuchSuket => Value::Null,
    }
}

fn file_data(refusal: &FileRefusal) -> Value {
    match refusal {
        FileRefusal::TooLargeUnpacked { max } | FileRefusal::TooLarge { max } => json!({ "max_bytes": max }),
        FileRefusal::TooManyColumns { max } => json!({ "max": max }),
        FileRefusal::LineTooLong { line, max } => json!({ "line": line, "max_bytes": max }),
        FileRefusal::Empty
        | FileRefusal::OnlyTitles
        | FileRefusal::NotATable
        | FileRefusal::CutOff
        | FileRefusal::Macros
        | FileRefusal::Locked
        | FileRefusal::NoTitles
        | FileRefusal::Damaged => Value::Null,
    }
}

fn repair_data(refusal: &RepairRefusal) -> Value {
    match refusal {
        RepairRefusal::NotRepairable { central } => json!({ "central": central.map(|code| code.code()) }),
        RepairRefusal::NotAlive { life } => json!({ "life": life.code() }),
        RepairRefusal::WrongStage { stage, act } => json!({ "stage": stage.code(), "act": act.code() }),
        RepairRefusal::DueBeforeLetter { sent_on } | RepairRefusal::ReplyBeforeLetter { sent_on } => {
            json!({ "sent_on": sent_on.to_string() })
        }
        RepairRefusal::AppointmentPassed { today } => json!({ "today": today.to_string() }),
        RepairRefusal::NoneRunning | RepairRefusal::AlreadyRunning => Value::Null,
    }
}

/// The stable word for what is wrong with a field.
pub(super) fn field_code(problem: &FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Missing => "missing",
        FieldProblem::Nik(problem) => nik_code(problem),
        FieldProblem::Kk(_) => "wrong_length",
        FieldProblem::Name(NameRefusal::Empty) => "missing",
        FieldProblem::Name(NameRefusal::TooLong { .. }) | FieldProblem::TooLong { .. } => "too_long",
        FieldProblem::Name(NameRefusal::Invisible | NameRefusal::Sign { .. }) => "not_allowed_sign",
        FieldProblem::Phone(_) => "not_a_phone",
        FieldProblem::ImpossibleDate => "impossible_date",
        FieldProblem::FutureDate => "future_date",
        FieldProblem::DateTooOld => "date_too_old",
        FieldProblem::YearWithoutCentury => "year_without_century",
        FieldProblem::NotAChoice => "not_a_choice",
        FieldProblem::UnknownArea => "unknown_area",
        FieldProblem::AmbiguousArea => "ambiguous_area",
        FieldProblem::TooShort { .. } => "too_short",
        FieldProblem::NotANumber => "not_a_number",
        FieldProblem::NotASerial => "not_a_serial",
        FieldProblem::NotAReceipt => "not_a_receipt",
        FieldProblem::NotAUsername => "not_a_username",
        FieldProblem::NotAStaffNumber => "not_a_staff_number",
        FieldProblem::Differs => "differs",
        FieldProblem::Taken => "taken",
        FieldProblem::RoundedByExcel => "rounded_by_excel",
        FieldProblem::NotInRegister => "not_in_register",
    }
}

/// The stable word for what is wrong with a NIK.
pub(super) fn nik_code(problem: &NikRefusal) -> &'static str {
    match problem {
        NikRefusal::Empty => "missing",
        NikRefusal::ForeignDigits => "foreign_digits",
        NikRefusal::NotDigit { .. } => "not_digit",
        NikRefusal::WrongLength { .. } => "wrong_length",
        NikRefusal::ImpossibleDate { .. } => "impossible_date",
        NikRefusal::ZeroSerial => "zero_serial",
        NikRefusal::UnknownArea { .. } => "unknown_area",
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(self)).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, COME_AGAIN);
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            response.headers_mut().extend(RETRY_AFTER.map(|(name, value)| (name, HeaderValue::from_static(value))));
        }
        if status == StatusCode::UNAUTHORIZED {
            // RFC 9110 15.5.2: a 401 names the scheme that would help.
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// An act that waits for a second person instead of being done.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProposedAnswer {
    /// The proposal's identifier.
    pub proposal: String,
    /// What that means, in the asked language.
    pub title: String,
}

/// Why a call has no result of its own.
#[derive(Debug)]
pub(crate) enum Unfinished {
    /// It failed or was refused.
    Problem(Problem),
    /// It was proposed (202), and waits for a second person.
    Proposed(ProposedAnswer),
}

impl Unfinished {
    /// How a use case ended.
    pub fn of(lang: Lang, error: &AppError) -> Self {
        match error {
            AppError::Proposed(id) => Self::proposed(lang, *id),
            error => Self::Problem(Problem::of(lang, error)),
        }
    }

    fn proposed(lang: Lang, id: ProposalId) -> Self {
        Self::Proposed(ProposedAnswer { proposal: id.to_string(), title: lang.notice("proposed").to_owned() })
    }
}

impl From<Problem> for Unfinished {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl IntoResponse for Unfinished {
    fn into_response(self) -> Response {
        match self {
            Self::Problem(problem) => problem.into_response(),
            Self::Proposed(answer) => {
                let location = [(header::LOCATION, format!("{PREFIX}/proposals/{}", answer.proposal))];
                (StatusCode::ACCEPTED, location, Json(answer)).into_response()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::{
        access::Act,
        case::{CaseAct, CaseState},
        proposal::ProposalState,
    };
    use store::StoreFault;

    use super::*;

    #[test]
    fn refusals_carry_their_data() {
        let exhausted = BlankRefusal::StockExhausted { place: "CETAK-1".to_owned(), available: 0, asked: 1 };
        for (refusal, status, code, data) in [
            (
                CaseRefusal::WrongState { state: CaseState::Opened, act: CaseAct::Print }.into(),
                422,
                "CASE-0002",
                json!({ "state": "opened", "act": "print" }),
            ),
            (CaseRefusal::NoSuchCase.into(), 404, "CASE-0001", json!({})),
            (exhausted.into(), 422, "BLANK-0001", json!({ "place": "CETAK-1", "available": 0, "asked": 1 })),
            (ProposalRefusal::NoSuchProposal.into(), 404, "PROPOSAL-0001", json!({})),
            (ProposalRefusal::NotOpen(ProposalState::Declined).into(), 422, "PROPOSAL-0002", json!({ "state": "declined" })),
            (Refusal::NoSuchAccount, 404, "ACCOUNT-0001", json!({})),
            (Refusal::NoSuchArea, 404, "AREA-0001", json!({})),
            (RepairRefusal::NotRepairable { central: None }.into(), 422, "REPAIR-0003", json!({ "central": null })),
            (Refusal::LookReasonNeeded { max: 60 }, 422, "LOOK-0001", json!({ "max": 60, "hours": 1 })),
            (Refusal::LookLimit { max: 200 }, 429, "LOOK-0002", json!({ "max": 200, "hours": 24 })),
            (Refusal::NotAllowed(Act::OpenCase), 403, "ACCESS-0001", json!({ "act": "open_case" })),
        ] {
            let problem = Problem::refused(Lang::En, &refusal);
            assert_eq!((problem.status, problem.code.as_str(), Value::Object(problem.data)), (status, code, data));
        }
    }

    #[test]
    fn storage_that_cannot_write_now_says_when_to_come_again() {
        for (error, status, code) in [
            (AppError::Fault(StoreFault::DiskFull), 503, "STORE-0003"),
            (AppError::Fault(StoreFault::CommitFailed), 503, "STORE-0001"),
            (AppError::Fault(StoreFault::Panicked), 500, "STORE-0002"),
        ] {
            let problem = Problem::of(Lang::En, &error);
            assert_eq!((problem.status, problem.code.as_str()), (status, code));
            let response = problem.into_response();
            assert_eq!(response.headers().contains_key(header::RETRY_AFTER), status == 503, "{code}");
        }
    }

    #[test]
    fn a_field_at_fault_is_named_with_a_stable_word() {
        let refusal = Refusal::field("nik", FieldProblem::Nik(NikRefusal::WrongLength { digits: 15 }));
        let problem = serde_json::to_value(Problem::refused(Lang::En, &refusal)).unwrap();
        assert_eq!(problem["fields"][0]["field"], "nik");
        assert_eq!(problem["fields"][0]["problem"], "wrong_length");
        assert_eq!(problem.get("data"), None, "no data, no member");
    }
}
