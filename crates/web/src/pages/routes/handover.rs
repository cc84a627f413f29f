//! The addresses of batches, of the pick-up desk, of custody and of the signs of brokers.

use super::{safe, with_id};

/// Batches by state and place (GET); one is begun (POST: `to`).
pub const BATCHES: &str = "/kirim";
/// Cards that are missing (GET).
pub const MISSING: &str = "/kirim/kurang";
/// Places that take cards (GET).
pub const SITES: &str = "/kirim/tempat";
/// A place takes no cards for now (POST: `place`, `reason`).
pub const SITE_CLOSE: &str = "/kirim/tempat/tutup";
/// It takes cards again (POST: `place`).
pub const SITE_REOPEN: &str = "/kirim/tempat/buka";
/// Pattern of [`batch`] (GET).
pub const BATCH: &str = "/kirim/{id}";
/// Pattern of [`batch_pack`] (POST: `receipt`).
pub const BATCH_PACK: &str = "/kirim/{id}/isi";
/// Pattern of [`batch_pack_due`] (POST).
pub const BATCH_PACK_DUE: &str = "/kirim/{id}/isi-semua";
/// Pattern of [`batch_take_out`] (POST: `receipt`).
pub const BATCH_TAKE_OUT: &str = "/kirim/{id}/keluarkan";
/// Pattern of [`batch_send`] (POST).
pub const BATCH_SEND: &str = "/kirim/{id}/berangkat";
/// Pattern of [`batch_drop`] (POST).
pub const BATCH_DROP: &str = "/kirim/{id}/batal";
/// Pattern of [`batch_check`] (POST: `there`, `scanned`); changes nothing.
pub const BATCH_CHECK: &str = "/kirim/{id}/periksa";
/// Pattern of [`batch_receive`] (POST: `receiver`, `signed_on`, `missing`, `extra`).
pub const BATCH_RECEIVE: &str = "/kirim/{id}/terima";
/// Pattern of [`batch_find`] (POST: `receipt`).
pub const BATCH_FIND: &str = "/kirim/{id}/ketemu";
/// Pattern of [`batch_return`] (POST: `receipt`, `reason`, `shelf`).
pub const BATCH_RETURN: &str = "/kirim/{id}/kembali";
/// Pattern of [`batch_post`] (POST: `receipt`, `outcome`).
pub const BATCH_POST: &str = "/kirim/{id}/pos";
/// Pattern of [`batch_minutes`] (GET).
pub const BATCH_MINUTES: &str = "/kirim/{id}/berita-acara.pdf";
/// Pattern of [`desk_hand_over`] (POST), by the case.
pub const DESK_HAND_OVER: &str = "/serah/{id}";
/// Where a card is now (GET; POST: `receipt`).
pub const CARD_PLACE: &str = "/rak/cari";
/// Pattern of [`card_missed`] (POST), by the case.
pub const CARD_MISSED: &str = "/rak/cari/{id}/tidak-ada";
/// Pattern of [`card_lost`] (POST), by the case.
pub const CARD_LOST: &str = "/rak/cari/{id}/hilang";
/// Pattern of [`card_found`] (POST: `shelf`), by the case.
pub const CARD_FOUND: &str = "/rak/cari/{id}/ketemu";
/// The stock-take of a shelf (GET with `rak`; POST: `shelf`, `scanned`).
pub const SHELF_COUNT: &str = "/rak/hitung";
/// Labels of the shelves, to be printed (GET).
pub const SHELF_LABELS: &str = "/rak/label";
/// Signs of brokers (GET).
pub const SIGNALS: &str = "/isyarat";

/// The same patterns, for the router's own check.
pub(super) const HANDOVER: [&str; 25] = [
    BATCHES,
    MISSING,
    SITES,
    SITE_CLOSE,
    SITE_REOPEN,
    BATCH,
    BATCH_PACK,
    BATCH_PACK_DUE,
    BATCH_TAKE_OUT,
    BATCH_SEND,
    BATCH_DROP,
    BATCH_CHECK,
    BATCH_RECEIVE,
    BATCH_FIND,
    BATCH_RETURN,
    BATCH_POST,
    BATCH_MINUTES,
    DESK_HAND_OVER,
    CARD_PLACE,
    CARD_MISSED,
    CARD_LOST,
    CARD_FOUND,
    SHELF_COUNT,
    SHELF_LABELS,
    SIGNALS,
];

/// Those that only take a form.
pub(super) const HANDOVER_FORMS: [&str; 16] = [
    SITE_CLOSE,
    SITE_REOPEN,
    BATCH_PACK,
    BATCH_PACK_DUE,
    BATCH_TAKE_OUT,
    BATCH_SEND,
    BATCH_DROP,
    BATCH_CHECK,
    BATCH_RECEIVE,
    BATCH_FIND,
    BATCH_RETURN,
    BATCH_POST,
    DESK_HAND_OVER,
    CARD_MISSED,
    CARD_LOST,
    CARD_FOUND,
];

/// A batch.
pub fn batch(id: &str) -> String {
    with_id(BATCH, id)
}

/// Putting a card into it.
pub fn batch_pack(batch: &str) -> String {
    with_id(BATCH_PACK, batch)
}

/// Putting every card into it that is due.
pub fn batch_pack_due(batch: &str) -> String {
    with_id(BATCH_PACK_DUE, batch)
}

/// Taking a card out of it.
pub fn batch_take_out(batch: &str) -> String {
    with_id(BATCH_TAKE_OUT, batch)
}

/// Letting it leave.
pub fn batch_send(batch: &str) -> String {
    with_id(BATCH_SEND, batch)
}

/// Giving it up.
pub fn batch_drop(batch: &str) -> String {
    with_id(BATCH_DROP, batch)
}

/// Comparing what was in the box with the list.
pub fn batch_check(batch: &str) -> String {
    with_id(BATCH_CHECK, batch)
}

/// Signing for it.
pub fn batch_receive(batch: &str) -> String {
    with_id(BATCH_RECEIVE, batch)
}

/// A missing card of it was found.
pub fn batch_find(batch: &str) -> String {
    with_id(BATCH_FIND, batch)
}

/// A card of it came back.
pub fn batch_return(batch: &str) -> String {
    with_id(BATCH_RETURN, batch)
}

/// The postman's attempt.
pub fn batch_post(batch: &str) -> String {
    with_id(BATCH_POST, batch)
}

/// Its minutes.
pub fn batch_minutes(batch: &str) -> String {
    with_id(BATCH_MINUTES, batch)
}

/// Handing over the card of a case at the desk.
pub fn desk_hand_over(case: &str) -> String {
    with_id(DESK_HAND_OVER, case)
}

/// Noting that the card of a case is missing.
pub fn card_missed(case: &str) -> String {
    with_id(CARD_MISSED, case)
}

/// Giving up the missing card of a case.
pub fn card_lost(case: &str) -> String {
    with_id(CARD_LOST, case)
}

/// Putting the missing card of a case on a shelf.
pub fn card_found(case: &str) -> String {
    with_id(CARD_FOUND, case)
}

/// The stock-take of a shelf, by its code.
pub fn shelf_count(shelf: &str) -> String {
    format!("{SHELF_COUNT}?{QUERY_SHELF}={}", safe(shelf))
}

/// The query name that carries a shelf's code.
pub const QUERY_SHELF: &str = "rak";
