//! Signing in and out.

use domain::{Refusal, id::AccountId, proposal::ProposalRefusal};
use jiff::{SignedDuration, Timestamp};
pub use store::session::SessionKind;
use store::{keys::hex, session};

use crate::{AppError, Caller, Office, setup::token_hash};

/// A page session ends after this long, whatever happens (ASVS 5.0 7.3.2).
const SESSION: SignedDuration = SignedDuration::from_hours(12);
/// A program's token holds for a year.
pub(crate) const PROGRAM: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Signs a person in at a browser; answers the session's token, which is kept only as a hash.
pub fn sign_in(office: &Office, username: &str, password: &str) -> Result<String, AppError> {
    let account = account_of(office, username, password)?;
    begin(office, account, SessionKind::Page, SESSION)
}

/// Signs a program in, the print agent for one; answers its bearer token. It ends with a new password and with the account.
pub fn sign_in_program(office: &Office, username: &str, password: &str) -> Result<String, AppError> {
    let account = account_of(office, username, password)?;
    begin(office, account, SessionKind::Api, PROGRAM)
}

/// Whose username and password these are.
fn account_of(office: &Office, username: &str, password: &str) -> Result<AccountId, AppError> {
    let username = username.trim().to_ascii_lowercase();
    let found = office.store.read(|tx| session::find_credential(tx, &username))?;
    let right = office.hasher.verify(password, found.as_ref().map(|credential| credential.password_hash.as_str()));
    found.filter(|_| right).map(|credential| credential.account).ok_or_else(|| Refusal::SignInFailed.into())
}

/// Begins a session of an account.
pub(crate) fn begin(office: &Office, account: AccountId, kind: SessionKind, length: SignedDuration) -> Result<String, AppError> {
    let token = hex(&office.random.bytes32());
    let hash = token_hash(&token);
    let expires_at = office.now().checked_add(length).unwrap_or(Timestamp::MAX);
    office
        .store
        .write("sign_in", office.seed(), move |write| Ok::<_, AppError>(session::begin(write, &hash, account, kind, expires_at)?))?;
    Ok(token)
}

/// Who a token belongs to, with the role of this moment; `None` when it is unknown, expired or its account closed.
pub fn caller(office: &Office, token: &str, kind: SessionKind) -> Result<Option<Caller>, AppError> {
    let (hash, now) = (token_hash(token), office.now());
    let found = office.store.read(|tx| session::find(tx, &hash, kind, now))?;
    Ok(found.map(|signed_in| Caller { account: signed_in.account, name: signed_in.name, standing: signed_in.standing }))
}

/// Makes sure that the caller at the keyboard still is the caller: asks for the password again (ASVS 5.0 7.5.3).
pub(crate) fn reauthenticate(office: &Office, caller: &Caller, password: &str) -> Result<(), AppError> {
    let hash = office.store.read(|tx| session::find_password(tx, caller.account))?;
    if office.hasher.verify(password, hash.as_deref()) { Ok(()) } else { Err(ProposalRefusal::Reauthentication.into()) }
}

/// Signs out.
pub fn sign_out(office: &Office, token: &str) -> Result<(), AppError> {
    let hash = token_hash(token);
    office.store.write("sign_out", office.seed(), move |write| session::end(write, &hash))?;
    Ok(())
}
