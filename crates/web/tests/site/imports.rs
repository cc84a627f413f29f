//! The import centre and the questions of identity, through pages and API.

use app::{Request, register};
use axum::http::{Method, StatusCode};
use domain::{access::Role, id::PersonId, question::QuestionKind};
use serde_json::json;

use crate::{
    bed::{self, Bed, PASSWORD},
    browser::Server,
    sweep::world::{plant_import, plant_question},
};

/// A picture as it begins, and more than any other form may bring.
fn picture() -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n".to_vec(), vec![0; 100_000]].concat()
}

#[test]
fn a_file_that_is_no_table_is_refused_on_the_form_itself() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut admin = server.browser(Role::DataAdmin);
    assert!(admin.get("/impor").text().contains("Belum ada yang diimpor"));
    let refused = admin.post_file("/impor/unggah", "foto.png", &picture());
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text());
    assert!(refused.body.contains("id=\"file-error\"") && refused.text().contains("Ini bukan tabel"), "{}", refused.text());
    let nothing = admin.post_parts("/impor/unggah", &[("csrf", admin.csrf.clone())], None);
    assert!(nothing.text().contains("Isi: Berkas Excel atau CSV"), "{}", nothing.text());
    let unnamed = admin.post_file("/impor/unggah", "", b"");
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let api = server.client(Role::DataAdmin).post_file("/api/v1/imports", "foto.png", &picture());
    assert_eq!((api.status, api.json()["code"].as_str()), (StatusCode::UNPROCESSABLE_ENTITY, Some("FILE-0003")), "{}", api.body);
    let plain = server.client(Role::DataAdmin).post("/imports", &json!({}));
    assert_eq!(plain.status, StatusCode::BAD_REQUEST, "a file comes in parts");
}

#[test]
fn an_upload_without_the_sessions_token_is_turned_away() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let mut admin = server.browser(Role::DataAdmin);
    for fields in [vec![], vec![("csrf", "wrong".to_owned())], vec![("csrf", "x".repeat(10_000))]] {
        let answer = admin.post_parts("/impor/unggah", &fields, Some(("a.csv", b"NIK\n1\n".as_slice())));
        assert!(matches!(answer.status, StatusCode::FORBIDDEN | StatusCode::BAD_REQUEST), "{}", answer.status);
    }
    let last = admin.post_parts("/impor/unggah", &[], None);
    assert_eq!(last.status, StatusCode::FORBIDDEN, "without a file neither");
    assert_eq!(server.browser(Role::Counter).get("/impor").status, StatusCode::FORBIDDEN);
    assert!(!server.browser(Role::Counter).get("/").body.contains("href=\"/impor\""));
}

#[test]
fn columns_are_confirmed_once_each_and_the_page_tells_how_far_it_is() {
    bed::on_each_engine(|bed| {
        let server = Server::of(bed);
        let mut admin = server.browser(Role::DataAdmin);
        let path = format!("/impor/{}", plant_import(bed, 1));
        let page = admin.get(&path);
        assert!(page.text().contains("Apa arti setiap kolom?") && page.body.contains("<label class=\"sr\" for=\"columns-3\">"));
        let send = |admin: &mut crate::browser::Browser<'_>, columns: [&str; 5], as_of: &str| {
            let fields = [columns.map(|code| ("columns", code)).as_slice(), &[("as_of", as_of)]].concat();
            admin.post(&format!("{path}/kolom"), &fields)
        };
        let twice = send(&mut admin, ["nik", "nik", "birth_date", "village", ""], "2022-11-01");
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("href=\"#columns-1\"") || twice.text().contains("Tunjuk kolom"), "{}", twice.text());
        let later = send(&mut admin, ["nik", "name", "birth_date", "village", ""], "2031-01-01");
        assert!(later.body.contains("id=\"as_of-error\"") && later.body.contains("value=\"name\" selected"), "{}", later.text());
        let mapped = send(&mut admin, ["nik", "name", "birth_date", "village", ""], "2022-11-01");
        assert_eq!(mapped.location(), path, "{}", mapped.text());
        let running = admin.get(&path);
        assert!(running.body.contains("<noscript><meta http-equiv=\"refresh\""), "{}", running.text());
        assert!(running.text().contains("Keadaan per tanggal 1 Nov 2022"), "{}", running.text());
        assert_eq!(admin.get(&format!("{path}/kemajuan")).json()["state"], "checking");
        while app::import::work_once(&bed.office).unwrap() == app::import::Worked::Done {}
        let ready = admin.get(&path);
        assert!(ready.text().contains("Tidak ada yang perlu diambil alih") && ready.text().contains("Tidak ada baris seperti ini"));
        assert_eq!(admin.post(&format!("{path}/batal"), &[]).location(), path);
        assert!(admin.get(&path).text().contains("Impor ini dibatalkan"));
        let again = admin.post(&format!("{path}/bandingkan"), &[]);
        assert!(again.text().contains("Impor ini sekarang &#34;Dibatalkan&#34;"), "{}", again.text());
    });
}

/// A register of four people, one of whom cannot be.
const REGISTER: &str = "NO;NIK;NAMA LENGKAP;JENIS KELAMIN;TANGGAL LAHIR;KELURAHAN;ALAMAT
1;5208015205850001;NURHAYATI;P;12-05-1985;52.08.01.2001;DUSUN KARANG BARU
2;5208011205850002;LALU HAMZAH;L;12-05-1985;52.08.01.2001;DUSUN KARANG
3;5208011205850003;LALU HAMDI;L;31-02-1985;52.08.01.2001;DUSUN KARANG
4;0;BAIQ SENAH;P;01-02-1990;52.08.01.2001;DUSUN KARANG
";

fn work(bed: &Bed) {
    while app::import::work_once(&bed.office).unwrap() == app::import::Worked::Done {}
}

#[test]
fn a_register_comes_in_is_seen_through_and_taken_over() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let known = twins(&bed);
    let mut admin = server.browser(Role::DataAdmin);
    let received = admin.post_file("/impor/unggah", "C:\\data\\penduduk.csv", REGISTER.as_bytes());
    let path = received.location();
    let columns = admin.get(&path);
    assert!(columns.text().contains("penduduk.csv") && columns.body.contains("value=\"nik\" selected"), "{}", columns.text());
    assert!(columns.body.contains("520801••••••0001") && !columns.body.contains("5208015205850001"), "{}", columns.text());
    let codes = ["", "nik", "name", "sex", "birth_date", "village", "address"];
    let fields = [codes.map(|code| ("columns", code)).as_slice(), &[("as_of", "2022-11-01")]].concat();
    assert_eq!(admin.post(&format!("{path}/kolom"), &fields).location(), path);
    work(&bed);
    let ready = admin.get(&path);
    for words in
        ["1 Ditolak", "1 Ditanyakan", "1 Berubah", "1 Baru", "TANGGAL LAHIR: 31-02-1985", "Tanggal ini tidak ada", "Ambil alih 2 baris"]
    {
        assert!(ready.text().contains(words), "{words}: {}", ready.text());
    }
    let changed = admin.get(&format!("{path}?jenis=changed"));
    assert!(changed.body.contains("DUSUN KARANG <ins>BARU</ins>"), "{}", changed.body);
    let new = admin.get(&format!("{path}?jenis=new"));
    assert!(new.text().contains("LALU HAMZAH") && !new.body.contains("5208011205850002"), "{}", new.text());
    let workbook = admin.get(&format!("{path}/ditolak.xlsx"));
    assert!(workbook.body.starts_with("PK") && workbook.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(admin.post(&format!("{path}/setujui"), &[]).location(), path);
    work(&bed);
    let done = admin.get(&path);
    for words in ["Selesai diambil alih", "Perbaiki 1 baris yang ditolak", "Jawab pertanyaan identitas", "LALU HAMDI"] {
        assert!(done.text().contains(words), "{words}: {}", done.text());
    }
    assert!(admin.get(&format!("/penduduk/{}", known[0])).text().contains("DUSUN KARANG BARU"));
    let listed = admin.get("/pertanyaan");
    let question =
        listed.body.split("href=\"").find(|rest| rest.starts_with("/pertanyaan/")).unwrap().split('"').next().unwrap().to_owned();
    assert!(admin.get(&question).text().contains("BAIQ SENAH"), "{}", admin.get(&question).text());
    let taken = admin.post(&format!("{question}/ambil"), &[("row", "0"), ("person", ""), ("number", &format!("/penduduk/{}", known[1]))]);
    let proposal = server.browser(Role::Head).get(&taken.location());
    assert!(proposal.text().contains("BAIQ SENAH") && proposal.text().contains("Baris 1 (dari berkas)"), "{}", proposal.text());
    bed.verified();
}

#[test]
fn refused_rows_are_mended_in_their_workbook_and_come_in_again() {
    let bed = Bed::on_sqlite();
    let titles = ["NIK", "NAMA", "TGL_LHR", "DESA", "Baris", "Alasan", "Saran"].map(str::to_owned);
    let rows = [["5208011205850003", "LALU HAMDI", "12-05-1985", "52.08.01.2001", "4", "TGL_LHR: Tanggal ini tidak ada.", ""]];
    let mended = bed.office.sheets().excel(&titles, &mut rows.map(|row| row.map(str::to_owned).to_vec()).into_iter()).unwrap();
    let server = Server::of(&bed);
    let mut admin = server.browser(Role::DataAdmin);
    let path = admin.post_file("/impor/unggah", "ditolak.xlsx", &mended).location();
    let codes = ["nik", "name", "birth_date", "village", "", "", ""];
    assert_eq!(admin.post(&format!("{path}/kolom"), &codes.map(|code| ("columns", code))).location(), path);
    work(&bed);
    assert!(admin.get(&path).text().contains("1 Baru"), "{}", admin.get(&path).text());
}

#[test]
fn a_pasted_list_of_statuses_is_compared_at_once() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    twins(&bed);
    let mut admin = server.browser(Role::DataAdmin);
    let empty = admin.post("/impor/tempel", &[("text", "")]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("id=\"text-error\""), "{}", empty.text());
    let list = "NIK\tSTATUS\tTANGGAL\n5208015205850001\tPRINT_READY_RECORD\t20-11-2022\n5208015205859999\tCARD_ISSUED\t20-11-2022\n";
    let path = admin.post("/impor/tempel", &[("text", list)]).location();
    work(&bed);
    let ready = admin.get(&path);
    for words in ["1 Ditolak", "1 Berubah", "NIK ini tidak ada di data kantor", "1 status pusat baru ikut dicatat"] {
        assert!(ready.text().contains(words), "{words}: {}", ready.text());
    }
}

#[test]
fn the_api_tells_of_imports_what_the_pages_tell() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let id = plant_import(&bed, 1);
    let admin = server.client(Role::DataAdmin);
    assert_eq!(admin.get("/imports").json()["imports"][0]["import"], json!(id));
    let shown = admin.get(&format!("/imports/{id}")).json();
    assert_eq!((&shown["state"], &shown["columns"][1]["title"], &shown["kind"]), (&json!("mapping"), &json!("NAMA"), &json!("refused")));
    assert_eq!(admin.get(&format!("/imports/{id}?kind=x")).status, StatusCode::BAD_REQUEST);
    let later = json!({ "columns": ["nik", "name", "birth_date", "village", ""], "as_of": "2031-01-01" });
    assert_eq!(admin.post(&format!("/imports/{id}/columns"), &later).json()["fields"][0]["problem"], "future_date");
    let not_ready = admin.post(&format!("/imports/{id}/confirmation"), &json!({}));
    assert_eq!((&not_ready.json()["code"], &not_ready.json()["data"]["state"]), (&json!("IMPORT-0002"), &json!("mapping")));
    let gone = admin.call(Method::POST, &format!("/imports/{id}/cancellation"), None, Some("k"));
    assert_eq!(gone.json()["state"], "cancelled", "{}", gone.body);
    assert_eq!(admin.get("/imports/x").json()["code"], "IMPORT-0001");
}

/// Two people of one name; answers their numbers.
fn twins(bed: &Bed) -> Vec<PersonId> {
    let add = |number: usize, address: &str| {
        let input = register::PersonInput {
            nik: format!("520801520585000{number}"),
            name: "NURHAYATI".to_owned(),
            birth_place: "TANJUNG".to_owned(),
            birth_date: "1985-05-12".to_owned(),
            sex: "female".to_owned(),
            marital: "married".to_owned(),
            village: "52.08.01.2001".to_owned(),
            address: address.to_owned(),
            ..register::PersonInput::default()
        };
        PersonId(register::add_person(&bed.office, &bed.caller(Role::Counter), &Request::default(), &input).unwrap().person)
    };
    vec![add(1, "DUSUN KARANG"), add(2, "DUSUN PRINGGA")]
}

#[test]
fn two_people_are_made_one_by_two_who_see_both() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let people = twins(&bed);
    let path = format!("/pertanyaan/{}", plant_question(&bed, QuestionKind::TwoNiks, &people, 7));
    let (mut admin, mut kadis) = (server.browser(Role::DataAdmin), server.browser(Role::Head));
    assert!(admin.get("/impor").text().contains("1 pertanyaan identitas"));
    assert!(admin.get("/pertanyaan?jenis=two_niks").text().contains("NURHAYATI"));
    let page = admin.get(&path);
    for words in ["DUSUN KARANG", "DUSUN PRINGGA", "berbeda", "Jawaban ini menjadi usulan"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    let empty = admin.post(&format!("{path}/gabung"), &[]);
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("id=\"gabung-keep-1-error\""), "{}", empty.text());
    let keep = people[0].to_string();
    let proposed = admin.post(&format!("{path}/gabung"), &[("keep", &keep), ("take", "address")]);
    let proposal = proposed.location();
    assert!(proposal.starts_with("/usulan/"), "{}", proposed.text());
    let shown = kadis.get(&proposal);
    for words in ["Gabungkan dua data menjadi satu orang", "DUSUN PRINGGA", "Orang 1 (di data penduduk)", "Alamat"] {
        assert!(shown.text().contains(words), "{words}: {}", shown.text());
    }
    let approved = kadis.post(&format!("{proposal}/setujui"), &[("digest", &shown.hidden("digest")), ("password", PASSWORD)]);
    assert_eq!(approved.location(), proposal, "{}", approved.text());
    assert!(admin.get(&path).text().contains("Pertanyaan ini sudah dijawab"));
    assert!(admin.get(&format!("/penduduk/{keep}")).text().contains("DUSUN PRINGGA"));
    let again = admin.post(&format!("{path}/biarkan"), &[("note", "kembar")]);
    assert!(again.text().contains("Muat ulang halaman untuk melihat jawabannya"), "{}", again.text());
}

#[test]
fn a_question_is_left_with_a_reason() {
    let bed = Bed::on_sqlite();
    let server = Server::of(&bed);
    let people = twins(&bed);
    let (one, other) = (plant_question(&bed, QuestionKind::TwoNiks, &people, 7), plant_question(&bed, QuestionKind::TwoNiks, &people, 8));
    let mut admin = server.browser(Role::DataAdmin);
    let empty = admin.post(&format!("/pertanyaan/{one}/biarkan"), &[("note", "")]);
    assert!(empty.body.contains("id=\"biarkan-note-error\""), "{}", empty.text());
    assert_eq!(admin.post(&format!("/pertanyaan/{one}/biarkan"), &[("note", "kembar")]).location(), format!("/pertanyaan/{one}"));
    assert!(admin.get(&format!("/pertanyaan/{one}")).text().contains("kembar"));
    let api = server.client(Role::DataAdmin);
    let listed = api.get("/questions").json();
    assert_eq!((&listed["questions"][0]["question"], &listed["counts"][0]["open"]), (&json!(other), &json!(1)), "{listed}");
    assert_eq!(api.get(&format!("/questions/{other}")).json()["people"][0]["nik"], "5208••••••••0001");
    let left = api.post(&format!("/questions/{other}/dismissal"), &json!({ "note": "kembar" }));
    assert_eq!(left.json()["state"], "left", "{}", left.body);
    let merged = api.post(&format!("/questions/{other}/merger"), &json!({ "keep": people[0].0 }));
    assert_eq!(merged.json()["code"], "QUESTION-0002");
    assert_eq!(api.get("/questions?kind=x").status, StatusCode::BAD_REQUEST);
}
