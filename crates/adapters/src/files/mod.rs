//! Files that offices have: Excel workbooks old and new, text with separators, BIP in its layouts, lists of statuses.
//!
//! A file is known by its content, never by its name. It is read in a thread of its own, row after row, so that no file is ever whole in
//! memory and a reader that panics refuses the file instead of ending the process. `sniff` says what a file is, `text` and `excel` make
//! rows of cells, `layout` finds the titles, `blocks` flattens family blocks. Writers are in `write`.

mod blocks;
mod excel;
mod layout;
mod sniff;
mod text;
mod write;

use std::{
    fs::File,
    io::Write as _,
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
};

use app::{Sheet, Sheets};
use domain::{
    Refusal,
    intake::{FileRefusal, SheetHead, SheetRow},
};

pub use write::neutral;

use layout::Rows;

/// Columns that a table may have; SIAK's has 37.
pub(crate) const COLUMNS_MAX: usize = 200;
/// Bytes that one row of text may have.
pub(crate) const ROW_BYTES_MAX: usize = 1 << 20;
/// Rows handed over at a time.
const BATCH: usize = 200;
/// Batches that are read ahead.
const AHEAD: usize = 4;

/// The readers and writers of this crate, behind the port of the use cases.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfficeSheets;

impl Sheets for OfficeSheets {
    fn open(&self, path: &Path) -> Result<Box<dyn Sheet>, Refusal> {
        let file = File::open(path).map_err(|_| FileRefusal::Damaged)?;
        open(file)
    }

    fn read_text(&self, text: &str) -> Result<Box<dyn Sheet>, Refusal> {
        let mut file = tempfile::tempfile().map_err(|_| FileRefusal::Damaged)?;
        file.write_all(text.as_bytes()).map_err(|_| FileRefusal::Damaged)?;
        open(file)
    }

    fn excel(&self, titles: &[String], rows: &mut dyn Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Refusal> {
        write::excel(titles, rows).map_err(|_| FileRefusal::Damaged.into())
    }
}

/// A row of cells as a file has it, with its line or row number from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    pub line: u32,
    pub cells: Vec<String>,
}

type Batch = Vec<Result<Grid, FileRefusal>>;

/// Where a reader puts its rows.
pub(crate) struct Sink {
    out: SyncSender<Batch>,
    waiting: Batch,
}

/// Nobody reads any more.
pub(crate) struct Gone;

impl Sink {
    /// Hands a row on; blank ones are left out.
    pub fn row(&mut self, line: u32, cells: Vec<String>) -> Result<(), Gone> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        self.put(Ok(Grid { line, cells }))
    }

    fn put(&mut self, row: Result<Grid, FileRefusal>) -> Result<(), Gone> {
        self.waiting.push(row);
        if self.waiting.len() == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<(), Gone> {
        self.out.send(std::mem::take(&mut self.waiting)).map_err(|_| Gone)
    }
}

/// How a reader ends before its file does.
pub(crate) enum Stop {
    Refused(FileRefusal),
    Gone,
}

impl From<FileRefusal> for Stop {
    fn from(refusal: FileRefusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Gone> for Stop {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

fn open(file: File) -> Result<Box<dyn Sheet>, Refusal> {
    let kind = sniff::kind(&file)?;
    let grid = GridRows::start(file, kind);
    Ok(Box::new(OpenSheet::of(grid)?))
}

/// The rows of a file that is read by another thread.
pub(crate) struct GridRows {
    batches: Receiver<Batch>,
    batch: std::vec::IntoIter<Result<Grid, FileRefusal>>,
    /// Whether the reader said that it came to the end; one that did not has panicked.
    ended: bool,
}

impl GridRows {
    fn start(file: File, kind: sniff::Kind) -> Self {
        let (out, batches) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut sink = Sink { out, waiting: Vec::with_capacity(BATCH) };
            let read = match kind {
                sniff::Kind::Workbook => excel::workbook(file, &mut sink),
                sniff::Kind::OldWorkbook => excel::old_workbook(file, &mut sink),
                sniff::Kind::Text(encoding) => text::rows(file, encoding, &mut sink),
            };
            if let Err(Stop::Refused(refusal)) = read {
                sink.waiting.push(Err(refusal));
            }
            // An empty batch is the end.
            let _ = sink.flush().and_then(|()| sink.flush());
        });
        Self { batches, batch: Vec::new().into_iter(), ended: false }
    }
}

impl Iterator for GridRows {
    type Item = Result<Grid, FileRefusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.batch.next() {
                // Nothing after a refusal is worth anything.
                self.ended |= row.is_err();
                return Some(row);
            }
            if self.ended {
                return None;
            }
            match self.batches.recv() {
                Ok(batch) if batch.is_empty() => self.ended = true,
                Ok(batch) => self.batch = batch.into_iter(),
                Err(_) => {
                    self.ended = true;
                    return Some(Err(FileRefusal::Damaged));
                }
            }
        }
    }
}

/// A file whose titles are found.
struct OpenSheet {
    head: SheetHead,
    rows: Rows,
}

impl OpenSheet {
    fn of(grid: GridRows) -> Result<Self, FileRefusal> {
        let (head, mut rows) = layout::recognise(grid)?;
        rows.peek()?;
        Ok(Self { head, rows })
    }
}

impl Iterator for OpenSheet {
    type Item = Result<SheetRow, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        Some(self.rows.next()?.map_err(Refusal::from))
    }
}

impl Sheet for OpenSheet {
    fn head(&self) -> &SheetHead {
        &self.head
    }
}
