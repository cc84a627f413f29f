//! The values that cross the boundary to a database, and rows read back in order.

use jiff::{Timestamp, civil::Date};

use crate::StoreFault;

/// A value of a column: the five kinds that both engines share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// NULL.
    Null,
    /// BIGINT; also microseconds UTC.
    Integer(i64),
    /// TEXT; also ISO dates and identifiers.
    Text(String),
    /// BOOLEAN, 0 or 1 on SQLite.
    Bool(bool),
    /// BLOB or BYTEA.
    Bytes(Vec<u8>),
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(value)
    }
}

impl From<&[u8]> for Value {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(value.to_vec())
    }
}

impl From<Timestamp> for Value {
    fn from(value: Timestamp) -> Self {
        Self::Integer(value.as_microsecond())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Text(value.to_string())
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Identifiers and codes are written as their text.
macro_rules! text_value {
    ($($kind:ty),+ $(,)?) => {$(
        impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::Text(value.to_string())
            }
        }
    )+};
}

text_value!(
    domain::id::AccountId,
    domain::id::CaseId,
    domain::id::CardId,
    domain::id::LotId,
    domain::id::PlaceId,
    domain::id::ImportId,
    domain::office::OfficeCode,
    domain::office::Zone,
    domain::id::ProposalId,
    domain::access::Role,
    domain::area::SubdistrictCode,
    domain::look::Sight,
    domain::look::LookAnswer,
    domain::look::LookReason,
    domain::proposal::ProposalState,
    domain::place::PlaceKind,
    domain::person::Sex,
    domain::person::Marital,
    domain::person::Life,
    domain::central::CentralCode,
    domain::id::RepairId,
    domain::repair::RepairStage,
    domain::repair::RepairOutcome,
    domain::whereabouts::Stay,
    domain::case::Purpose,
    domain::case::Damage,
    domain::case::CaseState,
    domain::case::SpoilCause,
    domain::card::InvalidReason,
    domain::blank::BlankState,
    domain::blank::LotSource,
    domain::blank::Item,
    domain::blank::MovementKind,
    domain::case::DeferReason,
    domain::case::ToldBy,
    domain::closing::ClosingState,
    domain::closing::DifferenceKind,
    domain::closing::Settlement,
    domain::id::RequestId,
    domain::id::DifferenceId,
    domain::id::ClosingId,
    domain::id::DestructionId,
    domain::id::RunId,
    domain::id::JobId,
    domain::id::SuketId,
    domain::print::JobState,
    domain::print::PrintRoute,
    domain::request::Policy,
    domain::suket::SuketEnd,
    domain::intake::ImportState,
    domain::intake::Layout,
    domain::question::QuestionKind,
    domain::question::QuestionState,
    domain::id::NoticeId,
    domain::id::InboundId,
    domain::id::BatchId,
    domain::id::ShelfCountId,
    domain::notice::NoticePurpose,
    domain::notice::NoticeState,
    domain::notice::Language,
    domain::notice::ReceiptOutcome,
    domain::notice::InboundKind,
    domain::notice::InboundState,
    domain::batch::BatchRoute,
    domain::batch::BatchState,
    domain::batch::LineState,
    domain::batch::NotCollected,
    domain::batch::SignedOn,
);

impl From<domain::id::PersonId> for Value {
    fn from(value: domain::id::PersonId) -> Self {
        Self::Integer(value.0)
    }
}

/// Builds the parameters of a statement.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}
pub(crate) use values;

/// A row, read column by column in the order of the SELECT.
#[derive(Debug)]
pub struct Row {
    columns: std::vec::IntoIter<Value>,
}

impl Row {
    pub(crate) fn new(columns: Vec<Value>) -> Self {
        Self { columns: columns.into_iter() }
    }

    /// All columns that were not read yet.
    pub fn rest(self) -> Vec<Value> {
        self.columns.collect()
    }

    fn next(&mut self) -> Result<Value, StoreFault> {
        self.columns.next().ok_or_else(|| StoreFault::Corrupt("a row has fewer columns than expected".to_owned()))
    }

    /// The next column, BIGINT.
    pub fn integer(&mut self) -> Result<i64, StoreFault> {
        match self.next()? {
            Value::Integer(value) => Ok(value),
            other => Err(unexpected("an integer", &other)),
        }
    }

    /// The next column, TEXT.
    pub fn text(&mut self) -> Result<String, StoreFault> {
        match self.next()? {
            Value::Text(value) => Ok(value),
            other => Err(unexpected("a text", &other)),
        }
    }

    /// The next column, BOOLEAN.
    pub fn bool(&mut self) -> Result<bool, StoreFault> {
        match self.next()? {
            Value::Bool(value) => Ok(value),
            Value::Integer(value) => Ok(value != 0),
            other => Err(unexpected("a boolean", &other)),
        }
    }

    /// The next column, BLOB.
    pub fn bytes(&mut self) -> Result<Vec<u8>, StoreFault> {
        match self.next()? {
            Value::Bytes(value) => Ok(value),
            other => Err(unexpected("bytes", &other)),
        }
    }

    /// The next column, TEXT or NULL.
    pub fn text_or_null(&mut self) -> Result<Option<String>, StoreFault> {
        match self.next()? {
            Value::Null => Ok(None),
            Value::Text(value) => Ok(Some(value)),
            other => Err(unexpected("a text or nothing", &other)),
        }
    }

    /// The next column, BIGINT or NULL.
    pub fn integer_or_null(&mut self) -> Result<Option<i64>, StoreFault> {
        match self.next()? {
            Value::Null => Ok(None),
            Value::Integer(value) => Ok(Some(value)),
            other => Err(unexpected("an integer or nothing", &other)),
        }
    }

    /// The next column as an instant.
    pub fn timestamp(&mut self) -> Result<Timestamp, StoreFault> {
        let micros = self.integer()?;
        Timestamp::from_microsecond(micros).map_err(|_| StoreFault::Corrupt(format!("no instant: {micros}")))
    }

    /// The next column as an instant or NULL.
    pub fn timestamp_or_null(&mut self) -> Result<Option<Timestamp>, StoreFault> {
        let corrupt = |micros| StoreFault::Corrupt(format!("no instant: {micros}"));
        self.integer_or_null()?.map(|micros| Timestamp::from_microsecond(micros).map_err(|_| corrupt(micros))).transpose()
    }

    /// The next column as a calendar day.
    pub fn date(&mut self) -> Result<Date, StoreFault> {
        let text = self.text()?;
        parsed("a date", &text, text.parse().ok())
    }

    /// The next column as a calendar day or NULL.
    pub fn date_or_null(&mut self) -> Result<Option<Date>, StoreFault> {
        self.text_or_null()?.map(|text| parsed("a date", &text, text.parse().ok())).transpose()
    }

    /// The next column through a parser of codes or identifiers.
    pub fn parse<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreFault> {
        let text = self.text()?;
        parsed(std::any::type_name::<T>(), &text, parse(&text))
    }

    /// The same for a column that may be NULL.
    pub fn parse_or_null<T>(&mut self, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, StoreFault> {
        self.text_or_null()?.map(|text| parsed(std::any::type_name::<T>(), &text, parse(&text))).transpose()
    }
}

fn unexpected(expected: &str, found: &Value) -> StoreFault {
    let kind = match found {
        Value::Null => "NULL",
        Value::Integer(_) => "an integer",
        Value::Text(_) => "a text",
        Value::Bool(_) => "a boolean",
        Value::Bytes(_) => "bytes",
    };
    StoreFault::Corrupt(format!("{expected} was expected, {kind} was found"))
}

/// The parsed value, or a fault that names the kind (never the content, which may be personal).
pub(crate) fn parsed<T>(kind: &str, text: &str, value: Option<T>) -> Result<T, StoreFault> {
    value.ok_or_else(|| StoreFault::Corrupt(format!("no {kind} in a text of {} characters", text.chars().count())))
}

/// A type that is read from a row.
pub trait FromRow: Sized {
    /// Reads the columns in the order of the statement.
    fn from_row(row: &mut Row) -> Result<Self, StoreFault>;
}

impl FromRow for i64 {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.integer()
    }
}

impl FromRow for String {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        row.text()
    }
}
