//! Excel workbooks: the first sheet that has a row. Dates become ISO text, numbers keep their digits; formulas are never run, the value that
//! Excel kept stands for them.

use std::{fs::File, io::BufReader};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, XlsError, Xlsx, XlsxError};
use domain::intake::FileRefusal;

use super::{COLUMNS_MAX, Sink, Stop};

/// Whole numbers from here on have more digits than Excel keeps (15).
const ROUNDED_FROM: f64 = 1e15;

/// Reads `.xlsx` cell by cell.
pub(super) fn workbook(file: File, sink: &mut Sink) -> Result<(), Stop> {
    let mut workbook: Xlsx<_> = Xlsx::new(BufReader::new(file)).map_err(|error| refused(&error))?;
    for sheet in workbook.sheet_names() {
        let Ok(mut cells) = workbook.worksheet_cells_reader(&sheet) else { continue };
        let mut row = Row::default();
        let mut any = false;
        while let Some(cell) = cells.next_cell().map_err(|error| refused(&error))? {
            let (line, column) = cell.get_position();
            let text = of_ref(cell.get_value());
            if text.is_empty() {
                continue;
            }
            any = true;
            row.put(line, column, text, sink)?;
        }
        row.end(sink)?;
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads `.xls`, which is whole in memory and small.
pub(super) fn old_workbook(file: File, sink: &mut Sink) -> Result<(), Stop> {
    let mut workbook: Xls<_> = Xls::new(BufReader::new(file)).map_err(|error| refused_old(&error))?;
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet).map_err(|error| refused_old(&error))?;
        let (first_line, first_column) = range.start().unwrap_or_default();
        let mut row = Row::default();
        for (line, column, cell) in range.used_cells() {
            let text = of_data(cell);
            if !text.is_empty() {
                row.put(first_line + line as u32, first_column + column as u32, text, sink)?;
            }
        }
        let any = row.line.is_some();
        row.end(sink)?;
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// The row that is being put together.
#[derive(Default)]
struct Row {
    line: Option<u32>,
    cells: Vec<String>,
}

impl Row {
    fn put(&mut self, line: u32, column: u32, text: String, sink: &mut Sink) -> Result<(), Stop> {
        if self.line != Some(line) {
            self.end(sink)?;
            self.line = Some(line);
        }
        let column = column as usize;
        if column >= COLUMNS_MAX {
            return Err(FileRefusal::TooManyColumns { max: COLUMNS_MAX }.into());
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text;
        }
        Ok(())
    }

    fn end(&mut self, sink: &mut Sink) -> Result<(), Stop> {
        if let Some(line) = self.line {
            sink.row(line + 1, std::mem::take(&mut self.cells))?;
        }
        Ok(())
    }
}

fn of_ref(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(*number),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => truth(*value),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

fn of_data(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => of_number(*number),
        Data::String(text) => text.clone(),
        Data::Bool(value) => truth(*value),
        Data::DateTime(moment) => of_moment(moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    }
}

fn truth(value: bool) -> String {
    if value { "TRUE" } else { "FALSE" }.to_owned()
}

/// A whole number without its point. One that has lost digits to Excel keeps the form in which nobody takes it for a NIK: its last digit is
/// 0, because 15 are kept.
fn of_number(number: f64) -> String {
    let whole = number.fract() == 0.0 && number.abs() < 9.0e18;
    if !whole {
        return number.to_string();
    }
    let digits = number as i64;
    if number.abs() >= ROUNDED_FROM && digits % 10 == 0 {
        return format!("{number:E}").replace('E', "E+");
    }
    digits.to_string()
}

fn of_moment(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        return of_number(moment.as_f64());
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    format!("{year:04}-{month:02}-{day:02}")
}

fn refused(error: &XlsxError) -> Stop {
    match error {
        XlsxError::Password => FileRefusal::Locked.into(),
        XlsxError::Zip(_) | XlsxError::Io(_) | XlsxError::XmlEof(_) => FileRefusal::CutOff.into(),
        _ => FileRefusal::Damaged.into(),
    }
}

fn refused_old(error: &XlsError) -> Stop {
    match error {
        XlsError::Password => FileRefusal::Locked.into(),
        XlsError::Cfb(_) | XlsError::Io(_) | XlsError::EoStream(_) | XlsError::Len { .. } | XlsError::ContinueRecordTooShort => {
            FileRefusal::CutOff.into()
        }
        _ => FileRefusal::Damaged.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_or_say_that_they_lost_some() {
        for (number, expected) in [
            (5208010101900012.0, "5208010101900012"),
            (5208010101900010.0, "5.20801010190001E+15"),
            (31179.0, "31179"),
            (1.5, "1.5"),
            (-3.0, "-3"),
            (0.0, "0"),
        ] {
            assert_eq!(of_number(number), expected);
        }
    }
}
