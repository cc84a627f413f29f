//! Plans from the office's records: the list of kinds, and one kind with its numbers as a form whose answer has an address.

use app::plans::{
    self, Form, Input, Kind, Planned, key_at_fault,
    scenario::{PlanRefusal, ScenarioRefusal, Sentence, sentence},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};

use super::plan_answer::Answer;
use crate::{
    answer,
    lang::Lang,
    pages::{Choice, FieldError, Nav, PlanField, PlanPage, PlanRow, PlansPage, Tab, routes},
    session::PageCaller,
    state::Site,
};

/// What a head of office decides; everything else is what the answer rests on.
const DECIDED: [&str; 15] = [
    "until",
    "goal",
    "policy",
    "service",
    "teams.count",
    "site.stations",
    "availability",
    "printers.count",
    "exception.overtime_hours",
    "hours.weekday",
    "hours.saturday",
    "hours.sunday",
    "counters",
    "promise.share",
    "rung.after_days",
];

pub(crate) async fn list(State(site): State<Site>, page: PageCaller) -> Response {
    let caller = page.caller.clone();
    let found = match site.run(move |office| plans::all(office, &caller)).await {
        Ok(found) => found,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let shown = PlansPage {
        shell: answer::shell(&site, page.lang, Some(&page), Some(Nav::Oversight)),
        tabs: answer::tabs(&page, routes::PLANS),
        rows: found.iter().map(|planned| row(page.lang, planned)).collect(),
    };
    answer::page(StatusCode::OK, &shown)
}

fn row(lang: Lang, planned: &Planned) -> PlanRow {
    let kind = planned.kind.code().to_owned();
    match &planned.answer {
        Ok(object) => {
            let answer = Answer::new(lang, planned.kind, &planned.inputs, object);
            let mut sentences = answer.sentences().into_iter();
            let sentence = sentences.next().unwrap_or_default();
            PlanRow { kind, sentence, good: Some(answer.is_good()), note: sentences.next().unwrap_or_default() }
        }
        Err(refusal) => PlanRow { kind, sentence: refused(lang, planned, refusal), good: None, note: String::new() },
    }
}

pub(crate) async fn show(
    State(site): State<Site>,
    page: PageCaller,
    Path(kind): Path<String>,
    Query(given): Query<Vec<(String, String)>>,
) -> Response {
    let Some(kind) = Kind::from_code(&kind) else { return answer::not_found(&site, page.lang, Some(&page)) };
    let (caller, instead) = (page.caller.clone(), given.clone());
    let planned = match site.run(move |office| plans::plan(office, &caller, kind, &instead)).await {
        Ok(planned) => planned,
        Err(error) => return answer::error(&site, page.lang, Some(&page), &error),
    };
    let mut shown = plan_page(&site, &page, &planned);
    let Err(refusal) = &planned.answer else { return answer::page(StatusCode::OK, &shown) };
    let text = refused(page.lang, &planned, refusal);
    let field = key_at_fault(refusal).map(field_id);
    if is_missing(refusal) {
        let asked = field.filter(|id| shown.choices.iter().chain(&shown.numbers).any(|one| one.id == *id));
        (shown.sentences, shown.missing, shown.numbers_open) = (vec![text], asked, true);
        return answer::page(StatusCode::OK, &shown);
    }
    let Some((id, typed)) = field.and_then(|id| Some((id.clone(), typed(&planned, &given, &id)?))) else {
        // The records themselves, too much that comes in, or classes against the law: nothing that was typed is wrong.
        shown.sentences = vec![text];
        return answer::page(StatusCode::OK, &shown);
    };
    shown.choices.iter_mut().chain(&mut shown.numbers).filter(|one| one.id == id).for_each(|one| typed.clone_into(&mut one.value));
    shown.shell.errors = vec![FieldError::at(&id, &text)];
    shown.numbers_open = true;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// What somebody typed into a field, when that is not what the records say.
fn typed<'a>(planned: &Planned, given: &'a [(String, String)], id: &str) -> Option<&'a str> {
    let (key, text) = given.iter().rev().find(|(key, _)| field_id(key) == id)?;
    let input = planned.inputs.iter().find(|input| input.key == *key)?;
    (input.changed || input.value.as_deref() != Some(text)).then_some(text)
}

/// Whether a number is asked for that nobody has given yet.
fn is_missing(refusal: &ScenarioRefusal) -> bool {
    matches!(refusal, ScenarioRefusal::Plan(PlanRefusal::NoValue { .. }))
}

/// Why there is no answer, with the words of the form.
fn refused(lang: Lang, planned: &Planned, refusal: &ScenarioRefusal) -> String {
    let label = |key: &str| planned.inputs.iter().find(|input| input.key == key).map_or_else(|| key.to_owned(), |input| label(lang, input));
    match refusal {
        ScenarioRefusal::Plan(PlanRefusal::NoValue { key }) => lang.plans_needs(&label(key)),
        ScenarioRefusal::Plan(PlanRefusal::Amount { key, .. }) if nobody(planned, key) => lang.plan_all_recorded().to_owned(),
        ScenarioRefusal::Plan(PlanRefusal::Amount { key, least, most }) => match (lang.amount(*least), bound(lang, *most)) {
            (zero, most) if *least > 0.0 && zero == "0" => lang.plan_above_nothing(&label(key), &most),
            (least, most) => lang.plan_between(&label(key), &least, &most),
        },
        ScenarioRefusal::Plan(PlanRefusal::DeadlinePast { key: "until", from, until }) => lang.plan_past(*until, *from),
        ScenarioRefusal::Plan(PlanRefusal::DeadlinePast { key, until, .. }) => lang.plan_not_after(&label(key), *until),
        ScenarioRefusal::Plan(PlanRefusal::Overloaded { .. }) if planned.kind == Kind::Queue => lang.plan_overloaded().to_owned(),
        ScenarioRefusal::WrongType { key, wanted: "date" } => lang.plan_wrong_day(&label(key)),
        ScenarioRefusal::WrongType { key, wanted: "word" } => lang.plan_wrong_word(&label(key)),
        ScenarioRefusal::WrongType { key, .. } if planned.inputs.iter().any(|input| input.key == *key) => lang.plan_wrong(&label(key)),
        other => said(lang, &sentence(other)).to_owned(),
    }
}

/// A bound; of a share all its decimals.
fn bound(lang: Lang, bound: f64) -> String {
    if bound <= 0.0 || bound >= 1.0 {
        return lang.amount(bound);
    }
    let text = format!("{bound}");
    if lang == Lang::Id { text.replace('.', ",") } else { text }
}

/// Whether nobody is left to be recorded.
fn nobody(planned: &Planned, key: &str) -> bool {
    key == "people" && planned.inputs.iter().any(|input| input.key == key && input.value.as_deref() == Some("0"))
}

/// A sentence in the language of the page.
pub(super) fn said(lang: Lang, sentence: &Sentence) -> &str {
    if lang == Lang::Id { &sentence.id } else { &sentence.en }
}

fn plan_page(site: &Site, page: &PageCaller, planned: &Planned) -> PlanPage {
    let (lang, kind) = (page.lang, planned.kind);
    let tabs: Vec<Tab> = answer::tabs(page, routes::PLANS);
    let (choices, numbers): (Vec<&Input>, Vec<&Input>) = planned.inputs.iter().partition(|input| is_decided(kind, &plain(&input.key)));
    let fields = |inputs: Vec<&Input>| inputs.into_iter().map(|input| field(lang, input)).collect::<Vec<_>>();
    let answer = planned.answer.as_ref().ok().map(|object| Answer::new(lang, kind, &planned.inputs, object));
    PlanPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Oversight)),
        tabs,
        kind: kind.code().to_owned(),
        sentences: answer.as_ref().map(Answer::sentences).unwrap_or_default(),
        good: answer.as_ref().map(Answer::is_good),
        missing: None,
        chart: answer.as_ref().map(Answer::chart),
        levers: answer.as_ref().map(Answer::levers).unwrap_or_default(),
        worth: worth(lang, kind),
        what_ifs: answer.as_ref().map(Answer::what_ifs).unwrap_or_default(),
        facts: answer.as_ref().map(Answer::facts).unwrap_or_default(),
        link: link(page, kind),
        table: answer.as_ref().map(Answer::table),
        numbers_open: numbers.iter().any(|input| input.changed),
        choices: fields(choices),
        numbers: fields(numbers),
    }
}

/// Whether a head decides it; of a target's line after recording only who looks beyond it wants to know.
fn is_decided(kind: Kind, key: &str) -> bool {
    match key {
        "printers.count" => kind != Kind::Target,
        "handover_a_day" => kind == Kind::Ladder,
        key => DECIDED.contains(&key),
    }
}

fn worth(lang: Lang, kind: Kind) -> String {
    let words = match kind {
        Kind::Target => lang.plan_worth_people(),
        Kind::Queue => lang.plan_worth_minutes(),
        Kind::CatchUp | Kind::Blanks => lang.plan_worth_cards(),
        Kind::Ladder => lang.plan_worth_fewer(),
    };
    words.to_owned()
}

/// A page that tells more, when the reader may open it.
fn link(page: &PageCaller, kind: Kind) -> Option<(String, &'static str)> {
    use domain::access::Act;
    let (words, href, act) = match kind {
        Kind::Target => (page.lang.plan_coverage_link(), routes::COVERAGE, Act::ViewFigures),
        Kind::CatchUp | Kind::Blanks => (page.lang.plan_shortage_link(), routes::SHORTAGE, Act::ViewPrintQueue),
        Kind::Ladder => (page.lang.plan_ladder_link(), routes::LADDER, Act::SendBatches),
        Kind::Queue => return None,
    };
    page.caller.may(act).then(|| (words.to_owned(), href))
}

fn field(lang: Lang, input: &Input) -> PlanField {
    let value = input.value.clone().unwrap_or_default();
    let options = match input.form {
        Form::Choice(words) => words.iter().map(|word| Choice::new(word, lang.plan_choice(word), &value)).collect(),
        _ => Vec::new(),
    };
    let kind = match input.form {
        Form::Day => "date",
        Form::Choice([]) => "text",
        Form::Choice(_) => "",
        Form::Number | Form::Optional => "number",
    };
    PlanField {
        key: input.key.clone(),
        id: field_id(&input.key),
        label: label(lang, input),
        value,
        kind,
        options,
        basis: input.basis.code(),
        source: said(lang, &input.source).to_owned(),
        changed: input.changed,
    }
}

/// The words of an input, with those of the site, class or step that it belongs to.
fn label(lang: Lang, input: &Input) -> String {
    let key = plain(&input.key);
    let words = lang.plan_key(&key);
    match key.split('.').next() {
        _ if input.of.is_empty() => words.to_owned(),
        Some("class") => format!("{words}: {}", class(lang, &input.of)),
        Some("rung") => lang.plan_rung_label(lang.plan_rung(&input.of), words, place(&input.key)),
        _ => format!("{words}: {}", input.of),
    }
}

/// The place in a list that a key names.
fn place(key: &str) -> i64 {
    key.split(['[', ']']).nth(1).and_then(|place| place.parse().ok()).unwrap_or(0)
}

/// A class by its purposes.
pub(super) fn class(lang: Lang, purposes: &str) -> String {
    purposes.split(' ').map(|purpose| lang.purpose(purpose)).collect::<Vec<_>>().join(" · ")
}

/// A key without the places in lists.
fn plain(key: &str) -> String {
    let mut inside = false;
    let outside = |letter: &char| {
        inside = (inside || *letter == '[') && *letter != ']';
        !inside && *letter != ']'
    };
    key.chars().filter(outside).collect()
}

fn field_id(key: &str) -> String {
    let letters = key.chars().filter(|letter| *letter != ']');
    letters.map(|letter| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' }).fold(
        "f-".to_owned(),
        |mut id, letter| {
            id.push(letter);
            id
        },
    )
}

#[cfg(test)]
mod tests {
    use app::plans::Lever;

    use super::*;

    #[test]
    fn every_lever_has_words() {
        for lever in Lever::ALL.map(Lever::code) {
            assert_ne!(Lang::Id.plan_lever(lever), lever, "{lever} has words");
        }
    }

    #[test]
    fn levers_of_a_ladder_make_fewer_wait() {
        assert_eq!(
            (worth(Lang::En, Kind::Ladder), worth(Lang::En, Kind::Blanks)),
            ("Fewer cards pile up".to_owned(), "Cards more".to_owned())
        );
    }

    #[test]
    fn bounds_are_not_rounded_to_nonsense() {
        assert_eq!((bound(Lang::Id, 0.999), bound(Lang::En, 0.999)), ("0,999".to_owned(), "0.999".to_owned()));
        assert_eq!((bound(Lang::Id, 1.0), bound(Lang::Id, 100_000.0)), ("1".to_owned(), "100.000".to_owned()));
    }

    #[test]
    fn keys_become_labels_and_ids() {
        assert_eq!((plain("site[1].stations"), field_id("site[1].stations")), ("site.stations".to_owned(), "f-site-1-stations".to_owned()));
        assert_eq!((plain("until"), field_id("inflow_a_day")), ("until".to_owned(), "f-inflow_a_day".to_owned()));
        for key in DECIDED {
            for lang in [Lang::Id, Lang::En] {
                assert_ne!(lang.plan_key(key), key, "{key} has words");
            }
        }
    }
}
