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
    print::Forecast,
};

/// From how many people of whom somebody said where they are the share is taken that can come of the others.
const SAID_MIN: i64 = 100;

pub(super) fn read(office: &Office, forecast: &Forecast, inputs: &mut Inputs) -> Result<(), AppError> {
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
        line(office, tx, forecast, inputs)
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
    let mut places: Vec<(String, i64)> = counters.map(|place| (place.name, recorded.get(&place.id).copied().unwrap_or(0))).collect();
    if places.is_empty() {
        // Nobody entered a counter: the office itself is one.
        places.push((office.profile().name.clone(), 0));
    }
    for (number, ((name, people), stations)) in places.iter().zip(stations(operators, &places)).enumerate() {
        let key = |key: &str| format!("site[{}].{key}", number + 1);
        inputs.fix(&key("name"), name.as_str());
        let shared = no_record(
            &format!("dianggap satu alat rekam untuk tiap operator rekam ({operators}), dibagi rata ke tempat yang merekam"),
            &format!("one station for each recording operator ({operators}) is assumed, shared out evenly over the places that record"),
        );
        inputs.assumed(&key("stations"), stations as f64, shared);
        if places.iter().any(|(_, people)| *people > 0) {
            let days = days.len();
            let source = Sentence::new(
                format!("{people} orang direkam dalam {days} hari kerja terakhir."),
                format!("{people} people recorded in the last {days} working days."),
            );
            inputs.measured(&key("turnout_a_day"), *people as f64 / days as f64, source);
        } else {
            inputs.unlimited(
                &key("turnout_a_day"),
                no_record("dianggap sebanyak yang dapat dilayani", "as many as can be served are assumed"),
            );
        }
        inputs.of(2, name);
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

/// The office's stations by place, with the people recorded there: shared out evenly over the places that record, or over all when none
/// does, what is left over one by one from the first; a place that records has one at least.
fn stations(operators: usize, places: &[(String, i64)]) -> Vec<usize> {
    let anywhere = places.iter().any(|(_, people)| *people > 0);
    let records = |people: i64| people > 0 || !anywhere;
    let sharing = places.iter().filter(|(_, people)| records(*people)).count().max(1);
    let mut before = 0;
    let of_place = |(_, people): &(String, i64)| {
        if !records(*people) {
            return 0;
        }
        before += 1;
        let least = usize::from(anywhere || before == 1);
        (operators / sharing + usize::from(before <= operators % sharing)).max(least)
    };
    places.iter().map(of_place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stations_are_shared_out() {
        let of = |operators: usize, people: &[i64]| {
            stations(operators, &people.iter().map(|people| (String::new(), *people)).collect::<Vec<_>>())
        };
        assert_eq!(of(4, &[0, 0, 0]), [2, 1, 1]);
        assert_eq!(of(1, &[0, 0, 0]), [1, 0, 0]);
        assert_eq!(of(0, &[0, 0]), [1, 0], "nobody is known, somebody records");
        assert_eq!(of(5, &[9, 0, 3]), [3, 0, 2], "who recorded has the stations");
        assert_eq!(of(1, &[9, 0, 3]), [1, 0, 1], "where people were recorded there is a station");
    }
}
