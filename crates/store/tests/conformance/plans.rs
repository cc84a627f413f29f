//! What plans are made of.

use domain::{case::CaseState, central::CentralCode, id::PersonId};
use jiff::civil::date;
use store::{
    queries::plans::{self, SiteRecordings},
    tables,
};

use crate::{
    bench::{at, check, read, write},
    office::{self, STORE, begin, case, person, place_id, seen},
};

#[test]
fn recordings_are_counted_by_site_and_day() {
    check("recordings", |store| {
        begin(store);
        let captured = |number: i64, day: i8| {
            let mut one = seen(person(number, "SITI"), CentralCode::BioCaptured);
            one.central = Some((CentralCode::BioCaptured, date(2022, 11, day)));
            one
        };
        let people =
            [captured(1, 20), captured(2, 21), captured(3, 24), seen(person(4, "BUDI"), CentralCode::Unregistered), captured(5, 21)];
        write(store, move |write| {
            office::enter(write, &people)?;
            for one in people.iter().take(4) {
                let (code, on) = one.central.unwrap();
                tables::observation::append(write, one.id, code, on, None)?;
                tables::case_file::save(write, &case(one.id.0 as u64, one.id.0, CaseState::WaitingCentral))?;
            }
            // Observed without a case of this office.
            tables::observation::append(write, PersonId(5), CentralCode::BioCaptured, date(2022, 11, 21), None)?;
            Ok(())
        });
        let of = |since, from, before| read(store, |tx| plans::recordings(tx, since, from, before));
        let two = SiteRecordings { site: place_id(STORE), people: 2 };
        assert_eq!(of(at(0), date(2022, 11, 20), date(2022, 11, 24)), [two]);
        assert_eq!(of(at(0), date(2022, 11, 21), date(2022, 11, 25)), [two]);
        assert_eq!(of(at(2), date(2022, 11, 1), date(2022, 11, 25)), [two], "the first case has not moved since");
        assert_eq!(of(at(0), date(2022, 11, 1), date(2022, 11, 20)), []);
    });
}
