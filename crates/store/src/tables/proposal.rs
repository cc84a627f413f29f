//! Proposals of acts that need a second person.

use domain::{
    id::{AccountId, PersonId, ProposalId},
    proposal::{Proposal, ProposalState},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Proposal {
    const TABLE: &'static str = "proposal";
    const COLUMNS: &'static [&'static str] = &[
        "proposal",
        "order_name",
        "content",
        "digest",
        "proposer",
        "proposed_at",
        "person",
        "account",
        "staff",
        "state",
        "decided_by",
        "decided_at",
        "reason",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT proposal, order_name, content, digest, proposer, proposed_at, person, account, staff, state,
         decided_by, decided_at, reason FROM proposal WHERE office = ?1 ORDER BY proposal";

    fn values(&self) -> Vec<Value> {
        let Self { id, order, content, digest, proposer, proposed_at, person, account, staff, state, decided_by, decided_at, reason } =
            self.clone();
        values![id, order, content, digest, proposer, proposed_at, person, account, staff, state, decided_by, decided_at, reason].to_vec()
    }
}

impl FromRow for Proposal {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(ProposalId::parse)?,
            order: row.text()?,
            content: row.text()?,
            digest: row.text()?,
            proposer: row.parse(AccountId::parse)?,
            proposed_at: row.timestamp()?,
            person: row.integer_or_null()?.map(PersonId),
            account: row.parse_or_null(AccountId::parse)?,
            staff: row.text_or_null()?,
            state: row.parse(ProposalState::from_code)?,
            decided_by: row.parse_or_null(AccountId::parse)?,
            decided_at: row.timestamp_or_null()?,
            reason: row.text_or_null()?,
        })
    }
}

/// Inserts a proposal or what became of it; its content never changes.
pub fn save(write: &mut Write<'_>, proposal: &Proposal) -> Result<(), StoreFault> {
    let mut row = values![write.office()].to_vec();
    row.extend(proposal.values());
    write.execute(
        "INSERT INTO proposal (office, proposal, order_name, content, digest, proposer, proposed_at, person, account, staff, state,
             decided_by, decided_at, reason) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (office, proposal) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
             decided_at = excluded.decided_at, reason = excluded.reason",
        &row,
    )?;
    Ok(())
}

/// A proposal.
pub fn find(tx: &mut Tx<'_>, proposal: ProposalId) -> Result<Option<Proposal>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT proposal, order_name, content, digest, proposer, proposed_at, person, account, staff, state, decided_by, decided_at,
         reason FROM proposal WHERE office = ?1 AND proposal = ?2";
    tx.find(sql, values![office, proposal])
}

/// The latest proposals of one account, or of everybody; those that are open first.
pub fn latest(tx: &mut Tx<'_>, proposer: Option<AccountId>, limit: i64) -> Result<Vec<Proposal>, StoreFault> {
    let office = tx.office();
    let proposer = proposer.map(|account| account.to_string()).unwrap_or_default();
    let sql = "SELECT proposal, order_name, content, digest, proposer, proposed_at, person, account, staff, state, decided_by, decided_at,
         reason FROM proposal WHERE office = ?1 AND (?2 = '' OR proposer = ?2)
         ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, proposed_at DESC, proposal LIMIT ?3";
    tx.query(sql, values![office, proposer, limit])
}
