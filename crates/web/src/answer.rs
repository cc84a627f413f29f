//! What a handler answers: a page, a redirect, or a page that says what went wrong.

use app::{AppError, Request};
use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request as HttpRequest},
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use domain::{
    Refusal, access::Act, batch::BatchRefusal, blank::BlankRefusal, case::CaseRefusal, closing::ClosingRefusal, intake::ImportRefusal,
    notice::NoticeRefusal, pickup::PickupRefusal, print::PrintRefusal, proposal::ProposalRefusal, question::QuestionRefusal,
    refusal::PersonRefusal, repair::RepairRefusal, suket::SuketRefusal,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use crate::{
    handlers::custody,
    lang::Lang,
    pages::{FieldError, Link, LookReasonPage, MessagePage, Nav, Notice, Page, Shell, SignedIn, Tab, Tone, routes},
    sentences,
    session::{PageCaller, language, same_secret},
    state::Site,
};

/// When somebody whom the storage cannot serve now should come again, seconds: a restart takes one, freeing a disk takes a person.
pub(crate) const COME_AGAIN: HeaderValue = HeaderValue::from_static("5");

/// Renders a page.
pub(crate) fn page<P: Page>(status: StatusCode, page: &P) -> Response {
    match page.render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a page could not be rendered");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// Sends the browser to another page with GET (POST, redirect, GET). `notice` is a code of the language tables.
pub(crate) fn see(path: &str, notice: Option<&str>) -> Response {
    let location = notice.map_or_else(|| path.to_owned(), |notice| format!("{path}?{NOTICE}={notice}"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}

/// The query field that carries a notice's code.
const NOTICE: &str = "kabar";

/// The limits count the last hour and the last 24 hours, so that every hour some of what was looked at falls out: seconds.
pub(crate) const RETRY_AFTER: [(header::HeaderName, &str); 1] = [(header::RETRY_AFTER, "3600")];

/// Sends the browser to the sign-in page.
pub(crate) fn to_sign_in() -> Response {
    see(routes::LOGIN, None)
}

/// The query of a page that may show a notice.
#[derive(Deserialize)]
pub(crate) struct NoticeQuery {
    /// The code of what was done.
    #[serde(default)]
    pub kabar: String,
}

impl NoticeQuery {
    /// The notice, when the code is a known one.
    pub fn notice(&self, lang: Lang) -> Option<Notice> {
        let text = lang.notice(&self.kabar);
        (!self.kabar.is_empty() && text != self.kabar).then(|| Notice { tone: Tone::Good, text: text.to_owned() })
    }
}

/// The frame of a page.
pub(crate) fn shell(site: &Site, lang: Lang, caller: Option<&PageCaller>, current: Option<Nav>) -> Shell {
    let office = site.office.profile();
    Shell {
        lang,
        office: office.name.clone(),
        demo: office.demo,
        now: site.office.now(),
        zone: site.zone(),
        user: caller
            .map(|page| SignedIn { name: page.caller.name.clone(), role: lang.office_role(page.caller.standing.role.code()).to_owned() }),
        csrf: caller.map(PageCaller::csrf).unwrap_or_default(),
        key: site.office.fresh_key(),
        here: caller.map_or_else(|| routes::HOME.to_owned(), |page| routes::opened(&page.here)),
        menu: caller.map(menu).unwrap_or_default(),
        tabs: caller.zip(current).map(|(page, current)| beneath(page, current)).unwrap_or_default(),
        current,
        notice: None,
        errors: Vec::new(),
    }
}

/// The pages about proposals, accounts and looks that a reader may open, as the tabs above each of them.
pub(crate) fn tabs(page: &PageCaller, current: &'static str) -> Vec<Tab> {
    let lang = page.lang;
    let all = [
        (routes::PROPOSALS, lang.proposals_title(), Act::ViewProposals),
        (routes::ACCOUNTS, lang.accounts_title(), Act::ViewAccounts),
        (routes::LOOKS, lang.looks_title(), Act::ViewLooks),
        (routes::SIGNALS, lang.signals_title(), Act::ViewSignals),
        (routes::PLANS, lang.plans_title(), Act::ViewPlans),
        (routes::LYING, lang.lying_tab(), Act::ViewPlans),
        (routes::SITES, lang.sites_title(), Act::ManageSites),
    ];
    let open = all.into_iter().filter(|(.., act)| page.caller.may(*act));
    open.map(|(href, label, _)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current }).collect()
}

/// The import centre's pages that a reader may open, as the tabs above each of them.
pub(crate) fn import_tabs(page: &PageCaller, current: &'static str) -> Vec<Tab> {
    let lang = page.lang;
    let all = [(routes::IMPORTS, lang.import_title(), Act::ImportFiles), (routes::QUESTIONS, lang.questions_title(), Act::AnswerQuestions)];
    let open = all.into_iter().filter(|(.., act)| page.caller.may(*act));
    open.map(|(href, label, _)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current }).collect()
}

/// The pages beneath an entry of the menu that a reader may open, as the tabs above each of them.
fn beneath(page: &PageCaller, entry: Nav) -> Vec<Tab> {
    let (lang, here) = (page.lang, routes::opened(&page.here));
    if entry == Nav::Shelf {
        return custody::tabs(page, &here);
    }
    let all = [
        (Nav::Pickup, routes::PICKUP, lang.pickup_title(), Act::HandOver),
        (Nav::Pickup, routes::NOTICES, lang.notices_title(), Act::SendNotices),
        (Nav::Pickup, routes::UNTOLD, lang.untold_title(), Act::SendNotices),
        (Nav::Pickup, routes::INBOX, lang.inbox_title(), Act::SendNotices),
    ];
    let open = all.into_iter().filter(|(nav, .., act)| *nav == entry && page.caller.may(*act));
    open.map(|(_, href, label, _)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == here }).collect()
}

/// The parts of the menu that a role may open.
fn menu(page: &PageCaller) -> Vec<Nav> {
    let acts = |nav: &Nav| -> &[Act] {
        match nav {
            Nav::Home => &[Act::ViewFigures],
            Nav::Search => &[Act::ViewPerson],
            Nav::Print => &[Act::ViewPrintQueue],
            Nav::Shelf => &[Act::ShelveCard],
            Nav::Pickup => &[Act::HandOver],
            Nav::Stock => &[Act::ViewStock],
            // Everybody sees the own proposals; an entry of the menu is for who watches over others.
            Nav::Oversight => &[Act::DecideProposal, Act::ViewAccounts, Act::ViewLooks],
            Nav::Import => &[Act::ImportFiles, Act::AnswerQuestions],
            Nav::Centre => &[Act::ViewCentral],
            Nav::Coverage => &[Act::ViewFigures],
        }
    };
    Nav::ALL.into_iter().filter(|nav| acts(nav).iter().any(|act| page.caller.may(*act))).collect()
}

/// The page of a use case that ended without its result.
pub(crate) fn error(site: &Site, lang: Lang, caller: Option<&PageCaller>, error: &AppError) -> Response {
    let shell = shell(site, lang, caller, None);
    match error {
        AppError::Refused(Refusal::NotAllowed(_)) => page(StatusCode::FORBIDDEN, &MessagePage::forbidden(shell)),
        AppError::Proposed(id) => see(&routes::proposal(&id.to_string()), Some("proposed")),
        AppError::Refused(
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
            | Refusal::NoSuchAccount,
        ) => page(StatusCode::NOT_FOUND, &MessagePage::not_found(shell)),
        AppError::Refused(Refusal::LookReasonNeeded { max }) => {
            let back = shell.here.clone();
            page(StatusCode::FORBIDDEN, &LookReasonPage::asked(shell, *max, back))
        }
        AppError::Refused(refusal @ Refusal::LookLimit { .. }) => {
            let message = MessagePage::look_limit(shell, refusal.code(), &sentences::refusal(lang, refusal));
            (RETRY_AFTER, page(StatusCode::TOO_MANY_REQUESTS, &message)).into_response()
        }
        AppError::Refused(refusal) => {
            let sentence = sentences::refusal(lang, refusal);
            page(StatusCode::UNPROCESSABLE_ENTITY, &MessagePage::refused(shell, refusal.code(), &sentence, &[], None))
        }
        AppError::KeyReused => page(StatusCode::CONFLICT, &MessagePage::conflict(shell)),
        AppError::Fault(fault) => {
            let number = site.office.fresh_key().get(..8).unwrap_or_default().to_owned();
            tracing::error!(number, error = fault as &dyn std::error::Error, "a page ended in a fault");
            let message = MessagePage::fault(shell, &number);
            if !(error.server_ends() || error.disk_full()) {
                return page(StatusCode::INTERNAL_SERVER_ERROR, &message);
            }
            ([(header::RETRY_AFTER, COME_AGAIN)], page(StatusCode::SERVICE_UNAVAILABLE, &message)).into_response()
        }
    }
}

/// The page for an address that does not exist.
pub(crate) fn not_found(site: &Site, lang: Lang, caller: Option<&PageCaller>) -> Response {
    page(StatusCode::NOT_FOUND, &MessagePage::not_found(shell(site, lang, caller, None)))
}

/// The errors of a form for a refusal: each field's under the id that `id_of` gives it, anything else for the whole form. `None` when the
/// error is no refusal that the form can show.
pub(crate) fn form_errors(lang: Lang, error: &AppError, id_of: impl Fn(&str) -> Option<String>) -> Option<Vec<FieldError>> {
    match error {
        AppError::Refused(
            Refusal::NotAllowed(_)
            | Refusal::Person(PersonRefusal::NoSuchPerson)
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
            | Refusal::NoSuchAccount
            | Refusal::LookReasonNeeded { .. }
            | Refusal::LookLimit { .. },
        ) => None,
        AppError::Refused(Refusal::Input(fields)) => {
            let one = |refused: &domain::refusal::FieldRefusal| {
                let text = sentences::field(lang, refused.field, &refused.problem);
                match id_of(refused.field) {
                    Some(id) => FieldError::at(&id, text),
                    None => FieldError::whole(text),
                }
            };
            Some(fields.iter().map(one).collect())
        }
        AppError::Refused(refusal) => {
            let text = sentences::refusal(lang, refusal);
            Some(vec![match field_of(refusal).and_then(id_of) {
                Some(id) => FieldError::at(&id, text),
                None => FieldError::whole(text),
            }])
        }
        AppError::Proposed(_) | AppError::KeyReused | AppError::Fault(_) => None,
    }
}

/// The field that a refusal of the rules is about, when it is about one.
fn field_of(refusal: &Refusal) -> Option<&'static str> {
    match refusal {
        Refusal::Case(CaseRefusal::IdentityNotChecked) => Some("identity_checked"),
        Refusal::Case(CaseRefusal::OldCardMissing) => Some("old_card"),
        Refusal::Case(CaseRefusal::ReasonMissing) => Some("reason"),
        Refusal::Person(PersonRefusal::NikTaken) => Some("nik"),
        Refusal::Blank(BlankRefusal::StockExhausted { .. } | BlankRefusal::BadQuantity { .. }) => Some("quantity"),
        Refusal::Blank(BlankRefusal::SamePlace) => Some("to"),
        Refusal::Blank(
            BlankRefusal::SerialUnknown { .. }
            | BlankRefusal::SerialElsewhere { .. }
            | BlankRefusal::SerialsNeeded
            | BlankRefusal::SerialCount { .. }
            | BlankRefusal::SerialTwice { .. },
        ) => Some("serials"),
        Refusal::Blank(BlankRefusal::MoreThanSent { .. }) => Some("counted"),
        Refusal::Blank(BlankRefusal::WitnessMissing) => Some("witness"),
        Refusal::Closing(ClosingRefusal::WrongSettlement { .. }) => Some("how"),
        Refusal::Print(PrintRefusal::OutOfOrder { .. }) => Some("reason"),
        Refusal::Repair(RepairRefusal::DueBeforeLetter { .. }) => Some("reply_due"),
        Refusal::Repair(RepairRefusal::ReplyBeforeLetter { .. } | RepairRefusal::AppointmentPassed { .. }) => Some("on"),
        Refusal::Batch(BatchRefusal::NobodySigned) => Some("receiver"),
        Refusal::Batch(BatchRefusal::SiteClosed { .. }) => Some("place"),
        Refusal::Batch(
            BatchRefusal::NotInBatch
            | BatchRefusal::AlreadyPacked
            | BatchRefusal::WrongSite { .. }
            | BatchRefusal::CardElsewhere
            | BatchRefusal::NoMoreTries { .. }
            | BatchRefusal::StillInPost { .. },
        ) => Some("receipt"),
        Refusal::Pickup(PickupRefusal::NotAllowed { .. } | PickupRefusal::TooMany { .. } | PickupRefusal::IsHolder) => Some("nik"),
        Refusal::Pickup(PickupRefusal::LetterMissing) => Some("letter"),
        Refusal::SetupToken => Some("token"),
        Refusal::Proposal(ProposalRefusal::Reauthentication) => Some("password"),
        Refusal::File(_) => Some("file"),
        _ => None,
    }
}

/// A form that somebody signed in sent: checked against the session's CSRF token, with its idempotency key.
pub(crate) struct Posted<T> {
    /// Who.
    pub page: PageCaller,
    /// The fields.
    pub body: T,
    /// Key and digest for `app`.
    pub request: Request,
}

/// What every form carries.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Meta {
    csrf: String,
    key: String,
}

impl<T: DeserializeOwned + Serialize> FromRequest<Site> for Posted<T> {
    type Rejection = Response;

    async fn from_request(request: HttpRequest, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let page_caller = PageCaller::from_request_parts(&mut parts, site).await?;
        let path = parts.uri.path().to_owned();
        let lang = page_caller.lang;
        let bytes = read_form(HttpRequest::from_parts(parts, body), site, lang, Some(&page_caller)).await?;
        let meta: Meta = serde_html_form::from_bytes(&bytes).unwrap_or_default();
        if !same_secret(&meta.csrf, &page_caller.csrf()) {
            return Err(page(StatusCode::FORBIDDEN, &MessagePage::stale(shell(site, lang, Some(&page_caller), None))));
        }
        let Ok(body) = serde_html_form::from_bytes::<T>(&bytes) else { return Err(unreadable(site, lang, Some(&page_caller))) };
        let key = Some(meta.key).filter(|key| !key.is_empty() && key.len() <= 100);
        Ok(Self { page: page_caller, request: Request { key, body_hash: body_hash(&path, &body) }, body })
    }
}

/// A form that needs no session: signing in, the first account, the language.
pub(crate) struct Plain<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Site> for Plain<T> {
    type Rejection = Response;

    async fn from_request(request: HttpRequest, site: &Site) -> Result<Self, Response> {
        let lang = language(request.headers());
        let bytes = read_form(request, site, lang, None).await?;
        serde_html_form::from_bytes(&bytes).map(Self).map_err(|_| unreadable(site, lang, None))
    }
}

/// Reads a form's bytes. A NUL is in no word that anybody types, and PostgreSQL stores none.
async fn read_form(request: HttpRequest, site: &Site, lang: Lang, caller: Option<&PageCaller>) -> Result<Bytes, Response> {
    let bytes = Bytes::from_request(request, site).await.map_err(|_| unreadable(site, lang, caller))?;
    let nul = bytes.contains(&0) || bytes.windows(3).any(|three| three == b"%00");
    if nul { Err(unreadable(site, lang, caller)) } else { Ok(bytes) }
}

/// The page for a form that cannot be read.
pub(crate) fn unreadable(site: &Site, lang: Lang, caller: Option<&PageCaller>) -> Response {
    let message = MessagePage::refused(shell(site, lang, caller, None), "INPUT-0002", lang.bad_request(), &[], None);
    page(StatusCode::BAD_REQUEST, &message)
}

/// The digest of a request's content with its path, the same for a form and for JSON.
pub(crate) fn body_hash<T: Serialize>(path: &str, body: &T) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(path.as_bytes());
    hasher.update([0]);
    hasher.update(serde_json::to_vec(body).unwrap_or_default());
    hasher.finalize().into()
}
