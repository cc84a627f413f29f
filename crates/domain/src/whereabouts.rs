//! Where somebody is who should be recorded: what a village, a family or a team said, with its day.
//!
//! The reach of every target comes from it: who lives abroad or boards at a school elsewhere is not met at the village hall.

use jiff::civil::Date;

use crate::{coded::coded, id::PersonId};

coded! {
    /// Where a person is.
    pub enum Stay {
        /// At home, or near enough to come.
        Here = "here",
        /// Abroad, as migrant workers are.
        Abroad = "abroad",
        /// Elsewhere in the country.
        Elsewhere = "elsewhere",
        /// At a school or boarding school, where a team can record many at once.
        AtSchool = "at_school",
        /// Moved away for good; the register does not say so yet.
        Moved = "moved",
        /// Died; the register does not say so yet.
        Died = "died",
        /// Nobody knows.
        Unknown = "unknown",
    }
}

/// What was said of a person's whereabouts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    /// Of whom.
    pub person: PersonId,
    /// Where.
    pub stay: Stay,
    /// Who said so: `Kepala dusun`, `keluarga`.
    pub source: String,
    /// The day on which it was so.
    pub on: Date,
}

impl Whereabouts {
    /// What counts after another word about the same person: the latest day; the later word when both bear one day.
    #[must_use]
    pub fn latest(before: Option<Self>, noted: Self) -> Self {
        before.filter(|before| before.on > noted.on).unwrap_or(noted)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_latest_day_counts_and_of_one_day_the_later_word() {
        let said = |stay, day| Whereabouts { person: PersonId(1), stay, source: "RT".to_owned(), on: date(2022, 11, day) };
        for (before, noted, expected) in [
            (None, said(Stay::Here, 1), Stay::Here),
            (Some(said(Stay::Here, 1)), said(Stay::Abroad, 2), Stay::Abroad),
            (Some(said(Stay::Here, 3)), said(Stay::Abroad, 2), Stay::Here),
            (Some(said(Stay::Here, 2)), said(Stay::Abroad, 2), Stay::Abroad),
        ] {
            assert_eq!(Whereabouts::latest(before, noted).stay, expected);
        }
    }
}
