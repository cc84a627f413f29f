use super::{Choice, Shell, Tab, routes};
use askama::Template;

/// The staff accounts.
#[derive(Debug, Clone, Template)]
#[template(path = "accounts.html")]
pub struct AccountsPage {
    /// The frame.
    pub shell: Shell,
    /// The parts of oversight.
    pub tabs: Vec<Tab>,
    /// All accounts, those in use first.
    pub rows: Vec<AccountRow>,
    /// Whether the reader may open and change accounts.
    pub may_manage: bool,
}

/// A staff account.
#[derive(Debug, Clone)]
pub struct AccountRow {
    /// Its id.
    pub id: String,
    /// The name that others see.
    pub name: String,
    /// What is typed at sign-in.
    pub username: String,
    /// The owner's number: a NIP whole, a NIK masked; none for old accounts.
    pub staff: Option<String>,
    /// The role in words.
    pub role: String,
    /// Where it is posted, in words.
    pub posting: String,
    /// Whether its owner may sign in.
    pub open: bool,
    /// The code with which the owner sets a password, while it holds.
    pub code: Option<String>,
}

/// Opening an account: fields `name`, `username`, `staff`, `role`, `posting`.
#[derive(Debug, Clone, Template)]
#[template(path = "account_new.html")]
pub struct AccountNewPage {
    /// The frame.
    pub shell: Shell,
    /// What was typed as the name.
    pub name: String,
    /// What was typed as the user name.
    pub username: String,
    /// What was typed as the staff number.
    pub staff: String,
    /// Role and posting.
    pub standing: StandingForm,
}

/// The fields `role` and `posting`.
#[derive(Debug, Clone)]
pub struct StandingForm {
    /// The roles.
    pub roles: Vec<Choice>,
    /// The office's sub-districts; none chosen is the whole office.
    pub postings: Vec<Choice>,
}

/// One account. The form has the fields `role`, `posting`, `active` (ids `active-yes`, `active-no`).
#[derive(Debug, Clone, Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    /// The frame.
    pub shell: Shell,
    /// The account.
    pub row: AccountRow,
    /// The form, for who may change it.
    pub form: Option<StandingForm>,
    /// Whether `active-yes` is chosen in the form.
    pub active: bool,
}

/// Setting a password with a code: fields `username`, `code`, `password`, `password_again`.
#[derive(Debug, Clone, Template)]
#[template(path = "activate.html")]
pub struct ActivatePage {
    /// The frame, without a user.
    pub shell: Shell,
    /// What was typed as the user name.
    pub username: String,
}

#[cfg(test)]
fn rows(lang: crate::lang::Lang) -> Vec<AccountRow> {
    use super::samples::{CASE_ID, SCRIPT};
    let row = |name: &str, username: &str, role: &str| AccountRow {
        id: CASE_ID.to_owned(),
        name: name.to_owned(),
        username: username.to_owned(),
        staff: Some("198001012008011002".to_owned()),
        role: lang.office_role(role).to_owned(),
        posting: lang.whole_office().to_owned(),
        open: true,
        code: None,
    };
    let code = Some("0f3a-77c1-9d20-b4e8-51aa-6c07-2e9b-d314".to_owned());
    vec![
        AccountRow { code, ..row("Lalu Hamdi", "rekam", "recording") },
        row("Hj. Nurhasanah", "kadis", "head"),
        AccountRow { posting: "Kopang".to_owned(), staff: None, ..row("Ketut Sudana", "camat", "subdistrict") },
        AccountRow { open: false, ..row(SCRIPT, "lama", "counter") },
    ]
}

#[cfg(test)]
fn standing(lang: crate::lang::Lang, role: &str) -> StandingForm {
    let one = |known: &domain::access::Role| Choice::new(known.code(), lang.office_role(known.code()), role);
    let postings = [("52.02.05", "Kopang"), ("52.02.01", "Praya")].map(|(code, name)| Choice::new(code, name, "52.02.05")).to_vec();
    StandingForm { roles: domain::access::Role::ALL.iter().map(one).collect(), postings }
}

#[cfg(test)]
impl AccountsPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Oversight);
        let managed = Self { shell, tabs: samples::tabs(lang, routes::ACCOUNTS), rows: rows(lang), may_manage: true };
        let read = Self { rows: rows(lang).into_iter().map(|row| AccountRow { code: None, ..row }).collect(), ..managed.clone() };
        vec![("managed", managed), ("read", Self { may_manage: false, ..read })]
    }
}

#[cfg(test)]
impl AccountNewPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Oversight);
        let empty =
            Self { shell: shell.clone(), name: String::new(), username: String::new(), staff: String::new(), standing: standing(lang, "") };
        let errors = [("staff", lang.error_staff_number().to_owned()), ("username", lang.error_username_taken().to_owned())];
        let wrong = Self {
            shell: samples::with_errors(shell, &errors),
            name: samples::IRISH.to_owned(),
            username: samples::SCRIPT.to_owned(),
            staff: "1980".to_owned(),
            standing: standing(lang, "counter"),
        };
        vec![("empty", empty), ("error", wrong)]
    }
}

#[cfg(test)]
impl AccountPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let shell = samples::shell_at(lang, Nav::Oversight);
        let errors = [("posting", lang.error_required(lang.account_posting()))];
        let all = rows(lang);
        let page =
            |row: &AccountRow| Self { shell: shell.clone(), row: row.clone(), form: Some(standing(lang, "recording")), active: row.open };
        vec![
            ("code", page(&all[0])),
            ("plain", page(&all[2])),
            ("read", Self { form: None, ..page(&all[3]) }),
            ("error", Self { shell: samples::with_errors(shell.clone(), &errors), active: false, ..page(&all[3]) }),
        ]
    }
}

#[cfg(test)]
impl ActivatePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::samples::{SCRIPT, signed_out, with_errors};
        let page = Self { shell: signed_out(lang), username: String::new() };
        let errors = [("code", lang.error_activate().to_owned()), ("password_again", lang.error_password_differs().to_owned())];
        vec![("empty", page), ("error", Self { shell: with_errors(signed_out(lang), &errors), username: SCRIPT.to_owned() })]
    }
}
