//! Quantities that an office learns from its own records, and that say so.
//!
//! With too few records an answer needs an assumption. Then [`Basis`] tells that it is one; without an assumption there is no answer.

/// A value with where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learnt<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub basis: Basis,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The office's own records.
    Records {
        /// How many.
        count: u32,
    },
    /// An assumption that somebody made, because the records are too few.
    Assumption {
        /// How many there are.
        records: u32,
    },
}

/// Demand of a working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyDemand {
    /// Mean, in thousandths of a card.
    pub mean_milli: u64,
    /// Variance, in thousandths of a card squared. Equal to the mean when requests come independently (Poisson); more when they come in
    /// bunches.
    pub variance_milli: u64,
}

impl DailyDemand {
    /// Of requests that come independently.
    pub fn poisson(mean_milli: u64) -> Self {
        Self { mean_milli, variance_milli: mean_milli }
    }
}

/// From a request for blanks to its delivery, in thousandths of a working day: the same days as those of the demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeadTime {
    /// Mean.
    pub mean_milli_days: u32,
    /// Standard deviation; 0 is sure.
    pub sd_milli_days: u32,
}

/// The part of a request that is delivered, in thousandths of what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Mean.
    pub mean_permille: u32,
    /// Standard deviation.
    pub sd_permille: u32,
}

/// One past request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Working days from the request to the delivery.
    pub wait_days: u32,
    /// Pieces.
    pub asked: u32,
    /// Pieces.
    pub received: u32,
}

/// The demand of a working day from counts of past ones, a day without requests being 0. `records_min` is how many days are enough, at
/// least 2.
pub fn daily_demand(counts: &[u32], records_min: u32, assumed: Option<DailyDemand>) -> Option<Learnt<DailyDemand>> {
    learnt(counts.iter().map(|count| f64::from(*count) * 1_000.0), records_min, assumed, |moments| DailyDemand {
        mean_milli: round(moments.mean),
        variance_milli: round(moments.sd * moments.sd / 1_000.0),
    })
}

/// The time to delivery from past requests.
pub fn lead_time(deliveries: &[Delivery], records_min: u32, assumed: Option<LeadTime>) -> Option<Learnt<LeadTime>> {
    learnt(deliveries.iter().map(|delivery| f64::from(delivery.wait_days) * 1_000.0), records_min, assumed, |moments| LeadTime {
        mean_milli_days: round(moments.mean) as u32,
        sd_milli_days: round(moments.sd) as u32,
    })
}

/// The part that is delivered from past requests; those for nothing do not count.
pub fn fill(deliveries: &[Delivery], records_min: u32, assumed: Option<Fill>) -> Option<Learnt<Fill>> {
    let parts = deliveries.iter().filter(|delivery| delivery.asked > 0);
    let parts = parts.map(|delivery| f64::from(delivery.received) * 1_000.0 / f64::from(delivery.asked));
    learnt(parts, records_min, assumed, |moments| Fill { mean_permille: round(moments.mean) as u32, sd_permille: round(moments.sd) as u32 })
}

struct Moments {
    mean: f64,
    sd: f64,
}

fn learnt<T>(
    records: impl Iterator<Item = f64>,
    records_min: u32,
    assumed: Option<T>,
    value: impl FnOnce(Moments) -> T,
) -> Option<Learnt<T>> {
    let records: Vec<f64> = records.collect();
    let count = records.len() as u32;
    if count < records_min.max(2) {
        return assumed.map(|value| Learnt { value, basis: Basis::Assumption { records: count } });
    }
    let mean = records.iter().sum::<f64>() / f64::from(count);
    let squares: f64 = records.iter().map(|record| (record - mean) * (record - mean)).sum();
    let moments = Moments { mean, sd: libm::sqrt(squares / f64::from(count - 1)) };
    Some(Learnt { value: value(moments), basis: Basis::Records { count } })
}

fn round(value: f64) -> u64 {
    libm::round(value.max(0.0)) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_speak_when_there_are_enough() {
        let delivery = |wait_days, received| Delivery { wait_days, asked: 1_000, received };
        let deliveries = [delivery(5, 1_000), delivery(10, 500), delivery(30, 300)];
        let assumed = LeadTime { mean_milli_days: 20_000, sd_milli_days: 10_000 };
        let learnt = lead_time(&deliveries, 3, Some(assumed)).unwrap();
        assert_eq!(learnt.value, LeadTime { mean_milli_days: 15_000, sd_milli_days: 13_229 });
        assert_eq!(learnt.basis, Basis::Records { count: 3 });
        let filled = fill(&deliveries, 3, None).unwrap();
        assert_eq!(filled.value, Fill { mean_permille: 600, sd_permille: 361 });
        let few = lead_time(&deliveries, 4, Some(assumed)).unwrap();
        assert_eq!((few.value, few.basis), (assumed, Basis::Assumption { records: 3 }));
        assert_eq!(lead_time(&deliveries, 4, None), None);
        assert_eq!(lead_time(&deliveries[..1], 0, None), None, "one record has no spread");
    }

    #[test]
    fn demand_has_a_mean_and_a_variance() {
        let learnt = daily_demand(&[80, 90, 85, 85], 2, None).unwrap();
        assert_eq!(learnt.value, DailyDemand { mean_milli: 85_000, variance_milli: 16_667 });
        assert_eq!(daily_demand(&[], 2, None), None);
    }
}
