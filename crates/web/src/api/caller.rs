//! Who calls: a bearer token and an idempotency key.

use app::{
    Caller,
    sign_in::{self, SessionKind},
};
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use super::Problem;
use crate::{endpoint::Access, lang::Lang, session::language, state::Site};

/// A caller of the API with a bearer token.
pub(crate) struct ApiCaller {
    /// Who.
    pub caller: Caller,
    /// The language of problems.
    pub lang: Lang,
    /// The request's idempotency key.
    pub key: Option<String>,
}

impl FromRequestParts<Site> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Problem> {
        let lang = language(&parts.headers);
        let authorization = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = authorization.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
        let token = token.map(|(_, token)| token.to_owned());
        let Some(token) = token else { return Err(Problem::unauthorized(lang)) };
        let found = site.run(move |office| sign_in::caller(office, &token, SessionKind::Api)).await;
        let caller = found.map_err(|error| Problem::of(lang, &error))?.ok_or_else(|| Problem::unauthorized(lang))?;
        Access::check(&parts.extensions, &caller).map_err(|refusal| Problem::refused(lang, &refusal))?;
        let key = parts.headers.get("idempotency-key").map(|value| value.to_str().unwrap_or_default().to_owned());
        if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 100) {
            return Err(Problem::bad_request(lang, "Idempotency-Key"));
        }
        Ok(Self { caller, lang, key })
    }
}
