//! Acts that need two people: proposed by one, approved by another over the digest of the exact content, once, within a day.
//!
//! Any act can be put under it by a rule ([`crate::rule::SecondPersonRule`]). What the act does is decided only when it is approved, by the
//! rules and the state of that moment.

use jiff::{SignedDuration, Timestamp};

use crate::{
    account::Account,
    coded::coded,
    id::{AccountId, PersonId, ProposalId},
};

/// A proposal can be approved for this long (24 hours).
pub const VALID: SignedDuration = SignedDuration::from_hours(24);

coded! {
    /// What became of a proposal.
    pub enum ProposalState {
        /// It waits for a second person.
        Open = "open",
        /// It was approved and carried out.
        Approved = "approved",
        /// A second person declined it.
        Declined = "declined",
        /// The proposer took it back.
        Withdrawn = "withdrawn",
    }
}

/// A proposal as its events made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Its identifier.
    pub id: ProposalId,
    /// The order's name, `cancel_case`.
    pub order: String,
    /// The order's content, JSON.
    pub content: String,
    /// SHA-256 over order and content, hexadecimal: what a second person approves.
    pub digest: String,
    /// Who proposed it.
    pub proposer: AccountId,
    /// When.
    pub proposed_at: Timestamp,
    /// The person whom the act concerns.
    pub person: Option<PersonId>,
    /// The account that the act concerns.
    pub account: Option<AccountId>,
    /// The staff number of who gains by it: of that account, or of one to be opened.
    pub staff: Option<String>,
    /// Where it stands.
    pub state: ProposalState,
    /// Who decided or withdrew it.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// Why it was declined.
    pub reason: Option<String>,
}

impl Proposal {
    /// Until when it can be approved.
    pub fn expires_at(&self) -> Timestamp {
        self.proposed_at.checked_add(VALID).unwrap_or(Timestamp::MAX)
    }

    /// Whether it waits for a second person and still can have one.
    pub fn awaits(&self, now: Timestamp) -> bool {
        self.state == ProposalState::Open && now < self.expires_at()
    }
}

/// An event of a proposal, past tense.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalEvent {
    /// An act was proposed.
    Proposed {
        /// The order's name.
        order: String,
        /// Its content, JSON.
        content: String,
        /// Over both.
        digest: String,
        /// Who.
        proposer: AccountId,
        /// The account that it concerns.
        account: Option<AccountId>,
        /// Who gains by it.
        staff: Option<String>,
    },
    /// A second person approved the content with this digest; the act's own events follow.
    Approved {
        /// Who.
        by: AccountId,
        /// What was approved.
        digest: String,
    },
    /// A second person declined it.
    Declined {
        /// Who.
        by: AccountId,
        /// Why.
        reason: String,
    },
    /// The proposer took it back.
    Withdrawn {
        /// Who.
        by: AccountId,
    },
}

/// Folds one event, that happened at `at`, into the proposal.
pub fn apply(
    proposal: Option<Proposal>,
    id: ProposalId,
    person: Option<PersonId>,
    event: &ProposalEvent,
    at: Timestamp,
) -> Option<Proposal> {
    let (state, by, reason) = match event {
        ProposalEvent::Proposed { order, content, digest, proposer, account, staff } => {
            let (order, content, digest, staff) = (order.clone(), content.clone(), digest.clone(), staff.clone());
            let (proposer, account, state) = (*proposer, *account, ProposalState::Open);
            let (decided_by, decided_at, reason) = (None, None, None);
            let proposed_at = at;
            return Some(Proposal {
                id,
                order,
                content,
                digest,
                proposer,
                proposed_at,
                person,
                account,
                staff,
                state,
                decided_by,
                decided_at,
                reason,
            });
        }
        ProposalEvent::Approved { by, .. } => (ProposalState::Approved, by, None),
        ProposalEvent::Declined { by, reason } => (ProposalState::Declined, by, Some(reason.clone())),
        ProposalEvent::Withdrawn { by } => (ProposalState::Withdrawn, by, None),
    };
    let decided = (Some(*by), Some(at));
    proposal.map(|before| Proposal { state, decided_by: decided.0, decided_at: decided.1, reason, ..before })
}

/// What a second person or the proposer does with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Approve the content with this digest.
    Approve {
        /// As it was shown.
        digest: String,
    },
    /// Decline it.
    Decline {
        /// Why.
        reason: String,
    },
    /// Take it back.
    Withdraw,
}

/// Why a proposal cannot be decided so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProposalRefusal {
    /// There is none, or not for who asks.
    NoSuchProposal,
    /// It was decided or withdrawn before.
    NotOpen(ProposalState),
    /// More than 24 hours ago.
    Expired,
    /// The office clock stands before the time of the proposal.
    ClockWentBack,
    /// What was approved is not what is proposed.
    ContentChanged,
    /// Proposer and approver are one person.
    SamePerson,
    /// Proposer or approver gains by it.
    Beneficiary,
    /// Who proposed it may not do the act any more.
    ProposerMayNot,
    /// The password is not the approver's.
    Reauthentication,
    /// Only the proposer takes it back.
    NotYours,
}

impl ProposalRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoSuchProposal => "PROPOSAL-0001",
            Self::NotOpen(_) => "PROPOSAL-0002",
            Self::Expired => "PROPOSAL-0003",
            Self::ClockWentBack => "PROPOSAL-0004",
            Self::ContentChanged => "PROPOSAL-0005",
            Self::SamePerson => "PROPOSAL-0006",
            Self::Beneficiary => "PROPOSAL-0007",
            Self::ProposerMayNot => "PROPOSAL-0008",
            Self::Reauthentication => "PROPOSAL-0009",
            Self::NotYours => "PROPOSAL-0010",
        }
    }
}

/// Decides upon a proposal whose content has `digest` now. `proposer` and `by` are the accounts as they are at this moment; that each may
/// do what it does is for the caller to check.
pub fn decide(
    proposal: &Proposal,
    digest: &str,
    proposer: &Account,
    by: &Account,
    decision: &Decision,
    now: Timestamp,
) -> Result<ProposalEvent, ProposalRefusal> {
    if proposal.state != ProposalState::Open {
        return Err(ProposalRefusal::NotOpen(proposal.state));
    }
    let own = proposer.id == by.id;
    if let Decision::Withdraw = decision {
        return if own { Ok(ProposalEvent::Withdrawn { by: by.id }) } else { Err(ProposalRefusal::NotYours) };
    }
    // Of an account without a staff number nobody knows whose it is.
    let unknown = proposer.staff.is_empty() || by.staff.is_empty();
    if own || unknown || proposer.is_same_person(by) {
        return Err(ProposalRefusal::SamePerson);
    }
    let Decision::Approve { digest: approved } = decision else {
        let Decision::Decline { reason } = decision else { return Err(ProposalRefusal::NotYours) };
        return Ok(ProposalEvent::Declined { by: by.id, reason: reason.clone() });
    };
    if now < proposal.proposed_at {
        return Err(ProposalRefusal::ClockWentBack);
    }
    if now >= proposal.expires_at() {
        return Err(ProposalRefusal::Expired);
    }
    if *approved != proposal.digest || digest != proposal.digest {
        return Err(ProposalRefusal::ContentChanged);
    }
    let gains = |account: &Account| {
        proposal.account == Some(account.id) || proposal.staff.as_ref().is_some_and(|staff| *staff == account.staff && !staff.is_empty())
    };
    if gains(proposer) || gains(by) {
        return Err(ProposalRefusal::Beneficiary);
    }
    Ok(ProposalEvent::Approved { by: by.id, digest: approved.clone() })
}

#[cfg(test)]
mod tests;
