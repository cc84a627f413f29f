//! Quiet hours: no message comes at night.

use jiff::{Timestamp, civil::Time};

use crate::office::Zone;

/// The hours in which nothing is sent, on the office's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// From this hour on, 0 to 23.
    pub from_hour: i8,
    /// Until this hour, 0 to 23.
    pub to_hour: i8,
}

impl Quiet {
    /// Whether nothing is sent in an hour.
    pub const fn holds(self, hour: i8) -> bool {
        if self.from_hour <= self.to_hour {
            self.from_hour <= hour && hour < self.to_hour
        } else {
            self.from_hour <= hour || hour < self.to_hour
        }
    }
}

/// The first instant from `at` on at which something may be sent.
pub fn send_from(at: Timestamp, zone: Zone, quiet: Quiet) -> Timestamp {
    let local = zone.time_zone().to_datetime(at);
    if !quiet.holds(local.hour()) {
        return at;
    }
    let day = if local.hour() < quiet.to_hour { local.date() } else { local.date().tomorrow().unwrap_or(local.date()) };
    let morning = day.to_datetime(Time::new(quiet.to_hour, 0, 0, 0).unwrap_or(Time::midnight()));
    zone.time_zone().to_timestamp(morning).unwrap_or(at)
}
