//! What is written is read: cells of any content, families of any size, in every format.

use std::io::{Read, Write};

use adapters::files::{
    fixtures::{Cell, Charset, Grid, Oddity, bip_2012, bip_2016, bip_family, bip_recording},
    neutral, open, unneutral, write_xlsx,
};
use proptest::prelude::*;

use super::{Desk, Format, PEOPLE, rows};

/// Texts of cells; nothing that a format cannot hold (XML has no control characters, an empty cell is none).
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[A-Za-z0-9 .,;|'/-]{1,20}",
        1 => "[=+@\"\t-][A-Z0-9\"\n]{0,12}",
        1 => "[A-ZÀ-ÿ€œ ]{1,20}",
        1 => "[\u{1C}-\u{1F}A-Z]{1,9}",
    ]
}

fn cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        5 => text().prop_map(Cell::text),
        1 => Just(Cell::Empty),
        1 => (-1_000_000_000_i64..1_000_000_000).prop_map(|number| Cell::Number(number as f64)),
        1 => (1_000_000_000_000_000_i64..9_007_199_254_740_992).prop_map(|number| Cell::Number(number as f64)),
        1 => (0..60_000_i32).prop_map(|days| Cell::Day(jiff::civil::date(1900, 3, 1) + jiff::Span::new().days(days))),
        1 => any::<bool>().prop_map(Cell::Truth),
    ]
}

fn grid(cell: impl Strategy<Value = Cell>) -> impl Strategy<Value = Grid> {
    proptest::collection::vec(proptest::collection::vec(cell, 3), 1..20).prop_map(|rows| {
        let mut grid = Grid::default();
        grid.push_texts(["NIK", "NAMA", "ALAMAT"]);
        for row in rows {
            grid.push(row);
        }
        grid
    })
}

fn is_blank(cells: &[String]) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

fn format() -> impl Strategy<Value = Format> {
    proptest::sample::select(Format::all())
}

/// Windows-1252 has no letter for everything, and some of its texts are texts of UTF-8 too.
fn fits(grid: &Grid, format: Format) -> bool {
    if !matches!(format, Format::Text(_, Charset::Windows1252)) {
        return true;
    }
    let text: String = grid.rows.iter().flatten().map(Cell::read_as).collect::<Vec<_>>().join("\t");
    let in_windows = |letter: char| letter.is_ascii() || "€œ".contains(letter) || ('\u{A0}'..='\u{FF}').contains(&letter);
    // `Âœ` is the same two bytes as a letter of UTF-8, and nobody can tell.
    let looks_utf_8 = || std::str::from_utf8(&encoding_rs::WINDOWS_1252.encode(&text).0).is_ok();
    text.is_ascii() || text.chars().all(in_windows) && !looks_utf_8()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn cells_are_read_as_they_were_written(grid in grid(cell()), format in format()) {
        prop_assume!(fits(&grid, format));
        let wanted: Vec<(u32, Vec<String>)> = (1..)
            .zip(&grid.rows)
            .map(|(line, row)| (line, row.iter().map(Cell::read_as).collect::<Vec<_>>()))
            .skip(1)
            .filter(|(_, cells)| !is_blank(cells))
            .collect();
        let read = match Desk::new().reopen(&grid, format) {
            Ok(sheet) => rows(sheet).into_iter().map(|row| (row.line, row.cells)).collect(),
            Err(adapters::files::FileFault::NoRows) => Vec::new(),
            Err(fault) => return Err(TestCaseError::fail(format!("{format:?}: {fault}"))),
        };
        let wanted: Vec<(u32, Vec<String>)> = wanted.into_iter().map(|(row, cells)| (format.line(&grid, row), cells)).collect();
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn families_are_flattened_whatever_their_size(
        from in 0_usize..300,
        people in 1_usize..60,
        page_rows in 1_usize..30,
        harmless in 0_usize..60,
        layout in 0_u8..4,
        format in format(),
    ) {
        let (people, oddities) = (&PEOPLE[from..(from + people).min(PEOPLE.len())], Oddity::several(0, harmless));
        let made = match layout {
            0 => bip_recording(people, &oddities, page_rows),
            1 => bip_2012(people, &oddities),
            2 => bip_2016(people, &oddities),
            _ => bip_family(people, &oddities),
        };
        let grid = made.grid;
        let read = rows(Desk::new().reopen(&grid, format).unwrap());
        prop_assert_eq!(read.len(), made.rows.len());
        for (read, made) in read.iter().zip(&made.rows) {
            prop_assert_eq!(read.line, format.line(&grid, made.line));
            prop_assert_eq!(&read.cells[..made.cells.len()], &made.cells[..]);
        }
    }

    #[test]
    fn no_member_is_lost_whatever_was_done_to_the_row(
        harms in proptest::collection::vec((0_u8..6, any::<prop::sample::Index>()), 20),
        layout in 0_u8..4,
        format in format(),
    ) {
        let people = &PEOPLE[..20];
        let mut made = match layout {
            0 => bip_recording(people, &[], 6),
            1 => bip_2012(people, &[]),
            2 => bip_2016(people, &[]),
            _ => bip_family(people, &[]),
        };
        for (row, (harm, at)) in made.rows.iter().zip(&harms) {
            let cells = &mut made.grid.rows[row.line as usize - 1];
            let at = at.index(cells.len());
            match harm {
                0 => cells[at] = Cell::Empty,
                1 => cells.insert(0, Cell::Empty),
                2 => drop(cells.remove(0)),
                3 => cells[0] = Cell::Empty,
                4 => cells[at] = Cell::text("RT/RW : 001/002"),
                _ => cells[at] = Cell::text("5208010101209501"),
            }
        }
        let lines: Vec<u32> = made.rows.iter().map(|row| format.line(&made.grid, row.line)).collect();
        let read: Vec<u32> = rows(Desk::new().reopen(&made.grid, format).unwrap()).into_iter().map(|row| row.line).collect();
        prop_assert_eq!(read, lines);
    }

    #[test]
    fn lists_that_are_written_come_back(cells in proptest::collection::vec(proptest::collection::vec(text(), 2), 1..20)) {
        let desk = Desk::new();
        let path = desk.path("list.xlsx");
        write_xlsx(&["NIK", "NAMA"], &cells, std::fs::File::create(&path).unwrap()).unwrap();
        let wanted: Vec<Vec<String>> = cells
            .into_iter()
            .map(|row| row.into_iter().map(|cell| Cell::text(cell).read_as()).collect::<Vec<_>>())
            .filter(|row| !row.iter().all(|cell| neutral(cell).trim().is_empty()))
            .collect();
        let read: Vec<Vec<String>> = match open(&path, "list.xlsx") {
            Ok(sheet) => rows(sheet).into_iter().map(|row| row.cells.iter().map(|cell| unneutral(cell).to_owned()).collect()).collect(),
            Err(_) => Vec::new(),
        };
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn no_bytes_do_harm(bytes in proptest::collection::vec(any::<u8>(), 0..600), start in 0_usize..5) {
        let starts: [&[u8]; 5] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"NIK;NAMA\n", b"\xFF\xFE"];
        if let Ok(sheet) = Desk::new().open("list", &[starts[start], &bytes].concat()) {
            sheet.for_each(drop);
        }
    }

    #[test]
    fn no_damage_to_a_workbook_does_harm(format in 0_u8..2, hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let (desk, made) = (Desk::new(), adapters::files::fixtures::siak(&PEOPLE[..20], &[]));
        let path = desk.path("list");
        if format == 0 { made.grid.save_xlsx(&path).unwrap() } else { made.grid.save_xls(&path).unwrap() }
        let mut bytes = std::fs::read(&path).unwrap();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(sheet) = desk.open("list", &bytes) {
            sheet.for_each(drop);
        }
    }

    #[test]
    fn no_damage_within_the_parts_of_a_workbook_does_harm(
        hits in proptest::collection::vec((any::<prop::sample::Index>(), damage()), 1..5),
    ) {
        let desk = Desk::new();
        let path = desk.path("list");
        adapters::files::fixtures::siak(&PEOPLE[..5], &Oddity::several(1, 4)).grid.save_xlsx(&path).unwrap();
        let mut parts = parts(&path);
        for (at, damage) in hits {
            let at = at.index(parts.iter().map(|(_, content)| content.len()).sum());
            let mut before = 0;
            let (_, content) = parts.iter_mut().find(|(_, content)| { before += content.len(); at < before }).unwrap();
            let from = content.len() - (before - at);
            let until = (from + damage.len()).min(content.len());
            content.splice(from..until, damage);
        }
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, content) in parts {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            archive.write_all(&content).unwrap();
        }
        if let Ok(sheet) = desk.open("list", &archive.finish().unwrap().into_inner()) {
            sheet.for_each(drop);
        }
    }
}

/// Bytes that mean something to a reader of sheets.
fn damage() -> impl Strategy<Value = Vec<u8>> {
    let words = ["<", ">", "\"", "</c>", "<c>", "</row>", "99999999999", "-1", "&#0;", "ZZZZ9", "<v>", "t=\"s\"", "\u{FFFD}", "<!--", "0"];
    prop_oneof![
        3 => proptest::sample::select(words.to_vec()).prop_map(|word| word.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
    ]
}

fn parts(path: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        parts.push((part.name().unwrap().to_string(), content));
    }
    parts
}
