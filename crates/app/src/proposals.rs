//! Acts that need a second person: proposing, seeing, approving, declining, taking back.

use domain::{
    Event, Refusal,
    access::{Act, Reach},
    account::Account,
    id::{AccountId, ImportId, ProposalId},
    look::Sight,
    person::Person,
    proposal::{self, Decision, Proposal, ProposalEvent, ProposalRefusal},
    question::QuestionId,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::{StoreFault, Tx, Write, journal::Actor, keys::hex, tables};

use crate::{
    AppError, Caller, Office, Request,
    caller::{Desk, authorise},
    import::{self, ImportAbout},
    looking::{Impersonal, Shown, ShowsPeople},
    office::append,
    order::{self, Concern, Order, still_may, to_json},
    person_page::as_seen_by,
    questions::{self, QuestionView},
    register::free_text,
    sign_in::reauthenticate,
};

/// The latest proposals that the list shows.
const LIST_MAX: i64 = 200;

/// A proposal as lists show it.
#[derive(Clone, Debug)]
pub struct ProposalLine {
    /// The proposal.
    pub proposal: Proposal,
    /// Who proposed it: the name that others see.
    pub proposer: String,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// Whether it waits for a second person and still can have one.
    pub awaits: bool,
    /// Whether it is the caller's own.
    pub own: bool,
}

impl Impersonal for Vec<ProposalLine> {}

/// Lists the latest proposals: everybody's for who decides or audits, one's own for others. Those that wait stand first.
pub fn list(office: &Office, caller: &Caller) -> Result<Vec<ProposalLine>, AppError> {
    let reach = authorise(caller, Act::ViewProposals)?;
    let proposer = Some(caller.account).filter(|_| reach == Reach::Own);
    office.view(caller, Act::ViewProposals, |tx| {
        let accounts = tables::account::all(tx)?;
        let found = tables::proposal::latest(tx, proposer, LIST_MAX)?;
        Ok(found.into_iter().map(|proposal| line(office, caller, &accounts, proposal)).collect())
    })
}

fn line(office: &Office, caller: &Caller, accounts: &[Account], proposal: Proposal) -> ProposalLine {
    let name = |id: AccountId| accounts.iter().find(|account| account.id == id).map(|account| account.name.clone());
    ProposalLine {
        proposer: name(proposal.proposer).unwrap_or_default(),
        decided_by: proposal.decided_by.and_then(name),
        awaits: proposal.awaits(office.now()),
        own: proposal.proposer == caller.account,
        proposal,
    }
}

/// A proposal with everything that a second person must see before deciding.
#[derive(Clone, Debug)]
pub struct ProposalPage {
    /// The proposal.
    pub line: ProposalLine,
    /// The content, field by field.
    pub content: Vec<(String, String)>,
    /// The person whom it concerns, without the fields that the reader may not see.
    pub person: Option<Person>,
    /// The account that it concerns.
    pub account: Option<Account>,
    /// The import that it would take over.
    pub import: Option<ImportAbout>,
    /// The question that it would answer, for who reaches the whole office.
    pub question: Option<QuestionView>,
}

impl ShowsPeople for ProposalPage {
    fn shown(&self) -> Vec<Shown> {
        // Whoever proposed it had a reason to; whoever decides must see it.
        let asked = self.question.iter().flat_map(|view| &view.people);
        self.person.iter().chain(asked).map(|person| Shown::for_case(person.id)).collect()
    }
}

/// Shows a proposal. Somebody else's does not exist for who sees only one's own.
pub fn view(office: &Office, caller: &Caller, id: ProposalId) -> Result<ProposalPage, AppError> {
    let sees_people = caller.standing.reach(Act::ViewPerson);
    office.show(caller, Act::ViewProposals, Sight::Proposal, |tx, reach| {
        let found = tables::proposal::find(tx, id)?.filter(|found| *reach == Reach::Office || found.proposer == caller.account);
        let found = found.ok_or(ProposalRefusal::NoSuchProposal)?;
        let person = match found.person {
            // Whoever moved beyond the reader's reach since is shown no more.
            Some(person) => tables::person::find(tx, person)?
                .filter(|person| sees_people.as_ref().is_some_and(|reach| reach.covers(&person.biodata.village)))
                .map(|person| as_seen_by(caller, person)),
            None => None,
        };
        let accounts = tables::account::all(tx)?;
        let account = found.account.and_then(|id| accounts.iter().find(|account| account.id == id).cloned());
        let content = fields(&found.content)?;
        let named = |field: &str| content.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str());
        let import = match named("import").and_then(ImportId::parse) {
            Some(import) => import::about(office, tx, import)?,
            None => None,
        };
        let question = match named("question").and_then(QuestionId::parse) {
            Some(question) if sees_people == Some(Reach::Office) => questions::about(caller, tx, &question)?,
            _ => None,
        };
        Ok(ProposalPage { content, line: line(office, caller, &accounts, found), person, account, import, question })
    })
}

/// The fields of a content, in their order; what is empty is left out.
fn fields(content: &str) -> Result<Vec<(String, String)>, StoreFault> {
    let unreadable = |_| StoreFault::Corrupt("the content of a proposal".to_owned());
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(content).map_err(unreadable)?;
    let text = |value: serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text,
        serde_json::Value::Array(items) => items.iter().filter_map(|item| item.as_str()).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    Ok(object.into_iter().map(|(key, value)| (key, text(value))).filter(|(_, value)| !value.is_empty()).collect())
}

/// Keeps an order as a proposal in the running transaction; whom it concerns must be within the proposer's reach.
pub(crate) fn propose<O: Order>(write: &mut Write<'_>, desk: &Desk, asked: &O) -> Result<ProposalId, AppError> {
    let Concern { person, account, staff } = asked.concerns(desk, write)?;
    let (order, content, id) = (O::NAME.to_owned(), to_json(asked)?, write.draw.proposal_id());
    let (digest, proposer) = (digest_of(&order, &content), desk.caller.account);
    let event = ProposalEvent::Proposed { order, content, digest, proposer, account, staff };
    let proposed = proposal::apply(None, id, person, &event, write.now).ok_or(ProposalRefusal::NoSuchProposal)?;
    tables::proposal::save(write, &proposed)?;
    append(write, Actor::Account(proposer), &Event::Proposal(id, person, event))?;
    Ok(id)
}

/// What a second person approves: SHA-256 over the order's name and content, hexadecimal.
fn digest_of(order: &str, content: &str) -> String {
    let mut hasher = Sha256::new();
    hasher.update(order.as_bytes());
    hasher.update([0]);
    hasher.update(content.as_bytes());
    hex(&hasher.finalize())
}

/// A proposal was decided or taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Which.
    pub proposal: String,
    /// Where it stands now, code of [`proposal::ProposalState`].
    pub state: String,
    /// What the act answered, JSON, when it was carried out.
    pub outcome: Option<String>,
}

/// Approves exactly the content with `digest`, with one's password, and carries the act out as the proposer's: in one transaction, by the
/// rules of this moment. A refusal of the act itself leaves the proposal as it was.
pub fn approve(
    office: &Office,
    caller: &Caller,
    request: &Request,
    id: ProposalId,
    digest: &str,
    password: &str,
) -> Result<Decided, AppError> {
    authorise(caller, Act::DecideProposal)?;
    reauthenticate(office, caller, password)?;
    let found = office.store.read(|tx| tables::proposal::find(tx, id))?.ok_or(ProposalRefusal::NoSuchProposal)?;
    let order = std::sync::Arc::new(order::read(&found.order, &found.content)?);
    let (asked, approver, decision) = (order.clone(), caller.clone(), Decision::Approve { digest: digest.to_owned() });
    let desk = Desk { approver: Some(caller.account), ..office.desk(caller, Act::DecideProposal)? };
    let decided = office.once("approve_proposal", caller, request, move |write, _| {
        still_may(write, &approver, Act::DecideProposal)?;
        let (decided, proposer) = settle(write, approver.account, id, &decision)?;
        let desk = desk_of(&desk, proposer, asked.act())?;
        asked.check(&desk)?;
        let outcome = asked.carry_out(&desk, write, Actor::Account(desk.caller.account))?;
        Ok(Decided { outcome: Some(outcome), ..decided })
    })?;
    order.done(office);
    Ok(decided)
}

/// The proposer's desk as it is now; the act is not done for somebody who may not do it any more.
fn desk_of(desk: &Desk, proposer: Account, act: Act) -> Result<Desk, ProposalRefusal> {
    let reach = proposer.standing.reach(act).filter(|_| proposer.active).ok_or(ProposalRefusal::ProposerMayNot)?;
    let caller = Caller { account: proposer.id, name: proposer.name, standing: proposer.standing };
    Ok(Desk { caller, reach, ..desk.clone() })
}

/// Declines a proposal, with a reason and one's password.
pub fn decline(
    office: &Office,
    caller: &Caller,
    request: &Request,
    id: ProposalId,
    reason: &str,
    password: &str,
) -> Result<Decided, AppError> {
    authorise(caller, Act::DecideProposal)?;
    let reason = free_text(reason).map_err(|problem| Refusal::field("reason", problem))?;
    reauthenticate(office, caller, password)?;
    let (by, decision) = (caller.clone(), Decision::Decline { reason });
    office.once("decline_proposal", caller, request, move |write, _| {
        still_may(write, &by, Act::DecideProposal)?;
        settle(write, by.account, id, &decision).map(|(decided, _)| decided)
    })
}

/// Takes an own proposal back.
pub fn withdraw(office: &Office, caller: &Caller, request: &Request, id: ProposalId) -> Result<Decided, AppError> {
    authorise(caller, Act::WithdrawProposal)?;
    let by = caller.clone();
    let sees_all = caller.standing.reach(Act::ViewProposals) == Some(Reach::Office);
    office.once("withdraw_proposal", caller, request, move |write, _| {
        still_may(write, &by, Act::WithdrawProposal)?;
        let own = tables::proposal::find(write, id)?.is_some_and(|found| sees_all || found.proposer == by.account);
        if !own {
            return Err(ProposalRefusal::NoSuchProposal.into());
        }
        settle(write, by.account, id, &Decision::Withdraw).map(|(decided, _)| decided)
    })
}

/// Decides upon a proposal as it stands in the running transaction, saves it and appends the event; answers its proposer too.
fn settle(write: &mut Write<'_>, by: AccountId, id: ProposalId, decision: &Decision) -> Result<(Decided, Account), AppError> {
    let found = tables::proposal::find(write, id)?.ok_or(ProposalRefusal::NoSuchProposal)?;
    let (proposer, by) = (get_account(write, found.proposer)?, get_account(write, by)?);
    let digest = digest_of(&found.order, &found.content);
    let event = proposal::decide(&found, &digest, &proposer, &by, decision, write.now)?;
    let person = found.person;
    let after = proposal::apply(Some(found), id, person, &event, write.now).ok_or(ProposalRefusal::NoSuchProposal)?;
    tables::proposal::save(write, &after)?;
    append(write, Actor::Account(by.id), &Event::Proposal(id, person, event))?;
    Ok((Decided { proposal: id.to_string(), state: after.state.to_string(), outcome: None }, proposer))
}

fn get_account(tx: &mut Tx<'_>, account: AccountId) -> Result<Account, AppError> {
    Ok(tables::account::find(tx, account)?.ok_or(StoreFault::Missing("an account"))?)
}
