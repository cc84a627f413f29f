//! The matrix itself. Sources: the design's roles; UU 24/2013 art. 79 and 84 and Permendagri 102/2019 (a right to use data is personal and
//! tied to a purpose); UU 27/2022 art. 16 (no more than the purpose needs).

use super::{Act as A, Field as F, Role as R, Scope as S};

/// Everybody who works with people, not only with blanks.
const WITH_PEOPLE: &[R] = &[R::Counter, R::Recording, R::Printing, R::Subdistrict, R::DataAdmin, R::SectionHead, R::Head, R::Auditor];

/// For each act the roles that have it, and how far.
pub(super) const RIGHTS: &[(A, S, &[R])] = &[
    (A::ViewFigures, S::Posting, R::ALL),
    (A::ViewPerson, S::Posting, WITH_PEOPLE),
    // Whether a NIK is taken tells something about people elsewhere: only for the whole office.
    (A::AddPerson, S::Office, &[R::Counter, R::DataAdmin, R::SectionHead]),
    (A::OpenCase, S::Posting, &[R::Counter, R::SectionHead]),
    (A::RecordBiometrics, S::Posting, &[R::Recording, R::SectionHead]),
    (A::ObserveCentral, S::Posting, &[R::DataAdmin, R::Recording, R::SectionHead]),
    (A::ViewCentral, S::Posting, &[R::Counter, R::Recording, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (A::RepairRecord, S::Posting, &[R::DataAdmin, R::SectionHead]),
    (A::NoteWhereabouts, S::Posting, &[R::Counter, R::Recording, R::Subdistrict, R::DataAdmin, R::SectionHead]),
    // Many addresses at once: only for who goes there or calls people in.
    (A::ViewVillageList, S::Posting, &[R::Recording, R::Subdistrict, R::DataAdmin, R::SectionHead]),
    (A::ViewPrintQueue, S::Posting, &[R::Counter, R::Printing, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (A::RecordPrint, S::Posting, &[R::Printing, R::SectionHead]),
    // A run shares out the blanks of the whole office.
    (A::PlanRun, S::Office, &[R::Printing, R::SectionHead]),
    (A::DrivePrinter, S::Office, &[R::Printing, R::SectionHead]),
    (A::SetPrinting, S::Office, &[R::SectionHead, R::Head]),
    (A::IssueSuket, S::Posting, &[R::Counter, R::SectionHead]),
    (A::ShelveCard, S::Posting, &[R::Counter, R::Printing, R::SectionHead]),
    (A::HandOver, S::Posting, &[R::Counter, R::Subdistrict, R::SectionHead]),
    (A::SendNotices, S::Posting, &[R::Counter, R::Subdistrict, R::SectionHead]),
    (A::SendBatches, S::Posting, &[R::Counter, R::Printing, R::SectionHead]),
    (A::SignBatches, S::Posting, &[R::Counter, R::Subdistrict, R::SectionHead]),
    (A::ManageSites, S::Office, &[R::SectionHead, R::Head]),
    // Lists of suspects: for who watches over others, never for the counter.
    (A::ViewSignals, S::Office, &[R::SectionHead, R::Head, R::Auditor]),
    // Whole-office figures of every stage side by side: for who decides about staff, hours and machines.
    (A::ViewPlans, S::Office, &[R::SectionHead, R::Head, R::Auditor]),
    (A::CancelCase, S::Posting, &[R::Counter, R::DataAdmin, R::SectionHead]),
    (A::ViewStock, S::Office, &[R::Printing, R::Stock, R::SectionHead, R::Head, R::Auditor]),
    (A::ReceiveBlanks, S::Office, &[R::Stock, R::SectionHead]),
    (A::MoveBlanks, S::Office, &[R::Stock, R::SectionHead]),
    (A::CloseDay, S::Office, &[R::Printing, R::Stock, R::SectionHead]),
    (A::CorrectStock, S::Office, &[R::Stock, R::SectionHead]),
    (A::RequestBlanks, S::Office, &[R::Stock, R::SectionHead, R::Head]),
    // A file is about the whole register, and its preview shows people of every sub-district.
    (A::ImportFiles, S::Office, &[R::DataAdmin, R::SectionHead]),
    (A::AnswerQuestions, S::Office, &[R::DataAdmin, R::SectionHead]),
    (A::ViewLooks, S::Office, &[R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (A::ViewProposals, S::Own, R::ALL),
    (A::ViewProposals, S::Office, &[R::SectionHead, R::Head, R::Auditor]),
    (A::WithdrawProposal, S::Own, R::ALL),
    (A::DecideProposal, S::Office, &[R::SectionHead, R::Head]),
    (A::ViewAccounts, S::Office, &[R::SectionHead, R::Head, R::Auditor]),
    (A::ManageAccounts, S::Office, &[R::SectionHead, R::Head]),
];

/// For each group of fields the roles that see it. Data of art. 84 (disability, fingerprints, iris, signature) have no row: Loket keeps none.
pub(super) const FIELDS: &[(F, &[R])] = &[
    (F::Family, &[R::Counter, R::Recording, R::DataAdmin, R::SectionHead, R::Head]),
    (F::Civil, &[R::Counter, R::Recording, R::Printing, R::DataAdmin, R::SectionHead, R::Head]),
    (F::Address, &[R::Counter, R::Recording, R::Printing, R::Subdistrict, R::DataAdmin, R::SectionHead, R::Head]),
    (F::Phone, &[R::Counter, R::Subdistrict, R::DataAdmin, R::SectionHead]),
    (F::Central, &[R::Counter, R::Recording, R::Printing, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (F::History, &[R::Counter, R::Recording, R::Printing, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (F::Looks, &[R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (F::Pin, &[R::Counter, R::SectionHead]),
];
