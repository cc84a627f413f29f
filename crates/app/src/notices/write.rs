//! Writing a notice about a case, noting that somebody was told otherwise, and numbers that want none.

use domain::{
    Event, Refusal,
    access::{Act, Field},
    case::{Case, ToldBy},
    id::CaseId,
    look::Sight,
    notice::{Language, NewNotice, Notice, NoticeEvent, NoticePurpose, NoticeRefusal, send_from},
    person::Phone,
    refusal::FieldProblem,
    rule::NoticeMeasure,
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{StoreFault, Tx, Write, journal::Actor, tables};

use super::{
    save,
    texts::{Draft, Rules, drafts, fits, fitting, text},
};
use crate::{
    AppError, Caller, Office, Request,
    caller::{Desk, case_within},
    looking::{Shown, ShowsPeople},
    office::append,
    order::{Concern, Order, text as codes},
    register::get_person,
};

/// A notice was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeWritten {
    /// The notice.
    pub notice: String,
    /// Its number in the case.
    pub number: i64,
    /// Where it stands, code of [`domain::notice::NoticeState`].
    pub state: String,
    /// Its text; empty when a person told the citizen.
    pub text: String,
}

impl From<&Notice> for NoticeWritten {
    fn from(notice: &Notice) -> Self {
        let (state, text) = (notice.state.to_string(), notice.text.clone());
        Self { notice: notice.id.to_string(), number: notice.number, state, text }
    }
}

/// Writes a notice about a case; the worker sends it outside of the quiet hours.
pub fn notify(
    office: &Office,
    caller: &Caller,
    request: &Request,
    case: CaseId,
    (purpose, language): (NoticePurpose, Language),
) -> Result<NoticeWritten, AppError> {
    office.order(caller, request, NotifyCitizen { case, purpose, language })
}

/// The order behind [`notify`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NotifyCitizen {
    #[serde(with = "codes")]
    case: CaseId,
    #[serde(with = "codes")]
    purpose: NoticePurpose,
    #[serde(with = "codes")]
    language: Language,
}

impl Order for NotifyCitizen {
    const NAME: &'static str = "notify_citizen";
    const ACT: Act = Act::SendNotices;
    type Outcome = NoticeWritten;

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<NoticeWritten, AppError> {
        let case = desk.case(write, self.case)?;
        let rules = Rules { book: &desk.rules, office: &desk.profile, today: desk.today };
        Ok((&write_in(rules, write, actor, &case, (self.purpose, self.language))?).into())
    }
}

/// Writes a notice in the running transaction, or refuses it.
pub(super) fn write_in(
    rules: Rules<'_>,
    write: &mut Write<'_>,
    actor: Actor,
    case: &Case,
    (purpose, language): (NoticePurpose, Language),
) -> Result<Notice, AppError> {
    if !fits(rules, write, purpose, case)? {
        return Err(NoticeRefusal::NothingToSay.into());
    }
    let phone = get_person(write, case.person)?.biodata.phone.ok_or(NoticeRefusal::NoPhone)?;
    if tables::notice::find_stopped(write, &phone)?.is_some() {
        return Err(NoticeRefusal::Stopped.into());
    }
    let before = tables::notice::of_case(write, case.id)?;
    if before.iter().any(|notice| notice.state.open()) {
        return Err(NoticeRefusal::AlreadyWaiting.into());
    }
    let (version, text) = text(rules, write, case, purpose, language)?;
    let send_from = send_from(write.now, rules.office.zone, rules.quiet()?);
    let deadline = rules.hours(send_from, NoticeMeasure::DeadlineHours, 1)?;
    let (case_id, number) = (case.id, before.len() as i64 + 1);
    let new = NewNotice { case: case_id, number, purpose, language, version, text, phone, send_from, deadline };
    let id = write.draw.notice_id();
    save(write, actor, None, (id, case.person), NoticeEvent::Created(Box::new(new)))
}

/// Notes that a person told the citizen about the case: at the counter, by telephone, through the village. It counts as a notice.
pub fn note_told(office: &Office, caller: &Caller, request: &Request, case: CaseId, by: ToldBy) -> Result<NoticeWritten, AppError> {
    office.order(caller, request, NoteTold { case, by })
}

/// The order behind [`note_told`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct NoteTold {
    #[serde(with = "codes")]
    case: CaseId,
    #[serde(with = "codes")]
    by: ToldBy,
}

impl Order for NoteTold {
    const NAME: &'static str = "note_told";
    const ACT: Act = Act::SendNotices;
    type Outcome = NoticeWritten;

    fn check(&self, _: &Desk) -> Result<(), AppError> {
        // A message is a notice of its own and is not told by hand.
        if self.by == ToldBy::Message { Err(Refusal::field("by", FieldProblem::NotAChoice).into()) } else { Ok(()) }
    }

    fn concerns(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        desk.case(tx, self.case).map(|case| Concern::person(case.person))
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<NoticeWritten, AppError> {
        let case = desk.case(write, self.case)?;
        let rules = Rules { book: &desk.rules, office: &desk.profile, today: desk.today };
        let number = tables::notice::of_case(write, case.id)?.len() as i64 + 1;
        let purpose = purpose_of(rules, write, &case, number)?.ok_or(NoticeRefusal::NothingToSay)?;
        let (id, event) = (write.draw.notice_id(), NoticeEvent::Told { case: case.id, number, purpose, by: self.by });
        Ok((&save(write, actor, None, (id, case.person), event)?).into())
    }
}

/// What there is to be said about a case now; nothing while it only waits for others.
pub(super) fn purpose_of(rules: Rules<'_>, tx: &mut Tx<'_>, case: &Case, number: i64) -> Result<Option<NoticePurpose>, StoreFault> {
    Ok(fitting(rules, tx, case)?.first().map(|purpose| match purpose {
        NoticePurpose::Ready if number > 1 => NoticePurpose::Reminder,
        purpose => *purpose,
    }))
}

/// A number wants no messages, as somebody said; answers whether that is new.
pub fn stop_phone(office: &Office, caller: &Caller, request: &Request, phone: &Phone) -> Result<bool, AppError> {
    office.order(caller, request, StopPhone { phone: phone.clone() })
}

/// The order behind [`stop_phone`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct StopPhone {
    #[serde(with = "codes")]
    phone: Phone,
}

impl Order for StopPhone {
    const NAME: &'static str = "stop_phone";
    const ACT: Act = Act::SendNotices;
    type Outcome = bool;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<bool, AppError> {
        stop_in(write, actor, &self.phone)
    }
}

/// Stops messages to a number in the running transaction; answers whether that is new.
pub(super) fn stop_in(write: &mut Write<'_>, actor: Actor, phone: &Phone) -> Result<bool, AppError> {
    let new = tables::notice::stop_phone(write, phone)?;
    if new {
        append(write, actor, &Event::PhoneStopped(phone.clone()))?;
    }
    Ok(new)
}

/// A number wants messages again, as its owner said; answers whether that is new.
pub fn allow_phone(office: &Office, caller: &Caller, request: &Request, phone: &Phone) -> Result<bool, AppError> {
    office.order(caller, request, AllowPhone { phone: phone.clone() })
}

/// The order behind [`allow_phone`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct AllowPhone {
    #[serde(with = "codes")]
    phone: Phone,
}

impl Order for AllowPhone {
    const NAME: &'static str = "allow_phone";
    const ACT: Act = Act::SendNotices;
    type Outcome = bool;

    fn concerns(&self, _: &Desk, _: &mut Tx<'_>) -> Result<Concern, AppError> {
        Ok(Concern::default())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<bool, AppError> {
        let new = tables::notice::allow_phone(write, &self.phone)?;
        if new {
            append(write, actor, &Event::PhoneAllowed(self.phone.clone()))?;
        }
        Ok(new)
    }
}

/// The notices of a case, in order, without the number for who may not see it.
#[derive(Clone, Debug)]
pub struct CaseNotices {
    /// The case.
    pub case: Case,
    /// The notices.
    pub notices: Vec<Notice>,
    /// What could be written now; nothing for who may not write.
    pub drafts: Vec<Draft>,
    /// Whether a message can be sent; nothing for who may not see the number.
    pub phone: Option<PhoneWish>,
}

/// Whether the number of a citizen takes messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneWish {
    /// There is no number.
    NoPhone,
    /// It wants none.
    Stopped,
    /// It takes them.
    Allowed,
}

impl ShowsPeople for CaseNotices {
    fn shown(&self) -> Vec<Shown> {
        vec![Shown::for_case(self.case.person)]
    }
}

/// Shows what a citizen was told about a case.
pub fn notices_of(office: &Office, caller: &Caller, case: CaseId) -> Result<CaseNotices, AppError> {
    office.show(caller, Act::ViewPerson, Sight::Case, |tx, reach| {
        let case = case_within(tx, reach, case)?;
        read_of(office, caller, tx, &case)
    })
}

/// The same in the running transaction; the caller writes the look.
pub(crate) fn read_of(office: &Office, caller: &Caller, tx: &mut Tx<'_>, case: &Case) -> Result<CaseNotices, AppError> {
    let mut notices = tables::notice::of_case(tx, case.id)?;
    let drafts = if caller.may(Act::SendNotices) { drafts(Rules::now(office), tx, case)? } else { Vec::new() };
    let phone = if caller.sees(Field::Phone) {
        Some(match get_person(tx, case.person)?.biodata.phone {
            None => PhoneWish::NoPhone,
            Some(phone) if tables::notice::find_stopped(tx, &phone)?.is_some() => PhoneWish::Stopped,
            Some(_) => PhoneWish::Allowed,
        })
    } else {
        for notice in &mut notices {
            notice.phone = None;
        }
        None
    };
    Ok(CaseNotices { case: case.clone(), notices, drafts, phone })
}

/// Writes a notice of the past down, which arrived, in the running transaction. Who has no number got none.
pub(crate) fn past_notice(
    (book, office, today): (&domain::rule::RuleBook, &domain::office::Office, Date),
    write: &mut Write<'_>,
    actor: Actor,
    case: &Case,
) -> Result<(), AppError> {
    use domain::notice::{NoticeCommand as C, ReceiptOutcome};
    let rules = Rules { book, office, today };
    let number = tables::notice::of_case(write, case.id)?.len() as i64 + 1;
    let purpose = purpose_of(rules, write, case, number)?.ok_or(NoticeRefusal::NothingToSay)?;
    let mut notice = match write_in(rules, write, actor, case, (purpose, Language::Indonesian)) {
        Err(AppError::Refused(Refusal::Notice(NoticeRefusal::NoPhone))) => return Ok(()),
        written => written?,
    };
    let reference = format!("{}-{number}", case.receipt);
    for command in
        [C::Begin { route: "past".to_owned() }, C::Take { reference: Some(reference) }, C::Receive { outcome: ReceiptOutcome::Delivered }]
    {
        notice = super::change(write, notice, &command)?;
    }
    Ok(())
}
