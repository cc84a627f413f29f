//! People: finding them, adding them, one person with everything that is known.

use std::collections::BTreeMap;

use app::{
    Caller, Office,
    person_page::{self, PersonPage},
    register::{self, SearchAnswer, SearchKind},
};
use axum::{Json, extract::State, response::Response};
use domain::{
    access::{Field, Role},
    card::{Card, Custody},
    case::{Case, NextStep},
    id::{PersonId, PlaceId},
    person::{Person, PersonWarning},
    repair::{self, Repair},
    whereabouts::Whereabouts,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    caller::ApiCaller,
    json::{KeyHeader, Of, Sent, area_name, call, created, instant},
    looks::LookAnswer,
    problem::{Unfinished, nik_code},
};
use crate::{
    format::{MaskedNumber, MaskedPhone},
    lang::Lang,
    request::{PersonRequest, SearchRequest},
    sentences,
    state::Site,
};

/// What a search found.
#[derive(Serialize, ToSchema)]
pub(super) struct PeopleAnswer {
    /// What the text was understood as: `nik`, `kk`, `receipt`, `phone` or `name`.
    kind: String,
    /// Best first.
    people: Vec<FoundAnswer>,
    /// What is wrong with a number that looks like a NIK.
    #[serde(skip_serializing_if = "Option::is_none")]
    problem: Option<NoteAnswer>,
}

/// A person who was found.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundAnswer {
    #[serde(flatten)]
    person: PersonSummary,
    /// The state of the open case, if there is one.
    open_case: Option<String>,
    /// The name only resembles the text.
    similar: bool,
}

/// A person in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonSummary {
    /// The surrogate number.
    person: i64,
    /// NIK, masked.
    nik: String,
    /// The full name.
    name: String,
    /// Date of birth.
    #[schema(format = Date)]
    birth_date: String,
    /// `male` or `female`.
    sex: String,
    /// Village code.
    village: String,
    /// Village name.
    village_name: Option<String>,
}

/// Something to know, with a stable word and a sentence in the asked language.
#[derive(Serialize, ToSchema)]
pub(super) struct NoteAnswer {
    /// The stable word.
    code: String,
    /// The sentence.
    title: String,
}

impl PersonSummary {
    pub(super) fn new(office: &Office, person: &Person) -> Self {
        let biodata = &person.biodata;
        Self {
            person: person.id.0,
            nik: MaskedNumber::new(biodata.nik.as_str()).to_string(),
            name: biodata.name.as_str().to_owned(),
            birth_date: biodata.birth_date.to_string(),
            sex: biodata.sex.to_string(),
            village: biodata.village.to_string(),
            village_name: area_name(office, biodata.village.as_str()),
        }
    }
}

impl PeopleAnswer {
    fn new(office: &Office, lang: Lang, found: SearchAnswer) -> Self {
        let kind = match found.kind {
            SearchKind::Nik => "nik",
            SearchKind::Kk => "kk",
            SearchKind::Receipt => "receipt",
            SearchKind::Phone => "phone",
            SearchKind::Name => "name",
        };
        let people = found.people.into_iter().map(|(line, similar)| FoundAnswer {
            person: PersonSummary {
                person: line.person.0,
                nik: MaskedNumber::new(line.nik.as_str()).to_string(),
                name: line.name,
                birth_date: line.birth_date.to_string(),
                sex: line.sex.to_string(),
                village_name: area_name(office, line.village.as_str()),
                village: line.village.to_string(),
            },
            open_case: line.open_case.map(|state| state.to_string()),
            similar,
        });
        let problem =
            found.problem.map(|problem| NoteAnswer { code: nik_code(&problem).to_owned(), title: sentences::nik(lang, &problem) });
        Self { kind: kind.to_owned(), people: people.collect(), problem }
    }
}

/// Finds people by NIK, family card, receipt, phone or name. It is a POST so that no number or name stands in an address.
#[utoipa::path(post, path = "/people/search", tag = "people", request_body = SearchRequest,
    responses((status = 200, body = PeopleAnswer)))]
pub(super) async fn search_people(
    State(site): State<Site>,
    api: ApiCaller,
    sent: Sent<SearchRequest>,
) -> Result<Json<PeopleAnswer>, Unfinished> {
    let lang = api.lang;
    call(&site, api, move |office, caller| {
        let found = register::search(office, caller, &sent.body.q)?;
        Ok(Json(PeopleAnswer::new(office, lang, found)))
    })
    .await
}

/// A person was added.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonAddedAnswer {
    /// The surrogate number.
    person: i64,
    /// What looks odd but was taken.
    warnings: Vec<NoteAnswer>,
}

fn warning(lang: Lang, warning: PersonWarning) -> NoteAnswer {
    NoteAnswer { code: warning.to_string(), title: sentences::warning(lang, warning).to_owned() }
}

/// Adds a person who is not in the register.
#[utoipa::path(post, path = "/people", tag = "people", request_body = PersonRequest, params(KeyHeader),
    responses((status = 201, body = PersonAddedAnswer, headers(("Location" = String, description = "The person's address")))))]
pub(super) async fn add_person(State(site): State<Site>, api: ApiCaller, sent: Sent<PersonRequest>) -> Result<Response, Unfinished> {
    let (request, lang) = (sent.request(&api), api.lang);
    let added = call(&site, api, move |office, caller| register::add_person(office, caller, &request, &sent.body.input())).await?;
    let warnings = added.warnings.iter().filter_map(|code| PersonWarning::from_code(code)).map(|found| warning(lang, found));
    let answer = PersonAddedAnswer { person: added.person, warnings: warnings.collect() };
    Ok(created(&format!("/people/{}", added.person), answer))
}

/// One person with everything that is known.
#[derive(Serialize, ToSchema)]
pub(super) struct PersonAnswer {
    #[serde(flatten)]
    person: PersonSummary,
    /// Family card number, masked; nothing when there is none or the role may not see it.
    kk: Option<String>,
    /// Place of birth; nothing when the role may not see it.
    birth_place: Option<String>,
    /// `single`, `married`, `divorced` or `widowed`; nothing when the role may not see it.
    marital: Option<String>,
    /// Name of the sub-district.
    subdistrict_name: Option<String>,
    /// Street or hamlet; nothing when the role may not see it.
    address: Option<String>,
    /// RT, 0 when there is none; nothing when the role may not see it.
    rt: Option<u16>,
    /// RW, 0 when there is none; nothing when the role may not see it.
    rw: Option<u16>,
    /// Mobile number, masked; nothing when there is none or the role may not see it.
    phone: Option<String>,
    /// `alive`, `dead`, `moved` or `gone`.
    life: String,
    /// The latest central status; nothing when there is none or the role may not see it.
    central: Option<CentralAnswer>,
    /// The day on which the present central status began; nothing when there is none or the role may not see it.
    #[schema(format = Date)]
    central_since: Option<String>,
    /// Repairs of the record, the latest first; nothing when the role may not see the central status.
    repairs: Option<Vec<RepairAnswer>>,
    /// Where the person is said to be; nothing when nobody said so or the role may not see it.
    whereabouts: Option<SaidAnswer>,
    /// Whether the law obliges the person to hold a card today.
    must_have_card: bool,
    /// What looks odd in the line.
    warnings: Vec<NoteAnswer>,
    /// What is next in the open case, and who must act.
    next: Option<NextAnswer>,
    /// The open case.
    open_case: Option<String>,
    /// The person's cases, the latest first.
    cases: Vec<CaseLineAnswer>,
    /// The cards that this office printed, the latest first.
    cards: Vec<CardAnswer>,
    /// What happened, the latest first; nothing when the role may not see it.
    timeline: Option<Vec<TimelineAnswer>>,
    /// Who looked at the person before, the latest first, at most 10; nothing when the role may not see it.
    looks: Option<Vec<LookAnswer>>,
}

/// A central status.
#[derive(Serialize, ToSchema)]
pub(super) struct CentralAnswer {
    /// The code, `PRINT_READY_RECORD`.
    code: String,
    /// The day on which it was seen.
    #[schema(format = Date)]
    observed_on: String,
}

/// A repair of a person's record.
#[derive(Serialize, ToSchema)]
pub(super) struct RepairAnswer {
    /// The status for which it was opened.
    code: String,
    /// `opened`, `letter_sent`, `replied`, `rerecording` or `closed`.
    stage: String,
    /// `send_letter`, `await_reply`, `remind`, `act_on_reply`, `record`, `call_again` or `nothing`.
    next: String,
    /// The day by which that is due.
    #[schema(format = Date)]
    due: Option<String>,
    /// The number of the latest letter.
    letter: Option<String>,
    /// What the answer says.
    reply: Option<String>,
    /// `solved`, `gone` or `mistaken`, when it has ended.
    outcome: Option<String>,
}

impl RepairAnswer {
    fn new(office: &Office, repair: &Repair) -> Self {
        let (next, due) = repair::next_step(repair, office.today());
        Self {
            code: repair.code.to_string(),
            stage: repair.stage.to_string(),
            next: next.to_string(),
            due: due.map(|day| day.to_string()),
            letter: repair.letter.as_ref().map(|letter| letter.number.clone()),
            reply: repair.reply.as_ref().map(|reply| reply.note.clone()),
            outcome: repair.outcome.map(|outcome| outcome.to_string()),
        }
    }
}

/// Where a person is said to be.
#[derive(Serialize, ToSchema)]
pub(super) struct SaidAnswer {
    /// `here`, `abroad`, `elsewhere`, `at_school`, `moved`, `died` or `unknown`.
    stay: String,
    /// Who says so.
    source: String,
    /// The day on which it was so.
    #[schema(format = Date)]
    on: String,
}

impl SaidAnswer {
    fn new(said: &Whereabouts) -> Self {
        Self { stay: said.stay.to_string(), source: said.source.clone(), on: said.on.to_string() }
    }
}

/// The next step of a case.
#[derive(Serialize, ToSchema)]
pub(super) struct NextAnswer {
    /// `bring_documents`, `record`, `await_central`, `await_birthday`, `await_blanks`, `print`, `shelve`, `collect` or `nothing`.
    step: String,
    /// The role that must act; nothing when it is the citizen, the centre or nobody.
    role: Option<String>,
}

impl From<(NextStep, Option<Role>)> for NextAnswer {
    fn from((step, role): (NextStep, Option<Role>)) -> Self {
        Self { step: step.to_string(), role: role.map(|role| role.to_string()) }
    }
}

/// One of a person's cases.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseLineAnswer {
    /// Its identifier.
    case: String,
    /// The number on the receipt.
    receipt: String,
    /// Why.
    purpose: String,
    /// Where it stands.
    state: String,
    /// When it was opened.
    #[schema(format = DateTime)]
    opened_at: String,
}

/// A card.
#[derive(Serialize, ToSchema)]
pub(super) struct CardAnswer {
    /// Its identifier.
    card: String,
    /// Whether it is valid.
    valid: bool,
    /// When it was printed.
    #[schema(format = DateTime)]
    printed_at: String,
    /// `office`, `batch` while it is on its way, `missing`, `holder`, `invalid_ledger` for one that was given back, or `destroyed`.
    custody: String,
    /// The place's name, when it is in the office.
    place: Option<String>,
}

impl CardAnswer {
    pub(super) fn new(office: &Office, card: &Card, places: &BTreeMap<PlaceId, String>) -> Self {
        let (custody, place) = match card.custody {
            Custody::At(place) => ("office", places.get(&place).cloned()),
            Custody::InBatch(_) => ("batch", None),
            Custody::Missing => ("missing", None),
            Custody::Holder => ("holder", None),
            Custody::InvalidLedger => ("invalid_ledger", None),
            Custody::Destroyed => ("destroyed", None),
        };
        Self {
            card: card.id.to_string(),
            valid: card.invalid.is_none(),
            printed_at: instant(office, card.printed_at),
            custody: custody.to_owned(),
            place,
        }
    }
}

/// One act.
#[derive(Serialize, ToSchema)]
pub(super) struct TimelineAnswer {
    /// When.
    #[schema(format = DateTime)]
    at: String,
    /// Who: a name; nothing for the program itself.
    actor: Option<String>,
    /// What, as in the journal: `case_opened`; `erased` when the content was erased by law.
    act: String,
}

fn case_line(office: &Office, case: &Case) -> CaseLineAnswer {
    CaseLineAnswer {
        case: case.id.to_string(),
        receipt: case.receipt.to_string(),
        purpose: case.purpose.to_string(),
        state: case.state.to_string(),
        opened_at: instant(office, case.opened_at),
    }
}

impl PersonAnswer {
    fn new(office: &Office, lang: Lang, caller: &Caller, page: &PersonPage) -> Self {
        let (civil, address) = (caller.sees(Field::Civil), caller.sees(Field::Address));
        let (person, biodata) = (&page.person, &page.person.biodata);
        let timeline = page.timeline.iter().map(|entry| TimelineAnswer {
            at: instant(office, entry.at),
            actor: entry.actor.clone(),
            act: entry.event.as_ref().map_or("erased", |event| event.act()).to_owned(),
        });
        Self {
            person: PersonSummary::new(office, person),
            kk: biodata.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str()).to_string()),
            birth_place: civil.then(|| biodata.birth_place.clone()),
            marital: civil.then(|| biodata.marital.to_string()),
            subdistrict_name: area_name(office, biodata.village.subdistrict()),
            address: address.then(|| biodata.address.clone()),
            rt: address.then_some(biodata.rt),
            rw: address.then_some(biodata.rw),
            phone: biodata.phone.as_ref().map(|phone| MaskedPhone::new(&phone.national()).to_string()),
            life: biodata.life.to_string(),
            central: person.central.map(|(code, on)| CentralAnswer { code: code.to_string(), observed_on: on.to_string() }),
            central_since: page.central_since.map(|day| day.to_string()),
            repairs: caller.sees(Field::Central).then(|| page.repairs.iter().map(|repair| RepairAnswer::new(office, repair)).collect()),
            whereabouts: page.whereabouts.as_ref().map(SaidAnswer::new),
            must_have_card: person.must_have_card(office.today()),
            warnings: person.warnings().into_iter().map(|found| warning(lang, found)).collect(),
            next: page.next(office).map(NextAnswer::from),
            open_case: page.open_case().map(|case| case.id.to_string()),
            cases: page.cases.iter().map(|case| case_line(office, case)).collect(),
            cards: page.cards.iter().map(|card| CardAnswer::new(office, card, &page.places)).collect(),
            timeline: caller.sees(Field::History).then(|| timeline.collect()),
            looks: page.looks.as_ref().map(|looks| looks.iter().map(|line| LookAnswer::new(office, line)).collect()),
        }
    }
}

/// One person: where the card is, what is next, who must act.
#[utoipa::path(get, path = "/people/{person}", tag = "people", params(("person" = i64, Path)),
    responses((status = 200, body = PersonAnswer)))]
pub(super) async fn person(State(site): State<Site>, api: ApiCaller, Of(person): Of<PersonId>) -> Result<Json<PersonAnswer>, Unfinished> {
    let lang = api.lang;
    call(&site, api, move |office, caller| {
        let page = person_page::view(office, caller, person)?;
        Ok(Json(PersonAnswer::new(office, lang, caller, &page)))
    })
    .await
}
