//! Repairs of records at the centre.

use domain::{
    central::CentralCode,
    id::{PersonId, RepairId},
    repair::{Repair, RepairLetter, RepairOutcome, RepairReply, RepairStage},
};

use super::Folded;
use crate::{FromRow, Row, StoreFault, Tx, Value, Write, value::values};

impl Folded for Repair {
    const TABLE: &'static str = "repair";
    const COLUMNS: &'static [&'static str] = &[
        "repair",
        "person",
        "code",
        "stage",
        "since",
        "opened_at",
        "letter_number",
        "letter_on",
        "reply_due",
        "reply_on",
        "reply_note",
        "rerecord_on",
        "outcome",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT repair, person, code, stage, since, opened_at, letter_number, letter_on, reply_due, reply_on,
         reply_note, rerecord_on, outcome FROM repair WHERE office = ?1 ORDER BY repair";

    fn values(&self) -> Vec<Value> {
        let (letter, reply) = (self.letter.as_ref(), self.reply.as_ref());
        values![
            self.id,
            self.person,
            self.code,
            self.stage,
            self.since,
            self.opened_at,
            letter.map(|letter| &letter.number),
            letter.map(|letter| letter.sent_on),
            letter.map(|letter| letter.reply_due),
            reply.map(|reply| reply.on),
            reply.map(|reply| &reply.note),
            self.rerecord_on,
            self.outcome,
        ]
        .to_vec()
    }
}

impl FromRow for Repair {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (id, person) = (row.parse(RepairId::parse)?, PersonId(row.integer()?));
        let (code, stage) = (row.parse(CentralCode::from_code)?, row.parse(RepairStage::from_code)?);
        let (since, opened_at) = (row.timestamp()?, row.timestamp()?);
        let letter = row.text_or_null()?.zip(row.date_or_null()?).zip(row.date_or_null()?);
        let letter = letter.map(|((number, sent_on), reply_due)| RepairLetter { number, sent_on, reply_due });
        let reply = row.date_or_null()?.zip(row.text_or_null()?).map(|(on, note)| RepairReply { on, note });
        let (rerecord_on, outcome) = (row.date_or_null()?, row.parse_or_null(RepairOutcome::from_code)?);
        Ok(Self { id, person, code, stage, since, opened_at, letter, reply, rerecord_on, outcome })
    }
}

/// Inserts or changes a repair.
pub fn save(write: &mut Write<'_>, repair: &Repair) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], repair.values()].concat();
    write.execute(
        "INSERT INTO repair (office, repair, person, code, stage, since, opened_at, letter_number, letter_on, reply_due, reply_on,
             reply_note, rerecord_on, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
         ON CONFLICT (office, repair) DO UPDATE SET stage = excluded.stage, since = excluded.since,
             letter_number = excluded.letter_number, letter_on = excluded.letter_on, reply_due = excluded.reply_due,
             reply_on = excluded.reply_on, reply_note = excluded.reply_note, rerecord_on = excluded.rerecord_on,
             outcome = excluded.outcome",
        &params,
    )?;
    Ok(())
}

/// The running repair of a person.
pub fn find_running(tx: &mut Tx<'_>, person: PersonId) -> Result<Option<Repair>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT repair, person, code, stage, since, opened_at, letter_number, letter_on, reply_due, reply_on, reply_note,
         rerecord_on, outcome FROM repair WHERE office = ?1 AND person = ?2 AND stage <> 'closed'";
    tx.find(sql, values![office, person])
}

/// All repairs of a person, the latest first.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Repair>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT repair, person, code, stage, since, opened_at, letter_number, letter_on, reply_due, reply_on, reply_note,
         rerecord_on, outcome FROM repair WHERE office = ?1 AND person = ?2 ORDER BY opened_at DESC, repair DESC";
    tx.query(sql, values![office, person])
}
