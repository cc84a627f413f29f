//! One document of each kind. All people are invented.

use jiff::civil::{Date, date};

use crate::card::Card;
use crate::closing::{Closing, Item, Moved};
use crate::destruction::{Destroyed, Destruction};
use crate::handover::{Content, Goods, HandedCard, Handover, Party};
use crate::letter::{Letterhead, Signer};
use crate::loan::{LoanLetter, LoanReceipt, Lot};
use crate::request::{Need, Request};
use crate::run_list::{Row, RunList};
use crate::suket::{Field, Suket};

const DAY: Date = date(2026, 11, 23);
const DAY_IN_WORDS: &str = "Senin tanggal dua puluh tiga bulan November tahun dua ribu dua puluh enam";

fn head() -> Letterhead {
    Letterhead {
        province: "Provinsi Nusa Tenggara Barat".to_owned(),
        government: "Pemerintah Kabupaten Lombok Utara".to_owned(),
        office: "Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
        address: "Jalan Tioq Tata Tunaq Nomor 1, Tanjung 83352, Telepon (0370) 555-0100".to_owned(),
    }
}

fn signer(title: &str, name: &str, nip: &str) -> Signer {
    Signer { title: title.to_owned(), name: name.to_owned(), nip: (!nip.is_empty()).then(|| nip.to_owned()) }
}

fn chief() -> Signer {
    signer("Kepala Dinas Kependudukan dan Pencatatan Sipil", "Lalu Contoh Wiranata, S.Sos., M.Si.", "19700101 199503 1 999")
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

pub fn suket() -> Suket {
    let person = [
        ("NIK", "5208015203909999"),
        ("Nama Lengkap", "BAIQ CONTOH RAHAYU NINGSIH"),
        ("Tempat/Tgl Lahir", "TANJUNG, 12-03-1990"),
        ("Jenis Kelamin", "PEREMPUAN"),
        ("Golongan Darah", "O"),
        ("Alamat", "DUSUN KARANG SWELA"),
        ("RT/RW", "003/001"),
        ("Kel/Desa", "TANJUNG"),
        ("Kecamatan", "TANJUNG"),
        ("Agama", "ISLAM"),
        ("Status Perkawinan", "KAWIN"),
        ("Pekerjaan", "PEDAGANG"),
        ("Kewarganegaraan", "WNI"),
    ];
    Suket {
        head: head(),
        number: "471.13/1207/DISDUKCAPIL/2026".to_owned(),
        person: person.map(|(label, value)| Field { label: label.to_owned(), value: value.to_owned() }).to_vec(),
        reason: "persediaan blangko KTP-el kosong".to_owned(),
        basis: "Surat Edaran Direktur Jenderal Dukcapil Nomor 471.13/17740/Dukcapil".to_owned(),
        purpose: "pengurusan rekening bank".to_owned(),
        issued_on: DAY,
        valid_until: date(2027, 5, 23),
        place: "Tanjung".to_owned(),
        signer: chief(),
        qr: "https://dukcapil.example/suket/7K3M9QXD4".to_owned(),
        qr_words: "Periksa keaslian di loket dengan kode 7K3M9QXD4".to_owned(),
        status: "PRR".to_owned(),
    }
}

pub fn request() -> Request {
    let need = [("Perekaman baru dan pemula", 1_840), ("Korban bencana", 120), ("Hilang dan rusak", 655), ("Perubahan elemen data", 1_012)];
    Request {
        head: head(),
        number: "471.13/1188/DISDUKCAPIL/2026".to_owned(),
        urgency: "Segera".to_owned(),
        attachment: "1 (satu) berkas".to_owned(),
        place: "Tanjung".to_owned(),
        date: DAY,
        recipient: texts(&[
            "Direktur Jenderal Kependudukan dan Pencatatan Sipil",
            "u.p. Sekretaris Direktorat Jenderal",
            "melalui Kepala Dinas PMPD dan Dukcapil Provinsi Nusa Tenggara Barat",
            "di tempat",
        ]),
        stock: 1_500,
        waiting_print: 2_310,
        need: need.map(|(class, count)| Need { class: class.to_owned(), count }).to_vec(),
        days_until_out: Some(9),
        asked: 10_000,
        reasons: texts(&[
            "Data siap cetak (PRR) lebih banyak daripada persediaan blangko.",
            "Pelayanan jemput bola di sepuluh desa definitif baru dijadwalkan sampai akhir Desember 2026.",
            "Pemakaian harian selama tiga puluh hari terakhir rata-rata 162 keping.",
        ]),
        signer: chief(),
        copies: texts(&["Bupati Lombok Utara, sebagai laporan;", "Arsip."]),
    }
}

pub fn loan_letter() -> LoanLetter {
    LoanLetter {
        head: head(),
        number: "471.13/1190/DISDUKCAPIL/2026".to_owned(),
        urgency: "Segera".to_owned(),
        attachment: "-".to_owned(),
        place: "Tanjung".to_owned(),
        date: DAY,
        recipient: texts(&["Kepala Dinas Kependudukan dan Pencatatan Sipil", "Kabupaten Lombok Tengah", "di Praya"]),
        stock: 84,
        waiting_print: 2_310,
        asked: 1_000,
        return_by: date(2027, 1, 15),
        reasons: texts(&["Alokasi dari pusat baru dapat diambil pada bulan Desember 2026."]),
        signer: chief(),
        copies: texts(&["Kepala Dinas PMPD dan Dukcapil Provinsi Nusa Tenggara Barat;", "Arsip."]),
    }
}

pub fn loan_receipt() -> LoanReceipt {
    let lots = [("LT-2026-0417", 600, "kotak utuh"), ("LT-2026-0418", 400, "")];
    LoanReceipt {
        head: head(),
        number: "471.13/88/BA/2026".to_owned(),
        place: "Praya".to_owned(),
        date: date(2026, 11, 25),
        letter_number: "471.13/1190/DISDUKCAPIL/2026".to_owned(),
        letter_date: Some(DAY),
        lender: "Dinas Dukcapil Kabupaten Lombok Tengah".to_owned(),
        borrower: "Dinas Dukcapil Kabupaten Lombok Utara".to_owned(),
        lots: lots.map(|(lot, count, note)| Lot { lot: lot.to_owned(), count, note: note.to_owned() }).to_vec(),
        return_by: Some(date(2027, 1, 15)),
        giver: signer("Pengelola Barang", "Ketut Contoh Sudarma, A.Md.", "19850505 201001 1 999"),
        taker: signer("Pengelola Barang", "Sahnun Contoh, S.E.", "19880808 201503 2 999"),
    }
}

pub fn destruction(rows: usize) -> Destruction {
    let causes = ["Gagal cetak", "Gagal encode", "Rusak fisik", "Perubahan elemen data"];
    let places = ["Tanjung", "Gangga", "Kayangan", "Bayan", "Pemenang"];
    let row = |number: usize| Destroyed {
        cause: causes[number % causes.len()].to_owned(),
        origin: format!("Kecamatan {}", places[number % places.len()]),
        lot: format!("LU-2026-{:04}", number / 4 + 1),
        count: 1 + number as u64 % 37,
        identifiers: if number % 4 == 1 { vec![identifier(number), identifier(number + 1)] } else { Vec::new() },
    };
    Destruction {
        head: head(),
        number: "470/412/BA/2026".to_owned(),
        date: DAY,
        date_in_words: DAY_IN_WORDS.to_owned(),
        venue: "halaman kantor Dinas Kependudukan dan Pencatatan Sipil Kabupaten Lombok Utara".to_owned(),
        place: "Tanjung".to_owned(),
        method: "dibakar".to_owned(),
        basis: texts(&[
            "Surat Edaran Menteri Dalam Negeri Nomor 470.13/11176/SJ tanggal 13 Desember 2018 tentang penatausahaan KTP-el rusak atau invalid;",
            "Surat Direktur Jenderal Kependudukan dan Pencatatan Sipil Nomor 400.8.1.2/202241/Dukcapil bulan Desember 2022.",
        ]),
        rows: (0..rows).map(row).collect(),
        officers: [
            signer("Kepala Bidang Pelayanan Pendaftaran Penduduk", "Haji Contoh Mustiadi, S.Pd.", "19750210 200003 1 999"),
            signer("Operator Pencetakan", "Nurul Contoh Hidayati", "19920617 201903 2 999"),
        ],
        witness: signer("Satuan Polisi Pamong Praja", "Made Contoh Wirya", "19800909 200801 1 999"),
    }
}

/// One row with many identifiers.
pub fn destruction_with_identifiers(identifiers: usize) -> Destruction {
    let mut minutes = destruction(1);
    let numbers = (0..identifiers).map(identifier).collect();
    minutes.rows = vec![Destroyed { count: identifiers as u64, identifiers: numbers, ..minutes.rows.remove(0) }];
    minutes
}

pub fn identifier(number: usize) -> String {
    format!("04A1{:010X}", 0x5F3_0000_u64 + number as u64 * 257)
}

pub fn closing() -> Closing {
    let moved = |moved: &[(&str, i64)]| moved.iter().map(|(kind, count)| Moved { kind: (*kind).to_owned(), count: *count }).collect();
    let item = |name: &str, unit: &str, opening: i64, incoming: &[(&str, i64)], outgoing: &[(&str, i64)], counted: i64| {
        let sum = |moved: &[(&str, i64)]| moved.iter().map(|(_, count)| count).sum::<i64>();
        let ledger = opening + sum(incoming) - sum(outgoing);
        Item {
            name: name.to_owned(),
            unit: unit.to_owned(),
            opening,
            incoming: moved(incoming),
            outgoing: moved(outgoing),
            ledger,
            counted,
            difference: counted - ledger,
        }
    };
    Closing {
        head: head(),
        stock_place: "UPTD Kecamatan Bayan".to_owned(),
        date: DAY,
        items: vec![
            item(
                "Blangko",
                "keping",
                412,
                &[("Dari gudang dinas", 1_000)],
                &[("Dicetak", 96), ("Gagal cetak", 3), ("Gagal encode", 1)],
                1_311,
            ),
            item("Ribbon", "rol", 4, &[], &[("Dicetak", 1)], 3),
            item("Film", "rol", 3, &[("Dari gudang dinas", 1)], &[], 4),
            item("Cleaning kit", "set", 2, &[], &[], 2),
        ],
        note: "satu keping blangko belum ditemukan, dicari bersama besok pagi sebelum pencetakan dibuka.".to_owned(),
        place: "Bayan".to_owned(),
        counted_by: signer("Operator", "Raden Contoh Kertabumi", "19900101 201403 1 999"),
        checked_by: signer("Kepala UPTD", "Dende Contoh Suryani, S.H.", "19780330 200312 2 999"),
    }
}

fn handover(content: Content, subject: &str) -> Handover {
    Handover {
        head: head(),
        number: "030/77/BAST/2026".to_owned(),
        date: DAY,
        date_in_words: DAY_IN_WORDS.to_owned(),
        venue: "Gudang Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
        place: "Tanjung".to_owned(),
        subject: subject.to_owned(),
        giver: Party {
            signer: signer("Pengurus Barang", "Sahnun Contoh, S.E.", "19880808 201503 2 999"),
            side: "Gudang Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
        },
        taker: Party { signer: signer("Kasi Pelayanan Umum", "Jumadil Contoh", ""), side: "Kecamatan Bayan".to_owned() },
        content,
    }
}

pub fn handover_blanks() -> Handover {
    let goods =
        [("Blangko KTP-el", "LU-2026-0031", 1_000, "keping", "segel utuh"), ("Ribbon", "-", 2, "rol", ""), ("Film", "-", 1, "rol", "")];
    let goods = goods.map(|(item, lot, count, unit, note)| Goods {
        item: item.to_owned(),
        lot: lot.to_owned(),
        count,
        unit: unit.to_owned(),
        note: note.to_owned(),
    });
    handover(Content::Blanks(goods.to_vec()), "blangko KTP-el dan bahan cetak")
}

const NAMES: [&str; 5] =
    ["SITI CONTOH AMINAH", "LALU CONTOH PRATAMA", "I MADE CONTOH ARTA", "BAIQ CONTOH LESTARI", "MUHAMMAD CONTOH RIZKI RAMADHAN"];

pub fn handover_cards(cards: usize) -> Handover {
    let card = |number: usize| HandedCard {
        receipt: format!("{:04}-{:04}", 7300 + number, 1409 + number * 7 % 8000),
        name: NAMES[number % NAMES.len()].to_owned(),
        address: format!("Dusun Karang Bajo RT {:03}/RW 001, Desa Bayan", number % 9 + 1),
    };
    handover(Content::Cards((0..cards).map(card).collect()), "KTP-el yang telah dicetak")
}

pub fn run_list(rows: u32) -> RunList {
    let places = ["TANJUNG 1", "GANGGA 2", "KAYANGAN 1", "BAYAN 4", "PEMENANG 1"];
    let purposes = [("Baru", "Pemula"), ("Hilang", "Umum"), ("Rusak", "Umum"), ("Perubahan", "Bencana")];
    let row = |number: u32| {
        let index = number as usize;
        let (purpose, class) = purposes[index % purposes.len()];
        Row {
            number,
            shelf: places[index % places.len()].to_owned(),
            receipt: format!("{:04}-{:04}", 7300 + number, 1409 + number * 7 % 8000),
            name: NAMES[index % NAMES.len()].to_owned(),
            purpose: purpose.to_owned(),
            class: class.to_owned(),
            nik: format!("520801******{:04}", 9000 + number),
        }
    };
    RunList {
        office: "Dinas Dukcapil Kabupaten Lombok Utara".to_owned(),
        run: "C-2026-0417".to_owned(),
        date: DAY,
        printer: "Pencetak 2 (ruang cetak)".to_owned(),
        released_by: "Nurul Contoh Hidayati".to_owned(),
        rows: (1..=rows).map(row).collect(),
        place: "Tanjung".to_owned(),
        operator: signer("Operator Pencetakan", "Raden Contoh Kertabumi", "19900101 201403 1 999"),
    }
}

pub fn card() -> Card {
    let text = |text: &str| text.to_owned();
    Card {
        province: text("PROVINSI NUSA TENGGARA BARAT"),
        regency: text("KABUPATEN LOMBOK UTARA"),
        nik: text("5208015203909999"),
        name: text("BAIQ CONTOH RAHAYU NINGSIH"),
        birth: text("TANJUNG, 12-03-1990"),
        sex: text("PEREMPUAN"),
        blood: text("O"),
        address: text("DUSUN KARANG SWELA"),
        rt_rw: text("003/001"),
        village: text("TANJUNG"),
        subdistrict: text("TANJUNG"),
        religion: text("ISLAM"),
        marital: text("KAWIN"),
        occupation: text("PEDAGANG"),
        citizenship: text("WNI"),
        valid_until: text("SEUMUR HIDUP"),
        place: text("LOMBOK UTARA"),
        issued_on: DAY,
    }
}

pub fn card_of_long_words() -> Card {
    Card {
        name: "RADEN MAS MUHAMMAD CONTOH SURYANINGRAT KUSUMAWARDHANA PUTRA PANGERAN ARIO BIMO SENO NOTOKUSUMO HADIWIDJAJA".to_owned(),
        address: "PERUMAHAN GRIYA CONTOH INDAH PERMAI BLOK C-12 NOMOR 7, JALAN PANGERAN DIPONEGORO GANG MELATI TIMUR DALAM".to_owned(),
        occupation: "KARYAWAN SWASTA PADA PERUSAHAAN PENGANGKUTAN LAUT".to_owned(),
        ..card()
    }
}
