//! What a repair answers to a command.

use jiff::civil::Date;

use super::{Repair, RepairAct, RepairCommand, RepairEvent, RepairOutcome, RepairStage};
use crate::{central::CentralCode, person::Life};

/// Why a repair says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RepairRefusal {
    /// The person has no running repair.
    NoneRunning,
    /// The person has one already.
    AlreadyRunning,
    /// There is nothing to repair in this status.
    NotRepairable {
        /// The latest status.
        central: Option<CentralCode>,
    },
    /// The person is not alive in the register of this office.
    NotAlive {
        /// What the register says.
        life: Life,
    },
    /// At this stage the act is not possible.
    WrongStage {
        /// How far the repair is.
        stage: RepairStage,
        /// What was asked.
        act: RepairAct,
    },
    /// An answer cannot be due before its letter was written.
    DueBeforeLetter {
        /// The letter's day.
        sent_on: Date,
    },
    /// An answer cannot come before its letter was written.
    ReplyBeforeLetter {
        /// The letter's day.
        sent_on: Date,
    },
    /// Nobody can be called for a day that has passed.
    AppointmentPassed {
        /// Today.
        today: Date,
    },
}

impl RepairRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoneRunning => "REPAIR-0001",
            Self::AlreadyRunning => "REPAIR-0002",
            Self::NotRepairable { .. } => "REPAIR-0003",
            Self::NotAlive { .. } => "REPAIR-0004",
            Self::WrongStage { .. } => "REPAIR-0005",
            Self::DueBeforeLetter { .. } => "REPAIR-0006",
            Self::ReplyBeforeLetter { .. } => "REPAIR-0007",
            Self::AppointmentPassed { .. } => "REPAIR-0008",
        }
    }
}

/// Decides a command on the person's running repair, if there is one. `today` is the office's calendar day. `None` when nothing follows.
pub fn decide(repair: Option<&Repair>, command: &RepairCommand, today: Date) -> Result<Option<RepairEvent>, RepairRefusal> {
    match (repair, command) {
        (None, RepairCommand::Open { life, central, .. }) => decide_open(*life, *central).map(Some),
        (None, RepairCommand::Follow { .. }) => Ok(None),
        (None, _) => Err(RepairRefusal::NoneRunning),
        (Some(repair), command) => decide_running(repair, command, today),
    }
}

fn decide_open(life: Life, central: Option<CentralCode>) -> Result<RepairEvent, RepairRefusal> {
    if life != Life::Alive {
        return Err(RepairRefusal::NotAlive { life });
    }
    let code = central.filter(|code| code.repairable()).ok_or(RepairRefusal::NotRepairable { central })?;
    Ok(RepairEvent::Opened { code })
}

fn decide_running(repair: &Repair, command: &RepairCommand, today: Date) -> Result<Option<RepairEvent>, RepairRefusal> {
    let event = match (repair.stage, command) {
        (stage, RepairCommand::Open { .. }) if stage.running() => return Err(RepairRefusal::AlreadyRunning),
        (stage, RepairCommand::SendLetter { number, on, reply_due }) if stage.running() => {
            if reply_due < on {
                return Err(RepairRefusal::DueBeforeLetter { sent_on: *on });
            }
            RepairEvent::LetterSent { number: number.clone(), on: *on, reply_due: *reply_due }
        }
        (stage, RepairCommand::NoteReply { on, note }) if stage.running() && repair.reply.is_none() => match &repair.letter {
            None => return Err(RepairRefusal::WrongStage { stage, act: command.act() }),
            Some(letter) if *on < letter.sent_on => return Err(RepairRefusal::ReplyBeforeLetter { sent_on: letter.sent_on }),
            Some(_) => RepairEvent::Replied { on: *on, note: note.clone() },
        },
        (stage, RepairCommand::AppointRerecording { on }) if stage.running() => {
            if *on < today {
                return Err(RepairRefusal::AppointmentPassed { today });
            }
            RepairEvent::RerecordingAppointed { on: *on }
        }
        (stage, RepairCommand::Close { outcome }) if stage.running() => RepairEvent::Closed { outcome: *outcome },
        (stage, RepairCommand::Follow { code }) if stage.running() && code.solves_repair() => {
            RepairEvent::Closed { outcome: RepairOutcome::Solved }
        }
        (_, RepairCommand::Follow { .. }) => return Ok(None),
        (stage, command) => return Err(RepairRefusal::WrongStage { stage, act: command.act() }),
    };
    Ok(Some(event))
}
