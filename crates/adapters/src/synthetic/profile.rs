//! What is known, published or estimated about an office; the counts a synthetic population meets exactly.

use jiff::civil::Date;

/// One office's published and estimated counts. A further office is a further value of this type, added to [`super::OFFICES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeProfile {
    /// Dotted code of the regency or city, e.g. `"52.08"`.
    pub regency: &'static str,
    /// Name as officials say it, e.g. `"Lombok Utara"`.
    pub name: &'static str,
    /// The day on which ages and duties are counted, and whose areas there are.
    pub as_of: Date,
    /// Residents.
    pub people: u32,
    /// Residents who must have a KTP-el: 17 and over, or married or once married (UU 24/2013, article 63).
    pub must_have: u32,
    /// Those of `must_have` whose biometrics are recorded.
    pub recorded: u32,
    /// Those of `must_have` who are younger than 17: wives of 15 and 16 (an estimate).
    pub married_minors: u32,
    /// Who is likelier not to be recorded (an estimate).
    pub unrecorded: Unrecorded,
    /// Households with a telephone, per thousand (an estimate).
    pub phone_permille: u16,
    /// How names and addresses are made.
    pub culture: Culture,
    /// Subdistricts in code order; their people add up to `people`.
    pub subdistricts: &'static [SubdistrictProfile],
    /// Regencies and cities that newcomers come from besides the whole country, dotted codes, the likeliest first.
    pub origins: &'static [&'static str],
    /// Which places of birth are named.
    pub birth_places: BirthPlaces,
    /// First year in which a birth certificate names the regency itself.
    pub regency_since: i16,
}

/// One subdistrict (kecamatan) of an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubdistrictProfile {
    /// Dotted code, e.g. `"52.08.04"`.
    pub code: &'static str,
    /// Name, e.g. `"Bayan"`.
    pub name: &'static str,
    /// Residents.
    pub people: u32,
    /// How much likelier than average a resident is not yet recorded, in per cent (an estimate; remoteness).
    pub unrecorded_percent: u16,
    /// Families by naming tradition, in any unit (an estimate).
    pub traditions: &'static [(Tradition, u32)],
}

/// The places of birth of people who were born in the office's area. Our own estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BirthPlaces {
    /// Weights of village, subdistrict, another town and the regency's own name, for those born since `regency_since`.
    pub recent: [u32; 4],
    /// The same for those born before.
    pub older: [u32; 4],
    /// The town with the hospital where some of the recent were born, upper case.
    pub hospital: &'static str,
    /// Places that older residents name and that are no subdistrict or village of the office, upper case.
    pub once: &'static [&'static str],
}

/// The region whose manner of naming people and places an office follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Culture {
    /// Lombok.
    Sasak,
    /// Java.
    Javanese,
    /// The Malays of Palembang.
    Palembang,
}

impl Culture {
    /// The tradition of people of whom nothing else is known.
    pub(super) const fn plain(self) -> Tradition {
        match self {
            Self::Sasak => Tradition::Sasak,
            Self::Javanese => Tradition::Javanese,
            Self::Palembang => Tradition::Palembang,
        }
    }
}

/// Naming tradition of a family (`data/names/conventions.csv`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tradition {
    /// Sasak without a title.
    Sasak,
    /// Sasak nobility of central and western Lombok: Lalu, Baiq, Lale.
    Lalu,
    /// Nobility of northern Lombok: Raden, Dende.
    RadenOfLombok,
    /// Balinese.
    Balinese,
    /// Families from other islands.
    Elsewhere,
    /// Javanese.
    Javanese,
    /// Malays of Palembang without a title.
    Palembang,
    /// Kemas and Nyimas.
    Kemas,
    /// Kiagus and Nyayu.
    Kiagus,
    /// Masagus and Masayu.
    Masagus,
    /// Raden and Raden Ayu of Palembang.
    RadenOfPalembang,
}

/// Who is likelier not to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unrecorded {
    /// Those who have just turned 17, and the very old: what is left where nearly all are recorded.
    Beginners,
    /// Also those of working age who live elsewhere: a large share is missing.
    Away,
}
