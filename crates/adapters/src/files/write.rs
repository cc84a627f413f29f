//! Writing tables: every cell is text, and none is taken for a formula by the program that opens it.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The widest that a column is made, characters.
const WIDTH_MAX: f64 = 40.0;

/// A cell that no program takes for a formula (OWASP, CSV injection): an apostrophe stands before `= + - @`, tab and return. Whoever reads the
/// file again takes it off before a sign or a digit.
pub fn neutral(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A workbook of one sheet, row by row, so that its rows are not held in memory.
pub(super) fn excel(titles: &[String], rows: &mut dyn Iterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in (0..).zip(titles) {
        sheet.set_column_width(column, (title.chars().count() as f64 + 4.0).clamp(10.0, WIDTH_MAX))?;
        sheet.write_string_with_format(0, column, neutral(title), &bold)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string(row, column, neutral(&cell))?;
            }
        }
    }
    workbook.save_to_buffer()
}
