//! The addresses of the plans.

use super::with_id;

/// The plans from the office's records (GET).
pub const PLANS: &str = "/rencana";
/// Pattern of [`plan`] (GET with the keys of its inputs).
pub const PLAN: &str = "/rencana/{id}";

/// The same patterns, for the router's own check.
pub(super) const PLANNING: [&str; 2] = [PLANS, PLAN];

/// A plan, by the code of its kind.
pub fn plan(kind: &str) -> String {
    with_id(PLAN, kind)
}
