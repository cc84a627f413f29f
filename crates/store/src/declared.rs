//! Every table and what it is. A test fails for a table that is not declared here.

/// The class of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// State: equal to the fold of the journal and the history, column by column.
    Folded,
    /// What was said by others (imports, the centre), append-only and covered by digests in the journal.
    History,
    /// The journal itself and its keys, and the stream of looks: chained, append-only.
    Journal,
    /// Needed to work, but no state of the office: sessions, keys of requests, jobs, search words.
    Operational,
}

/// The tables that both engines have.
pub const TABLES: &[(&str, Class)] = &[
    ("account", Class::Folded),
    ("activation", Class::Operational),
    ("blank_balance", Class::Folded),
    ("blank_lot", Class::Folded),
    ("blank_movement", Class::Folded),
    ("blank_request", Class::Folded),
    ("blank_serial", Class::Folded),
    ("card", Class::Folded),
    ("case_file", Class::Folded),
    ("central_observation", Class::History),
    ("closed_site", Class::Folded),
    ("closing", Class::Folded),
    ("credential", Class::Operational),
    ("destruction", Class::Folded),
    ("difference", Class::Folded),
    ("handover_batch", Class::Folded),
    ("handover_card", Class::Folded),
    ("idempotency", Class::Operational),
    ("import_batch", Class::Operational),
    ("import_mapping", Class::Operational),
    ("import_part", Class::Operational),
    ("import_row", Class::Operational),
    ("inbound", Class::Folded),
    ("job", Class::Operational),
    ("journal", Class::Journal),
    ("journal_head", Class::Journal),
    ("journal_payload", Class::Journal),
    ("look", Class::Journal),
    ("look_head", Class::Journal),
    ("look_person", Class::Journal),
    ("look_reason", Class::Operational),
    ("name_word", Class::Operational),
    ("notice", Class::Folded),
    ("office", Class::Folded),
    ("outlook", Class::Folded),
    ("person", Class::Folded),
    ("person_history", Class::History),
    ("place", Class::Folded),
    ("print_job", Class::Folded),
    ("print_run", Class::Folded),
    ("printer", Class::Folded),
    ("printer_status", Class::Operational),
    ("proposal", Class::Folded),
    ("proxy_pickup", Class::Folded),
    ("question", Class::Folded),
    ("repair", Class::Folded),
    ("schema_migration", Class::Operational),
    ("session", Class::Operational),
    ("setup_token", Class::Operational),
    ("shelf_count", Class::Folded),
    ("stopped_phone", Class::Folded),
    ("stray_receipt", Class::Operational),
    ("subject_key", Class::Journal),
    ("suket", Class::Folded),
    ("whereabouts", Class::Folded),
];

/// Tables of the name search, the one place where the engines differ; rebuilt from `person` when lost.
pub const SEARCH_TABLES: &[&str] = &["person_fts", "person_word"];
