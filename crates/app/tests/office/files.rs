//! Files of every layout, with what offices and programs do to them, from the file to the register: what is refused, and that a mended
//! workbook of refused rows is taken.

use std::collections::BTreeSet;

use adapters::{
    files::fixtures::{Cell, Charset, Made, Oddity, bip_2016, bip_family, bip_recording, dp4, siak},
    reference,
    synthetic::{LOMBOK_UTARA, Person, population},
};
use app::import::{self, ImportSummary, Worked};
use domain::{
    access::Role,
    intake::{ImportState, Layout},
};
use tempfile::NamedTempFile;

use crate::bed::{Bed, plain};

/// Synthetic people who live in villages of today, whole households together.
fn people(count: usize) -> Vec<Person> {
    let known: BTreeSet<String> = reference::areas("52.08").unwrap().into_iter().map(|area| area.code).collect();
    population(&LOMBOK_UTARA, 1).unwrap().filter(|person| known.contains(&person.village)).take(count).collect()
}

/// A book whose pages name a village of this office.
fn located(mut made: Made) -> Made {
    for cell in made.grid.rows.iter_mut().flatten() {
        if let Cell::Text(text) = cell {
            *text = text.replace("SUKAMAJU", "TANJUNG").replace("LOMBOK TENGAH", "LOMBOK UTARA").replace("PRAYA", "TANJUNG");
        }
    }
    made
}

fn imported(bed: &Bed, save: impl FnOnce(&std::path::Path)) -> ImportSummary {
    let file = NamedTempFile::new().unwrap();
    save(file.path());
    let received = import::receive_file(&bed.office, None, file.path(), "penduduk").unwrap();
    if received.state == ImportState::Mapping {
        import::accept_proposed_columns(&bed.office, received.import).unwrap();
    }
    assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Done);
    import::confirm(&bed.office, &bed.caller(Role::DataAdmin), &plain(), received.import).unwrap();
    assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Done);
    import::outcome(&bed.office, received.import).unwrap()
}

/// The lines that were refused, with the first reason of each.
fn refused(bed: &Bed, summary: &ImportSummary) -> Vec<u32> {
    let found = import::refused(&bed.office, &bed.caller(Role::SectionHead), summary.id).unwrap();
    assert!(found.rows.iter().all(|row| !row.problems.is_empty()), "each has a reason");
    found.rows.iter().map(|row| row.line).collect()
}

#[test]
fn every_layout_comes_in_with_its_oddities() {
    let people = people(120);
    let odd = Oddity::several(10, 14);
    let made: [(Layout, Made); 5] = [
        (Layout::Siak, siak(&people, &odd)),
        (Layout::Table, dp4(&people, &odd)),
        (Layout::BipRecording, located(bip_recording(&people, &odd, 30))),
        (Layout::Bip2016, located(bip_2016(&people, &odd))),
        (Layout::BipFamily, bip_family(&people, &odd)),
    ];
    for (layout, made) in made {
        let bed = Bed::on_sqlite();
        let summary = imported(&bed, |path| made.grid.save_xlsx(path).unwrap());
        assert_eq!(summary.layout, layout);
        let counts = summary.counts;
        assert_eq!(counts.rows, made.rows.len() as i64, "{layout}: no row is lost");
        if layout == Layout::BipFamily {
            // Its blocks name no village, so that nobody new can come from it.
            assert_eq!((counts.new, counts.refused + counts.held), (0, counts.rows));
            continue;
        }
        let (found, wanted) = (refused(&bed, &summary), &made.refused);
        assert_eq!(&found, wanted, "{layout}: {counts:?}");
        assert!(counts.held >= 2 && counts.new > 80, "{layout}: {counts:?}");
        // The same in the other forms says nothing new.
        for form in 0..2 {
            let again = imported(&bed, |path| match form {
                0 => made.grid.save_xls(path).unwrap(),
                _ => made.grid.save_text(path, b';', Charset::Windows1252).unwrap(),
            });
            assert_eq!((again.counts.new, again.counts.changed), (0, 0), "{layout} {form}: {:?}", again.counts);
        }
        bed.verified();
    }
}

#[test]
fn thirty_seven_bad_rows_are_named_and_taken_when_they_are_mended() {
    let people = people(300);
    let made = siak(&people, &Oddity::several(37, 50));
    let bed = Bed::on_sqlite();
    let summary = imported(&bed, |path| made.grid.save_xlsx(path).unwrap());
    assert_eq!((summary.counts.refused, &refused(&bed, &summary)), (37, &made.refused));
    // Somebody mends the rows in a spreadsheet: here, by the rows as they would have been.
    let right = siak(&people, &[]);
    let mended = imported(&bed, |path| right.grid.save_xlsx(path).unwrap());
    assert_eq!((mended.counts.refused, mended.counts.held), (0, 0), "{:?}", mended.counts);
    assert_eq!(bed.verified()["table_person"], 300);
}
