//! Where residents were first registered, and the places of birth they name.

use jiff::civil::Date;

use super::draw::Draw;
use super::numbers::area_number;
use super::{OfficeProfile, SubdistrictProfile};
use crate::reference::{AreaKind, AreaRow};

/// A subdistrict of another regency and the regency's name as a place of birth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    pub(super) area: u32,
    /// Two-digit code of the province.
    pub(super) province: u32,
    pub(super) place: String,
}

/// Real areas that residents come from, from the embedded area table.
pub(super) struct Origins {
    /// Area numbers of the office's own subdistricts.
    pub(super) own: Vec<u32>,
    near: Vec<Regency>,
    all: Vec<Regency>,
    /// Own villages as (code, upper-case name), in code order.
    villages: Vec<(String, String)>,
}

#[derive(Clone)]
struct Regency {
    code: String,
    place: String,
    subdistricts: Vec<u32>,
}

/// Provinces made in 2022 have codes from 93 on; nobody's NIK of an earlier year starts with one.
const PROVINCE_MAX: &str = "92";

impl Origins {
    pub(super) fn new(profile: &OfficeProfile, areas: &[AreaRow]) -> Self {
        let mut all: Vec<Regency> = Vec::new();
        let mut villages = Vec::new();
        for area in areas {
            let upper = area.name.to_uppercase();
            match area.kind {
                AreaKind::Province => {}
                AreaKind::Regency | AreaKind::City => {
                    let place = upper.trim_start_matches("KABUPATEN ").trim_start_matches("KOTA ").trim_start_matches("ADMINISTRASI ");
                    all.push(Regency { code: area.code.clone(), place: place.to_owned(), subdistricts: Vec::new() });
                }
                AreaKind::Subdistrict => {
                    // Both lists are in code order, so that the regency is found by halving.
                    let code = area.code.get(..5).unwrap_or_default();
                    if let Ok(at) = all.binary_search_by(|regency| regency.code.as_str().cmp(code))
                        && let Some(regency) = all.get_mut(at)
                    {
                        regency.subdistricts.push(area_number(&area.code));
                    }
                }
                AreaKind::Desa | AreaKind::Kelurahan | AreaKind::DesaAdat => villages.push((area.code.clone(), upper)),
            }
        }
        let named = |code: &&str| all.iter().find(|regency| regency.code == **code).cloned();
        let near = profile.origins.iter().filter_map(named).collect();
        let own = profile.subdistricts.iter().map(|subdistrict| area_number(subdistrict.code)).collect();
        let elsewhere =
            |regency: &Regency| regency.code != profile.regency && regency.code.get(..2).is_some_and(|code| code <= PROVINCE_MAX);
        all.retain(elsewhere);
        Self { own, near, all, villages }
    }

    /// A place outside the office: mostly a neighbour, otherwise anywhere in the country.
    pub(super) fn draw(&self, draw: &mut Draw) -> Option<Origin> {
        let list = if draw.chance(880) { &self.near } else { &self.all };
        let regency = draw.pick(list)?;
        let area = *draw.pick(&regency.subdistricts)?;
        Some(Origin { area, province: area / 10_000, place: regency.place.clone() })
    }

    /// The place of birth of somebody born in the office's area.
    pub(super) fn birth_place(
        &self,
        profile: &OfficeProfile,
        subdistrict: &SubdistrictProfile,
        village: &str,
        birth: Date,
        draw: &mut Draw,
    ) -> String {
        let recent = birth.year() >= profile.regency_since;
        let places = &profile.birth_places;
        match draw.weighted(if recent { &places.recent } else { &places.older }) {
            0 => {
                let own = self.villages.binary_search_by(|(code, _)| code.as_str().cmp(village)).ok();
                own.and_then(|at| self.villages.get(at)).map(|(_, name)| name.clone()).unwrap_or_default()
            }
            1 => subdistrict.name.to_uppercase(),
            2 if recent => places.hospital.to_owned(),
            2 => draw.word(places.once).to_owned(),
            _ => profile.name.to_uppercase(),
        }
    }
}
