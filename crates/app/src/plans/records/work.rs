//! What waits to be printed and handed over, and what limits that.

use domain::{case::CaseState, rule::PrintMeasure};
use jiff::ToSpan;
use store::{
    Tx,
    queries::{figures, print_queue},
};

use super::{collected, hours, learnt_days, minutes_a_day, no_record, until};
use crate::{
    AppError, Office,
    ladder::month_end,
    plans::{
        inputs::{Basis, Form, Inputs},
        scenario::Sentence,
    },
    print::{self, Forecast, NO_HEAT_LIMIT, PrinterBoard},
};

/// Clear what waits for the printer.
pub(super) fn read(office: &Office, forecast: &Forecast, inputs: &mut Inputs) -> Result<(), AppError> {
    until(
        inputs,
        month_end(office.today()),
        "Akhir bulan depan; ganti sesuai sasaran kantor.",
        "The end of next month; put the office's target here.",
    );
    let goal = Sentence::new(
        "Sampai tercetak; pilih diserahkan untuk menghitung penyerahan juga.",
        "Printed; choose handed over to count handing over, too.",
    );
    inputs.put("goal", Form::Choice(&["printed", "handed_over"]), Some("printed".to_owned()), Basis::Assumption, goal);
    office.store.read(|tx| {
        let daily: i64 = forecast.classes.iter().map(|class| class.daily_milli).sum();
        if daily > 0 {
            inputs.measured("inflow_a_day", daily as f64 / 1e3, requests(forecast));
        } else {
            inputs.unknown("inflow_a_day", no_record("isi permohonan sehari", "give the requests a day"));
        }
        line(office, tx, forecast, inputs)?;
        hours(office, inputs);
        let (today, far) = (office.today(), office.today().saturating_add(10.years()));
        let source = Sentence::new("Tanpa lembur.", "Without overtime.");
        inputs.put("exception[1].overtime_hours", Form::Number, Some("0".to_owned()), Basis::Assumption, source);
        inputs.fix("exception[1].from", today.to_string());
        inputs.fix("exception[1].to", far.to_string());
        inputs.fix("wished_days", vec![5_i64, 10, 20]);
        Ok(())
    })
}

/// From which days requests are learnt.
pub(super) fn requests(forecast: &Forecast) -> Sentence {
    let days = forecast.learnt_days;
    Sentence::new(
        format!("Permohonan dalam {days} hari kerja terakhir, tanpa perubahan nama wilayah."),
        format!("Requests of the last {days} working days, without changes of areas."),
    )
}

/// From the record to the card in hand.
pub(super) fn line(office: &Office, tx: &mut Tx<'_>, forecast: &Forecast, inputs: &mut Inputs) -> Result<(), AppError> {
    let queue =
        Sentence::new("Antrean cetak hari ini, termasuk yang menunggu blangko.", "Today's print queue, with those that wait for blanks.");
    inputs.measured("waiting_print", print_queue::count(tx, office.today(), ["", ""])? as f64, queue);
    let stock = Sentence::new("Blangko baru di gudang dan di pencetak.", "New blanks in stores and at printers.");
    inputs.measured("blanks.stock", (forecast.stock + forecast.area_change) as f64, stock);
    delivery(forecast, inputs);
    printers(office, &print::boards(office, tx)?, inputs);
    let open = figures::open_cases(tx)?;
    let lying = open.iter().filter(|count| matches!(count.state, CaseState::Printed | CaseState::OnShelf));
    let uncollected = Sentence::new("Kartu tercetak di kantor yang belum diambil.", "Printed cards in the office that are not collected.");
    inputs.measured("waiting_handover", lying.map(|count| count.count).sum::<i64>() as f64, uncollected);
    handed_over(office, tx, inputs)
}

/// The next sure delivery, when a request tells of how many pieces; else only what is there counts.
fn delivery(forecast: &Forecast, inputs: &mut Inputs) {
    let next = forecast.outlook.as_ref().and_then(|outlook| Some((outlook.next_delivery?, outlook.source.clone())));
    let open = forecast.requests.first().map_or(0, |(request, received)| (request.asked - received).max(0));
    let Some((on, source)) = next.filter(|(on, _)| open > 0 && *on > forecast.day) else { return };
    inputs.put("blanks.delivery[1].on", Form::Day, Some(on.to_string()), Basis::Measured, Sentence::new(source.clone(), source));
    let pieces = (open * i64::from(forecast.fill.value.mean_permille) / 1_000) as f64;
    let source = Sentence::new(
        "Sisa permintaan blangko terakhir, menurut bagian yang biasanya dikirim.",
        "The rest of the last request for blanks, by the part that usually comes.",
    );
    inputs.assumed("blanks.delivery[1].pieces", pieces, source);
}

/// The printers that are not stopped, as if they were alike: means of their rates and limits.
fn printers(office: &Office, boards: &[PrinterBoard], inputs: &mut Inputs) {
    let able: Vec<&PrinterBoard> = boards.iter().filter(|board| board.stop.is_none()).collect();
    let (stopped, count) = (boards.len() - able.len(), able.len());
    let source = Sentence::new(
        format!("Pencetak yang dapat dipakai; {stopped} dihentikan."),
        format!("Printers that can be used; {stopped} are stopped."),
    );
    inputs.measured("printers.count", count as f64, source);
    let mean = |of: &dyn Fn(&PrinterBoard) -> f64| able.iter().map(|board| of(board)).sum::<f64>() / count.max(1) as f64;
    let learnt = able.iter().filter(|board| board.learnt_seconds.is_some()).count();
    if learnt > 0 {
        let source = Sentence::new(
            format!("Laju {learnt} dari {count} pencetak dari catatannya sendiri."),
            format!("The rates of {learnt} of {count} printers from their own records."),
        );
        inputs.measured("printers.rate", mean(&cards_an_hour), source);
    } else {
        let own = able.iter().map(|board| board.printer.seconds_a_card);
        set_up(office, inputs, "printers.rate", mean(&cards_an_hour), PrintMeasure::SecondsACard, own);
    }
    inputs.fix("printers.per", "hour");
    let limits = || able.iter().map(|board| board.printer.heat_cards_a_day);
    if limits().any(|limit| limit < NO_HEAT_LIMIT) {
        let alike = limits().min() == limits().max();
        let hours = minutes_a_day(office).0 / 60.0;
        // A printer does no more than a day allows, so that one without a limit, or with a high one, does not make up for the others.
        let of_one = |board: &PrinterBoard| {
            let limit = board.printer.heat_cards_a_day as f64;
            if alike { limit } else { limit.min(cards_an_hour(board) * hours) }
        };
        set_up(office, inputs, "printers.heat_a_day", mean(&of_one), PrintMeasure::HeatCardsADay, limits());
    }
}

fn cards_an_hour(board: &PrinterBoard) -> f64 {
    3_600.0 / board.learnt_seconds.unwrap_or(board.printer.seconds_a_card).max(1) as f64
}

/// What printers were set up with: the rule's, unless the office set its own.
fn set_up(office: &Office, inputs: &mut Inputs, key: &str, value: f64, measure: PrintMeasure, mut own: impl Iterator<Item = i64>) {
    match office.rules.print_measure(measure, office.today()) {
        Some(rule) if own.all(|one| one == rule.value) => inputs.ruled(key, value, &rule.validity.source),
        _ => inputs.measured(
            key,
            value,
            Sentence::new("Seperti yang disetel kantor pada pencetaknya.", "As the office set its printers up."),
        ),
    }
}

/// What was handed over a day, which need not be what could be.
fn handed_over(office: &Office, tx: &mut Tx<'_>, inputs: &mut Inputs) -> Result<(), AppError> {
    let days = learnt_days(office);
    let collected = collected(office, tx, days.first().copied().unwrap_or(office.today()))?;
    if collected == 0 {
        inputs.unlimited("handover_a_day", no_record("dianggap tidak dibatasi", "no limit is assumed"));
        return Ok(());
    }
    let days = days.len();
    let source = Sentence::new(
        format!("{collected} kartu diserahkan dalam {days} hari kerja terakhir."),
        format!("{collected} cards handed over in the last {days} working days."),
    );
    inputs.measured("handover_a_day", collected as f64 / days as f64, source);
    Ok(())
}
