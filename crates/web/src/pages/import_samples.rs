//! Samples of the import centre's pages.

use super::{
    ChangeLine, Choice, ColumnLine, ColumnsForm, Done, ImportPage, ImportPart, ImportRow, ImportsPage, KindTab, Link, Nav, Piece,
    ProblemLine, Ready, RowCard, RowPerson, Running, ShownRows, Tab, Tag, Tone, routes, samples,
};
use crate::{
    format::{MaskedNumber, masked_cell},
    lang::Lang,
};
use jiff::civil::date;

pub(super) fn tabs(lang: Lang, current: &str) -> Vec<Tab> {
    let all = [(routes::IMPORTS, lang.import_title()), (routes::QUESTIONS, lang.questions_title())];
    let tab = |(href, label): (&str, &str)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current };
    all.into_iter().map(tab).collect()
}

fn row(lang: Lang, file_name: &str, layout: &str, state: &str) -> ImportRow {
    ImportRow {
        id: samples::CASE_ID.to_owned(),
        file_name: file_name.to_owned(),
        layout: lang.layout_name(layout).to_owned(),
        as_of: date(2022, 11, 1),
        at: samples::at("2022-11-25T00:31:00Z"),
        state: Tag::import(lang, state),
        rows: 1_024_311,
        result: match state {
            "mapping" | "cancelled" => None,
            "checking" | "applying" => Some(lang.import_parts(412, 1_025)),
            _ => Some(lang.import_done_short(1_204, 38_110, 97)),
        },
    }
}

impl ImportsPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let layouts = ["siak", "bip_recording", "bip_2012", "bip_2016", "bip_family", "table", "status_list"];
        let empty = Self {
            shell: samples::shell_at(lang, Nav::Import),
            tabs: tabs(lang, routes::IMPORTS),
            questions: 0,
            layouts: layouts.map(|code| (lang.layout_name(code).to_owned(), lang.layout_meaning(code).to_owned())).into(),
            rows: Vec::new(),
            pasted: String::new(),
            bytes_max: 2 << 30,
            too_large: lang.file_too_large(&lang.size(2 << 30)),
        };
        let typical = Self {
            questions: 14,
            rows: vec![
                row(lang, "status-pusat.csv", "status_list", "checking"),
                row(lang, "DATA PENDUDUK NOV 2022.xlsx", "siak", "ready"),
                row(lang, "dp4.csv", "table", "mapping"),
                row(lang, "BIP KOPANG.xls", "bip_2016", "done"),
                row(lang, "salah.xlsx", "siak", "cancelled"),
            ],
            ..empty.clone()
        };
        let refused = Self {
            shell: samples::with_errors(samples::shell_at(lang, Nav::Import), &[("file", lang.file_locked().to_owned())]),
            rows: vec![row(lang, samples::SCRIPT, "siak", "done"), row(lang, &samples::endless(), "table", "applying")],
            ..typical.clone()
        };
        let pasted = Self {
            shell: samples::with_errors(samples::shell_at(lang, Nav::Import), &[("text", lang.file_only_titles().to_owned())]),
            pasted: format!("NIK\tSTATUS\n{}", samples::SCRIPT),
            ..empty.clone()
        };
        vec![("empty", empty), ("typical", typical), ("refused", refused), ("pasted", pasted)]
    }
}

fn columns(lang: Lang, chosen: &[(&str, &str)], as_of: &str) -> ColumnsForm {
    let column = |(title, code): &(&str, &str)| {
        let mut choices = vec![Choice::new("", lang.import_column_ignored(), code)];
        choices.extend(["nik", "name", "birth_date", "village", "address"].map(|one| Choice::new(one, lang.column_name(one), code)));
        let cells: &[&str] = match *title {
            "NIK" => &[samples::NIK, "5202010503870003"],
            "TGL LHR" => &["01/07/1999", "05/03/1987"],
            "KET" => &[],
            _ => &["BAIQ SRI WAHYUNI", samples::SCRIPT, samples::IRISH],
        };
        let title = if title.is_empty() { lang.import_column_nameless(2) } else { (*title).to_owned() };
        ColumnLine { title, cells: cells.iter().map(|cell| masked_cell(cell)).collect(), choices }
    };
    ColumnsForm { columns: chosen.iter().map(column).collect(), missing: None, as_of: as_of.to_owned() }
}

fn kinds(lang: Lang, current: &str) -> Vec<KindTab> {
    let all = [
        ("refused", 97, Tone::Stop),
        ("held", 14, Tone::Wait),
        ("warned", 302, Tone::Wait),
        ("changed", 38_110, Tone::Info),
        ("new", 1_204, Tone::Good),
        ("same", 984_886, Tone::Plain),
    ];
    let tab = |(code, count, tone): (&str, i64, Tone)| KindTab {
        link: Link { label: lang.shown_kind(code).to_owned(), href: routes::import_rows(samples::CASE_ID, code) },
        count,
        current: code == current,
        tone,
    };
    all.into_iter().map(tab).collect()
}

fn shown(lang: Lang, kind: &str, count: i64, rows: Vec<RowCard>) -> ShownRows {
    ShownRows {
        heading: lang.shown_kind(kind).to_owned(),
        meaning: lang.shown_kind_meaning(kind).to_owned(),
        download: (kind == "refused").then(|| routes::import_refused(samples::CASE_ID)),
        rows,
        count,
    }
}

fn person(name: &str, id: Option<&str>) -> RowPerson {
    RowPerson { id: id.map(str::to_owned), name: name.to_owned(), nik: MaskedNumber::new(samples::NIK).to_string() }
}

fn refused(lang: Lang) -> Vec<RowCard> {
    let problem = |title: &str, cell: &str, what: String, proposal: Option<&str>| ProblemLine {
        title: title.to_owned(),
        cell: masked_cell(cell),
        what,
        proposal: proposal.map(masked_cell),
    };
    let cells = |name: &str| {
        let all = [("NO_KK", "5202011203150004"), ("NIK", samples::NIK), ("NAMA_LGKP", name), ("TGL_LHR", "31/02/1999")];
        all.map(|(title, cell)| (title.to_owned(), masked_cell(cell))).into()
    };
    vec![
        RowCard {
            line: 1_312,
            problems: vec![
                problem("NIK", "52020141O7999001", lang.problem_nik_letter(9, "O"), Some(samples::NIK)),
                problem("TGL_LHR", "31/02/1999", lang.error_date().to_owned(), None),
            ],
            cells: cells("BAIQ SRI WAHYUNI"),
            ..RowCard::default()
        },
        RowCard {
            line: 20_044,
            problems: vec![problem("DESA", "KOPANG REMBIGE", lang.cell_area().to_owned(), Some("KOPANG REMBIGA"))],
            cells: cells(samples::IRISH),
            ..RowCard::default()
        },
        RowCard {
            line: 20_051,
            problems: vec![problem("NAMA_LGKP", "", lang.cell_missing().to_owned(), None)],
            cells: cells(&samples::endless()),
            stale: true,
            ..RowCard::default()
        },
    ]
}

fn changed(lang: Lang) -> Vec<RowCard> {
    let change = |code: &str, before: Vec<Piece>, after: Vec<Piece>| ChangeLine { field: lang.column_name(code).to_owned(), before, after };
    vec![
        RowCard {
            line: 12,
            who: Some(person("LALU HAMZAH", Some("48213"))),
            changes: vec![
                change(
                    "address",
                    vec![Piece::same("DUSUN"), Piece::other("KARANG BARU"), Piece::same("NO 4")],
                    vec![Piece::same("DUSUN"), Piece::other("PRINGGA JURANG"), Piece::same("NO 4")],
                ),
                change("phone", Vec::new(), vec![Piece::other("0812•••••890")]),
            ],
            warnings: vec![format!("{}: {}", lang.column_name("sex"), lang.row_warning("sex_differs_from_nik"))],
            cleaned: vec![format!("{}: {}", lang.column_name("nik"), lang.cleaning("separators"))],
            ..RowCard::default()
        },
        RowCard {
            line: 13,
            who: Some(person(samples::SCRIPT, Some("48214"))),
            changes: vec![change("name", vec![Piece::other(samples::IRISH)], vec![Piece::other(&samples::endless())])],
            ..RowCard::default()
        },
    ]
}

fn new(lang: Lang) -> Vec<RowCard> {
    let said = [("village", "Kopang Rembiga, Kopang"), ("birth_date", "1 Jul 1999"), ("address", samples::RIGHT_TO_LEFT)];
    let said = said.map(|(code, value)| (lang.column_name(code).to_owned(), value.to_owned()));
    vec![RowCard { line: 7, who: Some(person("BAIQ SRI WAHYUNI", None)), said: said.into(), ..RowCard::default() }]
}

impl ImportPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let page = |file_name: &str, layout: &str, state: &str, part: ImportPart| Self {
            shell: samples::shell_at(lang, Nav::Import),
            head: row(lang, file_name, layout, state),
            ended_at: matches!(state, "done" | "cancelled").then(|| samples::at("2022-11-25T00:52:00Z")),
            part,
        };
        let running = |state: &str, heading: &str| {
            ImportPart::Running(Running { state: state.to_owned(), heading: heading.to_owned(), done: 412, parts: 1_025 })
        };
        let table = [("NIK", "nik"), ("NAMA", "name"), ("TGL LHR", "birth_date"), ("KET", "")];
        let ready = |kind: &str, shown: ShownRows| Ready {
            kinds: kinds(lang, kind),
            shown,
            exceeded: Vec::new(),
            taken: 39_314,
            held: 14,
            statuses: 1_980,
            left: 412,
            columns: columns(lang, &table, "2022-11-01"),
        };
        let columns_page = |form: ColumnsForm| page("dp4.csv", "table", "mapping", ImportPart::Columns(form));
        let ready_page = |ready: Ready| page("DATA PENDUDUK NOV 2022.xlsx", "siak", "ready", ImportPart::Ready(Box::new(ready)));
        let done = |refused: i64, held: i64, shown: Option<ShownRows>| {
            let counts = kinds(lang, "").into_iter().map(|kind| (kind.link.label, kind.count)).collect();
            page(samples::SCRIPT, "siak", "done", ImportPart::Done(Box::new(Done { counts, refused, held, shown })))
        };
        let missing =
            ColumnsForm { missing: Some(lang.import_mapping_missing(lang.column_name("village"))), ..columns(lang, &table, "2022-11-01") };
        let wrong = [("columns-1", lang.problem_column_twice().to_owned()), ("as_of", lang.error_date_future().to_owned())];
        let failed = Self {
            shell: samples::with_errors(samples::shell_at(lang, Nav::Import), &wrong),
            ..columns_page(columns(lang, &[("NIK", "nik"), ("", "nik"), (samples::SCRIPT, "name")], "2031-01-01"))
        };
        let exceeded = Ready {
            exceeded: vec![lang.import_exceeded_line(lang.import_measure("left"), 41_200, 20_486)],
            ..ready("changed", shown(lang, "changed", 38_110, changed(lang)))
        };
        let nothing = Ready { taken: 0, held: 0, statuses: 0, left: 0, ..ready("same", shown(lang, "same", 0, Vec::new())) };
        vec![
            ("columns", columns_page(missing)),
            ("columns-error", failed),
            ("checking", page("status-pusat.csv", "status_list", "checking", running("checking", lang.import_checking()))),
            ("applying", page("status-pusat.csv", "status_list", "applying", running("applying", lang.import_applying()))),
            ("ready", ready_page(ready("refused", shown(lang, "refused", 97, refused(lang))))),
            ("exceeded", ready_page(exceeded)),
            ("new", ready_page(ready("new", shown(lang, "new", 1_204, new(lang))))),
            ("nothing", ready_page(nothing)),
            ("done", done(97, 14, Some(shown(lang, "refused", 97, refused(lang))))),
            ("done-all", done(0, 0, None)),
            ("cancelled", page("salah.xlsx", "siak", "cancelled", ImportPart::Cancelled)),
        ]
    }
}
