//! What heads and signs the office's papers.

use domain::{
    access::{Act, Role},
    account::Account,
};
use store::{StoreFault, Tx, tables};

use crate::{AppError, Caller, Office, looking::Impersonal};

/// Somebody who signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Official {
    /// The name.
    pub name: String,
    /// The staff number (NIP).
    pub staff: String,
}

impl Official {
    /// An account's owner.
    pub(crate) fn of(account: &Account) -> Self {
        Self { name: account.name.clone(), staff: account.staff.clone() }
    }
}

/// Whose paper it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The office as it calls itself.
    pub office: String,
    /// The province's name.
    pub province: String,
    /// The regency's or city's name.
    pub regency: String,
    /// The head of the office; empty when nobody has that account.
    pub head: Official,
}

impl Impersonal for Sender {}

/// Whose papers these are.
pub fn sender(office: &Office, caller: &Caller) -> Result<Sender, AppError> {
    let dotted = office.profile().code.dotted();
    let name = |code: &str| office.areas().name(code).unwrap_or(code).to_owned();
    let (province, regency) = (name(dotted.get(..2).unwrap_or_default()), name(&dotted));
    office.view(caller, Act::ViewFigures, |tx| Ok(Sender { office: office.profile().name.clone(), province, regency, head: head(tx)? }))
}

fn head(tx: &mut Tx<'_>) -> Result<Official, StoreFault> {
    let accounts = tables::account::all(tx)?;
    let head = accounts.iter().find(|account| account.active && account.standing.role == Role::Head);
    Ok(head.map(Official::of).unwrap_or_default())
}
