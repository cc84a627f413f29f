use super::Choice;
use jiff::civil::Date;

/// A repair of a person's record.
#[derive(Debug, Clone)]
pub struct RepairBlock {
    /// The status for which it was opened.
    pub code: String,
    /// The stage's code.
    pub stage: String,
    /// Since when it stands there.
    pub since: Date,
    /// The next step's code.
    pub step: String,
    /// The day by which it is due.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
    /// The latest letter: number, day, day by which an answer is expected.
    pub letter: Option<(String, Date, Date)>,
    /// The answer: day and content.
    pub reply: Option<(Date, String)>,
    /// The day of the new recording.
    pub rerecord_on: Option<Date>,
    /// How it ended, a code.
    pub outcome: Option<String>,
    /// Whether the status has left what was to be repaired while the repair still runs.
    pub solved_by_status: bool,
    /// What can be done with it, for who may.
    pub forms: Option<RepairForms>,
}

/// What was typed into the forms of a repair.
#[derive(Debug, Clone, Default)]
pub struct RepairForms {
    /// Whether an answer can be noted now.
    pub awaits_reply: bool,
    /// The letter's number.
    pub number: String,
    /// The letter's day.
    pub letter_on: String,
    /// The day by which an answer is expected.
    pub reply_due: String,
    /// The answer's day.
    pub reply_on: String,
    /// What it says.
    pub note: String,
    /// The day of the new recording.
    pub rerecord_on: String,
    /// How it ended.
    pub outcome: String,
}

/// Where a person is.
#[derive(Debug, Clone)]
pub struct StayBlock {
    /// What was said: where, by whom, when.
    pub said: Option<(String, String, Date)>,
    /// What was typed, for who may note it.
    pub form: Option<StayForm>,
}

/// What was typed into the form of whereabouts.
#[derive(Debug, Clone, Default)]
pub struct StayForm {
    /// Where.
    pub stay: Vec<Choice>,
    /// Who says so.
    pub source: String,
    /// On which day.
    pub on: String,
}

/// How a repair can be closed by hand.
pub const REPAIR_OUTCOMES: [&str; 3] = ["solved", "gone", "mistaken"];
/// The age classes in the order of their columns.
pub const AGE_CLASSES: [&str; 4] = ["fresh", "watch", "late", "stuck"];

#[cfg(test)]
impl RepairBlock {
    pub(super) fn closed() -> Self {
        use jiff::civil::date;
        Self {
            outcome: Some("solved".to_owned()),
            stage: "closed".to_owned(),
            reply: Some((date(2022, 11, 20), super::samples::IRISH.to_owned())),
            rerecord_on: Some(date(2022, 11, 22)),
            late: false,
            forms: None,
            ..Self::sample()
        }
    }

    pub(super) fn sample() -> Self {
        use jiff::civil::date;
        Self {
            code: "DUPLICATE_RECORD".to_owned(),
            stage: "letter_sent".to_owned(),
            since: date(2022, 11, 2),
            step: "remind".to_owned(),
            due: Some(date(2022, 11, 20)),
            late: true,
            letter: Some(("470/12/Dukcapil/2022".to_owned(), date(2022, 11, 1), date(2022, 11, 20))),
            reply: None,
            rerecord_on: None,
            outcome: None,
            solved_by_status: false,
            forms: Some(RepairForms { awaits_reply: true, letter_on: "2022-11-25".to_owned(), ..RepairForms::default() }),
        }
    }
}

#[cfg(test)]
impl StayBlock {
    pub(super) fn sample(lang: crate::lang::Lang) -> Self {
        let stays = ["here", "abroad"].map(|code| Choice::new(code, lang.stay_of(code), "abroad"));
        let form = StayForm { stay: stays.to_vec(), source: String::new(), on: "2022-11-25".to_owned() };
        Self { said: Some(("at_school".to_owned(), "Kepala dusun".to_owned(), jiff::civil::date(2022, 11, 12))), form: Some(form) }
    }
}
