//! What is next in a repair, and by when.

use jiff::civil::Date;

use super::{Repair, RepairStage};
use crate::coded::coded;

coded! {
    /// The next step of a repair.
    pub enum RepairStep {
        /// The data administrator writes to the centre.
        SendLetter = "send_letter",
        /// The centre answers.
        AwaitReply = "await_reply",
        /// The answer is overdue: the data administrator asks again.
        Remind = "remind",
        /// Something follows from the answer: record again, or close.
        ActOnReply = "act_on_reply",
        /// The person comes to be recorded.
        Record = "record",
        /// The person did not come: another day.
        CallAgain = "call_again",
        /// Nothing: it has ended.
        Nothing = "nothing",
    }
}

/// The next step, and the day by which it is due when there is one. The day itself is still in time.
pub fn next_step(repair: &Repair, today: Date) -> (RepairStep, Option<Date>) {
    match repair.stage {
        RepairStage::Opened => (RepairStep::SendLetter, None),
        RepairStage::LetterSent => match repair.letter.as_ref().map(|letter| letter.reply_due) {
            Some(due) if due < today => (RepairStep::Remind, Some(due)),
            due => (RepairStep::AwaitReply, due),
        },
        RepairStage::Replied => (RepairStep::ActOnReply, None),
        RepairStage::Rerecording => match repair.rerecord_on {
            Some(day) if day < today => (RepairStep::CallAgain, Some(day)),
            day => (RepairStep::Record, day),
        },
        RepairStage::Closed => (RepairStep::Nothing, None),
    }
}
