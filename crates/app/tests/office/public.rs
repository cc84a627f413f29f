//! The public question: whoever has receipt and PIN is told, whoever guesses learns nothing.

use app::status::{public_status, status_alarm};
use domain::{
    access::Role,
    case::{CaseState, NextStep, Receipt},
};
use jiff::{SignedDuration, civil::date};

use crate::{
    bed::{Bed, on_each_engine},
    lying::{blanks, case_of, people, phone, printed},
    people::{girl, open_first},
};

const ANYWHERE: &str = "198.51.100.7";

#[test]
fn who_has_receipt_and_pin_is_told_at_every_stage() {
    on_each_engine(|bed| {
        let early = crate::people::add(bed, &girl());
        let early = open_first(bed, early);
        let people = people(bed, "52.08.01.2001", [Some(phone(1))]);
        blanks(bed, date(2022, 11, 24), 1);
        printed(bed, &people, date(2022, 11, 24));
        let counter = bed.caller(Role::Counter);
        let ask = |case: &domain::case::Case| {
            let pin = app::cases::pin(&bed.office, &counter, case.id).unwrap().unwrap();
            public_status(&bed.office, &case.receipt.to_string().to_lowercase(), &pin, ANYWHERE).unwrap().unwrap()
        };
        let waits = ask(&app::cases::view(&bed.office, &counter, early).unwrap().case);
        assert_eq!((waits.state, waits.next, waits.place), (CaseState::WaitingRecording, NextStep::Record, None));
        let lies = ask(&case_of(bed, people[0]));
        assert_eq!((lies.state, lies.next, lies.since), (CaseState::OnShelf, NextStep::Collect, date(2022, 11, 24)));
        assert_eq!((lies.place.as_deref(), lies.stays_until), (Some("Disdukcapil Uji"), Some(date(2023, 2, 24))));
    });
}

#[test]
fn a_hundred_thousand_guesses_find_nothing_and_ring_the_alarm() {
    let bed = Bed::on_sqlite();
    let people = people(&bed, "52.08.01.2001", (1..=20).map(|number| Some(phone(number))));
    blanks(&bed, date(2022, 11, 24), 20);
    printed(&bed, &people, date(2022, 11, 24));
    assert_eq!(status_alarm(&bed.office).unwrap(), None);
    let known: Vec<String> = people.iter().map(|person| case_of(&bed, *person).receipt.to_string()).collect();
    for guess in 0..100_000_u64 {
        // Half guess PINs of receipts that exist, half guess receipts; from a thousand addresses, over a day.
        let receipt = if guess % 2 == 0 { known[(guess / 2) as usize % 20].clone() } else { Receipt::from_bits(guess * 7_919).to_string() };
        let answer = public_status(&bed.office, &receipt, &format!("{:06}", guess * 37 % 1_000_000), &format!("10.0.{}", guess % 1_000));
        assert_eq!(answer.unwrap(), None, "guess {guess}");
        if guess % 4_000 == 0 {
            bed.forward(SignedDuration::from_mins(50));
        }
    }
    assert!(status_alarm(&bed.office).unwrap().is_some());
    // Too many tries at a receipt close it for a day, for everybody, and say so to nobody.
    let (case, counter) = (case_of(&bed, people[0]), bed.caller(Role::Counter));
    let pin = app::cases::pin(&bed.office, &counter, case.id).unwrap().unwrap();
    assert_eq!(public_status(&bed.office, &known[0], &pin, ANYWHERE).unwrap(), None);
    bed.forward(SignedDuration::from_hours(24));
    assert!(public_status(&bed.office, &known[0], &pin, ANYWHERE).unwrap().is_some());
}
