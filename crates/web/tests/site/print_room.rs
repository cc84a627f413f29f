//! The print room through its pages and the agent's calls: a run is planned, released by a second person and checked card by card.

use axum::http::{Method, StatusCode, header};
use domain::access::Role;
use serde_json::json;

use crate::{
    bed::{self, Bed, PASSWORD},
    browser::{Answer, Browser, Server},
    pages::{add_person, make_ready, open_case, receipt_number, stock_up},
    runs,
};

/// A case that waits in the queue, and blanks at the first printer; answers its address and receipt.
fn waiting(server: &Server) -> (String, String) {
    let mut counter = server.browser(Role::Counter);
    let person = add_person(&mut counter);
    let case = open_case(&mut counter, &person, &["kk_copy"]);
    make_ready(server, &case);
    let receipt = receipt_number(&counter.get(&case).text());
    (case, receipt)
}

/// Approves the proposal that an answer leads to.
pub fn approve(server: &Server, proposed: &Answer) {
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    let proposal = proposed.location();
    let mut head = server.browser(Role::SectionHead);
    let digest = head.get(&proposal).hidden("digest");
    let approved = head.post(&format!("{proposal}/setujui"), &[("digest", &digest), ("password", PASSWORD)]);
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
}

fn follow(browser: &mut Browser<'_>, answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.headers[header::LOCATION].to_str().unwrap().to_owned();
    browser.get(&location).text()
}

#[test]
fn a_run_is_planned_released_by_another_and_checked_card_by_card() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (case, receipt) = waiting(&server);
        let mut printing = server.browser(Role::Printing);
        assert!(printing.get("/cetak").text().contains("Blangko habis"), "{}", printing.get("/cetak").text());
        stock_up(&server);
        let planned = printing.get("/cetak").text();
        assert!(planned.contains("1 dari 1 kartu") && planned.contains("Ajukan pelepasan 1 kartu"), "{planned}");
        let proposed = printing.post("/cetak/lepas", &[("reason", "")]);
        let shown = server.browser(Role::SectionHead).get(&proposed.location()).text();
        for words in ["Lepas daftar cetak", "Kartu yang dicetak1", "Di printer CETAK-11 kartu", "golongan"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        approve(&server, &proposed);
        let room = printing.get("/cetak");
        assert!(room.text().contains("1 kartu sedang dicetak"), "{}", room.text());
        let run = room.body.split("href=\"").find(|rest| rest.starts_with("/cetak/lepas/0")).unwrap().split('"').next().unwrap();
        let list = printing.get(run).text();
        assert!(list.contains("BAIQ NURHAYATI") && list.contains("Petugas printing") && list.contains("Petugas section_head"), "{list}");
        let unknown = printing.post("/cetak/pindai", &[("receipt", "7K3M-9QXD-4")]);
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        let scanned = printing.post("/cetak/pindai", &[("receipt", &receipt.to_lowercase())]);
        assert!(scanned.text().contains("Kartu ini BAIQ NURHAYATI") && !scanned.body.contains("5208015205859001"), "{}", scanned.text());
        let id = case.rsplit('/').next().unwrap();
        let wrong = printing.post(&format!("/cetak/pindai/{id}/hasil"), &[("result", "good"), ("serial", "?")]);
        assert!(wrong.text().contains("bukan nomor cip"), "{}", wrong.text());
        let good = printing.post(&format!("/cetak/pindai/{id}/hasil"), &[("result", "good"), ("serial", "")]);
        let after = follow(&mut printing, &good);
        assert!(after.contains("Kartu baik") && after.contains(&format!("Kartu terakhir: resi {receipt}")), "{after}");
        assert_eq!(bed.in_printers(), 4);
        bed.verified();
    });
}

#[test]
fn a_doubt_is_closed_by_another_person() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (case, receipt) = waiting(&server);
        stock_up(&server);
        runs::release_one(bed, &case);
        let (mut printing, mut head) = (server.browser(Role::Printing), server.browser(Role::SectionHead));
        let job = job_of(bed, &case);
        let empty = printing.post(&format!("/cetak/pindai/{job}/ragu"), &[("detail", ""), ("receipt", &receipt)]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let doubted = printing.post(&format!("/cetak/pindai/{job}/ragu"), &[("detail", "listrik padam"), ("receipt", &receipt)]);
        assert!(follow(&mut printing, &doubted).contains("listrik padam"));
        let id = case.rsplit('/').next().unwrap().to_owned();
        let own = printing.post(&format!("/cetak/pindai/{id}/hasil"), &[("result", "failed_encode")]);
        assert!(own.text().contains("tidak dapat menutupnya sendiri"), "{}", own.text());
        let other = head.post(&format!("/cetak/pindai/{id}/hasil"), &[("result", "failed_encode")]);
        assert!(follow(&mut head, &other).contains("Cetakan gagal dicatat"));
        let late = head.post(&format!("/cetak/pindai/{job}/kembali"), &[]);
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", late.text());
        bed.verified();
    });
}

fn job_of(bed: &Bed, case: &str) -> String {
    let case = domain::id::CaseId::parse(case.rsplit('/').next().unwrap()).unwrap();
    bed.office.store().read(|tx| store::tables::print::open_job_of(tx, case)).unwrap().unwrap().id.to_string()
}

#[test]
fn the_agent_carries_a_job_to_the_printer_once() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (case, _) = waiting(&server);
        stock_up(&server);
        let mut head = server.browser(Role::SectionHead);
        let wrong = head.post("/cetak/printer", &[("printer", "CETAK-1"), ("route", "local"), ("heat_cards_a_day", "x")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("printer", "CETAK-1"), ("route", "local"), ("heat_cards_a_day", "100"), ("seconds_a_card", "120")];
        let set = head.post("/cetak/printer", &fields);
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.text());
        runs::release_one(bed, &case);
        let agent = server.client(Role::Printing);
        let call = |path: &str, body: serde_json::Value, key: &str| {
            let key = Some(key).filter(|key| !key.is_empty());
            agent.call_whole(Method::POST, &format!("/api/agen-cetak{path}"), Some(&body), key)
        };
        let asked = call("/ambil", json!({ "printer": "CETAK-1" }), "").json();
        let job = asked["job"]["id"].as_str().unwrap().to_owned();
        assert_eq!((&asked["job"]["state"], &asked["job"]["format"]), (&json!("reserved"), &json!("application/pdf")));
        let document = agent.call_whole(Method::GET, asked["job"]["document"].as_str().unwrap(), None, None);
        assert!(document.status == StatusCode::OK && document.body.starts_with("%PDF-1."), "{}", document.body);
        for _ in 0..2 {
            assert_eq!(call(&format!("/{job}/kirim"), json!({}), "one").status, StatusCode::OK, "the same key is the same sending");
        }
        let again = call(&format!("/{job}/kirim"), json!({}), "two");
        assert_eq!((again.status, again.json()["code"].as_str().unwrap()), (StatusCode::UNPROCESSABLE_ENTITY, "PRINT-0004"));
        let report = |body: serde_json::Value| call(&format!("/{job}/lapor"), body, "");
        assert_eq!(report(json!({ "state": "printing", "ipp_job": null, "detail": "" })).status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(report(json!({ "state": "printing", "ipp_job": 7, "detail": "" })).json()["state"], "printing");
        assert_eq!(report(json!({ "state": "completed", "ipp_job": 7, "detail": "" })).json()["state"], "reported");
        assert_eq!(call("/ambil", json!({ "printer": "CETAK-1" }), "").json()["job"], json!(null));
        let shown = call("/keadaan", json!({ "printer": "CETAK-1", "state": "stopped", "reasons": ["media-jam"] }), "");
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.body);
        let room = head.get("/cetak").text();
        assert!(room.contains("berhenti · media-jam") && room.contains("Agen cetak Loket"), "{room}");
        bed.verified();
    });
}

#[test]
fn an_office_that_prints_on_arrival_is_told_who_is_here() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.ladders {
            rule.action = domain::ladder::LadderAction::PrintOnArrival;
        }
    });
    let server = Server::of(&bed);
    let (case, receipt) = waiting(&server);
    stock_up(&server);
    let mut printing = server.browser(Role::Printing);
    let nobody = printing.get("/cetak").text();
    assert!(nobody.contains("pemohonnya belum datang: 1") && nobody.contains("Belum ada pemohon yang datang"), "{nobody}");
    let wrong = printing.get("/cetak?hadir=12345");
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text().contains("Nomor resi ini tidak ditemukan"),
        "{}",
        wrong.text()
    );
    let here = printing.get(&format!("/cetak?hadir={receipt}"));
    assert!(here.text().contains("Hadir: 1.") && here.text().contains("1 dari 1 kartu"), "{}", here.text());
    let named = here.hidden("here");
    approve(&server, &printing.post("/cetak/lepas", &[("reason", ""), ("here", &named)]));
    assert!(printing.get(&case).text().contains("Dalam proses cetak"), "{}", printing.get(&case).text());
    let printed = printing.get(&format!("/cetak?sebelum={receipt}"));
    assert!(printed.text().contains("tidak menunggu dicetak"), "{}", printed.text());
    bed.verified();
}
