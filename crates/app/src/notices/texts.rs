//! What a notice may say about a case, and its words.

use domain::{
    card::Custody,
    case::{Case, CaseState},
    gsm::septets,
    id::PlaceId,
    notice::{Filling, Language, NoticePurpose, NoticeRefusal, Quiet, fill},
    office,
    rule::{NoticeMeasure, RuleBook},
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use store::{StoreFault, Tx, tables};

use crate::{AppError, Office};

/// Whose rules hold, and on which day.
#[derive(Clone, Copy)]
pub(super) struct Rules<'a> {
    pub book: &'a RuleBook,
    pub office: &'a office::Office,
    pub today: Date,
}

impl<'a> Rules<'a> {
    /// Those of an office today.
    pub fn now(office: &'a Office) -> Self {
        Self { book: &office.rules, office: office.profile(), today: office.today() }
    }

    /// A measure of the day; a table that does not cover it is a fault.
    pub fn measure(self, measure: NoticeMeasure) -> Result<i64, StoreFault> {
        self.book.notice_measure(self.office.code, measure, self.today).ok_or(StoreFault::Missing("a notice measure for this day"))
    }

    /// The quiet hours of the day.
    pub fn quiet(self) -> Result<Quiet, StoreFault> {
        let hour = |measure| self.measure(measure).map(|hour| hour.clamp(0, 23) as i8);
        Ok(Quiet { from_hour: hour(NoticeMeasure::QuietFromHour)?, to_hour: hour(NoticeMeasure::QuietToHour)? })
    }

    /// The instant so many hours after another; before it when negative.
    pub fn hours(self, at: Timestamp, measure: NoticeMeasure, sign: i64) -> Result<Timestamp, StoreFault> {
        let hours = self.measure(measure)? * sign;
        Ok(at.saturating_add(SignedDuration::from_hours(hours)).unwrap_or(at))
    }

    /// The same in minutes.
    pub fn minutes(self, at: Timestamp, measure: NoticeMeasure, sign: i64) -> Result<Timestamp, StoreFault> {
        let minutes = self.measure(measure)? * sign;
        Ok(at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at))
    }
}

/// Whether a notice of this purpose is true of a case. A card that is missing is announced to nobody.
pub(super) fn fits(rules: Rules<'_>, tx: &mut Tx<'_>, purpose: NoticePurpose, case: &Case) -> Result<bool, StoreFault> {
    Ok(match purpose {
        NoticePurpose::Deferred => case.state == CaseState::Deferred,
        NoticePurpose::Ready | NoticePurpose::Reminder => {
            matches!(case.state, CaseState::Printed | CaseState::OnShelf) && place_of(tx, case)?.is_some()
        }
        NoticePurpose::Moved => case.state == CaseState::AtVillage && place_of(tx, case)?.is_some(),
        NoticePurpose::Invited => case.state == CaseState::ReadyToPrint && rules.book.prints_on_arrival(rules.office.code, rules.today),
    })
}

/// Where the card of a case lies.
fn place_of(tx: &mut Tx<'_>, case: &Case) -> Result<Option<PlaceId>, StoreFault> {
    let Some(card) = case.card else { return Ok(None) };
    Ok(tables::card::find(tx, card)?.and_then(|card| match card.custody {
        Custody::At(place) => Some(place),
        _ => None,
    }))
}

/// All purposes of which a notice is true of a case.
pub(super) fn fitting(rules: Rules<'_>, tx: &mut Tx<'_>, case: &Case) -> Result<Vec<NoticePurpose>, StoreFault> {
    let mut fitting = Vec::new();
    for purpose in NoticePurpose::ALL {
        if fits(rules, tx, *purpose, case)? {
            fitting.push(*purpose);
        }
    }
    Ok(fitting)
}

/// The version and the text of a notice about a case.
pub(super) fn text(
    rules: Rules<'_>,
    tx: &mut Tx<'_>,
    case: &Case,
    purpose: NoticePurpose,
    language: Language,
) -> Result<(i64, String), AppError> {
    let template = rules.book.template_for(rules.office.code, purpose, language, rules.today);
    let template = template.ok_or(NoticeRefusal::NoTemplate { purpose })?;
    let place = match place_of(tx, case)? {
        Some(place) if purpose == NoticePurpose::Moved => tables::place::find(tx, place)?.map(|place| place.name),
        _ => None,
    };
    let filling = Filling {
        receipt: case.receipt.to_string(),
        place: place.unwrap_or_else(|| rules.office.name.clone()),
        until: case.deferral.as_ref().map(|deferral| short_day(deferral.until, language)).unwrap_or_default(),
    };
    Ok((template.version, fill(&template.text, &filling)))
}

/// A notice that could be written about a case now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says.
    pub purpose: NoticePurpose,
    /// In which language.
    pub language: Language,
    /// The text.
    pub text: String,
    /// Its length, septets of at most [`domain::notice::SEPTETS_MAX`].
    pub septets: usize,
}

/// All notices that are true of a case and have a text today.
pub(super) fn drafts(rules: Rules<'_>, tx: &mut Tx<'_>, case: &Case) -> Result<Vec<Draft>, AppError> {
    let mut drafts = Vec::new();
    for purpose in fitting(rules, tx, case)? {
        for language in Language::ALL.iter().copied() {
            match text(rules, tx, case, purpose, language) {
                Ok((_, text)) => drafts.push(Draft { purpose, language, septets: septets(&text).unwrap_or_default(), text }),
                Err(AppError::Refused(_)) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(drafts)
}

/// A day as people write it: `5 Jan 2023`, `5 Agu 2023`.
pub(crate) fn short_day(day: Date, language: Language) -> String {
    let months = match language {
        Language::Indonesian => ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
        Language::English => ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    };
    let month = months.get(usize::from(day.month().unsigned_abs()).saturating_sub(1)).copied().unwrap_or_default();
    format!("{} {month} {}", day.day(), day.year())
}
