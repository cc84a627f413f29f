//! Who must have a card, who was recorded, where the others are, and the lists for a round.

use app::{
    coverage::{self, Area, Part},
    figures,
    lists::{self, Whom},
    person_page,
    register::PersonInput,
    whereabouts::{self, Said},
};
use domain::{
    access::Role,
    area::{SubdistrictCode, VillageCode},
    central::CentralCode,
    id::PersonId,
    look::{LookReason, Sight},
    whereabouts::Stay,
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, girl, import, man, observe},
    snapshot::unchanged,
};

fn village(code: &str) -> VillageCode {
    VillageCode::parse(code).unwrap()
}

fn subdistrict(code: &str) -> SubdistrictCode {
    SubdistrictCode::parse(code).unwrap()
}

/// Single people of one village born on these days.
fn born(bed: &Bed, serial: u16, birth: &str) -> PersonId {
    add(bed, &PersonInput { birth_date: birth.to_owned(), marital: "single".to_owned(), ..man(serial) })
}

fn say(bed: &Bed, person: PersonId, stay: Stay, on: Date) -> String {
    let said = Said { stay, source: "Kepala dusun".to_owned(), on };
    whereabouts::note(&bed.office, &bed.caller(Role::Subdistrict), &plain(), person, said).unwrap().stay
}

#[test]
fn coverage_adds_up_to_the_figures_of_the_first_page() {
    on_each_engine(|bed| {
        import(bed, 400, 400);
        let head = bed.caller(Role::Head);
        let whole = coverage::of(&bed.office, &head, &Area::Office).unwrap();
        let register = figures::figures(&bed.office, &head).unwrap().register;
        assert_eq!((whole.total.must_have, whole.total.recorded), (register.must_have, register.recorded));
        assert!(register.recorded > 0 && register.recorded < register.must_have);
        let groups = whole.groups.iter().map(|group| group.men.must_have + group.women.must_have).sum::<i64>();
        assert_eq!(groups, register.must_have);

        // Each level is the sum of the one beneath it.
        let mut villages = 0;
        for row in &whole.rows {
            let Part::Subdistrict(code) = &row.part else { panic!("{row:?}") };
            let inside = coverage::of(&bed.office, &head, &Area::Subdistrict(subdistrict(code))).unwrap();
            assert_eq!(inside.total, row.sums, "{code}");
            for row in &inside.rows {
                let Part::Village(code) = &row.part else { panic!("{row:?}") };
                let inside = coverage::of(&bed.office, &head, &Area::Village(code.clone())).unwrap();
                assert_eq!(inside.total, row.sums, "{code}");
                assert_eq!(inside.rows.iter().map(|row| row.sums.must_have).sum::<i64>(), row.sums.must_have);
                assert!(inside.rows.iter().all(|row| row.whereas.is_none()), "of a neighbourhood it would name people");
                villages += row.sums.must_have;
            }
        }
        assert_eq!(villages, register.must_have);
        let turning: i64 = whole.months.iter().map(|month| month.turning).sum();
        assert!(turning > 0 && whole.months.len() == 24 && whole.months[0].first == date(2022, 11, 1));
    });
}

#[test]
fn the_months_tell_who_turns_seventeen_and_who_can_be_recorded() {
    on_each_engine(|bed| {
        // On 25 November 2022.
        born(bed, 1, "2005-11-25");
        born(bed, 2, "2005-11-26");
        let early = born(bed, 3, "2005-12-01");
        born(bed, 4, "2006-11-25");
        born(bed, 5, "2006-11-26");
        born(bed, 6, "2008-02-29");
        observe(bed, early, CentralCode::BioCaptured);
        let found = coverage::of(&bed.office, &bed.caller(Role::Head), &Area::Office).unwrap();
        assert_eq!((found.total.must_have, found.total.recorded, found.early), (1, 0, 1));
        let told: Vec<_> = found.months.iter().filter(|month| month.turning > 0).collect();
        let brief: Vec<_> = told.iter().map(|month| (month.first, month.turning, month.recorded, month.recordable)).collect();
        assert_eq!(
            brief,
            [(date(2022, 11, 1), 1, 0, 1), (date(2022, 12, 1), 1, 1, 0), (date(2023, 11, 1), 2, 0, 1)],
            "24 months end in October 2024"
        );
        bed.forward(SignedDuration::from_hours(24 * 100));
        let found = coverage::of(&bed.office, &bed.caller(Role::Head), &Area::Office).unwrap();
        let leap = found.months.iter().find(|month| month.first == date(2025, 2, 1));
        assert_eq!(leap.map(|month| month.turning), Some(0), "born on 29 February, 17 on 1 March");
    });
}

#[test]
fn whereabouts_are_noted_and_summed_for_the_unrecorded() {
    on_each_engine(|bed| {
        let (abroad, done, silent, school) = (add(bed, &man(1)), add(bed, &man(2)), add(bed, &man(3)), add(bed, &girl()));
        observe(bed, done, CentralCode::CardIssued);
        let today = bed.office.today();
        assert_eq!(say(bed, abroad, Stay::Here, date(2022, 11, 1)), "here");
        assert_eq!(say(bed, abroad, Stay::Abroad, date(2022, 11, 20)), "abroad");
        assert_eq!(say(bed, abroad, Stay::Here, date(2022, 11, 10)), "abroad", "an earlier day changes nothing");
        say(bed, done, Stay::Here, today);
        say(bed, school, Stay::AtSchool, today);
        let found = coverage::of(&bed.office, &bed.caller(Role::Head), &Area::Office).unwrap();
        let whereas = found.whereas;
        assert_eq!((whereas.here, whereas.at_school, whereas.away, whereas.gone, whereas.unknown), (0, 1, 1, 0, 1));
        assert_eq!(found.rows[0].whereas, Some(whereas));

        let page = person_page::view(&bed.office, &bed.caller(Role::Subdistrict), abroad).unwrap();
        assert_eq!(page.whereabouts.map(|said| (said.stay, said.source)), Some((Stay::Abroad, "Kepala dusun".to_owned())));
        assert_eq!(person_page::view(&bed.office, &bed.caller(Role::Auditor), abroad).unwrap().whereabouts, None);
        assert_eq!(person_page::view(&bed.office, &bed.caller(Role::Head), silent).unwrap().whereabouts, None);

        let said = |source: &str, on| Said { stay: Stay::Here, source: source.to_owned(), on };
        let note = |person, said| refusal(whereabouts::note(&bed.office, &bed.caller(Role::Subdistrict), &plain(), person, said));
        let far = add(bed, &PersonInput { village: "52.08.02.2001".to_owned(), ..man(4) });
        for (name, code, person, said) in [
            ("tomorrow", "INPUT-0001", abroad, said("RT", today.tomorrow().unwrap())),
            ("before anybody was recorded", "INPUT-0001", abroad, said("RT", date(1999, 1, 1))),
            ("nobody said it", "INPUT-0001", abroad, said(" ", today)),
            ("beyond reach", "PERSON-0001", far, said("RT", today)),
        ] {
            assert_eq!(unchanged(bed, name, || note(person, said.clone())), code, "{name}");
        }
        assert_eq!(bed.verified()["table_whereabouts"], 3);
    });
}

#[test]
fn a_village_list_holds_whom_a_team_must_meet() {
    on_each_engine(|bed| {
        let tanjung = village("52.08.01.2001");
        let unrecorded = add(bed, &man(1));
        let done = add(bed, &man(2));
        observe(bed, done, CentralCode::SentForEnrollment);
        let soon = born(bed, 3, "2006-01-10");
        born(bed, 4, "2007-11-10");
        born(bed, 5, "2008-01-10");
        say(bed, unrecorded, Stay::Abroad, date(2022, 11, 20));
        let camat = bed.caller(Role::Subdistrict);
        let list = |whom| lists::village(&bed.office, &camat, &tanjung, whom).unwrap();
        let ids = |whom| list(whom).lines.iter().map(|line| line.person).collect::<Vec<_>>();
        assert_eq!(ids(Whom::MustHave), [unrecorded]);
        assert_eq!(ids(Whom::AlsoTurning { months: 1 }), [unrecorded]);
        assert_eq!(ids(Whom::AlsoTurning { months: 2 }), [unrecorded, soon]);
        assert_eq!(ids(Whom::AlsoTurning { months: 999 }), ids(Whom::AlsoTurning { months: 24 }));
        assert_eq!(ids(Whom::AlsoTurning { months: 24 }).len(), 3);
        let line = list(Whom::MustHave).lines.remove(0);
        assert_eq!((line.stay.map(|(stay, _)| stay), line.kk), (Some(Stay::Abroad), None), "the sub-district sees no family card");
        assert!(!line.address.is_empty());
        let admin = bed.caller(Role::DataAdmin);
        assert!(lists::village(&bed.office, &admin, &tanjung, Whom::MustHave).unwrap().lines[0].kk.is_some());
        let entries = bed.office.store().read(|tx| store::looks::page(tx, 0, 100)).unwrap();
        let look = &entries.last().unwrap().look;
        assert_eq!((look.sight, look.reason, look.outside), (Sight::VillageList, Some(LookReason::Outreach), 1));
        for (code, caller) in [("52.08.02.2001", &camat), ("52.08.99.2001", &admin)] {
            assert_eq!(refusal(lists::village(&bed.office, caller, &village(code), Whom::MustHave)), "AREA-0001", "{code}");
        }
    });
}

#[test]
fn a_list_for_a_task_is_not_stopped_and_stops_nothing() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.looks {
            (rule.limit.hour_max, rule.limit.day_max) = (1, 1);
        }
    });
    for serial in 1..=3 {
        add(&bed, &man(serial));
    }
    add(&bed, &girl());
    let admin = bed.caller(Role::DataAdmin);
    let list = || lists::village(&bed.office, &admin, &village("52.08.01.2001"), Whom::MustHave).map(|found| found.lines.len());
    assert_eq!((list().unwrap(), list().unwrap()), (4, 4), "the right to take it is the limit");
    app::register::search(&bed.office, &admin, "baiq").expect("other looks are counted apart");
    assert_eq!(refusal(app::register::search(&bed.office, &admin, "lalu")), "LOOK-0002");
    bed.verified();
}

#[test]
fn an_area_beyond_reach_does_not_exist() {
    on_each_engine(|bed| {
        add(bed, &man(1));
        add(bed, &PersonInput { village: "52.08.02.2001".to_owned(), ..man(2) });
        let camat = bed.caller(Role::Subdistrict);
        let of = |area| coverage::of(&bed.office, &camat, &area);
        let own = of(Area::Office).unwrap();
        assert_eq!((own.rows.len(), own.total.must_have), (1, 1), "the office is one's own sub-district");
        assert!(of(Area::Subdistrict(subdistrict("52.08.01"))).is_ok() && of(Area::Village(village("52.08.01.2001"))).is_ok());
        for area in [
            Area::Subdistrict(subdistrict("52.08.02")),
            Area::Subdistrict(subdistrict("52.08.99")),
            Area::Village(village("52.08.02.2001")),
            Area::Village(village("52.08.01.9999")),
        ] {
            assert_eq!(refusal(of(area.clone())), "AREA-0001", "{area:?}");
        }
    });
}
