//! Signs of brokers: lists to be looked at by people, each with its cases. Nothing follows from them by itself. Village, religion and name
//! are never asked.

use domain::{access::Act, look::Sight, person::Nik, print::Run};
use jiff::{SignedDuration, Timestamp};
use store::{
    StoreFault, Tx,
    queries::{handover, notices, printing},
    tables,
};

pub use store::queries::handover::{CaseLine, LookCount, OpenedLine, ProxyCount};
pub use store::queries::notices::SharedPhone;

use crate::{
    AppError, Caller, Office,
    looking::{Shown, ShowsPeople},
};

/// The days that are looked at.
const DAYS: i64 = 30;
/// From so many family cards on somebody stands out.
const FAMILIES_MIN: i64 = 3;
/// So many NIKs of one area and one day of birth in a row are a run.
const RUN_MIN: usize = 3;
/// Lines of each list, and cases that are looked at for runs.
const LINES_MAX: i64 = 50;
const OPENED_MAX: i64 = 200_000;

/// All signs of the last 30 days.
#[derive(Clone, Debug)]
pub struct Signals {
    /// One number for people of several family cards with open cases.
    pub phones: Vec<(SharedPhone, Vec<CaseLine>)>,
    /// One proxy for people of several family cards.
    pub proxies: Vec<(ProxyCount, Vec<CaseLine>)>,
    /// Runs that passed over a higher class, with the reason that was given.
    pub out_of_order: Vec<Run>,
    /// Accounts that looked at people without an open case, and their owners' names.
    pub lookers: Vec<(LookCount, String)>,
    /// Cases of people whose NIKs follow one another: one area, one day of birth.
    pub nik_runs: Vec<Vec<OpenedLine>>,
}

impl ShowsPeople for Signals {
    fn shown(&self) -> Vec<Shown> {
        let phones = self.phones.iter().flat_map(|(_, cases)| cases);
        let listed = phones.chain(self.proxies.iter().flat_map(|(_, cases)| cases)).map(|line| line.person);
        listed.chain(self.nik_runs.iter().flatten().map(|line| line.person)).map(Shown::for_case).collect()
    }
}

/// Shows the signs of the last 30 days.
pub fn signals(office: &Office, caller: &Caller) -> Result<Signals, AppError> {
    let since = office.now().saturating_sub(SignedDuration::from_hours(24 * DAYS)).unwrap_or(Timestamp::MIN);
    office.show(caller, Act::ViewSignals, Sight::Waiting, |tx, _| {
        Ok(Signals {
            phones: phones(tx)?,
            proxies: proxies(tx, since)?,
            out_of_order: printing::override_runs(tx, since, LINES_MAX)?,
            lookers: lookers(tx, since)?,
            nik_runs: nik_runs(handover::opened_since(tx, since, OPENED_MAX)?),
        })
    })
}

fn phones(tx: &mut Tx<'_>) -> Result<Vec<(SharedPhone, Vec<CaseLine>)>, StoreFault> {
    let unrelated = notices::shared_in_cases(tx, FAMILIES_MIN, LINES_MAX)?;
    unrelated.into_iter().map(|phone| handover::cases_of_phone(tx, &phone.phone, LINES_MAX).map(|cases| (phone, cases))).collect()
}

fn proxies(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<(ProxyCount, Vec<CaseLine>)>, StoreFault> {
    let found = handover::proxies(tx, since, FAMILIES_MIN, LINES_MAX)?;
    found.into_iter().map(|proxy| handover::cases_of_proxy(tx, &proxy.nik, since, LINES_MAX).map(|cases| (proxy, cases))).collect()
}

fn lookers(tx: &mut Tx<'_>, since: Timestamp) -> Result<Vec<(LookCount, String)>, StoreFault> {
    let found = handover::looks_outside(tx, since, LINES_MAX)?;
    let named = |count: LookCount| {
        let name = tables::account::find(tx, count.account)?.map(|account| account.name);
        Ok((count, name.unwrap_or_default()))
    };
    found.into_iter().map(named).collect()
}

/// Neighbours by NIK: one area, one day of birth, serials that follow one another.
fn nik_runs(opened: Vec<OpenedLine>) -> Vec<Vec<OpenedLine>> {
    let mut runs: Vec<Vec<OpenedLine>> = Vec::new();
    for line in opened {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|last| follows(&last.nik, &line.nik)) => run.push(line),
            _ => runs.push(vec![line]),
        }
    }
    runs.retain(|run| run.len() >= RUN_MIN);
    runs
}

fn follows(one: &Nik, next: &Nik) -> bool {
    let number = |nik: &Nik| nik.as_str().parse::<i64>().unwrap_or_default();
    number(next) - number(one) == 1
}
