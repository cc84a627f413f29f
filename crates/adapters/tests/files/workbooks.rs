//! Workbooks that are not as Excel makes them: other sheets first, formulas, other programs' XML.

use adapters::files::{
    WriteFault,
    fixtures::{Cell, Grid},
    open, write_xlsx,
};

use super::{Desk, Format, rows};

#[test]
fn the_first_sheet_that_is_not_empty_is_read() {
    let desk = Desk::new();
    let mut grid = Grid::of_texts(&[vec!["NIK".to_owned(), "NAMA".to_owned()]]);
    grid.push_texts(["1", "A"]);
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_blank(4, 4, &rust_xlsxwriter::Format::new().set_bold()).unwrap();
    grid.write_sheet(workbook.add_worksheet()).unwrap();
    workbook.add_worksheet().write_string(0, 0, "NIK").unwrap();
    let path = desk.path("list.xlsx");
    workbook.save(&path).unwrap();
    assert_eq!(rows(open(&path, "list.xlsx").unwrap())[0].cells, ["1", "A"]);
}

#[test]
fn formulas_have_the_value_that_was_saved() {
    let mut grid = Grid::default();
    grid.push_texts(["NIK", "NAMA", "ALAMAT"]);
    grid.push(vec![Cell::text("1"), Cell::Formula("BUDI".to_owned())]);
    for format in [Format::Xlsx, Format::Xls] {
        assert_eq!(rows(Desk::new().reopen(&grid, format).unwrap())[0].cells, ["1", "BUDI", ""], "{format:?}");
    }
}

#[test]
fn strings_run_on_over_records_of_xls() {
    let mut grid = Grid::of_texts(&[vec!["NIK".to_owned(), "NAMA".to_owned()]]);
    for number in 0..60 {
        let letter = if number % 3 == 0 { "Ω" } else { "é" };
        grid.push_texts([number.to_string(), letter.repeat(1_000 + number)]);
    }
    let read = rows(Desk::new().reopen(&grid, Format::Xls).unwrap());
    for (row, made) in read.iter().zip(grid.rows.iter().skip(1)) {
        assert_eq!(row.cells[1], made[1].read_as());
    }
    assert_eq!(read.len(), 60);
}

#[test]
fn a_list_that_does_not_fit_into_a_sheet_is_not_written() {
    let check = |titles: &[&str], rows: Vec<Vec<String>>| {
        let fault = write_xlsx(titles, rows, std::io::sink()).unwrap_err();
        assert!(matches!(fault, WriteFault::TooLarge), "{fault}");
    };
    check(&["NIK"], vec![vec!["x".repeat(32_768)]]);
    check(&vec!["NIK"; 16_385], Vec::new());
}
