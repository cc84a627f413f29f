//! Requests about looks, proposals and accounts. A password is read, and neither written, shown nor made part of a digest.

use std::fmt;

use app::accounts::{Active, StandingInput};
use domain::{Refusal, look::LookReason, refusal::FieldProblem};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::choice;

/// What nobody may read again.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub(crate) struct Secret(String);

impl Secret {
    /// The text, for the one check that it is made for.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The reason for looking at people without an open case.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ReasonRequest {
    /// `at_counter`, `enquiry`, `correction`, `official_request`, `audit` or `other`.
    pub reason: String,
    /// What is said beside it; needed for `official_request` (the letter's number) and `other`.
    pub note: String,
    /// Where a page's form leads back to.
    #[schema(ignore)]
    pub back: String,
}

impl ReasonRequest {
    /// What `app` takes beside the note.
    pub fn read(&self) -> Result<LookReason, Refusal> {
        choice("reason", &self.reason, LookReason::from_code)
    }
}

/// Approving a proposal.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ApprovalRequest {
    /// The digest of the content as it was read.
    pub digest: String,
    /// The approver's own password.
    #[serde(skip_serializing)]
    #[schema(value_type = String, write_only)]
    pub password: Secret,
}

/// Declining a proposal.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct RefusalRequest {
    /// Why.
    pub reason: String,
    /// The decider's own password.
    #[serde(skip_serializing)]
    #[schema(value_type = String, write_only)]
    pub password: Secret,
}

/// A program's sign-in.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct TokenRequest {
    /// The account's username.
    pub username: String,
    /// Its password.
    #[serde(skip_serializing)]
    #[schema(value_type = String, write_only)]
    pub password: Secret,
}

/// A new account.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct AccountRequest {
    /// The name that others see.
    pub name: String,
    /// What is typed at sign-in.
    pub username: String,
    /// The owner's NIP (18 digits), or NIK (16 digits) for who is no civil servant.
    pub staff: String,
    /// The role.
    pub role: String,
    /// Dotted code of a sub-district, `52.08.01`; the whole office when empty.
    pub posting: String,
}

impl AccountRequest {
    /// Role and posting for `app`.
    pub fn standing(&self) -> StandingInput {
        StandingInput { role: self.role.clone(), posting: self.posting.clone() }
    }
}

/// Another role, posting or state of an account; all three are given.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct AccountChangeRequest {
    /// The role.
    pub role: String,
    /// Dotted code of a sub-district; the whole office when empty.
    pub posting: String,
    /// `yes` when the owner may sign in, `no` when the account is closed.
    pub active: String,
}

impl AccountChangeRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<(StandingInput, Active), Refusal> {
        let state = |text: &str| match text {
            "yes" => Some(Active::Yes),
            "no" => Some(Active::No),
            _ => None,
        };
        let active = choice("active", &self.active, state)?;
        Ok((StandingInput { role: self.role.clone(), posting: self.posting.clone() }, active))
    }
}

/// A day of a report; `today` when none is given.
pub(crate) fn day(field: &'static str, text: &str, today: Date) -> Result<Date, Refusal> {
    match text.trim() {
        "" => Ok(today),
        // The parser would also take years of six digits and a time of day.
        text if text.len() == 10 => text.parse().map_err(|_| Refusal::field(field, FieldProblem::ImpossibleDate)),
        _ => Err(Refusal::field(field, FieldProblem::ImpossibleDate)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_read_and_never_written() {
        let read: ApprovalRequest = serde_html_form::from_str("digest=d1&password=rahasia").unwrap();
        assert_eq!(read.password.reveal(), "rahasia");
        assert_eq!(serde_json::to_string(&read).unwrap(), "{\"digest\":\"d1\"}", "what is digested holds no password");
        assert!(!format!("{read:?}").contains("rahasia"));
        let read: RefusalRequest = serde_json::from_str("{\"reason\":\"x\",\"password\":\"rahasia\"}").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "{\"reason\":\"x\"}");
    }
}
