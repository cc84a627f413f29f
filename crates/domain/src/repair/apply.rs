//! What an event makes of a repair.

use jiff::Timestamp;

use super::{Repair, RepairEvent, RepairLetter, RepairReply, RepairStage};
use crate::id::{PersonId, RepairId};

/// Folds one event, that happened at `at`, into the state. `None` before the opening; an event that does not fit leaves the state as it
/// is (the journal is verified elsewhere).
pub fn apply(repair: Option<Repair>, id: RepairId, person: PersonId, event: &RepairEvent, at: Timestamp) -> Option<Repair> {
    if let RepairEvent::Opened { code } = event {
        let (code, stage) = (*code, RepairStage::Opened);
        let (letter, reply, rerecord_on, outcome) = (None, None, None, None);
        return Some(Repair { id, person, code, stage, since: at, opened_at: at, letter, reply, rerecord_on, outcome });
    }
    let mut repair = repair?;
    let stage = match event {
        RepairEvent::Opened { .. } => repair.stage,
        RepairEvent::LetterSent { number, on, reply_due } => {
            repair.letter = Some(RepairLetter { number: number.clone(), sent_on: *on, reply_due: *reply_due });
            // The answer that counts is the one to the latest letter.
            repair.reply = None;
            RepairStage::LetterSent
        }
        RepairEvent::Replied { on, note } => {
            repair.reply = Some(RepairReply { on: *on, note: note.clone() });
            // Whoever was called in the meantime still comes.
            if repair.stage == RepairStage::Rerecording { repair.stage } else { RepairStage::Replied }
        }
        RepairEvent::RerecordingAppointed { on } => {
            repair.rerecord_on = Some(*on);
            RepairStage::Rerecording
        }
        RepairEvent::Closed { outcome } => {
            repair.outcome = Some(*outcome);
            RepairStage::Closed
        }
    };
    if stage != repair.stage {
        repair.stage = stage;
        repair.since = at;
    }
    Some(repair)
}
