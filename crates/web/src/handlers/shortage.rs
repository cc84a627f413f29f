//! The shortage: until when the blanks last and for whom; who waits; temporary letters; the public's notice.

use app::{
    AppError, Office,
    print::{self, Alarm, Basis, Forecast, Gate},
    stock,
};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode},
    response::Response,
};
use domain::{
    access::Act,
    id::{CaseId, SuketId},
    request::Policy,
    suket::SuketRule,
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{parts, room, sign_in::Nothing, stock::Typed, stock_forms};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{
        ActField, ActForm, Choice, ClassRow, DeferredPage, DeferredRow, ForecastPart, Nav, Paging, PolicyRow, PublicNoticePage,
        ShortagePage, SuketRow, SuketsPage, routes,
    },
    request::{OutlookRequest, ToldRequest},
    session::{PageCaller, language},
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match shortage(&site, &page, &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn set_outlook(State(site): State<Site>, posted: Posted<OutlookRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok(note) => site.run(move |office| stock::set_outlook(office, &caller, &request, note)).await,
        Err(refusal) => Err(refusal.into()),
    };
    match result {
        Ok(()) => answer::see(routes::SHORTAGE, Some("outlook")),
        Err(error) => again(&site, &page, &error, &Typed::of("kebijakan", &body)).await,
    }
}

/// The page again, with what is wrong in the form of `typed`.
pub(super) async fn again(site: &Site, page: &PageCaller, error: &AppError, typed: &Typed) -> Response {
    let Some(errors) = answer::form_errors(page.lang, error, |field| Some(typed.id_of(field))) else {
        return answer::error(site, page.lang, Some(page), error);
    };
    match shortage(site, page, typed).await {
        Ok(mut shown) => {
            shown.shell.errors = errors;
            routes::SHORTAGE.clone_into(&mut shown.shell.here);
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn shortage(site: &Site, page: &PageCaller, typed: &Typed) -> Result<ShortagePage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| print::forecast(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let outlook = found.outlook.as_ref().and_then(|outlook| Some((outlook.next_delivery?, outlook.source.as_str())));
    let run = |run: &domain::print::Run| (run.id.to_string(), run.number, run.day, run.override_reason.clone().unwrap_or_default());
    let forms = [
        page.caller.may(Act::SetPrinting).then(|| outlook_form(lang, &found, typed)),
        (page.caller.may(Act::RequestBlanks) && page.caller.may(Act::ViewStock)).then(|| stock_forms::ask(lang, &Typed::default())),
    ];
    Ok(ShortagePage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Print)),
        tabs: room::tabs(page, routes::SHORTAGE),
        sentences: sentences(lang, &found),
        urgent: urgent(&found),
        forecast: forecast_part(lang, &found),
        alarm: alarm(lang, &found),
        requests: found.requests.iter().map(|(asked, came)| (asked.number.clone(), asked.on, asked.asked, *came)).collect(),
        overrides: found.out_of_order.iter().map(run).collect(),
        outlook: outlook.map_or_else(|| lang.outlook_unsaid().to_owned(), |(next, source)| lang.outlook_said(next, source)),
        borrow: stock_forms::borrow(lang, typed),
        forms: forms.into_iter().flatten().collect(),
    })
}

/// The class that closes first, and when.
fn first_to_close(found: &Forecast) -> Option<(i64, Date)> {
    let (rank, on) = found.run_out.as_ref()?.first_to_close?;
    Some((found.classes.get(rank)?.class, on))
}

fn urgent(found: &Forecast) -> bool {
    let overdue = found.run_out.as_ref().is_some_and(|run_out| matches!(run_out.alarm, Alarm::Overdue { .. }));
    overdue || found.stock == 0 || first_to_close(found).is_some_and(|(_, on)| on == found.day)
}

fn sentences(lang: Lang, found: &Forecast) -> Vec<String> {
    let Some(run_out) = &found.run_out else { return vec![lang.shortage_unknown().to_owned()] };
    let sure = found.outlook.as_ref().is_some_and(|outlook| outlook.next_delivery.is_some());
    let mut lines = vec![match run_out.ends.p50 {
        _ if found.stock == 0 => lang.shortage_gone().to_owned(),
        Some(on) => lang.shortage_lasts(on),
        None if sure => lang.shortage_lasts_delivery().to_owned(),
        None => lang.shortage_lasts_view().to_owned(),
    }];
    lines.extend(
        first_to_close(found).map(
            |(class, on)| {
                if on == found.day { lang.shortage_first_today(class) } else { lang.shortage_first(class, on) }
            },
        ),
    );
    if let Alarm::Overdue { on, .. } = run_out.alarm {
        lines.push(overdue(lang, on));
    }
    lines.push(lang.shortage_stock(found.stock));
    lines.extend((found.area_change > 0).then(|| lang.shortage_area(found.area_change)));
    if run_out.ends.p10.is_some() && found.stock > 0 {
        let day = |day: Option<Date>| day.map_or_else(|| lang.shortage_never().to_owned(), |day| lang.date_short(day));
        lines.push(lang.shortage_range(&day(run_out.ends.p10), &day(run_out.ends.p90)));
    }
    lines
}

fn basis(lang: Lang, basis: Basis) -> String {
    match basis {
        Basis::Records { count } => lang.basis_records(i64::from(count)),
        Basis::Assumption { records } => lang.basis_assumed(i64::from(records)),
    }
}

fn overdue(lang: Lang, on: Option<Date>) -> String {
    on.map_or_else(|| lang.alarm_overdue_long().to_owned(), |on| lang.alarm_overdue(on))
}

/// When to ask, for how many, and what of it is measured and what assumed.
fn alarm(lang: Lang, found: &Forecast) -> Vec<String> {
    let Some(run_out) = &found.run_out else { return Vec::new() };
    let rings = match run_out.alarm {
        Alarm::Rings { on } => lang.alarm_rings(on),
        Alarm::Silent => lang.alarm_silent().to_owned(),
        Alarm::Overdue { on, .. } => overdue(lang, on),
    };
    let ask = if found.ask.asked == 0 {
        lang.ask_nothing().to_owned()
    } else {
        lang.ask_amount(i64::from(found.ask.asked), i64::from(found.ask.expected))
    };
    let lead = lang.ask_lead(&lang.tenths(i64::from(found.lead.value.mean_milli_days) / 100));
    let fill = lang.ask_fill(&lang.percent(i64::from(found.fill.value.mean_permille)));
    let lead = format!("{lead} ({}).", basis(lang, found.lead.basis));
    vec![
        rings,
        ask,
        lang.ask_reorder(found.reorder_point),
        found.sure_after.map_or(lead, |days| lang.ask_sure_after(i64::from(days))),
        format!("{fill} ({}).", basis(lang, found.fill.basis)),
        lang.learnt_from(found.learnt_days),
    ]
}

fn forecast_part(lang: Lang, found: &Forecast) -> Option<ForecastPart> {
    let run_out = found.run_out.as_ref()?;
    let class = |(row, class): (&print::ClassRunOut, &print::ForecastClass)| {
        let purposes: Vec<&str> = class.purposes.iter().map(|(purpose, _)| lang.purpose(purpose.code())).collect();
        let missing = match row.outlook.gate {
            Gate::Open { .. } => None,
            Gate::Closed { missing } => Some(i64::from(missing)),
        };
        ClassRow {
            class: class.class,
            purposes: purposes.join(" · "),
            daily: lang.tenths(class.daily_milli / 100),
            level: i64::from(row.outlook.level),
            missing,
            closes: row.closes,
        }
    };
    let now = found.outlook.as_ref().map_or(Policy::LawOrder, |outlook| outlook.policy);
    let whole = |(served, wanted): &(i64, i64)| ((served + 500) / 1_000, (wanted + 500) / 1_000);
    let policy = |view: &print::PolicyView| PolicyRow {
        code: view.policy.to_string(),
        now: view.policy == now,
        parts: view.parts.iter().map(whole).collect(),
    };
    let band = |on: &print::StockOn| (on.date, i64::from(on.stock.p10), i64::from(on.stock.p50), i64::from(on.stock.p90));
    Some(ForecastPart {
        days: run_out.days.iter().map(band).collect(),
        reorder: found.reorder_point,
        closes: run_out.classes.iter().filter_map(|row| row.closes).collect(),
        classes: run_out.classes.iter().zip(&found.classes).map(class).collect(),
        policies: found.policies.iter().map(policy).collect(),
    })
}

fn outlook_form(lang: Lang, found: &Forecast, typed: &Typed) -> ActForm {
    let typed_policy = typed.value("kebijakan", "policy");
    let now = found.outlook.as_ref().map_or(Policy::LawOrder, |outlook| outlook.policy);
    let chosen = if typed_policy.is_empty() { now.code() } else { &typed_policy };
    let policies = Policy::ALL.iter().map(|policy| Choice::new(policy.code(), lang.policy(policy.code()), chosen)).collect();
    ActForm {
        id: "kebijakan".to_owned(),
        heading: lang.outlook_heading().to_owned(),
        hint: String::new(),
        action: routes::OUTLOOK.to_owned(),
        fields: vec![
            ActField::choice("policy", lang.policy_word(), policies),
            ActField::day("next_delivery", lang.outlook_next(), typed.value("kebijakan", "next_delivery"))
                .hint(lang.outlook_next_hint())
                .optional(),
            ActField::line("source", lang.outlook_source(), typed.value("kebijakan", "source")).hint(lang.outlook_source_hint()),
        ],
        button: lang.save().to_owned(),
        open: false,
    }
}

/// Rows on one page of who waits.
const ROWS: i64 = 50;

/// The page of a list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct PageQuery {
    halaman: String,
}

pub(crate) async fn deferred(
    State(site): State<Site>,
    page: PageCaller,
    Query(query): Query<PageQuery>,
    Query(notice): Query<NoticeQuery>,
) -> Response {
    let caller = page.caller.clone();
    let at = query.halaman.parse().unwrap_or(1).clamp(1, 1_000_000);
    let found = match site.run(move |office| print::deferred(office, &caller, ROWS, (at - 1) * ROWS)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let pages = ((found.total + ROWS - 1) / ROWS).max(1);
    let link = |to: i64| (1..=pages).contains(&to).then(|| routes::deferred(to));
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Print));
    shell.notice = notice.notice(page.lang);
    let shown = DeferredPage {
        shell,
        tabs: room::tabs(&page, routes::SHORTAGE),
        total: found.total,
        untold: found.untold,
        rows: found.lines.iter().map(|line| deferred_row(&site, page.lang, line)).collect(),
        paging: Paging { page: at, pages, previous: link(at - 1), next: link(at + 1) },
        may_tell: page.caller.may(Act::IssueSuket),
    };
    answer::page(StatusCode::OK, &shown)
}

fn deferred_row(site: &Site, lang: Lang, line: &print::DeferredLine) -> DeferredRow {
    let rule = site.office.rules().deferral_for(line.purpose, site.office.today());
    DeferredRow {
        case_id: line.case.to_string(),
        receipt: line.receipt.to_string(),
        person: parts::listed(site, line.person, (&line.name, &line.nik, &line.village)),
        class: line.class,
        why: lang.defer_reason(line.reason.code()).to_owned(),
        until: line.until,
        told: line.told_at.map(|at| site.office.profile().zone.date(at)),
        suket: line.suket.map(|(suket, until)| (suket.to_string(), until)),
        may_suket: rule.is_some_and(|rule| rule.suket != SuketRule::MustNot),
    }
}

pub(crate) async fn tell(State(site): State<Site>, Path(id): Path<String>, posted: Posted<ToldRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let told = move |office: &Office| print::tell(office, &caller, &request, case, body.read()?).map(drop);
    back(&site, &page, site.run(told).await, (routes::DEFERRED, "told"))
}

pub(crate) async fn give_suket(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(case) = CaseId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let given = site.run(move |office| print::give_suket(office, &caller, &request, case).map(drop)).await;
    back(&site, &page, given, (routes::DEFERRED, "suket"))
}

pub(crate) async fn renew_suket(State(site): State<Site>, Path(id): Path<String>, posted: Posted<Nothing>) -> Response {
    let Posted { page, request, .. } = posted;
    let Some(suket) = SuketId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let renewed = site.run(move |office| print::renew_suket(office, &caller, &request, suket).map(drop)).await;
    back(&site, &page, renewed, (routes::SUKETS, "suket_renewed"))
}

/// Back to the list with a notice, or the page that says why not.
fn back(site: &Site, page: &PageCaller, result: Result<(), AppError>, (list, notice): (&str, &str)) -> Response {
    match result {
        Ok(()) => answer::see(list, Some(notice)),
        Err(error) => answer::error(site, page.lang, Some(page), &error),
    }
}

pub(crate) async fn sukets(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let caller = page.caller.clone();
    let found = match site.run(move |office| print::sukets(office, &caller)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let today = site.office.today();
    let row = |view: &print::SuketView| SuketRow {
        id: view.suket.id.to_string(),
        number: view.suket.number.clone(),
        person: parts::person_line(&site, &view.person),
        case_id: view.suket.case.to_string(),
        until: view.suket.valid_until,
        passed: view.suket.valid_until < today,
        renewals: view.suket.renewals,
    };
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Print));
    shell.notice = query.notice(page.lang);
    let rows = found.iter().map(row).collect();
    answer::page(StatusCode::OK, &SuketsPage { shell, tabs: room::tabs(&page, routes::SUKETS), rows })
}

/// Today's stock for everybody (order of the Director-General, 2022: to be published daily).
pub(crate) async fn public(State(site): State<Site>, page: Option<PageCaller>, headers: HeaderMap) -> Response {
    let lang = page.as_ref().map_or_else(|| language(&headers), |page| page.lang);
    let notice = match site.run(print::public_notice).await {
        Ok(notice) => notice,
        Err(error) => return answer::error(&site, lang, page.as_ref(), &error),
    };
    let lasts = match (notice.known, notice.ends) {
        (false, _) => lang.public_unknown().to_owned(),
        (true, Some(on)) => lang.public_until(on),
        (true, None) => lang.public_enough().to_owned(),
    };
    let mut shell = answer::shell(&site, lang, page.as_ref(), None);
    routes::PUBLIC_NOTICE.clone_into(&mut shell.here);
    let shown = PublicNoticePage {
        shell,
        day: notice.day,
        stock: notice.stock,
        lasts,
        next: notice.next,
        services: notice.services.iter().map(|(purpose, printed)| (purpose.to_string(), *printed)).collect(),
    };
    answer::page(StatusCode::OK, &shown)
}
