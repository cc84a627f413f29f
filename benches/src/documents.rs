//! Papers typeset: 500 letters, a file each, and 500 card faces in one file, beside ReportLab and WeasyPrint drawing the same pages in the
//! same face (`benches/peers/`). Counted is the processor time of a whole process, its start with it; ours has one thread.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use adapters::synthetic::{LOMBOK_UTARA, Marital, Person, Sex, population};
use anyhow::{Context, bail, ensure};
use documents::{
    card::{self, Card},
    letter::{Letterhead, Signer},
    suket::{Field, Suket},
};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

/// Pages of each kind.
const PAGES: usize = 500;
const DAY: Date = date(2026, 11, 23);

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("pages.json");
    let people = people()?;
    let letters: Vec<Value> = people.iter().map(|person| letter_data(&letter(person))).collect::<anyhow::Result<_>>()?;
    let cards: Vec<Value> = people.iter().map(|person| card_data(&card_of(person))).collect();
    std::fs::write(&data, serde_json::to_vec(&json!({ "letters": letters, "cards": cards }))?)?;
    let python = python()?;
    let (letters, cards) = ("500 letters, a PDF each", "500 card faces in one PDF");
    let mut rows = Vec::new();
    for (what, named, name, script, variant) in [
        ("letters", letters, "ReportLab, its layout engine", "reportlab_pages.py", "letters"),
        ("letters", letters, "ReportLab, lines placed by hand", "reportlab_pages.py", "letters-by-hand"),
        ("letters", letters, "WeasyPrint", "weasyprint_pages.py", "letters"),
        ("cards", cards, "ReportLab, lines placed by hand", "reportlab_pages.py", "cards"),
        ("cards", cards, "WeasyPrint", "weasyprint_pages.py", "cards"),
    ] {
        let mut ours = Command::new(std::env::current_exe()?);
        ours.args(["typeset", what]).env("RAYON_NUM_THREADS", "1");
        let ours = pages_per_second(&mut ours, what)?;
        let mut peer = Command::new(&python);
        peer.arg(peers().join(script)).arg(variant).arg(fonts()).arg(&data);
        let peer = pages_per_second(&mut peer, what)?;
        rows.push(format!("| {named} | {ours:.0} pages/CPU-s | {name} {peer:.1} pages/CPU-s | {:.1} |", ours / peer));
    }
    Ok(rows)
}

/// In a process of its own: typesets the letters or the cards into a folder.
pub fn typeset(what: &str, folder: &Path) -> anyhow::Result<()> {
    let people = people()?;
    match what {
        "letters" => {
            for (number, person) in people.iter().enumerate() {
                std::fs::write(folder.join(format!("{number}.pdf")), documents::pdf(&letter(person))?)?;
            }
        }
        "cards" => {
            let cards: Vec<Card> = people.iter().map(card_of).collect();
            std::fs::write(folder.join("cards.pdf"), card::faces(&cards)?)?;
        }
        _ => bail!("{what} is neither letters nor cards"),
    }
    Ok(())
}

/// Runs a command whose last argument is a new folder for its files; pages for each second of processor time, the system's included.
fn pages_per_second(command: &mut Command, what: &str) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let before = children_seconds()?;
    let done = command.arg(folder.path()).status().with_context(|| format!("run {command:?}"))?;
    let seconds = children_seconds()? - before;
    ensure!(done.success(), "{command:?} failed");
    let files = std::fs::read_dir(folder.path())?.count();
    ensure!(files == if what == "letters" { PAGES } else { 1 }, "{command:?} made {files} files");
    Ok(PAGES as f64 / seconds)
}

/// Processor time of all processes that this one has waited for, seconds.
fn children_seconds() -> anyhow::Result<f64> {
    /// Linux counts in hundredths of a second there, whatever the kernel's own rate.
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat")?;
    let (_, fields) = stat.rsplit_once(')').context("a process has a name")?;
    // Fields 16 and 17 of proc(5), the first after the name being the third.
    let ticks: Vec<f64> = fields.split_whitespace().skip(13).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS_PER_SECOND)
}

/// The interpreter of an environment with the peers, made when it is absent.
fn python() -> anyhow::Result<PathBuf> {
    let target = std::env::current_exe()?;
    let target = target.parent().and_then(Path::parent).context("the target folder")?;
    let folder = target.join("bench-peers");
    let python = folder.join("bin/python");
    if !python.exists() {
        let made =
            Command::new("python3").args(["-m", "venv"]).arg(&folder).status().context("run python3 (Debian package python3-venv)")?;
        ensure!(made.success(), "no environment was made");
    }
    let packages = ["reportlab", "weasyprint", "qrcode"];
    let installed = Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages).status()?;
    ensure!(installed.success(), "the peers were not installed");
    Ok(python)
}

fn peers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("peers")
}

fn fonts() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/fonts")
}

fn people() -> anyhow::Result<Vec<Person>> {
    Ok(population(&LOMBOK_UTARA, 1)?.take(PAGES).collect())
}

/// What a peer needs of a letter: the same words, and what its QR code says.
fn letter_data(suket: &Suket) -> anyhow::Result<Value> {
    let mut data = serde_json::to_value(suket)?;
    if let Some(fields) = data.as_object_mut() {
        fields.insert("qr".to_owned(), json!(suket.qr));
    }
    Ok(data)
}

fn card_data(card: &Card) -> Value {
    let issued = card.issued_on;
    let rows = [
        ("Nama", card.name.clone()),
        ("Tempat/Tgl Lahir", card.birth.clone()),
        ("Jenis Kelamin", format!("{}    Gol. Darah : {}", card.sex, card.blood)),
        ("Alamat", card.address.clone()),
        ("   RT/RW", card.rt_rw.clone()),
        ("   Kel/Desa", card.village.clone()),
        ("   Kecamatan", card.subdistrict.clone()),
        ("Agama", card.religion.clone()),
        ("Status Perkawinan", card.marital.clone()),
        ("Pekerjaan", card.occupation.clone()),
        ("Kewarganegaraan", card.citizenship.clone()),
        ("Berlaku Hingga", card.valid_until.clone()),
    ];
    json!({
        "province": card.province,
        "regency": card.regency,
        "nik": card.nik,
        "rows": rows,
        "place": card.place,
        "issued_on": format!("{:02}-{:02}-{}", issued.day(), issued.month(), issued.year()),
    })
}

fn birth(person: &Person) -> String {
    let born = person.birth_date;
    format!("{}, {:02}-{:02}-{}", person.birth_place, born.day(), born.month(), born.year())
}

fn sex(person: &Person) -> String {
    if person.sex == Sex::Male { "LAKI-LAKI" } else { "PEREMPUAN" }.to_owned()
}

fn marital(person: &Person) -> String {
    match person.marital {
        Marital::Single => "BELUM KAWIN",
        Marital::Married => "KAWIN",
        Marital::Divorced => "CERAI HIDUP",
        Marital::Widowed => "CERAI MATI",
    }
    .to_owned()
}

fn letter(person: &Person) -> Suket {
    let fields = [
        ("NIK", person.nik.clone()),
        ("Nama Lengkap", person.name.clone()),
        ("Tempat/Tgl Lahir", birth(person)),
        ("Jenis Kelamin", sex(person)),
        ("Golongan Darah", "-".to_owned()),
        ("Alamat", person.address.clone()),
        ("RT/RW", format!("{:03}/{:03}", person.rt, person.rw)),
        ("Kode Desa", person.village.clone()),
        ("Kabupaten", "LOMBOK UTARA".to_owned()),
        ("Agama", "ISLAM".to_owned()),
        ("Status Perkawinan", marital(person)),
        ("Kewarganegaraan", "WNI".to_owned()),
    ];
    Suket {
        head: Letterhead {
            province: "Provinsi Nusa Tenggara Barat".to_owned(),
            government: "Pemerintah Kabupaten Lombok Utara".to_owned(),
            office: "Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
            address: "Jalan Tioq Tata Tunaq Nomor 1, Tanjung 83352".to_owned(),
        },
        number: format!("471.13/{}/DISDUKCAPIL/2026", person.id),
        person: fields.map(|(label, value)| Field { label: label.to_owned(), value }).to_vec(),
        reason: "persediaan blangko KTP-el kosong".to_owned(),
        basis: "Surat Edaran Direktur Jenderal Dukcapil Nomor 471.13/17740/Dukcapil".to_owned(),
        purpose: "pengurusan rekening bank".to_owned(),
        issued_on: DAY,
        valid_until: date(2027, 5, 23),
        place: "Tanjung".to_owned(),
        signer: Signer {
            title: "Kepala Dinas Kependudukan dan Pencatatan Sipil".to_owned(),
            name: "Lalu Contoh Wiranata, S.Sos., M.Si.".to_owned(),
            nip: Some("19700101 199503 1 999".to_owned()),
        },
        qr: format!("https://dukcapil.example/suket/7K3M9Q{:03}", person.id),
        qr_words: format!("Periksa keaslian di loket dengan kode 7K3M9Q{:03}", person.id),
        status: "PRR".to_owned(),
    }
}

fn card_of(person: &Person) -> Card {
    Card {
        province: "PROVINSI NUSA TENGGARA BARAT".to_owned(),
        regency: "KABUPATEN LOMBOK UTARA".to_owned(),
        nik: person.nik.clone(),
        name: person.name.clone(),
        birth: birth(person),
        sex: sex(person),
        blood: "-".to_owned(),
        address: person.address.clone(),
        rt_rw: format!("{:03}/{:03}", person.rt, person.rw),
        village: person.village.clone(),
        subdistrict: person.birth_place.clone(),
        religion: "ISLAM".to_owned(),
        marital: marital(person),
        occupation: "PETANI/PEKEBUN".to_owned(),
        citizenship: "WNI".to_owned(),
        valid_until: "SEUMUR HIDUP".to_owned(),
        place: "LOMBOK UTARA".to_owned(),
        issued_on: DAY,
    }
}
