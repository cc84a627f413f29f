//! The tables that offices work with, behind the port of the use cases.

use std::path::Path;

use app::{Sheet, Sheets};
use domain::{Refusal, intake::FileRefusal};

/// The readers and writers of this crate.
#[derive(Clone, Copy, Debug, Default)]
pub struct OfficeSheets;

impl Sheets for OfficeSheets {
    fn open(&self, _: &Path) -> Result<Box<dyn Sheet>, Refusal> {
        Err(FileRefusal::NotATable.into())
    }

    fn read_text(&self, _: &str) -> Result<Box<dyn Sheet>, Refusal> {
        Err(FileRefusal::NotATable.into())
    }

    fn excel(&self, _: &[String], _: &mut dyn Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Refusal> {
        Err(FileRefusal::NotATable.into())
    }
}
