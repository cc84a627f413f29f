//! What every answer carries, and what no address ever holds.

use axum::http::{StatusCode, header};
use domain::access::Role;

use crate::{
    bed::Bed,
    browser::Server,
    pages::{add_person, open_case},
};

#[test]
fn every_answer_forbids_foreign_content_and_copies() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut browser = server.browser(Role::SectionHead);
    for path in ["/", "/masuk", "/nowhere", "/blangko", "/api/v1/figures", "/api/v1/", "/aset/loket.css"] {
        let answer = browser.get(path);
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'self'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(answer.headers[header::REFERRER_POLICY], "no-referrer", "{path}");
        let kept = answer.headers[header::CACHE_CONTROL].to_str().unwrap();
        assert_eq!(kept == "no-store", !path.starts_with("/aset/"), "{path}: {kept}");
    }
}

#[test]
fn no_address_holds_a_nik_a_name_or_a_phone() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut browser = server.browser(Role::SectionHead);
    let person = add_person(&mut browser);
    let case = open_case(&mut browser, &person, &["kk_copy"]);
    let mut pages = vec![browser.get(&person), browser.get(&case), browser.get(&format!("{case}/resi"))];
    pages.push(browser.post("/cari", &[("q", "5208015205859001")]));
    for page in pages {
        let location = page.headers.get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
        let links = page.body.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for address in links.chain([location.as_str()]) {
            for secret in ["5208015205859001", "NURHAYATI", "0812000", "62812"] {
                assert!(!address.contains(secret), "{address}");
            }
        }
        assert!(!page.body.contains("5208015205859001"), "the NIK is masked");
    }
}

#[test]
fn a_session_ends_with_sign_out_and_after_twelve_hours() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut browser = server.browser(Role::Counter);
    let cookie = browser.get("/");
    assert_eq!(cookie.status, StatusCode::OK);
    assert_eq!(browser.post("/keluar", &[]).location(), "/masuk");
    assert_eq!(browser.get("/").location(), "/masuk");
    let mut browser = server.browser(Role::Counter);
    bed.forward(jiff::SignedDuration::from_hours(12));
    assert_eq!(browser.get("/").location(), "/masuk");
}

#[test]
fn the_sign_in_cookie_is_out_of_reach_for_scripts_and_wrong_passwords_are_told_alike() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut stranger = server.stranger();
    let right = stranger.post_plain("/masuk", &[("username", "counter"), ("password", crate::bed::PASSWORD)]);
    let cookie = right.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let texts: Vec<String> = ["counter", "nobody"]
        .map(|username| server.stranger().post_plain("/masuk", &[("username", username), ("password", "wrong password")]))
        .map(|answer| {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            answer.text()
        })
        .into();
    assert_eq!(texts[0], texts[1]);
}
