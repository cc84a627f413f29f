//! What is due by the office's ladder and why, and how well the promise of one-day service is kept.

use app::{
    ladder::{self, Counts, DueCard, DueList},
    promise::{self, Kept},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    ladder::{LadderAction, LadderRule},
    notice::NoticePurpose,
};
use jiff::{ToSpan, Unit, civil::Date};
use serde::Deserialize;

use super::parts;
use crate::{
    answer,
    lang::Lang,
    pages::{LadderPage, LadderRow, Link, Nav, OneDayPage, OneDayRow, Tab, routes},
    request::day,
    session::PageCaller,
    state::Site,
};

/// Cards that the page lists.
const CARDS_MAX: usize = 300;

/// Until when.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct SpanQuery {
    sampai: String,
}

/// A span of time of the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Span {
    Today,
    Week,
    Month,
}

impl Span {
    const ALL: [Self; 3] = [Self::Today, Self::Week, Self::Month];

    const fn code(self) -> &'static str {
        match self {
            Self::Today => "hari",
            Self::Week => "minggu",
            Self::Month => "bulan",
        }
    }

    const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Today => lang.ladder_today(),
            Self::Week => lang.ladder_week(),
            Self::Month => lang.ladder_month(),
        }
    }

    /// Its last day.
    fn end(self, today: Date) -> Date {
        match self {
            Self::Today => today,
            Self::Week => ladder::week_end(today),
            Self::Month => ladder::month_end(today),
        }
    }

    const fn of(self, found: &DueList) -> Counts {
        match self {
            Self::Today => found.today,
            Self::Week => found.week,
            Self::Month => found.month,
        }
    }
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<SpanQuery>) -> Response {
    let (caller, today) = (page.caller.clone(), site.office.today());
    let span = Span::ALL.into_iter().find(|span| span.code() == query.sampai).unwrap_or(Span::Today);
    let found = match site.run(move |office| ladder::due(office, &caller, span.end(today), CARDS_MAX)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let lang = page.lang;
    let one = |each: Span| {
        let link = Link { label: each.label(lang).to_owned(), href: routes::ladder(each.code()) };
        let counts = each.of(&found);
        (Tab { link, current: each == span }, counts.notices, counts.climbs)
    };
    let of_span = span.of(&found);
    let shown = LadderPage {
        shell: answer::shell(&site, lang, Some(&page), Some(Nav::Shelf)),
        rules: rules(&site, lang, today),
        lying: found.lying,
        spans: Span::ALL.into_iter().map(one).collect(),
        rows: found.cards.iter().map(|card| row(&site, lang, card, today)).collect(),
        first: (of_span.notices + of_span.climbs > CARDS_MAX as i64).then_some(CARDS_MAX as i64),
    };
    answer::page(StatusCode::OK, &shown)
}

/// The rules of the office's ladder in the order of their days, each with the letter that it comes from.
fn rules(site: &Site, lang: Lang, today: Date) -> Vec<(String, String)> {
    let mut rules = site.office.rules().ladder_for(site.office.profile().code, today);
    rules.sort_by_key(|rule| (rule.after_months, rule.after_days));
    rules.into_iter().map(|rule| (sentence(lang, rule), rule.validity.source.clone())).collect()
}

fn sentence(lang: Lang, rule: &LadderRule) -> String {
    let what = lang.ladder_action(rule.action.code());
    if rule.action == LadderAction::PrintOnArrival {
        return what.to_owned();
    }
    let rung = match long(lang, rule.after_months, rule.after_days) {
        Some(after) => lang.ladder_rule_after(what, &after),
        None => lang.ladder_rule_at_once(what),
    };
    if rule.notices_min > 0 { lang.ladder_rule_notices(&rung, rule.notices_min) } else { rung }
}

/// Months and days in words; nothing for none at all.
fn long(lang: Lang, months: i64, days: i64) -> Option<String> {
    match (months, days) {
        (0, 0) => None,
        (0, days) => Some(lang.days(days)),
        (months, 0) => Some(lang.months(months)),
        (months, days) => Some(lang.months_and_days(&lang.months(months), &lang.days(days))),
    }
}

fn row(site: &Site, lang: Lang, card: &DueCard, today: Date) -> LadderRow {
    let line = &card.line;
    let purpose = if line.last_at.is_none() { NoticePurpose::Ready } else { NoticePurpose::Reminder };
    LadderRow {
        case_id: line.case.to_string(),
        receipt: line.receipt.to_string(),
        name: line.name.clone(),
        area: parts::area(site, &line.village),
        action: card.step.action.code().to_owned(),
        template: (card.step.action == LadderAction::Notice).then(|| purpose.code().to_owned()),
        due: card.step.due,
        late: card.step.due < today,
        why: why(lang, card, site.office.profile().zone.date(line.printed_at), today),
    }
}

/// Why a step is due: the day of printing, the notices that count, and what keeps a notice back.
fn why(lang: Lang, card: &DueCard, printed: Date, today: Date) -> Vec<String> {
    let since = printed.until((Unit::Month, today)).unwrap_or_else(|_| 0.days());
    let age = long(lang, i64::from(since.get_months()), i64::from(since.get_days()));
    let printed = age.map_or_else(|| lang.ladder_printed_today().to_owned(), |age| lang.ladder_printed(printed, &age));
    let line = &card.line;
    let hindrance = match line.phone {
        None => Some(lang.ladder_no_phone()),
        Some(_) if line.stopped => Some(lang.ladder_stopped()),
        Some(_) if line.wrong_number => Some(lang.ladder_wrong_number()),
        Some(_) => (line.open > 0).then(|| lang.ladder_open()),
    };
    let words = [Some(printed), Some(lang.ladder_counted(line.counted)), hindrance.map(str::to_owned)];
    words.into_iter().flatten().collect()
}

/// From which day.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct FromQuery {
    dari: String,
}

pub(crate) async fn one_day(State(site): State<Site>, page: PageCaller, Query(query): Query<FromQuery>) -> Response {
    let (caller, lang) = (page.caller.clone(), page.lang);
    let month = site.office.today().first_of_month();
    let from = day("from", &query.dari, month);
    let since = *from.as_ref().unwrap_or(&month);
    let found = match from {
        Ok(from) => site.run(move |office| promise::one_day(office, &caller, from)).await,
        Err(refusal) => Err(refusal.into()),
    };
    let typed = if query.dari.is_empty() { since.to_string() } else { query.dari };
    let shell = answer::shell(&site, lang, Some(&page), Some(Nav::Home));
    let mut shown = OneDayPage { shell, since, from: typed, rows: Vec::new() };
    match found {
        Ok(found) => {
            shown.rows = rows(&found);
            answer::page(StatusCode::OK, &shown)
        }
        Err(error) => match answer::form_errors(lang, &error, |_| Some("dari".to_owned())) {
            Some(errors) => {
                shown.shell.errors = errors;
                answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
            }
            None => answer::error(&site, lang, Some(&page), &error),
        },
    }
}

/// Each site and purpose, and their sum when there are several.
fn rows(found: &[Kept]) -> Vec<OneDayRow> {
    let row = |kept: &Kept| OneDayRow {
        site: Some(kept.site.clone()),
        purpose: kept.purpose.code().to_owned(),
        asked: kept.asked,
        same_day: kept.same_day,
        later: kept.later,
    };
    let mut rows: Vec<OneDayRow> = found.iter().map(row).collect();
    if rows.len() > 1 {
        let add = |sum: OneDayRow, row: &OneDayRow| OneDayRow {
            asked: sum.asked + row.asked,
            same_day: sum.same_day + row.same_day,
            later: sum.later + row.later,
            ..sum
        };
        rows.push(rows.iter().fold(OneDayRow::default(), add));
    }
    rows
}
