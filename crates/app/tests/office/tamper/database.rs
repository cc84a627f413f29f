//! What the database says of itself; and every check of `verify` fails for something.

use std::collections::BTreeSet;

use store::schema;

use super::{prepare::vault, quietly};

#[test]
fn a_dropped_guard_is_named() {
    for guard in schema::GUARDS {
        vault().finds(&["schema_guards", &format!("the guard {guard} is missing")], |connection| {
            let kind = if guard.contains("_no_") { "TRIGGER" } else { "INDEX" };
            connection.execute_batch(&format!("DROP {kind} {guard}")).unwrap();
        });
    }
}

#[test]
fn a_guard_that_guards_nothing_is_named() {
    for (guard, sql) in [
        (
            "journal_no_update",
            "DROP TRIGGER journal_no_update; CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT 1; END",
        ),
        (
            "blank_movement_no_delete",
            "DROP TRIGGER blank_movement_no_delete;
             CREATE TRIGGER blank_movement_no_delete BEFORE DELETE ON job BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
        ),
        ("card_one_valid", "DROP INDEX card_one_valid; CREATE INDEX card_one_valid ON card (office, person) WHERE invalid IS NULL"),
        ("stranger", "CREATE TRIGGER stranger AFTER INSERT ON journal BEGIN SELECT 1; END"),
    ] {
        vault().finds(&["schema_guards", guard], |connection| connection.execute_batch(sql).unwrap());
    }
}

#[test]
fn a_broken_foreign_key_is_named() {
    for (sql, tables) in [
        ("UPDATE credential SET account = 'nobody' WHERE account = (SELECT MIN(account) FROM credential)", "credential → account"),
        ("UPDATE session SET account = 'nobody'", "session → account"),
        ("UPDATE case_file SET person = 20000 WHERE case_id = (SELECT MIN(case_id) FROM case_file)", "case_file → person"),
        ("UPDATE idempotency SET office = '5201'", "idempotency → office"),
    ] {
        vault().finds(&["foreign_keys", tables], |connection| quietly(connection, sql, []));
    }
}

#[test]
fn every_check_can_fail() {
    let changes = [
        ("schema_guards", "DROP TRIGGER journal_no_delete"),
        ("blank_equation", "UPDATE blank_balance SET quantity = quantity + 1 WHERE state = 'used'"),
        ("central_observation", "DROP TRIGGER central_observation_no_delete; DELETE FROM central_observation WHERE import IS NULL"),
        ("foreign_keys", "UPDATE session SET account = 'nobody'"),
        ("import_digests", "DROP TRIGGER person_history_no_delete; DELETE FROM person_history WHERE chunk = 1"),
        ("integrity_check", "UPDATE blank_balance SET quantity = -1 WHERE state = 'spoiled'"),
        ("journal_chain", "DROP TRIGGER journal_no_update; UPDATE journal SET at = at + 1 WHERE seq = 9"),
        ("journal_head", "UPDATE journal_head SET seq = 0"),
        ("journal_payloads", "DROP TRIGGER journal_payload_no_delete; DELETE FROM journal_payload WHERE seq = 9"),
        (
            "look_anchors",
            "DROP TRIGGER look_no_update; UPDATE look SET chain_hash = zeroblob(32) WHERE seq = (SELECT anchored FROM look_head)",
        ),
        ("look_chain", "DROP TRIGGER look_no_update; UPDATE look SET account = (SELECT MIN(account) FROM account) WHERE seq = 2"),
        ("look_index", "DROP TRIGGER look_person_no_delete; DELETE FROM look_person WHERE seq = 2"),
        ("person_history", "DROP TRIGGER person_history_no_delete; DELETE FROM person_history WHERE import IS NULL"),
        ("table_account", "DELETE FROM account"),
        ("table_blank_balance", "DELETE FROM blank_balance"),
        ("table_blank_lot", "DELETE FROM blank_lot"),
        ("table_blank_movement", "DROP TRIGGER blank_movement_no_delete; DELETE FROM blank_movement"),
        ("table_card", "DELETE FROM card"),
        ("table_case_file", "DELETE FROM case_file"),
        ("table_office", "DELETE FROM office"),
        ("table_person", "DELETE FROM person"),
        ("table_place", "DELETE FROM place"),
        ("table_proposal", "DELETE FROM proposal"),
        ("table_question", "DELETE FROM question"),
        ("table_repair", "DELETE FROM repair"),
        ("table_whereabouts", "DELETE FROM whereabouts"),
        ("table_blank_request", "DELETE FROM blank_request"),
        ("table_blank_serial", "DELETE FROM blank_serial"),
        ("table_closing", "DELETE FROM closing"),
        ("table_destruction", "DELETE FROM destruction"),
        ("table_difference", "DELETE FROM difference"),
        ("table_outlook", "DELETE FROM outlook"),
        ("table_print_job", "DELETE FROM print_job"),
        ("table_print_run", "DELETE FROM print_run"),
        ("table_printer", "DELETE FROM printer"),
        ("table_suket", "DELETE FROM suket"),
        ("table_notice", "DELETE FROM notice"),
        ("table_inbound", "DELETE FROM inbound"),
        ("table_stopped_phone", "DELETE FROM stopped_phone"),
        ("table_handover_batch", "DELETE FROM handover_batch"),
        ("table_handover_card", "DELETE FROM handover_card"),
        ("table_shelf_count", "DELETE FROM shelf_count"),
        ("table_proxy_pickup", "DELETE FROM proxy_pickup"),
        ("table_closed_site", "DELETE FROM closed_site"),
    ];
    for (name, sql) in changes {
        let checks = vault().after(|connection| connection.execute_batch(sql).unwrap());
        let check = checks.iter().find(|check| check.name == name).unwrap();
        assert!(!check.passed(), "{name} passes after {sql}");
    }
    let all: BTreeSet<String> = vault().after(|_| {}).into_iter().map(|check| check.name).collect();
    assert_eq!(all, changes.iter().map(|(name, _)| (*name).to_owned()).collect());
}

#[test]
fn many_problems_are_counted_and_some_are_named() {
    let checks = vault().after(|connection| quietly(connection, "UPDATE person SET address = 'X' || address", []));
    let people = checks.iter().find(|check| check.name == "table_person").unwrap();
    assert!(people.problems.len() <= 50, "a page can show them");
    assert_eq!(people.problems.len() + people.more, people.count as usize);
}
