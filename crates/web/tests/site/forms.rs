//! Forms: what is wrong is said beside the field and nothing typed is lost; twice is once; forged is refused.

use axum::http::StatusCode;
use domain::access::Role;

use crate::{
    bed::{self, Bed},
    browser::Server,
    pages::{PERSON, add_person, make_ready, open_case, stock_up},
    runs,
};

/// The form of a person with one field changed.
fn with<'a>(field: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    PERSON.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect()
}

#[test]
fn bad_input_gets_a_sentence_and_keeps_what_was_typed() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let before = bed.verified();
        let long = "A".repeat(500);
        for (field, value, indonesian, english) in [
            ("nik", "52080152O5859001", "tanda ke-9", "character 9"),
            ("nik", "520801520585900", "15 angka", "has 15"),
            ("nik", "52080152058590011", "17 angka", "has 17"),
            ("nik", "５２０８０１５２０５８５９００１", "aksara lain", "another script"),
            ("nik", "5208017202859001", "hari 72", "day 72"),
            ("nik", "5208013102859001", "hari 31, bulan 2", "day 31, month 2"),
            ("nik", "9901015205859001", "990101", "990101"),
            ("birth_month", "2x", "Tanggal ini tidak ada", "does not exist"),
            ("village", "99.99.99.9999", "tidak ada di wilayah kantor", "not in the office"),
            ("name", "<script>alert(1)</script>", "tidak dipakai dalam nama", "not used in names"),
            ("name", "ALI\u{202e}ILA", "tidak terlihat", "invisible"),
            ("name", &long, "500 huruf", "has 500"),
        ] {
            for (language, words) in [("id", indonesian), ("en", english)] {
                counter.post("/bahasa", &[("language", language), ("back", "/")]);
                let refused = counter.post("/penduduk/baru", &with(field, value));
                assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
                assert!(refused.text().contains(words), "{field} {value}: {}", refused.text());
                assert!(refused.body.contains("value=\"DUSUN KARANG\""), "what was typed stays");
                assert!(!refused.body.contains("<script>alert"), "what was typed is text");
            }
        }
        counter.post("/bahasa", &[("language", "id"), ("back", "/")]);
        let mut february = with("birth_day", "31");
        february.retain(|(name, _)| *name != "birth_month");
        february.push(("birth_month", "2"));
        let leap = counter.post("/penduduk/baru", &february);
        assert!(leap.text().contains("Tanggal ini tidak ada"), "{}", leap.text());
        assert_eq!(leap.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bed.verified(), before, "refusals change nothing");
        let accepted = counter.post("/penduduk/baru", &with("name", "O'BRIEN"));
        assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.text());
        assert!(counter.get(&accepted.location()).text().contains("O&#39;BRIEN"), "shown as text");
    });
}

#[test]
fn the_same_form_sent_twice_is_one_act_and_changed_it_is_a_conflict() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let path = format!("{person}/permohonan");
        let fields = [("purpose", "first"), ("documents", "kk_copy")];
        let first = counter.post_with_key(&path, "one-key", &fields);
        let second = counter.post_with_key(&path, "one-key", &fields);
        assert_eq!(first.location(), second.location());
        let changed = counter.post_with_key(&path, "one-key", &[("purpose", "lost")]);
        assert_eq!(changed.status, StatusCode::CONFLICT, "{}", changed.text());
        let other = counter.post(&path, &fields);
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "another form for the same person finds the open case");
        assert!(other.text().contains("permohonan yang berjalan"), "{}", other.text());
        assert_eq!(bed.verified()["table_case_file"], 1);
    });
}

#[test]
fn two_officers_print_the_same_case_and_one_is_told() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &["kk_copy"]);
        make_ready(&server, &case);
        stock_up(&server);
        runs::release_one(bed, &case);
        let (mut one, mut other) = (server.browser(Role::Printing), server.browser(Role::SectionHead));
        let good = [("printer", "CETAK-1"), ("result", "good"), ("cause", "")];
        assert_eq!(one.post(&format!("{case}/cetak"), &good).status, StatusCode::SEE_OTHER);
        let late = other.post(&format!("{case}/cetak"), &good);
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.text().contains("tidak ada dalam daftar cetak"), "{}", late.text());
        assert_eq!(bed.in_printers(), 4, "one blank was used");
        bed.verified();
    });
}

#[test]
fn a_form_without_the_session_s_token_is_refused() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut counter = server.browser(Role::Counter);
    let before = bed.verified();
    for csrf in ["", "0123456789abcdef0123456789abcdef"] {
        csrf.clone_into(&mut counter.csrf);
        let forged = counter.post("/penduduk/baru", PERSON);
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(bed.verified(), before);
}
