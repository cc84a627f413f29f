//! What is known, published or estimated about an office; the counts a synthetic population meets exactly.

use jiff::civil::{Date, date};

/// One office's published and estimated counts. A further office is a further value of this type, added to [`OFFICES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfficeProfile {
    /// Dotted code of the regency or city, e.g. `"52.08"`.
    pub regency: &'static str,
    /// Name as officials say it, e.g. `"Lombok Utara"`.
    pub name: &'static str,
    /// The day on which ages and duties are counted.
    pub as_of: Date,
    /// Residents.
    pub people: u32,
    /// Residents who must have a KTP-el: 17 and over, or married or once married (UU 24/2013, article 63).
    pub must_have: u32,
    /// Those of `must_have` whose biometrics are recorded.
    pub recorded: u32,
    /// Those of `must_have` who are younger than 17: wives of 15 and 16 (an estimate).
    pub married_minors: u32,
    /// Households with a telephone, per thousand (an estimate).
    pub phone_permille: u16,
    /// Subdistricts in code order; their people add up to `people`.
    pub subdistricts: &'static [SubdistrictProfile],
    /// Regencies and cities that newcomers come from besides the whole country, dotted codes, the likeliest first.
    pub origins: &'static [&'static str],
    /// Places of birth older residents name that are no subdistrict or village of the office, upper case.
    pub older_birth_places: &'static [&'static str],
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
    /// Families by naming tradition, in any unit: plain Sasak, Lalu and Baiq, Raden and Dende, Balinese, from elsewhere (an estimate).
    pub traditions: [u32; 5],
}

/// Lombok Utara on 25 November 2022.
///
/// Residents by subdistrict are the published figures of 2020 (`data/population/README.md`). `must_have` and `recorded` are the
/// round figures of the demonstration, not official counts, and the remaining fields are estimates.
pub const LOMBOK_UTARA: OfficeProfile = OfficeProfile {
    regency: "52.08",
    name: "Lombok Utara",
    as_of: date(2022, 11, 25),
    people: 249_134,
    must_have: 172_000,
    recorded: 166_000,
    married_minors: 165,
    phone_permille: 680,
    subdistricts: &[
        SubdistrictProfile { code: "52.08.01", name: "Tanjung", people: 54_811, unrecorded_percent: 70, traditions: [820, 70, 30, 40, 40] },
        SubdistrictProfile { code: "52.08.02", name: "Gangga", people: 51_692, unrecorded_percent: 95, traditions: [830, 50, 40, 50, 30] },
        SubdistrictProfile {
            code: "52.08.03",
            name: "Kayangan",
            people: 48_027,
            unrecorded_percent: 115,
            traditions: [850, 50, 60, 20, 20],
        },
        SubdistrictProfile { code: "52.08.04", name: "Bayan", people: 54_397, unrecorded_percent: 170, traditions: [800, 30, 130, 15, 25] },
        SubdistrictProfile {
            code: "52.08.05",
            name: "Pemenang",
            people: 40_207,
            unrecorded_percent: 70,
            traditions: [820, 70, 30, 40, 40],
        },
    ],
    origins: &["52.01", "52.71", "52.02", "52.03", "52.01", "52.02", "52.01", "52.03", "51.07", "52.04", "51.71", "52.06"],
    older_birth_places: &["LOMBOK BARAT", "LOMBOK BARAT", "MATARAM"],
    regency_since: 2009,
};

/// The offices for which a synthetic population can be made.
pub const OFFICES: &[OfficeProfile] = &[LOMBOK_UTARA];

/// The profile of the office with this dotted regency code.
pub fn find_office(regency: &str) -> Option<&'static OfficeProfile> {
    OFFICES.iter().find(|office| office.regency == regency)
}
