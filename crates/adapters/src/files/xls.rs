//! `.xls`: the records of one sheet, sifted, then read by calamine.
//!
//! calamine believes the container and the records of a workbook: a chain of sectors in a circle, a cell in column 65,535 or a long text that
//! a million cells show would take all memory. So the container is read by `cfb`, which checks it, and of the workbook only what is known
//! and within limits is written into a new one ([`sift`]); calamine sees nothing else. Formulas keep their value and lose their text.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read, Write},
};

use calamine::{Reader as _, Xls, XlsError};
use cfb::CompoundFile;
use domain::intake::SheetRow;

use super::{COLUMNS_MAX, FileFault, ROW_BYTES_MAX, RawRows, cells, xlsx};

/// The most of a workbook that is held in memory, several times over.
const BYTES_MAX: u64 = 64 << 20;
/// The most cells of the rectangle that a sheet spans: 65,536 rows of 61 columns.
const CELLS_MAX: usize = 4_000_000;
/// The most text that the cells show together, three bytes a letter.
const TEXT_BYTES_MAX: usize = 128 << 20;
const SHEETS_MAX: usize = 16;
/// calamine's time grows with the square of these.
const CONTINUES_MAX: usize = 16_384;

/// The rows of the first sheet that is not empty.
pub(super) fn rows(file: File) -> Result<RawRows, FileFault> {
    Ok(Box::new(xlsx::Rows::read_by(move |sender| read(file, &sender))?))
}

fn read(file: File, sender: &xlsx::Sender) -> Result<(), FileFault> {
    let bytes = file.metadata()?.len();
    if bytes > BYTES_MAX {
        return Err(FileFault::TooLarge { bytes_max: BYTES_MAX });
    }
    let stream = workbook_stream(file, bytes)?;
    let sifted = sift(&stream)?;
    drop(stream);
    let mut workbook = Xls::new(Cursor::new(contained(&sifted)?)).map_err(fault_of)?;
    let name = workbook.sheet_names().into_iter().next().ok_or(FileFault::Empty)?;
    let range = workbook.worksheet_range(&name).map_err(fault_of)?;
    drop(workbook);
    let (first_row, first_column) = range.start().ok_or(FileFault::Empty)?;
    let rows = range.rows().enumerate().filter_map(|(at, row)| {
        let filled = row.iter().rposition(|cell| *cell != calamine::Data::Empty)? + 1;
        let mut texts = vec![String::new(); first_column as usize];
        texts.extend(row.iter().take(filled).map(cells::text_of));
        let line = first_row.saturating_add(at as u32).saturating_add(1);
        let bytes: usize = texts.iter().map(String::len).sum();
        let is_long = bytes > ROW_BYTES_MAX;
        Some(if is_long {
            Err(FileFault::LineTooLong { line, bytes_max: ROW_BYTES_MAX as u64 })
        } else {
            Ok(SheetRow { line, cells: texts })
        })
    });
    sender.send_all(rows)?;
    Ok(())
}

fn fault_of(error: XlsError) -> FileFault {
    match error {
        XlsError::Io(error) => xlsx::io_fault(error),
        XlsError::Password => FileFault::Encrypted,
        _ => FileFault::Damaged,
    }
}

/// The stream of the workbook, after a look at what else is in the container.
fn workbook_stream(file: File, bytes: u64) -> Result<Vec<u8>, FileFault> {
    let mut source = BufReader::new(file);
    let mut header = [0; 512];
    source.read_exact(&mut header).map_err(xlsx::io_fault)?;
    let is_cut = reaches_beyond(&header, bytes);
    let damage = |error| match xlsx::io_fault(error) {
        FileFault::Damaged if is_cut => FileFault::Cut,
        fault => fault,
    };
    let mut container = CompoundFile::open(source).map_err(damage)?;
    if container.exists("/EncryptedPackage") {
        return Err(FileFault::Encrypted);
    }
    if container.exists("/_VBA_PROJECT_CUR") {
        return Err(FileFault::Macros);
    }
    if container.exists("/WordDocument") || container.exists("/PowerPoint Document") {
        return Err(FileFault::Document);
    }
    let name = ["/Workbook", "/Book"].into_iter().find(|name| container.is_stream(name)).ok_or(FileFault::NotATable)?;
    let mut stream = Vec::new();
    container.open_stream(name).map_err(damage)?.take(BYTES_MAX + 1).read_to_end(&mut stream).map_err(damage)?;
    Ok(stream)
}

/// Whether the header speaks of sectors behind the end of the file.
fn reaches_beyond(header: &[u8; 512], bytes: u64) -> bool {
    let sector_bytes: u64 = if u16_at(header, 30) == Some(12) { 4096 } else { 512 };
    // The directory's first sector, then the sectors of the allocation table that the header lists.
    let listed = std::iter::once(48).chain((76..512).step_by(4)).filter_map(|at| u32_at(header, at));
    listed.filter(|sector| *sector < 0xFFFF_FFFA).any(|sector| (u64::from(sector) + 2) * sector_bytes > bytes)
}

/// A container with this stream alone.
fn contained(stream: &[u8]) -> Result<Vec<u8>, FileFault> {
    let mut container = CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    container.create_stream("/Workbook")?.write_all(stream)?;
    container.flush()?;
    Ok(container.into_inner().into_inner())
}

// Records of BIFF5 and BIFF8, by their numbers in [MS-XLS].
const FORMULA: u16 = 0x0006;
const EOF: u16 = 0x000A;
const DATE_MODE: u16 = 0x0022;
const FILE_PASS: u16 = 0x002F;
const CONTINUE: u16 = 0x003C;
const CODE_PAGE: u16 = 0x0042;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00BD;
const R_STRING: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const SST: u16 = 0x00FC;
const LABEL_SST: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
const BOF: u16 = 0x0809;

/// A workbook stream of what is known: the tables of the workbook and the cells of its first sheet that has any.
fn sift(stream: &[u8]) -> Result<Vec<u8>, FileFault> {
    let mut globals = Vec::new();
    let mut sheets: Vec<(usize, &[u8])> = Vec::new();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut is_in_strings = false;
    for record in Records::of(stream) {
        let (kind, data) = record?;
        is_in_strings = kind == SST || (is_in_strings && kind == CONTINUE);
        match kind {
            FILE_PASS if u16_at(data, 0) != Some(0) => return Err(FileFault::Encrypted),
            BOUND_SHEET => sheets.extend(u32_at(data, 0).map(|from| (from as usize, data))),
            SST | CONTINUE if is_in_strings => {
                strings.push(data);
                put(&mut globals, kind, data);
            }
            BOF | CODE_PAGE | DATE_MODE | FORMAT | XF => put(&mut globals, kind, data),
            EOF => break,
            _ => {}
        }
    }
    if strings.len() > CONTINUES_MAX {
        return Err(FileFault::Damaged);
    }
    let lengths = string_lengths(&strings)?;
    for (from, named) in sheets.into_iter().take(SHEETS_MAX) {
        // Behind the position: the state and the kind of the sheet; 0 is a worksheet.
        if named.get(5) != Some(&0) {
            continue;
        }
        let cells = sift_sheet(stream.get(from..).ok_or(FileFault::Cut)?, &lengths)?;
        if let Some(cells) = cells {
            let position = globals.len() + 4 + named.len() + 4;
            let mut bound = (position as u32).to_le_bytes().to_vec();
            bound.extend(named.get(4..).unwrap_or_default());
            put(&mut globals, BOUND_SHEET, &bound);
            put(&mut globals, EOF, &[]);
            globals.extend(cells);
            return Ok(globals);
        }
    }
    Err(FileFault::Empty)
}

/// The cells of a sheet, or nothing if it has none.
fn sift_sheet(stream: &[u8], lengths: &[usize]) -> Result<Option<Vec<u8>>, FileFault> {
    let mut sifted = Vec::new();
    let mut span = Span::default();
    // The sheet's own beginning, and those of the charts in it, whose records look like cells.
    let mut depth = 0_u32;
    for record in Records::of(stream) {
        let (kind, data) = record?;
        match kind {
            BOF => {
                depth += 1;
                if depth == 1 {
                    put(&mut sifted, BOF, data);
                }
            }
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            FORMULA => {
                span.add(data, 0)?;
                let mut value = data.get(..20).ok_or(FileFault::Damaged)?.to_vec();
                value.extend([0, 0]);
                put(&mut sifted, FORMULA, &value);
            }
            MUL_RK => {
                let columns = (data.len().saturating_sub(6)) / 6;
                span.add(data, columns.saturating_sub(1))?;
                put(&mut sifted, MUL_RK, data);
            }
            LABEL_SST => {
                span.add(data, 0)?;
                let length = u32_at(data, 6).and_then(|at| lengths.get(at as usize));
                span.add_text(*length.ok_or(FileFault::Damaged)?)?;
                put(&mut sifted, LABEL_SST, data);
            }
            NUMBER | LABEL | R_STRING | BOOL_ERR | RK => {
                span.add(data, 0)?;
                put(&mut sifted, kind, data);
            }
            STRING => put(&mut sifted, STRING, data),
            _ => {}
        }
    }
    put(&mut sifted, EOF, &[]);
    Ok(span.corners.map(|_| sifted))
}

/// The rectangle that cells span, which calamine holds whole.
#[derive(Default)]
struct Span {
    corners: Option<((usize, usize), (usize, usize))>,
    text_bytes: usize,
}

impl Span {
    fn add(&mut self, cell: &[u8], more_columns: usize) -> Result<(), FileFault> {
        let (Some(row), Some(column)) = (u16_at(cell, 0), u16_at(cell, 2)) else {
            return Err(FileFault::Damaged);
        };
        let (row, first) = (usize::from(row), usize::from(column));
        let last = first + more_columns;
        if last >= COLUMNS_MAX {
            return Err(FileFault::TooManyColumns { line: row as u32 + 1, columns_max: COLUMNS_MAX as u32 });
        }
        let ((top, left), (bottom, right)) = self.corners.unwrap_or(((row, first), (row, last)));
        let (top, left, bottom, right) = (top.min(row), left.min(first), bottom.max(row), right.max(last));
        if (bottom - top + 1) * (right - left + 1) > CELLS_MAX {
            return Err(FileFault::TooLarge { bytes_max: BYTES_MAX });
        }
        self.corners = Some(((top, left), (bottom, right)));
        Ok(())
    }

    fn add_text(&mut self, bytes: usize) -> Result<(), FileFault> {
        self.text_bytes += bytes;
        if self.text_bytes > TEXT_BYTES_MAX { Err(FileFault::TooLarge { bytes_max: BYTES_MAX }) } else { Ok(()) }
    }
}

/// The most bytes of UTF-8 of each shared string. A string runs on in the next record, with a new byte that says how wide its letters are.
fn string_lengths(parts: &[&[u8]]) -> Result<Vec<usize>, FileFault> {
    let mut parts = parts.iter().copied();
    let mut data = parts.next().and_then(|first| first.get(8..)).unwrap_or_default();
    let mut lengths = Vec::new();
    loop {
        if data.is_empty() {
            match parts.next() {
                Some(next) => data = next,
                None => return Ok(lengths),
            }
            if data.is_empty() {
                lengths.push(0);
                continue;
            }
        }
        let (Some(letters), Some(flags)) = (u16_at(data, 0), data.get(2).copied()) else {
            return Err(FileFault::Damaged);
        };
        let mut at = 3;
        let mut rest = 0;
        if flags & 0x08 != 0 {
            rest += usize::from(u16_at(data, at).ok_or(FileFault::Damaged)?) * 4;
            at += 2;
        }
        if flags & 0x04 != 0 {
            rest += u32_at(data, at).ok_or(FileFault::Damaged)? as usize;
            at += 4;
        }
        lengths.push(usize::from(letters) * 3);
        data = data.get(at..).ok_or(FileFault::Damaged)?;
        data = skip_letters(data, usize::from(letters), flags & 1 == 1, &mut parts)?;
        while rest > data.len() {
            rest -= data.len();
            data = parts.next().ok_or(FileFault::Damaged)?;
        }
        data = data.get(rest..).unwrap_or_default();
    }
}

fn skip_letters<'a>(
    mut data: &'a [u8],
    mut letters: usize,
    mut wide: bool,
    parts: &mut impl Iterator<Item = &'a [u8]>,
) -> Result<&'a [u8], FileFault> {
    loop {
        let width = if wide { 2 } else { 1 };
        let here = letters.min(data.len() / width);
        letters -= here;
        data = data.get(here * width..).unwrap_or_default();
        if letters == 0 {
            return Ok(data);
        }
        let (flags, next) = parts.next().and_then(<[u8]>::split_first).ok_or(FileFault::Damaged)?;
        (wide, data) = (flags & 1 == 1, next);
    }
}

/// The records of a stream: number and data.
struct Records<'a> {
    left: &'a [u8],
}

impl<'a> Records<'a> {
    fn of(stream: &'a [u8]) -> Self {
        Self { left: stream }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<(u16, &'a [u8]), FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.left.is_empty() {
            return None;
        }
        let (Some(kind), Some(length)) = (u16_at(self.left, 0), u16_at(self.left, 2)) else {
            self.left = &[];
            return Some(Err(FileFault::Cut));
        };
        let Some(data) = self.left.get(4..4 + usize::from(length)) else {
            self.left = &[];
            return Some(Err(FileFault::Cut));
        };
        self.left = self.left.get(4 + usize::from(length)..).unwrap_or_default();
        Some(Ok((kind, data)))
    }
}

fn put(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
    stream.extend(kind.to_le_bytes());
    stream.extend((data.len() as u16).to_le_bytes());
    stream.extend(data);
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}
