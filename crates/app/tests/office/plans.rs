//! Plans from the office's own records: their numbers are those of the other screens, and each says where it comes from.

use std::collections::BTreeSet;

use app::{
    cases, figures, ladder,
    plans::{self, Basis, Input, Kind, Planned},
    print::{self, PrinterNote},
    setup,
    stock::{self, OutlookNote, RequestNote},
};
use domain::{
    access::Role, case::Purpose, central::CentralCode, ladder::LadderAction, place::PlaceKind, print::PrintRoute, request::Policy,
    rule::Document,
};
use jiff::civil::date;
use serde_json::{Value, json};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    lying,
    people::{add, import, man, observe, open, ready, receive, wish},
    snapshot::unchanged,
};

fn planned(bed: &Bed, kind: Kind, instead: &[(&str, &str)]) -> Planned {
    let instead: Vec<(String, String)> = instead.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
    plans::plan(&bed.office, &bed.caller(Role::Head), kind, &instead).unwrap()
}

fn input<'a>(planned: &'a Planned, key: &str) -> &'a Input {
    planned.inputs.iter().find(|input| input.key == key).unwrap_or_else(|| panic!("{key} among {:?}", planned.inputs))
}

fn number(planned: &Planned, key: &str) -> f64 {
    input(planned, key).value.as_deref().unwrap().parse().unwrap()
}

fn answer(planned: &Planned) -> &Value {
    planned.answer.as_ref().unwrap()
}

fn code(planned: &Planned) -> &'static str {
    planned.answer.as_ref().map_or_else(|refusal| refusal.code(), |_| "")
}

/// Cards that lie since some days, requests of several classes that wait, blanks, and unrecorded people.
fn busy(bed: &Bed) {
    import(bed, 300, 300);
    lying::blanks(bed, date(2022, 10, 3), 60);
    for (day, people) in [(date(2022, 10, 4), 4), (date(2022, 11, 1), 30), (date(2022, 11, 22), 20)] {
        let people = lying::people(bed, "52.08.01.2001", (0..people).map(|number| Some(lying::phone(number))));
        lying::printed(bed, &people, day);
    }
    for serial in 1..=12 {
        ready(bed, serial);
    }
    for serial in 101..=109 {
        let person = add(bed, &man(serial));
        observe(bed, person, CentralCode::PrintReadyRecord);
        open(bed, wish(person, Purpose::Lost, [Document::PoliceLetter, Document::KkCopy]));
    }
    receive(bed, 25);
}

#[test]
fn the_numbers_are_those_of_the_other_screens() {
    on_each_engine(|bed| {
        busy(bed);
        let head = bed.caller(Role::Head);
        let forecast = print::forecast(&bed.office, &head).unwrap();
        let figures = figures::figures(&bed.office, &head).unwrap();
        let all = plans::all(&bed.office, &head).unwrap();
        let [target, catch_up, blanks, queue, ladder] = all.as_slice() else { panic!("{all:?}") };

        assert_eq!(number(target, "people") as i64, figures.unrecorded());
        assert_eq!(number(target, "recorded") as i64, figures.register.recorded);
        assert_eq!(number(blanks, "stock") as i64, forecast.stock);
        let waiting = print::queue_length(&bed.office, &head).unwrap();
        assert!(waiting > 0);
        for plan in [target, catch_up] {
            assert_eq!(number(plan, "waiting_print") as i64, waiting);
            assert_eq!(number(plan, "blanks.stock") as i64, figures.blanks);
            assert_eq!(number(plan, "waiting_handover") as i64, figures.uncollected());
        }
        let due = ladder::due(&bed.office, &bed.caller(Role::SectionHead), date(2022, 12, 31), 9_999).unwrap();
        assert_eq!(number(ladder, "lying") as i64, due.lying);
        assert_eq!(answer(ladder)["due_today"], json!(due.today.climbs as f64));
        let first = |rung: i64| {
            let schedule = answer(ladder)["schedule"].as_array().unwrap();
            schedule
                .iter()
                .filter(|row| row["date"] == "2022-11-25" && row["rung"] == rung)
                .map(|row| row["cards"].as_f64().unwrap())
                .sum::<f64>()
        };
        assert_eq!(first(1) as i64, due.lying, "nobody was told yet, so the first notice is due to all");
        assert_eq!(due.today.notices, due.lying);
        assert!(number(queue, "arrivals_an_hour") > 0.0);
        for plan in &all {
            for input in &plan.inputs {
                assert!(!input.source.id.is_empty() && !input.source.en.is_empty(), "{input:?}");
            }
            assert!(answer(plan)["verdict"]["sentence"]["id"].is_string(), "{:?}", plan.kind);
        }
    });
}

#[test]
fn the_blanks_last_as_long_as_the_shortage_says() {
    on_each_engine(|bed| {
        busy(bed);
        let head = bed.caller(Role::Head);
        let sure = OutlookNote { policy: Policy::ReserveMean, next_delivery: Some(date(2023, 1, 5)), source: "Surat provinsi".to_owned() };
        let asked = RequestNote { number: "470/1".to_owned(), on: date(2022, 11, 24), asked: 500 };
        for outlook in [None, Some(sure)] {
            if let Some(outlook) = outlook {
                stock::set_outlook(&bed.office, &head, &plain(), outlook).unwrap();
                stock::request_blanks(&bed.office, &head, &plain(), asked.clone()).unwrap();
            }
            let forecast = print::forecast(&bed.office, &head).unwrap();
            let run_out = forecast.run_out.unwrap();
            let plan = planned(bed, Kind::Blanks, &[]);
            let answer = answer(&plan);
            for (ours, theirs) in [("p10", run_out.ends.p10), ("p50", run_out.ends.p50), ("p90", run_out.ends.p90)] {
                assert_eq!(answer["ends"][ours], json!(theirs.map(|day| day.to_string())), "{ours}");
            }
            assert_eq!(answer["working_days"], json!(forecast.working_days));
            assert_eq!(answer["reorder"][0]["reorder_point"], json!(forecast.reorder_point));
            let classes = answer["classes"].as_array().unwrap();
            assert!(classes.len() == run_out.classes.len() && classes.len() > 1);
            for (ours, theirs) in classes.iter().zip(&run_out.classes) {
                assert_eq!(
                    (&ours["level"], &ours["closes"]),
                    (&json!(theirs.outlook.level), &json!(theirs.closes.map(|day| day.to_string())))
                );
            }
            let days: Vec<Value> = answer["schedule"].as_array().unwrap().iter().map(|row| row["stock"]["p50"].clone()).collect();
            assert_eq!(days, run_out.days.iter().map(|day| json!(day.stock.p50)).collect::<Vec<_>>());
        }
        let catch_up = planned(bed, Kind::CatchUp, &[]);
        assert_eq!(input(&catch_up, "blanks.delivery[1].on").value.as_deref(), Some("2023-01-05"));
        assert_eq!(input(&catch_up, "blanks.delivery[1].pieces").value.as_deref(), Some("500"));
    });
}

#[test]
fn cards_climb_when_the_ladder_page_says_so() {
    let bed = Bed::on_sqlite();
    lying::blanks(&bed, date(2022, 5, 2), 20);
    let people = lying::people(&bed, "52.08.01.2001", [None, None, Some(lying::phone(1)), Some(lying::phone(2)), Some(lying::phone(3))]);
    lying::printed(&bed, &people, date(2022, 6, 1));
    for day in [date(2022, 6, 1), date(2022, 6, 15), date(2022, 7, 16)] {
        lying::notified(&bed, &people[2..3], day);
    }
    lying::notified(&bed, &people[3..4], date(2022, 6, 2));
    let due = ladder::due(&bed.office, &bed.caller(Role::SectionHead), date(2022, 12, 31), 99).unwrap();
    assert_eq!((due.today.climbs, due.today.notices), (3, 2), "two without a number, one told three times");
    let plan = planned(&bed, Kind::Ladder, &[]);
    assert_eq!((&answer(&plan)["due_today"], input(&plan, "lying").value.as_deref()), (&json!(3.0), Some("5")));
    // Other cards than those on record lie by their days of printing alone.
    let other = planned(&bed, Kind::Ladder, &[("lying", "50")]);
    assert_eq!(answer(&other)["due_today"], json!(50.0));
}

#[test]
fn what_somebody_puts_in_place_is_an_assumption() {
    let bed = Bed::on_sqlite();
    busy(&bed);
    let same = planned(&bed, Kind::CatchUp, &[]);
    let prefilled: Vec<(&str, &str)> =
        same.inputs.iter().map(|input| (input.key.as_str(), input.value.as_deref().unwrap_or_default())).collect();
    let again = planned(&bed, Kind::CatchUp, &prefilled);
    assert_eq!((&again.inputs, answer(&again)), (&same.inputs, answer(&same)), "a form that comes back as it went changes nothing");

    let changed = planned(&bed, Kind::CatchUp, &[("waiting_print", "5000"), ("printers.count", "2"), ("until", "2022-12-02")]);
    let waiting = input(&changed, "waiting_print");
    assert_eq!((waiting.basis, waiting.changed, &answer(&changed)["backlog"]), (Basis::Assumption, true, &json!(5_000.0)));
    assert_eq!(input(&changed, "inflow_a_day").basis, Basis::Measured);
    assert_eq!((&answer(&changed)["verdict"]["attainable"], &answer(&changed)["binding"]["stage"]), (&json!(false), &json!("blanks")));
    let names: Vec<&str> = answer(&changed)["what_if"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["overtime", "saturdays", "printer"]);
    let object = changed.object();
    assert_eq!((&object["ok"], &object["kind"], &object["day"]), (&json!(true), &json!("catch_up"), &json!("2022-11-25")));
    let listed = object["inputs"].as_array().unwrap().iter().find(|input| input["key"] == "waiting_print").unwrap();
    assert_eq!((&listed["value"], &listed["basis"], &listed["changed"]), (&json!(5_000.0), &json!("assumption"), &json!(true)));
    // A key that the records have no value for.
    let outage = planned(&bed, Kind::CatchUp, &[("outage.from", "2022-11-21"), ("outage.to", "2022-11-24")]);
    assert_eq!(answer(&outage)["outage"]["working_days"], json!(4));
}

#[test]
fn nonsense_is_refused_and_nothing_changes() {
    let bed = Bed::on_sqlite();
    busy(&bed);
    for (kind, key, text, expected) in [
        (Kind::CatchUp, "waiting_print", "banyak", "PLAN-0009"),
        (Kind::CatchUp, "waiting_print", "-5", "PLAN-0002"),
        (Kind::CatchUp, "waiting_print", "", "PLAN-0004"),
        (Kind::CatchUp, "until", "besok", "PLAN-0009"),
        (Kind::CatchUp, "until", "2022-11-24", "PLAN-0001"),
        (Kind::CatchUp, "until", "2099-01-01", "PLAN-0006"),
        (Kind::CatchUp, "goal", "all", "PLAN-0009"),
        (Kind::CatchUp, "lembur", "2", "PLAN-0008"),
        (Kind::CatchUp, "printers.count", "1e300", "PLAN-0002"),
        (Kind::CatchUp, "kind", "queue", "PLAN-0009"),
        (Kind::CatchUp, "what_if[1].name", "x", "PLAN-0009"),
        (Kind::CatchUp, "printers.[", "1", "PLAN-0009"),
        (Kind::CatchUp, "wished_days.x", "1", "PLAN-0009"),
        (Kind::Target, "site[9999999999].stations", "1", "PLAN-0009"),
        (Kind::Target, "site[0].stations", "1", "PLAN-0009"),
        (Kind::Target, "availability", "1.5", "PLAN-0002"),
        (Kind::Blanks, "stock", "999999999", "PLAN-0002"),
        (Kind::Blanks, "stock", "1000000", "PLAN-0002"),
        (Kind::Blanks, "stock.value", "1", "PLAN-0009"),
        (Kind::Blanks, "from", "2013-01-01", "PLAN-0009"),
        (Kind::Blanks, "order", "as_they_come", "PLAN-0009"),
        (Kind::Blanks, "class[1].name", "x", "PLAN-0009"),
        (Kind::Blanks, "class[1].a_day", "10001", "PLAN-0002"),
        (Kind::Blanks, "service", "1", "PLAN-0002"),
        (Kind::CatchUp, "hours", "5", "PLAN-0009"),
        (Kind::CatchUp, "exception[1].from", "2022-11-26", "PLAN-0009"),
        (Kind::Ladder, "printed[1].cards", "5", "PLAN-0009"),
        (Kind::Ladder, "printed_from", "2022-11-24", "PLAN-0001"),
        (Kind::Target, "unknown_come", "-1", "PLAN-0002"),
        (Kind::Target, "unknown_come", "2", "PLAN-0002"),
        (Kind::Queue, "promise.share", "0", "PLAN-0002"),
        (Kind::Queue, "promise.share", "1.5", "PLAN-0002"),
        (Kind::Blanks, "until", "2025-01-01", "PLAN-0006"),
        (Kind::Queue, "minutes_per_person", "NaN", "PLAN-0009"),
    ] {
        let planned = unchanged(&bed, key, || planned(&bed, kind, &[(key, text)]));
        assert_eq!(code(&planned), expected, "{key} = {text:?}");
        assert_eq!(planned.object()["code"], json!(expected));
        let names = planned.inputs.iter().map(|input| &input.key).collect::<BTreeSet<_>>();
        assert_eq!(names.len(), planned.inputs.len(), "{key}: an input is shown once");
        // What was given is said to be at fault where it stands.
        let fault = plans::key_at_fault(planned.answer.as_ref().unwrap_err());
        assert!(fault == Some(key) || key == "printers.[", "{key} = {text:?} is refused at {fault:?}");
    }
    for role in [Role::Counter, Role::Printing, Role::Subdistrict] {
        assert_eq!(refusal(plans::plan(&bed.office, &bed.caller(role), Kind::Blanks, &[])), "ACCESS-0001", "{role}");
    }
}

/// A plan is a GET that anybody may send as a link: it may not take long, whatever stands in it.
#[test]
fn what_would_take_long_is_refused() {
    let bed = Bed::on_sqlite();
    busy(&bed);
    let many = |place: usize| format!("site[{place}].stations");
    let of = |count: usize, until: &str| {
        let keys: Vec<String> = (2..2 + count).map(many).collect();
        let sites = keys.iter().map(|key| (key.as_str(), "1"));
        planned(&bed, Kind::Target, &sites.chain([("until", until)]).collect::<Vec<_>>())
    };
    assert_eq!(code(&of(20, "2022-12-31")), "", "as many as an office may have");
    assert_eq!(code(&of(150, "2032-01-01")), "PLAN-0002");
    assert_eq!(code(&of(1_000, "2022-12-31")), "PLAN-0009", "more than anybody needs");
    let busier: Vec<(String, String)> = (1..=2).map(|class| (format!("class[{class}].a_day"), "4000".to_owned())).collect();
    let busier: Vec<(&str, &str)> = busier.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let refused = planned(&bed, Kind::Blanks, &[&busier[..], &[("stock", "100000")]].concat());
    assert_eq!((code(&refused), plans::key_at_fault(refused.answer.as_ref().unwrap_err())), ("PLAN-0002", Some("stock")));
}

#[test]
fn a_day_has_no_more_hours_than_overtime_may_take() {
    let bed = Bed::on_sqlite();
    busy(&bed);
    let plan = planned(&bed, Kind::CatchUp, &[("exception[1].overtime_hours", "23")]);
    assert_eq!(answer(&plan)["what_if"][0]["ok"], json!(true), "{:?}", plan.answer);
}

/// A printer without a limit does not make up for one that gets hot.
#[test]
fn printers_that_differ_have_a_mean_day() {
    let bed = Bed::on_sqlite();
    let alike = planned(&bed, Kind::CatchUp, &[]);
    assert_eq!((number(&alike, "printers.heat_a_day"), input(&alike, "printers.heat_a_day").basis), (100.0, Basis::Rule));
    let note = PrinterNote { printer: "CETAK-2".to_owned(), route: PrintRoute::Ministry, heat_cards_a_day: 100_000, seconds_a_card: 60 };
    print::set_printer(&bed.office, &bed.caller(Role::Head), &plain(), note).unwrap();
    let plan = planned(&bed, Kind::CatchUp, &[]);
    let (count, hours) = (number(&plan, "printers.count"), number(&plan, "hours.weekday"));
    let expected = (100.0 * (count - 1.0) + 60.0 * hours) / count;
    assert!((number(&plan, "printers.heat_a_day") - expected).abs() < 1e-3, "{:?}", plan.inputs);
    for key in ["printers.heat_a_day", "printers.rate"] {
        assert_eq!(input(&plan, key).basis, Basis::Measured, "the office set one itself");
    }
}

/// Each recording operator has one station, not one at every counter; where nobody was recorded nobody is expected.
#[test]
fn stations_stand_where_people_were_recorded() {
    let bed = Bed::on_sqlite();
    setup::open_place(&bed.office, PlaceKind::Counter, "LOKET-2", "Loket 2").unwrap();
    let sites = |bed: &Bed| {
        let plan = planned(bed, Kind::Target, &[]);
        let of = |key: &str| (1..=2).map(|site| input(&plan, &format!("site[{site}].{key}")).value.clone()).collect::<Vec<_>>();
        (of("stations"), of("turnout_a_day"))
    };
    let known = |values: [&str; 2]| values.map(|value| Some(value.to_owned())).to_vec();
    assert_eq!(sites(&bed), (known(["1", "0"]), vec![None, None]), "one operator, nothing on record");
    let person = add(&bed, &man(1));
    let case = open(&bed, wish(person, Purpose::First, [Document::KkCopy]));
    cases::record_biometrics(&bed.office, &bed.caller(Role::Recording), &plain(), case).unwrap();
    lying::on(&bed, date(2022, 11, 28));
    assert_eq!(sites(&bed), (known(["1", "0"]), known(["0.036", "0"])));
}

/// What a card is worth is told as in the table of deferrals; who has blanks of his own is not asked about.
#[test]
fn classes_are_those_that_share_the_blanks() {
    let bed = Bed::on_sqlite();
    let purposes = |plan: &Planned| {
        plan.inputs.iter().filter(|input| input.key.ends_with(".weight")).map(|input| input.of.clone()).collect::<Vec<_>>()
    };
    let empty = planned(&bed, Kind::Blanks, &[]);
    assert!(purposes(&empty).iter().all(|of| !of.contains("area_renamed")), "{:?}", purposes(&empty));
    busy(&bed);
    let asked = planned(&bed, Kind::Blanks, &[]);
    let worth = |purpose: Purpose| bed.office.rules().deferral_for(purpose, bed.office.today()).unwrap().weight as f64;
    for (input, of) in asked.inputs.iter().filter(|input| input.key.ends_with(".weight")).zip(purposes(&asked)) {
        let least = of.split(' ').map(|purpose| worth(Purpose::from_code(purpose).unwrap())).fold(f64::MAX, f64::min);
        let most = of.split(' ').map(|purpose| worth(Purpose::from_code(purpose).unwrap())).fold(0.0, f64::max);
        let ours: f64 = input.value.as_deref().unwrap().parse().unwrap();
        assert!((least..=most).contains(&ours), "{of}: {ours}");
    }
}

#[test]
fn an_office_that_prints_on_arrival_has_no_ladder() {
    let bed = Bed::with_rules(|rules| {
        for rule in &mut rules.ladders {
            rule.action = LadderAction::PrintOnArrival;
        }
    });
    let plan = planned(&bed, Kind::Ladder, &[]);
    assert_eq!((code(&plan), plans::key_at_fault(plan.answer.as_ref().unwrap_err())), ("PLAN-0010", None));
    let tried = planned(&bed, Kind::Ladder, &[("rung[1].after_days", "30"), ("rung[1].step", "distribute")]);
    assert_eq!(answer(&tried)["due_today"], json!(0.0));
}

#[test]
fn an_empty_office_is_asked_for_what_nobody_knows() {
    let bed = Bed::on_sqlite();
    for (kind, key) in [(Kind::CatchUp, "inflow_a_day"), (Kind::Blanks, "class[1].a_day"), (Kind::Queue, "arrivals_an_hour")] {
        let asked = planned(&bed, kind, &[]);
        assert_eq!(code(&asked), "PLAN-0004", "{kind:?}");
        assert_eq!(plans::key_at_fault(asked.answer.as_ref().unwrap_err()), Some(key));
        assert_eq!((&input(&asked, key).value, input(&asked, key).basis), (&None, Basis::Assumption));
    }
    let given = planned(&bed, Kind::Queue, &[("arrivals_an_hour", "30"), ("counters", "5")]);
    assert_eq!(answer(&given)["verdict"]["attainable"], json!(true));
    let blanks = planned(&bed, Kind::Blanks, &[("class[1].a_day", "5"), ("class[2].a_day", "5"), ("stock", "100")]);
    let rest: Vec<&str> = blanks.inputs.iter().filter(|input| input.value.is_none()).map(|input| input.key.as_str()).collect();
    assert!(code(&blanks) == "PLAN-0004" && rest.iter().all(|key| key.ends_with(".a_day")), "{rest:?}");
    assert_eq!(answer(&planned(&bed, Kind::Ladder, &[]))["due_today"], json!(0.0));
}
