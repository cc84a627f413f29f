//! What a file is, by its first bytes. Its name does not count: offices rename.

use super::FileFault;

/// How many bytes [`kind`] wants to see, if there are so many.
pub(super) const HEAD_BYTES: usize = 4096;

/// What a file may be, so that a reader is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip: `.xlsx`, unless it turns out to be something else.
    Zip,
    /// A compound file: `.xls`, unless it turns out to be something else.
    Compound,
    /// Text, until it turns out not to be.
    Text,
}

/// What begins with this head.
pub(super) fn kind(head: &[u8]) -> Result<Kind, FileFault> {
    if head.is_empty() {
        return Err(FileFault::Empty);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Ok(Kind::Compound);
    }
    if let Some(fault) = foreign(head) {
        return Err(fault);
    }
    Ok(Kind::Text)
}

fn foreign(head: &[u8]) -> Option<FileFault> {
    let any = |marks: &[&[u8]]| marks.iter().any(|mark| head.starts_with(mark));
    let at = |offset: usize, mark: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(mark));
    let bitmap = head.starts_with(b"BM") && at(6, &[0, 0, 0, 0]);
    let riff = head.starts_with(b"RIFF") && at(8, b"WEBP");
    if any(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"]) || bitmap || riff || at(4, b"ftyp") {
        return Some(FileFault::Image);
    }
    if head.windows(5).take(1024).any(|window| window == b"%PDF-") {
        return Some(FileFault::Pdf);
    }
    if any(&[b"Rar!\x1A", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B", b"\xFD7zXZ", b"BZh9"]) {
        return Some(FileFault::Archive);
    }
    if any(&[b"\x09\0\x04\0", b"\x09\x02\x06\0", b"\x09\x04\x06\0", b"\x09\x08\x08\0", b"\x09\x08\x10\0"]) {
        return Some(FileFault::OldBinary);
    }
    if head.starts_with(b"{\\rtf") {
        return Some(FileFault::Document);
    }
    is_markup(head).then_some(FileFault::WebPage)
}

fn is_markup(head: &[u8]) -> bool {
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let Some(tag) = text.strip_prefix(b"<") else { return false };
    let starts = |name: &str| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()));
    ["html", "!doctype", "!--", "?xml", "table", "meta", "style", "head", "body", "div"].into_iter().any(starts)
}
