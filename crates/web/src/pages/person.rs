use super::{Happening, Next, Shell, Tag, routes};
use crate::format::{MaskedNumber, MaskedPhone};
use askama::Template;
use jiff::civil::Date;

/// One person: where the card is, what is next, and everything that happened.
#[derive(Debug, Clone, Template)]
#[template(path = "person.html")]
pub struct PersonPage {
    /// The frame.
    pub shell: Shell,
    /// The person's id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// The masked NIK.
    pub nik: MaskedNumber,
    /// The masked KK number.
    pub kk: Option<MaskedNumber>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Date of birth.
    pub birth: Option<Date>,
    /// `male` or `female`.
    pub sex: String,
    /// `single`, `married`, `divorced` or `widowed`.
    pub marital: Option<String>,
    /// Street.
    pub address: Option<String>,
    /// RT and RW.
    pub rt_rw: Option<(String, String)>,
    /// Village.
    pub village: String,
    /// Sub-district.
    pub kecamatan: String,
    /// The masked phone number.
    pub phone: Option<MaskedPhone>,
    /// Whether and since when the person must hold a card.
    pub duty: Duty,
    /// What the centre last said.
    pub central: Option<CentralStatus>,
    /// Sentences on what to compare (`Lang::warning_*`).
    pub warnings: Vec<String>,
    /// What is next.
    pub next: Next,
    /// Whether the reader may open a case for this person now.
    pub may_open: bool,
    /// The person's cards, newest first.
    pub cards: Vec<CardLine>,
    /// The person's cases, newest first.
    pub cases: Vec<CaseLine>,
    /// The history, newest first.
    pub timeline: Vec<Happening>,
}

/// Whether a person must hold a card.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Since this day.
    Since(Date),
    /// From this day on, the 17th birthday.
    From(Date),
    /// Not at all.
    No,
}

/// What the centre last said of a person.
#[derive(Debug, Clone)]
pub struct CentralStatus {
    /// The code, such as `PRINT_READY_RECORD`.
    pub code: String,
    /// Since when it has been so.
    pub since: Option<Date>,
    /// Where we know it from.
    pub source: String,
}

/// A card of a person.
#[derive(Debug, Clone)]
pub struct CardLine {
    /// The receipt number of its case, or another mark.
    pub name: String,
    /// Whether it is the valid one.
    pub valid: bool,
    /// When it was printed.
    pub printed: Option<Date>,
    /// Where it is now.
    pub place: String,
}

/// A case of a person.
#[derive(Debug, Clone)]
pub struct CaseLine {
    /// The case's id.
    pub id: String,
    /// The receipt number.
    pub receipt: String,
    /// The purpose's code.
    pub purpose: String,
    /// When it was opened.
    pub opened: Date,
    /// The state's code.
    pub state: String,
}

#[cfg(test)]
impl PersonPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Tone, samples};
        use jiff::civil::date;
        let typical = Self::typical(lang);
        let idle = Next { what: lang.next_open_case().to_owned(), who: None, by: None, late: false, action: None };
        let empty = Self {
            kk: None,
            birth_place: None,
            birth: None,
            marital: None,
            address: None,
            rt_rw: None,
            phone: None,
            duty: Duty::From(date(2023, 5, 2)),
            central: None,
            warnings: vec![lang.warning_no_phone().to_owned()],
            next: idle,
            may_open: true,
            cards: Vec::new(),
            cases: Vec::new(),
            timeline: Vec::new(),
            ..typical.clone()
        };
        let hostile = |name: String| Self {
            shell: samples::with_notice(samples::shell(lang), Tone::Wait, samples::SCRIPT),
            address: Some(name.clone()),
            village: name.clone(),
            central: Some(Self::status("DUPLICATE_RECORD")),
            duty: Duty::No,
            name,
            ..typical.clone()
        };
        vec![
            ("typical", typical.clone()),
            ("empty", empty),
            ("script", hostile(samples::SCRIPT.to_owned())),
            ("quotes", hostile(samples::IRISH.to_owned())),
            ("right_to_left", hostile(samples::RIGHT_TO_LEFT.to_owned())),
            ("endless", hostile(samples::endless())),
        ]
    }

    fn status(code: &str) -> CentralStatus {
        let since = Some(jiff::civil::date(2022, 11, 21));
        CentralStatus { code: code.to_owned(), since, source: "Impor SIAK".to_owned() }
    }

    fn typical(lang: crate::lang::Lang) -> Self {
        use super::samples;
        use jiff::civil::date;
        Self {
            shell: samples::shell(lang),
            id: "48213".to_owned(),
            name: "Sri Wahyuni".to_owned(),
            nik: MaskedNumber::new(samples::NIK),
            kk: Some(MaskedNumber::new("5202011203150007")),
            birth_place: Some("Praya".to_owned()),
            birth: Some(samples::born()),
            sex: "female".to_owned(),
            marital: Some("single".to_owned()),
            address: Some("Dusun Bore".to_owned()),
            rt_rw: Some(("002".to_owned(), "005".to_owned())),
            village: "Kopang Rembiga".to_owned(),
            kecamatan: "Kopang".to_owned(),
            phone: Some(MaskedPhone::new("081234567890")),
            duty: Duty::Since(date(2016, 7, 1)),
            central: Some(Self::status("PRINT_READY_RECORD")),
            warnings: vec![lang.warning_birth_differs().to_owned()],
            next: samples::next(lang),
            may_open: false,
            cards: vec![CardLine {
                name: "5202-19-001102".to_owned(),
                valid: true,
                printed: Some(date(2019, 3, 4)),
                place: lang.case_state("collected").to_owned(),
            }],
            cases: vec![
                CaseLine {
                    id: samples::CASE_ID.to_owned(),
                    receipt: samples::RECEIPT_NUMBER.to_owned(),
                    purpose: "damaged".to_owned(),
                    opened: date(2022, 11, 14),
                    state: "ready_to_print".to_owned(),
                },
                CaseLine {
                    id: samples::CASE_ID.to_owned(),
                    receipt: "5202-19-001102".to_owned(),
                    purpose: "first".to_owned(),
                    opened: date(2019, 2, 20),
                    state: "collected".to_owned(),
                },
            ],
            timeline: samples::history(lang),
        }
    }
}
