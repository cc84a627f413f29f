//! Requests of the print room, the shortage and the temporary letters.

use app::{
    print::{AgentReport, PrinterNote, PrinterWords},
    stock::{LoanWish, OutlookNote, RequestNote},
};
use domain::{
    Refusal,
    case::{CaseRefusal, Receipt, ToldBy},
    print::{PrintRoute, PrinterWord},
    refusal::FieldProblem,
    request::Policy,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{centre::date, choice, number, pieces, quantity, scanned};

/// Having today's plan released; it is drawn up anew.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ReleaseRequest {
    /// Why it leaves the order of the law, when it does.
    pub reason: String,
    /// In an office that prints on arrival: the receipts of who is here, with spaces between them.
    pub here: String,
}

/// The receipts of who is here, each once.
pub(crate) fn here(text: &str) -> Result<Vec<Receipt>, CaseRefusal> {
    let mut here = Vec::new();
    for word in text.split_whitespace() {
        let receipt = Receipt::parse(word).ok_or(CaseRefusal::NoSuchCase)?;
        if !here.contains(&receipt) {
            here.push(receipt);
        }
    }
    Ok(here)
}

/// What the print room is asked for: in an office that prints on arrival, who has come.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoomQuery {
    /// What was done.
    pub kabar: String,
    /// Who has just come: a receipt.
    #[serde(deserialize_with = "scanned")]
    pub hadir: String,
    /// Who came before: receipts with spaces between them.
    pub sebelum: String,
}

/// A print in doubt.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DoubtRequest {
    /// What is known.
    pub detail: String,
    /// The receipt, for the page to come back to.
    #[schema(ignore)]
    pub receipt: String,
}

/// Setting a printer up.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct PrinterRequest {
    /// Its code, `CETAK-1`.
    pub printer: String,
    /// `ministry` or `local`.
    pub route: String,
    /// The most cards that it may print on a day.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub heat_cards_a_day: String,
    /// What a card takes, seconds.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub seconds_a_card: String,
}

impl PrinterRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<PrinterNote, Refusal> {
        if self.printer.trim().is_empty() {
            return Err(Refusal::field("printer", FieldProblem::Missing));
        }
        Ok(PrinterNote {
            printer: self.printer.clone(),
            route: choice("route", &self.route, PrintRoute::from_code)?,
            heat_cards_a_day: pieces("heat_cards_a_day", &self.heat_cards_a_day)?,
            seconds_a_card: pieces("seconds_a_card", &self.seconds_a_card)?,
        })
    }
}

/// That an applicant was told.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ToldRequest {
    /// `counter`, `phone`, `village` or `message`.
    pub by: String,
}

impl ToldRequest {
    /// How.
    pub fn read(&self) -> Result<ToldBy, Refusal> {
        choice("by", &self.by, ToldBy::from_code)
    }
}

/// How blanks are shared out, and until when they must last.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct OutlookRequest {
    /// `law_order`, `reserve_mean` or `emsr_b`.
    pub policy: String,
    /// The day on which more are sure to be there, ISO; empty when nothing is known.
    pub next_delivery: String,
    /// Whence that is known.
    pub source: String,
}

impl OutlookRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<OutlookNote, Refusal> {
        let next_delivery = if self.next_delivery.trim().is_empty() { None } else { Some(date("next_delivery", &self.next_delivery)?) };
        Ok(OutlookNote { policy: choice("policy", &self.policy, Policy::from_code)?, next_delivery, source: self.source.clone() })
    }
}

/// A request for blanks, as the letter has it.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BlankRequestRequest {
    /// The letter's number.
    pub number: String,
    /// Its day, ISO.
    pub on: String,
    /// Pieces asked for.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub quantity: String,
}

impl BlankRequestRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<RequestNote, Refusal> {
        Ok(RequestNote { number: self.number.clone(), on: date("on", &self.on)?, asked: pieces("quantity", &self.quantity)? })
    }
}

/// What another office is asked to lend.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct LoanLetterRequest {
    /// The other office.
    pub lender: String,
    /// Pieces.
    pub quantity: String,
    /// The day by which they are given back, ISO.
    pub return_by: String,
}

impl LoanLetterRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<LoanWish, Refusal> {
        Ok(LoanWish { lender: self.lender.clone(), asked: quantity(&self.quantity)?, return_by: date("return_by", &self.return_by)? })
    }
}

/// Which printer an agent asks for.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AgentAsks {
    pub printer: String,
}

/// What an agent reports of a job.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AgentSays {
    pub state: String,
    pub ipp_job: Option<i64>,
    pub detail: String,
}

impl AgentSays {
    /// What `app` takes.
    pub fn read(&self) -> Result<AgentReport, Refusal> {
        match (self.state.as_str(), self.ipp_job) {
            ("printing", Some(number)) => Ok(AgentReport::Printing(number)),
            ("printing", None) => Err(Refusal::field("ipp_job", FieldProblem::Missing)),
            ("uncertain", _) => Ok(AgentReport::Uncertain),
            (word, _) => choice("state", word, PrinterWord::from_code).map(AgentReport::Heard),
        }
    }
}

/// What an agent's printer says of itself.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AgentShows {
    pub printer: String,
    pub state: String,
    pub reasons: Vec<String>,
}

impl AgentShows {
    /// What `app` takes.
    pub fn read(&self) -> PrinterWords {
        PrinterWords { printer: self.printer.clone(), state: self.state.clone(), reasons: self.reasons.clone() }
    }
}
