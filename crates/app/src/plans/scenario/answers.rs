//! The planner's answers as objects, one function a kind, and as text for people.

use domain::calendar::timetable::Period;
use planner::{
    plan::{
        blanks::{BlanksAnswer, BlanksPlan, blanks},
        catch_up::{CatchUpAnswer, OutageCheck, catch_up},
        ladder::{LadderAnswer, ladder, ladder_of},
        queue::{QueueAnswer, Row, queue},
        target::{TargetAnswer, target},
    },
    rationing::outlook::Gate,
    run_out::Alarm,
};
use serde_json::{Value, json};

use super::{
    figures::{band, binding, levers, maybe, number, parts, policy, schedule, verdict},
    keys::Read,
    kinds::{Plan, WEIGHT_UNIT},
    sentences,
};

/// Answers a plan.
pub fn answer(plan: &Plan) -> Read<Value> {
    Ok(match plan {
        Plan::Target(plan) => target_object(&target(plan)?),
        Plan::CatchUp(plan) => catch_up_object(&catch_up(plan)?, plan.inflow_a_day.value, plan.outage),
        Plan::Blanks(plan) => blanks_object(plan, &blanks(plan)?),
        Plan::Queue(plan) => queue_object(&queue(plan)?),
        Plan::Ladder(plan, cards) if cards.is_empty() => ladder_object(&ladder(plan)?),
        Plan::Ladder(plan, cards) => ladder_object(&ladder_of(plan, cards)?),
    })
}

fn target_object(answer: &TargetAnswer) -> Value {
    let (needed, means) = (&answer.needed, &answer.means);
    let contradiction = answer.contradiction.map(
        |(stated, counted)| json!({ "stated": stated, "counted": counted, "sentence": sentences::contradiction(stated, counted).object() }),
    );
    let unknown = (means.unknown > 0).then(|| sentences::unknown(means.unknown).object());
    json!({
        "ok": true,
        "kind": "target",
        "verdict": verdict(&answer.verdict),
        "binding": binding(answer.binding),
        "chance": maybe(answer.chance),
        "wanted": number(answer.wanted),
        "expected": number(answer.expected),
        "expected_share": number(answer.expected / answer.wanted),
        "open_days": answer.open_days.0,
        "open_weekdays": answer.open_days.1,
        "hours_a_station": number(needed.hours_a_station),
        "weekend_share": number(needed.weekend_share),
        "station_hours": number(needed.station_hours),
        "station_hours_a_day": number(needed.station_hours_a_day),
        "stations_exact": number(needed.stations),
        "stations_needed": needed.stations.ceil(),
        "teams_alone": maybe(needed.teams_alone),
        "people_a_day": number(needed.people_a_day),
        "people_a_day_and_site": number(needed.people_a_day_and_site),
        "by_stations": number(means.by_stations),
        "by_teams": number(means.by_teams),
        "capacity": number(means.capacity),
        "capacity_until": means.capacity_until.map(|day| day.to_string()),
        "come": maybe(means.come),
        "reachable": number(means.reachable),
        "whereabouts_unknown": { "people": means.unknown, "sentence": unknown },
        "stations_for_promise": answer.stations_for_promise.map(|pooling| json!({ "split": pooling.split, "pooled": pooling.pooled })),
        "print": answer.print.as_ref().map(|print| {
            let row = |(rate, waiting, all): &(f64, u32, u32)| json!({ "a_printer_day": rate, "for_waiting": waiting, "for_all": all });
            json!({
                "wanted": number(print.wanted),
                "printable": maybe(print.printable),
                "printable_share": maybe(print.printable.map(|cards| cards / print.wanted)),
                "printers": print.printers.iter().map(row).collect::<Vec<_>>(),
            })
        }),
        "coverage": answer.coverage.map(|(now, then)| json!({ "now": number(now), "then": number(then) })),
        "contradiction": contradiction,
        "after": answer.after.as_ref().map(|after| json!({
            "people": number(after.people),
            "working_days": after.working_days,
            "until": after.until.map(|day| day.to_string()),
            "waiting": after.waiting.iter().map(|(name, people)| json!({ "document": name, "requests": number(*people) })).collect::<Vec<_>>(),
        })),
        "levers": levers(&answer.levers),
        "schedule": schedule(&answer.schedule),
    })
}

fn catch_up_object(answer: &CatchUpAnswer, inflow: f64, outage: Option<Period>) -> Value {
    let explained = |(check, period): (OutageCheck, Period)| {
        let flagged = check.unexplained > 0.0;
        json!({
            "from": period.from.to_string(),
            "to": period.to.to_string(),
            "working_days": check.working_days,
            "implied_a_day": maybe(check.implied_a_day),
            "explained": number(check.explained),
            "unexplained": number(check.unexplained),
            "sentence": flagged.then(|| sentences::older(check.unexplained, check.implied_a_day, inflow).object()),
        })
    };
    let wishes = answer.wishes.iter().map(|wish| {
        json!({ "days": wish.days, "overtime_hours": maybe(wish.overtime_hours), "printers_exact": maybe(wish.printers), "printers": wish.printers.map(f64::ceil) })
    });
    json!({
        "ok": true,
        "kind": "catch_up",
        "verdict": verdict(&answer.verdict),
        "binding": binding(answer.binding),
        "chance": maybe(answer.chance),
        "backlog": number(answer.backlog),
        "inflow_a_day": number(inflow),
        "capacity_a_day": maybe(answer.capacity_a_day),
        "finish": answer.finish.map(|day| day.to_string()),
        "service_days": answer.service_days,
        "grows_a_day": maybe(answer.grows_a_day),
        "waited_card_days": number(answer.waited_card_days),
        "left_by_end": maybe(answer.left_by_end),
        "wishes": wishes.collect::<Vec<_>>(),
        "outage": answer.outage.zip(outage).map(explained),
        "levers": levers(&answer.levers),
        "schedule": schedule(&answer.schedule),
    })
}

fn blanks_object(plan: &BlanksPlan, answer: &BlanksAnswer) -> Value {
    let run_out = &answer.run_out;
    let worth = |value: f64| number(value / WEIGHT_UNIT);
    let name = |rank: usize| plan.classes.get(rank).map(|(name, _)| name.clone());
    let classes = run_out.classes.iter().zip(answer.levels.iter()).map(|(row, level)| {
        let (open, free, missing) = match row.outlook.gate {
            Gate::Open { free } => (true, free, 0),
            Gate::Closed { missing } => (false, 0, missing),
        };
        json!({
            "name": name(row.outlook.rank), "level": level, "open": open, "free": free, "missing": missing,
            "closes": row.closes.map(|day| day.to_string()), "opens": row.opens.map(|day| day.to_string()),
            "served": row.outlook.part.served_milli as f64 / 1e3, "wanted": row.outlook.part.wanted_milli as f64 / 1e3,
        })
    });
    let alarm = match run_out.alarm {
        Alarm::Rings { on } => json!({ "rings": on.to_string() }),
        Alarm::Silent => json!({ "rings": null }),
        Alarm::Overdue { milli_days, on } => {
            json!({ "overdue_days": milli_days as f64 / 1e3, "overdue_since": on.map(|day| day.to_string()) })
        }
    };
    let compared = answer.compared.iter().map(|row| {
        json!({ "policy": policy(row.policy), "value": worth(row.value), "shares": row.shares.iter().map(|share| number(*share)).collect::<Vec<_>>() })
    });
    let kept: Vec<Value> = plan.kept_out.iter().map(|(name, cards)| json!({ "name": name, "cards": cards })).collect();
    let reorder = plan.lead_times.iter().zip(&answer.reorder_points).map(|(lead, point)| {
        json!({ "mean_days": f64::from(lead.mean_milli_days) / 1e3, "sd_days": f64::from(lead.sd_milli_days) / 1e3, "reorder_point": point })
    });
    json!({
        "ok": true,
        "kind": "blanks",
        "verdict": verdict(&answer.verdict),
        "binding": binding(answer.binding),
        "chance": number(answer.chance),
        "working_days": answer.working_days,
        "a_day": number(answer.a_day),
        "wanted": number(answer.wanted),
        "policy": policy(Some(plan.policy)),
        "classes": classes.collect::<Vec<_>>(),
        "first_class_reserve": answer.first_class_reserve,
        "law_order": { "classes": parts(&answer.law.0), "value": worth(answer.law.1) },
        "first_come": { "classes": parts(&answer.first_come.0), "value": worth(answer.first_come.1) },
        "rush": answer.rush.map(|(days, part)| json!({ "gone_in_days": number(days), "first_class": parts(&[part]) })),
        "compared": compared.collect::<Vec<_>>(),
        "ends": {
            "p10": run_out.ends.p10.map(|day| day.to_string()),
            "p50": run_out.ends.p50.map(|day| day.to_string()),
            "p90": run_out.ends.p90.map(|day| day.to_string()),
        },
        "alarm": alarm,
        "reorder": reorder.collect::<Vec<_>>(),
        "kept_out": kept,
        "next_class": answer.next_class.and_then(name),
        "blank_value": worth(answer.blank_value),
        "levers": levers(&answer.levers),
        "schedule": run_out.days.iter().map(|day| json!({ "date": day.date.to_string(), "stock": band(&day.stock) })).collect::<Vec<_>>(),
    })
}

fn queue_object(answer: &QueueAnswer) -> Value {
    let row = |row: &Row| {
        json!({
            "counters": row.counters,
            "utilisation": number(row.utilisation),
            "waiting": maybe(row.steady.map(|steady| steady.waiting)),
            "wait_minutes": maybe(row.wait_minutes),
            "longer": maybe(row.longer),
        })
    };
    let day = answer.day.as_ref().map(|(counters, day)| {
        let slots = day
            .slots
            .iter()
            .map(|slot| json!({ "queue": number(slot.queue), "fluid": number(slot.fluid), "waited_hours": number(slot.waited) }));
        json!({ "counters": counters, "wait_hours": number(day.wait_hours), "hours": slots.collect::<Vec<_>>() })
    });
    json!({
        "ok": true,
        "kind": "queue",
        "verdict": verdict(&answer.verdict),
        "binding": binding(answer.binding),
        "chance": maybe(answer.planned.and_then(|row| row.longer).map(|longer| 1.0 - longer)),
        "arrivals_an_hour": number(answer.arrivals_an_hour),
        "load": number(answer.load),
        "needed": answer.needed,
        "by_rule": maybe(answer.by_rule),
        "split": answer.split,
        "pooled": answer.pooled,
        "planned": answer.planned.as_ref().map(row),
        "rows": answer.rows.iter().map(row).collect::<Vec<_>>(),
        "pooled_rows": answer.pooled_rows.iter().map(row).collect::<Vec<_>>(),
        "day": day,
        "levers": levers(&answer.levers),
        "schedule": [],
    })
}

fn ladder_object(answer: &LadderAnswer) -> Value {
    let dates = |days: &[jiff::civil::Date]| days.iter().map(|day| day.to_string()).collect::<Vec<_>>();
    let month = |month: &planner::plan::ladder::Month| json!({ "first": month.first.to_string(), "even": number(month.even), "by_curve": maybe(month.by_curve) });
    let due = answer.due.iter().map(|due| json!({ "date": due.on.to_string(), "rung": due.rung + 1, "cards": number(due.cards) }));
    json!({
        "ok": true,
        "kind": "ladder",
        "verdict": verdict(&answer.verdict),
        "binding": binding(answer.binding),
        "chance": null,
        "oldest_days": answer.oldest_days,
        "printed_by": dates(&answer.printed_by),
        "due_today": number(answer.due_today),
        "window": answer.window.map(|(from, to)| dates(&[from, to])),
        "examples": answer.examples.iter().map(|(printed, days)| json!({ "printed": printed.to_string(), "dates": dates(days) })).collect::<Vec<_>>(),
        "months": answer.months.iter().map(month).collect::<Vec<_>>(),
        "printed_a_day": maybe(answer.printed_a_day),
        "survival": answer.shares.iter().map(|(days, share)| json!({ "days": days, "share": number(*share) })).collect::<Vec<_>>(),
        "left": answer.left.map(|(cards, share)| json!({ "cards": number(cards), "share": number(share) })),
        "little": answer.little.map(|drawer| json!({
            "mean_days": number(drawer.mean_days),
            "printed_a_day": number(drawer.printed_a_day),
            "due_a_day": number(drawer.due_a_day),
            "due_a_week": number(drawer.due_a_day * 7.0),
        })),
        "due_a_village_week": maybe(answer.due_a_village_week),
        "levers": levers(&answer.levers),
        "schedule": due.collect::<Vec<_>>(),
    })
}

/// For people: the verdict of each plan and what-if, what binds, and what helps.
pub fn text(answer: &Value) -> String {
    let mut lines: Vec<String> = answer["name"].as_str().filter(|name| !name.is_empty()).map(str::to_owned).into_iter().collect();
    for plan in answer["plans"].as_array().into_iter().flatten() {
        lines.push(headline(plan));
        if let Some(stage) = text_at(plan, "/binding/stage") {
            lines.push(format!("  binds: {stage}"));
        }
        for lever in plan["levers"].as_array().into_iter().flatten() {
            let on = lever["on"].as_str().map_or_else(String::new, |on| format!(", done on {on}"));
            lines.push(format!("  one more {}: {}{on}", lever["lever"].as_str().unwrap_or_default(), lever["more"]));
        }
        let inputs =
            plan["inputs"].as_array().into_iter().flatten().filter(|input| input["basis"] == "assumption" && !input["value"].is_null());
        let assumed: Vec<String> =
            inputs.map(|input| format!("{} = {}", input["key"].as_str().unwrap_or_default(), input["value"])).collect();
        lines.extend((!assumed.is_empty()).then(|| format!("  assumed: {}", assumed.join(", "))));
        lines.extend(plan["what_if"].as_array().into_iter().flatten().map(|what_if| format!("  if {}", headline(what_if))));
    }
    lines.join("\n")
}

fn headline(plan: &Value) -> String {
    let name = plan["name"].as_str().filter(|name| !name.is_empty()).or(plan["kind"].as_str()).unwrap_or_default();
    let sentence = text_at(plan, "/verdict/sentence/en").or(text_at(plan, "/sentence/en")).unwrap_or_default();
    format!("{name}: {sentence}")
}

fn text_at<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer).and_then(Value::as_str)
}
