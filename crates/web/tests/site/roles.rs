//! Who may open what: every page and every form, for somebody who has not signed in and for every role.

use axum::http::StatusCode;
use domain::access::{Act, Role, may};

use crate::{
    bed::Bed,
    browser::Server,
    pages::{add_person, open_case},
};

/// The fields of a form.
type Fields = &'static [(&'static str, &'static str)];

/// The pages with the act that each needs.
const PAGES: &[(&str, Act)] = &[
    ("/", Act::ViewFigures),
    ("/penduduk/baru", Act::AddPerson),
    ("/penduduk/1", Act::ViewPerson),
    ("/penduduk/1/permohonan", Act::OpenCase),
    ("CASE", Act::ViewPerson),
    ("CASE/resi", Act::ViewPerson),
    ("CASE/cetak", Act::RecordPrint),
    ("/cetak", Act::ViewPrintQueue),
    ("/antrean/waiting_recording", Act::ViewPerson),
    ("/rak", Act::ShelveCard),
    ("/serah", Act::HandOver),
    ("/blangko", Act::ViewStock),
];

/// The forms with the act that each needs and fields that would be accepted or refused for another reason.
const FORMS: &[(&str, Act, Fields)] = &[
    ("/cari", Act::ViewPerson, &[("q", "siti")]),
    ("/penduduk/baru", Act::AddPerson, &[("nik", "5208015205859001")]),
    ("/penduduk/1/permohonan", Act::OpenCase, &[("purpose", "lost")]),
    ("CASE/berkas", Act::OpenCase, &[("documents", "kk_copy")]),
    ("CASE/rekam", Act::RecordBiometrics, &[]),
    ("CASE/pusat", Act::ObserveCentral, &[("code", "CARD_ISSUED")]),
    ("CASE/cetak", Act::RecordPrint, &[("printer", "CETAK-1"), ("result", "good")]),
    ("CASE/rak", Act::ShelveCard, &[("shelf", "RAK-01")]),
    ("CASE/serah", Act::HandOver, &[("identity_checked", "yes"), ("old_card", "none")]),
    ("CASE/batal", Act::CancelCase, &[("reason", "dua kali")]),
    ("/rak", Act::ShelveCard, &[("receipt", "0"), ("shelf", "RAK-01")]),
    ("/serah", Act::HandOver, &[("receipt", "0")]),
    ("/blangko/terima", Act::ReceiveBlanks, &[("lot", "x"), ("quantity", "1"), ("source", "centre")]),
    ("/blangko/pindah", Act::MoveBlanks, &[("from", "GUDANG"), ("to", "CETAK-1"), ("quantity", "1")]),
    ("/blangko/rusak", Act::MoveBlanks, &[("from", "GUDANG"), ("quantity", "1"), ("cause", "defect")]),
];

#[test]
fn every_role_opens_what_it_may_and_nothing_else() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut counter = server.browser(Role::Counter);
    let person = add_person(&mut counter);
    assert_eq!(person, "/penduduk/1");
    let case = open_case(&mut counter, &person, &[]);
    for role in Role::ALL {
        let mut browser = server.browser(*role);
        for (path, act) in PAGES {
            let status = browser.get(&path.replace("CASE", &case)).status;
            assert_eq!(status == StatusCode::FORBIDDEN, !may(*role, *act), "{role} {path}: {status}");
        }
        for (path, act, fields) in FORMS.iter().filter(|(_, act, _)| !may(*role, *act)) {
            let status = browser.post(&path.replace("CASE", &case), fields).status;
            assert_eq!(status, StatusCode::FORBIDDEN, "{role} {path} {act}");
        }
    }
    let mut stranger = server.stranger();
    for (path, _) in PAGES {
        assert_eq!(stranger.get(&path.replace("CASE", &case)).location(), "/masuk", "{path}");
    }
    for (path, _, fields) in FORMS {
        assert_eq!(stranger.post(&path.replace("CASE", &case), fields).location(), "/masuk", "{path}");
    }
}

/// Addresses that need no role: signing in and out, the language, the search box's address without a text, what pages load.
const OPEN: &[&str] = &["/masuk", "/keluar", "/bahasa", "/mulai", "/cari", "/aset/loket.css", "/aset/loket.js", "/aset/favicon.svg"];

#[test]
fn no_address_is_left_out() {
    let known: Vec<String> = PAGES.iter().map(|(path, _)| *path).chain(FORMS.iter().map(|(path, ..)| *path)).map(pattern).collect();
    for route in web::pages::routes::ALL {
        assert!(known.iter().any(|path| path == route) || OPEN.contains(&route), "{route} stands in no table of this file");
    }
}

/// The route's pattern of a path in the tables.
fn pattern(path: &str) -> String {
    path.replace("CASE", "/permohonan/{id}").replace("/penduduk/1", "/penduduk/{id}").replace("waiting_recording", "{id}")
}

#[test]
fn what_does_not_exist_is_not_found() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut head = server.browser(Role::SectionHead);
    let nobody = "0192f0c1-2345-7000-8000-000000000000";
    for path in ["/nirgends", "/penduduk/77", "/penduduk/x", &format!("/permohonan/{nobody}"), "/permohonan/x", "/permohonan/x/resi"] {
        assert_eq!(head.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(head.post(&format!("/permohonan/{nobody}/rekam"), &[]).status, StatusCode::NOT_FOUND);
}
