//! Questions of identity: what a program must not decide, side by side for the data administrator, and the answers.

use std::collections::BTreeSet;

use domain::{
    Event, Refusal,
    access::{Act, Field},
    card::{CardEvent, InvalidReason},
    id::PersonId,
    intake::{Column, Incoming, NikCell},
    look::Sight,
    person::{Biodata, Life, Person},
    question::{self, Asked, Question, QuestionEvent, QuestionId, QuestionKind, QuestionRefusal, QuestionState},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{
    Tx, Write,
    journal::{self, Actor},
    keys::hex,
    tables,
};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases,
    looking::{Impersonal, Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text},
    person_page::as_seen_by,
    print::change_card,
    register::free_text,
};

/// At most this many questions are listed.
const LISTED_MAX: i64 = 100;

/// The identifier of a question: a digest over its kind, the NIKs it is about, and what its rows say of who they are. The order of neither
/// matters, and the same question of another file is the same question.
pub(crate) fn id_of(kind: QuestionKind, niks: &[&str], rows: &[Incoming]) -> QuestionId {
    let mut parts: Vec<String> = niks.iter().map(|nik| (*nik).to_owned()).collect();
    parts.extend(rows.iter().map(|row| match kind {
        // Rows that clash differ in anything; the others are told apart by who they are about.
        QuestionKind::SameNikInFile => journal::encode_rows(std::slice::from_ref(row)).unwrap_or_default(),
        QuestionKind::NoNik | QuestionKind::NikTwoPeople | QuestionKind::TwoNiks => who(row),
    }));
    parts.sort_unstable();
    let digest = hex(&Sha256::digest(format!("{kind}\n{}", parts.join("\n")).as_bytes()));
    let short: String = digest.chars().take(32).collect();
    QuestionId::parse(&short).unwrap_or_else(|| unreachable!("32 hexadecimal digits"))
}

/// Who a row is about, as text.
fn who(row: &Incoming) -> String {
    let nik = match &row.nik {
        NikCell::Known(nik) => nik.as_str(),
        NikCell::None => "",
    };
    let (kk, name) = (row.kk.as_ref().map_or("", |kk| kk.as_str()), row.name.as_ref().map_or("", |name| name.as_str()));
    let mother = row.mother.as_ref().map_or("", |mother| mother.as_str());
    format!("{nik}|{kk}|{name}|{}|{mother}", row.birth_date.map(|day| day.to_string()).unwrap_or_default())
}

/// Raises a question in the running transaction, once.
pub(crate) fn raise(write: &mut Write<'_>, id: &QuestionId, asked: &Asked) -> Result<(), AppError> {
    if tables::question::find(write, id)?.is_some() {
        return Ok(());
    }
    happen(write, Actor::System, id, None, QuestionEvent::Raised(Box::new(asked.clone())))
}

fn happen(write: &mut Write<'_>, actor: Actor, id: &QuestionId, before: Option<Question>, event: QuestionEvent) -> Result<(), AppError> {
    let after = question::apply(before, id, &event, write.now).ok_or(QuestionRefusal::NoSuchQuestion)?;
    append(write, actor, &Event::Question(id.clone(), after.asked.people.first().copied(), event))?;
    Ok(tables::question::save(write, &after)?)
}

/// A question with the people whom it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionView {
    /// The question.
    pub question: Question,
    /// Its people, in its order.
    pub people: Vec<Person>,
}

impl ShowsPeople for QuestionView {
    fn shown(&self) -> Vec<Shown> {
        self.people.iter().map(|person| Shown::of(person.id, None::<()>)).collect()
    }
}

impl ShowsPeople for Vec<QuestionView> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().flat_map(ShowsPeople::shown).collect()
    }
}

impl Impersonal for Vec<(QuestionKind, i64)> {}

/// How many questions of each kind are open.
pub fn counts(office: &Office, caller: &Caller) -> Result<Vec<(QuestionKind, i64)>, AppError> {
    office.view(caller, Act::AnswerQuestions, |tx| Ok(tables::question::open_counts(tx)?))
}

/// Open questions, the oldest first, at most 100; of one kind or of all.
pub fn list(office: &Office, caller: &Caller, kind: Option<QuestionKind>) -> Result<Vec<QuestionView>, AppError> {
    office.show(caller, Act::AnswerQuestions, Sight::Question, |tx, _| {
        let kind = kind.map(QuestionKind::code).unwrap_or_default();
        let found = tables::question::in_state(tx, QuestionState::Open, kind, LISTED_MAX)?;
        found.into_iter().map(|question| view_of(tx, question)).collect()
    })
}

/// One question.
pub fn view(office: &Office, caller: &Caller, id: &QuestionId) -> Result<QuestionView, AppError> {
    office.show(caller, Act::AnswerQuestions, Sight::Question, |tx, _| {
        let question = tables::question::find(tx, id)?.ok_or(QuestionRefusal::NoSuchQuestion)?;
        view_of(tx, question)
    })
}

/// What a proposed answer is about, for somebody who reaches the whole office, without the fields that the reader may not see.
pub(crate) fn about(caller: &Caller, tx: &mut Tx<'_>, id: &QuestionId) -> Result<Option<QuestionView>, AppError> {
    let Some(question) = tables::question::find(tx, id)? else { return Ok(None) };
    let mut view = view_of(tx, question)?;
    view.people = view.people.into_iter().map(|person| as_seen_by(caller, person)).collect();
    view.question.asked.rows.iter_mut().for_each(|row| hide(caller, row));
    Ok(Some(view))
}

/// Leaves out of a row what its reader may not see.
fn hide(caller: &Caller, row: &mut Incoming) {
    if !caller.sees(Field::Family) {
        row.kk = None;
    }
    if !caller.sees(Field::Civil) {
        (row.birth_place, row.marital, row.mother) = (None, None, None);
    }
    if !caller.sees(Field::Address) {
        (row.address, row.rt, row.rw) = (None, None, None);
    }
    if !caller.sees(Field::Phone) {
        row.phone = None;
    }
    if !caller.sees(Field::Central) {
        row.central = None;
    }
}

fn view_of(tx: &mut Tx<'_>, question: Question) -> Result<QuestionView, AppError> {
    let mut people = Vec::new();
    for person in &question.asked.people {
        people.extend(tables::person::find(tx, *person)?);
    }
    Ok(QuestionView { question, people })
}

/// A question was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionAnswered {
    /// Which.
    pub question: String,
    /// Code of [`QuestionState`].
    pub state: String,
}

impl From<(&QuestionId, QuestionState)> for QuestionAnswered {
    fn from((id, state): (&QuestionId, QuestionState)) -> Self {
        Self { question: id.to_string(), state: state.to_string() }
    }
}

/// Leaves things as they are: the rows are not taken, the people stay apart. The note says why.
pub fn leave(office: &Office, caller: &Caller, request: &Request, question: QuestionId, note: &str) -> Result<QuestionAnswered, AppError> {
    office.order(caller, request, LeaveQuestion { question, note: note.to_owned() })
}

/// The order behind [`leave`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct LeaveQuestion {
    #[serde(with = "text")]
    question: QuestionId,
    note: String,
}

impl Order for LeaveQuestion {
    const NAME: &'static str = "leave_question";
    const ACT: Act = Act::AnswerQuestions;
    type Outcome = QuestionAnswered;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(read_note(&self.note).map(drop)?)
    }

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        open(tx, &self.question).map(|question| concern(&question))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<QuestionAnswered, AppError> {
        let question = open(write, &self.question)?;
        answer(write, desk, actor, question, QuestionState::Left, Some(read_note(&self.note)?))
    }
}

/// Takes one of a question's rows into the register: as the line of its NIK, or, when it has none, of the person who is named.
pub fn take_row(
    office: &Office,
    caller: &Caller,
    request: &Request,
    question: QuestionId,
    row: usize,
    person: Option<PersonId>,
) -> Result<QuestionAnswered, AppError> {
    office.order(caller, request, TakeRow { question, row, person })
}

/// The order behind [`take_row`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TakeRow {
    #[serde(with = "text")]
    question: QuestionId,
    /// Its number among the question's rows, from 0.
    row: usize,
    /// Whose line it becomes, when the row has no NIK.
    #[serde(with = "text::maybe")]
    person: Option<PersonId>,
}

impl Order for TakeRow {
    const NAME: &'static str = "take_row";
    const ACT: Act = Act::AnswerQuestions;
    type Outcome = QuestionAnswered;

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let question = open(tx, &self.question)?;
        self.row(&question)?;
        Ok(self.person.map_or_else(|| concern(&question), Concern::person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<QuestionAnswered, AppError> {
        let question = open(write, &self.question)?;
        let row = self.row(&question)?.clone();
        let person = match &row.nik {
            NikCell::Known(nik) => tables::person::by_niks(write, &[nik.as_str()])?.into_iter().next(),
            NikCell::None => Some(desk.person(write, self.person.ok_or(QuestionRefusal::DoesNotFit)?)?),
        };
        let after = if let Some(person) = person {
            let biodata = row.over(&person.biodata);
            Person { version: person.version + 1, biodata, ..person }
        } else {
            let biodata = row.new_line().map_err(|_| QuestionRefusal::DoesNotFit)?;
            Person { id: tables::person::next_id(write)?, version: 1, biodata, central: None }
        };
        let id = enter(write, actor, after)?;
        if let Some((code, on)) = row.central {
            cases::observe_in(write, actor, id, code, on.unwrap_or(desk.today), desk.today)?;
        }
        answer(write, desk, actor, question, QuestionState::Taken, None)
    }

    fn done(&self, office: &Office) {
        office.store.vocabulary().reset();
        office.counts.forget();
    }
}

impl TakeRow {
    fn row<'a>(&self, question: &'a Question) -> Result<&'a Incoming, QuestionRefusal> {
        question.asked.rows.get(self.row).ok_or(QuestionRefusal::DoesNotFit)
    }
}

/// Makes one line of two people who are one: `keep` stays, with what is taken from the other; the other's line is closed, and a card printed
/// under its NIK becomes invalid.
pub fn merge(office: &Office, caller: &Caller, request: &Request, wish: Merge) -> Result<QuestionAnswered, AppError> {
    office.order(caller, request, MergePeople { question: wish.question, keep: wish.keep, take: wish.take })
}

/// Which of two people stays, and what is taken from the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The question.
    pub question: QuestionId,
    /// Who stays.
    pub keep: PersonId,
    /// What is taken from the other's line.
    pub take: BTreeSet<Column>,
}

/// The order behind [`merge`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct MergePeople {
    #[serde(with = "text")]
    question: QuestionId,
    #[serde(with = "text")]
    keep: PersonId,
    #[serde(with = "text::many")]
    take: BTreeSet<Column>,
}

impl Order for MergePeople {
    const NAME: &'static str = "merge_people";
    const ACT: Act = Act::AnswerQuestions;
    type Outcome = QuestionAnswered;

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let question = open(tx, &self.question)?;
        self.others(&question)?;
        Ok(Concern::person(self.keep))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<QuestionAnswered, AppError> {
        let question = open(write, &self.question)?;
        let mut kept = desk.person(write, self.keep)?;
        let before = kept.biodata.clone();
        for other in self.others(&question)? {
            let mut other = desk.person(write, other)?;
            if cases::open_case_of(write, other.id)?.is_some() {
                return Err(QuestionRefusal::OpenCase.into());
            }
            for column in &self.take {
                take_over(&mut kept.biodata, &other.biodata, *column);
            }
            for card in tables::card::of_person(write, other.id)? {
                if card.invalid.is_none() {
                    let event = CardEvent::Invalidated { reason: InvalidReason::Merged };
                    change_card(write, actor, card.id, other.id, Some(card), event)?;
                }
            }
            if other.biodata.life != Life::Gone {
                (other.biodata.life, other.version) = (Life::Gone, other.version + 1);
                enter(write, actor, other)?;
            }
        }
        if kept.biodata != before {
            kept.version += 1;
            enter(write, actor, kept)?;
        }
        answer(write, desk, actor, question, QuestionState::Merged, None)
    }

    fn done(&self, office: &Office) {
        office.store.vocabulary().reset();
        office.counts.forget();
    }
}

impl MergePeople {
    /// Everybody but the one who stays.
    fn others(&self, question: &Question) -> Result<Vec<PersonId>, QuestionRefusal> {
        let people = &question.asked.people;
        if question.asked.kind != QuestionKind::TwoNiks || !people.contains(&self.keep) {
            return Err(QuestionRefusal::DoesNotFit);
        }
        Ok(people.iter().copied().filter(|person| *person != self.keep).collect())
    }
}

/// Takes what a column means from another line; what tells who somebody is (the NIK) never is.
fn take_over(to: &mut Biodata, from: &Biodata, column: Column) {
    let other = from.clone();
    match column {
        Column::Kk => to.kk = other.kk,
        Column::Name => to.name = other.name,
        Column::BirthPlace => to.birth_place = other.birth_place,
        Column::BirthDate => to.birth_date = other.birth_date,
        Column::Sex => to.sex = other.sex,
        Column::Marital => to.marital = other.marital,
        Column::Mother => to.mother = other.mother,
        Column::Village => to.village = other.village,
        Column::Address => to.address = other.address,
        Column::Rt => to.rt = other.rt,
        Column::Rw => to.rw = other.rw,
        Column::Phone => to.phone = other.phone,
        Column::Life => to.life = other.life,
        _ => {}
    }
}

/// Writes a person's line by hand: a new one, or the next version.
fn enter(write: &mut Write<'_>, actor: Actor, person: Person) -> Result<PersonId, AppError> {
    if person.version == 1 {
        let content = journal::encode_biodata(&person.biodata)?;
        tables::person::insert_many(write, std::slice::from_ref(&person), &[content], None)?;
    } else {
        tables::person::update(write, &person, None)?;
    }
    append(write, actor, &Event::PersonEntered { person: person.id, version: person.version, biodata: Box::new(person.biodata) })?;
    Ok(person.id)
}

fn open(tx: &mut Tx<'_>, id: &QuestionId) -> Result<Question, AppError> {
    let question = tables::question::find(tx, id)?.ok_or(QuestionRefusal::NoSuchQuestion)?;
    if question.state == QuestionState::Open { Ok(question) } else { Err(QuestionRefusal::Answered.into()) }
}

fn concern(question: &Question) -> Concern {
    Concern { person: question.asked.people.first().copied(), ..Concern::default() }
}

fn answer(
    write: &mut Write<'_>,
    desk: &Desk,
    actor: Actor,
    question: Question,
    state: QuestionState,
    note: Option<String>,
) -> Result<QuestionAnswered, AppError> {
    let id = question.id.clone();
    let event = QuestionEvent::Answered { state, by: desk.caller.account, note };
    happen(write, actor, &id, Some(question), event)?;
    Ok((&id, state).into())
}

fn read_note(text: &str) -> Result<String, Refusal> {
    free_text(text).map_err(|problem: FieldProblem| Refusal::field("note", problem))
}
