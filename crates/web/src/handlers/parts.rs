//! From read models to the small pieces that many pages share.

use app::{
    Caller,
    cases::CaseView,
    looks::LookLine,
    person_page::{PersonPage, TimelineEntry},
};
use domain::{
    Event,
    access::{Act, Field, Role},
    account::Account,
    area::{SubdistrictCode, VillageCode},
    blank::BlankEvent,
    card::{CardEvent, Custody, InvalidReason},
    case::{Case, CaseEvent, CaseState, NextStep, RecordedBy},
    id::PersonId,
    look::LookReason,
    notice::{InboundEvent, NoticeEvent},
    person::{Nik, Person},
    question::QuestionEvent,
    repair::RepairEvent,
    suket::SuketEvent,
};
use jiff::{Timestamp, civil::Date};

use crate::{
    format::MaskedNumber,
    lang::Lang,
    pages::{Choice, ChoiceGroup, DocumentLine, Happening, Link, LookRow, Next, PersonLine, Printer, Priority, Seen, routes},
    state::Site,
};

/// The name of a village.
pub(super) fn village(site: &Site, code: &VillageCode) -> String {
    site.office.areas().name(code.as_str()).unwrap_or(code.as_str()).to_owned()
}

/// The name of its sub-district.
pub(super) fn subdistrict(site: &Site, code: &VillageCode) -> String {
    site.office.areas().name(code.subdistrict()).unwrap_or_default().to_owned()
}

/// The shelf or village office on which the card of a case waits; nothing while it lies at its printer.
pub(super) fn card_place(view: &CaseView, person: &PersonPage) -> Option<String> {
    match (view.case.state, view.card.as_ref()?.custody) {
        (CaseState::OnShelf | CaseState::AtVillage, Custody::At(place)) => person.places.get(&place).cloned(),
        _ => None,
    }
}

/// "Tegal Maja, Tanjung".
pub(super) fn area(site: &Site, code: &VillageCode) -> String {
    format!("{}, {}", village(site, code), subdistrict(site, code))
}

/// Where an account is posted, in words.
pub(super) fn posting(site: &Site, lang: Lang, account: &Account) -> String {
    let named = |code: &SubdistrictCode| site.office.areas().name(code.as_str()).unwrap_or(code.as_str()).to_owned();
    account.standing.posting.as_ref().map_or_else(|| lang.whole_office().to_owned(), named)
}

/// A field of a group that this reader may or may not see.
pub(super) fn seen<T>(reader: &Caller, group: Field, value: Option<T>) -> Seen<T> {
    match value {
        _ if !reader.sees(group) => Seen::Hidden,
        Some(value) => Seen::Known(value),
        None => Seen::Unknown,
    }
}

/// A person of a list, which has no date of birth.
pub(super) fn listed(site: &Site, id: PersonId, (name, nik, of): (&str, &Nik, &VillageCode)) -> PersonLine {
    let (name, nik) = (name.to_owned(), MaskedNumber::new(nik.as_str()));
    PersonLine { id: id.to_string(), name, nik, birth: None, area: area(site, of) }
}

/// The person at the top of a page.
pub(super) fn person_line(site: &Site, person: &Person) -> PersonLine {
    PersonLine {
        id: person.id.to_string(),
        name: person.biodata.name.as_str().to_owned(),
        nik: MaskedNumber::new(person.biodata.nik.as_str()),
        birth: Some(person.biodata.birth_date),
        area: area(site, &person.biodata.village),
    }
}

/// The office's villages by sub-district, one of them chosen.
pub(super) fn villages(site: &Site, lang: Lang, chosen: &str) -> Vec<ChoiceGroup> {
    let mut groups: Vec<ChoiceGroup> = Vec::new();
    for (code, name) in site.office.areas().villages() {
        let label = code.get(..8).and_then(|subdistrict| site.office.areas().name(subdistrict)).unwrap_or_default();
        if groups.last().is_none_or(|group| group.label != label) {
            groups.push(ChoiceGroup { label: label.to_owned(), choices: Vec::new() });
        }
        if let Some(group) = groups.last_mut() {
            group.choices.push(Choice::new(code, &with_later_name(site, lang, code, name), chosen));
        }
    }
    groups
}

/// "1 Ulu (kini Satu Ulu)": a name of the office's day with the one that came later.
fn with_later_name(site: &Site, lang: Lang, code: &str, name: &str) -> String {
    site.office.areas().later_name(code).map_or_else(|| name.to_owned(), |later| lang.area_renamed(name, later))
}

/// The office's sub-districts, one of them chosen.
pub(super) fn subdistricts(site: &Site, lang: Lang, chosen: &str) -> Vec<Choice> {
    let mut codes: Vec<&str> = site.office.areas().villages().filter_map(|(code, _)| code.get(..8)).collect();
    codes.dedup();
    let label = |code| with_later_name(site, lang, code, site.office.areas().name(code).unwrap_or(code));
    codes.into_iter().map(|code| Choice::new(code, &label(code), chosen)).collect()
}

/// The printers of a form.
pub(super) fn printers(found: Vec<(domain::place::Place, i64)>) -> Vec<Printer> {
    found.into_iter().map(|(place, blanks)| Printer { code: place.code, name: place.name, blanks }).collect()
}

/// The priority of a case with the letter of the rule that gave it.
pub(super) fn priority(site: &Site, lang: Lang, case: &Case) -> Priority {
    let opened = site.office.profile().zone.date(case.opened_at);
    let rule = site.office.rules().priority_for(case.purpose, case.damage, opened);
    Priority {
        class: case.class,
        reason: lang.purpose(case.purpose.code()).to_owned(),
        letter: rule.map(|rule| rule.validity.source.clone()),
    }
}

/// The documents that a case asks for, each with the law behind it.
pub(super) fn documents(site: &Site, case: &Case) -> Vec<DocumentLine> {
    let opened = site.office.profile().zone.date(case.opened_at);
    let rules = site.office.rules().documents_for(case.purpose, opened);
    let mut lines = Vec::new();
    for requirement in &case.requirements {
        let law = rules.iter().find(|rule| rule.requirement == *requirement).map(|rule| rule.validity.source.clone());
        for document in &requirement.any_of {
            lines.push(DocumentLine {
                code: document.code().to_owned(),
                mandatory: requirement.any_of.len() == 1,
                law: law.clone().unwrap_or_default(),
                given: case.documents.contains(document),
            });
        }
    }
    lines
}

/// What is next in a case, who must act, and, for a reader who may do it, the way to it.
pub(super) fn next(lang: Lang, reader: &Caller, case: &Case, step: NextStep, role: Option<Role>) -> Next {
    let what = match step {
        NextStep::BringDocuments => lang.next_complete_documents().to_owned(),
        NextStep::Record => lang.next_record().to_owned(),
        NextStep::AwaitCentral => lang.next_wait_centre().to_owned(),
        NextStep::AwaitBirthday => lang.refusal_not_printable(case.print_from.unwrap_or(Date::MIN)),
        NextStep::AwaitBlanks => lang.next_await_blanks().to_owned(),
        NextStep::Print if case.state == CaseState::ReadyToPrint => lang.case_not_released().to_owned(),
        NextStep::Print => lang.next_print().to_owned(),
        NextStep::Shelve => lang.next_shelve().to_owned(),
        NextStep::Arrive => lang.next_arrive().to_owned(),
        NextStep::Collect => lang.next_collect().to_owned(),
        NextStep::Nothing => lang.next_done().to_owned(),
    };
    let who = match (step, role) {
        (_, Some(role)) => Some(lang.office_role(role.code()).to_owned()),
        (NextStep::BringDocuments | NextStep::Collect | NextStep::AwaitBirthday, None) => Some(lang.next_who_applicant().to_owned()),
        (NextStep::AwaitCentral, None) => Some(lang.next_who_centre().to_owned()),
        _ => None,
    };
    let by = case.print_from.filter(|_| step == NextStep::AwaitBirthday);
    // Without a released run there is no result to record.
    let released = step != NextStep::Print || case.state == CaseState::InRun;
    let action = act_of(lang, step).filter(|_| released).filter(|(act, ..)| reader.may(*act));
    let base = routes::case(&case.id.to_string());
    let action = action.map(|(_, label, anchor)| Link { label: label.to_owned(), href: format!("{base}{anchor}") });
    Next { what, who, by, late: false, action }
}

/// The act that does a step: who may, what it is called, where its form is on the case's page.
fn act_of(lang: Lang, step: NextStep) -> Option<(Act, &'static str, &'static str)> {
    match step {
        NextStep::BringDocuments => Some((Act::OpenCase, lang.case_documents_add(), "#berkas")),
        NextStep::Record => Some((Act::RecordBiometrics, lang.act_record(), "#rekam")),
        NextStep::AwaitCentral => Some((Act::ObserveCentral, lang.act_central(), "#pusat")),
        NextStep::Print => Some((Act::RecordPrint, lang.act_print(), "#cetak")),
        NextStep::Shelve => Some((Act::ShelveCard, lang.act_shelve(), "#rak")),
        NextStep::Collect => Some((Act::HandOver, lang.act_hand_over(), "#serah")),
        NextStep::AwaitBirthday | NextStep::AwaitBlanks | NextStep::Arrive | NextStep::Nothing => None,
    }
}

/// The history, without what another entry of the same moment already says.
pub(super) fn timeline(lang: Lang, entries: &[TimelineEntry]) -> Vec<Happening> {
    entries.iter().filter_map(|entry| happening(lang, entry)).collect()
}

fn happening(lang: Lang, entry: &TimelineEntry) -> Option<Happening> {
    let (code, detail) = match &entry.event {
        None => ("erased", None),
        Some(Event::Case(_, _, event)) => case_event(lang, event),
        Some(Event::Card(_, _, CardEvent::Invalidated { reason: InvalidReason::Merged })) => ("card_merged", None),
        Some(Event::Card(_, _, CardEvent::Invalidated { .. })) => ("card_invalidated", None),
        Some(Event::Card(_, _, CardEvent::Surrendered)) => ("card_surrendered", None),
        Some(Event::Card(_, _, CardEvent::Destroyed { .. })) => ("card_destroyed", None),
        Some(Event::Card(_, _, CardEvent::Missed)) => ("card_missed", None),
        // The case's own event says the same.
        Some(Event::Card(..)) => return None,
        Some(Event::PersonEntered { version: 1, .. }) => ("person_added", None),
        Some(Event::PersonEntered { .. }) => ("person_changed", None),
        Some(Event::CentralObserved { code, observed_on, .. }) => {
            ("central_observed", Some(format!("{} ({})", lang.central_name(code.code()), lang.date_short(*observed_on))))
        }
        Some(Event::Repair(_, _, event)) => repair_event(lang, event),
        Some(Event::WhereaboutsNoted(said)) => {
            ("whereabouts_noted", Some(format!("{} · {}", lang.stay_of(said.stay.code()), lang.stay_said(&said.source, said.on))))
        }
        Some(Event::Notice(_, _, event)) => notice_event(lang, event)?,
        Some(Event::Inbound(_, _, InboundEvent::Received { kind, .. })) => {
            ("message_received", Some(lang.inbound_kind(kind.code()).to_owned()))
        }
        Some(Event::TakenByProxy(pickup)) => ("taken_by_proxy", Some(pickup.name.as_str().to_owned())),
        Some(Event::Suket(_, _, SuketEvent::Issued { number, .. })) => ("suket_issued", Some(number.clone())),
        Some(Event::Suket(_, _, SuketEvent::Renewed { .. })) => ("suket_renewed", None),
        Some(Event::Suket(_, _, SuketEvent::Ended { why })) => ("suket_ended", Some(lang.suket_end(why.code()).to_owned())),
        Some(Event::Blank(BlankEvent::Used { .. })) => ("blank_used", None),
        Some(Event::Question(_, _, QuestionEvent::Raised(_))) => ("question_raised", None),
        Some(Event::Question(_, _, QuestionEvent::Answered { state, .. })) => {
            ("question_answered", Some(lang.question_state(state.code()).to_owned()))
        }
        Some(_) => return None,
    };
    // What follows from the centre's status is nobody's act, whoever's request brought it to light.
    let derived = matches!(code, "recorded_centre" | "print_ready" | "print_withdrawn" | "verified");
    let who = entry.actor.clone().filter(|_| !derived).unwrap_or_else(|| lang.automatic().to_owned());
    Some(Happening { at: entry.at, who, what: lang.happened(code).to_owned(), detail })
}

/// What a reader needs of a notice; the steps between are for the worker.
fn notice_event(lang: Lang, event: &NoticeEvent) -> Option<(&'static str, Option<String>)> {
    Some(match event {
        NoticeEvent::Created(new) => ("notice_created", Some(lang.notice_purpose(new.purpose.code()).to_owned())),
        NoticeEvent::Told { by, .. } => ("citizen_told", Some(lang.told_by(by.code()).to_owned())),
        NoticeEvent::Taken { .. } => ("notice_taken", None),
        NoticeEvent::Refused { .. } => ("notice_refused", None),
        NoticeEvent::Received { outcome } => ("notice_receipt", Some(lang.notice_state(outcome.code()).to_owned())),
        NoticeEvent::GivenUp => ("notice_given_up", None),
        NoticeEvent::Cancelled { .. } => ("notice_cancelled", None),
        NoticeEvent::Begun { .. }
        | NoticeEvent::NotTaken { .. }
        | NoticeEvent::Doubted { .. }
        | NoticeEvent::Repeated
        | NoticeEvent::Unanswered => return None,
    })
}

fn repair_event(lang: Lang, event: &RepairEvent) -> (&'static str, Option<String>) {
    match event {
        RepairEvent::Opened { code } => ("repair_opened", Some(lang.central_name(code.code()).to_owned())),
        RepairEvent::LetterSent { number, on, .. } => ("repair_letter_sent", Some(lang.repair_letter_line(number, *on))),
        RepairEvent::Replied { on, note } => ("repair_replied", Some(lang.repair_reply_line(*on, note))),
        RepairEvent::RerecordingAppointed { on } => ("rerecording_appointed", Some(lang.date_short(*on))),
        RepairEvent::Closed { outcome } => ("repair_closed", Some(lang.repair_outcome(outcome.code()).to_owned())),
    }
}

fn case_event(lang: Lang, event: &CaseEvent) -> (&'static str, Option<String>) {
    match event {
        CaseEvent::Opened { purpose, receipt, .. } => ("opened", Some(format!("{} · {receipt}", lang.purpose(purpose.code())))),
        CaseEvent::DocumentsAdded { documents } => {
            let names: Vec<&str> = documents.iter().map(|document| lang.document(document.code())).collect();
            ("documents_added", Some(names.join(", ")))
        }
        CaseEvent::Verified => ("verified", None),
        CaseEvent::Recorded { by: RecordedBy::Operator } => ("recorded", None),
        CaseEvent::Recorded { by: RecordedBy::Centre } => ("recorded_centre", None),
        CaseEvent::PrintReady => ("print_ready", None),
        CaseEvent::PrintWithdrawn => ("print_withdrawn", None),
        CaseEvent::Deferred { reason, until, .. } => ("deferred", Some(lang.deferred_detail(lang.defer_reason(reason.code()), *until))),
        CaseEvent::Told { by } => ("told", Some(lang.told_by(by.code()).to_owned())),
        CaseEvent::Assigned { .. } => ("assigned", None),
        CaseEvent::TakenBack => ("taken_back", None),
        CaseEvent::PrintSpoiled { cause, .. } => ("spoiled", Some(lang.spoil_cause(cause.code()).to_owned())),
        CaseEvent::Printed { .. } => ("printed", None),
        CaseEvent::Shelved { .. } => ("shelved", None),
        CaseEvent::Forwarded { .. } => ("forwarded", None),
        CaseEvent::SentOn => ("sent_on", None),
        CaseEvent::CardLost => ("card_lost", None),
        CaseEvent::Collected { old_card } => ("handed_over", Some(lang.old_card_choice(old_card.code()).to_owned())),
        CaseEvent::Cancelled { reason } => ("cancelled", Some(reason.clone())),
    }
}

/// Looks at a person, in words.
pub(super) fn look_rows(lang: Lang, lines: &[LookLine]) -> Vec<LookRow> {
    let row = |line: &LookLine| LookRow {
        at: line.at,
        who: line.who.clone(),
        role: lang.office_role(&line.role).to_owned(),
        sight: lang.sight(line.sight.code()).to_owned(),
        others: line.others,
        reason: line.reason.as_ref().map(|(reason, note)| reason_with_note(lang, *reason, note.as_deref())),
    };
    lines.iter().map(row).collect()
}

fn reason_with_note(lang: Lang, reason: LookReason, note: Option<&str>) -> String {
    let reason = lang.look_reason_of(reason.code());
    note.map_or_else(|| reason.to_owned(), |note| format!("{reason}: {note}"))
}

/// Whole days between two instants.
pub(super) fn whole_days(since: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(since).as_secs().max(0) / 86_400
}
