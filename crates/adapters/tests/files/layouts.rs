//! Every layout in every format, with every oddity, is read as it was made.

use adapters::files::{
    fixtures::{Charset, Grid, Made, Oddity, bip_2012, bip_2016, bip_family, bip_recording, dp4, siak, status_list},
    open_text,
};
use domain::intake::{Column, Layout, SheetRow};
use jiff::civil::{Date, date};

use super::{Desk, Format, PEOPLE, rows};

const STATUS_TITLES: [&str; 3] = ["NIK", "STATUS", "TANGGAL"];

fn check(layout: Layout, as_of: Option<Date>, made: &Made) {
    let (desk, grid) = (Desk::new(), &made.grid);
    for format in Format::all() {
        let sheet = desk.reopen(&made.grid, format).unwrap();
        assert_eq!(sheet.head.layout, Some(layout), "{format:?}");
        assert_eq!(sheet.head.as_of, as_of, "{format:?}");
        let width = sheet.head.titles.len();
        assert_eq!(sheet.head.columns.len(), width);
        let read = rows(sheet);
        assert!(read.iter().all(|row| row.cells.len() == width), "{layout} {format:?}");
        for (read, made) in read.iter().zip(&made.rows) {
            assert_eq!(read.line, format.line(grid, made.line), "{layout} {format:?}");
            assert_eq!(read.cells[..made.cells.len()], made.cells, "{layout} {format:?}");
            assert!(read.cells[made.cells.len()..].iter().all(String::is_empty));
        }
        assert_eq!(read.len(), made.rows.len(), "{layout} {format:?}");
    }
}

#[test]
fn every_layout_is_read_as_it_was_made() {
    let people = &PEOPLE[..60];
    let oddities = Oddity::several(5, 14);
    check(Layout::Siak, None, &siak(people, &oddities));
    check(Layout::Table, None, &dp4(people, &oddities));
    check(Layout::StatusList, None, &status_list(people, &STATUS_TITLES));
    check(Layout::StatusList, None, &status_list(people, &[]));
    check(Layout::Bip2012, None, &bip_2012(people, &oddities));
    check(Layout::Bip2016, Some(date(2016, 12, 31)), &bip_2016(people, &oddities));
    check(Layout::BipFamily, None, &bip_family(people, &oddities));
    for page_rows in [1, 7, 500] {
        check(Layout::BipRecording, Some(date(2026, 6, 30)), &bip_recording(people, &oddities, page_rows));
    }
}

#[test]
fn a_layout_says_what_its_columns_mean() {
    let check = |made: &Made, wanted: &[(&str, Column)]| {
        let sheet = Desk::new().reopen(&made.grid, Format::Xlsx).unwrap();
        let columns = sheet.head.titles.iter().zip(&sheet.head.columns);
        let found: Vec<(&str, Column)> = columns.filter_map(|(title, column)| Some((title.as_str(), (*column)?))).collect();
        assert_eq!(found, wanted);
    };
    let family = |village: bool| {
        let mut family = vec![("No. KK", Column::Kk), ("Alamat", Column::Address), ("RT", Column::Rt), ("RW", Column::Rw)];
        family.push(("Dusun", Column::Hamlet));
        family.extend([("Provinsi", Column::Province), ("Kabupaten/Kota", Column::Regency), ("Kecamatan", Column::Subdistrict)]);
        family.extend(village.then_some(("Desa/Kelurahan", Column::Village)));
        family
    };
    let people = &PEOPLE[..9];
    check(
        &siak(people, &[]),
        &[
            ("Nomor KK", Column::Kk),
            ("NIK", Column::Nik),
            ("Nama Penduduk", Column::Name),
            ("Status", Column::Life),
            ("Tempat Lahir", Column::BirthPlace),
            ("Tanggal Lahir", Column::BirthDate),
            ("Kelamin", Column::Sex),
            ("Ibu", Column::Mother),
            ("Status Kawin", Column::Marital),
            ("Kecamatan", Column::Subdistrict),
            ("Desa/Kel", Column::Village),
            ("Alamat", Column::Address),
            ("RW", Column::Rw),
            ("RT", Column::Rt),
        ],
    );
    let status = [("NIK", Column::Nik), ("STATUS", Column::Central), ("TANGGAL", Column::CentralDate)];
    check(&status_list(people, &STATUS_TITLES), &status);
    check(&dp4(people, &[]), &[]);
    let mut recording = family(true);
    recording.extend([("Nama Lengkap", Column::Name), ("NIK", Column::Nik), ("Tempat Lahir", Column::BirthPlace)]);
    recording.extend([("Tgl Lahir", Column::BirthDate), ("JK", Column::Sex), ("Stat Kwn", Column::Marital)]);
    recording.extend([("Ibu", Column::Mother), ("Stat\nRkm", Column::Central)]);
    check(&bip_recording(people, &[], 50), &recording);
    let mut lombok = family(true);
    lombok.extend([("NIK", Column::Nik), ("NAMA", Column::Name), ("JK(L/P)", Column::Sex), ("TMPT LHR", Column::BirthPlace)]);
    lombok.extend([("TGL LHR", Column::BirthDate), ("KTPEL", Column::Central), ("STATUS", Column::Marital), ("NAMA IBU", Column::Mother)]);
    check(&bip_2012(people, &[]), &lombok);
}

#[test]
fn rows_that_fit_nowhere_are_handed_over_all_the_same() {
    let lines = |text: &str| -> Vec<(u32, String)> {
        let sheet = open_text(text).unwrap();
        rows(sheet).into_iter().map(|row| (row.line, row.cells.join("|"))).collect()
    };
    // Without a comma too few, with one too many, and a total below.
    let table = "NIK,NAMA,ALAMAT\n1,A,X\n2,B\n3,C,Y,Z\n\n,JUMLAH,3\nNIK,NAMA,ALAMAT\n4,D,W\n";
    let wanted = [(2, "1|A|X"), (3, "2|B|"), (4, "3|C|Y|Z"), (6, "|JUMLAH|3"), (8, "4|D|W")];
    assert_eq!(lines(table), wanted.map(|(line, text)| (line, text.to_owned())));

    let blocks = "No. KK : 5208010101209501;;;;\nNO;NIK;NAMA;TEMPAT LAHIR;TGL LAHIR\n1;5208010101909001;A;X;01-01-1990\n\
                  ;;5208010101909002;B;\nx;;C;Y;01-01-1990;Z\n;;;RESTS;\nHalaman 1;;;;\n3;;D;;\nMataram, 1 Mei 2020;;;;\n";
    let read = lines(blocks);
    let lines_read: Vec<u32> = read.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines_read, [3, 4, 5, 8]);
    assert!(read[1].1.contains("5208010101909002"));
    assert!(read[2].1.ends_with("|x||C|Y RESTS|01-01-1990|Z"), "{}", read[2].1);
}

#[test]
fn a_family_that_is_not_named_has_not_the_one_before() {
    let text = "No. KK : 5208010101209501\tAlamat : DUSUN A\nNO\tNIK\tNAMA\tTEMPAT LAHIR\tTGL LAHIR\n1\t5208010101909001\tA\tX\t01-01-1990\n\
                No. KK :\tAlamat :\n1\t5208010101909002\tB\tX\t01-01-1990\n";
    let read = rows(open_text(text).unwrap());
    assert_eq!(read[0].cells[..3], ["5208010101209501", "", "DUSUN A"]);
    assert_eq!(read[1].cells[..3], ["", "", ""]);
}

#[test]
fn a_pasted_list_is_read_with_or_without_separators() {
    let check = |text: &str, wanted: &[(u32, &[&str])]| {
        let sheet = open_text(text).unwrap();
        assert_eq!(sheet.head.layout, Some(Layout::StatusList), "{text}");
        let wanted: Vec<SheetRow> = wanted
            .iter()
            .map(|(line, cells)| SheetRow { line: *line, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() })
            .collect();
        assert_eq!(rows(sheet), wanted, "{text}");
    };
    let (one, other) = ("5208010101909001", "5208010101909002");
    let both = [one, other].map(|nik| [nik, "PRINT READY RECORD", "2026-08-31"]);
    check(&format!("{one} PRINT READY RECORD 2026-08-31\n\n{other}   PRINT READY RECORD  2026-08-31"), &[(1, &both[0]), (3, &both[1])]);
    check(&format!("{one}\tPRINT READY RECORD\t2026-08-31\n{other}\tPRINT READY RECORD\t2026-08-31\n"), &[(1, &both[0]), (2, &both[1])]);
    check(&format!("{one};PRR\r\n{other};DUP"), &[(1, &[one, "PRR"]), (2, &[other, "DUP"])]);
    check(&format!("{one} BELUM REKAM\n{other} NULL\n"), &[(1, &[one, "BELUM REKAM", ""]), (2, &[other, "NULL", ""])]);
    check(&format!("NIK,CURRENT_STATUS_CODE,CREATED\n{one},BIO_CAPTURED,31/08/2026"), &[(2, &[one, "BIO_CAPTURED", "31/08/2026"])]);
    check(&format!("{one}|CARD_SHIPPED|20260831"), &[(1, &[one, "CARD_SHIPPED", "20260831"])]);
}

#[test]
fn refused_rows_are_made_to_order() {
    let made = siak(&PEOPLE, &Oddity::several(37, 50));
    assert_eq!(made.refused, (2..39).collect::<Vec<u32>>());
    assert_eq!(made.rows.len(), PEOPLE.len());
}

#[test]
fn a_late_letter_of_windows_1252_decides_over_the_whole_file() {
    let desk = Desk::new();
    let mut grid = Grid::of_texts(&[vec!["NIK".to_owned(), "NAMA".to_owned()]]);
    for number in 0..9_000 {
        grid.push_texts([number.to_string(), "BUDI SANTOSO".to_owned()]);
    }
    grid.push_texts(["9000", "RENÉ"]);
    for charset in Charset::ALL {
        let last = rows(desk.reopen(&grid, Format::Text(b';', charset)).unwrap()).pop().unwrap();
        assert_eq!((last.line, last.cells[1].as_str()), (9002, "RENÉ"), "{charset:?}");
    }
}
