//! The day's print run: which waiting cases are printed, on which printer, and why each other one is not.
//!
//! **Invariants.** Within one allotment no case of a lower class is in the run while one of a higher class, or an older one of the same, is
//! refused. No printer gets more than its narrowest limit. No allotment gives more than its stock, and of the general one each class leaves
//! what is kept back for higher ones. The same input gives the same run. Everything is about one place's stock and one run.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::rationing::Levels;

/// Whose blanks a case may use. Blanks for changes of areas come separately (letter of the Director-General, January 2020).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Allotment {
    /// The office's ordinary stock.
    General,
    /// Blanks that came for new or renamed areas.
    AreaChange,
}

/// A case that could be printed today; whether it may (data ready, birthday reached) its caller has judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The caller's number of the case; breaks ties.
    pub case: usize,
    /// Its class by the dated rule, 1 is printed first.
    pub class: u8,
    /// Whose blanks it may use.
    pub allotment: Allotment,
    /// Since when it waits, microseconds since 1970.
    pub since_micros: i64,
}

/// Pieces on hand by allotment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    /// Of the general allotment.
    pub general: u32,
    /// For changes of areas.
    pub area_change: u32,
}

/// What a printer can do today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printer {
    /// The caller's number of the printer; breaks ties.
    pub printer: usize,
    /// Blanks at the printer.
    pub blanks: u32,
    /// Cards that its ribbon and film still give.
    pub ribbon_cards_left: u32,
    /// Cards until its limit of heat.
    pub heat_cards_left: u32,
    /// Minutes that it can run.
    pub minutes_left: u32,
    /// Time for a card, in thousandths of a second, of [`crate::rate`].
    pub card_millis: u32,
}

/// What limits printers. In this order when several are equally narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PrinterLimit {
    /// No printer is there.
    NoPrinter,
    /// Too few people to run them.
    Operators,
    /// Blanks at the printer.
    Blanks,
    /// Ribbon and film.
    Ribbon,
    /// Heat.
    Heat,
    /// Hours.
    Time,
}

/// Cards that a printer can do, and why not more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Cards.
    pub cards: u32,
    /// The narrowest limit.
    pub limit: PrinterLimit,
}

impl Printer {
    /// Its limits, each in cards.
    fn limits(&self) -> [(u32, PrinterLimit); 4] {
        let time = u64::from(self.minutes_left) * 60_000 / u64::from(self.card_millis.max(1));
        [
            (self.blanks, PrinterLimit::Blanks),
            (self.ribbon_cards_left, PrinterLimit::Ribbon),
            (self.heat_cards_left, PrinterLimit::Heat),
            (u32::try_from(time).unwrap_or(u32::MAX), PrinterLimit::Time),
        ]
    }

    /// The least of blanks, ribbon, heat and time.
    pub fn capacity(&self) -> Capacity {
        let (cards, limit) = self.limits().into_iter().min().unwrap_or((0, PrinterLimit::NoPrinter));
        Capacity { cards, limit }
    }

    /// Cards if one limit were lifted.
    fn cards_without(&self, lifted: PrinterLimit) -> u32 {
        self.limits().into_iter().filter(|(_, limit)| *limit != lifted).map(|(cards, _)| cards).min().unwrap_or(0)
    }
}

/// What is given for a run.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    /// Pieces on hand.
    pub stock: Stock,
    /// What is kept back of the general allotment for higher classes, by class from 1.
    pub levels: &'a Levels,
    /// The printers that work.
    pub printers: &'a [Printer],
    /// People who can run one printer each.
    pub operators: u32,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintRun {
    /// In the order of the law; the cases of one printer in the order in which it prints them.
    pub cards: Vec<Card>,
    /// In the order of the law.
    pub left: Vec<Left>,
    /// Why the first of those who are left is not in the run; nothing when all are.
    pub binding: Option<Reason>,
    /// What the printers could do together, and why not more.
    pub capacity: Capacity,
}

/// A case in the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Card {
    /// The case.
    pub case: usize,
    /// The printer.
    pub printer: usize,
}

/// A case that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The case.
    pub case: usize,
    /// Why.
    pub reason: Reason,
}

/// Why a case is not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The rest of the stock is kept back for higher classes.
    Reserved {
        /// Pieces kept back.
        level: u32,
    },
    /// The general allotment is used up.
    NoBlanks,
    /// The allotment for changes of areas is used up.
    OwnAllotmentEmpty,
    /// The printers can do no more today.
    NoPrinterCapacity {
        /// What would have to be lifted first.
        binding: PrinterLimit,
    },
}

/// Builds the run. Time grows with the cases as sorting does.
pub fn print_run(waiting: &[Waiting], means: &Means) -> PrintRun {
    let mut ranked: Vec<&Waiting> = waiting.iter().collect();
    ranked.sort_unstable_by_key(|case| (case.class, case.since_micros, case.allotment, case.case));
    let manned = manned(means.printers, means.operators);
    let capacity =
        Capacity { cards: manned.iter().fold(0, |sum, one| sum.saturating_add(one.capacity().cards)), limit: narrowest(means, &manned) };
    let mut pool = Pool { stock: means.stock, levels: means.levels, capacity };
    let mut desk = Desk::new(&manned);
    let (mut cards, mut left) = (Vec::new(), Vec::new());
    for case in ranked {
        match pool.refuse(case) {
            Some(reason) => left.push(Left { case: case.case, reason }),
            None => cards.extend(desk.next().map(|printer| Card { case: case.case, printer })),
        }
    }
    PrintRun { cards, binding: left.first().map(|left| left.reason), left, capacity }
}

/// The printers that somebody runs: those that can do most.
fn manned(printers: &[Printer], operators: u32) -> Vec<&Printer> {
    let mut printers: Vec<&Printer> = printers.iter().collect();
    printers.sort_unstable_by_key(|one| (Reverse(one.capacity().cards), one.printer));
    printers.truncate(operators as usize);
    printers
}

/// The limit that would give most cards if it were lifted; among equals the one that is narrowest on most printers.
fn narrowest(means: &Means, manned: &[&Printer]) -> PrinterLimit {
    if means.printers.is_empty() {
        return PrinterLimit::NoPrinter;
    }
    let cards = |printers: &mut dyn Iterator<Item = u32>| printers.map(u64::from).sum::<u64>();
    let now = cards(&mut manned.iter().map(|one| one.capacity().cards));
    let idle = cards(&mut means.printers.iter().map(|one| one.capacity().cards)) - now;
    let on_printers = [PrinterLimit::Blanks, PrinterLimit::Ribbon, PrinterLimit::Heat, PrinterLimit::Time].map(|limit| {
        let gain = cards(&mut manned.iter().map(|one| one.cards_without(limit))) - now;
        (gain, manned.iter().filter(|one| one.capacity().limit == limit).count(), limit)
    });
    let operators = (idle, means.printers.len() - manned.len(), PrinterLimit::Operators);
    let all = std::iter::once(operators).chain(on_printers);
    all.max_by_key(|(gain, printers, limit)| (*gain, *printers, Reverse(*limit))).map_or(PrinterLimit::NoPrinter, |(.., limit)| limit)
}

/// What is left for the next case.
struct Pool<'a> {
    stock: Stock,
    levels: &'a Levels,
    capacity: Capacity,
}

impl Pool<'_> {
    /// Takes a blank and a turn at a printer for a case, or says why not.
    fn refuse(&mut self, case: &Waiting) -> Option<Reason> {
        let (stock, level, empty) = match case.allotment {
            Allotment::General => (&mut self.stock.general, self.levels.of(usize::from(case.class).saturating_sub(1)), Reason::NoBlanks),
            Allotment::AreaChange => (&mut self.stock.area_change, 0, Reason::OwnAllotmentEmpty),
        };
        if *stock == 0 {
            return Some(empty);
        }
        if *stock <= level {
            return Some(Reason::Reserved { level });
        }
        if self.capacity.cards == 0 {
            return Some(Reason::NoPrinterCapacity { binding: self.capacity.limit });
        }
        *stock -= 1;
        self.capacity.cards -= 1;
        None
    }
}

/// Deals cards to printers: each to the one that has it done first.
struct Desk {
    turns: BinaryHeap<Reverse<Turn>>,
}

/// A printer's next card. Compared by when it is done, then by printer.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    done_millis: u64,
    printer: usize,
    card_millis: u64,
    cards_left: u32,
}

impl Desk {
    fn new(printers: &[&Printer]) -> Self {
        let turns = printers.iter().filter(|one| one.capacity().cards > 0).map(|one| {
            let card_millis = u64::from(one.card_millis.max(1));
            Reverse(Turn { done_millis: card_millis, printer: one.printer, card_millis, cards_left: one.capacity().cards })
        });
        Self { turns: turns.collect() }
    }

    fn next(&mut self) -> Option<usize> {
        let Reverse(turn) = self.turns.pop()?;
        let (printer, cards_left) = (turn.printer, turn.cards_left - 1);
        if cards_left > 0 {
            self.turns.push(Reverse(Turn { done_millis: turn.done_millis + turn.card_millis, cards_left, ..turn }));
        }
        Some(printer)
    }
}

#[cfg(test)]
mod tests;
