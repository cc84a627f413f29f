//! Cases. The table is called `case_file` because CASE is a word of SQL.

use domain::{
    case::{Case, CaseState, Damage, DeferReason, Deferral, Purpose, Receipt, ToldBy},
    id::{CardId, CaseId, PersonId, PlaceId},
};

use super::Folded;
use crate::{
    FromRow, Row, StoreFault, Tx, Value, Write,
    journal::{codes, load_documents, load_requirements},
    value::values,
};

impl Folded for Case {
    const TABLE: &'static str = "case_file";
    const COLUMNS: &'static [&'static str] = &[
        "case_id",
        "person",
        "receipt",
        "purpose",
        "damage",
        "class",
        "site",
        "state",
        "since",
        "opened_at",
        "requirements",
        "documents",
        "print_from",
        "spoiled",
        "card",
        "shelf",
        "cancel_reason",
        "deferred_reason",
        "deferred_rule",
        "deferred_until",
        "deferred_told_at",
        "deferred_told_by",
    ];
    const KEYS: usize = 1;
    const SELECT_ALL: &'static str = "SELECT case_id, person, receipt, purpose, damage, class, site, state, since, opened_at,
            requirements, documents, print_from, spoiled, card, shelf, cancel_reason, deferred_reason, deferred_rule, deferred_until,
            deferred_told_at, deferred_told_by FROM case_file WHERE office = ?1 ORDER BY case_id";

    fn values(&self) -> Vec<Value> {
        let requirements: Vec<Vec<String>> = self.requirements.iter().map(|requirement| codes(&requirement.any_of)).collect();
        let deferral = self.deferral.as_ref();
        let told = deferral.and_then(|deferral| deferral.told);
        values![
            self.id,
            self.person,
            self.receipt.as_str(),
            self.purpose,
            self.damage,
            self.class,
            self.site,
            self.state,
            self.since,
            self.opened_at,
            json(&requirements),
            json(&codes(&self.documents)),
            self.print_from,
            self.spoiled,
            self.card,
            self.shelf,
            self.cancel_reason.as_ref(),
            deferral.map(|deferral| deferral.reason),
            deferral.map(|deferral| &deferral.rule),
            deferral.map(|deferral| deferral.until),
            told.map(|(at, _)| at),
            told.map(|(_, by)| by),
        ]
        .to_vec()
    }
}

/// Lists of codes always have a JSON form.
fn json(codes: &impl serde::Serialize) -> String {
    serde_json::to_string(codes).unwrap_or_default()
}

impl FromRow for Case {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let corrupt = |_| StoreFault::Corrupt("a case's documents".to_owned());
        Ok(Self {
            id: row.parse(CaseId::parse)?,
            person: PersonId(row.integer()?),
            receipt: row.parse(Receipt::parse)?,
            purpose: row.parse(Purpose::from_code)?,
            damage: row.parse_or_null(Damage::from_code)?,
            class: row.integer()?,
            site: row.parse(PlaceId::parse)?,
            state: row.parse(CaseState::from_code)?,
            since: row.timestamp()?,
            opened_at: row.timestamp()?,
            requirements: load_requirements(serde_json::from_str(&row.text()?).map_err(corrupt)?)?,
            documents: load_documents(&serde_json::from_str::<Vec<String>>(&row.text()?).map_err(corrupt)?)?,
            print_from: row.date_or_null()?,
            spoiled: row.integer()?,
            card: row.parse_or_null(CardId::parse)?,
            shelf: row.parse_or_null(PlaceId::parse)?,
            cancel_reason: row.text_or_null()?,
            deferral: deferral(row)?,
        })
    }
}

fn deferral(row: &mut Row) -> Result<Option<Deferral>, StoreFault> {
    let (reason, rule, until) = (row.parse_or_null(DeferReason::from_code)?, row.text_or_null()?, row.date_or_null()?);
    let told = row.timestamp_or_null()?.zip(row.parse_or_null(ToldBy::from_code)?);
    let whole = reason.zip(rule).zip(until);
    Ok(whole.map(|((reason, rule), until)| Deferral { reason, rule, until, told }))
}

/// Inserts or changes a case.
pub fn save(write: &mut Write<'_>, case: &Case) -> Result<(), StoreFault> {
    let params = [vec![Value::from(write.office())], case.values()].concat();
    write.execute(
        "INSERT INTO case_file (office, case_id, person, receipt, purpose, damage, class, site, state, since, opened_at, requirements,
             documents, print_from, spoiled, card, shelf, cancel_reason, deferred_reason, deferred_rule, deferred_until,
             deferred_told_at, deferred_told_by)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)
         ON CONFLICT (office, case_id) DO UPDATE SET state = excluded.state, since = excluded.since, documents = excluded.documents,
             print_from = excluded.print_from, spoiled = excluded.spoiled, card = excluded.card, shelf = excluded.shelf,
             cancel_reason = excluded.cancel_reason, deferred_reason = excluded.deferred_reason, deferred_rule = excluded.deferred_rule,
             deferred_until = excluded.deferred_until, deferred_told_at = excluded.deferred_told_at,
             deferred_told_by = excluded.deferred_told_by",
        &params,
    )?;
    Ok(())
}

/// A case by identifier.
pub fn find(tx: &mut Tx<'_>, case: CaseId) -> Result<Option<Case>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT case_id, person, receipt, purpose, damage, class, site, state, since, opened_at, requirements, documents,
            print_from, spoiled, card, shelf, cancel_reason, deferred_reason, deferred_rule, deferred_until, deferred_told_at,
            deferred_told_by FROM case_file WHERE office = ?1 AND case_id = ?2";
    tx.find(sql, values![office, case])
}

/// A case by the number on its receipt.
pub fn find_by_receipt(tx: &mut Tx<'_>, receipt: &Receipt) -> Result<Option<Case>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT case_id, person, receipt, purpose, damage, class, site, state, since, opened_at, requirements, documents,
            print_from, spoiled, card, shelf, cancel_reason, deferred_reason, deferred_rule, deferred_until, deferred_told_at,
            deferred_told_by FROM case_file WHERE office = ?1 AND receipt = ?2";
    tx.find(sql, values![office, receipt.as_str()])
}

/// All cases of a person, the latest first.
pub fn of_person(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<Case>, StoreFault> {
    let office = tx.office();
    let sql = "SELECT case_id, person, receipt, purpose, damage, class, site, state, since, opened_at, requirements, documents,
            print_from, spoiled, card, shelf, cancel_reason, deferred_reason, deferred_rule, deferred_until, deferred_told_at,
            deferred_told_by FROM case_file WHERE office = ?1 AND person = ?2
         ORDER BY opened_at DESC, case_id DESC";
    tx.query(sql, values![office, person])
}
