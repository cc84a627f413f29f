//! Files as offices have them: written here, in every format and with every oddity, and read by the program's readers.

mod books;
mod hostile;
mod tables;
mod writers;

use adapters::files::OfficeSheets;
use app::{Sheet, Sheets};
use domain::{
    Refusal,
    intake::{SheetHead, SheetRow},
};
use tempfile::NamedTempFile;

/// Reads a whole file: its head and its rows, or why not.
pub fn read(bytes: &[u8]) -> Result<(SheetHead, Vec<SheetRow>), Refusal> {
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    all(OfficeSheets.open(file.path())?)
}

/// All rows of an open file.
pub fn all(mut sheet: Box<dyn Sheet>) -> Result<(SheetHead, Vec<SheetRow>), Refusal> {
    let mut rows = Vec::new();
    for row in sheet.by_ref() {
        rows.push(row?);
    }
    Ok((sheet.head().clone(), rows))
}

/// Texts of one row.
pub fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}
