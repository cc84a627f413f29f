//! The tables that offices work with, behind the port of the use cases.

use std::path::Path;

use app::{Sheet, Sheets};
use domain::{
    Refusal,
    intake::{FileRefusal, SheetHead, SheetRow},
};

use crate::files::{self, COLUMNS_MAX, FileFault, ROW_BYTES_MAX};

/// The readers and the writer of [`files`].
#[derive(Clone, Copy, Debug, Default)]
pub struct OfficeSheets;

impl Sheets for OfficeSheets {
    fn open(&self, path: &Path, name: &str) -> Result<Box<dyn Sheet>, Refusal> {
        opened(files::open(path, name))
    }

    fn read_text(&self, text: &str) -> Result<Box<dyn Sheet>, Refusal> {
        opened(files::open_text(text))
    }

    fn excel(&self, titles: &[String], rows: &mut dyn Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Refusal> {
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut workbook = Vec::new();
        files::write_xlsx(&titles, rows, &mut workbook).map_err(|_| FileRefusal::Damaged)?;
        Ok(workbook)
    }
}

fn opened(sheet: Result<files::Sheet, FileFault>) -> Result<Box<dyn Sheet>, Refusal> {
    match sheet {
        Ok(sheet) => Ok(Box::new(Opened(sheet))),
        Err(fault) => Err(refusal(&fault).into()),
    }
}

struct Opened(files::Sheet);

impl Iterator for Opened {
    type Item = Result<SheetRow, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.0.next()?.map_err(|fault| refusal(&fault).into()))
    }
}

impl Sheet for Opened {
    fn head(&self) -> &SheetHead {
        &self.0.head
    }
}

/// Why a file is refused, as an office is told.
fn refusal(fault: &FileFault) -> FileRefusal {
    match *fault {
        FileFault::Empty => FileRefusal::Empty,
        FileFault::NoRows => FileRefusal::OnlyTitles,
        FileFault::NoHeader => FileRefusal::NoTitles,
        FileFault::Image
        | FileFault::Pdf
        | FileFault::Document
        | FileFault::Archive
        | FileFault::OpenDocument
        | FileFault::BinaryWorkbook
        | FileFault::WebPage
        | FileFault::OldBinary
        | FileFault::NotATable => FileRefusal::NotATable,
        FileFault::Macros => FileRefusal::Macros,
        FileFault::Encrypted => FileRefusal::Locked,
        FileFault::Cut => FileRefusal::CutOff,
        FileFault::Bomb { bytes_max } => FileRefusal::TooLargeUnpacked { max: bytes_max },
        FileFault::TooLarge { bytes_max } => FileRefusal::TooLarge { max: bytes_max },
        FileFault::TooManyColumns { .. } => FileRefusal::TooManyColumns { max: COLUMNS_MAX },
        FileFault::LineTooLong { line, .. } | FileFault::QuoteUnclosed { line } => {
            FileRefusal::LineTooLong { line: line.into(), max: ROW_BYTES_MAX }
        }
        FileFault::Damaged | FileFault::Io(_) => FileRefusal::Damaged,
    }
}
