//! Founding an office, its places and its accounts.

use domain::{
    Event, Refusal,
    access::{Role, Standing},
    account::{self, Account, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN},
    area::{SubdistrictCode, VillageCode},
    id::{AccountId, PlaceId},
    office,
    place::{Place, PlaceKind, subdistrict_place_code, village_place_code},
    refusal::{FieldProblem, FieldRefusal},
};
use sha2::{Digest, Sha256};
use store::{
    Seed, Store, StoreFault, Write,
    journal::{self, Actor},
    looks,
    session::{self, SessionKind},
    tables,
};

use crate::{AppError, Office, office::append, sign_in};

/// The places that every office begins with.
const PLACES: &[(PlaceKind, &str, &str)] = &[
    (PlaceKind::Outside, "LUAR", "Luar kantor"),
    (PlaceKind::Counter, "LOKET-1", "Loket 1"),
    (PlaceKind::Store, "GUDANG", "Gudang blangko"),
    (PlaceKind::Printer, "CETAK-1", "Printer 1"),
    (PlaceKind::Printer, "CETAK-2", "Printer 2"),
    (PlaceKind::Shelf, "RAK-01", "Rak 1"),
    (PlaceKind::Shelf, "RAK-02", "Rak 2"),
    (PlaceKind::Shelf, "RAK-03", "Rak 3"),
    (PlaceKind::Shelf, "RAK-04", "Rak 4"),
    (PlaceKind::SpoiledBin, "RUSAK", "Kotak blangko rusak"),
    (PlaceKind::Issued, "TERPAKAI", "Terpakai menjadi kartu"),
];

/// Founds an office in an empty store: its journal, its row, its places. With `setup_token` it waits for its first account.
pub fn found(store: &Store, seed: Seed, profile: office::Office, setup_token: Option<[u8; 32]>) -> Result<(), AppError> {
    store.write("found", seed, move |write| {
        if tables::office::find(write)?.is_some() {
            return Err(StoreFault::Schema("the office exists already".to_owned()).into());
        }
        journal::begin(write)?;
        looks::begin(write)?;
        tables::office::insert(write, &profile)?;
        append(write, Actor::System, &Event::OfficeOpened(profile.clone()))?;
        for (kind, code, name) in PLACES {
            place_in(write, Actor::System, *kind, code, name)?;
        }
        if let Some(token_hash) = &setup_token {
            session::set_setup_token(write, token_hash)?;
        }
        Ok(())
    })
}

/// Opens a place of an office that is served already, as the program itself: another store, a sub-district's safe, another printer.
pub fn open_place(office: &Office, kind: PlaceKind, code: &str, name: &str) -> Result<(), AppError> {
    let (code, name) = (code.to_owned(), name.to_owned());
    office.store.write("open_place", office.seed(), move |write| place_in(write, Actor::System, kind, &code, &name).map(drop))
}

/// Opens a place in the running transaction.
pub(crate) fn place_in(write: &mut Write<'_>, actor: Actor, kind: PlaceKind, code: &str, name: &str) -> Result<PlaceId, AppError> {
    let place = Place { id: write.draw.place_id(), kind, code: code.to_owned(), name: name.to_owned() };
    tables::place::insert(write, &place)?;
    append(write, actor, &Event::PlaceOpened(place.clone()))?;
    Ok(place.id)
}

/// Opens a place for the office of each village, as the program itself; answers how many are new.
pub fn open_village_places(office: &Office) -> Result<usize, AppError> {
    let villages: Vec<(VillageCode, String)> =
        office.areas.villages().filter_map(|(code, name)| Some((VillageCode::parse(code)?, name.to_owned()))).collect();
    office.store.write("open_village_places", office.seed(), move |write| {
        let mut opened = 0;
        for (village, name) in &villages {
            let code = village_place_code(village);
            if tables::place::find_by_code(write, &code)?.is_none() {
                let form = if village.is_kelurahan() { "Kelurahan" } else { "Desa" };
                place_in(write, Actor::System, PlaceKind::Village, &code, &format!("Kantor {form} {name}"))?;
                opened += 1;
            }
        }
        Ok::<_, AppError>(opened)
    })
}

/// Opens a place for the office of each sub-district, as the program itself; answers how many are new.
pub fn open_subdistrict_places(office: &Office) -> Result<usize, AppError> {
    let all: Vec<(SubdistrictCode, String)> =
        office.areas.subdistricts().filter_map(|(code, name)| Some((SubdistrictCode::parse(code)?, name.to_owned()))).collect();
    let regency = office.profile().code.dotted();
    office.store.write("open_subdistrict_places", office.seed(), move |write| {
        let mut opened = 0;
        for (subdistrict, name) in all.iter().filter(|(code, _)| code.as_str().starts_with(&regency)) {
            let code = subdistrict_place_code(subdistrict);
            if tables::place::find_by_code(write, &code)?.is_none() {
                place_in(write, Actor::System, PlaceKind::Subdistrict, &code, &format!("Kantor Kecamatan {name}"))?;
                opened += 1;
            }
        }
        Ok::<_, AppError>(opened)
    })
}

/// A new account as it was asked for.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// The name that others see.
    pub name: String,
    /// What is typed at sign-in.
    pub username: String,
    /// The password.
    pub password: String,
    /// The staff number of the human being, see [`Account::staff`].
    pub staff: String,
    /// The role and where the account is posted.
    pub standing: Standing,
}

impl NewAccount {
    /// Username and staff number as they are kept, or all fields at fault.
    fn check(&self) -> Result<(String, String), Refusal> {
        let identity = check_identity(&self.name, &self.username, &self.staff);
        match (identity, password_problem(&self.password)) {
            (Ok(identity), None) => Ok(identity),
            (identity, problem) => {
                let mut found = match identity {
                    Err(Refusal::Input(found)) => found,
                    _ => Vec::new(),
                };
                found.extend(problem.map(|problem| FieldRefusal { field: "password", problem }));
                Err(Refusal::Input(found))
            }
        }
    }
}

/// Username and staff number of a new account as they are kept, or all fields at fault.
pub(crate) fn check_identity(name: &str, username: &str, staff: &str) -> Result<(String, String), Refusal> {
    let mut found = Vec::new();
    let mut refuse = |field, problem| found.push(FieldRefusal { field, problem });
    if name.trim().is_empty() {
        refuse("name", FieldProblem::Missing);
    } else if name.chars().count() > 100 {
        refuse("name", FieldProblem::TooLong { max: 100 });
    }
    let (username, staff) = (account::username(username), account::staff_number(staff));
    if username.is_none() {
        refuse("username", FieldProblem::NotAUsername);
    }
    if staff.is_none() {
        refuse("staff", FieldProblem::NotAStaffNumber);
    }
    match (username, staff) {
        (Some(username), Some(staff)) if found.is_empty() => Ok((username, staff)),
        _ => Err(Refusal::Input(found)),
    }
}

/// What is wrong with a new password.
pub(crate) fn password_problem(password: &str) -> Option<FieldProblem> {
    let length = password.chars().count();
    if length < PASSWORD_CHARS_MIN {
        return Some(FieldProblem::TooShort { min: PASSWORD_CHARS_MIN });
    }
    (length > PASSWORD_CHARS_MAX).then_some(FieldProblem::TooLong { max: PASSWORD_CHARS_MAX })
}

/// Opens an account, as the program itself.
pub fn open_account(office: &Office, new: &NewAccount) -> Result<AccountId, AppError> {
    create(office, new, None)
}

/// Opens the first account of an office against its one-time set-up token: the head's, whatever role was asked for.
pub fn open_first_account(office: &Office, token: &str, new: &NewAccount) -> Result<AccountId, AppError> {
    create(office, &NewAccount { standing: Standing::office(Role::Head), ..new.clone() }, Some(token_hash(token)))
}

fn create(office: &Office, new: &NewAccount, setup_token: Option<[u8; 32]>) -> Result<AccountId, AppError> {
    let (username, staff) = new.check()?;
    let salt = office.random.bytes32();
    let hash = office.hasher.hash(&new.password, salt.get(..16).unwrap_or_default())?;
    let (name, standing) = (new.name.trim().to_owned(), new.standing.clone());
    office.store.write("open_account", office.seed(), move |write| {
        if let Some(token_hash) = &setup_token
            && !session::take_setup_token(write, token_hash)?
        {
            return Err(Refusal::SetupToken.into());
        }
        let (username, name, staff) = (username.clone(), name.clone(), staff.clone());
        let account = Account { id: write.draw.account_id(), username, name, staff, standing: standing.clone(), active: true };
        open_in(write, Actor::System, &account)?;
        session::set_password(write, account.id, &hash)?;
        Ok(account.id)
    })
}

/// Opens an account in the running transaction.
pub(crate) fn open_in(write: &mut Write<'_>, actor: Actor, account: &Account) -> Result<(), AppError> {
    if tables::account::find_by_username(write, &account.username)?.is_some() {
        return Err(Refusal::field("username", FieldProblem::Taken).into());
    }
    tables::account::save(write, account)?;
    append(write, actor, &Event::AccountOpened(account.clone()))?;
    Ok(())
}

/// Whether the office still waits for its first account.
pub fn awaits_first_account(office: &Office) -> Result<bool, AppError> {
    Ok(office.store.read(|tx| session::awaits_setup(tx))?)
}

/// Uses an office's set-up token up without opening an account: the office was built complete.
pub fn complete(office: &Office, token: &str) -> Result<(), AppError> {
    let hash = token_hash(token);
    office.store.write("complete_setup", office.seed(), move |write| {
        if session::take_setup_token(write, &hash)? { Ok(()) } else { Err(Refusal::SetupToken.into()) }
    })
}

/// Makes a bearer token for the API; it is shown once and kept only as a hash.
pub fn issue_api_token(office: &Office, account: AccountId) -> Result<String, AppError> {
    sign_in::begin(office, account, SessionKind::Api, sign_in::PROGRAM)
}

/// The stored form of a token that only its owner knows.
pub fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.trim().as_bytes()).into()
}
