//! Rows of a file as they are kept: some hundred in a part, compressed.
//!
//! Cells are separated by U+001F and rows end with U+001E, which no cell holds: readers make blanks of them.

use std::io::{Read, Write};

use domain::intake::SheetRow;
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use store::StoreFault;

/// Rows in one part. A part is taken over in one transaction, in which others wait: some 10 ms.
pub(super) const ROWS: usize = 500;
/// No part is larger when it is unpacked, bytes: rows and cells are limited where files are read.
const UNPACKED_MAX: u64 = 1 << 30;
const CELL_END: char = '\u{1f}';
const ROW_END: char = '\u{1e}';

/// The kept form of rows.
pub(super) fn pack(rows: &[SheetRow]) -> Result<Vec<u8>, StoreFault> {
    let mut text = String::new();
    for row in rows {
        text.push_str(&row.line.to_string());
        for cell in &row.cells {
            text.push(CELL_END);
            text.extend(cell.chars().map(|c| if matches!(c, CELL_END | ROW_END) { ' ' } else { c }));
        }
        text.push(ROW_END);
    }
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    let packed = packer.write_all(text.as_bytes()).and_then(|()| packer.finish());
    packed.map_err(|_| StoreFault::Corrupt("rows that cannot be packed".to_owned()))
}

/// The rows of a kept form.
pub(super) fn unpack(content: &[u8]) -> Result<Vec<SheetRow>, StoreFault> {
    let mut text = String::new();
    let read = DeflateDecoder::new(content).take(UNPACKED_MAX).read_to_string(&mut text);
    read.map_err(|_| StoreFault::Corrupt("a part of an import".to_owned()))?;
    text.split_terminator(ROW_END).map(row).collect()
}

fn row(text: &str) -> Result<SheetRow, StoreFault> {
    let mut cells = text.split(CELL_END);
    let line = cells.next().and_then(|line| line.parse().ok());
    let line = line.ok_or_else(|| StoreFault::Corrupt("a row of an import".to_owned()))?;
    Ok(SheetRow { line, cells: cells.map(str::to_owned).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back() {
        let row = |line: u32, cells: &[&str]| SheetRow { line, cells: cells.iter().map(|cell| (*cell).to_owned()).collect() };
        let rows = [row(2, &["5208", "", "Müller\nB"]), row(3, &[]), row(9, &["", ""])];
        assert_eq!(unpack(&pack(&rows).unwrap()).unwrap(), rows);
        assert_eq!(unpack(&pack(&[]).unwrap()).unwrap(), []);
        let split = unpack(&pack(&[row(1, &["a\u{1f}b\u{1e}c"])]).unwrap()).unwrap();
        assert_eq!(split, [row(1, &["a b c"])], "a cell never becomes two");
        assert!(unpack(b"nothing").is_err());
    }
}
