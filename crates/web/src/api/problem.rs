//! Problems (RFC 9457): `code`, `title` in the asked language, `data`.

use app::AppError;
use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    Refusal,
    case::CaseRefusal,
    refusal::{FieldRefusal, PersonRefusal},
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{lang::Lang, sentences};

/// A problem as it is sent, `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable code, `CASE-0002`.
    pub code: String,
    /// What happened and what to do, in the asked language.
    pub title: String,
    /// The fields at fault, when the request itself is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldFault>,
}

/// A field at fault.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldFault {
    /// Its name in the request.
    pub field: String,
    /// What is wrong and how to mend it.
    pub title: String,
}

impl Problem {
    fn new(status: StatusCode, code: &str, title: String) -> Self {
        Self { status: status.as_u16(), code: code.to_owned(), title, fields: Vec::new() }
    }

    /// No token, or one that is not valid.
    pub fn unauthorized(lang: Lang) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "ACCESS-0004", lang.unauthorized().to_owned())
    }

    /// Something in the request cannot be read.
    pub fn bad_request(lang: Lang, part: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "INPUT-0002", lang.bad_request_part(part))
    }

    /// How a use case ended.
    pub fn of(lang: Lang, error: &AppError) -> Self {
        match error {
            AppError::Refused(refusal) => Self::refused(lang, refusal),
            AppError::KeyReused => Self::new(StatusCode::CONFLICT, "INPUT-0003", lang.conflict().to_owned()),
            AppError::Fault(fault) => {
                tracing::error!(error = fault as &dyn std::error::Error, "an API call ended in a fault");
                if error.server_ends() {
                    return Self::new(StatusCode::SERVICE_UNAVAILABLE, "STORE-0001", lang.server_ends().to_owned());
                }
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "STORE-0002", lang.fault().to_owned())
            }
        }
    }

    fn refused(lang: Lang, refusal: &Refusal) -> Self {
        let status = match refusal {
            Refusal::NotAllowed(_) => StatusCode::FORBIDDEN,
            Refusal::SignInFailed => StatusCode::UNAUTHORIZED,
            Refusal::Person(PersonRefusal::NoSuchPerson) | Refusal::Case(CaseRefusal::NoSuchCase) => StatusCode::NOT_FOUND,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let mut problem = Self::new(status, refusal.code(), sentences::refusal(lang, refusal));
        if let Refusal::Input(fields) = refusal {
            let one = |fault: &FieldRefusal| FieldFault { field: fault.field.to_owned(), title: sentences::field(lang, &fault.problem) };
            problem.fields = fields.iter().map(one).collect();
        }
        problem
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(self)).into_response()
    }
}
