//! Samples of the pages of the print room.

use super::{
    ArrivalPart, Choice, JobRow, Link, Nav, Plan, PrinterCard, PrinterForm, RoomPage, RunPage, RunRow, ScanPage, Shell, Tab, Tag, routes,
    samples,
};
use crate::lang::Lang;

fn tabs(lang: Lang, current: &str) -> Vec<Tab> {
    let all = [
        (routes::PRINT_ROOM, lang.room_today()),
        (routes::PRINT_SCAN, lang.room_scan()),
        (routes::PRINT_QUEUE, lang.room_queue()),
        (routes::SHORTAGE, lang.room_shortage()),
    ];
    let tab = |(href, label): (&str, &str)| Tab { link: Link { label: label.to_owned(), href: href.to_owned() }, current: href == current };
    all.into_iter().map(tab).collect()
}

fn job(lang: Lang, name: &str, state: &str, rank: i64) -> JobRow {
    JobRow {
        id: samples::CASE_ID.to_owned(),
        case_id: samples::CASE_ID.to_owned(),
        receipt: "7K3M-9QXD-4".to_owned(),
        person: samples::person(name),
        priority: samples::priority(lang),
        printer: "Printer 1".to_owned(),
        rank,
        state: Tag::job(lang, state),
        since: samples::at("2022-11-25T00:40:00Z"),
        detail: (state == "uncertain").then(|| samples::SCRIPT.to_owned()),
        second: state == "uncertain",
    }
}

fn run(reason: Option<&str>) -> RunRow {
    let day = jiff::civil::date(2022, 11, 25);
    RunRow { id: samples::CASE_ID.to_owned(), number: 4, day, jobs: 47, reason: reason.map(str::to_owned) }
}

fn plan(lang: Lang) -> Plan {
    Plan {
        jobs: 47,
        waiting: 112,
        limit: lang.plan_limit_heat().to_owned(),
        printers: vec![
            ("Printer 1".to_owned(), 40, format!("{} · {}", lang.plan_class(1, 30), lang.plan_class(2, 10))),
            (samples::SCRIPT.to_owned(), 7, lang.plan_class(2, 7)),
        ],
        left: vec![(2, lang.plan_reason_heat().to_owned(), 5), (5, lang.plan_reason_reserved(180), 60)],
        policy: "emsr_b".to_owned(),
        deferred: Some((60, jiff::civil::date(2022, 12, 9))),
        issue: false,
        arrival: None,
        empty: None,
        reason: String::new(),
    }
}

fn printers(lang: Lang) -> Vec<PrinterCard> {
    let printer = PrinterCard {
        name: "Printer 1 (Fargo HDP5000)".to_owned(),
        blanks: 118,
        reserved: 12,
        uncertain: 1,
        ribbon: Some(420),
        made: 60,
        limit: Some(100),
        learnt: Some(171),
        seconds: 180,
        route: "local".to_owned(),
        says: Some(format!("{} · media-jam", lang.printer_state("stopped"))),
        stop: None,
    };
    let stopped = PrinterCard {
        name: samples::endless(),
        blanks: 0,
        reserved: 0,
        uncertain: 0,
        ribbon: None,
        limit: None,
        learnt: None,
        route: "ministry".to_owned(),
        says: None,
        stop: Some(lang.room_stop_difference("GUDANG")),
        ..printer.clone()
    };
    vec![printer, stopped]
}

impl RoomPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let plan = plan(lang);
        let form = PrinterForm {
            printers: vec![Choice::new("CETAK-1", "Printer 1", "CETAK-1")],
            routes: ["ministry", "local"].map(|code| Choice::new(code, lang.print_route(code), "local")).to_vec(),
            ..PrinterForm::default()
        };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Print),
            tabs: tabs(lang, routes::PRINT_ROOM),
            printers: printers(lang),
            plan: plan.clone(),
            open_jobs: 12,
            uncertain: 1,
            runs: vec![run(None), run(Some(samples::RIGHT_TO_LEFT))],
            set: Some(form.clone()),
        };
        let cure = Link { label: lang.plan_issue().to_owned(), href: format!("{}#pindah", routes::STOCK) };
        let none = Plan {
            jobs: 0,
            printers: Vec::new(),
            left: Vec::new(),
            deferred: None,
            empty: Some((lang.plan_no_blanks_at_printers().to_owned(), Some(cure))),
            ..plan.clone()
        };
        let empty = Self { printers: Vec::new(), plan: none, open_jobs: 0, uncertain: 0, runs: Vec::new(), set: None, ..typical.clone() };
        let errors = [("reason", lang.refusal_out_of_order("7K3M-9QXD-4")), ("atur-seconds_a_card", lang.problem_number().to_owned())];
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &errors),
            plan: Plan { reason: samples::IRISH.to_owned(), ..plan },
            set: Some(PrinterForm { heat: "100".to_owned(), seconds: samples::SCRIPT.to_owned(), ..form }),
            ..typical.clone()
        };
        let here = ArrivalPart { here: "7K3M-9QXD-4".to_owned(), count: 1, not_ready: vec!["2B8P-4RWC-9".to_owned()], absent: 111 };
        let one = Plan { jobs: 1, waiting: 1, left: Vec::new(), deferred: None, arrival: Some(here), ..typical.plan.clone() };
        let arrival = Self { plan: one, ..typical.clone() };
        vec![("typical", typical), ("arrival", arrival), ("empty", empty), ("error", wrong)]
    }
}

impl ScanPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let jobs = vec![
            job(lang, samples::IRISH, "uncertain", 3),
            job(lang, samples::SCRIPT, "printing", 1),
            job(lang, &samples::endless(), "reserved", 2),
        ];
        let typical = Self {
            shell: Shell { here: routes::PRINT_SCAN.to_owned(), ..samples::shell_at(lang, Nav::Print) },
            tabs: tabs(lang, routes::PRINT_SCAN),
            receipt: String::new(),
            job: None,
            serial: String::new(),
            detail: String::new(),
            last: Some("9QXD-7K3M-2".to_owned()),
            jobs,
        };
        let empty = Self { jobs: Vec::new(), last: None, ..typical.clone() };
        let scanned =
            Self { receipt: "7K3M-9QXD-4".to_owned(), job: Some(job(lang, samples::RIGHT_TO_LEFT, "reserved", 2)), ..typical.clone() };
        let wrong = Self {
            shell: samples::with_errors(typical.shell.clone(), &[("serial", lang.problem_serial().to_owned())]),
            serial: samples::SCRIPT.to_owned(),
            detail: samples::IRISH.to_owned(),
            ..scanned.clone()
        };
        let unknown = Self {
            shell: samples::with_errors(typical.shell.clone(), &[("receipt", lang.refusal_not_released().to_owned())]),
            receipt: samples::SCRIPT.to_owned(),
            ..typical.clone()
        };
        vec![("typical", typical), ("empty", empty), ("scanned", scanned), ("error", wrong), ("unknown", unknown)]
    }
}

impl RunPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let jobs = vec![job(lang, "Sri Wahyuni", "good", 1), job(lang, samples::SCRIPT, "reserved", 2)];
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Print),
            run: run(Some(samples::IRISH)),
            planned_by: "Ni Made Ayu".to_owned(),
            released_by: samples::RIGHT_TO_LEFT.to_owned(),
            released_at: samples::at("2022-11-25T00:10:00Z"),
            printers: vec![("Printer 1".to_owned(), routes::run_list("r", "CETAK-1"), jobs)],
        };
        let empty = Self { run: run(None), printers: Vec::new(), ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
