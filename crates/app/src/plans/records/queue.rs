//! How long people wait at the counters, and how many to open.

use domain::{access::Role, place::PlaceKind};
use store::{queries::printing, tables};

use super::{collected, learnt_days, minutes_a_day, no_record};
use crate::{
    AppError, Office,
    figures::midnight,
    plans::{inputs::Inputs, scenario::Sentence},
};

pub(super) fn read(office: &Office, inputs: &mut Inputs) -> Result<(), AppError> {
    let days = learnt_days(office);
    let from = days.first().copied().unwrap_or(office.today());
    let (visits, officers, sites) = office.store.read(|tx| {
        let mut opened =
            |from| -> Result<i64, AppError> { Ok(printing::demand(tx, midnight(office, from))?.iter().map(|line| line.opened).sum()) };
        let opened = opened(from)? - opened(office.today())?;
        let collected = collected(office, tx, from)?;
        let of_counter = |account: &&domain::account::Account| account.active && account.standing.role == Role::Counter;
        let officers = tables::account::all(tx)?.iter().filter(of_counter).count();
        let sites = tables::place::all(tx)?.iter().filter(|place| place.kind == PlaceKind::Counter).count();
        Ok::<_, AppError>((opened + collected, officers, sites))
    })?;
    let (minutes, _) = minutes_a_day(office);
    if visits > 0 {
        let days = days.len();
        let source = Sentence::new(
            format!("{visits} permohonan dan pengambilan dalam {days} hari kerja terakhir, dibagi jam kerja."),
            format!("{visits} requests and collections in the last {days} working days, over the working hours."),
        );
        inputs.measured("arrivals_an_hour", visits as f64 / days as f64 / (minutes / 60.0), source);
    } else {
        inputs.unknown("arrivals_an_hour", no_record("isi orang yang datang sejam", "give the people that come in an hour"));
    }
    inputs.measured("sites", sites.max(1) as f64, Sentence::new("Tempat pelayanan di Loket.", "Places of service in Loket."));
    let source = no_record("5 menit seorang", "5 minutes a person");
    inputs.assumed("minutes_per_person", 5.0, source);
    inputs.assumed("variation", 1.0, no_record("sebaran lama layanan dianggap biasa", "the usual spread of service times is assumed"));
    let counters = Sentence::new(
        format!("Kosong: dihitung berapa yang perlu. Akun petugas loket yang aktif: {officers}."),
        format!("Empty: it is worked out how many are needed. Active accounts of counter officers: {officers}."),
    );
    inputs.unlimited("counters", counters);
    inputs.assumed("promise.share", 0.25, no_record("paling banyak seperempat menunggu", "a quarter waits at most"));
    inputs.assumed(
        "longer_than_minutes",
        10.0,
        no_record("tunggu lebih dari 10 menit dianggap lama", "a wait of more than 10 minutes counts as long"),
    );
    Ok(())
}
