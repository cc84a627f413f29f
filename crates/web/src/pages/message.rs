use super::{Link, Shell, routes};
use askama::Template;

/// A page that says that something did not work, and what to do now.
#[derive(Debug, Clone, Template)]
#[template(path = "message.html")]
pub struct MessagePage {
    /// The frame.
    pub shell: Shell,
    /// The heading.
    pub title: String,
    /// What happened, in a sentence.
    pub sentence: String,
    /// What to do now.
    pub advice: Vec<String>,
    /// A code or number to tell others.
    pub code: Option<String>,
    /// Where to go now.
    pub action: Link,
}

impl MessagePage {
    fn new(shell: Shell, title: &str, sentence: &str, advice: &[&str]) -> Self {
        let action = if shell.user.is_some() {
            Link { label: shell.lang.back_home().to_owned(), href: routes::HOME.to_owned() }
        } else {
            Link { label: shell.lang.login_title().to_owned(), href: routes::LOGIN.to_owned() }
        };
        Self {
            title: title.to_owned(),
            sentence: sentence.to_owned(),
            advice: advice.iter().map(|text| (*text).to_owned()).collect(),
            code: None,
            action,
            shell,
        }
    }

    /// 404: there is no such page or thing.
    pub fn not_found(shell: Shell) -> Self {
        let lang = shell.lang;
        Self::new(shell, lang.not_found_title(), lang.not_found(), &[lang.not_found_do()])
    }

    /// 403: the role does not have the right.
    pub fn forbidden(shell: Shell) -> Self {
        let lang = shell.lang;
        Self::new(shell, lang.forbidden_title(), lang.forbidden(), &[lang.forbidden_do()])
    }

    /// 403: the form's token is no longer valid.
    pub fn stale(shell: Shell) -> Self {
        let lang = shell.lang;
        Self::new(shell, lang.stale_title(), lang.stale(), &[lang.stale_do()])
    }

    /// 422: the rules say no. The sentence and the advice come with the refusal.
    pub fn refused(shell: Shell, code: &str, sentence: &str, advice: &[&str], action: Option<Link>) -> Self {
        let lang = shell.lang;
        let page = Self::new(shell, lang.refused_title(), sentence, advice);
        Self { code: Some(lang.refused_code(code)), action: action.unwrap_or_else(|| page.action.clone()), ..page }
    }

    /// 429: as many people without an open case were looked at as may be. The sentence comes with the refusal.
    pub fn look_limit(shell: Shell, code: &str, sentence: &str) -> Self {
        let lang = shell.lang;
        let page = Self::new(shell, lang.look_limit_title(), sentence, &[lang.look_limit_do()]);
        Self { code: Some(lang.refused_code(code)), ..page }
    }

    /// 500 or 503: something broke; the number is in the log.
    pub fn fault(shell: Shell, number: &str) -> Self {
        let lang = shell.lang;
        let page = Self::new(shell, lang.fault_title(), lang.fault(), &[lang.fault_do(), lang.fault_do_tell()]);
        Self { code: Some(lang.fault_number(number)), ..page }
    }

    /// 409: the same form was already accepted with other content.
    pub fn conflict(shell: Shell) -> Self {
        let lang = shell.lang;
        Self::new(shell, lang.conflict_title(), lang.conflict(), &[lang.conflict_do()])
    }
}

#[cfg(test)]
impl MessagePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{CASE_ID, SCRIPT, shell, signed_out};
        let back = Link { label: lang.back_to_case().to_owned(), href: routes::case(CASE_ID) };
        vec![
            ("not_found", Self::not_found(shell(lang))),
            ("not_found_signed_out", Self::not_found(signed_out(lang))),
            ("forbidden", Self::forbidden(shell(lang))),
            ("stale", Self::stale(signed_out(lang))),
            ("refused", Self::refused(shell(lang), "CASE-0012", lang.error_printer_empty(), &[lang.move_hint()], Some(back))),
            ("refused_hostile", Self::refused(shell(lang), SCRIPT, SCRIPT, &[], None)),
            ("fault", Self::fault(shell(lang), "7f3a-19c2")),
            ("look_limit", Self::look_limit(shell(lang), "LOOK-0002", &lang.refusal_look_limit(200))),
            ("conflict", Self::conflict(shell(lang))),
        ]
    }
}
