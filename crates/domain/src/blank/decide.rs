//! What the ledger answers to a command.

use std::collections::{BTreeMap, BTreeSet};

use super::{BlankCommand, BlankEvent, BlankState, Booking, Fate, GivenAway, Ledger, MovementKind, Serial};
use crate::{
    case::SpoilCause,
    id::{CaseId, LotId, PlaceId},
    place::{Place, PlaceKind},
};

/// The greatest quantity of one command, pieces: far above any delivery, far below overflow.
pub const QUANTITY_MAX: i64 = 1_000_000;

/// Why the ledger says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlankRefusal {
    /// The place does not hold enough new blanks.
    StockExhausted {
        /// Its code.
        place: String,
        /// How many it holds.
        available: i64,
        /// How many were asked for.
        asked: i64,
    },
    /// Not between 1 and [`QUANTITY_MAX`].
    BadQuantity {
        /// What was given.
        quantity: i64,
    },
    /// From and to are the same place.
    SamePlace,
    /// A place of this kind cannot do that.
    WrongPlace {
        /// Its code.
        place: String,
        /// Its kind.
        kind: PlaceKind,
    },
    /// A delivery needs the number on its papers.
    LabelMissing,
    /// There is no such place.
    NoSuchPlace,
    /// A chip that no delivery of this office had.
    SerialUnknown {
        /// The chip.
        serial: Serial,
    },
    /// A chip that is not where the command wants it.
    SerialElsewhere {
        /// The chip.
        serial: Serial,
        /// The place where the books have it.
        place: PlaceId,
        /// As what.
        state: BlankState,
    },
    /// The chips of these blanks are known, so they must be named.
    SerialsNeeded,
    /// Not as many chips as pieces.
    SerialCount {
        /// Pieces.
        quantity: i64,
        /// Chips.
        serials: i64,
    },
    /// The same chip twice, or one that was received before.
    SerialTwice {
        /// The chip.
        serial: Serial,
    },
    /// More were counted than the papers say.
    MoreThanSent {
        /// By the papers.
        expected: i64,
        /// Counted.
        counted: i64,
    },
    /// Nothing lies in the bin.
    NothingToDestroy,
    /// An open difference stops the place.
    DifferenceOpen {
        /// The place with the difference, its code.
        place: String,
    },
    /// Minutes of destruction need a witness from outside the section.
    WitnessMissing,
    /// There are no such minutes.
    NoSuchMinutes,
}

impl BlankRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::StockExhausted { .. } => "BLANK-0001",
            Self::BadQuantity { .. } => "BLANK-0002",
            Self::SamePlace => "BLANK-0003",
            Self::WrongPlace { .. } => "BLANK-0004",
            Self::LabelMissing => "BLANK-0005",
            Self::NoSuchPlace => "BLANK-0006",
            Self::SerialUnknown { .. } => "BLANK-0007",
            Self::SerialElsewhere { .. } => "BLANK-0008",
            Self::SerialsNeeded => "BLANK-0009",
            Self::SerialCount { .. } => "BLANK-0010",
            Self::SerialTwice { .. } => "BLANK-0011",
            Self::MoreThanSent { .. } => "BLANK-0012",
            Self::NothingToDestroy => "BLANK-0013",
            Self::DifferenceOpen { .. } => "BLANK-0014",
            Self::WitnessMissing => "BLANK-0015",
            Self::NoSuchMinutes => "BLANK-0016",
        }
    }
}

type Decided = Result<Vec<BlankEvent>, BlankRefusal>;

/// Decides a command against the ledger; one event per lot touched, oldest lot first.
pub fn decide(ledger: &Ledger, command: &BlankCommand) -> Decided {
    use {BlankState as S, MovementKind as K, PlaceKind as P};
    match command {
        BlankCommand::Receive { .. } => receive(ledger, command),
        BlankCommand::Accept { lot, at, counted } => accept(ledger, *lot, at, *counted),
        BlankCommand::Move { from, to, quantity, serials } => {
            expect_kind(from, &[P::Store, P::Printer])?;
            expect_kind(to, &[P::Store, P::Printer])?;
            apart(from, to)?;
            let taken = take(ledger, from, S::New, *quantity, serials)?;
            if from.kind == P::Store && to.kind == P::Store {
                return taken.book(&Why::of(K::Sent), (to.id, S::InTransit));
            }
            Ok(taken.lots.into_iter().map(|(lot, quantity, serials)| moved(lot, quantity, serials, from.id, to.id)).collect())
        }
        BlankCommand::Reserve { printer, quantity } => {
            expect_kind(printer, &[P::Printer])?;
            // Which chip it will be is known only when the card is in hand.
            take_any(ledger, printer, S::New, *quantity)?.book(&Why::of(K::Reserved), (printer.id, S::Reserved))
        }
        BlankCommand::Past { printer, case, fate } => settle(ledger, printer, *case, S::New, fate),
        BlankCommand::Settle { printer, case, held, fate } => settle(ledger, printer, *case, *held, fate),
        BlankCommand::Consume { printer, issued, quantity } => {
            expect_kind(printer, &[P::Printer])?;
            take(ledger, printer, S::New, *quantity, &[])?.book(&Why::of(K::Used), (*issued, S::Used))
        }
        BlankCommand::Spoil { from, bin, quantity, cause, serials } => {
            expect_kind(from, &[P::Store, P::Printer])?;
            let why = Why { cause: Some(*cause), ..Why::of(K::Spoiled) };
            take(ledger, from, S::New, *quantity, serials)?.book(&why, (*bin, S::Spoiled))
        }
        BlankCommand::GiveAway { store, outside, how, quantity, paper, serials } => {
            expect_kind(store, &[P::Store])?;
            let (kind, state) = match how {
                GivenAway::Returned => (K::Returned, S::Returned),
                GivenAway::Lent => (K::Lent, S::Lent),
            };
            take(ledger, store, S::New, *quantity, serials)?.book(&Why::paper(kind, paper), (*outside, state))
        }
        BlankCommand::TakeBack { outside, store, quantity, paper } => {
            expect_kind(store, &[P::Store])?;
            let lent = Place { id: *outside, kind: P::Outside, ..store.clone() };
            take_any(ledger, &lent, S::Lent, *quantity)?.book(&Why::paper(K::CameBack, paper), (store.id, S::New))
        }
        BlankCommand::Destroy { bin, minutes } => destroy(ledger, bin, minutes),
        BlankCommand::Lose { at, lot, held, quantity, paper } => {
            let taken = match lot {
                Some(lot) => take_lot(ledger, at, *lot, *held, *quantity)?,
                None => take_any(ledger, at, *held, *quantity)?,
            };
            taken.book(&Why::paper(K::Lost, paper), (at.id, S::Lost))
        }
        BlankCommand::Find { at, quantity, paper } => {
            take_any(ledger, at, S::Lost, *quantity)?.book(&Why::paper(K::Found, paper), (at.id, S::New))
        }
        BlankCommand::NeverCame { lot, at, outside, quantity, paper } => {
            let taken = take_lot(ledger, at, *lot, S::InTransit, *quantity)?;
            taken.book(&Why::paper(K::Corrected, paper), (*outside, S::Returned))
        }
    }
}

fn receive(ledger: &Ledger, command: &BlankCommand) -> Decided {
    let BlankCommand::Receive { lot, item, label, source, outside, store, quantity, request, serials } = command else {
        return Ok(Vec::new());
    };
    expect_kind(store, &[PlaceKind::Store])?;
    check_quantity(*quantity)?;
    let label = label.trim();
    if label.is_empty() {
        return Err(BlankRefusal::LabelMissing);
    }
    if !serials.is_empty() {
        check_count(*quantity, serials)?;
        if let Some(serial) = serials.iter().find(|serial| ledger.serials.contains_key(serial)) {
            return Err(BlankRefusal::SerialTwice { serial: serial.clone() });
        }
    }
    Ok(vec![BlankEvent::Received {
        lot: *lot,
        item: *item,
        label: label.to_owned(),
        source: *source,
        from: *outside,
        to: store.id,
        lands: BlankState::InTransit,
        quantity: *quantity,
        request: *request,
        serials: serials.clone(),
    }])
}

fn accept(ledger: &Ledger, lot: LotId, at: &Place, counted: i64) -> Decided {
    expect_kind(at, &[PlaceKind::Store])?;
    let expected = ledger.balances.of_lot(at.id, lot, BlankState::InTransit);
    if counted > expected {
        return Err(BlankRefusal::MoreThanSent { expected, counted });
    }
    if counted == 0 {
        return Ok(Vec::new());
    }
    take_lot(ledger, at, lot, BlankState::InTransit, counted)?.book(&Why::of(MovementKind::Accepted), (at.id, BlankState::New))
}

/// What became of the blank that was kept for a case. Which lot was kept is of no account until a chip says which blank it was.
fn settle(ledger: &Ledger, printer: &Place, case: CaseId, held: BlankState, fate: &Fate) -> Decided {
    use {BlankState as S, MovementKind as K};
    expect_kind(printer, &[PlaceKind::Printer])?;
    let (kind, cause, to, serial) = match fate {
        Fate::Card { issued, serial } => (K::Used, None, (*issued, S::Used), serial.as_ref()),
        Fate::Spoiled { bin, cause, serial } => (K::Spoiled, Some(*cause), (*bin, S::Spoiled), serial.as_ref()),
        Fate::Unused => (K::Freed, None, (printer.id, S::New), None),
        Fate::Doubt => (K::Doubted, None, (printer.id, S::Uncertain), None),
    };
    let why = Why { cause, case: Some(case), ..Why::of(kind) };
    let from = (printer.id, held);
    let printed = matches!(fate, Fate::Card { .. } | Fate::Spoiled { .. });
    let Some(serial) = serial else {
        let untracked = ledger.balances.lots_as(printer.id, held).find(|(lot, _)| !printed || !ledger.tracked.contains(lot));
        return match untracked {
            Some((lot, _)) => Ok(vec![why.booking(lot, 1, from, to, Vec::new())]),
            None if ledger.balances.at(printer.id, held) > 0 => Err(BlankRefusal::SerialsNeeded),
            None => Err(exhausted(printer, 0, 1)),
        };
    };
    let at = chip_at(ledger, serial, printer.id)?;
    let mut events = Vec::new();
    if ledger.balances.of_lot(printer.id, at, held) == 0 {
        // The operator took a blank of another lot than the one that was kept: keep that one, let the other go.
        let (kept, _) = ledger.balances.lots_as(printer.id, held).next().ok_or_else(|| exhausted(printer, 0, 1))?;
        if ledger.balances.of_lot(printer.id, at, S::New) == 0 {
            return Err(exhausted(printer, 0, 1));
        }
        let swap = |kind| Why { case: Some(case), ..Why::of(kind) };
        events.push(swap(K::Freed).booking(kept, 1, from, (printer.id, S::New), Vec::new()));
        events.push(swap(K::Reserved).booking(at, 1, (printer.id, S::New), from, Vec::new()));
    }
    events.push(why.booking(at, 1, from, to, vec![serial.clone()]));
    Ok(events)
}

fn destroy(ledger: &Ledger, bin: &Place, minutes: &str) -> Decided {
    expect_kind(bin, &[PlaceKind::SpoiledBin])?;
    let lots: Vec<_> = ledger.balances.lots_as(bin.id, BlankState::Spoiled).collect();
    if lots.is_empty() {
        return Err(BlankRefusal::NothingToDestroy);
    }
    let chips = |lot: LotId| {
        let here = |at: &super::SerialAt| at.lot == lot && at.place == bin.id && at.state == BlankState::Spoiled;
        ledger.serials.iter().filter(|(_, at)| here(at)).map(|(serial, _)| serial.clone()).collect::<Vec<_>>()
    };
    let why = Why::paper(MovementKind::Destroyed, minutes);
    let (from, to) = ((bin.id, BlankState::Spoiled), (bin.id, BlankState::Destroyed));
    Ok(lots.into_iter().map(|(lot, quantity)| why.booking(lot, quantity, from, to, chips(lot))).collect())
}

/// Why a movement is made: what all its bookings share.
#[derive(Clone)]
struct Why {
    kind: MovementKind,
    cause: Option<SpoilCause>,
    case: Option<CaseId>,
    paper: Option<String>,
}

impl Why {
    fn of(kind: MovementKind) -> Self {
        Self { kind, cause: None, case: None, paper: None }
    }

    fn paper(kind: MovementKind, paper: &str) -> Self {
        Self { paper: Some(paper.trim().to_owned()).filter(|paper| !paper.is_empty()), ..Self::of(kind) }
    }

    fn booking(
        &self,
        lot: LotId,
        quantity: i64,
        from: (PlaceId, BlankState),
        to: (PlaceId, BlankState),
        serials: Vec<Serial>,
    ) -> BlankEvent {
        let Self { kind, cause, case, paper } = self.clone();
        BlankEvent::Booked(Booking { kind, lot, quantity, from, to, cause, case, paper, serials })
    }
}

/// Pieces that a command takes from a place, by lot.
struct Taken {
    from: (PlaceId, BlankState),
    lots: Vec<(LotId, i64, Vec<Serial>)>,
}

impl Taken {
    #[expect(clippy::unnecessary_wraps, reason = "the answer of `decide`, of which it is the last step")]
    fn book(self, why: &Why, to: (PlaceId, BlankState)) -> Decided {
        let Self { from, lots } = self;
        Ok(lots.into_iter().map(|(lot, quantity, serials)| why.booking(lot, quantity, from, to, serials)).collect())
    }
}

fn moved(lot: LotId, quantity: i64, serials: Vec<Serial>, from: PlaceId, to: PlaceId) -> BlankEvent {
    if serials.is_empty() {
        return BlankEvent::Moved { lot, from, to, quantity };
    }
    let (from, to) = ((from, BlankState::New), (to, BlankState::New));
    Why::of(MovementKind::Moved).booking(lot, quantity, from, to, serials)
}

/// Takes a quantity from a place: the named chips, or the oldest lots whose chips are not known.
fn take(ledger: &Ledger, place: &Place, state: BlankState, asked: i64, serials: &[Serial]) -> Result<Taken, BlankRefusal> {
    check_quantity(asked)?;
    if serials.is_empty() {
        let available = ledger.balances.at(place.id, state);
        let tracked = |lot: &LotId| ledger.tracked.contains(lot);
        let lots = ledger.balances.lots_as(place.id, state).filter(|(lot, _)| !tracked(lot));
        let taken = oldest_first((place, state), lots, asked);
        return if taken.is_err() && available >= asked { Err(BlankRefusal::SerialsNeeded) } else { taken };
    }
    check_count(asked, serials)?;
    let mut lots: BTreeMap<LotId, Vec<Serial>> = BTreeMap::new();
    for serial in serials {
        lots.entry(chip_at(ledger, serial, place.id)?).or_default().push(serial.clone());
    }
    let available = ledger.balances.at(place.id, state);
    let enough = lots.iter().all(|(lot, chips)| ledger.balances.of_lot(place.id, *lot, state) >= chips.len() as i64);
    if !enough {
        return Err(exhausted(place, available, asked));
    }
    let lots = lots.into_iter().map(|(lot, chips)| (lot, chips.len() as i64, chips)).collect();
    Ok(Taken { from: (place.id, state), lots })
}

/// Takes a quantity whatever the lot: where chips do not matter.
fn take_any(ledger: &Ledger, place: &Place, state: BlankState, asked: i64) -> Result<Taken, BlankRefusal> {
    check_quantity(asked)?;
    oldest_first((place, state), ledger.balances.lots_as(place.id, state), asked)
}

/// Takes a quantity of one lot.
fn take_lot(ledger: &Ledger, place: &Place, lot: LotId, state: BlankState, asked: i64) -> Result<Taken, BlankRefusal> {
    check_quantity(asked)?;
    oldest_first((place, state), std::iter::once((lot, ledger.balances.of_lot(place.id, lot, state))), asked)
}

fn oldest_first((place, state): (&Place, BlankState), lots: impl Iterator<Item = (LotId, i64)>, asked: i64) -> Result<Taken, BlankRefusal> {
    let (mut left, mut available, mut taken) = (asked, 0, Vec::new());
    for (lot, quantity) in lots {
        available += quantity;
        let part = left.min(quantity);
        if part > 0 {
            taken.push((lot, part, Vec::new()));
            left -= part;
        }
    }
    if left > 0 {
        return Err(exhausted(place, available, asked));
    }
    Ok(Taken { from: (place.id, state), lots: taken })
}

/// The lot of a chip that must be at a place, not printed on yet.
fn chip_at(ledger: &Ledger, serial: &Serial, place: PlaceId) -> Result<LotId, BlankRefusal> {
    let at = ledger.serials.get(serial).ok_or_else(|| BlankRefusal::SerialUnknown { serial: serial.clone() })?;
    if at.place == place && at.state == BlankState::New {
        return Ok(at.lot);
    }
    Err(BlankRefusal::SerialElsewhere { serial: serial.clone(), place: at.place, state: at.state })
}

fn check_count(quantity: i64, serials: &[Serial]) -> Result<(), BlankRefusal> {
    let mut seen = BTreeSet::new();
    if let Some(serial) = serials.iter().find(|serial| !seen.insert(*serial)) {
        return Err(BlankRefusal::SerialTwice { serial: serial.clone() });
    }
    let count = serials.len() as i64;
    if count == quantity { Ok(()) } else { Err(BlankRefusal::SerialCount { quantity, serials: count }) }
}

fn exhausted(place: &Place, available: i64, asked: i64) -> BlankRefusal {
    BlankRefusal::StockExhausted { place: place.code.clone(), available, asked }
}

fn apart(from: &Place, to: &Place) -> Result<(), BlankRefusal> {
    if from.id == to.id { Err(BlankRefusal::SamePlace) } else { Ok(()) }
}

fn check_quantity(quantity: i64) -> Result<(), BlankRefusal> {
    if (1..=QUANTITY_MAX).contains(&quantity) { Ok(()) } else { Err(BlankRefusal::BadQuantity { quantity }) }
}

fn expect_kind(place: &Place, kinds: &[PlaceKind]) -> Result<(), BlankRefusal> {
    if kinds.contains(&place.kind) {
        return Ok(());
    }
    Err(BlankRefusal::WrongPlace { place: place.code.clone(), kind: place.kind })
}
