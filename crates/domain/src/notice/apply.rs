//! What an event makes of a notice.

use jiff::Timestamp;

use super::{Language, Notice, NoticeEvent, NoticeState as S, ReceiptOutcome};
use crate::id::{NoticeId, PersonId};

impl From<ReceiptOutcome> for S {
    fn from(outcome: ReceiptOutcome) -> Self {
        match outcome {
            ReceiptOutcome::Delivered => Self::Delivered,
            ReceiptOutcome::Expired => Self::Expired,
            ReceiptOutcome::Undeliverable => Self::Undeliverable,
        }
    }
}

/// Folds one event, that happened at `at`, into the notice.
pub fn apply(notice: Option<Notice>, id: NoticeId, person: PersonId, event: &NoticeEvent, at: Timestamp) -> Option<Notice> {
    if let Some(written) = written(id, person, event, at) {
        return Some(written);
    }
    let mut notice = notice?;
    let state = match event {
        NoticeEvent::Created(_) | NoticeEvent::Told { .. } => notice.state,
        NoticeEvent::Begun { route } => {
            notice.attempts += 1;
            (notice.route, notice.reference) = (Some(route.clone()), None);
            S::Sending
        }
        NoticeEvent::Taken { reference } => {
            (notice.reference, notice.taken_at) = (reference.clone(), Some(at));
            S::Taken
        }
        NoticeEvent::NotTaken { detail, again_at } => {
            (notice.detail, notice.send_from, notice.taken_at) = (Some(detail.clone()), *again_at, None);
            S::Waiting
        }
        NoticeEvent::Refused { detail } => {
            notice.detail = Some(detail.clone());
            S::Undeliverable
        }
        NoticeEvent::Doubted { detail } => {
            notice.detail = Some(detail.clone());
            S::Uncertain
        }
        NoticeEvent::Repeated => {
            (notice.possibly_double, notice.send_from) = (true, at);
            S::Waiting
        }
        NoticeEvent::Received { outcome } => {
            // Whoever has it, took it, even when the answer was lost.
            notice.taken_at = notice.taken_at.or(Some(at).filter(|_| *outcome == ReceiptOutcome::Delivered));
            (*outcome).into()
        }
        NoticeEvent::Unanswered => S::Unanswered,
        NoticeEvent::GivenUp => {
            // Of a lost answer nobody knows, and another notice may say the same.
            notice.possibly_double |= notice.state == S::Uncertain;
            S::GivenUp
        }
        NoticeEvent::Cancelled { why } => {
            notice.detail = Some(why.clone());
            S::Cancelled
        }
    };
    if state != notice.state {
        (notice.state, notice.since) = (state, at);
    }
    Some(notice)
}

/// A notice as it was written or told; nothing for any other event.
fn written(id: NoticeId, person: PersonId, event: &NoticeEvent, at: Timestamp) -> Option<Notice> {
    let blank = |case, number, purpose| Notice {
        id,
        person,
        case,
        number,
        purpose,
        language: Language::Indonesian,
        version: 0,
        text: String::new(),
        phone: None,
        created_at: at,
        send_from: at,
        deadline: at,
        state: S::Told,
        since: at,
        attempts: 0,
        route: None,
        reference: None,
        taken_at: Some(at),
        detail: None,
        possibly_double: false,
        told_by: None,
    };
    match event {
        NoticeEvent::Created(new) => Some(Notice {
            language: new.language,
            version: new.version,
            text: new.text.clone(),
            phone: Some(new.phone.clone()),
            send_from: new.send_from,
            deadline: new.deadline,
            state: S::Waiting,
            taken_at: None,
            ..blank(new.case, new.number, new.purpose)
        }),
        NoticeEvent::Told { case, number, purpose, by } => Some(Notice { told_by: Some(*by), ..blank(*case, *number, *purpose) }),
        _ => None,
    }
}
