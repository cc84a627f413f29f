//! Why a file cannot be read: each with a sentence of its own, and no harm done.

/// Why a file as a whole is refused. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// It has no byte, or no row.
    Empty,
    /// It has titles and not one row below.
    OnlyTitles,
    /// It is something else than a table: a picture, a PDF, a program, another kind of archive.
    NotATable,
    /// It ends before its end: cut off on its way.
    CutOff,
    /// It holds macros, which are never opened.
    Macros,
    /// It is locked with a password.
    Locked,
    /// It unpacks to more than can be meant.
    TooLargeUnpacked {
        /// The limit, bytes.
        max: u64,
    },
    /// It is larger than can be taken.
    TooLarge {
        /// The limit, bytes.
        max: u64,
    },
    /// It has more columns than any table of an office.
    TooManyColumns {
        /// The limit.
        max: usize,
    },
    /// A line, or a text between quotes, does not end.
    LineTooLong {
        /// Where it begins, from 1.
        line: u64,
        /// The limit, bytes.
        max: usize,
    },
    /// No row of titles was found.
    NoTitles,
    /// Its reader gave up: the file is damaged in some other way.
    Damaged,
}

impl FileRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "FILE-0001",
            Self::OnlyTitles => "FILE-0002",
            Self::NotATable => "FILE-0003",
            Self::CutOff => "FILE-0004",
            Self::Macros => "FILE-0005",
            Self::Locked => "FILE-0006",
            Self::TooLargeUnpacked { .. } => "FILE-0007",
            Self::TooLarge { .. } => "FILE-0008",
            Self::TooManyColumns { .. } => "FILE-0009",
            Self::LineTooLong { .. } => "FILE-0010",
            Self::NoTitles => "FILE-0011",
            Self::Damaged => "FILE-0012",
        }
    }
}
