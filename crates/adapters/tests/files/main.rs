//! One suite over the readers and writers of files: every layout in every format, cells of every kind, and files made to do harm.
//!
//! Start reading in `layouts.rs`; then `properties.rs` and `hostile.rs`.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "helpers of tests fail by panicking, like the tests")]

use std::{path::PathBuf, sync::LazyLock};

use adapters::{
    files::{
        FileFault, Sheet,
        fixtures::{Charset, Grid},
        open,
    },
    synthetic::{BATU, Person, population},
};
use domain::intake::SheetRow;
use tempfile::TempDir;

mod hostile;
mod layouts;
mod properties;
mod workbooks;

static PEOPLE: LazyLock<Vec<Person>> = LazyLock::new(|| population(&BATU, 7).unwrap().take(400).collect());

/// A folder that is gone after the test.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Opens a file of these bytes.
    fn open(&self, name: &str, bytes: &[u8]) -> Result<Sheet, FileFault> {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        open(&path, name)
    }

    /// The grid in the format of this name, opened again.
    fn reopen(&self, grid: &Grid, format: Format) -> Result<Sheet, FileFault> {
        let path = self.path("list");
        match format {
            Format::Xlsx => grid.save_xlsx(&path).unwrap(),
            Format::Xls => grid.save_xls(&path).unwrap(),
            Format::Text(separator, charset) => grid.save_text(&path, separator, charset).unwrap(),
        }
        open(&path, "list")
    }
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Xlsx,
    Xls,
    Text(u8, Charset),
}

impl Format {
    /// The line of a row of a grid in this format.
    fn line(self, grid: &Grid, row: u32) -> u32 {
        if matches!(self, Self::Text(..)) { grid.line_in_text(row) } else { row }
    }

    /// Both workbooks, each separator and each encoding.
    fn all() -> Vec<Self> {
        let by_separator = b",;\t|".map(|separator| Self::Text(separator, Charset::Utf8));
        let by_charset = Charset::ALL.into_iter().zip(b",;\t|".iter().cycle()).map(|(charset, separator)| Self::Text(*separator, charset));
        [Self::Xlsx, Self::Xls].into_iter().chain(by_separator).chain(by_charset.skip(1)).collect()
    }
}

fn rows(sheet: Sheet) -> Vec<SheetRow> {
    sheet.map(Result::unwrap).collect()
}

/// The code of the fault that a file ends in, wherever it turns up.
fn fault(sheet: Result<Sheet, FileFault>) -> FileFault {
    match sheet {
        Err(fault) => fault,
        Ok(mut sheet) => sheet.find_map(Result::err).unwrap(),
    }
}
