//! The plans through their pages and the API: what is asked for, what is changed, what is refused.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::json;

use crate::{
    bed,
    browser::Server,
    pages::{add_person, make_ready, open_case, stock_up},
};

#[test]
fn plans_answer_from_the_records_and_take_other_numbers() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut head = server.browser(Role::Head);
        let list = head.get("/rencana");
        for words in ["Sasaran perekaman", "Mengejar antrean cetak", "Belum dapat dihitung", "Isi angkanya"] {
            assert!(list.text().contains(words), "{words}: {}", list.text());
        }
        assert!(head.get("/isyarat").body.contains("href=\"/rencana\""), "among the tabs of oversight");
        let asked = head.get("/rencana/queue");
        assert_eq!(asked.status, StatusCode::OK);
        assert!(asked.body.contains("href=\"#f-arrivals_an_hour\"") && asked.text().contains("Belum ada catatan"), "{}", asked.text());
        let given = head.get("/rencana/queue?arrivals_an_hour=30&counters=5");
        assert!(given.text().contains("5 loket cukup agar paling banyak 25,0") && given.text().contains("diubah"), "{}", given.text());
        assert!(
            given.body.contains("<path class=\"bar\"") && given.body.contains("name=\"arrivals_an_hour\" type=\"number\" value=\"30\"")
        );
        let more = head.get("/rencana/queue?arrivals_an_hour=30&counters=2");
        assert!(more.status == StatusCode::OK && more.text().contains("antrean bertambah terus"), "{}", more.text());

        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &["kk_copy"]);
        make_ready(&server, &case);
        stock_up(&server);
        assert!(head.get("/").body.contains("href=\"/rencana\"") && !counter.get("/").body.contains("href=\"/rencana\""));
        let blanks = head.get("/rencana/blanks");
        assert!(blanks.text().contains("Blangko") && blanks.body.contains("<path class=\"band\" d=\"M0 "), "{}", blanks.text());
        for kind in ["target", "catch_up", "blanks", "queue", "ladder"] {
            for language in ["en", "id"] {
                head.post("/bahasa", &[("language", language), ("back", "/")]);
                let shown = head.get(&format!("/rencana/{kind}"));
                assert_eq!(shown.status, StatusCode::OK, "{kind} {}", shown.text());
            }
        }
        assert!(head.get("/rencana/target").text().contains("Semua wajib KTP di data penduduk sudah merekam"));
        assert_eq!(head.get("/rencana/semua").status, StatusCode::NOT_FOUND);
        bed.verified();
    });
}

#[test]
fn what_no_plan_can_take_is_said_at_its_field() {
    let bed = bed::Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut head = server.browser(Role::Head);
    for (address, id, words) in [
        ("/rencana/queue?arrivals_an_hour=banyak", "f-arrivals_an_hour", "isi angka yang benar"),
        ("/rencana/queue?arrivals_an_hour=30&minutes_per_person=0", "f-minutes_per_person", "antara 0,1 dan 1.440"),
        ("/rencana/ladder?until=besok", "f-until", "isi tanggal yang benar"),
        ("/rencana/ladder?until=2022-11-01", "f-until", "sudah lewat"),
    ] {
        let wrong = head.get(address);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}: {}", wrong.text());
        assert!(wrong.body.contains(&format!("id=\"{id}-error\"")) && wrong.text().contains(words), "{address}: {}", wrong.text());
    }
    let api = server.client(Role::Head);
    let asked = api.get("/plans/queue").json();
    assert_eq!((&asked["ok"], &asked["code"], &asked["kind"]), (&json!(false), &json!("PLAN-0004"), &json!("queue")));
    let given = api.get("/plans/queue?arrivals_an_hour=30&counters=5").json();
    assert_eq!((&given["ok"], &given["verdict"]["attainable"], &given["day"]), (&json!(true), &json!(true), &json!("2022-11-25")));
    for (address, status, code) in [
        ("/plans/queue?arrivals_an_hour=banyak", StatusCode::UNPROCESSABLE_ENTITY, "PLAN-0009"),
        ("/plans/queue?arrivals_an_hour=3&loket=2", StatusCode::UNPROCESSABLE_ENTITY, "PLAN-0008"),
        ("/plans/everything", StatusCode::NOT_FOUND, "INPUT-0004"),
    ] {
        let answer = api.get(address);
        assert_eq!((answer.status, answer.json()["code"].as_str()), (status, Some(code)), "{address}");
    }
    assert_eq!(server.client(Role::Counter).get("/plans/queue").status, StatusCode::FORBIDDEN);
}
