//! The stored form of what happens in the blank ledger.

use domain::{
    blank::{BlankEvent, BlankState, Booking, Item, LotSource, MovementKind, Serial},
    case::SpoilCause,
    id::{CardId, CaseId, LotId, PlaceId, RequestId},
};
use serde::{Deserialize, Serialize};

use super::event::read;
use crate::StoreFault;

/// Version 1. What a first release did not know is absent there, and means a delivery of blanks that stood in stock at once.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredBlank {
    Received {
        lot: String,
        label: String,
        source: String,
        from: String,
        to: String,
        quantity: i64,
        #[serde(default = "blank")]
        item: String,
        #[serde(default = "new")]
        lands: String,
        #[serde(default)]
        request: Option<String>,
        #[serde(default)]
        serials: Vec<String>,
    },
    Moved {
        lot: String,
        from: String,
        to: String,
        quantity: i64,
    },
    Used {
        lot: String,
        printer: String,
        issued: String,
        case: String,
        card: String,
    },
    Spoiled {
        lot: String,
        from: String,
        bin: String,
        quantity: i64,
        cause: String,
        case: Option<String>,
    },
    Booked {
        kind: String,
        lot: String,
        quantity: i64,
        from: (String, String),
        to: (String, String),
        cause: Option<String>,
        case: Option<String>,
        paper: Option<String>,
        serials: Vec<String>,
    },
}

fn blank() -> String {
    Item::Blank.to_string()
}

fn new() -> String {
    BlankState::New.to_string()
}

pub(super) fn store(event: &BlankEvent) -> StoredBlank {
    match event {
        BlankEvent::Received { lot, item, label, source, from, to, lands, quantity, request, serials } => StoredBlank::Received {
            lot: lot.to_string(),
            label: label.clone(),
            source: source.to_string(),
            from: from.to_string(),
            to: to.to_string(),
            quantity: *quantity,
            item: item.to_string(),
            lands: lands.to_string(),
            request: request.map(|request| request.to_string()),
            serials: texts(serials),
        },
        BlankEvent::Moved { lot, from, to, quantity } => {
            StoredBlank::Moved { lot: lot.to_string(), from: from.to_string(), to: to.to_string(), quantity: *quantity }
        }
        BlankEvent::Used { lot, printer, issued, case, card } => StoredBlank::Used {
            lot: lot.to_string(),
            printer: printer.to_string(),
            issued: issued.to_string(),
            case: case.to_string(),
            card: card.to_string(),
        },
        BlankEvent::Spoiled { lot, from, bin, quantity, cause, case } => StoredBlank::Spoiled {
            lot: lot.to_string(),
            from: from.to_string(),
            bin: bin.to_string(),
            quantity: *quantity,
            cause: cause.to_string(),
            case: case.map(|case| case.to_string()),
        },
        BlankEvent::Booked(Booking { kind, lot, quantity, from, to, cause, case, paper, serials }) => StoredBlank::Booked {
            kind: kind.to_string(),
            lot: lot.to_string(),
            quantity: *quantity,
            from: (from.0.to_string(), from.1.to_string()),
            to: (to.0.to_string(), to.1.to_string()),
            cause: cause.map(|cause| cause.to_string()),
            case: case.map(|case| case.to_string()),
            paper: paper.clone(),
            serials: texts(serials),
        },
    }
}

pub(super) fn load(stored: StoredBlank) -> Result<BlankEvent, StoreFault> {
    Ok(match stored {
        StoredBlank::Received { lot, label, source, from, to, quantity, item, lands, request, serials } => BlankEvent::Received {
            lot: read(&lot, LotId::parse)?,
            item: read(&item, Item::from_code)?,
            label,
            source: read(&source, LotSource::from_code)?,
            from: read(&from, PlaceId::parse)?,
            to: read(&to, PlaceId::parse)?,
            lands: read(&lands, BlankState::from_code)?,
            quantity,
            request: request.map(|request| read(&request, RequestId::parse)).transpose()?,
            serials: load_serials(&serials)?,
        },
        StoredBlank::Moved { lot, from, to, quantity } => {
            let (from, to) = (read(&from, PlaceId::parse)?, read(&to, PlaceId::parse)?);
            BlankEvent::Moved { lot: read(&lot, LotId::parse)?, from, to, quantity }
        }
        StoredBlank::Used { lot, printer, issued, case, card } => BlankEvent::Used {
            lot: read(&lot, LotId::parse)?,
            printer: read(&printer, PlaceId::parse)?,
            issued: read(&issued, PlaceId::parse)?,
            case: read(&case, CaseId::parse)?,
            card: read(&card, CardId::parse)?,
        },
        StoredBlank::Spoiled { lot, from, bin, quantity, cause, case } => BlankEvent::Spoiled {
            lot: read(&lot, LotId::parse)?,
            from: read(&from, PlaceId::parse)?,
            bin: read(&bin, PlaceId::parse)?,
            quantity,
            cause: read(&cause, SpoilCause::from_code)?,
            case: case.map(|case| read(&case, CaseId::parse)).transpose()?,
        },
        StoredBlank::Booked { kind, lot, quantity, from, to, cause, case, paper, serials } => BlankEvent::Booked(Booking {
            kind: read(&kind, MovementKind::from_code)?,
            lot: read(&lot, LotId::parse)?,
            quantity,
            from: account(&from)?,
            to: account(&to)?,
            cause: cause.map(|cause| read(&cause, SpoilCause::from_code)).transpose()?,
            case: case.map(|case| read(&case, CaseId::parse)).transpose()?,
            paper,
            serials: load_serials(&serials)?,
        }),
    })
}

fn account((place, state): &(String, String)) -> Result<(PlaceId, BlankState), StoreFault> {
    Ok((read(place, PlaceId::parse)?, read(state, BlankState::from_code)?))
}

fn texts(serials: &[Serial]) -> Vec<String> {
    serials.iter().map(ToString::to_string).collect()
}

fn load_serials(serials: &[String]) -> Result<Vec<Serial>, StoreFault> {
    serials.iter().map(|serial| read(serial, Serial::parse)).collect()
}
