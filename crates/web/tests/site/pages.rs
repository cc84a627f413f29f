//! One card from request to hand, through the pages.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use domain::access::Role;

use crate::{
    bed::{self, Bed},
    browser::{Browser, Server},
    runs,
};

/// A woman of 37 who is not in the register; the fields of the form.
pub const PERSON: &[(&str, &str)] = &[
    ("nik", "5208015205859001"),
    ("kk", "5208010101109501"),
    ("name", "BAIQ NURHAYATI"),
    ("birth_place", "TANJUNG"),
    ("birth_day", "12"),
    ("birth_month", "5"),
    ("birth_year", "1985"),
    ("sex", "female"),
    ("marital", "married"),
    ("village", "52.08.01.2001"),
    ("address", "DUSUN KARANG"),
    ("rt", "001"),
    ("rw", ""),
    ("phone", "0812-0000-0001"),
];

/// Adds the person through the page; answers the address of the person's page.
pub fn add_person(counter: &mut Browser<'_>) -> String {
    let added = counter.post("/penduduk/baru", PERSON);
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    added.location()
}

/// Opens a case for a first card; answers the case's address.
pub fn open_case(counter: &mut Browser<'_>, person: &str, documents: &[&str]) -> String {
    let mut fields = vec![("purpose", "first")];
    fields.extend(documents.iter().map(|document| ("documents", *document)));
    let opened = counter.post(&format!("{person}/permohonan"), &fields);
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text());
    opened.location().strip_suffix("/resi").unwrap().to_owned()
}

/// Receives ten blanks and gives the first printer five.
pub fn stock_up(server: &Server) {
    let mut keeper = server.browser(Role::Stock);
    let received =
        keeper.post("/stok/terima", &[("lot", "SJ-1"), ("quantity", "10"), ("counted", "10"), ("source", "centre"), ("letter", "")]);
    assert_eq!(received.status, StatusCode::SEE_OTHER, "{}", received.text());
    let moved = keeper.post("/stok/pindah", &[("from", "GUDANG"), ("to", "CETAK-1"), ("quantity", "5")]);
    assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.text());
}

/// Brings a case with complete documents to the print queue.
pub fn make_ready(server: &Server, case: &str) {
    let recorded = server.browser(Role::Recording).post(&format!("{case}/rekam"), &[]);
    assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.text());
    let seen = server.browser(Role::DataAdmin).post(&format!("{case}/pusat"), &[("code", "PRINT_READY_RECORD"), ("observed_on", "")]);
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.text());
}

#[test]
fn one_card_from_request_to_hand() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &[]);
        let receipt = counter.get(&format!("{case}/resi"));
        assert!(receipt.text().contains("PIN"), "{}", receipt.text());
        assert!(counter.get(&case).text().contains("Berkas belum lengkap"));
        let added = counter.post(&format!("{case}/berkas"), &[("documents", "kk_copy")]);
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        make_ready(&server, &case);
        stock_up(&server);
        print(bed, &server, &case);
        hand_over(bed, &server, &person, &case);
        bed.verified();
    });
}

/// The card stands in the queue, is spoiled once and good the second time.
fn print(bed: &Bed, server: &Server, case: &str) {
    let mut printer = server.browser(Role::Printing);
    assert!(printer.get("/cetak/antrean").text().contains("BAIQ NURHAYATI"));
    let early = printer.post(&format!("{case}/cetak"), &[("printer", "CETAK-1"), ("result", "good")]);
    assert!(early.text().contains("tidak ada dalam daftar cetak"), "{}", early.text());
    runs::release_one(bed, case);
    let spoiled = printer.post(&format!("{case}/cetak"), &[("printer", "CETAK-1"), ("result", "spoiled"), ("cause", "failed_encode")]);
    assert_eq!(spoiled.status, StatusCode::SEE_OTHER, "{}", spoiled.text());
    runs::release_one(bed, case);
    let good = printer.post(&format!("{case}/cetak"), &[("printer", "CETAK-1"), ("result", "good"), ("cause", "")]);
    assert_eq!(good.status, StatusCode::SEE_OTHER, "{}", good.text());
    assert!(!printer.get("/cetak/antrean").text().contains("BAIQ NURHAYATI"));
}

fn hand_over(bed: &Bed, server: &Server, person: &str, case: &str) {
    let mut counter = server.browser(Role::Counter);
    let receipt = receipt_number(&counter.get(case).text());
    let shelved = counter.post("/rak", &[("receipt", receipt.as_str()), ("shelf", "rak-02")]);
    assert_eq!(shelved.status, StatusCode::SEE_OTHER, "{}", shelved.text());
    let scanned = counter.post("/serah", &[("receipt", receipt.as_str())]);
    assert!(scanned.text().contains("Rak 2") && scanned.text().contains("BAIQ NURHAYATI"), "{}", scanned.text());
    let before = state(bed);
    let refused = counter.post(&format!("{case}/serah"), &[("old_card", "none")]);
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("identitas orang di depan Anda"), "{}", refused.text());
    assert_eq!(state(bed), before, "a refused handover changes nothing");
    let handed = counter.post(&format!("{case}/serah"), &[("identity_checked", "yes"), ("old_card", "none")]);
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text());
    let page = counter.get(person).text();
    for words in ["Sudah diserahkan", "Cetakan gagal", "Kartu dicetak", "Pemegang kartu", "Berlaku"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

/// What every check counted, looks apart: the page that comes back shows somebody.
fn state(bed: &Bed) -> BTreeMap<String, i64> {
    bed.verified().into_iter().filter(|(check, _)| !check.starts_with("look_")).collect()
}

/// The receipt number in a page's text, `7K3M-9QXD-4`.
pub fn receipt_number(text: &str) -> String {
    let shape = |word: &&str| word.len() == 11 && word.split('-').map(str::len).eq([4, 4, 1]);
    text.split_whitespace().find(shape).unwrap_or_else(|| panic!("no receipt in {text}")).to_owned()
}

#[test]
fn search_finds_by_every_number_and_by_a_name_with_a_typing_error() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &["kk_copy"]);
        let receipt = receipt_number(&counter.get(&case).text());
        for query in ["5208015205859001", receipt.to_lowercase().as_str(), "081200000001", "baiq nurhayati"] {
            let found = counter.post("/cari", &[("q", query)]);
            assert_eq!(found.location(), person, "one match leads straight to the person: {query}");
        }
        for query in ["5208010101109501", "nurhayti"] {
            let found = counter.post("/cari", &[("q", query)]);
            let led = found.status == StatusCode::SEE_OTHER || found.text().contains("BAIQ NURHAYATI");
            assert!(led, "{query}: {}", found.text());
        }
        let wrong = counter.post("/cari", &[("q", "52080152O5859001")]);
        assert!(wrong.text().contains("tanda ke-9"), "{}", wrong.text());
        let none = counter.post("/cari", &[("q", "zzyzx")]);
        assert!(none.text().contains("Tidak ada yang cocok"), "{}", none.text());
    });
}
