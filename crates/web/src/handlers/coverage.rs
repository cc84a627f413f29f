//! Who must have a card, and a village's list of the unrecorded.

use app::{
    coverage::{self, Area, Coverage, Part, Sums, Whereas},
    lists::{self, ListLine, VillageList, Whom},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    area::{SubdistrictCode, VillageCode},
    person::{MUST_HAVE_AGE_YEARS, Marital, birthday},
};
use jiff::civil::Date;
use serde::Deserialize;

use super::parts;
use crate::{
    answer,
    format::MaskedNumber,
    lang::Lang,
    pages::{Choice, CoveragePage, CoverageRow, GroupRow, Link, ListGroup, ListRow, MonthRow, Nav, Parts, Stays, VillageListPage, routes},
    session::PageCaller,
    state::Site,
    xlsx,
};

/// Months that are told at once; the later ones are unfolded.
const MONTHS_AT_ONCE: usize = 12;
/// How far ahead a village's list can look, months.
const MONTHS_AHEAD: [i64; 5] = [0, 3, 6, 12, 24];

pub(crate) async fn office(State(site): State<Site>, page: PageCaller) -> Response {
    show(&site, &page, Area::Office).await
}

pub(crate) async fn subdistrict(State(site): State<Site>, page: PageCaller, Path(code): Path<String>) -> Response {
    match SubdistrictCode::parse(&code) {
        Some(code) => show(&site, &page, Area::Subdistrict(code)).await,
        None => answer::not_found(&site, page.lang, Some(&page)),
    }
}

pub(crate) async fn village(State(site): State<Site>, page: PageCaller, Path(code): Path<String>) -> Response {
    match VillageCode::parse(&code) {
        Some(code) => show(&site, &page, Area::Village(code)).await,
        None => answer::not_found(&site, page.lang, Some(&page)),
    }
}

async fn show(site: &Site, page: &PageCaller, area: Area) -> Response {
    let (caller, asked) = (page.caller.clone(), area.clone());
    match site.run(move |office| coverage::of(office, &caller, &asked)).await {
        Ok(found) => answer::page(StatusCode::OK, &render(site, page, &area, &found)),
        Err(error) => answer::error(site, page.lang, Some(page), &error),
    }
}

fn render(site: &Site, page: &PageCaller, area: &Area, found: &Coverage) -> CoveragePage {
    let lang = page.lang;
    let (name, up, parts_are) = frame(site, lang, area);
    let row = |row: &coverage::Row| {
        let (name, href) = part(site, lang, &row.part);
        line(name, href, row.sums, row.whereas)
    };
    let group = |group: &coverage::Group| GroupRow {
        band: group.band.code().to_owned(),
        men: (group.men.must_have, group.men.unrecorded()),
        women: (group.women.must_have, group.women.unrecorded()),
    };
    let month = |month: &coverage::Month| MonthRow {
        first: month.first,
        turning: month.turning,
        recorded: month.recorded,
        recordable: month.recordable,
    };
    let list = match area {
        Area::Village(code) if page.caller.may(Act::ViewVillageList) => Some(routes::village_list(code.as_str())),
        _ => None,
    };
    CoveragePage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Coverage)),
        area: name,
        up,
        parts: parts_are,
        counted_at: found.counted_at,
        total: line(lang.total().to_owned(), None, found.total, Some(found.whereas)),
        rows: found.rows.iter().map(row).collect(),
        early: found.early,
        groups: found.groups.iter().map(group).collect(),
        months: found.months.iter().take(MONTHS_AT_ONCE).map(month).collect(),
        later_months: found.months.iter().skip(MONTHS_AT_ONCE).map(month).collect(),
        list,
    }
}

/// An area's name, the area above it, and what its parts are.
fn frame(site: &Site, lang: Lang, area: &Area) -> (String, Option<Link>, Parts) {
    match area {
        Area::Office => (lang.coverage_whole().to_owned(), None, Parts::Subdistricts),
        Area::Subdistrict(code) => {
            let name = site.office.areas().name(code.as_str()).unwrap_or(code.as_str()).to_owned();
            let up = Link { label: lang.coverage_whole().to_owned(), href: routes::COVERAGE.to_owned() };
            (name, Some(up), Parts::Villages)
        }
        Area::Village(code) => {
            let up = Link { label: parts::subdistrict(site, code), href: routes::coverage_subdistrict(code.subdistrict()) };
            (parts::village(site, code), Some(up), Parts::Neighbourhoods)
        }
    }
}

fn part(site: &Site, lang: Lang, part: &Part) -> (String, Option<String>) {
    match part {
        Part::Subdistrict(code) => (site.office.areas().name(code).unwrap_or(code).to_owned(), Some(routes::coverage_subdistrict(code))),
        Part::Village(code) => (parts::village(site, code), Some(routes::coverage_village(code.as_str()))),
        Part::Neighbourhood { rw: 0, rt: 0 } => (lang.coverage_no_neighbourhood().to_owned(), None),
        Part::Neighbourhood { rw, rt } => (lang.list_group(&format!("{rw:03}"), &format!("{rt:03}")), None),
    }
}

fn line(name: String, href: Option<String>, sums: Sums, whereas: Option<Whereas>) -> CoverageRow {
    let whereas = whereas.map(|found| Stays {
        here: found.here,
        at_school: found.at_school,
        away: found.away,
        gone: found.gone,
        unknown: found.unknown,
    });
    CoverageRow { name, href, must_have: sums.must_have, recorded: sums.recorded, whereas }
}

/// What asks for the workbook instead of the page.
const EXCEL: &str = "xlsx";

/// How far ahead a list looks, and in which form it is wanted.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct MonthsQuery {
    bulan: String,
    bentuk: String,
}

pub(crate) async fn list(
    State(site): State<Site>,
    page: PageCaller,
    Path(code): Path<String>,
    Query(query): Query<MonthsQuery>,
) -> Response {
    let Some(code) = VillageCode::parse(&code) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let months = query.bulan.parse().ok().filter(|months| MONTHS_AHEAD.contains(months)).unwrap_or(0);
    let whom = if months > 0 { Whom::AlsoTurning { months } } else { Whom::MustHave };
    let (caller, lang) = (page.caller.clone(), page.lang);
    if query.bentuk == EXCEL {
        let name = format!("daftar-{}", code.as_str().replace('.', ""));
        let made = site.run(move |office| {
            let found = lists::village(office, &caller, &code, whom)?;
            let mut rows = found.lines.iter().zip(1..).map(|(line, number)| excel_row(lang, number, line));
            Ok(office.sheets().excel(&excel_titles(lang), &mut rows)?)
        });
        return match made.await {
            Ok(content) => xlsx::download(&name, content),
            Err(error) => answer::error(&site, lang, Some(&page), &error),
        };
    }
    match site.run(move |office| lists::village(office, &caller, &code, whom)).await {
        Ok(found) => answer::page(StatusCode::OK, &render_list(&site, &page, months, &found)),
        Err(error) => answer::error(&site, page.lang, Some(&page), &error),
    }
}

fn render_list(site: &Site, page: &PageCaller, months: i64, found: &VillageList) -> VillageListPage {
    let lang = page.lang;
    let mut groups: Vec<ListGroup> = Vec::new();
    for (line, number) in found.lines.iter().zip(1..) {
        let (rw, rt) = (format!("{:03}", line.rw), format!("{:03}", line.rt));
        if groups.last().is_none_or(|group| (&group.rw, &group.rt) != (&rw, &rt)) {
            groups.push(ListGroup { rw, rt, rows: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.rows.push(list_row(line, number, found.on));
        }
    }
    let words = |months: i64| if months == 0 { lang.list_turning_none().to_owned() } else { lang.list_turning_months(months) };
    let choice = |ahead: &i64| Choice::new(&ahead.to_string(), &words(*ahead), &months.to_string());
    VillageListPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Coverage)),
        code: found.village.to_string(),
        village: parts::area(site, &found.village),
        on: found.on,
        total: found.lines.len() as i64,
        months: MONTHS_AHEAD.iter().map(choice).collect(),
        groups,
        more: found.more,
    }
}

/// The titles of a village's list for a team; the last two columns are for what they find.
fn excel_titles(lang: Lang) -> Vec<String> {
    let titles = [
        lang.list_number(),
        lang.name(),
        lang.nik(),
        lang.list_sex(),
        lang.list_birth(),
        "RT",
        "RW",
        lang.address(),
        lang.kk_number(),
        lang.list_stay(),
        lang.list_found(),
    ];
    titles.map(str::to_owned).to_vec()
}

/// Numbers stay masked, as on the printed list.
fn excel_row(lang: Lang, number: i64, line: &ListLine) -> Vec<String> {
    let stay = line.stay.map(|(stay, since)| format!("{} ({})", lang.stay_of(stay.code()), lang.date_short(since)));
    vec![
        number.to_string(),
        line.name.clone(),
        MaskedNumber::new(line.nik.as_str()).to_string(),
        lang.sex_of(line.sex.code()).to_owned(),
        line.birth_date.to_string(),
        format!("{:03}", line.rt),
        format!("{:03}", line.rw),
        line.address.clone(),
        line.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str()).to_string()).unwrap_or_default(),
        stay.unwrap_or_default(),
        String::new(),
    ]
}

fn list_row(line: &ListLine, number: i64, on: Date) -> ListRow {
    let seventeenth = birthday(line.birth_date, MUST_HAVE_AGE_YEARS as i16);
    ListRow {
        number,
        id: line.person.to_string(),
        name: line.name.clone(),
        nik: MaskedNumber::new(line.nik.as_str()),
        kk: line.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str())),
        sex: line.sex.code().to_owned(),
        birth: line.birth_date,
        from: (line.marital == Marital::Single && seventeenth > on).then_some(seventeenth),
        address: line.address.clone(),
        stay: line.stay.map(|(stay, since)| (stay.code().to_owned(), since)),
        open_case: line.open_case.is_some(),
    }
}
