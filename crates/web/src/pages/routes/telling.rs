//! The addresses of notices, of who was never told, of the inbox, the ladder, the public status and the one-day service.

use super::{safe, with_id};

/// How notices stand (GET).
pub const NOTICES: &str = "/pesan";
/// A number wants no notices, or wants them again (POST: `phone`, `wish`).
pub const PHONE_WISH: &str = "/pesan/nomor";
/// Who was never told (GET with `antrean`, `bentuk`).
pub const UNTOLD: &str = "/pesan/belum";
/// What citizens wrote (GET).
pub const INBOX: &str = "/pesan/masuk";
/// Pattern of [`message_close`] (POST: `note`).
pub const MESSAGE_CLOSE: &str = "/pesan/masuk/{id}";
/// Pattern of [`notify`] (POST: `purpose`, `language`, `back`), by the case.
pub const NOTIFY: &str = "/permohonan/{id}/pesan";
/// Pattern of [`note_told`] (POST: `by`, `back`), by the case.
pub const NOTE_TOLD: &str = "/permohonan/{id}/beritahu";
/// Pattern of [`case_phone`] (POST: `wish`), by the case.
pub const CASE_PHONE: &str = "/permohonan/{id}/nomor";
/// What is due by the ladder (GET with `sampai`).
pub const LADDER: &str = "/tangga";
/// How long cards lie until they are collected (GET).
pub const LYING: &str = "/tangga/lama";
/// Where a card is, for who has the receipt (GET with `resi`, POST: `receipt`, `pin`).
pub const STATUS: &str = "/status";
/// How well the promise of one-day service is kept (GET with `dari`).
pub const ONE_DAY: &str = "/janji";

/// The same patterns, for the router's own check.
pub(super) const TELLING: [&str; 12] =
    [NOTICES, PHONE_WISH, UNTOLD, INBOX, MESSAGE_CLOSE, NOTIFY, NOTE_TOLD, CASE_PHONE, LADDER, LYING, STATUS, ONE_DAY];

/// Those that only take a form.
pub(super) const TELLING_FORMS: [&str; 5] = [PHONE_WISH, MESSAGE_CLOSE, NOTIFY, NOTE_TOLD, CASE_PHONE];

/// The query name that carries a queue of those who were never told.
pub const QUERY_QUEUE: &str = "antrean";
/// The query name that carries a receipt; also in the address of its QR code.
pub const QUERY_RECEIPT: &str = "resi";

/// Dealing with a citizen's message.
pub fn message_close(message: &str) -> String {
    with_id(MESSAGE_CLOSE, message)
}

/// Writing a notice about a case.
pub fn notify(case: &str) -> String {
    with_id(NOTIFY, case)
}

/// Noting that a citizen was told about a case.
pub fn note_told(case: &str) -> String {
    with_id(NOTE_TOLD, case)
}

/// Stopping notices to the number of a case, or allowing them again.
pub fn case_phone(case: &str) -> String {
    with_id(CASE_PHONE, case)
}

/// One queue of those who were never told, all of them for an empty name, at one page, counted from 1.
pub fn untold(queue: &str, page: i64) -> String {
    super::listed(UNTOLD, &[(QUERY_QUEUE, queue)], page)
}

/// The same as a table for villages.
pub fn untold_table(queue: &str) -> String {
    super::listed(UNTOLD, &[(QUERY_QUEUE, queue), (super::QUERY_FORM, "csv")], 1)
}

/// What is due within a span of time.
pub fn ladder(span: &str) -> String {
    format!("{LADDER}?{}={}", super::QUERY_UNTIL, safe(span))
}

/// The public status page with a receipt filled in.
pub fn status(receipt: &str) -> String {
    format!("{STATUS}?{QUERY_RECEIPT}={}", safe(receipt))
}
