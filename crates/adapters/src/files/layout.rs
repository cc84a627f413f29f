//! Which layout a file has, found in its first rows; and its rows in that layout.

use std::collections::VecDeque;

use domain::intake::{Column, FileRefusal, Layout, Mapping, SheetHead, SheetRow, day_in};

use super::{Grid, GridRows, blocks::Blocks};

/// Rows in which titles are looked for; books of families begin with a title page of their own.
const LOOKED_AT: usize = 60;
/// Titles that SIAK's export has and no other file.
const SIAK: [&str; 4] = ["namapenduduk", "shdk", "cetakktp", "petugasregistrasi"];
/// Titles of a table that is a list of statuses are few.
const LIST_COLUMNS_MAX: usize = 8;

/// The rows of a recognised file.
pub(super) struct Rows {
    ahead: VecDeque<Grid>,
    grid: GridRows,
    shape: Shape,
    /// Rows that are ready.
    ready: VecDeque<SheetRow>,
    ended: bool,
}

/// How rows of the file become rows of a table.
enum Shape {
    /// A table: one row each. The width of its titles; repeated titles are left out.
    Table { titles: Vec<String> },
    /// Blocks of families, flattened.
    Blocks(Box<Blocks>),
}

/// Finds the titles of a file.
pub(super) fn recognise(mut grid: GridRows) -> Result<(SheetHead, Rows), FileRefusal> {
    let mut ahead = VecDeque::new();
    for row in grid.by_ref().take(LOOKED_AT) {
        ahead.push_back(row?);
    }
    if ahead.is_empty() {
        return Err(FileRefusal::Empty);
    }
    let (head, shape) = match Blocks::recognise(ahead.make_contiguous()) {
        Some(blocks) => (blocks.head(), Shape::Blocks(Box::new(blocks))),
        None => table(&mut ahead)?,
    };
    Ok((head, Rows { ahead, grid, shape, ready: VecDeque::new(), ended: false }))
}

/// A table: the first row that looks like titles; what stands above it may say of which day the file speaks. The rows down to the titles are
/// taken out.
fn table(ahead: &mut VecDeque<Grid>) -> Result<(SheetHead, Shape), FileRefusal> {
    let found = ahead.iter().position(|row| looks_like_titles(&row.cells));
    let Some(at) = found else { return bare_list(ahead) };
    let as_of = ahead.iter().take(at).flat_map(|row| &row.cells).find_map(|cell| day_in(cell));
    let titles = ahead.get(at).map(|row| row.cells.iter().map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()).unwrap_or_default();
    ahead.drain(..=at);
    let columns = Mapping::propose(&titles).0;
    let layout = layout_of(&titles, &columns);
    let columns = if layout == Layout::Table { Vec::new() } else { columns };
    Ok((SheetHead { layout: Some(layout), titles: titles.clone(), columns, as_of }, Shape::Table { titles }))
}

fn layout_of(titles: &[String], columns: &[Option<Column>]) -> Layout {
    let folded: Vec<String> = titles.iter().map(|title| fold(title)).collect();
    if SIAK.iter().filter(|title| folded.iter().any(|found| found == *title)).count() >= 3 {
        return Layout::Siak;
    }
    let has = |column: Column| columns.contains(&Some(column));
    let list = has(Column::Nik) && has(Column::Central) && !has(Column::BirthDate) && !has(Column::Village);
    if list && titles.len() <= LIST_COLUMNS_MAX { Layout::StatusList } else { Layout::Table }
}

/// Whether a row of cells are titles: one of them is a NIK's, or several mean something, and none is a number.
pub(super) fn looks_like_titles(cells: &[String]) -> bool {
    let columns = Mapping::propose(cells).0;
    let meant = columns.iter().flatten().count();
    let numbers = cells.iter().filter(|cell| cell.bytes().filter(u8::is_ascii_digit).count() > 4).count();
    numbers == 0 && meant > 1 && (columns.contains(&Some(Column::Nik)) || meant > 3)
}

/// A list without titles: a NIK, a status, perhaps a day, in any order.
fn bare_list(ahead: &VecDeque<Grid>) -> Result<(SheetHead, Shape), FileRefusal> {
    let Some(first) = ahead.front() else { return Err(FileRefusal::Empty) };
    let digits = |cell: &str| cell.bytes().filter(u8::is_ascii_digit).count();
    let column = |cell: &String| match cell.trim() {
        cell if digits(cell) == 16 => Some(Column::Nik),
        cell if day_in(cell).is_some() => Some(Column::CentralDate),
        cell if cell.len() > 1 && digits(cell) == 0 => Some(Column::Central),
        _ => None,
    };
    let columns: Vec<Option<Column>> = first.cells.iter().map(column).collect();
    let once = |wanted: Column| columns.iter().filter(|found| **found == Some(wanted)).count() == 1;
    if !(once(Column::Nik) && once(Column::Central) && columns.len() <= 4) {
        return Err(FileRefusal::NoTitles);
    }
    let title = |column: &Option<Column>| match column {
        Some(Column::Nik) => "NIK",
        Some(Column::Central) => "STATUS",
        Some(Column::CentralDate) => "TANGGAL STATUS",
        _ => "",
    };
    let titles: Vec<String> = columns.iter().map(|column| title(column).to_owned()).collect();
    let head = SheetHead { layout: Some(Layout::StatusList), titles: titles.clone(), columns, as_of: None };
    Ok((head, Shape::Table { titles }))
}

impl Rows {
    /// Refuses a file that has titles and no row.
    pub fn peek(&mut self) -> Result<(), FileRefusal> {
        match self.next() {
            Some(Ok(row)) => self.ready.push_front(row),
            Some(Err(refusal)) => return Err(refusal),
            None => return Err(FileRefusal::OnlyTitles),
        }
        Ok(())
    }

    fn take(&mut self) -> Option<Result<Grid, FileRefusal>> {
        self.ahead.pop_front().map(Ok).or_else(|| self.grid.next())
    }
}

impl Iterator for Rows {
    type Item = Result<SheetRow, FileRefusal>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.ready.pop_front() {
                return Some(Ok(row));
            }
            if self.ended {
                return None;
            }
            match (self.take(), &mut self.shape) {
                (Some(Err(refusal)), _) => return Some(Err(refusal)),
                (Some(Ok(row)), Shape::Table { titles }) => {
                    if row.cells.iter().map(|cell| cell.trim()).ne(titles.iter().map(String::as_str)) {
                        return Some(Ok(of_width(row, titles.len())));
                    }
                }
                (Some(Ok(row)), Shape::Blocks(blocks)) => self.ready.extend(blocks.take(row)),
                (None, Shape::Blocks(blocks)) => {
                    self.ended = true;
                    self.ready.extend(blocks.end());
                }
                (None, Shape::Table { .. }) => self.ended = true,
            }
        }
    }
}

/// A row with as many cells as there are titles; what stands beyond the last title belongs to no column.
fn of_width(row: Grid, width: usize) -> SheetRow {
    let mut cells = row.cells;
    cells.resize(width, String::new());
    SheetRow { line: row.line, cells }
}

/// Small letters and digits alone.
pub(super) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
