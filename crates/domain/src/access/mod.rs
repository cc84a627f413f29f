//! Who may do what, where, and see which fields: roles × acts × scopes × fields as data ([`matrix`]). A test prints the whole of it.
//!
//! A right is checked three times: the matrix says whether a role has it and how far it reaches; the account's *posting* (the whole
//! office, or one sub-district) narrows it; the object must lie within that [`Reach`], or it does not exist for who asks (404).

mod matrix;

use crate::{
    area::{SubdistrictCode, VillageCode},
    coded::coded,
};

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
        /// Staff of a sub-district or its villages, who hand cards over there (petugas kecamatan).
        Subdistrict = "subdistrict",
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
        /// See how long records lie at the centre.
        ViewCentral = "view_central",
        /// Keep repairs of records at the centre: letters, answers, days for recording again.
        RepairRecord = "repair_record",
        /// Note where somebody is.
        NoteWhereabouts = "note_whereabouts",
        /// Take a village's list of people by name and address, for a round.
        ViewVillageList = "view_village_list",
        /// See what is ready to print.
        ViewPrintQueue = "view_print_queue",
        /// Record a print result.
        RecordPrint = "record_print",
        /// Draw up a print run; a second person releases it.
        PlanRun = "plan_run",
        /// Carry jobs to a printer and back, as the print agent does.
        DrivePrinter = "drive_printer",
        /// Set printers up, and how blanks are shared out.
        SetPrinting = "set_printing",
        /// Give and renew temporary letters, and note that a citizen was told.
        IssueSuket = "issue_suket",
        /// Put a card on a shelf, or send it on to a village office.
        ShelveCard = "shelve_card",
        /// Hand a card to its holder.
        HandOver = "hand_over",
        /// Send notices, read the inbox, note that citizens were told.
        SendNotices = "send_notices",
        /// Send batches of cards on, and note what became of them.
        SendBatches = "send_batches",
        /// Sign for a batch that arrived.
        SignBatches = "sign_batches",
        /// Close and reopen places that take cards.
        ManageSites = "manage_sites",
        /// See signs of brokers and how well promises are kept.
        ViewSignals = "view_signals",
        /// Plan the weeks to come from the office's records.
        ViewPlans = "view_plans",
        /// Cancel a case.
        CancelCase = "cancel_case",
        /// See the blank stock.
        ViewStock = "view_stock",
        /// Book a delivery of blanks.
        ReceiveBlanks = "receive_blanks",
        /// Move blanks, issue them to printers, book spoiled ones.
        MoveBlanks = "move_blanks",
        /// Count a place and confirm its closing.
        CloseDay = "close_day",
        /// Settle differences, lend blanks, destroy spoiled ones: acts of two people.
        CorrectStock = "correct_stock",
        /// Ask for blanks.
        RequestBlanks = "request_blanks",
        /// Import files: hand in, look through, say yes.
        ImportFiles = "import_files",
        /// Answer questions of identity, merge people.
        AnswerQuestions = "answer_questions",
        /// See who looked at whom.
        ViewLooks = "view_looks",
        /// See proposals of acts that need a second person.
        ViewProposals = "view_proposals",
        /// Take an own proposal back.
        WithdrawProposal = "withdraw_proposal",
        /// Approve or decline somebody else's proposal.
        DecideProposal = "decide_proposal",
        /// See the staff accounts.
        ViewAccounts = "view_accounts",
        /// Open accounts, change their role and posting, close them.
        ManageAccounts = "manage_accounts",
    }
}

coded! {
    /// How far a right reaches.
    pub enum Scope {
        /// What the account itself did or proposed.
        Own = "own",
        /// Where the account is posted: one sub-district, or the whole office for who is posted there.
        Posting = "posting",
        /// The whole office; who is posted at a sub-district does not have it.
        Office = "office",
    }
}

coded! {
    /// A group of fields of a person's record. Name, masked NIK, birth date, sex and village go with the right to see the person at all.
    pub enum Field {
        /// The family card number (KK).
        Family = "family",
        /// Place of birth and marital status.
        Civil = "civil",
        /// Address, RT and RW.
        Address = "address",
        /// The mobile number, masked.
        Phone = "phone",
        /// What the ministry's centre said.
        Central = "central",
        /// Who did what for this person.
        History = "history",
        /// Who looked at this person.
        Looks = "looks",
        /// The PIN of the receipt.
        Pin = "pin",
    }
}

/// How far somebody's right reaches at this moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What the account itself did or proposed.
    Own,
    /// The people of one sub-district.
    Subdistrict(SubdistrictCode),
    /// Everybody in the office's register.
    Office,
}

impl Reach {
    /// Whether a person who lives in the village is within reach.
    pub fn covers(&self, village: &VillageCode) -> bool {
        match self {
            Self::Own => false,
            Self::Subdistrict(code) => village.subdistrict() == code.as_str(),
            Self::Office => true,
        }
    }

    /// The dotted code of the one sub-district within reach; empty for the whole office, as queries take it.
    pub fn subdistrict(&self) -> &str {
        match self {
            Self::Subdistrict(code) => code.as_str(),
            Self::Own | Self::Office => "",
        }
    }
}

/// A role at a posting: what rights are decided upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The role.
    pub role: Role,
    /// The sub-district where the account is posted; `None` for the whole office.
    pub posting: Option<SubdistrictCode>,
}

impl Standing {
    /// A role for the whole office.
    pub const fn office(role: Role) -> Self {
        Self { role, posting: None }
    }

    /// How far the right to an act reaches; `None` when there is none.
    pub fn reach(&self, act: Act) -> Option<Reach> {
        match (widest_scope(self.role, act)?, &self.posting) {
            (Scope::Own, _) => Some(Reach::Own),
            (Scope::Posting, Some(code)) => Some(Reach::Subdistrict(code.clone())),
            (Scope::Posting | Scope::Office, None) => Some(Reach::Office),
            // Whoever is posted at a sub-district has only what reaches no farther.
            (Scope::Office, Some(_)) => scopes(self.role, act).any(|scope| scope == Scope::Own).then_some(Reach::Own),
        }
    }

    /// Whether the act may be done at all.
    pub fn may(&self, act: Act) -> bool {
        self.reach(act).is_some()
    }

    /// Whether a group of fields may be seen.
    pub fn sees(&self, field: Field) -> bool {
        matrix::FIELDS.iter().any(|(row, roles)| *row == field && roles.contains(&self.role))
    }
}

fn scopes(role: Role, act: Act) -> impl Iterator<Item = Scope> {
    matrix::RIGHTS.iter().filter(move |(row, _, roles)| *row == act && roles.contains(&role)).map(|(_, scope, _)| *scope)
}

/// The widest scope in which a role has an act, whatever its posting.
pub fn widest_scope(role: Role, act: Act) -> Option<Scope> {
    scopes(role, act).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_matrix() {
        let mut table = format!("{:20}", "");
        for role in Role::ALL {
            table.push_str(&format!(" {:12}", role.code()));
        }
        for act in Act::ALL {
            table.push_str(&format!("\n{:20}", act.code()));
            for role in Role::ALL {
                table.push_str(&format!(" {:12}", widest_scope(*role, *act).map_or("-", Scope::code)));
            }
        }
        for field in Field::ALL {
            table.push_str(&format!("\nfield {:14}", field.code()));
            for role in Role::ALL {
                table.push_str(&format!(" {:12}", if Standing::office(*role).sees(*field) { "sees" } else { "-" }));
            }
        }
        let table: Vec<&str> = table.lines().map(str::trim_end).collect();
        insta::assert_snapshot!(table.join("\n"));
    }

    #[test]
    fn every_act_and_field_has_a_row_and_every_role_of_a_row_stands_once() {
        for act in Act::ALL {
            assert!(matrix::RIGHTS.iter().any(|(row, ..)| row == act), "{act}");
            for role in Role::ALL {
                let found: Vec<Scope> = scopes(*role, *act).collect();
                assert!(found.len() <= 1 || found == [Scope::Own, Scope::Office], "{act} {role}: {found:?}");
            }
        }
        for field in Field::ALL {
            assert_eq!(matrix::FIELDS.iter().filter(|(row, _)| row == field).count(), 1, "{field}");
        }
    }

    #[test]
    fn a_posting_narrows_and_takes_what_is_for_the_whole_office() {
        let tanjung = SubdistrictCode::parse("52.08.01").unwrap();
        let posted = |role| Standing { role, posting: Some(tanjung.clone()) };
        assert_eq!(posted(Role::Subdistrict).reach(Act::ViewPerson), Some(Reach::Subdistrict(tanjung.clone())));
        assert_eq!(Standing::office(Role::Counter).reach(Act::ViewPerson), Some(Reach::Office));
        assert_eq!(posted(Role::Counter).reach(Act::AddPerson), None, "whether a NIK is taken is known to the whole office only");
        assert_eq!(posted(Role::SectionHead).reach(Act::ViewProposals), Some(Reach::Own));
        let (inside, outside) = (VillageCode::parse("52.08.01.2001").unwrap(), VillageCode::parse("52.08.02.2001").unwrap());
        let reach = posted(Role::Subdistrict).reach(Act::HandOver).unwrap();
        assert!(reach.covers(&inside) && !reach.covers(&outside) && !Reach::Own.covers(&inside) && Reach::Office.covers(&outside));
    }
}
