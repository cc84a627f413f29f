use super::{Shell, routes};
use askama::Template;

/// Sign-in: fields `username`, `password`, `next`.
#[derive(Debug, Clone, Template)]
#[template(path = "login.html")]
pub struct LoginPage {
    /// The frame, without a user.
    pub shell: Shell,
    /// What was typed as the user name.
    pub username: String,
    /// Where to go after signing in; a path of this site, or empty.
    pub next: String,
    /// The demo's accounts; none in an office.
    pub ready: Option<ReadyAccounts>,
}

/// The accounts of the demo.
#[derive(Debug, Clone)]
pub struct ReadyAccounts {
    /// The password of all of them.
    pub password: String,
    /// The accounts.
    pub users: Vec<ReadyUser>,
}

/// One account of the demo.
#[derive(Debug, Clone)]
pub struct ReadyUser {
    /// The user name.
    pub username: String,
    /// The officer's name.
    pub name: String,
    /// The role in words.
    pub role: String,
}

#[cfg(test)]
impl LoginPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{SCRIPT, signed_out, with_errors};
        let user = |username: &str, name: &str, role: &str| ReadyUser {
            username: username.to_owned(),
            name: name.to_owned(),
            role: lang.office_role(role).to_owned(),
        };
        let ready = ReadyAccounts {
            password: "loket-demo".to_owned(),
            users: vec![
                user("loket", "Baiq Sri Wahyuni", "counter"),
                user("rekam", "Lalu Hamzah", "recording"),
                user("cetak", "Ni Made Ayu", "printing"),
                user("gudang", "Ahmad Fauzi", "stock"),
                user("kadis", "Hj. Nurhasanah", "head"),
            ],
        };
        let office = Shell { demo: false, ..signed_out(lang) };
        let page = Self { shell: office.clone(), username: String::new(), next: String::new(), ready: None };
        vec![
            ("empty", page.clone()),
            ("demo", Self { shell: signed_out(lang), ready: Some(ready), ..page.clone() }),
            (
                "error",
                Self {
                    shell: with_errors(office, &[("username", lang.error_login().to_owned())]),
                    username: SCRIPT.to_owned(),
                    next: "/cetak".to_owned(),
                    ..page
                },
            ),
        ]
    }
}
