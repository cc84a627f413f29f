//! Staff accounts: who works here, as what, where. Opening and changing them needs a second person by rule; nobody ever chooses
//! somebody else's password: the account's owner sets it with a code that holds for a day (ASVS 5.0 6.4.6).

use domain::{
    Event, Refusal,
    access::{Act, Role, Standing},
    account::Account,
    area::SubdistrictCode,
    id::AccountId,
    refusal::FieldProblem,
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use store::{
    StoreFault, Tx, Write,
    journal::Actor,
    keys::hex,
    session::{self, IssuedCode},
    tables,
};

use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    looking::Impersonal,
    office::append,
    order::{Concern, Order, text},
    setup::{check_identity, open_in, password_problem},
};

/// A code to set a password holds for this long.
const CODE: SignedDuration = SignedDuration::from_hours(24);
/// The bytes of a code's first half, `a1b2-c3d4-`.
const HALF: usize = 10;

/// An account as the list shows it.
#[derive(Clone, Debug)]
pub struct AccountLine {
    /// The account.
    pub account: Account,
    /// What the reader knows of the code with which its owner sets a password, while it holds: who asked for it sees the first half and
    /// who approved it the second, so that neither can sign in as the owner; dots stand for the other half.
    pub code: Option<String>,
}

impl Impersonal for Vec<AccountLine> {}

/// Lists all accounts, those in use first.
pub fn list(office: &Office, caller: &Caller) -> Result<Vec<AccountLine>, AppError> {
    office.view(caller, Act::ViewAccounts, |tx| {
        let codes = if caller.may(Act::ManageAccounts) { session::codes(tx, office.now())? } else { Vec::new() };
        let line = |account: Account| {
            let issued = codes.iter().find(|code| code.account == account.id);
            AccountLine { code: issued.and_then(|issued| known_half(office, caller, issued)), account }
        };
        let mut lines: Vec<AccountLine> = tables::account::all(tx)?.into_iter().map(line).collect();
        lines.sort_by_key(|line| (!line.account.active, line.account.standing.role, line.account.name.clone()));
        Ok(lines)
    })
}

/// The code that was issued: it is derived, and stands nowhere.
fn code(office: &Office, issued: &IssuedCode) -> String {
    let digits = hex(&office.store.key().keyed_hash("activation", &format!("{}\0{}", issued.account, issued.issued_at.as_microsecond())));
    digits.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect::<Vec<_>>().join("-")
}

/// The half of a code that the reader knows; the whole for who issued it alone.
fn known_half(office: &Office, caller: &Caller, issued: &IssuedCode) -> Option<String> {
    let whole = code(office, issued);
    let (first, second) = whole.split_at_checked(HALF)?;
    match (issued.asked_by == caller.account, issued.approved_by) {
        (true, None) => Some(whole),
        (true, Some(_)) => Some(format!("{first}••••-••••")),
        (false, Some(by)) if by == caller.account => Some(format!("••••-••••-{second}")),
        _ => None,
    }
}

/// Whether another person decides upon proposals in this office: as long as nobody does, the first who founded it opens the accounts of the
/// others alone. The account concerned counts, too: otherwise one of two could take the other's rights away and be alone.
fn somebody_else_decides(desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
    let accounts = tables::account::all(tx)?;
    let me = accounts.iter().find(|account| account.id == desk.caller.account).cloned();
    for account in accounts.iter().filter(|account| account.active && account.standing.may(Act::DecideProposal)) {
        // Whoever never set a password cannot decide yet.
        let another = me.as_ref().is_none_or(|me| !me.is_same_person(account));
        if another && session::find_password(tx, account.id)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// An account was opened or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChanged {
    /// Which.
    pub account: String,
}

/// A role and a posting as they were typed.
#[derive(Clone, Debug, Default)]
pub struct StandingInput {
    /// Code of [`Role`].
    pub role: String,
    /// A sub-district's dotted code, or empty for the whole office.
    pub posting: String,
}

fn read_standing(desk: &Desk, role: &str, posting: &str) -> Result<Standing, Refusal> {
    let problem = if role.trim().is_empty() { FieldProblem::Missing } else { FieldProblem::NotAChoice };
    let role = Role::from_code(role.trim()).ok_or_else(|| Refusal::field("role", problem))?;
    let posting = match posting.trim() {
        "" => None,
        text => {
            let known = SubdistrictCode::parse(text).filter(|code| desk.areas.name(code.as_str()).is_some());
            let own = known.filter(|code| code.as_str().starts_with(&desk.profile.code.dotted()));
            Some(own.ok_or_else(|| Refusal::field("posting", FieldProblem::UnknownArea))?)
        }
    };
    if role == Role::Subdistrict && posting.is_none() {
        return Err(Refusal::field("posting", FieldProblem::Missing));
    }
    Ok(Standing { role, posting })
}

/// Opens an account; its owner sets the password with a code that the list shows.
pub fn open(
    office: &Office,
    caller: &Caller,
    request: &Request,
    name: &str,
    username: &str,
    staff: &str,
    standing: StandingInput,
) -> Result<AccountChanged, AppError> {
    let (name, username, staff) = (name.trim().to_owned(), username.to_owned(), staff.to_owned());
    office.order(caller, request, OpenAccount { name, username, staff, role: standing.role, posting: standing.posting })
}

/// The order behind [`open`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct OpenAccount {
    name: String,
    username: String,
    staff: String,
    role: String,
    posting: String,
}

impl Order for OpenAccount {
    const NAME: &'static str = "open_account";
    const ACT: Act = Act::ManageAccounts;
    type Outcome = AccountChanged;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        check_identity(&self.name, &self.username, &self.staff)?;
        Ok(read_standing(desk, &self.role, &self.posting).map(drop)?)
    }

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        let (username, staff) = check_identity(&self.name, &self.username, &self.staff)?;
        if tables::account::find_by_username(tx, &username)?.is_some() {
            return Err(Refusal::field("username", FieldProblem::Taken).into());
        }
        Ok(Concern { staff: Some(staff), ..Concern::default() })
    }

    fn awaits_second(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
        somebody_else_decides(desk, tx)
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<AccountChanged, AppError> {
        let (username, staff) = check_identity(&self.name, &self.username, &self.staff)?;
        let standing = read_standing(desk, &self.role, &self.posting)?;
        let account = Account { id: write.draw.account_id(), username, name: self.name.clone(), staff, standing, active: true };
        open_in(write, actor, &account)?;
        issue(write, desk, account.id)?;
        Ok(AccountChanged { account: account.id.to_string() })
    }
}

/// Gives an account another role or posting, closes it or opens it again. It holds from the next request on.
pub fn change(
    office: &Office,
    caller: &Caller,
    request: &Request,
    account: AccountId,
    standing: StandingInput,
    active: Active,
) -> Result<AccountChanged, AppError> {
    let active = active == Active::Yes;
    office.order(caller, request, ChangeAccount { account, role: standing.role, posting: standing.posting, active })
}

/// Whether an account may sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Active {
    /// It may.
    Yes,
    /// It is closed.
    No,
}

/// The order behind [`change`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ChangeAccount {
    #[serde(with = "text")]
    account: AccountId,
    role: String,
    posting: String,
    active: bool,
}

impl Order for ChangeAccount {
    const NAME: &'static str = "change_account";
    const ACT: Act = Act::ManageAccounts;
    type Outcome = AccountChanged;

    fn check(&self, desk: &Desk) -> Result<(), AppError> {
        Ok(read_standing(desk, &self.role, &self.posting).map(drop)?)
    }

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        concern_of(tx, self.account)
    }

    fn awaits_second(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
        somebody_else_decides(desk, tx)
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<AccountChanged, AppError> {
        let (before, standing) = (get(write, self.account)?, read_standing(desk, &self.role, &self.posting)?);
        let after = Account { standing: standing.clone(), active: self.active, ..before };
        tables::account::save(write, &after)?;
        append(write, actor, &Event::AccountChanged { account: after.id, standing, active: self.active })?;
        if !self.active {
            session::end_all(write, after.id)?;
            session::use_code(write, after.id)?;
        }
        Ok(AccountChanged { account: after.id.to_string() })
    }
}

/// Issues a code with which the account's owner sets a new password. Whoever could issue one alone could sign in as somebody else.
pub fn issue_code(office: &Office, caller: &Caller, request: &Request, account: AccountId) -> Result<AccountChanged, AppError> {
    office.order(caller, request, IssueCode { account })
}

/// The order behind [`issue_code`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct IssueCode {
    #[serde(with = "text")]
    account: AccountId,
}

impl Order for IssueCode {
    const NAME: &'static str = "issue_code";
    const ACT: Act = Act::ManageAccounts;
    type Outcome = AccountChanged;

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        concern_of(tx, self.account)
    }

    fn awaits_second(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
        somebody_else_decides(desk, tx)
    }

    fn carry_out(&self, desk: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<AccountChanged, AppError> {
        let account = get(write, self.account)?;
        issue(write, desk, account.id)?;
        append(write, actor, &Event::CodeIssued { account: account.id })?;
        Ok(AccountChanged { account: account.id.to_string() })
    }
}

fn issue(write: &mut Write<'_>, desk: &Desk, account: AccountId) -> Result<(), StoreFault> {
    let (issued_at, asked_by, approved_by) = (write.now, desk.caller.account, desk.approver);
    let expires_at = issued_at.checked_add(CODE).unwrap_or(Timestamp::MAX);
    session::issue_code(write, &IssuedCode { account, issued_at, expires_at, asked_by, approved_by })
}

fn get(tx: &mut Tx<'_>, account: AccountId) -> Result<Account, AppError> {
    tables::account::find(tx, account)?.ok_or_else(|| Refusal::NoSuchAccount.into())
}

fn concern_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Concern, AppError> {
    let found = get(tx, account)?;
    Ok(Concern { account: Some(found.id), staff: Some(found.staff), ..Concern::default() })
}

/// Sets the password of an account with its code, which is used up; every session of the account ends. A wrong code and an unknown
/// username are refused alike.
pub fn activate(office: &Office, username: &str, typed: &str, password: &str) -> Result<(), AppError> {
    if let Some(problem) = password_problem(password) {
        return Err(Refusal::field("password", problem).into());
    }
    let (username, typed) = (username.trim().to_ascii_lowercase(), typed.trim().to_ascii_lowercase());
    let salt = office.random.bytes32();
    let hash = office.hasher.hash(password, salt.get(..16).unwrap_or_default())?;
    let now = office.now();
    let found = office.store.read(|tx| -> Result<_, StoreFault> {
        let account = tables::account::find_by_username(tx, &username)?.filter(|account| account.active);
        let codes = session::codes(tx, now)?;
        Ok(account.and_then(|account| codes.into_iter().find(|issued| issued.account == account.id)))
    })?;
    let issued = found.filter(|issued| code(office, issued) == typed).ok_or(Refusal::SignInFailed)?;
    office.store.write("activate", office.seed(), move |write| {
        if !session::codes(write, now)?.contains(&issued) {
            return Err(AppError::from(Refusal::SignInFailed));
        }
        session::use_code(write, issued.account)?;
        session::set_password(write, issued.account, &hash)?;
        session::end_all(write, issued.account)?;
        append(write, Actor::Account(issued.account), &Event::PasswordSet { account: issued.account })?;
        Ok(())
    })
}
