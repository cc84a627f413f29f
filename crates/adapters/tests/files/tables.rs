//! Tables: SIAK's Excel, CSV and Excel with titles, lists of statuses, in every encoding and with every separator.

use domain::intake::{Column, Layout, Mapping};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Workbook};

use crate::{
    all, read, texts,
    writers::{Cell, Grid, old_workbook, separated, utf_16, workbook},
};
use adapters::files::{OfficeSheets, neutral};
use app::Sheets;

/// SIAK's 37 columns, as its export writes them.
pub const SIAK: &str = "Nomor KK|NIK|Nama Penduduk|Status|Tempat Lahir|Tanggal Lahir|Kelamin|NIK Ayah|Ayah|NIK Ibu|Ibu|Status Kawin|SHDK|Agama|Kecamatan|Desa/Kel|Alamat|RW|RT|Pendidikan|Pekerjaan|Deskripsi Pekerjaan|Gol. Darah|Cacat|Cetak KTP|Ganti KTP|KTP Berakhir|Nomor Paspor|Nomor Akta Lahir|Nomor Akta Kawin|Tanggal Kwn|Nomor Akta Cerai|Tgl Cerai|Petugas Registrasi|Tgl Ubah|Petugas Entri|Tgl Entri";

fn siak_row() -> Vec<String> {
    let mut row = texts(&SIAK.split('|').map(|_| "").collect::<Vec<_>>());
    let known = "5208010101150002|5208015205850001|SITI AMINAH|HIDUP|TANJUNG|12/05/1985|Perempuan|0|AMAQ|0|INAQ SARI|Kawin|Istri|Islam|TANJUNG|TANJUNG|DUSUN KARANG|'002|'001";
    for (cell, value) in row.iter_mut().zip(known.split('|')) {
        *cell = value.to_owned();
    }
    row
}

#[test]
fn siak_s_export_is_known_in_both_forms_of_excel() {
    let titles = texts(&SIAK.split('|').collect::<Vec<_>>());
    let rows = vec![titles.clone(), siak_row()];
    let old: Vec<Vec<Cell<'_>>> = rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect()).collect();
    for bytes in [workbook(&rows), old_workbook(&old)] {
        let (head, found) = read(&bytes).unwrap();
        assert_eq!((head.layout, &head.titles, found.len()), (Some(Layout::Siak), &titles, 1));
        assert_eq!((found[0].line, &found[0].cells), (2, &siak_row()));
        let mapping = Mapping(head.columns);
        for (column, place) in [(Column::Life, 3), (Column::Marital, 11), (Column::Mother, 10), (Column::Rw, 17), (Column::Village, 15)] {
            assert_eq!(mapping.position(column), Some(place), "{column}");
        }
    }
}

#[test]
fn cells_of_excel_become_texts_that_lose_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, title) in (0..).zip(["NIK", "NAMA", "TGL LAHIR", "RT", "ALAMAT"]) {
        sheet.write_string(0, column, title).unwrap();
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    sheet.write_number(1, 0, 5_208_015_205_850_012.0).unwrap();
    sheet.write_number(2, 0, 5_208_015_205_850_010.0).unwrap();
    sheet.write_string(1, 1, "SITI").unwrap();
    sheet.write_number_with_format(1, 2, 31179.0, &day).unwrap();
    sheet.write_number(2, 2, 31179.0).unwrap();
    sheet.write_number(1, 3, 1.0).unwrap();
    sheet.write_formula(1, 4, Formula::new("=CMD()").set_result("JL. MAWAR")).unwrap();
    let (_, rows) = read(&book.save_to_buffer().unwrap()).unwrap();
    let cells: Vec<String> = rows.iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(cells, ["5208015205850012|SITI|1985-05-12|1|JL. MAWAR", "5.20801520585001E+15||31179||"]);
    let old = old_workbook(&[
        vec![Cell::Text("NIK"), Cell::Text("NAMA"), Cell::Text("RT")],
        vec![Cell::Number(5_208_015_205_850_012.0), Cell::Text("SITI"), Cell::Number(2.0)],
    ]);
    assert_eq!(read(&old).unwrap().1[0].cells, ["5208015205850012", "SITI", "2"]);
}

#[test]
fn every_encoding_and_separator_is_found() {
    let rows = vec![texts(&["NIK", "NAMA LENGKAP", "ALAMAT"]), texts(&["5208015205850001", "ÉLISE, MARIE", "JL. \"A\"; 1|2"])];
    for separator in *b",;\t|" {
        let text = separated(&rows, separator);
        let windows: Vec<u8> = text.chars().map(|c| if c == 'É' { 0xc9 } else { c as u8 }).collect();
        let files = [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            utf_16(&text, u16::to_le_bytes, Some(0xfeff)),
            utf_16(&text, u16::to_be_bytes, Some(0xfeff)),
            utf_16(&text, u16::to_le_bytes, None),
            utf_16(&text, u16::to_be_bytes, None),
            windows,
        ];
        for (number, bytes) in files.iter().enumerate() {
            let (head, found) = read(bytes).unwrap();
            assert_eq!((head.layout, head.titles, found.len()), (Some(Layout::Table), rows[0].clone(), 1), "{number} {separator}");
            assert_eq!((&found[0].cells, found[0].line), (&rows[1], 2), "{number} {separator}");
        }
    }
}

#[test]
fn a_late_letter_decides_the_encoding() {
    let mut bytes = b"NIK,NAMA\n".to_vec();
    for _ in 0..20_000 {
        bytes.extend(b"5208015205850001,SITI\n");
    }
    bytes.extend(b"5208015205850002,\xc9LISE\n");
    let (_, rows) = read(&bytes).unwrap();
    assert_eq!(rows.last().unwrap().cells[1], "ÉLISE");
}

#[test]
fn lists_of_statuses_are_known_with_and_without_titles_and_when_pasted() {
    let with_titles = "NIK;STATUS;TANGGAL\n5208015205850001;SENT FOR ENROLLMENT;01/11/2022\n";
    let bare = "5208015205850001\tSFE\t01/11/2022\n5208015205850002\tPRR\t02/11/2022\n";
    let bare_order = "01/11/2022,5208015205850001,SFE\n";
    for (text, rows, columns) in
        [(with_titles, 1, "nik central central_date"), (bare, 2, "nik central central_date"), (bare_order, 1, "central_date nik central")]
    {
        for (head, found) in [read(text.as_bytes()).unwrap(), all(OfficeSheets.read_text(text).unwrap()).unwrap()] {
            assert_eq!((head.layout, found.len()), (Some(Layout::StatusList), rows), "{text}");
            let codes: Vec<&str> = head.columns.iter().map(|column| column.map_or("-", Column::code)).collect();
            assert_eq!(codes.join(" "), columns, "{text}");
        }
    }
}

#[test]
fn titles_stand_below_a_heading_that_may_say_the_day() {
    let text = "DAFTAR PENDUDUK,,\nPERIODE : 31 Desember 2016,,\n,,\nNIK,NAMA,ALAMAT\n5208015205850001,SITI,A\nNIK,NAMA,ALAMAT\n5208015205850002,SARI,B\n";
    let (head, rows) = read(text.as_bytes()).unwrap();
    assert_eq!(head.as_of, Some(jiff::civil::date(2016, 12, 31)));
    assert_eq!(rows.iter().map(|row| row.line).collect::<Vec<_>>(), [5, 7], "titles that are repeated are no row");
}

#[test]
fn what_is_written_for_excel_comes_back_and_is_no_formula() {
    let titles = texts(&["NIK", "NAMA", "ALAMAT"]);
    let rows = vec![texts(&["5208015205850001", "=1+1", "-2"]), texts(&["@SUM(A1)", "+62812", "plain"])];
    let bytes = OfficeSheets.excel(&titles, &mut rows.clone().into_iter()).unwrap();
    let (_, found) = read(&bytes).unwrap();
    assert_eq!(found[0].cells, ["5208015205850001", "'=1+1", "'-2"]);
    assert_eq!(found[1].cells, ["'@SUM(A1)", "'+62812", "plain"]);
    assert!(rows.iter().flatten().all(|cell| !neutral(cell).starts_with(['=', '+', '-', '@'])));
}

/// Cells as they may stand in a file, no row without a letter.
fn grids() -> impl Strategy<Value = Grid> {
    let cell = "[ -~À-ÿ\n]{0,12}";
    prop::collection::vec(prop::collection::vec(cell, 2), 1..20).prop_map(|rows| {
        let mut number = 0;
        let mut numbered = |cells: Vec<String>| {
            number += 1;
            [vec![format!("{}", 5_208_010_101_850_000_u64 + number)], cells].concat()
        };
        let rows: Vec<Vec<String>> = rows.into_iter().map(&mut numbered).collect();
        [vec![texts(&["NIK", "NAMA", "ALAMAT"])], rows].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(rows in grids()) {
        let old: Vec<Vec<Cell<'_>>> = rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect()).collect();
        let files = [
            separated(&rows, b',').into_bytes(),
            separated(&rows, b';').into_bytes(),
            separated(&rows, b'\t').into_bytes(),
            utf_16(&separated(&rows, b','), u16::to_le_bytes, Some(0xfeff)),
            workbook(&rows),
            old_workbook(&old),
        ];
        for (number, bytes) in files.iter().enumerate() {
            let (_, found) = read(bytes).unwrap();
            let cells: Grid = found.into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(&cells, &rows[1..], "format {}", number);
        }
    }
}
