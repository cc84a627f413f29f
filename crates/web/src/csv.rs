//! Reports as CSV (RFC 4180) for spreadsheets. What would begin a formula there is made plain text first.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

/// A table to be downloaded; `name` is the file's, without its ending and without anything personal.
pub(crate) fn download(name: &str, heading: &[&str], rows: &[Vec<String>]) -> Response {
    let mut text = line(heading.iter().map(|cell| (*cell).to_owned()));
    for row in rows {
        text.push_str(&line(row.iter().cloned()));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.csv\"")),
    ];
    (headers, text).into_response()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let mut line = cells.map(|cell| quoted(&cell)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

/// A cell in quotes. An apostrophe before the signs that begin a formula keeps a spreadsheet from carrying it out.
fn quoted(cell: &str) -> String {
    let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '\t', '\r']) || cell.starts_with(['\t', '\r', '\n']);
    let apostrophe = if formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_quotes_are_doubled() {
        for (cell, expected) in [
            ("=1+2", "\"'=1+2\""),
            (" =cmd|' /C calc'!A0", "\"' =cmd|' /C calc'!A0\""),
            ("+62", "\"'+62\""),
            ("-1", "\"'-1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\t=1", "\"'\t=1\""),
            ("Baiq \"Sri\", S.Kom", "\"Baiq \"\"Sri\"\", S.Kom\""),
            ("3", "\"3\""),
        ] {
            assert_eq!(quoted(cell), expected);
        }
        assert_eq!(line(["a".to_owned(), "b".to_owned()].into_iter()), "\"a\",\"b\"\r\n");
    }
}
