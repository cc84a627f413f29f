//! The two schemas are one: same tables, columns, indexes, keys and guards.

use std::collections::BTreeSet;

use store::{
    Engine, FromRow, Row, Store, StoreFault,
    declared::{SEARCH_TABLES, TABLES},
    schema::{self, Column},
};

use crate::{
    bench::{check, check_homes, compare, read, write},
    office::begin_with,
};

/// Tables whose key does not begin with the office: shared by all.
const SHARED: &[&str] = &["schema_migration"];

#[test]
fn both_engines_have_the_same_columns() {
    let columns = compare("columns", |store| read(store, schema::columns));
    let kinds: BTreeSet<&str> = columns.iter().map(|column| column.kind.as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["bytes", "integer", "text"]));
    let nullable = |table: &str, name: &str| columns.iter().find(|c| c.table == table && c.column == name).map(|c: &Column| c.nullable);
    assert_eq!(nullable("person", "phone"), Some(true));
    assert_eq!(nullable("person", "name"), Some(false));
}

#[test]
fn every_table_is_declared_and_every_declared_one_exists() {
    let columns = compare("declared", |store| read(store, schema::columns));
    let found: BTreeSet<&str> = columns.iter().map(|column| column.table.as_str()).collect();
    let declared: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, declared);
    assert_eq!(TABLES.len(), declared.len(), "each is declared once");
    assert!(SEARCH_TABLES.iter().all(|name| !declared.contains(name)));
    for table in declared.iter().filter(|table| !SHARED.contains(table)) {
        let office = columns.iter().find(|column| column.table == **table && column.column == "office");
        assert!(office.is_some_and(|office| office.kind == "text" && !office.nullable), "{table} has no office");
    }
}

#[test]
fn both_engines_have_the_same_indexes_and_guards() {
    let names = compare("names", |store| {
        let mut names = read(store, schema::indexes_and_triggers);
        names.dedup();
        names
    });
    for guard in schema::GUARDS {
        assert!(names.iter().any(|name| name == guard), "{guard} is missing");
    }
}

/// An index: name, table, whether it is unique, whether it is partial, columns.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Index(String, String, bool, bool, String);

impl FromRow for Index {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self(row.text()?, row.text()?, row.bool()?, row.bool()?, row.text()?))
    }
}

/// The explicitly created indexes but those of the name search.
fn indexes(store: &Store) -> Vec<Index> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "SELECT i.name, m.name, i.\"unique\", i.partial,
                 (SELECT group_concat(x.name, ',') FROM (SELECT name FROM pragma_index_info(i.name) ORDER BY seqno) x)
             FROM sqlite_schema m, pragma_index_list(m.name) i WHERE m.type = 'table' AND i.origin = 'c'"
        }
        Engine::Postgres => {
            "SELECT i.relname::text, t.relname::text, x.indisunique, x.indpred IS NOT NULL,
                 (SELECT string_agg(a.attname::text, ',' ORDER BY k.place)
                  FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(number, place)
                  JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number)
             FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
             WHERE i.relnamespace = current_schema()::regnamespace AND NOT x.indisprimary AND t.relname <> 'person_word'"
        }
    };
    let mut indexes: Vec<Index> = read(store, |tx| tx.query(sql, &[]));
    indexes.sort();
    indexes
}

#[test]
fn indexes_begin_with_the_office_and_serve_the_same_columns() {
    let found = compare("indexes", indexes);
    assert!(found.len() > 5);
    for Index(name, table, _, _, columns) in &found {
        assert!(columns.starts_with("office,"), "{name} begins with {columns}");
        assert!(name.starts_with(&format!("{table}_")), "{name} is not named after {table}");
    }
    let unique = |wanted: &str| found.iter().any(|Index(name, _, unique, _, _)| name == wanted && *unique);
    for wanted in ["account_username", "place_code", "person_nik", "case_file_receipt", "case_file_one_open", "card_one_valid"] {
        assert!(unique(wanted), "{wanted} is not unique");
    }
}

/// A foreign key: table, columns, table that they refer to.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Reference(String, String, String);

impl FromRow for Reference {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self(row.text()?, row.text()?, row.text()?))
    }
}

fn references(store: &Store) -> Vec<Reference> {
    let sql = match store.engine() {
        Engine::Sqlite => {
            "SELECT name, group_concat(\"from\", ','), parent FROM (SELECT m.name AS name, f.id AS id, f.\"from\", f.\"table\" AS parent
                 FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq)
             GROUP BY name, id, parent"
        }
        Engine::Postgres => {
            "SELECT c.conrelid::regclass::text, string_agg(a.attname::text, ',' ORDER BY k.place), c.confrelid::regclass::text
             FROM pg_constraint c, unnest(c.conkey) WITH ORDINALITY k(number, place), pg_attribute a
             WHERE c.contype = 'f' AND a.attrelid = c.conrelid AND a.attnum = k.number AND c.connamespace = current_schema()::regnamespace
             GROUP BY c.oid, c.conrelid, c.confrelid"
        }
    };
    let mut references: Vec<Reference> = read(store, |tx| tx.query(sql, &[]));
    references.sort();
    references
}

#[test]
fn foreign_keys_stay_within_the_office() {
    let found = compare("foreign keys", references);
    let counted = compare("foreign keys counted", |store| read(store, schema::foreign_keys));
    assert_eq!(found.len() as i64, counted);
    let declared: BTreeSet<&str> = TABLES.iter().map(|(name, _)| *name).collect();
    for Reference(table, columns, parent) in &found {
        assert!(declared.contains(parent.as_str()), "{table} refers to {parent}");
        assert_eq!(columns.split(',').next(), Some("office"), "{table} refers to {parent} by {columns}");
    }
}

#[test]
fn a_healthy_database_has_no_problems() {
    check("health", |store| {
        begin_with(store, &["SITI AMINAH", "BUDI"]);
        write(store, |write| schema::analyze(write));
        assert_eq!(read(store, schema::integrity_problems), Vec::<String>::new());
        assert_eq!(read(store, schema::foreign_key_problems), Vec::<String>::new());
    });
}

#[test]
fn opening_again_migrates_nothing_and_a_changed_or_newer_schema_is_refused() {
    check_homes("migrations", |home| {
        drop(home.open());
        let store = home.open();
        let newer = "INSERT INTO schema_migration (number, digest) VALUES (999, 'x')";
        write(&store, |write| write.execute(newer, &[]));
        drop(store);
        let refused = store::Store::open(&home.location(), crate::bench::code(), crate::bench::KEY, Box::new(|| {})).err();
        assert!(matches!(refused, Some(StoreFault::Schema(_))), "{refused:?}");
    });
    check_homes("changed migration", |home| {
        let store = home.open();
        write(&store, |write| write.execute("UPDATE schema_migration SET digest = 'x' WHERE number = 1", &[]));
        drop(store);
        let refused = store::Store::open(&home.location(), crate::bench::code(), crate::bench::KEY, Box::new(|| {})).err();
        assert!(matches!(refused, Some(StoreFault::Schema(_))), "{refused:?}");
    });
}
