//! Papers: what an answer of `app` looks like as a document. They are always in Indonesian, the language of the office's letters.

mod blanks;

use app::{
    AppError, Office,
    batches::{BatchCard, BatchView},
    papers::{Official, Sender},
    print::{AgentJob, Forecast, JobLine, RunView, SuketView},
    stock::Minutes,
};
use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use documents::{
    Sheet,
    card::Card,
    destruction::{Destroyed, Destruction},
    handover::{Content, HandedCard, Handover, Party},
    letter::{Letterhead, Signer},
    request::{Need, Request},
    run_list::{Row, RunList},
    suket::{Field, Suket},
};
use domain::{
    area::VillageCode,
    batch::BatchRoute,
    blank::Item,
    id::PlaceId,
    person::{Biodata, Person},
};
use jiff::civil::Date;

use crate::{format::MaskedNumber, lang::Lang};

pub(crate) use blanks::{closing, loan_letter, loan_receipt};

/// What no file of the office holds is left open to be filled in by hand.
const OPEN: &str = "…";

/// The number of a paper about blanks; the middle of it is given out by hand.
const NUMBER: &str = "471.13/…/Dukcapil";

/// A PDF to be looked at or printed; `name` is the file's, without its ending and without anything personal.
pub(crate) fn answer(name: &str, content: Vec<u8>) -> Response {
    let shown = format!("inline; filename=\"{name}.pdf\"");
    ([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, shown)], content).into_response()
}

/// Typesets a paper.
pub(crate) fn typeset(sheet: &dyn Sheet) -> Result<Vec<u8>, AppError> {
    documents::pdf(sheet).map_err(|fault| AppError::paper(fault.to_string()))
}

fn letterhead(sender: &Sender) -> Letterhead {
    let government = format!("PEMERINTAH {}", government(&sender.regency));
    Letterhead {
        province: format!("PROVINSI {}", sender.province.to_uppercase()),
        government,
        office: "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL".to_owned(),
        address: sender.office.clone(),
    }
}

/// `KABUPATEN LOMBOK UTARA`, `KOTA BATU`: some lists call regencies by their bare name.
fn government(regency: &str) -> String {
    let name = regency.to_uppercase();
    if name.starts_with("KOTA ") || name.starts_with("KABUPATEN ") { name } else { format!("KABUPATEN {name}") }
}

/// The town where papers are signed, as far as the area's name tells it.
fn town(sender: &Sender) -> String {
    sender.regency.trim_start_matches("Kabupaten ").trim_start_matches("Kota ").to_owned()
}

fn signer(title: &str, official: &Official) -> Signer {
    let name = if official.name.is_empty() { OPEN.to_owned() } else { official.name.clone() };
    Signer { title: title.to_owned(), name, nip: Some(official.staff.clone()).filter(|staff| !staff.is_empty()) }
}

fn head(sender: &Sender) -> Signer {
    signer("Kepala Dinas", &sender.head)
}

fn area(office: &Office, code: &str) -> String {
    office.areas().name(code).unwrap_or(code).to_owned()
}

/// The temporary letter of a person.
pub(crate) fn suket(office: &Office, sender: &Sender, view: &SuketView) -> Suket {
    let SuketView { suket, person } = view;
    Suket {
        head: letterhead(sender),
        number: suket.number.clone(),
        person: fields(office, &person.biodata),
        reason: "persediaan blangko KTP-el terbatas".to_owned(),
        basis: suket.rule.clone(),
        purpose: "pelayanan yang mensyaratkan KTP-el".to_owned(),
        issued_on: suket.issued_on,
        valid_until: suket.valid_until,
        place: town(sender),
        signer: head(sender),
        qr: format!("SUKET {} {}", suket.number, suket.id),
        qr_words: format!("Nomor {}", suket.number),
        status: person.central.map_or_else(String::new, |(code, _)| code.code().to_owned()),
    }
}

fn fields(office: &Office, data: &Biodata) -> Vec<Field> {
    let field = |label: &str, value: String| Field { label: label.to_owned(), value };
    vec![
        field("NIK", data.nik.as_str().to_owned()),
        field("Nama", data.name.as_str().to_owned()),
        field("Tempat/tanggal lahir", birth(data)),
        field("Jenis kelamin", Lang::Id.sex_of(data.sex.code()).to_owned()),
        field("Status perkawinan", Lang::Id.marital_of(data.marital.code()).to_owned()),
        field("Alamat", data.address.clone()),
        field("RT/RW", rt_rw(data)),
        field("Desa/Kelurahan", area(office, data.village.as_str())),
        field("Kecamatan", area(office, data.village.subdistrict())),
    ]
}

fn birth(data: &Biodata) -> String {
    let day = data.birth_date;
    format!("{}, {:02}-{:02}-{:04}", data.birth_place, day.day(), day.month(), day.year())
}

fn rt_rw(data: &Biodata) -> String {
    format!("{:03}/{:03}", data.rt, data.rw)
}

/// Pieces or people as a paper has them.
fn count(value: i64) -> u64 {
    u64::try_from(value).unwrap_or_default()
}

/// The letter that asks for blanks, with the figures of the day.
pub(crate) fn request(sender: &Sender, found: &Forecast, waiting: i64) -> Request {
    let days = found.working_days;
    let need = found.classes.iter().map(|class| {
        let purposes: Vec<&str> = class.purposes.iter().map(|(purpose, _)| Lang::Id.purpose(purpose.code())).collect();
        Need { class: format!("Kelas {}: {}", class.class, purposes.join(", ")), count: count(class.daily_milli * days / 1_000) }
    });
    let until = found.run_out.as_ref().and_then(|run_out| run_out.ends.p50);
    let days_until_out = found.run_out.as_ref().and_then(|run_out| {
        let at = run_out.days.iter().position(|on| Some(on.date) == until)?;
        u32::try_from(at + 1).ok()
    });
    Request {
        head: letterhead(sender),
        number: NUMBER.to_owned(),
        urgency: "Segera".to_owned(),
        attachment: "-".to_owned(),
        place: town(sender),
        date: found.day,
        recipient: vec![
            "Direktur Jenderal Kependudukan dan Pencatatan Sipil".to_owned(),
            "Kementerian Dalam Negeri".to_owned(),
            format!("melalui Dinas yang membidangi kependudukan Provinsi {}", sender.province),
        ],
        stock: count(found.stock),
        waiting_print: count(waiting),
        need: need.collect(),
        days_until_out,
        asked: u64::from(found.ask.asked),
        reasons: reasons(found),
        signer: head(sender),
        copies: vec![format!("Gubernur {}", sender.province)],
    }
}

fn reasons(found: &Forecast) -> Vec<String> {
    let lang = Lang::Id;
    let mut reasons = vec![format!(
        "Persediaan {} keping; titik permintaan kantor ini {} keping, dihitung dari kebutuhan {} hari kerja terakhir.",
        lang.number(found.stock),
        lang.number(found.reorder_point),
        lang.number(found.learnt_days)
    )];
    let first = found.run_out.as_ref().and_then(|run_out| run_out.first_to_close);
    reasons.extend(first.and_then(|(rank, on)| {
        let class = found.classes.get(rank)?;
        Some(format!("Tanpa tambahan, kelas {} berhenti lebih dulu pada {}.", class.class, lang.date_long(on)))
    }));
    reasons
}

/// The minutes of a destruction.
pub(crate) fn minutes(sender: &Sender, found: &Minutes) -> Destruction {
    let Minutes { destruction, lots, officers: [first, second] } = found;
    let of_lot = |line: &app::stock::DestroyedLine| Destroyed {
        cause: if line.item == Item::Blank { "Blangko rusak".to_owned() } else { Lang::Id.item(line.item.code()).to_owned() },
        origin: "Kotak blangko rusak".to_owned(),
        lot: line.lot.clone(),
        count: count(line.quantity),
        identifiers: Vec::new(),
    };
    let cards = (destruction.cards > 0).then(|| Destroyed {
        cause: "KTP-el lama yang tidak berlaku".to_owned(),
        origin: "Ditarik saat penyerahan".to_owned(),
        lot: "-".to_owned(),
        count: count(destruction.cards),
        identifiers: Vec::new(),
    });
    let witness = Signer { title: destruction.witness_office.clone(), name: destruction.witness.clone(), nip: None };
    Destruction {
        head: letterhead(sender),
        number: destruction.number.clone(),
        date: destruction.day,
        date_in_words: Lang::Id.date_long(destruction.day),
        venue: sender.office.clone(),
        place: town(sender),
        method: "dibakar".to_owned(),
        basis: vec![
            "Surat Edaran Menteri Dalam Negeri Nomor 470.13/11176/SJ tanggal 13 Desember 2018".to_owned(),
            "Surat Direktur Jenderal Dukcapil Nomor 400.8.1.2/202241/Dukcapil, Desember 2022".to_owned(),
        ],
        rows: lots.iter().map(of_lot).chain(cards).collect(),
        officers: [signer("Petugas I", first), signer("Petugas II", second)],
        witness,
    }
}

/// The list of what a released run has one printer print.
pub(crate) fn run_list(office: &Office, sender: &Sender, view: &RunView, printer: PlaceId) -> RunList {
    let lang = Lang::Id;
    let name = view.printers.iter().find(|place| place.id == printer).map_or_else(String::new, |place| place.name.clone());
    let row = |line: &JobLine| Row {
        number: u32::try_from(line.rank).unwrap_or_default(),
        shelf: shelf(office, &line.village),
        receipt: line.receipt.to_string(),
        name: line.name.clone(),
        purpose: lang.purpose(line.purpose.code()).to_owned(),
        class: line.class.to_string(),
        nik: MaskedNumber::new(line.nik.as_str()).to_string(),
    };
    RunList {
        office: sender.office.clone(),
        run: view.run.number.to_string(),
        date: view.run.day,
        printer: name,
        released_by: view.released_by.clone(),
        rows: view.jobs.iter().filter(|line| line.printer == printer).map(row).collect(),
        place: town(sender),
        operator: signer("Operator cetak", &Official::default()),
    }
}

/// The minutes of a handover batch.
pub(crate) fn handover(office: &Office, sender: &Sender, view: &BatchView) -> Handover {
    let day = office.profile().zone.date(view.batch.since);
    let receiver = Official { name: view.batch.receiver.clone().unwrap_or_default(), ..Official::default() };
    let by_post = view.batch.route == BatchRoute::Post;
    let (title, side) = if by_post { ("Petugas Pos", "Pos") } else { ("Yang menerima", view.place.name.as_str()) };
    Handover {
        head: letterhead(sender),
        number: view.batch.number.clone(),
        date: day,
        date_in_words: Lang::Id.date_long(day),
        venue: sender.office.clone(),
        place: town(sender),
        subject: "KTP-el".to_owned(),
        giver: Party { signer: signer("Yang menyerahkan", &view.sender), side: sender.office.clone() },
        taker: Party { signer: signer(title, &receiver), side: side.to_owned() },
        content: Content::Cards(view.cards.iter().map(|card| handed(office, card)).collect()),
    }
}

fn handed(office: &Office, card: &BatchCard) -> HandedCard {
    HandedCard { receipt: card.receipt.to_string(), name: card.name.clone(), address: home(office, card) }
}

/// Where the holder of a card of a batch lives: street, RT and RW as far as they may be seen, village.
pub(crate) fn home(office: &Office, card: &BatchCard) -> String {
    let number = |word: &str, number: i64| (number > 0).then(|| format!("{word} {number:03}"));
    let street = Some(card.address.clone()).filter(|street| !street.is_empty());
    let parts = [street, number("RT", card.rt), number("RW", card.rw), Some(area(office, card.village.as_str()))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// By what printed cards are put together: the holder's sub-district.
fn shelf(office: &Office, village: &VillageCode) -> String {
    area(office, village.subdistrict())
}

/// The face of a card as a specimen, for the printer that the agent drives. What the register does not hold is left out.
pub(crate) fn face(office: &Office, sender: &Sender, job: &AgentJob, today: Date) -> Card {
    let Person { biodata: data, .. } = &job.person;
    let none = || "-".to_owned();
    Card {
        province: format!("PROVINSI {}", sender.province.to_uppercase()),
        regency: government(&sender.regency),
        nik: data.nik.as_str().to_owned(),
        name: data.name.as_str().to_owned(),
        birth: birth(data),
        sex: Lang::Id.sex_of(data.sex.code()).to_uppercase(),
        blood: none(),
        address: data.address.clone(),
        rt_rw: rt_rw(data),
        village: area(office, data.village.as_str()).to_uppercase(),
        subdistrict: area(office, data.village.subdistrict()).to_uppercase(),
        religion: none(),
        marital: Lang::Id.marital_of(data.marital.code()).to_uppercase(),
        occupation: none(),
        citizenship: "WNI".to_owned(),
        valid_until: "SEUMUR HIDUP".to_owned(),
        place: government(&sender.regency),
        issued_on: today,
    }
}
