//! Text files: which encoding, which separator, and the records.
//!
//! Offices save lists from Excel, from databases and from Notepad, so that neither is said anywhere. The encoding is decided over the whole
//! file, for one `é` of Windows-1252 may stand in its last line; the separator is decided over the first lines.

use std::{
    fs::File,
    io::{Cursor, Read, Seek, SeekFrom},
};

use csv_core::ReadRecordResult;
use domain::intake::SheetRow;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{COLUMNS_MAX, FileFault, ROW_BYTES_MAX, RawRows, cells, layout::titles, sniff};

const BUFFER_BYTES: usize = 64 << 10;
/// How much of the beginning decides about the separator.
const SAMPLE_BYTES: u64 = 32 << 10;
const SEPARATORS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// A cell may hold line breaks, but hardly as many.
const LINES_OF_A_ROW_MAX: u32 = 64;

/// The rows of a text file.
pub(super) fn rows(mut file: File) -> Result<RawRows, FileFault> {
    let (encoding, mark_bytes) = encoding(&mut file)?;
    let sample = {
        let mut sample = Vec::new();
        decoded(file.try_clone()?, encoding, mark_bytes)?.take(SAMPLE_BYTES).read_to_end(&mut sample)?;
        sample
    };
    if sample.trim_ascii().is_empty() && (sample.len() as u64) < SAMPLE_BYTES {
        return Err(FileFault::Empty);
    }
    let source = decoded(file, encoding, mark_bytes)?;
    Ok(records_of(source, &sample))
}

/// The rows of a text that somebody pasted.
pub(super) fn pasted(text: &str) -> RawRows {
    let sample: Vec<u8> = text.bytes().take(SAMPLE_BYTES as usize).collect();
    records_of(Box::new(Cursor::new(text.as_bytes().to_vec())), &sample)
}

fn records_of(source: Box<dyn Read + Send>, sample: &[u8]) -> RawRows {
    match separator(sample) {
        Some(separator) => Box::new(Records::new(source, separator)),
        None => Box::new(Records::new(source, b'\t').map(|row| row.map(split_status_line))),
    }
}

/// The encoding of a whole file, and how many bytes its mark takes.
fn encoding(file: &mut File) -> Result<(&'static Encoding, u64), FileFault> {
    let mut buffer = vec![0; BUFFER_BYTES];
    let mut held = fill(file, &mut buffer, 0)?;
    let head = buffer.get(..held.min(sniff::HEAD_BYTES)).unwrap_or_default();
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(head) {
        return Ok((encoding, mark_bytes as u64));
    }
    if let Some(encoding) = utf_16_without_mark(head) {
        return Ok((encoding, 0));
    }
    if is_binary(head) {
        return Err(FileFault::NotATable);
    }
    let mut is_utf_8 = true;
    loop {
        let bytes = buffer.get(..held).unwrap_or_default();
        if bytes.contains(&0) {
            return Err(FileFault::NotATable);
        }
        let valid = match std::str::from_utf8(bytes) {
            Ok(_) => held,
            // A letter that the next bytes complete.
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => {
                is_utf_8 = false;
                held
            }
        };
        buffer.copy_within(valid..held, 0);
        let left = held - valid;
        held = fill(file, &mut buffer, left)?;
        if held == left {
            return Ok((if is_utf_8 && left == 0 { UTF_8 } else { WINDOWS_1252 }, 0));
        }
    }
}

/// Fills the buffer behind `held` bytes; how many it holds then.
fn fill(source: &mut impl Read, buffer: &mut [u8], held: usize) -> Result<usize, FileFault> {
    let mut held = held;
    while let Some(free) = buffer.get_mut(held..).filter(|free| !free.is_empty()) {
        match source.read(free)? {
            0 => break,
            read => held += read,
        }
    }
    Ok(held)
}

/// Text of Latin letters in UTF-16 has a zero in every other byte.
fn utf_16_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let pairs = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let is_most = |count: usize| pairs >= 2 && count * 10 >= pairs * 8;
    let is_few = |count: usize| count * 20 <= pairs;
    match (is_most(second) && is_few(first), is_most(first) && is_few(second)) {
        (true, _) => Some(UTF_16LE),
        (_, true) => Some(UTF_16BE),
        _ => None,
    }
}

fn is_binary(head: &[u8]) -> bool {
    let is_control = |byte: &u8| *byte < 0x09 || (0x0E..0x1A).contains(byte) || *byte == 0x7F;
    head.iter().filter(|byte| is_control(byte)).count() * 20 > head.len()
}

fn decoded(mut file: File, encoding: &'static Encoding, mark_bytes: u64) -> Result<Box<dyn Read + Send>, FileFault> {
    file.seek(SeekFrom::Start(mark_bytes))?;
    if encoding == UTF_8 {
        return Ok(Box::new(file));
    }
    Ok(Box::new(DecodeReaderBytesBuilder::new().encoding(Some(encoding)).bom_sniffing(false).build(file)))
}

/// The separator under which the first lines have known titles, or else most evenly several cells. None when none parts anything.
fn separator(sample: &[u8]) -> Option<u8> {
    let scored = SEPARATORS.iter().map(|separator| (score(sample, *separator), *separator));
    scored.max_by_key(|(score, _)| *score).filter(|(score, _)| *score != (0, 0)).map(|(_, separator)| separator)
}

fn score(sample: &[u8], separator: u8) -> (usize, usize) {
    let source = Box::new(Cursor::new(sample.to_vec()));
    let mut rows: Vec<SheetRow> = Vec::new();
    for row in Records::new(source, separator).take(40) {
        match row {
            Ok(row) => rows.push(row),
            // It does part them, more than anybody reads.
            Err(FileFault::TooManyColumns { .. }) => return (0, usize::MAX),
            Err(_) => break,
        }
    }
    let known = rows.iter().filter(|row| row.cells.len() > 1).map(|row| titles::known(&row.cells)).max().unwrap_or_default();
    let evenness = |width: usize| {
        let rows = rows.iter().filter(|row| row.cells.len() == width).count();
        rows * rows * width
    };
    let even = rows.iter().map(|row| row.cells.len()).filter(|width| *width > 1).map(evenness).max().unwrap_or_default();
    (if known > 1 { known } else { 0 }, even)
}

/// Parts `5208… PRINT READY RECORD 2024-01-31`, as lists are typed into a message, into three cells.
fn split_status_line(row: SheetRow) -> SheetRow {
    let Some(line) = row.cells.first().filter(|_| row.cells.len() == 1) else {
        return row;
    };
    let Some((nik, rest)) = line.trim().split_once(char::is_whitespace).filter(|(nik, _)| titles::is_number_of_16(nik)) else {
        return row;
    };
    let rest = rest.trim();
    let (status, date) = match rest.rsplit_once(char::is_whitespace) {
        Some((status, date)) if titles::is_date_like(date) => (status.trim_end(), date),
        _ => (rest, ""),
    };
    SheetRow { line: row.line, cells: vec![nik.to_owned(), status.to_owned(), date.to_owned()] }
}

/// The records of a source of UTF-8, with limits.
struct Records {
    source: Box<dyn Read + Send>,
    parser: csv_core::Reader,
    input: Vec<u8>,
    /// What of the input is not parsed yet.
    left: (usize, usize),
    output: Vec<u8>,
    ends: Vec<usize>,
    breaks: u32,
    rows: u32,
    is_over: bool,
}

/// How much the parser has of the record that it is in.
#[derive(Default)]
struct Progress {
    bytes: usize,
    cells: usize,
    quotes: usize,
    last: u8,
}

impl Records {
    fn new(source: Box<dyn Read + Send>, separator: u8) -> Self {
        Self {
            source,
            parser: csv_core::ReaderBuilder::new().delimiter(separator).build(),
            input: vec![0; BUFFER_BYTES],
            left: (0, 0),
            output: vec![0; 4 << 10],
            ends: vec![0; COLUMNS_MAX],
            breaks: 0,
            rows: 0,
            is_over: false,
        }
    }

    /// The line on which the record that is being parsed now can only be, as far as it is known.
    fn line(&self) -> u32 {
        self.breaks + 1
    }

    fn record(&mut self) -> Result<Option<SheetRow>, FileFault> {
        let begun = self.line();
        let mut progress = Progress::default();
        loop {
            if self.left.0 == self.left.1 {
                self.left = (0, fill(&mut self.source, &mut self.input, 0)?);
            }
            let input = self.input.get(self.left.0..self.left.1).unwrap_or_default();
            let output = self.output.get_mut(progress.bytes..).unwrap_or_default();
            let ends = self.ends.get_mut(progress.cells..).unwrap_or_default();
            let (result, read, written, ended) = self.parser.read_record(input, output, ends);
            let consumed = input.get(..read).unwrap_or_default();
            self.breaks += memchr::memchr_iter(b'\n', consumed).count() as u32;
            progress.quotes += memchr::memchr_iter(b'"', consumed).count();
            progress.last = consumed.last().copied().unwrap_or(progress.last);
            self.left.0 += read;
            progress.bytes += written;
            progress.cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.output.len() >= ROW_BYTES_MAX => {
                    return Err(FileFault::LineTooLong { line: begun, bytes_max: ROW_BYTES_MAX as u64 });
                }
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => {
                    return Err(FileFault::TooManyColumns { line: begun, columns_max: COLUMNS_MAX as u32 });
                }
                ReadRecordResult::Record => return self.row(&progress).map(Some),
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    fn row(&mut self, progress: &Progress) -> Result<SheetRow, FileFault> {
        let bytes = self.output.get(..progress.bytes).unwrap_or_default();
        let inner = memchr::memchr_iter(b'\n', bytes).count() as u32;
        // At the end of the file within quotes, the last line break is the cell's.
        let is_open = inner > 0 && progress.quotes % 2 == 1;
        let is_ended = progress.last == b'\n' && !is_open;
        let line = self.line().saturating_sub(inner + u32::from(is_ended)).max(1);
        if is_open || inner > LINES_OF_A_ROW_MAX {
            return Err(FileFault::QuoteUnclosed { line });
        }
        let text = String::from_utf8_lossy(bytes);
        let has_separators = bytes.iter().any(|byte| (0x1C..=0x1F).contains(byte));
        let mut cells = Vec::with_capacity(progress.cells);
        let mut from = 0;
        for end in self.ends.get(..progress.cells).unwrap_or_default() {
            // The cut falls on a separator of one byte, so that it is no middle of a letter; of a damaged text the bytes are taken anew.
            let cell = match &text {
                std::borrow::Cow::Borrowed(text) => text.get(from..*end).unwrap_or_default().to_owned(),
                std::borrow::Cow::Owned(_) => String::from_utf8_lossy(bytes.get(from..*end).unwrap_or_default()).into_owned(),
            };
            cells.push(if has_separators { cells::blank_separators(cell) } else { cell });
            from = *end;
        }
        // Where lines end with a carriage return alone, as on old Macs, the records are the lines.
        self.rows += 1;
        Ok(SheetRow { line: line.max(self.rows), cells })
    }
}

impl Iterator for Records {
    type Item = Result<SheetRow, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let row = self.record().transpose();
        self.is_over = !matches!(row, Some(Ok(_)));
        row
    }
}
