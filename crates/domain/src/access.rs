//! Who may do what: roles × acts as data. A test prints the whole matrix.

use crate::coded::coded;

coded! {
    /// A role of the office's staff.
    pub enum Role {
        /// Counter officer (petugas loket).
        Counter = "counter",
        /// Recording operator (operator rekam).
        Recording = "recording",
        /// Print operator (operator cetak).
        Printing = "printing",
        /// Stock keeper (petugas gudang).
        Stock = "stock",
        /// Data administrator (ADB).
        DataAdmin = "data_admin",
        /// Section head (Kasi, Kabid).
        SectionHead = "section_head",
        /// Head of the office (Kadis).
        Head = "head",
        /// Auditor (inspektorat).
        Auditor = "auditor",
    }
}

coded! {
    /// Something that a person may be allowed to do.
    pub enum Act {
        /// See the office's figures.
        ViewFigures = "view_figures",
        /// Search and open a person's page.
        ViewPerson = "view_person",
        /// Add a person who is not in the imported register.
        AddPerson = "add_person",
        /// Open a case and take in its documents.
        OpenCase = "open_case",
        /// Note that biometrics were recorded.
        RecordBiometrics = "record_biometrics",
        /// Note a central status.
        ObserveCentral = "observe_central",
        /// See what is ready to print.
        ViewPrintQueue = "view_print_queue",
        /// Record a print result.
        RecordPrint = "record_print",
        /// Put a card on a shelf, or send it on to a village office.
        ShelveCard = "shelve_card",
        /// Hand a card to its holder.
        HandOver = "hand_over",
        /// Cancel a case.
        CancelCase = "cancel_case",
        /// See the blank stock.
        ViewStock = "view_stock",
        /// Book a delivery of blanks.
        ReceiveBlanks = "receive_blanks",
        /// Move blanks, issue them to printers, book spoiled ones.
        MoveBlanks = "move_blanks",
    }
}

use Act as A;
use Role as R;

/// The matrix: for each act the roles that may do it, within their own office.
const MATRIX: &[(Act, &[Role])] = &[
    (A::ViewFigures, Role::ALL),
    (A::ViewPerson, &[R::Counter, R::Recording, R::Printing, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (A::AddPerson, &[R::Counter, R::DataAdmin, R::SectionHead]),
    (A::OpenCase, &[R::Counter, R::SectionHead]),
    (A::RecordBiometrics, &[R::Recording, R::SectionHead]),
    (A::ObserveCentral, &[R::DataAdmin, R::Recording, R::SectionHead]),
    (A::ViewPrintQueue, &[R::Counter, R::Printing, R::DataAdmin, R::SectionHead, R::Head, R::Auditor]),
    (A::RecordPrint, &[R::Printing, R::SectionHead]),
    (A::ShelveCard, &[R::Counter, R::Printing, R::SectionHead]),
    (A::HandOver, &[R::Counter, R::SectionHead]),
    (A::CancelCase, &[R::Counter, R::DataAdmin, R::SectionHead]),
    (A::ViewStock, &[R::Printing, R::Stock, R::SectionHead, R::Head, R::Auditor]),
    (A::ReceiveBlanks, &[R::Stock, R::SectionHead]),
    (A::MoveBlanks, &[R::Stock, R::SectionHead]),
];

/// Whether a role may do an act.
pub fn may(role: Role, act: Act) -> bool {
    MATRIX.iter().any(|(row, roles)| *row == act && roles.contains(&role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_matrix() {
        let mut table = String::new();
        for act in Act::ALL {
            assert_eq!(MATRIX.iter().filter(|(row, _)| row == act).count(), 1, "{act} has one row");
            let roles: Vec<&str> = Role::ALL.iter().filter(|role| may(**role, *act)).map(|role| role.code()).collect();
            table.push_str(&format!("{act}: {}\n", roles.join(" ")));
        }
        insta::assert_snapshot!(table);
    }
}
