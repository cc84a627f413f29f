//! The state that the journal alone gives.

use std::collections::BTreeMap;

use domain::{
    Event,
    account::Account,
    batch::{self, Batch},
    blank::{Balances, BlankEvent, Serial, SerialAt},
    card::{self, Card, ShelfCount},
    case::{self, Case},
    central::CentralCode,
    closing::{self, Closing, Destruction, Difference},
    id::{
        AccountId, BatchId, CardId, CaseId, ClosingId, DestructionId, DifferenceId, InboundId, JobId, LotId, NoticeId, PersonId, PlaceId,
        ProposalId, RepairId, RequestId, RunId, ShelfCountId, SuketId,
    },
    notice::{self, Inbound, Notice, StoppedPhone},
    office::Office,
    person::Phone,
    pickup::{ClosedSite, ProxyPickup},
    place::Place,
    print::{self, Job, Printer, Run},
    proposal::{self, Proposal},
    question::{self, Question, QuestionId},
    repair::{self, Repair},
    request::{BlankRequest, Outlook},
    suket::{self, Suket},
    whereabouts::Whereabouts,
};
use jiff::{Timestamp, civil::Date};
use store::{
    StoreFault, Tx,
    journal::{encode_biodata, find_key},
    tables::blank::{LotRow, MovementRow, SerialRow},
};

/// What an import said of one of its chunks.
#[derive(Clone, Debug)]
pub(crate) struct Chunk {
    pub rows: i64,
    pub digest: String,
}

/// The folded journal.
#[derive(Default)]
pub(crate) struct Fold {
    pub office: Option<Office>,
    pub accounts: BTreeMap<AccountId, Account>,
    pub places: BTreeMap<PlaceId, Place>,
    pub cases: BTreeMap<CaseId, Case>,
    pub cards: BTreeMap<CardId, Card>,
    pub lots: BTreeMap<LotId, LotRow>,
    pub movements: Vec<MovementRow>,
    pub balances: Balances,
    /// Lines entered by hand, by person and version, in their stored form.
    pub entered: BTreeMap<(PersonId, i64), String>,
    /// Observations noted by hand, in order.
    pub observed: BTreeMap<PersonId, Vec<(CentralCode, Date)>>,
    /// Chunks of imports.
    pub chunks: BTreeMap<(String, i64), Chunk>,
    /// Ended imports: how many chunks and rows, and the digest of the digests.
    pub imports: BTreeMap<String, (i64, i64, String)>,
    /// Acts that need a second person.
    pub proposals: BTreeMap<ProposalId, Proposal>,
    /// Questions of identity.
    pub questions: BTreeMap<QuestionId, Question>,
    /// Repairs of records at the centre.
    pub repairs: BTreeMap<RepairId, Repair>,
    /// Where people are.
    pub whereabouts: BTreeMap<PersonId, Whereabouts>,
    /// Known chips.
    pub serials: BTreeMap<Serial, SerialRow>,
    /// Closings of days.
    pub closings: BTreeMap<ClosingId, Closing>,
    /// Differences.
    pub differences: BTreeMap<DifferenceId, Difference>,
    /// Destructions.
    pub destructions: BTreeMap<DestructionId, Destruction>,
    /// Print runs.
    pub runs: BTreeMap<RunId, Run>,
    /// Jobs.
    pub jobs: BTreeMap<JobId, Job>,
    /// Printers that were set up.
    pub printers: BTreeMap<PlaceId, Printer>,
    /// Temporary letters.
    pub sukets: BTreeMap<SuketId, Suket>,
    /// Notices to citizens.
    pub notices: BTreeMap<NoticeId, Notice>,
    /// Messages from citizens.
    pub inbound: BTreeMap<InboundId, Inbound>,
    /// Numbers that want no messages.
    pub stopped: BTreeMap<Phone, StoppedPhone>,
    /// Handover batches.
    pub batches: BTreeMap<BatchId, Batch>,
    /// Stock-takes of shelves.
    pub shelf_counts: BTreeMap<ShelfCountId, ShelfCount>,
    /// Who fetched cards for their holders.
    pub proxies: BTreeMap<CaseId, ProxyPickup>,
    /// Places that take no cards.
    pub closed_sites: BTreeMap<PlaceId, ClosedSite>,
    /// Requests for blanks.
    pub requests: BTreeMap<RequestId, BlankRequest>,
    /// What the head of the office expects.
    pub outlook: Option<Outlook>,
    /// Heads of the stream of looks that the journal fixed: number → chain hash, hexadecimal.
    pub anchors: BTreeMap<i64, String>,
    keys: BTreeMap<String, Option<[u8; 32]>>,
}

impl Fold {
    /// The key of a subject, read once.
    pub fn key_of(&mut self, tx: &mut Tx<'_>, subject: &str) -> Result<Option<[u8; 32]>, StoreFault> {
        if let Some(key) = self.keys.get(subject) {
            return Ok(*key);
        }
        let key = match find_key(tx, subject) {
            Ok(key) => key,
            Err(StoreFault::Unsealable) => None,
            Err(fault) => return Err(fault),
        };
        self.keys.insert(subject.to_owned(), key);
        Ok(key)
    }

    /// Applies one event.
    pub fn apply(&mut self, seq: i64, at: Timestamp, event: Event) {
        match event {
            Event::OfficeOpened(office) => self.office = Some(office),
            Event::AccountOpened(account) => {
                self.accounts.insert(account.id, account);
            }
            Event::AccountChanged { account, standing, active } => {
                if let Some(account) = self.accounts.get_mut(&account) {
                    (account.standing, account.active) = (standing, active);
                }
            }
            // Of codes and passwords only that they were given and set is kept; what an import was told yes to is in its chunks.
            Event::CodeIssued { .. } | Event::PasswordSet { .. } | Event::ImportConfirmed { .. } => {}
            Event::PlaceOpened(place) => {
                self.places.insert(place.id, place);
            }
            Event::PersonEntered { person, version, biodata } => {
                self.entered.insert((person, version), encode_biodata(&biodata).unwrap_or_default());
            }
            Event::ImportChunkApplied { import, chunk, rows, digest } => {
                self.chunks.insert((import.to_string(), chunk), Chunk { rows, digest });
            }
            Event::ImportFinished { import, chunks, rows, digest } => {
                self.imports.insert(import.to_string(), (chunks, rows, digest));
            }
            Event::CentralObserved { person, code, observed_on } => {
                self.observed.entry(person).or_default().push((code, observed_on));
            }
            Event::Case(id, _, event) => {
                let before = self.cases.remove(&id);
                self.cases.extend(case::apply(before, id, &event, at).map(|case| (id, case)));
            }
            Event::Card(id, _, event) => {
                let before = self.cards.remove(&id);
                self.cards.extend(card::apply(before, id, &event, at).map(|card| (id, card)));
            }
            Event::Blank(event) => self.post(seq, at, event),
            Event::Proposal(id, person, event) => {
                let before = self.proposals.remove(&id);
                self.proposals.extend(proposal::apply(before, id, person, &event, at).map(|proposal| (id, proposal)));
            }
            Event::Question(id, _, event) => {
                let before = self.questions.remove(&id);
                self.questions.extend(question::apply(before, &id, &event, at).map(|question| (id, question)));
            }
            Event::Repair(id, person, event) => {
                let before = self.repairs.remove(&id);
                self.repairs.extend(repair::apply(before, id, person, &event, at).map(|repair| (id, repair)));
            }
            Event::Closing(..)
            | Event::Difference(..)
            | Event::Destroyed(_)
            | Event::RunReleased(_)
            | Event::Job(..)
            | Event::PrinterSet(_)
            | Event::Suket(..)
            | Event::BlanksRequested(_)
            | Event::OutlookSet(_) => self.apply_print_room(at, event),
            Event::Notice(..)
            | Event::Inbound(..)
            | Event::PhoneStopped(_)
            | Event::PhoneAllowed(_)
            | Event::Batch(..)
            | Event::ShelfCounted(_)
            | Event::TakenByProxy(_)
            | Event::SiteClosed(_)
            | Event::SiteReopened(_) => self.apply_handover(at, event),
            Event::WhereaboutsNoted(said) => self.say(said),
            Event::LooksAnchored { seq, chain_hash } => {
                self.anchors.insert(seq, chain_hash);
            }
        }
    }

    fn say(&mut self, said: Whereabouts) {
        let before = self.whereabouts.remove(&said.person);
        self.whereabouts.insert(said.person, Whereabouts::latest(before, said));
    }

    /// The events of the print room and of the stock's closings.
    fn apply_print_room(&mut self, at: Timestamp, event: Event) {
        match event {
            Event::Closing(id, event) => {
                let before = self.closings.remove(&id);
                self.closings.extend(closing::apply(before, id, &event, at).map(|closing| (id, closing)));
            }
            Event::Difference(id, event) => {
                let before = self.differences.remove(&id);
                self.differences.extend(closing::apply_difference(before, id, &event, at).map(|difference| (id, difference)));
            }
            Event::Destroyed(destruction) => {
                self.destructions.insert(destruction.id, destruction);
            }
            Event::RunReleased(run) => {
                self.runs.insert(run.id, run);
            }
            Event::Job(id, person, event) => {
                let before = self.jobs.remove(&id);
                self.jobs.extend(print::apply(before, id, person, &event, at).map(|job| (id, job)));
            }
            Event::PrinterSet(printer) => {
                self.printers.insert(printer.place, printer);
            }
            Event::Suket(id, person, event) => {
                let before = self.sukets.remove(&id);
                self.sukets.extend(suket::apply(before, id, person, &event).map(|suket| (id, suket)));
            }
            Event::BlanksRequested(request) => {
                self.requests.insert(request.id, request);
            }
            Event::OutlookSet(outlook) => self.outlook = Some(outlook),
            _ => {}
        }
    }

    /// The events on the card's way from the printer to its holder.
    fn apply_handover(&mut self, at: Timestamp, event: Event) {
        match event {
            Event::Notice(id, person, event) => {
                let before = self.notices.remove(&id);
                self.notices.extend(notice::apply(before, id, person, &event, at).map(|notice| (id, notice)));
            }
            Event::Inbound(id, person, event) => {
                let before = self.inbound.remove(&id);
                self.inbound.extend(notice::apply_inbound(before, id, person, &event, at).map(|inbound| (id, inbound)));
            }
            Event::PhoneStopped(phone) => {
                self.stopped.insert(phone.clone(), StoppedPhone { phone, since: at });
            }
            Event::PhoneAllowed(phone) => {
                self.stopped.remove(&phone);
            }
            Event::Batch(id, event) => {
                let before = self.batches.remove(&id);
                self.batches.extend(batch::apply(before, id, &event, at).map(|batch| (id, batch)));
            }
            Event::ShelfCounted(count) => {
                self.shelf_counts.insert(count.id, count);
            }
            Event::TakenByProxy(pickup) => {
                self.proxies.insert(pickup.case, pickup);
            }
            Event::SiteClosed(site) => {
                self.closed_sites.insert(site.place, site);
            }
            Event::SiteReopened(place) => {
                self.closed_sites.remove(&place);
            }
            _ => {}
        }
    }

    fn post(&mut self, seq: i64, at: Timestamp, event: BlankEvent) {
        if let BlankEvent::Received { lot, item, label, source, quantity, request, .. } = &event {
            let (label, source, quantity, item, request) = (label.clone(), *source, *quantity, *item, *request);
            self.lots.insert(*lot, LotRow { lot: *lot, label, source, received_at: at, quantity, item, request });
        }
        let transfer = event.transfer();
        self.balances.post(&transfer);
        for serial in event.serials() {
            let at = SerialAt { lot: transfer.lot, place: transfer.to.0, state: transfer.to.1.of_chip() };
            self.serials.insert(serial.clone(), SerialRow { serial: serial.clone(), at });
        }
        self.movements.push(MovementRow { seq, at, event });
    }
}
