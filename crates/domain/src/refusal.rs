//! A refusal: the rules say no. A value with a stable code and typed data; the sentence that people read is in the pages' language files.

use crate::{
    access::Act,
    batch::BatchRefusal,
    blank::BlankRefusal,
    case::CaseRefusal,
    closing::ClosingRefusal,
    intake::{FileRefusal, ImportRefusal},
    notice::NoticeRefusal,
    person::{KkRefusal, NameRefusal, NikRefusal, PhoneRefusal},
    pickup::PickupRefusal,
    print::PrintRefusal,
    proposal::ProposalRefusal,
    question::QuestionRefusal,
    repair::RepairRefusal,
    suket::SuketRefusal,
};

/// Why the rules say no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A form or request holds something that cannot be. All fields at fault are named.
    Input(Vec<FieldRefusal>),
    /// The case says no.
    Case(CaseRefusal),
    /// The ledger says no.
    Blank(BlankRefusal),
    /// Printing says no.
    Print(PrintRefusal),
    /// A closing says no.
    Closing(ClosingRefusal),
    /// A temporary letter is refused.
    Suket(SuketRefusal),
    /// A notice says no.
    Notice(NoticeRefusal),
    /// A handover batch says no.
    Batch(BatchRefusal),
    /// The pick-up desk says no.
    Pickup(PickupRefusal),
    /// The register says no.
    Person(PersonRefusal),
    /// The person who asks may not.
    NotAllowed(Act),
    /// A repair says no.
    Repair(RepairRefusal),
    /// There is no such area, or not within reach.
    NoSuchArea,
    /// A proposal says no.
    Proposal(ProposalRefusal),
    /// A file cannot be read.
    File(FileRefusal),
    /// An import says no.
    Import(ImportRefusal),
    /// A question of identity says no.
    Question(QuestionRefusal),
    /// So many people outside open cases were looked at within the hour that a reason is asked for.
    LookReasonNeeded {
        /// The limit, people.
        max: i64,
    },
    /// As many people outside open cases were looked at within a day as may be.
    LookLimit {
        /// The limit, people.
        max: i64,
    },
    /// There is no such account.
    NoSuchAccount,
    /// Sign-in failed; it is not said why.
    SignInFailed,
    /// The set-up token is wrong or used up.
    SetupToken,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRefusal {
    /// The field's name in the form and in the request.
    pub field: &'static str,
    /// What is wrong.
    pub problem: FieldProblem,
}

/// What can be wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// Nothing was given.
    Missing,
    /// Not a NIK.
    Nik(NikRefusal),
    /// Not a family card number.
    Kk(KkRefusal),
    /// Not a name.
    Name(NameRefusal),
    /// Not an Indonesian mobile number.
    Phone(PhoneRefusal),
    /// Not a day of the calendar.
    ImpossibleDate,
    /// A day that lies ahead.
    FutureDate,
    /// A day more than 130 years ago.
    DateTooOld,
    /// A date whose year has two digits, so that its century is open.
    YearWithoutCentury,
    /// Not one of the choices.
    NotAChoice,
    /// An area that the office does not have.
    UnknownArea,
    /// A name that several areas of the office have.
    AmbiguousArea,
    /// Longer than the field allows, characters.
    TooLong {
        /// The limit.
        max: usize,
    },
    /// Shorter than the field demands, characters.
    TooShort {
        /// The least.
        min: usize,
    },
    /// Not a whole number within its limits.
    NotANumber,
    /// A long number that Excel has rounded to 15 digits: the rest is lost.
    RoundedByExcel,
    /// Not a chip number.
    NotASerial,
    /// Not a receipt number; its check character says so.
    NotAReceipt,
    /// Not a username.
    NotAUsername,
    /// Neither a NIP nor a NIK.
    NotAStaffNumber,
    /// The two entries differ.
    Differs,
    /// Somebody else has it.
    Taken,
    /// A NIK that the register does not know.
    NotInRegister,
}

/// Why the register says no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PersonRefusal {
    /// There is no such person.
    NoSuchPerson,
    /// The NIK belongs to somebody who is in the register.
    NikTaken,
}

/// The refusals of every aggregate.
macro_rules! refusals {
    ($($refusal:ty: $variant:ident),+ $(,)?) => {$(
        impl From<$refusal> for Refusal {
            fn from(refusal: $refusal) -> Self {
                Self::$variant(refusal)
            }
        }
    )+};
}

refusals! {
    BatchRefusal: Batch,
    BlankRefusal: Blank,
    CaseRefusal: Case,
    ClosingRefusal: Closing,
    FileRefusal: File,
    ImportRefusal: Import,
    NoticeRefusal: Notice,
    PersonRefusal: Person,
    PickupRefusal: Pickup,
    PrintRefusal: Print,
    ProposalRefusal: Proposal,
    QuestionRefusal: Question,
    RepairRefusal: Repair,
    SuketRefusal: Suket,
}

impl Refusal {
    /// A refusal of one field.
    pub fn field(field: &'static str, problem: FieldProblem) -> Self {
        Self::Input(vec![FieldRefusal { field, problem }])
    }

    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Input(_) => "INPUT-0001",
            Self::Case(refusal) => refusal.code(),
            Self::Blank(refusal) => refusal.code(),
            Self::Print(refusal) => refusal.code(),
            Self::Closing(refusal) => refusal.code(),
            Self::Suket(refusal) => refusal.code(),
            Self::Notice(refusal) => refusal.code(),
            Self::Batch(refusal) => refusal.code(),
            Self::Pickup(refusal) => refusal.code(),
            Self::Person(PersonRefusal::NoSuchPerson) => "PERSON-0001",
            Self::Person(PersonRefusal::NikTaken) => "PERSON-0002",
            Self::Repair(refusal) => refusal.code(),
            Self::NoSuchArea => "AREA-0001",
            Self::NotAllowed(_) => "ACCESS-0001",
            Self::SignInFailed => "ACCESS-0002",
            Self::SetupToken => "ACCESS-0003",
            Self::LookReasonNeeded { .. } => "LOOK-0001",
            Self::LookLimit { .. } => "LOOK-0002",
            Self::NoSuchAccount => "ACCOUNT-0001",
            Self::Proposal(refusal) => refusal.code(),
            Self::File(refusal) => refusal.code(),
            Self::Import(refusal) => refusal.code(),
            Self::Question(refusal) => refusal.code(),
        }
    }
}
