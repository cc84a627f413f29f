//! What is kept of an import beside its rows, as JSON of its own.

use domain::intake::{Column, DateOrder, Mapping};
use serde::{Deserialize, Serialize};

/// Titles, what the columns mean, and the order of dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The titles in their order.
    pub titles: Vec<String>,
    /// Codes of [`Column`], or nothing for a column that is ignored.
    pub columns: Vec<Option<String>>,
    /// Whether a column of dates proves month, day, year.
    pub month_first: bool,
    /// The first rows as they stand in the file, to map columns by.
    pub first_rows: Vec<Vec<String>>,
}

impl Head {
    /// What each column means.
    pub fn mapping(&self) -> Mapping {
        Mapping(self.columns.iter().map(|code| code.as_deref().and_then(Column::from_code)).collect())
    }

    /// Sets what each column means.
    pub fn map(&mut self, mapping: &Mapping) {
        self.columns = mapping.0.iter().map(|column| column.map(|column| column.code().to_owned())).collect();
    }

    /// The order of dates.
    pub fn date_order(&self) -> DateOrder {
        if self.month_first { DateOrder::MonthFirst } else { DateOrder::DayFirst }
    }
}

/// What became of the rows of a file, or would become.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// All rows.
    pub rows: i64,
    /// People who were not in the register.
    pub new: i64,
    /// People whose line or status changes.
    pub changed: i64,
    /// Rows that say nothing new; a row that stands twice in the file too.
    pub same: i64,
    /// Rows that are refused.
    pub refused: i64,
    /// Rows that are taken, though something is odd; they are among the new, the changed and the same.
    pub warned: i64,
    /// Rows that are kept apart because of a question of identity.
    pub held: i64,
    /// Statuses of the centre that were not known.
    pub statuses: i64,
    /// Changed: people who live in the register and would not any more (died, moved, gone).
    pub left: i64,
    /// Of these, people whom the file shows in another regency.
    pub moved_out: i64,
    /// Changed: birth dates.
    pub births: i64,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.refused += other.refused;
        self.warned += other.warned;
        self.held += other.held;
        self.statuses += other.statuses;
        self.left += other.left;
        self.moved_out += other.moved_out;
        self.births += other.births;
    }
}

/// What the comparison found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Preview {
    pub counts: Counts,
    /// People who live in the register.
    pub alive: i64,
    /// NIKs that stand in rows which say different things: none of these rows is taken.
    pub clashing: Vec<String>,
    /// NIKs that seem to be one person's, in groups.
    pub one_person: Vec<Vec<String>>,
}

/// The kinds of rows that are kept to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShownKind {
    /// Not taken; all of them are kept.
    Refused,
    /// Waits for an answer.
    Held,
    /// Taken, though something is odd.
    Warned,
    /// Somebody who was not in the register.
    New,
    /// Somebody whose line or status changes.
    Changed,
    /// Nothing new.
    Same,
}

impl ShownKind {
    /// Every kind, in the order in which they are looked at.
    pub const ALL: [Self; 6] = [Self::Refused, Self::Held, Self::Warned, Self::Changed, Self::New, Self::Same];

    /// The stable text code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Warned => "warned",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }

    /// The kind of a text code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}
