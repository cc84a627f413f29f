//! Names to search: some two hundred ordinary ones and a few that try the rules.

/// Those that try the rules come first, so that they have the numbers 1, 2, 3 …
pub const SPECIAL: &[&str] = &[
    "SOEKARNO HADI",           // 1
    "SUKARNO",                 // 2
    "H. MOCH. SALEH",          // 3
    "MUHAMMAD SALEH, S.H.",    // 4
    "MUH. SALEH AKBAR",        // 5
    "DJOKO TJAHYONO",          // 6
    "JOKO CAHYONO",            // 7
    "HJ. SITI AMINAH, S.Pd.",  // 8
    "SITI AMINAH",             // 9
    "AMINAH",                  // 10
    "SITI AMINATUN",           // 11
    "NUR'AINI",                // 12
    "NURAINI BINTI AHMAD",     // 13
    "I GUSTI AYU KETUT RATNA", // 14
    "RATNA AYU",               // 15
    "O'BRIEN",                 // 16
    "ÉLISE-MARIE",             // 17
    "H.",                      // 18
    "AHMAD FAUZI",             // 19
    "ACHMAD PHAUZI",           // 20
    "BASUKI RAHMAT",           // 21
    "RAHMAT BASUKI",           // 22
    "RAHMAD",                  // 23
    "ALI",                     // 24
    "ALIA",                    // 25
    "OR AND NOT NEAR",         // 26
];

const GIVEN: [&str; 15] =
    ["BAIQ", "LALU", "WAYAN", "MADE", "NYOMAN", "KETUT", "RINI", "DEWI", "AGUS", "BUDI", "TRI", "EKO", "INDAH", "WATI", "HASAN"];
const FAMILY: [&str; 12] =
    ["SETIAWAN", "WIJAYA", "PRATAMA", "LESTARI", "SUSANTI", "HIDAYAT", "KURNIAWAN", "SAPUTRA", "RAHAYU", "UTAMI", "NUGROHO", "SANTOSO"];

/// All names, in the order of their people's numbers from 1.
pub fn all() -> Vec<String> {
    let crossed = GIVEN.iter().flat_map(|given| FAMILY.iter().map(move |family| format!("{given} {family}")));
    SPECIAL.iter().map(|name| (*name).to_owned()).chain(crossed).collect()
}

/// The number of an ordinary person, by name.
pub fn number(name: &str) -> i64 {
    all().iter().zip(1..).find(|(other, _)| *other == name).unwrap().1
}
