//! The stored form of print runs, jobs, printers, temporary letters, requests for blanks and the outlook.

use domain::{
    blank::Serial,
    case::SpoilCause,
    id::{AccountId, CardId, CaseId, PlaceId, RequestId, RunId},
    print::{JobEvent, PrintRoute, Printer, PrinterWord, Run},
    request::{BlankRequest, Outlook, Policy},
    suket::{SuketEnd, SuketEvent},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::event::{day, read};
use crate::StoreFault;

/// Version 1 of what happens to a job.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredJob {
    Reserved { run: String, case: String, printer: String, route: String, rank: i64 },
    Sent,
    Accepted { printer_job: i64 },
    NotSent { detail: String },
    Reported { word: String, detail: String },
    Doubted { by: String, detail: String },
    Checked { card: String, serial: Option<String> },
    Spoiled { cause: String, serial: Option<String> },
    TakenBack,
}

/// Version 1 of a released run.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredRun {
    id: String,
    number: i64,
    day: String,
    policy: String,
    jobs: i64,
    planned_by: String,
    released_by: Option<String>,
    released_at: i64,
    override_reason: Option<String>,
}

/// Version 1 of a printer.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredPrinter {
    place: String,
    route: String,
    heat_cards_a_day: i64,
    seconds_a_card: i64,
    ribbon_from: i64,
}

/// Version 1 of what happens to a temporary letter.
#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
pub(super) enum StoredSuket {
    Issued { case: String, number: String, on: String, rule: String },
    Renewed { on: String },
    Ended { why: String },
}

/// Version 1 of a request for blanks.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredRequest {
    id: String,
    number: String,
    on: String,
    asked: i64,
}

/// Version 1 of the outlook.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredOutlook {
    policy: String,
    next_delivery: Option<String>,
    source: String,
}

pub(super) fn store(event: &JobEvent) -> StoredJob {
    let text = |serial: &Option<Serial>| serial.as_ref().map(ToString::to_string);
    match event {
        JobEvent::Reserved { run, case, printer, route, rank } => StoredJob::Reserved {
            run: run.to_string(),
            case: case.to_string(),
            printer: printer.to_string(),
            route: route.to_string(),
            rank: *rank,
        },
        JobEvent::Sent => StoredJob::Sent,
        JobEvent::Accepted { printer_job } => StoredJob::Accepted { printer_job: *printer_job },
        JobEvent::NotSent { detail } => StoredJob::NotSent { detail: detail.clone() },
        JobEvent::Reported { word, detail } => StoredJob::Reported { word: word.to_string(), detail: detail.clone() },
        JobEvent::Doubted { by, detail } => StoredJob::Doubted { by: by.to_string(), detail: detail.clone() },
        JobEvent::Checked { card, serial } => StoredJob::Checked { card: card.to_string(), serial: text(serial) },
        JobEvent::Spoiled { cause, serial } => StoredJob::Spoiled { cause: cause.to_string(), serial: text(serial) },
        JobEvent::TakenBack => StoredJob::TakenBack,
    }
}

pub(super) fn load(stored: StoredJob) -> Result<JobEvent, StoreFault> {
    let chip = |serial: Option<String>| serial.map(|serial| read(&serial, Serial::parse)).transpose();
    Ok(match stored {
        StoredJob::Reserved { run, case, printer, route, rank } => JobEvent::Reserved {
            run: read(&run, RunId::parse)?,
            case: read(&case, CaseId::parse)?,
            printer: read(&printer, PlaceId::parse)?,
            route: read(&route, PrintRoute::from_code)?,
            rank,
        },
        StoredJob::Sent => JobEvent::Sent,
        StoredJob::Accepted { printer_job } => JobEvent::Accepted { printer_job },
        StoredJob::NotSent { detail } => JobEvent::NotSent { detail },
        StoredJob::Reported { word, detail } => JobEvent::Reported { word: read(&word, PrinterWord::from_code)?, detail },
        StoredJob::Doubted { by, detail } => JobEvent::Doubted { by: read(&by, AccountId::parse)?, detail },
        StoredJob::Checked { card, serial } => JobEvent::Checked { card: read(&card, CardId::parse)?, serial: chip(serial)? },
        StoredJob::Spoiled { cause, serial } => JobEvent::Spoiled { cause: read(&cause, SpoilCause::from_code)?, serial: chip(serial)? },
        StoredJob::TakenBack => JobEvent::TakenBack,
    })
}

impl From<&Run> for StoredRun {
    fn from(run: &Run) -> Self {
        let Run { id, number, day, policy, jobs, planned_by, released_by, released_at, override_reason } = run;
        Self {
            id: id.to_string(),
            number: *number,
            day: day.to_string(),
            policy: policy.clone(),
            jobs: *jobs,
            planned_by: planned_by.to_string(),
            released_by: released_by.map(|account| account.to_string()),
            released_at: released_at.as_microsecond(),
            override_reason: override_reason.clone(),
        }
    }
}

impl TryFrom<StoredRun> for Run {
    type Error = StoreFault;

    fn try_from(stored: StoredRun) -> Result<Self, StoreFault> {
        let released_at = Timestamp::from_microsecond(stored.released_at);
        Ok(Self {
            id: read(&stored.id, RunId::parse)?,
            number: stored.number,
            day: day(&stored.day)?,
            policy: stored.policy,
            jobs: stored.jobs,
            planned_by: read(&stored.planned_by, AccountId::parse)?,
            released_by: stored.released_by.map(|account| read(&account, AccountId::parse)).transpose()?,
            released_at: released_at.map_err(|_| StoreFault::Corrupt("an instant out of range".to_owned()))?,
            override_reason: stored.override_reason,
        })
    }
}

impl From<&Printer> for StoredPrinter {
    fn from(printer: &Printer) -> Self {
        let Printer { place, route, heat_cards_a_day, seconds_a_card, ribbon_from } = printer;
        let (heat_cards_a_day, seconds_a_card, ribbon_from) = (*heat_cards_a_day, *seconds_a_card, *ribbon_from);
        Self { place: place.to_string(), route: route.to_string(), heat_cards_a_day, seconds_a_card, ribbon_from }
    }
}

impl TryFrom<StoredPrinter> for Printer {
    type Error = StoreFault;

    fn try_from(stored: StoredPrinter) -> Result<Self, StoreFault> {
        let StoredPrinter { place, route, heat_cards_a_day, seconds_a_card, ribbon_from } = stored;
        let (place, route) = (read(&place, PlaceId::parse)?, read(&route, PrintRoute::from_code)?);
        Ok(Self { place, route, heat_cards_a_day, seconds_a_card, ribbon_from })
    }
}

pub(super) fn store_suket(event: &SuketEvent) -> StoredSuket {
    match event {
        SuketEvent::Issued { case, number, on, rule } => {
            StoredSuket::Issued { case: case.to_string(), number: number.clone(), on: on.to_string(), rule: rule.clone() }
        }
        SuketEvent::Renewed { on } => StoredSuket::Renewed { on: on.to_string() },
        SuketEvent::Ended { why } => StoredSuket::Ended { why: why.to_string() },
    }
}

pub(super) fn load_suket(stored: StoredSuket) -> Result<SuketEvent, StoreFault> {
    Ok(match stored {
        StoredSuket::Issued { case, number, on, rule } => {
            SuketEvent::Issued { case: read(&case, CaseId::parse)?, number, on: day(&on)?, rule }
        }
        StoredSuket::Renewed { on } => SuketEvent::Renewed { on: day(&on)? },
        StoredSuket::Ended { why } => SuketEvent::Ended { why: read(&why, SuketEnd::from_code)? },
    })
}

impl From<&BlankRequest> for StoredRequest {
    fn from(request: &BlankRequest) -> Self {
        Self { id: request.id.to_string(), number: request.number.clone(), on: request.on.to_string(), asked: request.asked }
    }
}

impl TryFrom<StoredRequest> for BlankRequest {
    type Error = StoreFault;

    fn try_from(stored: StoredRequest) -> Result<Self, StoreFault> {
        let StoredRequest { id, number, on, asked } = stored;
        Ok(Self { id: read(&id, RequestId::parse)?, number, on: day(&on)?, asked })
    }
}

impl From<&Outlook> for StoredOutlook {
    fn from(outlook: &Outlook) -> Self {
        let Outlook { policy, next_delivery, source } = outlook;
        Self { policy: policy.to_string(), next_delivery: next_delivery.map(|on| on.to_string()), source: source.clone() }
    }
}

impl TryFrom<StoredOutlook> for Outlook {
    type Error = StoreFault;

    fn try_from(stored: StoredOutlook) -> Result<Self, StoreFault> {
        let StoredOutlook { policy, next_delivery, source } = stored;
        let next_delivery = next_delivery.map(|on| day(&on)).transpose()?;
        Ok(Self { policy: read(&policy, Policy::from_code)?, next_delivery, source })
    }
}
