use super::{PersonLine, PrintForm, Priority, SPOIL_CAUSES, Shell, routes};
use askama::Template;

/// Recording the print result of one case: fields `printer`, `result`, `cause`.
#[derive(Debug, Clone, Template)]
#[template(path = "print_result.html")]
pub struct PrintResultPage {
    /// The frame.
    pub shell: Shell,
    /// The case's id.
    pub case_id: String,
    /// The receipt number.
    pub receipt: String,
    /// Whose card.
    pub person: PersonLine,
    /// The purpose's code.
    pub purpose: String,
    /// The priority.
    pub priority: Option<Priority>,
    /// The form.
    pub form: PrintForm,
}

#[cfg(test)]
impl PrintResultPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{FieldError, Nav, samples};
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Print),
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            person: samples::person("Sri Wahyuni"),
            purpose: "first".to_owned(),
            priority: Some(samples::priority(lang)),
            form: samples::print_form(),
        };
        let mut shell = samples::with_errors(typical.shell.clone(), &[("cause-failed_encode", lang.error_choose(lang.cause_word()))]);
        shell.errors.push(FieldError::whole(lang.error_printer_empty()));
        let spoiled = PrintForm { printer: "printer-2".to_owned(), result: "spoiled".to_owned(), ..samples::print_form() };
        vec![
            ("typical", typical.clone()),
            ("error", Self { shell, person: samples::person(samples::IRISH), form: spoiled, ..typical.clone() }),
            ("no_printer", Self { form: PrintForm::default(), priority: None, ..typical }),
        ]
    }
}
