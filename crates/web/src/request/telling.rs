//! Requests about notices and citizens' messages.

use domain::{
    Refusal,
    case::ToldBy,
    notice::{Language, NoticePurpose},
    person::Phone,
    refusal::FieldProblem,
};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use super::choice;

/// Writing a notice about a case.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct NotifyRequest {
    /// What it says: `deferred`, `ready`, `reminder`, `moved` or `invited`.
    pub purpose: String,
    /// `id` or `en`.
    pub language: String,
    /// Where a page's form leads back to.
    #[schema(ignore)]
    pub back: String,
}

impl NotifyRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<(NoticePurpose, Language), Refusal> {
        Ok((choice("purpose", &self.purpose, NoticePurpose::from_code)?, choice("language", &self.language, Language::from_code)?))
    }
}

/// Noting that a citizen was told about a case.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct TellRequest {
    /// `counter`, `phone` or `village`.
    pub by: String,
    /// Where a page's form leads back to.
    #[schema(ignore)]
    pub back: String,
}

impl TellRequest {
    /// How.
    pub fn read(&self) -> Result<ToldBy, Refusal> {
        choice("by", &self.by, ToldBy::from_code)
    }
}

/// A number that wants no notices, or wants them again.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct PhoneRequest {
    /// The mobile number.
    pub phone: String,
    /// What a page's form wants: `stop` or `allow`.
    #[schema(ignore)]
    pub wish: String,
}

impl PhoneRequest {
    /// The number.
    pub fn read(&self) -> Result<Phone, Refusal> {
        match self.phone.trim() {
            "" => Err(Refusal::field("phone", FieldProblem::Missing)),
            text => Phone::parse(text).map_err(|problem| Refusal::field("phone", FieldProblem::Phone(problem))),
        }
    }

    /// Whether the number wants no notices from now on.
    pub fn stops(&self) -> Result<bool, Refusal> {
        choice("wish", &self.wish, |wish| match wish {
            "stop" => Some(true),
            "allow" => Some(false),
            _ => None,
        })
    }
}

/// Dealing with a citizen's message.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct CloseMessageRequest {
    /// What was done.
    pub note: String,
}

/// A scanned receipt: its number, whether it was typed or read from the QR code with the address of the public status page.
pub(crate) fn scanned<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(text.rsplit_once("/status?resi=").map_or(text.as_str(), |(_, receipt)| receipt).to_owned())
}
