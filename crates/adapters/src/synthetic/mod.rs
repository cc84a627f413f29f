//! A synthetic population: invented residents of an office, for the demonstration, the tests and the benchmarks.
//!
//! Nobody here exists. Counts that are published (people by subdistrict) or reported (who must have a KTP-el, who is recorded)
//! are met exactly; ages follow the national shape; families, names, homes and everything else are estimates made plausible.
//! Invariants: the same profile and seed give the same people byte for byte; no NIK or family card number is one that the real
//! registry gives out (serials from 9000, see `numbers`); each subdistrict and each household draws from its own stream.
//! Start reading at [`population`]; then `residents` (counts), `families` (cards) and `people` (names and numbers).

use jiff::civil::Date;

mod draw;
mod families;
mod names;
mod numbers;
mod offices;
mod origins;
mod people;
mod places;
mod profile;
mod recorded;
mod register;
mod residents;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_offices;
mod words;

pub use offices::{BATU, BLITAR, LOMBOK_TENGAH, LOMBOK_UTARA, OFFICES, PALEMBANG, find_office};
pub use people::{Population, population};
pub use profile::{BirthPlaces, Culture, OfficeProfile, SubdistrictProfile, Tradition, Unrecorded};
pub use register::biodata;

/// Sex as on the card (jenis kelamin).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// Laki-laki.
    Male,
    /// Perempuan.
    Female,
}

/// Marital status as on the card (status perkawinan).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Marital {
    /// Belum kawin.
    Single,
    /// Kawin.
    Married,
    /// Cerai hidup.
    Divorced,
    /// Cerai mati.
    Widowed,
}

/// Place in the household as on the family card (status hubungan dalam keluarga), in the order in which members are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// Kepala keluarga; exactly one in each household.
    Head,
    /// Istri.
    Wife,
    /// Anak.
    Child,
    /// Menantu or mertua.
    InLaw,
    /// Cucu.
    Grandchild,
    /// Orang tua.
    Parent,
    /// Famili lain.
    Other,
}

/// An invented resident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Running number from 1; members of a household and households of a hamlet are neighbours.
    pub id: i64,
    /// 16 digits; the serial (last four) is 9000 to 9499.
    pub nik: String,
    /// Number of the family card, 16 digits; the serial (last four) is 9500 to 9999.
    pub kk: String,
    /// Upper case as on the card, one to five words, letters, spaces and full stops.
    pub name: String,
    /// Upper case: a village, a subdistrict or a regency.
    pub birth_place: String,
    /// For one in a thousand another day than the NIK tells, as after a correction.
    pub birth_date: Date,
    /// Sex.
    pub sex: Sex,
    /// Marital status.
    pub marital: Marital,
    /// Place in the household.
    pub relation: Relation,
    /// Dotted code of the village, e.g. `"52.08.04.2003"`.
    pub village: String,
    /// `"DUSUN …"`, in a city `"LORONG …"`; the names are invented.
    pub address: String,
    /// Neighbourhood (RT), 0 if none.
    pub rt: u16,
    /// Neighbourhood group (RW), 0 if none, which is usual on Lombok.
    pub rw: u16,
    /// `"08PP000NNNNN"`: a real prefix, and a subscriber number from 000-00000 to 000-99999. Indonesia reserves no numbers for
    /// fiction; nothing may ever be sent to these. Members of a household often share one.
    pub phone: Option<String>,
    /// Whether biometrics are recorded (sudah rekam); only for those who must have a KTP-el.
    pub recorded: bool,
    /// Upper case.
    pub mother_name: String,
}
