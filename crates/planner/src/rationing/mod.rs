//! Rationing: which class of requests is served from a scarce stock until the next sure delivery.
//!
//! **Problem.** A stock of blanks, a number of working days, classes of requests in the order of the law with a mean a day and a weight each.
//! Requests arrive at random (Poisson); one that is refused does not come back within the horizon. Accept a request of a class if more is in
//! stock than what is *kept back* for higher classes: its level. That such levels are optimal is Topkis (1968, Management Science 15).
//!
//! **Ways to set the levels**, [`Policy`]: each is a sentence that can be said at a counter. `optimum` computes the best possible levels, so
//! that the simple ones can be judged beside them; `forecast` gives the exact expected course under any levels, `simulation` the same by
//! drawing, `outlook` says it by class: open or closed, until when, how many.
//!
//! **How near the simple rules are.** What is lost of the best possible value, in the worst of 1,000 random cases around Lombok Utara's figures
//! (means ±30 %, 1,000 to 2,000 blanks, 20 to 30 days), and of 4,000 of all kinds (2 to 5 classes of 1 to 40 requests a day, 5 to 30 days, a
//! fifth of the demand or more in stock):
//!
//! | rule | a run a day by class, around | of all kinds | while you wait, around |
//! |---|---|---|---|
//! | 90 % certainty, which needs no weights | 0.1 % | 0.8 %, in one of 7,000 1.1 % | 1.3 % |
//! | EMSR-b | 0.5 % | 4.1 %, one in nine above 1 % | 1.0 % |
//! | the mean | 0.6 % | 3.8 %, one in ten above 1 % | 1.2 % |
//!
//! Far off are few and very unequal classes with some 30 to 500 blanks. While you wait, what is lost is that levels are set once a day.

pub mod forecast;
pub mod nested;
pub mod optimum;
pub mod outlook;
pub mod simulation;

#[cfg(test)]
mod tests;

use crate::probability::Poisson;

/// What asks for cards. A class has no name here: its rank is its place in [`Classes`], 0 is served first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// Mean of requests a working day, in thousandths of a request.
    pub daily_milli: u32,
    /// What one served request is worth; only the relation between classes counts.
    pub weight: u32,
}

impl Class {
    /// Mean of requests a working day.
    pub fn daily(self) -> f64 {
        f64::from(self.daily_milli) / 1_000.0
    }
}

/// Why classes cannot be planned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassesRefusal {
    /// There is none.
    NoClass,
    /// The class of this rank weighs nothing.
    NoWeight {
        /// From 0.
        rank: usize,
    },
    /// The class of this rank weighs more than one that the law puts before it: the weights would work against the law.
    WeightAgainstOrder {
        /// From 0.
        rank: usize,
    },
}

/// Classes in the order of the law: at least one, weights positive and never rising.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Classes(Vec<Class>);

impl Classes {
    /// Takes the classes, the one that is served first in front.
    pub fn new(classes: Vec<Class>) -> Result<Self, ClassesRefusal> {
        let mut before = u32::MAX;
        for (rank, class) in classes.iter().enumerate() {
            if class.weight == 0 {
                return Err(ClassesRefusal::NoWeight { rank });
            }
            if class.weight > before {
                return Err(ClassesRefusal::WeightAgainstOrder { rank });
            }
            before = class.weight;
        }
        if classes.is_empty() { Err(ClassesRefusal::NoClass) } else { Ok(Self(classes)) }
    }

    /// In the order of the law.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Class> + ExactSizeIterator + '_ {
        self.0.iter().copied()
    }

    /// How many classes.
    #[expect(clippy::len_without_is_empty, reason = "there is always a class")]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Mean of requests of all classes a working day.
    pub fn daily(&self) -> f64 {
        self.daily_milli() as f64 / 1_000.0
    }

    /// The same in thousandths.
    pub fn daily_milli(&self) -> u64 {
        self.iter().map(|class| u64::from(class.daily_milli)).sum()
    }
}

/// What is kept back for higher classes, by rank: a class is open while the stock is greater than its level. Never falling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levels(Vec<u32>);

impl Levels {
    /// Takes levels by rank; one that is lower than that of a higher class is raised to it, so that no lower class is ever open while a
    /// higher one is closed.
    pub fn new(levels: impl IntoIterator<Item = u32>) -> Self {
        let mut highest = 0;
        let raised = levels.into_iter().map(|level| {
            highest = highest.max(level);
            highest
        });
        Self(raised.collect())
    }

    /// By rank.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// Of a class; of one that is not known the greatest.
    pub fn of(&self, rank: usize) -> u32 {
        self.0.get(rank).or(self.0.last()).copied().unwrap_or(0)
    }
}

/// A way to set the levels. All but the first protect each class against every lower one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// Whoever comes is served: no levels. For comparison.
    FirstCome,
    /// Keep back the mean of what higher classes will still ask for. [`law_order`] is the same with certain demand.
    ReserveMean,
    /// Keep back so much that all remaining requests of higher classes fit with this chance, in thousandths: the order of the law before any
    /// weight. With 900 the best of the simple rules for a daily print run.
    ReserveCertain {
        /// 990 is 99 %.
        chance_permille: u16,
    },
    /// Expected marginal value, each higher class against the one below (Belobaba 1987, after Littlewood 1972), added up.
    EmsrA,
    /// Expected marginal value, the higher classes taken together with their mean weight (Belobaba 1992).
    EmsrB,
}

/// In which order a day's requests reach the stock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// One by one, as they come; levels are those at the day's beginning and cover the day itself. Cards while you wait.
    AsTheyCome,
    /// All of a day's requests in the order of the law; levels cover the days after. A daily print run. No lower class is served on a day on
    /// which a higher one is refused.
    ByClass,
}

impl Policy {
    /// The levels when `days_left` working days of demand are still to be covered.
    ///
    /// [`Policy::ReserveMean`] rounds up; the others are quantiles of a Poisson distribution.
    pub fn levels(self, classes: &Classes, days_left: u32) -> Levels {
        let days = f64::from(days_left);
        let higher = |rank: usize| classes.iter().take(rank);
        Levels::new(classes.iter().enumerate().map(|(rank, class)| match self {
            Self::FirstCome => 0,
            Self::ReserveMean => {
                let milli = higher(rank).map(|class| u64::from(class.daily_milli)).sum::<u64>().saturating_mul(u64::from(days_left));
                u32::try_from(milli.div_ceil(1_000)).unwrap_or(u32::MAX)
            }
            Self::ReserveCertain { chance_permille } => {
                let mean: f64 = higher(rank).map(Class::daily).sum();
                Poisson::new(mean * days).quantile(f64::from(chance_permille) / 1_000.0)
            }
            Self::EmsrA => higher(rank).map(|one| littlewood(one, class, days)).sum(),
            Self::EmsrB => littlewood(together(higher(rank)), class, days),
        }))
    }

    /// The levels of every day of a horizon, one row a day.
    pub fn schedule(self, classes: &Classes, days: u32, order: DayOrder) -> Schedule {
        let left = (0..days).map(|day| match order {
            DayOrder::AsTheyCome => days - day,
            DayOrder::ByClass => days - day - 1,
        });
        Schedule::daily(left.map(|days_left| self.levels(classes, days_left)).collect())
    }
}

/// A demand and what it is worth: of a class, or of several together. In whole numbers, so that equal weights are equal.
#[derive(Clone, Copy)]
struct Demand {
    daily_milli: u64,
    /// Weights times requests.
    value_milli: u64,
}

impl From<Class> for Demand {
    fn from(class: Class) -> Self {
        together(std::iter::once(class))
    }
}

fn together(classes: impl Iterator<Item = Class>) -> Demand {
    classes.fold(Demand { daily_milli: 0, value_milli: 0 }, |sum, class| Demand {
        daily_milli: sum.daily_milli + u64::from(class.daily_milli),
        value_milli: sum.value_milli + u64::from(class.daily_milli) * u64::from(class.weight),
    })
}

/// Littlewood (1972): keep back the y-th piece while the chance that a higher request takes it, times its weight, beats the lower's weight.
fn littlewood(higher: impl Into<Demand>, lower: Class, days: f64) -> u32 {
    let Demand { daily_milli, value_milli } = higher.into();
    let above = value_milli.saturating_sub(daily_milli.saturating_mul(u64::from(lower.weight)));
    if above == 0 {
        return 0;
    }
    Poisson::new(daily_milli as f64 / 1_000.0 * days).quantile(above as f64 / value_milli as f64)
}

/// Levels over time: rows of equal length that follow each other, one or several a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    rows_a_day: u32,
    rows: Vec<Levels>,
}

impl Schedule {
    /// One row a day, today's first.
    pub fn daily(rows: Vec<Levels>) -> Self {
        Self { rows_a_day: 1, rows }
    }

    /// Whole days.
    pub fn days(&self) -> u32 {
        (self.rows.len() / self.rows_a_day.max(1) as usize) as u32
    }

    /// The rows of each day, today's first.
    pub fn by_day(&self) -> impl Iterator<Item = &[Levels]> + '_ {
        self.rows.chunks_exact(self.rows_a_day.max(1) as usize)
    }
}

/// How much of a class's requests is served, expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Thousandths of a card.
    pub served_milli: u64,
    /// Thousandths of a card.
    pub wanted_milli: u64,
}

/// Serves the classes in the order of the law as if demand were certain: each gets what the higher ones leave. Its value is an upper bound of
/// what any policy reaches in the mean. One row a class.
pub fn law_order(classes: &Classes, stock: u32, days: u32) -> Vec<Part> {
    let mut left = u64::from(stock) * 1_000;
    let part = |class: Class| {
        let wanted_milli = u64::from(class.daily_milli) * u64::from(days);
        let served_milli = wanted_milli.min(left);
        left -= served_milli;
        Part { served_milli, wanted_milli }
    };
    classes.iter().map(part).collect()
}

/// Serves whoever comes as if demand were certain: the same share of each class. One row a class.
pub fn first_come(classes: &Classes, stock: u32, days: u32) -> Vec<Part> {
    let wanted = u128::from(classes.daily_milli()) * u128::from(days);
    let served = wanted.min(u128::from(stock) * 1_000);
    let part = |class: Class| {
        let wanted_milli = u64::from(class.daily_milli) * u64::from(days);
        Part { served_milli: (u128::from(wanted_milli) * served / wanted.max(1)) as u64, wanted_milli }
    };
    classes.iter().map(part).collect()
}

/// Thousandths of a working day until a stock is gone when everyone is served; nothing when nobody asks.
pub fn lasts_milli_days(classes: &Classes, stock: u32) -> Option<u64> {
    (u64::from(stock) * 1_000_000).checked_div(classes.daily_milli())
}

/// The value of parts: weights times served, in thousandths.
pub fn value_milli(classes: &Classes, parts: &[Part]) -> u64 {
    classes.iter().zip(parts).map(|(class, part)| u64::from(class.weight) * part.served_milli).sum()
}
