//! The address that gateways call: signed calls are heard, also twice; others are 403 and nothing else.

use axum::http::StatusCode;

use crate::{
    bed::Bed,
    browser::{Answer, Server},
};

fn state(answer: &Answer) -> (StatusCode, &str) {
    (answer.status, answer.body.as_str())
}

#[test]
fn only_a_signed_call_is_heard_and_a_repeat_is_too() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut gateway = server.stranger();
    for unsigned in ["/sms/kabar", "/sms/kabar?", "/sms/kabar?r=x&t=1&s=0&d=1", "/sms/kabar?x=uji"] {
        assert_eq!(state(&gateway.get(unsigned)), (StatusCode::FORBIDDEN, ""), "{unsigned}");
    }
    for _ in 0..2 {
        assert_eq!(state(&gateway.get("/sms/kabar?uji0192f0a4-7f3e-7000-8000-000000000001-1")), (StatusCode::OK, ""));
    }
    bed.verified();
}

#[test]
fn who_writes_is_answered_once() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut gateway = server.stranger();
    let stopped = gateway.get("/sms/kabar?tulisSTOP");
    assert!(stopped.status == StatusCode::OK && stopped.body.contains("tidak akan menerima SMS lagi"), "{}", stopped.body);
    assert_eq!(state(&gateway.get("/sms/kabar?tulisSTOP")), (StatusCode::OK, ""), "a repeat was answered before");
    assert_eq!(state(&gateway.get("/sms/kabar?tulishalo")), (StatusCode::OK, ""), "that waits for somebody in the office");
    bed.verified();
}
