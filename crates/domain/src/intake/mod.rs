//! Intake: how a row of a file that an office has becomes a line of the register. Pure; files are read by `adapters`, which hands over text.
//!
//! The way of a row: a reader makes [`SheetRow`]s of one [`SheetHead`]; a [`Mapping`] says what each column means; the row is cleaned with a
//! record of what was changed, and read into an [`Incoming`] with everything that is wrong or odd about it. Nothing is guessed silently: a
//! likely cure is a *proposal*.
//!
//! Start reading at [`Column`]; formats are described where their reader is.

mod clean;
mod codes;
mod dates;
mod file;
mod incoming;
pub mod likeness;
mod numbers;
mod reader;
mod state;
#[cfg(test)]
mod tests;
mod titles;
mod village;

use std::fmt;

pub use dates::{DateEvidence, day_in};
pub use file::FileRefusal;
use jiff::civil::Date;
pub use state::{ImportRefusal, ImportState};

use crate::{
    area::VillageCode,
    central::CentralCode,
    coded::coded,
    person::{Kk, Life, Marital, Nik, PersonName, Phone, Sex},
    refusal::FieldProblem,
};

pub use reader::RowReader;

coded! {
    /// The layouts that are recognised.
    pub enum Layout {
        /// SIAK's export to Excel, 37 columns, one header row.
        Siak = "siak",
        /// BIP with recording status: 19 columns in family blocks.
        BipRecording = "bip_recording",
        /// BIP of 2012 (Lombok Barat): a header per family with NO.KK, NAMA.KK and ALAMAT; the column KTPEL holds the status code.
        Bip2012 = "bip_2012",
        /// BIP of 2016 (Lombok Tengah): title block with province to village and period, 12 columns, ends with `Keterangan:`.
        Bip2016 = "bip_2016",
        /// One family per block with a column KET (Luwu Timur).
        BipFamily = "bip_family",
        /// A table with a header row: CSV or Excel whose columns are mapped, DP4's and the SIAK database's column names included.
        Table = "table",
        /// A list of central statuses: NIK, code or its Indonesian text, date.
        StatusList = "status_list",
    }
}

coded! {
    /// What a column of a file can mean to Loket. Columns that mean nothing to it are ignored, and said to be.
    pub enum Column {
        /// Family card number.
        Kk = "kk",
        /// Person number.
        Nik = "nik",
        /// Full name.
        Name = "name",
        /// Place of birth.
        BirthPlace = "birth_place",
        /// Date of birth.
        BirthDate = "birth_date",
        /// Sex.
        Sex = "sex",
        /// Marital status.
        Marital = "marital",
        /// The mother's name.
        Mother = "mother",
        /// Province, name or code.
        Province = "province",
        /// Regency, name or code.
        Regency = "regency",
        /// Sub-district, name or code.
        Subdistrict = "subdistrict",
        /// Village, name or code.
        Village = "village",
        /// Street or hamlet.
        Address = "address",
        /// Hamlet (dusun), joined to the address.
        Hamlet = "hamlet",
        /// RT.
        Rt = "rt",
        /// RW.
        Rw = "rw",
        /// Mobile number.
        Phone = "phone",
        /// Life status: HIDUP, MATI, PINDAH …
        Life = "life",
        /// Central status, code or text.
        Central = "central",
        /// The day of the central status.
        CentralDate = "central_date",
    }
}

/// What a reader found out about a whole file before its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetHead {
    /// The layout.
    pub layout: Option<Layout>,
    /// The titles of the columns in their order; block formats are flattened, so that each row has the family's columns too.
    pub titles: Vec<String>,
    /// What each column means, where the layout itself says so; for a table it is proposed by [`Mapping::propose`].
    pub columns: Vec<Option<Column>>,
    /// The day as of which the file speaks (PERIODE of a title block), when it says so.
    pub as_of: Option<Date>,
}

/// One row, as text. Cells of Excel that hold a date are ISO text; whole numbers have no decimal point; a number of 15 digits or more that
/// Excel has rounded keeps its form `5.20801010190001E+15`, so that nobody takes it for a NIK. `Debug` hides the cells.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// The row's or line's number in the file, from 1.
    pub line: u32,
    /// One text per title.
    pub cells: Vec<String>,
}

impl fmt::Debug for SheetRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SheetRow {{ line: {}, cells: {} hidden }}", self.line, self.cells.len())
    }
}

/// What each column of a file means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(pub Vec<Option<Column>>);

/// The order in which the numbers of a date stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year: the usual one.
    #[default]
    DayFirst,
    /// Month, day, year: only when a column of the file proves it.
    MonthFirst,
}

/// The person number of a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NikCell {
    /// A NIK.
    Known(Nik),
    /// 0, empty, a dash: the person has none in this file.
    None,
}

/// Where a row says that a person lives.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Residence {
    /// In a village of the office.
    Here(VillageCode),
    /// In another regency.
    Elsewhere,
}

/// What a row says of a person. `None` is what the file does not say: it never empties what the register knows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Incoming {
    /// Who.
    pub nik: NikCell,
    /// See [`crate::person::Biodata`].
    pub kk: Option<Kk>,
    /// The full name.
    pub name: Option<PersonName>,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Date of birth.
    pub birth_date: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Marital status.
    pub marital: Option<Marital>,
    /// The mother's name.
    pub mother: Option<PersonName>,
    /// Village, or another regency.
    pub residence: Option<Residence>,
    /// Street or hamlet.
    pub address: Option<String>,
    /// RT.
    pub rt: Option<u16>,
    /// RW.
    pub rw: Option<u16>,
    /// Mobile number.
    pub phone: Option<Phone>,
    /// Life status.
    pub life: Option<Life>,
    /// Central status, and its day when the row has one.
    pub central: Option<(CentralCode, Option<Date>)>,
}

/// What is wrong with a cell, so that its row is refused; `Debug` hides the proposal.
#[derive(Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// Which column.
    pub column: Column,
    /// What is wrong.
    pub problem: FieldProblem,
    /// What probably was meant, for the office to take over: never taken by itself.
    pub proposal: Option<String>,
}

impl fmt::Debug for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let proposal = if self.proposal.is_some() { "hidden" } else { "none" };
        write!(f, "RowProblem {{ {}: {:?}, proposal {proposal} }}", self.column, self.problem)
    }
}

/// What was changed in a cell without asking, because it cannot change the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// Which column.
    pub column: Column,
    /// How.
    pub how: Cleaning,
}

coded! {
    /// Kinds of cleaning that cannot change the meaning.
    pub enum Cleaning {
        /// Invisible or control characters were taken out.
        Invisible = "invisible",
        /// Dots, apostrophes, blanks or hyphens inside a NIK or KK.
        Separators = "separators",
        /// Doubled blanks became one; line breaks, tabs and other odd blanks became plain ones.
        Blanks = "blanks",
        /// An apostrophe before a number or sign, as Excel shows text (`'001`, `'+62…`), was taken out.
        Apostrophe = "apostrophe",
        /// Another sign for the apostrophe of a name (`´`, `‘`) became `'`.
        ApostropheSign = "apostrophe_sign",
    }
}

coded! {
    /// What is odd about a row that is taken all the same.
    pub enum RowWarning {
        /// The birth date is not the one in the NIK.
        BirthDateDiffersFromNik = "birth_date_differs_from_nik",
        /// The sex is not the one in the NIK.
        SexDiffersFromNik = "sex_differs_from_nik",
        /// The area digits of the NIK are not in today's tables.
        NikAreaFormer = "nik_area_former",
        /// The row says nothing of the sex: taken from the NIK.
        SexFromNik = "sex_from_nik",
        /// The row says nothing of the marital status of somebody new: taken as single.
        MaritalAssumed = "marital_assumed",
        /// A cell that the register can do without is unreadable (phone, RT, RW, province) or says too little (`P`, ever married): left as
        /// it was.
        CellIgnored = "cell_ignored",
        /// The status says only that the person is recorded (`SUDAH REKAM`), not where the centre stands: not noted, because it could
        /// take a printable record back.
        StatusTooVague = "status_too_vague",
    }
}

impl RowWarning {
    /// Whether it says what is assumed of somebody new, and nothing of somebody whom the register knows.
    pub const fn of_newcomers(self) -> bool {
        matches!(self, Self::SexFromNik | Self::MaritalAssumed)
    }
}

/// A row that was read: what it says, or why not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowReading {
    /// What the row says, when nothing is wrong with it.
    pub incoming: Result<Incoming, Vec<RowProblem>>,
    /// What was cleaned.
    pub cleaned: Vec<Cleaned>,
    /// What is odd, with the column where it is.
    pub warnings: Vec<(RowWarning, Column)>,
}
