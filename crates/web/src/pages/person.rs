use super::{Happening, LookRow, Next, REPAIR_OUTCOMES, RepairBlock, Seen, Shell, StayBlock, Tag, routes};
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
    pub marital: Seen<String>,
    /// Street.
    pub address: Option<String>,
    /// RT and RW.
    pub rt_rw: Option<(String, String)>,
    /// Village.
    pub village: String,
    /// Sub-district.
    pub kecamatan: String,
    /// The masked phone number.
    pub phone: Seen<MaskedPhone>,
    /// Whether and since when the person must hold a card.
    pub duty: Duty,
    /// What the centre last said.
    pub central: Seen<CentralStatus>,
    /// The running repair of the record, or else the latest; none without one, and for a reader who may not see it.
    pub repair: Option<RepairBlock>,
    /// Whether the reader may open a repair now.
    pub may_open_repair: bool,
    /// Where an unrecorded person is; none for who is recorded, and for a reader who may not see it.
    pub whereabouts: Option<StayBlock>,
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
    /// The history, newest first; none for a reader who may not see it.
    pub timeline: Option<Vec<Happening>>,
    /// The latest looks at this person, newest first; none for a reader who may not see them.
    pub looks: Option<Vec<LookRow>>,
    /// Whether the reader may open the whole record of looks.
    pub may_see_looks: bool,
}

impl PersonPage {
    /// Whether the page has the form whose ids begin so.
    pub fn offers(&self, form: &str) -> bool {
        let repair = self.repair.as_ref().and_then(|repair| repair.forms.as_ref());
        match form {
            "stay" => self.whereabouts.as_ref().is_some_and(|block| block.form.is_some()),
            "balasan" => repair.is_some_and(|forms| forms.awaits_reply),
            "surat" | "ulang" | "tutup" => repair.is_some(),
            _ => false,
        }
    }
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
    /// How old it is, an age class's code, while nothing is printable.
    pub age: Option<String>,
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
            marital: Seen::Unknown,
            address: None,
            rt_rw: None,
            phone: Seen::Unknown,
            duty: Duty::From(date(2023, 5, 2)),
            central: Seen::Unknown,
            repair: None,
            whereabouts: Some(StayBlock { said: None, form: None }),
            warnings: vec![lang.warning_no_phone().to_owned()],
            next: idle,
            may_open: true,
            cards: Vec::new(),
            cases: Vec::new(),
            timeline: Some(Vec::new()),
            looks: Some(Vec::new()),
            may_see_looks: false,
            ..typical.clone()
        };
        // A member of staff at a sub-district: no family card, no civil status, no central status, no history, no looks.
        let narrow = Self {
            kk: None,
            birth_place: None,
            marital: Seen::Hidden,
            central: Seen::Hidden,
            repair: None,
            timeline: None,
            looks: None,
            ..typical.clone()
        };
        let nothing_seen = Self { phone: Seen::Hidden, address: None, rt_rw: None, ..narrow.clone() };
        let hostile = |name: String| Self {
            shell: samples::with_notice(samples::shell(lang), Tone::Wait, samples::SCRIPT),
            address: Some(name.clone()),
            village: name.clone(),
            central: Seen::Known(Self::status("DUPLICATE_RECORD")),
            repair: None,
            may_open_repair: true,
            whereabouts: Some(StayBlock { said: Some(("abroad".to_owned(), name.clone(), date(2022, 11, 1))), form: None }),
            duty: Duty::No,
            name,
            ..typical.clone()
        };
        vec![
            ("repair", Self { repair: Some(RepairBlock::sample()), whereabouts: Some(StayBlock::sample(lang)), ..typical.clone() }),
            ("repair_closed", Self { repair: Some(RepairBlock::closed()), ..typical.clone() }),
            ("error", Self::failed(lang)),
            ("typical", typical.clone()),
            ("empty", empty),
            ("narrow", narrow),
            ("narrowest", nothing_seen),
            ("script", hostile(samples::SCRIPT.to_owned())),
            ("quotes", hostile(samples::IRISH.to_owned())),
            ("right_to_left", hostile(samples::RIGHT_TO_LEFT.to_owned())),
            ("endless", hostile(samples::endless())),
        ]
    }

    fn failed(lang: crate::lang::Lang) -> Self {
        use super::{RepairForms, StayForm, samples};
        let errors = [("surat-number", lang.refused_title().to_owned()), ("stay-source", lang.refused_title().to_owned())];
        let forms = RepairForms { number: samples::SCRIPT.to_owned(), letter_on: "2022-11-26".to_owned(), ..RepairForms::default() };
        let repair = RepairBlock { solved_by_status: true, forms: Some(forms), ..RepairBlock::sample() };
        let form = StayForm { source: samples::IRISH.to_owned(), ..StayForm::default() };
        Self {
            shell: samples::with_errors(samples::shell(lang), &errors),
            repair: Some(repair),
            whereabouts: Some(StayBlock { said: None, form: Some(form) }),
            ..Self::typical(lang)
        }
    }

    fn status(code: &str) -> CentralStatus {
        let since = Some(jiff::civil::date(2022, 11, 21));
        let age = (code == "DUPLICATE_RECORD").then(|| "late".to_owned());
        CentralStatus { code: code.to_owned(), since, age, source: "Impor SIAK".to_owned() }
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
            marital: Seen::Known("single".to_owned()),
            address: Some("Dusun Bore".to_owned()),
            rt_rw: Some(("002".to_owned(), "005".to_owned())),
            village: "Kopang Rembiga".to_owned(),
            kecamatan: "Kopang".to_owned(),
            phone: Seen::Known(MaskedPhone::new("081234567890")),
            duty: Duty::Since(date(2016, 7, 1)),
            central: Seen::Known(Self::status("PRINT_READY_RECORD")),
            repair: None,
            may_open_repair: false,
            whereabouts: None,
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
            timeline: Some(samples::history(lang)),
            looks: Some(super::looks::look_rows(lang)),
            may_see_looks: true,
        }
    }
}
