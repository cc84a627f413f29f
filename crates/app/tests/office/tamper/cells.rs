//! Every column of every folded table, and rows taken away and added.

use domain::{
    access::Role,
    account::Account,
    batch::{Batch, BatchRoute, BatchState, LineState, NotCollected},
    blank::{BlankState, Item, LotSource},
    card::{Card, ShelfCount},
    case::{Case, CaseState, Damage, DeferReason, Purpose, SpoilCause, ToldBy},
    central::CentralCode,
    closing::{Closing, ClosingState, Destruction, Difference, DifferenceKind, Settlement},
    notice::{Inbound, InboundKind, InboundState, Notice, NoticePurpose, NoticeState, StoppedPhone},
    office::{Office, Zone},
    person::{Life, Marital, Person, Sex},
    pickup::{ClosedSite, ProxyPickup},
    place::{Place, PlaceKind},
    print::{Job, JobState, PrintRoute, Printer, Run},
    proposal::{Proposal, ProposalState},
    question::{Question, QuestionKind, QuestionState},
    repair::{Repair, RepairOutcome, RepairStage},
    request::{BlankRequest, Outlook, Policy},
    suket::{Suket, SuketEnd},
    whereabouts::{Stay, Whereabouts},
};
use rusqlite::{Connection, params_from_iter};
use store::{
    Value, declared,
    tables::{
        Folded,
        blank::{BalanceRow, LotRow, MovementRow, SerialRow},
        handover::LineRow,
    },
};

use super::{prepare::vault, quietly};

#[test]
fn a_changed_cell_of_small_tables_is_named() {
    cells::<Office>();
    cells::<Account>();
    cells::<Place>();
    cells::<LotRow>();
    cells::<BalanceRow>();
}

#[test]
fn a_changed_cell_of_a_movement_is_named() {
    cells::<MovementRow>();
}

#[test]
fn a_changed_cell_of_the_print_room_is_named() {
    cells::<SerialRow>();
    cells::<Run>();
    cells::<Printer>();
    cells::<Suket>();
    cells::<BlankRequest>();
    cells::<Outlook>();
}

#[test]
fn a_changed_cell_of_a_job_is_named() {
    cells::<Job>();
}

#[test]
fn a_changed_cell_of_a_closing_is_named() {
    cells::<Closing>();
    cells::<Difference>();
    cells::<Destruction>();
}

#[test]
fn a_changed_cell_of_a_notice_is_named() {
    cells::<Notice>();
}

#[test]
fn a_changed_cell_of_the_way_to_the_holder_is_named() {
    cells::<Inbound>();
    cells::<StoppedPhone>();
    cells::<Batch>();
    cells::<LineRow>();
    cells::<ShelfCount>();
    cells::<ProxyPickup>();
    cells::<ClosedSite>();
}

#[test]
fn a_changed_cell_of_a_case_is_named() {
    cells::<Case>();
}

#[test]
fn a_changed_cell_of_a_card_is_named() {
    cells::<Card>();
}

#[test]
fn a_changed_cell_of_a_person_is_named() {
    cells::<Person>();
}

#[test]
fn a_changed_cell_of_a_proposal_is_named() {
    cells::<Proposal>();
}

#[test]
fn a_changed_cell_of_a_question_is_named() {
    cells::<Question>();
}

#[test]
fn a_changed_cell_of_a_repair_is_named() {
    cells::<Repair>();
}

#[test]
fn a_changed_cell_of_whereabouts_is_named() {
    cells::<Whereabouts>();
}

#[test]
fn a_row_that_is_missing_or_added_is_named() {
    rows::<Account>();
    rows::<Place>();
    rows::<LotRow>();
    rows::<BalanceRow>();
    rows::<MovementRow>();
    rows::<Case>();
    rows::<Card>();
    rows::<Person>();
    rows::<Proposal>();
    rows::<Question>();
    rows::<Repair>();
    rows::<Whereabouts>();
    rows::<SerialRow>();
    rows::<Run>();
    rows::<Job>();
    rows::<Printer>();
    rows::<Suket>();
    rows::<BlankRequest>();
    rows::<Closing>();
    rows::<Difference>();
    rows::<Destruction>();
    rows::<Notice>();
    rows::<Inbound>();
    rows::<StoppedPhone>();
    rows::<Batch>();
    rows::<LineRow>();
    rows::<ShelfCount>();
    rows::<ProxyPickup>();
    rows::<ClosedSite>();
    vault().finds(&["table_office", "the row is missing"], |connection| quietly(connection, "DELETE FROM office", []));
}

#[test]
fn a_text_that_is_no_text_is_found() {
    for (table, column) in
        [("person", "name"), ("place", "name"), ("case_file", "requirements"), ("card", "custody"), ("account", "username")]
    {
        let sql = format!("UPDATE {table} SET {column} = CAST(x'ff' AS TEXT) WHERE {column} = (SELECT MIN({column}) FROM {table})");
        let check = format!("table_{table}");
        vault().finds(&[&check, "something cannot be read"], |connection| quietly(connection, &sql, []));
    }
}

#[test]
fn every_folded_table_is_changed_here() {
    let mut here = [
        Office::TABLE,
        Account::TABLE,
        Place::TABLE,
        LotRow::TABLE,
        BalanceRow::TABLE,
        MovementRow::TABLE,
        Case::TABLE,
        Card::TABLE,
        Person::TABLE,
        Proposal::TABLE,
        Question::TABLE,
        Repair::TABLE,
        Whereabouts::TABLE,
        SerialRow::TABLE,
        Run::TABLE,
        Job::TABLE,
        Printer::TABLE,
        Suket::TABLE,
        BlankRequest::TABLE,
        Outlook::TABLE,
        Closing::TABLE,
        Difference::TABLE,
        Destruction::TABLE,
        Notice::TABLE,
        Inbound::TABLE,
        StoppedPhone::TABLE,
        Batch::TABLE,
        LineRow::TABLE,
        ShelfCount::TABLE,
        ProxyPickup::TABLE,
        ClosedSite::TABLE,
    ];
    here.sort_unstable();
    let declared = declared::TABLES.iter().filter(|(_, class)| *class == declared::Class::Folded).map(|(table, _)| *table);
    assert_eq!(here.to_vec(), declared.collect::<Vec<_>>());
}

/// Changes each column of a table in a row where it has a value and in one where it has none.
fn cells<T: Folded>() {
    let rows = vault().rows::<T>();
    for (index, column) in T::COLUMNS.iter().enumerate() {
        let with = rows.iter().find(|row| row[index] != Value::Null);
        let without = rows.iter().find(|row| row[index] == Value::Null);
        for row in [with, without].into_iter().flatten() {
            let mut others = vec![another(T::TABLE, column, &row[index], index < T::KEYS)];
            if matches!(others[0], Value::Text(_)) {
                others.push(Value::Text("?".to_owned()));
            }
            if vault().nullable(T::TABLE, column) {
                others.push(Value::Null);
            }
            for other in others.into_iter().filter(|other| *other != row[index]) {
                cell::<T>(row, index, &other);
            }
        }
    }
}

fn cell<T: Folded>(row: &[Value], index: usize, other: &Value) {
    let (table, column) = (T::TABLE, T::COLUMNS[index]);
    let sql = format!("UPDATE {table} SET {column} = ? WHERE {}", is_row::<T>());
    let params: Vec<Value> = [other].into_iter().chain(&row[..T::KEYS]).cloned().collect();
    let key = shown(&row[..T::KEYS]);
    let change = |connection: &Connection| {
        drop_unique_indexes(connection, table);
        quietly(connection, &sql, params_from_iter(&params));
    };
    if index < T::KEYS {
        let mut new = row[..T::KEYS].to_vec();
        new[index] = other.clone();
        let new = shown(&new);
        vault().finds_all(&[&[table, &key, "the row is missing"], &[table, &new, "knows no such"]], change);
    } else {
        let column = format!("column {column} is not what the journal says");
        vault().finds(&[table, &key, &column], change);
    }
}

/// Takes each kind of row away, and adds a copy under another key.
fn rows<T: Folded>() {
    let (table, rows) = (T::TABLE, vault().rows::<T>());
    let row = &rows[rows.len() / 2];
    let params: Vec<Value> = row[..T::KEYS].to_vec();
    let delete = format!("DELETE FROM {table} WHERE {}", is_row::<T>());
    vault().finds(&[table, &shown(&params), "the row is missing"], |connection| {
        quietly(connection, &delete, params_from_iter(&params));
    });

    let key = another(table, T::COLUMNS[0], &row[0], true);
    let mut new = params.clone();
    new[0] = key.clone();
    let copied = T::COLUMNS[1..].join(", ");
    let insert = format!(
        "INSERT INTO {table} (office, {}, {copied}) SELECT office, ?, {copied} FROM {table} WHERE {}",
        T::COLUMNS[0],
        is_row::<T>()
    );
    let params: Vec<Value> = [key].into_iter().chain(params).collect();
    vault().finds(&[table, &shown(&new), "knows no such"], |connection| {
        drop_unique_indexes(connection, table);
        quietly(connection, &insert, params_from_iter(&params));
    });
}

/// A change or copy might not get past the indexes that keep numbers unique.
fn drop_unique_indexes(connection: &Connection, table: &str) {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql LIKE 'CREATE UNIQUE%'";
    let mut statement = connection.prepare(sql).unwrap();
    let names: Vec<String> = statement.query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for name in names {
        connection.execute_batch(&format!("DROP INDEX {name}")).unwrap();
    }
}

fn is_row<T: Folded>() -> String {
    let mut terms: Vec<String> = T::COLUMNS[..T::KEYS].iter().map(|column| format!("{column} = ?")).collect();
    terms.push("office = '5208'".to_owned());
    terms.join(" AND ")
}

fn shown(key: &[Value]) -> String {
    let one = |value: &Value| match value {
        Value::Integer(value) => value.to_string(),
        Value::Text(value) => value.clone(),
        other => panic!("no key: {other:?}"),
    };
    key.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Another value that the column could hold as well. A key moves far enough to be nobody's.
fn another(table: &str, column: &str, present: &Value, key: bool) -> Value {
    match present {
        Value::Integer(value) if matches!(column, "active" | "demo" | "possibly_double") => Value::Integer(1 - value),
        Value::Integer(value) if key => Value::Integer(value + 20_000),
        Value::Integer(value) => Value::Integer(value + 1),
        Value::Text(text) => Value::Text(another_text(table, column, text)),
        Value::Null if matches!(column, "person" | "decided_at" | "answered_at" | "deferred_told_at" | "printer_job" | "taken_at") => {
            Value::Integer(1)
        }
        Value::Null => Value::Text(sample(column).to_owned()),
        other => panic!("{table}.{column} holds {other:?}"),
    }
}

fn another_text(table: &str, column: &str, text: &str) -> String {
    fn other(all: impl Iterator<Item = &'static str>, text: &str) -> String {
        all.into_iter().find(|code| *code != text).unwrap().to_owned()
    }
    macro_rules! codes {
        ($kind:ty) => {
            other(<$kind>::ALL.iter().map(|code| code.code()), text)
        };
    }
    match (table, column) {
        ("office", "zone") => codes!(Zone),
        ("account", "role") => codes!(Role),
        ("place", "kind") => codes!(PlaceKind),
        ("blank_movement", "kind") => other(["received", "moved"].into_iter(), text),
        ("case_file", "state") => codes!(CaseState),
        ("notice", "state") => codes!(NoticeState),
        ("notice", "purpose") => codes!(NoticePurpose),
        ("inbound", "state") => codes!(InboundState),
        ("inbound", "kind") => codes!(InboundKind),
        ("handover_batch", "state") => codes!(BatchState),
        ("handover_batch", "route") => codes!(BatchRoute),
        ("handover_card", "state") => codes!(LineState),
        ("handover_card", "reason") => codes!(NotCollected),
        ("closing", "state") => codes!(ClosingState),
        ("closing", "lines") => r#"{"blank":[1,null]}"#.to_owned(),
        ("print_job", "state") => codes!(JobState),
        ("difference", "kind") => codes!(DifferenceKind),
        (_, "settled") => codes!(Settlement),
        (_, "item") => codes!(Item),
        (_, "route") => codes!(PrintRoute),
        (_, "policy") => codes!(Policy),
        ("suket", "ended") => codes!(SuketEnd),
        (_, "deferred_reason") => codes!(DeferReason),
        (_, "deferred_told_by" | "told_by") => codes!(ToldBy),
        ("outlook", "source") => format!("{text} X"),
        ("proposal", "state") => codes!(ProposalState),
        ("question", "state") => codes!(QuestionState),
        ("question", "kind") => codes!(QuestionKind),
        ("question", "rows") => "[{}]".to_owned(),
        ("question", "people") => "1 2 3".to_owned(),
        (_, "stage") => codes!(RepairStage),
        (_, "outcome") => codes!(RepairOutcome),
        (_, "stay") => codes!(Stay),
        ("repair", "code") => codes!(CentralCode),
        ("whereabouts", "source") => format!("{text} X"),
        (_, "state" | "from_state" | "to_state") => codes!(BlankState),
        (_, "source") => codes!(LotSource),
        (_, "cause") => codes!(SpoilCause),
        (_, "purpose") => codes!(Purpose),
        (_, "damage") => codes!(Damage),
        (_, "sex") => codes!(Sex),
        (_, "marital") => codes!(Marital),
        (_, "life") => codes!(Life),
        (_, "central_code") => codes!(CentralCode),
        (_, "custody") => other(["holder", "invalid_ledger"].into_iter(), text),
        (_, "requirements") => r#"[["suket"]]"#.to_owned(),
        (_, "documents") => r#"["suket"]"#.to_owned(),
        (
            _,
            "birth_date" | "central_on" | "print_from" | "letter_on" | "reply_due" | "reply_on" | "rerecord_on" | "noted_on" | "day"
            | "deferred_until" | "issued_on" | "valid_until" | "asked_on" | "next_delivery",
        ) => "1999-12-31".to_owned(),
        ("account", "posting") => "52.08.02".to_owned(),
        (_, "receipt") => domain::case::Receipt::from_bits(1).as_str().to_owned(),
        // Identifiers and numbers: another last digit.
        _ if text.ends_with(|last: char| last.is_ascii_hexdigit()) && text.len() >= 13 => {
            let last = if text.ends_with('7') { '8' } else { '7' };
            format!("{}{last}", &text[..text.len() - 1])
        }
        _ => format!("{text} X"),
    }
}

/// A value for a column that has none.
fn sample(column: &str) -> &'static str {
    match column {
        "kk" => "5208010101010001",
        "phone" => "+6281200000000",
        "mother" => "INAQ SARI",
        "central_code" => "CARD_ISSUED",
        "central_on" | "print_from" | "letter_on" | "reply_due" | "reply_on" | "rerecord_on" | "deferred_until" | "next_delivery" => {
            "2020-01-01"
        }
        "deferred_reason" => "no_blanks",
        "told_by" => "phone",
        "signed_on" => "paper",
        "route" | "reference" | "reply" | "receiver" | "letter" => "lain",
        "deferred_told_by" => "counter",
        "settled" => "lost",
        "ended" => "printed",
        "serial" => "04A1B2C3",
        "detail" | "paper" | "deferred_rule" | "override_reason" => "lain",
        "letter_number" | "reply_note" => "470/9",
        "outcome" => "solved",
        "damage" => "usable",
        "cause" => "defect",
        "invalid" => "superseded",
        "cancel_reason" | "reason" | "note" => "lain",
        "posting" => "52.08.02",
        "staff" => "198001012008011999",
        "card" | "shelf" | "place" | "case_id" | "account" | "decided_by" | "answered_by" | "request" | "lot" | "doubted_by"
        | "released_by" | "counted_by" | "confirmed_by" | "batch" | "sent_by" | "received_by" | "closed_by" => {
            "0184ac30-0000-7000-8000-000000000000"
        }
        other => panic!("{other} has no sample"),
    }
}
