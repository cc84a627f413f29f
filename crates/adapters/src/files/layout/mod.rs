//! What the first rows of a file say about the rest: layout, titles, what they mean, and the day as of which the file speaks.

use std::collections::VecDeque;

use domain::intake::{Column, Layout, SheetHead, SheetRow};

use super::{FileFault, RawRows, Sheet};

mod blocks;
mod labels;
mod period;
pub(super) mod titles;

/// How many rows are looked at: title blocks and the first family stand within them.
const ROWS_LOOKED_AT: usize = 60;
/// Of SIAK's 37 titles; an office may have renamed or removed a few.
const SIAK_TITLES_MIN: usize = 30;
/// A list of statuses without a header shows what it is within these rows.
const BARE_ROWS: usize = 20;

/// Puts the layout over the rows that it finds. A file of which nothing can be read, or of a header alone, is a fault here already.
pub(super) fn recognise(mut raw: RawRows) -> Result<Sheet, FileFault> {
    let mut first: VecDeque<SheetRow> = VecDeque::new();
    while first.len() < ROWS_LOOKED_AT {
        match raw.next().transpose()? {
            Some(row) if is_blank(&row) => {}
            Some(row) => first.push_back(row),
            None => break,
        }
    }
    if first.is_empty() {
        return Err(FileFault::Empty);
    }
    let as_of = first.iter().find_map(|row| period::of(&row.cells));
    let (head, rows) = layout_of(first, raw)?;
    let mut rows = rows.peekable();
    match rows.peek() {
        None => Err(FileFault::NoRows),
        Some(Err(_)) => Err(rows.next().and_then(Result::err).unwrap_or(FileFault::NoRows)),
        Some(Ok(_)) => Ok(Sheet { head: SheetHead { as_of, ..head }, rows: Box::new(rows) }),
    }
}

/// Nothing that anybody sees; old programs end a text with a control character.
fn is_blank(row: &SheetRow) -> bool {
    row.cells.iter().all(|cell| cell.chars().all(|letter| letter.is_whitespace() || letter.is_control()))
}

fn layout_of(first: VecDeque<SheetRow>, raw: RawRows) -> Result<(SheetHead, RawRows), FileFault> {
    if let Some(at) = first.iter().position(is_siak_header) {
        return Ok(table(Layout::Siak, at, first, raw));
    }
    if let Some((head, header)) = blocks::recognise(&first) {
        let rows = blocks::Blocks::new(header, Box::new(first.into_iter().map(Ok).chain(raw)));
        return Ok((head, Box::new(rows)));
    }
    // Of rows with equally many titles the first is the header.
    let best = first.iter().enumerate().max_by_key(|(at, row)| (titles::known(&row.cells), usize::MAX - at));
    if let Some((at, header)) = best.filter(|(_, row)| is_header(row)) {
        let layout = if is_status_header(header) { Layout::StatusList } else { Layout::Table };
        return Ok(table(layout, at, first, raw));
    }
    if let Some(head) = bare_status_list(&first) {
        let width = head.titles.len();
        return Ok((head, fitted(width, Vec::new(), Box::new(first.into_iter().map(Ok).chain(raw)))));
    }
    Err(FileFault::NoHeader)
}

fn plain_titles(row: &SheetRow) -> Vec<String> {
    row.cells.iter().map(|cell| titles::plain(cell)).collect()
}

fn is_siak_header(row: &SheetRow) -> bool {
    let plain = plain_titles(row);
    titles::SIAK.iter().filter(|(title, _)| plain.iter().any(|cell| cell == title)).count() >= SIAK_TITLES_MIN
}

/// A row of titles names a NIK or a KK, or at least three things that lists of residents have; a row of people names none.
fn is_header(row: &SheetRow) -> bool {
    let names_somebody = |cell: &String| matches!(titles::meaning(&titles::plain(cell)), Some(Column::Nik | Column::Kk));
    let has_number = row.cells.iter().any(|cell| titles::is_number_of_16(cell));
    !has_number && (row.cells.iter().any(names_somebody) || titles::known(&row.cells) >= 3)
}

/// A NIK and a status, and nothing of what a register says of a person.
fn is_status_header(row: &SheetRow) -> bool {
    let columns = status_columns(row);
    let has = |column| columns.contains(&Some(column));
    has(Column::Nik) && has(Column::Central) && !has(Column::BirthDate) && !has(Column::Sex)
}

/// As [`titles::meaning`], but in a list without biodata a bare `STATUS` is the centre's and a bare `TANGGAL` its day.
fn status_columns(row: &SheetRow) -> Vec<Option<Column>> {
    let mut columns: Vec<Option<Column>> = plain_titles(row).iter().map(|plain| titles::meaning(plain)).collect();
    let plain = plain_titles(row);
    for (column, words) in [(Column::Central, &["STATUS"][..]), (Column::CentralDate, &["TANGGAL", "TGL", "DATE", "TGLREKAM"][..])] {
        let at = plain.iter().position(|plain| words.contains(&plain.as_str()));
        if let Some(slot) = at.filter(|_| !columns.contains(&Some(column))).and_then(|at| columns.get_mut(at)) {
            *slot = Some(column);
        }
    }
    columns
}

fn table(layout: Layout, at: usize, mut first: VecDeque<SheetRow>, raw: RawRows) -> (SheetHead, RawRows) {
    let mut header = first.drain(..=at).next_back().unwrap_or_default();
    let filled = header.cells.iter().rposition(|title| !title.trim().is_empty()).map_or(0, |last| last + 1);
    header.cells.truncate(filled);
    let plain = plain_titles(&header);
    let siak = |title: &String| titles::SIAK.iter().find(|(known, _)| known == title).and_then(|(_, column)| *column);
    let columns = match layout {
        Layout::Siak => plain.iter().map(siak).collect(),
        Layout::StatusList => only_status(status_columns(&header)),
        _ => vec![None; filled],
    };
    let head = SheetHead { layout: Some(layout), titles: header.cells, columns, as_of: None };
    (head, fitted(filled, plain, Box::new(first.into_iter().map(Ok).chain(raw))))
}

/// Of a list of statuses nothing else is taken, though it may show names and villages for its readers.
fn only_status(columns: Vec<Option<Column>>) -> Vec<Option<Column>> {
    let keep = |column: &Column| matches!(column, Column::Nik | Column::Central | Column::CentralDate);
    columns.into_iter().map(|column| column.filter(keep)).collect()
}

/// The columns of a list that has no header, by what stands in them: NIK, status, and perhaps a date.
fn bare_status_list(first: &VecDeque<SheetRow>) -> Option<SheetHead> {
    let rows: Vec<&SheetRow> = first.iter().take(BARE_ROWS).collect();
    let width = rows.iter().map(|row| row.cells.len()).max()?;
    let mostly = |is_like: fn(&str) -> bool, column: usize| {
        let like = rows.iter().filter(|row| row.cells.get(column).is_some_and(|cell| is_like(cell.trim()))).count();
        like * 10 >= rows.len() * 6
    };
    let find = |is_like: fn(&str) -> bool| (0..width).find(|column| mostly(is_like, *column));
    let nik = find(titles::is_number_of_16)?;
    let status = find(titles::is_status_like)?;
    let date = find(titles::is_date_like).filter(|date| *date != nik);
    let named = |column| match column {
        _ if column == nik => ("NIK", Some(Column::Nik)),
        _ if column == status => ("Status", Some(Column::Central)),
        _ if Some(column) == date => ("Tanggal", Some(Column::CentralDate)),
        _ => ("", None),
    };
    let titles = (0..width).map(|column| named(column).0.to_owned()).collect();
    let columns = (0..width).map(|column| named(column).1).collect();
    Some(SheetHead { layout: Some(Layout::StatusList), titles, columns, as_of: None })
}

/// Rows of a table, each as wide as its titles; blank rows and repeated headers are left out.
fn fitted(width: usize, header: Vec<String>, rows: RawRows) -> RawRows {
    Box::new(rows.filter_map(move |row| match row {
        Ok(row) if is_blank(&row) || is_repeated(&header, &row) => None,
        Ok(row) => Some(Ok(fit(width, row))),
        Err(fault) => Some(Err(fault)),
    }))
}

fn is_repeated(header: &[String], row: &SheetRow) -> bool {
    header.iter().any(|title| !title.is_empty())
        && row.cells.len() >= header.len()
        && header.iter().zip(&row.cells).all(|(title, cell)| cell.len() <= 120 && titles::plain(cell) == *title)
}

/// Fills up a short row, and cuts a long one as far as nothing stands in what is cut.
fn fit(width: usize, mut row: SheetRow) -> SheetRow {
    while row.cells.len() > width && row.cells.last().is_some_and(|cell| cell.trim().is_empty()) {
        row.cells.pop();
    }
    if row.cells.len() < width {
        row.cells.resize(width, String::new());
    }
    row
}
