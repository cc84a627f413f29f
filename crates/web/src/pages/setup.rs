use super::{Shell, routes};
use askama::Template;

/// The first account: fields `token`, `name`, `username`, `staff`, `password`, `password_again`.
#[derive(Debug, Clone, Template)]
#[template(path = "setup.html")]
pub struct SetupPage {
    /// The frame, without a user.
    pub shell: Shell,
    /// What was typed as the start code.
    pub token: String,
    /// What was typed as the name.
    pub name: String,
    /// What was typed as the user name.
    pub username: String,
    /// What was typed as the staff number.
    pub staff: String,
}

#[cfg(test)]
impl SetupPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{IRISH, signed_out, with_errors};
        let shell = Shell { demo: false, ..signed_out(lang) };
        let page = Self { shell: shell.clone(), token: String::new(), name: String::new(), username: String::new(), staff: String::new() };
        let errors = [("token", lang.error_token().to_owned()), ("password", lang.error_password_short().to_owned())];
        vec![
            ("empty", page),
            (
                "error",
                Self {
                    shell: with_errors(shell, &errors),
                    token: "AB12".to_owned(),
                    name: IRISH.to_owned(),
                    username: "sri".to_owned(),
                    staff: "1980".to_owned(),
                },
            ),
        ]
    }
}
