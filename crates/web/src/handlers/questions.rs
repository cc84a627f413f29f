//! Questions of identity: the list, one side by side, and the answers.

use app::{
    AppError,
    questions::{self, QuestionView},
    register,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    intake::{Column, Incoming, NikCell},
    question::{QuestionId, QuestionKind, QuestionState},
};
use serde::Deserialize;

use super::{
    import_rows::{Value, group_of, of_biodata, of_incoming},
    parts,
};
use crate::{
    answer::{self, NoticeQuery, Posted},
    format::MaskedNumber,
    lang::Lang,
    pages::{
        Choice, Link, MergeForm, Nav, PersonLine, QuestionPage, QuestionRow, QuestionsPage, Side, SideBySide, SideLine, Tab, Tag, TakeForm,
        WhoForm, routes,
    },
    request::{LeaveRequest, MergeRequest, TakeRequest},
    session::PageCaller,
    state::Site,
};

/// People of the same name who are offered.
const OFFERED_MAX: usize = 8;

/// The orders behind the answers.
const ANSWERS: [&str; 3] = ["leave_question", "take_row", "merge_people"];

/// Which questions are listed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(crate) struct KindQuery {
    jenis: String,
}

/// What was typed into a form that was refused.
#[derive(Default)]
struct Typed {
    leave: LeaveRequest,
    take: TakeRequest,
    merge: MergeRequest,
}

pub(crate) async fn list(
    State(site): State<Site>,
    page: PageCaller,
    Query(query): Query<KindQuery>,
    Query(notice): Query<NoticeQuery>,
) -> Response {
    let (caller, lang) = (page.caller.clone(), page.lang);
    let kind = QuestionKind::from_code(&query.jenis);
    let found = site.run(move |office| Ok((questions::counts(office, &caller)?, questions::list(office, &caller, kind)?)));
    match found.await {
        Ok((counts, views)) => {
            let mut shell = answer::shell(&site, lang, Some(&page), Some(Nav::Import));
            shell.notice = notice.notice(lang);
            let open: i64 = counts.iter().filter(|(of, _)| kind.is_none_or(|kind| kind == *of)).map(|(_, count)| count).sum();
            let rows: Vec<QuestionRow> = views.iter().map(|view| row(lang, view)).collect();
            let more = open > rows.len() as i64;
            let tabs = answer::import_tabs(&page, routes::QUESTIONS);
            answer::page(StatusCode::OK, &QuestionsPage { shell, tabs, kinds: kinds(lang, &counts, kind), rows, more })
        }
        Err(error) => answer::error(&site, lang, Some(&page), &error),
    }
}

fn kinds(lang: Lang, counts: &[(QuestionKind, i64)], chosen: Option<QuestionKind>) -> Vec<Tab> {
    let named = |name: &str, count: i64| format!("{name} ({})", lang.number(count));
    let all = counts.iter().map(|(_, count)| count).sum();
    let first =
        Tab { link: Link { label: named(lang.questions_all(), all), href: routes::QUESTIONS.to_owned() }, current: chosen.is_none() };
    let one = |(kind, count): &(QuestionKind, i64)| Tab {
        link: Link { label: named(lang.question_kind(kind.code()), *count), href: routes::questions(kind.code()) },
        current: chosen == Some(*kind),
    };
    if all == 0 { Vec::new() } else { std::iter::once(first).chain(counts.iter().filter(|(_, count)| *count > 0).map(one)).collect() }
}

fn row(lang: Lang, view: &QuestionView) -> QuestionRow {
    let asked = &view.question.asked;
    let of_people = view.people.iter().map(|person| person.biodata.name.as_str());
    let of_rows = asked.rows.iter().filter_map(|row| row.name.as_ref()).map(domain::person::PersonName::as_str);
    let mut names: Vec<String> = of_people.chain(of_rows).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        names.push(lang.question_rows(asked.rows.len() as i64));
    }
    QuestionRow {
        id: view.question.id.to_string(),
        kind: lang.question_kind(asked.kind.code()).to_owned(),
        names,
        since: view.question.raised_at,
    }
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    match one(&site, &page, &id, Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

pub(crate) async fn leave(State(site): State<Site>, Path(id): Path<String>, posted: Posted<LeaveRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(question) = QuestionId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, note) = (page.caller.clone(), body.note.clone());
    let result = site.run(move |office| questions::leave(office, &caller, &request, question, &note)).await.map(|_| "question_left");
    done(&site, &page, &id, result, ("biarkan", Typed { leave: body, ..Typed::default() })).await
}

pub(crate) async fn take(State(site): State<Site>, Path(id): Path<String>, posted: Posted<TakeRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(question) = QuestionId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read() {
        Ok((row, person)) => {
            let taken = move |office: &app::Office| questions::take_row(office, &caller, &request, question, row, person);
            site.run(taken).await.map(|_| "question_taken")
        }
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, &id, result, ("ambil", Typed { take: body, ..Typed::default() })).await
}

pub(crate) async fn merge(State(site): State<Site>, Path(id): Path<String>, posted: Posted<MergeRequest>) -> Response {
    let Posted { page, body, request } = posted;
    let Some(question) = QuestionId::parse(&id) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let caller = page.caller.clone();
    let result = match body.read(question) {
        Ok(wish) => site.run(move |office| questions::merge(office, &caller, &request, wish)).await.map(|_| "question_merged"),
        Err(refusal) => Err(refusal.into()),
    };
    done(&site, &page, &id, result, ("gabung", Typed { merge: body, ..Typed::default() })).await
}

/// After an answer: the question with a notice, or its page again with what is wrong in the form whose ids begin with the text.
async fn done(site: &Site, page: &PageCaller, id: &str, result: Result<&'static str, AppError>, typed: (&str, Typed)) -> Response {
    let error = match result {
        Ok(notice) => return answer::see(&routes::question(id), Some(notice)),
        Err(error) => error,
    };
    let (form, typed) = typed;
    let id_of = |field: &str| match (form, field) {
        ("biarkan", "note") => Some("biarkan-note".to_owned()),
        ("ambil", "row") => Some("ambil-row-1".to_owned()),
        ("ambil", "person") => Some("ambil-person".to_owned()),
        ("gabung", "keep") => Some("gabung-keep-1".to_owned()),
        _ => None,
    };
    let Some(mut errors) = answer::form_errors(page.lang, &error, id_of) else {
        return answer::error(site, page.lang, Some(page), &error);
    };
    match one(site, page, id, typed).await {
        Ok(mut shown) => {
            let has = |field: &str| match field.split('-').next() {
                Some("ambil") => shown.take.as_ref().is_some_and(|form| form.person.is_some() || field != "ambil-person"),
                Some("gabung") => shown.merge.is_some(),
                _ => shown.answered.is_none(),
            };
            errors.iter_mut().filter(|error| !error.field.as_deref().is_none_or(has)).for_each(|error| error.field = None);
            shown.shell.errors = errors;
            answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
        }
        Err(response) => response,
    }
}

async fn one(site: &Site, page: &PageCaller, id: &str, typed: Typed) -> Result<QuestionPage, Response> {
    let Some(question) = QuestionId::parse(id) else { return Err(answer::not_found(site, page.lang, Some(page))) };
    let caller = page.caller.clone();
    let found = site.run(move |office| {
        let view = questions::view(office, &caller, &question)?;
        // Whose row without a NIK it is, is chosen among people of its name.
        let offered = match wanted(&view) {
            Some(name) => register::search(office, &caller, &name)?.people.into_iter().map(|(line, _)| line).take(OFFERED_MAX).collect(),
            None => Vec::new(),
        };
        Ok((view, offered))
    });
    let (view, offered) = found.await.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let offered = offered.into_iter().map(|line| PersonLine {
        id: line.person.to_string(),
        name: line.name,
        nik: MaskedNumber::new(line.nik.as_str()),
        birth: Some(line.birth_date),
        area: parts::area(site, &line.village),
    });
    Ok(render(site, page, &view, offered.collect(), typed))
}

/// The name of the first row without a NIK, while the question waits.
fn wanted(view: &QuestionView) -> Option<String> {
    let without = view.question.asked.rows.iter().find(|row| row.nik == NikCell::None)?;
    let name = without.name.as_ref().filter(|_| view.question.state == QuestionState::Open)?;
    Some(name.as_str().to_owned())
}

fn render(site: &Site, page: &PageCaller, view: &QuestionView, offered: Vec<PersonLine>, typed: Typed) -> QuestionPage {
    let (lang, question) = (page.lang, &view.question);
    let asked = &question.asked;
    let open = question.state == QuestionState::Open;
    let (sides, columns) = sides(site, page, view);
    let without = asked.rows.iter().any(|row| row.nik == NikCell::None);
    let who = WhoForm { found: offered, typed: typed.take.said().to_owned() };
    QuestionPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Import)),
        id: question.id.to_string(),
        kind: lang.question_kind(asked.kind.code()).to_owned(),
        meaning: lang.question_meaning(asked.kind.code()).to_owned(),
        state: Tag::question(lang, question.state.code()),
        since: question.raised_at,
        import: Link { label: lang.question_from().to_owned(), href: routes::import(&asked.import.to_string()) },
        beside: SideBySide { lines: lines(lang, &columns), sides },
        answered: question.answered_at.map(|at| (at, question.note.clone())),
        note: typed.leave.note,
        seconded: seconded(site),
        take: (open && !asked.rows.is_empty())
            .then(|| TakeForm { rows: rows(lang, &asked.rows, &typed.take.row), person: without.then_some(who) }),
        merge: (open && asked.kind == QuestionKind::TwoNiks && view.people.len() > 1)
            .then(|| merge_form(lang, view, &columns, &typed.merge)),
    }
}

/// The answers that a rule of today puts under a second person.
fn seconded(site: &Site) -> Vec<&'static str> {
    let (rules, today) = (site.office.rules(), site.office.today());
    ANSWERS.into_iter().filter(|order| rules.second_person_for(order, today).is_some()).collect()
}

/// The people and rows of a question side by side, as this reader may see them.
pub(super) fn beside(site: &Site, page: &PageCaller, view: &QuestionView) -> SideBySide {
    let (sides, columns) = sides(site, page, view);
    SideBySide { lines: lines(page.lang, &columns), sides }
}

/// What stands in each column of the comparison: the people, then the rows.
fn sides(site: &Site, page: &PageCaller, view: &QuestionView) -> (Vec<Side>, Vec<Vec<Value>>) {
    let lang = page.lang;
    let people = view.people.iter().zip(1..);
    let rows = view.question.asked.rows.iter().zip(1..);
    let of_person = people
        .clone()
        .map(|(person, number)| Side { label: lang.question_person(number), href: Some(routes::person(&person.id.to_string())) });
    let heads = of_person.chain(rows.clone().map(|(_, number)| Side { label: lang.question_row(number), href: None })).collect();
    let values = people.map(|(person, _)| {
        let mut values = of_biodata(site, lang, &person.biodata);
        let central = person.central.map(|(code, on)| format!("{} ({})", lang.central_name(code.code()), lang.date_short(on)));
        if let (Some(last), Some(central)) = (values.last_mut(), central) {
            (last.whole, last.shown) = (central.clone(), central);
        }
        values
    });
    let mut columns: Vec<Vec<Value>> = values.chain(rows.map(|(row, _)| of_incoming(site, lang, row))).collect();
    for column in &mut columns {
        column.retain(|value| group_of(value.column).is_none_or(|group| page.caller.sees(group)));
    }
    (heads, columns)
}

/// The fields that any side says something of.
fn lines(lang: Lang, columns: &[Vec<Value>]) -> Vec<SideLine> {
    let height = columns.iter().map(Vec::len).max().unwrap_or_default();
    let line = |index: usize| {
        let values: Vec<&Value> = columns.iter().filter_map(|column| column.get(index)).collect();
        let field = values.first().map(|value| lang.column_name(value.column.code()).to_owned())?;
        let says = |value: &&Value| (!value.shown.is_empty()).then(|| value.shown.clone());
        let cells: Vec<Option<String>> = values.iter().map(says).collect();
        cells.iter().any(Option::is_some).then(|| SideLine { field, cells, differs: differs(&values) })
    };
    (0..height).filter_map(line).collect()
}

/// Whether two sides say different things; one that says nothing does not differ.
fn differs(values: &[&Value]) -> bool {
    let mut said = values.iter().filter(|value| !value.whole.is_empty()).map(|value| value.whole.to_uppercase());
    let first = said.next();
    said.any(|other| Some(other) != first)
}

fn rows(lang: Lang, rows: &[Incoming], chosen: &str) -> Vec<Choice> {
    let chosen = if rows.len() == 1 { "0" } else { chosen };
    let one = |(row, index): (&Incoming, i64)| {
        let name = row.name.as_ref().map(|name| name.as_str()).unwrap_or_default();
        let label = format!("{} {name}", lang.question_row(index + 1));
        Choice::new(&index.to_string(), label.trim_end(), chosen)
    };
    rows.iter().zip(0..).map(one).collect()
}

/// What merging can take over: fields that differ and are not what tells who somebody is.
fn merge_form(lang: Lang, view: &QuestionView, columns: &[Vec<Value>], typed: &MergeRequest) -> MergeForm {
    let keep = view.people.iter().zip(1..).map(|(person, number)| {
        let nik = MaskedNumber::new(person.biodata.nik.as_str()).to_string();
        Choice::new(&person.id.to_string(), &lang.question_keep_choice(number, &nik), &typed.keep)
    });
    let own = [Column::Nik, Column::Central];
    let mut take = Vec::new();
    for (index, value) in columns.first().into_iter().flatten().enumerate() {
        let values: Vec<&Value> = columns.iter().filter_map(|column| column.get(index)).collect();
        let unequal = values.iter().any(|other| other.whole != value.whole);
        if unequal && !own.contains(&value.column) {
            let code = value.column.code();
            let label = lang.column_name(code).to_owned();
            take.push(Choice { value: code.to_owned(), label, selected: typed.take.iter().any(|chosen| chosen == code) });
        }
    }
    MergeForm { keep: keep.collect(), take }
}
