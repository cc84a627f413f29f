//! The stored form of events, version 1: JSON of its own, apart from the domain's types.

use std::collections::BTreeSet;

use domain::{
    Event,
    access::{Role, Standing},
    account::Account,
    area::SubdistrictCode,
    card::{CardEvent, InvalidReason},
    case::{CaseEvent, Damage, DeferReason, OldCard, Purpose, Receipt, RecordedBy, SpoilCause, ToldBy},
    central::CentralCode,
    id::{
        AccountId, CardId, CaseId, ClosingId, DestructionId, DifferenceId, ImportId, JobId, PersonId, PlaceId, ProposalId, RepairId,
        SuketId,
    },
    intake::Layout,
    office::{Office, OfficeCode, Zone},
    place::{Place, PlaceKind},
    proposal::ProposalEvent,
    question::QuestionId,
    repair::{RepairEvent, RepairOutcome},
    rule::{Document, Requirement},
    whereabouts::{Stay, Whereabouts},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    blank::{self, StoredBlank},
    closing::{self, StoredClosing, StoredDestruction, StoredDifference},
    handover::{self, StoredBatch, StoredInbound, StoredNotice, StoredProxy, StoredShelfCount, StoredSite},
    person::StoredBiodata,
    printing::{self, StoredJob, StoredOutlook, StoredPrinter, StoredRequest, StoredRun, StoredSuket},
    question::{self, StoredQuestion},
};
use crate::{StoreFault, value::parsed};

#[derive(Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Stored {
    OfficeOpened { code: String, name: String, zone: String, demo: bool },
    AccountOpened { account: String, username: String, name: String, staff: String, role: String, posting: Option<String>, active: bool },
    AccountChanged { account: String, role: String, posting: Option<String>, active: bool },
    CodeIssued { account: String },
    PasswordSet { account: String },
    PlaceOpened { place: String, kind: String, code: String, name: String },
    PersonEntered { person: i64, version: i64, biodata: StoredBiodata },
    ImportConfirmed { import: String, layout: String, file_hash: String, as_of: String, rows: i64 },
    ImportChunkApplied { import: String, chunk: i64, rows: i64, digest: String },
    ImportFinished { import: String, chunks: i64, rows: i64, digest: String },
    CentralObserved { person: i64, code: String, observed_on: String },
    Case { case: String, person: i64, what: StoredCase },
    Card { card: String, person: i64, what: StoredCard },
    Blank { what: StoredBlank },
    Proposal { proposal: String, person: Option<i64>, what: StoredProposal },
    Question { question: String, person: Option<i64>, what: StoredQuestion },
    Repair { repair: String, person: i64, what: StoredRepair },
    Closing { closing: String, what: StoredClosing },
    Difference { difference: String, what: StoredDifference },
    Destroyed { what: StoredDestruction },
    RunReleased { what: StoredRun },
    Job { job: String, person: i64, what: StoredJob },
    PrinterSet { what: StoredPrinter },
    Suket { suket: String, person: i64, what: StoredSuket },
    Notice { notice: String, person: i64, what: StoredNotice },
    Inbound { inbound: String, person: Option<i64>, what: StoredInbound },
    PhoneStopped { phone: String },
    PhoneAllowed { phone: String },
    Batch { batch: String, what: StoredBatch },
    ShelfCounted { what: StoredShelfCount },
    TakenByProxy { what: StoredProxy },
    SiteClosed { what: StoredSite },
    SiteReopened { place: String },
    BlanksRequested { what: StoredRequest },
    OutlookSet { what: StoredOutlook },
    WhereaboutsNoted { person: i64, stay: String, source: String, on: String },
    LooksAnchored { seq: i64, chain_hash: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum StoredCase {
    Opened {
        receipt: String,
        purpose: String,
        damage: Option<String>,
        class: i64,
        site: String,
        requirements: Vec<Vec<String>>,
        documents: Vec<String>,
        print_from: Option<String>,
    },
    DocumentsAdded {
        documents: Vec<String>,
    },
    Verified,
    Recorded {
        by: String,
    },
    PrintReady,
    PrintWithdrawn,
    Deferred {
        reason: String,
        rule: String,
        until: String,
    },
    Told {
        by: String,
    },
    Assigned {
        printer: String,
    },
    TakenBack,
    PrintSpoiled {
        printer: String,
        cause: String,
    },
    Printed {
        card: String,
        printer: String,
    },
    Shelved {
        shelf: String,
    },
    Forwarded {
        village: String,
    },
    SentOn,
    CardLost,
    Collected {
        old_card: String,
    },
    Cancelled {
        reason: String,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum StoredCard {
    Printed { case: String, printer: String },
    Moved { to: String },
    SentOn { batch: String },
    Missed,
    HandedOver,
    Invalidated { reason: String },
    Surrendered,
    Destroyed { minutes: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum StoredProposal {
    Proposed { order: String, content: String, digest: String, proposer: String, account: Option<String>, staff: Option<String> },
    Approved { by: String, digest: String },
    Declined { by: String, reason: String },
    Withdrawn { by: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case")]
enum StoredRepair {
    Opened { code: String },
    LetterSent { number: String, on: String, reply_due: String },
    Replied { on: String, note: String },
    RerecordingAppointed { on: String },
    Closed { outcome: String },
}

/// What stands before the JSON: the version of its form.
const VERSION: u8 = 1;

/// The stored bytes of an event.
pub fn encode(event: &Event) -> Result<Vec<u8>, StoreFault> {
    let mut bytes = vec![VERSION];
    serde_json::to_writer(&mut bytes, &store(event)).map_err(|_| StoreFault::Corrupt("an event that JSON cannot hold".to_owned()))?;
    Ok(bytes)
}

/// The event of stored bytes.
pub fn decode(bytes: &[u8]) -> Result<Event, StoreFault> {
    let Some((&VERSION, json)) = bytes.split_first() else {
        return Err(StoreFault::Corrupt("an event of an unknown version".to_owned()));
    };
    let stored = serde_json::from_slice(json).map_err(|_| StoreFault::Corrupt("an event's content".to_owned()))?;
    load(stored)
}

fn store(event: &Event) -> Stored {
    match event {
        Event::OfficeOpened(office) => store_office(office),
        Event::AccountOpened(account) => store_account(account),
        Event::AccountChanged { account, standing: Standing { role, posting }, active } => Stored::AccountChanged {
            account: account.to_string(),
            role: role.to_string(),
            posting: posting.as_ref().map(ToString::to_string),
            active: *active,
        },
        Event::CodeIssued { account } => Stored::CodeIssued { account: account.to_string() },
        Event::PasswordSet { account } => Stored::PasswordSet { account: account.to_string() },
        Event::PlaceOpened(place) => store_place(place),
        Event::PersonEntered { person, version, biodata } => {
            Stored::PersonEntered { person: person.0, version: *version, biodata: (&**biodata).into() }
        }
        Event::ImportConfirmed { import, layout, file_hash, as_of, rows } => Stored::ImportConfirmed {
            import: import.to_string(),
            layout: layout.to_string(),
            file_hash: file_hash.clone(),
            as_of: as_of.to_string(),
            rows: *rows,
        },
        Event::ImportChunkApplied { import, chunk, rows, digest } => {
            Stored::ImportChunkApplied { import: import.to_string(), chunk: *chunk, rows: *rows, digest: digest.clone() }
        }
        Event::ImportFinished { import, chunks, rows, digest } => {
            Stored::ImportFinished { import: import.to_string(), chunks: *chunks, rows: *rows, digest: digest.clone() }
        }
        Event::CentralObserved { person, code, observed_on } => {
            Stored::CentralObserved { person: person.0, code: code.to_string(), observed_on: observed_on.to_string() }
        }
        Event::Case(case, person, event) => Stored::Case { case: case.to_string(), person: person.0, what: store_case(event) },
        Event::Card(card, person, event) => Stored::Card { card: card.to_string(), person: person.0, what: store_card(event) },
        Event::Blank(event) => Stored::Blank { what: blank::store(event) },
        Event::Proposal(proposal, person, event) => {
            Stored::Proposal { proposal: proposal.to_string(), person: person.map(|person| person.0), what: store_proposal(event) }
        }
        Event::Question(id, person, event) => {
            Stored::Question { question: id.to_string(), person: person.map(|person| person.0), what: question::store(event) }
        }
        Event::Repair(repair, person, event) => Stored::Repair { repair: repair.to_string(), person: person.0, what: store_repair(event) },
        Event::Closing(id, event) => Stored::Closing { closing: id.to_string(), what: closing::store(event) },
        Event::Difference(id, event) => Stored::Difference { difference: id.to_string(), what: closing::store_difference(event) },
        Event::Destroyed(destruction) => Stored::Destroyed { what: destruction.into() },
        Event::RunReleased(run) => Stored::RunReleased { what: run.into() },
        Event::Job(id, person, event) => Stored::Job { job: id.to_string(), person: person.0, what: printing::store(event) },
        Event::PrinterSet(printer) => Stored::PrinterSet { what: printer.into() },
        Event::Suket(id, person, event) => Stored::Suket { suket: id.to_string(), person: person.0, what: printing::store_suket(event) },
        Event::Notice(id, person, event) => {
            Stored::Notice { notice: id.to_string(), person: person.0, what: handover::store_notice(event) }
        }
        Event::Inbound(id, person, event) => {
            Stored::Inbound { inbound: id.to_string(), person: person.map(|person| person.0), what: handover::store_inbound(event) }
        }
        Event::PhoneStopped(phone) => Stored::PhoneStopped { phone: phone.as_str().to_owned() },
        Event::PhoneAllowed(phone) => Stored::PhoneAllowed { phone: phone.as_str().to_owned() },
        Event::Batch(id, event) => Stored::Batch { batch: id.to_string(), what: handover::store_batch(event) },
        Event::ShelfCounted(count) => Stored::ShelfCounted { what: count.into() },
        Event::TakenByProxy(pickup) => Stored::TakenByProxy { what: pickup.into() },
        Event::SiteClosed(site) => Stored::SiteClosed { what: site.into() },
        Event::SiteReopened(place) => Stored::SiteReopened { place: place.to_string() },
        Event::BlanksRequested(request) => Stored::BlanksRequested { what: request.into() },
        Event::OutlookSet(outlook) => Stored::OutlookSet { what: outlook.into() },
        Event::WhereaboutsNoted(said) => store_whereabouts(said),
        Event::LooksAnchored { seq, chain_hash } => Stored::LooksAnchored { seq: *seq, chain_hash: chain_hash.clone() },
    }
}

fn store_office(office: &Office) -> Stored {
    let (code, name, zone) = (office.code.to_string(), office.name.clone(), office.zone.to_string());
    Stored::OfficeOpened { code, name, zone, demo: office.demo }
}

fn store_place(place: &Place) -> Stored {
    let (code, name) = (place.code.clone(), place.name.clone());
    Stored::PlaceOpened { place: place.id.to_string(), kind: place.kind.to_string(), code, name }
}

fn store_whereabouts(said: &Whereabouts) -> Stored {
    let (source, on) = (said.source.clone(), said.on.to_string());
    Stored::WhereaboutsNoted { person: said.person.0, stay: said.stay.to_string(), source, on }
}

fn store_account(account: &Account) -> Stored {
    Stored::AccountOpened {
        account: account.id.to_string(),
        username: account.username.clone(),
        name: account.name.clone(),
        staff: account.staff.clone(),
        role: account.standing.role.to_string(),
        posting: account.standing.posting.as_ref().map(ToString::to_string),
        active: account.active,
    }
}

fn store_repair(event: &RepairEvent) -> StoredRepair {
    match event {
        RepairEvent::Opened { code } => StoredRepair::Opened { code: code.to_string() },
        RepairEvent::LetterSent { number, on, reply_due } => {
            StoredRepair::LetterSent { number: number.clone(), on: on.to_string(), reply_due: reply_due.to_string() }
        }
        RepairEvent::Replied { on, note } => StoredRepair::Replied { on: on.to_string(), note: note.clone() },
        RepairEvent::RerecordingAppointed { on } => StoredRepair::RerecordingAppointed { on: on.to_string() },
        RepairEvent::Closed { outcome } => StoredRepair::Closed { outcome: outcome.to_string() },
    }
}

fn store_proposal(event: &ProposalEvent) -> StoredProposal {
    match event {
        ProposalEvent::Proposed { order, content, digest, proposer, account, staff } => StoredProposal::Proposed {
            order: order.clone(),
            content: content.clone(),
            digest: digest.clone(),
            proposer: proposer.to_string(),
            account: account.map(|account| account.to_string()),
            staff: staff.clone(),
        },
        ProposalEvent::Approved { by, digest } => StoredProposal::Approved { by: by.to_string(), digest: digest.clone() },
        ProposalEvent::Declined { by, reason } => StoredProposal::Declined { by: by.to_string(), reason: reason.clone() },
        ProposalEvent::Withdrawn { by } => StoredProposal::Withdrawn { by: by.to_string() },
    }
}

fn store_case(event: &CaseEvent) -> StoredCase {
    match event {
        CaseEvent::Opened { receipt, purpose, damage, class, site, requirements, documents, print_from, .. } => StoredCase::Opened {
            receipt: receipt.as_str().to_owned(),
            purpose: purpose.to_string(),
            damage: damage.map(|damage| damage.to_string()),
            class: *class,
            site: site.to_string(),
            requirements: requirements.iter().map(|requirement| codes(&requirement.any_of)).collect(),
            documents: codes(documents),
            print_from: print_from.map(|from| from.to_string()),
        },
        CaseEvent::DocumentsAdded { documents } => StoredCase::DocumentsAdded { documents: codes(documents) },
        CaseEvent::Verified => StoredCase::Verified,
        CaseEvent::Recorded { by } => StoredCase::Recorded { by: by.to_string() },
        CaseEvent::PrintReady => StoredCase::PrintReady,
        CaseEvent::PrintWithdrawn => StoredCase::PrintWithdrawn,
        CaseEvent::Deferred { reason, rule, until } => {
            StoredCase::Deferred { reason: reason.to_string(), rule: rule.clone(), until: until.to_string() }
        }
        CaseEvent::Told { by } => StoredCase::Told { by: by.to_string() },
        CaseEvent::Assigned { printer } => StoredCase::Assigned { printer: printer.to_string() },
        CaseEvent::TakenBack => StoredCase::TakenBack,
        CaseEvent::PrintSpoiled { printer, cause } => StoredCase::PrintSpoiled { printer: printer.to_string(), cause: cause.to_string() },
        CaseEvent::Printed { card, printer } => StoredCase::Printed { card: card.to_string(), printer: printer.to_string() },
        CaseEvent::Shelved { shelf } => StoredCase::Shelved { shelf: shelf.to_string() },
        CaseEvent::Forwarded { village } => StoredCase::Forwarded { village: village.to_string() },
        CaseEvent::SentOn => StoredCase::SentOn,
        CaseEvent::CardLost => StoredCase::CardLost,
        CaseEvent::Collected { old_card } => StoredCase::Collected { old_card: old_card.to_string() },
        CaseEvent::Cancelled { reason } => StoredCase::Cancelled { reason: reason.clone() },
    }
}

fn store_card(event: &CardEvent) -> StoredCard {
    match event {
        CardEvent::Printed { case, printer, .. } => StoredCard::Printed { case: case.to_string(), printer: printer.to_string() },
        CardEvent::Moved { to } => StoredCard::Moved { to: to.to_string() },
        CardEvent::SentOn { batch } => StoredCard::SentOn { batch: batch.to_string() },
        CardEvent::Missed => StoredCard::Missed,
        CardEvent::HandedOver => StoredCard::HandedOver,
        CardEvent::Invalidated { reason } => StoredCard::Invalidated { reason: reason.to_string() },
        CardEvent::Surrendered => StoredCard::Surrendered,
        CardEvent::Destroyed { minutes } => StoredCard::Destroyed { minutes: minutes.to_string() },
    }
}

fn load(stored: Stored) -> Result<Event, StoreFault> {
    Ok(match stored {
        Stored::OfficeOpened { code, name, zone, demo } => {
            Event::OfficeOpened(Office { code: read(&code, OfficeCode::parse)?, name, zone: read(&zone, Zone::from_code)?, demo })
        }
        Stored::AccountOpened { account, username, name, staff, role, posting, active } => {
            let (id, standing) = (read(&account, AccountId::parse)?, load_standing(&role, posting)?);
            Event::AccountOpened(Account { id, username, name, staff, standing, active })
        }
        Stored::AccountChanged { account, role, posting, active } => {
            Event::AccountChanged { account: read(&account, AccountId::parse)?, standing: load_standing(&role, posting)?, active }
        }
        Stored::CodeIssued { account } => Event::CodeIssued { account: read(&account, AccountId::parse)? },
        Stored::PasswordSet { account } => Event::PasswordSet { account: read(&account, AccountId::parse)? },
        Stored::PlaceOpened { place, kind, code, name } => {
            Event::PlaceOpened(Place { id: read(&place, PlaceId::parse)?, kind: read(&kind, PlaceKind::from_code)?, code, name })
        }
        Stored::PersonEntered { person, version, biodata } => {
            Event::PersonEntered { person: PersonId(person), version, biodata: Box::new(biodata.try_into()?) }
        }
        Stored::ImportConfirmed { import, layout, file_hash, as_of, rows } => {
            let (import, layout, as_of) = (read(&import, ImportId::parse)?, read(&layout, Layout::from_code)?, day(&as_of)?);
            Event::ImportConfirmed { import, layout, file_hash, as_of, rows }
        }
        Stored::ImportChunkApplied { import, chunk, rows, digest } => {
            Event::ImportChunkApplied { import: read(&import, ImportId::parse)?, chunk, rows, digest }
        }
        Stored::ImportFinished { import, chunks, rows, digest } => {
            Event::ImportFinished { import: read(&import, ImportId::parse)?, chunks, rows, digest }
        }
        Stored::CentralObserved { person, code, observed_on } => {
            Event::CentralObserved { person: PersonId(person), code: read(&code, CentralCode::from_code)?, observed_on: day(&observed_on)? }
        }
        Stored::Case { case, person, what } => {
            Event::Case(read(&case, CaseId::parse)?, PersonId(person), load_case(PersonId(person), what)?)
        }
        Stored::Card { card, person, what } => {
            Event::Card(read(&card, CardId::parse)?, PersonId(person), load_card(PersonId(person), what)?)
        }
        Stored::Blank { what } => Event::Blank(blank::load(what)?),
        Stored::Proposal { proposal, person, what } => {
            Event::Proposal(read(&proposal, ProposalId::parse)?, person.map(PersonId), load_proposal(what)?)
        }
        Stored::Question { question, person, what } => {
            Event::Question(read(&question, QuestionId::parse)?, person.map(PersonId), question::load(what)?)
        }
        Stored::Repair { repair, person, what } => Event::Repair(read(&repair, RepairId::parse)?, PersonId(person), load_repair(what)?),
        Stored::Closing { closing, what } => Event::Closing(read(&closing, ClosingId::parse)?, closing::load(what)?),
        Stored::Difference { difference, what } => {
            Event::Difference(read(&difference, DifferenceId::parse)?, closing::load_difference(what)?)
        }
        Stored::Destroyed { what } => Event::Destroyed(what.try_into()?),
        Stored::RunReleased { what } => Event::RunReleased(what.try_into()?),
        Stored::Job { job, person, what } => Event::Job(read(&job, JobId::parse)?, PersonId(person), printing::load(what)?),
        Stored::PrinterSet { what } => Event::PrinterSet(what.try_into()?),
        Stored::Suket { suket, person, what } => Event::Suket(read(&suket, SuketId::parse)?, PersonId(person), printing::load_suket(what)?),
        Stored::Notice { notice, person, what } => handover::load_notice_of(&notice, person, what)?,
        Stored::Inbound { inbound, person, what } => handover::load_inbound_of(&inbound, person, what)?,
        Stored::PhoneStopped { phone } => Event::PhoneStopped(handover::phone(&phone)?),
        Stored::PhoneAllowed { phone } => Event::PhoneAllowed(handover::phone(&phone)?),
        Stored::Batch { batch, what } => Event::Batch(handover::batch_id(&batch)?, handover::load_batch(what)?),
        Stored::ShelfCounted { what } => Event::ShelfCounted(what.try_into()?),
        Stored::TakenByProxy { what } => Event::TakenByProxy(what.try_into()?),
        Stored::SiteClosed { what } => Event::SiteClosed(what.try_into()?),
        Stored::SiteReopened { place } => Event::SiteReopened(read(&place, PlaceId::parse)?),
        Stored::BlanksRequested { what } => Event::BlanksRequested(what.try_into()?),
        Stored::OutlookSet { what } => Event::OutlookSet(what.try_into()?),
        Stored::WhereaboutsNoted { person, stay, source, on } => load_whereabouts(person, &stay, source, &on)?,
        Stored::LooksAnchored { seq, chain_hash } => Event::LooksAnchored { seq, chain_hash },
    })
}

fn load_whereabouts(person: i64, stay: &str, source: String, on: &str) -> Result<Event, StoreFault> {
    let (person, stay, on) = (PersonId(person), read(stay, Stay::from_code)?, day(on)?);
    Ok(Event::WhereaboutsNoted(Whereabouts { person, stay, source, on }))
}

fn load_repair(stored: StoredRepair) -> Result<RepairEvent, StoreFault> {
    Ok(match stored {
        StoredRepair::Opened { code } => RepairEvent::Opened { code: read(&code, CentralCode::from_code)? },
        StoredRepair::LetterSent { number, on, reply_due } => {
            RepairEvent::LetterSent { number, on: day(&on)?, reply_due: day(&reply_due)? }
        }
        StoredRepair::Replied { on, note } => RepairEvent::Replied { on: day(&on)?, note },
        StoredRepair::RerecordingAppointed { on } => RepairEvent::RerecordingAppointed { on: day(&on)? },
        StoredRepair::Closed { outcome } => RepairEvent::Closed { outcome: read(&outcome, RepairOutcome::from_code)? },
    })
}

fn load_standing(role: &str, posting: Option<String>) -> Result<Standing, StoreFault> {
    let posting = posting.map(|code| read(&code, SubdistrictCode::parse)).transpose()?;
    Ok(Standing { role: read(role, Role::from_code)?, posting })
}

fn load_proposal(stored: StoredProposal) -> Result<ProposalEvent, StoreFault> {
    Ok(match stored {
        StoredProposal::Proposed { order, content, digest, proposer, account, staff } => {
            let (proposer, account) = (read(&proposer, AccountId::parse)?, account.map(|code| read(&code, AccountId::parse)).transpose()?);
            ProposalEvent::Proposed { order, content, digest, proposer, account, staff }
        }
        StoredProposal::Approved { by, digest } => ProposalEvent::Approved { by: read(&by, AccountId::parse)?, digest },
        StoredProposal::Declined { by, reason } => ProposalEvent::Declined { by: read(&by, AccountId::parse)?, reason },
        StoredProposal::Withdrawn { by } => ProposalEvent::Withdrawn { by: read(&by, AccountId::parse)? },
    })
}

fn load_case(person: PersonId, stored: StoredCase) -> Result<CaseEvent, StoreFault> {
    Ok(match stored {
        StoredCase::Opened { receipt, purpose, damage, class, site, requirements, documents, print_from } => CaseEvent::Opened {
            person,
            receipt: read(&receipt, Receipt::parse)?,
            purpose: read(&purpose, Purpose::from_code)?,
            damage: damage.map(|damage| read(&damage, Damage::from_code)).transpose()?,
            class,
            site: read(&site, PlaceId::parse)?,
            requirements: load_requirements(requirements)?,
            documents: load_documents(&documents)?,
            print_from: print_from.map(|from| day(&from)).transpose()?,
        },
        StoredCase::DocumentsAdded { documents } => CaseEvent::DocumentsAdded { documents: load_documents(&documents)? },
        StoredCase::Verified => CaseEvent::Verified,
        StoredCase::Recorded { by } => CaseEvent::Recorded { by: read(&by, RecordedBy::from_code)? },
        StoredCase::PrintReady => CaseEvent::PrintReady,
        StoredCase::PrintWithdrawn => CaseEvent::PrintWithdrawn,
        StoredCase::Deferred { reason, rule, until } => {
            CaseEvent::Deferred { reason: read(&reason, DeferReason::from_code)?, rule, until: day(&until)? }
        }
        StoredCase::Told { by } => CaseEvent::Told { by: read(&by, ToldBy::from_code)? },
        StoredCase::Assigned { printer } => CaseEvent::Assigned { printer: read(&printer, PlaceId::parse)? },
        StoredCase::TakenBack => CaseEvent::TakenBack,
        StoredCase::PrintSpoiled { printer, cause } => {
            CaseEvent::PrintSpoiled { printer: read(&printer, PlaceId::parse)?, cause: read(&cause, SpoilCause::from_code)? }
        }
        StoredCase::Printed { card, printer } => {
            CaseEvent::Printed { card: read(&card, CardId::parse)?, printer: read(&printer, PlaceId::parse)? }
        }
        StoredCase::Shelved { shelf } => CaseEvent::Shelved { shelf: read(&shelf, PlaceId::parse)? },
        StoredCase::Forwarded { village } => CaseEvent::Forwarded { village: read(&village, PlaceId::parse)? },
        StoredCase::SentOn => CaseEvent::SentOn,
        StoredCase::CardLost => CaseEvent::CardLost,
        StoredCase::Collected { old_card } => CaseEvent::Collected { old_card: read(&old_card, OldCard::from_code)? },
        StoredCase::Cancelled { reason } => CaseEvent::Cancelled { reason },
    })
}

fn load_card(person: PersonId, stored: StoredCard) -> Result<CardEvent, StoreFault> {
    Ok(match stored {
        StoredCard::Printed { case, printer } => {
            CardEvent::Printed { person, case: read(&case, CaseId::parse)?, printer: read(&printer, PlaceId::parse)? }
        }
        StoredCard::Moved { to } => CardEvent::Moved { to: read(&to, PlaceId::parse)? },
        StoredCard::SentOn { batch } => CardEvent::SentOn { batch: handover::batch_id(&batch)? },
        StoredCard::Missed => CardEvent::Missed,
        StoredCard::HandedOver => CardEvent::HandedOver,
        StoredCard::Invalidated { reason } => CardEvent::Invalidated { reason: read(&reason, InvalidReason::from_code)? },
        StoredCard::Surrendered => CardEvent::Surrendered,
        StoredCard::Destroyed { minutes } => CardEvent::Destroyed { minutes: read(&minutes, DestructionId::parse)? },
    })
}

/// The text codes of documents.
pub(crate) fn codes<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Vec<String> {
    documents.into_iter().map(|document| document.code().to_owned()).collect()
}

/// The documents of text codes.
pub(crate) fn load_documents(codes: &[String]) -> Result<BTreeSet<Document>, StoreFault> {
    codes.iter().map(|code| read(code, Document::from_code)).collect()
}

/// The requirements of text codes.
pub(crate) fn load_requirements(stored: Vec<Vec<String>>) -> Result<Vec<Requirement>, StoreFault> {
    let load_one = |any_of: Vec<String>| {
        let any_of = any_of.iter().map(|code| read(code, Document::from_code)).collect::<Result<_, _>>()?;
        Ok(Requirement { any_of })
    };
    stored.into_iter().map(load_one).collect()
}

pub(super) fn day(text: &str) -> Result<Date, StoreFault> {
    read(text, |text| text.parse().ok())
}

pub(super) fn read<T>(text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, StoreFault> {
    parsed(std::any::type_name::<T>(), text, parse(text))
}
