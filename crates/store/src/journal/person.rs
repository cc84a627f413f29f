//! A person's line as it is stored in the history and in payloads.

use domain::{
    area::VillageCode,
    person::{Biodata, Kk, Life, Marital, Nik, PersonName, Phone, Sex},
};
use serde::{Deserialize, Serialize};

use crate::{StoreFault, value::parsed};

/// Version 1 of the stored line. Short field names: there are millions of them.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredBiodata {
    nik: String,
    kk: Option<String>,
    name: String,
    bp: String,
    bd: String,
    sex: String,
    mar: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mum: Option<String>,
    vil: String,
    adr: String,
    rt: u16,
    rw: u16,
    tel: Option<String>,
    life: String,
}

impl From<&Biodata> for StoredBiodata {
    fn from(biodata: &Biodata) -> Self {
        Self {
            nik: biodata.nik.as_str().to_owned(),
            kk: biodata.kk.as_ref().map(|kk| kk.as_str().to_owned()),
            name: biodata.name.as_str().to_owned(),
            bp: biodata.birth_place.clone(),
            bd: biodata.birth_date.to_string(),
            sex: biodata.sex.code().to_owned(),
            mar: biodata.marital.code().to_owned(),
            mum: biodata.mother.as_ref().map(|mother| mother.as_str().to_owned()),
            vil: biodata.village.as_str().to_owned(),
            adr: biodata.address.clone(),
            rt: biodata.rt,
            rw: biodata.rw,
            tel: biodata.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            life: biodata.life.code().to_owned(),
        }
    }
}

impl TryFrom<StoredBiodata> for Biodata {
    type Error = StoreFault;

    fn try_from(stored: StoredBiodata) -> Result<Self, StoreFault> {
        Ok(Self {
            nik: parsed("NIK", &stored.nik, Nik::parse(&stored.nik).ok())?,
            kk: stored.kk.map(|kk| parsed("KK", &kk, Kk::parse(&kk).ok())).transpose()?,
            name: parsed("name", &stored.name, PersonName::parse(&stored.name).ok())?,
            birth_place: stored.bp,
            birth_date: parsed("date", &stored.bd, stored.bd.parse().ok())?,
            sex: parsed("sex", &stored.sex, Sex::from_code(&stored.sex))?,
            marital: parsed("marital status", &stored.mar, Marital::from_code(&stored.mar))?,
            mother: stored.mum.map(|mother| parsed("name", &mother, PersonName::parse(&mother).ok())).transpose()?,
            village: parsed("village", &stored.vil, VillageCode::parse(&stored.vil))?,
            address: stored.adr,
            rt: stored.rt,
            rw: stored.rw,
            phone: stored.tel.map(|phone| parsed("phone", &phone, Phone::parse(&phone).ok())).transpose()?,
            life: parsed("life status", &stored.life, Life::from_code(&stored.life))?,
        })
    }
}

/// The stored form of a person's line, JSON.
pub fn encode_biodata(biodata: &Biodata) -> Result<String, StoreFault> {
    serde_json::to_string(&StoredBiodata::from(biodata)).map_err(|_| StoreFault::Corrupt("a line that JSON cannot hold".to_owned()))
}

/// The line of a stored form.
pub fn decode_biodata(content: &str) -> Result<Biodata, StoreFault> {
    let stored: StoredBiodata =
        serde_json::from_str(content).map_err(|_| StoreFault::Corrupt("a stored line of the register".to_owned()))?;
    stored.try_into()
}
