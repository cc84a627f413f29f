//! Requests about repairs of records and about whereabouts.

use app::{repairs::Letter, whereabouts::Said};
use domain::{Refusal, refusal::FieldProblem, repair::RepairOutcome, whereabouts::Stay};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::choice;

/// A letter for a repair.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RepairLetterRequest {
    /// Its number.
    pub number: String,
    /// Its day, ISO.
    pub on: String,
    /// The day by which an answer is expected, ISO.
    pub reply_due: String,
}

impl RepairLetterRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<Letter, Refusal> {
        Ok(Letter { number: self.number.clone(), on: date("on", &self.on)?, reply_due: date("reply_due", &self.reply_due)? })
    }
}

/// The answer to a letter.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RepairReplyRequest {
    /// Its day, ISO.
    pub on: String,
    /// What it says; no numbers or names of other people.
    pub note: String,
}

impl RepairReplyRequest {
    /// The day.
    pub fn read(&self) -> Result<Date, Refusal> {
        date("on", &self.on)
    }
}

/// A day on which the person is to be recorded again.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RerecordingRequest {
    /// The day, ISO; today or later.
    pub on: String,
}

impl RerecordingRequest {
    /// The day.
    pub fn read(&self) -> Result<Date, Refusal> {
        date("on", &self.on)
    }
}

/// The end of a repair.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RepairCloseRequest {
    /// How it ended: `solved`, `gone` or `mistaken`.
    pub outcome: String,
}

impl RepairCloseRequest {
    /// How it ended.
    pub fn read(&self) -> Result<RepairOutcome, Refusal> {
        choice("outcome", &self.outcome, RepairOutcome::from_code)
    }
}

/// Where somebody is.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct WhereaboutsRequest {
    /// `here`, `abroad`, `elsewhere`, `at_school`, `moved`, `died` or `unknown`.
    pub stay: String,
    /// Who says so.
    pub source: String,
    /// The day on which it was so, ISO; today when empty.
    pub on: String,
}

impl WhereaboutsRequest {
    /// What `app` takes.
    pub fn read(&self, today: Date) -> Result<Said, Refusal> {
        let stay = choice("stay", &self.stay, Stay::from_code)?;
        let on = if self.on.trim().is_empty() { today } else { date("on", &self.on)? };
        Ok(Said { stay, source: self.source.clone(), on })
    }
}

/// A day in its ten characters; the parser would also take years of six digits and a time of day.
pub(super) fn date(field: &'static str, text: &str) -> Result<Date, Refusal> {
    let text = text.trim();
    let problem = if text.is_empty() { FieldProblem::Missing } else { FieldProblem::ImpossibleDate };
    let read = Some(text).filter(|text| text.len() == 10).and_then(|text| text.parse().ok());
    read.ok_or_else(|| Refusal::field(field, problem))
}
