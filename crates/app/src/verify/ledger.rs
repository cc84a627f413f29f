//! The blank equation: what was received is everywhere it can be.

use domain::blank::BlankState;
use store::{StoreFault, Tx, queries::stock};

use super::{Check, fold::Fold};

/// Compares what was received with the sum over all places, and the used blanks with the cards that were printed.
pub(super) fn check(tx: &mut Tx<'_>, fold: &Fold) -> Result<Check, StoreFault> {
    let mut check = Check::new("blank_equation");
    let received = stock::received(tx)?;
    let lines = check.readable(stock::by_place(tx))?;
    let everywhere: i64 = lines.iter().map(|line| line.quantity).sum();
    check.count = received;
    if received != everywhere {
        check.problem(format!("{received} blanks were received, {everywhere} are in all places together"));
    }
    let used: i64 = lines.iter().filter(|line| line.state == BlankState::Used).map(|line| line.quantity).sum();
    let cards = fold.cards.len() as i64;
    if used != cards {
        check.problem(format!("{used} blanks were used, {cards} cards were printed"));
    }
    if let Some((account, quantity)) = fold.balances.0.iter().find(|(_, quantity)| **quantity < 0) {
        check.problem(format!("the journal makes lot {} negative at place {}: {quantity}", account.1, account.0));
    }
    Ok(check)
}
