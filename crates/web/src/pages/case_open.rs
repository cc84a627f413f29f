use super::{DocumentLine, PersonLine, Shell, routes};
use askama::Template;

/// Opening a case: step 1 chooses the purpose (GET), step 2 ticks the documents (POST).
#[derive(Debug, Clone, Template)]
#[template(path = "case_open.html")]
pub struct CaseOpenPage {
    /// The frame.
    pub shell: Shell,
    /// Whose case.
    pub person: PersonLine,
    /// The purposes, for step 1.
    pub purposes: Vec<PurposeChoice>,
    /// Step 2, once a purpose is chosen.
    pub checklist: Option<Checklist>,
}

/// A purpose that can or cannot be chosen for this person.
#[derive(Debug, Clone)]
pub struct PurposeChoice {
    /// The purpose's code.
    pub code: String,
    /// Why it cannot be chosen; none if it can.
    pub refused: Option<String>,
    /// Whether it is likely the right one.
    pub selected: bool,
}

/// Step 2: fields `purpose`, `documents` (repeated), `phone`, `usable` (`yes` or `no`).
#[derive(Debug, Clone)]
pub struct Checklist {
    /// The purpose's code.
    pub purpose: String,
    /// Its documents; the ids of the checkboxes are `documents-1` and so on.
    pub documents: Vec<DocumentLine>,
    /// The phone number, in full: the officer confirms it with the applicant.
    pub phone: String,
    /// Whether to ask if the damaged card can still be used.
    pub asks_usable: bool,
    /// The answer.
    pub usable: String,
}

#[cfg(test)]
impl CaseOpenPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{self, with_errors};
        let choice = |code: &str, refused: Option<&str>| PurposeChoice {
            code: code.to_owned(),
            refused: refused.map(str::to_owned),
            selected: code == "damaged",
        };
        let purposes = vec![
            choice("first", Some(lang.purpose_has_card())),
            choice("lost", None),
            choice("damaged", None),
            choice("changed", None),
            choice("moved_in", None),
            choice("area_renamed", Some(&lang.purpose_rule("SE 471.13/17740/Dukcapil"))),
            choice("suket_to_card", Some(lang.purpose_no_suket())),
        ];
        let page = Self { shell: samples::shell(lang), person: samples::person("Sri Wahyuni"), purposes, checklist: None };
        let checklist = |purpose: &str| Checklist {
            purpose: purpose.to_owned(),
            documents: samples::documents(false),
            phone: "081234567890".to_owned(),
            asks_usable: purpose == "damaged",
            usable: String::new(),
        };
        let errors =
            [("usable-yes", lang.error_choose(lang.open_usable_question())), ("documents-2", lang.error_document_missing("F-1.02"))];
        vec![
            ("purpose", page.clone()),
            ("documents", Self { checklist: Some(checklist("first")), ..page.clone() }),
            ("damaged", Self { checklist: Some(checklist("damaged")), ..page.clone() }),
            (
                "no_documents",
                Self { checklist: Some(Checklist { documents: Vec::new(), phone: String::new(), ..checklist("first") }), ..page.clone() },
            ),
            (
                "error",
                Self {
                    shell: with_errors(page.shell.clone(), &errors),
                    person: samples::person(&samples::endless()),
                    checklist: Some(Checklist { phone: samples::SCRIPT.to_owned(), ..checklist("damaged") }),
                    ..page
                },
            ),
        ]
    }
}
