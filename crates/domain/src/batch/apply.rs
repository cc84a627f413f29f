//! What an event makes of a batch.

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::{Batch, BatchEvent, BatchLine, BatchState, LineState, NotCollected};
use crate::id::{BatchId, CardId};

/// Folds one event, that happened at `at`, into the batch.
pub fn apply(batch: Option<Batch>, id: BatchId, event: &BatchEvent, at: Timestamp) -> Option<Batch> {
    if let BatchEvent::Opened { number, route, place } = event {
        return Some(Batch {
            id,
            number: number.clone(),
            route: *route,
            place: *place,
            opened_at: at,
            state: BatchState::Packing,
            since: at,
            sent_by: None,
            received_by: None,
            receiver: None,
            signed_on: None,
            lines: BTreeMap::new(),
        });
    }
    let mut batch = batch?;
    match event {
        BatchEvent::Opened { .. } => {}
        BatchEvent::Packed { card, case } => {
            batch.lines.insert(*card, BatchLine { case: *case, state: LineState::Packed, since: at, tries: 0, reason: None });
        }
        BatchEvent::TakenOut { card } => drop(batch.lines.remove(card)),
        BatchEvent::Sent { by } => {
            (batch.state, batch.since, batch.sent_by) = (BatchState::Sent, at, Some(*by));
            batch.lines.values_mut().for_each(|line| (line.state, line.since) = (LineState::Sent, at));
        }
        BatchEvent::Received { by, signature } => {
            (batch.state, batch.since, batch.received_by) = (BatchState::Received, at, Some(*by));
            (batch.receiver, batch.signed_on) = (Some(signature.receiver.clone()), Some(signature.signed_on));
            for (card, line) in &mut batch.lines {
                let state = if signature.missing.contains(card) { LineState::Missing } else { LineState::Arrived };
                (line.state, line.since) = (state, at);
            }
            for (card, case) in &signature.extra {
                batch.lines.insert(*card, BatchLine { case: *case, state: LineState::Extra, since: at, tries: 0, reason: None });
            }
        }
        BatchEvent::Found { card } => mark(&mut batch, *card, Some(LineState::Arrived), None, at),
        BatchEvent::Tried { card, reason } => {
            mark(&mut batch, *card, None, Some(*reason), at);
            if let Some(line) = batch.lines.get_mut(card) {
                line.tries += 1;
            }
        }
        BatchEvent::Delivered { card } => mark(&mut batch, *card, Some(LineState::Delivered), None, at),
        BatchEvent::Returned { card, reason } => mark(&mut batch, *card, Some(LineState::Returned), Some(*reason), at),
        BatchEvent::Dropped => {
            (batch.state, batch.since) = (BatchState::Dropped, at);
            batch.lines.clear();
        }
    }
    Some(batch)
}

fn mark(batch: &mut Batch, card: CardId, state: Option<LineState>, reason: Option<NotCollected>, at: Timestamp) {
    if let Some(line) = batch.lines.get_mut(&card) {
        line.reason = reason.or(line.reason);
        if let Some(state) = state {
            (line.state, line.since) = (state, at);
        }
    }
}
