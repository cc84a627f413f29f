//! Whole rows: tables of what a row becomes, and properties over rows that nobody has thought of.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{
    Cleaned, Cleaning, Column, DateEvidence, DateOrder, Incoming, Mapping, NikCell, Residence, RowProblem, RowReader, RowReading,
    RowWarning, SheetRow, clean::clean,
};
use crate::{
    area::{Areas, VillageCode},
    central::CentralCode,
    office::OfficeCode,
    person::{Biodata, Kk, Life, Marital, NameRefusal, Nik, NikRefusal, PersonName, Phone, Sex},
    refusal::FieldProblem,
};

const TODAY: Date = date(2022, 11, 25);
const NIK: &str = "5208011205859001";

fn areas() -> Areas {
    let names = [
        ("35", "Jawa Timur"),
        ("52", "Nusa Tenggara Barat"),
        ("52.01", "Kabupaten Lombok Barat"),
        ("52.08", "Kabupaten Lombok Utara"),
        ("52.08.01", "Tanjung"),
        ("52.08.02", "Gangga"),
        ("52.08.01.2001", "Tanjung"),
        ("52.08.01.2002", "Sokong"),
        ("52.08.02.2001", "Gondang"),
    ];
    Areas::new(names.map(|(code, name)| (code.to_owned(), name.to_owned())))
}

fn reader(columns: &[Column]) -> RowReader {
    let mapping = Mapping(columns.iter().copied().map(Some).collect());
    RowReader::new(&mapping, DateOrder::DayFirst, &areas(), OfficeCode::parse("5208").unwrap(), TODAY)
}

fn read(cells: &[(Column, &str)]) -> RowReading {
    let columns: Vec<Column> = cells.iter().map(|(column, _)| *column).collect();
    reader(&columns).read(&SheetRow { line: 1, cells: cells.iter().map(|(_, cell)| (*cell).to_owned()).collect() })
}

/// What a row with a good NIK and this beside it says.
fn said(cells: &[(Column, &str)]) -> Incoming {
    let cells: Vec<(Column, &str)> = [(Column::Nik, NIK)].into_iter().chain(cells.iter().copied()).collect();
    read(&cells).incoming.unwrap()
}

#[test]
fn a_row_of_siak_is_read_whole() {
    let reading = read(&[
        (Column::Kk, "520801.120520.0001"),
        (Column::Nik, "'5208011205859001"),
        (Column::Name, "NUR´AINI  SALEH"),
        (Column::Life, "HIDUP"),
        (Column::BirthPlace, "TANJUNG"),
        (Column::BirthDate, "12-05-1985"),
        (Column::Sex, "Perempuan"),
        (Column::Mother, "SITI AMINAH"),
        (Column::Marital, "KAWIN TERCATAT"),
        (Column::Subdistrict, "TANJUNG"),
        (Column::Village, "SOKONG"),
        (Column::Address, "JL. RAYA 1"),
        (Column::Hamlet, "KARANG LANGU"),
        (Column::Rw, "'000"),
        (Column::Rt, "'001"),
        (Column::Phone, "'+62 812-3456-7890"),
        (Column::Central, "SENT FOR\nCARD PRINTING"),
        (Column::CentralDate, "2022-11-01 00:00:00"),
    ]);
    let expected = Incoming {
        nik: NikCell::Known(Nik::parse(NIK).unwrap()),
        kk: Some(Kk::parse("5208011205200001").unwrap()),
        name: Some(PersonName::parse("NUR'AINI SALEH").unwrap()),
        birth_place: Some("TANJUNG".to_owned()),
        birth_date: Some(date(1985, 5, 12)),
        sex: Some(Sex::Female),
        marital: Some(Marital::Married),
        mother: Some(PersonName::parse("SITI AMINAH").unwrap()),
        residence: Some(Residence::Here(VillageCode::parse("5208012002").unwrap())),
        address: Some("JL. RAYA 1, KARANG LANGU".to_owned()),
        rt: Some(1),
        rw: Some(0),
        phone: Some(Phone::parse("081234567890").unwrap()),
        life: Some(Life::Alive),
        central: Some((CentralCode::SentForCardPrinting, Some(date(2022, 11, 1)))),
    };
    assert_eq!(reading.incoming, Ok(expected));
    let mut cleaned: Vec<String> = reading.cleaned.iter().map(|Cleaned { column, how }| format!("{column} {how}")).collect();
    cleaned.sort();
    let noted =
        ["central blanks", "kk separators", "name apostrophe_sign", "name blanks", "nik apostrophe", "phone apostrophe", "rt apostrophe"];
    assert_eq!(cleaned, [&noted[..], &["rw apostrophe"]].concat());
    assert_eq!(reading.warnings, [(RowWarning::SexDiffersFromNik, Column::Sex)]);
}

#[test]
fn all_that_is_wrong_with_a_row_is_named_at_once() {
    let reading = read(&[
        (Column::Nik, "52080112O5859001"),
        (Column::Kk, "5.2E+15"),
        (Column::Name, "SITI AMINAH 2"),
        (Column::BirthDate, "12/05/85"),
        (Column::Sex, "X"),
        (Column::Village, "Sokonk"),
        (Column::Central, "SOMETHING"),
    ]);
    let problem = |column, problem, proposal: Option<&str>| RowProblem { column, problem, proposal: proposal.map(str::to_owned) };
    let mut problems = reading.incoming.unwrap_err();
    problems.sort_by_key(|problem| problem.column);
    assert_eq!(
        problems,
        [
            problem(Column::Kk, FieldProblem::RoundedByExcel, None),
            problem(Column::Nik, FieldProblem::Nik(NikRefusal::NotDigit { position: 9, found: 'O' }), Some(NIK)),
            problem(Column::Name, FieldProblem::Name(NameRefusal::Sign { found: '2' }), None),
            problem(Column::BirthDate, FieldProblem::YearWithoutCentury, None),
            problem(Column::Sex, FieldProblem::NotAChoice, None),
            problem(Column::Village, FieldProblem::UnknownArea, Some("Sokong")),
            problem(Column::Central, FieldProblem::NotAChoice, None),
        ]
    );
    let shown = format!("{problems:?}");
    assert!(!shown.contains(NIK) && !shown.contains("Sokong"), "{shown}");
}

#[test]
fn each_cell_is_refused_for_its_own_reason() {
    let long = "A".repeat(121);
    for (column, cell, problem, proposal) in [
        (Column::Nik, "9901011205859001", FieldProblem::Nik(NikRefusal::UnknownArea { area: "990101".to_owned() }), None),
        (Column::Nik, "5208991205859001", FieldProblem::Nik(NikRefusal::UnknownArea { area: "520899".to_owned() }), None),
        (Column::Name, "S1T1 AMINAH", FieldProblem::Name(NameRefusal::Sign { found: '1' }), Some("SITI AMINAH")),
        (Column::Name, "S0LEH", FieldProblem::Name(NameRefusal::Sign { found: '0' }), Some("SOLEH")),
        (Column::Name, "000", FieldProblem::Name(NameRefusal::Sign { found: '0' }), None),
        (Column::Mother, "王", FieldProblem::Name(NameRefusal::Sign { found: '王' }), None),
        (Column::BirthDate, "2022-11-26", FieldProblem::FutureDate, None),
        (Column::CentralDate, "31/02/2022", FieldProblem::ImpossibleDate, None),
        (Column::BirthPlace, &long, FieldProblem::TooLong { max: 120 }, None),
        (Column::Address, &long, FieldProblem::TooLong { max: 120 }, None),
        (Column::Marital, "5", FieldProblem::NotAChoice, None),
        (Column::Life, "5", FieldProblem::NotAChoice, None),
    ] {
        let expected = RowProblem { column, problem, proposal: proposal.map(str::to_owned) };
        assert_eq!(read(&[(column, cell)]).incoming, Err(vec![expected]), "{column} {cell}");
    }
    let reading = read(&[(Column::BirthDate, "12/05/85"), (Column::Nik, NIK)]);
    let proposal = Some("1985-05-12".to_owned());
    assert_eq!(reading.incoming, Err(vec![RowProblem { column: Column::BirthDate, problem: FieldProblem::YearWithoutCentury, proposal }]));
}

#[test]
fn a_row_that_is_odd_is_taken_with_a_warning() {
    let good = [(Column::Name, "SALEH"), (Column::Sex, "L"), (Column::Marital, "BK")];
    for (column, cell, warning, at) in [
        (Column::BirthDate, "13/05/1985", RowWarning::BirthDateDiffersFromNik, Column::BirthDate),
        (Column::Sex, "P", RowWarning::SexDiffersFromNik, Column::Sex),
        (Column::Sex, "", RowWarning::SexFromNik, Column::Sex),
        (Column::Marital, "NULL", RowWarning::MaritalAssumed, Column::Marital),
        (Column::Nik, "3501011205859001", RowWarning::NikAreaFormer, Column::Nik),
        (Column::Phone, "0370-123456", RowWarning::CellIgnored, Column::Phone),
        (Column::Rt, "1234", RowWarning::CellIgnored, Column::Rt),
        (Column::Rw, "II", RowWarning::CellIgnored, Column::Rw),
        (Column::Province, "Atlantis", RowWarning::CellIgnored, Column::Province),
        (Column::Central, "SUDAH REKAM", RowWarning::StatusTooVague, Column::Central),
    ] {
        let mut cells = vec![(Column::Nik, NIK)];
        cells.extend(good);
        cells.retain(|(other, _)| *other != column);
        cells.extend([(column, cell), (Column::Village, "Gondang")]);
        let reading = read(&cells);
        assert!(reading.incoming.is_ok(), "{column} {cell}");
        assert_eq!(reading.warnings, [(warning, at)], "{column} {cell}");
    }
    let married = read(&[(Column::Nik, NIK), (Column::Marital, "P")]);
    assert_eq!(married.warnings, [(RowWarning::CellIgnored, Column::Marital)]);
    assert!(read(&[(Column::Nik, NIK), (Column::Central, "BC")]).warnings.is_empty(), "a list of statuses says nothing of sex");
}

#[test]
fn a_newcomer_s_line_lacks_what_the_row_does_not_say() {
    let whole = [(Column::Name, "SALEH"), (Column::BirthDate, "12-05-1985"), (Column::Village, "SOKONG")];
    let line = said(&whole).new_line().unwrap();
    assert_eq!((line.sex, line.marital, line.life), (Sex::Male, Marital::Single, Life::Alive));
    let lacking = |incoming: &Incoming| -> Vec<(Column, FieldProblem)> {
        incoming.new_line().unwrap_err().into_iter().map(|problem| (problem.column, problem.problem)).collect()
    };
    for (without, _) in whole {
        let rest: Vec<(Column, &str)> = whole.into_iter().filter(|(column, _)| *column != without).collect();
        assert_eq!(lacking(&said(&rest)), [(without, FieldProblem::Missing)]);
    }
    let elsewhere = said(&[whole[0], whole[1], (Column::Regency, "LOMBOK BARAT")]);
    assert_eq!(lacking(&elsewhere), [(Column::Village, FieldProblem::UnknownArea)]);
    let nobody = read(&[(Column::Nik, "0")]).incoming.unwrap();
    assert_eq!(lacking(&nobody).len(), 4);
}

#[test]
fn small_things_of_an_address() {
    let address = |address, hamlet| said(&[(Column::Address, address), (Column::Hamlet, hamlet)]).address;
    assert_eq!(address("DUSUN LENDANG", "Lendang").as_deref(), Some("DUSUN LENDANG"));
    assert_eq!(address("-", "LENDANG").as_deref(), Some("LENDANG"));
    assert_eq!(address("-", "-"), None);
    for (cell, expected) in [
        ("002/005", (Some(2), Some(5))),
        ("RT 02/RW 05", (Some(2), Some(5))),
        ("002/-", (Some(2), None)),
        ("7", (Some(7), None)),
        ("RT.007", (Some(7), None)),
        ("-", (None, None)),
    ] {
        let incoming = said(&[(Column::Rt, cell)]);
        assert_eq!((incoming.rt, incoming.rw), expected, "{cell}");
    }
    for (cell, place, born) in [
        ("TANJUNG, 12-05-1985", Some("TANJUNG"), date(1985, 5, 12)),
        ("KAB. LOMBOK, UTARA,12 Mei 1985", Some("KAB. LOMBOK, UTARA"), date(1985, 5, 12)),
        ("Mei 12, 1985", None, date(1985, 5, 12)),
    ] {
        let incoming = said(&[(Column::BirthDate, cell)]);
        assert_eq!((incoming.birth_place.as_deref(), incoming.birth_date), (place, Some(born)), "{cell}");
    }
    assert_eq!(said(&[(Column::Province, "0"), (Column::Village, "0")]).residence, None);
    assert_eq!(said(&[(Column::Regency, "LOMBOK BARAT"), (Column::Village, "KEKERI")]).residence, Some(Residence::Elsewhere));
    let short = RowReading { incoming: Ok(said(&[])), cleaned: Vec::new(), warnings: Vec::new() };
    let columns = [Column::Nik, Column::Name];
    assert_eq!(reader(&columns).read(&SheetRow { line: 1, cells: vec![NIK.to_owned()] }), short, "a row may be shorter than its titles");
}

/// The cells by which a line of the register is written so that it is read again.
fn cells_of(line: &Biodata) -> Vec<(Column, String)> {
    let sex = if line.sex == Sex::Male { "L" } else { "P" };
    let marital = ["BK", "K", "CH", "CM"][line.marital as usize];
    let life = ["HIDUP", "MATI", "PINDAH", "HILANG"][line.life as usize];
    vec![
        (Column::Kk, line.kk.as_ref().map_or("", Kk::as_str).to_owned()),
        (Column::Nik, line.nik.as_str().to_owned()),
        (Column::Name, line.name.as_str().to_owned()),
        (Column::BirthPlace, line.birth_place.clone()),
        (Column::BirthDate, line.birth_date.to_string()),
        (Column::Sex, sex.to_owned()),
        (Column::Marital, marital.to_owned()),
        (Column::Mother, line.mother.as_ref().map_or("", PersonName::as_str).to_owned()),
        (Column::Village, line.village.as_str().to_owned()),
        (Column::Address, line.address.clone()),
        (Column::Rt, format!("{:03}", line.rt)),
        (Column::Rw, format!("{:03}", line.rw)),
        (Column::Phone, line.phone.as_ref().map(Phone::national).unwrap_or_default()),
        (Column::Life, life.to_owned()),
    ]
}

fn any_name() -> impl Strategy<Value = PersonName> {
    "'?[A-Z][A-Za-z'`’.,/-]{2,12}( [A-ZÉ][a-z]{1,9}){0,3}".prop_filter_map("a name", |text| PersonName::parse(&text).ok())
}

prop_compose! {
    fn any_line()(
        name in any_name(),
        mother in proptest::option::of(any_name()),
        kk in proptest::option::of("[1-9][0-9]{15}"),
        serial in 1..10_000_u32,
        (year, month, day) in (1930..=2021_i16, 1..=12_i8, 1..=28_i8),
        (sex, marital, life) in (0..2_usize, 0..4_usize, 0..4_usize),
        (birth_place, address) in ("[A-Za-z]{1,10}( [A-Za-z0-9./'-]{1,9}){0,6}", "[A-Za-z][A-Za-z0-9.,/'-]{0,9}( [A-Za-z0-9.,/'-]{1,9}){0,8}"),
        village in prop::sample::select(vec!["5208012001", "5208012002", "5208022001"]),
        (rt, rw) in (0..1000_u16, 0..1000_u16),
        phone in proptest::option::of("8[1-35-9][0-9]{7,10}"),
    ) -> Biodata {
        let digits = u8::try_from(day).unwrap() + if sex == 1 { 40 } else { 0 };
        let nik = format!("520801{digits:02}{month:02}{:02}{serial:04}", year % 100);
        Biodata {
            nik: Nik::parse(&nik).unwrap(),
            kk: kk.map(|kk| Kk::parse(&kk).unwrap()),
            name,
            birth_place: Some(birth_place).filter(|text| !text.eq_ignore_ascii_case("null")).unwrap_or_default(),
            birth_date: date(year, month, day),
            sex: Sex::ALL[sex],
            marital: Marital::ALL[marital],
            mother,
            village: VillageCode::parse(village).unwrap(),
            address: Some(address).filter(|text| !text.eq_ignore_ascii_case("null")).unwrap_or_default(),
            rt,
            rw,
            phone: phone.map(|phone| Phone::parse(&phone).unwrap()),
            life: Life::ALL[life],
        }
    }
}

fn incoming_of(line: &Biodata) -> Incoming {
    let cells = cells_of(line);
    let cells: Vec<(Column, &str)> = cells.iter().map(|(column, cell)| (*column, cell.as_str())).collect();
    let reading = read(&cells);
    assert_eq!((reading.cleaned, reading.warnings), (Vec::new(), Vec::new()));
    reading.incoming.unwrap()
}

fn evidence_of(cells: &[String]) -> DateEvidence {
    let mut evidence = DateEvidence::default();
    for cell in cells {
        evidence.see(cell);
    }
    evidence
}

proptest! {
    #[test]
    fn a_line_that_is_written_is_read_again(line in any_line()) {
        prop_assert_eq!(incoming_of(&line).new_line().unwrap(), line);
    }

    #[test]
    fn what_a_row_does_not_say_stays(known in any_line(), line in any_line(), silent in prop::collection::vec(any::<bool>(), 14)) {
        let mut cells = cells_of(&line);
        for ((column, cell), silent) in cells.iter_mut().zip(&silent) {
            if *silent && *column != Column::Nik {
                cell.clear();
            }
        }
        let told: Vec<(Column, &str)> = cells.iter().map(|(column, cell)| (*column, cell.as_str())).collect();
        let incoming = read(&told).incoming.unwrap();
        let after = incoming.over(&known);
        prop_assert_eq!(incoming.over(&after), after.clone(), "a second time changes nothing");
        let (before, line, after) = (cells_of(&known), cells_of(&line), cells_of(&after));
        for (index, silent) in silent.iter().enumerate() {
            let says_nothing = *silent || line[index].1.is_empty();
            let expected = if says_nothing || line[index].0 == Column::Nik { &before[index] } else { &line[index] };
            prop_assert_eq!(&after[index], expected);
        }
    }

    #[test]
    fn whoever_moved_away_keeps_the_last_village(known in any_line()) {
        let lasting = if known.life == Life::Alive { Life::Moved } else { known.life };
        for (life, expected) in [("HIDUP", Life::Moved), ("MATI", Life::Dead), ("", lasting)] {
            let incoming = said(&[(Column::Regency, "LOMBOK BARAT"), (Column::Life, life)]);
            let after = incoming.over(&known);
            prop_assert_eq!((&after.village, after.life), (&known.village, expected));
            prop_assert_eq!(incoming.over(&after), after);
        }
    }

    #[test]
    fn no_cell_harms_the_reader(cells in prop::collection::vec("\\PC*|[0-9/.: TZEeOoIl+'-]{0,20}|\\p{any}{0,9}", 20)) {
        let reading = reader(Column::ALL).read(&SheetRow { line: 1, cells: cells.clone() });
        if let Ok(incoming) = reading.incoming {
            let known = incoming.new_line();
            prop_assert!(known.is_ok() || !known.unwrap_err().is_empty());
        }
        evidence_of(&cells);
        prop_assert_eq!(Mapping::propose(&cells).0.len(), cells.len());
    }

    #[test]
    fn what_is_clean_stays_clean(cell in "[ '\u{a0}\u{feff}\u{200b}\t\nA0=+é-]{0,9}|\\p{any}{0,9}") {
        let once = clean(&cell, |_| {}).into_owned();
        let mut noted: Vec<Cleaning> = Vec::new();
        prop_assert_eq!(clean(&once, |how| noted.push(how)), once.as_str());
        prop_assert!(noted.is_empty());
    }

    #[test]
    fn evidence_has_no_order(cells in prop::collection::vec("[0-3]?[0-9]/[0-3]?[0-9]/(19|20)?[0-9]{2}|[a-z]{0,3}", 0..8), split in 0..8_usize) {
        let backwards: Vec<String> = cells.iter().rev().cloned().collect();
        let (head, tail) = cells.split_at(split.min(cells.len()));
        prop_assert_eq!(evidence_of(&cells), evidence_of(&backwards));
        prop_assert_eq!(evidence_of(&cells), evidence_of(head).and(evidence_of(tail)));
        prop_assert_eq!(evidence_of(tail).and(evidence_of(head)), evidence_of(head).and(evidence_of(tail)));
    }
}
