//! What is due by the ladder: Palembang's dates, Batu's dates, and that the data decides.

use app::ladder::{self, Counts};
use domain::{
    access::Role,
    ladder::{LadderAction, LadderRule},
    rule::{RuleBook, Validity},
};
use jiff::civil::{Date, date};

use crate::{
    bed::Bed,
    lying::{blanks, notified, on, people, phone, printed},
};

fn rule(action: LadderAction, after_months: i64, after_days: i64, notices_min: i64) -> LadderRule {
    let validity = Validity { from: date(2000, 1, 1), to: None, source: "test".to_owned() };
    LadderRule { office: None, action, after_months, after_days, notices_min, validity }
}

fn climbs(rules: &mut RuleBook, ladder: Vec<LadderRule>) {
    rules.ladders = ladder;
}

fn palembang() -> Vec<LadderRule> {
    let notice = |months| rule(LadderAction::Notice, months, 0, 0);
    vec![notice(0), notice(2), notice(4), rule(LadderAction::ToSubdistrict, 6, 0, 3)]
}

fn due(bed: &Bed, until: Date) -> ladder::DueList {
    ladder::due(&bed.office, &bed.caller(Role::SectionHead), until, 9_999).unwrap()
}

/// The planning scenarios, section 3.4: on 10 November 2016 nothing is due to be sent on; the window is 1 January to 30 April 2017.
#[test]
fn palembang_sends_nothing_on_in_november_and_all_from_january_to_april() {
    let bed = Bed::with_rules(|rules| climbs(rules, palembang()));
    on(&bed, date(2016, 11, 10));
    let days = [date(2016, 7, 1), date(2016, 8, 31), date(2016, 10, 31)];
    blanks(&bed, date(2016, 6, 30), 9);
    let groups = days.map(|day| {
        let people = people(&bed, "52.08.01.2001", (1..=2).map(|number| Some(phone(number))));
        printed(&bed, &people, day);
        (day, people)
    });
    for (day, people) in &groups {
        let ladder = palembang();
        let sent = ladder.iter().filter(|rule| rule.action == LadderAction::Notice).map(|rule| rule.due(*day));
        for notice in sent.filter(|on| *on < date(2016, 11, 10)) {
            notified(&bed, people, notice);
        }
    }
    let untold = people(&bed, "52.08.01.2001", [Some(phone(9))]);
    printed(&bed, &untold, date(2016, 9, 15));
    let unreachable = people(&bed, "52.08.01.2001", [None]);
    printed(&bed, &unreachable, date(2016, 7, 1));

    let found = due(&bed, date(2017, 12, 31));
    assert_eq!(found.lying, 8);
    assert_eq!(found.today, Counts { notices: 1, climbs: 0 }, "only who was never told is due, and gets a notice");
    let climbs: Vec<Date> = found.cards.iter().filter(|card| card.step.action != LadderAction::Notice).map(|card| card.step.due).collect();
    assert_eq!(climbs, [date(2017, 1, 1); 3], "with three notices, and by the date alone without a number");

    // Told by the schedule, all have gone by the end of April.
    for (on_day, expected) in [
        (date(2016, 12, 31), 0),
        (date(2017, 1, 1), 3),
        (date(2017, 2, 27), 3),
        (date(2017, 2, 28), 5),
        (date(2017, 4, 29), 5),
        (date(2017, 4, 30), 7),
    ] {
        on(&bed, on_day);
        for (printed, people) in &groups {
            for rule in palembang().iter().filter(|rule| rule.action == LadderAction::Notice) {
                let day = rule.due(*printed);
                let number = people.iter().map(|person| crate::lying::counted(&bed, *person)).min().unwrap();
                if day <= on_day && (0..3).filter(|index| palembang()[*index].due(*printed) <= day).count() as i64 > number {
                    notified(&bed, people, day);
                }
            }
        }
        assert_eq!(due(&bed, on_day).today.climbs, expected, "{on_day}");
    }
}

/// Section 3.5: on 7 February 2021 due if printed by 24 December 2020; one day later, one day later. Other data, other days.
#[test]
fn batu_sends_on_after_45_days_and_the_data_decides() {
    for (after_days, due_on) in [(45, date(2021, 2, 7)), (30, date(2021, 1, 23))] {
        let bed = Bed::with_rules(|rules| climbs(rules, vec![rule(LadderAction::ToVillage, 0, after_days, 0)]));
        on(&bed, due_on);
        blanks(&bed, date(2020, 12, 1), 2);
        for (number, day) in [(1, date(2020, 12, 24)), (2, date(2020, 12, 25))] {
            let people = people(&bed, "52.08.01.2001", [Some(phone(number))]);
            printed(&bed, &people, day);
        }
        assert_eq!(due(&bed, due_on).today.climbs, 1);
        on(&bed, due_on.tomorrow().unwrap());
        assert_eq!(due(&bed, due_on.tomorrow().unwrap()).today.climbs, 2);
    }
}
