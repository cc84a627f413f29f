//! The histories: lines of the register and central observations, entered by hand or imported.

use super::{
    prepare::{CHUNK, IMPORTED, vault},
    quietly, quietly_do,
};

/// The first person entered by hand: one version, two observations.
const BY_HAND: i64 = IMPORTED as i64 + 1;
/// Somebody in the middle of the second chunk.
const IN_CHUNK_2: i64 = (CHUNK + CHUNK / 2) as i64;

/// The latest person entered by hand, who gave another phone number: two versions.
fn twice_entered() -> i64 {
    vault().ask("SELECT person FROM person_history WHERE version = 2")
}

/// Somebody of the second chunk with an observation.
fn observed_in_chunk_2() -> i64 {
    vault().ask("SELECT MIN(person) FROM central_observation WHERE chunk = 2")
}

/// Requires a change of one person's rows to be found and named.
fn found(person: i64, words: &[&str], sql: &str) {
    vault().finds(words, |connection| quietly(connection, sql, [person]));
}

#[test]
fn a_line_entered_by_hand_is_covered() {
    let (one, two) = (format!("person {BY_HAND}: "), format!("person {}: ", twice_entered()));
    let version = format!("{one}version 1 is not what the journal says");
    for (change, words) in [
        ("content = replace(content, 'SUHARDI', 'SUHARDO')", ["person_history", &version]),
        ("content = '{}'", ["person_history", &version]),
        ("content = ''", ["person_history", &version]),
        ("version = 2", ["person_history", "version 1 of the history is missing"]),
        ("import = 'x', chunk = 1", ["import_digests", "import x, chunk 1: the journal knows no such chunk"]),
    ] {
        found(BY_HAND, &words, &format!("UPDATE person_history SET {change} WHERE person = ?"));
    }
    found(BY_HAND, &["person", &one, "the history knows no such person"], "DELETE FROM person_history WHERE person = ?");
    let person = twice_entered();
    let missing = "version 1 of the history is missing";
    found(person, &["person_history", &two, missing], "DELETE FROM person_history WHERE person = ? AND version = 1");
    let column = format!("person {person}: column version");
    found(person, &["table_person", &column], "DELETE FROM person_history WHERE person = ? AND version = 2");
    found(
        person,
        &["person_history", &two, "version 3 is not what the journal says"],
        "INSERT INTO person_history SELECT office, person, 3, import, chunk, content FROM person_history WHERE person = ? AND version = 2",
    );
}

#[test]
fn an_imported_line_is_covered() {
    let digest = &["import_digests", "chunk 2: its 100 rows are not the ones that were imported"];
    for change in [
        "content = replace(content, '\"bd\":\"', '\"bd\":\"0')",
        "content = replace(content, '\"adr\":\"', '\"adr\":\"X')",
        "content = '{}'",
        "version = 2",
        "chunk = 1",
        "chunk = 9",
        "import = 'another'",
        "import = NULL, chunk = NULL",
    ] {
        found(IN_CHUNK_2, digest, &format!("UPDATE person_history SET {change} WHERE person = ?"));
    }
    found(IN_CHUNK_2, digest, "DELETE FROM person_history WHERE person = ?");
    let copy = "INSERT INTO person_history SELECT office, 20000, version, import, chunk, content FROM person_history WHERE person = ?";
    found(IN_CHUNK_2, digest, copy);
    let whole = "its 100 rows are not the ones that were imported";
    vault()
        .finds(&["import_digests", "chunk 3", whole], |connection| quietly(connection, "DELETE FROM person_history WHERE chunk = 3", []));
}

#[test]
fn an_imported_person_is_covered() {
    let person = format!("person {IN_CHUNK_2}: column address is not what the journal says");
    found(IN_CHUNK_2, &["table_person", &person], "UPDATE person SET address = 'X' || address WHERE person = ?");
    let digest = &["import_digests", "chunk 2: its 100 rows are not the ones that were imported"];
    vault().finds(digest, |connection| {
        quietly_do(connection, |connection| {
            for sql in [
                "UPDATE person SET address = 'X' || address WHERE person = ?",
                "UPDATE person_history SET content = replace(content, '\"adr\":\"', '\"adr\":\"X') WHERE person = ?",
            ] {
                assert_eq!(connection.execute(sql, [IN_CHUNK_2]).unwrap(), 1);
            }
        });
    });
    vault().finds(digest, |connection| {
        quietly_do(connection, |connection| {
            for table in ["person", "person_history", "central_observation"] {
                connection.execute(&format!("DELETE FROM {table} WHERE person = ?"), [IN_CHUNK_2]).unwrap();
            }
        });
    });
}

#[test]
fn an_observation_noted_by_hand_is_covered() {
    let first = format!("person {BY_HAND}: observation 1 is not what the journal says");
    for change in ["code = 'CARD_SHIPPED'", "observed_on = '2022-11-24'"] {
        let sql = format!("UPDATE central_observation SET {change} WHERE person = ? AND ordinal = 1");
        found(BY_HAND, &["central_observation", &first], &sql);
    }
    let missing = format!("person {BY_HAND}: observation 1 is missing");
    found(BY_HAND, &["central_observation", &missing], "DELETE FROM central_observation WHERE person = ? AND ordinal = 1");
    let lost = "observations that were noted by hand are missing";
    found(BY_HAND, &["central_observation", lost], "DELETE FROM central_observation WHERE person = ? AND ordinal = 2");
    found(BY_HAND, &["central_observation", lost], "DELETE FROM central_observation WHERE person = ?");
    let gap = format!("person {BY_HAND}: observation 2 is missing");
    let moved = "UPDATE central_observation SET ordinal = 3 WHERE person = ? AND ordinal = 2";
    found(BY_HAND, &["central_observation", &gap], moved);
    let added = "INSERT INTO central_observation SELECT office, person, 3, code, observed_on, import, chunk FROM central_observation
         WHERE person = ? AND ordinal = 2";
    let third = format!("person {BY_HAND}: observation 3 is not what the journal says");
    found(BY_HAND, &["central_observation", &third], added);
}

#[test]
fn an_imported_observation_is_covered() {
    let person = observed_in_chunk_2();
    let digest = &["import_digests", "chunk 2: its 100 rows are not the ones that were imported"];
    for change in [
        "code = 'CARD_SHIPPED'",
        "observed_on = '2022-09-29'",
        "ordinal = 2",
        "chunk = 3",
        "import = 'another'",
        "import = NULL, chunk = NULL",
    ] {
        found(person, digest, &format!("UPDATE central_observation SET {change} WHERE person = ?"));
    }
    found(person, digest, "DELETE FROM central_observation WHERE person = ?");
    let far = "INSERT INTO central_observation SELECT office, 20000, ordinal, code, observed_on, import, chunk FROM central_observation WHERE person = ?";
    found(person, digest, far);
}

#[test]
fn an_unreadable_history_is_found() {
    for change in ["code = 'HACKED'", "observed_on = 'yesterday'", "import = CAST(x'ff' AS TEXT)"] {
        let sql = format!("UPDATE central_observation SET {change} WHERE person = ?");
        found(observed_in_chunk_2(), &["central_observation", "something cannot be read"], &sql);
    }
    let sql = "UPDATE person_history SET content = CAST(x'ff' AS TEXT) WHERE person = ?";
    found(IN_CHUNK_2, &["person_history", "something cannot be read"], sql);
}
