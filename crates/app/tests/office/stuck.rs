//! Records that lie at the centre, and what is done about them.

use app::{
    ageing::{self, AgeingFilter},
    cases, person_page,
    repairs::{self, Letter},
};
use domain::{
    access::Role,
    ageing::AgeClass,
    area::SubdistrictCode,
    central::CentralCode as C,
    id::PersonId,
    repair::{RepairOutcome, RepairStage},
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, girl, man, observe, open_first},
    refusals::{Refused, require},
};

fn observe_on(bed: &Bed, person: PersonId, code: C, on: Date) {
    cases::observe_central(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person, code, on).unwrap();
}

/// Somebody of Pemenang, another sub-district than Tanjung.
fn far(bed: &Bed, serial: u16) -> PersonId {
    add(bed, &app::register::PersonInput { village: "52.08.02.2001".to_owned(), ..man(serial) })
}

/// The bed's day is 25 November 2022.
fn people_at_the_centre(bed: &Bed) -> [PersonId; 5] {
    let people = [add(bed, &man(1)), add(bed, &man(2)), add(bed, &man(3)), far(bed, 4), add(bed, &girl())];
    observe_on(bed, people[0], C::BioCaptured, date(2022, 11, 1));
    observe_on(bed, people[0], C::SentForEnrollment, date(2022, 11, 4));
    observe_on(bed, people[0], C::SentForEnrollment, date(2022, 11, 24));
    observe_on(bed, people[1], C::SentForEnrollment, date(2022, 11, 25));
    observe_on(bed, people[2], C::DuplicateRecord, date(2022, 11, 24));
    observe_on(bed, people[3], C::DuplicateRecord, date(2022, 10, 1));
    observe_on(bed, people[4], C::PrintReadyRecord, date(2022, 11, 20));
    people
}

#[test]
fn the_board_counts_from_the_day_on_which_the_status_began() {
    on_each_engine(|bed| {
        let people = people_at_the_centre(bed);
        let admin = bed.caller(Role::DataAdmin);
        let board = ageing::board(&bed.office, &admin).unwrap();
        let brief: Vec<_> =
            board.statuses.iter().map(|one| (one.code, one.ages.fresh, one.ages.watch, one.ages.stuck, one.oldest_days)).collect();
        assert_eq!(brief, [(C::SentForEnrollment, 1, 0, 1, 21), (C::DuplicateRecord, 0, 1, 1, 55)]);
        assert_eq!(board.printable.as_ref().map(|one| (one.ages.total(), one.oldest_days)), Some((1, 5)));
        let places: Vec<_> = board.subdistricts.iter().map(|(code, ages)| (code.as_str(), ages.total())).collect();
        assert_eq!(places, [("52.08.01", 3), ("52.08.02", 1)]);
        let counted: i64 = board.statuses.iter().map(|one| one.ages.total()).sum();
        assert_eq!(counted, board.subdistricts.iter().map(|(_, ages)| ages.total()).sum::<i64>());

        let list = |filter: &AgeingFilter| {
            let found = ageing::list(&bed.office, &admin, filter, 10, 0).unwrap();
            assert_eq!(found.total, found.lines.len() as i64);
            found.lines.iter().map(|line| (line.person.person, line.days)).collect::<Vec<_>>()
        };
        let all = AgeingFilter::default();
        assert_eq!(list(&all), [(people[3], 55), (people[0], 21), (people[2], 1), (people[1], 0)], "the oldest first");
        for (filter, expected) in [
            (AgeingFilter { code: Some(C::DuplicateRecord), ..all.clone() }, vec![(people[3], 55), (people[2], 1)]),
            (AgeingFilter { class: Some(AgeClass::Stuck), ..all.clone() }, vec![(people[3], 55), (people[0], 21)]),
            (AgeingFilter { subdistrict: SubdistrictCode::parse("52.08.02"), ..all.clone() }, vec![(people[3], 55)]),
            (AgeingFilter { code: Some(C::PrintReadyRecord), ..all.clone() }, vec![(people[4], 5)]),
            (AgeingFilter { code: Some(C::AdjudicateRecord), ..all.clone() }, vec![]),
        ] {
            assert_eq!(list(&filter), expected, "{filter:?}");
        }
        let page = ageing::list(&bed.office, &admin, &all, 2, 1).unwrap();
        assert_eq!((page.total, page.lines.len(), page.lines[0].since), (4, 2, date(2022, 11, 4)));

        // Who asks for a card is no more waiting to be asked.
        open_first(bed, people[4]);
        bed.forward(SignedDuration::from_mins(2));
        assert_eq!(ageing::board(&bed.office, &admin).unwrap().printable, None);
    });
}

#[test]
fn a_posting_sees_its_own_records_only() {
    on_each_engine(|bed| {
        people_at_the_centre(bed);
        let mut counter = bed.caller(Role::Counter);
        counter.standing.posting = SubdistrictCode::parse("52.08.01");
        let board = ageing::board(&bed.office, &counter).unwrap();
        assert_eq!(board.subdistricts.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["52.08.01"]);
        let elsewhere = AgeingFilter { subdistrict: SubdistrictCode::parse("52.08.02"), ..AgeingFilter::default() };
        let found = ageing::list(&bed.office, &counter, &elsewhere, 10, 0).unwrap();
        assert_eq!((found.total, found.lines.len()), (0, 0));
        assert_eq!(ageing::list(&bed.office, &counter, &AgeingFilter::default(), 10, 0).unwrap().total, 3);
    });
}

fn letter(on: Date, reply_due: Date) -> Letter {
    Letter { number: "470/12/Dukcapil".to_owned(), on, reply_due }
}

#[test]
fn a_duplicate_is_repaired_and_the_status_closes_it() {
    on_each_engine(|bed| {
        let (office, admin) = (&bed.office, bed.caller(Role::DataAdmin));
        let person = add(bed, &man(1));
        observe_on(bed, person, C::DuplicateRecord, date(2022, 11, 20));
        let today = office.today();
        assert_eq!(repairs::open(office, &admin, &plain(), person).unwrap().stage, "opened");
        repairs::note_letter(office, &admin, &plain(), person, letter(date(2022, 11, 21), date(2022, 11, 24))).unwrap();
        let board = ageing::board(office, &admin).unwrap();
        assert_eq!((board.statuses[0].repairs, board.overdue), (1, 1), "the answer is a day late");
        let line = ageing::list(office, &admin, &AgeingFilter::default(), 10, 0).unwrap().lines.remove(0);
        assert_eq!((line.repair, line.due), (Some(RepairStage::LetterSent), Some(date(2022, 11, 24))));
        repairs::note_reply(office, &admin, &plain(), person, today, "dihapus, silakan rekam ulang").unwrap();
        assert_eq!(repairs::appoint(office, &admin, &plain(), person, today).unwrap().stage, "rerecording");

        // The centre deleted the record: the person must still come.
        observe(bed, person, C::Unregistered);
        let page = || person_page::view(office, &admin, person).unwrap();
        assert_eq!(page().repairs[0].stage, RepairStage::Rerecording);
        observe(bed, person, C::BioCaptured);
        let shown = page();
        assert_eq!((shown.repairs[0].stage, shown.repairs[0].outcome), (RepairStage::Closed, Some(RepairOutcome::Solved)));
        assert_eq!(shown.central_since, Some(today));
        let acts: Vec<&str> = shown.timeline.iter().rev().filter_map(|entry| entry.event.as_ref().map(|event| event.act())).collect();
        let expected = "person_entered central_observed repair_opened repair_letter_sent repair_replied rerecording_appointed \
            central_observed central_observed repair_closed";
        assert_eq!(acts.join(" "), expected);

        // It happens again: another repair.
        observe(bed, person, C::EnrollFailureAtCentral);
        repairs::open(office, &admin, &plain(), person).unwrap();
        assert_eq!(repairs::close(office, &admin, &plain(), person, RepairOutcome::Gone).unwrap().stage, "closed");
        assert_eq!(page().repairs.len(), 2);
        let counts = bed.verified();
        assert_eq!(counts["table_repair"], 2);
    });
}

#[test]
fn a_status_of_an_earlier_day_closes_nothing() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        observe_on(bed, person, C::AdjudicateRecord, date(2022, 11, 20));
        repairs::open(&bed.office, &bed.caller(Role::DataAdmin), &plain(), person).unwrap();
        observe_on(bed, person, C::PrintReadyRecord, date(2022, 11, 19));
        let page = person_page::view(&bed.office, &bed.caller(Role::DataAdmin), person).unwrap();
        assert_eq!(page.repairs[0].stage, RepairStage::Opened);
        bed.verified();
    });
}

#[test]
fn refused_repairs_change_nothing() {
    on_each_engine(|bed| {
        let (office, admin) = (&bed.office, bed.caller(Role::DataAdmin));
        let (idle, stuck, asked) = (add(bed, &man(1)), add(bed, &man(2)), add(bed, &man(3)));
        let today = office.today();
        for person in [stuck, asked] {
            observe_on(bed, person, C::RequestValidation, date(2022, 11, 20));
        }
        repairs::open(office, &admin, &plain(), asked).unwrap();
        let yesterday = today.yesterday().unwrap();
        let send = |person, letter| refusal(repairs::note_letter(office, &admin, &plain(), person, letter));
        let reply = |on, note| refusal(repairs::note_reply(office, &admin, &plain(), asked, on, note));
        let refused: Vec<Refused<'_>> = vec![
            ("nothing to repair", "REPAIR-0003", Box::new(|| refusal(repairs::open(office, &admin, &plain(), idle)))),
            ("a second one", "REPAIR-0002", Box::new(|| refusal(repairs::open(office, &admin, &plain(), asked)))),
            ("nobody", "PERSON-0001", Box::new(|| refusal(repairs::open(office, &admin, &plain(), PersonId(999))))),
            ("a letter without a repair", "REPAIR-0001", Box::new(|| send(stuck, letter(today, today)))),
            ("a letter of tomorrow", "INPUT-0001", Box::new(|| send(asked, letter(today.tomorrow().unwrap(), date(2023, 1, 1))))),
            ("an answer due before", "REPAIR-0006", Box::new(|| send(asked, letter(today, yesterday)))),
            (
                "a letter without a number",
                "INPUT-0001",
                Box::new(|| send(asked, Letter { number: " ".to_owned(), ..letter(today, today) })),
            ),
            ("an answer to nothing", "REPAIR-0005", Box::new(|| reply(today, "hapus"))),
            ("an answer that says nothing", "INPUT-0001", Box::new(|| reply(today, " "))),
            ("called for yesterday", "REPAIR-0008", Box::new(|| refusal(repairs::appoint(office, &admin, &plain(), asked, yesterday)))),
            (
                "closed without being opened",
                "REPAIR-0001",
                Box::new(|| refusal(repairs::close(office, &admin, &plain(), stuck, RepairOutcome::Mistaken))),
            ),
            ("a counter officer", "ACCESS-0001", Box::new(|| refusal(repairs::open(office, &bed.caller(Role::Counter), &plain(), stuck)))),
        ];
        require(bed, refused);
    });
}
