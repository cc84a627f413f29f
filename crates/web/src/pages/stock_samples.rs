//! Samples of the pages of the stock.

use super::{
    ActField, ActForm, ArrivingRow, Choice, CloseRow, CountPage, DestroyPage, DifferenceRow, EquationPart, Link, MinutesRow, MonthPage,
    Movement, Nav, PlaceDay, PlaceRow, StockPage, Tag, Tone, routes, samples,
};
use crate::lang::Lang;
use jiff::civil::date;

pub(super) fn form(id: &str, heading: &str, action: &str, fields: Vec<ActField>) -> ActForm {
    let (id, heading, action, button) = (id.to_owned(), heading.to_owned(), action.to_owned(), heading.to_owned());
    ActForm { id, heading, hint: String::new(), action, fields, button, open: false }
}

fn places(chosen: &str) -> Vec<Choice> {
    ["Gudang", "Printer 1", "Printer 2 (Kopang)"].map(|name| Choice::new(name, name, chosen)).to_vec()
}

fn move_form(lang: Lang, from: &str, to: &str, quantity: &str) -> ActForm {
    let fields = vec![
        ActField::choice("from", lang.move_from(), places(from)),
        ActField::choice("to", lang.move_to(), places(to)),
        ActField::number("quantity", lang.quantity(), quantity.to_owned()),
        ActField::lines("serials", lang.serials_word(), quantity.to_owned()).hint(lang.serials_hint()).optional(),
    ];
    ActForm { open: true, ..form("pindah", lang.issue_heading(), routes::STOCK_MOVE, fields) }
}

fn request_form(lang: Lang) -> ActForm {
    let fields = vec![
        ActField::line("number", lang.request_number(), samples::IRISH.to_owned()),
        ActField::day("on", lang.request_on(), "2022-11-24".to_owned()),
    ];
    form("minta", lang.request_heading(), routes::STOCK_REQUEST, fields)
}

impl StockPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let shell = samples::shell_at(lang, Nav::Stock);
        let link = |label: &str, href: &str| Link { label: label.to_owned(), href: href.to_owned() };
        let empty = Self {
            shell: shell.clone(),
            links: vec![link(lang.destroy_title(), routes::DESTROY), link(lang.month_word(), routes::STOCK_MONTH)],
            stops: Vec::new(),
            differences: Vec::new(),
            arriving: Vec::new(),
            days: Vec::new(),
            closings: Vec::new(),
            states: Vec::new(),
            places: Vec::new(),
            totals: Vec::new(),
            items: Vec::new(),
            received: 0,
            parts: Vec::new(),
            forms: vec![request_form(lang)],
            movements: Vec::new(),
        };
        let typical = Self { forms: vec![move_form(lang, "Gudang", "Printer 1", ""), request_form(lang)], ..full(lang, empty.clone()) };
        let errors = [("pindah-quantity", lang.error_stock_short(375)), ("pindah-to", lang.error_same_place().to_owned())];
        let wrong = Self {
            shell: samples::with_errors(shell, &errors),
            received: 12_050,
            forms: vec![move_form(lang, "Gudang", "Gudang", samples::SCRIPT), request_form(lang)],
            places: vec![place(samples::SCRIPT, [1, 2, 3]), place(&samples::endless(), [1_000, 2, 3])],
            ..typical.clone()
        };
        let reader = Self {
            forms: Vec::new(),
            differences: vec![DifferenceRow { text: samples::SCRIPT.to_owned(), form: None }],
            arriving: vec![ArrivingRow { text: samples::endless(), form: None }],
            ..typical.clone()
        };
        vec![("empty", empty), ("typical", typical), ("reader", reader), ("error", wrong)]
    }
}

fn place(name: &str, quantities: [i64; 3]) -> PlaceRow {
    PlaceRow { name: name.to_owned(), quantities: quantities.to_vec(), total: quantities.iter().sum() }
}

fn full(lang: Lang, empty: StockPage) -> StockPage {
    let part = |name: &str, quantity, tone| EquationPart { name: name.to_owned(), quantity, tone };
    let movement = |what: &str, from: &str, to: &str, quantity, note: Option<&str>| Movement {
        receipt: None,
        at: samples::at("2022-11-24T23:35:00Z"),
        what: what.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        quantity,
        who: "Ahmad Fauzi".to_owned(),
        note: note.map(str::to_owned),
    };
    let close = |code: &str, name: &str, text: &str, tone, closing: Option<&str>, begin| CloseRow {
        code: code.to_owned(),
        name: name.to_owned(),
        state: Tag { text: text.to_owned(), tone },
        closing: closing.map(str::to_owned),
        sheet: (tone == Tone::Good || closing.is_some()).then(|| (samples::CASE_ID.to_owned(), date(2022, 11, 25))),
        begin,
    };
    let settle = vec![
        ActField::choice("how", lang.settle_how(), vec![Choice::new("lost", lang.settlement("lost"), "")]),
        ActField::line("reason", lang.settle_reason(), String::new()),
    ];
    let count =
        vec![ActField::hidden("lot", samples::CASE_ID.to_owned()), ActField::number("counted", lang.arriving_counted(), String::new())];
    let flows = [(lang.happened("received").to_owned(), 500), (lang.happened("moved").to_owned(), -250)];
    StockPage {
        stops: vec![lang.room_stop_difference("CETAK-2"), lang.room_stop_closed("GUDANG", date(2022, 11, 24))],
        differences: vec![DifferenceRow {
            text: lang.count_difference_line(lang.difference_kind("short"), lang.item("blank"), 120, 119),
            form: Some(form("selisih-1", lang.settle_button(), &routes::settle(samples::CASE_ID), settle)),
        }],
        arriving: vec![ArrivingRow {
            text: lang.arriving_line("SJ-88", lang.item("blank"), 2_000, "Gudang"),
            form: Some(form("hitung-1", &lang.arriving_counted_for("SJ-88"), routes::STOCK_ACCEPT, count)),
        }],
        days: vec![PlaceDay::new("Gudang", lang, 1_125, &flows), PlaceDay::new(samples::SCRIPT, lang, 0, &[])],
        closings: vec![
            close("GUDANG", "Gudang", lang.closing_state("counted"), Tone::Wait, Some(samples::CASE_ID), false),
            close("CETAK-1", "Printer 1", lang.close_not_yet(), Tone::Wait, None, true),
            close("CETAK-2", samples::RIGHT_TO_LEFT, lang.closing_state("confirmed"), Tone::Good, None, false),
        ],
        states: ["new", "used", "spoiled"].map(|code| lang.blank_state(code).to_owned()).to_vec(),
        places: vec![place("Gudang", [1_000, 375, 0]), place("Printer 1", [0, 118, 6]), place("Printer 2 (Kopang)", [0, 7, 1])],
        totals: vec![1_000, 500, 7],
        items: vec![("Printer 1".to_owned(), lang.item("ribbon").to_owned(), 2)],
        received: 12_000,
        parts: vec![
            part("Gudang", 1_375, Tone::Good),
            part("Printer", 125, Tone::Info),
            part(lang.blank_state("used"), 10_412, Tone::Plain),
            part(lang.blank_state("spoiled"), 7, Tone::Stop),
            part(lang.blank_state("destroyed"), 81, Tone::Wait),
        ],
        movements: vec![
            movement(lang.happened("blanks_moved"), "Gudang", "Printer 1", 250, None),
            movement(lang.happened("blanks_received"), "Pusat", "Gudang", 2_000, Some("Kiriman 0087 · 471.13/812/Dukcapil")),
            Movement {
                receipt: Some(routes::loan_receipt(81)),
                ..movement(lang.happened("lent"), "Gudang", "Luar kantor", 100, Some(samples::SCRIPT))
            },
        ],
        ..empty
    }
}

impl CountPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let fields = vec![
            ActField::number("blank", lang.item("blank"), String::new()),
            ActField::number("ribbon", lang.item("ribbon"), String::new()),
        ];
        let counting = Self {
            shell: samples::shell_at(lang, Nav::Stock),
            id: samples::CASE_ID.to_owned(),
            place: "Printer 1".to_owned(),
            day: date(2022, 11, 25),
            state: Tag { text: lang.closing_state("counting").to_owned(), tone: Tone::Info },
            form: Some(ActForm { open: true, ..form("hitung", lang.count_save(), &routes::count(samples::CASE_ID), fields) }),
            lines: Vec::new(),
            own: false,
            waits: false,
        };
        let state = Tag { text: lang.closing_state("counted").to_owned(), tone: Tone::Wait };
        let lines = vec![(lang.item("blank").to_owned(), 120, 119), (lang.item("ribbon").to_owned(), 2, 2)];
        let counted = Self { state, lines: lines.clone(), waits: true, ..counting.clone() };
        let own = Self { own: true, place: samples::SCRIPT.to_owned(), ..counted.clone() };
        let confirmed = Self { waits: false, form: None, ..counted.clone() };
        let typed = vec![ActField::number("blank", lang.item("blank"), samples::SCRIPT.to_owned())];
        let wrong = Self {
            shell: samples::with_errors(counting.shell.clone(), &[("hitung-blank", lang.problem_number().to_owned())]),
            form: Some(form("hitung", lang.count_save(), &routes::count(samples::CASE_ID), typed)),
            ..counting.clone()
        };
        vec![("counting", counting), ("counted", counted), ("own", own), ("confirmed", confirmed), ("error", wrong)]
    }
}

impl DestroyPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let fields = |witness: &str| {
            vec![
                ActField::line("number", lang.destroy_number(), "470/BA/11".to_owned()),
                ActField::line("witness", lang.destroy_witness(), witness.to_owned()),
                ActField::line("witness_office", lang.destroy_office(), String::new()).hint(lang.destroy_office_hint()),
            ]
        };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Stock),
            blanks: 14,
            cards: 231,
            form: Some(form("musnah", lang.destroy_button(), routes::DESTROY, fields(""))),
        };
        let empty = Self { blanks: 0, cards: 0, form: None, ..typical.clone() };
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &[("musnah-witness", lang.refusal_witness().to_owned())]),
            form: Some(form("musnah", lang.destroy_button(), routes::DESTROY, fields(samples::SCRIPT))),
            ..typical.clone()
        };
        vec![("typical", typical), ("empty", empty), ("error", wrong)]
    }
}

impl MonthPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let minutes = |witness: &str| MinutesRow {
            id: "m".to_owned(),
            number: "470/BA/11".to_owned(),
            day: date(2022, 11, 18),
            blanks: 7,
            cards: 120,
            witness: witness.to_owned(),
        };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Stock),
            month: date(2022, 11, 1),
            chosen: "2022-11".to_owned(),
            spoiled: vec![(lang.spoil_cause("failed_encode").to_owned(), 5), (lang.spoil_cause("defect").to_owned(), 2)],
            destroyed: 7,
            minutes: vec![minutes("Sersan Wayan · Satpol PP"), minutes(samples::SCRIPT)],
        };
        let empty = Self { spoiled: Vec::new(), destroyed: 0, minutes: Vec::new(), ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
