//! Why a file is not read: one variant for each sentence that somebody at the office has to be told.

use std::io;

/// A file that is not read, or not read further. Holds numbers and kinds only, never what stands in the file.
#[derive(Debug, thiserror::Error)]
pub enum FileFault {
    /// No byte, or only blanks.
    #[error("the file is empty")]
    Empty,
    /// A picture: a scan or a photo of a list.
    #[error("the file is an image")]
    Image,
    /// A PDF.
    #[error("the file is a PDF")]
    Pdf,
    /// A text document (Word, RTF) or a presentation.
    #[error("the file is a document")]
    Document,
    /// A compressed folder, whatever is in it.
    #[error("the file is an archive")]
    Archive,
    /// A table of LibreOffice (`.ods`).
    #[error("the file is an OpenDocument table")]
    OpenDocument,
    /// Excel's binary workbook (`.xlsb`).
    #[error("the file is a binary workbook")]
    BinaryWorkbook,
    /// A web page or XML that is named as if it were a table, as web applications export it.
    #[error("the file is a web page or XML")]
    WebPage,
    /// An Excel file from before Excel 5.
    #[error("the file is older than Excel 5")]
    OldBinary,
    /// Anything else that is neither text nor a workbook.
    #[error("the file is no table")]
    NotATable,
    /// A workbook with macros: never opened.
    #[error("the workbook has macros")]
    Macros,
    /// A workbook with a password.
    #[error("the workbook is encrypted")]
    Encrypted,
    /// The end is missing: a copy or a download that broke off.
    #[error("the end of the file is missing")]
    Cut,
    /// A workbook that contradicts itself.
    #[error("the workbook is damaged")]
    Damaged,
    /// A workbook that grows, unpacked, beyond all measure.
    #[error("the workbook is more than {bytes_max} bytes unpacked, or packed beyond measure")]
    Bomb {
        /// The most that is unpacked.
        bytes_max: u64,
    },
    /// Larger than this format is read.
    #[error("the file has more than {bytes_max} bytes of this kind")]
    TooLarge {
        /// The most that is read.
        bytes_max: u64,
    },
    /// More columns than any list of an office.
    #[error("line {line} has more than {columns_max} columns")]
    TooManyColumns {
        /// The row or line.
        line: u32,
        /// The most that is read.
        columns_max: u32,
    },
    /// A row, a line or a cell that does not end.
    #[error("line {line} has more than {bytes_max} bytes")]
    LineTooLong {
        /// The row or line where it begins, 0 where it is not known.
        line: u32,
        /// The most that is read.
        bytes_max: u64,
    },
    /// A quotation mark that is opened and never closed, and so takes the lines after it into one cell.
    #[error("the quotation mark of line {line} is not closed")]
    QuoteUnclosed {
        /// The line where the row begins.
        line: u32,
    },
    /// No row of titles among the first rows, and no layout that is known.
    #[error("no header is recognised")]
    NoHeader,
    /// A header and nothing below.
    #[error("the file has a header and no rows")]
    NoRows,
    /// The machine failed, not the file.
    #[error("cannot read the file")]
    Io(#[from] io::Error),
}

impl FileFault {
    /// The stable text code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Image => "image",
            Self::Pdf => "pdf",
            Self::Document => "document",
            Self::Archive => "archive",
            Self::OpenDocument => "open_document",
            Self::BinaryWorkbook => "binary_workbook",
            Self::WebPage => "web_page",
            Self::OldBinary => "old_binary",
            Self::NotATable => "not_a_table",
            Self::Macros => "macros",
            Self::Encrypted => "encrypted",
            Self::Cut => "cut",
            Self::Damaged => "damaged",
            Self::Bomb { .. } => "bomb",
            Self::TooLarge { .. } => "too_large",
            Self::TooManyColumns { .. } => "too_many_columns",
            Self::LineTooLong { .. } => "line_too_long",
            Self::QuoteUnclosed { .. } => "quote_unclosed",
            Self::NoHeader => "no_header",
            Self::NoRows => "no_rows",
            Self::Io(_) => "io",
        }
    }
}
