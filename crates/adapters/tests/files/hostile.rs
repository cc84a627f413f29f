//! Files made to do harm, or no tables at all: each is refused by its sentence.

use std::{
    fs::File,
    io::{BufWriter, Cursor, Write},
};

use adapters::files::{COLUMNS_MAX, FileFault, fixtures::siak, open, open_text};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{Desk, PEOPLE, fault, rows};

const TYPES: &str = "[Content_Types].xml";
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"></Relationship></Relationships>"#;
const BOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"></sheet></sheets></workbook>"#;
const BOOK_RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"></Relationship></Relationships>"#;

/// A workbook of these parts besides the necessary ones.
fn workbook(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let necessary: [(&str, &[u8]); 4] = [
        (TYPES, b"<Types></Types>"),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", BOOK_RELATIONS.as_bytes()),
    ];
    for (name, content) in necessary.iter().chain(parts) {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these rows of XML.
fn sheet(rows: &str) -> Vec<u8> {
    let xml = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    workbook(&[("xl/worksheets/sheet1.xml", xml.as_bytes())])
}

fn inline(cells: &[(&str, &str)]) -> String {
    let cell = |(place, text): &(&str, &str)| format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#);
    cells.iter().map(cell).collect::<Vec<_>>().concat()
}

fn header() -> String {
    format!(r#"<row r="1">{}</row>"#, inline(&[("A1", "NIK"), ("B1", "NAMA")]))
}

#[test]
fn what_is_no_table_is_refused_by_what_it_is() {
    let desk = Desk::new();
    let check = |code: &str, bytes: &[u8]| {
        let found = fault(desk.open("list.csv", bytes));
        assert_eq!(found.code(), code, "{found}");
    };
    check("empty", b"");
    check("empty", b"\n  \r\n");
    check("empty", b"\xEF\xBB\xBF");
    check("image", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR");
    check("image", b"\xFF\xD8\xFF\xE0\0\x10JFIF");
    check("pdf", b"%PDF-1.7\n%\xE2\xE3");
    check("document", b"{\\rtf1\\ansi NIK}");
    check("archive", b"7z\xBC\xAF\x27\x1C\0\x04");
    check("web_page", b"\r\n<HTML><body><table><tr><td>NIK</td></tr></table>");
    check("web_page", b"<?xml version=\"1.0\"?><Workbook/>");
    check("old_binary", b"\x09\x02\x06\0\0\0\x10\0\0\0");
    check("not_a_table", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0");
    check("not_a_table", b"NIK,NAMA\n1,\0\0\0A\n");
    check("no_header", b"Yang terhormat,\nkami kirim, seperti diminta, daftar.\n");
    check("no_rows", b"NIK,NAMA,ALAMAT\n");
    check("no_rows", b"NIK,NAMA,ALAMAT\nNIK,NAMA,ALAMAT\n\n");
    let late = [&b"NIK,NAMA\n"[..], &b"1,A\n".repeat(100_000), b"\0"].concat();
    check("not_a_table", &late);
    assert_eq!(fault(open_text(" \n")).code(), "empty");
}

#[test]
fn what_a_zip_holds_decides_what_it_is() {
    let desk = Desk::new();
    let check = |code: &str, parts: &[&str]| {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for part in parts {
            archive.start_file(*part, SimpleFileOptions::default()).unwrap();
            archive.write_all(b"x").unwrap();
        }
        assert_eq!(fault(desk.open("list.xlsx", &archive.finish().unwrap().into_inner())).code(), code, "{parts:?}");
    };
    check("document", &[TYPES, "word/document.xml"]);
    check("archive", &["list.xlsx"]);
    check("archive", &[]);
    check("open_document", &["mimetype", "content.xml"]);
    check("binary_workbook", &[TYPES, "xl/workbook.bin"]);
    check("macros", &[TYPES, "xl/workbook.xml", "xl/vbaProject.bin"]);
    let named = desk.path("list.xlsm");
    std::fs::write(&named, b"NIK,NAMA\n1,A\n").unwrap();
    assert_eq!(fault(open(&named, "DAFTAR.XLSM")).code(), "macros");
}

#[test]
fn what_a_compound_file_holds_decides_what_it_is() {
    let desk = Desk::new();
    let check = |code: &str, stream: &str, content: &[u8]| {
        let path = desk.path("list.xls");
        let mut container = cfb::create(&path).unwrap();
        if let Some((storage, _)) = stream.rsplit_once('/').filter(|(storage, _)| !storage.is_empty()) {
            container.create_storage(storage).unwrap();
        }
        container.create_stream(stream).unwrap().write_all(content).unwrap();
        drop(container);
        assert_eq!(fault(open(&path, "list.xls")).code(), code, "{stream}");
    };
    check("encrypted", "/EncryptedPackage", b"x");
    check("macros", "/_VBA_PROJECT_CUR/dir", b"x");
    check("document", "/WordDocument", b"x");
    check("not_a_table", "/Something", b"x");
    check("empty", "/Workbook", b"");
    // A workbook with a password, and one whose record is longer than what is left.
    check("encrypted", "/Workbook", &[9, 8, 0, 0, 0x2F, 0, 6, 0, 1, 0, 0, 0, 0, 0]);
    check("cut", "/Workbook", &[9, 8, 0, 0, 0xFC, 0, 0xFF, 0xFF, 1]);
}

#[test]
fn a_file_that_was_cut_is_refused() {
    let (desk, made) = (Desk::new(), siak(&PEOPLE, &[]));
    let path = desk.path("whole");
    for save in [adapters::files::fixtures::Grid::save_xlsx, adapters::files::fixtures::Grid::save_xls] {
        save(&made.grid, &path).unwrap();
        let bytes = std::fs::read(&path).unwrap();
        for part in 1..10 {
            let found = fault(desk.open("cut", &bytes[..bytes.len() * part / 10]));
            assert!(matches!(found, FileFault::Cut | FileFault::Damaged), "{part}: {found}");
        }
        assert!(matches!(fault(desk.open("cut", &bytes[..bytes.len() / 2])), FileFault::Cut));
    }
}

#[test]
fn records_without_an_end_are_refused_where_they_begin() {
    let desk = Desk::new();
    let check = |wanted: &FileFault, start: &str, filling: &[u8], times: usize| {
        let path = desk.path("list.csv");
        let mut file = BufWriter::new(File::create(&path).unwrap());
        file.write_all(start.as_bytes()).unwrap();
        for _ in 0..times {
            file.write_all(filling).unwrap();
        }
        drop(file);
        assert_eq!(fault(open(&path, "list.csv")).to_string(), wanted.to_string());
    };
    let header = "NIK,NAMA\n1,A\n";
    let long = |line| FileFault::LineTooLong { line, bytes_max: 1 << 20 };
    let wide = |line| FileFault::TooManyColumns { line, columns_max: COLUMNS_MAX as u32 };
    check(&long(1), "", &[b'x'; 4096], 2_000);
    check(&long(3), header, &[b'x'; 4096], 2_000);
    check(&wide(3), header, b"x,x,x,x,x,x,x,x,", 125_000);
    check(&wide(1), "", b"NIK,NAMA,", 500_000);
    check(&long(3), &format!("{header}2,\""), b"x", 2 << 20);
    check(&FileFault::QuoteUnclosed { line: 3 }, &format!("{header}2,\"B\n"), b"3,C\n", 3);
    check(&FileFault::QuoteUnclosed { line: 3 }, &format!("{header}2,\"B\n"), b"3,C\n", 1_000);
}

#[test]
fn a_sheet_can_be_read_elsewhere_and_be_dropped_early() {
    let (desk, made) = (Desk::new(), siak(&PEOPLE, &[]));
    let mut sheet = desk.reopen(&made.grid, super::Format::Xlsx).unwrap();
    let first = std::thread::spawn(move || sheet.next().unwrap().unwrap()).join().unwrap();
    assert_eq!(first, made.rows[0]);
}

#[test]
fn quotes_that_are_closed_or_stand_within_a_cell_do_no_harm() {
    let text = "NIK,NAMA,ALAMAT\n1,\"A \"\"B\"\"\",\"JL X\nRT 1\"\n2,C \"D\",\"Y, Z\"\n3,E,F\n";
    let read: Vec<(u32, String)> = rows(open_text(text).unwrap()).into_iter().map(|row| (row.line, row.cells.join("|"))).collect();
    let wanted = [(2, "1|A \"B\"|JL X\nRT 1"), (4, "2|C \"D\"|Y, Z"), (5, "3|E|F")];
    assert_eq!(read, wanted.map(|(line, text)| (line, text.to_owned())));
}

#[test]
fn workbooks_of_other_programs_are_read() {
    let desk = Desk::new();
    let cells = r#"<row r="7"><c r="A7"><v>5208010101909001</v></c><c r="B7"><f>A1</f></c></row><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="e"><v>#SPILL!</v></c></row>"#;
    let sheet = desk.open("list.xlsx", &sheet(&format!("{}{cells}", header()))).unwrap();
    let read: Vec<(u32, String)> = rows(sheet).into_iter().map(|row| (row.line, row.cells.join("|"))).collect();
    assert_eq!(read, [(7, "5208010101909001|".to_owned()), (8, "TRUE|#N/A".to_owned())]);
}

#[test]
fn workbooks_made_to_do_harm_are_refused() {
    let desk = Desk::new();
    let check = |code: &str, name: &str, bytes: &[u8]| {
        let found = fault(desk.open("list.xlsx", bytes));
        assert_eq!(found.code(), code, "{name}: {found}");
    };
    let row = |cells: String| sheet(&format!(r#"{}<row r="2">{cells}</row>"#, header()));
    check("too_many_columns", "a column too far", &row(inline(&[("A2", "1"), ("GS2", "x")])));
    check("damaged", "a column beyond all", &row(inline(&[("ZZZZZZZ2", "x")])));
    check("line_too_long", "a long text", &row(inline(&[("A2", &"x".repeat(2 << 20))])));
    check("line_too_long", "a long tag", &row(format!(r#"<c r="A2" x="{}"></c>"#, "<>".repeat(1 << 20))));
    check("line_too_long", "a long remark", &row(format!("<!--{}-->", "<c>".repeat(1 << 20))));
    check("line_too_long", "a cell of many parts", &row(format!("<c r=\"A2\" t=\"str\"><v>{}</v></c>", "x&amp;".repeat(1 << 20))));
    check("damaged", "no end to the tags", &row("<a>".repeat(100_000)));
    check("cut", "no end of the cells", &workbook(&[("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>")]));
    let entities = r#"<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData></sheetData></worksheet>"#;
    check("bomb", "entities", &workbook(&[("xl/worksheets/sheet1.xml", entities.as_bytes())]));
    let strings = r#"<sst uniqueCount="99999999999999"><si><t>A</t></si></sst>"#;
    check("damaged", "claimed strings", &workbook(&[("xl/sharedStrings.xml", strings.as_bytes())]));
    let blanks =
        [b"<worksheet><sheetData>".to_vec(), format!("<row r=\"2\" spans=\"{}\"></row>", " ".repeat(1_000)).into_bytes().repeat(80_000)]
            .concat();
    check("bomb", "packed beyond measure", &workbook(&[("xl/worksheets/sheet1.xml", &blanks)]));
    check("bomb", "a mountain of nothing", &workbook(&[("xl/media/image1.png", &vec![0; 80 << 20])]));
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(300_000));
    let shown = ["A2", "B2", "C2", "D2"].map(|place| format!(r#"<c r="{place}" t="s"><v>0</v></c>"#)).concat();
    let shown = format!("<worksheet><sheetData>{}<row r=\"2\">{shown}</row></sheetData></worksheet>", header());
    let parts: [(&str, &[u8]); 2] = [("xl/sharedStrings.xml", shared.as_bytes()), ("xl/worksheets/sheet1.xml", shown.as_bytes())];
    check("line_too_long", "a long string shown often", &workbook(&parts));
}

/// A stream of records of `.xls`, with these cells in its one sheet.
fn records(cells: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat();
    let begin = |kind: u16| record(0x0809, &[0, 6, kind as u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let globals = begin(5);
    let position = (globals.len() + 4 + 9 + 4) as u32;
    let bound = record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 1, 0, b'A']].concat());
    let cells = cells.iter().flat_map(|(kind, data)| record(*kind, data));
    [globals, bound, record(0x000A, &[]), begin(0x10)].concat().into_iter().chain(cells).chain(record(0x000A, &[])).collect()
}

#[test]
fn old_workbooks_made_to_do_harm_are_refused() {
    let desk = Desk::new();
    let check = |code: &str, name: &str, stream: &[u8]| {
        let path = desk.path("list.xls");
        cfb::create(&path).unwrap().create_stream("/Workbook").unwrap().write_all(stream).unwrap();
        let found = fault(open(&path, "list.xls"));
        assert_eq!(found.code(), code, "{name}: {found}");
    };
    let number = |row: u16, column: u16| (0x0203, [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 2], &1_f64.to_le_bytes()].concat());
    check("too_many_columns", "a column too far", &records(&[number(0, 65_535)]));
    check("too_large", "a wide and long sheet", &records(&[number(0, 0), number(65_535, 199)]));
    check("damaged", "a string that is not there", &records(&[(0x00FD, vec![0, 0, 0, 0, 0, 0, 9, 0, 0, 0])]));
    check("damaged", "half a cell", &records(&[(0x0203, vec![0])]));
    check("empty", "no cell", &records(&[]));
    check("no_header", "a number alone", &records(&[number(0, 0)]));
    // A size of 65,536 rows of 65,536 columns for one cell.
    check(
        "no_header",
        "a claimed size",
        &records(&[(0x0200, [&[0; 4][..], &[0, 0, 1, 0, 0, 0, 0xFF, 0xFF, 0, 0]].concat()), number(0, 0)]),
    );
}

#[test]
fn an_old_workbook_that_is_too_large_is_not_taken_into_memory() {
    let desk = Desk::new();
    let path = desk.path("list.xls");
    let mut file = File::create(&path).unwrap();
    file.write_all(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap();
    file.set_len(65 << 20).unwrap();
    assert_eq!(fault(open(&path, "list.xls")).code(), "too_large");
}

#[test]
fn every_fault_has_its_own_code_and_says_nothing_of_anybody() {
    let (line, bytes_max) = (7, 1);
    let faults = [
        FileFault::Empty,
        FileFault::Image,
        FileFault::Pdf,
        FileFault::Document,
        FileFault::Archive,
        FileFault::OpenDocument,
        FileFault::BinaryWorkbook,
        FileFault::WebPage,
        FileFault::OldBinary,
        FileFault::NotATable,
        FileFault::Macros,
        FileFault::Encrypted,
        FileFault::Cut,
        FileFault::Damaged,
        FileFault::Bomb { bytes_max },
        FileFault::TooLarge { bytes_max },
        FileFault::TooManyColumns { line, columns_max: 200 },
        FileFault::LineTooLong { line, bytes_max },
        FileFault::QuoteUnclosed { line },
        FileFault::NoHeader,
        FileFault::NoRows,
        FileFault::Io(std::io::Error::other("x")),
    ];
    let codes: std::collections::BTreeSet<&str> = faults.iter().map(FileFault::code).collect();
    assert_eq!(codes.len(), faults.len(), "each has a code of its own");
}
