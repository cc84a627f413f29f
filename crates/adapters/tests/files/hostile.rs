//! Files that do harm elsewhere: each is refused with its reason, and nothing else happens.

use domain::{Refusal, intake::FileRefusal};

use crate::{
    read, texts,
    writers::{Cell, Grid, archive, old_workbook, separated, utf_16, workbook},
};

fn refused(bytes: &[u8]) -> FileRefusal {
    match read(bytes) {
        Err(Refusal::File(refusal)) => refusal,
        other => panic!("a refused file was expected: {:?}", other.map(|(head, rows)| (head, rows.len()))),
    }
}

fn code(bytes: &[u8]) -> &'static str {
    refused(bytes).code()
}

fn table() -> Grid {
    let mut rows = vec![texts(&["NIK", "NAMA", "ALAMAT"])];
    rows.extend((0..2000).map(|number| texts(&[&format!("{}", 5_208_010_101_850_001_u64 + number), "SITI", "JALAN"])));
    rows
}

#[test]
fn what_is_no_table_is_named() {
    for (name, bytes, expected) in [
        ("nothing", Vec::new(), "FILE-0001"),
        ("only titles", b"NIK,NAMA\n".to_vec(), "FILE-0002"),
        ("a picture", [b"\x89PNG\r\n\x1a\n".as_slice(), &[0; 500]].concat(), "FILE-0003"),
        ("a PDF", b"%PDF-1.7\n1 0 obj".to_vec(), "FILE-0003"),
        ("a page", b"<html><table><tr><td>NIK</td></tr></table></html>".to_vec(), "FILE-0003"),
        ("bytes", (0..=255).cycle().take(5000).collect(), "FILE-0003"),
        ("another archive", archive(&[("word/document.xml", b"<x/>")]), "FILE-0003"),
        ("prose", b"Selamat pagi.\nIni surat, bukan tabel.\n".to_vec(), "FILE-0011"),
        ("an archive of nothing", archive(&[]), "FILE-0003"),
    ] {
        assert_eq!(code(&bytes), expected, "{name}");
    }
}

#[test]
fn files_that_were_cut_off_are_named() {
    let whole = workbook(&table());
    for share in [1, 3, 5, 7, 9] {
        assert_eq!(code(&whole[..whole.len() * share / 10]), "FILE-0004", "{share} tenths of an .xlsx");
    }
    let rows = table();
    let cells: Vec<Vec<Cell<'_>>> = rows.iter().map(|row| row.iter().map(|cell| Cell::Text(cell)).collect()).collect();
    let whole = old_workbook(&cells);
    for share in [1, 3, 5, 7] {
        let found = code(&whole[..whole.len() * share / 10]);
        assert!(matches!(found, "FILE-0004" | "FILE-0012"), "{share} tenths of an .xls: {found}");
    }
}

#[test]
fn macros_and_locks_are_refused() {
    let utf_16 = |text: &str| utf_16(text, u16::to_le_bytes, None);
    let compound = |name: &str| [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), vec![0; 504], utf_16("Root Entry"), utf_16(name)].concat();
    assert_eq!(code(&archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/vbaProject.bin", b"x")])), "FILE-0005");
    assert_eq!(code(&compound("_VBA_PROJECT")), "FILE-0005");
    assert_eq!(code(&compound("EncryptedPackage")), "FILE-0006");
    assert_eq!(code(&compound("WordDocument")), "FILE-0003");
}

#[test]
fn a_bomb_is_measured_before_it_is_opened() {
    let mut shared = b"<sst>".to_vec();
    shared.resize(200 << 20, b'<');
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/sharedStrings.xml", &shared)]);
    assert!(bomb.len() < 4 << 20, "it is small: {}", bomb.len());
    assert_eq!(code(&bomb), "FILE-0007");
    let one_text = vec![b' '; 64 << 20];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &one_text)]);
    assert_eq!(code(&bomb), "FILE-0007", "a text without an end");
    assert!(matches!(refused(&bomb), FileRefusal::TooLargeUnpacked { .. }));
}

#[test]
fn rows_that_do_not_end_are_refused() {
    let columns = format!("NIK,NAMA\n{}\n", "x,".repeat(1_000_000));
    assert!(matches!(code(columns.as_bytes()), "FILE-0009" | "FILE-0010"));
    let columns = format!("NIK,NAMA{}\n5208015205850001,SITI\n", ",x".repeat(300));
    assert_eq!(code(columns.as_bytes()), "FILE-0009");
    let line = "x".repeat(3 << 20);
    assert_eq!(code(format!("NIK,NAMA\n5208015205850001,{line}\n").as_bytes()), "FILE-0010");
    let quote = format!("NIK,NAMA\n5208015205850001,\"SITI\n{}", "5208015205850002,SARI\n".repeat(100_000));
    match refused(quote.as_bytes()) {
        FileRefusal::LineTooLong { line: 2, .. } => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_workbook_whose_parts_are_nonsense_does_no_harm() {
    for sheet in [
        "",
        "<worksheet>",
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99999</v></c></row></sheetData></worksheet>",
        "not xml",
    ] {
        let book = b"<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
        let rels = b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
        let parts =
            [("xl/workbook.xml", &book[..]), ("xl/_rels/workbook.xml.rels", &rels[..]), ("xl/worksheets/sheet1.xml", sheet.as_bytes())];
        assert!(read(&archive(&parts)).is_err(), "{sheet}");
    }
    let mut separated = separated(&table(), b',').into_bytes();
    separated.truncate(separated.len() - 3);
    assert!(read(&separated).is_ok(), "a text that was cut off in a cell is a text");
}
