//! One card from request to hand, through the API.

use axum::http::{Method, StatusCode, header};
use domain::access::Role;
use serde_json::{Value, json};

use crate::{
    bed::{self, Bed},
    browser::{Answer, Client, Server},
    runs,
};

fn person() -> Value {
    json!({
        "nik": "5208015205859001", "kk": "", "name": "O'BRIEN", "birth_place": "TANJUNG", "birth_date": "1985-05-13", "sex": "female",
        "marital": "married", "village": "52.08.01.2001", "address": "DUSUN KARANG", "rt": "1", "rw": "", "phone": ""
    })
}

fn done(answer: Answer, status: StatusCode) -> Value {
    assert_eq!(answer.status, status, "{}", answer.body);
    answer.json()
}

fn ok(answer: Answer) -> Value {
    done(answer, StatusCode::OK)
}

#[test]
fn one_card_from_request_to_hand() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let counter = server.client(Role::Counter);
        let added = done(counter.post("/people", &person()), StatusCode::CREATED);
        assert_eq!(added["warnings"][0]["code"], "birth_date_differs_from_nik", "a warning, not a refusal");
        let person = format!("/people/{}", added["person"]);
        let opened = done(counter.post(&format!("{person}/cases"), &json!({ "purpose": "first" })), StatusCode::CREATED);
        let case = format!("/cases/{}", opened["case"].as_str().unwrap());
        assert_eq!(opened["pin"].as_str().unwrap().len(), 6);
        assert_eq!(ok(counter.post(&format!("{case}/documents"), &json!({ "documents": ["kk_copy"] })))["state"], "waiting_recording");
        let recording = server.client(Role::Recording);
        assert_eq!(ok(recording.call(Method::POST, &format!("{case}/recording"), None, None))["state"], "waiting_central");
        let admin = server.client(Role::DataAdmin);
        let seen = ok(admin.post(&format!("{person}/central-observations"), &json!({ "code": "PRINT_READY_RECORD" })));
        assert_eq!(seen["case"]["state"], "ready_to_print");
        let keeper = server.client(Role::Stock);
        ok(keeper.post("/stock/receipts", &json!({ "lot": "SJ-1", "quantity": 10, "counted": 10, "source": "centre" })));
        let moved = ok(keeper.post("/stock/moves", &json!({ "from": "GUDANG", "to": "CETAK-1", "quantity": 5 })));
        assert_eq!(moved["left"], 5);
        print(bed, &server, &case);
        hand_over(bed, &counter, &case);
        assert_eq!(ok(counter.get(&person))["cards"][0]["custody"], "holder");
        bed.verified();
    });
}

fn print(bed: &Bed, server: &Server, case: &str) {
    let printer = server.client(Role::Printing);
    assert_eq!(ok(printer.get("/print-queue"))["total"], 1);
    let path = format!("{case}/print-results");
    runs::release_one(bed, case);
    let spoiled = ok(printer.post(&path, &json!({ "printer": "CETAK-1", "result": "spoiled", "cause": "no_chip" })));
    assert_eq!(spoiled["state"], "ready_to_print");
    runs::release_one(bed, case);
    let good = json!({ "printer": "CETAK-1", "result": "good" });
    assert_eq!(ok(printer.post(&path, &good))["state"], "printed");
    let again = printer.post(&path, &good);
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(again.headers[header::CONTENT_TYPE], "application/problem+json");
    assert_eq!(again.json()["code"], "PRINT-0001");
}

fn hand_over(bed: &Bed, counter: &Client<'_>, case: &str) {
    assert_eq!(ok(counter.post(&format!("{case}/shelf"), &json!({ "shelf": "RAK-01" })))["state"], "on_shelf");
    let before = bed.verified();
    let refused = counter.post(&format!("{case}/handover"), &json!({ "identity_checked": false, "old_card": "none" }));
    assert_eq!((refused.status, refused.json()["code"].as_str().unwrap()), (StatusCode::UNPROCESSABLE_ENTITY, "CASE-0009"));
    assert_eq!(bed.verified(), before, "a refused handover changes nothing");
    let handed = ok(counter.post(&format!("{case}/handover"), &json!({ "identity_checked": true, "old_card": "none" })));
    assert_eq!(handed["state"], "collected");
}

#[test]
fn bad_input_is_named_field_by_field_in_both_languages() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let counter = server.client(Role::Counter);
        let before = bed.verified();
        for (field, value, words) in [
            ("nik", "52080152O5859001", "character 9"),
            ("nik", "520801520585900", "this one has 15"),
            ("nik", "52080152058590011", "this one has 17"),
            ("nik", "５２０８０１５２０５８５９００１", "another script"),
            ("nik", "5208017202859001", "not a possible date"),
            ("nik", "9901015205859001", "990101"),
            ("birth_date", "1985-02-31", "does not exist"),
            ("village", "52.08.01.2099", "not in the office's area"),
            ("name", "<script>alert(1)</script>", "the sign"),
            ("name", "ALI\u{202e}ILA", "invisible mark"),
        ] {
            let mut body = person();
            body[field] = json!(value);
            let refused = counter.post("/people", &body);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            let problem = refused.json();
            assert_eq!(problem["fields"][0]["field"], field, "{problem}");
            assert!(problem["fields"][0]["title"].as_str().unwrap().contains(words), "{problem}");
        }
        let mut long = person();
        long["name"] = json!("A".repeat(500));
        assert!(counter.post("/people", &long).body.contains("this one has 500"));
        assert_eq!(bed.verified(), before, "refusals change nothing");
    });
}

#[test]
fn a_key_is_accepted_once() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let counter = server.client(Role::Counter);
        let send = |body: &Value| counter.call(Method::POST, "/people", Some(body), Some("a-key"));
        let mut bad = person();
        bad["name"] = json!("");
        assert_eq!(send(&bad).status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal does not use the key up");
        let first = done(send(&person()), StatusCode::CREATED);
        let second = done(send(&person()), StatusCode::CREATED);
        assert_eq!(first["person"], second["person"], "done once, answered twice");
        let mut other = person();
        other["name"] = json!("SITI");
        assert_eq!(send(&other).status, StatusCode::CONFLICT);
    });
}

#[test]
fn without_a_token_nothing_is_told() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut client = server.client(Role::Head);
    assert_eq!(client.get("/figures").status, StatusCode::OK);
    assert_eq!(client.get("/nowhere").status, StatusCode::NOT_FOUND);
    for token in [None, Some("x".repeat(64))] {
        client.token = token;
        for path in ["/figures", "/people/1", "/stock", "/print-queue"] {
            assert_eq!(client.get(path).status, StatusCode::UNAUTHORIZED, "{path}");
        }
        assert_eq!(client.get("/openapi.json").status, StatusCode::OK, "the document is public");
    }
}
