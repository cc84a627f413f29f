//! Orders: what somebody wants done, as a value. Every change that staff can ask for is one.
//!
//! An order is authorised, checked and carried out in one write, once per idempotency key. A rule can put any order under a second person
//! ([`crate::proposals`]): then it is kept as text instead, and carried out when somebody else approves exactly that text.

pub(crate) mod text;

use domain::{
    Refusal,
    access::Act,
    id::{AccountId, PersonId, ProposalId},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use store::{
    StoreFault, Tx, Write,
    idempotency::{self, Key, Known},
    journal::Actor,
    tables,
};

use crate::{
    AppError, Caller, Office, Request, accounts, batches,
    caller::{Desk, authorise},
    cases, custody, import, notices, print, proposals, questions, register, repairs, shelf_count, stock, whereabouts,
};

/// Something that somebody wants done.
pub(crate) trait Order: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Its name: in rules, proposals and kept idempotency keys.
    const NAME: &'static str;
    /// The right that it needs.
    const ACT: Act;
    /// What is answered when it is done.
    type Outcome: Serialize + DeserializeOwned + Send + 'static;

    /// Refuses what can be refused without the office's state.
    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        let _ = desk;
        Ok(())
    }

    /// Whom it concerns; also refuses what is beyond the desk's reach.
    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError>;

    /// Does it in the running transaction.
    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<Self::Outcome, AppError>;

    /// Whether a second person is to be waited for where a rule asks for one.
    fn awaits_second(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
        let _ = (desk, tx);
        Ok(true)
    }

    /// Tells what this process holds in memory that it was done.
    fn done(&self, office: &Office) {
        let _ = office;
    }
}

/// Whom an order concerns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Concern {
    /// A person of the register.
    pub person: Option<PersonId>,
    /// An account.
    pub account: Option<AccountId>,
    /// The staff number of who gains by it.
    pub staff: Option<String>,
}

impl Concern {
    /// A person of the register.
    pub fn person(person: PersonId) -> Self {
        Self { person: Some(person), ..Self::default() }
    }
}

/// An order whose kind is known only by its name.
pub(crate) trait NamedOrder: Send + Sync {
    fn act(&self) -> Act;
    fn check(&self, desk: &Desk) -> Result<(), AppError>;
    /// The outcome as JSON.
    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<String, AppError>;
    fn done(&self, office: &Office);
}

impl<O: Order> NamedOrder for O {
    fn act(&self) -> Act {
        O::ACT
    }

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        Order::check(self, desk)
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<String, AppError> {
        to_json(&Order::carry_out(self, desk, write, actor)?)
    }

    fn done(&self, office: &Office) {
        Order::done(self, office);
    }
}

macro_rules! orders {
    ($($order:ty),+ $(,)?) => {
        /// The names of all orders; a rule can put each under a second person.
        pub const ORDERS: &[&str] = &[$(<$order>::NAME),+];

        /// The order of a name and its kept content.
        pub(crate) fn read(name: &str, content: &str) -> Result<Box<dyn NamedOrder>, StoreFault> {
            let unreadable = |_| StoreFault::Corrupt(format!("the content of a proposed {name}"));
            $(if name == <$order>::NAME {
                return Ok(Box::new(serde_json::from_str::<$order>(content).map_err(unreadable)?));
            })+
            Err(StoreFault::Corrupt(format!("no order is called {name}")))
        }
    };
}

orders!(
    register::AddPerson,
    cases::OpenCase,
    cases::AddDocuments,
    cases::RecordBiometrics,
    cases::ObserveCentral,
    cases::CancelCase,
    print::ReleaseRun,
    print::RecordPrint,
    print::DoubtJob,
    print::TakeJobBack,
    print::BeginSending,
    print::ReportJob,
    print::NotePrinter,
    print::SetPrinter,
    print::TellDeferral,
    print::GiveSuket,
    print::RenewSuket,
    custody::ShelveCard,
    custody::ForwardCard,
    custody::HandOverCard,
    custody::HandOverToProxy,
    shelf_count::CountShelf,
    shelf_count::LoseCard,
    shelf_count::MissCard,
    notices::NotifyCitizen,
    notices::NoteTold,
    notices::StopPhone,
    notices::AllowPhone,
    notices::CloseMessage,
    batches::OpenBatch,
    batches::PackCard,
    batches::PackDue,
    batches::TakeCardOut,
    batches::SendBatch,
    batches::DropBatch,
    batches::ReceiveBatch,
    batches::FindMissing,
    batches::TakeCardBack,
    batches::NotePost,
    batches::CloseSite,
    batches::ReopenSite,
    stock::ReceiveBlanks,
    stock::MoveBlanks,
    stock::AcceptArrival,
    stock::SpoilBlanks,
    stock::ChangeRibbon,
    stock::GiveBlanksAway,
    stock::TakeBlanksBack,
    stock::BeginCount,
    stock::EnterCount,
    stock::ConfirmCount,
    stock::DropCount,
    stock::SettleDifference,
    stock::DestroyInvalids,
    stock::SetOutlook,
    stock::RequestBlanks,
    repairs::OpenRepair,
    repairs::NoteRepairLetter,
    repairs::NoteRepairReply,
    repairs::AppointRerecording,
    repairs::CloseRepair,
    whereabouts::NoteWhereabouts,
    accounts::OpenAccount,
    accounts::ChangeAccount,
    accounts::IssueCode,
    import::ConfirmImport,
    questions::LeaveQuestion,
    questions::TakeRow,
    questions::MergePeople,
);

/// What became of an order, as it is kept.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Step<T> {
    Done(T),
    Proposed(String),
}

impl Office {
    /// Has an order carried out, or proposed where a rule asks for a second person; once per idempotency key.
    pub(crate) fn order<O: Order>(&self, caller: &Caller, request: &Request, order: O) -> Result<O::Outcome, AppError> {
        let desk = self.desk(caller, O::ACT)?;
        order.check(&desk)?;
        let second = self.rules.second_person_for(O::NAME, desk.today).is_some();
        let asked = order.clone();
        let step = self.once(O::NAME, caller, request, move |write, actor| {
            still_may(write, &desk.caller, O::ACT)?;
            if second && asked.awaits_second(&desk, write)? {
                return Ok(Step::Proposed(proposals::propose(write, &desk, &asked)?.to_string()));
            }
            asked.carry_out(&desk, write, actor).map(Step::Done)
        })?;
        match step {
            Step::Done(outcome) => {
                order.done(self);
                Ok(outcome)
            }
            Step::Proposed(id) => Err(ProposalId::parse(&id).map_or_else(corrupt_outcome, AppError::Proposed)),
        }
    }

    /// The desk of somebody who may do `act`.
    pub(crate) fn desk(&self, caller: &Caller, act: Act) -> Result<Desk, Refusal> {
        let reach = authorise(caller, act)?;
        let (rules, areas) = (self.rules.clone(), self.areas.clone());
        Ok(Desk { caller: caller.clone(), approver: None, reach, today: self.today(), profile: self.profile().clone(), rules, areas })
    }

    /// Writes for somebody, once per idempotency key.
    pub(crate) fn once<T, F>(&self, name: &'static str, caller: &Caller, request: &Request, work: F) -> Result<T, AppError>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: Fn(&mut Write<'_>, Actor) -> Result<T, AppError> + Send + 'static,
    {
        let actor = Actor::Account(caller.account);
        let key = request.key.clone().map(|key| Key { account: caller.account, route: name, key, body_hash: request.body_hash });
        self.store.write(name, self.seed(), move |write| {
            let Some(key) = &key else { return work(write, actor) };
            match idempotency::find(write, key)? {
                Known::Same(outcome) => serde_json::from_str(&outcome).map_err(|_| corrupt_outcome()),
                Known::Other => Err(AppError::KeyReused),
                Known::New => {
                    let outcome = work(write, actor)?;
                    idempotency::keep(write, key, &to_json(&outcome)?)?;
                    Ok(outcome)
                }
            }
        })
    }
}

/// Refuses somebody whose right was taken away since the request came in.
pub(crate) fn still_may(tx: &mut Tx<'_>, caller: &Caller, act: Act) -> Result<(), AppError> {
    let account = tables::account::find(tx, caller.account)?;
    let unchanged = account.is_some_and(|account| account.active && account.standing == caller.standing);
    if unchanged { Ok(()) } else { Err(Refusal::NotAllowed(act).into()) }
}

/// An outcome or content as it is kept.
pub(crate) fn to_json<T: Serialize>(value: &T) -> Result<String, AppError> {
    Ok(serde_json::to_string(value).map_err(|_| StoreFault::Corrupt("an outcome that JSON cannot hold".to_owned()))?)
}

fn corrupt_outcome() -> AppError {
    StoreFault::Corrupt("a kept outcome".to_owned()).into()
}
