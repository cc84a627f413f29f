//! How long a stock of blanks lasts.

/// Working days in a week of an office (Perpres 21/2023).
const WORKING_DAYS_A_WEEK: i64 = 5;

/// Whole working days that `stock` pieces last when `used` pieces were used in the last `calendar_days` days: stock divided by the mean use
/// per working day, rounded down. `None` when nothing was used, so that no rate is known.
pub fn cover_working_days(stock: i64, used: i64, calendar_days: i64) -> Option<i64> {
    if used <= 0 || stock < 0 || calendar_days <= 0 {
        return None;
    }
    // stock / (used / (calendar_days · 5/7)), kept in integers.
    Some(stock.saturating_mul(calendar_days).saturating_mul(WORKING_DAYS_A_WEEK) / used.saturating_mul(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cover_is_stock_over_the_mean_use() {
        for (stock, used, days, expected) in
            [(1_500, 20_000, 28, Some(1)), (1_500, 1_000, 28, Some(30)), (0, 10, 28, Some(0)), (100, 0, 28, None), (-1, 10, 28, None)]
        {
            assert_eq!(cover_working_days(stock, used, days), expected, "{stock} {used}");
        }
    }
}
