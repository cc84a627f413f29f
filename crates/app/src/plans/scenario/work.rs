//! What a plan may take while somebody waits for the page.

use domain::ageing::days_between;
use planner::plan::{blanks::BlanksPlan, refusal::PlanRefusal, scenario::DAYS_MAX, target::Target};

use super::{keys::Read, kinds::Plan};

/// Days that a plan of blanks has at most.
const BLANKS_DAYS_MAX: u32 = 366;

/// Multiplications of a plan of blanks at most: the best way of sharing out is looked for piece by piece and day by day.
const MULTIPLICATIONS_MAX: f64 = 2e9;

/// Openings of a site on a day, with the exceptions to look through, that a target has at most: each site is tried with a station more.
const OPENINGS_MAX: f64 = 1e7;

/// Refuses what would take long.
pub fn expect_small(plan: &Plan) -> Read<()> {
    match plan {
        Plan::Blanks(plan) => Ok(small_blanks(plan)?),
        Plan::Target(target) => Ok(small_target(target)?),
        Plan::CatchUp(_) | Plan::Queue(_) | Plan::Ladder(..) => Ok(()),
    }
}

fn small_blanks(plan: &BlanksPlan) -> Result<(), PlanRefusal> {
    if days_between(plan.from, plan.until) >= i64::from(BLANKS_DAYS_MAX) {
        return Err(PlanRefusal::TooLong { key: "until", most: BLANKS_DAYS_MAX });
    }
    within("stock", f64::from(plan.stock.value), 0.0, plan.stock_within(MULTIPLICATIONS_MAX))
}

fn small_target(target: &Target) -> Result<(), PlanRefusal> {
    let days = days_between(target.from, target.until).clamp(1, i64::from(DAYS_MAX)) as f64;
    let a_pair = days * (1 + target.timetable.exceptions.len()) as f64;
    within("site", target.sites.len() as f64, 1.0, (OPENINGS_MAX / a_pair).sqrt())
}

fn within(key: &str, amount: f64, least: f64, most: f64) -> Result<(), PlanRefusal> {
    let most = most.floor().max(least);
    if amount <= most { Ok(()) } else { Err(PlanRefusal::Amount { key: key.to_owned(), least, most }) }
}
