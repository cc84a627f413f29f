//! A file on its way in: its content goes to a temporary file as it comes, and is never whole in memory.

use std::io::Write as _;

use app::AppError;
use axum::{
    body::Bytes,
    extract::multipart::{Field, Multipart, MultipartError},
    http::StatusCode,
};
use domain::{Refusal, intake::FileRefusal, refusal::FieldProblem};
use tempfile::TempPath;
use tokio::sync::mpsc;

/// The greatest file that is taken, bytes.
pub(crate) const FILE_BYTES_MAX: u64 = 2 << 30;
/// The greatest request with such a file: beside it stand a token and a key.
pub(crate) const BODY_BYTES_MAX: usize = (2 << 30) + 64 * 1024;
/// The longest small field, bytes.
const FIELD_BYTES_MAX: usize = 200;
/// Pieces that wait for the disk.
const WAITING: usize = 8;
/// What a file is called whose sender gives it no name.
const NAMELESS: &str = "-";

/// A file that has come in; it is deleted when this goes.
pub(crate) struct Upload {
    /// Where it lies.
    pub path: TempPath,
    /// What its sender calls it, without folders.
    pub name: String,
}

/// Why a request with a file could not be taken.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The form's token is not the session's.
    Stale,
    /// It cannot be read: it broke off, or is none.
    Unreadable,
    /// It was read and is refused, or the disk failed.
    App(AppError),
}

impl From<MultipartError> for Failed {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self::App(Refusal::from(FileRefusal::TooLarge { max: FILE_BYTES_MAX }).into()),
            _ => Self::Unreadable,
        }
    }
}

/// Reads the field `file`; before it comes the form's token, about which `fits` is asked before anything is written.
pub(crate) async fn read(mut form: Multipart, fits: impl Fn(&str) -> bool) -> Result<Upload, Failed> {
    let mut token = String::new();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("csrf") => token = short(field).await?,
            Some("file") if fits(&token) => return keep(field).await,
            Some("file") => return Err(Failed::Stale),
            _ => {}
        }
    }
    if fits(&token) { Err(missing()) } else { Err(Failed::Stale) }
}

fn missing() -> Failed {
    Failed::App(Refusal::field("file", FieldProblem::Missing).into())
}

/// A field of some words.
async fn short(mut field: Field<'_>) -> Result<String, Failed> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await? {
        bytes.extend_from_slice(&piece);
        if bytes.len() > FIELD_BYTES_MAX {
            return Err(Failed::Unreadable);
        }
    }
    String::from_utf8(bytes).map_err(|_| Failed::Unreadable)
}

/// Writes a file's content as it comes. The disk's pace is the sender's: only some pieces wait between them.
async fn keep(mut field: Field<'_>) -> Result<Upload, Failed> {
    let named = field.file_name().map(name_of).unwrap_or_default();
    let (pieces, arriving) = mpsc::channel(WAITING);
    let writing = tokio::task::spawn_blocking(move || write(arriving));
    let mut came = 0;
    while let Some(piece) = field.chunk().await? {
        came += piece.len();
        // Whoever writes has ended early only because the disk failed; its result says so.
        if pieces.send(piece).await.is_err() {
            break;
        }
    }
    drop(pieces);
    let path = writing.await.map_err(|_| Failed::App(AppError::panicked()))?.map_err(Failed::App)?;
    // A form without a chosen file sends an empty one without a name.
    if came == 0 && named.is_empty() {
        return Err(missing());
    }
    Ok(Upload { path, name: if named.is_empty() { NAMELESS.to_owned() } else { named } })
}

fn write(mut arriving: mpsc::Receiver<Bytes>) -> Result<TempPath, AppError> {
    let fault = |source| AppError::file("keep a file that comes in", std::env::temp_dir(), source);
    let mut file = tempfile::NamedTempFile::new().map_err(fault)?;
    while let Some(piece) = arriving.blocking_recv() {
        file.write_all(&piece).map_err(fault)?;
    }
    Ok(file.into_temp_path())
}

/// The last part of a path as one system or another writes it.
fn name_of(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_the_name_of_a_path_is_kept() {
        for (path, name) in [("C:\\Data\\siak.xlsx", "siak.xlsx"), ("../../etc/x.csv", "x.csv"), ("siak.xlsx", "siak.xlsx"), ("", "")] {
            assert_eq!(super::name_of(path), name);
        }
    }
}
