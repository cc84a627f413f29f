//! The texts of notices: versioned, in short messages of 160 characters, without NIK and without a full name.

use super::{Language, NoticePurpose, SEPTETS_MAX, gsm_text};
use crate::{gsm::septets, office::OfficeCode, rule::Validity};

/// A row of the table of templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeTemplate {
    /// Only for this office; for all when `None`.
    pub office: Option<OfficeCode>,
    /// What it says.
    pub purpose: NoticePurpose,
    /// In which language.
    pub language: Language,
    /// Its version; a notice keeps the version that it was written with.
    pub version: i64,
    /// The text, with `{receipt}`, `{place}` and `{until}`.
    pub text: String,
    /// When and whence.
    pub validity: Validity,
}

/// What is filled into a template. None of it tells who the citizen is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filling {
    /// The receipt's number.
    pub receipt: String,
    /// Where the card lies, or which office writes; cut when the text would not fit.
    pub place: String,
    /// A day, written for people.
    pub until: String,
}

/// The text of a notice. It fits into one message unless the template's own words do not.
pub fn fill(template: &str, filling: &Filling) -> String {
    let Filling { receipt, place, until } = filling;
    let text = |place: &str| gsm_text(&template.replace("{receipt}", receipt).replace("{until}", until).replace("{place}", place));
    let mut place = gsm_text(place);
    while septets(&text(&place)).is_some_and(|length| length > SEPTETS_MAX) && place.pop().is_some() {}
    text(place.trim_end())
}
