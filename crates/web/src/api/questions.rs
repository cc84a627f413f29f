//! Questions of identity: the list, one, and the answers.

use app::{
    Office,
    questions::{self, QuestionAnswered, QuestionView},
};
use axum::{
    Json,
    extract::{Query, State},
};
use domain::{
    intake::{Incoming, NikCell, Residence},
    question::{QuestionId, QuestionKind},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    Problem,
    caller::ApiCaller,
    json::{KeyHeader, Of, Sent, call, instant},
    people::PersonSummary,
    problem::Unfinished,
};
use crate::{
    format::{MaskedNumber, MaskedPhone},
    request::{LeaveRequest, MergeRequest, TakeRequest},
    state::Site,
};

/// Open questions.
#[derive(Serialize, ToSchema)]
pub(super) struct QuestionsAnswer {
    /// How many of each kind are open.
    counts: Vec<QuestionCountAnswer>,
    /// The oldest first, at most 100.
    questions: Vec<QuestionAnswer>,
}

/// How many questions of a kind are open.
#[derive(Serialize, ToSchema)]
pub(super) struct QuestionCountAnswer {
    /// `no_nik`, `same_nik_in_file`, `nik_two_people` or `two_niks`.
    kind: String,
    /// How many.
    open: i64,
}

/// A question.
#[derive(Serialize, ToSchema)]
pub(super) struct QuestionAnswer {
    /// Its identifier: 32 hexadecimal digits.
    question: String,
    /// What is asked, `two_niks`.
    kind: String,
    /// `open`, `left`, `taken` or `merged`.
    state: String,
    /// Since when.
    #[schema(format = DateTime)]
    raised_at: String,
    /// The import that raised it first.
    import: String,
    /// The people of the register.
    people: Vec<PersonSummary>,
    /// The rows of the file, in the order in which an answer names them.
    rows: Vec<QuestionRowAnswer>,
    /// When it was answered.
    #[schema(format = DateTime)]
    answered_at: Option<String>,
    /// What the answer says, in words.
    note: Option<String>,
}

/// What a row of a file says of a person; null is what it does not say.
#[derive(Serialize, ToSchema)]
pub(super) struct QuestionRowAnswer {
    /// NIK, masked; null when it has none.
    nik: Option<String>,
    /// Family card number, masked.
    kk: Option<String>,
    /// Full name.
    name: Option<String>,
    /// Place of birth.
    birth_place: Option<String>,
    /// Date of birth.
    #[schema(format = Date)]
    birth_date: Option<String>,
    /// `male` or `female`.
    sex: Option<String>,
    /// `single`, `married`, `divorced` or `widowed`.
    marital: Option<String>,
    /// The mother's name.
    mother: Option<String>,
    /// Village code; null also when the person lives in another regency.
    village: Option<String>,
    /// Street or hamlet.
    address: Option<String>,
    /// Mobile number, masked.
    phone: Option<String>,
    /// `alive`, `dead`, `moved` or `gone`.
    life: Option<String>,
    /// Central status.
    central: Option<String>,
}

impl From<&Incoming> for QuestionRowAnswer {
    fn from(row: &Incoming) -> Self {
        let nik = match &row.nik {
            NikCell::Known(nik) => Some(MaskedNumber::new(nik.as_str()).to_string()),
            NikCell::None => None,
        };
        let village = match &row.residence {
            Some(Residence::Here(village)) => Some(village.to_string()),
            Some(Residence::Elsewhere) | None => None,
        };
        Self {
            nik,
            kk: row.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str()).to_string()),
            name: row.name.as_ref().map(|name| name.as_str().to_owned()),
            birth_place: row.birth_place.clone(),
            birth_date: row.birth_date.map(|day| day.to_string()),
            sex: row.sex.map(|sex| sex.to_string()),
            marital: row.marital.map(|marital| marital.to_string()),
            mother: row.mother.as_ref().map(|name| name.as_str().to_owned()),
            village,
            address: row.address.clone(),
            phone: row.phone.as_ref().map(|phone| MaskedPhone::new(&phone.national()).to_string()),
            life: row.life.map(|life| life.to_string()),
            central: row.central.map(|(code, _)| code.to_string()),
        }
    }
}

impl QuestionAnswer {
    fn new(office: &Office, view: &QuestionView) -> Self {
        let question = &view.question;
        Self {
            question: question.id.to_string(),
            kind: question.asked.kind.to_string(),
            state: question.state.to_string(),
            raised_at: instant(office, question.raised_at),
            import: question.asked.import.to_string(),
            people: view.people.iter().map(|person| PersonSummary::new(office, person)).collect(),
            rows: question.asked.rows.iter().map(QuestionRowAnswer::from).collect(),
            answered_at: question.answered_at.map(|at| instant(office, at)),
            note: question.note.clone(),
        }
    }
}

/// Which questions are listed.
#[derive(Deserialize, Default, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(super) struct QuestionsQuery {
    /// A kind, `two_niks`; all when left out.
    #[param(required = false)]
    kind: String,
}

/// Open questions of one kind or of all.
#[utoipa::path(get, path = "/questions", tag = "imports", params(QuestionsQuery), responses((status = 200, body = QuestionsAnswer)))]
pub(super) async fn questions(
    State(site): State<Site>,
    api: ApiCaller,
    Query(query): Query<QuestionsQuery>,
) -> Result<Json<QuestionsAnswer>, Unfinished> {
    let kind = QuestionKind::from_code(&query.kind);
    if kind.is_none() && !query.kind.is_empty() {
        return Err(Problem::bad_request(api.lang, "kind").into());
    }
    call(&site, api, move |office, caller| {
        let counts = questions::counts(office, caller)?;
        let views = questions::list(office, caller, kind)?;
        Ok(Json(QuestionsAnswer {
            counts: counts.iter().map(|(kind, open)| QuestionCountAnswer { kind: kind.to_string(), open: *open }).collect(),
            questions: views.iter().map(|view| QuestionAnswer::new(office, view)).collect(),
        }))
    })
    .await
}

/// One question.
#[utoipa::path(get, path = "/questions/{question}", tag = "imports", params(("question" = String, Path)),
    responses((status = 200, body = QuestionAnswer)))]
pub(super) async fn question(State(site): State<Site>, api: ApiCaller, Of(id): Of<QuestionId>) -> Result<Json<QuestionAnswer>, Unfinished> {
    call(&site, api, move |office, caller| Ok(Json(QuestionAnswer::new(office, &questions::view(office, caller, &id)?)))).await
}

/// A question was answered.
#[derive(Serialize, ToSchema)]
pub(super) struct QuestionAnsweredAnswer {
    /// Which.
    question: String,
    /// How: `left`, `taken` or `merged`.
    state: String,
}

impl From<QuestionAnswered> for QuestionAnsweredAnswer {
    fn from(answered: QuestionAnswered) -> Self {
        Self { question: answered.question, state: answered.state }
    }
}

/// Leaves things as they are; the note says why.
#[utoipa::path(post, path = "/questions/{question}/dismissal", tag = "imports", request_body = LeaveRequest,
    params(("question" = String, Path), KeyHeader), responses((status = 200, body = QuestionAnsweredAnswer)))]
pub(super) async fn leave(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<QuestionId>,
    sent: Sent<LeaveRequest>,
) -> Result<Json<QuestionAnsweredAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(questions::leave(office, caller, &request, id, &sent.body.note)?.into()))).await
}

/// Takes one of the question's rows into the register: as the line of its NIK, or, when it has none, of the person who is named.
#[utoipa::path(post, path = "/questions/{question}/taken-row", tag = "imports", request_body = TakeRequest,
    params(("question" = String, Path), KeyHeader), responses((status = 200, body = QuestionAnsweredAnswer)))]
pub(super) async fn take_row(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<QuestionId>,
    sent: Sent<TakeRequest>,
) -> Result<Json<QuestionAnsweredAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let (row, person) = sent.body.read()?;
        Ok(Json(questions::take_row(office, caller, &request, id, row, person)?.into()))
    })
    .await
}

/// Makes one person of the question's people: the others' lines are closed, and cards printed under their NIKs become invalid.
#[utoipa::path(post, path = "/questions/{question}/merger", tag = "imports", request_body = MergeRequest,
    params(("question" = String, Path), KeyHeader), responses((status = 200, body = QuestionAnsweredAnswer)))]
pub(super) async fn merge(
    State(site): State<Site>,
    api: ApiCaller,
    Of(id): Of<QuestionId>,
    sent: Sent<MergeRequest>,
) -> Result<Json<QuestionAnsweredAnswer>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(Json(questions::merge(office, caller, &request, sent.body.read(id)?)?.into()))).await
}
