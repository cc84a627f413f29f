//! When to ask when deliveries come late and in part.

use super::learnt::{DailyDemand, Fill, LeadTime};
use crate::probability::normal_quantile;

/// The stock at which to ask: with a chance of `service_permille` it lasts until the delivery, in pieces, to the nearest.
///
/// λL + z·√(σ²L + λ²s²) for a demand λ with variance σ² a working day and a time L with standard deviation s (Hadley and Whitin 1963; both
/// normal and independent).
pub fn reorder_point(demand: DailyDemand, lead: LeadTime, service_permille: u16) -> u32 {
    order_up_to(demand, lead, 0, service_permille)
}

/// The stock to ask up to, so that it lasts until the delivery and `cover_days` working days longer.
pub fn order_up_to(demand: DailyDemand, lead: LeadTime, cover_days: u32, service_permille: u16) -> u32 {
    let (mean, variance) = (demand.mean_milli as f64 / 1_000.0, demand.variance_milli as f64 / 1_000.0);
    let days = f64::from(lead.mean_milli_days) / 1_000.0 + f64::from(cover_days);
    let sd_days = f64::from(lead.sd_milli_days) / 1_000.0;
    let z = normal_quantile(f64::from(service_permille.clamp(1, 999)) / 1_000.0);
    let spread = libm::sqrt(variance * days + mean * mean * sd_days * sd_days);
    libm::round((mean * days + z * spread).max(0.0)) as u32
}

/// What to ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Pieces to write in the letter.
    pub asked: u32,
    /// Pieces that are expected to come of them, rounded down.
    pub expected: u32,
    /// Pieces of the need that are not expected to come, because of the cap or because nothing ever comes.
    pub uncovered: u32,
}

/// Asks for so much that the expected delivery covers `need`, as deliveries bring only a part of each request (random yield in proportion;
/// Yano and Lee 1995). `cap` is what the centre gives at most at a time, where it is known.
pub fn ask(need: u32, fill: Fill, cap: Option<u32>) -> Ask {
    let part = u64::from(fill.mean_permille);
    let wished = (u64::from(need) * 1_000).div_ceil(part.max(1));
    let wished = if part == 0 { u64::from(need) } else { wished };
    let asked = u32::try_from(wished).unwrap_or(u32::MAX).min(cap.unwrap_or(u32::MAX));
    let expected = u32::try_from(u64::from(asked) * part / 1_000).unwrap_or(u32::MAX);
    Ask { asked, expected, uncovered: need.saturating_sub(expected) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reorder_points_of_lombok_utara() {
        for (mean_days, sd_days, expected) in [(5, 0, 459), (5, 10, 1_824), (10, 5, 1_551), (20, 10, 3_100), (41, 0, 3_582)] {
            let lead = LeadTime { mean_milli_days: mean_days * 1_000, sd_milli_days: sd_days * 1_000 };
            assert_eq!(reorder_point(DailyDemand::poisson(85_000), lead, 950), expected, "{mean_days} {sd_days}");
        }
    }

    #[test]
    fn bunches_and_cover_ask_for_more() {
        let (steady, bunched) = (DailyDemand::poisson(85_000), DailyDemand { mean_milli: 85_000, variance_milli: 340_000 });
        let lead = LeadTime { mean_milli_days: 5_000, sd_milli_days: 0 };
        assert!(reorder_point(bunched, lead, 950) > reorder_point(steady, lead, 950));
        assert_eq!(order_up_to(steady, lead, 0, 950), reorder_point(steady, lead, 950));
        assert_eq!(order_up_to(steady, lead, 15, 500), 1_700);
    }

    #[test]
    fn a_part_comes_so_more_is_asked() {
        let third = Fill { mean_permille: 333, sd_permille: 100 };
        assert_eq!(ask(1_000, third, None), Ask { asked: 3_004, expected: 1_000, uncovered: 0 });
        assert_eq!(ask(1_000, third, Some(2_000)), Ask { asked: 2_000, expected: 666, uncovered: 334 });
        assert_eq!(ask(0, third, None).asked, 0);
        let nothing = Fill { mean_permille: 0, sd_permille: 0 };
        assert_eq!(ask(1_000, nothing, None), Ask { asked: 1_000, expected: 0, uncovered: 1_000 });
    }
}
