//! How long cards lie, from the office's own records.

use app::{custody, lying};
use domain::{
    access::Role,
    case::{HandOver, Identity, OldCard},
    id::PersonId,
};
use jiff::civil::date;

use crate::{
    bed::{Bed, on_each_engine, plain},
    lying::{blanks, case_of, notified, on, people, phone, printed},
};

fn collect(bed: &Bed, person: PersonId) {
    let how = HandOver { identity: Identity::Checked, old_card: OldCard::PoliceLetter };
    custody::hand_over(&bed.office, &bed.caller(Role::Counter), &plain(), case_of(bed, person).id, how).unwrap();
}

#[test]
fn the_curve_is_that_of_the_cards_and_its_balance_that_of_their_count() {
    on_each_engine(|bed| {
        let head = bed.caller(Role::SectionHead);
        let nothing = lying::times(&bed.office, &head).unwrap();
        assert_eq!((nothing.printed, nothing.ages.len(), nothing.balance), (0, 0, None));

        // Four cards: fetched on day 3; fetched on day 10, five days after a notice; two that lie, for 20 and for 10 days.
        let four = people(bed, "52.08.01.2001", (1..=4).map(|number| Some(phone(number))));
        blanks(bed, date(2022, 9, 30), 10);
        printed(bed, &four[..3], date(2022, 11, 5));
        notified(bed, &four[1..2], date(2022, 11, 10));
        on(bed, date(2022, 11, 8));
        collect(bed, four[0]);
        printed(bed, &four[3..], date(2022, 11, 15));
        on(bed, date(2022, 11, 15));
        collect(bed, four[1]);
        on(bed, date(2022, 11, 25));

        let found = lying::times(&bed.office, &head).unwrap();
        assert_eq!((found.since, found.printed, found.uncollected), (date(2022, 11, 5), 4, 2));
        let permille = |share: f64| (share * 1_000.0).round() as u32;
        let share = |days: usize| permille(found.ages[days].all);
        assert_eq!([share(0), share(2), share(3), share(9), share(10), share(20)], [1_000, 1_000, 750, 750, 500, 500]);
        assert_eq!((found.ages.len(), found.half_days, found.left_in_month), (21, Some(10), None), "no card lay for a month");
        let told = |days: usize| (found.ages[days].without.map(permille), found.ages[days].with.map(permille));
        assert_eq!([told(2), told(5), told(6)], [(Some(1_000), None), (Some(750), None), (Some(750), Some(1_000))]);
        assert_eq!([told(9), told(10)], [(Some(750), Some(1_000)), (Some(750), Some(0))]);
        // 4 cards in 21 days, 13.75 days each: between 2 and 3 should lie.
        let balance = found.balance.unwrap();
        assert!((balance.printed_a_day - 4.0 / 21.0).abs() < 1e-12 && (balance.mean_days - 13.75).abs() < 1e-12, "{balance:?}");
        assert_eq!((balance.implied, found.reasons.len()), (3, 0));
        on(bed, date(2022, 12, 5));
        assert_eq!(lying::times(&bed.office, &head).unwrap().left_in_month, Some(2), "one lay for thirty days");
    });
}
