//! Readers of the files that offices have, and the writer of those they get.
//!
//! What: [`open`] looks at what a file *is* (its name does not count), finds the layout in its first rows and hands over its rows as text,
//! one at a time; [`write_xlsx`] writes lists. What a cell means is decided elsewhere (`domain::intake`).
//! Invariants: no file does harm: every one ends in rows or in a [`FileFault`], in small memory; no row is left out in silence: whatever may
//! be a person comes out with its line. Texts of cells are as they stand in the file, but for the separators U+001C to U+001F, which
//! become blanks, and for line breaks of block layouts, which are joined.
//!
//! | layout | as files of | recognised by |
//! |---|---|---|
//! | `Siak` | SIAK's export to Excel | at least 30 of its 37 titles in one row |
//! | `BipRecording` | the BIP with recording status | blocks of families, a title `Stat Rkm` |
//! | `Bip2012` | BIP of Lombok Barat | blocks of families, a title `KTPEL` |
//! | `BipFamily` | Luwu Timur | blocks of families, a title `KET` |
//! | `Bip2016` | BIP of Lombok Tengah | blocks of families, none of these titles |
//! | `StatusList` | lists of the centre | titles of a NIK and a status without a birth date, or columns that look like it |
//! | `Table` | everything else, DP4 and the SIAK tables included | the row with the most titles that are known |
//!
//! Start reading at [`open`]; then `layout` (what the first rows say) and `layout/blocks.rs` (families flattened).

use std::{
    fs::File,
    io::{Read, Seek, SeekFrom},
    path::Path,
};

use domain::intake::{SheetHead, SheetRow};

mod cells;
mod fault;
pub mod fixtures;
mod layout;
mod sniff;
mod text;
mod write;
mod xls;
mod xlsx;

pub use fault::FileFault;
pub use write::{WriteFault, neutral, unneutral, write_xlsx};

/// The most columns of a row.
pub const COLUMNS_MAX: usize = 200;
/// The most bytes of a row, all cells together.
pub const ROW_BYTES_MAX: usize = 1 << 20;

/// Rows as they come from a file, before a layout is put over them.
type RawRows = Box<dyn Iterator<Item = Result<SheetRow, FileFault>> + Send>;

/// A file that was recognised: its head, and its rows as an iterator.
///
/// Each row has one cell per title. A row that has *more* cells than there are titles keeps them, so that whoever reads it sees that it
/// does not fit. After an error there are no more rows.
pub struct Sheet {
    /// What is known of the whole file.
    pub head: SheetHead,
    rows: RawRows,
}

impl Iterator for Sheet {
    type Item = Result<SheetRow, FileFault>;

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()
    }
}

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("layout", &self.head.layout).field("titles", &self.head.titles.len()).finish_non_exhaustive()
    }
}

/// Opens an uploaded file. `file_name` is the name that it had at the office; it is used for nothing but to refuse `.xlsm` and its kin.
pub fn open(path: &Path, file_name: &str) -> Result<Sheet, FileFault> {
    let extension = Path::new(file_name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if ["xlsm", "xltm", "xlam"].iter().any(|macros| extension.eq_ignore_ascii_case(macros)) {
        return Err(FileFault::Macros);
    }
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(sniff::HEAD_BYTES);
    file.by_ref().take(sniff::HEAD_BYTES as u64).read_to_end(&mut head)?;
    file.seek(SeekFrom::Start(0))?;
    let rows = match sniff::kind(&head)? {
        sniff::Kind::Zip => xlsx::rows(file)?,
        sniff::Kind::Compound => xls::rows(file)?,
        sniff::Kind::Text => text::rows(file)?,
    };
    layout::recognise(rows)
}

/// Opens a list that somebody pasted: lines of cells between tabs, semicolons, commas or bars, or `NIK status date` between blanks.
pub fn open_text(text: &str) -> Result<Sheet, FileFault> {
    if text.trim().is_empty() {
        return Err(FileFault::Empty);
    }
    layout::recognise(text::pasted(text))
}
