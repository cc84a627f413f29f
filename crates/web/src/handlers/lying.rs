//! How long cards lie until they are collected.

use app::lying::{self, Balance, LyingAge, LyingTimes};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::access::Act;

use super::custody::{nav, tabs};
use crate::{
    answer,
    lang::Lang,
    pages::{AgeRow, LyingPage, Nav, routes},
    session::PageCaller,
    state::Site,
};

/// From which difference between count and curve on the shelves are to be counted, as a share of what should lie.
const DIFFERENCE: f64 = 0.2;

pub(crate) async fn show(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    let found = match site.run(move |office| lying::times(office, &caller)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    // Whoever oversees and has no shelves finds it beside the plans.
    let (entry, tabs) = if page.caller.may(Act::SendBatches) {
        (nav(&page), tabs(&page, routes::LYING))
    } else {
        (Nav::Oversight, answer::tabs(&page, routes::LYING))
    };
    let shown = LyingPage {
        shell: answer::shell(&site, page.lang, Some(&page), Some(entry)),
        tabs,
        since: found.since,
        printed: i64::from(found.printed),
        uncollected: i64::from(found.uncollected),
        half_days: found.half_days.map(i64::from),
        left: found.left_in_month.map(i64::from),
        ages: found.ages.iter().map(age).collect(),
        balance: found.balance.map(|balance| says(page.lang, &balance, &found, page.caller.may(Act::ShelveCard))),
        reasons: found.reasons.iter().map(|(reason, cards)| (reason.to_string(), *cards)).collect(),
    };
    answer::page(StatusCode::OK, &shown)
}

fn age(age: &LyingAge) -> AgeRow {
    let permille = |share: f64| (share * 1_000.0).round() as i64;
    AgeRow {
        days: i64::from(age.days),
        all: permille(age.all),
        band: age.band.map(|(low, high)| (permille(low), permille(high))),
        without: age.without.map(permille),
        with: age.with.map(permille),
    }
}

/// Count and curve against each other, and whether the reader is to count the shelves.
fn says(lang: Lang, balance: &Balance, found: &LyingTimes, may_count: bool) -> (Vec<String>, bool) {
    let tenths = |figure: f64| lang.tenths((figure * 10.0).round() as i64);
    let (implied, counted) = (i64::from(balance.implied), i64::from(found.uncollected));
    let law = lang.lying_balance_says(&tenths(balance.printed_a_day), &tenths(balance.mean_days), implied, counted);
    let apart = (counted - implied) as f64 / (implied as f64).max(1.0);
    let verdict = match apart {
        apart if apart > DIFFERENCE => lang.lying_balance_more(),
        apart if apart < -DIFFERENCE => lang.lying_balance_fewer(),
        _ => lang.lying_balance_good(),
    };
    (vec![law, verdict.to_owned()], may_count && apart.abs() > DIFFERENCE)
}
