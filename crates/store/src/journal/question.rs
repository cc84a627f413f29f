//! Questions of identity as they are stored: in the journal and in their table.

use domain::{
    area::VillageCode,
    central::CentralCode,
    id::{AccountId, ImportId, PersonId},
    intake::{Incoming, NikCell, Residence},
    person::{Kk, Life, Marital, Nik, PersonName, Phone, Sex},
    question::{Asked, QuestionEvent, QuestionKind, QuestionState},
};
use serde::{Deserialize, Serialize};

use crate::{StoreFault, value::parsed};

/// Version 1 of what happens to a question.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredQuestion {
    Raised { kind: String, import: String, people: Vec<i64>, rows: Vec<StoredIncoming> },
    Answered { state: String, by: String, note: Option<String> },
}

/// Version 1 of a row that waits; what it does not say is absent.
#[derive(Serialize, Deserialize, Default)]
#[serde(default)]
pub(super) struct StoredIncoming {
    #[serde(skip_serializing_if = "Option::is_none")]
    nik: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kk: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bd: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mum: Option<String>,
    /// A village of the office, or `elsewhere`.
    #[serde(skip_serializing_if = "Option::is_none")]
    vil: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adr: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rt: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rw: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    life: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    central: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    central_on: Option<String>,
}

const ELSEWHERE: &str = "elsewhere";

impl From<&Incoming> for StoredIncoming {
    fn from(row: &Incoming) -> Self {
        Self {
            nik: match &row.nik {
                NikCell::Known(nik) => Some(nik.as_str().to_owned()),
                NikCell::None => None,
            },
            kk: row.kk.as_ref().map(|kk| kk.as_str().to_owned()),
            name: row.name.as_ref().map(|name| name.as_str().to_owned()),
            bp: row.birth_place.clone(),
            bd: row.birth_date.map(|day| day.to_string()),
            sex: row.sex.map(|sex| sex.code().to_owned()),
            mar: row.marital.map(|marital| marital.code().to_owned()),
            mum: row.mother.as_ref().map(|mother| mother.as_str().to_owned()),
            vil: row.residence.as_ref().map(|residence| match residence {
                Residence::Here(village) => village.as_str().to_owned(),
                Residence::Elsewhere => ELSEWHERE.to_owned(),
            }),
            adr: row.address.clone(),
            rt: row.rt,
            rw: row.rw,
            tel: row.phone.as_ref().map(|phone| phone.as_str().to_owned()),
            life: row.life.map(|life| life.code().to_owned()),
            central: row.central.map(|(code, _)| code.code().to_owned()),
            central_on: row.central.and_then(|(_, on)| on).map(|on| on.to_string()),
        }
    }
}

impl TryFrom<StoredIncoming> for Incoming {
    type Error = StoreFault;

    fn try_from(stored: StoredIncoming) -> Result<Self, StoreFault> {
        let name = |text: String| parsed("name", &text, PersonName::parse(&text).ok());
        let day = |text: String| parsed("date", &text, text.parse().ok());
        let residence = |text: String| match text.as_str() {
            ELSEWHERE => Ok(Residence::Elsewhere),
            code => parsed("village", code, VillageCode::parse(code)).map(Residence::Here),
        };
        let central_on = stored.central_on.map(day).transpose()?;
        let central = stored.central.map(|code| parsed("central code", &code, CentralCode::from_code(&code))).transpose()?;
        let nik = stored.nik.map(|nik| parsed("NIK", &nik, Nik::parse(&nik).ok())).transpose()?;
        Ok(Self {
            nik: nik.map_or(NikCell::None, NikCell::Known),
            kk: stored.kk.map(|kk| parsed("KK", &kk, Kk::parse(&kk).ok())).transpose()?,
            name: stored.name.map(name).transpose()?,
            birth_place: stored.bp,
            birth_date: stored.bd.map(day).transpose()?,
            sex: stored.sex.map(|sex| parsed("sex", &sex, Sex::from_code(&sex))).transpose()?,
            marital: stored.mar.map(|code| parsed("marital status", &code, Marital::from_code(&code))).transpose()?,
            mother: stored.mum.map(name).transpose()?,
            residence: stored.vil.map(residence).transpose()?,
            address: stored.adr,
            rt: stored.rt,
            rw: stored.rw,
            phone: stored.tel.map(|phone| parsed("phone", &phone, Phone::parse(&phone).ok())).transpose()?,
            life: stored.life.map(|life| parsed("life status", &life, Life::from_code(&life))).transpose()?,
            central: central.map(|code| (code, central_on)),
        })
    }
}

pub(super) fn store(event: &QuestionEvent) -> StoredQuestion {
    match event {
        QuestionEvent::Raised(asked) => StoredQuestion::Raised {
            kind: asked.kind.to_string(),
            import: asked.import.to_string(),
            people: asked.people.iter().map(|person| person.0).collect(),
            rows: asked.rows.iter().map(Into::into).collect(),
        },
        QuestionEvent::Answered { state, by, note } => {
            StoredQuestion::Answered { state: state.to_string(), by: by.to_string(), note: note.clone() }
        }
    }
}

pub(super) fn load(stored: StoredQuestion) -> Result<QuestionEvent, StoreFault> {
    Ok(match stored {
        StoredQuestion::Raised { kind, import, people, rows } => QuestionEvent::Raised(Box::new(Asked {
            kind: parsed("question", &kind, QuestionKind::from_code(&kind))?,
            import: parsed("import", &import, ImportId::parse(&import))?,
            people: people.into_iter().map(PersonId).collect(),
            rows: rows.into_iter().map(TryInto::try_into).collect::<Result<_, _>>()?,
        })),
        StoredQuestion::Answered { state, by, note } => QuestionEvent::Answered {
            state: parsed("answer", &state, QuestionState::from_code(&state))?,
            by: parsed("account", &by, AccountId::parse(&by))?,
            note,
        },
    })
}

/// Rows that wait, as JSON.
pub fn encode_rows(rows: &[Incoming]) -> Result<String, StoreFault> {
    let stored: Vec<StoredIncoming> = rows.iter().map(Into::into).collect();
    serde_json::to_string(&stored).map_err(|_| StoreFault::Corrupt("a row that JSON cannot hold".to_owned()))
}

/// The rows of their JSON.
pub fn decode_rows(content: &str) -> Result<Vec<Incoming>, StoreFault> {
    let stored: Vec<StoredIncoming> =
        serde_json::from_str(content).map_err(|_| StoreFault::Corrupt("rows that wait for an answer".to_owned()))?;
    stored.into_iter().map(TryInto::try_into).collect()
}
