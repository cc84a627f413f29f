//! Importing files: what becomes of rows, in any order, in any parts, as often as you like; interrupted; and what is asked.

use std::collections::{BTreeMap, BTreeSet};

use app::{
    AppError,
    cases::{self, NewCase},
    import::{self, Counts, ImportSummary, Incoming, ShownKind, Worked},
    proposals, questions,
};
use domain::{
    access::Role,
    case::{CaseState, Purpose},
    central::CentralCode,
    id::{CaseId, ImportId, PersonId},
    intake::{Column, ImportState, Layout, Mapping, SheetHead, SheetRow},
    person::Life,
    question::{QuestionKind, QuestionState},
    rule::Document,
};
use jiff::civil::date;
use store::{StoreFault, journal, tables};

use crate::{
    bed::{Bed, PASSWORD, on_each_engine, plain, proposed, refusal},
    people::wish,
    snapshot::Snapshot,
};

/// Titles of the tests' files.
pub const TITLES: &str =
    "NIK|NO_KK|NAMA_LGKP|TMPT_LHR|TGL_LHR|JENIS_KLMIN|STAT_KWN|NAMA_LGKP_IBU|DESA|ALAMAT|RT|RW|NO HP|STATUS HIDUP|STATUS REKAM|TGL STATUS";

/// A row about the woman with this serial.
pub fn row(serial: u16, name: &str, mother: &str) -> String {
    format!(
        "520801520585{serial:04}|5208010101150002|{name}|TANJUNG|12/05/1985|P|K|{mother}|52.08.01.2001|DUSUN KARANG|1|2|||SFE|01/11/2022"
    )
}

/// The row with another cell.
pub fn with(row: &str, title: &str, cell: &str) -> String {
    let place = TITLES.split('|').position(|found| found == title).unwrap();
    let cells: Vec<&str> = row.split('|').enumerate().map(|(index, found)| if index == place { cell } else { found }).collect();
    cells.join("|")
}

fn sheet(titles: &str, rows: &[String]) -> (Incoming, Vec<SheetRow>) {
    let titles: Vec<String> = titles.split('|').map(str::to_owned).collect();
    let head = SheetHead { layout: Some(Layout::Table), columns: Mapping::propose(&titles).0, titles, as_of: Some(date(2022, 11, 20)) };
    let rows = (2..).zip(rows).map(|(line, row)| SheetRow { line, cells: row.split('|').map(str::to_owned).collect() }).collect();
    (Incoming { name: "penduduk.csv".to_owned(), hash: "00".repeat(32), head }, rows)
}

/// Hands a file in and has it compared.
pub fn compared(bed: &Bed, titles: &str, rows: &[String]) -> ImportId {
    let (file, rows) = sheet(titles, rows);
    let received = import::receive(&bed.office, None, &file, rows.into_iter().map(Ok::<_, AppError>)).unwrap();
    if received.state == ImportState::Mapping {
        import::accept_proposed_columns(&bed.office, received.import).unwrap();
    }
    assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Done);
    received.import
}

/// The same, said yes to and taken over.
pub fn imported(bed: &Bed, titles: &str, rows: &[String]) -> ImportSummary {
    let id = compared(bed, titles, rows);
    import::confirm(&bed.office, &bed.caller(Role::DataAdmin), &plain(), id).unwrap();
    assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Done);
    let summary = import::outcome(&bed.office, id).unwrap();
    assert_eq!(summary.state, ImportState::Done);
    summary
}

/// The line as it is stored, the status that counts, how often the centre was seen to say something.
type Held = (String, Option<(CentralCode, jiff::civil::Date)>, usize);

/// What the register holds, by NIK.
fn register(bed: &Bed) -> BTreeMap<String, Held> {
    let found = bed.office.store().read(|tx| {
        let mut found = BTreeMap::new();
        for id in 1..=tables::person::last_id(tx)? {
            let Some(person) = tables::person::find(tx, PersonId(id))? else { continue };
            let seen = tables::observation::between(tx, id, id + 1)?.len();
            let line = journal::encode_biodata(&person.biodata)?;
            found.insert(person.biodata.nik.as_str().to_owned(), (line, person.central, seen));
        }
        Ok::<_, StoreFault>(found)
    });
    found.unwrap()
}

/// The open questions, with the NIKs of their people.
fn asked(bed: &Bed) -> BTreeSet<(String, QuestionKind, Vec<String>, usize)> {
    let found = questions::list(&bed.office, &bed.caller(Role::SectionHead), None).unwrap();
    let nik = |person: &domain::person::Person| person.biodata.nik.as_str().to_owned();
    let one = |view: &questions::QuestionView| {
        let mut niks: Vec<String> = view.people.iter().map(nik).collect();
        niks.sort();
        (view.question.id.to_string(), view.question.asked.kind, niks, view.question.asked.rows.len())
    };
    found.iter().map(one).collect()
}

fn counts(of: Counts) -> (i64, i64, i64, i64, i64, i64) {
    (of.new, of.changed, of.same, of.refused, of.held, of.statuses)
}

#[test]
fn rows_become_new_changed_same_or_refused_and_absence_empties_nothing() {
    on_each_engine(|bed| {
        let rows = [
            row(1, "SITI AMINAH", "INAQ SARI"),
            with(&row(2, "BAIQ SARI", "INAQ A"), "NO HP", "0812-3456-7890"),
            with(&row(3, "SALAH", "X"), "TGL_LHR", "31/02/1985"),
        ];
        let first = imported(bed, TITLES, &rows);
        assert_eq!(counts(first.counts), (2, 0, 0, 1, 0, 2));
        let before = register(bed);

        // Fewer columns, empty cells: what is not said stays.
        let fewer = ["5208015205850001|SITI AMINAH|".to_owned(), "5208015205850002|BAIQ SARI PUTRI|".to_owned()];
        let second = imported(bed, "NIK|NAMA|ALAMAT", &fewer);
        assert_eq!(counts(second.counts), (0, 1, 1, 0, 0, 0));
        let after = register(bed);
        assert_eq!(after["5208015205850001"], before["5208015205850001"]);
        assert_eq!(after["5208015205850002"].0, before["5208015205850002"].0.replace("BAIQ SARI", "BAIQ SARI PUTRI"));
        assert_eq!(after.len(), 2, "nobody is deleted because a row is absent");
        bed.verified();
    });
}

#[test]
fn the_same_file_twice_changes_nothing() {
    on_each_engine(|bed| {
        let rows: Vec<String> =
            (1..=30).map(|serial| row(serial, "SITI", "INAQ SARI")).map(|row| with(&row, "NAMA_LGKP_IBU", "")).collect();
        imported(bed, TITLES, &rows);
        let before = Snapshot::of(bed);
        let again = imported(bed, TITLES, &rows);
        assert_eq!(counts(again.counts), (0, 0, 30, 0, 0, 0));
        let kept =
            ["import_batch", "import_row", "import_mapping", "journal", "journal_head", "journal_payload", "subject_key", "idempotency"];
        let changed = before.changed(&Snapshot::of(bed));
        assert!(changed.iter().all(|table| kept.contains(table)), "{changed:?}");
        bed.verified();
    });
}

/// A file with everything: people, refused rows, a row twice, clashing rows, no NIK, one person with two NIKs.
fn everything() -> Vec<String> {
    let names = ["AMINAH", "BADRIAH", "CITRA", "DEWI", "ENDANG", "FATMA", "GINA", "HASNAH", "INDAH", "JUMIATI", "KARTINI", "LESTARI"];
    let mut rows: Vec<String> = (1..).zip(names).map(|(serial, name)| row(serial, &format!("SITI {name}"), "INAQ SARI")).collect();
    rows.push(rows[3].clone());
    rows.push(with(&rows[4], "NAMA_LGKP", "ORANG LAIN"));
    rows.push(with(&row(20, "TANPA NIK", "INAQ SARI"), "NIK", "0"));
    rows.push(row(21, "MOCH. SALEH", "RACHMAH"));
    rows.push(row(22, "MUHAMMAD SALEH", "RAHMAH"));
    rows.push(with(&row(23, "SALAH", "X"), "DESA", "ANTAH BERANTAH"));
    rows.push(with(&row(24, "SALAH", "X"), "NIK", "52O8015205850024"));
    rows
}

#[test]
fn any_order_any_parts_and_any_repetition_give_the_same_register_and_the_same_questions() {
    let rows = everything();
    let whole = Bed::on_sqlite();
    let summary = imported(&whole, TITLES, &rows);
    assert_eq!(counts(summary.counts), (13, 0, 1, 2, 3, 13));
    let (people, wanted) = (register(&whole), asked(&whole));
    let kinds: Vec<QuestionKind> = wanted.iter().map(|one| one.1).collect();
    assert_eq!(kinds.iter().copied().collect::<BTreeSet<_>>().len(), 3, "{kinds:?}");
    whole.verified();

    // A linear congruential generator, so that the orders are others and always the same.
    let mut state = 7_u64;
    for turn in 0..6 {
        let mut shuffled = rows.clone();
        for index in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(index, (state >> 33) as usize % (index + 1));
        }
        let bed = Bed::on_sqlite();
        imported(&bed, TITLES, &shuffled);
        if turn % 2 == 0 {
            imported(&bed, TITLES, &shuffled);
        }
        assert_eq!((register(&bed), asked(&bed)), (people.clone(), wanted.clone()), "order {turn}");
        bed.verified();
    }
    // Rows that do not clash, in parts of any size.
    let clean = &rows[..12];
    for size in [1, 5, 11] {
        let bed = Bed::on_sqlite();
        for part in clean.chunks(size) {
            imported(&bed, TITLES, part);
        }
        let wanted: Vec<_> = people.iter().filter(|(nik, _)| nik.as_str() != "5208015205850005").take(11).collect();
        let found = register(&bed);
        assert!(wanted.iter().all(|(nik, line)| found.get(*nik) == Some(line)), "parts of {size}");
        bed.verified();
    }
}

#[test]
fn an_interrupted_import_goes_on_where_it_stood() {
    let people: Vec<String> =
        (0..1700).map(|serial| with(&row(serial + 1, "SITI AMINAH", ""), "ALAMAT", &format!("RUMAH {serial}"))).collect();
    let whole = Bed::on_sqlite();
    imported(&whole, TITLES, &people);
    for parts in 0..3 {
        let bed = Bed::on_sqlite();
        let id = compared(&bed, TITLES, &people);
        import::confirm(&bed.office, &bed.caller(Role::DataAdmin), &plain(), id).unwrap();
        // Another server process begins the work and is told to stop: what it had taken over stays taken over.
        std::thread::scope(|scope| {
            let office = &bed.office;
            scope.spawn(move || {
                while import::outcome(office, id).unwrap().progress.0 < parts {
                    std::thread::yield_now();
                }
                office.stop_background();
            });
            import::work_once(office).unwrap();
        });
        let bed = bed.reopened();
        while import::outcome(&bed.office, id).unwrap().state != ImportState::Done {
            import::work_once(&bed.office).unwrap();
        }
        assert_eq!(counts(import::outcome(&bed.office, id).unwrap().counts), (1700, 0, 0, 0, 0, 1700));
        assert_eq!(register(&bed), register(&whole), "after {parts} parts");
        bed.verified();
    }
}

#[test]
fn people_are_added_by_hand_while_a_file_is_taken_over() {
    on_each_engine(|bed| {
        let people: Vec<String> = (0..1200).map(|serial| row(serial + 1, "SITI AMINAH", "")).collect();
        let id = compared(bed, TITLES, &people);
        import::confirm(&bed.office, &bed.caller(Role::DataAdmin), &plain(), id).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                for serial in 9000..9020 {
                    crate::people::add(bed, &crate::people::man(serial));
                }
            });
            import::work_once(&bed.office).unwrap();
        });
        assert_eq!(import::outcome(&bed.office, id).unwrap().counts.new, 1200);
        assert_eq!(register(bed).len(), 1220);
        bed.verified();
    });
}

#[test]
fn statuses_are_kept_whatever_their_order_and_cases_follow() {
    on_each_engine(|bed| {
        imported(bed, TITLES, &[with(&row(1, "SITI", ""), "STATUS REKAM", "")]);
        let person = PersonId(1);
        let new = NewCase { ..wish(person, Purpose::First, [Document::KkCopy]) };
        let case = CaseId::parse(&cases::open(&bed.office, &bed.caller(Role::Counter), &plain(), new).unwrap().case).unwrap();
        let state = || cases::view(&bed.office, &bed.caller(Role::SectionHead), case).unwrap().case.state;
        let list = |rows: &[&str]| {
            let rows: Vec<String> = rows.iter().map(|row| format!("5208015205850001|{row}")).collect();
            imported(bed, "NIK|STATUS|TANGGAL STATUS", &rows).counts
        };
        assert_eq!(state(), CaseState::WaitingRecording);
        assert_eq!(counts(list(&["SENT_FOR_ENROLLMENT|10/11/2022"])), (0, 1, 0, 0, 0, 1));
        assert_eq!(state(), CaseState::WaitingCentral);
        assert_eq!(counts(list(&["BIO CAPTURED|08/11/2022"])), (0, 1, 0, 0, 0, 1));
        assert_eq!(state(), CaseState::WaitingCentral, "a late status is kept and moves nothing");
        assert_eq!(counts(list(&["PRR|12/11/2022"])), (0, 1, 0, 0, 0, 1));
        assert_eq!(state(), CaseState::ReadyToPrint, "print ready moves the waiting case by itself");
        assert_eq!(counts(list(&["PRR|12/11/2022"])), (0, 0, 1, 0, 0, 0), "the same list again says nothing new");
        assert_eq!(counts(list(&["DUPLICATE RECORD|13/11/2022"])), (0, 1, 0, 0, 0, 1));
        assert_eq!(state(), CaseState::WaitingCentral, "a status may go backwards");
        assert_eq!(register(bed)["5208015205850001"].2, 4);
        let unknown = imported(bed, "NIK|STATUS", &["5208015205850099|PRR".to_owned()]);
        assert_eq!(counts(unknown.counts), (0, 0, 0, 1, 0, 0));
        bed.verified();
    });
}

#[test]
fn a_file_that_changes_much_at_once_needs_two_people() {
    let bed = Bed::on_sqlite();
    let people: Vec<String> = (1..=40).map(|serial| row(serial, "SITI AMINAH", "")).collect();
    imported(&bed, TITLES, &people);
    let (admin, head) = (bed.caller(Role::DataAdmin), bed.caller(Role::Head));
    for (name, rows) in [
        ("left", people.iter().take(3).map(|row| with(row, "STATUS HIDUP", "MATI")).collect::<Vec<_>>()),
        ("births", people.iter().take(12).map(|row| with(row, "TGL_LHR", "13/05/1985")).collect()),
        ("moved_out", vec![with(&people[30], "DESA", "16.71.01.1001")]),
    ] {
        let id = compared(&bed, TITLES, &rows);
        let page = import::page(&bed.office, &admin, id, ShownKind::Changed).unwrap();
        assert!(page.exceeded.iter().any(|one| one.measure.code() == name), "{name}: {:?}", page.exceeded);
        assert_eq!(refusal(import::confirm_by_owner(&bed.office, id)), "IMPORT-0006", "{name}");
        let asked = proposed(import::confirm(&bed.office, &admin, &plain(), id));
        assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Idle, "{name}: nothing is taken over yet");
        let digest = proposals::view(&bed.office, &head, asked).unwrap().line.proposal.digest;
        proposals::approve(&bed.office, &head, &plain(), asked, &digest, PASSWORD).unwrap();
        assert_eq!(import::work_once(&bed.office).unwrap(), Worked::Done, "{name}");
    }
    let one = vec![with(&people[20], "STATUS HIDUP", "MATI")];
    assert_eq!(imported(&bed, TITLES, &one).counts.left, 1, "one of forty needs nobody else");
    bed.verified();
}

#[test]
fn an_import_is_refused_where_it_does_not_stand() {
    let bed = Bed::on_sqlite();
    let admin = bed.caller(Role::DataAdmin);
    let nobody = ImportId(uuid::Uuid::from_u128(9));
    assert_eq!(refusal(import::confirm(&bed.office, &admin, &plain(), nobody)), "IMPORT-0001");
    let first = compared(&bed, TITLES, &[row(1, "SITI", "")]);
    let second = compared(&bed, TITLES, &[row(2, "SITI", "")]);
    import::confirm(&bed.office, &admin, &plain(), first).unwrap();
    assert_eq!(refusal(import::confirm(&bed.office, &admin, &plain(), first)), "IMPORT-0002");
    assert_eq!(refusal(import::confirm(&bed.office, &admin, &plain(), second)), "IMPORT-0005", "another one is under way");
    assert_eq!(refusal(import::cancel(&bed.office, &admin, &plain(), first)), "IMPORT-0002");
    import::work_once(&bed.office).unwrap();
    assert_eq!(refusal(import::confirm(&bed.office, &admin, &plain(), second)), "IMPORT-0004", "the register is another one now");
    import::again(&bed.office, &admin, &plain(), second).unwrap();
    import::work_once(&bed.office).unwrap();
    import::confirm(&bed.office, &admin, &plain(), second).unwrap();
    import::work_once(&bed.office).unwrap();
    let third = compared(&bed, TITLES, &[row(3, "SITI", "")]);
    import::cancel(&bed.office, &admin, &plain(), third).unwrap();
    assert_eq!(register(&bed).len(), 2);
    let (file, rows) = sheet("NAMA|ALAMAT", &["SITI|TANJUNG".to_owned()]);
    let received = import::receive(&bed.office, Some(&admin), &file, rows.into_iter().map(Ok::<_, AppError>)).unwrap();
    assert_eq!(received.state, ImportState::Mapping, "a table without a NIK waits for somebody who says what is what");
    assert_eq!(refusal(import::accept_proposed_columns(&bed.office, received.import)), "IMPORT-0003");
    let set_up = import::SetUp { columns: vec![Some(Column::Nik), Some(Column::Nik)], as_of: None };
    assert_eq!(refusal(import::map_columns(&bed.office, &admin, &plain(), received.import, &set_up)), "INPUT-0001");
    bed.verified();
}

#[test]
fn questions_are_answered_by_leaving_taking_or_merging() {
    let bed = Bed::on_sqlite();
    imported(&bed, TITLES, &everything());
    // A row that bears the NIK of somebody else.
    let other = with(&with(&row(1, "BUDI SANTOSO", "RATNA"), "TGL_LHR", "01/02/1970"), "JENIS_KLMIN", "L");
    assert_eq!(counts(imported(&bed, TITLES, &[other]).counts), (0, 0, 0, 0, 1, 0));
    let (admin, head) = (bed.caller(Role::DataAdmin), bed.caller(Role::Head));
    let find = |kind: QuestionKind| {
        let found = questions::list(&bed.office, &admin, Some(kind)).unwrap();
        assert_eq!(found.len(), 1, "{kind}");
        found.into_iter().next().unwrap()
    };
    let approve = |result: Result<questions::QuestionAnswered, AppError>| {
        let asked = proposed(result);
        let digest = proposals::view(&bed.office, &head, asked).unwrap().line.proposal.digest;
        proposals::approve(&bed.office, &head, &plain(), asked, &digest, PASSWORD)
    };

    let two = find(QuestionKind::NikTwoPeople);
    let id = two.question.id.clone();
    assert_eq!(refusal(questions::leave(&bed.office, &admin, &plain(), id.clone(), " ")), "INPUT-0001");
    questions::leave(&bed.office, &admin, &plain(), id.clone(), "NIK salah ketik di berkas").unwrap();
    assert_eq!(refusal(questions::leave(&bed.office, &admin, &plain(), id, "lagi")), "QUESTION-0002");

    let clash = find(QuestionKind::SameNikInFile);
    assert_eq!(clash.question.asked.rows.len(), 2);
    let right =
        clash.question.asked.rows.iter().position(|row| row.name.as_ref().is_some_and(|name| name.as_str() != "ORANG LAIN")).unwrap();
    approve(questions::take_row(&bed.office, &admin, &plain(), clash.question.id, right, None)).unwrap();
    assert!(register(&bed)["5208015205850005"].0.contains("SITI ENDANG"));

    let none = find(QuestionKind::NoNik);
    let target = PersonId(1);
    approve(questions::take_row(&bed.office, &admin, &plain(), none.question.id.clone(), 0, Some(target))).unwrap();
    assert!(register(&bed)["5208015205850001"].0.contains("TANPA NIK"));

    let twice = find(QuestionKind::TwoNiks);
    let [keep, drop] = twice.people.as_slice() else { panic!("two people") };
    let wish = |keep: PersonId| questions::Merge { question: twice.question.id.clone(), keep, take: BTreeSet::from([Column::Name]) };
    assert_eq!(refusal(questions::merge(&bed.office, &admin, &plain(), wish(PersonId(1)))), "QUESTION-0003");
    let name = drop.biodata.name.as_str().to_owned();
    approve(questions::merge(&bed.office, &admin, &plain(), wish(keep.id))).unwrap();
    let after = bed.office.store().read(|tx| {
        let dropped = tables::person::find(tx, drop.id)?;
        Ok::<_, StoreFault>((tables::person::find(tx, keep.id)?.unwrap(), dropped.unwrap()))
    });
    let (kept, dropped) = after.unwrap();
    assert_eq!((kept.biodata.name.as_str(), dropped.biodata.life), (name.as_str(), Life::Gone));
    assert_eq!(asked(&bed).len(), 0);
    assert_eq!(questions::counts(&bed.office, &admin).unwrap(), []);
    let state = questions::view(&bed.office, &admin, &twice.question.id).unwrap().question.state;
    assert_eq!(state, QuestionState::Merged);

    // The same file raises no question a second time.
    imported(&bed, TITLES, &everything()[1..]);
    assert_eq!(asked(&bed).len(), 0);
    bed.verified();
}

#[test]
fn refused_rows_keep_their_line_their_cells_and_a_reason() {
    let bed = Bed::on_sqlite();
    let admin = bed.caller(Role::DataAdmin);
    let summary = imported(&bed, TITLES, &everything());
    let refused = import::refused(&bed.office, &admin, summary.id).unwrap();
    let lines: Vec<u32> = refused.rows.iter().map(|row| row.line).collect();
    assert_eq!(lines, [19, 20]);
    let problems: Vec<_> =
        refused.rows.iter().flat_map(|row| row.problems.iter().map(|one| (one.column, one.proposal.as_deref()))).collect();
    assert_eq!(problems, [(Column::Village, None), (Column::Nik, Some("5208015205850024"))]);
    assert_eq!(refused.titles.join("|"), TITLES);
    assert_eq!(refused.rows[1].cells.join("|"), everything()[18]);
    // Mended, they are taken; the rows that were taken before say nothing new.
    let mended = [with(&everything()[17], "DESA", "52.08.01.2001"), with(&everything()[18], "NIK", "5208015205850024")];
    assert_eq!(counts(imported(&bed, TITLES, &mended).counts), (2, 0, 0, 0, 0, 2));
    bed.forward(jiff::SignedDuration::from_hours(24 * 31));
    app::upkeep::schedule(&bed.office).unwrap();
    app::upkeep::work_once(&bed.office).unwrap();
    assert!(import::refused(&bed.office, &admin, summary.id).unwrap().rows.is_empty(), "after a month they are forgotten");
    assert!(import::latest(&bed.office, &admin).unwrap().len() >= 2);
    bed.verified();
}
