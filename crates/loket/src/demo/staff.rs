//! A ready user per role.

use app::{
    Office,
    setup::{self, NewAccount},
};
use domain::{
    access::{Role, Standing},
    area::SubdistrictCode,
    id::AccountId,
};
use serde_json::json;

use super::offices::DemoOffice;

/// A user with everything that a newcomer needs to sign in.
#[derive(Clone)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// What is typed at sign-in.
    pub username: &'static str,
    /// The password, printed because the office is a demonstration.
    pub password: String,
    /// The name that others see.
    pub name: &'static str,
    /// The role.
    pub role: Role,
    /// A bearer token for the API, new at each start.
    pub api_token: Option<String>,
}

/// The roles with a user each, and the user's name at sign-in.
pub const ROLES: [(Role, &str); 9] = [
    (Role::Counter, "loket"),
    (Role::Recording, "rekam"),
    (Role::Printing, "cetak"),
    (Role::Stock, "gudang"),
    (Role::DataAdmin, "adb"),
    (Role::SectionHead, "kasi"),
    (Role::Head, "kadis"),
    (Role::Auditor, "auditor"),
    (Role::Subdistrict, "camat"),
];

/// Opens the accounts.
pub fn open_accounts(office: &Office, demo: &DemoOffice) -> anyhow::Result<Vec<Member>> {
    let mut members = Vec::new();
    for (((role, username), name), number) in ROLES.into_iter().zip(demo.staff).zip(1..) {
        let password = password(demo);
        // Who works at a sub-district works at the first one.
        let first = office.areas().villages().next().and_then(|(code, _)| SubdistrictCode::parse(code.get(..8)?));
        let standing = Standing { role, posting: first.filter(|_| role == Role::Subdistrict) };
        // An invented NIP: born 1 January 1980, in service since January 2008.
        let staff = format!("198001012008011{number:03}");
        let new = NewAccount { name: name.to_owned(), username: username.to_owned(), staff, password: password.clone(), standing };
        let account = setup::open_account(office, &new)?;
        members.push(Member { account, username, password, name, role, api_token: None });
    }
    Ok(members)
}

/// The users of a built office, each with a fresh API token.
pub fn with_tokens(office: &Office, demo: &DemoOffice) -> anyhow::Result<Vec<Member>> {
    let accounts = office.store().read(|tx| store::tables::account::all(tx))?;
    let mut members = Vec::new();
    for ((role, username), name) in ROLES.into_iter().zip(demo.staff) {
        let Some(account) = accounts.iter().find(|account| account.username == username) else { continue };
        let api_token = Some(setup::issue_api_token(office, account.id)?);
        members.push(Member { account: account.id, username, password: password(demo), name, role, api_token });
    }
    Ok(members)
}

/// One password for all: it is printed on the sign-in page of the demonstration.
fn password(demo: &DemoOffice) -> String {
    format!("demo-loket-{}", demo.regency.replace('.', ""))
}

impl Member {
    /// The line on the demonstration's sign-in page.
    pub fn hint(&self) -> web::UserHint {
        web::UserHint { username: self.username.to_owned(), password: self.password.clone(), name: self.name.to_owned(), role: self.role }
    }

    /// The JSON object of `demo --json`.
    pub fn object(&self) -> serde_json::Value {
        json!({
            "username": self.username, "password": self.password, "name": self.name, "role": self.role.code(), "api_token": self.api_token,
        })
    }
}
