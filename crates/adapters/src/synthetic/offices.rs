//! The five offices: residents, duties and recordings as published, reported or assumed.
//!
//! What an article or a publication says is named as such; everything else is an assumption for the demonstration. The sources are in
//! `data/population/README.md`.

use jiff::civil::date;

use super::profile::{BirthPlaces, Culture, OfficeProfile, SubdistrictProfile, Tradition as T, Unrecorded};

/// The offices for which a synthetic population can be made.
pub const OFFICES: &[OfficeProfile] = &[LOMBOK_UTARA, BATU, LOMBOK_TENGAH, BLITAR, PALEMBANG];

/// The profile of the office with this dotted regency code.
pub fn find_office(regency: &str) -> Option<&'static OfficeProfile> {
    OFFICES.iter().find(|office| office.regency == regency)
}

type Families = &'static [(T, u32)];

const WEST_OF_LOMBOK_UTARA: Families = &[(T::Sasak, 820), (T::Lalu, 70), (T::RadenOfLombok, 30), (T::Balinese, 40), (T::Elsewhere, 40)];
const GANGGA: Families = &[(T::Sasak, 830), (T::Lalu, 50), (T::RadenOfLombok, 40), (T::Balinese, 50), (T::Elsewhere, 30)];
const KAYANGAN: Families = &[(T::Sasak, 850), (T::Lalu, 50), (T::RadenOfLombok, 60), (T::Balinese, 20), (T::Elsewhere, 20)];
const BAYAN: Families = &[(T::Sasak, 800), (T::Lalu, 30), (T::RadenOfLombok, 130), (T::Balinese, 15), (T::Elsewhere, 25)];
const CENTRAL_LOMBOK: Families = &[(T::Sasak, 780), (T::Lalu, 170), (T::RadenOfLombok, 10), (T::Balinese, 15), (T::Elsewhere, 25)];
const SOUTH_OF_CENTRAL_LOMBOK: Families = &[(T::Sasak, 860), (T::Lalu, 100), (T::RadenOfLombok, 10), (T::Balinese, 5), (T::Elsewhere, 25)];
const EAST_JAVA: Families = &[(T::Javanese, 950), (T::Elsewhere, 50)];
const PALEMBANG_CITY: Families = &[
    (T::Palembang, 700),
    (T::Kemas, 30),
    (T::Kiagus, 30),
    (T::Masagus, 25),
    (T::RadenOfPalembang, 15),
    (T::Javanese, 120),
    (T::Elsewhere, 80),
];

/// Places of birth in East Java: the regency's name is old and common.
const BORN_IN_EAST_JAVA: BirthPlaces = BirthPlaces { recent: [2, 3, 5, 90], older: [6, 8, 6, 80], hospital: "MALANG", once: &["MALANG"] };

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
    unrecorded: Unrecorded::Beginners,
    phone_permille: 680,
    culture: Culture::Sasak,
    subdistricts: &[
        SubdistrictProfile { code: "52.08.01", name: "Tanjung", people: 54_811, unrecorded_percent: 70, traditions: WEST_OF_LOMBOK_UTARA },
        SubdistrictProfile { code: "52.08.02", name: "Gangga", people: 51_692, unrecorded_percent: 95, traditions: GANGGA },
        SubdistrictProfile { code: "52.08.03", name: "Kayangan", people: 48_027, unrecorded_percent: 115, traditions: KAYANGAN },
        SubdistrictProfile { code: "52.08.04", name: "Bayan", people: 54_397, unrecorded_percent: 170, traditions: BAYAN },
        SubdistrictProfile { code: "52.08.05", name: "Pemenang", people: 40_207, unrecorded_percent: 70, traditions: WEST_OF_LOMBOK_UTARA },
    ],
    origins: &["52.01", "52.71", "52.02", "52.03", "52.01", "52.02", "52.01", "52.03", "51.07", "52.04", "51.71", "52.06"],
    birth_places: BirthPlaces {
        recent: [12, 14, 4, 70],
        older: [38, 26, 24, 12],
        hospital: "MATARAM",
        once: &["LOMBOK BARAT", "LOMBOK BARAT", "MATARAM"],
    },
    regency_since: 2009,
};

/// Batu on 8 February 2021.
///
/// `people`, `must_have` and `recorded` are the office's figures of February 2021 as a regional newspaper has them (7,310 not recorded).
/// Residents by subdistrict are estimates; those not recorded lie as the same report says, which is nearly even.
pub const BATU: OfficeProfile = OfficeProfile {
    regency: "35.79",
    name: "Batu",
    as_of: date(2021, 2, 8),
    people: 227_482,
    must_have: 166_991,
    recorded: 159_681,
    married_minors: 60,
    unrecorded: Unrecorded::Beginners,
    phone_permille: 780,
    culture: Culture::Javanese,
    subdistricts: &[
        SubdistrictProfile { code: "35.79.01", name: "Batu", people: 104_424, unrecorded_percent: 99, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.79.02", name: "Bumiaji", people: 65_505, unrecorded_percent: 100, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.79.03", name: "Junrejo", people: 57_553, unrecorded_percent: 102, traditions: EAST_JAVA },
    ],
    origins: &["35.07", "35.73", "35.07", "35.73", "35.07", "35.14", "35.07", "35.73", "35.17", "35.06", "35.05", "35.78"],
    birth_places: BirthPlaces { recent: [3, 2, 35, 60], older: [6, 4, 75, 15], ..BORN_IN_EAST_JAVA },
    regency_since: 2001,
};

/// Lombok Tengah on 28 November 2018.
///
/// `people`, `recorded` and those not recorded (66,524, most in Pujut) are the article's. It says that about seven thousand must have a
/// card, which cannot be: recorded and not recorded add up to 752,886, and that is `must_have`. Residents by subdistrict are estimates.
pub const LOMBOK_TENGAH: OfficeProfile = OfficeProfile {
    regency: "52.02",
    name: "Lombok Tengah",
    as_of: date(2018, 11, 28),
    people: 1_037_093,
    must_have: 752_886,
    recorded: 686_362,
    married_minors: 690,
    unrecorded: Unrecorded::Away,
    phone_permille: 620,
    culture: Culture::Sasak,
    subdistricts: &[
        SubdistrictProfile { code: "52.02.01", name: "Praya", people: 114_470, unrecorded_percent: 60, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile { code: "52.02.02", name: "Jonggat", people: 106_650, unrecorded_percent: 80, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile { code: "52.02.03", name: "Batukliang", people: 86_633, unrecorded_percent: 90, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile {
            code: "52.02.04",
            name: "Pujut",
            people: 120_097,
            unrecorded_percent: 190,
            traditions: SOUTH_OF_CENTRAL_LOMBOK,
        },
        SubdistrictProfile {
            code: "52.02.05",
            name: "Praya Barat",
            people: 87_571,
            unrecorded_percent: 125,
            traditions: SOUTH_OF_CENTRAL_LOMBOK,
        },
        SubdistrictProfile {
            code: "52.02.06",
            name: "Praya Timur",
            people: 77_563,
            unrecorded_percent: 105,
            traditions: SOUTH_OF_CENTRAL_LOMBOK,
        },
        SubdistrictProfile { code: "52.02.07", name: "Janapria", people: 86_007, unrecorded_percent: 100, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile { code: "52.02.08", name: "Pringgarata", people: 70_057, unrecorded_percent: 85, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile { code: "52.02.09", name: "Kopang", people: 94_764, unrecorded_percent: 80, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile { code: "52.02.10", name: "Praya Tengah", people: 72_247, unrecorded_percent: 75, traditions: CENTRAL_LOMBOK },
        SubdistrictProfile {
            code: "52.02.11",
            name: "Praya Barat Daya",
            people: 62_238,
            unrecorded_percent: 130,
            traditions: SOUTH_OF_CENTRAL_LOMBOK,
        },
        SubdistrictProfile {
            code: "52.02.12",
            name: "Batukliang Utara",
            people: 58_796,
            unrecorded_percent: 110,
            traditions: CENTRAL_LOMBOK,
        },
    ],
    origins: &["52.03", "52.01", "52.71", "52.03", "52.01", "52.71", "52.03", "52.08", "52.04", "51.71", "52.05", "52.06"],
    birth_places: BirthPlaces { recent: [16, 12, 4, 68], older: [40, 24, 4, 32], hospital: "MATARAM", once: &["MATARAM", "LOMBOK"] },
    regency_since: 1958,
};

/// Blitar (the regency) on 31 August 2016.
///
/// The article says more than 120,000 not recorded. `people` and `must_have` are round assumptions, and so is `recorded`, their rest.
/// The article names Wonotirto and Bakung as far from the office: their shares of people not recorded are the highest, an assumption too.
/// Residents by subdistrict are estimates.
pub const BLITAR: OfficeProfile = OfficeProfile {
    regency: "35.05",
    name: "Blitar",
    as_of: date(2016, 8, 31),
    people: 1_250_000,
    must_have: 970_000,
    recorded: 850_000,
    married_minors: 400,
    unrecorded: Unrecorded::Away,
    phone_permille: 650,
    culture: Culture::Javanese,
    subdistricts: &[
        SubdistrictProfile { code: "35.05.01", name: "Wonodadi", people: 53_441, unrecorded_percent: 85, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.02", name: "Udanawu", people: 58_300, unrecorded_percent: 90, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.03", name: "Srengat", people: 77_733, unrecorded_percent: 80, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.04", name: "Kademangan", people: 72_874, unrecorded_percent: 105, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.05", name: "Bakung", people: 27_930, unrecorded_percent: 190, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.06", name: "Ponggok", people: 109_639, unrecorded_percent: 95, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.07", name: "Sanankulon", people: 58_300, unrecorded_percent: 80, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.08", name: "Wonotirto", people: 38_732, unrecorded_percent: 200, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.09", name: "Nglegok", people: 75_792, unrecorded_percent: 95, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.10", name: "Kanigoro", people: 83_419, unrecorded_percent: 70, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.11", name: "Garum", people: 43_725, unrecorded_percent: 80, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.12", name: "Sutojayan", people: 53_441, unrecorded_percent: 100, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.13", name: "Panggungrejo", people: 43_204, unrecorded_percent: 135, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.14", name: "Talun", people: 68_016, unrecorded_percent: 85, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.15", name: "Gandusari", people: 68_016, unrecorded_percent: 100, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.16", name: "Binangun", people: 58_300, unrecorded_percent: 125, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.17", name: "Wlingi", people: 43_725, unrecorded_percent: 85, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.18", name: "Doko", people: 48_583, unrecorded_percent: 110, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.19", name: "Kesamben", people: 48_583, unrecorded_percent: 95, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.20", name: "Wates", people: 30_798, unrecorded_percent: 130, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.21", name: "Selorejo", people: 48_583, unrecorded_percent: 110, traditions: EAST_JAVA },
        SubdistrictProfile { code: "35.05.22", name: "Selopuro", people: 38_866, unrecorded_percent: 95, traditions: EAST_JAVA },
    ],
    origins: &["35.72", "35.04", "35.06", "35.07", "35.72", "35.04", "35.07", "35.71", "35.18", "35.03", "35.72", "35.73"],
    birth_places: BirthPlaces { hospital: "KEDIRI", once: &["KEDIRI", "TULUNGAGUNG"], ..BORN_IN_EAST_JAVA },
    regency_since: 1950,
};

/// Palembang on 10 November 2016, with its 16 subdistricts of that year.
///
/// The article has 1.4 million who must have a card, 99.5 per cent of them recorded (7,000 are not). `people` is a round assumption.
/// Residents by subdistrict are estimates.
pub const PALEMBANG: OfficeProfile = OfficeProfile {
    regency: "16.71",
    name: "Palembang",
    as_of: date(2016, 11, 10),
    people: 1_960_000,
    must_have: 1_400_000,
    recorded: 1_393_000,
    married_minors: 500,
    unrecorded: Unrecorded::Beginners,
    phone_permille: 720,
    culture: Culture::Palembang,
    subdistricts: &[
        SubdistrictProfile { code: "16.71.01", name: "Ilir Barat II", people: 78_778, unrecorded_percent: 90, traditions: PALEMBANG_CITY },
        SubdistrictProfile {
            code: "16.71.02",
            name: "Seberang Ulu I",
            people: 211_303,
            unrecorded_percent: 120,
            traditions: PALEMBANG_CITY,
        },
        SubdistrictProfile {
            code: "16.71.03",
            name: "Seberang Ulu II",
            people: 115_294,
            unrecorded_percent: 110,
            traditions: PALEMBANG_CITY,
        },
        SubdistrictProfile { code: "16.71.04", name: "Ilir Barat I", people: 173_145, unrecorded_percent: 80, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.05", name: "Ilir Timur I", people: 76_726, unrecorded_percent: 80, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.06", name: "Ilir Timur II", people: 176_430, unrecorded_percent: 90, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.07", name: "Sukarami", people: 213_766, unrecorded_percent: 100, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.08", name: "Sako", people: 112_422, unrecorded_percent: 90, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.09", name: "Kemuning", people: 95_190, unrecorded_percent: 85, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.10", name: "Kalidoni", people: 145_246, unrecorded_percent: 100, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.11", name: "Bukit Kecil", people: 45_955, unrecorded_percent: 80, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.12", name: "Gandus", people: 86_984, unrecorded_percent: 140, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.13", name: "Kertapati", people: 110_780, unrecorded_percent: 130, traditions: PALEMBANG_CITY },
        SubdistrictProfile { code: "16.71.14", name: "Plaju", people: 112_012, unrecorded_percent: 105, traditions: PALEMBANG_CITY },
        SubdistrictProfile {
            code: "16.71.15",
            name: "Alang-alang Lebar",
            people: 121_448,
            unrecorded_percent: 95,
            traditions: PALEMBANG_CITY,
        },
        SubdistrictProfile {
            code: "16.71.16",
            name: "Sematang Borang",
            people: 84_521,
            unrecorded_percent: 110,
            traditions: PALEMBANG_CITY,
        },
    ],
    origins: &["16.10", "16.07", "16.02", "16.10", "16.07", "16.06", "16.03", "16.02", "16.01", "16.04", "18.71", "19.71"],
    birth_places: BirthPlaces {
        recent: [1, 1, 1, 97],
        older: [4, 1, 5, 90],
        hospital: "PALEMBANG",
        once: &["PLAJU", "PALEMBANG", "OGAN KOMERING ILIR"],
    },
    regency_since: 1950,
};
