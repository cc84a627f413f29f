//! Writers of the formats, for these tests alone: each takes rows of texts.

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;

/// Rows of texts.
pub type Grid = Vec<Vec<String>>;

/// Text with a separator; cells that need it are quoted.
pub fn separated(rows: &Grid, separator: u8) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    for row in rows {
        writer.write_record(row).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// UTF-16, little or big end first, with or without its mark.
pub fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2], mark: Option<u16>) -> Vec<u8> {
    mark.into_iter().chain(text.encode_utf16()).flat_map(to_bytes).collect()
}

/// `.xlsx` of texts.
pub fn workbook(rows: &Grid) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// A cell of an old workbook.
pub enum Cell<'a> {
    Text(&'a str),
    Number(f64),
}

/// `.xls` (BIFF8): a compound file with one stream, one sheet of labels and numbers ([MS-XLS] 2.4.148, 2.4.180).
pub fn old_workbook(rows: &[Vec<Cell<'_>>]) -> Vec<u8> {
    let mut globals = Vec::new();
    record(&mut globals, 0x0809, &[0x00, 0x06, 0x05, 0x00, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
    record(&mut globals, 0x0042, &1200_u16.to_le_bytes());
    // The sheet begins behind this record and the end of the globals.
    let name = b"Lembar1";
    let sheet_at = globals.len() + 4 + 8 + name.len() + 4;
    let mut bound = (sheet_at as u32).to_le_bytes().to_vec();
    bound.extend([0, 0, name.len() as u8, 0]);
    bound.extend(name);
    record(&mut globals, 0x0085, &bound);
    record(&mut globals, 0x000a, &[]);
    let mut stream = globals;
    record(&mut stream, 0x0809, &[0x00, 0x06, 0x10, 0x00, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0]);
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let mut dimensions = 0_u32.to_le_bytes().to_vec();
    dimensions.extend((rows.len() as u32).to_le_bytes());
    dimensions.extend([0, 0]);
    dimensions.extend((width as u16).to_le_bytes());
    dimensions.extend([0, 0]);
    record(&mut stream, 0x0200, &dimensions);
    for (row, cells) in (0_u16..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let mut content = [row.to_le_bytes(), column.to_le_bytes(), 0_u16.to_le_bytes()].concat();
            match cell {
                Cell::Text("") => {}
                Cell::Text(text) => {
                    let units: Vec<u16> = text.encode_utf16().collect();
                    content.extend((units.len() as u16).to_le_bytes());
                    content.push(1);
                    content.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
                    record(&mut stream, 0x0204, &content);
                }
                Cell::Number(number) => {
                    content.extend(number.to_le_bytes());
                    record(&mut stream, 0x0203, &content);
                }
            }
        }
    }
    record(&mut stream, 0x000a, &[]);
    let mut compound = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    compound.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    compound.into_inner().into_inner()
}

fn record(stream: &mut Vec<u8>, kind: u16, content: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend((content.len() as u16).to_le_bytes());
    stream.extend(content);
}

/// A zip archive of these parts.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
