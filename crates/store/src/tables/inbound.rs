//! Messages from citizens.

use domain::{
    id::{AccountId, InboundId, PersonId},
    notice::{Inbound, InboundKind, InboundState},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Inbound {
    const TABLE: &'static str = "inbound";
    const COLUMNS: &'static [&'static str] =
        &["inbound", "person", "phone", "text", "kind", "received_at", "reference", "state", "reply", "closed_by"];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str =
        "SELECT inbound, person, phone, text, kind, received_at, reference, state, reply, closed_by FROM inbound
         WHERE office = ?1 ORDER BY inbound";

    fn values(&self) -> Vec<Value> {
        values![
            self.id,
            self.person,
            &self.phone,
            &self.text,
            self.kind,
            self.received_at,
            &self.reference,
            self.state,
            self.reply.as_ref(),
            self.closed_by
        ]
        .to_vec()
    }
}

impl FromRow for Inbound {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self {
            id: row.parse(InboundId::parse)?,
            person: row.integer_or_null()?.map(PersonId),
            phone: row.text()?,
            text: row.text()?,
            kind: row.parse(InboundKind::from_code)?,
            received_at: row.timestamp()?,
            reference: row.text()?,
            state: row.parse(InboundState::from_code)?,
            reply: row.text_or_null()?,
            closed_by: row.parse_or_null(AccountId::parse)?,
        })
    }
}

/// Inserts or changes a message.
pub fn save(write: &mut Write<'_>, inbound: &Inbound) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], inbound.values()].concat();
    write.execute(
        "INSERT INTO inbound (office, inbound, person, phone, text, kind, received_at, reference, state, reply, closed_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (office, inbound) DO UPDATE SET state = excluded.state, reply = excluded.reply, closed_by = excluded.closed_by",
        &params,
    )?;
    Ok(())
}

/// A message by identifier.
pub fn find(tx: &mut Tx<'_>, inbound: InboundId) -> Result<Option<Inbound>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT inbound, person, phone, text, kind, received_at, reference, state, reply, closed_by FROM inbound
         WHERE office = ?1 AND inbound = ?2";
    tx.find(sql, values![office, inbound])
}

/// Whether a gateway's message is here already.
pub fn is_known(tx: &mut Tx<'_>, reference: &str) -> Result<bool, StoreFault> {
    let office = tx.office();
    Ok(tx.get::<i64>("SELECT COUNT(*) FROM inbound WHERE office = ?1 AND reference = ?2", values![office, reference])? > 0)
}

/// The messages in a state, the oldest first.
pub fn in_state(tx: &mut Tx<'_>, state: InboundState, limit: i64) -> Result<Vec<Inbound>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT inbound, person, phone, text, kind, received_at, reference, state, reply, closed_by FROM inbound
         WHERE office = ?1 AND state = ?2 ORDER BY received_at, inbound LIMIT ?3";
    tx.query(sql, values![office, state, limit])
}
