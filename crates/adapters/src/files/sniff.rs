//! What a file is, by its first bytes and by what an archive holds.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
};

use domain::intake::FileRefusal;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use zip::{ZipArchive, result::ZipError};

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.xlsx`.
    Workbook,
    /// `.xls`.
    OldWorkbook,
    /// Text in an encoding.
    Text(&'static Encoding),
}

/// An old workbook holds 65,536 rows; it is read whole.
const OLD_WORKBOOK_BYTES_MAX: u64 = 64 << 20;
/// A workbook of a million rows and 40 columns unpacks to less.
const UNPACKED_BYTES_MAX: u64 = 3 << 30;
/// All different texts of a workbook are in memory while it is read.
const STRINGS_BYTES_MAX: u64 = 192 << 20;
/// Markup without a tag for so long is no table.
const TAGLESS_BYTES_MAX: usize = 4 << 20;
/// Bytes that are looked at first.
const HEAD: usize = 1 << 16;

/// What begins files that are something else: pictures, PDF, programs, other archives, pages.
const OTHERS: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"\x7fELF",
    b"MZ",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"BM",
    b"SQLite format 3",
    b"{\\rtf",
    b"<html",
    b"<!DOCTYPE",
    b"<!doctype",
    b"<?xml",
];

/// Says what a file is, or why it cannot be read at all.
pub(super) fn kind(mut file: &File) -> Result<Kind, FileRefusal> {
    rewind(file)?;
    let mut head = vec![0; HEAD];
    let length = fill(&mut file, &mut head);
    head.truncate(length);
    rewind(file)?;
    if head.is_empty() {
        return Err(FileRefusal::Empty);
    }
    if head.starts_with(b"PK") {
        return workbook(file);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return old_workbook(file);
    }
    if OTHERS.iter().any(|other| head.starts_with(other)) && !is_text_after_all(&head) {
        return Err(FileRefusal::NotATable);
    }
    text(file, &head)
}

/// `BM` and `MZ` may begin a line of text as well.
fn is_text_after_all(head: &[u8]) -> bool {
    (head.starts_with(b"BM") || head.starts_with(b"MZ")) && head.iter().all(|byte| *byte >= b' ' || matches!(byte, b'\r' | b'\n' | b'\t'))
}

fn fill(file: &mut impl Read, buffer: &mut [u8]) -> usize {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match file.read(rest) {
            Ok(0) | Err(_) => break,
            Ok(read) => length += read,
        }
    }
    length
}

fn rewind(mut file: &File) -> Result<(), FileRefusal> {
    file.seek(SeekFrom::Start(0)).map(drop).map_err(|_| FileRefusal::Damaged)
}

/// A zip archive that is a workbook without macros, and unpacks to what a table can be; its parts are unpacked once to see that.
fn workbook(file: &File) -> Result<Kind, FileRefusal> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(|_| FileRefusal::CutOff)?;
    let names: Vec<String> = archive.file_names().filter_map(Result::ok).map(|name| name.into_owned()).collect();
    if names.iter().any(|name| name.ends_with("vbaProject.bin")) {
        return Err(FileRefusal::Macros);
    }
    if !names.iter().any(|name| name == "xl/workbook.xml") {
        return Err(FileRefusal::NotATable);
    }
    let mut left = UNPACKED_BYTES_MAX;
    for index in 0..archive.len() {
        let mut part = match archive.by_index(index) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(_)) => return Err(FileRefusal::Locked),
            Err(_) => return Err(FileRefusal::CutOff),
        };
        let own = if part.name().is_ok_and(|name| name.ends_with("sharedStrings.xml")) { STRINGS_BYTES_MAX.min(left) } else { left };
        if part.size() > own {
            return Err(FileRefusal::TooLargeUnpacked { max: own });
        }
        left -= unpacked(&mut part, own)?;
    }
    rewind(file)?;
    Ok(Kind::Workbook)
}

/// How much a part unpacks to, whatever the archive says of it.
fn unpacked(part: &mut impl Read, max: u64) -> Result<u64, FileRefusal> {
    let mut buffer = vec![0; HEAD];
    let (mut all, mut tagless) = (0, 0);
    loop {
        let read = part.read(&mut buffer).map_err(|_| FileRefusal::CutOff)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        if bytes.is_empty() {
            return Ok(all);
        }
        all += read as u64;
        tagless = if bytes.contains(&b'<') { 0 } else { tagless + read };
        if all > max || tagless > TAGLESS_BYTES_MAX {
            return Err(FileRefusal::TooLargeUnpacked { max });
        }
    }
}

/// A compound file that is an old workbook, neither locked nor with macros. Names in it are UTF-16.
fn old_workbook(file: &File) -> Result<Kind, FileRefusal> {
    let mut bytes = Vec::new();
    file.take(OLD_WORKBOOK_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|_| FileRefusal::Damaged)?;
    rewind(file)?;
    if bytes.len() as u64 > OLD_WORKBOOK_BYTES_MAX {
        return Err(FileRefusal::TooLarge { max: OLD_WORKBOOK_BYTES_MAX });
    }
    let holds = |name: &str| {
        let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wanted.len()).any(|window| window == wanted)
    };
    if holds("EncryptedPackage") {
        return Err(FileRefusal::Locked);
    }
    if holds("_VBA_PROJECT") {
        return Err(FileRefusal::Macros);
    }
    if !holds("Workbook") && !holds("Book") {
        // The directory stands anywhere; one that is missing was cut off, or belongs to another program.
        return Err(if holds("Root Entry") { FileRefusal::NotATable } else { FileRefusal::CutOff });
    }
    Ok(Kind::OldWorkbook)
}

/// The encoding of a text: its mark, else the pattern of its zeros, else UTF-8 when the whole of it is, else Windows-1252.
fn text(file: &File, head: &[u8]) -> Result<Kind, FileRefusal> {
    if let Some((encoding, _)) = Encoding::for_bom(head) {
        return Ok(Kind::Text(encoding));
    }
    let zeros = |rest: usize| head.iter().skip(rest).step_by(2).filter(|byte| **byte == 0).count() * 4;
    let (even, odd) = (zeros(0), zeros(1));
    if even + odd > 0 {
        return match (even > head.len(), odd > head.len()) {
            (false, true) => Ok(Kind::Text(UTF_16LE)),
            (true, false) => Ok(Kind::Text(UTF_16BE)),
            _ => Err(FileRefusal::NotATable),
        };
    }
    let control = head.iter().filter(|byte| **byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1a | 0x1b..=0x1f)).count();
    if control * 100 > head.len() {
        return Err(FileRefusal::NotATable);
    }
    let encoding = if is_utf8(file)? { UTF_8 } else { WINDOWS_1252 };
    rewind(file)?;
    Ok(Kind::Text(encoding))
}

fn is_utf8(mut file: &File) -> Result<bool, FileRefusal> {
    rewind(file)?;
    let mut buffer = vec![0; HEAD];
    let mut kept = 0;
    loop {
        let read = file.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(|_| FileRefusal::Damaged)?;
        if read == 0 {
            return Ok(kept == 0);
        }
        let bytes = buffer.get(..kept + read).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(_) => kept = 0,
            Err(error) if error.error_len().is_some() => return Ok(false),
            Err(error) => {
                // A letter stands across two pieces.
                let from = error.valid_up_to();
                kept += read;
                buffer.copy_within(from..kept, 0);
                kept -= from;
            }
        }
    }
}
