//! The IPP client against real printers: `ippeveprinter`, and a queue of CUPS with its own `cupsd`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test ends where its premise fails")]

mod bed;
#[path = "../common/mod.rs"]
mod common;

use adapters::ipp::{IppFault, JobReport, JobState, PDF, PrintFault, Printer, PrinterState, Reason};
use bed::{Cable, CutCable, Make, RealPrinter};
use common::until;

const CARD: &[u8] = b"%PDF-1.7\n% a card\n%%EOF\n";
const NAME: &str = "0192f0a4-7f3e-7000-8000-00000000c0de";

fn job(printer: &Printer, name: &str) -> JobReport {
    printer.find(name).unwrap().unwrap()
}

fn until_ended(printer: &Printer, name: &str) -> JobReport {
    until("the job ended", || job(printer, name).has_ended());
    job(printer, name)
}

#[test]
fn an_idle_printer_prints_and_says_so() {
    for make in [Make::Eve, Make::Cups] {
        let real = RealPrinter::start(make);
        let printer = real.client();
        let report = printer.attributes().unwrap();
        assert_eq!((report.state, &report.reasons[..], report.is_accepting), (PrinterState::Idle, &[][..], true), "{make:?}");
        assert_eq!(report.name, "kartu");
        assert!(report.takes(PDF), "{:?}", report.formats);
        assert_eq!(printer.find(NAME).unwrap(), None);
        real.hold();
        let id = printer.print(NAME, PDF, CARD).unwrap();
        until("it prints", || job(&printer, NAME).state == JobState::Processing);
        assert_eq!(job(&printer, NAME), printer.job(id).unwrap().unwrap());
        assert_eq!(job(&printer, NAME).id, id);
        until("the printer works", || printer.attributes().unwrap().state == PrinterState::Processing);
        real.release();
        let ended = until_ended(&printer, NAME);
        assert_eq!((ended.id, ended.name.as_deref(), ended.state), (id, Some(NAME), JobState::Completed), "{make:?}");
        assert_eq!(real.received(), [CARD]);
    }
}

#[test]
fn a_jam_and_an_empty_ribbon_are_said_while_they_last() {
    for make in [Make::Eve, Make::Cups] {
        let real = RealPrinter::start(make);
        let printer = real.client();
        real.hold();
        real.says("STATE: +media-jam-error,marker-supply-empty-error");
        printer.print(NAME, PDF, CARD).unwrap();
        let said = || printer.attributes().unwrap().reasons;
        until("both are said", || said().contains(&Reason::MediaJam) && said().contains(&Reason::MarkerSupplyEmpty));
        assert!(!job(&printer, NAME).has_ended(), "{make:?}: a jam does not end a job");
        real.says_at_the_end("STATE: -media-jam-error,marker-supply-empty-error");
        real.release();
        assert_eq!(until_ended(&printer, NAME).state, JobState::Completed);
        until("nothing more is said", || said().is_empty());
    }
}

#[test]
fn a_job_that_fails_or_is_cancelled_says_so() {
    for make in [Make::Eve, Make::Cups] {
        let real = RealPrinter::start(make);
        let printer = real.client();
        real.fails();
        printer.print("fails", PDF, CARD).unwrap();
        assert_eq!(until_ended(&printer, "fails").state, JobState::Aborted, "{make:?}");
        real.hold();
        let id = printer.print("cancelled", PDF, CARD).unwrap();
        until("it prints", || job(&printer, "cancelled").state == JobState::Processing);
        printer.cancel(id).unwrap();
        if make == Make::Eve {
            real.release();
        }
        assert_eq!(until_ended(&printer, "cancelled").state, JobState::Canceled, "{make:?}");
    }
}

#[test]
fn a_printer_that_is_switched_off_got_nothing() {
    let mut real = RealPrinter::start(Make::Eve);
    let printer = real.client();
    real.kill();
    assert!(matches!(printer.attributes(), Err(IppFault::Unreachable(_))));
    assert!(matches!(printer.print(NAME, PDF, CARD), Err(PrintFault::NotSent(IppFault::Unreachable(_)))));
    real.start_again();
    assert_eq!(printer.find(NAME).unwrap(), None);
    assert!(real.received().is_empty());
}

#[test]
fn a_printer_killed_in_the_middle_forgets_its_job() {
    for make in [Make::Eve, Make::Cups] {
        let mut real = RealPrinter::start(make);
        let printer = real.client();
        real.hold();
        let id = printer.print(NAME, PDF, CARD).unwrap();
        until("it prints", || !real.received().is_empty());
        real.kill();
        assert!(matches!(printer.job(id), Err(IppFault::Unreachable(_))));
        real.start_again();
        assert_eq!((printer.job(id).unwrap(), printer.find(NAME).unwrap()), (None, None), "{make:?}");
        // Numbers begin anew: the next job has the number of the one that is lost, and another name.
        assert_eq!(printer.print("another", PDF, CARD).unwrap(), id);
        assert_eq!(printer.job(id).unwrap().unwrap().name.as_deref(), Some("another"));
    }
}

/// Why a card printer is better spoken to without a queue: what CUPS has written down, it prints from the start after a crash.
#[test]
fn a_queue_killed_in_the_middle_prints_its_job_again_by_itself() {
    let mut real = RealPrinter::start(Make::KeepingCups);
    let printer = real.client();
    real.hold();
    let id = printer.print(NAME, PDF, CARD).unwrap();
    until("it prints", || !real.received().is_empty() && real.has_written_down());
    real.kill();
    real.start_again();
    assert_eq!(job(&printer, NAME).id, id);
    until("it prints again", || real.received().len() == 2);
    real.release();
    assert_eq!(until_ended(&printer, NAME).state, JobState::Completed);
}

#[test]
fn a_job_whose_answer_was_lost_is_found_by_its_name() {
    for make in [Make::Eve, Make::Cups] {
        let real = RealPrinter::start(make);
        let cable = CutCable::to(real.port);
        let printer = Printer::connect(&real.uri_by(cable.port)).unwrap();
        assert_eq!(printer.attributes().unwrap().state, PrinterState::Idle);
        cable.set(Cable::LosesAnswer);
        assert!(matches!(printer.print(NAME, PDF, CARD), Err(PrintFault::Unknown(IppFault::NoAnswer(_)))), "{make:?}");
        cable.set(Cable::LosesRequest);
        assert!(matches!(printer.print("lost", PDF, CARD), Err(PrintFault::Unknown(IppFault::NoAnswer(_)))));
        cable.set(Cable::Whole);
        assert_eq!(until_ended(&printer, NAME).state, JobState::Completed);
        assert_eq!(printer.find("lost").unwrap(), None);
        assert_eq!(real.received(), [CARD]);
    }
}

#[test]
fn a_printer_of_rasters_says_that_it_takes_no_pdf() {
    let real = RealPrinter::start_with(Make::Eve, "image/pwg-raster");
    let printer = real.client();
    let report = printer.attributes().unwrap();
    assert!(report.takes("image/pwg-raster") && !report.takes(PDF), "{:?}", report.formats);
    let refused = printer.print(NAME, PDF, CARD);
    assert!(matches!(refused, Err(PrintFault::NotSent(IppFault::Refused { status: 0x040a | 0x040b, .. }))), "{refused:?}");
}
