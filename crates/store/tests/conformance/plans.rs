//! What plans are made of.

use domain::{
    card::{Card, Custody},
    case::CaseState,
    central::CentralCode,
    id::PersonId,
    place::{Place, PlaceKind},
};
use jiff::civil::date;
use store::{
    queries::plans::{self, CardLife, SiteRecordings},
    tables,
};

use crate::{
    bench::{at, check, read, write},
    office::{self, SHELF, STORE, begin, card, case, person, place_id, seen},
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

#[test]
fn cards_say_how_long_they_lay() {
    check("card lives", |store| {
        begin(store);
        let people: Vec<_> = (1..=5).map(|number| person(number, "SITI")).collect();
        let at_place = |place| Custody::At(place_id(place));
        let cards = [
            Card { custody: Custody::Holder, since: at(100), ..card(1, 1, 1) },
            Card { custody: at_place(SHELF), since: at(90), ..card(2, 2, 2) },
            Card { custody: at_place(77), since: at(80), ..card(3, 3, 3) },
            Card { custody: Custody::Missing, since: at(70), ..card(4, 4, 4) },
            Card { custody: Custody::Holder, since: at(60), ..card(5, 5, 5) },
        ];
        write(store, move |write| {
            let village = Place { id: place_id(77), kind: PlaceKind::Village, code: "DESA-77".to_owned(), name: "Desa".to_owned() };
            tables::place::insert(write, &village)?;
            office::enter(write, &people)?;
            for card in &cards {
                tables::case_file::save(write, &case(card.person.0 as u64, card.person.0, CaseState::Printed))?;
                tables::card::save(write, card)?;
            }
            Ok(())
        });
        let life = |printed, since, collected, sent_on| CardLife { printed_at: at(printed), since: at(since), collected, sent_on };
        let expected = [life(5, 60, true, false), life(3, 80, false, true), life(2, 90, false, false)];
        assert_eq!(read(store, |tx| plans::card_lives(tx, at(2), 9)), expected, "the latest first, and none that is missing");
        assert_eq!(read(store, |tx| plans::card_lives(tx, at(1), 1)), expected[..1]);
    });
}
