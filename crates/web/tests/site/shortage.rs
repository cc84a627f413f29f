//! The shortage through its pages: the forecast, who waits and is told, temporary letters, the public's notice.

use axum::http::StatusCode;
use domain::{access::Role, id::CaseId};
use serde_json::json;

use crate::{
    bed,
    browser::Server,
    pages::{PERSON, add_person, make_ready, open_case, stock_up},
    runs,
};

#[test]
fn the_forecast_says_until_when_and_the_public_reads_it_without_names() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut head = server.browser(Role::SectionHead);
        assert!(head.get("/kekurangan").text().contains("Belum ada permintaan kartu"), "{}", head.get("/kekurangan").text());
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        open_case(&mut counter, &person, &["kk_copy"]);
        stock_up(&server);
        let wrong = head.post("/kekurangan/kebijakan", &[("policy", "emsr_b"), ("next_delivery", "2022-11-01"), ("source", "provinsi")]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("id=\"kebijakan-next_delivery-error\"") && wrong.body.contains("value=\"provinsi\""),
            "{}",
            wrong.text()
        );
        let fields = [("policy", "emsr_b"), ("next_delivery", "2022-12-30"), ("source", "telepon provinsi")];
        let set = head.post("/kekurangan/kebijakan", &fields);
        assert_eq!(set.location(), "/kekurangan", "{}", set.text());
        let asked = head.post("/stok/permintaan", &[("number", "471.13/9"), ("on", "2022-11-24"), ("quantity", "500")]);
        assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.text());
        let shown = head.get("/kekurangan");
        for words in ["Persediaan sekarang 10 keping", "telepon provinsi", "471.13/9", "anggapan", "Cadangan menurut bobot"] {
            assert!(shown.text().contains(words), "{words}: {}", shown.text());
        }
        assert!(shown.body.contains("<path class=\"band\" d=\"M0 "), "the picture");
        let public = server.stranger().get("/blangko");
        assert_eq!(public.status, StatusCode::OK);
        assert!(public.text().contains("10 keping") && public.text().contains("KTP-el pertamaDicetak"), "{}", public.text());
        assert!(!public.body.contains(PERSON[2].1) && !public.body.contains("471.13/9"));
        let api = server.client(Role::Counter).get("/forecast").json();
        assert_eq!((&api["stock"], &api["lead_measured"], &api["next_delivery"]), (&json!(10), &json!(false), &json!("2022-12-30")));
        bed.verified();
    });
}

#[test]
fn the_letter_that_asks_for_a_loan_changes_nothing_and_says_what_it_lacks() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut head = server.browser(Role::SectionHead);
        assert!(head.get("/kekurangan").text().contains("Surat peminjaman blangko"));
        let letter =
            |lender: &str, quantity: &str, day: &str| format!("/kekurangan/pinjam.pdf?lender={lender}&quantity={quantity}&return_by={day}");
        let good = head.get(&letter("Dinas+Dukcapil+Lombok+Tengah", "1.000", "2023-01-15"));
        assert_eq!(good.status, StatusCode::OK, "{}", good.text());
        assert!(good.body.starts_with("%PDF-"));
        for (field, said, lender, quantity, day) in [
            ("lender", "Isi: Kantor yang dimintai.", "", "5", "2023-01-15"),
            ("quantity", "", "Dinas", "0", "2023-01-15"),
            ("quantity", "", "Dinas", "lima", "2023-01-15"),
            ("return_by", "setelah hari ini", "Dinas", "5", "2022-11-24"),
            ("return_by", "Isi: Dikembalikan paling lambat.", "Dinas", "5", ""),
        ] {
            let wrong = head.get(&letter(lender, quantity, day));
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            assert!(wrong.body.contains(&format!("id=\"pinjam-{field}-error\"")) && wrong.text().contains(said), "{}", wrong.text());
            assert!(wrong.body.contains(&format!("name=\"quantity\" type=\"text\" autocomplete=\"off\" value=\"{quantity}\"")));
            assert!(!wrong.body.contains("name=\"csrf\" value=\"\""), "the other forms still work");
        }
        head.post("/bahasa", &[("language", "en"), ("back", "/kekurangan")]);
        let wrong = head.get(&letter("Dinas", "5", "2022-11-24"));
        assert!(wrong.text().contains("lies after today"), "{}", wrong.text());
        bed.verified();
    });
}

#[test]
fn who_waits_is_told_and_gets_a_letter_where_the_rule_gives_one() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut counter = server.browser(Role::Counter);
        let person = add_person(&mut counter);
        let case = open_case(&mut counter, &person, &["kk_copy"]);
        let other = counter.post("/penduduk/baru", &changed());
        let waiting = open_case(&mut counter, &other.location(), &["kk_copy"]);
        for case in [&case, &waiting] {
            make_ready(&server, case);
        }
        stock_up(&server);
        let id = |address: &str| CaseId::parse(address.rsplit('/').next().unwrap()).unwrap();
        assert!(counter.get("/kekurangan/menunggu").text().contains("Tidak ada permohonan yang menunggu blangko"));
        let early = counter.post(&format!("/kekurangan/menunggu/{}/suket", id(&waiting)), &[]);
        assert!(early.text().contains("tidak sedang menunggu blangko"), "{}", early.text());
        runs::release(bed, &[id(&case)], &[id(&waiting)]);
        let list = counter.get("/kekurangan/menunggu");
        assert!(
            list.text().contains("1 permohonan menunggu; 1 belum diberi tahu") && list.text().contains("Blangko habis"),
            "{}",
            list.text()
        );
        let nobody = counter.post(&format!("/kekurangan/menunggu/{}/beritahu", id(&waiting)), &[("by", "pigeon")]);
        assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
        let told = counter.post(&format!("/kekurangan/menunggu/{}/beritahu", id(&waiting)), &[("by", "phone")]);
        assert_eq!(told.location(), "/kekurangan/menunggu");
        assert!(counter.get("/kekurangan/menunggu").text().contains("0 belum diberi tahu"));
        let given = counter.post(&format!("/kekurangan/menunggu/{}/suket", id(&waiting)), &[]);
        let allowed = given.status == StatusCode::SEE_OTHER;
        assert!(allowed || given.text().contains("suket tidak boleh diberikan"), "{}", given.text());
        assert_eq!(counter.get("/kekurangan/menunggu").text().contains("Suket sampai"), allowed);
        assert!(counter.get("/suket").text().contains("Tidak ada suket yang berakhir"), "it holds six months");
        assert!(counter.get(&waiting).text().contains("Menunggu blangko"));
        bed.verified();
    });
}

/// The form of another woman.
fn changed() -> Vec<(&'static str, &'static str)> {
    let other = |(name, value): &(&'static str, &'static str)| match *name {
        "nik" => ("nik", "5208015205859002"),
        "name" => ("name", "SITI AMINAH"),
        "phone" => ("phone", "0812-0000-0002"),
        _ => (*name, *value),
    };
    PERSON.iter().map(other).collect()
}
