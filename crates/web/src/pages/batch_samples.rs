//! Samples of the pages of handover batches.

use super::{
    ActField, ActForm, BatchCardRow, BatchCheck, BatchLineRow, BatchPage, BatchResult, BatchesPage, Choice, Link, MissingPage, MissingRow,
    Nav, SitesPage, Tab, Tag, Tone, routes, samples,
};
use crate::lang::Lang;

pub(super) fn tabs(lang: Lang, current: &str) -> Vec<Tab> {
    let all = [
        (routes::SHELF, lang.shelf_title()),
        (routes::BATCHES, lang.batches_title()),
        (routes::MISSING, lang.missing_title()),
        (routes::CARD_PLACE, lang.where_title()),
        (routes::SHELF_COUNT, lang.count_shelf_title()),
        (routes::SHELF_LABELS, lang.label_title()),
    ];
    let tab = |(href, label): (&str, &str)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current };
    all.into_iter().map(tab).collect()
}

fn form(id: &str, heading: &str, action: String, fields: Vec<ActField>) -> ActForm {
    let (heading, button) = (heading.to_owned(), heading.to_owned());
    ActForm { id: id.to_owned(), heading, hint: String::new(), action, fields, button, open: false }
}

impl BatchesPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let shell = samples::shell_at(lang, Nav::Shelf);
        let places = ["DESA-5202052001", "KEC-520205", "post"].map(|code| Choice::new(code, code, "KEC-520205"));
        let to = ActField::choice("to", lang.batch_to(), places.to_vec());
        let empty = Self {
            shell: shell.clone(),
            tabs: tabs(lang, routes::BATCHES),
            groups: Vec::new(),
            open: Some(form("kirim", lang.batch_open(), routes::BATCHES.to_owned(), vec![to])),
        };
        let line = |number: &str, to: &str, notes: Vec<(Tag, i64)>| BatchLineRow {
            id: samples::CASE_ID.to_owned(),
            number: number.to_owned(),
            to: to.to_owned(),
            since: samples::at("2022-11-24T05:10:00Z"),
            cards: 42,
            notes,
        };
        let missing = vec![(Tag { text: lang.batch_missing().to_owned(), tone: Tone::Stop }, 2)];
        let groups = vec![
            (lang.batches_packing(), vec![line("0003/BAST/2022", "Kantor Desa Mujur", Vec::new())]),
            (lang.batches_on_way(), vec![line("0002/BAST/2022", &samples::endless(), Vec::new())]),
            (lang.batches_received(), vec![line("0001/BAST/2022", samples::IRISH, missing)]),
        ];
        let closed = lang.refusal_site_closed("Kantor Desa Mujur");
        vec![
            ("empty", Self { open: None, ..empty.clone() }),
            ("typical", Self { groups, ..empty.clone() }),
            ("error", Self { shell: samples::with_errors(shell, &[("kirim-to", closed)]), ..empty }),
        ]
    }
}

fn card(lang: Lang, name: &str, state: &str, tone: Tone) -> BatchCardRow {
    BatchCardRow {
        case_id: samples::CASE_ID.to_owned(),
        receipt: samples::RECEIPT_NUMBER.to_owned(),
        name: name.to_owned(),
        address: "Dusun Bore, RT 002 / RW 005, Mujur".to_owned(),
        state: Tag { text: lang.batch_line(state).to_owned(), tone },
        note: None,
        there: false,
    }
}

impl BatchPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let shell = samples::shell_at(lang, Nav::Shelf);
        let tag = |state: &str, tone| Tag { text: lang.batch_state(state).to_owned(), tone };
        let empty = Self {
            shell: shell.clone(),
            tabs: tabs(lang, routes::BATCHES),
            id: samples::CASE_ID.to_owned(),
            number: "0003/BAST/2022".to_owned(),
            to: "Kantor Desa Mujur".to_owned(),
            state: tag("packing", Tone::Info),
            since: samples::at("2022-11-24T05:10:00Z"),
            sender: None,
            receiver: None,
            cards: Vec::new(),
            packing: Some(String::new()),
            check: None,
            forms: Vec::new(),
        };
        let packing =
            Self { cards: ["Sri Wahyuni", samples::SCRIPT].map(|name| card(lang, name, "packed", Tone::Plain)).to_vec(), ..empty.clone() };
        let refused = Self {
            shell: samples::with_errors(shell.clone(), &[("receipt", lang.refusal_already_packed().to_owned())]),
            packing: Some(samples::SCRIPT.to_owned()),
            ..packing.clone()
        };
        let on_way = |name: &str, there| BatchCardRow { there, ..card(lang, name, "sent", Tone::Info) };
        let sent = Self {
            state: tag("sent", Tone::Wait),
            sender: Some(samples::IRISH.to_owned()),
            cards: vec![on_way("Sri Wahyuni", true), on_way(&samples::endless(), false)],
            packing: None,
            check: Some(BatchCheck::default()),
            ..empty.clone()
        };
        let result = BatchResult {
            there: 1,
            listed: 2,
            missing: vec![samples::RECEIPT_NUMBER.to_owned()],
            extra: vec!["5202-22-004818".to_owned()],
            receiver: samples::SCRIPT.to_owned(),
            on_paper: true,
        };
        let compared = BatchCheck { scanned: samples::RECEIPT_NUMBER.to_owned(), result: Some(result) };
        let unsigned = samples::with_errors(shell, &[("receiver", lang.refusal_nobody_signed().to_owned())]);
        let row = |name: &str, state: &str, tone, note: Option<String>| BatchCardRow { note, ..card(lang, name, state, tone) };
        let received = Self {
            state: tag("received", Tone::Good),
            receiver: Some((samples::SCRIPT.to_owned(), lang.batch_signed_paper())),
            cards: vec![
                row("Sri Wahyuni", "arrived", Tone::Good, None),
                row("Siti Aminah", "missing", Tone::Stop, None),
                row(samples::IRISH, "returned", Tone::Wait, Some(format!("{} · {}", lang.batch_tries(2), lang.not_collected("away")))),
            ],
            check: None,
            forms: vec![form(
                "ketemu",
                lang.batch_find(),
                routes::batch_find(samples::CASE_ID),
                vec![ActField::line("receipt", lang.receipt_number(), String::new())],
            )],
            ..sent.clone()
        };
        vec![
            ("empty", empty),
            ("packing", packing),
            ("refused", refused),
            ("sent", sent.clone()),
            ("compared", Self { check: Some(compared.clone()), ..sent.clone() }),
            ("error", Self { shell: unsigned, check: Some(compared), ..sent }),
            ("received", received),
        ]
    }
}

impl MissingPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let row = |name: &str| MissingRow {
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            name: name.to_owned(),
            state: Tag::case_state(lang, "on_shelf"),
            since: samples::at("2022-11-24T05:10:00Z"),
        };
        let empty = Self { shell: samples::shell_at(lang, Nav::Shelf), tabs: tabs(lang, routes::MISSING), rows: Vec::new() };
        let rows = vec![row("Sri Wahyuni"), row(samples::SCRIPT), row(&samples::endless())];
        vec![("empty", empty.clone()), ("typical", Self { rows, ..empty })]
    }
}

impl SitesPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let shell = samples::shell_at(lang, Nav::Oversight);
        let place =
            ActField::choice("place", lang.sites_place(), vec![Choice::new("KEC-520205", "Kantor Kecamatan Praya Timur", "KEC-520205")]);
        let reason = |typed: &str| ActField::line("reason", lang.sites_why(), typed.to_owned());
        let close = |typed: &str| form("tutup", lang.sites_close(), routes::SITE_CLOSE.to_owned(), vec![place.clone(), reason(typed)]);
        let empty = Self { shell: shell.clone(), tabs: samples::tabs(lang, routes::PROPOSALS), closed: Vec::new(), close: close("") };
        let site =
            |name: &str, why: &str| ("DESA-5202052001".to_owned(), name.to_owned(), samples::at("2022-11-24T05:10:00Z"), why.to_owned());
        let closed = vec![site("Kantor Desa Mujur", "kepala desa berhalangan"), site(&samples::endless(), samples::SCRIPT)];
        let errors = [("tutup-place", lang.choose().to_owned())];
        vec![
            ("empty", empty.clone()),
            ("typical", Self { closed, ..empty.clone() }),
            ("error", Self { shell: samples::with_errors(shell, &errors), close: close(samples::SCRIPT), ..empty }),
        ]
    }
}
