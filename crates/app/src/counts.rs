//! The last counts of the whole register, kept for a while.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp, civil::Date};
use store::queries::{ageing::Unfinished, figures::RegisterFigures};

use crate::{AppError, coverage::Counted, print::PublicNotice};

/// How long counts are shown without counting again; a change in this process forgets them at once.
const KEPT: SignedDuration = SignedDuration::from_secs(60);

/// What takes a pass over the whole register.
#[derive(Default)]
pub(crate) struct Counts {
    /// The counts of the first page.
    pub register: Kept<RegisterFigures>,
    /// Who must have a card, by area.
    pub coverage: Kept<Arc<Counted>>,
    /// Whose record lies at the centre.
    pub unfinished: Kept<Arc<Vec<Unfinished>>>,
    /// What everybody may know of the blanks. No change forgets it: a page without a door must cost little.
    pub notice: Kept<PublicNotice>,
}

impl Counts {
    /// Forgets everything after a change of the register.
    pub fn forget(&self) {
        self.register.forget();
        self.coverage.forget();
        self.unfinished.forget();
    }
}

/// Something counted on a day, when it is known.
pub(crate) struct Kept<T>(Mutex<Option<(Date, Timestamp, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Kept<T> {
    /// The kept count of the day, or a new one. Whoever comes meanwhile waits for it and counts nothing.
    pub fn get(&self, day: Date, now: Timestamp, count: impl FnOnce() -> Result<T, AppError>) -> Result<T, AppError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((counted_on, at, value)) = kept.as_ref()
            && *counted_on == day
            && now.duration_since(*at) < KEPT
        {
            return Ok(value.clone());
        }
        let value = count()?;
        *kept = Some((day, now, value.clone()));
        Ok(value)
    }

    fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
