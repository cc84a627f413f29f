//! How long printed cards wait for their holders: the curve that the office's own cards draw, with and without a notice, what it says of the
//! cards that lie now, and whether it agrees with their count.

use domain::{access::Act, batch::NotCollected, case::CaseState, office::Zone};
use jiff::{Timestamp, ToSpan, Unit, civil::Date};
use planner::survival::{
    Survival,
    kaplan_meier::{ByNotice, Curve, End, Noticed, Observed, by_notice},
};
use store::{
    StoreFault, Tx,
    queries::lying::{self, LyingCard},
};

use crate::{AppError, Caller, Office, figures::midnight_in, looking::Impersonal};

/// How far back cards are counted, days of printing.
const WINDOW_DAYS: i64 = 365;
/// Until which age the curve is shown, days.
const SHOWN_DAYS: u32 = 180;
/// For how many days ahead what is left is told.
const AHEAD_DAYS: u32 = 30;
/// The chance with which the band covers the share, thousandths.
const BAND_PERMILLE: u16 = 950;

/// How long cards lie.
#[derive(Clone, Debug, PartialEq)]
pub struct LyingTimes {
    /// The first day of printing that counts; a year back at most.
    pub since: Date,
    /// Cards printed since then.
    pub printed: u32,
    /// Of these, not collected yet, wherever they lie.
    pub uncollected: u32,
    /// The share that is not collected, by whole days from printing: 0, 1, 2 … until the greatest age that was seen, at most half a year.
    pub ages: Vec<LyingAge>,
    /// The age, in days, at which half of the cards are collected; nothing when the curve does not fall so far.
    pub half_days: Option<u32>,
    /// How many of the uncollected are expected to be so in 30 days; nothing while no card was seen for so long.
    pub left_in_month: Option<u32>,
    /// The count and the curve held against each other; nothing before a card was printed.
    pub balance: Option<Balance>,
    /// Why cards came back uncollected, the most frequent reason first.
    pub reasons: Vec<(NotCollected, i64)>,
}

impl Impersonal for LyingTimes {}

/// Shares of an age, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LyingAge {
    /// Days from printing.
    pub days: u32,
    /// Of all cards.
    pub all: f64,
    /// Within which that share is, 95 times in a hundred.
    pub band: Option<(f64, f64)>,
    /// As long as no notice went out; nothing beyond what was seen.
    pub without: Option<f64>,
    /// After a notice; nothing where no notified card was seen.
    pub with: Option<f64>,
}

/// Little's law: what lies = what is printed a day × the days that it lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// Cards printed a calendar day.
    pub printed_a_day: f64,
    /// Mean days until a card is collected, within the year that counts.
    pub mean_days: f64,
    /// Cards that should lie by these two. Far from the count, cards pile up (or are fetched) faster than before, or a count is wrong.
    pub implied: u32,
}

/// Tells how long cards of the last year lay, and how many of those that lie will be left.
pub fn times(office: &Office, caller: &Caller) -> Result<LyingTimes, AppError> {
    let (zone, today) = (office.profile().zone, office.today());
    let since = midnight_in(zone, today.saturating_sub(WINDOW_DAYS.days()));
    office.view(caller, Act::ViewFigures, |tx| {
        let cards = lying::printed_since(tx, since)?;
        let reasons = lying::reasons_since(tx, since)?.into_iter().map(|line| (line.reason, line.cards)).collect();
        Ok(LyingTimes { reasons, ..drawn(&cards, zone, today) })
    })
}

/// How each card of the last year was observed, for whoever fits a curve to them.
pub(crate) fn lives(office: &Office, tx: &mut Tx<'_>) -> Result<Vec<Noticed>, StoreFault> {
    let (zone, today) = (office.profile().zone, office.today());
    let since = midnight_in(zone, today.saturating_sub(WINDOW_DAYS.days()));
    Ok(lying::printed_since(tx, since)?.iter().map(|card| seen(card, zone, today)).collect())
}

/// The curve of cards that were observed from their printing on.
pub(crate) fn curve_of(seen: &[Noticed]) -> Curve {
    let whole = seen.iter().map(|one| Observed { from_days: 0, until_days: one.until_days, end: one.end });
    Curve::of(&whole.collect::<Vec<_>>())
}

/// Draws the curves of these cards, the oldest first.
fn drawn(cards: &[LyingCard], zone: Zone, today: Date) -> LyingTimes {
    let since = cards.first().map_or(today, |card| zone.date(card.printed_at));
    let seen: Vec<Noticed> = cards.iter().map(|card| seen(card, zone, today)).collect();
    let (curve, split) = (curve_of(&seen), by_notice(&seen));
    let lying: Vec<u32> = cards.iter().filter(|card| card.state.open()).map(|card| days(zone, card.printed_at, today)).collect();
    LyingTimes {
        since,
        printed: cards.len() as u32,
        uncollected: lying.len() as u32,
        ages: ages(&curve, &split, seen.iter().filter_map(|one| one.notice_days).min()),
        half_days: curve.falls_to(500),
        left_in_month: (curve.known_until_days() >= AHEAD_DAYS)
            .then(|| curve.expected_left(lying.iter().copied(), AHEAD_DAYS).round() as u32),
        balance: (!cards.is_empty()).then(|| balance(cards.len(), &curve, today.since(since).map_or(0, |span| span.get_days()))),
        reasons: Vec::new(),
    }
}

/// A card as it was observed: collected on a day, or lying until today, or until its request was cancelled.
fn seen(card: &LyingCard, zone: Zone, today: Date) -> Noticed {
    let end = if card.state == CaseState::Collected { End::Collected } else { End::Lying };
    let until = if card.state.open() { today } else { zone.date(card.since) };
    let notice_days = card.notice_at.map(|at| days(zone, card.printed_at, zone.date(at)));
    Noticed { until_days: days(zone, card.printed_at, until), end, notice_days }
}

/// Whole days from printing to a day, 0 on the day itself.
fn days(zone: Zone, printed_at: Timestamp, day: Date) -> u32 {
    let span = zone.date(printed_at).until((Unit::Day, day));
    span.map_or(0, |span| u32::try_from(span.get_days()).unwrap_or(0))
}

/// The rows of the ages; the curve of notified cards begins the day after the first notice.
fn ages(curve: &Curve, split: &ByNotice, first_notice: Option<u32>) -> Vec<LyingAge> {
    let within = |of: &Curve, days: u32| (of.cards() > 0 && days <= of.known_until_days()).then(|| of.survival(days));
    let age = |days| LyingAge {
        days,
        all: curve.survival(days),
        band: curve.band(days, BAND_PERMILLE),
        without: within(&split.without, days),
        with: within(&split.with, days).filter(|_| first_notice.is_some_and(|first| days > first)),
    };
    if curve.cards() == 0 { Vec::new() } else { (0..=curve.known_until_days().min(SHOWN_DAYS)).map(age).collect() }
}

/// What should lie after so many days of printing.
fn balance(printed: usize, curve: &Curve, days: i32) -> Balance {
    let days = u32::try_from(days).unwrap_or(0) + 1;
    let (printed_a_day, mean_days) = (printed as f64 / f64::from(days), curve.mean_days(days));
    Balance { printed_a_day, mean_days, implied: (printed_a_day * mean_days).round() as u32 }
}
