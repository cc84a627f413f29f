//! The journal, its payloads, its keys and its head.

use rusqlite::Connection;
use store::{StoreFault, keys::OfficeKey};

use super::{prepare::vault, quietly, quietly_do, told};
use crate::bed::KEY;

/// The number of the last entry.
fn last() -> i64 {
    vault().ask("SELECT seq FROM journal_head")
}

/// The first, one in the middle, and the last entry.
fn some() -> [i64; 3] {
    [1, last() / 2, last()]
}

#[test]
fn an_edited_entry_is_named() {
    for seq in some() {
        for (column, value) in [
            ("at", "at + 1"),
            ("actor", "'system '"),
            ("act", "'case_opened '"),
            ("subject", "'person:1 '"),
            ("leaf_hash", "zeroblob(32)"),
            ("leaf_hash", "x''"),
            ("chain_hash", "zeroblob(32)"),
            ("chain_hash", "x''"),
        ] {
            let entry = format!("entry {seq} ");
            let sql = format!("UPDATE journal SET {column} = {value} WHERE seq = ?");
            vault().finds(&["journal_chain", &entry], |connection| quietly(connection, &sql, [seq]));
        }
    }
}

#[test]
fn a_missing_entry_is_named() {
    for seq in [1, last() / 2] {
        let missing = format!("entry {seq} is missing");
        vault().finds(&["journal_chain", &missing], |connection| quietly(connection, "DELETE FROM journal WHERE seq = ?", [seq]));
    }
    let (head, before) = (format!("the head names entry {}", last()), format!("the last entry is {}", last() - 1));
    vault().finds(&["journal_head", &head, &before], |connection| {
        quietly(connection, "DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)", []);
    });
    vault().finds(&["journal_head", &head, "the last entry is 0"], |connection| quietly(connection, "DELETE FROM journal", []));
}

#[test]
fn an_added_entry_is_named() {
    let add =
        "INSERT INTO journal SELECT office, seq + 1, at, actor, act, subject, leaf_hash, chain_hash FROM journal ORDER BY seq DESC LIMIT 1";
    let entry = format!("entry {} ", last() + 1);
    vault().finds_all(
        &[&["journal_chain", &entry], &["journal_payloads", &entry, "the content is missing"], &["journal_head", "the head names"]],
        |connection| quietly(connection, add, []),
    );
}

/// Lets two rows of a table change places; the first of the columns is moved with the others.
fn swap(connection: &Connection, table: &str, first: i64, second: i64) {
    quietly_do(connection, |connection| {
        for (from, to) in [(first, -1), (second, first), (-1, second)] {
            connection.execute(&format!("UPDATE {table} SET seq = ? WHERE seq = ?"), [to, from]).unwrap();
        }
    });
}

#[test]
fn swapped_entries_are_named() {
    for (first, second) in [(1, 2), (last() / 2, last() - 1)] {
        let names = [format!("entry {first} "), format!("entry {second} ")];
        vault().finds_all(&[&["journal_chain", &names[0]], &["journal_chain", &names[1]]], |connection| {
            swap(connection, "journal", first, second);
        });
        vault().finds_all(&[&["journal_payloads", &names[0]], &["journal_payloads", &names[1]]], |connection| {
            swap(connection, "journal_payload", first, second);
        });
    }
}

#[test]
fn an_edited_payload_is_named() {
    let flipped = "CAST(substr(sealed, 1, 30) || x'00' || substr(sealed, 32) AS BLOB)";
    let cut = "substr(sealed, 1, length(sealed) - 1)";
    for seq in some() {
        let entry = format!("entry {seq} ");
        for change in [
            format!("sealed = {flipped}"),
            format!("sealed = {cut}"),
            "sealed = x''".to_owned(),
            "salt = zeroblob(32)".to_owned(),
            "salt = x''".to_owned(),
        ] {
            let sql = format!("UPDATE journal_payload SET {change} WHERE seq = ?");
            vault().finds(&["journal_payloads", &entry], |connection| quietly(connection, &sql, [seq]));
        }
        vault().finds(&["journal_payloads", &entry, "the content is missing"], |connection| {
            quietly(connection, "DELETE FROM journal_payload WHERE seq = ?", [seq]);
        });
    }
}

#[test]
fn a_wrong_head_is_named() {
    for change in ["seq = seq - 1", "seq = seq + 1", "chain_hash = zeroblob(32)"] {
        let sql = format!("UPDATE journal_head SET {change}");
        vault().finds(&["journal_head", "the head names"], |connection| quietly(connection, &sql, []));
    }
}

#[test]
fn a_journal_without_head_is_no_journal() {
    let fault = vault().after_with(KEY, |connection| quietly(connection, "DELETE FROM journal_head", []));
    assert!(matches!(fault, Err(StoreFault::Missing("the journal's head"))), "{fault:?}");
}

#[test]
fn an_unreadable_entry_is_found() {
    for change in ["at = 9223372036854775807", "act = CAST(x'ff' AS TEXT)"] {
        let sql = format!("UPDATE journal SET {change} WHERE seq = 9");
        vault().finds(&["journal_chain", "something cannot be read"], |connection| quietly(connection, &sql, []));
    }
}

#[test]
fn a_lost_key_is_named() {
    let seq: i64 = vault().ask("SELECT MIN(seq) FROM journal WHERE subject = 'stock'");
    let entry = format!("entry {seq} ");
    for sql in [
        "DELETE FROM subject_key WHERE subject = 'stock'",
        "UPDATE subject_key SET wrapped = zeroblob(72) WHERE subject = 'stock'",
        "UPDATE subject_key SET wrapped = (SELECT wrapped FROM subject_key WHERE subject = 'office') WHERE subject = 'stock'",
    ] {
        vault().finds(&["journal_payloads", &entry, "the key of its subject is missing"], |connection| quietly(connection, sql, []));
    }
}

#[test]
fn a_wrong_office_key_is_named() {
    let found = told(&vault().after_with(OfficeKey::from_bytes([8; 32]), |_| {}).unwrap());
    assert!(found.iter().any(|problem| problem.starts_with("journal_payloads: entry 1 (office_opened): the key")), "{found:#?}");
    assert!(!found.iter().any(|problem| problem.starts_with("journal_chain")), "the chain needs no key: {found:#?}");
}
