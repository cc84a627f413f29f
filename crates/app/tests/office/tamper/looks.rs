//! The stream of looks: nobody's look is taken away, added or altered unnoticed.

use super::{prepare::vault, quietly};

#[test]
fn a_changed_column_of_a_look_breaks_the_chain() {
    for set in [
        "at = at + 1",
        "account = (SELECT MAX(account) FROM account WHERE account <> look.account)",
        "sight = CASE sight WHEN 'case' THEN 'person' ELSE 'case' END",
        "answer = 'refused'",
        "subject = COALESCE(subject, 0) + 1",
        "outside = outside + 1",
        "people = people || ',7'",
        "reason = 'audit'",
        "note = 'lain'",
    ] {
        let sql = format!("UPDATE look SET {set} WHERE seq = 2");
        vault().finds(&["look_chain", "look 2 does not follow"], |connection| quietly(connection, &sql, []));
    }
}

#[test]
fn a_look_that_is_missing_or_hidden_is_named() {
    let last: i64 = vault().ask("SELECT MAX(seq) FROM look");
    vault().finds(&["look_chain", "look 2 is missing"], |connection| quietly(connection, "DELETE FROM look WHERE seq = 2", []));
    let newest = format!("DELETE FROM look WHERE seq = {last}");
    vault().finds(&["look_chain", "the head names look"], |connection| quietly(connection, &newest, []));
    let hidden = "DELETE FROM look_person WHERE seq = 2";
    vault().finds(&["look_index", "look 2 is not found by person"], |connection| quietly(connection, hidden, []));
    let added = "INSERT INTO look_person (office, person, seq) SELECT office, 99999, seq FROM look WHERE seq = 2";
    vault().finds(&["look_index", "people are in the index"], |connection| quietly(connection, added, []));
}

#[test]
fn a_stream_that_was_written_anew_does_not_fit_what_the_journal_fixed() {
    let anchored: i64 = vault().ask("SELECT anchored FROM look_head");
    assert!(anchored > 0, "the vault's journal fixed some looks");
    vault().finds(&["look_anchors", "which the journal fixed, is missing"], |connection| {
        quietly(connection, "DELETE FROM look", []);
    });
    vault().finds(&["look_anchors", "another look"], |connection| quietly(connection, "UPDATE look_head SET anchored = 0", []));
}
