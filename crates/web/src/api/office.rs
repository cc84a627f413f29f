//! The office itself, its figures, its villages and its rules.

use app::{Office, figures::Figures};
use axum::{Json, extract::State};
use domain::case::{CaseState, Purpose};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    json::{Of, area_name, call, instant},
    problem::Unfinished,
};
use crate::state::Site;

/// The office.
#[derive(Serialize, ToSchema)]
pub(super) struct OfficeAnswer {
    /// Four digits, `5208`.
    code: String,
    /// As on letters.
    name: String,
    /// `WIB`, `WITA` or `WIT`.
    zone: String,
    /// Whether its people are made up.
    demo: bool,
    /// The office's clock.
    #[schema(format = DateTime)]
    now: String,
    /// The office's calendar day.
    #[schema(format = Date)]
    today: String,
}

/// The office, its clock and its day.
#[utoipa::path(get, path = "/office", tag = "office", responses((status = 200, body = OfficeAnswer)))]
pub(super) async fn office(State(site): State<Site>, _: ApiCaller) -> Json<OfficeAnswer> {
    let (office, now) = (&site.office, site.office.now());
    let profile = office.profile();
    Json(OfficeAnswer {
        code: profile.code.to_string(),
        name: profile.name.clone(),
        zone: profile.zone.to_string(),
        demo: profile.demo,
        now: instant(office, now),
        today: profile.zone.date(now).to_string(),
    })
}

/// The office's figures at this moment.
#[derive(Serialize, ToSchema)]
pub(super) struct FiguresAnswer {
    /// Living people of the register.
    people: i64,
    /// Who must have a card.
    must_have: i64,
    /// Recorded, among those.
    recorded: i64,
    /// Not recorded, among those.
    unrecorded: i64,
    /// Open cases by state.
    open: Vec<StateFigure>,
    /// Cases in the state `ready_to_print`.
    print_ready: i64,
    /// Cards that are printed and not collected, here in the office, on a shelf or not.
    uncollected: i64,
    /// Cards that wait to be collected at village offices.
    at_villages: i64,
    /// Cards printed since midnight.
    printed_today: i64,
    /// New blanks in stores and printers.
    blanks: i64,
    /// Working days that they last at the mean use of the last four weeks; nothing when none was used.
    blank_days: Option<i64>,
}

/// Cases in one state.
#[derive(Serialize, ToSchema)]
pub(super) struct StateFigure {
    /// The state.
    state: String,
    /// Cases.
    count: i64,
    /// Since when the one that is there longest.
    #[schema(format = DateTime)]
    oldest: String,
}

impl FiguresAnswer {
    fn new(office: &Office, figures: &Figures) -> Self {
        let open = figures.open.iter().map(|count| StateFigure {
            state: count.state.to_string(),
            count: count.count,
            oldest: instant(office, count.oldest),
        });
        Self {
            people: figures.register.people,
            must_have: figures.register.must_have,
            recorded: figures.register.recorded,
            unrecorded: figures.unrecorded(),
            open: open.collect(),
            print_ready: figures.in_state(CaseState::ReadyToPrint),
            uncollected: figures.uncollected(),
            at_villages: figures.at_villages(),
            printed_today: figures.printed_today,
            blanks: figures.blanks,
            blank_days: figures.blank_days,
        }
    }
}

/// The figures of the first page.
#[utoipa::path(get, path = "/figures", tag = "office", responses((status = 200, body = FiguresAnswer)))]
pub(super) async fn figures(State(site): State<Site>, api: ApiCaller) -> Result<Json<FiguresAnswer>, Unfinished> {
    call(&site, api, |office, caller| {
        let figures = app::figures::figures(office, caller)?;
        Ok(Json(FiguresAnswer::new(office, &figures)))
    })
    .await
}

/// The office's villages.
#[derive(Serialize, ToSchema)]
pub(super) struct VillagesAnswer {
    /// Ordered by code.
    villages: Vec<VillageAnswer>,
}

/// A village.
#[derive(Serialize, ToSchema)]
pub(super) struct VillageAnswer {
    /// `52.08.01.2001`.
    code: String,
    /// Its name on the office's day.
    name: String,
    /// The name that a later edition of the area codes gives it, when it is another one.
    later_name: Option<String>,
    /// The code of its sub-district, `52.08.01`.
    subdistrict: String,
    /// The name of its sub-district.
    subdistrict_name: Option<String>,
}

/// The villages of the office with their sub-districts.
#[utoipa::path(get, path = "/villages", tag = "office", responses((status = 200, body = VillagesAnswer)))]
pub(super) async fn villages(State(site): State<Site>, _: ApiCaller) -> Json<VillagesAnswer> {
    let office = &site.office;
    let villages = office.areas().villages().map(|(code, name)| {
        let subdistrict = code.get(..8).unwrap_or_default();
        VillageAnswer {
            code: code.to_owned(),
            name: name.to_owned(),
            later_name: office.areas().later_name(code).map(str::to_owned),
            subdistrict: subdistrict.to_owned(),
            subdistrict_name: area_name(office, subdistrict),
        }
    });
    Json(VillagesAnswer { villages: villages.collect() })
}

/// What a purpose needs.
#[derive(Serialize, ToSchema)]
pub(super) struct PurposeDocumentsAnswer {
    /// The purpose.
    purpose: String,
    /// The day whose rules these are: today.
    #[schema(format = Date)]
    on: String,
    /// Everything that must be handed in.
    documents: Vec<DocumentRuleAnswer>,
}

/// One thing that must be handed in.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentRuleAnswer {
    /// Any one of these satisfies it.
    any_of: Vec<String>,
    /// The law, regulation or letter that asks for it.
    source: String,
    /// First day of the rule.
    #[schema(format = Date)]
    valid_from: String,
    /// Its last day, when it has one.
    #[schema(format = Date)]
    valid_to: Option<String>,
}

/// What today's rule asks for a purpose.
#[utoipa::path(get, path = "/purposes/{purpose}/documents", tag = "office",
    params(("purpose" = String, Path, description = "`first`, `lost`, `damaged`, `changed`, `moved_in`, `area_renamed`, `suket_to_card`")),
    responses((status = 200, body = PurposeDocumentsAnswer)))]
pub(super) async fn purpose_documents(State(site): State<Site>, _: ApiCaller, Of(purpose): Of<Purpose>) -> Json<PurposeDocumentsAnswer> {
    let today = site.office.today();
    let rules = site.office.rules().documents_for(purpose, today).into_iter().map(|rule| DocumentRuleAnswer {
        any_of: rule.requirement.any_of.iter().map(ToString::to_string).collect(),
        source: rule.validity.source.clone(),
        valid_from: rule.validity.from.to_string(),
        valid_to: rule.validity.to.map(|day| day.to_string()),
    });
    Json(PurposeDocumentsAnswer { purpose: purpose.to_string(), on: today.to_string(), documents: rules.collect() })
}
