//! Cards on their way to their holders, through the pages: batches that both sides sign, the desk with its proxies, stock-takes.

use app::setup;
use axum::http::{Method, StatusCode, header};
use domain::{access::Role, id::CaseId};
use serde_json::json;

use crate::{
    bed::{self, Bed},
    browser::{Answer, Browser, Server},
    pages::{PERSON, make_ready, open_case, receipt_number, stock_up},
    runs,
};

const VILLAGE: &str = "DESA-5208012001";

/// A printed card: the address of its case and its receipt.
struct Printed {
    case: String,
    receipt: String,
}

impl Printed {
    fn id(&self) -> &str {
        self.case.rsplit('/').next().unwrap()
    }
}

/// Printed cards of a family of so many.
fn printed(bed: &Bed, server: &Server, names: &[&str]) -> Vec<Printed> {
    let mut counter = server.browser(Role::Counter);
    let mut cards = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let nik = format!("520801520585900{}", number + 1);
        let fields: Vec<(&str, &str)> = PERSON
            .iter()
            .map(|(field, value)| match *field {
                "nik" => (*field, nik.as_str()),
                "name" => (*field, *name),
                _ => (*field, *value),
            })
            .collect();
        let added = counter.post("/penduduk/baru", &fields);
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
        let case = open_case(&mut counter, &added.location(), &["kk_copy"]);
        make_ready(server, &case);
        let receipt = receipt_number(&counter.get(&case).text());
        cards.push(Printed { case, receipt });
    }
    stock_up(server);
    setup::open_village_places(&bed.office).unwrap();
    let cases: Vec<CaseId> = cards.iter().map(|card| CaseId::parse(card.id()).unwrap()).collect();
    runs::release(bed, &cases, &[]);
    let mut printer = server.browser(Role::Printing);
    for card in &cards {
        done(&printer.post(&format!("{}/cetak", card.case), &[("printer", "CETAK-1"), ("result", "good"), ("cause", "")]));
    }
    cards
}

fn done(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location()
}

/// A form that is refused: what the page says of it.
fn refused(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    answer.text()
}

/// A batch to the village with the cards in it, on its way.
fn sent(head: &mut Browser<'_>, cards: &[Printed]) -> String {
    let batch = done(&head.post("/kirim", &[("to", VILLAGE)])).split('?').next().unwrap().to_owned();
    for card in cards {
        done(&head.post(&format!("{batch}/isi"), &[("receipt", &card.receipt)]));
    }
    done(&head.post(&format!("{batch}/berangkat"), &[]));
    batch
}

#[test]
fn a_batch_is_filled_sent_and_signed_for_card_by_card() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let cards = printed(bed, &server, &["BAIQ NURHAYATI", "LALU SURYADI", "BAIQ AMINAH"]);
        let mut head = server.browser(Role::SectionHead);
        let batch = sent(&mut head, &cards[..2]);
        let late = refused(&head.post(&format!("{batch}/isi"), &[("receipt", &cards[2].receipt)]));
        assert!(late.contains("sekarang &#34;dikirim&#34;"), "{late}");
        let minutes = head.get(&format!("{batch}/berita-acara.pdf"));
        assert_eq!((minutes.status, minutes.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, "application/pdf"));
        assert!(minutes.body.starts_with("%PDF"));

        let mut camat = server.browser(Role::Subdistrict);
        assert!(camat.get("/kirim").text().contains("Dalam perjalanan"));
        // One listed card is not there, and one is there that is not listed: both are named, and nothing is booked.
        let found = format!("{}\n{}\n", cards[0].receipt, cards[2].receipt);
        let before = bed.verified();
        let compared = camat.post(&format!("{batch}/periksa"), &[("scanned", &found)]);
        let words = compared.text();
        assert!(words.contains(&format!("Tidak ada di kotak:{}", cards[1].receipt)), "{words}");
        assert!(words.contains(&format!("tidak ada dalam daftar:{}", cards[2].receipt)), "{words}");
        let counted = |all: std::collections::BTreeMap<String, i64>| {
            all.into_iter().filter(|(name, _)| !name.starts_with("look_")).collect::<Vec<_>>()
        };
        assert_eq!(counted(bed.verified()), counted(before), "comparing changes nothing");
        let signature = |receiver: &'static str| {
            [("receiver", receiver), ("signed_on", "paper"), ("missing", cards[1].receipt.as_str()), ("extra", cards[2].receipt.as_str())]
        };
        assert!(refused(&camat.post(&format!("{batch}/terima"), &signature(""))).contains("Isi nama yang menerima"));
        done(&camat.post(&format!("{batch}/terima"), &signature("KEPALA DESA")));
        let after = counted(bed.verified());
        done(&camat.post(&format!("{batch}/terima"), &signature("KEPALA DESA")));
        assert_eq!(counted(bed.verified()), after, "signing twice changes nothing");
        assert!(camat.get("/kirim/kurang").text().contains(&cards[1].receipt));
        done(&camat.post(&format!("{batch}/ketemu"), &[("receipt", &cards[1].receipt)]));
        assert!(!camat.get("/kirim/kurang").text().contains(&cards[1].receipt));
        let back = [("receipt", cards[0].receipt.as_str()), ("reason", "away"), ("shelf", "RAK-01")];
        done(&head.post(&format!("{batch}/kembali"), &back));
        let page = head.get(&batch).text();
        for words in ["KEPALA DESA", "di kertas", "Kembali", "Tidak di tempat", "Lebih"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        bed.verified();
    });
}

#[test]
fn nothing_is_sent_to_a_closed_place() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    setup::open_village_places(&bed.office).unwrap();
    let mut chief = server.browser(Role::Head);
    done(&chief.post("/kirim/tempat/tutup", &[("place", VILLAGE), ("reason", "kepala desa berhalangan")]));
    assert!(chief.get("/kirim/tempat").text().contains("kepala desa berhalangan"));
    let mut head = server.browser(Role::SectionHead);
    let closed = refused(&head.post("/kirim", &[("to", VILLAGE)]));
    assert!(closed.contains("sedang tidak menerima kartu"), "{closed}");
    done(&chief.post("/kirim/tempat/buka", &[("place", VILLAGE)]));
    done(&head.post("/kirim", &[("to", VILLAGE)]));
    bed.verified();
}

#[test]
fn the_desk_hands_over_to_the_holder_and_to_the_family_up_to_the_limit() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let cards = printed(&bed, &server, &["BAIQ NURHAYATI", "LALU SURYADI"]);
    let mut counter = server.browser(Role::Counter);
    let scanned = counter.post("/serah", &[("receipt", &cards[0].receipt)]);
    // The button that says that the person matches has the focus: the common case is one Enter.
    assert!(scanned.body.contains("name=\"identity_checked\" value=\"yes\" autofocus"), "{}", scanned.body);
    let desk = |card: &Printed| format!("/serah/{}", card.id());
    let unchecked = refused(&counter.post(&desk(&cards[0]), &[("old_card", "none")]));
    assert!(unchecked.contains("identitas orang di depan Anda"), "{unchecked}");
    let handed = counter.post(&desk(&cards[0]), &[("identity_checked", "yes"), ("old_card", "none")]);
    assert_eq!(handed.headers[header::LOCATION], "/serah?kabar=collected");
    assert!(counter.get("/serah?kabar=collected").body.contains("data-scan=\"submit\" spellcheck=\"false\" autofocus"));

    let named = counter.post("/serah", &[("receipt", "suryadi")]);
    assert!(named.text().contains(&cards[1].receipt), "a name leads to the only card that waits: {}", named.text());
    assert!(named.text().contains("Paling banyak 3 kartu orang lain sehari"), "the limits are said before the act");
    let mut fetch = |nik: &str, letter: &str| {
        let fields = [
            ("identity_checked", "yes"),
            ("old_card", "none"),
            ("proxy", "yes"),
            ("nik", nik),
            ("name", "BAIQ NURHAYATI"),
            ("letter", letter),
        ];
        counter.post(&desk(&cards[1]), &fields)
    };
    assert!(refused(&fetch("5208015205859001", "")).contains("Surat kuasa belum diserahkan"));
    assert!(refused(&fetch("5208015205859009", "SK-1")).contains("tidak boleh diambil orang ini"));
    assert!(refused(&fetch("5208015205859002", "SK-1")).contains("Ini pemegang kartunya sendiri"));
    assert_eq!(fetch("5208015205859001", "SK-1").headers[header::LOCATION], "/serah?kabar=collected_proxy");
    bed.verified();
}

#[test]
fn a_stock_take_names_what_is_missing_and_a_found_card_lies_on_its_shelf_again() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let cards = printed(&bed, &server, &["BAIQ NURHAYATI", "LALU SURYADI"]);
    let mut counter = server.browser(Role::Counter);
    assert!(counter.get("/rak/label").text().contains("RAK-01"));
    for card in &cards {
        done(&counter.post("/rak", &[("receipt", card.receipt.as_str()), ("shelf", "RAK-01")]));
    }
    assert!(refused(&counter.post("/rak/hitung", &[("shelf", "RAK-01"), ("scanned", "x")])).contains("resi"));
    let counted = counter.post("/rak/hitung", &[("shelf", "rak-01"), ("scanned", &cards[0].receipt)]);
    assert!(counted.text().contains(&format!("Tidak ditemukan:{}", cards[1].receipt)), "{}", counted.text());
    let place = counter.post("/rak/cari", &[("receipt", &cards[1].receipt)]).text();
    assert!(place.contains("Tidak ditemukan di tempatnya") && place.contains("Kartunya hilang"), "{place}");
    let elsewhere = counter.post("/serah", &[("receipt", &cards[1].receipt)]).text();
    assert!(elsewhere.contains("Kartu ini tidak ada di sini"), "{elsewhere}");
    let lost = done(&counter.post(&format!("/rak/cari/{}/hilang", cards[1].id()), &[]));
    assert!(lost.starts_with("/usulan/"), "a second person has to agree: {lost}");
    done(&counter.post(&format!("/rak/cari/{}/ketemu", cards[1].id()), &[("shelf", "RAK-02")]));
    assert!(counter.post("/rak/cari", &[("receipt", &cards[1].receipt)]).text().contains("Rak 2"));
    assert!(counter.get("/rak/hitung?rak=RAK-01").text().contains("Hitungan sebelumnya"));
    bed.verified();
}

#[test]
fn the_api_does_the_same() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let cards = printed(&bed, &server, &["BAIQ NURHAYATI", "LALU SURYADI"]);
    let head = server.client(Role::SectionHead);
    let opened = head.post("/batches", &json!({ "to": VILLAGE })).json();
    let batch = format!("/batches/{}", opened["batch"].as_str().unwrap());
    head.post(&format!("{batch}/cards"), &json!({ "receipt": cards[0].receipt }));
    let twice = head.call(Method::POST, &format!("{batch}/cards"), Some(&json!({ "receipt": cards[0].receipt })), None);
    assert_eq!((twice.status, &twice.json()["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("BATCH-0004")));
    head.post(&format!("{batch}/departure"), &json!({}));
    let signed = head.post(&format!("{batch}/signature"), &json!({ "receiver": "KEPALA DESA", "signed_on": "screen" })).json();
    assert_eq!((&signed["state"], &signed["cards"]), (&json!("received"), &json!(1)));
    assert_eq!(head.get(&batch).json()["cards"][0]["state"], "arrived");
    assert_eq!(head.get("/batches").json()[0]["number"], signed["number"]);
    head.post(&format!("/cases/{}/shelf", cards[1].id()), &json!({ "shelf": "RAK-01" }));
    let counted = head.post("/shelf-counts", &json!({ "shelf": "RAK-01", "scanned": [] })).json();
    assert_eq!(counted["missing"], json!([cards[1].receipt]));
    assert_eq!(head.get("/shelves/RAK-01/counts").json()[0]["missing"], 1);
    assert_eq!(head.get("/missing-cards").json()[0]["receipt"], json!(cards[1].receipt));
    let signals = head.get("/signals").json();
    assert!(signals["phones"].is_array() && signals["nik_runs"].is_array());
    bed.verified();
}

#[test]
fn signs_of_brokers_say_that_they_prove_nothing() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let cards = printed(&bed, &server, &["BAIQ NURHAYATI", "LALU SURYADI", "BAIQ AMINAH"]);
    let page = server.browser(Role::SectionHead).get("/isyarat");
    assert!(page.text().contains("Tidak satu pun membuktikan kesalahan"), "{}", page.text());
    assert!(page.text().contains("3 orang dengan NIK berurutan"), "{}", page.text());
    assert!(page.body.contains(&cards[0].case) && !page.body.contains("5208015205859001"));
    assert_eq!(server.browser(Role::Counter).get("/isyarat").status, StatusCode::FORBIDDEN);
}
