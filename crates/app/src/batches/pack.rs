//! Filling a batch, by scans or with all that is due, and letting it leave.

use domain::{
    Refusal,
    access::Act,
    batch::{Batch, BatchCommand, BatchEvent, BatchRefusal, BatchRoute, BatchState},
    card::CardEvent,
    case::{Case, CaseCommand, CaseState, Receipt},
    id::{BatchId, PersonId},
    ladder::LadderAction,
    place::{Place, PlaceKind, subdistrict_place_code, village_place_code},
};
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, queries::notices, tables};

use super::{BatchChanged, batch_within, card_of, change, lies_here, move_to, named, reaches, save};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    cases::read_receipt,
    figures::midnight_in,
    ladder::{place_code_of, step_by},
    order::{Concern, Order, text as codes},
    places::{code, place_of},
    register::get_person,
};

/// Begins a batch to a place (its code; empty for the post). Its minutes get the next number of the year.
pub fn open(office: &Office, caller: &Caller, request: &Request, route: BatchRoute, place: &str) -> Result<BatchChanged, AppError> {
    office.order(caller, request, OpenBatch { route, place: code(place) })
}

/// The order behind [`open`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OpenBatch {
    #[serde(with = "codes")]
    route: BatchRoute,
    place: String,
}

impl OpenBatch {
    fn place(&self, tx: &mut Tx<'_>) -> Result<Place, AppError> {
        match self.route {
            BatchRoute::Village => place_of(tx, "place", &self.place, PlaceKind::Village),
            BatchRoute::Subdistrict => place_of(tx, "place", &self.place, PlaceKind::Subdistrict),
            BatchRoute::Post => Ok(tables::place::get_only(tx, PlaceKind::Outside)?),
        }
    }
}

impl Order for OpenBatch {
    const NAME: &'static str = "open_batch";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let place = self.place(tx)?;
        if reaches(desk, &place) { Ok(Concern::default()) } else { Err(Refusal::NoSuchArea.into()) }
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let place = self.place(write)?;
        if !reaches(desk, &place) {
            return Err(Refusal::NoSuchArea.into());
        }
        refuse_closed(write, &place)?;
        let new_year = jiff::civil::Date::constant(desk.today.year(), 1, 1);
        let number = tables::handover::batches_since(write, midnight_in(desk.profile.zone, new_year))? + 1;
        let number = format!("{number:04}/BAST/{}", desk.today.year());
        let id = write.draw.batch_id();
        let batch = save(write, actor, None, id, BatchEvent::Opened { number, route: self.route, place: place.id })?;
        Ok((&batch).into())
    }
}

/// Refuses a place that takes no cards now.
pub(crate) fn refuse_closed(tx: &mut Tx<'_>, place: &Place) -> Result<(), AppError> {
    match tables::handover::find_closed(tx, place.id)? {
        Some(_) => Err(BatchRefusal::SiteClosed { place: place.name.clone() }.into()),
        None => Ok(()),
    }
}

/// Puts the card of a receipt into a batch.
pub fn pack(office: &Office, caller: &Caller, request: &Request, batch: BatchId, receipt: &str) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SendBatches)?;
    office.order(caller, request, PackCard { batch, receipt: read_receipt(receipt)? })
}

/// The order behind [`pack`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PackCard {
    #[serde(with = "codes")]
    batch: BatchId,
    #[serde(with = "codes")]
    receipt: Receipt,
}

impl Order for PackCard {
    const NAME: &'static str = "pack_card";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        named(desk, tx, self.batch, &self.receipt).map(|(.., case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, place, case) = named(desk, write, self.batch, &self.receipt)?;
        let lives = lives_there(write, &batch, &place, case.person)?;
        if !lives {
            return Err(BatchRefusal::WrongSite { place: place.name }.into());
        }
        Ok((&pack_in(write, actor, batch, &case)?).into())
    }
}

/// Whether a batch goes where a person lives.
fn lives_there(tx: &mut Tx<'_>, batch: &Batch, place: &Place, person: PersonId) -> Result<bool, AppError> {
    let village = get_person(tx, person)?.biodata.village;
    let subdistrict = || domain::area::SubdistrictCode::parse(village.subdistrict());
    Ok(match batch.route {
        BatchRoute::Village => place.code == village_place_code(&village),
        BatchRoute::Subdistrict => subdistrict().is_some_and(|code| place.code == subdistrict_place_code(&code)),
        BatchRoute::Post => true,
    })
}

fn pack_in(write: &mut Write<'_>, actor: Actor, batch: Batch, case: &Case) -> Result<Batch, AppError> {
    let card = card_of(write, case)?;
    let here = lies_here(&card) && matches!(case.state, CaseState::Printed | CaseState::OnShelf);
    if !here || tables::handover::open_batch_of(write, card.id)?.is_some_and(|other| other != batch.id) {
        return Err(BatchRefusal::CardElsewhere.into());
    }
    change(write, actor, batch, &BatchCommand::Pack { card: card.id, case: case.id }).map(|(batch, _)| batch)
}

/// Puts every card into a batch that is due to go to its place by the office's ladder, or, by post, every card that is due at all; at most
/// `limit`.
pub fn pack_due(office: &Office, caller: &Caller, request: &Request, batch: BatchId, limit: i64) -> Result<BatchChanged, AppError> {
    office.order(caller, request, PackDue { batch, limit })
}

/// The order behind [`pack_due`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct PackDue {
    #[serde(with = "codes")]
    batch: BatchId,
    limit: i64,
}

impl Order for PackDue {
    const NAME: &'static str = "pack_due";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        batch_within(desk, tx, self.batch).map(|_| Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (mut batch, place) = batch_within(desk, write, self.batch)?;
        let ladder = desk.rules.ladder_for(desk.profile.code, desk.today);
        let lines = notices::ladder(write, desk.reach.subdistrict())?;
        for line in lines {
            if batch.lines.len() as i64 >= self.limit {
                break;
            }
            let step = step_by(&ladder, desk.profile.zone.date(line.printed_at), &line);
            let due = step.filter(|step| step.due <= desk.today && step.action != LadderAction::Notice);
            let Some(step) = due else { continue };
            let meant = batch.route == BatchRoute::Post || place_code_of(step.action, &line.village).as_ref() == Some(&place.code);
            let packed = batch.lines.contains_key(&line.card) || tables::handover::open_batch_of(write, line.card)?.is_some();
            if meant && !packed {
                let case = tables::case_file::find(write, line.case)?.ok_or(StoreFault::Missing("a case of the ladder"))?;
                batch = pack_in(write, actor, batch, &case)?;
            }
        }
        Ok((&batch).into())
    }
}

/// Takes the card of a receipt out of a batch that has not left.
pub fn take_out(office: &Office, caller: &Caller, request: &Request, batch: BatchId, receipt: &str) -> Result<BatchChanged, AppError> {
    office.desk(caller, Act::SendBatches)?;
    office.order(caller, request, TakeCardOut { batch, receipt: read_receipt(receipt)? })
}

/// The order behind [`take_out`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct TakeCardOut {
    #[serde(with = "codes")]
    batch: BatchId,
    #[serde(with = "codes")]
    receipt: Receipt,
}

impl Order for TakeCardOut {
    const NAME: &'static str = "take_card_out";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        named(desk, tx, self.batch, &self.receipt).map(|(.., case)| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, _, case) = named(desk, write, self.batch, &self.receipt)?;
        // By the case: a card that was given up meanwhile is the case's no more, and still to be taken out.
        let packed = batch.lines.iter().find(|(_, line)| line.case == case.id).map(|(card, _)| *card);
        let card = packed.ok_or(BatchRefusal::NotInBatch)?;
        change(write, actor, batch, &BatchCommand::TakeOut { card }).map(|(batch, _)| (&batch).into())
    }
}

/// Lets a batch leave: its cards are on their way from now on.
pub fn send(office: &Office, caller: &Caller, request: &Request, batch: BatchId) -> Result<BatchChanged, AppError> {
    office.order(caller, request, SendBatch { batch })
}

/// The order behind [`send`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct SendBatch {
    #[serde(with = "codes")]
    batch: BatchId,
}

impl Order for SendBatch {
    const NAME: &'static str = "send_batch";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        batch_within(desk, tx, self.batch).map(|_| Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, place) = batch_within(desk, write, self.batch)?;
        refuse_closed(write, &place)?;
        if batch.state == BatchState::Packing {
            for (card, line) in &batch.lines {
                let case = tables::case_file::find(write, line.case)?.ok_or(StoreFault::Missing("a case of a batch"))?;
                if case.card != Some(*card) || !lies_here(&card_of(write, &case)?) {
                    return Err(BatchRefusal::CardElsewhere.into());
                }
                move_to(write, actor, case, &CaseCommand::SendOn, CardEvent::SentOn { batch: batch.id }, desk.today)?;
            }
        }
        change(write, actor, batch, &BatchCommand::Send { by: desk.caller.account }).map(|(batch, _)| (&batch).into())
    }
}

/// Gives a batch up that has not left; its cards lie where they lay.
pub fn drop_batch(office: &Office, caller: &Caller, request: &Request, batch: BatchId) -> Result<BatchChanged, AppError> {
    office.order(caller, request, DropBatch { batch })
}

/// The order behind [`drop_batch`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct DropBatch {
    #[serde(with = "codes")]
    batch: BatchId,
}

impl Order for DropBatch {
    const NAME: &'static str = "drop_batch";
    const ACT: Act = Act::SendBatches;
    type Outcome = BatchChanged;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        batch_within(desk, tx, self.batch).map(|_| Concern::default())
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<BatchChanged, AppError> {
        let (batch, _) = batch_within(desk, write, self.batch)?;
        change(write, actor, batch, &BatchCommand::Drop).map(|(batch, _)| (&batch).into())
    }
}
