//! Who asks, and the desk at which somebody's order is carried out.

use std::sync::Arc;

use domain::{
    Refusal,
    access::{Act, Field, Reach, Standing},
    area::Areas,
    case::{Case, CaseRefusal},
    id::{AccountId, CaseId, PersonId},
    office,
    person::Person,
    refusal::PersonRefusal,
    rule::RuleBook,
};
use jiff::civil::Date;
use store::{Tx, tables};

use crate::AppError;

/// Who asks: a signed-in member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// The name that others see.
    pub name: String,
    /// Role and posting at this moment.
    pub standing: Standing,
}

impl Caller {
    /// Whether the caller may do the act at all; where, is for the act to find.
    pub fn may(&self, act: Act) -> bool {
        self.standing.may(act)
    }

    /// Whether the caller may see a group of a person's fields.
    pub fn sees(&self, field: Field) -> bool {
        self.standing.sees(field)
    }
}

/// How far the caller's right to an act reaches; refuses a caller who has none.
pub(crate) fn authorise(caller: &Caller, act: Act) -> Result<Reach, Refusal> {
    caller.standing.reach(act).ok_or(Refusal::NotAllowed(act))
}

/// Where an order is carried out: for whom, how far that reaches, on which day, by which tables.
#[derive(Clone)]
pub(crate) struct Desk {
    pub caller: Caller,
    /// Who approved the order, where a second person did.
    pub approver: Option<AccountId>,
    pub reach: Reach,
    pub today: Date,
    pub profile: office::Office,
    pub rules: Arc<RuleBook>,
    pub areas: Arc<Areas>,
}

impl Desk {
    /// Loads a case within reach.
    pub fn case(&self, tx: &mut Tx<'_>, case: CaseId) -> Result<Case, AppError> {
        case_within(tx, &self.reach, case)
    }

    /// Loads a person within reach.
    pub fn person(&self, tx: &mut Tx<'_>, person: PersonId) -> Result<Person, AppError> {
        person_within(tx, &self.reach, person)
    }
}

/// Loads a person; one beyond reach does not exist.
pub(crate) fn person_within(tx: &mut Tx<'_>, reach: &Reach, person: PersonId) -> Result<Person, AppError> {
    let found = tables::person::find(tx, person)?.filter(|person| reach.covers(&person.biodata.village));
    found.ok_or_else(|| PersonRefusal::NoSuchPerson.into())
}

/// Loads a case; one of a person beyond reach does not exist.
pub(crate) fn case_within(tx: &mut Tx<'_>, reach: &Reach, case: CaseId) -> Result<Case, AppError> {
    let found = tables::case_file::find(tx, case)?.ok_or(CaseRefusal::NoSuchCase)?;
    check_within(tx, reach, &found)?;
    Ok(found)
}

/// Refuses a case of a person beyond reach as if it did not exist.
pub(crate) fn check_within(tx: &mut Tx<'_>, reach: &Reach, case: &Case) -> Result<(), AppError> {
    // The whole office is the usual reach and costs no query.
    if *reach == Reach::Office || person_within(tx, reach, case.person).is_ok() { Ok(()) } else { Err(CaseRefusal::NoSuchCase.into()) }
}
