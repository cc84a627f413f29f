//! Who asks for a page, in which language: cookies and the CSRF token.

use std::fmt::Write as _;

use app::{
    Caller,
    setup::token_hash,
    sign_in::{self, SessionKind},
};
use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{HeaderMap, header, request::Parts},
    response::Response,
};
use sha2::{Digest, Sha256};

use crate::{answer, endpoint::Access, lang::Lang, state::Site};

/// The name of the session cookie; behind TLS it is bound to the host.
fn cookie_name(site: &Site) -> &'static str {
    if site.behind_proxy { "__Host-loket" } else { "loket" }
}

/// A cookie of a request.
pub(crate) fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let all = headers.get_all(header::COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim().split_once('=').filter(|(key, _)| *key == name).map(|(_, value)| value))
}

/// The `Set-Cookie` of a new session, or of its end when the token is empty.
pub(crate) fn session_cookie(site: &Site, token: &str) -> String {
    let secure = if site.behind_proxy { "; Secure" } else { "" };
    let end = if token.is_empty() { "; Max-Age=0" } else { "" };
    format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{secure}{end}", cookie_name(site))
}

/// The language of a page: what the reader chose, else what the browser asks for, else Indonesian.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    if let Some(lang) = cookie(headers, "bahasa").and_then(Lang::find) {
        return lang;
    }
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = asked.split([',', ';', '-']).next().unwrap_or_default().trim();
    // A browser in another language than these two is most often set up in English without anybody asking for it: Indonesian first.
    if first == "en" && asked.split(',').count() == 1 { Lang::En } else { Lang::Id }
}

/// A signed-in reader of pages.
#[derive(Clone)]
pub(crate) struct PageCaller {
    /// Who.
    pub caller: Caller,
    /// The session's token.
    pub token: String,
    /// The language.
    pub lang: Lang,
    /// The path of this request, for the language switch.
    pub here: String,
}

impl PageCaller {
    /// The CSRF token of the session: derived, so that nothing need be kept.
    pub fn csrf(&self) -> String {
        csrf_of(&self.token)
    }
}

/// The CSRF token of a session token.
pub(crate) fn csrf_of(token: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(b"csrf\0");
    hasher.update(token.as_bytes());
    hex(&hasher.finalize()).get(..32).unwrap_or_default().to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Compares without telling by its time where two secrets differ.
pub(crate) fn same_secret(a: &str, b: &str) -> bool {
    token_hash(a) == token_hash(b)
}

impl FromRequestParts<Site> for PageCaller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let lang = language(&parts.headers);
        match page_caller(parts, site).await {
            Ok(Some(page)) => match Access::check(&parts.extensions, &page.caller) {
                Ok(()) => Ok(page),
                Err(refusal) => Err(answer::error(site, lang, Some(&page), &refusal.into())),
            },
            Ok(None) => Err(answer::to_sign_in()),
            Err(error) => Err(answer::error(site, lang, None, &error)),
        }
    }
}

impl OptionalFromRequestParts<Site> for PageCaller {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Option<Self>, Response> {
        let lang = language(&parts.headers);
        page_caller(parts, site).await.map_err(|error| answer::error(site, lang, None, &error))
    }
}

async fn page_caller(parts: &Parts, site: &Site) -> Result<Option<PageCaller>, app::AppError> {
    let Some(token) = cookie(&parts.headers, cookie_name(site)).map(str::to_owned) else { return Ok(None) };
    let asked = token.clone();
    let found = site.run(move |office| sign_in::caller(office, &asked, SessionKind::Page)).await?;
    let (lang, here) = (language(&parts.headers), parts.uri.path().to_owned());
    Ok(found.map(|caller| PageCaller { caller, token, lang, here }))
}
