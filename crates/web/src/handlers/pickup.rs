//! The pick-up desk: scan the receipt, see who must stand here, hand over to the holder or to a proxy.

use app::{
    AppError, Caller, Office,
    cases::{self, CasePage},
    custody, person_page, register,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::{Act, Field},
    card::Custody,
    case::{CaseRefusal, CaseState, OldCard, Purpose},
    id::{CaseId, PersonId},
    pickup::{ProxyPolicy, ProxyRule},
};

use super::{custody::tabs, parts};
use crate::{
    answer::{self, NoticeQuery, Posted},
    format::MaskedNumber,
    lang::Lang,
    pages::{DeskForm, Nav, PersonLine, Pickup, PickupPage, routes},
    request::{DeskRequest, DeskScanRequest},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let mut shown = desk(&site, &page, String::new());
    shown.shell.notice = query.notice(page.lang);
    answer::page(StatusCode::OK, &shown)
}

fn desk(site: &Site, page: &PageCaller, receipt: String) -> PickupPage {
    // Who has the shelves has these pages there.
    let tabs = if page.caller.may(Act::ShelveCard) { Vec::new() } else { tabs(page, routes::PICKUP) };
    PickupPage { shell: answer::shell(site, page.lang, Some(page), Some(Nav::Pickup)), tabs, receipt, named: None, found: None }
}

/// What a scan or a name led to.
enum Seen {
    Card(Box<CasePage>),
    People(Vec<register::PersonLine>),
}

/// A scan changes nothing: it shows whose card this is and where it lies.
pub(crate) async fn scan(State(site): State<Site>, posted: Posted<DeskScanRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, sent) = (page.caller.clone(), body.clone());
    let mut shown = desk(&site, &page, body.receipt);
    match site.run(move |office| look(office, &caller, &sent)).await {
        Ok(Seen::Card(card)) => {
            shown.found = Some(found(&site, &page, &card, None));
            answer::page(StatusCode::OK, &shown)
        }
        Ok(Seen::People(people)) => {
            shown.named = Some(people.iter().map(|line| person_line(&site, line)).collect());
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => match answer::form_errors(page.lang, &error, |_| Some("receipt".to_owned())) {
            Some(errors) => {
                shown.shell.errors = errors;
                answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
            }
            None => answer::error(&site, page.lang, Some(&page), &error),
        },
    }
}

/// A receipt is letters and digits; what is only one of them is a name or a number to be searched by.
fn look(office: &Office, caller: &Caller, sent: &DeskScanRequest) -> Result<Seen, AppError> {
    if let Ok(person) = sent.person.parse() {
        return card_of(office, caller, PersonId(person)).map(|card| Seen::Card(Box::new(card)));
    }
    let has = |kind: fn(&char) -> bool| sent.receipt.chars().any(|one| kind(&one));
    if has(char::is_ascii_digit) == has(|one| one.is_alphabetic()) {
        return cases::page_by_receipt(office, caller, &sent.receipt).map(|card| Seen::Card(Box::new(card)));
    }
    let mut found: Vec<register::PersonLine> =
        register::search(office, caller, &sent.receipt)?.people.into_iter().map(|(line, _)| line).collect();
    found.retain(|line| line.open_case.is_some_and(ready));
    match found.as_slice() {
        [only] => card_of(office, caller, only.person).map(|card| Seen::Card(Box::new(card))),
        _ => Ok(Seen::People(found)),
    }
}

/// The card of a person that waits to be collected.
fn card_of(office: &Office, caller: &Caller, person: PersonId) -> Result<CasePage, AppError> {
    let view = person_page::view(office, caller, person)?;
    let case = view.cases.iter().find(|case| ready(case.state)).ok_or(CaseRefusal::NoSuchCase)?;
    cases::page(office, caller, case.id)
}

const fn ready(state: CaseState) -> bool {
    matches!(state, CaseState::Printed | CaseState::OnShelf | CaseState::AtVillage)
}

fn person_line(site: &Site, line: &register::PersonLine) -> PersonLine {
    PersonLine {
        id: line.person.to_string(),
        name: line.name.clone(),
        nik: MaskedNumber::new(line.nik.as_str()),
        birth: Some(line.birth_date),
        area: parts::area(site, &line.village),
    }
}

pub(crate) async fn hand_over(State(site): State<Site>, Path(id): Path<String>, posted: Posted<DeskRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok((how, None)) => site.run(move |office| custody::hand_over(office, &caller, &request, case, how)).await,
        Ok((how, Some(proxy))) => site.run(move |office| custody::hand_over_to_proxy(office, &caller, &request, case, how, &proxy)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match result {
        Ok(_) => answer::see(routes::PICKUP, Some(if body.proxy { "collected_proxy" } else { "collected" })),
        Err(error) => again(&site, &page, case, &error, &body).await,
    }
}

/// The card again with what is wrong.
async fn again(site: &Site, page: &PageCaller, case: CaseId, error: &AppError, body: &DeskRequest) -> Response {
    if answer::form_errors(page.lang, error, |_| None).is_none() {
        return answer::error(site, page.lang, Some(page), error);
    }
    let caller = page.caller.clone();
    let card = match site.run(move |office| cases::page(office, &caller, case)).await {
        Ok(card) => card,
        Err(error) => return answer::error(site, page.lang, Some(page), &error),
    };
    let mut shown = desk(site, page, String::new());
    let card = found(site, page, &card, Some(body));
    // A card that can no longer be handed over has no fields to lead to.
    let open = card.blocked.is_none();
    let own = if body.proxy { "wakil-" } else { "" };
    let id_of = |field: &str| match field {
        "old_card" => Some(format!("{own}old_card-surrendered")),
        "identity_checked" => Some(format!("{own}identity_checked")),
        "nik" | "name" | "letter" if body.proxy => Some(field.to_owned()),
        _ => None,
    };
    shown.shell.errors = answer::form_errors(page.lang, error, |field| id_of(field).filter(|_| open)).unwrap_or_default();
    shown.found = Some(card);
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

fn found(site: &Site, page: &PageCaller, card: &CasePage, typed: Option<&DeskRequest>) -> Pickup {
    let (lang, view) = (page.lang, &card.view);
    let case = &view.case;
    let rule = site.office.rules().proxy_for(site.office.profile().code, site.office.today());
    let usual = || DeskForm { old_card: usual_old_card(case.purpose).map_or("", OldCard::code).to_owned(), ..DeskForm::default() };
    Pickup {
        case_id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        person: parts::person_line(site, &view.person),
        birth_place: page.caller.sees(Field::Civil).then(|| view.person.biodata.birth_place.clone()),
        sex: view.person.biodata.sex.code().to_owned(),
        address: page.caller.sees(Field::Address).then(|| view.person.biodata.address.clone()),
        place: parts::card_place(view, &card.page).unwrap_or_else(|| lang.shelf_loose().to_owned()),
        blocked: blocked(lang, card),
        form: typed.map_or_else(usual, |body| DeskForm {
            old_card: body.old_card.clone(),
            proxy: body.proxy,
            nik: body.nik.clone(),
            name: body.name.clone(),
            letter: body.letter.clone(),
        }),
        proxy_rule: proxy_rule(lang, rule),
        proxy_allowed: rule.is_some_and(|rule| rule.policy != ProxyPolicy::Nobody),
        proxy_letter: rule.is_some_and(|rule| rule.letter),
    }
}

/// Why a card cannot be handed over now: its case is elsewhere, or the card itself.
fn blocked(lang: Lang, card: &CasePage) -> Option<String> {
    let state = card.view.case.state;
    if !ready(state) {
        return Some(lang.refusal_wrong_state(lang.case_state(state.code()), lang.case_act("hand_over")));
    }
    let here = card.view.card.as_ref().is_some_and(|card| matches!(card.custody, Custody::At(_)));
    (!here).then(|| lang.refusal_card_elsewhere().to_owned())
}

/// What comes back for a purpose without anybody having to say so; for the others the officer says it.
const fn usual_old_card(purpose: Purpose) -> Option<OldCard> {
    match purpose {
        Purpose::First => Some(OldCard::None),
        Purpose::Lost => Some(OldCard::PoliceLetter),
        Purpose::SuketToCard => Some(OldCard::Suket),
        Purpose::Damaged | Purpose::Changed | Purpose::MovedIn | Purpose::AreaRenamed => None,
    }
}

/// The office's rule in sentences, so that nobody is sent home after the form was filled in.
fn proxy_rule(lang: Lang, rule: Option<&ProxyRule>) -> Vec<String> {
    let Some(rule) = rule else { return vec![lang.desk_proxy_nobody().to_owned()] };
    let source = format!("{}: {}", lang.desk_proxy_rule(), rule.validity.source);
    let who = match rule.policy {
        ProxyPolicy::Nobody => return vec![lang.desk_proxy_nobody().to_owned(), source],
        ProxyPolicy::Family => lang.desk_proxy_family(),
        ProxyPolicy::Anybody => lang.desk_proxy_anybody(),
    };
    let letter = if rule.letter { lang.desk_proxy_letter_needed() } else { lang.desk_proxy_letter_free() };
    vec![who.to_owned(), letter.to_owned(), lang.desk_proxy_limit(rule.day_max, rule.month_max), source]
}
