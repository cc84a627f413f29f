//! The addresses of the print room, the stock, the shortage and the temporary letters.

use super::{safe, with_id};

/// The print room: printers, today's plan, the last runs (GET).
pub const PRINT_ROOM: &str = "/cetak";
/// Setting a printer up (POST).
pub const PRINTER_SET: &str = "/cetak/printer";
/// Having today's plan released (POST: `reason`).
pub const PRINT_RELEASE: &str = "/cetak/lepas";
/// Pattern of [`print_run`] (GET).
pub const PRINT_RUN: &str = "/cetak/lepas/{id}";
/// What is being printed, card by card (GET with `resi`; POST: `receipt`).
pub const PRINT_SCAN: &str = "/cetak/pindai";
/// Pattern of [`job_result`] (POST), by the case.
pub const JOB_RESULT: &str = "/cetak/pindai/{id}/hasil";
/// Pattern of [`job_doubt`] (POST: `detail`), by the job.
pub const JOB_DOUBT: &str = "/cetak/pindai/{id}/ragu";
/// Pattern of [`job_back`] (POST), by the job.
pub const JOB_BACK: &str = "/cetak/pindai/{id}/kembali";
/// Until when the blanks last (GET).
pub const SHORTAGE: &str = "/kekurangan";
/// How blanks are shared out (POST).
pub const OUTLOOK: &str = "/kekurangan/kebijakan";
/// Who waits for blanks (GET with `halaman`).
pub const DEFERRED: &str = "/kekurangan/menunggu";
/// Pattern of [`told`] (POST: `by`), by the case.
pub const TOLD: &str = "/kekurangan/menunggu/{id}/beritahu";
/// Pattern of [`suket_give`] (POST), by the case.
pub const SUKET_GIVE: &str = "/kekurangan/menunggu/{id}/suket";
/// The temporary letters that end soon (GET).
pub const SUKETS: &str = "/suket";
/// Pattern of [`suket_renew`] (POST).
pub const SUKET_RENEW: &str = "/suket/{id}/perpanjang";
/// Pattern of [`suket_letter`] (GET).
pub const SUKET_LETTER: &str = "/suket/{id}/surat.pdf";
/// The letter that asks for blanks, with the figures of the day (GET).
pub const REQUEST_LETTER: &str = "/kekurangan/surat.pdf";
/// The letter that asks another office to lend blanks (GET with `lender`, `quantity`, `return_by`).
pub const LOAN_LETTER: &str = "/kekurangan/pinjam.pdf";
/// Pattern of [`loan_receipt`] (GET).
pub const LOAN_RECEIPT: &str = "/stok/tanda-terima/{id}";
/// Pattern of [`count_sheet`] (GET).
pub const COUNT_SHEET: &str = "/stok/tutup/{id}/lembar.pdf";
/// Pattern of [`minutes`] (GET).
pub const MINUTES: &str = "/stok/musnah/{id}/berita-acara.pdf";
/// Pattern of [`run_list`] (GET with `printer`).
pub const RUN_LIST: &str = "/cetak/lepas/{id}/daftar.pdf";
/// Today's stock of blanks for everybody (GET).
pub const PUBLIC_NOTICE: &str = "/blangko";
/// What arrived, counted (POST).
pub const STOCK_ACCEPT: &str = "/stok/hitung-kiriman";
/// A new ribbon, film or cleaning kit (POST).
pub const STOCK_RIBBON: &str = "/stok/pita";
/// Blanks that leave the office (POST).
pub const STOCK_AWAY: &str = "/stok/keluar";
/// Lent blanks that come back (POST).
pub const STOCK_BACK: &str = "/stok/kembali";
/// A request for blanks (POST).
pub const STOCK_REQUEST: &str = "/stok/permintaan";
/// A count of a place is begun (POST: `place`).
pub const COUNT_BEGIN: &str = "/stok/tutup";
/// Pattern of [`count`] (GET, POST).
pub const COUNT: &str = "/stok/tutup/{id}";
/// Pattern of [`count_confirm`] (POST).
pub const COUNT_CONFIRM: &str = "/stok/tutup/{id}/sahkan";
/// Pattern of [`count_drop`] (POST).
pub const COUNT_DROP: &str = "/stok/tutup/{id}/batal";
/// Pattern of [`settle`] (POST: `how`, `reason`).
pub const SETTLE: &str = "/stok/selisih/{id}";
/// What waits for destruction (GET, POST).
pub const DESTROY: &str = "/stok/musnah";
/// The month's report (GET with `bulan`).
pub const STOCK_MONTH: &str = "/stok/laporan";

/// The same patterns, for the router's own check.
pub(super) const ROOM: [&str; 35] = [
    PRINT_ROOM,
    PRINTER_SET,
    PRINT_RELEASE,
    PRINT_RUN,
    RUN_LIST,
    SUKET_LETTER,
    REQUEST_LETTER,
    LOAN_LETTER,
    LOAN_RECEIPT,
    COUNT_SHEET,
    MINUTES,
    PRINT_SCAN,
    JOB_RESULT,
    JOB_DOUBT,
    JOB_BACK,
    SHORTAGE,
    OUTLOOK,
    DEFERRED,
    TOLD,
    SUKET_GIVE,
    SUKETS,
    SUKET_RENEW,
    PUBLIC_NOTICE,
    STOCK_ACCEPT,
    STOCK_RIBBON,
    STOCK_AWAY,
    STOCK_BACK,
    STOCK_REQUEST,
    COUNT_BEGIN,
    COUNT,
    COUNT_CONFIRM,
    COUNT_DROP,
    SETTLE,
    DESTROY,
    STOCK_MONTH,
];

/// Those that only take a form.
pub(super) const FORMS: [&str; 18] = [
    PRINTER_SET,
    PRINT_RELEASE,
    JOB_RESULT,
    JOB_DOUBT,
    JOB_BACK,
    OUTLOOK,
    TOLD,
    SUKET_GIVE,
    SUKET_RENEW,
    STOCK_ACCEPT,
    STOCK_RIBBON,
    STOCK_AWAY,
    STOCK_BACK,
    STOCK_REQUEST,
    COUNT_BEGIN,
    COUNT_CONFIRM,
    COUNT_DROP,
    SETTLE,
];

/// A released run.
pub fn print_run(id: &str) -> String {
    with_id(PRINT_RUN, id)
}

/// The scan page with the receipt of the card before.
pub fn print_scan_after(receipt: &str, notice: &str) -> String {
    format!("{PRINT_SCAN}?kabar={}&resi={}", super::safe(notice), super::safe(receipt))
}

/// What became of the card of a case.
pub fn job_result(case: &str) -> String {
    with_id(JOB_RESULT, case)
}

/// A job in doubt.
pub fn job_doubt(job: &str) -> String {
    with_id(JOB_DOUBT, job)
}

/// Taking a job out of its run.
pub fn job_back(job: &str) -> String {
    with_id(JOB_BACK, job)
}

/// One page of who waits for blanks, counted from 1.
pub fn deferred(page: i64) -> String {
    super::listed(DEFERRED, &[], page)
}

/// Noting that an applicant was told.
pub fn told(case: &str) -> String {
    with_id(TOLD, case)
}

/// Giving a temporary letter.
pub fn suket_give(case: &str) -> String {
    with_id(SUKET_GIVE, case)
}

/// Renewing one.
pub fn suket_renew(suket: &str) -> String {
    with_id(SUKET_RENEW, suket)
}

/// The letter itself.
pub fn suket_letter(suket: &str) -> String {
    with_id(SUKET_LETTER, suket)
}

/// The receipt of a loan, by one of its movements: its journal entry.
pub fn loan_receipt(movement: i64) -> String {
    with_id(LOAN_RECEIPT, &format!("{movement}.pdf"))
}

/// The minutes of a destruction.
pub fn minutes(destruction: &str) -> String {
    with_id(MINUTES, destruction)
}

/// The list of a released run for one printer.
pub fn run_list(run: &str, printer: &str) -> String {
    format!("{}?printer={}", with_id(RUN_LIST, run), safe(printer))
}

/// A count of a place.
pub fn count(closing: &str) -> String {
    with_id(COUNT, closing)
}

/// Confirming it.
pub fn count_confirm(closing: &str) -> String {
    with_id(COUNT_CONFIRM, closing)
}

/// Its sheet.
pub fn count_sheet(closing: &str) -> String {
    with_id(COUNT_SHEET, closing)
}

/// Breaking it off.
pub fn count_drop(closing: &str) -> String {
    with_id(COUNT_DROP, closing)
}

/// Settling a difference.
pub fn settle(difference: &str) -> String {
    with_id(SETTLE, difference)
}

/// The report of a month, `2022-11`.
pub fn stock_month(month: &str) -> String {
    format!("{STOCK_MONTH}?{}={}", super::QUERY_MONTHS, super::safe(month))
}
