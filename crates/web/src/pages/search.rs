use super::{Shell, Tag, routes};
use crate::format::MaskedNumber;
use askama::Template;
use jiff::civil::Date;

/// What a search found.
#[derive(Debug, Clone, Template)]
#[template(path = "search.html")]
pub struct SearchPage {
    /// The frame.
    pub shell: Shell,
    /// What was searched for.
    pub query: String,
    /// A sentence about a number that cannot be right (`Lang::error_nik_*`).
    pub explanation: Option<String>,
    /// The people, best first.
    pub people: Vec<Found>,
    /// Whether there are more than these.
    pub more: bool,
    /// Whether the reader may add people.
    pub may_add: bool,
}

/// A person that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The person's id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The masked NIK.
    pub nik: MaskedNumber,
    /// Date of birth.
    pub birth: Option<Date>,
    /// `male` or `female`.
    pub sex: String,
    /// Village.
    pub village: String,
    /// Sub-district.
    pub kecamatan: String,
    /// The state of the open case, or of the person without one.
    pub state: Tag,
    /// Whether the name is only similar to what was searched.
    pub similar: bool,
}

impl SearchPage {
    fn count(&self) -> i64 {
        i64::try_from(self.people.len()).unwrap_or(i64::MAX)
    }
}

#[cfg(test)]
impl SearchPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Search);
        let found = |name: &str, state: &str, similar| Found {
            id: "48213".to_owned(),
            name: name.to_owned(),
            nik: MaskedNumber::new(samples::NIK),
            birth: Some(samples::born()),
            sex: "female".to_owned(),
            village: "Kopang Rembiga".to_owned(),
            kecamatan: "Kopang".to_owned(),
            state: Tag::case_state(lang, state),
            similar,
        };
        let empty = Self { shell, query: "sri wahyuni".to_owned(), explanation: None, people: Vec::new(), more: false, may_add: true };
        let typical = vec![
            found("Sri Wahyuni", "ready_to_print", false),
            found("Sri Wahyuni", "none", false),
            found("Baiq Sri Wahyuningsih", "on_shelf", false),
            found("Sri Wahyoeni", "incomplete", true),
            found("Srie Wahyuni", "waiting_central", true),
        ];
        let hostile = vec![
            found(samples::SCRIPT, "collected", false),
            found(samples::IRISH, "cancelled", false),
            found(samples::RIGHT_TO_LEFT, "printed", true),
            Found { birth: None, ..found(&samples::endless(), "waiting_recording", true) },
        ];
        vec![
            ("empty", empty.clone()),
            ("typical", Self { people: typical, more: true, ..empty.clone() }),
            ("one", Self { people: vec![found("Sri Wahyuni", "ready_to_print", false)], ..empty.clone() }),
            ("hostile", Self { query: samples::SCRIPT.to_owned(), people: hostile, ..empty.clone() }),
            (
                "bad_nik",
                Self {
                    query: "52020141079990O1".to_owned(),
                    explanation: Some(lang.error_nik_letters().to_owned()),
                    may_add: false,
                    ..empty
                },
            ),
        ]
    }
}
