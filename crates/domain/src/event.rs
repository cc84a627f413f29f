//! Everything that can stand in the journal.

use jiff::civil::Date;

use crate::{
    access::Standing,
    account::Account,
    batch::BatchEvent,
    blank::BlankEvent,
    card::{CardEvent, ShelfCount},
    case::CaseEvent,
    central::CentralCode,
    closing::{ClosingEvent, Destruction, DifferenceEvent},
    id::{
        AccountId, BatchId, CardId, CaseId, ClosingId, DifferenceId, ImportId, InboundId, JobId, NoticeId, PersonId, PlaceId, ProposalId,
        RepairId, SuketId,
    },
    intake::Layout,
    notice::{InboundEvent, NoticeEvent},
    office::Office,
    person::{Biodata, Phone},
    pickup::{ClosedSite, ProxyPickup},
    place::Place,
    print::{JobEvent, Printer, Run},
    proposal::ProposalEvent,
    question::{QuestionEvent, QuestionId},
    repair::RepairEvent,
    request::{BlankRequest, Outlook},
    suket::SuketEvent,
    whereabouts::Whereabouts,
};

/// An event of the office. `store` gives each a stored form of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The office's journal begins.
    OfficeOpened(Office),
    /// An account was opened.
    AccountOpened(Account),
    /// An account got another role or posting, or was closed or opened again.
    AccountChanged {
        /// Which.
        account: AccountId,
        /// What it may do from now on, and where.
        standing: Standing,
        /// Whether it may sign in.
        active: bool,
    },
    /// A code was issued with which an account's owner sets a new password.
    CodeIssued {
        /// Whose.
        account: AccountId,
    },
    /// An account's owner set a password with a code.
    PasswordSet {
        /// Whose.
        account: AccountId,
    },
    /// A place was opened.
    PlaceOpened(Place),
    /// A person was entered or corrected by hand.
    PersonEntered {
        /// The surrogate number.
        person: PersonId,
        /// 1 for a new person.
        version: i64,
        /// The whole line.
        biodata: Box<Biodata>,
    },
    /// Somebody said yes to an import.
    ImportConfirmed {
        /// Which import.
        import: ImportId,
        /// The file's layout.
        layout: Layout,
        /// SHA-256 over the file, hexadecimal.
        file_hash: String,
        /// The day as of which it speaks.
        as_of: Date,
        /// How many rows it has.
        rows: i64,
    },
    /// Some lines of an import were applied.
    ImportChunkApplied {
        /// Which import.
        import: ImportId,
        /// Its number in the import, from 1.
        chunk: i64,
        /// How many lines.
        rows: i64,
        /// SHA-256 over the lines, hexadecimal.
        digest: String,
    },
    /// An import came to its end.
    ImportFinished {
        /// Which import.
        import: ImportId,
        /// How many chunks.
        chunks: i64,
        /// How many lines.
        rows: i64,
        /// SHA-256 over the chunks' digests, hexadecimal.
        digest: String,
    },
    /// A central status was noted by hand.
    CentralObserved {
        /// Whose.
        person: PersonId,
        /// The code.
        code: CentralCode,
        /// The day it was seen.
        observed_on: Date,
    },
    /// Something happened to a case.
    Case(CaseId, PersonId, CaseEvent),
    /// Something happened to a card.
    Card(CardId, PersonId, CardEvent),
    /// Blanks moved.
    Blank(BlankEvent),
    /// Something happened to a proposal, which may concern a person.
    Proposal(ProposalId, Option<PersonId>, ProposalEvent),
    /// Something happened to a question of identity, which may be about people; the first one's key seals it.
    Question(QuestionId, Option<PersonId>, QuestionEvent),
    /// Something happened to a repair of a person's record.
    Repair(RepairId, PersonId, RepairEvent),
    /// Something happened to the closing of a place's day.
    Closing(ClosingId, ClosingEvent),
    /// Something happened to a difference between the books and what is there.
    Difference(DifferenceId, DifferenceEvent),
    /// Spoiled blanks and surrendered cards were destroyed.
    Destroyed(Destruction),
    /// A print run was released.
    RunReleased(Run),
    /// Something happened to the job of a card.
    Job(JobId, PersonId, JobEvent),
    /// A printer was set up, or got a new ribbon.
    PrinterSet(Printer),
    /// Something happened to a temporary letter.
    Suket(SuketId, PersonId, SuketEvent),
    /// Something happened to a notice.
    Notice(NoticeId, PersonId, NoticeEvent),
    /// Something happened to a message from a citizen; its person's key seals it when its number belongs to one.
    Inbound(InboundId, Option<PersonId>, InboundEvent),
    /// A number wants no messages from now on.
    PhoneStopped(Phone),
    /// A number wants messages again.
    PhoneAllowed(Phone),
    /// Something happened to a handover batch.
    Batch(BatchId, BatchEvent),
    /// A shelf was counted.
    ShelfCounted(ShelfCount),
    /// Somebody fetched a card for its holder.
    TakenByProxy(ProxyPickup),
    /// A place takes no cards for now.
    SiteClosed(ClosedSite),
    /// A place takes cards again.
    SiteReopened(PlaceId),
    /// Blanks were asked for.
    BlanksRequested(BlankRequest),
    /// The head of the office said how blanks are shared out, and when more are expected.
    OutlookSet(Outlook),
    /// Somebody said where a person is.
    WhereaboutsNoted(Whereabouts),
    /// The looks so far are fixed: the head of their stream at this moment.
    LooksAnchored {
        /// The number of the last look.
        seq: i64,
        /// Its chain hash, hexadecimal.
        chain_hash: String,
    },
}

impl Event {
    /// The person whom the event is about; a person's events are sealed under the person's own key.
    pub fn person(&self) -> Option<PersonId> {
        match self {
            Self::PersonEntered { person, .. } | Self::CentralObserved { person, .. } => Some(*person),
            Self::Case(_, person, _) | Self::Card(_, person, _) | Self::Repair(_, person, _) => Some(*person),
            Self::Job(_, person, _) | Self::Suket(_, person, _) | Self::Notice(_, person, _) => Some(*person),
            Self::TakenByProxy(pickup) => Some(pickup.person),
            Self::WhereaboutsNoted(said) => Some(said.person),
            Self::Proposal(_, person, _) | Self::Question(_, person, _) | Self::Inbound(_, person, _) => *person,
            // Written out, so that a new event about a person cannot be sealed under the office's key unnoticed.
            Self::OfficeOpened(_)
            | Self::AccountOpened(_)
            | Self::AccountChanged { .. }
            | Self::CodeIssued { .. }
            | Self::PasswordSet { .. }
            | Self::PlaceOpened(_)
            | Self::ImportConfirmed { .. }
            | Self::ImportChunkApplied { .. }
            | Self::ImportFinished { .. }
            | Self::Blank(_)
            | Self::Closing(..)
            | Self::Difference(..)
            | Self::Destroyed(_)
            | Self::RunReleased(_)
            | Self::PrinterSet(_)
            | Self::PhoneStopped(_)
            | Self::PhoneAllowed(_)
            | Self::Batch(..)
            | Self::ShelfCounted(_)
            | Self::SiteClosed(_)
            | Self::SiteReopened(_)
            | Self::BlanksRequested(_)
            | Self::OutlookSet(_)
            | Self::LooksAnchored { .. } => None,
        }
    }

    /// The act's name as it stands in the journal.
    pub const fn act(&self) -> &'static str {
        match self {
            Self::OfficeOpened(_) => "office_opened",
            Self::AccountOpened(_) => "account_opened",
            Self::AccountChanged { .. } => "account_changed",
            Self::CodeIssued { .. } => "code_issued",
            Self::PasswordSet { .. } => "password_set",
            Self::PlaceOpened(_) => "place_opened",
            Self::PersonEntered { .. } => "person_entered",
            Self::ImportConfirmed { .. } => "import_confirmed",
            Self::ImportChunkApplied { .. } => "import_chunk_applied",
            Self::ImportFinished { .. } => "import_finished",
            Self::CentralObserved { .. } => "central_observed",
            Self::Case(_, _, event) => case_act(event),
            Self::Card(_, _, event) => card_act(event),
            Self::Blank(event) => match event {
                BlankEvent::Received { .. } => "blanks_received",
                BlankEvent::Moved { .. } => "blanks_moved",
                BlankEvent::Used { .. } => "blank_used",
                BlankEvent::Spoiled { .. } => "blanks_spoiled",
                BlankEvent::Booked(_) => "blanks_booked",
            },
            Self::Proposal(_, _, event) => match event {
                ProposalEvent::Proposed { .. } => "act_proposed",
                ProposalEvent::Approved { .. } => "act_approved",
                ProposalEvent::Declined { .. } => "act_declined",
                ProposalEvent::Withdrawn { .. } => "act_withdrawn",
            },
            Self::Question(_, _, event) => match event {
                QuestionEvent::Raised(_) => "question_raised",
                QuestionEvent::Answered { .. } => "question_answered",
            },
            Self::Repair(_, _, event) => repair_act(event),
            Self::Closing(_, event) => match event {
                ClosingEvent::Begun { .. } => "count_begun",
                ClosingEvent::Counted { .. } => "place_counted",
                ClosingEvent::Confirmed { .. } => "day_closed",
                ClosingEvent::Dropped => "count_dropped",
            },
            Self::Difference(_, event) => match event {
                DifferenceEvent::Opened { .. } => "difference_opened",
                DifferenceEvent::Settled { .. } => "difference_settled",
            },
            Self::Destroyed(_) => "invalids_destroyed",
            Self::RunReleased(_) => "run_released",
            Self::Job(_, _, event) => job_act(event),
            Self::PrinterSet(_) => "printer_set",
            Self::Suket(_, _, event) => match event {
                SuketEvent::Issued { .. } => "suket_issued",
                SuketEvent::Renewed { .. } => "suket_renewed",
                SuketEvent::Ended { .. } => "suket_ended",
            },
            Self::Notice(_, _, event) => notice_act(event),
            Self::Inbound(_, _, event) => inbound_act(event),
            Self::PhoneStopped(_) => "phone_stopped",
            Self::PhoneAllowed(_) => "phone_allowed",
            Self::Batch(_, event) => batch_act(event),
            Self::ShelfCounted(_) => "shelf_counted",
            Self::TakenByProxy(_) => "taken_by_proxy",
            Self::SiteClosed(_) => "site_closed",
            Self::SiteReopened(_) => "site_reopened",
            Self::BlanksRequested(_) => "blanks_requested",
            Self::OutlookSet(_) => "outlook_set",
            Self::WhereaboutsNoted(_) => "whereabouts_noted",
            Self::LooksAnchored { .. } => "looks_anchored",
        }
    }
}

const fn case_act(event: &CaseEvent) -> &'static str {
    match event {
        CaseEvent::Opened { .. } => "case_opened",
        CaseEvent::DocumentsAdded { .. } => "documents_added",
        CaseEvent::Verified => "case_verified",
        CaseEvent::Recorded { .. } => "case_recorded",
        CaseEvent::PrintReady => "case_print_ready",
        CaseEvent::PrintWithdrawn => "case_print_withdrawn",
        CaseEvent::Deferred { .. } => "case_deferred",
        CaseEvent::Told { .. } => "deferral_told",
        CaseEvent::Assigned { .. } => "case_assigned",
        CaseEvent::TakenBack => "case_taken_back",
        CaseEvent::PrintSpoiled { .. } => "print_spoiled",
        CaseEvent::Printed { .. } => "case_printed",
        CaseEvent::Shelved { .. } => "case_shelved",
        CaseEvent::Forwarded { .. } => "case_forwarded",
        CaseEvent::SentOn => "case_sent_on",
        CaseEvent::CardLost => "card_lost",
        CaseEvent::Collected { .. } => "case_collected",
        CaseEvent::Cancelled { .. } => "case_cancelled",
    }
}

const fn job_act(event: &JobEvent) -> &'static str {
    match event {
        JobEvent::Reserved { .. } => "job_reserved",
        JobEvent::Sent => "job_sent",
        JobEvent::Accepted { .. } => "job_accepted",
        JobEvent::NotSent { .. } => "job_not_sent",
        JobEvent::Reported { .. } => "job_reported",
        JobEvent::Doubted { .. } => "job_doubted",
        JobEvent::Checked { .. } => "job_checked",
        JobEvent::Spoiled { .. } => "job_spoiled",
        JobEvent::TakenBack => "job_taken_back",
    }
}

const fn notice_act(event: &NoticeEvent) -> &'static str {
    match event {
        NoticeEvent::Created(_) => "notice_created",
        NoticeEvent::Told { .. } => "citizen_told",
        NoticeEvent::Begun { .. } => "notice_begun",
        NoticeEvent::Taken { .. } => "notice_taken",
        NoticeEvent::NotTaken { .. } => "notice_not_taken",
        NoticeEvent::Refused { .. } => "notice_refused",
        NoticeEvent::Doubted { .. } => "notice_doubted",
        NoticeEvent::Repeated => "notice_repeated",
        NoticeEvent::Received { .. } => "notice_receipt",
        NoticeEvent::Unanswered => "notice_unanswered",
        NoticeEvent::GivenUp => "notice_given_up",
        NoticeEvent::Cancelled { .. } => "notice_cancelled",
    }
}

const fn batch_act(event: &BatchEvent) -> &'static str {
    match event {
        BatchEvent::Opened { .. } => "batch_opened",
        BatchEvent::Packed { .. } => "batch_packed",
        BatchEvent::TakenOut { .. } => "batch_taken_out",
        BatchEvent::Sent { .. } => "batch_sent",
        BatchEvent::Received { .. } => "batch_received",
        BatchEvent::Found { .. } => "batch_found",
        BatchEvent::Tried { .. } => "batch_tried",
        BatchEvent::Delivered { .. } => "batch_delivered",
        BatchEvent::Returned { .. } => "batch_returned",
        BatchEvent::Dropped => "batch_dropped",
    }
}

const fn card_act(event: &CardEvent) -> &'static str {
    match event {
        CardEvent::Printed { .. } => "card_printed",
        CardEvent::Moved { .. } => "card_moved",
        CardEvent::SentOn { .. } => "card_sent_on",
        CardEvent::Missed => "card_missed",
        CardEvent::HandedOver => "card_handed_over",
        CardEvent::Invalidated { .. } => "card_invalidated",
        CardEvent::Surrendered => "card_surrendered",
        CardEvent::Destroyed { .. } => "card_destroyed",
    }
}

const fn repair_act(event: &RepairEvent) -> &'static str {
    match event {
        RepairEvent::Opened { .. } => "repair_opened",
        RepairEvent::LetterSent { .. } => "repair_letter_sent",
        RepairEvent::Replied { .. } => "repair_replied",
        RepairEvent::RerecordingAppointed { .. } => "rerecording_appointed",
        RepairEvent::Closed { .. } => "repair_closed",
    }
}

const fn inbound_act(event: &InboundEvent) -> &'static str {
    match event {
        InboundEvent::Received { .. } => "message_received",
        InboundEvent::Answered { .. } => "message_answered",
        InboundEvent::Closed { .. } => "message_closed",
    }
}
