//! Numbers: 1.500 and 91,2 % in Indonesian, 1,500 and 91.2 % in English.

use crate::lang::Lang;

impl Lang {
    const fn thousands_mark(self) -> char {
        match self {
            Self::Id => '.',
            Self::En => ',',
        }
    }

    const fn decimal_mark(self) -> char {
        match self {
            Self::Id => ',',
            Self::En => '.',
        }
    }

    /// A whole number in groups of three digits.
    pub fn number(self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let mut text = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if n < 0 {
            text.push('−');
        }
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push(self.thousands_mark());
            }
            text.push(digit);
        }
        text
    }

    /// An amount with one decimal at most, and none from a hundred on; what is not finite is endless.
    pub fn amount(self, amount: f64) -> String {
        if !amount.is_finite() {
            return "∞".to_owned();
        }
        let tenths = if amount.abs() < 100.0 { (amount * 10.0).round() } else { amount.round() * 10.0 } as i64;
        let whole = self.number(tenths / 10);
        let sign = if tenths < 0 && tenths > -10 { "−" } else { "" };
        if tenths % 10 == 0 { whole } else { format!("{sign}{whole}{}{}", self.decimal_mark(), (tenths % 10).abs()) }
    }

    /// A size in bytes, in the greatest unit of which there is a whole one, rounded down: 2 GB, 200 MB.
    pub fn size(self, bytes: u64) -> String {
        let unit = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "kB")].into_iter().find(|(size, _)| bytes >= *size);
        let (size, name) = unit.unwrap_or((1, "byte"));
        format!("{}\u{a0}{name}", self.number((bytes / size).cast_signed()))
    }

    /// A share in percent with one decimal, given in thousandths; the space does not break.
    pub fn percent(self, thousandths: i64) -> String {
        format!("{}\u{a0}%", self.tenths(thousandths))
    }

    /// A number with one decimal, given in tenths.
    pub fn tenths(self, tenths: i64) -> String {
        let sign = if tenths < 0 { "−" } else { "" };
        let size = tenths.unsigned_abs().cast_signed();
        format!("{sign}{}{}{}", self.number(size / 10), self.decimal_mark(), size % 10)
    }

    /// The share of `part` in `whole` in percent, rounded to the nearest tenth; none of nothing.
    pub fn share(self, part: i64, whole: i64) -> Option<String> {
        if whole <= 0 {
            return None;
        }
        let scaled = (i128::from(part) * 2000 + i128::from(whole)).div_euclid(i128::from(whole) * 2);
        i64::try_from(scaled).ok().map(|thousandths| self.percent(thousandths))
    }
}
