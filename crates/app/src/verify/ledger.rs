//! The blank equation: what was received is everywhere it can be, and every blank that is kept for a card has its job.

use domain::{
    blank::{BlankState, Item},
    print::JobState,
};
use store::{StoreFault, Tx, queries::stock, tables};

use super::{Check, fold::Fold};

/// Compares what was received with the sum over all places, the used blanks with the cards that were printed, and the kept blanks with the
/// jobs.
pub(super) fn check(tx: &mut Tx<'_>, fold: &Fold) -> Result<Check, StoreFault> {
    let mut check = Check::new("blank_equation");
    let lines = check.readable(stock::by_place(tx))?;
    for item in Item::ALL {
        let received = stock::received(tx, *item)?;
        let everywhere: i64 = lines.iter().filter(|line| line.item == *item).map(|line| line.quantity).sum();
        check.count += received;
        if received != everywhere {
            check.problem(format!("{item}: {received} were received, {everywhere} are in all places together"));
        }
    }
    let blanks = || lines.iter().filter(|line| line.item == Item::Blank);
    let used: i64 = blanks().filter(|line| line.state == BlankState::Used).map(|line| line.quantity).sum();
    let cards = fold.cards.len() as i64;
    if used != cards {
        check.problem(format!("{used} blanks were used, {cards} cards were printed"));
    }
    if let Some((account, quantity)) = fold.balances.0.iter().find(|(_, quantity)| **quantity < 0) {
        check.problem(format!("the journal makes lot {} negative at place {}: {quantity}", account.1, account.0));
    }
    kept_for_jobs(tx, fold, &mut check)?;
    Ok(check)
}

/// At every printer as many blanks are reserved and uncertain as there are jobs in these states.
fn kept_for_jobs(tx: &mut Tx<'_>, fold: &Fold, check: &mut Check) -> Result<(), StoreFault> {
    let balances = check.readable(tables::blank::balances(tx, Item::Blank))?;
    for place in fold.places.keys() {
        let jobs = |uncertain: bool| {
            let here = fold.jobs.values().filter(|job| job.printer == *place && job.state.open());
            here.filter(|job| (job.state == JobState::Uncertain) == uncertain).count() as i64
        };
        for (state, jobs) in [(BlankState::Reserved, jobs(false)), (BlankState::Uncertain, jobs(true))] {
            let blanks = balances.at(*place, state);
            if blanks != jobs {
                check.problem(format!("place {place}: {blanks} blanks are {state}, for {jobs} jobs"));
            }
        }
    }
    for job in fold.jobs.values() {
        if job.card.is_some_and(|card| fold.cards.get(&card).is_none_or(|card| card.case != job.case)) {
            check.problem(format!("job {}: its card is not that of its case", job.id));
        }
    }
    Ok(())
}
