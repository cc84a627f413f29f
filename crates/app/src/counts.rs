//! The last count of the whole register, kept for a while.

use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp, civil::Date};
use store::queries::figures::RegisterFigures;

use crate::AppError;

/// How long counts are shown without counting again; a change in this process forgets them at once.
const KEPT: SignedDuration = SignedDuration::from_secs(60);

/// The count of a day, when it is known.
#[derive(Default)]
pub(crate) struct RegisterCounts(Mutex<Option<Counted>>);

struct Counted {
    day: Date,
    at: Timestamp,
    figures: RegisterFigures,
}

impl RegisterCounts {
    /// The kept count of the day, or a new one.
    pub fn get(
        &self,
        day: Date,
        now: Timestamp,
        count: impl FnOnce() -> Result<RegisterFigures, AppError>,
    ) -> Result<RegisterFigures, AppError> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(counted) = kept.as_ref()
            && counted.day == day
            && now.duration_since(counted.at) < KEPT
        {
            return Ok(counted.figures);
        }
        let figures = count()?;
        *kept = Some(Counted { day, at: now, figures });
        Ok(figures)
    }

    /// Forgets the count after a change of the register.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
