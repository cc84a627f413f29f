//! A stuck record is found, repaired and solved; an unrecorded person is listed and said to be away: through the pages and the API.

use axum::http::StatusCode;
use domain::access::Role;
use serde_json::json;

use crate::{
    bed::{self, Bed},
    browser::{Browser, Server},
    pages::add_person,
};

/// Sends a form of a person's page and reads the page that it leads to.
fn done(browser: &mut Browser<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let sent = browser.post(path, fields);
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{path}: {}", sent.text());
    browser.get(&sent.location()).text()
}

fn observe(server: &Server, person: &str, code: &str, on: &str) {
    let path = format!("{}/central-observations", person.replace("/penduduk/", "/people/"));
    let noted = server.client(Role::DataAdmin).post(&path, &json!({ "code": code, "observed_on": on }));
    assert_eq!(noted.status, StatusCode::OK, "{}", noted.body);
}

#[test]
fn a_stuck_record_is_found_repaired_and_solved() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let person = add_person(&mut server.browser(Role::Counter));
        observe(&server, &person, "DUPLICATE_RECORD", "2022-10-01");
        let mut admin = server.browser(Role::DataAdmin);
        let board = admin.get("/pusat").text();
        for words in ["Data ganda", "55 hari", "Tanyakan NIK mana yang dipakai", "macet mulai 30"] {
            assert!(board.contains(words), "{words}: {board}");
        }
        let list = admin.get("/pusat/daftar?status=DUPLICATE_RECORD&kecamatan=52.08.01&umur=stuck").text();
        assert!(list.contains("BAIQ NURHAYATI") && list.contains("Macet"), "{list}");
        assert!(admin.get("/pusat/daftar?umur=late").text().contains("Tidak ada rekaman yang cocok"));
        assert!(
            admin.get("/pusat/daftar?status=x&kecamatan=x&umur=x&halaman=x").text().contains("BAIQ NURHAYATI"),
            "what is unknown filters nothing"
        );

        assert!(admin.get(&person).text().contains("belum ada perbaikan yang berjalan"));
        done(&mut admin, &format!("{person}/perbaikan"), &[]);
        let letter = |due| [("number", "470/12"), ("on", "2022-11-20"), ("reply_due", due)];
        let refused = admin.post(&format!("{person}/surat"), &letter("2022-11-19"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("Balasan tidak mungkin diharapkan sebelum"), "{}", refused.text());
        assert!(refused.body.contains("value=\"470/12\""), "what was typed stays");
        let shown = done(&mut admin, &format!("{person}/surat"), &letter("2022-11-24"));
        assert!(shown.contains("Balasan terlambat: kirim surat pengingat"), "{shown}");
        assert!(admin.get("/pusat").text().contains("1 perbaikan melewati tanggalnya"));
        done(&mut admin, &format!("{person}/balasan"), &[("on", "2022-11-25"), ("note", "dihapus, rekam ulang")]);
        let shown = done(&mut admin, &format!("{person}/rekam-ulang"), &[("on", "2022-11-28")]);
        assert!(shown.contains("Rekam ulang orangnya") && shown.contains("dihapus, rekam ulang"), "{shown}");
        observe(&server, &person, "BIO_CAPTURED", "2022-11-25");
        let shown = admin.get(&person).text();
        assert!(shown.contains("Rekaman berjalan lagi") && shown.contains("Perbaikan rekaman ditutup"), "{shown}");
        let again = admin.post(&format!("{person}/perbaikan-selesai"), &[("outcome", "gone")]);
        assert!(again.text().contains("tidak mempunyai perbaikan yang berjalan"), "{}", again.text());
        bed.verified();
    });
}

#[test]
fn the_unrecorded_are_counted_listed_and_said_to_be_away() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let person = add_person(&mut server.browser(Role::Counter));
        let mut officer = server.browser(Role::Subdistrict);
        let whole = officer.get("/wajib").text();
        assert!(whole.contains("Tanjung") && whole.contains("0,0 %"), "{whole}");
        let village = officer.get("/wajib/desa/52.08.01.2001").text();
        assert!(village.contains("RW 000 / RT 001") && village.contains("Daftar menurut nama dan alamat"), "{village}");
        let said = [("stay", "abroad"), ("source", "Kepala dusun"), ("on", "2022-11-20")];
        let bad = officer.post(&format!("{person}/keberadaan"), &[("stay", ""), ("source", "Kepala dusun"), ("on", "2022-11-20")]);
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.body.contains("value=\"Kepala dusun\""), "what was typed stays");
        let shown = done(&mut officer, &format!("{person}/keberadaan"), &said);
        assert!(shown.contains("Di luar negeri") && shown.contains("Kata Kepala dusun"), "{shown}");
        let list = officer.get("/wajib/desa/52.08.01.2001/daftar").text();
        assert!(
            list.contains("BAIQ NURHAYATI") && list.contains("Di luar negeri (20 Nov 2022)") && !list.contains("5208010101109501"),
            "{list}"
        );
        assert!(officer.get("/wajib/desa/52.08.01.2002/daftar").text().contains("Tidak ada yang belum rekam di sini"));
        for path in ["/wajib/desa/52.08.02.2001", "/wajib/kecamatan/52.08.02", "/wajib/desa/x", "/wajib/desa/52.08.02.2001/daftar"] {
            assert_eq!(officer.get(path).status, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(server.browser(Role::Counter).get("/wajib/desa/52.08.01.2001/daftar").status, StatusCode::FORBIDDEN);
        bed.verified();
    });
}

#[test]
fn the_api_says_the_same() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let person = add_person(&mut server.browser(Role::Counter)).replace("/penduduk/", "/people/");
    let admin = server.client(Role::DataAdmin);
    let read = |path: &str| {
        let answer = admin.get(path);
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
        answer.json()
    };
    let coverage = read("/coverage?area=52.08.01");
    assert_eq!((&coverage["total"]["must_have"], &coverage["parts"][0]["code"]), (&json!(1), &json!("52.08.01.2001")));
    assert_eq!((coverage["months"].as_array().unwrap().len(), &coverage["months"][0]["month"]), (24, &json!("2022-11")));
    assert_eq!(read("/coverage?area=52.08.01.2001")["parts"][0]["rt"], 1);
    let list = read("/villages/52.08.01.2001/unrecorded?turning_months=24");
    assert_eq!((&list["people"][0]["name"], &list["people"][0]["kk"]), (&json!("BAIQ NURHAYATI"), &json!("5208••••••••9501")));
    let noted = admin.post(&format!("{person}/whereabouts"), &json!({ "stay": "elsewhere", "source": "keluarga" }));
    assert_eq!(noted.json()["stay"], "elsewhere");
    assert_eq!(read("/coverage")["whereas"]["away"], 1);
    assert_eq!(read(&person)["whereabouts"]["source"], "keluarga");

    let refused = admin.post(&format!("{person}/repair"), &json!({}));
    assert_eq!((refused.status, &refused.json()["code"]), (StatusCode::UNPROCESSABLE_ENTITY, &json!("REPAIR-0003")));
    admin.post(&format!("{person}/central-observations"), &json!({ "code": "ENROLL_FAILURE_AT_CENTRAL", "observed_on": "2022-11-01" }));
    assert_eq!(admin.post(&format!("{person}/repair"), &json!({})).json()["stage"], "opened");
    let ageing = read("/centre/ageing");
    let status = &ageing["statuses"][0];
    assert_eq!(
        (&status["code"], &status["ages"]["late"], &status["oldest_days"]),
        (&json!("ENROLL_FAILURE_AT_CENTRAL"), &json!(1), &json!(24))
    );
    let records = read("/centre/records?status=ENROLL_FAILURE_AT_CENTRAL&age=late");
    assert_eq!((&records["total"], &records["lines"][0]["repair"]), (&json!(1), &json!("opened")));
    assert_eq!(read(&person)["repairs"][0]["next"], "send_letter");
    for (path, status) in [
        ("/coverage?area=52.08.99", StatusCode::NOT_FOUND),
        ("/coverage?area=x", StatusCode::NOT_FOUND),
        ("/villages/x/unrecorded", StatusCode::NOT_FOUND),
        ("/villages/52.08.01.2001/unrecorded?turning_months=25", StatusCode::BAD_REQUEST),
        ("/centre/records?limit=0", StatusCode::BAD_REQUEST),
        ("/centre/records?status=x", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        assert_eq!(admin.get(path).status, status, "{path}");
    }
}
