//! The requests that a page's form and its API call share, and how they become what `app` takes.
//!
//! Every field may be missing or wrong; nothing is trusted. Numbers may come as text (a form) or as numbers (JSON).

mod centre;
mod handover;
mod import;
mod oversight;
mod room;
mod stock;
mod telling;

use std::collections::BTreeSet;

use app::{cases::NewCase, print::PrintResult, register::PersonInput, stock::Delivery};
use domain::{
    Refusal,
    blank::{Item, LotSource},
    case::{Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::{PersonId, RequestId},
    person::Phone,
    refusal::{FieldProblem, FieldRefusal},
    rule::Document,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, de::IgnoredAny};
use utoipa::ToSchema;

pub(crate) use centre::*;
pub(crate) use handover::*;
pub(crate) use import::*;
pub(crate) use oversight::*;
pub(crate) use room::*;
pub(crate) use stock::*;
pub(crate) use telling::*;

/// A search for people or a request.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
pub(crate) struct SearchRequest {
    /// A NIK, family card number, receipt, mobile number or name.
    #[serde(default, deserialize_with = "scanned")]
    pub q: String,
}

/// A person who is not in the register.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct PersonRequest {
    /// 16 digits.
    pub nik: String,
    /// 16 digits or empty.
    pub kk: String,
    /// Full name as on the card.
    pub name: String,
    /// Place of birth.
    pub birth_place: String,
    /// ISO date; a form sends the three parts instead.
    pub birth_date: String,
    /// Day of birth, from a form.
    #[schema(ignore)]
    pub birth_day: String,
    /// Month of birth, from a form.
    #[schema(ignore)]
    pub birth_month: String,
    /// Year of birth, from a form.
    #[schema(ignore)]
    pub birth_year: String,
    /// `male` or `female`.
    pub sex: String,
    /// `single`, `married`, `divorced` or `widowed`.
    pub marital: String,
    /// Village code, `52.08.01.2001`.
    pub village: String,
    /// Street or hamlet.
    pub address: String,
    /// RT, up to three digits or empty.
    pub rt: String,
    /// RW, up to three digits or empty.
    pub rw: String,
    /// Mobile number or empty.
    pub phone: String,
}

impl PersonRequest {
    /// What `app` takes; the three parts of a form's date become an ISO date (or something that is none).
    pub fn input(&self) -> PersonInput {
        let birth_date = if self.birth_date.is_empty() { self.parts() } else { self.birth_date.clone() };
        let copy = self.clone();
        PersonInput {
            nik: copy.nik,
            kk: copy.kk,
            name: copy.name,
            birth_place: copy.birth_place,
            birth_date,
            sex: copy.sex,
            marital: copy.marital,
            village: copy.village,
            address: copy.address,
            rt: copy.rt,
            rw: copy.rw,
            phone: copy.phone,
        }
    }

    fn parts(&self) -> String {
        let (day, month, year) = (self.birth_day.trim(), self.birth_month.trim(), self.birth_year.trim());
        if day.is_empty() && month.is_empty() && year.is_empty() { String::new() } else { format!("{year:0>4}-{month:0>2}-{day:0>2}") }
    }
}

/// A new case.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct OpenCaseRequest {
    /// Why a card is needed: `first`, `lost`, `damaged`, `changed`, `moved_in`, `area_renamed`, `suket_to_card`.
    pub purpose: String,
    /// Only for a damaged card: `yes` when it can still be used, `no` when not.
    pub usable: String,
    /// What was handed in, codes of documents.
    pub documents: Vec<String>,
    /// The number for notices, when it is another one.
    pub phone: String,
}

impl OpenCaseRequest {
    /// What `app` takes.
    pub fn read(&self, person: PersonId) -> Result<NewCase, Refusal> {
        let purpose = choice("purpose", &self.purpose, Purpose::from_code)?;
        let damage = match (purpose, self.usable.as_str()) {
            (Purpose::Damaged, "yes") => Some(Damage::Usable),
            (Purpose::Damaged, "no") => Some(Damage::Unusable),
            (Purpose::Damaged, _) => return Err(Refusal::field("usable", FieldProblem::Missing)),
            _ => None,
        };
        let phone = match self.phone.trim() {
            "" => None,
            text => Some(Phone::parse(text).map_err(|problem| Refusal::field("phone", FieldProblem::Phone(problem)))?),
        };
        Ok(NewCase { person, purpose, damage, documents: documents(&self.documents)?, phone })
    }
}

/// Documents that were missing.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DocumentsRequest {
    /// Codes of documents.
    pub documents: Vec<String>,
}

impl DocumentsRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<BTreeSet<Document>, Refusal> {
        documents(&self.documents)
    }
}

/// A central status.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CentralRequest {
    /// The code, `PRINT_READY_RECORD`.
    pub code: String,
    /// The day on which it was seen, ISO; today when empty.
    pub observed_on: String,
}

impl CentralRequest {
    /// What `app` takes.
    pub fn read(&self, today: Date) -> Result<(CentralCode, Date), Refusal> {
        let code = choice("code", &self.code, CentralCode::from_code)?;
        let day = match self.observed_on.trim() {
            "" => today,
            // The parser would also take years of six digits and a time of day.
            text => Some(text)
                .filter(|text| text.len() == 10)
                .and_then(|text| text.parse().ok())
                .ok_or_else(|| Refusal::field("observed_on", FieldProblem::ImpossibleDate))?,
        };
        Ok((code, day))
    }
}

/// The result of a print.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct PrintRequest {
    /// The printer's code, `CETAK-1`; the job's own when empty.
    pub printer: String,
    /// `good`, `spoiled`, or a cause at once.
    pub result: String,
    /// Why it was spoiled: `failed_encode`, `failed_print`, `no_chip`, `defect`.
    pub cause: String,
    /// The chip as it was read, or empty.
    pub serial: String,
}

impl PrintRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<PrintResult, Refusal> {
        match self.result.as_str() {
            "good" => Ok(PrintResult::Good),
            "spoiled" => Ok(PrintResult::Spoiled(choice("cause", &self.cause, SpoilCause::from_code)?)),
            "" => Err(Refusal::field("result", FieldProblem::Missing)),
            // The big buttons say the cause at once.
            cause => Ok(PrintResult::Spoiled(choice("result", cause, SpoilCause::from_code)?)),
        }
    }
}

/// A shelf for a case's card.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ShelveRequest {
    /// The shelf's scanned code, `RAK-01`.
    pub shelf: String,
}

/// Two scans: a receipt and a shelf.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ShelfScanRequest {
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
    pub shelf: String,
}

/// One scan: a receipt.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ReceiptRequest {
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
}

/// A handover.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct HandOverRequest {
    /// The officer compared the person with the record: `true` or `"yes"`.
    #[serde(deserialize_with = "flag")]
    pub identity_checked: bool,
    /// What came back: `surrendered`, `police_letter`, `suket` or `none`.
    pub old_card: String,
}

impl HandOverRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<HandOver, Refusal> {
        let identity = if self.identity_checked { Identity::Checked } else { Identity::Unchecked };
        Ok(HandOver { identity, old_card: choice("old_card", &self.old_card, OldCard::from_code)? })
    }
}

/// The end of a case without a card.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CancelRequest {
    /// Why.
    pub reason: String,
}

/// A delivery of blanks.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ReceiveRequest {
    /// The number on its papers.
    pub lot: String,
    /// Pieces.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub quantity: String,
    /// `centre`, `province`, `loan` or `grant`.
    pub source: String,
    /// The letter, kept with the number when given.
    pub letter: String,
    /// The store's code; `GUDANG` when empty.
    pub to: String,
    /// What was delivered: `blank`, `ribbon`, `film`, `cleaning_kit`; blanks when empty.
    pub item: String,
    /// Pieces counted; empty when nobody counted yet.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub counted: String,
    /// The request that it answers, its identifier, or empty.
    pub request: String,
    /// The chips, one a line, or empty.
    pub serials: String,
}

impl ReceiveRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<Delivery, Refusal> {
        let letter = self.letter.trim();
        let label = if letter.is_empty() { self.lot.trim().to_owned() } else { format!("{} / {letter}", self.lot.trim()) };
        if self.lot.trim().is_empty() {
            return Err(Refusal::field("lot", FieldProblem::Missing));
        }
        let store = if self.to.trim().is_empty() { "GUDANG".to_owned() } else { self.to.clone() };
        let source = choice("source", &self.source, LotSource::from_code)?;
        let counted = if self.counted.trim().is_empty() { None } else { Some(pieces("counted", &self.counted)?) };
        let request = match self.request.trim() {
            "" => None,
            id => Some(choice("request", id, RequestId::parse)?),
        };
        let (item, quantity, serials) = (item(&self.item)?, quantity(&self.quantity)?, self.serials.clone());
        Ok(Delivery { label, source, store, item, quantity, counted, request, serials })
    }
}

/// A movement of new blanks.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct MoveRequest {
    /// From which place, its code.
    pub from: String,
    /// To which.
    pub to: String,
    /// Pieces.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub quantity: String,
    /// What moves; blanks when empty.
    pub item: String,
    /// The chips, one a line, or empty.
    pub serials: String,
}

impl MoveRequest {
    /// What moves.
    pub fn read(&self) -> Result<(Item, i64), Refusal> {
        Ok((item(&self.item)?, quantity(&self.quantity)?))
    }
}

/// Spoiled blanks that no print attempt spoiled.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct SpoilRequest {
    /// At which place, its code.
    pub from: String,
    /// Pieces.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub quantity: String,
    /// Why: `failed_encode`, `failed_print`, `no_chip`, `defect`.
    pub cause: String,
    /// The chips, one a line, or empty.
    pub serials: String,
}

impl SpoilRequest {
    /// What `app` takes beside the place.
    pub fn read(&self) -> Result<(i64, SpoilCause), Refusal> {
        Ok((quantity(&self.quantity)?, choice("cause", &self.cause, SpoilCause::from_code)?))
    }
}

/// A number of pieces as it was typed.
pub(crate) fn quantity(text: &str) -> Result<i64, Refusal> {
    pieces("quantity", text)
}

/// What the stock counts, by its code; blanks when nothing is said.
fn item(text: &str) -> Result<Item, Refusal> {
    if text.trim().is_empty() { Ok(Item::Blank) } else { choice("item", text, Item::from_code) }
}

/// The same for a field of this name.
fn pieces(field: &'static str, text: &str) -> Result<i64, Refusal> {
    let problem = if text.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotANumber };
    // "1.500" is fifteen hundred in Indonesian; "1.5" is nothing that can be counted.
    let mut groups = text.trim().split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || ((1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3));
    let number = format!("{first}{}", rest.concat()).parse().ok().filter(|_| grouped);
    number.ok_or_else(|| Refusal::field(field, problem))
}

fn choice<T>(field: &'static str, text: &str, from_code: impl FnOnce(&str) -> Option<T>) -> Result<T, Refusal> {
    let problem = if text.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotAChoice };
    from_code(text.trim()).ok_or(Refusal::Input(vec![FieldRefusal { field, problem }]))
}

fn documents(codes: &[String]) -> Result<BTreeSet<Document>, Refusal> {
    codes.iter().map(|code| choice("documents", code, Document::from_code)).collect()
}

/// `true`, `"true"`, `"yes"`, `"on"` and `"1"` are yes.
fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Flag {
        Bool(bool),
        Text(String),
        Other(IgnoredAny),
    }
    Ok(match Flag::deserialize(deserializer)? {
        Flag::Bool(value) => value,
        Flag::Text(text) => matches!(text.as_str(), "true" | "yes" | "on" | "1"),
        Flag::Other(_) => false,
    })
}

/// A number as its text, from JSON or a form; what is neither becomes a text that is no number.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Number {
        Integer(i64),
        Text(String),
        Other(IgnoredAny),
    }
    Ok(match Number::deserialize(deserializer)? {
        Number::Integer(value) => value.to_string(),
        Number::Text(text) => text,
        Number::Other(_) => "?".to_owned(),
    })
}
