//! Signs of brokers: lists to be looked at by people, with what each means and does not prove.

use app::signals::{self, CaseLine, Signals};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::access::{Act, Field};

use crate::{
    answer,
    format::{MaskedNumber, MaskedPhone},
    pages::{Nav, PhoneSign, ProxySign, SignCase, SignalsPage, routes},
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    match site.run(move |office| signals::signals(office, &caller)).await {
        Ok(found) => answer::page(StatusCode::OK, &signals_page(&site, &page, found)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn signals_page(site: &Site, page: &PageCaller, found: Signals) -> SignalsPage {
    let cases = |lines: &[CaseLine]| -> Vec<SignCase> {
        lines.iter().map(|line| SignCase { id: line.case.to_string(), label: line.receipt.to_string() }).collect()
    };
    let phones = found.phones.iter().map(|(shared, lines)| PhoneSign {
        phone: page.caller.sees(Field::Phone).then(|| MaskedPhone::new(&shared.phone.national())),
        families: shared.families,
        cases: cases(lines),
    });
    let proxies = found.proxies.iter().map(|(proxy, lines)| ProxySign {
        name: proxy.name.clone(),
        nik: MaskedNumber::new(proxy.nik.as_str()),
        cards: proxy.cards,
        families: proxy.families,
        cases: cases(lines),
    });
    let neighbours = found.nik_runs.iter().map(|run| {
        let case =
            |line: &signals::OpenedLine| SignCase { id: line.case.to_string(), label: MaskedNumber::new(line.nik.as_str()).to_string() };
        run.iter().map(case).collect()
    });
    SignalsPage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Oversight)),
        tabs: answer::tabs(page, routes::SIGNALS),
        phones: phones.collect(),
        proxies: proxies.collect(),
        may_runs: page.caller.may(Act::PlanRun),
        runs: found
            .out_of_order
            .iter()
            .map(|run| (run.id.to_string(), run.number, run.override_reason.clone().unwrap_or_default()))
            .collect(),
        lookers: found.lookers.into_iter().map(|(count, name)| (name, count.looks, count.outside)).collect(),
        neighbours: neighbours.collect(),
    }
}
