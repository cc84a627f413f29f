//! Reach who must have a card and was not recorded.

use std::collections::BTreeMap;

use domain::{access::Role, id::PlaceId, place::PlaceKind, whereabouts::Stay};
use store::{Tx, queries::plans, tables};

use super::{end_of_year, hours, learnt_days, no_record, until, work::line};
use crate::{
    AppError, Office, coverage,
    figures::midnight,
    plans::{
        inputs::{Basis, Form, Inputs},
        scenario::Sentence,
    },
    print,
};

/// From how many people of whom somebody said where they are the share is taken that can come of the others.
const SAID_MIN: i64 = 100;

pub(super) fn read(office: &Office, inputs: &mut Inputs) -> Result<(), AppError> {
    let (sums, stays) = coverage::whereabouts(office)?;
    until(
        inputs,
        end_of_year(office.today()),
        "Akhir tahun; ganti sesuai sasaran kantor.",
        "The end of the year; put the office's target here.",
    );
    let goals = Form::Choice(&["recorded", "printed", "handed_over"]);
    let goal = Sentence::new(
        "Sasaran perekaman; pilih tercetak atau diserahkan untuk menghitung seluruh tahap.",
        "Recording; choose printed or handed over for all stages.",
    );
    inputs.put("goal", goals, Some("recorded".to_owned()), Basis::Assumption, goal);
    let register =
        Sentence::new("Wajib KTP yang belum merekam di data penduduk.", "Who must have a card and is not recorded in the register.");
    inputs.measured("people", sums.unrecorded() as f64, register);
    reach(inputs, &stays);
    office.store.read(|tx| {
        sites(office, tx, inputs)?;
        hours(office, inputs);
        let recorded = Sentence::new("Wajib KTP yang sudah merekam.", "Who must have a card and is recorded.");
        inputs.measured("recorded", sums.recorded as f64, recorded);
        let forecast = print::look_ahead(office, tx)?;
        line(office, tx, &forecast, inputs)
    })
}

/// Where the unrecorded are.
fn reach(inputs: &mut Inputs, stays: &BTreeMap<Stay, i64>) {
    let of = |stay: &Stay| stays.get(stay).copied().unwrap_or(0);
    for stay in Stay::ALL.iter().filter(|stay| **stay != Stay::Unknown) {
        let source = Sentence::new("Keberadaan menurut catatan petugas.", "Whereabouts as staff noted them.");
        inputs.measured(&format!("whereabouts.{stay}"), of(stay) as f64, source);
    }
    let said: i64 = Stay::ALL.iter().filter(|stay| **stay != Stay::Unknown).map(of).sum();
    let come = of(&Stay::Here) + of(&Stay::AtSchool);
    let (share, source) = if said >= SAID_MIN {
        let (id, en) =
            (format!("Seperti yang diketahui: {come} dari {said} dapat datang."), format!("As of those known: {come} of {said} can come."));
        (come as f64 / said as f64, Sentence::new(id, en))
    } else {
        (1.0, no_record("dianggap semua dapat datang", "all are assumed to be able to come"))
    };
    inputs.assumed("unknown_come", share, source);
}

/// The counters, with who was recorded there.
fn sites(office: &Office, tx: &mut Tx<'_>, inputs: &mut Inputs) -> Result<(), AppError> {
    let days = learnt_days(office);
    let (from, today) = (days.first().copied().unwrap_or(office.today()), office.today());
    let found = plans::recordings(tx, midnight(office, from), from, today)?;
    let recorded: BTreeMap<PlaceId, i64> = found.into_iter().map(|line| (line.site, line.people)).collect();
    let operators = tables::account::all(tx)?.iter().filter(|account| account.active && account.standing.role == Role::Recording).count();
    let counters = tables::place::all(tx)?.into_iter().filter(|place| place.kind == PlaceKind::Counter);
    for (number, place) in counters.enumerate() {
        let key = |key: &str| format!("site[{}].{key}", number + 1);
        inputs.fix(&key("name"), place.name.as_str());
        let stations =
            no_record("dianggap satu alat rekam untuk tiap operator rekam", "one station for each recording operator is assumed");
        inputs.assumed(&key("stations"), operators.max(1) as f64, stations);
        let people = recorded.get(&place.id).copied().unwrap_or(0);
        if people > 0 {
            let (days, (id, en)) = (days.len(), ("orang direkam dalam", "people recorded in"));
            let source =
                Sentence::new(format!("{people} {id} {days} hari kerja terakhir."), format!("{people} {en} the last {days} working days."));
            inputs.measured(&key("turnout_a_day"), people as f64 / days as f64, source);
        } else {
            inputs.unlimited(
                &key("turnout_a_day"),
                no_record("dianggap sebanyak yang dapat dilayani", "as many as can be served are assumed"),
            );
        }
        inputs.of(2, &place.name);
    }
    inputs.assumed("teams.count", 0.0, no_record("dianggap tidak ada tim jemput bola", "no outreach team is assumed"));
    let team = no_record("60 orang sehari (40 sampai 80 di Temanggung, 2019)", "60 people a day (40 to 80 in Temanggung, 2019)");
    inputs.assumed("teams.people_a_day", 60.0, team);
    let minutes = no_record("5 menit seorang (Seteluk, 2012)", "5 minutes a person (Seteluk, 2012)");
    inputs.assumed("minutes_per_person", 5.0, minutes);
    let part = no_record("alat bekerja 85 % dari jam buka", "stations work 85 % of the opening hours");
    inputs.assumed("availability", 0.85, part);
    Ok(())
}
