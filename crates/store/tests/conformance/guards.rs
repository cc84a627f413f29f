//! What the database itself refuses, whatever a program asks of it.

use domain::{
    card::InvalidReason,
    case::{Case, CaseState},
    central::CentralCode,
    id::PersonId,
};
use jiff::civil::date;
use store::{Engine, Store, looks, schema, tables};

use crate::{
    bench::{at, check, is_refusal_of, read, try_execute, try_write_at, write},
    office::{self, begin, begin_with, card, case, delivery, import_id},
};

/// Begins an office with at least one row in every append-only table.
fn begin_filled(store: &Store) {
    begin_with(store, &["SITI"]);
    write(store, |write| {
        let found = [(PersonId(1), CentralCode::Processing, date(2022, 11, 1))];
        tables::observation::insert_many(write, &found, (import_id(1), 1))?;
        looks::append(write, &office::look(1, &[1]))?;
        office::post(write, &delivery(1, 10)).map(drop)
    });
}

#[test]
fn what_is_append_only_cannot_be_changed_or_deleted() {
    let statements = [
        "UPDATE journal SET act = 'x'",
        "DELETE FROM journal",
        "UPDATE journal_payload SET sealed = salt",
        "DELETE FROM journal_payload",
        "UPDATE blank_movement SET quantity = 1",
        "DELETE FROM blank_movement",
        "UPDATE look SET outside = 0",
        "DELETE FROM look",
        "UPDATE look_person SET person = 2",
        "DELETE FROM look_person",
        "UPDATE person_history SET content = ''",
        "DELETE FROM person_history",
        "UPDATE central_observation SET code = 'CARD_ISSUED'",
        "DELETE FROM central_observation",
    ];
    let triggers = schema::GUARDS.iter().filter(|guard| guard.contains("_no_")).count();
    assert_eq!(statements.len(), triggers, "one statement for each trigger");
    check("append-only", |store| {
        begin_filled(store);
        for statement in statements {
            let refused = try_execute(store, statement).unwrap_err();
            assert!(is_refusal_of(store.engine(), &refused), "{statement}: {refused:?}");
        }
    });
}

#[test]
fn what_is_append_only_cannot_be_overwritten_by_an_insert() {
    check("overwriting", |store| {
        begin_filled(store);
        let statement = match store.engine() {
            Engine::Sqlite => {
                "INSERT OR REPLACE INTO person_history (office, person, version, content)
                 SELECT office, person, version, 'x' FROM person_history"
            }
            Engine::Postgres => {
                "INSERT INTO person_history (office, person, version, content) SELECT office, person, version, 'x' FROM person_history
                 ON CONFLICT (office, person, version) DO UPDATE SET content = excluded.content"
            }
        };
        let refused = try_execute(store, statement).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
    });
}

#[test]
fn a_person_has_one_open_case() {
    check("one open case", |store| {
        begin_with(store, &["SITI", "BUDI"]);
        let closed = [case(1, 1, CaseState::Collected), case(2, 1, CaseState::Cancelled)];
        write(store, move |write| closed.iter().try_for_each(|case| tables::case_file::save(write, case)));
        write(store, |write| tables::case_file::save(write, &case(3, 1, CaseState::Opened)));
        for (number, state) in (10..).zip(CaseState::ALL.iter().filter(|state| state.open())) {
            let second = case(number, 1, *state);
            let refused = try_write_at(store, at(0), move |write| tables::case_file::save(write, &second)).unwrap_err();
            assert!(is_refusal_of(store.engine(), &refused), "{state}: {refused:?}");
        }
        write(store, |write| tables::case_file::save(write, &case(4, 2, CaseState::Opened)));
        assert_eq!(read(store, |tx| tables::case_file::of_person(tx, PersonId(1))).len(), 3);
        let twin = Case { receipt: office::receipt(4), ..case(5, 1, CaseState::Collected) };
        assert!(try_write_at(store, at(0), move |write| tables::case_file::save(write, &twin)).is_err(), "a receipt is given once");
    });
}

#[test]
fn a_person_has_one_valid_card_and_a_case_makes_one() {
    check("one valid card", |store| {
        begin_with(store, &["SITI"]);
        write(store, |write| {
            tables::case_file::save(write, &case(1, 1, CaseState::Collected))?;
            tables::case_file::save(write, &case(2, 1, CaseState::Printed))?;
            tables::card::save(write, &card(1, 1, 1))
        });
        let refused = try_write_at(store, at(0), |write| tables::card::save(write, &card(2, 1, 2))).unwrap_err();
        assert!(is_refusal_of(store.engine(), &refused), "{refused:?}");
        write(store, |write| {
            let mut old = card(1, 1, 1);
            old.invalid = Some(InvalidReason::Superseded);
            tables::card::save(write, &old)?;
            tables::card::save(write, &card(2, 1, 2))
        });
        let mut again = card(3, 1, 2);
        again.invalid = Some(InvalidReason::Superseded);
        assert!(try_write_at(store, at(0), move |write| tables::card::save(write, &again)).is_err(), "one card for one case");
        assert_eq!(read(store, |tx| tables::card::of_person(tx, PersonId(1))).len(), 2);
    });
}

#[test]
fn rows_refer_to_rows_that_exist() {
    check("references", |store| {
        begin_with(store, &["SITI"]);
        let nobody = try_write_at(store, at(0), |write| tables::case_file::save(write, &case(1, 99, CaseState::Opened)));
        assert!(is_refusal_of(store.engine(), &nobody.unwrap_err()));
        let no_case = try_write_at(store, at(0), |write| tables::card::save(write, &card(1, 1, 99)));
        assert!(is_refusal_of(store.engine(), &no_case.unwrap_err()));
        let in_use = try_execute(store, "DELETE FROM office").unwrap_err();
        assert!(is_refusal_of(store.engine(), &in_use), "{in_use:?}");
        assert_eq!(read(store, schema::foreign_key_problems), Vec::<String>::new());
    });
}

#[test]
fn a_guard_that_guards_nothing_is_told_from_one_that_does() {
    check("guards", |store| {
        begin(store);
        assert_eq!(read(store, schema::guard_problems), Vec::<String>::new());
        let (disarm, dropped) = match store.engine() {
            Engine::Sqlite => ("DROP TRIGGER journal_no_update", "DROP INDEX card_one_valid"),
            Engine::Postgres => ("ALTER TABLE journal DISABLE TRIGGER journal_no_update", "DROP INDEX card_one_valid"),
        };
        for statement in [disarm, dropped] {
            try_execute(store, statement).unwrap();
        }
        let problems = read(store, schema::guard_problems).join("\n");
        assert!(problems.contains("card_one_valid") && problems.contains("journal_no_update"), "{problems}");
    });
}
