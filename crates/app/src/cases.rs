//! Cases: opening, documents, recording, the centre's status, cancelling.

use std::collections::BTreeSet;

use domain::{
    Event, Refusal,
    access::{Act, Field, Reach},
    card::Card,
    case::{Case, CaseCommand, CaseRefusal, CaseState, Damage, PersonFacts, Purpose, Receipt, apply, decide, pin_from},
    central::{CentralCode, CentralPhase},
    id::{CaseId, PersonId},
    look::Sight,
    person::{Marital, Person, Phone, RECORDABLE_AGE_YEARS, birthday},
    place::PlaceKind,
    refusal::FieldProblem,
    rule::{Document, Requirement, RuleBook},
    suket::SuketEnd,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
pub use store::queries::waiting::WaitingLine;
use store::{StoreFault, Tx, Write, journal::Actor, queries::waiting, tables};

use crate::{
    AppError, Caller, Office, Request,
    caller::{Desk, authorise, case_within, check_within},
    looking::{Impersonal, Outside, Shown, ShowsPeople},
    notices::{self, CaseNotices},
    office::append,
    order::{Concern, Order, text},
    person_page::{self, PersonPage},
    print,
    register::{change_phone, get_person},
    repairs,
};

/// No card was recorded before: the pilot of 2009 (Perpres 26/2009).
pub(crate) const RECORDING_BEGAN: Date = jiff::civil::date(2009, 1, 1);

/// A case was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOpened {
    /// Its identifier.
    pub case: String,
    /// The number on the receipt, `7K3M-9QXD-4`.
    pub receipt: String,
}

/// A case was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChanged {
    /// Its identifier.
    pub case: String,
    /// Where it stands now, code of [`domain::case::CaseState`].
    pub state: String,
}

impl From<&Case> for CaseChanged {
    fn from(case: &Case) -> Self {
        Self { case: case.id.to_string(), state: case.state.to_string() }
    }
}

/// What is asked for when a case is opened.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Whose card.
    pub person: PersonId,
    /// Why.
    pub purpose: Purpose,
    /// Graded for a damaged card.
    pub damage: Option<Damage>,
    /// What was handed in.
    pub documents: BTreeSet<Document>,
    /// The number for notices, when it is another one.
    pub phone: Option<Phone>,
}

/// Opens a case: the rule of the day says what it needs and how soon it is printed.
pub fn open(office: &Office, caller: &Caller, request: &Request, new: NewCase) -> Result<CaseOpened, AppError> {
    let NewCase { person, purpose, damage, documents, phone } = new;
    office.order(caller, request, OpenCase { person, purpose, damage, documents, phone })
}

/// The order behind [`open`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OpenCase {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    purpose: Purpose,
    #[serde(with = "text::maybe")]
    damage: Option<Damage>,
    #[serde(with = "text::many")]
    documents: BTreeSet<Document>,
    #[serde(with = "text::maybe")]
    phone: Option<Phone>,
}

impl Order for OpenCase {
    const NAME: &'static str = "open_case";
    const ACT: Act = Act::OpenCase;
    type Outcome = CaseOpened;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseOpened, AppError> {
        desk.person(write, self.person)?;
        let Self { person, purpose, damage, documents, phone } = self.clone();
        let new = NewCase { person, purpose, damage, documents, phone };
        let (class, requirements) = rules_for(&desk.rules, &new, desk.today)?;
        let case = open_in(write, actor, &new, class, &requirements, desk.today)?;
        Ok(CaseOpened { case: case.id.to_string(), receipt: case.receipt.to_string() })
    }
}

/// Opens a case in the running transaction.
pub(crate) fn open_in(
    write: &mut Write<'_>,
    actor: Actor,
    new: &NewCase,
    class: i64,
    requirements: &[Requirement],
    today: Date,
) -> Result<Case, AppError> {
    let mut person = get_person(write, new.person)?;
    if let Some(phone) = &new.phone {
        change_phone(write, actor, &mut person, phone)?;
    }
    let site = tables::place::get_only(write, PlaceKind::Counter)?.id;
    let command = CaseCommand::Open(Box::new(domain::case::OpenCase {
        person: new.person,
        receipt: Receipt::from_bits(write.draw.bits64()),
        purpose: new.purpose,
        damage: new.damage,
        class,
        site,
        requirements: requirements.to_vec(),
        documents: new.documents.clone(),
        facts: facts(write, &person)?,
    }));
    let id = write.draw.case_id();
    change(write, actor, id, None, &command, today)
}

/// What the rules of a day ask of a new case: its priority class and its documents.
pub(crate) fn rules_for(rules: &RuleBook, new: &NewCase, today: Date) -> Result<(i64, Vec<Requirement>), AppError> {
    let class = rules.priority_for(new.purpose, new.damage, today).map(|rule| rule.class);
    let class = class.ok_or(StoreFault::Missing("a priority rule for this purpose and day"))?;
    Ok((class, rules.documents_for(new.purpose, today).into_iter().map(|rule| rule.requirement.clone()).collect()))
}

fn facts(tx: &mut Tx<'_>, person: &Person) -> Result<PersonFacts, AppError> {
    let cases = tables::case_file::of_person(tx, person.id)?;
    let cards = tables::card::of_person(tx, person.id)?;
    let single = person.biodata.marital == Marital::Single;
    Ok(PersonFacts {
        life: person.biodata.life,
        recordable_from: single.then(|| birthday(person.biodata.birth_date, RECORDABLE_AGE_YEARS as i16)),
        print_from: person.printable_from(),
        central: person.central.map(|(code, _)| code),
        open_case: cases.into_iter().find(|case| case.state.open()).map(|case| case.receipt),
        valid_card: cards.iter().any(|card| card.invalid.is_none()),
    })
}

/// Takes in documents that were missing.
pub fn add_documents(
    office: &Office,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    documents: BTreeSet<Document>,
) -> Result<CaseChanged, AppError> {
    office.order(caller, request, AddDocuments { case, documents })
}

/// The order behind [`add_documents`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AddDocuments {
    #[serde(with = "text")]
    case: CaseId,
    #[serde(with = "text::many")]
    documents: BTreeSet<Document>,
}

impl Order for AddDocuments {
    const NAME: &'static str = "add_documents";
    const ACT: Act = Act::OpenCase;
    type Outcome = CaseChanged;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        if self.documents.is_empty() { Err(Refusal::field("documents", FieldProblem::Missing).into()) } else { Ok(()) }
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = desk.case(write, self.case)?;
        let central = get_person(write, found.person)?.central.map(|(code, _)| code);
        let command = CaseCommand::AddDocuments { documents: self.documents.clone(), central };
        Ok((&change(write, actor, self.case, Some(found), &command, desk.today)?).into())
    }
}

/// Notes that the person of a case was recorded; the person's central status becomes `BIO_CAPTURED`.
pub fn record_biometrics(office: &Office, caller: &Caller, request: &Request, case: CaseId) -> Result<CaseChanged, AppError> {
    office.order(caller, request, RecordBiometrics { case })
}

/// The order behind [`record_biometrics`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct RecordBiometrics {
    #[serde(with = "text")]
    case: CaseId,
}

impl Order for RecordBiometrics {
    const NAME: &'static str = "record_biometrics";
    const ACT: Act = Act::RecordBiometrics;
    type Outcome = CaseChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = desk.case(write, self.case)?;
        let person = found.person;
        let changed = change(write, actor, self.case, Some(found), &CaseCommand::RecordBiometrics, desk.today)?;
        note_status(write, actor, person, CentralCode::BioCaptured, desk.today)?;
        Ok((&changed).into())
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// A central status was noted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusNoted {
    /// The person's surrogate number.
    pub person: i64,
    /// The person's open case after it, if there is one.
    pub case: Option<CaseChanged>,
}

/// Notes a central status of a person; an open case follows it by itself.
pub fn observe_central(
    office: &Office,
    caller: &Caller,
    request: &Request,
    person: PersonId,
    code: CentralCode,
    observed_on: Date,
) -> Result<StatusNoted, AppError> {
    office.order(caller, request, ObserveCentral { person, code, observed_on })
}

/// The order behind [`observe_central`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ObserveCentral {
    #[serde(with = "text")]
    person: PersonId,
    #[serde(with = "text")]
    code: CentralCode,
    #[serde(with = "text")]
    observed_on: Date,
}

impl Order for ObserveCentral {
    const NAME: &'static str = "observe_central";
    const ACT: Act = Act::ObserveCentral;
    type Outcome = StatusNoted;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        if self.observed_on > desk.today {
            return Err(Refusal::field("observed_on", FieldProblem::FutureDate).into());
        }
        if self.observed_on < RECORDING_BEGAN {
            return Err(Refusal::field("observed_on", FieldProblem::DateTooOld).into());
        }
        Ok(())
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.person(tx, self.person).map(|person| Concern::person(person.id))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<StatusNoted, AppError> {
        desk.person(write, self.person)?;
        let case = observe_in(write, actor, self.person, self.code, self.observed_on, desk.today)?;
        Ok(StatusNoted { person: self.person.0, case: case.as_ref().map(Into::into) })
    }

    fn done(&self, office: &Office) {
        office.counts.forget();
    }
}

/// Notes a status in the running transaction; answers the open case after it. The case follows what now counts for the person, which is
/// not the noted status when that is of an earlier day.
pub(crate) fn observe_in(
    write: &mut Write<'_>,
    actor: Actor,
    person: PersonId,
    code: CentralCode,
    observed_on: Date,
    today: Date,
) -> Result<Option<Case>, AppError> {
    let code = note_status(write, actor, person, code, observed_on)?;
    let Some(case) = open_case_of(write, person)? else { return Ok(None) };
    let withdrawn = case.state == CaseState::InRun && code.phase() != CentralPhase::Printable;
    let case = if withdrawn { print::give_way(write, actor, case, today)? } else { case };
    let id = case.id;
    change(write, actor, id, Some(case), &CaseCommand::ObserveCentral { code }, today).map(Some)
}

/// The open case of a person.
pub(crate) fn open_case_of(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Case>, AppError> {
    Ok(tables::case_file::of_person(tx, person)?.into_iter().find(|case| case.state.open()))
}

/// Writes an observation; the latest day counts, the later entry when two bear the same day. Answers the status that
/// counts afterwards.
fn note_status(write: &mut Write<'_>, actor: Actor, person: PersonId, code: CentralCode, on: Date) -> Result<CentralCode, AppError> {
    let mut person = get_person(write, person)?;
    tables::observation::append(write, person.id, code, on, None)?;
    append(write, actor, &Event::CentralObserved { person: person.id, code, observed_on: on })?;
    if let Some((latest, day)) = person.central
        && day > on
    {
        return Ok(latest);
    }
    person.central = Some((code, on));
    tables::person::set_central(write, &person)?;
    repairs::follow(write, actor, person.id, code, on)?;
    Ok(code)
}

/// Cancels a case, with a reason.
pub fn cancel(office: &Office, caller: &Caller, request: &Request, case: CaseId, reason: &str) -> Result<CaseChanged, AppError> {
    office.order(caller, request, CancelCase { case, reason: reason.to_owned() })
}

/// The order behind [`cancel`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct CancelCase {
    #[serde(with = "text")]
    case: CaseId,
    reason: String,
}

impl CancelCase {
    fn reason(&self) -> Result<String, Refusal> {
        crate::register::free_text(&self.reason).map_err(|problem| Refusal::field("reason", problem))
    }
}

impl Order for CancelCase {
    const NAME: &'static str = "cancel_case";
    const ACT: Act = Act::CancelCase;
    type Outcome = CaseChanged;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        Ok(self.reason().map(drop)?)
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<CaseChanged, AppError> {
        let found = desk.case(write, self.case)?;
        let (person, command) = (found.person, CaseCommand::Cancel { reason: self.reason()? });
        let changed = change(write, actor, self.case, Some(found), &command, desk.today)?;
        print::end_suket(write, actor, person, SuketEnd::Cancelled)?;
        Ok((&changed).into())
    }
}

/// Decides a command, appends its events and saves the case, all in the running transaction.
pub(crate) fn change(
    write: &mut Write<'_>,
    actor: Actor,
    id: CaseId,
    case: Option<Case>,
    command: &CaseCommand,
    today: Date,
) -> Result<Case, AppError> {
    let events = decide(case.as_ref(), command, today)?;
    let mut after = case;
    for event in events {
        after = apply(after, id, &event, write.now);
        let person = after.as_ref().map(|case| case.person).ok_or(CaseRefusal::NoSuchCase)?;
        append(write, actor, &Event::Case(id, person, event))?;
    }
    let case = after.ok_or(CaseRefusal::NoSuchCase)?;
    tables::case_file::save(write, &case)?;
    Ok(case)
}

/// A case with everything that its page shows.
#[derive(Clone, Debug)]
pub struct CaseView {
    /// The case.
    pub case: Case,
    /// The person, without the fields that the reader may not see.
    pub person: Person,
    /// The card, when it is printed.
    pub card: Option<Card>,
    /// The six digits of the receipt's PIN, for who may see them.
    pub pin: Option<String>,
    outside: Outside,
}

impl ShowsPeople for CaseView {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown { person: self.person.id, outside: self.outside }]
    }
}

/// Shows a case.
pub fn view(office: &Office, caller: &Caller, case: CaseId) -> Result<CaseView, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Case, |tx, reach| {
        let case = case_within(tx, reach, case)?;
        view_of(office, caller, tx, case)
    })
}

impl Impersonal for Option<String> {}

/// The six digits of the receipt's PIN, for who opened the case and may see them. They name nobody: no look.
pub fn pin(office: &Office, caller: &Caller, case: CaseId) -> Result<Option<String>, AppError> {
    let reach = authorise(caller, Act::OpenCase)?;
    office.view(caller, Act::OpenCase, |tx| {
        case_within(tx, &reach, case)?;
        Ok(pin_of(office, caller, case))
    })
}

fn pin_of(office: &Office, caller: &Caller, case: CaseId) -> Option<String> {
    caller.sees(Field::Pin).then(|| pin_from(office.store.key().keyed_hash("receipt-pin", &case.to_string())))
}

/// A case's page: the case, and what the person's page knows of it. One look.
#[derive(Clone, Debug)]
pub struct CasePage {
    /// The case.
    pub view: CaseView,
    /// The person.
    pub page: PersonPage,
    /// What the citizen was told.
    pub notices: CaseNotices,
}

impl ShowsPeople for CasePage {
    fn shown(&self) -> Vec<Shown> {
        self.view.shown()
    }
}

/// Shows a case with its person's history.
pub fn page(office: &Office, caller: &Caller, case: CaseId) -> Result<CasePage, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Case, |tx, reach| {
        let case = case_within(tx, reach, case)?;
        page_of(office, caller, tx, reach, case)
    })
}

fn page_of(office: &Office, caller: &Caller, tx: &mut Tx<'_>, reach: &Reach, case: Case) -> Result<CasePage, AppError> {
    let notices = notices::read_of(office, caller, tx, &case)?;
    let view = view_of(office, caller, tx, case)?;
    let page = person_page::read(caller, tx, reach, view.person.id)?;
    Ok(CasePage { view, page, notices })
}

/// The same for a typed or scanned receipt.
pub fn page_by_receipt(office: &Office, caller: &Caller, receipt: &str) -> Result<CasePage, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Case, |tx, reach| {
        let case = case_of_receipt(tx, reach, &read_receipt(receipt)?)?;
        page_of(office, caller, tx, reach, case)
    })
}

/// At most this many waiting cases are listed.
pub const WAITING_MAX: i64 = 200;

impl ShowsPeople for Vec<WaitingLine> {
    fn shown(&self) -> Vec<Shown> {
        self.iter().map(|line| Shown::for_case(line.person)).collect()
    }
}

/// The cases that wait in a state, those that wait longest first, at most [`WAITING_MAX`].
pub fn waiting(office: &Office, caller: &Caller, state: CaseState) -> Result<Vec<WaitingLine>, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Waiting, |tx, reach| Ok(waiting::in_state(tx, state, reach.subdistrict(), WAITING_MAX)?))
}

/// Finds the case of a typed or scanned receipt.
pub fn find_by_receipt(office: &Office, caller: &Caller, receipt: &str) -> Result<CaseView, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Case, |tx, reach| {
        let case = case_of_receipt(tx, reach, &read_receipt(receipt)?)?;
        view_of(office, caller, tx, case)
    })
}

/// The case of a receipt within reach.
pub(crate) fn case_of_receipt(tx: &mut Tx<'_>, reach: &Reach, receipt: &Receipt) -> Result<Case, AppError> {
    let case = tables::case_file::find_by_receipt(tx, receipt)?.ok_or(CaseRefusal::NoSuchCase)?;
    check_within(tx, reach, &case)?;
    Ok(case)
}

/// Reads a typed receipt number or refuses the field.
pub(crate) fn read_receipt(text: &str) -> Result<Receipt, Refusal> {
    let problem = if text.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotAReceipt };
    Receipt::parse(text).ok_or_else(|| Refusal::field("receipt", problem))
}

fn view_of(office: &Office, caller: &Caller, tx: &mut Tx<'_>, case: Case) -> Result<CaseView, AppError> {
    let person = person_page::as_seen_by(caller, get_person(tx, case.person)?);
    let card = match case.card {
        Some(card) => tables::card::find(tx, card)?,
        None => None,
    };
    // Whoever has just ended a case sees that it is ended: that is part of the work on it.
    let day_ago = office.now().checked_sub(SignedDuration::from_hours(24)).unwrap_or(Timestamp::MIN);
    let outside = if case.state.open() || case.since > day_ago { Outside::No } else { Outside::Yes };
    Ok(CaseView { pin: pin_of(office, caller, case.id), case, person, card, outside })
}
