//! The stock through its pages: deliveries that are counted, days that two people close, differences, destruction.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::json;

use crate::{
    bed,
    browser::{Answer, Browser, Server},
    pages::stock_up,
    print_room::approve,
};

fn done(answer: &Answer, location: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.location(), location);
}

fn attribute<'a>(page: &'a Answer, begins: &str) -> &'a str {
    page.body.split('"').find(|part| part.starts_with(begins)).unwrap_or_else(|| panic!("no {begins} in {}", page.text()))
}

#[test]
fn a_delivery_that_falls_short_stops_its_store_until_two_people_settle_it() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut keeper = server.browser(Role::Stock);
        let empty = keeper.get("/stok").text();
        assert!(empty.contains("Belum ada blangko") && empty.contains("Terima blangko"), "{empty}");
        done(&keeper.post("/stok/permintaan", &[("number", "471.13/8"), ("on", "2022-11-24"), ("quantity", "1.000")]), "/stok");
        let sent = [("lot", "SJ-7"), ("quantity", "500"), ("counted", ""), ("source", "centre"), ("item", "blank")];
        done(&keeper.post("/stok/terima", &sent), "/stok");
        let page = keeper.get("/stok");
        assert!(page.text().contains("SJ-7: 500 Blangko menuju Gudang blangko"), "{}", page.text());
        let lot = attribute(&page, "hitung-").trim_start_matches("hitung-").trim_end_matches("-counted").to_owned();
        let more = keeper.post("/stok/hitung-kiriman", &[("lot", &lot), ("counted", "501")]);
        assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(more.text().contains("Yang dikirim 500 keping, yang dihitung 501"), "{}", more.text());
        assert!(more.body.contains(&format!("id=\"hitung-{lot}-counted-error\"")) && more.body.contains("value=\"501\""));
        done(&keeper.post("/stok/hitung-kiriman", &[("lot", &lot), ("counted", "498")]), "/stok");
        let page = keeper.get("/stok");
        assert!(page.text().contains("Kiriman kurang · Blangko: seharusnya 500, dihitung 498"), "{}", page.text());
        let issue = [("from", "GUDANG"), ("to", "CETAK-1"), ("quantity", "5")];
        assert!(keeper.post("/stok/pindah", &issue).text().contains("GUDANG dihentikan"));
        let settle = attribute(&page, "/stok/selisih/").to_owned();
        let wrong = keeper.post(&settle, &[("how", "miscounted"), ("reason", "salah")]);
        assert!(wrong.text().contains("tidak dapat diselesaikan dengan"), "{}", wrong.text());
        let proposed = keeper.post(&settle, &[("how", "never_sent"), ("reason", "Provinsi membenarkan")]);
        let shown = server.browser(Role::SectionHead).get(&proposed.location()).text();
        assert!(shown.contains("seharusnya 500, dihitung 498") && shown.contains("Tidak pernah dikirim"), "{shown}");
        approve(&server, &proposed);
        done(&keeper.post("/stok/pindah", &issue), "/stok");
        assert!(keeper.get("/stok").text().contains("Persamaan cocok"));
        bed.verified();
    });
}

/// A paper came.
fn paper(answer: &Answer, name: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert_eq!(answer.headers["content-disposition"], format!("inline; filename=\"{name}.pdf\""));
    assert!(answer.body.starts_with("%PDF-"));
}

/// Counts a place and confirms it as somebody else.
fn close(keeper: &mut Browser<'_>, other: &mut Browser<'_>, place: &str, blanks: &str) -> String {
    let begun = keeper.post("/stok/tutup", &[("place", place)]);
    let count = begun.location();
    let blind = keeper.get(&count).text();
    assert!(!blind.contains("Menurut buku 5") && !blind.contains("lembar penutupan"), "{blind}");
    assert_eq!(keeper.get(&format!("{count}/lembar.pdf")).status, StatusCode::UNPROCESSABLE_ENTITY, "the books stay closed");
    done(&keeper.post(&count, &[("blank", blanks)]), &count);
    let own = keeper.post(&format!("{count}/sahkan"), &[]);
    assert!(own.text().contains("tidak dapat mengesahkan hitungannya sendiri"), "{}", own.text());
    let shown = other.get(&count).text();
    assert!(shown.contains("Menurut buku"), "{shown}");
    done(&other.post(&format!("{count}/sahkan"), &[]), "/stok");
    count
}

#[test]
fn a_day_is_closed_by_two_who_count_before_they_see_the_books() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        stock_up(&server);
        let (mut keeper, mut printing) = (server.browser(Role::Stock), server.browser(Role::Printing));
        let nothing = keeper.post("/stok/tutup", &[("place", "CETAK-2")]);
        assert!(nothing.text().contains("tidak memegang apa pun"), "{}", nothing.text());
        close(&mut keeper, &mut printing, "GUDANG", "5");
        let count = close(&mut printing, &mut keeper, "CETAK-1", "4");
        let sheet = format!("{count}/lembar.pdf");
        assert!(keeper.get(&count).body.contains(&sheet) && keeper.get("/stok").body.contains(&sheet));
        paper(&keeper.get(&sheet), "lembar-penutupan");
        let late = keeper.post(&count, &[("blank", "5")]);
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = keeper.get("/stok").text();
        assert!(page.contains("Gudang blangkoDitutup") && page.contains("Kurang saat dihitung"), "{page}");
        let api = server.client(Role::Stock);
        let board = api.get("/stock").json();
        assert_eq!((&board["differences"][0]["kind"], &board["stops"][0]["place"]), (&json!("short"), &json!("CETAK-1")));
        bed.verified();
    });
}

#[test]
fn a_loan_between_offices_has_its_receipt() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        stock_up(&server);
        let mut keeper = server.browser(Role::Stock);
        assert!(!keeper.get("/stok").body.contains("/stok/tanda-terima/"), "nothing is lent yet");
        let lent = [("store", "GUDANG"), ("how", "lent"), ("quantity", "2"), ("paper", "470/7 Lombok Barat")];
        approve(&server, &keeper.post("/stok/keluar", &lent));
        let borrowed = [("lot", "PINJAM-1"), ("quantity", "5"), ("counted", "5"), ("source", "loan"), ("item", "blank")];
        done(&keeper.post("/stok/terima", &borrowed), "/stok");
        let page = keeper.get("/stok");
        let links: Vec<&str> = page.body.split('"').filter(|part| part.starts_with("/stok/tanda-terima/")).collect();
        assert_eq!(links.len(), 2, "{}", page.text());
        for link in links {
            paper(&keeper.get(link), "tanda-terima-pinjaman");
        }
        for unknown in ["1.pdf", "x.pdf", "1"] {
            assert_eq!(keeper.get(&format!("/stok/tanda-terima/{unknown}")).status, StatusCode::NOT_FOUND, "{unknown}");
        }
        bed.verified();
    });
}

#[test]
fn spoiled_blanks_are_destroyed_by_two_before_a_witness_and_reported() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        stock_up(&server);
        let mut keeper = server.browser(Role::Stock);
        assert!(keeper.get("/stok/musnah").text().contains("Tidak ada yang menunggu dimusnahkan"));
        done(&keeper.post("/stok/rusak", &[("from", "GUDANG"), ("quantity", "2"), ("cause", "defect")]), "/stok");
        let minutes = |witness| [("number", "470/BA/1"), ("witness", witness), ("witness_office", "Satpol PP")];
        let wrong = keeper.post("/stok/musnah", &minutes(""));
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("id=\"musnah-witness-error\""), "{}", wrong.text());
        approve(&server, &keeper.post("/stok/musnah", &minutes("Sersan Wayan")));
        let report = keeper.get("/stok/laporan?bulan=2022-11").text();
        for words in ["Blangko cacat2", "Dimusnahkan: 2 blangko", "470/BA/1", "Sersan Wayan · Satpol PP"] {
            assert!(report.contains(words), "{words}: {report}");
        }
        let api = server.client(Role::Stock);
        assert_eq!(api.get("/stock/month?month=2022-11").json()["minutes"][0]["blanks"], 2);
        assert_eq!(api.get("/stock/month?month=2022").status, StatusCode::BAD_REQUEST);
        bed.verified();
    });
}
