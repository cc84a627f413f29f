//! Imports: the file's rows in parts, what is shown of them, what their columns mean; and questions of identity.

use domain::{
    central::CentralCode,
    id::PersonId,
    intake::{ImportState, Layout},
    person::{Nik, PersonName},
    question::{self, Question, QuestionEvent, QuestionKind, QuestionState},
};
use jiff::civil::date;
use store::{
    Engine, StoreFault, journal,
    tables::{
        self, Folded,
        import::{self, Batch, ShownRow},
        person::NewPeople,
    },
};

use crate::{
    bench::{at, check, code, read, write},
    office::{account_id, begin_with, biodata, import_id, person, question},
};

fn batch(number: u8, state: ImportState) -> Batch {
    Batch {
        id: import_id(u64::from(number)),
        file_name: format!("siak-{number}.xlsx"),
        file_hash: "ab".repeat(32),
        layout: Layout::Siak,
        state,
        account: Some(account_id(1)),
        at: at(i64::from(number)),
        as_of: date(2022, 11, i8::try_from(number).unwrap()),
        head: "{}".to_owned(),
        rows: 700,
        parts: 2,
        checked: 0,
        applied: 0,
        preview: "{}".to_owned(),
        result: "{}".to_owned(),
        compared_at: 0,
        ended_at: None,
    }
}

#[test]
fn an_import_comes_back_as_it_stands_and_who_came_first_is_worked_on_first() {
    check("imports", |store| {
        begin_with(store, &["SITI"]);
        for one in [batch(2, ImportState::Checking), batch(1, ImportState::Checking), batch(3, ImportState::Mapping)] {
            write(store, move |write| import::save(write, &one));
        }
        let first = read(store, |tx| import::first_in_state(tx, ImportState::Checking)).unwrap();
        assert_eq!(first, batch(1, ImportState::Checking));
        assert_eq!(read(store, |tx| import::first_in_state(tx, ImportState::Applying)), None);
        let done = Batch { state: ImportState::Done, checked: 2, applied: 2, ended_at: Some(at(9)), account: None, ..first };
        let saved = Batch { account: Some(account_id(1)), ..done };
        let kept = saved.clone();
        write(store, move |write| import::save(write, &kept));
        assert_eq!(read(store, |tx| import::find(tx, import_id(1))), Some(saved));
        let order: Vec<_> = read(store, |tx| import::latest(tx, 2)).into_iter().map(|one| one.id).collect();
        assert_eq!(order, [import_id(3), import_id(2)]);
        assert_eq!(read(store, |tx| import::day_of_same_file(tx, &"ab".repeat(32))), Some(date(2022, 11, 1)));
        assert_eq!(read(store, |tx| import::day_of_same_file(tx, "another")), None);
    });
}

#[test]
fn parts_and_shown_rows_are_kept_until_they_are_forgotten() {
    check("parts", |store| {
        begin_with(store, &["SITI"]);
        let id = import_id(1);
        let row = |kind: &str, line: i64| ShownRow { kind: kind.to_owned(), line, content: format!("{kind} {line}") };
        let rows = [row("refused", 2), row("refused", 9), row("new", 2)];
        let ended = Batch { ended_at: Some(at(5)), ..batch(1, ImportState::Cancelled) };
        write(store, move |write| {
            import::save(write, &ended)?;
            (1..=3).try_for_each(|part| import::insert_part(write, id, part, &[7, part as u8]))?;
            import::insert_rows(write, id, &rows)
        });
        assert_eq!(read(store, |tx| import::find_part(tx, id, 2)), Some(vec![7, 2]));
        assert_eq!(read(store, |tx| import::rows(tx, id, "refused", 2, 10)), [row("refused", 9)]);
        assert_eq!(read(store, |tx| import::ended_before(tx, at(5))), Vec::<String>::new());
        assert_eq!(read(store, |tx| import::ended_before(tx, at(6))), [id.to_string()]);
        assert_eq!(write(store, move |write| import::delete_parts(write, id, 2)), 2);
        assert_eq!(read(store, |tx| import::find_part(tx, id, 2)), None);
        assert_eq!(write(store, move |write| import::delete_parts(write, id, 99)), 1);
        assert_eq!(write(store, move |write| import::delete_rows(write, id)), 3);
        assert_eq!(read(store, |tx| import::ended_before(tx, at(6))), Vec::<String>::new());
    });
}

#[test]
fn what_columns_mean_is_remembered_by_their_titles() {
    check("mapping", |store| {
        begin_with(store, &["SITI"]);
        for columns in ["[1]", "[2]"] {
            write(store, move |write| import::save_mapping(write, "titles", columns));
        }
        assert_eq!(read(store, |tx| import::find_mapping(tx, "titles")).as_deref(), Some("[2]"));
        assert_eq!(read(store, |tx| import::find_mapping(tx, "others")), None);
    });
}

#[test]
fn a_question_comes_back_as_it_went_and_keeps_what_is_asked() {
    check("question", |store| {
        begin_with(store, &["SITI"]);
        let (first, second) = (question(1), question(2));
        let saved = [second.clone(), first.clone()];
        write(store, move |write| saved.iter().try_for_each(|one| tables::question::save(write, one)));
        assert_eq!(read(store, |tx| tables::question::find(tx, &first.id)), Some(first.clone()));
        assert_eq!(read(store, |tx| tables::question::open_counts(tx)), [(QuestionKind::NikTwoPeople, 2)]);
        let event = QuestionEvent::Answered { state: QuestionState::Left, by: account_id(1), note: None };
        let answered = question::apply(Some(first.clone()), &first.id, &event, at(9)).unwrap();
        let mut altered = answered.clone();
        altered.asked.people.clear();
        write(store, move |write| tables::question::save(write, &altered));
        assert_eq!(read(store, |tx| tables::question::find(tx, &first.id)), Some(answered.clone()), "what is asked stays");
        let open = |kind: &'static str| read(store, move |tx| tables::question::in_state(tx, QuestionState::Open, kind, 9));
        assert_eq!((open(""), open("no_nik")), (vec![second.clone()], vec![]));
        let mut rows = Vec::new();
        read(store, |tx| tables::rows_of::<Question>(tx, |row| rows.push(row)));
        assert_eq!(rows, [answered.values(), second.values()]);
        let rows = &first.asked.rows;
        assert_eq!(&journal::decode_rows(&journal::encode_rows(rows).unwrap()).unwrap(), rows);
        assert!(journal::decode_rows("{}").is_err());
    });
}

#[test]
fn people_are_found_by_many_niks_and_by_who_they_are() {
    check("by niks", |store| {
        let names: Vec<String> = (0..70).map(|number| format!("SITI {}", "A".repeat(number % 50 + 1))).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        begin_with(store, &names);
        let niks: Vec<Nik> = (1..=70).map(|number| biodata(number, "X").nik).collect();
        let mut asked: Vec<&str> = niks.iter().map(Nik::as_str).collect();
        asked.push("5208019999999999");
        let found = read(store, |tx| tables::person::by_niks(tx, &asked));
        assert_eq!(found.len(), 70);
        assert!(found.iter().all(|person| niks.contains(&person.biodata.nik)));
        assert_eq!(read(store, |tx| tables::person::by_niks(tx, &[])), []);
        let mut met = 0;
        read(store, |tx| {
            tables::person::each_identity(tx, |_, _, _: &PersonName, _, mother| {
                met += usize::from(mother.as_str() == "INAQ SARI");
                Ok::<_, StoreFault>(())
            })
        });
        assert_eq!(met, 70);
    });
}

#[test]
fn people_who_were_prepared_are_found_by_name() {
    check("prepared", |store| {
        begin_with(store, &["SITI"]);
        let new = person(7, "BAIQ SARI");
        let engine = store.engine();
        assert!(matches!(engine, Engine::Sqlite | Engine::Postgres));
        let content = journal::encode_biodata(&new.biodata).unwrap();
        let mut rows = NewPeople::new(engine, code(), std::slice::from_ref(&new), &[content], Some((import_id(1), 1)));
        let mut known = std::collections::BTreeSet::from(["baiq".to_owned()]);
        rows.leave_out_known(&mut known);
        assert!(known.contains("sari"));
        write(store, move |write| tables::person::insert_new(write, &rows));
        assert_eq!(read(store, |tx| tables::person::find(tx, PersonId(7))), Some(new));
    });
}

#[test]
fn an_observation_is_known_by_person_code_and_day() {
    check("known observation", |store| {
        begin_with(store, &["SITI"]);
        let (person, code, day) = (PersonId(1), CentralCode::SentForEnrollment, date(2022, 10, 1));
        let before = read(store, |tx| tables::observation::between(tx, 1, 2)).len() as i64;
        let ordinal = write(store, move |write| tables::observation::append(write, person, code, day, Some((import_id(4), 2))));
        assert_eq!(ordinal, before + 1);
        assert!(read(store, |tx| tables::observation::is_known(tx, person, code, day)));
        assert!(!read(store, |tx| tables::observation::is_known(tx, person, code, date(2022, 10, 2))));
        let last = read(store, |tx| tables::observation::between(tx, 1, 2)).pop().unwrap();
        assert_eq!(last.import, Some((import_id(4).to_string(), 2)));
    });
}

#[test]
fn what_happened_since_is_known() {
    check("since", |store| {
        begin_with(store, &["SITI"]);
        let head = read(store, |tx| journal::head(tx)).seq;
        assert!(!read(store, |tx| journal::happened_since(tx, "import_finished", head)));
        let event = domain::Event::ImportFinished { import: import_id(1), chunks: 0, rows: 0, digest: String::new() };
        write(store, move |write| journal::append(write, journal::Actor::System, &event));
        assert!(read(store, |tx| journal::happened_since(tx, "import_finished", head)));
    });
}
