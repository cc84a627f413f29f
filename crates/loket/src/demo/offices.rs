//! The offices that can be demonstrated, with the figures of their articles.

use adapters::synthetic::{OfficeProfile, find_office};
use domain::office::{OfficeCode, Zone};
use jiff::civil::{DateTime, Time};

/// A demonstration: who lives there is in [`adapters::synthetic`], what lies in the office is here.
pub struct DemoOffice {
    /// The name on the command line.
    pub name: &'static str,
    /// The dotted regency code.
    pub regency: &'static str,
    /// Cases that are ready to print.
    pub print_ready: usize,
    /// Cards that are printed and not collected.
    pub uncollected: usize,
    /// New blanks.
    pub blanks: i64,
    /// Everything that was received in the weeks before; an assumption.
    pub received: i64,
    /// Spoiled in the weeks before; an assumption.
    pub spoiled: i64,
}

/// Lombok Utara, 25 November 2022: 1,500 blanks to year end. Everything but the blanks is an assumption made for the demonstration.
const OFFICES: &[DemoOffice] = &[DemoOffice {
    name: "lombok-utara",
    regency: "52.08",
    print_ready: 600,
    uncollected: 250,
    blanks: 1_500,
    received: 3_000,
    spoiled: 20,
}];

/// The demonstration of a name.
pub fn find(name: &str) -> Option<&'static DemoOffice> {
    OFFICES.iter().find(|office| office.name == name)
}

/// All names.
pub fn names() -> Vec<&'static str> {
    OFFICES.iter().map(|office| office.name).collect()
}

impl DemoOffice {
    /// Who lives there.
    pub fn profile(&self) -> anyhow::Result<&'static OfficeProfile> {
        find_office(self.regency).ok_or_else(|| anyhow::anyhow!("no synthetic population for {}", self.regency))
    }

    /// The office code.
    pub fn code(&self) -> anyhow::Result<OfficeCode> {
        OfficeCode::parse(self.regency).ok_or_else(|| anyhow::anyhow!("no office code: {}", self.regency))
    }

    /// Its time zone.
    pub fn zone(&self) -> Zone {
        Zone::of_province(self.regency.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or_default())
    }

    /// 09:00 on the article's day, local time.
    pub fn opens_at(&self) -> DateTime {
        let day = find_office(self.regency).map_or(jiff::civil::Date::MIN, |profile| profile.as_of);
        day.to_datetime(Time::constant(9, 0, 0, 0))
    }
}
