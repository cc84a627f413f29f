use super::{Shell, routes};
use askama::Template;
use jiff::civil::Date;

/// Where a card is, for anybody who has its receipt and PIN: no name, no number, no script. Fields `receipt`, `pin`.
#[derive(Debug, Clone, Template)]
#[template(path = "status.html")]
pub struct StatusPage {
    /// The frame, without a user.
    pub shell: Shell,
    /// What was typed as the receipt, or stands in the address.
    pub receipt: String,
    /// What was answered.
    pub answer: StatusAnswer,
}

/// The answer.
#[derive(Debug, Clone)]
pub enum StatusAnswer {
    /// Nobody asked yet.
    NotAsked,
    /// Unknown, wrong or too often: one answer, so that a guess learns nothing.
    Nothing,
    /// Where the card is.
    Told(StatusTold),
}

/// Where a card is.
#[derive(Debug, Clone)]
pub struct StatusTold {
    /// The receipt.
    pub receipt: String,
    /// The code of the purpose.
    pub purpose: String,
    /// The code of the state.
    pub state: String,
    /// Since when.
    pub since: Date,
    /// Where to go; nothing while there is nothing to do anywhere.
    pub place: Option<String>,
    /// When a case that waits for blanks is looked at again.
    pub again: Option<Date>,
    /// From when a card may be printed.
    pub from: Option<Date>,
    /// Until when the card lies there.
    pub stays: Option<Date>,
}

#[cfg(test)]
impl StatusPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples;
        use jiff::civil::date;
        let told = StatusTold {
            receipt: "7K3M-9QXD-4".to_owned(),
            purpose: "first".to_owned(),
            state: "on_shelf".to_owned(),
            since: date(2022, 11, 21),
            place: Some("Disdukcapil Kabupaten Lombok Tengah".to_owned()),
            again: None,
            from: None,
            stays: Some(date(2023, 2, 21)),
        };
        let page = |answer, receipt: &str| Self { shell: samples::signed_out(lang), receipt: receipt.to_owned(), answer };
        let deferred =
            StatusTold { state: "deferred".to_owned(), place: None, again: Some(date(2022, 12, 9)), stays: None, ..told.clone() };
        let young =
            StatusTold { state: "ready_to_print".to_owned(), place: None, from: Some(date(2023, 1, 9)), stays: None, ..told.clone() };
        vec![
            ("typical", page(StatusAnswer::Told(told), "7K3M-9QXD-4")),
            ("deferred", page(StatusAnswer::Told(deferred), "7K3M-9QXD-4")),
            ("young", page(StatusAnswer::Told(young), "7K3M-9QXD-4")),
            ("nothing", page(StatusAnswer::Nothing, samples::SCRIPT)),
            ("empty", page(StatusAnswer::NotAsked, "")),
        ]
    }
}
