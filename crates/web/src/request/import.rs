//! Requests of the import centre.

use std::collections::BTreeSet;

use app::{import::SetUp, questions::Merge};
use domain::{Refusal, id::PersonId, intake::Column, question::QuestionId, refusal::FieldProblem};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{choice, number};

/// What the columns of a file mean.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ColumnsRequest {
    /// For each column in the file's order the code of its meaning, `birth_date`; empty for one that is ignored.
    pub columns: Vec<String>,
    /// The day as of which the file speaks, ISO; as it is when empty.
    pub as_of: String,
}

impl ColumnsRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<SetUp, Refusal> {
        let one = |code: &String| if code.trim().is_empty() { Ok(None) } else { choice("columns", code, Column::from_code).map(Some) };
        let columns = self.columns.iter().map(one).collect::<Result<_, Refusal>>()?;
        let as_of = match self.as_of.trim() {
            "" => None,
            // The parser would also take years of six digits and a time of day.
            text => Some(text)
                .filter(|text| text.len() == 10)
                .and_then(|text| text.parse().ok())
                .ok_or_else(|| Refusal::field("as_of", FieldProblem::ImpossibleDate))
                .map(Some)?,
        };
        Ok(SetUp { columns, as_of })
    }
}

/// A list of statuses as it was copied from a spreadsheet.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PasteRequest {
    pub text: String,
}

/// Leaving a question as it is.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct LeaveRequest {
    /// Why.
    pub note: String,
}

/// Taking one of a question's rows.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct TakeRequest {
    /// Which of the question's rows, from 0.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub row: String,
    /// Whose line it becomes, when the row has no NIK: the person's number.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = Option<i64>)]
    pub person: String,
    /// The number as it was typed, or the address of the person's page; counts when `person` is empty.
    #[schema(ignore)]
    pub number: String,
}

impl TakeRequest {
    /// What was said of the person.
    pub fn said(&self) -> &str {
        if self.person.trim().is_empty() { self.number.trim() } else { self.person.trim() }
    }

    /// What `app` takes: the row, and the person when one was named.
    pub fn read(&self) -> Result<(usize, Option<PersonId>), Refusal> {
        let problem = if self.row.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotAChoice };
        let row = self.row.trim().parse().map_err(|_| Refusal::field("row", problem))?;
        let said = self.said().rsplit('/').next().unwrap_or_default();
        let person = match said {
            "" => None,
            text => Some(PersonId(text.parse().map_err(|_| Refusal::field("person", FieldProblem::NotANumber))?)),
        };
        Ok((row, person))
    }
}

/// Making one person of several.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct MergeRequest {
    /// The number of the person who stays.
    #[serde(deserialize_with = "number")]
    #[schema(value_type = i64, default = 0)]
    pub keep: String,
    /// What is taken from the other's line: codes of columns, `address`.
    pub take: Vec<String>,
}

impl MergeRequest {
    /// What `app` takes.
    pub fn read(&self, question: QuestionId) -> Result<Merge, Refusal> {
        let problem = if self.keep.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotAChoice };
        let keep = self.keep.trim().parse().map(PersonId).map_err(|_| Refusal::field("keep", problem))?;
        let take: BTreeSet<Column> = self.take.iter().map(|code| choice("take", code, Column::from_code)).collect::<Result<_, _>>()?;
        Ok(Merge { question, keep, take })
    }
}
