//! The small pieces that many pages share.

use crate::{format::MaskedNumber, lang::Lang};
use jiff::{Timestamp, civil::Date};

/// The colour of a tag or notice. Colour never stands alone: the words say the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Plain.
    #[default]
    Plain,
    /// Something is under way.
    Info,
    /// All is well.
    Good,
    /// Someone waits.
    Wait,
    /// Something stops the work.
    Stop,
}

impl Tone {
    /// The ending of the style class.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Info => "info",
            Self::Good => "good",
            Self::Wait => "wait",
            Self::Stop => "stop",
        }
    }
}

/// A short word about a state.
#[derive(Debug, Clone)]
pub struct Tag {
    /// What it says.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

impl Tag {
    /// The tag of a case's state, by its code.
    pub fn case_state(lang: Lang, code: &str) -> Self {
        let tone = match code {
            "ready_to_print" | "in_run" | "in_print_run" | "in_transit" | "at_site" => Tone::Info,
            "printed" | "on_shelf" | "at_village" | "notified" | "collected" => Tone::Good,
            "opened" | "verified" | "waiting_recording" | "waiting_central" | "deferred" | "returned" => Tone::Wait,
            "incomplete" | "uncertain" | "cancelled" | "destroyed" => Tone::Stop,
            _ => Tone::Plain,
        };
        Self { text: lang.case_state(code).to_owned(), tone }
    }

    /// The tag of a proposal, by the code of its state; `expired` for one that waited longer than it holds.
    pub fn proposal(lang: Lang, code: &str) -> Self {
        let tone = match code {
            "open" => Tone::Wait,
            "approved" => Tone::Good,
            "declined" => Tone::Stop,
            _ => Tone::Plain,
        };
        let text = if code == "expired" { lang.proposal_expired() } else { lang.proposal_state(code) };
        Self { text: text.to_owned(), tone }
    }

    /// The tag of an import, by the code of its state.
    pub fn import(lang: Lang, code: &str) -> Self {
        let tone = match code {
            "mapping" | "ready" => Tone::Wait,
            "checking" | "applying" => Tone::Info,
            "done" => Tone::Good,
            _ => Tone::Plain,
        };
        Self { text: lang.import_state(code).to_owned(), tone }
    }

    /// The tag of a question of identity, by the code of its state.
    pub fn question(lang: Lang, code: &str) -> Self {
        Self { text: lang.question_state(code).to_owned(), tone: if code == "open" { Tone::Wait } else { Tone::Good } }
    }

    /// The tag of how old a central status is, by the code of the class.
    pub fn age(lang: Lang, class: &str) -> Self {
        Self { text: lang.age_class(class).to_owned(), tone: super::age_tone(class) }
    }

    /// The tag of a central status, by its code.
    pub fn central(lang: Lang, code: &str) -> Self {
        let tone = match code {
            "PRINT_READY_RECORD" | "CARD_PRINTED" | "CARD_SHIPPED" | "CARD_ISSUED" => Tone::Good,
            "DUPLICATE_RECORD" | "ADJUDICATE_RECORD" | "REQUEST_VALIDATION" | "CARD_INVALID" => Tone::Stop,
            "UNREGISTERED" => Tone::Wait,
            _ if code.contains("FAILURE") => Tone::Stop,
            _ => Tone::Info,
        };
        Self { text: lang.central_name(code).to_owned(), tone }
    }
}

/// A link or a button that leads somewhere.
#[derive(Debug, Clone)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Where it leads; from [`routes`](super::routes), or `#` and an id on the same page.
    pub href: String,
}

/// A page of several that belong together.
#[derive(Debug, Clone)]
pub struct Tab {
    /// Its name and address.
    pub link: Link,
    /// Whether it is the one that is open.
    pub current: bool,
}

/// A field of a person that not every role sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen<T> {
    /// The reader's role does not see it; the page has no line for it.
    Hidden,
    /// It is not known.
    Unknown,
    /// What is known.
    Known(T),
}

impl<T> Seen<T> {
    /// Whether the page has a line for it.
    pub const fn has_line(&self) -> bool {
        !matches!(self, Self::Hidden)
    }

    /// What is known and may be seen.
    pub const fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            Self::Hidden | Self::Unknown => None,
        }
    }
}

/// One of several values of a field.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Whether it is the one chosen now.
    pub selected: bool,
}

impl Choice {
    /// A choice that knows whether it is the chosen one.
    pub fn new(value: &str, label: &str, chosen: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned(), selected: value == chosen }
    }
}

/// Choices under a common heading, such as the villages of a sub-district.
#[derive(Debug, Clone)]
pub struct ChoiceGroup {
    /// The heading.
    pub label: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// What is next, who must act and by when.
#[derive(Debug, Clone)]
pub struct Next {
    /// What is to be done.
    pub what: String,
    /// Who must do it; nobody if all is finished.
    pub who: Option<String>,
    /// By when.
    pub by: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
    /// The button, if the reader may do it.
    pub action: Option<Link>,
}

/// One act in a history.
#[derive(Debug, Clone)]
pub struct Happening {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// What.
    pub what: String,
    /// More about it.
    pub detail: Option<String>,
}

/// A person in a line, as shown on a case.
#[derive(Debug, Clone)]
pub struct PersonLine {
    /// The person's id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The masked NIK.
    pub nik: MaskedNumber,
    /// Date of birth, if known.
    pub birth: Option<Date>,
    /// Village and sub-district.
    pub area: String,
}

/// A document that a case needs.
#[derive(Debug, Clone)]
pub struct DocumentLine {
    /// The code, see [`Lang::document`].
    pub code: String,
    /// Whether the case cannot go on without it.
    pub mandatory: bool,
    /// The rule that asks for it.
    pub law: String,
    /// Whether it was given (or ticked in a form that came back).
    pub given: bool,
}

/// The priority of a case and where it comes from.
#[derive(Debug, Clone)]
pub struct Priority {
    /// The class, 1 is first.
    pub class: i64,
    /// Why the case is in it.
    pub reason: String,
    /// The letter that the rule comes from.
    pub letter: Option<String>,
}

impl Priority {
    /// The class's colour: the first class stands out.
    pub const fn tone(&self) -> Tone {
        if self.class <= 1 { Tone::Wait } else { Tone::Plain }
    }
}

/// A printer and the blanks that it holds.
#[derive(Debug, Clone)]
pub struct Printer {
    /// The place code of the printer.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Blanks left at it.
    pub blanks: i64,
}

/// The fields of a print result.
#[derive(Debug, Clone, Default)]
pub struct PrintForm {
    /// The printers that hold blanks.
    pub printers: Vec<Printer>,
    /// Field `printer`.
    pub printer: String,
    /// Field `result`: `good` or `spoiled`.
    pub result: String,
    /// Field `cause`, see [`SPOIL_CAUSES`].
    pub cause: String,
}

/// The fields of a handover.
#[derive(Debug, Clone, Default)]
pub struct HandOverForm {
    /// Field `identity_checked` (a checkbox, value `yes`).
    pub identity_checked: bool,
    /// Field `old_card`, one of [`OLD_CARD`].
    pub old_card: String,
}

/// The causes of a spoiled print, in the order of the form.
pub const SPOIL_CAUSES: [&str; 4] = ["failed_encode", "failed_print", "no_chip", "defect"];
/// What can take the old card's place.
pub const OLD_CARD: [&str; 4] = ["surrendered", "police_letter", "suket", "none"];
/// Where a lot of blanks can come from.
pub const BLANK_SOURCES: [&str; 5] = ["centre", "province", "loan", "grant", "area_change"];
/// What the stock counts.
pub const ITEMS: [&str; 4] = ["blank", "ribbon", "film", "cleaning_kit"];

/// A page of a long list.
#[derive(Debug, Clone)]
pub struct Paging {
    /// This page, from 1.
    pub page: i64,
    /// How many there are.
    pub pages: i64,
    /// The address of the page before.
    pub previous: Option<String>,
    /// The address of the page after.
    pub next: Option<String>,
}
