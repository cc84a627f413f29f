//! Places where blanks and cards can be.

use crate::{
    area::{SubdistrictCode, VillageCode},
    coded::coded,
    id::PlaceId,
};

coded! {
    /// What a place is for; it decides which movements may begin or end there.
    pub enum PlaceKind {
        /// Everything outside the office: the centre, the province, another office.
        Outside = "outside",
        /// A store room or safe for blanks (gudang, brankas).
        Store = "store",
        /// A counter where people are served (loket).
        Counter = "counter",
        /// A card printer with its hopper.
        Printer = "printer",
        /// A shelf or box for printed cards (rak).
        Shelf = "shelf",
        /// The office of a village, where cards wait that nobody fetched here (kantor desa, kantor kelurahan).
        Village = "village",
        /// The office of a sub-district, for the same (kantor kecamatan).
        Subdistrict = "subdistrict",
        /// The locked bin of spoiled blanks until they are destroyed.
        SpoiledBin = "spoiled_bin",
        /// Blanks that became cards: they are counted here, the cards themselves have their own custody.
        Issued = "issued",
    }
}

/// A place of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its identifier.
    pub id: PlaceId,
    /// What it is for.
    pub kind: PlaceKind,
    /// The short code on its label, as scanned: `RAK-01`.
    pub code: String,
    /// Its name for people: `Rak 1`.
    pub name: String,
}

/// The code of the place that is a village's office: `DESA-3579011001`.
pub fn village_place_code(village: &VillageCode) -> String {
    format!("DESA-{}", village.as_str().replace('.', ""))
}

/// The code of the place that is a sub-district's office: `KEC-167101`.
pub fn subdistrict_place_code(subdistrict: &SubdistrictCode) -> String {
    format!("KEC-{}", subdistrict.as_str().replace('.', ""))
}
