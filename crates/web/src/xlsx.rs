//! Workbooks to be downloaded.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook; `name` is the file's, without its ending and without anything personal.
pub(crate) fn download(name: &str, content: Vec<u8>) -> Response {
    let headers = [(header::CONTENT_TYPE, XLSX.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}.xlsx\""))];
    (headers, content).into_response()
}
