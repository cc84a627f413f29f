//! How long records lie at the centre, and whose they are.

use app::ageing::{self, AgeingBoard, AgeingFilter, AgeingLine, AgeingList, Ages, StatusAges};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{ageing::AgeClass, area::SubdistrictCode, central::CentralCode};
use serde::Deserialize;

use super::parts;
use crate::{
    answer,
    pages::{AGE_CLASSES, AgeCount, AgeCounts, AreaAges, CentreListPage, CentrePage, CentreRow, Choice, Nav, Paging, StatusRow, routes},
    session::PageCaller,
    state::Site,
};

/// Rows on one page of the list.
const ROWS: i64 = 50;

pub(crate) async fn board(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    match site.run(move |office| ageing::board(office, &caller)).await {
        Ok(found) => answer::page(StatusCode::OK, &render_board(&site, &page, &found)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn render_board(site: &Site, page: &PageCaller, found: &AgeingBoard) -> CentrePage {
    let areas = found.subdistricts.iter().map(|(code, ages)| AreaAges {
        name: site.office.areas().name(code).unwrap_or(code).to_owned(),
        ages: counts(ages, "", code),
        href: routes::centre_list(["", code, ""], 1),
    });
    CentrePage {
        shell: answer::shell(site, page.lang, Some(page), Some(Nav::Centre)),
        statuses: found.statuses.iter().map(status_row).collect(),
        areas: areas.collect(),
        printable: found.printable.as_ref().map(status_row),
        overdue: found.overdue,
    }
}

fn status_row(status: &StatusAges) -> StatusRow {
    let code = status.code.code();
    let rule = status
        .rule
        .as_ref()
        .map(|rule| (rule.limits.watch_days, rule.limits.late_days, rule.limits.stuck_days, rule.validity.source.clone()));
    StatusRow {
        code: code.to_owned(),
        ages: counts(&status.ages, code, ""),
        oldest_days: status.oldest_days,
        repairs: status.repairs,
        rule,
        href: routes::centre_list([code, "", ""], 1),
    }
}

fn counts(ages: &Ages, status: &str, kecamatan: &str) -> AgeCounts {
    let one = |class: &&'static str| AgeCount {
        class,
        count: AgeClass::from_code(class).map_or(0, |class| ages.of(class)),
        href: routes::centre_list([status, kecamatan, class], 1),
    };
    AgeCounts { classes: AGE_CLASSES.iter().map(one).collect() }
}

/// Filter and page of the list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct ListQuery {
    status: String,
    kecamatan: String,
    umur: String,
    halaman: String,
}

pub(crate) async fn list(State(site): State<Site>, page: PageCaller, Query(query): Query<ListQuery>) -> Response {
    // What is unknown filters nothing.
    let filter = AgeingFilter {
        code: CentralCode::from_code(&query.status).filter(|code| listed(*code)),
        subdistrict: SubdistrictCode::parse(&query.kecamatan).filter(|code| site.office.areas().name(code.as_str()).is_some()),
        class: AgeClass::from_code(&query.umur),
    };
    let at = query.halaman.parse().unwrap_or(1).clamp(1, 1_000_000);
    let (caller, asked) = (page.caller.clone(), filter.clone());
    match site.run(move |office| ageing::list(office, &caller, &asked, ROWS, (at - 1) * ROWS)).await {
        Ok(found) => answer::page(StatusCode::OK, &render_list(&site, &page, &filter, at, &found)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

/// Whether records of a status can be listed: unfinished ones, and printable ones that nobody asked for.
fn listed(code: CentralCode) -> bool {
    code.unfinished() || code == CentralCode::PrintReadyRecord
}

fn render_list(site: &Site, page: &PageCaller, filter: &AgeingFilter, at: i64, found: &AgeingList) -> CentreListPage {
    let lang = page.lang;
    let status = filter.code.map_or("", CentralCode::code);
    let kecamatan = filter.subdistrict.as_ref().map_or("", SubdistrictCode::as_str);
    let age = filter.class.map_or("", AgeClass::code);
    let pages = ((found.total + ROWS - 1) / ROWS).max(1);
    let link = |to: i64| (1..=pages).contains(&to).then(|| routes::centre_list([status, kecamatan, age], to));
    let codes = CentralCode::ALL.iter().filter(|code| listed(**code));
    let row = |line: &AgeingLine| CentreRow {
        person: parts::listed(site, line.person.person, (&line.person.name, &line.person.nik, &line.person.village)),
        code: line.code.code().to_owned(),
        since: line.since,
        days: line.days,
        class: line.class.code().to_owned(),
        repair: line.repair.map(|stage| stage.code().to_owned()),
        due: line.due,
        late: line.due.is_some_and(|due| due < site.office.today()),
    };
    CentreListPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Centre)),
        total: found.total,
        statuses: codes.map(|code| Choice::new(code.code(), lang.central_name(code.code()), status)).collect(),
        areas: parts::subdistricts(site, lang, kecamatan),
        ages: AgeClass::ALL.iter().map(|class| Choice::new(class.code(), lang.age_class(class.code()), age)).collect(),
        rows: found.lines.iter().map(row).collect(),
        paging: Paging { page: at, pages, previous: link(at - 1).filter(|_| at > 1), next: link(at + 1) },
    }
}
