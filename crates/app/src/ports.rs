//! What the use cases need of the outside world.

use std::path::Path;

use domain::{
    Refusal,
    intake::{SheetHead, SheetRow},
};
use jiff::Timestamp;

/// The office clock.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// A source of unpredictable bytes.
pub trait Random: Send + Sync {
    /// 32 fresh bytes.
    fn bytes32(&self) -> [u8; 32];
}

/// The rows of one file, in order.
pub trait Sheet: Iterator<Item = Result<SheetRow, Refusal>> + Send {
    /// What was found out about the whole file.
    fn head(&self) -> &SheetHead;
}

/// Reads and writes the tables that offices work with. A file is refused as a whole, with a reason; an open file may still be refused when a
/// later row shows that it is damaged.
pub trait Sheets: Send + Sync {
    /// Opens a file. Its content says what it is; its name is used for nothing but to refuse macros.
    fn open(&self, path: &Path, name: &str) -> Result<Box<dyn Sheet>, Refusal>;
    /// Reads a text that was pasted.
    fn read_text(&self, text: &str) -> Result<Box<dyn Sheet>, Refusal>;
    /// An Excel workbook of one sheet, each cell as text; no cell is ever a formula.
    fn excel(&self, titles: &[String], rows: &mut dyn Iterator<Item = Vec<String>>) -> Result<Vec<u8>, Refusal>;
}
