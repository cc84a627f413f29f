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
        ("/rencana/ladder?until=2022-11-01", "f-until", "1 Nov 2022 sudah lewat pada 25 Nov 2022"),
        ("/rencana/ladder?printed_from=2022-11-24&printed_to=2022-11-23", "f-printed_from", "tidak boleh sesudah 23 Nov 2022"),
        ("/rencana/queue?arrivals_an_hour=0", "f-arrivals_an_hour", "lebih dari 0, paling banyak 100.000"),
        ("/rencana/queue?arrivals_an_hour=30&promise.share=0", "f-promise-share", "lebih dari 0, paling banyak 1"),
        ("/rencana/catch_up?goal=semua", "f-goal", "pilih salah satu"),
    ] {
        let wrong = head.get(address);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}: {}", wrong.text());
        assert!(
            wrong.body.contains(&format!("aria-invalid=\"true\" aria-describedby=\"{id}-hint {id}-error\"")),
            "{address}: {}",
            wrong.body
        );
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

#[test]
fn an_answer_tells_no_half_of_the_truth() {
    let bed = bed::Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut head = server.browser(Role::Head);
    let catch_up = "/rencana/catch_up?inflow_a_day=60&waiting_print=500&blanks.stock=900&printers.count=9&printers.rate=200\
        &printers.heat_a_day=5000&until=2023-01-04";
    let again = head.get(catch_up);
    for words in ["Antrean cetak habis pada 25 Nov 2022.", "Sesudah itu antrean bertambah lagi sebelum 4 Jan 2023"] {
        assert!(again.text().contains(words), "{words}: {}", again.text());
    }
    assert!(!again.text().contains("menjadi 0 pada"), "the picture does not end with nothing: {}", again.text());
    assert!(!again.body.contains("notice-good"), "no good news");
    let handed = head.get(&format!("{catch_up}&goal=handed_over"));
    assert!(handed.text().contains("Semua kartu yang menunggu sudah diserahkan pada 25 Nov 2022."), "{}", handed.text());
    let never = head.get("/rencana/catch_up?inflow_a_day=60&waiting_print=500&blanks.stock=100&until=2022-12-30");
    assert!(never.text().contains("belum habis") && !never.text().contains("menjadi 0 pada"), "{}", never.text());
    let places = head.get("/rencana/queue?arrivals_an_hour=60&sites=3");
    for words in ["loket di tiap tempat cukup", "Loket yang diperlukan di tiap tempat", "antrean terpisah", "satu antrean untuk semua"] {
        assert!(places.text().contains(words), "{words}: {}", places.text());
    }
    let ladder = head.get("/rencana/ladder?handover_a_day=5");
    assert!(ladder.status == StatusCode::OK && !ladder.text().contains("Kartu lebih banyak"), "{}", ladder.text());
    let added = head.get("/rencana/ladder?notices_up_to_date=true");
    assert!(added.body.contains("name=\"notices_up_to_date\" type=\"text\" value=\"true\""), "{}", added.body);
}
