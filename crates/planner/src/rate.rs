//! How long a printer takes for a card, learnt from its own history.
//!
//! What a nameplate promises is useless: offices report 100 to 2,000 cards a printer and day. The limit of heat for a day is an input of the
//! print run and not learnt here.

/// What is assumed of a printer before it has a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prior {
    /// Time for a card, in thousandths of a second.
    pub card_millis: u32,
    /// How many intervals of the printer's own weigh as much as this assumption.
    pub weight_intervals: u32,
}

/// What was learnt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardTime {
    /// Time for a card, in thousandths of a second.
    pub card_millis: u32,
    /// Intervals between two prints of a session that speak for it; 0 is the assumption alone.
    pub intervals: u32,
    /// Sessions.
    pub sessions: u32,
}

impl CardTime {
    /// Whole cards in an hour.
    pub fn cards_an_hour(self) -> u32 {
        3_600_000 / self.card_millis.max(1)
    }
}

/// Learns from the instants at which checked prints came out, in microseconds since 1970 and any order.
///
/// An interval longer than `pause_micros` is a break and ends a session. A session's time for a card is its length by its intervals, which
/// includes ribbon changes and other small stops; among sessions the weighted median counts, so that a strange day changes nothing. It is
/// averaged with the assumption by weight of intervals, so that few prints say little.
pub fn card_time(printed_micros: &[i64], pause_micros: i64, prior: Prior) -> CardTime {
    let mut instants = printed_micros.to_vec();
    instants.sort_unstable();
    let mut sessions: Vec<Session> = Vec::new();
    let mut running = Session::default();
    for (before, after) in instants.iter().zip(instants.iter().skip(1)) {
        let gap = after.saturating_sub(*before);
        if gap <= pause_micros {
            running.length_micros = running.length_micros.saturating_add(gap.unsigned_abs());
            running.intervals += 1;
        } else {
            sessions.push(std::mem::take(&mut running));
        }
    }
    sessions.push(running);
    sessions.retain(|session| session.intervals > 0);
    let intervals = sessions.iter().map(|session| session.intervals).sum();
    let own = median_millis(&mut sessions, intervals);
    let (weight, own_weight) = (u64::from(prior.weight_intervals), u64::from(intervals));
    let total = u64::from(prior.card_millis) * weight + own * own_weight;
    let card_millis = total.checked_div(weight + own_weight).unwrap_or(u64::from(prior.card_millis));
    CardTime { card_millis: u32::try_from(card_millis).unwrap_or(u32::MAX), intervals, sessions: sessions.len() as u32 }
}

#[derive(Default)]
struct Session {
    length_micros: u64,
    intervals: u32,
}

impl Session {
    fn card_millis(&self) -> u64 {
        (self.length_micros / 1_000).checked_div(u64::from(self.intervals)).unwrap_or(0)
    }
}

fn median_millis(sessions: &mut [Session], intervals: u32) -> u64 {
    sessions.sort_unstable_by_key(Session::card_millis);
    let mut seen = 0;
    let mut reached = sessions.iter().filter(|session| {
        seen += u64::from(session.intervals);
        2 * seen >= u64::from(intervals)
    });
    reached.next().map_or(0, Session::card_millis)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;
    const PAUSE: i64 = 15 * 60 * SECOND;
    const PRIOR: Prior = Prior { card_millis: 180_000, weight_intervals: 20 };

    /// A session of `cards` prints.
    fn session(start: i64, cards: i64, gap_seconds: i64) -> Vec<i64> {
        (0..cards).map(|card| (start + card * gap_seconds) * SECOND).collect()
    }

    #[test]
    fn few_prints_leave_the_assumption() {
        for printed in [vec![], vec![5], session(0, 3, 3_600)] {
            let expected = CardTime { card_millis: 180_000, intervals: 0, sessions: 0 };
            assert_eq!(card_time(&printed, PAUSE, PRIOR), expected, "{printed:?}");
        }
        let some = card_time(&session(0, 21, 60), PAUSE, PRIOR);
        assert_eq!((some.card_millis, some.intervals), (120_000, 20), "half and half");
        let nothing = Prior { weight_intervals: 0, ..PRIOR };
        assert_eq!(card_time(&[], PAUSE, nothing).card_millis, 180_000);
        assert_eq!(card_time(&session(0, 21, 60), PAUSE, nothing).cards_an_hour(), 60);
    }

    #[test]
    fn breaks_and_a_strange_day_do_not_count() {
        let nothing = Prior { weight_intervals: 0, ..PRIOR };
        let mut printed = Vec::new();
        for day in 0..10 {
            printed.extend(session(day * 86_400, 100, 60));
            printed.extend(session(day * 86_400 + 4 * 3_600, 100, 62));
        }
        printed.extend(session(20 * 86_400, 150, 600));
        printed.reverse();
        let learnt = card_time(&printed, PAUSE, nothing);
        assert!((60_000..=62_000).contains(&learnt.card_millis), "{learnt:?}");
        assert_eq!(learnt.sessions, 21);
    }

    #[test]
    fn cards_checked_together_do_not_make_a_printer_fast() {
        // Ten cards are checked at once, every ten minutes.
        let printed: Vec<i64> = (0..200).map(|card| card / 10 * 600 * SECOND + card % 10).collect();
        let learnt = card_time(&printed, PAUSE, Prior { weight_intervals: 0, ..PRIOR });
        assert!((55_000..=60_000).contains(&learnt.card_millis), "{learnt:?}");
    }
}
