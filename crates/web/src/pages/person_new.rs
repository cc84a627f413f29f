use super::{ChoiceGroup, Shell, routes};
use askama::Template;

/// Adding a person who is not in the register. The ids of the fields are their names;
/// the three parts of the date share the error id `birth_day`.
#[derive(Debug, Clone, Template)]
#[template(path = "person_new.html")]
pub struct PersonNewPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed.
    pub form: PersonForm,
    /// The villages by sub-district, with the chosen one marked.
    pub villages: Vec<ChoiceGroup>,
    /// Sentences on what to compare; with any, the form asks for `warnings_seen` (value `yes`).
    pub warnings: Vec<String>,
}

/// What was typed for a new person; each field is named as here, `village` comes with the choices.
#[derive(Debug, Clone, Default)]
pub struct PersonForm {
    /// NIK.
    pub nik: String,
    /// KK number.
    pub kk: String,
    /// Full name.
    pub name: String,
    /// Place of birth.
    pub birth_place: String,
    /// Day of birth.
    pub birth_day: String,
    /// Month of birth.
    pub birth_month: String,
    /// Year of birth.
    pub birth_year: String,
    /// `male` or `female`.
    pub sex: String,
    /// `single`, `married`, `divorced` or `widowed`.
    pub marital: String,
    /// Street.
    pub address: String,
    /// RT.
    pub rt: String,
    /// RW.
    pub rw: String,
    /// Phone.
    pub phone: String,
    /// Whether the warnings were ticked as read.
    pub warnings_seen: bool,
}

/// The codes of the field `sex`.
pub const SEXES: [&str; 2] = ["male", "female"];
/// The codes of the field `marital`.
pub const MARITAL: [&str; 4] = ["single", "married", "divorced", "widowed"];

#[cfg(test)]
impl PersonNewPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{
            Choice,
            samples::{self, with_errors},
        };
        let villages = |chosen: &str| {
            let choice = |(code, name): &(&str, &str)| Choice::new(code, name, chosen);
            let group =
                |label: &str, list: &[(&str, &str)]| ChoiceGroup { label: label.to_owned(), choices: list.iter().map(choice).collect() };
            vec![
                group("Kopang", &[("5202052001", "Kopang Rembiga"), ("5202052002", "Montong Gamang")]),
                group("Praya", &[("5202011001", "Praya"), ("5202011002", samples::IRISH)]),
            ]
        };
        let page = Self { shell: samples::shell(lang), form: PersonForm::default(), villages: villages(""), warnings: Vec::new() };
        let form = PersonForm {
            nik: samples::NIK.to_owned(),
            kk: "520201120315".to_owned(),
            name: samples::SCRIPT.to_owned(),
            birth_place: samples::IRISH.to_owned(),
            birth_day: "31".to_owned(),
            birth_month: "2".to_owned(),
            birth_year: "2005".to_owned(),
            sex: "female".to_owned(),
            marital: "single".to_owned(),
            address: samples::RIGHT_TO_LEFT.to_owned(),
            rt: "002".to_owned(),
            rw: "005".to_owned(),
            phone: "12".to_owned(),
            warnings_seen: false,
        };
        let errors =
            [("kk", lang.error_kk_digits(12)), ("birth_day", lang.error_date().to_owned()), ("phone", lang.error_phone().to_owned())];
        let warned = [("warnings_seen", lang.error_warnings_seen().to_owned())];
        vec![
            ("empty", page.clone()),
            (
                "error",
                Self {
                    shell: with_errors(page.shell.clone(), &errors),
                    form: form.clone(),
                    villages: villages("5202052002"),
                    ..page.clone()
                },
            ),
            (
                "warnings",
                Self {
                    shell: with_errors(page.shell.clone(), &warned),
                    form: PersonForm { name: "Sri Wahyuni".to_owned(), ..form },
                    villages: villages("5202011002"),
                    warnings: vec![lang.warning_birth_differs().to_owned(), lang.warning_same_name().to_owned()],
                },
            ),
        ]
    }
}
