//! `loket plan`: the five articles' figures, and what is refused.

use serde_json::{Value, json};

use super::run;

fn article(name: &str) -> Value {
    let file = format!("{}/../../data/articles/{name}.toml", env!("CARGO_MANIFEST_DIR"));
    let (code, object, errors) = run(&["plan", "--scenario", &file, "--json"]);
    assert_eq!((code, &object["ok"]), (Some(0), &json!(true)), "{errors}");
    object
}

fn close(value: &Value, expected: f64, tolerance: f64) {
    let ours = value.as_f64().unwrap_or(f64::NAN);
    assert!((ours - expected).abs() <= tolerance, "{value} instead of {expected}");
}

fn what_if<'a>(plan: &'a Value, name: &str) -> &'a Value {
    plan["what_if"].as_array().unwrap().iter().find(|what_if| what_if["name"] == name).unwrap()
}

#[test]
fn blitar() {
    let object = article("blitar");
    let plan = &object["plans"][0];
    for (key, expected, tolerance) in [
        ("open_days", 29.0, 0.0),
        ("hours_a_station", 165.75, 1e-6),
        ("station_hours", 10_000.0, 1e-6),
        ("station_hours_a_day", 344.8, 0.05),
        ("weekend_share", 0.246, 5e-4),
        ("stations_needed", 61.0, 0.0),
        ("teams_alone", 43.1, 0.05),
        ("people_a_day", 4_137.9, 0.05),
        ("by_stations", 51_714.0, 1e-6),
        ("by_teams", 8_352.0, 1e-6),
        ("capacity", 60_066.0, 1e-6),
        ("come", 35_090.0, 1e-6),
    ] {
        close(&plan[key], expected, tolerance);
    }
    assert_eq!((&plan["capacity_until"], &plan["binding"]["stage"]), (&json!("2016-10-31"), &json!("reach")));
    assert_eq!((&plan["verdict"]["attainable"], &plan["verdict"]["because"]), (&json!(false), &json!("reach")));
    assert!(plan["whereabouts_unknown"]["sentence"]["en"].as_str().unwrap().contains("abroad"));
    assert_eq!(plan["stations_for_promise"], json!({ "split": 92, "pooled": 57 }));
    close(&plan["print"]["printable"], 76_531.0, 1e-6);
    let rows = |key: &str| plan["print"]["printers"].as_array().unwrap().iter().map(|row| row[key].as_u64().unwrap()).collect::<Vec<_>>();
    assert_eq!((rows("for_waiting"), rows("for_all")), (vec![7, 5, 4, 3, 3, 1], vec![48, 32, 24, 20, 16, 5]));
    assert_eq!(plan["schedule"].as_array().unwrap().len(), 30);
    for (name, stations) in [("tanpa akhir pekan", 81.0), ("3 menit", 37.0), ("3 menit, tanpa akhir pekan", 49.0)] {
        close(&what_if(plan, name)["stations_needed"], stations, 0.0);
    }
    assert_eq!(what_if(plan, "tanpa akhir pekan")["capacity_until"], "2016-11-18");
    close(&what_if(plan, "3 menit")["by_stations"], 86_190.0, 1e-6);
    assert!(plan["after"]["waiting"].as_array().unwrap().iter().all(|row| row["requests"].as_f64().unwrap() > 0.0));
    let queue = &object["plans"][1];
    let waiting: Vec<f64> = queue["rows"].as_array().unwrap().iter().map(|row| row["waiting"].as_f64().unwrap()).collect();
    for (ours, expected) in waiting.iter().zip([0.512_932, 0.210_638, 0.076_338]) {
        assert!((ours - expected).abs() < 5.1e-7, "{waiting:?}");
    }
    assert_eq!((&queue["split"], &queue["pooled"]), (&json!(92), &json!(57)));
    close(&queue["pooled_rows"][0]["wait_minutes"], 5.95, 5e-3);
    close(&queue["pooled_rows"][0]["longer"], 0.2005, 5e-5);
}

#[test]
fn lombok_tengah() {
    let object = article("lombok-tengah");
    let plan = &object["plans"][0];
    assert_eq!((&plan["finish"], &plan["service_days"]), (&json!("2019-01-09"), &json!(28)));
    for (name, finish) in [
        ("lembur 3 jam", "2018-12-18"),
        ("lembur 3 jam dan Sabtu 8 jam", "2018-12-13"),
        ("lembur 3 jam, Sabtu dan Minggu 8 jam", "2018-12-10"),
    ] {
        assert_eq!(what_if(plan, name)["finish"], finish, "{name}");
    }
    let never = what_if(plan, "2 pencetak, 100 kartu sehari");
    close(&never["grows_a_day"], 145.0, 1e-6);
    assert_eq!((&never["ok"], &never["code"]), (&json!(false), &json!("PLAN-0003")));
    close(&plan["wishes"][0]["overtime_hours"], 5.5625, 1e-9);
    close(&plan["wishes"][0]["printers"], 7.0, 0.0);
    close(&plan["outage"]["implied_a_day"], 1_400.0, 1e-9);
    assert!(plan["outage"]["sentence"]["id"].is_string());
    let target = &object["plans"][1];
    close(&target["coverage"]["now"], 0.911_64, 5e-6);
    close(&target["coverage"]["then"], 0.949_8, 5e-5);
    close(&target["people_a_day"], 3_023.8, 0.05);
    close(&what_if(target, "alat diperbaiki")["coverage"]["then"], 0.961_8, 5e-5);
    close(&what_if(target, "alat tersedia 85 %")["stations_exact"], 42.35, 5e-3);
    assert_eq!((&target["contradiction"]["stated"], &target["contradiction"]["counted"]), (&json!(7_000), &json!(752_886)));
}

#[test]
fn lombok_utara() {
    let plan = &article("lombok-utara")["plans"][0];
    assert_eq!(plan["working_days"], 25);
    close(&plan["a_day"], 60.0, 1e-9);
    close(&plan["law_order"]["value"], 9_025.0, 1e-9);
    close(&plan["first_come"]["value"], 7_094.0, 0.5);
    close(&plan["rush"]["gone_in_days"], 1.5, 1e-9);
    close(&plan["rush"]["first_class"][0]["served"], 27.0, 1e-9);
    let levels: Vec<u64> = plan["classes"].as_array().unwrap().iter().map(|class| class["level"].as_u64().unwrap()).collect();
    assert_eq!(levels, [0, 432, 573, 959, 1_738]);
    assert_eq!((&plan["classes"][3]["free"], &plan["classes"][4]["open"]), (&json!(541), &json!(false)));
    assert_eq!(plan["first_class_reserve"], 500);
    let points: Vec<u64> = plan["reorder"].as_array().unwrap().iter().map(|row| row["reorder_point"].as_u64().unwrap()).collect();
    assert_eq!(points, [3_582, 459, 1_824, 1_551, 3_100]);
    close(&plan["alarm"]["overdue_days"], 24.5, 0.05);
    for (policy, value, band) in [("reserve_mean", 8_940.0, 19.0), ("emsr_b", 8_967.0, 18.0), ("best_possible", 9_019.2, 0.6)] {
        let row = plan["compared"].as_array().unwrap().iter().find(|row| row["policy"] == policy).unwrap();
        close(&row["value"], value, band);
    }
    assert_eq!(plan["kept_out"][0]["cards"], 21_333);
    assert_eq!(what_if(plan, "sejak 25 November")["working_days"], 26);
}

#[test]
fn palembang_and_batu() {
    let plan = &article("palembang")["plans"][0];
    assert_eq!(plan["oldest_days"], 132);
    close(&plan["due_today"], 0.0, 1e-12);
    assert_eq!(plan["window"], json!(["2017-01-01", "2017-04-30"]));
    assert_eq!(plan["examples"][1]["dates"], json!(["2016-08-31", "2016-10-31", "2016-12-31", "2017-02-28"]));
    assert_eq!(plan["examples"][2]["dates"], json!(["2016-10-31", "2016-12-31", "2017-02-28", "2017-04-30"]));
    for (month, even, by_curve) in [(0, 667.0, 398.1), (1, 667.0, 514.0), (2, 645.0, 673.7), (3, 667.0, 1_060.2)] {
        close(&plan["months"][month]["even"], even, 0.5);
        close(&plan["months"][month]["by_curve"], by_curve, 0.05);
    }
    close(&plan["printed_a_day"], 75.9, 0.05);
    close(&plan["left"]["cards"], 1_001.5, 0.05);
    for (row, share) in [0.6471, 0.5403, 0.4061, 0.3317, 0.2796, 0.2100, 0.1649, 0.1100].into_iter().enumerate() {
        close(&plan["survival"][row]["share"], share, 5e-5);
    }
    let plan = &article("batu")["plans"][0];
    assert_eq!(plan["printed_by"], json!(["2020-12-24"]));
    close(&plan["little"]["mean_days"], 22.715, 5e-4);
    close(&plan["little"]["printed_a_day"], 28.6, 0.05);
    close(&plan["little"]["due_a_week"], 66.5, 0.05);
    close(&plan["due_a_village_week"], 2.8, 0.05);
    assert_eq!((&plan["schedule"][0]["date"], &plan["verdict"]["attainable"]), (&json!("2021-02-08"), &json!(true)));
    close(&plan["schedule"][0]["cards"], 9.5, 0.05);
}

#[test]
fn nonsense_is_refused_in_two_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("scenario.toml");
    let good = "[[plan]]\nkind = \"catch_up\"\nfrom = 2018-11-28\nwaiting_print = 7000\ninflow_a_day = 345\nhours = { weekday = 7.5 }\n\
                printers = { count = 4, rate = 20, per = \"hour\" }\n";
    for (name, text, code, part) in [
        ("no TOML", "plan = [".to_owned(), "PLAN-0007", "not correct TOML"),
        ("no plan", "name = \"x\"".to_owned(), "PLAN-0004", "no data for plan"),
        ("an unknown key", format!("{good}printer = 3\n"), "PLAN-0008", "plan[1].printer "),
        ("an unknown key in a table", good.replace("per =", "pro ="), "PLAN-0008", "plan[1].printers.pro "),
        ("a deadline in the past", format!("{good}until = 2018-11-27\n"), "PLAN-0001", "2018-11-27"),
        ("negative printers", good.replace("count = 4", "count = -4"), "PLAN-0002", "plan[1].printers.count"),
        ("half a printer", good.replace("count = 4", "count = 1.5"), "PLAN-0009", "plan[1].printers.count"),
        (
            "an overload",
            good.replace("count = 4, rate = 20, per = \"hour\"", "count = 2, rate = 100"),
            "PLAN-0003",
            "Never; grows by 145 a day",
        ),
        ("no rate", good.replace("inflow_a_day = 345\n", ""), "PLAN-0004", "Give an assumption"),
        ("another kind", good.replace("catch_up", "dance"), "PLAN-0009", "plan[1].kind"),
        ("no day", good.replace("2018-11-28", "2018-02-30"), "PLAN-0007", "TOML"),
        ("a word for a number", good.replace("345", "\"many\""), "PLAN-0009", "inflow_a_day"),
    ] {
        std::fs::write(&file, &text).unwrap();
        let (exit, object, errors) = run(&["plan", "--scenario", file.to_str().unwrap(), "--json"]);
        assert_eq!((exit, &object["ok"], &object["code"]), (Some(1), &json!(false), &json!(code)), "{name}: {object}");
        assert!(object["sentence"]["en"].as_str().unwrap().contains(part) && errors.contains(part), "{name}: {object}");
        assert!(!object["sentence"]["id"].as_str().unwrap().is_empty(), "{name}");
    }
    std::fs::write(&file, good).unwrap();
    let (exit, object, _) = run(&["plan", "--scenario", file.to_str().unwrap(), "--json"]);
    assert_eq!((exit, &object["plans"][0]["finish"]), (Some(0), &json!("2019-01-09")));
    assert!(object["inputs"].as_array().unwrap().iter().all(|input| input["basis"] == "assumption"), "bare numbers are assumptions");
    assert_eq!(run(&["plan"]).0, Some(2));
    assert_eq!(run(&["plan", "--scenario", "/nowhere/x.toml", "--json"]).0, Some(1));
}

#[test]
fn an_office_is_planned_from_its_records() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("kantor");
    let dir = dir.to_str().unwrap();
    assert_eq!(run(&["init", "--dir", dir, "--office", "5208", "--json"]).0, Some(0));
    let of = |rest: &[&str]| run(&[&["plan", "--dir", dir, "--json"], rest].concat());

    let (code, object, errors) = of(&["--from", "2022-11-25"]);
    assert_eq!((code, &object["day"], &object["office"]), (Some(0), &json!("2022-11-25"), &json!("5208")), "{errors}");
    let plans = object["plans"].as_array().unwrap();
    let answered: Vec<_> =
        plans.iter().map(|plan| (plan["kind"].as_str().unwrap(), plan["ok"].as_bool().unwrap(), plan["code"].as_str())).collect();
    let asked = Some("PLAN-0004");
    let nobody = ("target", false, Some("PLAN-0002"));
    assert_eq!(answered, [nobody, ("catch_up", false, asked), ("blanks", false, asked), ("queue", false, asked), ("ladder", true, None)]);
    assert!(plans.iter().flat_map(|plan| plan["inputs"].as_array().unwrap()).all(|input| {
        ["measured", "rule", "assumption"].contains(&input["basis"].as_str().unwrap()) && input["source"]["id"].is_string()
    }));

    let (code, object, _) = of(&["--kind", "queue", "--set", "arrivals_an_hour=30", "--set", "counters=5"]);
    assert_eq!((code, &object["plans"][0]["verdict"]["attainable"]), (Some(0), &json!(true)));
    for (rest, code, refusal) in [
        (vec!["--kind", "queue"], 1, "PLAN-0004"),
        (vec!["--kind", "catch_up", "--set", "lembur=2", "--set", "inflow_a_day=3"], 1, "PLAN-0008"),
        (vec!["--kind", "catch_up", "--set", "inflow_a_day=banyak"], 1, "PLAN-0009"),
        (vec!["--kind", "ladder", "--from", "2022-11-25", "--until", "2022-11-01"], 1, "PLAN-0001"),
        (vec!["--kind", "everything"], 2, ""),
        (vec!["--set", "counters"], 2, ""),
        (vec!["--until", "2022-12-01"], 2, ""),
        (vec!["--scenario", "x.toml"], 2, ""),
    ] {
        let (ended, object, _) = of(&rest);
        assert_eq!((ended, object["code"].as_str().unwrap_or_default()), (Some(code), refusal), "{rest:?}");
    }
}
