//! The worker: takes notices that are due, hands each to a gateway outside of every transaction, and writes down what became of it.
//!
//! A notice is marked as being sent before the call. Whoever dies in between leaves it so; after the time of a call it is uncertain. A lost
//! answer is uncertain too: the gateway is asked where it can be, otherwise the notice is sent again after a set time and marked as
//! possibly double.

use std::{sync::Arc, time::Duration};

use domain::{
    id::NoticeId,
    notice::{Notice, NoticeCommand, NoticeState, send_from},
    person::{Life, Phone},
    rule::NoticeMeasure,
};
use jiff::{SignedDuration, Timestamp};
use store::{StoreFault, Write, tables};

use super::{
    Reply, change, change_of_attempt, hear,
    receive::{hear_strays, outcome_of, reference_of},
    texts::{Rules, fits},
};
use crate::{
    AppError, Office,
    gateway::{Asked, Gateway, GatewayFault, Handed, KeepFault, Outgoing, ReceiptState},
    register::get_person,
};

/// Notices looked at in one step.
const STEP_MAX: i64 = 100;

/// For how long the network may try to bring an answer to who asked.
const REPLY_VALID: Duration = Duration::from_hours(24);

/// What a step did.
#[derive(Debug, Default)]
pub struct Stepped {
    /// What came in: receipts and citizens' messages.
    pub heard: usize,
    /// Notices that were handed to a gateway.
    pub sent: usize,
    /// Of these, taken.
    pub taken: usize,
    /// Notices whose state changed without a call: lapsed, timed out, given up, repeated, asked after.
    pub settled: usize,
    /// Gateways that could not be read, for the log.
    pub faults: Vec<GatewayFault>,
}

/// Does one step of the worker: hears what came in, settles what is old, sends what is due. `gateways` in the order in which they are tried:
/// the next attempt of a notice goes the next way. To be called every few seconds.
pub fn step(office: &Office, gateways: &[Arc<dyn Gateway>]) -> Result<Stepped, AppError> {
    let mut stepped = Stepped::default();
    for gateway in gateways {
        listen(office, gateway.as_ref(), &mut stepped);
    }
    stepped.settled = settle(office, gateways)?;
    if gateways.is_empty() {
        return Ok(stepped);
    }
    let now = office.now();
    let due = office.store.read(|tx| tables::notice::in_state(tx, NoticeState::Waiting, now, STEP_MAX))?;
    let mut busy = vec![false; gateways.len()];
    for notice in due {
        // Calls may take long: each is held against the clock.
        if is_quiet(office)? {
            break;
        }
        let turn = notice.attempts.max(0) as usize % gateways.len();
        // A way that has just said that it cannot is left alone until the next step; the message takes another.
        let free = (0..gateways.len()).map(|way| (turn + way) % gateways.len()).find(|way| busy.get(*way) == Some(&false));
        let Some((way, gateway)) = free.and_then(|way| gateways.get(way).map(|gateway| (way, gateway))) else { break };
        let Some(begun) = begin(office, notice.id, gateway.name())? else { continue };
        stepped.sent += 1;
        let valid_for = notice.deadline.duration_since(office.now()).try_into().unwrap_or_default();
        let reference = reference_of(notice.id, begun.attempt);
        let handed = gateway.send(&Outgoing { reference: &reference, to: begun.to.as_str(), text: &begun.text, valid_for });
        if let (Handed::Busy { .. } | Handed::Refused { permanent: false, .. }, Some(busy)) = (&handed, busy.get_mut(way)) {
            *busy = true;
        }
        stepped.taken += usize::from(matches!(handed, Handed::Taken { .. }));
        answered(office, notice.id, begun.attempt, handed)?;
    }
    Ok(stepped)
}

/// Takes in what a gateway has, and answers citizens, once each, whatever becomes of the answer.
fn listen(office: &Office, gateway: &dyn Gateway, stepped: &mut Stepped) {
    let mut replies: Vec<Reply> = Vec::new();
    let mut keep = |inward| {
        replies.extend(hear(office, gateway.name(), inward).map_err(|error| KeepFault(Box::new(error)))?);
        Ok(())
    };
    match gateway.receive(&mut keep) {
        Ok(heard) => stepped.heard += heard,
        Err(fault) => stepped.faults.push(fault),
    }
    for Reply { reference, to, text } in replies {
        gateway.send(&Outgoing { reference: &reference, to: to.as_str(), text: &text, valid_for: REPLY_VALID });
    }
}

fn rules_of(office: &Office) -> Rules<'_> {
    Rules { book: &office.rules, office: office.profile(), today: office.today() }
}

fn is_quiet(office: &Office) -> Result<bool, AppError> {
    let rules = rules_of(office);
    Ok(rules.quiet()?.holds(rules.office.zone.time_zone().to_datetime(office.now()).hour()))
}

/// A notice on its way to a gateway.
struct Begun {
    attempt: i64,
    to: Phone,
    text: String,
}

/// Marks a notice as being sent by a gateway; nothing when it is not to be sent any more.
fn begin(office: &Office, id: NoticeId, route: &str) -> Result<Option<Begun>, AppError> {
    let (book, profile, today, route) = (office.rules.clone(), office.profile().clone(), office.today(), route.to_owned());
    office.store.write("begin_notice", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)?.filter(|notice| notice.state == NoticeState::Waiting) else {
            return Ok(None);
        };
        let Some(to) = notice.phone.clone() else { return Ok(None) };
        if write.now >= notice.deadline {
            change(write, notice, &NoticeCommand::GiveUp)?;
            return Ok(None);
        }
        let rules = Rules { book: &book, office: &profile, today };
        if let Some(why) = why_not(rules, write, &notice, &to)? {
            change(write, notice, &NoticeCommand::Cancel { why: why.to_owned() })?;
            return Ok(None);
        }
        let begun = change(write, notice, &NoticeCommand::Begin { route: route.clone() })?;
        Ok::<_, AppError>(Some(Begun { attempt: begun.attempts, to, text: begun.text }))
    })
}

/// Why a notice is not to be sent any more.
fn why_not(rules: Rules<'_>, write: &mut Write<'_>, notice: &Notice, phone: &Phone) -> Result<Option<&'static str>, AppError> {
    if tables::notice::find_stopped(write, phone)?.is_some() {
        return Ok(Some("stopped"));
    }
    let person = get_person(write, notice.person)?.biodata;
    if person.life != Life::Alive {
        return Ok(Some("not_alive"));
    }
    if person.phone.as_ref() != Some(phone) {
        return Ok(Some("phone_changed"));
    }
    let case = tables::case_file::find(write, notice.case)?.ok_or(StoreFault::Missing("the case of a notice"))?;
    Ok((!fits(rules, write, notice.purpose, &case)?).then_some("case_moved_on"))
}

/// Writes down what a gateway said to an attempt at a notice.
fn answered(office: &Office, id: NoticeId, attempt: i64, handed: Handed) -> Result<(), AppError> {
    let (rules, now) = (rules_of(office), office.now());
    let wished = match &handed {
        Handed::Busy { retry_after, .. } => retry_after.and_then(|after| SignedDuration::try_from(after).ok()).unwrap_or_default(),
        _ => SignedDuration::ZERO,
    };
    let again_at = rules.minutes(now, NoticeMeasure::RetryMinutes, 1)?.max(now.saturating_add(wished).unwrap_or(now));
    let again_at = send_from(again_at, rules.office.zone, rules.quiet()?);
    let command = match handed {
        Handed::Taken { id } => NoticeCommand::Take { reference: id },
        Handed::Busy { reason, .. } | Handed::Refused { permanent: false, reason } => NoticeCommand::PutOff { detail: reason, again_at },
        Handed::Refused { permanent: true, reason } => NoticeCommand::Refuse { detail: reason },
        Handed::Lost { reason } => NoticeCommand::Doubt { detail: reason },
    };
    office.store.write("notice_answered", office.seed(), move |write| {
        let Some(notice) = tables::notice::find(write, id)? else { return Ok(()) };
        let notice = change_of_attempt(write, notice, attempt, &command)?;
        hear_strays(write, notice)
    })
}

/// Settles what needs no sending: calls that never came back, lost answers, receipts that never came, deadlines.
fn settle(office: &Office, gateways: &[Arc<dyn Gateway>]) -> Result<usize, AppError> {
    let (now, rules) = (office.now(), rules_of(office));
    let called = rules.minutes(now, NoticeMeasure::CallMinutes, -1)?;
    let doubted = rules.hours(now, NoticeMeasure::UncertainHours, -1)?;
    let silent = rules.hours(now, NoticeMeasure::ReceiptHours, -1)?;
    let (sending, uncertain, taken, waiting) = office.store.read(|tx| {
        Ok::<_, StoreFault>((
            tables::notice::stale(tx, NoticeState::Sending, called, STEP_MAX)?,
            tables::notice::stale(tx, NoticeState::Uncertain, now, STEP_MAX)?,
            tables::notice::stale(tx, NoticeState::Taken, silent, STEP_MAX)?,
            tables::notice::overdue(tx, now, STEP_MAX)?,
        ))
    })?;
    let mut commands: Vec<(&Notice, NoticeCommand)> = Vec::new();
    let lost = || NoticeCommand::Doubt { detail: "the sender stopped before the answer".to_owned() };
    commands.extend(sending.iter().map(|notice| (notice, lost())));
    for notice in &uncertain {
        commands.extend(resolve(gateways, notice, now, (called, doubted)).into_iter().map(|command| (notice, command)));
    }
    for notice in &taken {
        commands.extend(overdue(gateways, notice, now).map(|command| (notice, command)));
    }
    commands.extend(waiting.iter().map(|notice| (notice, NoticeCommand::GiveUp)));
    if commands.is_empty() {
        return Ok(0);
    }
    let commands: Vec<(NoticeId, i64, NoticeCommand)> =
        commands.into_iter().map(|(notice, command)| (notice.id, notice.attempts, command)).collect();
    office.store.write("settle_notices", office.seed(), move |write| {
        for (id, attempt, command) in &commands {
            let notice = tables::notice::find(write, *id)?.ok_or(StoreFault::Missing("a notice"))?;
            let notice = change_of_attempt(write, notice, *attempt, command)?;
            hear_strays(write, notice)?;
        }
        Ok::<_, AppError>(commands.len())
    })
}

/// What becomes of a notice whose answer was lost: what the gateway says, or after the set time once more, marked as possibly double. That
/// the gateway never had it is believed of calls since before `called` alone: a younger one may still be on its way.
fn resolve(
    gateways: &[Arc<dyn Gateway>],
    notice: &Notice,
    now: Timestamp,
    (called, doubted): (Timestamp, Timestamp),
) -> Vec<NoticeCommand> {
    match answer_of(gateways, notice) {
        Asked::Known(state, _) => {
            let take = NoticeCommand::Take { reference: notice.reference.clone() };
            [take].into_iter().chain(receipt_of(state)).collect()
        }
        Asked::Held(_) => vec![NoticeCommand::Take { reference: notice.reference.clone() }],
        Asked::Unknown if notice.since <= called => {
            vec![NoticeCommand::PutOff { detail: "the gateway never had it".to_owned(), again_at: now }]
        }
        Asked::Unknown => Vec::new(),
        Asked::CannotSay if now >= notice.deadline => vec![NoticeCommand::GiveUp],
        Asked::CannotSay if notice.since <= doubted => vec![NoticeCommand::Repeat],
        Asked::CannotSay => Vec::new(),
    }
}

/// What becomes of a notice whose receipt did not come in time: it may still be asked for; without one the time is over. What the gateway
/// never began to send is taken back, and does not count.
fn overdue(gateways: &[Arc<dyn Gateway>], notice: &Notice, now: Timestamp) -> Option<NoticeCommand> {
    match answer_of(gateways, notice) {
        Asked::Known(state, _) => Some(receipt_of(state).unwrap_or(NoticeCommand::TimeOut)),
        Asked::Held(detail) => {
            let withdrawn = route_of(gateways, notice)?.withdraw(&reference_of(notice.id, notice.attempts));
            withdrawn.then_some(NoticeCommand::Withdraw { detail, again_at: now })
        }
        Asked::Unknown | Asked::CannotSay => Some(NoticeCommand::TimeOut),
    }
}

/// What the gateway says of the latest attempt.
fn answer_of(gateways: &[Arc<dyn Gateway>], notice: &Notice) -> Asked {
    let gateway = route_of(gateways, notice);
    gateway.map_or(Asked::CannotSay, |gateway| gateway.ask(&reference_of(notice.id, notice.attempts), notice.reference.as_deref()))
}

/// The gateway that had a notice last.
fn route_of<'a>(gateways: &'a [Arc<dyn Gateway>], notice: &Notice) -> Option<&'a Arc<dyn Gateway>> {
    gateways.iter().find(|gateway| Some(gateway.name()) == notice.route.as_deref())
}

fn receipt_of(state: ReceiptState) -> Option<NoticeCommand> {
    outcome_of(state).map(|outcome| NoticeCommand::Receive { outcome })
}
