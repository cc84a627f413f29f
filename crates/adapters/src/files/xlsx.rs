//! `.xlsx`: looked through first, then read cell by cell.
//!
//! calamine reads each event of XML and each string of a workbook whole, and makes room for as many strings as the workbook says it has.
//! So every part is unpacked once before, to nowhere, by the same parser under limits ([`look_through`]); what passes, calamine can only read
//! in small memory. It reads on a thread of its own: a row borrows the workbook, and a panic in a damaged one ends that thread alone.

use std::{
    cell::Cell as Counter,
    fs::File,
    io::{self, BufReader, Read, Seek, SeekFrom},
    rc::Rc,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};
use domain::intake::SheetRow;
use quick_xml::{events::Event, reader::Reader};
use zip::{ZipArchive, result::ZipError};

use super::{COLUMNS_MAX, FileFault, ROW_BYTES_MAX, RawRows, cells};

/// The most parts of a workbook.
const PARTS_MAX: usize = 10_000;
/// The most that a worksheet is unpacked: more than a full sheet of a million rows.
const SHEET_BYTES_MAX: u64 = 4 << 30;
/// The most that another part is unpacked; the shared strings, which are held in memory, are one of them.
const PART_BYTES_MAX: u64 = 256 << 20;
/// XML packs well, but not better than this; small files may.
const PACKED_MAX: u64 = 200;
const PACKED_FREELY_BYTES: u64 = 64 << 20;
/// The parser remembers every tag that is open.
const DEPTH_MAX: u32 = 1_000;
/// A workbook may name one part as ten thousand sheets.
const SHEETS_MAX: usize = 16;
/// A count of strings that is a little wrong does no harm.
const STRINGS_CLAIMED_FREELY: u64 = 100_000;

const BATCH_ROWS: usize = 256;
const BATCH_BYTES: usize = 256 << 10;
const BATCHES_WAITING: usize = 4;

type Batch = Result<Vec<SheetRow>, FileFault>;

/// The rows of the first sheet that is not empty.
pub(super) fn rows(file: File) -> Result<RawRows, FileFault> {
    Ok(Box::new(Rows::read_by(move |sender| read(file, &sender))?))
}

/// Rows that another thread reads.
pub(super) struct Rows {
    batches: Receiver<Batch>,
    reader: Option<JoinHandle<()>>,
    ready: std::vec::IntoIter<SheetRow>,
}

impl Rows {
    /// Starts a thread that reads; it ends when it has read, or when these rows are dropped.
    pub(super) fn read_by(read: impl FnOnce(Sender) -> Result<(), FileFault> + Send + 'static) -> Result<Self, FileFault> {
        let (sender, batches) = sync_channel(BATCHES_WAITING);
        let reader = thread::Builder::new().name("sheet-reader".to_owned()).spawn(move || {
            if let Err(fault) = read(Sender { batches: sender.clone() }) {
                // Nobody waits for it if the sheet was dropped.
                sender.send(Err(fault)).unwrap_or_default();
            }
        })?;
        Ok(Self { batches, reader: Some(reader), ready: Vec::new().into_iter() })
    }
}

impl Iterator for Rows {
    type Item = Result<SheetRow, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.next() {
                return Some(Ok(row));
            }
            match self.batches.recv() {
                Ok(Ok(rows)) => self.ready = rows.into_iter(),
                Ok(Err(fault)) => {
                    self.reader = None;
                    return Some(Err(fault));
                }
                // The thread has ended: after its last row, or in a panic over a workbook that contradicts itself.
                Err(_) => return self.reader.take()?.join().is_err().then_some(Err(FileFault::Damaged)),
            }
        }
    }
}

/// Where the reading thread puts its rows.
pub(super) struct Sender {
    batches: SyncSender<Batch>,
}

/// The sheet is not wanted any more.
struct Dropped;

impl Sender {
    /// Sends rows on until there are none, or nobody wants them; how many there were.
    pub(super) fn send_all(&self, rows: impl Iterator<Item = Result<SheetRow, FileFault>>) -> Result<usize, FileFault> {
        let (mut batch, mut bytes, mut sent) = (Vec::new(), 0, 0);
        for row in rows {
            let row = row?;
            bytes += row.cells.iter().map(String::len).sum::<usize>();
            batch.push(row);
            sent += 1;
            if batch.len() >= BATCH_ROWS || bytes >= BATCH_BYTES {
                bytes = 0;
                if self.send(std::mem::take(&mut batch)).is_err() {
                    return Ok(sent);
                }
            }
        }
        // Dropped or not, there is nothing left to do.
        self.send(batch).unwrap_or(());
        Ok(sent)
    }

    fn send(&self, batch: Vec<SheetRow>) -> Result<(), Dropped> {
        self.batches.send(Ok(batch)).map_err(|_| Dropped)
    }
}

fn read(mut file: File, sender: &Sender) -> Result<(), FileFault> {
    look_through(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    let mut workbook = Xlsx::new(BufReader::new(file)).map_err(fault_of)?;
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).take(SHEETS_MAX) {
        let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(fault_of)?;
        let next = || {
            loop {
                match reader.next_cell() {
                    // An error of a newer Excel (`#SPILL!`) is no text that anybody needs: its cell stays empty.
                    Err(XlsxError::CellError(_)) => {}
                    cell => return cell.map_err(fault_of),
                }
            }
        };
        let rows = CellRows { next, row: None, is_over: false };
        if sender.send_all(rows)? > 0 {
            return Ok(());
        }
    }
    Err(FileFault::Empty)
}

/// Puts cells, as they come in the order of the sheet, together into rows.
struct CellRows<F> {
    next: F,
    row: Option<(u32, Vec<String>, usize)>,
    is_over: bool,
}

impl<'a, F> CellRows<F>
where
    F: FnMut() -> Result<Option<calamine::Cell<DataRef<'a>>>, FileFault>,
{
    /// Adds a cell; the row that it ends, if it begins another.
    fn add(&mut self, cell: &calamine::Cell<DataRef<'a>>) -> Result<Option<SheetRow>, FileFault> {
        let text = cells::text_of_ref(cell.get_value());
        if text.is_empty() {
            return Ok(None);
        }
        let (row, column) = cell.get_position();
        let line = row.saturating_add(1);
        let column = column as usize;
        if column >= COLUMNS_MAX {
            return Err(FileFault::TooManyColumns { line, columns_max: COLUMNS_MAX as u32 });
        }
        let ended = if self.row.as_ref().is_some_and(|(current, ..)| *current == line) { None } else { self.end() };
        let (_, cells, bytes) = self.row.get_or_insert_with(|| (line, Vec::with_capacity(column + 1), 0));
        *bytes += text.len();
        if *bytes > ROW_BYTES_MAX {
            return Err(FileFault::LineTooLong { line, bytes_max: ROW_BYTES_MAX as u64 });
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(slot) = cells.get_mut(column) {
            *slot = text;
        }
        Ok(ended)
    }

    fn end(&mut self) -> Option<SheetRow> {
        self.row.take().map(|(line, cells, _)| SheetRow { line, cells })
    }
}

impl<'a, F> Iterator for CellRows<F>
where
    F: FnMut() -> Result<Option<calamine::Cell<DataRef<'a>>>, FileFault>,
{
    type Item = Result<SheetRow, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let added = match (self.next)() {
                Ok(Some(cell)) => self.add(&cell),
                Ok(None) => {
                    self.is_over = true;
                    return self.end().map(Ok);
                }
                Err(fault) => Err(fault),
            };
            match added {
                Ok(None) => {}
                Ok(Some(row)) => return Some(Ok(row)),
                Err(fault) => {
                    self.is_over = true;
                    return Some(Err(fault));
                }
            }
        }
        None
    }
}

/// What is wrong with a workbook, without what stands in it: calamine's texts may quote cells.
pub(super) fn fault_of(error: XlsxError) -> FileFault {
    match error {
        XlsxError::Io(error) => io_fault(error),
        XlsxError::Zip(ZipError::Io(error)) => io_fault(error),
        XlsxError::Password => FileFault::Encrypted,
        XlsxError::XmlEof(_) => FileFault::Cut,
        _ => FileFault::Damaged,
    }
}

/// A file that ends early or does not unpack is the file's fault, all else the machine's.
pub(super) fn io_fault(error: io::Error) -> FileFault {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => FileFault::Cut,
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::Other | io::ErrorKind::Unsupported => FileFault::Damaged,
        _ => FileFault::Io(error),
    }
}

/// Refuses what is no workbook, what has macros or a password, and what is made to do harm.
fn look_through(file: &mut File) -> Result<(), FileFault> {
    let packed = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(0))?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|error| match error {
        ZipError::Io(error) => io_fault(error),
        // The directory of a zip stands at its end.
        _ => FileFault::Cut,
    })?;
    if archive.len() > PARTS_MAX {
        return Err(FileFault::Bomb { bytes_max: SHEET_BYTES_MAX });
    }
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.to_ascii_lowercase().replace('\\', "/")).collect();
    refuse_foreign(&names)?;
    let bytes_max = packed.saturating_mul(PACKED_MAX).clamp(PACKED_FREELY_BYTES, SHEET_BYTES_MAX);
    let mut left = bytes_max;
    for at in 0..archive.len() {
        let part = match archive.by_index(at) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(FileFault::Encrypted),
            Err(ZipError::Io(error)) => return Err(io_fault(error)),
            Err(_) => return Err(FileFault::Damaged),
        };
        if part.size() > left {
            return Err(FileFault::Bomb { bytes_max });
        }
        // The size that a part claims may be a lie.
        left -= look_through_part(part, left).map_err(|fault| match fault {
            FileFault::Bomb { .. } => FileFault::Bomb { bytes_max },
            other => other,
        })?;
    }
    Ok(())
}

/// By the names of its parts: what a zip is, if no workbook.
fn refuse_foreign(names: &[String]) -> Result<(), FileFault> {
    let has = |is: &dyn Fn(&str) -> bool| names.iter().any(|name| is(name.trim_start_matches('/')));
    if has(&|name| name.ends_with("vbaproject.bin")) {
        return Err(FileFault::Macros);
    }
    if has(&|name| name == "xl/workbook.bin") {
        return Err(FileFault::BinaryWorkbook);
    }
    if has(&|name| name.starts_with("word/") || name.starts_with("ppt/")) {
        return Err(FileFault::Document);
    }
    if has(&|name| name == "mimetype") {
        return Err(FileFault::OpenDocument);
    }
    if !has(&|name| name.starts_with("xl/")) {
        return Err(FileFault::Archive);
    }
    Ok(())
}

/// A source that may give only so much until it is allowed more.
struct Guard<R> {
    inner: R,
    allowed: Rc<Counter<u64>>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let Some(allowed) = self.allowed.get().checked_sub(read as u64) else {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        };
        self.allowed.set(allowed);
        Ok(read)
    }
}

/// Reads a part to nowhere; how many bytes it has.
fn look_through_part(part: impl Read, bytes_max: u64) -> Result<u64, FileFault> {
    let allowed = Rc::new(Counter::new(0));
    let mut xml = Reader::from_reader(BufReader::new(Guard { inner: part, allowed: Rc::clone(&allowed) }));
    let mut seen = Seen { bytes_max: bytes_max.min(PART_BYTES_MAX), ..Seen::default() };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        allowed.set(ROW_BYTES_MAX as u64);
        let event = xml.read_event_into(&mut buffer);
        let bytes = xml.buffer_position();
        match event {
            Ok(Event::Eof) => break,
            Ok(Event::DocType(_)) => return Err(FileFault::Bomb { bytes_max }),
            Ok(event) => seen.event(&event, bytes, bytes_max)?,
            Err(quick_xml::Error::Io(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                return Err(FileFault::LineTooLong { line: 0, bytes_max: ROW_BYTES_MAX as u64 });
            }
            Err(quick_xml::Error::Io(error)) => {
                return Err(io_fault(io::Error::new(error.kind(), error)));
            }
            // A picture, or XML that calamine will not understand either.
            Err(_) => return drain(xml.into_inner(), &allowed, bytes, bytes_max),
        }
        if bytes > seen.bytes_max {
            return Err(FileFault::Bomb { bytes_max });
        }
    }
    seen.strings_are_as_claimed().then_some(xml.buffer_position()).ok_or(FileFault::Damaged)
}

/// Counts what is left of a part that is no XML; it may be a picture, not a mountain.
fn drain(mut rest: impl Read, allowed: &Counter<u64>, bytes: u64, bytes_max: u64) -> Result<u64, FileFault> {
    let most = PACKED_FREELY_BYTES.min(bytes_max);
    allowed.set(u64::MAX);
    let left = io::copy(&mut rest.by_ref().take(most + 1), &mut io::sink()).map_err(io_fault)?;
    if bytes + left > most { Err(FileFault::Bomb { bytes_max }) } else { Ok(bytes + left) }
}

/// What was seen of a part so far.
#[derive(Default)]
struct Seen {
    bytes_max: u64,
    /// Where a cell or a string began that has not ended.
    open_from: Option<u64>,
    strings: u64,
    strings_claimed: u64,
    has_root: bool,
    depth: u32,
}

impl Seen {
    fn event(&mut self, event: &Event<'_>, bytes: u64, bytes_max: u64) -> Result<(), FileFault> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" | "si" | "definedName" if self.open_from.is_none() => {
                    self.strings += u64::from(tag.local_name().as_ref() == "si");
                    self.open_from = Some(bytes);
                }
                "worksheet" if !self.has_root => self.bytes_max = bytes_max,
                "sst" => {
                    let mut attributes = tag.attributes();
                    let claims = attributes.with_checks(false).flatten().filter(|attribute| attribute.key.as_ref() == "uniqueCount");
                    let claimed = claims.map(|claim| claim.value.trim().parse().unwrap_or(u64::MAX)).max().unwrap_or_default();
                    self.strings_claimed = self.strings_claimed.max(claimed);
                }
                _ => {}
            },
            Event::End(tag) if matches!(tag.local_name().as_ref(), "c" | "si" | "definedName") => self.open_from = None,
            _ => {}
        }
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEPTH_MAX {
            return Err(FileFault::Damaged);
        }
        self.has_root |= matches!(event, Event::Start(_) | Event::Empty(_));
        match self.open_from {
            Some(from) if bytes.saturating_sub(from) > ROW_BYTES_MAX as u64 => {
                Err(FileFault::LineTooLong { line: 0, bytes_max: ROW_BYTES_MAX as u64 })
            }
            _ => Ok(()),
        }
    }

    /// calamine makes room for as many strings as are claimed.
    fn strings_are_as_claimed(&self) -> bool {
        self.strings_claimed <= STRINGS_CLAIMED_FREELY.max(self.strings.saturating_mul(2))
    }
}
