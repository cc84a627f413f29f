//! One request at least for every endpoint. A placeholder in braces stands for something of the target that the sweep aims at.

use Shows::{Nobody, People};

/// What a request brings.
#[derive(Clone, Copy)]
pub enum Content {
    /// Nothing: something is read.
    Read,
    /// A form's fields.
    Form(&'static [(&'static str, &'static str)]),
    /// JSON.
    Json(&'static str),
    /// A file's content.
    File(&'static str),
}

/// Whether an answer shows people of the register, so that it must be written as a look.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    People,
    Nobody,
}

/// A request that would be accepted, or refused for another reason than a missing right.
pub struct Example {
    /// The endpoint's pattern, as in `web::endpoints()`.
    pub pattern: &'static str,
    /// The address with placeholders.
    pub path: &'static str,
    /// What it brings.
    pub content: Content,
    /// Whom it shows.
    pub shows: Shows,
}

impl Example {
    /// Whether something of the target stands in the address or the content.
    pub fn aims(&self) -> bool {
        let named = |text: &str| ["{nik}", "{name}", "{receipt}"].iter().any(|name| text.contains(name));
        self.aims_by_address()
            || match self.content {
                Content::Read | Content::File(_) => false,
                Content::Form(fields) => fields.iter().any(|(_, value)| named(value)),
                Content::Json(json) => named(json),
            }
    }

    /// Whether the address itself names the target: what is unknown then is 404.
    pub fn aims_by_address(&self) -> bool {
        self.path.contains('{')
    }
}

const fn read(pattern: &'static str, path: &'static str, shows: Shows) -> Example {
    Example { pattern, path, content: Content::Read, shows }
}

const fn form(pattern: &'static str, path: &'static str, fields: &'static [(&'static str, &'static str)]) -> Example {
    Example { pattern, path, content: Content::Form(fields), shows: Shows::Nobody }
}

const fn json(pattern: &'static str, path: &'static str, content: &'static str) -> Example {
    Example { pattern, path, content: Content::Json(content), shows: Shows::Nobody }
}

const fn file(pattern: &'static str, path: &'static str) -> Example {
    // Refused, so that nothing is left behind: a picture is no table.
    Example { pattern, path, content: Content::File("\u{89}PNG"), shows: Shows::Nobody }
}

const fn showing(example: Example) -> Example {
    Example { shows: Shows::People, ..example }
}

/// The pages.
pub const PAGES: &[Example] = &[
    read("/aset/loket.css", "/aset/loket.css", Nobody),
    read("/aset/loket.js", "/aset/loket.js", Nobody),
    read("/aset/favicon.svg", "/aset/favicon.svg", Nobody),
    read("/masuk", "/masuk", Nobody),
    form("/masuk", "/masuk", &[("username", "nobody"), ("password", "wrong")]),
    form("/bahasa", "/bahasa", &[("language", "id"), ("back", "/")]),
    read("/mulai", "/mulai", Nobody),
    form("/mulai", "/mulai", &[("token", "wrong")]),
    read("/aktivasi", "/aktivasi", Nobody),
    form(
        "/aktivasi",
        "/aktivasi",
        &[("username", "counter"), ("code", "x"), ("password", "a long password"), ("password_again", "a long password")],
    ),
    read("/", "/", Nobody),
    read("/cari", "/cari", Nobody),
    showing(form("/cari", "/cari", &[("q", "{nik}")])),
    showing(form("/cari", "/cari", &[("q", "{name}")])),
    showing(form("/cari", "/cari", &[("q", "{receipt}")])),
    read("/penduduk/baru", "/penduduk/baru", Nobody),
    form("/penduduk/baru", "/penduduk/baru", &[("nik", "5208015205859001")]),
    read("/penduduk/{id}", "/penduduk/{person}", People),
    read("/penduduk/{id}/permohonan", "/penduduk/{person}/permohonan", People),
    form("/penduduk/{id}/permohonan", "/penduduk/{person}/permohonan", &[("purpose", "lost")]),
    read("/permohonan/{id}", "/permohonan/{case}", People),
    read("/permohonan/{id}/resi", "/permohonan/{case}/resi", People),
    form("/permohonan/{id}/berkas", "/permohonan/{case}/berkas", &[("documents", "kk_copy")]),
    form("/permohonan/{id}/rekam", "/permohonan/{case}/rekam", &[]),
    form("/permohonan/{id}/pusat", "/permohonan/{case}/pusat", &[("code", "CARD_ISSUED")]),
    read("/permohonan/{id}/cetak", "/permohonan/{ready}/cetak", People),
    form("/permohonan/{id}/cetak", "/permohonan/{case}/cetak", &[("printer", "CETAK-1"), ("result", "good")]),
    form("/permohonan/{id}/rak", "/permohonan/{case}/rak", &[("shelf", "RAK-01")]),
    form("/permohonan/{id}/serah", "/permohonan/{case}/serah", &[("identity_checked", "yes"), ("old_card", "none")]),
    form("/permohonan/{id}/batal", "/permohonan/{case}/batal", &[("reason", "dua kali")]),
    read("/cetak", "/cetak", People),
    form("/cetak/lepas", "/cetak/lepas", &[("reason", "")]),
    read("/cetak/lepas/{id}", "/cetak/lepas/{run}", People),
    read("/cetak/lepas/{id}/daftar.pdf", "/cetak/lepas/{run}/daftar.pdf", People),
    read("/suket/{id}/surat.pdf", "/suket/{suket}/surat.pdf", People),
    read("/kekurangan/surat.pdf", "/kekurangan/surat.pdf", Nobody),
    read("/stok/musnah/{id}/berita-acara.pdf", "/stok/musnah/{minutes}/berita-acara.pdf", Nobody),
    form(
        "/cetak/printer",
        "/cetak/printer",
        &[("printer", "CETAK-1"), ("route", "local"), ("heat_cards_a_day", "100"), ("seconds_a_card", "180")],
    ),
    read("/cetak/pindai", "/cetak/pindai", People),
    form("/cetak/pindai", "/cetak/pindai", &[("receipt", "x")]),
    form("/cetak/pindai/{id}/hasil", "/cetak/pindai/{case}/hasil", &[("result", "good")]),
    form("/cetak/pindai/{id}/ragu", "/cetak/pindai/{job}/ragu", &[("detail", "listrik padam")]),
    form("/cetak/pindai/{id}/kembali", "/cetak/pindai/{job}/kembali", &[]),
    read("/kekurangan", "/kekurangan", Nobody),
    form("/kekurangan/kebijakan", "/kekurangan/kebijakan", &[("policy", "law_order"), ("next_delivery", ""), ("source", "")]),
    read("/kekurangan/menunggu", "/kekurangan/menunggu", People),
    form("/kekurangan/menunggu/{id}/beritahu", "/kekurangan/menunggu/{deferred}/beritahu", &[("by", "phone")]),
    form("/kekurangan/menunggu/{id}/suket", "/kekurangan/menunggu/{deferred}/suket", &[]),
    read("/suket", "/suket", People),
    form("/suket/{id}/perpanjang", "/suket/{suket}/perpanjang", &[]),
    read("/blangko", "/blangko", Nobody),
    read("/cetak/antrean", "/cetak/antrean", People),
    read("/cetak/antrean", "/cetak/antrean?kecamatan=52.08.02", Nobody),
    read("/antrean/{id}", "/antrean/waiting_recording", People),
    read("/pusat", "/pusat", Nobody),
    read("/pusat/daftar", "/pusat/daftar", People),
    read("/pusat/daftar", "/pusat/daftar?kecamatan=52.08.05&umur=stuck", Nobody),
    form("/penduduk/{id}/perbaikan", "/penduduk/{person}/perbaikan", &[]),
    form("/penduduk/{id}/surat", "/penduduk/{person}/surat", &[("number", "470/1"), ("on", "2022-11-24"), ("reply_due", "2022-12-24")]),
    form("/penduduk/{id}/balasan", "/penduduk/{person}/balasan", &[("on", "2022-11-24"), ("note", "hapus")]),
    form("/penduduk/{id}/rekam-ulang", "/penduduk/{person}/rekam-ulang", &[("on", "2022-12-24")]),
    form("/penduduk/{id}/perbaikan-selesai", "/penduduk/{person}/perbaikan-selesai", &[("outcome", "gone")]),
    form("/penduduk/{id}/keberadaan", "/penduduk/{person}/keberadaan", &[("stay", "abroad"), ("source", "keluarga"), ("on", "2022-11-24")]),
    read("/wajib", "/wajib", Nobody),
    read("/wajib/kecamatan/{id}", "/wajib/kecamatan/52.08.01", Nobody),
    read("/wajib/desa/{id}", "/wajib/desa/{village}", Nobody),
    read("/wajib/desa/{id}/daftar", "/wajib/desa/{village}/daftar", People),
    read("/wajib/desa/{id}/daftar", "/wajib/desa/{village}/daftar?bulan=12", People),
    read("/rak", "/rak", People),
    form("/rak", "/rak", &[("receipt", "{receipt}"), ("shelf", "TIDAK-ADA")]),
    read("/serah", "/serah", Nobody),
    showing(form("/serah", "/serah", &[("receipt", "{receipt}")])),
    read("/kirim", "/kirim", Nobody),
    form("/kirim", "/kirim", &[("to", "DESA-TIDAKADA")]),
    read("/kirim/kurang", "/kirim/kurang", Nobody),
    read("/kirim/tempat", "/kirim/tempat", Nobody),
    form("/kirim/tempat/tutup", "/kirim/tempat/tutup", &[("place", "DESA-5208012002"), ("reason", "perbaikan")]),
    form("/kirim/tempat/buka", "/kirim/tempat/buka", &[("place", "DESA-5208012002")]),
    read("/kirim/{id}", "/kirim/{batch}", People),
    read("/kirim/{id}/berita-acara.pdf", "/kirim/{batch}/berita-acara.pdf", People),
    form("/kirim/{id}/isi", "/kirim/{batch}/isi", &[("receipt", "{receipt}")]),
    form("/kirim/{id}/isi-semua", "/kirim/{batch}/isi-semua", &[]),
    form("/kirim/{id}/keluarkan", "/kirim/{batch}/keluarkan", &[("receipt", "{receipt}")]),
    showing(form("/kirim/{id}/periksa", "/kirim/{batch}/periksa", &[("scanned", "")])),
    form("/kirim/{id}/terima", "/kirim/{batch}/terima", &[("receiver", "KEPALA DESA"), ("signed_on", "screen")]),
    form("/kirim/{id}/ketemu", "/kirim/{batch}/ketemu", &[("receipt", "{receipt}")]),
    form("/kirim/{id}/kembali", "/kirim/{batch}/kembali", &[("receipt", "{receipt}"), ("reason", "away"), ("shelf", "RAK-01")]),
    form("/kirim/{id}/pos", "/kirim/{batch}/pos", &[("receipt", "{receipt}"), ("outcome", "away")]),
    form("/kirim/{id}/berangkat", "/kirim/{batch}/berangkat", &[]),
    form("/kirim/{id}/batal", "/kirim/{batch}/batal", &[]),
    form("/serah/{id}", "/serah/{case}", &[("identity_checked", "yes"), ("old_card", "none")]),
    read("/rak/cari", "/rak/cari", Nobody),
    showing(form("/rak/cari", "/rak/cari", &[("receipt", "{receipt}")])),
    form("/rak/cari/{id}/ketemu", "/rak/cari/{case}/ketemu", &[("shelf", "RAK-01")]),
    form("/rak/cari/{id}/hilang", "/rak/cari/{case}/hilang", &[]),
    read("/rak/hitung", "/rak/hitung", Nobody),
    read("/rak/hitung", "/rak/hitung?rak=RAK-01", Nobody),
    form("/rak/hitung", "/rak/hitung", &[("shelf", "TIDAK-ADA"), ("scanned", "")]),
    read("/rak/label", "/rak/label", Nobody),
    read("/isyarat", "/isyarat", People),
    read("/stok", "/stok", Nobody),
    form("/stok/terima", "/stok/terima", &[("lot", "x"), ("quantity", "1"), ("source", "centre")]),
    form("/stok/pindah", "/stok/pindah", &[("from", "GUDANG"), ("to", "CETAK-1"), ("quantity", "1")]),
    form("/stok/rusak", "/stok/rusak", &[("from", "GUDANG"), ("quantity", "1"), ("cause", "defect")]),
    form("/stok/hitung-kiriman", "/stok/hitung-kiriman", &[("lot", "x"), ("counted", "1")]),
    form("/stok/pita", "/stok/pita", &[("printer", "CETAK-1"), ("item", "ribbon")]),
    form("/stok/keluar", "/stok/keluar", &[("how", "lent"), ("quantity", "1"), ("paper", "")]),
    form("/stok/kembali", "/stok/kembali", &[("quantity", "1"), ("paper", "")]),
    form("/stok/permintaan", "/stok/permintaan", &[("number", "470/1"), ("on", "2022-11-24"), ("quantity", "x")]),
    form("/stok/tutup", "/stok/tutup", &[("place", "GUDANG")]),
    read("/stok/tutup/{id}", "/stok/tutup/{closing}", Nobody),
    form("/stok/tutup/{id}", "/stok/tutup/{closing}", &[("blank", "1")]),
    form("/stok/tutup/{id}/sahkan", "/stok/tutup/{closing}/sahkan", &[]),
    form("/stok/tutup/{id}/batal", "/stok/tutup/{closing}/batal", &[]),
    form("/stok/selisih/{id}", "/stok/selisih/{difference}", &[("how", "lost"), ("reason", "dicari")]),
    read("/stok/musnah", "/stok/musnah", Nobody),
    form("/stok/musnah", "/stok/musnah", &[("number", "470/1"), ("witness", ""), ("witness_office", "")]),
    read("/stok/laporan", "/stok/laporan", Nobody),
    read("/stok/laporan", "/stok/laporan?bulan=2022-11", Nobody),
    form("/alasan", "/alasan", &[("reason", "at_counter"), ("back", "/")]),
    read("/penduduk/{id}/dilihat", "/penduduk/{person}/dilihat", People),
    read("/penduduk/{id}/dilihat", "/penduduk/{person}/dilihat?bentuk=csv", Nobody),
    read("/penglihatan", "/penglihatan", Nobody),
    read("/penglihatan", "/penglihatan?bentuk=csv", Nobody),
    read("/usulan", "/usulan", Nobody),
    read("/usulan/{id}", "/usulan/{proposal}", People),
    form("/usulan/{id}/setujui", "/usulan/{proposal}/setujui", &[("digest", "x"), ("password", "{password}")]),
    form("/usulan/{id}/tolak", "/usulan/{proposal}/tolak", &[("reason", "salah"), ("password", "{password}")]),
    form("/usulan/{id}/tarik", "/usulan/{proposal}/tarik", &[]),
    read("/pegawai", "/pegawai", Nobody),
    read("/pegawai/baru", "/pegawai/baru", Nobody),
    form("/pegawai/baru", "/pegawai/baru", &[("name", "BARU"), ("username", "baru"), ("staff", "198001012008011099"), ("role", "counter")]),
    read("/pegawai/{id}", "/pegawai/{account}", Nobody),
    form("/pegawai/{id}", "/pegawai/{account}", &[("role", "counter"), ("posting", ""), ("active", "yes")]),
    form("/pegawai/{id}/kode", "/pegawai/{account}/kode", &[]),
    read("/impor", "/impor", Nobody),
    file("/impor/unggah", "/impor/unggah"),
    form("/impor/tempel", "/impor/tempel", &[("text", "")]),
    read("/impor/{id}", "/impor/{import}", Nobody),
    read("/impor/{id}/kemajuan", "/impor/{import}/kemajuan", Nobody),
    read("/impor/{id}/ditolak.xlsx", "/impor/{import}/ditolak.xlsx", Nobody),
    form("/impor/{id}/kolom", "/impor/{import}/kolom", &[("columns", "nik"), ("columns", "nik")]),
    form("/impor/{id}/bandingkan", "/impor/{import}/bandingkan", &[]),
    form("/impor/{id}/setujui", "/impor/{import}/setujui", &[]),
    form("/impor/{id}/batal", "/impor/{import}/batal", &[]),
    read("/pertanyaan", "/pertanyaan", People),
    read("/pertanyaan/{id}", "/pertanyaan/{question}", People),
    form("/pertanyaan/{id}/biarkan", "/pertanyaan/{question}/biarkan", &[("note", "")]),
    form("/pertanyaan/{id}/ambil", "/pertanyaan/{question}/ambil", &[("row", "0")]),
    form("/pertanyaan/{id}/gabung", "/pertanyaan/{question}/gabung", &[("keep", "0")]),
    // Last: the session ends with it.
    form("/keluar", "/keluar", &[]),
];

/// The API.
pub const CALLS: &[Example] = &[
    read("/api/v1/openapi.json", "/api/v1/openapi.json", Nobody),
    json("/api/v1/tokens", "/api/v1/tokens", r#"{"username":"counter","password":"{password}"}"#),
    read("/api/v1/office", "/api/v1/office", Nobody),
    read("/api/v1/figures", "/api/v1/figures", Nobody),
    read("/api/v1/villages", "/api/v1/villages", Nobody),
    read("/api/v1/purposes/{purpose}/documents", "/api/v1/purposes/first/documents", Nobody),
    json("/api/v1/people", "/api/v1/people", r#"{"nik":"5208015205859001"}"#),
    showing(json("/api/v1/people/search", "/api/v1/people/search", r#"{"q":"{nik}"}"#)),
    showing(json("/api/v1/people/search", "/api/v1/people/search", r#"{"q":"{name}"}"#)),
    showing(json("/api/v1/people/search", "/api/v1/people/search", r#"{"q":"{receipt}"}"#)),
    read("/api/v1/people/{person}", "/api/v1/people/{person}", People),
    json("/api/v1/people/{person}/cases", "/api/v1/people/{person}/cases", r#"{"purpose":"lost"}"#),
    json(
        "/api/v1/people/{person}/central-observations",
        "/api/v1/people/{person}/central-observations",
        r#"{"code":"PRINT_READY_RECORD"}"#,
    ),
    read("/api/v1/cases/{case}", "/api/v1/cases/{case}", People),
    read("/api/v1/cases/by-receipt/{receipt}", "/api/v1/cases/by-receipt/{receipt}", People),
    json("/api/v1/cases/{case}/documents", "/api/v1/cases/{case}/documents", r#"{"documents":["kk_copy"]}"#),
    json("/api/v1/cases/{case}/recording", "/api/v1/cases/{case}/recording", "{}"),
    json("/api/v1/cases/{case}/print-results", "/api/v1/cases/{case}/print-results", r#"{"printer":"CETAK-1","result":"good"}"#),
    json("/api/v1/cases/{case}/shelf", "/api/v1/cases/{case}/shelf", r#"{"shelf":"RAK-01"}"#),
    json("/api/v1/cases/{case}/handover", "/api/v1/cases/{case}/handover", r#"{"identity_checked":true,"old_card":"none"}"#),
    json("/api/v1/cases/{case}/cancellation", "/api/v1/cases/{case}/cancellation", r#"{"reason":"dua kali"}"#),
    read("/api/v1/centre/ageing", "/api/v1/centre/ageing", Nobody),
    read("/api/v1/centre/records", "/api/v1/centre/records", People),
    read("/api/v1/centre/records", "/api/v1/centre/records?subdistrict=52.08.05", Nobody),
    json("/api/v1/people/{person}/repair", "/api/v1/people/{person}/repair", "{}"),
    json(
        "/api/v1/people/{person}/repair/letters",
        "/api/v1/people/{person}/repair/letters",
        r#"{"number":"470/1","on":"2022-11-24","reply_due":"2022-12-24"}"#,
    ),
    json("/api/v1/people/{person}/repair/replies", "/api/v1/people/{person}/repair/replies", r#"{"on":"2022-11-24","note":"hapus"}"#),
    json("/api/v1/people/{person}/repair/appointments", "/api/v1/people/{person}/repair/appointments", r#"{"on":"2022-12-24"}"#),
    json("/api/v1/people/{person}/repair/closing", "/api/v1/people/{person}/repair/closing", r#"{"outcome":"gone"}"#),
    json("/api/v1/people/{person}/whereabouts", "/api/v1/people/{person}/whereabouts", r#"{"stay":"abroad","source":"keluarga"}"#),
    read("/api/v1/coverage", "/api/v1/coverage", Nobody),
    read("/api/v1/coverage", "/api/v1/coverage?area={village}", Nobody),
    read("/api/v1/villages/{village}/unrecorded", "/api/v1/villages/{village}/unrecorded", People),
    read("/api/v1/print-queue", "/api/v1/print-queue", People),
    read("/api/v1/print-queue", "/api/v1/print-queue?subdistrict=52.08.02", Nobody),
    read("/api/v1/print-room", "/api/v1/print-room", People),
    read("/api/v1/print-plan", "/api/v1/print-plan", Nobody),
    json("/api/v1/print-runs", "/api/v1/print-runs", r#"{"reason":""}"#),
    read("/api/v1/print-runs/{run}", "/api/v1/print-runs/{run}", People),
    json("/api/v1/print-jobs/{job}/doubt", "/api/v1/print-jobs/{job}/doubt", r#"{"detail":"listrik padam"}"#),
    json("/api/v1/print-jobs/{job}/return", "/api/v1/print-jobs/{job}/return", "{}"),
    json("/api/v1/printers", "/api/v1/printers", r#"{"printer":"CETAK-1","route":"local","heat_cards_a_day":100,"seconds_a_card":180}"#),
    json("/api/agen-cetak/ambil", "/api/agen-cetak/ambil", r#"{"printer":"CETAK-1"}"#),
    json("/api/agen-cetak/keadaan", "/api/agen-cetak/keadaan", r#"{"printer":"CETAK-1","state":"idle","reasons":[]}"#),
    json("/api/agen-cetak/{id}/kirim", "/api/agen-cetak/{job}/kirim", "{}"),
    json("/api/agen-cetak/{id}/lapor", "/api/agen-cetak/{job}/lapor", r#"{"state":"uncertain","ipp_job":null,"detail":""}"#),
    read("/api/agen-cetak/{id}/berkas", "/api/agen-cetak/{job}/berkas", Nobody),
    read("/api/v1/shelves", "/api/v1/shelves", People),
    read("/api/v1/batches", "/api/v1/batches", Nobody),
    json("/api/v1/batches", "/api/v1/batches", r#"{"to":"DESA-TIDAKADA"}"#),
    read("/api/v1/batches/{batch}", "/api/v1/batches/{batch}", People),
    json("/api/v1/batches/{batch}/cards", "/api/v1/batches/{batch}/cards", r#"{"receipt":"{receipt}"}"#),
    json("/api/v1/batches/{batch}/due-cards", "/api/v1/batches/{batch}/due-cards", "{}"),
    json("/api/v1/batches/{batch}/removals", "/api/v1/batches/{batch}/removals", r#"{"receipt":"{receipt}"}"#),
    json("/api/v1/batches/{batch}/signature", "/api/v1/batches/{batch}/signature", r#"{"receiver":"KEPALA DESA","signed_on":"screen"}"#),
    json("/api/v1/batches/{batch}/finds", "/api/v1/batches/{batch}/finds", r#"{"receipt":"{receipt}"}"#),
    json(
        "/api/v1/batches/{batch}/returns",
        "/api/v1/batches/{batch}/returns",
        r#"{"receipt":"{receipt}","reason":"away","shelf":"RAK-01"}"#,
    ),
    json("/api/v1/batches/{batch}/attempts", "/api/v1/batches/{batch}/attempts", r#"{"receipt":"{receipt}","outcome":"away"}"#),
    json("/api/v1/batches/{batch}/departure", "/api/v1/batches/{batch}/departure", "{}"),
    json("/api/v1/batches/{batch}/cancellation", "/api/v1/batches/{batch}/cancellation", "{}"),
    read("/api/v1/missing-cards", "/api/v1/missing-cards", Nobody),
    read("/api/v1/sites", "/api/v1/sites", Nobody),
    json("/api/v1/sites/closing", "/api/v1/sites/closing", r#"{"place":"DESA-5208012002","reason":"perbaikan"}"#),
    json("/api/v1/sites/reopening", "/api/v1/sites/reopening", r#"{"place":"DESA-5208012002"}"#),
    json("/api/v1/cases/{case}/pick-up", "/api/v1/cases/{case}/pick-up", r#"{"identity_checked":true,"old_card":"none"}"#),
    json("/api/v1/cases/{case}/loss", "/api/v1/cases/{case}/loss", "{}"),
    json("/api/v1/shelf-counts", "/api/v1/shelf-counts", r#"{"shelf":"TIDAK-ADA","scanned":[]}"#),
    read("/api/v1/shelves/{shelf}/counts", "/api/v1/shelves/RAK-01/counts", Nobody),
    read("/api/v1/signals", "/api/v1/signals", People),
    read("/api/v1/stock", "/api/v1/stock", Nobody),
    json("/api/v1/stock/receipts", "/api/v1/stock/receipts", r#"{"lot":"x","quantity":1,"source":"centre"}"#),
    json("/api/v1/stock/moves", "/api/v1/stock/moves", r#"{"from":"GUDANG","to":"CETAK-1","quantity":1}"#),
    json("/api/v1/stock/spoilages", "/api/v1/stock/spoilages", r#"{"from":"GUDANG","quantity":1,"cause":"defect"}"#),
    read("/api/v1/forecast", "/api/v1/forecast", Nobody),
    json("/api/v1/forecast/outlook", "/api/v1/forecast/outlook", r#"{"policy":"law_order","next_delivery":"","source":""}"#),
    read("/api/v1/deferrals", "/api/v1/deferrals", People),
    json("/api/v1/cases/{case}/told", "/api/v1/cases/{deferred}/told", r#"{"by":"phone"}"#),
    json("/api/v1/cases/{case}/suket", "/api/v1/cases/{deferred}/suket", "{}"),
    read("/api/v1/sukets", "/api/v1/sukets", People),
    json("/api/v1/sukets/{suket}/renewal", "/api/v1/sukets/{suket}/renewal", "{}"),
    json("/api/v1/stock/arrivals", "/api/v1/stock/arrivals", r#"{"lot":"x","counted":1}"#),
    json("/api/v1/stock/ribbons", "/api/v1/stock/ribbons", r#"{"printer":"CETAK-1","item":"ribbon"}"#),
    json("/api/v1/stock/loans", "/api/v1/stock/loans", r#"{"how":"lent","quantity":1,"paper":""}"#),
    json("/api/v1/stock/returns", "/api/v1/stock/returns", r#"{"quantity":1,"paper":""}"#),
    json("/api/v1/stock/requests", "/api/v1/stock/requests", r#"{"number":"470/1","on":"2022-11-24","quantity":0}"#),
    json("/api/v1/stock/counts", "/api/v1/stock/counts", r#"{"place":"GUDANG"}"#),
    json("/api/v1/stock/counts/{closing}/entries", "/api/v1/stock/counts/{closing}/entries", r#"{"blank":1}"#),
    json("/api/v1/stock/counts/{closing}/confirmation", "/api/v1/stock/counts/{closing}/confirmation", "{}"),
    json("/api/v1/stock/counts/{closing}/cancellation", "/api/v1/stock/counts/{closing}/cancellation", "{}"),
    json(
        "/api/v1/stock/differences/{difference}/settlement",
        "/api/v1/stock/differences/{difference}/settlement",
        r#"{"how":"lost","reason":"dicari"}"#,
    ),
    read("/api/v1/stock/invalids", "/api/v1/stock/invalids", Nobody),
    json("/api/v1/stock/destructions", "/api/v1/stock/destructions", r#"{"number":"470/1","witness":"","witness_office":""}"#),
    read("/api/v1/stock/month", "/api/v1/stock/month?month=2022-11", Nobody),
    json("/api/v1/looks/reason", "/api/v1/looks/reason", r#"{"reason":"at_counter"}"#),
    read("/api/v1/people/{person}/looks", "/api/v1/people/{person}/looks", People),
    read("/api/v1/looks/report", "/api/v1/looks/report", Nobody),
    read("/api/v1/proposals", "/api/v1/proposals", Nobody),
    read("/api/v1/proposals/{proposal}", "/api/v1/proposals/{proposal}", People),
    json("/api/v1/proposals/{proposal}/approval", "/api/v1/proposals/{proposal}/approval", r#"{"digest":"x","password":"{password}"}"#),
    json("/api/v1/proposals/{proposal}/refusal", "/api/v1/proposals/{proposal}/refusal", r#"{"reason":"salah","password":"{password}"}"#),
    json("/api/v1/proposals/{proposal}/withdrawal", "/api/v1/proposals/{proposal}/withdrawal", "{}"),
    read("/api/v1/accounts", "/api/v1/accounts", Nobody),
    json("/api/v1/accounts", "/api/v1/accounts", r#"{"name":"BARU","username":"baru","staff":"198001012008011099","role":"counter"}"#),
    json("/api/v1/accounts/{account}/changes", "/api/v1/accounts/{account}/changes", r#"{"role":"counter","posting":"","active":"yes"}"#),
    json("/api/v1/accounts/{account}/code", "/api/v1/accounts/{account}/code", "{}"),
    read("/api/v1/imports", "/api/v1/imports", Nobody),
    file("/api/v1/imports", "/api/v1/imports"),
    read("/api/v1/imports/{import}", "/api/v1/imports/{import}", Nobody),
    json("/api/v1/imports/{import}/columns", "/api/v1/imports/{import}/columns", r#"{"columns":["nik","name","birth_date","village",""]}"#),
    json("/api/v1/imports/{import}/comparison", "/api/v1/imports/{import}/comparison", "{}"),
    json("/api/v1/imports/{import}/confirmation", "/api/v1/imports/{import}/confirmation", "{}"),
    json("/api/v1/imports/{import}/cancellation", "/api/v1/imports/{import}/cancellation", "{}"),
    read("/api/v1/imports/{import}/refused.xlsx", "/api/v1/imports/{import}/refused.xlsx", Nobody),
    read("/api/v1/questions", "/api/v1/questions", People),
    read("/api/v1/questions/{question}", "/api/v1/questions/{question}", People),
    json("/api/v1/questions/{question}/dismissal", "/api/v1/questions/{question}/dismissal", r#"{"note":"kembar"}"#),
    json("/api/v1/questions/{question}/taken-row", "/api/v1/questions/{question}/taken-row", r#"{"row":0}"#),
    json("/api/v1/questions/{question}/merger", "/api/v1/questions/{question}/merger", r#"{"keep":0}"#),
];
