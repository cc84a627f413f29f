//! Text with separators: comma, semicolon, tab or bar, found from the first lines.

use std::{
    cell::Cell,
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    rc::Rc,
};

use csv::{ByteRecord, ReaderBuilder};
use domain::intake::FileRefusal;
use encoding_rs::{Encoding, UTF_8};
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::{COLUMNS_MAX, ROW_BYTES_MAX, Sink, Stop, layout::looks_like_titles};

/// Bytes from which the separator is found.
const SAMPLE: usize = 1 << 16;
/// Lines from which it is found.
const LINES: usize = 30;
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Reads the rows of a text.
pub(super) fn rows(file: File, encoding: &'static Encoding, sink: &mut Sink) -> Result<(), Stop> {
    let mut decoded = DecodeReaderBytesBuilder::new().encoding(Some(encoding)).utf8_passthru(encoding == UTF_8).strip_bom(true).build(file);
    let mut sample = vec![0; SAMPLE];
    let mut length = 0;
    while let Some(rest) = sample.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match decoded.read(rest) {
            Ok(0) => break,
            Ok(read) => length += read,
            Err(_) => return Err(FileRefusal::Damaged.into()),
        }
    }
    sample.truncate(length);
    let separator = separator(&sample);
    // The reader leaves the second sign of a line's end for the next row, and so counts it late.
    let late = u64::from(sample.iter().position(|byte| *byte == b'\n').is_some_and(|at| at > 0 && sample.get(at - 1) == Some(&b'\r')));
    let since = Rc::new(Cell::new(0));
    let limited = Limited { inner: io::Cursor::new(sample).chain(decoded), since: Rc::clone(&since) };
    // Rows of a lone separator's file may differ in length; what is too much or too little is for whoever reads the row.
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).buffer_capacity(SAMPLE).from_reader(limited);
    let mut record = ByteRecord::new();
    let mut line = 1;
    loop {
        since.set(0);
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) => return Err(FileRefusal::LineTooLong { line, max: ROW_BYTES_MAX }.into()),
        }
        if record.len() > COLUMNS_MAX {
            return Err(FileRefusal::TooManyColumns { max: COLUMNS_MAX }.into());
        }
        line = record.position().map_or(line, |position| position.line() + if position.byte() > 0 { late } else { 0 });
        let cells = record.iter().map(cell).collect();
        sink.row(u32::try_from(line).unwrap_or(u32::MAX), cells)?;
        line = reader.position().line() + late;
    }
}

fn cell(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The separator by which one of the first lines becomes titles, else the one that divides the most lines alike.
fn separator(sample: &[u8]) -> u8 {
    let text = String::from_utf8_lossy(sample);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let score = |separator: u8| {
        let mut alike: BTreeMap<usize, usize> = BTreeMap::new();
        for line in &lines {
            *alike.entry(unquoted(line, separator)).or_default() += 1;
        }
        alike.remove(&0);
        let titles = lines.iter().any(|line| {
            let cells: Vec<String> = line.split(char::from(separator)).map(|cell| cell.trim_matches('"').to_owned()).collect();
            looks_like_titles(&cells)
        });
        (titles, alike.into_iter().map(|(count, lines)| (lines, count)).max())
    };
    SEPARATORS.into_iter().rev().max_by_key(|separator| score(*separator)).unwrap_or(b',')
}

fn unquoted(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for byte in line.bytes() {
        quoted ^= byte == b'"';
        count += usize::from(byte == separator && !quoted);
    }
    count
}

/// A stream that fails when one row takes too much of it.
struct Limited<R> {
    inner: R,
    since: Rc<Cell<usize>>,
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.since.set(self.since.get() + read);
        if self.since.get() > ROW_BYTES_MAX + SAMPLE {
            return Err(io::Error::other("a row without an end"));
        }
        Ok(read)
    }
}
