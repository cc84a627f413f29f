//! Every address of the site. Templates and handlers take addresses only from here.
//! No address ever carries a NIK, a name or a phone number: searches are posted.

mod handover;
mod plans;
mod room;
mod telling;

pub use handover::*;
pub use plans::*;
pub use room::*;
pub use telling::*;

/// Home page (GET).
pub const HOME: &str = "/";
/// Sign-in page (GET, POST).
pub const LOGIN: &str = "/masuk";
/// Sign-out (POST).
pub const LOGOUT: &str = "/keluar";
/// Change of language (POST: `language`, `back`).
pub const LANGUAGE: &str = "/bahasa";
/// First account (GET, POST).
pub const SETUP: &str = "/mulai";
/// Search (POST: `q`).
pub const SEARCH: &str = "/cari";
/// A new person (GET, POST).
pub const PERSON_NEW: &str = "/penduduk/baru";
/// Pattern of [`person`] (GET).
pub const PERSON: &str = "/penduduk/{id}";
/// Pattern of [`case_open`] (GET with `keperluan`, POST).
pub const CASE_OPEN: &str = "/penduduk/{id}/permohonan";
/// Pattern of [`case`] (GET).
pub const CASE: &str = "/permohonan/{id}";
/// Pattern of [`receipt`] (GET).
pub const RECEIPT: &str = "/permohonan/{id}/resi";
/// Pattern of [`documents`] (POST).
pub const DOCUMENTS: &str = "/permohonan/{id}/berkas";
/// Pattern of [`record`] (POST).
pub const RECORD: &str = "/permohonan/{id}/rekam";
/// Pattern of [`central`] (POST).
pub const CENTRAL: &str = "/permohonan/{id}/pusat";
/// Pattern of [`print_result`] (GET, POST).
pub const PRINT_RESULT: &str = "/permohonan/{id}/cetak";
/// Pattern of [`shelve`] (POST).
pub const SHELVE: &str = "/permohonan/{id}/rak";
/// Pattern of [`hand_over`] (POST).
pub const HAND_OVER: &str = "/permohonan/{id}/serah";
/// Pattern of [`cancel`] (POST).
pub const CANCEL: &str = "/permohonan/{id}/batal";
/// Ready-to-print list (GET with `kecamatan`, `halaman`).
pub const PRINT_QUEUE: &str = "/cetak/antrean";
/// The cases that wait in a state.
pub const WAITING: &str = "/antrean/{id}";
/// Shelves (GET, POST).
pub const SHELF: &str = "/rak";
/// Pick-up desk (GET, POST).
pub const PICKUP: &str = "/serah";
/// Blanks (GET).
pub const STOCK: &str = "/stok";
/// Blanks received (POST).
pub const STOCK_RECEIVE: &str = "/stok/terima";
/// Blanks moved (POST).
pub const STOCK_MOVE: &str = "/stok/pindah";
/// Blanks spoiled (POST).
pub const STOCK_SPOIL: &str = "/stok/rusak";
/// What became of a message, as its gateway calls (GET; signed).
pub const SMS_CALL: &str = "/sms/kabar";
/// Setting a password with a code (GET, POST).
pub const ACTIVATE: &str = "/aktivasi";
/// The reason for looking at many people (POST: `reason`, `note`, `back`).
pub const REASON: &str = "/alasan";
/// Pattern of [`person_looks`] (GET with `bentuk`).
pub const PERSON_LOOKS: &str = "/penduduk/{id}/dilihat";
/// What everybody looked at (GET with `dari`, `sampai`, `bentuk`).
pub const LOOKS: &str = "/penglihatan";
/// Acts that wait for a second person (GET).
pub const PROPOSALS: &str = "/usulan";
/// Pattern of [`proposal`] (GET).
pub const PROPOSAL: &str = "/usulan/{id}";
/// Pattern of [`approve`] (POST).
pub const APPROVE: &str = "/usulan/{id}/setujui";
/// Pattern of [`decline`] (POST).
pub const DECLINE: &str = "/usulan/{id}/tolak";
/// Pattern of [`withdraw`] (POST).
pub const WITHDRAW: &str = "/usulan/{id}/tarik";
/// Staff accounts (GET).
pub const ACCOUNTS: &str = "/pegawai";
/// A new account (GET, POST).
pub const ACCOUNT_NEW: &str = "/pegawai/baru";
/// Pattern of [`account`] (GET, POST).
pub const ACCOUNT: &str = "/pegawai/{id}";
/// Pattern of [`account_code`] (POST).
pub const ACCOUNT_CODE: &str = "/pegawai/{id}/kode";
/// Importing files (GET).
pub const IMPORTS: &str = "/impor";
/// A file comes in (POST, multipart: `csrf`, `key`, `file`).
pub const IMPORT_UPLOAD: &str = "/impor/unggah";
/// A list of statuses comes in as text (POST: `text`).
pub const IMPORT_PASTE: &str = "/impor/tempel";
/// Pattern of [`import`] (GET with `jenis`).
pub const IMPORT: &str = "/impor/{id}";
/// Pattern of [`import_columns`] (POST: `columns`, `as_of`).
pub const IMPORT_COLUMNS: &str = "/impor/{id}/kolom";
/// Pattern of [`import_again`] (POST).
pub const IMPORT_AGAIN: &str = "/impor/{id}/bandingkan";
/// Pattern of [`import_confirm`] (POST).
pub const IMPORT_CONFIRM: &str = "/impor/{id}/setujui";
/// Pattern of [`import_cancel`] (POST).
pub const IMPORT_CANCEL: &str = "/impor/{id}/batal";
/// Pattern of [`import_progress`] (GET, JSON).
pub const IMPORT_PROGRESS: &str = "/impor/{id}/kemajuan";
/// Pattern of [`import_refused`] (GET, a workbook).
pub const IMPORT_REFUSED: &str = "/impor/{id}/ditolak.xlsx";
/// Questions of identity (GET with `jenis`).
pub const QUESTIONS: &str = "/pertanyaan";
/// Pattern of [`question`] (GET).
pub const QUESTION: &str = "/pertanyaan/{id}";
/// Pattern of [`question_leave`] (POST: `note`).
pub const QUESTION_LEAVE: &str = "/pertanyaan/{id}/biarkan";
/// Pattern of [`question_take`] (POST: `row`, `person`).
pub const QUESTION_TAKE: &str = "/pertanyaan/{id}/ambil";
/// Pattern of [`question_merge`] (POST: `keep`, `take`).
pub const QUESTION_MERGE: &str = "/pertanyaan/{id}/gabung";
/// How long records lie at the centre (GET).
pub const CENTRE: &str = "/pusat";
/// Whose they are (GET with `status`, `kecamatan`, `umur`, `halaman`).
pub const CENTRE_LIST: &str = "/pusat/daftar";
/// Pattern of [`repair_open`] (POST).
pub const REPAIR_OPEN: &str = "/penduduk/{id}/perbaikan";
/// Pattern of [`repair_letter`] (POST).
pub const REPAIR_LETTER: &str = "/penduduk/{id}/surat";
/// Pattern of [`repair_reply`] (POST).
pub const REPAIR_REPLY: &str = "/penduduk/{id}/balasan";
/// Pattern of [`rerecording`] (POST).
pub const RERECORDING: &str = "/penduduk/{id}/rekam-ulang";
/// Pattern of [`repair_close`] (POST).
pub const REPAIR_CLOSE: &str = "/penduduk/{id}/perbaikan-selesai";
/// Pattern of [`whereabouts`] (POST).
pub const WHEREABOUTS: &str = "/penduduk/{id}/keberadaan";
/// Who must have a card, by sub-district (GET).
pub const COVERAGE: &str = "/wajib";
/// Pattern of [`coverage_subdistrict`] (GET).
pub const COVERAGE_SUBDISTRICT: &str = "/wajib/kecamatan/{id}";
/// Pattern of [`coverage_village`] (GET).
pub const COVERAGE_VILLAGE: &str = "/wajib/desa/{id}";
/// Pattern of [`village_list`] (GET with `bulan`).
pub const VILLAGE_LIST: &str = "/wajib/desa/{id}/daftar";
/// Style sheet.
pub const CSS: &str = "/aset/loket.css";
/// Script.
pub const JS: &str = "/aset/loket.js";
/// Icon.
pub const ICON: &str = "/aset/favicon.svg";

/// Every pattern, for the router's own check.
pub fn all() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().chain(ROOM).chain(TELLING).chain(HANDOVER).chain(PLANNING)
}

/// The patterns of this file.
const ALL: [&str; 69] = [
    HOME,
    LOGIN,
    LOGOUT,
    LANGUAGE,
    SETUP,
    SEARCH,
    PERSON_NEW,
    PERSON,
    CASE_OPEN,
    CASE,
    RECEIPT,
    DOCUMENTS,
    RECORD,
    CENTRAL,
    PRINT_RESULT,
    SHELVE,
    HAND_OVER,
    CANCEL,
    PRINT_QUEUE,
    WAITING,
    SHELF,
    PICKUP,
    STOCK,
    STOCK_RECEIVE,
    STOCK_MOVE,
    STOCK_SPOIL,
    ACTIVATE,
    REASON,
    PERSON_LOOKS,
    LOOKS,
    PROPOSALS,
    PROPOSAL,
    APPROVE,
    DECLINE,
    WITHDRAW,
    ACCOUNTS,
    ACCOUNT_NEW,
    ACCOUNT,
    ACCOUNT_CODE,
    IMPORTS,
    IMPORT_UPLOAD,
    IMPORT_PASTE,
    IMPORT,
    IMPORT_COLUMNS,
    IMPORT_AGAIN,
    IMPORT_CONFIRM,
    IMPORT_CANCEL,
    IMPORT_PROGRESS,
    IMPORT_REFUSED,
    QUESTIONS,
    QUESTION,
    QUESTION_LEAVE,
    QUESTION_TAKE,
    QUESTION_MERGE,
    CENTRE,
    CENTRE_LIST,
    REPAIR_OPEN,
    REPAIR_LETTER,
    REPAIR_REPLY,
    RERECORDING,
    REPAIR_CLOSE,
    WHEREABOUTS,
    COVERAGE,
    COVERAGE_SUBDISTRICT,
    COVERAGE_VILLAGE,
    VILLAGE_LIST,
    CSS,
    JS,
    ICON,
];

/// Addresses that only take a form. Each lies beneath the page that has the form, or is one that every page has.
const FORMS_ONLY: [&str; 32] = [
    LOGOUT,
    LANGUAGE,
    SEARCH,
    DOCUMENTS,
    RECORD,
    CENTRAL,
    SHELVE,
    HAND_OVER,
    CANCEL,
    STOCK_RECEIVE,
    STOCK_MOVE,
    STOCK_SPOIL,
    REASON,
    APPROVE,
    DECLINE,
    WITHDRAW,
    ACCOUNT_CODE,
    IMPORT_UPLOAD,
    IMPORT_PASTE,
    IMPORT_COLUMNS,
    IMPORT_AGAIN,
    IMPORT_CONFIRM,
    IMPORT_CANCEL,
    QUESTION_LEAVE,
    QUESTION_TAKE,
    QUESTION_MERGE,
    REPAIR_OPEN,
    REPAIR_LETTER,
    REPAIR_REPLY,
    RERECORDING,
    REPAIR_CLOSE,
    WHEREABOUTS,
];

/// The query name that carries the purpose on [`case_open`].
pub const QUERY_PURPOSE: &str = "keperluan";
/// The query name that carries the sub-district on [`PRINT_QUEUE`].
pub const QUERY_KECAMATAN: &str = "kecamatan";
/// The query name that carries the first day of a report.
pub const QUERY_FROM: &str = "dari";
/// The query name that carries the last day of a report.
pub const QUERY_UNTIL: &str = "sampai";
/// The query name that asks for another form of a report: `csv`.
pub const QUERY_FORM: &str = "bentuk";
/// The query name that carries the kind of rows or questions.
pub const QUERY_KIND: &str = "jenis";
/// The query name that carries a central status.
pub const QUERY_STATUS: &str = "status";
/// The query name that carries an age class.
pub const QUERY_AGE: &str = "umur";
/// The query name that carries how many months ahead a list looks.
pub const QUERY_MONTHS: &str = "bulan";
/// The query name that carries the page number of a list.
pub const QUERY_PAGE: &str = "halaman";

/// A person's page.
pub fn person(id: &str) -> String {
    with_id(PERSON, id)
}

/// Opening a case for a person.
pub fn case_open(person: &str) -> String {
    with_id(CASE_OPEN, person)
}

/// A case's page.
pub fn case(id: &str) -> String {
    with_id(CASE, id)
}

/// A case's receipt.
pub fn receipt(case: &str) -> String {
    with_id(RECEIPT, case)
}

/// Adding documents to a case.
pub fn documents(case: &str) -> String {
    with_id(DOCUMENTS, case)
}

/// Marking a case as recorded.
pub fn record(case: &str) -> String {
    with_id(RECORD, case)
}

/// Entering the central status of a case.
pub fn central(case: &str) -> String {
    with_id(CENTRAL, case)
}

/// Recording the print result of a case.
pub fn print_result(case: &str) -> String {
    with_id(PRINT_RESULT, case)
}

/// Putting a case's card on a shelf.
pub fn shelve(case: &str) -> String {
    with_id(SHELVE, case)
}

/// Handing over a case's card.
pub fn hand_over(case: &str) -> String {
    with_id(HAND_OVER, case)
}

/// Cancelling a case.
pub fn cancel(case: &str) -> String {
    with_id(CANCEL, case)
}

/// The ready-to-print list of one sub-district (all: empty code) at one page, counted from 1.
pub fn print_queue(kecamatan: &str, page: i64) -> String {
    listed(PRINT_QUEUE, &[(QUERY_KECAMATAN, kecamatan)], page)
}

/// The list of records at the centre: status, sub-district and age class, each empty for all, at one page, counted from 1.
pub fn centre_list([status, kecamatan, age]: [&str; 3], page: i64) -> String {
    listed(CENTRE_LIST, &[(QUERY_STATUS, status), (QUERY_KECAMATAN, kecamatan), (QUERY_AGE, age)], page)
}

/// A list's address; what is empty is left out.
fn listed(path: &str, filters: &[(&str, &str)], page: i64) -> String {
    let chosen = filters.iter().filter(|(_, value)| !value.is_empty());
    let mut query: Vec<String> = chosen.map(|(name, value)| format!("{name}={}", safe(value))).collect();
    if page > 1 {
        query.push(format!("{QUERY_PAGE}={page}"));
    }
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// Opening a repair of a person's record.
pub fn repair_open(person: &str) -> String {
    with_id(REPAIR_OPEN, person)
}

/// Noting a letter for a repair.
pub fn repair_letter(person: &str) -> String {
    with_id(REPAIR_LETTER, person)
}

/// Noting the answer to it.
pub fn repair_reply(person: &str) -> String {
    with_id(REPAIR_REPLY, person)
}

/// Calling a person in to be recorded again.
pub fn rerecording(person: &str) -> String {
    with_id(RERECORDING, person)
}

/// Closing a repair.
pub fn repair_close(person: &str) -> String {
    with_id(REPAIR_CLOSE, person)
}

/// Noting where a person is.
pub fn whereabouts(person: &str) -> String {
    with_id(WHEREABOUTS, person)
}

/// Who must have a card in a sub-district, by its code.
pub fn coverage_subdistrict(code: &str) -> String {
    with_id(COVERAGE_SUBDISTRICT, code)
}

/// Who must have a card in a village, by its code.
pub fn coverage_village(code: &str) -> String {
    with_id(COVERAGE_VILLAGE, code)
}

/// A village's list of the unrecorded.
pub fn village_list(code: &str) -> String {
    with_id(VILLAGE_LIST, code)
}

/// The same as a workbook, looking so many months ahead.
pub fn village_list_excel(code: &str, months: &str) -> String {
    format!("{}?{QUERY_MONTHS}={}&{QUERY_FORM}=xlsx", village_list(code), safe(months))
}

/// The cases that wait in a state, by its code.
pub fn waiting(state: &str) -> String {
    with_id(WAITING, state)
}

/// Who looked at a person.
pub fn person_looks(person: &str) -> String {
    with_id(PERSON_LOOKS, person)
}

/// The same as a table for other programs.
pub fn person_looks_table(person: &str) -> String {
    format!("{}?{QUERY_FORM}=csv", person_looks(person))
}

/// What everybody looked at from one day to another, ISO, as a table for other programs.
pub fn looks_table(from: &str, until: &str) -> String {
    format!("{LOOKS}?{QUERY_FROM}={}&{QUERY_UNTIL}={}&{QUERY_FORM}=csv", safe(from), safe(until))
}

/// A proposal.
pub fn proposal(id: &str) -> String {
    with_id(PROPOSAL, id)
}

/// Approving a proposal.
pub fn approve(proposal: &str) -> String {
    with_id(APPROVE, proposal)
}

/// Declining a proposal.
pub fn decline(proposal: &str) -> String {
    with_id(DECLINE, proposal)
}

/// Taking a proposal back.
pub fn withdraw(proposal: &str) -> String {
    with_id(WITHDRAW, proposal)
}

/// A staff account.
pub fn account(id: &str) -> String {
    with_id(ACCOUNT, id)
}

/// Giving a staff account a new code.
pub fn account_code(account: &str) -> String {
    with_id(ACCOUNT_CODE, account)
}

/// An import.
pub fn import(id: &str) -> String {
    with_id(IMPORT, id)
}

/// An import with the rows of one kind.
pub fn import_rows(id: &str, kind: &str) -> String {
    format!("{}?{QUERY_KIND}={}#baris", import(id), safe(kind))
}

/// Saying what the columns of an import mean.
pub fn import_columns(id: &str) -> String {
    with_id(IMPORT_COLUMNS, id)
}

/// Comparing an import anew.
pub fn import_again(id: &str) -> String {
    with_id(IMPORT_AGAIN, id)
}

/// Saying yes to an import.
pub fn import_confirm(id: &str) -> String {
    with_id(IMPORT_CONFIRM, id)
}

/// Giving an import up.
pub fn import_cancel(id: &str) -> String {
    with_id(IMPORT_CANCEL, id)
}

/// How far an import is, for the script.
pub fn import_progress(id: &str) -> String {
    with_id(IMPORT_PROGRESS, id)
}

/// The refused rows of an import as a workbook.
pub fn import_refused(id: &str) -> String {
    with_id(IMPORT_REFUSED, id)
}

/// The open questions of one kind.
pub fn questions(kind: &str) -> String {
    format!("{QUESTIONS}?{QUERY_KIND}={}", safe(kind))
}

/// A question of identity.
pub fn question(id: &str) -> String {
    with_id(QUESTION, id)
}

/// Leaving a question.
pub fn question_leave(id: &str) -> String {
    with_id(QUESTION_LEAVE, id)
}

/// Taking a row of a question.
pub fn question_take(id: &str) -> String {
    with_id(QUESTION_TAKE, id)
}

/// Making one person of a question's people.
pub fn question_merge(id: &str) -> String {
    with_id(QUESTION_MERGE, id)
}

/// The page to come back to from an address: itself, or the page that has the form when the address only takes one.
pub fn opened(path: &str) -> String {
    let forms = || FORMS_ONLY.iter().chain(&FORMS).chain(&TELLING_FORMS).chain(&HANDOVER_FORMS);
    let is_page = |path: &str| all().any(|pattern| matches(pattern, path)) && !forms().any(|pattern| matches(pattern, path));
    if !forms().any(|pattern| matches(pattern, path)) {
        return path.to_owned();
    }
    // Above some forms lies no page of its own: then the next one above has them.
    let above = std::iter::successors(path.rsplit_once('/'), |(page, _)| page.rsplit_once('/')).map(|(page, _)| page);
    above.filter(|page| is_page(page)).map(str::to_owned).next().unwrap_or_else(|| HOME.to_owned())
}

/// Whether an address comes from a pattern.
pub fn matches(pattern: &str, path: &str) -> bool {
    let (wanted, parts): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    wanted.len() == parts.len() && wanted.iter().zip(&parts).all(|(want, part)| want == part || (*want == "{id}" && !part.is_empty()))
}

/// Whether a text is a plain path of this site, so that a form's answer may lead there.
pub fn is_local(path: &str) -> bool {
    let plain = path.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_'));
    plain && path.starts_with('/') && !path.starts_with("//")
}

fn with_id(pattern: &str, id: &str) -> String {
    pattern.replace("{id}", &safe(id))
}

/// Identifiers and area codes need nothing else; whatever else comes is left out, so that it cannot lead elsewhere.
fn safe(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn addresses_hold_only_plain_identifiers() {
        assert_eq!(super::person("42"), "/penduduk/42");
        assert_eq!(super::cancel("0190-ab"), "/permohonan/0190-ab/batal");
        assert_eq!(super::case("a/../b?c#d\"e"), "/permohonan/a..bcde");
        assert_eq!(super::looks_table("2022-11-01", "2022&x=#"), "/penglihatan?dari=2022-11-01&sampai=2022x&bentuk=csv");
        assert_eq!(super::print_queue("", 1), "/cetak/antrean");
        assert_eq!(super::print_queue("520801", 3), "/cetak/antrean?kecamatan=520801&halaman=3");
        assert_eq!(super::centre_list(["BIO_CAPTURED", "", "late"], 2), "/pusat/daftar?status=BIO_CAPTURED&umur=late&halaman=2");
    }

    #[test]
    fn one_comes_back_to_a_page_never_to_what_only_takes_a_form() {
        for (path, page) in [
            ("/penduduk/42", "/penduduk/42"),
            ("/permohonan/0190-ab/batal", "/permohonan/0190-ab"),
            ("/stok/terima", "/stok"),
            ("/usulan/0190-ab/setujui", "/usulan/0190-ab"),
            ("/impor/unggah", "/impor"),
            ("/impor/0190-ab/kolom", "/impor/0190-ab"),
            ("/cetak/pindai/0190-ab/hasil", "/cetak/pindai"),
            ("/stok/selisih/0190-ab", "/stok"),
            ("/stok/tutup", "/stok"),
            ("/alasan", "/"),
            ("/cari", "/"),
        ] {
            assert_eq!(super::opened(path), page);
        }
    }

    #[test]
    fn only_plain_paths_of_this_site_are_led_to() {
        assert!(super::is_local("/antrean/waiting_recording") && super::is_local("/"));
        for elsewhere in ["", "cari", "//example.org", "https://example.org", "/\\example.org", "/a?b", "/a\r\nx", "/%2f"] {
            assert!(!super::is_local(elsewhere), "{elsewhere}");
        }
    }
}
