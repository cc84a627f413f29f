use super::{Shell, Tag, Tone, routes};
use crate::{format::MaskedPhone, lang::Lang};
use askama::Template;
use jiff::Timestamp;

/// How notices stand, and the alarm when nothing goes out.
#[derive(Debug, Clone, Template)]
#[template(path = "notices.html")]
pub struct NoticesPage {
    /// The frame.
    pub shell: Shell,
    /// Since when the oldest notice waits that is due, when nothing goes out.
    pub alarm: Option<Timestamp>,
    /// When a gateway last took one.
    pub last_taken: Option<Timestamp>,
    /// The states, in the order of a notice's life.
    pub states: Vec<NoticeStateRow>,
    /// How many were never told.
    pub untold: i64,
    /// Wrong tries on the public status page within an hour, when they are many.
    pub guesses: Option<i64>,
    /// Numbers that many people have.
    pub shared: Vec<SharedRow>,
    /// What was typed as `phone`.
    pub phone: String,
}

/// The notices in a state.
#[derive(Debug, Clone)]
pub struct NoticeStateRow {
    /// The state's code.
    pub state: String,
    /// Notices.
    pub count: i64,
    /// Those of them that may have come twice.
    pub double: i64,
}

/// A number that many people have.
#[derive(Debug, Clone)]
pub struct SharedRow {
    /// Its last three digits: the page shows nobody, so no more is said of it.
    pub ending: String,
    /// People who have it.
    pub people: i64,
    /// Of how many family cards.
    pub families: i64,
    /// Their open cases.
    pub cases: i64,
}

impl Tag {
    /// The tag of a notice, by the code of its state.
    pub fn notice(lang: Lang, code: &str) -> Self {
        let tone = match code {
            "delivered" | "told" => Tone::Good,
            "taken" | "unanswered" | "sending" => Tone::Info,
            "waiting" | "uncertain" => Tone::Wait,
            "expired" | "undeliverable" | "given_up" => Tone::Stop,
            _ => Tone::Plain,
        };
        Self { text: lang.notice_state(code).to_owned(), tone }
    }
}

/// What the citizen of a case was told, and what can be done about it; a part of the case's page.
#[derive(Debug, Clone, Default)]
pub struct CaseNoticesPart {
    /// The notices, in order.
    pub rows: Vec<NoticeRow>,
    /// The acts, for who may do them.
    pub acts: Option<NoticeActs>,
}

/// A notice about a case.
#[derive(Debug, Clone)]
pub struct NoticeRow {
    /// Its number in the case.
    pub number: i64,
    /// The code of what it says.
    pub purpose: String,
    /// The gateway, or how a person told it; nothing before it went out.
    pub route: Option<String>,
    /// The number, for who may see it.
    pub phone: Option<MaskedPhone>,
    /// The code of its state.
    pub state: String,
    /// Since when.
    pub since: Timestamp,
    /// Whether it counts.
    pub counted: bool,
    /// Whether it may have come twice.
    pub double: bool,
    /// The text; empty when a person told it.
    pub text: String,
}

/// What can be done about the notices of a case.
#[derive(Debug, Clone, Default)]
pub struct NoticeActs {
    /// Why nothing can be written now.
    pub hindrance: Option<String>,
    /// What could be written.
    pub drafts: Vec<DraftRow>,
    /// Whether there is something to be told.
    pub may_tell: bool,
    /// Whether the number takes notices; nothing when there is none.
    pub allowed: Option<bool>,
}

/// A notice that could be written.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// The code of what it says.
    pub purpose: String,
    /// The code of its language.
    pub language: String,
    /// The text.
    pub text: String,
    /// Its length, septets.
    pub length: i64,
}

/// The longest text of one message, septets (3GPP TS 23.040).
pub const NOTICE_LENGTH_MAX: i64 = domain::notice::SEPTETS_MAX as i64;

/// What citizens wrote and a person must read.
#[derive(Debug, Clone, Template)]
#[template(path = "inbox.html")]
pub struct InboxPage {
    /// The frame.
    pub shell: Shell,
    /// The messages, the oldest first.
    pub messages: Vec<MessageRow>,
}

/// A message of a citizen.
#[derive(Debug, Clone)]
pub struct MessageRow {
    /// Its place in the list, from 1.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// The person's id and name, when the number belongs to one.
    pub person: Option<(String, String)>,
    /// The number, for who may see it.
    pub phone: Option<MaskedPhone>,
    /// What it says.
    pub text: String,
    /// When it came.
    pub at: Timestamp,
    /// What was typed as `note`.
    pub note: String,
}

impl MessageRow {
    fn field(&self) -> String {
        format!("note-{}", self.id)
    }
}

#[cfg(test)]
mod samples_of {
    use super::super::{Link, Nav, Tab};
    use super::{super::samples, *};

    fn tabs(lang: Lang) -> Vec<Tab> {
        let all = [(routes::PICKUP, lang.pickup_title()), (routes::NOTICES, lang.notices_title()), (routes::INBOX, lang.inbox_title())];
        let tab = |(href, label): (&str, &str)| Tab {
            link: Link { label: label.to_owned(), href: href.to_owned() },
            current: href == routes::NOTICES,
        };
        all.into_iter().map(tab).collect()
    }

    impl NoticesPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let state = |code: &str, count, double| NoticeStateRow { state: code.to_owned(), count, double };
            let shared = vec![SharedRow { ending: "779".to_owned(), people: 41, families: 17, cases: 9 }];
            let codes = domain::notice::NoticeState::ALL.iter().map(|state| state.code());
            let typical = Self {
                shell: Shell { tabs: tabs(lang), ..samples::shell_at(lang, Nav::Pickup) },
                alarm: None,
                last_taken: Some(samples::at("2022-11-25T01:10:00Z")),
                states: vec![state("waiting", 12, 0), state("delivered", 4_210, 3), state("undeliverable", 61, 0)],
                untold: 218,
                guesses: None,
                shared,
                phone: String::new(),
            };
            let silent = Self {
                alarm: Some(samples::at("2022-11-24T23:10:00Z")),
                last_taken: None,
                guesses: Some(812),
                states: codes.zip(1..).map(|(code, count)| state(code, count, count % 2)).collect(),
                ..typical.clone()
            };
            let empty = Self { states: Vec::new(), last_taken: None, untold: 0, shared: Vec::new(), ..typical.clone() };
            let errors = [("phone", lang.error_phone().to_owned())];
            let wrong =
                Self { shell: samples::with_errors(typical.shell.clone(), &errors), phone: samples::SCRIPT.to_owned(), ..typical.clone() };
            vec![("typical", typical), ("silent", silent), ("empty", empty), ("error", wrong)]
        }
    }

    impl CaseNoticesPart {
        pub(in super::super) fn sample() -> Self {
            let row = |number, state: &str, route: Option<&str>, text: &str| NoticeRow {
                number,
                purpose: "ready".to_owned(),
                route: route.map(str::to_owned),
                phone: Some(MaskedPhone::new("081234567890")),
                state: state.to_owned(),
                since: samples::at("2022-11-24T01:10:00Z"),
                counted: matches!(state, "delivered" | "told"),
                double: state == "delivered",
                text: text.to_owned(),
            };
            let rows = vec![
                row(1, "undeliverable", Some("smpp-1"), samples::SCRIPT),
                row(2, "delivered", Some("modem-1"), "KTP-el resi 7K3M-9QXD-4 siap diambil."),
                NoticeRow { phone: None, ..row(3, "told", Some("lewat telepon"), "") },
            ];
            let draft = |purpose: &str, language: &str| DraftRow {
                purpose: purpose.to_owned(),
                language: language.to_owned(),
                text: samples::IRISH.to_owned(),
                length: 131,
            };
            let drafts = vec![draft("ready", "id"), draft("ready", "en")];
            Self { rows, acts: Some(NoticeActs { hindrance: None, drafts, may_tell: true, allowed: Some(true) }) }
        }
    }

    impl InboxPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let message = |number: i64, person: Option<&str>, text: &str| MessageRow {
                number,
                id: format!("01899c3e-7b1a-7000-8000-0000000000f{number}"),
                person: person.map(|name| ("48213".to_owned(), name.to_owned())),
                phone: Some(MaskedPhone::new("081234567890")),
                text: text.to_owned(),
                at: samples::at("2022-11-24T11:10:00Z"),
                note: String::new(),
            };
            let messages = vec![
                message(1, Some("Sri Wahyuni"), "Kapan KTP saya jadi?"),
                message(2, None, samples::SCRIPT),
                MessageRow { phone: None, ..message(3, Some(samples::RIGHT_TO_LEFT), &samples::endless()) },
            ];
            let typical = Self { shell: samples::shell_at(lang, Nav::Pickup), messages };
            let empty = Self { messages: Vec::new(), ..typical.clone() };
            let mut wrong = typical.clone();
            let errors = [(wrong.messages[1].field(), lang.problem_missing().to_owned())];
            let errors: Vec<(&str, String)> = errors.iter().map(|(field, text)| (field.as_str(), text.clone())).collect();
            wrong.shell = samples::with_errors(wrong.shell, &errors);
            wrong.messages[1].note = samples::SCRIPT.to_owned();
            vec![("typical", typical), ("empty", empty), ("error", wrong)]
        }
    }
}
