//! Until when the blanks last, and for whom: the shortage's own question.

use domain::{case::Purpose, request::Policy, rule::Allotment};

use super::{no_record, until, work::requests};
use crate::{
    Office,
    plans::{
        inputs::{Basis, Form, Inputs},
        scenario::{self, Sentence},
    },
    print::{self, Forecast, SERVICE_PERMILLE},
};

pub(super) fn read(office: &Office, forecast: &Forecast, inputs: &mut Inputs) {
    let next = forecast.outlook.as_ref().filter(|outlook| outlook.next_delivery.is_some_and(|next| next > forecast.day));
    match next {
        Some(outlook) => {
            let source = Sentence::new(
                format!("Hari sebelum kiriman berikutnya ({}).", outlook.source),
                format!("The day before the next delivery ({}).", outlook.source),
            );
            inputs.put("until", Form::Day, Some(forecast.last_day.to_string()), Basis::Measured, source);
        }
        None => until(
            inputs,
            forecast.last_day,
            "Belum ada kiriman yang pasti; dilihat 60 hari ke depan.",
            "No delivery is sure yet; the next 60 days are looked at.",
        ),
    }
    let stock = Sentence::new(
        "Blangko baru di gudang dan di pencetak, tanpa yang untuk perubahan wilayah.",
        "New blanks in stores and at printers, without those for changes of areas.",
    );
    inputs.measured("stock", forecast.stock as f64, stock);
    let policies = Form::Choice(&["first_come", "reserve_mean", "emsr_b", "certain_90"]);
    let policy = forecast.outlook.as_ref().map_or(Policy::LawOrder, |outlook| outlook.policy);
    let source = Sentence::new("Cara pembagian blangko yang berlaku.", "How blanks are shared out now.");
    inputs.put("policy", policies, Some(scenario::policy(Some(print::rationing(policy)))), Basis::Rule, source);
    inputs.fix("order", "by_class");
    if forecast.classes.is_empty() {
        classes_of_the_law(office, inputs);
    } else {
        classes(forecast, inputs);
    }
    lead(forecast, inputs);
    let service = Sentence::new(
        "Peluang bahwa stok cukup sampai kiriman (kebijakan Loket).",
        "The chance that the stock lasts until the delivery (Loket's policy).",
    );
    inputs.assumed("service", f64::from(SERVICE_PERMILLE) / 1e3, service);
}

/// The classes as they were asked for.
fn classes(forecast: &Forecast, inputs: &mut Inputs) {
    for (number, class) in forecast.classes.iter().enumerate() {
        let purposes: Vec<Purpose> = class.purposes.iter().map(|(purpose, _)| *purpose).collect();
        let name = begin(inputs, number, &purposes);
        inputs.measured(&format!("class[{}].a_day", number + 1), class.daily_milli as f64 / 1e3, requests(forecast));
        // The forecast has tenths.
        weight(inputs, number, f64::from(class.weight) / 10.0);
        inputs.of(2, &name);
    }
}

/// The classes of the law when nobody asked for anything: how many ask is for somebody to say.
fn classes_of_the_law(office: &Office, inputs: &mut Inputs) {
    let (rules, today) = (&office.rules, office.today());
    let class = |purpose: &Purpose| {
        let own = rules.deferral_for(*purpose, today).is_some_and(|rule| rule.allotment == Allotment::AreaChange);
        Some((rules.priority_for(*purpose, None, today)?.class, *purpose)).filter(|_| !own)
    };
    let mut purposes: Vec<(i64, Purpose)> = Purpose::ALL.iter().filter_map(class).collect();
    purposes.sort_unstable();
    let mut before = i64::MAX;
    for (number, of) in purposes.chunk_by(|(one, _), (other, _)| one == other).enumerate() {
        let purposes: Vec<Purpose> = of.iter().map(|(_, purpose)| *purpose).collect();
        let name = begin(inputs, number, &purposes);
        inputs.unknown(&format!("class[{}].a_day", number + 1), no_record("isi permohonan sehari", "give the requests a day"));
        let most = purposes.iter().filter_map(|purpose| rules.deferral_for(*purpose, today)).map(|rule| rule.weight).max();
        before = before.min(most.unwrap_or(1).max(1));
        weight(inputs, number, before as f64);
        inputs.of(2, &name);
    }
}

/// Names a class by its purposes.
fn begin(inputs: &mut Inputs, number: usize, purposes: &[Purpose]) -> String {
    let name = purposes.iter().map(|purpose| purpose.code()).collect::<Vec<_>>().join(" ");
    inputs.fix(&format!("class[{}].name", number + 1), name.as_str());
    name
}

fn weight(inputs: &mut Inputs, number: usize, weight: f64) {
    let source = Sentence::new(
        "Tabel penundaan: nilai sebuah kartu terhadap yang lain.",
        "The table of deferrals: what a card is worth against others.",
    );
    inputs.put(&format!("class[{}].weight", number + 1), Form::Number, Some(format!("{weight}")), Basis::Rule, source);
}

/// From request to delivery; a sure delivery before which nothing comes is the lead time.
fn lead(forecast: &Forecast, inputs: &mut Inputs) {
    let (mean, sd, basis, source) = match (forecast.sure_after, forecast.lead.basis) {
        (Some(days), _) => {
            let sure = Sentence::new("Hari kerja sampai kiriman yang pasti.", "Working days until the sure delivery.");
            (f64::from(days), 0.0, Basis::Measured, sure)
        }
        (None, print::Basis::Records { count }) => {
            let source =
                Sentence::new(format!("Dari {count} permintaan yang dijawab."), format!("From {count} requests that were answered."));
            (milli(forecast.lead.value.mean_milli_days), milli(forecast.lead.value.sd_milli_days), Basis::Measured, source)
        }
        (None, print::Basis::Assumption { .. }) => {
            let source = no_record("menurut kebijakan kantor", "by the office's policy");
            (milli(forecast.lead.value.mean_milli_days), milli(forecast.lead.value.sd_milli_days), Basis::Assumption, source)
        }
    };
    for (key, days) in [("lead_time[1].mean_days", mean), ("lead_time[1].sd_days", sd)] {
        inputs.put(key, Form::Number, Some(format!("{days}")), basis, source.clone());
    }
}

fn milli(thousandths: u32) -> f64 {
    f64::from(thousandths) / 1e3
}
