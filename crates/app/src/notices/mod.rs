//! Notices to citizens: written first, sent by a worker outside of every transaction, and followed until it is known what became of them.
//!
//! `write.rs` writes a notice about a case, `plan.rs` those that the ladder and the rules ask for, `send.rs` is the worker, `receive.rs`
//! hears receipts, `inbox.rs` reads what citizens write, `queue.rs` lists who was never told, `watch.rs` rings when nothing goes out.
//! A number that was given with a case is consent to notices about it; `STOP` takes it back for that number, whoever has it.

mod inbox;
mod plan;
mod queue;
mod receive;
mod send;
mod texts;
mod watch;
mod write;

use domain::{
    Event,
    id::{NoticeId, PersonId},
    notice::{Notice, NoticeCommand, NoticeEvent, NoticeRefusal, apply, decide, decide_of_attempt},
};
use store::{Write, journal::Actor, tables};

pub use inbox::{InboxMessage, Reply, close_message, inbox};
pub use plan::plan;
pub use queue::{NextTelling, Untold, Why, never_told};
pub use receive::hear;
pub use send::{Stepped, step};
pub use store::queries::notices::{SharedPhone, StateCount};
pub use texts::Draft;
pub use watch::{Alarm, AtHand, Board, UNTOLD_COUNTED_MAX, at_hand, board};
pub use write::{CaseNotices, NoticeWritten, PhoneWish, allow_phone, note_told, notices_of, notify, stop_phone};

pub(crate) use inbox::CloseMessage;
pub(crate) use texts::short_day;
pub(crate) use write::{AllowPhone, NoteTold, NotifyCitizen, StopPhone, past_notice, read_of};

use crate::{AppError, office::append};

/// Decides a command on a notice, saves it and appends the event, in the running transaction. What changes nothing writes nothing.
pub(crate) fn change(write: &mut Write<'_>, notice: Notice, command: &NoticeCommand) -> Result<Notice, AppError> {
    let event = decide(&notice, command);
    decided(write, notice, event)
}

/// The same for what was said of one attempt: an earlier one than the notice's latest changes little.
fn change_of_attempt(write: &mut Write<'_>, notice: Notice, attempt: i64, command: &NoticeCommand) -> Result<Notice, AppError> {
    let event = decide_of_attempt(&notice, attempt, command);
    decided(write, notice, event)
}

fn decided(write: &mut Write<'_>, notice: Notice, event: Option<NoticeEvent>) -> Result<Notice, AppError> {
    let Some(event) = event else { return Ok(notice) };
    let (id, person) = (notice.id, notice.person);
    save(write, Actor::System, Some(notice), (id, person), event)
}

fn save(
    write: &mut Write<'_>,
    actor: Actor,
    notice: Option<Notice>,
    (id, person): (NoticeId, PersonId),
    event: NoticeEvent,
) -> Result<Notice, AppError> {
    let after = apply(notice, id, person, &event, write.now).ok_or(NoticeRefusal::NoSuchNotice)?;
    tables::notice::save(write, &after)?;
    append(write, actor, &Event::Notice(id, person, event))?;
    Ok(after)
}
