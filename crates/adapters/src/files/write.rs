//! The workbooks that offices get: refused rows, and lists.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// Letters with which a cell becomes a formula when a table program opens it.
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A workbook that was not written.
#[derive(Debug, thiserror::Error)]
pub enum WriteFault {
    /// A sheet holds 1,048,576 rows of 16,384 columns, a cell 32,767 letters.
    #[error("the list does not fit into a sheet")]
    TooLarge,
    /// The workbook could not be put together.
    #[error("cannot put the workbook together")]
    Workbook(#[source] XlsxError),
    /// Nothing could be written.
    #[error("cannot write the workbook")]
    Io(#[from] io::Error),
}

impl From<XlsxError> for WriteFault {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => Self::TooLarge,
            XlsxError::IoError(error) => Self::Io(error),
            other => Self::Workbook(other),
        }
    }
}

/// Writes one sheet: titles in bold, then rows. Every cell is text, a NIK too, so that no program rounds it; a cell that begins like a
/// formula is made [`neutral`]. Rows are not held in memory but in a file without a name in the system's folder for such; the packed
/// workbook is.
pub fn write_xlsx<R>(titles: &[&str], rows: impl IntoIterator<Item = R>, mut out: impl Write) -> Result<(), WriteFault>
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let bold = Format::new().set_bold();
    for (column, title) in (0_u16..).zip(titles) {
        sheet.write_string_with_format(0, column, neutral(title), &bold)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            if !cell.as_ref().is_empty() {
                sheet.write_string(row, column, neutral(cell.as_ref()))?;
            }
        }
    }
    Ok(out.write_all(&workbook.save_to_buffer()?)?)
}

/// A cell that no table program takes for a formula: an apostrophe goes before `=`, `+`, `-`, `@`, a tab or a carriage return. So that
/// [`unneutral`] gives every cell back, an apostrophe goes also before apostrophes that stand there already.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if is_like_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell that was made [`neutral`]: what was written for an office and comes back is the same.
pub fn unneutral(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|bare| is_like_formula(bare)).unwrap_or(cell)
}

fn is_like_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA_STARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_like_formulas_are_made_neutral_and_come_back() {
        let check = |cell: &str, written: &str| {
            assert_eq!(neutral(cell), written);
            assert_eq!(unneutral(written), cell);
        };
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("+62", "'+62");
        check("-", "'-");
        check("@x", "'@x");
        check("\tx", "'\tx");
        check("\rx", "'\rx");
        check("'=x", "''=x");
        check("'001", "'001");
        check("5208010101900001", "5208010101900001");
        check("", "");
    }
}
