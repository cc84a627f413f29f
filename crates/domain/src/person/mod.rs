//! A person: one line of the population register that the office holds.

mod kk;
mod name;
mod nik;
mod phone;
pub mod spelling;

use jiff::civil::Date;

pub use kk::{Kk, KkRefusal};
pub use name::{NAME_CHARS_MAX, NameRefusal, PersonName, is_invisible};
pub use nik::{Nik, NikRefusal};
pub use phone::{Phone, PhoneRefusal};

use crate::{area::VillageCode, central::CentralCode, coded::coded, id::PersonId};

coded! {
    /// Sex as on the card; SIAK code 1 L, 2 P.
    pub enum Sex {
        /// Laki-laki.
        Male = "male",
        /// Perempuan.
        Female = "female",
    }
}

coded! {
    /// Marital status; SIAK STAT_KWN 1 BK, 2 K, 3 CH, 4 CM.
    pub enum Marital {
        /// Belum kawin.
        Single = "single",
        /// Kawin.
        Married = "married",
        /// Cerai hidup.
        Divorced = "divorced",
        /// Cerai mati.
        Widowed = "widowed",
    }
}

coded! {
    /// Whether the person lives in the register; SIAK STATUS_DASAR.
    pub enum Life {
        /// Hidup.
        Alive = "alive",
        /// Mati.
        Dead = "dead",
        /// Pindah.
        Moved = "moved",
        /// Hilang, pergi or tidak valid.
        Gone = "gone",
    }
}

/// What the register says of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Biodata {
    /// The 16-digit person number.
    pub nik: Nik,
    /// The family card number, when known.
    pub kk: Option<Kk>,
    /// The full name as on the card.
    pub name: PersonName,
    /// Place of birth, free text.
    pub birth_place: String,
    /// Date of birth; it may differ from the digits of the NIK.
    pub birth_date: Date,
    /// Sex.
    pub sex: Sex,
    /// Marital status.
    pub marital: Marital,
    /// The mother's name, when known: with name and birth date it tells who is the same person (NAMA_LGKP_IBU).
    pub mother: Option<PersonName>,
    /// Village of residence.
    pub village: VillageCode,
    /// Street or hamlet.
    pub address: String,
    /// RT, three digits on the card; 0 when there is none.
    pub rt: u16,
    /// RW, three digits on the card; 0 when there is none.
    pub rw: u16,
    /// Mobile number for notices.
    pub phone: Option<Phone>,
    /// Life status.
    pub life: Life,
}

/// A person of the register with what the centre last said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The surrogate number.
    pub id: PersonId,
    /// Grows by one with every change of the biodata.
    pub version: i64,
    /// The register's line.
    pub biodata: Biodata,
    /// The latest central status and the day it was observed.
    pub central: Option<(CentralCode, Date)>,
}

impl Person {
    /// Completed years of age on a day.
    pub fn age_years(&self, on: Date) -> i32 {
        age_years(self.biodata.birth_date, on)
    }

    /// Whether the law obliges this person to hold a card on that day: 17, or married or ever married (UU 24/2013 art. 63(1)).
    pub fn must_have_card(&self, on: Date) -> bool {
        self.biodata.life == Life::Alive && must_have_card(self.biodata.birth_date, self.biodata.marital, on)
    }

    /// The day from which a card may be printed: at once when married, otherwise the 17th birthday (recording may be done at 16).
    pub fn printable_from(&self) -> Option<Date> {
        (self.biodata.marital == Marital::Single).then(|| birthday(self.biodata.birth_date, 17))
    }

    /// What in the line looks odd but is allowed.
    pub fn warnings(&self) -> Vec<PersonWarning> {
        let nik = &self.biodata.nik;
        let mut found = Vec::new();
        if !nik.agrees_with_birth(self.biodata.birth_date) {
            found.push(PersonWarning::BirthDateDiffersFromNik);
        }
        if nik.sex() != self.biodata.sex {
            found.push(PersonWarning::SexDiffersFromNik);
        }
        found
    }
}

/// The legal age of the duty to hold a card, years (UU 24/2013 art. 63(1)).
pub const MUST_HAVE_AGE_YEARS: i32 = 17;
/// The age from which recording may begin, years; the card is printed only at 17.
pub const RECORDABLE_AGE_YEARS: i32 = 16;

/// See [`Person::must_have_card`].
pub fn must_have_card(birth: Date, marital: Marital, on: Date) -> bool {
    marital != Marital::Single || age_years(birth, on) >= MUST_HAVE_AGE_YEARS
}

/// Completed years between birth and a day; somebody born on 29 February has the birthday on 1 March of common years.
pub fn age_years(birth: Date, on: Date) -> i32 {
    let years = i32::from(on.year()) - i32::from(birth.year());
    let before_birthday = (on.month(), on.day()) < (birth.month(), birth.day());
    years - i32::from(before_birthday)
}

/// The latest birth date that has completed `years` on a day; the other way round of [`age_years`].
pub fn born_by(on: Date, years: i16) -> Date {
    let year = on.year().saturating_sub(years);
    Date::new(year, on.month(), on.day()).or_else(|_| Date::new(year, 2, 28)).unwrap_or(Date::MIN)
}

/// The day on which a person completes `years`.
pub fn birthday(birth: Date, years: i16) -> Date {
    let year = birth.year().saturating_add(years);
    Date::new(year, birth.month(), birth.day()).or_else(|_| Date::new(year, 3, 1)).unwrap_or(Date::MAX)
}

coded! {
    /// An age group of those who must have a card.
    pub enum AgeBand {
        /// Not 17 yet, but married or ever married.
        Under17 = "under_17",
        /// 17: first-time holders (pemula).
        At17 = "at_17",
        /// 18 to 24.
        From18 = "18_24",
        /// 25 to 39.
        From25 = "25_39",
        /// 40 to 59.
        From40 = "40_59",
        /// 60 and older (lansia).
        From60 = "60_up",
    }
}

impl AgeBand {
    /// The age at which the group begins, years.
    pub const fn from_years(self) -> i16 {
        match self {
            Self::Under17 => 0,
            Self::At17 => 17,
            Self::From18 => 18,
            Self::From25 => 25,
            Self::From40 => 40,
            Self::From60 => 60,
        }
    }
}

coded! {
    /// What looks odd in a person's line but is no reason to refuse it.
    pub enum PersonWarning {
        /// A birth date was corrected later; the NIK must not change with it.
        BirthDateDiffersFromNik = "birth_date_differs_from_nik",
        /// The sex digit of the NIK says otherwise.
        SexDiffersFromNik = "sex_differs_from_nik",
        /// The area digits of the NIK are not in today's tables.
        NikAreaFormer = "nik_area_former",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_duty_begins_on_the_birthday_or_with_marriage() {
        let birth = date(2005, 11, 25);
        for (on, marital, expected) in [
            (date(2022, 11, 24), Marital::Single, false),
            (date(2022, 11, 25), Marital::Single, true),
            (date(2021, 1, 1), Marital::Married, true),
            (date(2021, 1, 1), Marital::Divorced, true),
        ] {
            assert_eq!(must_have_card(birth, marital, on), expected, "{on} {marital}");
        }
    }

    #[test]
    fn born_by_is_the_last_day_of_an_age() {
        for on in [date(2022, 11, 25), date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(2023, 1, 1)] {
            for years in [16, 17, 60] {
                let last = born_by(on, years);
                assert_eq!(age_years(last, on), i32::from(years), "{last} {on}");
                assert_eq!(age_years(last.tomorrow().unwrap(), on), i32::from(years) - 1, "{last} {on}");
            }
        }
    }

    #[test]
    fn leap_day_birthdays_fall_on_the_first_of_march() {
        assert_eq!(birthday(date(2004, 2, 29), 17), date(2021, 3, 1));
        assert_eq!(age_years(date(2004, 2, 29), date(2021, 2, 28)), 16);
        assert_eq!(age_years(date(2004, 2, 29), date(2021, 3, 1)), 17);
    }
}
