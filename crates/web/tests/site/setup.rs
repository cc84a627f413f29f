//! The first account of a new office, through the page.

use axum::http::StatusCode;

use crate::{
    bed::{self, PASSWORD, SETUP_TOKEN},
    browser::Server,
};

#[test]
fn the_token_opens_the_first_account_once() {
    bed::on_each_engine_without_staff(|bed| {
        let server = Server::of(bed);
        let mut stranger = server.stranger();
        assert_eq!(stranger.get("/").location(), "/masuk");
        assert_eq!(stranger.get("/masuk").location(), "/mulai");
        let form = |token, again| {
            [
                ("token", token),
                ("name", "H. Mustafa"),
                ("username", "kadis"),
                ("staff", "198001012008011001"),
                ("password", PASSWORD),
                ("password_again", again),
            ]
        };
        for (token, again, words) in [("wrong", PASSWORD, "Kode awal tidak cocok"), (SETUP_TOKEN, "other", "tidak sama")] {
            let refused = stranger.post_plain("/mulai", &form(token, again));
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().contains(words), "{}", refused.text());
        }
        assert_eq!(stranger.post_plain("/mulai", &form(SETUP_TOKEN, PASSWORD)).location(), "/masuk");
        assert_eq!(stranger.post_plain("/masuk", &[("username", "kadis"), ("password", PASSWORD)]).location(), "/");
        let again = server.stranger().post_plain("/mulai", &form(SETUP_TOKEN, PASSWORD));
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}
