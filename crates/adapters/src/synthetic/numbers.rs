//! NIK and family card numbers that no real person or family has.
//!
//! A real NIK is 2 digits of province, 2 of regency, 2 of subdistrict, DDMMYY of birth (day + 40 for women) and a serial that
//! counts up from 0001 per area and date (PP 37/2007, article 37). No area registers thousands of births of one day,
//! so that serials from 9000 on are free: residents get 9000 to 9499, family cards 9500 to 9999.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{OfficeProfile, Sex};

/// Serials of NIK issued in the subdistrict of residence, then those issued elsewhere, then family cards.
const HOME_SERIALS: std::ops::Range<u32> = 9_000..9_300;
const ELSEWHERE_SERIALS: std::ops::Range<u32> = 9_300..9_500;
const CARD_SERIALS: std::ops::Range<u32> = 9_500..10_000;

/// Gives out the numbers of the residents of one subdistrict; two subdistricts never give the same.
pub(super) struct Numbers {
    home_area: u32,
    elsewhere: std::ops::Range<u32>,
    /// Next free serial by area and six-digit date.
    next: BTreeMap<(u32, u32), u32>,
    next_card: BTreeMap<u32, u32>,
}

impl Numbers {
    /// `position` is the subdistrict's place in the profile: each has its own slice of the serials issued elsewhere.
    pub(super) fn new(profile: &OfficeProfile, position: usize, home_area: u32) -> Self {
        let width = ELSEWHERE_SERIALS.len() as u32 / (profile.subdistricts.len() as u32).max(1);
        let start = ELSEWHERE_SERIALS.start + position as u32 * width;
        Self { home_area, elsewhere: start..start + width, next: BTreeMap::new(), next_card: BTreeMap::new() }
    }

    /// A free NIK for somebody first registered in `area` (six digits) with this date of birth.
    pub(super) fn nik(&mut self, area: u32, sex: Sex, birth: Date) -> String {
        let serials = if area == self.home_area { HOME_SERIALS } else { self.elsewhere.clone() };
        let female = if sex == Sex::Female { 40 } else { 0 };
        let mut day = birth;
        loop {
            let date = six_digits(day) + female * 10_000;
            let next = self.next.entry((area, date)).or_insert(serials.start);
            if *next < serials.end {
                let serial = *next;
                *next += 1;
                return format!("{area:06}{date:06}{serial:04}");
            }
            // Only on a day that far more people claim than were born: the number carries another date, as real ones do.
            day = day.tomorrow().unwrap_or(birth.first_of_month());
        }
    }

    /// A free family card number issued in the subdistrict of residence on this day.
    pub(super) fn card(&mut self, issued: Date) -> String {
        let mut day = issued;
        loop {
            let date = six_digits(day);
            let next = self.next_card.entry(date).or_insert(CARD_SERIALS.start);
            if *next < CARD_SERIALS.end {
                let serial = *next;
                *next += 1;
                return format!("{:06}{date:06}{serial:04}", self.home_area);
            }
            day = day.yesterday().unwrap_or(issued);
        }
    }
}

/// "52.08.04" as 520804.
pub(super) fn area_number(code: &str) -> u32 {
    code.bytes().filter(u8::is_ascii_digit).fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

fn six_digits(date: Date) -> u32 {
    let (day, month, year) = (date.day() as u32, date.month() as u32, date.year().rem_euclid(100) as u32);
    day * 10_000 + month * 100 + year
}
