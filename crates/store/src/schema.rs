//! What the database itself can say of its schema and its health.

use crate::{FromRow, Row, StoreFault, Tx};

/// A column, with the name of its type on both engines folded together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
    /// `integer` (also for booleans on SQLite), `text` or `bytes`.
    pub kind: String,
    /// Whether it may be NULL.
    pub nullable: bool,
}

impl FromRow for Column {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        let (table, column, declared, nullable) = (row.text()?, row.text()?, row.text()?, row.bool()?);
        let kind = match declared.to_ascii_lowercase().as_str() {
            "integer" | "bigint" | "boolean" => "integer",
            "text" => "text",
            "blob" | "bytea" => "bytes",
            other => return Err(StoreFault::Corrupt(format!("a column of type {other}"))),
        };
        Ok(Self { table, column, kind: kind.to_owned(), nullable })
    }
}

/// All columns of all tables of Loket but those of the name search, ordered.
pub fn columns(tx: &mut Tx<'_>) -> Result<Vec<Column>, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT table_name::text, column_name::text, data_type::text, (is_nullable = 'YES') FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name <> 'person_word'"
    } else {
        "SELECT m.name, c.name, c.type, NOT c.\"notnull\" FROM sqlite_schema m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'person_fts%' AND m.name NOT LIKE 'sqlite_%'"
    };
    let mut columns: Vec<Column> = tx.query(sql, &[])?;
    columns.sort();
    Ok(columns)
}

/// The names of all explicitly created indexes and triggers but those of the name search, ordered.
pub fn indexes_and_triggers(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND indexname NOT LIKE '%_pkey' AND tablename <> 'person_word'
         UNION SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal"
    } else {
        "SELECT name FROM sqlite_schema WHERE (type = 'index' OR type = 'trigger') AND name NOT LIKE 'sqlite_%'"
    };
    let mut names: Vec<String> = tx.query(sql, &[])?;
    names.sort();
    Ok(names)
}

/// The triggers that keep journal, ledger, history and looks append-only, and the indexes that let a person have one open case, one valid
/// card and one running repair, a case one open print job, and a card one open batch.
pub const GUARDS: &[&str] = &[
    "card_one_valid",
    "case_file_one_open",
    "handover_card_one_open",
    "print_job_one_open",
    "repair_one_running",
    "blank_movement_no_delete",
    "blank_movement_no_update",
    "central_observation_no_delete",
    "central_observation_no_update",
    "journal_no_delete",
    "journal_no_update",
    "journal_payload_no_delete",
    "journal_payload_no_update",
    "look_no_delete",
    "look_no_update",
    "look_person_no_delete",
    "look_person_no_update",
    "person_history_no_delete",
    "person_history_no_update",
];

/// Guards that are missing, disabled, or not what the migrations made them, and triggers that no migration made. Each is a sentence.
pub fn guard_problems(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreFault> {
    let on_postgres = tx.on_postgres();
    let sql = if on_postgres {
        "SELECT t.tgname::text, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text || ' ' || p.prosrc, TRUE
         FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal
         UNION ALL SELECT indexname::text, indexdef, FALSE FROM pg_indexes WHERE schemaname = current_schema()"
    } else {
        "SELECT name, sql, type = 'trigger' FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    };
    let found: Vec<Guard> = tx.query(sql, &[])?;
    let mut problems = Vec::new();
    for name in GUARDS {
        match found.iter().find(|guard| guard.name == *name) {
            None => problems.push(format!("the guard {name} is missing")),
            Some(guard) if on_postgres && !guards_on_postgres(guard) => problems.push(format!("the guard {name} does not guard")),
            Some(guard) if !on_postgres && !is_in_migrations(guard) => problems.push(format!("the guard {name} does not guard")),
            Some(_) => {}
        }
    }
    for stranger in found.iter().filter(|guard| guard.trigger && !GUARDS.contains(&guard.name.as_str())) {
        problems.push(format!("the trigger {} is none of Loket's", stranger.name));
    }
    Ok(problems)
}

/// A trigger or index as the database defines it.
struct Guard {
    name: String,
    definition: String,
    trigger: bool,
}

impl FromRow for Guard {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { name: row.text()?, definition: row.text()?, trigger: row.bool()? })
    }
}

/// SQLite keeps the text that made it.
fn is_in_migrations(guard: &Guard) -> bool {
    let line = format!("{};", guard.definition);
    crate::migrate::sqlite_texts().any(|text| text.lines().any(|known| known == line))
}

/// PostgreSQL writes definitions in its own way: what counts is the table, the act, that it refuses, and that it is enabled.
fn guards_on_postgres(guard: &Guard) -> bool {
    match guard.name.rsplit_once("_no_") {
        Some((table, act)) => {
            let (before, body) = (format!("BEFORE {} ON ", act.to_uppercase()), " O  BEGIN RAISE EXCEPTION ");
            let on_table = guard.definition.contains(&format!(".{table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"));
            guard.definition.contains(&before) && on_table && guard.definition.contains(body)
        }
        None => guard.definition.starts_with("CREATE UNIQUE INDEX ") && guard.definition.contains(" WHERE "),
    }
}

/// What SQLite's own check finds wrong with the file; empty when all is well. PostgreSQL has no such statement: it checks pages as it reads.
pub fn integrity_problems(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreFault> {
    if tx.on_postgres() {
        return Ok(Vec::new());
    }
    let lines: Vec<String> = tx.query("PRAGMA integrity_check(20)", &[])?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Rows that refer to rows which do not exist: `table → table`. PostgreSQL's constraints are always on, so the answer is empty there.
pub fn foreign_key_problems(tx: &mut Tx<'_>) -> Result<Vec<String>, StoreFault> {
    if tx.on_postgres() {
        return Ok(Vec::new());
    }
    tx.query("SELECT \"table\" || ' → ' || parent FROM pragma_foreign_key_check LIMIT 20", &[])
}

/// How many foreign keys the schema declares.
pub fn foreign_keys(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT COUNT(*) FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' AND table_schema = current_schema()"
    } else {
        "SELECT COUNT(DISTINCT m.name || f.id) FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    };
    tx.get(sql, &[])
}

/// Which table refers to which by a foreign key.
pub(crate) fn references(tx: &mut Tx<'_>) -> Result<Vec<Reference>, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    } else {
        "SELECT m.name, f.\"table\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table'"
    };
    tx.query(sql, &[])
}

/// A foreign key.
pub(crate) struct Reference {
    /// Whose rows refer.
    pub table: String,
    /// To whose they refer.
    pub parent: String,
}

impl FromRow for Reference {
    fn from_row(row: &mut Row) -> Result<Self, StoreFault> {
        Ok(Self { table: row.text()?, parent: row.text()? })
    }
}

/// How many tables there are, whoever made them.
pub(crate) fn table_count(tx: &mut Tx<'_>) -> Result<i64, StoreFault> {
    let sql = if tx.on_postgres() {
        "SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()"
    } else {
        "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'"
    };
    tx.get(sql, &[])
}

/// Refreshes the planner's statistics after many rows were written.
pub fn analyze(tx: &mut Tx<'_>) -> Result<(), StoreFault> {
    tx.execute("ANALYZE", &[]).map(drop)
}
