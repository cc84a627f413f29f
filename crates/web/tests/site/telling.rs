//! Notices, who was never told, the inbox, the ladder, the public status and the one-day service, through their pages and the API.

use app::{
    gateway::Inward,
    notices::{self, Reply},
};
use axum::http::StatusCode;
use domain::{access::Role, id::CaseId};
use serde_json::json;

use crate::{
    bed,
    browser::{Answer, Server},
    pages::{PERSON, add_person, make_ready, open_case, stock_up},
    runs,
};

/// The number of the person of the forms.
fn phone() -> &'static str {
    PERSON.iter().find(|(name, _)| *name == "phone").unwrap().1
}

fn id(address: &str) -> CaseId {
    CaseId::parse(address.rsplit('/').next().unwrap()).unwrap()
}

/// What is another woman's in the form.
fn of_another(field: &str) -> Option<&'static str> {
    match field {
        "nik" => Some("5208015205859002"),
        "kk" => Some("5208010101109502"),
        "name" => Some("SITI AMINAH"),
        "phone" => Some("0812-0000-0002"),
        _ => None,
    }
}

/// A case that waits for blanks, while another woman's is printed; its page's address.
fn deferred(bed: &bed::Bed, server: &Server) -> String {
    let mut counter = server.browser(Role::Counter);
    let person = add_person(&mut counter);
    let case = open_case(&mut counter, &person, &["kk_copy"]);
    let other: Vec<_> = PERSON.iter().map(|(name, value)| (*name, of_another(name).unwrap_or(value))).collect();
    let other = counter.post("/penduduk/baru", &other).location();
    let printed = open_case(&mut counter, &other, &["kk_copy"]);
    for case in [&case, &printed] {
        make_ready(server, case);
    }
    stock_up(server);
    runs::release(bed, &[id(&printed)], &[id(&case)]);
    case
}

#[test]
fn a_notice_is_previewed_written_and_seen_on_the_case() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let case = deferred(bed, &server);
        let mut counter = server.browser(Role::Counter);
        let shown = counter.get(&case);
        for words in ["Pemohon belum pernah diberi tahu.", "menunggu blangko, ditinjau lagi", "dari 160 karakter"] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert!(server.browser(Role::Auditor).get(&case).text().contains("belum pernah diberi tahu"), "an auditor reads it");
        assert!(!server.browser(Role::Auditor).get(&case).text().contains("Tulis pesan"), "and writes none");
        let list = counter.get("/pesan/belum");
        assert!(list.text().contains("Ditunda: 1") && list.body.contains(PERSON[2].1), "{}", list.text());
        assert!(counter.get("/").text().contains("Beri tahu 1 pemohon"), "{}", counter.get("/").text());
        let wrong = counter.post(&format!("{case}/pesan"), &[("purpose", "ready"), ("language", "id")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "the card is not ready");
        let written = counter.post(&format!("{case}/pesan"), &[("purpose", "deferred"), ("language", "id"), ("back", "/pesan/belum")]);
        assert_eq!(written.location(), "/pesan/belum", "{}", written.text());
        let shown = counter.get(&case);
        for words in ["Pesan ke-1: Menunggu blangko", "Menunggu dikirim", "masih menunggu dikirim"] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert!(!shown.body.contains(&phone().replace('-', "")), "the number is masked");
        let board = counter.get("/pesan");
        assert!(board.text().contains("Ditulis, belum waktunya dikirim"), "{}", board.text());
        let api = server.client(Role::Counter).get(&format!("/cases/{}/notices", id(&case))).json();
        assert_eq!((&api["notices"][0]["state"], &api["notices"][0]["counted"]), (&json!("waiting"), &json!(false)));
        bed.verified();
    });
}

#[test]
fn who_cannot_be_sent_a_message_is_told_otherwise() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let case = deferred(bed, &server);
        let mut counter = server.browser(Role::Counter);
        let wrong = counter.post("/pesan/nomor", &[("phone", "12"), ("wish", "stop")]);
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("value=\"12\""), "{}", wrong.text());
        assert_eq!(counter.post(&format!("{case}/nomor"), &[("wish", "stop")]).location(), case);
        assert!(counter.get(&case).text().contains("Nomor ini minta tidak dikirimi pesan"), "{}", counter.get(&case).text());
        let refused = counter.post(&format!("{case}/pesan"), &[("purpose", "deferred"), ("language", "id")]);
        assert!(refused.text().contains("minta tidak dikirimi pesan"), "{}", refused.text());
        let list = counter.get("/pesan/belum?antrean=stopped");
        assert!(list.text().contains("Lewat desa/kelurahan") && list.text().contains("Petugas"), "{}", list.text());
        let table = counter.get("/pesan/belum?antrean=stopped&bentuk=csv");
        assert!(table.headers["content-type"].to_str().unwrap().starts_with("text/csv") && table.body.contains(PERSON[2].1));
        assert!(!table.body.contains(phone()) && !counter.get("/pesan/belum?antrean=no_phone").body.contains(PERSON[2].1));
        let bird = counter.post(&format!("{case}/beritahu"), &[("by", "pigeon")]);
        assert_eq!(bird.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = counter.post(&format!("{case}/beritahu"), &[("by", "village"), ("back", "//elsewhere")]);
        assert_eq!(told.location(), case, "never to another site");
        assert!(counter.get(&case).text().contains("Diberi tahu langsung"), "{}", counter.get(&case).text());
        assert!(counter.get("/pesan/belum").text().contains("Semua sudah diberi tahu"));
        let allowed = counter.post("/pesan/nomor", &[("phone", phone()), ("wish", "allow")]);
        assert_eq!(allowed.location(), "/pesan");
        assert!(counter.get(&case).text().contains("Nomor ini boleh dikirimi pesan"));
        let api = server.client(Role::Counter).get("/never-told").json();
        assert_eq!(api, json!([]));
        bed.verified();
    });
}

#[test]
fn a_message_waits_until_somebody_says_what_was_done() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        add_person(&mut counter);
        let message =
            |text: &str, number: &str| Inward::Message { from: phone().to_owned(), text: text.to_owned(), id: Some(number.to_owned()) };
        let heard: Option<Reply> = notices::hear(&bed.office, "uji", message("kapan <b>jadi</b>?", "1")).unwrap();
        assert_eq!(heard, None, "a person answers");
        let inbox = counter.get("/pesan/masuk");
        assert!(inbox.body.contains("kapan &#60;b&#62;jadi") && inbox.body.contains(PERSON[2].1), "{}", inbox.text());
        let form = inbox.body.split("action=\"/pesan/masuk/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let empty = counter.post(&format!("/pesan/masuk/{form}"), &[("note", " ")]);
        assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains(&format!("note-{form}-error")), "{}", empty.text());
        let closed = counter.post(&format!("/pesan/masuk/{form}"), &[("note", "sudah ditelepon")]);
        assert_eq!(closed.location(), "/pesan/masuk", "{}", closed.text());
        assert!(counter.get("/pesan/masuk").text().contains("Tidak ada pesan yang menunggu"));
        let again = counter.post(&format!("/pesan/masuk/{form}"), &[("note", "lagi")]);
        assert!(again.text().contains("sudah diselesaikan"), "{}", again.text());
        assert_eq!(server.client(Role::Counter).get("/inbox").json(), json!([]));
        bed.verified();
    });
}

#[test]
fn the_ladder_says_what_is_due_and_by_which_rule() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let nothing = counter.get("/tangga");
        for words in ["Tidak ada yang jatuh tempo", "Kirim pesan: begitu kartu dicetak", "Kebijakan umum"] {
            assert!(nothing.text().contains(words), "{words}: {}", nothing.text());
        }
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &["kk_copy"]);
        make_ready(&server, &case);
        stock_up(&server);
        runs::release(bed, &[id(&case)], &[]);
        let result = server.browser(Role::Printing).post(&format!("{case}/cetak"), &[("printer", "CETAK-1"), ("result", "good")]);
        assert_eq!(result.status, StatusCode::SEE_OTHER, "{}", result.text());
        let due = counter.get("/tangga");
        for words in ["1 kartu menunggu di kantor.", "Dicetak hari ini.", "0 pesan terhitung.", "Kartu siap diambil", "1 pesan"] {
            assert!(due.text().contains(words), "{words}: {}", due.text());
        }
        assert!(counter.get("/").text().contains("Kerjakan 1 langkah tangga"), "{}", counter.get("/").text());
        let api = server.client(Role::Counter).get("/ladder").json();
        assert_eq!((&api["lying"], &api["cards"][0]["action"]), (&json!(1), &json!("notice")));
        let kept = counter.get("/janji");
        assert!(kept.text().contains("KTP-el pertama") && kept.text().contains("100"), "{}", kept.text());
        let wrong = counter.get("/janji?dari=2022-11-31");
        assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("dari-error"), "{}", wrong.text());
        let api = server.client(Role::Counter).get("/one-day-service").json();
        assert_eq!((&api[0]["asked"], &api[0]["same_day"]), (&json!(1), &json!(1)));
        bed.verified();
    });
}

#[test]
fn anybody_with_receipt_and_pin_sees_where_the_card_is_and_a_guess_learns_nothing() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let case = deferred(bed, &server);
        let view = app::cases::view(&bed.office, &bed.caller(Role::Counter), id(&case)).unwrap();
        let (receipt, pin) = (view.case.receipt.to_string(), view.pin.unwrap());
        let mut citizen = server.stranger();
        let form = citizen.get(&format!("/status?resi={}", view.case.receipt.as_str()));
        assert!(form.body.contains(&format!("value=\"{}\"", view.case.receipt.as_str())) && !form.body.contains("<script"));
        let mut ask = |receipt: &str, pin: &str| citizen.post_plain("/status", &[("receipt", receipt), ("pin", pin)]);
        let told = ask(&receipt, &pin);
        for words in ["Menunggu blangko", "Diperiksa lagi", &receipt] {
            assert!(told.text().contains(words), "{words}: {}", told.text());
        }
        assert!(!told.body.contains(PERSON[2].1) && told.body.len() < 15_000, "no name, and small");
        let scanned = ask(&format!("https://loket.example/status?resi={}", view.case.receipt.as_str()), &pin);
        assert!(scanned.text().contains("Menunggu blangko"), "the QR code is read as its receipt: {}", scanned.text());
        let desk =
            server.browser(Role::Counter).post("/serah", &[("receipt", &format!("http://x/status?resi={}", view.case.receipt.as_str()))]);
        assert!(desk.body.contains(PERSON[2].1), "the desk reads it, too: {}", desk.text());
        let wrong = if pin == "000000" { "000001" } else { "000000" };
        let without_key = |answer: Answer, typed: &str| answer.body.replace(&answer.hidden("key"), "").replace(typed, "");
        let guess = ask(&receipt, wrong);
        assert_eq!(guess.status, StatusCode::OK);
        assert!(guess.text().contains("tidak cocok, atau terlalu sering dicoba") && !guess.body.contains(wrong), "{}", guess.text());
        let (guess, unknown) = (without_key(guess, &receipt), without_key(ask("0000-0000-0", wrong), "0000-0000-0"));
        assert_eq!(guess, unknown, "a wrong PIN and no receipt at all have one answer");
        for _ in 0..10 {
            ask(&receipt, wrong);
        }
        assert_eq!(without_key(ask(&receipt, &pin), &receipt), guess, "too many tries: the same");
        let page = server.browser(Role::Counter).get(&format!("{case}/resi"));
        assert!(!page.body.contains(&format!("resi={receipt}")), "the address stands in the QR code alone");
    });
}
