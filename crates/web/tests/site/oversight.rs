//! Acts of two people, staff accounts and the limits of looking, through pages and API.

use app::register::{self, PersonInput};
use axum::http::{Method, StatusCode, header};
use domain::access::Role;
use serde_json::{Value, json};

use crate::{
    bed::{self, Bed, PASSWORD, plain},
    browser::{Answer, Browser, Server},
    pages::{add_person, open_case},
};

const NEW: &[(&str, &str)] = &[
    ("name", "Lalu Hamdi"),
    ("username", "lalu.hamdi"),
    ("staff", "198001012008011077"),
    ("role", "subdistrict"),
    ("posting", "52.08.01"),
];

/// Proposes the account; answers the proposal's address.
fn propose(head: &mut Browser<'_>) -> String {
    let proposed = head.post("/pegawai/baru", NEW);
    assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
    let location = proposed.headers[header::LOCATION].to_str().unwrap();
    assert!(location.starts_with("/usulan/") && location.ends_with("kabar=proposed"), "{location}");
    proposed.location()
}

fn approve(browser: &mut Browser<'_>, proposal: &str, password: &str) -> Answer {
    let digest = browser.get(proposal).hidden("digest");
    browser.post(&format!("{proposal}/setujui"), &[("digest", &digest), ("password", password)])
}

#[test]
fn an_account_is_opened_by_two_and_its_password_set_by_its_owner() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (mut kasi, mut kadis) = (server.browser(Role::SectionHead), server.browser(Role::Head));
        let proposal = propose(&mut kasi);
        let own = kasi.get(&proposal);
        assert!(own.text().contains("Ini usulan Anda") && own.hidden("digest").is_empty(), "{}", own.text());
        assert!(kadis.get("/").text().contains("Putuskan 1 usulan"), "{}", kadis.get("/").text());
        let shown = kadis.get(&proposal).text();
        for words in ["Buka akun pegawai", "Lalu Hamdi", "198001012008011077", "Petugas kecamatan", "Tanjung", "Petugas section_head"] {
            assert!(shown.contains(words), "{words}: {shown}");
        }
        let wrong = approve(&mut kadis, &proposal, "not the password");
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text().contains("Kata sandi tidak cocok") && !wrong.body.contains("not the password"), "{}", wrong.text());
        let approved = approve(&mut kadis, &proposal, PASSWORD);
        assert_eq!(approved.location(), proposal, "{}", approved.text());
        assert!(kadis.get(&proposal).text().contains("disetujui"));
        let again = kadis.post(&format!("{proposal}/setujui"), &[("digest", "x"), ("password", PASSWORD)]);
        assert!(again.text().contains("Usulan ini sudah selesai: disetujui"), "{}", again.text());
        activate(&server, &mut kasi, &mut kadis);
        bed.verified();
    });
}

/// Half of the code is on the account's page for each of the two; with the whole the owner sets a password, once.
fn activate(server: &Server, kasi: &mut Browser<'_>, kadis: &mut Browser<'_>) {
    let list = kasi.get("/pegawai");
    let account = list.body.split("href=\"").find(|rest| rest.starts_with("/pegawai/0") && rest.contains("Lalu Hamdi")).unwrap();
    let account = account.split('"').next().unwrap();
    let half = |reader: &mut Browser<'_>| {
        let body = reader.get(account).body;
        body.split("<p class=\"code\"><code>").nth(1).unwrap().split('<').next().unwrap().replace('•', "").replace("--", "-")
    };
    let (first, second) = (half(kasi), half(kadis));
    let code = format!("{}-{}", first.trim_end_matches('-'), second.trim_start_matches('-'));
    let mut owner = server.stranger();
    let send = |owner: &mut Browser<'_>, code: &str, again: &str| {
        let password = "kata sandi milik lalu";
        let fields = [("username", "lalu.hamdi"), ("code", code), ("password", password), ("password_again", again)];
        owner.post_plain("/aktivasi", &fields)
    };
    for (code, again, words) in [("0000-0000", "kata sandi milik lalu", "atau kode tidak cocok"), (code.as_str(), "lain", "tidak sama")] {
        let refused = send(&mut owner, code, again);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains(words), "{}", refused.text());
        assert!(!refused.body.contains("milik lalu") && !refused.body.contains(code), "no secret comes back");
    }
    assert_eq!(send(&mut owner, &code, "kata sandi milik lalu").location(), "/masuk");
    assert_eq!(send(&mut owner, &code, "kata sandi milik lalu").status, StatusCode::UNPROCESSABLE_ENTITY, "a code works once");
    let signed_in = owner.post_plain("/masuk", &[("username", "lalu.hamdi"), ("password", "kata sandi milik lalu")]);
    assert_eq!(signed_in.location(), "/");
    assert!(kasi.get(account).body.split("<p class=\"code\">").nth(1).is_none(), "the code is used up");
}

#[test]
fn a_proposal_is_declined_with_a_reason_or_taken_back() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (mut kasi, mut kadis) = (server.browser(Role::SectionHead), server.browser(Role::Head));
        let proposal = propose(&mut kasi);
        let empty = kadis.post(&format!("{proposal}/tolak"), &[("reason", ""), ("password", PASSWORD)]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("id=\"tolak-reason-error\""), "{}", empty.text());
        let own = kasi.post(&format!("{proposal}/tolak"), &[("reason", "salah"), ("password", PASSWORD)]);
        assert!(own.text().contains("Pengusul tidak dapat memutuskan usulannya sendiri"), "{}", own.text());
        let declined = kadis.post(&format!("{proposal}/tolak"), &[("reason", "NIP keliru"), ("password", PASSWORD)]);
        assert_eq!(declined.location(), proposal);
        let told = kasi.get(&proposal).text();
        assert!(told.contains("ditolak") && told.contains("NIP keliru"), "{told}");
        let second = propose(&mut kasi);
        assert!(kadis.post(&format!("{second}/tarik"), &[]).text().contains("Hanya pengusul"));
        assert_eq!(kasi.post(&format!("{second}/tarik"), &[]).location(), second);
        assert!(kasi.get("/usulan").text().contains("ditarik kembali"));
        assert!(!kasi.get("/pegawai").text().contains("Lalu Hamdi"), "nothing was done");
        bed.verified();
    });
}

#[test]
fn the_api_answers_what_waits_with_202() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let (kasi, kadis) = (server.client(Role::SectionHead), server.client(Role::Head));
        let new =
            json!({ "name": "Lalu Hamdi", "username": "lalu.hamdi", "staff": "198001012008011077", "role": "counter", "posting": "" });
        let proposed = kasi.call(Method::POST, "/accounts", Some(&new), Some("k1"));
        assert_eq!(proposed.status, StatusCode::ACCEPTED, "{}", proposed.body);
        let id = proposed.json()["proposal"].as_str().unwrap().to_owned();
        let path = format!("/proposals/{id}");
        assert_eq!(proposed.headers[header::LOCATION].to_str().unwrap(), format!("/api/v1{path}"));
        assert!(!proposed.json()["title"].as_str().unwrap().is_empty());
        let again = kasi.call(Method::POST, "/accounts", Some(&new), Some("k1"));
        assert_eq!(again.json()["proposal"], proposed.json()["proposal"], "proposed once");
        let shown = kadis.get(&path).json();
        assert_eq!(
            (shown["awaits"].as_bool(), shown["own"].as_bool(), shown["order"].as_str()),
            (Some(true), Some(false), Some("open_account"))
        );
        let digest = shown["digest"].as_str().unwrap();
        let send = |digest: &str, password: &str| {
            kadis.call(Method::POST, &format!("{path}/approval"), Some(&json!({ "digest": digest, "password": password })), Some("k2"))
        };
        let code = |answer: Answer| (answer.status.as_u16(), answer.json()["code"].as_str().unwrap().to_owned());
        assert_eq!(code(send(digest, "wrong")), (422, "PROPOSAL-0009".to_owned()));
        assert_eq!(code(send("other", PASSWORD)), (422, "PROPOSAL-0005".to_owned()));
        let approved = send(digest, PASSWORD);
        assert_eq!((approved.status, approved.json()["state"].as_str()), (StatusCode::OK, Some("approved")), "{}", approved.body);
        let account = approved.json()["outcome"]["account"].as_str().unwrap().to_owned();
        let accounts = kadis.get("/accounts").json();
        let opened = accounts["accounts"].as_array().unwrap().iter().find(|one| one["account"] == json!(account)).unwrap();
        assert!(opened["code"].is_string() && opened["active"] == json!(true), "{opened}");
        let read = server.client(Role::Auditor).get("/accounts").json();
        assert!(read["accounts"].as_array().unwrap().iter().all(|one| one["code"].is_null()), "a code is for who manages accounts");
        bed.verified();
    });
}

/// Some people without a case; answers their addresses.
fn crowd(bed: &Bed, count: usize) -> Vec<String> {
    let add = |number: usize| {
        let input = PersonInput {
            nik: format!("520801120585{:04}", number + 1),
            name: "BUDI".to_owned(),
            birth_place: "TANJUNG".to_owned(),
            birth_date: "1985-05-12".to_owned(),
            sex: "male".to_owned(),
            marital: "married".to_owned(),
            village: "52.08.01.2001".to_owned(),
            address: "DUSUN KARANG".to_owned(),
            ..PersonInput::default()
        };
        format!("/penduduk/{}", register::add_person(&bed.office, &bed.caller(Role::Counter), &plain(), &input).unwrap().person)
    };
    (0..count).map(add).collect()
}

#[test]
fn who_looks_at_many_says_why_and_nobody_looks_at_all() {
    let bed = Bed::on_sqlite();
    let people = crowd(&bed, 201);
    let server = Server::of(&bed);
    let mut counter = server.browser(Role::Counter);
    for person in &people[..60] {
        assert_eq!(counter.get(person).status, StatusCode::OK, "{person}");
    }
    let asked = counter.get(&people[60]);
    assert_eq!((asked.status, asked.hidden("back")), (StatusCode::FORBIDDEN, people[60].clone()));
    assert!(asked.text().contains("60 orang") && !asked.body.contains("BUDI"), "{}", asked.text());
    let client = server.client(Role::Counter);
    let path = people[60].replace("/penduduk/", "/people/");
    let problem = client.get(&path);
    assert_eq!((problem.status.as_u16(), problem.json()["code"].clone()), (422, json!("LOOK-0001")), "{}", problem.body);
    let empty = counter.post("/alasan", &[("reason", "other"), ("note", ""), ("back", &people[60])]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("id=\"note-error\"") && empty.hidden("back") == people[60], "{}", empty.text());
    let elsewhere = counter.post("/alasan", &[("reason", "enquiry"), ("note", ""), ("back", "//example.org")]);
    assert_eq!(elsewhere.location(), "/", "a form leads nowhere else");
    let given = counter.post("/alasan", &[("reason", "enquiry"), ("note", "surat 12"), ("back", &people[60])]);
    assert_eq!(given.location(), people[60]);
    for person in &people[60..200] {
        assert_eq!(counter.get(person).status, StatusCode::OK, "{person}");
    }
    let limit = counter.get(&people[200]);
    assert_eq!((limit.status, &limit.headers[header::RETRY_AFTER]), (StatusCode::TOO_MANY_REQUESTS, &"3600".parse().unwrap()));
    assert!(limit.text().contains("200 orang") && !limit.body.contains("BUDI"), "{}", limit.text());
    let limit = client.get(&people[200].replace("/penduduk/", "/people/"));
    assert_eq!((limit.status.as_u16(), limit.json()["data"]["max"].clone()), (429, json!(200)));
    assert!(limit.headers.contains_key(header::RETRY_AFTER));
    let reason = client.post("/looks/reason", &json!({ "reason": "audit" }));
    assert_eq!(reason.status, StatusCode::NO_CONTENT, "{}", reason.body);
    reports(&server, &people[60]);
    bed.verified();
}

/// What was looked at stands on the person's page, in both reports and in their tables.
fn reports(server: &Server, person: &str) {
    let mut kasi = server.browser(Role::SectionHead);
    let page = kasi.get(person);
    assert!(page.text().contains("Petugas counter") && page.body.contains(&format!("href=\"{person}/dilihat\"")), "{}", page.text());
    let report = kasi.get(&format!("{person}/dilihat")).text();
    assert!(report.contains("Pertanyaan atau keluhan") && report.contains("surat 12"), "{report}");
    let table = kasi.get(&format!("{person}/dilihat?bentuk=csv"));
    assert!(table.headers[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/csv"));
    assert!(table.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    assert!(table.body.lines().count() > 2 && table.body.contains("\"Petugas counter\""), "{}", table.body);
    let staff = kasi.get("/penglihatan?dari=2022-11-25&sampai=2022-11-25").text();
    assert!(staff.contains("Petugas counter") && staff.contains("200"), "{staff}");
    assert!(kasi.get("/penglihatan?dari=2022-11-01&sampai=2022-11-02").text().contains("Tidak ada yang melihat"));
    let wrong = kasi.get("/penglihatan?dari=2022-11-02&sampai=2022-11-01");
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("lebih awal daripada tanggal pertama"), "{}", wrong.text());
    let found: Value = server.client(Role::Auditor).get("/looks/report?from=2022-11-25").json();
    let counter = found["staff"].as_array().unwrap().iter().find(|one| one["role"] == json!("counter")).unwrap();
    assert!(counter["stopped"].as_i64().unwrap() >= 3 && counter["outside"].as_i64().unwrap() >= 200, "{found}");
}

#[test]
fn a_page_has_no_line_for_what_the_role_does_not_see() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut counter = server.browser(Role::Counter);
    let person = add_person(&mut counter);
    let case = open_case(&mut counter, &person, &["kk_copy"]);
    let all = server.browser(Role::SectionHead).get(&person).text();
    let mut camat = server.browser(Role::Subdistrict);
    let narrow = camat.get(&person).text();
    for heading in ["Nomor KK", "Status perkawinan", "Status pusat", "Riwayat", "Siapa melihat data ini"] {
        assert!(all.contains(heading) && !narrow.contains(heading), "{heading}: {narrow}");
    }
    assert!(narrow.contains("DUSUN KARANG") && narrow.contains("Nomor HP"), "what it hands over by stays: {narrow}");
    let auditor = server.browser(Role::Auditor).get(&person).text();
    assert!(!auditor.contains("Nomor HP") && !auditor.contains("DUSUN KARANG") && auditor.contains("Riwayat"), "{auditor}");
    assert!(!camat.get(&format!("{case}/resi")).text().contains("Petugas counter"));
    let answer = server.client(Role::Subdistrict).get(&person.replace("/penduduk/", "/people/")).json();
    for field in ["kk", "birth_place", "marital", "central", "timeline", "looks"] {
        assert!(answer[field].is_null(), "{field}: {answer}");
    }
    assert!(answer["address"].is_string() && answer["phone"].is_string(), "{answer}");
}
