//! Repairs, whereabouts, and what is counted and listed of them and of the register.

use domain::{
    ageing::run_began,
    area::VillageCode,
    case::CaseState,
    central::CentralCode,
    id::{PersonId, RepairId},
    person::{AgeBand, Kk, Marital, Person, Sex, must_have_card},
    repair::{self, Repair, RepairEvent, RepairOutcome, RepairStage},
    whereabouts::{Stay, Whereabouts},
};
use jiff::civil::{Date, date};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use store::{
    Store,
    queries::{ageing, coverage, figures, village_list},
    tables,
};
use uuid::Uuid;

use crate::{
    bench::{at, check, is_refusal_of, read, try_write_at, write},
    office::{self, begin, begin_with, card, case, person, seen},
};

/// A repair of a person with a letter on its way.
fn asked(number: u128, person: i64) -> Repair {
    let (id, person) = (RepairId(Uuid::from_u128(number)), PersonId(person));
    let opened = RepairEvent::Opened { code: CentralCode::DuplicateRecord };
    let (on, reply_due) = (date(2022, 11, 1), date(2022, 12, 1));
    let sent = RepairEvent::LetterSent { number: "470/12/2022".to_owned(), on, reply_due };
    let opened = repair::apply(None, id, person, &opened, at(number as i64));
    repair::apply(opened, id, person, &sent, at(number as i64 + 1)).unwrap()
}

fn then(repair: &Repair, event: &RepairEvent) -> Repair {
    repair::apply(Some(repair.clone()), repair.id, repair.person, event, at(9)).unwrap()
}

#[test]
fn a_repair_is_read_back_at_each_stage() {
    check("repair", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let sent = asked(1, 1);
        let replied = then(&sent, &RepairEvent::Replied { on: date(2022, 11, 20), note: "hapus, rekam ulang".to_owned() });
        let called = then(&replied, &RepairEvent::RerecordingAppointed { on: date(2022, 11, 28) });
        let closed = then(&called, &RepairEvent::Closed { outcome: RepairOutcome::Solved });
        for state in [&sent, &replied, &called] {
            let saved = state.clone();
            write(store, move |write| tables::repair::save(write, &saved));
            assert_eq!(read(store, |tx| tables::repair::find_running(tx, PersonId(1))).as_ref(), Some(state));
        }
        let saved = closed.clone();
        write(store, move |write| tables::repair::save(write, &saved));
        assert_eq!(read(store, |tx| tables::repair::find_running(tx, PersonId(1))), None);
        let second = asked(2, 1);
        let saved = second.clone();
        write(store, move |write| tables::repair::save(write, &saved));
        assert_eq!(read(store, |tx| tables::repair::of_person(tx, PersonId(1))), [second, closed], "the latest first");
        assert_eq!(read(store, |tx| tables::repair::of_person(tx, PersonId(2))), []);
    });
}

#[test]
fn a_person_has_one_running_repair() {
    check("one running repair", |store| {
        begin_with(store, &["SITI"]);
        write(store, |write| tables::repair::save(write, &asked(1, 1)));
        let refused = try_write_at(store, at(0), |write| tables::repair::save(write, &asked(2, 1))).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        let nobody = try_write_at(store, at(0), |write| tables::repair::save(write, &asked(3, 99))).unwrap_err();
        assert!(is_refusal_of(store.engine(), &nobody), "{nobody:?}");
    });
}

fn said(person: i64, stay: Stay) -> Whereabouts {
    Whereabouts { person: PersonId(person), stay, source: "Kepala dusun".to_owned(), on: date(2022, 11, 20) }
}

#[test]
fn the_last_word_on_whereabouts_stays() {
    check("whereabouts", |store| {
        begin_with(store, &["SITI"]);
        assert_eq!(read(store, |tx| tables::whereabouts::find(tx, PersonId(1))), None);
        for stay in [Stay::Here, Stay::Abroad] {
            write(store, move |write| tables::whereabouts::save(write, &said(1, stay)));
            assert_eq!(read(store, |tx| tables::whereabouts::find(tx, PersonId(1))), Some(said(1, stay)));
        }
    });
}

/// Notes observations in their order; the latest day counts.
fn observe(store: &Store, person: i64, observed: &[(CentralCode, Date)]) {
    let observed = observed.to_vec();
    write(store, move |write| {
        for (code, on) in &observed {
            tables::observation::append(write, PersonId(person), *code, *on, None)?;
        }
        let latest = observed.iter().enumerate().max_by_key(|(number, (_, on))| (*on, *number)).map(|(_, one)| *one);
        let mut found = tables::person::find(write, PersonId(person))?.unwrap();
        found.central = latest;
        tables::person::set_central(write, &found)
    });
}

#[test]
fn what_lies_at_the_centre_is_found_with_the_day_on_which_it_began() {
    use CentralCode as C;
    check("unfinished", |store| {
        begin_with(store, &["A", "B", "C", "D", "E", "F", "G"]);
        let day = |day| date(2022, 11, day);
        observe(store, 1, &[(C::BioCaptured, day(1)), (C::SentForEnrollment, day(3)), (C::SentForEnrollment, day(20))]);
        observe(store, 2, &[(C::DuplicateRecord, day(9)), (C::BioCaptured, day(2))]);
        observe(store, 3, &[(C::CardIssued, day(2))]);
        observe(store, 4, &[(C::Unregistered, day(2))]);
        for person in [5, 6, 7] {
            observe(store, person, &[(C::PrintReadyRecord, day(4))]);
        }
        write(store, |write| {
            tables::case_file::save(write, &case(1, 6, CaseState::ReadyToPrint))?;
            tables::case_file::save(write, &case(2, 7, CaseState::Collected))?;
            tables::card::save(write, &card(2, 7, 2))?;
            tables::repair::save(write, &asked(1, 2))
        });
        let found = read(store, ageing::unfinished);
        let brief: Vec<_> = found.iter().map(|one| (one.person.0, one.code, one.since, one.repair, one.due)).collect();
        assert_eq!(
            brief,
            [
                (1, C::SentForEnrollment, day(3), None, None),
                (5, C::PrintReadyRecord, day(4), None, None),
                (2, C::DuplicateRecord, day(9), Some(RepairStage::LetterSent), Some(date(2022, 12, 1))),
            ]
        );
        assert_eq!(found[0].village, VillageCode::parse("52.08.01.2001").unwrap());
    });
}

#[test]
fn the_query_names_every_unfinished_code() {
    check("unfinished codes", |store| {
        let names = vec!["SITI"; CentralCode::ALL.len()];
        begin_with(store, &names);
        for (code, person) in CentralCode::ALL.iter().zip(1..) {
            observe(store, person, &[(*code, date(2022, 11, 1))]);
        }
        let found: Vec<CentralCode> = read(store, ageing::unfinished).into_iter().map(|one| one.code).collect();
        let expected: Vec<CentralCode> =
            CentralCode::ALL.iter().copied().filter(|code| code.unfinished() || *code == CentralCode::PrintReadyRecord).collect();
        assert_eq!(found, expected);
    });
}

#[test]
fn the_day_on_which_a_status_began_is_the_rules_day() {
    use CentralCode::{BioCaptured, DuplicateRecord, SentForEnrollment};
    let one = (prop::sample::select(vec![BioCaptured, DuplicateRecord, SentForEnrollment]), 1_i8..6);
    let histories = prop::collection::vec(prop::collection::vec(one, 1..7), 1..12);
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    runner
        .run(&histories, |histories| {
            check("runs", |store| {
                begin_with(store, &vec!["SITI"; histories.len()]);
                for (history, person) in histories.iter().zip(1..) {
                    let observed: Vec<_> = history.iter().map(|(code, day)| (*code, date(2022, 11, *day))).collect();
                    observe(store, person, &observed);
                }
                let mut found = read(store, ageing::unfinished);
                found.sort_by_key(|one| one.person);
                for (history, one) in histories.iter().zip(&found) {
                    let observed = history.iter().zip(1..).map(|((code, day), ordinal)| (date(2022, 11, *day), ordinal, *code));
                    assert_eq!(run_began(observed), Some(one.since), "{history:?}");
                }
                assert_eq!(found.len(), histories.len());
            });
            Ok(())
        })
        .unwrap();
}

const TODAY: Date = date(2022, 11, 25);

/// People of every age from 15 to 80, single and married, recorded and not, in three neighbourhoods.
fn begin_village(store: &Store) -> Vec<Person> {
    begin(store);
    let residents = (1..=132).map(|number: i64| {
        let mut one = person(number, "SITI");
        let biodata = &mut one.biodata;
        biodata.birth_date = date(2022 - 15 - (number / 2) as i16, 11, 24 + (number % 3) as i8);
        biodata.marital = if number % 2 == 0 { Marital::Single } else { Marital::Married };
        biodata.sex = if number % 4 == 0 { Sex::Female } else { Sex::Male };
        (biodata.rw, biodata.rt) = (1, (number % 3) as u16);
        biodata.village = VillageCode::parse(if number % 5 == 0 { "52.08.02.2003" } else { "52.08.01.2001" }).unwrap();
        match number % 7 {
            0 => seen(one, CentralCode::Unregistered),
            1 => one,
            _ => seen(one, CentralCode::CardIssued),
        }
    });
    let residents: Vec<Person> = residents.collect();
    let entered = residents.clone();
    write(store, move |write| office::enter(write, &entered));
    residents
}

fn recorded(person: &Person) -> bool {
    person.central.is_some_and(|(code, _)| code.recorded())
}

#[test]
fn coverage_is_what_the_register_says() {
    check("coverage", |store| {
        let residents = begin_village(store);
        let cells = read(store, |tx| coverage::cells(tx, TODAY));
        let whole = read(store, |tx| figures::register(tx, domain::person::born_by(TODAY, 17)));
        let sum = |of: fn(&coverage::CoverageCell) -> i64| cells.iter().map(of).sum::<i64>();
        assert_eq!((sum(|cell| cell.must_have), sum(|cell| cell.recorded)), (whole.must_have, whole.recorded));
        for band in AgeBand::ALL {
            let until = AgeBand::ALL.iter().map(|other| other.from_years()).filter(|from| *from > band.from_years()).min();
            let within = |person: &&Person| {
                let age = person.age_years(TODAY) as i16;
                person.must_have_card(TODAY) && age >= band.from_years() && until.is_none_or(|until| age < until)
            };
            let expected = residents.iter().filter(within).count() as i64;
            let counted: i64 = cells.iter().filter(|cell| cell.band == *band).map(|cell| cell.must_have).sum();
            assert_eq!(counted, expected, "{band}");
        }
        let one = cells.iter().find(|cell| cell.village.as_str() == "52.08.02.2003" && cell.rt == 2).unwrap();
        assert_eq!((one.rw, one.sex), (1, Sex::Female));
    });
}

#[test]
fn who_turns_seventeen_is_counted_by_birthday() {
    check("coming", |store| {
        let residents = begin_village(store);
        let (after, until) = (domain::person::born_by(TODAY, 17), domain::person::born_by(TODAY, 15));
        let found = read(store, |tx| coverage::coming(tx, after, until));
        let expected = residents.iter().filter(|person| {
            let biodata = &person.biodata;
            !must_have_card(biodata.birth_date, biodata.marital, TODAY) && person.age_years(TODAY) >= 15
        });
        let (people, already): (Vec<&Person>, i64) = (expected.clone().collect(), expected.filter(|one| recorded(one)).count() as i64);
        assert!(!people.is_empty());
        assert_eq!(found.iter().map(|one| one.people).sum::<i64>(), people.len() as i64);
        assert_eq!(found.iter().map(|one| one.recorded).sum::<i64>(), already);
        assert!(found.iter().all(|one| one.birth_date > after && !one.village.as_str().is_empty()));
    });
}

#[test]
fn whereabouts_count_for_the_unrecorded_alone() {
    check("stays", |store| {
        let residents = begin_village(store);
        let must: Vec<&Person> = residents.iter().filter(|person| person.must_have_card(TODAY)).collect();
        let unrecorded = must.iter().find(|person| !recorded(person)).unwrap().id.0;
        let done = must.iter().find(|person| recorded(person)).unwrap().id.0;
        write(store, move |write| {
            tables::whereabouts::save(write, &said(unrecorded, Stay::Abroad))?;
            tables::whereabouts::save(write, &said(done, Stay::Here))
        });
        let found = read(store, |tx| coverage::stays(tx, TODAY));
        assert_eq!(found.iter().map(|one| (one.stay, one.people)).collect::<Vec<_>>(), [(Stay::Abroad, 1)]);
        assert!(found[0].village.as_str().starts_with("52.08"));
    });
}

#[test]
fn a_village_is_listed_as_a_team_walks() {
    check("village list", |store| {
        begin(store);
        let house = |number: i64, rt: u16, rw: u16, address: &str, name: &str| {
            let mut one = person(number, name);
            (one.biodata.rt, one.biodata.rw, one.biodata.address) = (rt, rw, address.to_owned());
            one
        };
        let mut people = vec![
            house(1, 2, 1, "Dusun B", "ZAINAB"),
            house(2, 1, 2, "Dusun A", "ALI"),
            house(3, 1, 1, "Dusun Ä", "WATI"),
            house(4, 1, 1, "Dusun A", "BUDI"),
            house(5, 1, 1, "Dusun A", "AGUS"),
            house(6, 1, 1, "Dusun A", "ANAK"),
            house(7, 1, 1, "Dusun A", "SUDAH"),
            house(8, 1, 1, "Dusun A", "PINDAH"),
        ];
        people[3].biodata.kk = None;
        (people[5].biodata.marital, people[5].biodata.birth_date) = (Marital::Single, date(2006, 1, 31));
        people[6] = seen(people[6].clone(), CentralCode::SentForEnrollment);
        people[7].biodata.village = VillageCode::parse("52.08.02.2003").unwrap();
        write(store, move |write| {
            office::enter(write, &people)?;
            tables::whereabouts::save(write, &said(5, Stay::AtSchool))?;
            tables::case_file::save(write, &case(1, 4, CaseState::WaitingRecording))
        });
        let village = VillageCode::parse("52.08.01.2001").unwrap();
        let names = |born: Date, limit| {
            let lines = read(store, |tx| village_list::unrecorded(tx, &village, born, limit));
            lines.into_iter().map(|line| line.name).collect::<Vec<_>>()
        };
        let now = domain::person::born_by(TODAY, 17);
        assert_eq!(names(now, 100), ["BUDI", "AGUS", "WATI", "ZAINAB", "ALI"], "RW, RT, address, family, name");
        assert_eq!(names(date(2006, 2, 25), 100).len(), 6, "with who turns 17 within three months");
        assert_eq!(names(now, 4), ["BUDI", "AGUS", "WATI", "ZAINAB"]);
        let lines = read(store, |tx| village_list::unrecorded(tx, &village, now, 100));
        assert_eq!((lines[0].kk.clone(), lines[0].open_case), (None, Some(CaseState::WaitingRecording)));
        assert_eq!((lines[1].stay, lines[1].kk.clone()), (Some((Stay::AtSchool, date(2022, 11, 20))), Kk::parse("5208010101200001").ok()));
        assert_eq!((lines[0].rt, lines[0].rw, lines[0].sex, lines[0].birth_date), (1, 1, Sex::Male, date(1985, 5, 12)));
    });
}
