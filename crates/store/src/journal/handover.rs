//! The stored form of notices, messages from citizens, batches, stock-takes of shelves, proxies and closed places.

use domain::{
    Event,
    batch::{BatchEvent, BatchRoute, NotCollected, Signature, SignedOn},
    card::ShelfCount,
    case::ToldBy,
    id::{AccountId, BatchId, CardId, CaseId, InboundId, NoticeId, PersonId, PlaceId, ShelfCountId},
    notice::{InboundEvent, InboundKind, Language, NewNotice, NoticeEvent, NoticePurpose, ReceiptOutcome},
    person::{Nik, PersonName, Phone},
    pickup::{ClosedSite, ProxyPickup},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::read;
use crate::StoreFault;

/// Version 1 of what happens to a notice.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredNotice {
    Created {
        case: String,
        number: i64,
        purpose: String,
        language: String,
        version: i64,
        text: String,
        phone: String,
        send_from: i64,
        deadline: i64,
    },
    Told {
        case: String,
        number: i64,
        purpose: String,
        by: String,
    },
    Begun {
        route: String,
    },
    Taken {
        reference: Option<String>,
    },
    NotTaken {
        detail: String,
        again_at: i64,
    },
    Refused {
        detail: String,
    },
    Doubted {
        detail: String,
    },
    Repeated,
    Received {
        outcome: String,
    },
    Unanswered,
    GivenUp,
    Cancelled {
        why: String,
    },
}

/// Version 1 of what happens to a message from a citizen.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredInbound {
    Received { phone: String, text: String, kind: String, reference: String },
    Answered { reply: String },
    Closed { by: String, note: String },
}

/// Version 1 of what happens to a batch.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredBatch {
    Opened { number: String, route: String, place: String },
    Packed { card: String, case: String },
    TakenOut { card: String },
    Sent { by: String },
    Received { by: String, receiver: String, signed_on: String, missing: Vec<String>, extra: Vec<(String, String)> },
    Found { card: String },
    Tried { card: String, reason: String },
    Delivered { card: String },
    Returned { card: String, reason: String },
    Dropped,
}

/// Version 1 of a stock-take.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredShelfCount {
    id: String,
    place: String,
    at: i64,
    by: String,
    expected: i64,
    scanned: i64,
    missing: i64,
    extra: i64,
}

/// Version 1 of who fetched a card for its holder.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredProxy {
    case: String,
    person: i64,
    card: String,
    nik: String,
    name: String,
    letter: Option<String>,
    at: i64,
}

/// Version 1 of a closed place.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredSite {
    place: String,
    since: i64,
    reason: String,
}

fn instant(micros: i64) -> Result<Timestamp, StoreFault> {
    Timestamp::from_microsecond(micros).map_err(|_| StoreFault::Corrupt("an instant out of range".to_owned()))
}

/// A mobile number of a text.
pub(super) fn phone(text: &str) -> Result<Phone, StoreFault> {
    read(text, |text| Phone::parse(text).ok())
}

pub(super) fn store_notice(event: &NoticeEvent) -> StoredNotice {
    match event {
        NoticeEvent::Created(new) => {
            let NewNotice { case, number, purpose, language, version, text, phone, send_from, deadline } = &**new;
            StoredNotice::Created {
                case: case.to_string(),
                number: *number,
                purpose: purpose.to_string(),
                language: language.to_string(),
                version: *version,
                text: text.clone(),
                phone: phone.as_str().to_owned(),
                send_from: send_from.as_microsecond(),
                deadline: deadline.as_microsecond(),
            }
        }
        NoticeEvent::Told { case, number, purpose, by } => {
            StoredNotice::Told { case: case.to_string(), number: *number, purpose: purpose.to_string(), by: by.to_string() }
        }
        NoticeEvent::Begun { route } => StoredNotice::Begun { route: route.clone() },
        NoticeEvent::Taken { reference } => StoredNotice::Taken { reference: reference.clone() },
        NoticeEvent::NotTaken { detail, again_at } => {
            StoredNotice::NotTaken { detail: detail.clone(), again_at: again_at.as_microsecond() }
        }
        NoticeEvent::Refused { detail } => StoredNotice::Refused { detail: detail.clone() },
        NoticeEvent::Doubted { detail } => StoredNotice::Doubted { detail: detail.clone() },
        NoticeEvent::Repeated => StoredNotice::Repeated,
        NoticeEvent::Received { outcome } => StoredNotice::Received { outcome: outcome.to_string() },
        NoticeEvent::Unanswered => StoredNotice::Unanswered,
        NoticeEvent::GivenUp => StoredNotice::GivenUp,
        NoticeEvent::Cancelled { why } => StoredNotice::Cancelled { why: why.clone() },
    }
}

fn load_notice(stored: StoredNotice) -> Result<NoticeEvent, StoreFault> {
    Ok(match stored {
        StoredNotice::Created { case, number, purpose, language, version, text, phone: to, send_from, deadline } => {
            NoticeEvent::Created(Box::new(NewNotice {
                case: read(&case, CaseId::parse)?,
                number,
                purpose: read(&purpose, NoticePurpose::from_code)?,
                language: read(&language, Language::from_code)?,
                version,
                text,
                phone: phone(&to)?,
                send_from: instant(send_from)?,
                deadline: instant(deadline)?,
            }))
        }
        StoredNotice::Told { case, number, purpose, by } => {
            let (case, purpose) = (read(&case, CaseId::parse)?, read(&purpose, NoticePurpose::from_code)?);
            NoticeEvent::Told { case, number, purpose, by: read(&by, ToldBy::from_code)? }
        }
        StoredNotice::Begun { route } => NoticeEvent::Begun { route },
        StoredNotice::Taken { reference } => NoticeEvent::Taken { reference },
        StoredNotice::NotTaken { detail, again_at } => NoticeEvent::NotTaken { detail, again_at: instant(again_at)? },
        StoredNotice::Refused { detail } => NoticeEvent::Refused { detail },
        StoredNotice::Doubted { detail } => NoticeEvent::Doubted { detail },
        StoredNotice::Repeated => NoticeEvent::Repeated,
        StoredNotice::Received { outcome } => NoticeEvent::Received { outcome: read(&outcome, ReceiptOutcome::from_code)? },
        StoredNotice::Unanswered => NoticeEvent::Unanswered,
        StoredNotice::GivenUp => NoticeEvent::GivenUp,
        StoredNotice::Cancelled { why } => NoticeEvent::Cancelled { why },
    })
}

pub(super) fn store_inbound(event: &InboundEvent) -> StoredInbound {
    match event {
        InboundEvent::Received { phone, text, kind, reference } => {
            StoredInbound::Received { phone: phone.clone(), text: text.clone(), kind: kind.to_string(), reference: reference.clone() }
        }
        InboundEvent::Answered { reply } => StoredInbound::Answered { reply: reply.clone() },
        InboundEvent::Closed { by, note } => StoredInbound::Closed { by: by.to_string(), note: note.clone() },
    }
}

fn load_inbound(stored: StoredInbound) -> Result<InboundEvent, StoreFault> {
    Ok(match stored {
        StoredInbound::Received { phone, text, kind, reference } => {
            InboundEvent::Received { phone, text, kind: read(&kind, InboundKind::from_code)?, reference }
        }
        StoredInbound::Answered { reply } => InboundEvent::Answered { reply },
        StoredInbound::Closed { by, note } => InboundEvent::Closed { by: read(&by, AccountId::parse)?, note },
    })
}

pub(super) fn store_batch(event: &BatchEvent) -> StoredBatch {
    match event {
        BatchEvent::Opened { number, route, place } => {
            StoredBatch::Opened { number: number.clone(), route: route.to_string(), place: place.to_string() }
        }
        BatchEvent::Packed { card, case } => StoredBatch::Packed { card: card.to_string(), case: case.to_string() },
        BatchEvent::TakenOut { card } => StoredBatch::TakenOut { card: card.to_string() },
        BatchEvent::Sent { by } => StoredBatch::Sent { by: by.to_string() },
        BatchEvent::Received { by, signature: Signature { receiver, signed_on, missing, extra } } => StoredBatch::Received {
            by: by.to_string(),
            receiver: receiver.clone(),
            signed_on: signed_on.to_string(),
            missing: missing.iter().map(ToString::to_string).collect(),
            extra: extra.iter().map(|(card, case)| (card.to_string(), case.to_string())).collect(),
        },
        BatchEvent::Found { card } => StoredBatch::Found { card: card.to_string() },
        BatchEvent::Tried { card, reason } => StoredBatch::Tried { card: card.to_string(), reason: reason.to_string() },
        BatchEvent::Delivered { card } => StoredBatch::Delivered { card: card.to_string() },
        BatchEvent::Returned { card, reason } => StoredBatch::Returned { card: card.to_string(), reason: reason.to_string() },
        BatchEvent::Dropped => StoredBatch::Dropped,
    }
}

pub(super) fn load_batch(stored: StoredBatch) -> Result<BatchEvent, StoreFault> {
    let card = |text: &str| read(text, CardId::parse);
    let case = |text: &str| read(text, CaseId::parse);
    Ok(match stored {
        StoredBatch::Opened { number, route, place } => {
            BatchEvent::Opened { number, route: read(&route, BatchRoute::from_code)?, place: read(&place, PlaceId::parse)? }
        }
        StoredBatch::Packed { card: one, case: of } => BatchEvent::Packed { card: card(&one)?, case: case(&of)? },
        StoredBatch::TakenOut { card: one } => BatchEvent::TakenOut { card: card(&one)? },
        StoredBatch::Sent { by } => BatchEvent::Sent { by: read(&by, AccountId::parse)? },
        StoredBatch::Received { by, receiver, signed_on, missing, extra } => {
            let missing = missing.iter().map(|one| card(one)).collect::<Result<_, _>>()?;
            let extra = extra.iter().map(|(one, of)| Ok((card(one)?, case(of)?))).collect::<Result<_, StoreFault>>()?;
            let signature = Signature { receiver, signed_on: read(&signed_on, SignedOn::from_code)?, missing, extra };
            BatchEvent::Received { by: read(&by, AccountId::parse)?, signature }
        }
        StoredBatch::Found { card: one } => BatchEvent::Found { card: card(&one)? },
        StoredBatch::Tried { card: one, reason } => {
            BatchEvent::Tried { card: card(&one)?, reason: read(&reason, NotCollected::from_code)? }
        }
        StoredBatch::Delivered { card: one } => BatchEvent::Delivered { card: card(&one)? },
        StoredBatch::Returned { card: one, reason } => {
            BatchEvent::Returned { card: card(&one)?, reason: read(&reason, NotCollected::from_code)? }
        }
        StoredBatch::Dropped => BatchEvent::Dropped,
    })
}

impl From<&ShelfCount> for StoredShelfCount {
    fn from(count: &ShelfCount) -> Self {
        let ShelfCount { id, place, at, by, expected, scanned, missing, extra } = count;
        Self {
            id: id.to_string(),
            place: place.to_string(),
            at: at.as_microsecond(),
            by: by.to_string(),
            expected: *expected,
            scanned: *scanned,
            missing: *missing,
            extra: *extra,
        }
    }
}

impl TryFrom<StoredShelfCount> for ShelfCount {
    type Error = StoreFault;

    fn try_from(stored: StoredShelfCount) -> Result<Self, StoreFault> {
        let StoredShelfCount { id, place, at, by, expected, scanned, missing, extra } = stored;
        let (id, place) = (read(&id, ShelfCountId::parse)?, read(&place, PlaceId::parse)?);
        Ok(Self { id, place, at: instant(at)?, by: read(&by, AccountId::parse)?, expected, scanned, missing, extra })
    }
}

impl From<&ProxyPickup> for StoredProxy {
    fn from(pickup: &ProxyPickup) -> Self {
        let ProxyPickup { case, person, card, nik, name, letter, at } = pickup;
        Self {
            case: case.to_string(),
            person: person.0,
            card: card.to_string(),
            nik: nik.as_str().to_owned(),
            name: name.as_str().to_owned(),
            letter: letter.clone(),
            at: at.as_microsecond(),
        }
    }
}

impl TryFrom<StoredProxy> for ProxyPickup {
    type Error = StoreFault;

    fn try_from(stored: StoredProxy) -> Result<Self, StoreFault> {
        let StoredProxy { case, person, card, nik, name, letter, at } = stored;
        Ok(Self {
            case: read(&case, CaseId::parse)?,
            person: PersonId(person),
            card: read(&card, CardId::parse)?,
            nik: read(&nik, |text| Nik::parse(text).ok())?,
            name: read(&name, |text| PersonName::parse(text).ok())?,
            letter,
            at: instant(at)?,
        })
    }
}

impl From<&ClosedSite> for StoredSite {
    fn from(site: &ClosedSite) -> Self {
        Self { place: site.place.to_string(), since: site.since.as_microsecond(), reason: site.reason.clone() }
    }
}

impl TryFrom<StoredSite> for ClosedSite {
    type Error = StoreFault;

    fn try_from(stored: StoredSite) -> Result<Self, StoreFault> {
        let StoredSite { place, since, reason } = stored;
        Ok(Self { place: read(&place, PlaceId::parse)?, since: instant(since)?, reason })
    }
}

/// A batch by the text of its identifier.
pub(super) fn batch_id(text: &str) -> Result<BatchId, StoreFault> {
    read(text, BatchId::parse)
}

/// What happened to a notice.
pub(super) fn load_notice_of(notice: &str, person: i64, what: StoredNotice) -> Result<Event, StoreFault> {
    Ok(Event::Notice(read(notice, NoticeId::parse)?, PersonId(person), load_notice(what)?))
}

/// What happened to a message from a citizen.
pub(super) fn load_inbound_of(inbound: &str, person: Option<i64>, what: StoredInbound) -> Result<Event, StoreFault> {
    Ok(Event::Inbound(read(inbound, InboundId::parse)?, person.map(PersonId), load_inbound(what)?))
}
