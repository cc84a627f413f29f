//! Central statuses come late, out of order and backwards.

use app::{cases, person_page};
use domain::{access::Role, case::CaseState, central::CentralCode, id::PersonId};
use jiff::civil::{Date, date};

use crate::{
    bed::{Bed, on_each_engine, plain},
    people::{add, man, open_first},
};

fn observe(bed: &Bed, person: PersonId, code: CentralCode, on: Date) {
    cases::observe_central(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person, code, on).unwrap();
}

/// The person's central status and the state of the open case.
fn now(bed: &Bed, person: PersonId) -> (Option<CentralCode>, Option<CaseState>) {
    let page = person_page::view(&bed.office, &bed.caller(Role::Head), person).unwrap();
    (page.person.central.map(|(code, _)| code), page.open_case().map(|case| case.state))
}

#[test]
fn the_latest_day_counts_for_the_person_and_the_case() {
    use CentralCode as C;
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        open_first(bed, person);
        for (code, on, status, state) in [
            (C::BioCaptured, date(2022, 11, 1), C::BioCaptured, CaseState::WaitingCentral),
            (C::DuplicateRecord, date(2022, 11, 20), C::DuplicateRecord, CaseState::WaitingCentral),
            (C::PrintReadyRecord, date(2022, 11, 10), C::DuplicateRecord, CaseState::WaitingCentral),
            (C::PrintReadyRecord, date(2022, 11, 20), C::PrintReadyRecord, CaseState::ReadyToPrint),
            (C::RequestValidation, date(2022, 11, 25), C::RequestValidation, CaseState::WaitingCentral),
        ] {
            observe(bed, person, code, on);
            assert_eq!(now(bed, person), (Some(status), Some(state)), "{code} on {on}");
        }
        assert_eq!(bed.verified()["central_observation"], 5);
    });
}
