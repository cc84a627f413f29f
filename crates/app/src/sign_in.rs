//! Signing in and out.

use domain::{Refusal, proposal::ProposalRefusal};
use jiff::{SignedDuration, Timestamp};
pub use store::session::SessionKind;
use store::{keys::hex, session};

use crate::{AppError, Caller, Office, setup::token_hash};

/// A page session ends after this long, whatever happens (ASVS 5.0 7.3.2).
const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// Signs in; answers the session's token, which is kept only as a hash.
pub fn sign_in(office: &Office, username: &str, password: &str) -> Result<String, AppError> {
    let username = username.trim().to_ascii_lowercase();
    let found = office.store.read(|tx| session::find_credential(tx, &username))?;
    let right = office.hasher.verify(password, found.as_ref().map(|credential| credential.password_hash.as_str()));
    let Some(credential) = found.filter(|_| right) else {
        return Err(Refusal::SignInFailed.into());
    };
    let token = hex(&office.random.bytes32());
    let hash = token_hash(&token);
    let expires_at = office.now().checked_add(SESSION).unwrap_or(Timestamp::MAX);
    office.store.write("sign_in", office.seed(), move |write| {
        Ok::<_, AppError>(session::begin(write, &hash, credential.account, SessionKind::Page, expires_at)?)
    })?;
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
