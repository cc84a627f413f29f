use super::{
    CaseNoticesPart, Choice, DocumentLine, HandOverForm, Happening, NOTICE_LENGTH_MAX, Next, OLD_CARD, PersonLine, PrintForm, Priority,
    SPOIL_CAUSES, Shell, TOLD_BY, Tag, routes,
};
use askama::Template;
use jiff::{Timestamp, civil::Date};

/// One case and what can be done with it.
#[derive(Debug, Clone, Template)]
#[template(path = "case.html")]
pub struct CasePage {
    /// The frame.
    pub shell: Shell,
    /// The case's id.
    pub id: String,
    /// The receipt number.
    pub receipt: String,
    /// Whose case.
    pub person: PersonLine,
    /// The purpose's code.
    pub purpose: String,
    /// The state's code.
    pub state: String,
    /// More about the state, such as the shelf or until when it is deferred.
    pub state_note: Option<String>,
    /// The priority, once it is known.
    pub priority: Option<Priority>,
    /// When it was opened.
    pub opened: Timestamp,
    /// The promised day.
    pub promised: Option<Date>,
    /// What is next.
    pub next: Next,
    /// The documents; those not given can be added if `acts.documents`.
    pub documents: Vec<DocumentLine>,
    /// The spoiled prints.
    pub attempts: Vec<Attempt>,
    /// What the applicant was told.
    pub notices: CaseNoticesPart,
    /// What the reader may do now.
    pub acts: Acts,
    /// The history, newest first; none for a reader who may not see it.
    pub timeline: Option<Vec<Happening>>,
}

/// A spoiled print.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// The printer's name.
    pub printer: String,
    /// The cause's code.
    pub cause: String,
    /// Who recorded it.
    pub who: String,
}

/// The forms that the reader may use now, each with what was typed. Ids of the fields:
/// `documents-1`…, `code`, `observed_on`, `printer`, `result-good`, `cause-failed_encode`, `shelf`,
/// `identity_checked`, `old_card-surrendered`, `reason`.
#[derive(Debug, Clone, Default)]
pub struct Acts {
    /// Adding missing documents.
    pub documents: bool,
    /// Marking as recorded.
    pub record: bool,
    /// Entering the central status.
    pub central: Option<CentralForm>,
    /// Recording a print result.
    pub print: Option<PrintForm>,
    /// Putting on a shelf; what was typed as `shelf`.
    pub shelve: Option<String>,
    /// Handing over.
    pub hand_over: Option<HandOverForm>,
    /// Cancelling; what was typed as `reason`.
    pub cancel: Option<String>,
}

/// Entering the central status.
#[derive(Debug, Clone, Default)]
pub struct CentralForm {
    /// The codes (field `code`) with their plain words.
    pub codes: Vec<Choice>,
    /// Field `observed_on`, as `2022-11-25`.
    pub observed_on: String,
}

impl CasePage {
    fn missing(&self) -> bool {
        self.documents.iter().any(|document| !document.given)
    }

    fn can_act(&self) -> bool {
        let Acts { documents, record, central, print, shelve, hand_over, cancel } = &self.acts;
        *documents || *record || central.is_some() || print.is_some() || shelve.is_some() || hand_over.is_some() || cancel.is_some()
    }
}

#[cfg(test)]
impl CasePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{self, with_errors};
        let codes = ["BIO_CAPTURED", "SENT_FOR_ENROLLMENT", "PRINT_READY_RECORD", "DUPLICATE_RECORD"];
        let central = CentralForm {
            codes: codes.iter().map(|code| Choice::new(code, &format!("{} ({code})", lang.central_name(code)), "")).collect(),
            observed_on: "2022-11-25".to_owned(),
        };
        let typical = Self::typical(lang);
        let done = Next { what: lang.next_done().to_owned(), who: None, by: None, late: false, action: None };
        let collected = Self {
            state: "collected".to_owned(),
            documents: Vec::new(),
            attempts: Vec::new(),
            priority: None,
            promised: None,
            next: done,
            acts: Acts::default(),
            ..typical.clone()
        };
        let everything = Acts {
            documents: true,
            record: true,
            central: Some(central),
            print: Some(samples::print_form()),
            shelve: Some(samples::SCRIPT.to_owned()),
            hand_over: Some(HandOverForm::default()),
            cancel: Some(samples::IRISH.to_owned()),
        };
        let errors = [
            ("reason", lang.error_reason().to_owned()),
            ("cause-failed_encode", lang.error_choose(lang.cause_word())),
            ("shelf", lang.error_shelf_unknown().to_owned()),
        ];
        let collect = Next {
            what: lang.next_collect().to_owned(),
            who: Some(lang.next_who_counter().to_owned()),
            by: None,
            late: false,
            action: Some(super::Link { label: lang.act_hand_over().to_owned(), href: "#serah".to_owned() }),
        };
        let hand_over =
            Acts { hand_over: Some(HandOverForm { identity_checked: true, old_card: "surrendered".to_owned() }), ..Acts::default() };
        vec![
            ("typical", typical.clone()),
            ("collected", collected),
            ("narrow", Self::narrow(&typical, lang)),
            (
                "shelf",
                Self {
                    state: "on_shelf".to_owned(),
                    state_note: Some("A-03".to_owned()),
                    next: collect,
                    acts: hand_over,
                    documents: samples::documents(true),
                    ..typical.clone()
                },
            ),
            ("everything", Self { acts: everything.clone(), ..Self::notified(&typical) }),
            (
                "error",
                Self {
                    shell: with_errors(samples::shell(lang), &errors),
                    person: samples::person(samples::SCRIPT),
                    state_note: Some(samples::endless()),
                    acts: everything,
                    ..typical
                },
            ),
        ]
    }

    /// At the centre, with notices.
    fn notified(typical: &Self) -> Self {
        Self { state: "waiting_central".to_owned(), notices: CaseNoticesPart::sample(), ..typical.clone() }
    }

    /// For a reader who neither acts nor sees the history.
    fn narrow(typical: &Self, lang: crate::lang::Lang) -> Self {
        let next = Next { action: None, ..super::samples::next(lang) };
        Self { timeline: None, attempts: Vec::new(), acts: Acts::default(), next, ..typical.clone() }
    }

    fn typical(lang: crate::lang::Lang) -> Self {
        use super::samples;
        Self {
            shell: samples::shell(lang),
            id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            person: samples::person("Sri Wahyuni"),
            purpose: "damaged".to_owned(),
            state: "ready_to_print".to_owned(),
            state_note: None,
            priority: Some(samples::priority(lang)),
            opened: samples::at("2022-11-14T01:05:00Z"),
            promised: Some(jiff::civil::date(2022, 11, 23)),
            next: Next {
                action: Some(super::Link { label: lang.act_print().to_owned(), href: "#cetak".to_owned() }),
                ..samples::next(lang)
            },
            documents: samples::documents(false),
            attempts: vec![Attempt {
                at: samples::at("2022-11-24T05:10:00Z"),
                printer: "Printer 1".to_owned(),
                cause: "failed_encode".to_owned(),
                who: "Ni Made Ayu".to_owned(),
            }],
            notices: CaseNoticesPart::default(),
            acts: Acts { documents: true, print: Some(samples::print_form()), cancel: Some(String::new()), ..Acts::default() },
            timeline: Some(samples::history(lang)),
        }
    }
}
