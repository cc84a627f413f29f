//! What people read when something is refused: a sentence that says what happened and what to do, for every refusal.

use domain::{
    Refusal,
    batch::BatchRefusal,
    blank::BlankRefusal,
    case::CaseRefusal,
    closing::ClosingRefusal,
    intake::{FileRefusal, ImportRefusal},
    notice::NoticeRefusal,
    person::{NameRefusal, NikRefusal, PersonWarning},
    pickup::PickupRefusal,
    print::PrintRefusal,
    proposal::ProposalRefusal,
    question::QuestionRefusal,
    refusal::{FieldProblem, PersonRefusal},
    repair::RepairRefusal,
    suket::SuketRefusal,
};

use crate::lang::Lang;

/// The sentence of a refusal. For several fields it is the first one's; each field has its own in [`field`].
pub(crate) fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match refusal {
        Refusal::Input(fields) => match fields.first() {
            Some(first) => field(lang, first.field, &first.problem),
            None => lang.refused_title().to_owned(),
        },
        Refusal::Case(refusal) => case(lang, refusal),
        Refusal::Blank(refusal) => blank(lang, refusal),
        Refusal::Print(refusal) => print(lang, refusal),
        Refusal::Closing(refusal) => closing(lang, refusal),
        Refusal::Suket(refusal) => suket(lang, refusal),
        Refusal::Notice(refusal) => notice(lang, refusal),
        Refusal::Batch(refusal) => batch(lang, refusal),
        Refusal::Pickup(refusal) => pickup(lang, refusal),
        Refusal::Person(PersonRefusal::NoSuchPerson) => lang.refusal_no_person().to_owned(),
        Refusal::Person(PersonRefusal::NikTaken) => lang.error_nik_taken().to_owned(),
        Refusal::NotAllowed(_) => lang.forbidden().to_owned(),
        Refusal::SignInFailed => lang.error_login().to_owned(),
        Refusal::Proposal(refusal) => proposal(lang, refusal),
        Refusal::File(refusal) => file(lang, refusal),
        Refusal::Import(refusal) => import(lang, refusal),
        Refusal::Question(refusal) => question(lang, refusal).to_owned(),
        Refusal::Repair(refusal) => repair(lang, refusal),
        Refusal::NoSuchArea => lang.refusal_no_area().to_owned(),
        Refusal::LookReasonNeeded { max } => lang.refusal_look_reason(*max),
        Refusal::LookLimit { max } => lang.refusal_look_limit(*max),
        Refusal::NoSuchAccount => lang.refusal_no_account().to_owned(),
        Refusal::SetupToken => lang.error_token().to_owned(),
    }
}

fn case(lang: Lang, refusal: &CaseRefusal) -> String {
    match refusal {
        CaseRefusal::NoSuchCase => lang.error_receipt_unknown().to_owned(),
        CaseRefusal::WrongState { state, act } => lang.refusal_wrong_state(lang.case_state(state.code()), lang.case_act(act.code())),
        CaseRefusal::AlreadyOpen { receipt } => lang.refusal_already_open(&receipt.to_string()),
        CaseRefusal::TooYoung { from } => lang.refusal_too_young(*from),
        CaseRefusal::NotAlive { life } => lang.refusal_not_alive(lang.life_of(life.code())),
        CaseRefusal::HasValidCard => lang.purpose_has_card().to_owned(),
        CaseRefusal::DamageNotGraded => lang.refusal_damage().to_owned(),
        CaseRefusal::NotPrintableYet { from } => lang.refusal_not_printable(*from),
        CaseRefusal::IdentityNotChecked => lang.error_identity().to_owned(),
        CaseRefusal::OldCardMissing => lang.refusal_old_card().to_owned(),
        CaseRefusal::ReasonMissing => lang.error_reason().to_owned(),
    }
}

fn blank(lang: Lang, refusal: &BlankRefusal) -> String {
    match refusal {
        BlankRefusal::StockExhausted { place, available, asked } => lang.refusal_stock(place, *available, *asked),
        BlankRefusal::BadQuantity { .. } => lang.error_quantity().to_owned(),
        BlankRefusal::SamePlace => lang.error_same_place().to_owned(),
        BlankRefusal::WrongPlace { place, kind } => lang.refusal_wrong_place(place, lang.place_kind(kind.code())),
        BlankRefusal::LabelMissing => lang.error_required(lang.receive_lot()),
        BlankRefusal::NoSuchPlace => lang.refusal_no_place().to_owned(),
        BlankRefusal::SerialUnknown { serial } => lang.refusal_serial_unknown(serial.as_str()),
        BlankRefusal::SerialElsewhere { serial, state, .. } => {
            lang.refusal_serial_elsewhere(serial.as_str(), lang.blank_state(state.code()))
        }
        BlankRefusal::SerialsNeeded => lang.refusal_serials_needed().to_owned(),
        BlankRefusal::SerialCount { quantity, serials } => lang.refusal_serial_count(*quantity, *serials),
        BlankRefusal::SerialTwice { serial } => lang.refusal_serial_twice(serial.as_str()),
        BlankRefusal::MoreThanSent { expected, counted } => lang.refusal_more_than_sent(*expected, *counted),
        BlankRefusal::NothingToDestroy => lang.refusal_nothing_to_destroy().to_owned(),
        BlankRefusal::DifferenceOpen { place } => lang.refusal_place_stopped(place),
        BlankRefusal::WitnessMissing => lang.refusal_witness().to_owned(),
        BlankRefusal::NoSuchMinutes => lang.refusal_no_minutes().to_owned(),
    }
}

fn print(lang: Lang, refusal: &PrintRefusal) -> String {
    match refusal {
        PrintRefusal::NotReleased => lang.refusal_not_released().to_owned(),
        PrintRefusal::DifferenceOpen { printer, place } => lang.refusal_printer_stopped(printer, place),
        PrintRefusal::HeatLimit { printer, limit, printed } => lang.refusal_heat(printer, *limit, *printed),
        PrintRefusal::WrongState { state, act } => lang.refusal_job_state(lang.job_state(state.code()), lang.job_act(act.code())),
        PrintRefusal::NoSuchJob => lang.refusal_no_job().to_owned(),
        PrintRefusal::SamePerson => lang.refusal_doubt_same().to_owned(),
        PrintRefusal::NothingToRelease => lang.refusal_nothing_to_release().to_owned(),
        PrintRefusal::OutOfOrder { receipt } => lang.refusal_out_of_order(&receipt.to_string()),
        PrintRefusal::NotLocal { printer } => lang.refusal_not_local(printer),
        PrintRefusal::RibbonEmpty { printer, left, asked } => lang.refusal_ribbon(printer, *left, *asked),
    }
}

fn closing(lang: Lang, refusal: &ClosingRefusal) -> String {
    match refusal {
        ClosingRefusal::NoSuchClosing => lang.refusal_no_closing().to_owned(),
        ClosingRefusal::WrongState { state } => lang.refusal_closing_state(lang.closing_state(state.code())),
        ClosingRefusal::AlreadyCounting => lang.refusal_already_counting().to_owned(),
        ClosingRefusal::NotCounted { item } => lang.refusal_not_counted(lang.item(item.code())),
        ClosingRefusal::SamePerson => lang.refusal_count_same().to_owned(),
        ClosingRefusal::NothingHeld { place } => lang.refusal_nothing_held(place),
        ClosingRefusal::NoSuchDifference => lang.refusal_no_difference().to_owned(),
        ClosingRefusal::WrongSettlement { kind, how } => {
            lang.refusal_wrong_settlement(lang.difference_kind(kind.code()), lang.settlement(how.code()))
        }
    }
}

fn suket(lang: Lang, refusal: &SuketRefusal) -> String {
    match refusal {
        SuketRefusal::NotDeferred => lang.refusal_suket_not_deferred().to_owned(),
        SuketRefusal::Forbidden { rule } => lang.refusal_suket_forbidden(rule),
        SuketRefusal::NotRecorded => lang.refusal_suket_not_recorded().to_owned(),
        SuketRefusal::Holds { until } => lang.refusal_suket_holds(*until),
        SuketRefusal::NoSuchSuket => lang.refusal_no_suket().to_owned(),
        SuketRefusal::TooEarly { from } => lang.refusal_suket_early(*from),
    }
}

fn notice(lang: Lang, refusal: &NoticeRefusal) -> String {
    match refusal {
        NoticeRefusal::NoSuchNotice => lang.refusal_no_notice().to_owned(),
        NoticeRefusal::NoPhone => lang.refusal_no_phone().to_owned(),
        NoticeRefusal::Stopped => lang.refusal_stopped().to_owned(),
        NoticeRefusal::NoTemplate { purpose } => lang.refusal_no_template(lang.notice_purpose(purpose.code())),
        NoticeRefusal::NothingToSay => lang.refusal_nothing_to_say().to_owned(),
        NoticeRefusal::AlreadyWaiting => lang.refusal_notice_waiting().to_owned(),
        NoticeRefusal::NoSuchMessage => lang.refusal_no_message().to_owned(),
        NoticeRefusal::MessageClosed => lang.refusal_message_closed().to_owned(),
    }
}

fn batch(lang: Lang, refusal: &BatchRefusal) -> String {
    match refusal {
        BatchRefusal::NoSuchBatch => lang.refusal_no_batch().to_owned(),
        BatchRefusal::WrongState { state } => lang.refusal_batch_state(lang.batch_state(state.code())),
        BatchRefusal::NotInBatch => lang.refusal_not_in_batch().to_owned(),
        BatchRefusal::AlreadyPacked => lang.refusal_already_packed().to_owned(),
        BatchRefusal::Empty => lang.refusal_batch_empty().to_owned(),
        BatchRefusal::SiteClosed { place } => lang.refusal_site_closed(place),
        BatchRefusal::WrongSite { place } => lang.refusal_wrong_site(place),
        BatchRefusal::CardElsewhere => lang.refusal_card_elsewhere().to_owned(),
        BatchRefusal::SignedOtherwise => lang.refusal_signed_otherwise().to_owned(),
        BatchRefusal::NoMoreTries { max } => lang.refusal_no_more_tries(*max),
        BatchRefusal::NobodySigned => lang.refusal_nobody_signed().to_owned(),
        BatchRefusal::StillInPost { receipt, number } => lang.refusal_still_in_post(&receipt.to_string(), number),
    }
}

fn pickup(lang: Lang, refusal: &PickupRefusal) -> String {
    match refusal {
        PickupRefusal::NotAllowed { rule } => lang.refusal_proxy_not_allowed(rule),
        PickupRefusal::LetterMissing => lang.refusal_letter_missing().to_owned(),
        PickupRefusal::TooMany { max, days } => lang.refusal_proxy_limit(*max, *days),
        PickupRefusal::IsHolder => lang.refusal_proxy_is_holder().to_owned(),
        PickupRefusal::CardElsewhere => lang.refusal_card_elsewhere().to_owned(),
        PickupRefusal::HolderDied => lang.refusal_holder_died().to_owned(),
        PickupRefusal::OnShelf => lang.refusal_on_shelf().to_owned(),
    }
}

fn proposal(lang: Lang, refusal: &ProposalRefusal) -> String {
    match refusal {
        ProposalRefusal::NoSuchProposal => lang.refusal_no_proposal().to_owned(),
        ProposalRefusal::NotOpen(state) => lang.refusal_not_open(lang.proposal_state(state.code())),
        ProposalRefusal::Expired => lang.refusal_expired().to_owned(),
        ProposalRefusal::ClockWentBack => lang.refusal_clock().to_owned(),
        ProposalRefusal::ContentChanged => lang.refusal_content_changed().to_owned(),
        ProposalRefusal::SamePerson => lang.refusal_same_person().to_owned(),
        ProposalRefusal::Beneficiary => lang.refusal_beneficiary().to_owned(),
        ProposalRefusal::ProposerMayNot => lang.refusal_proposer_may_not().to_owned(),
        ProposalRefusal::Reauthentication => lang.refusal_reauthentication().to_owned(),
        ProposalRefusal::NotYours => lang.refusal_not_yours().to_owned(),
    }
}

/// Why a file as a whole cannot be read.
fn file(lang: Lang, refusal: &FileRefusal) -> String {
    match refusal {
        FileRefusal::Empty => lang.file_empty().to_owned(),
        FileRefusal::OnlyTitles => lang.file_only_titles().to_owned(),
        FileRefusal::NotATable => lang.file_not_a_table().to_owned(),
        FileRefusal::CutOff => lang.file_cut_off().to_owned(),
        FileRefusal::Macros => lang.file_macros().to_owned(),
        FileRefusal::Locked => lang.file_locked().to_owned(),
        FileRefusal::TooLargeUnpacked { max } => lang.file_too_large_unpacked(&lang.size(*max)),
        FileRefusal::TooLarge { max } => lang.file_too_large(&lang.size(*max)),
        FileRefusal::TooManyColumns { max } => lang.file_too_many_columns(*max as i64),
        FileRefusal::LineTooLong { line, .. } => lang.file_line_too_long(*line as i64),
        FileRefusal::NoTitles => lang.file_no_titles().to_owned(),
        FileRefusal::Damaged => lang.file_damaged().to_owned(),
    }
}

fn import(lang: Lang, refusal: &ImportRefusal) -> String {
    match refusal {
        ImportRefusal::NoSuchImport => lang.import_none().to_owned(),
        ImportRefusal::NotNow { state } => lang.import_not_now(lang.import_state(state.code())),
        ImportRefusal::ColumnMissing { column } => lang.import_column_missing(lang.column_name(column.code())),
        ImportRefusal::Stale => lang.import_stale().to_owned(),
        ImportRefusal::Busy => lang.import_busy().to_owned(),
        ImportRefusal::SecondPerson => lang.import_second_person().to_owned(),
    }
}

const fn question(lang: Lang, refusal: &QuestionRefusal) -> &'static str {
    match refusal {
        QuestionRefusal::NoSuchQuestion => lang.refusal_no_question(),
        QuestionRefusal::Answered => lang.refusal_question_answered(),
        QuestionRefusal::DoesNotFit => lang.refusal_question_does_not_fit(),
        QuestionRefusal::OpenCase => lang.refusal_question_open_case(),
    }
}

fn repair(lang: Lang, refusal: &RepairRefusal) -> String {
    match refusal {
        RepairRefusal::NoneRunning => lang.refusal_repair_none().to_owned(),
        RepairRefusal::AlreadyRunning => lang.refusal_repair_running().to_owned(),
        RepairRefusal::NotRepairable { central } => {
            lang.refusal_repair_nothing(central.map_or(lang.unknown(), |code| lang.central_name(code.code())))
        }
        RepairRefusal::NotAlive { life } => lang.refusal_not_alive(lang.life_of(life.code())),
        RepairRefusal::WrongStage { stage, act } => lang.refusal_repair_stage(lang.repair_stage(stage.code()), lang.repair_act(act.code())),
        RepairRefusal::DueBeforeLetter { sent_on } => lang.refusal_repair_due(*sent_on),
        RepairRefusal::ReplyBeforeLetter { sent_on } => lang.refusal_repair_reply(*sent_on),
        RepairRefusal::AppointmentPassed { today } => lang.refusal_repair_passed(*today),
    }
}

/// The sentence of one field at fault; a missing one is called by its name.
pub(crate) fn field(lang: Lang, field: &str, problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Missing => label(lang, field).map_or_else(|| lang.problem_missing().to_owned(), |label| lang.error_required(label)),
        FieldProblem::Nik(problem) => nik(lang, problem),
        FieldProblem::Kk(problem) => lang.error_kk_digits(problem.digits as i64),
        FieldProblem::Name(problem) => name(lang, problem),
        FieldProblem::Phone(_) => lang.error_phone().to_owned(),
        FieldProblem::ImpossibleDate if field == "until" => lang.error_until().to_owned(),
        FieldProblem::ImpossibleDate if matches!(field, "return_by" | "next_delivery") => lang.error_date_ahead().to_owned(),
        FieldProblem::ImpossibleDate => lang.error_date().to_owned(),
        FieldProblem::FutureDate => lang.error_date_future().to_owned(),
        FieldProblem::DateTooOld => lang.problem_date_old().to_owned(),
        FieldProblem::YearWithoutCentury => lang.problem_year_short().to_owned(),
        FieldProblem::NotAChoice => lang.problem_not_a_choice().to_owned(),
        FieldProblem::UnknownArea => lang.problem_area().to_owned(),
        FieldProblem::AmbiguousArea => lang.problem_area_ambiguous().to_owned(),
        FieldProblem::TooLong { max } => lang.problem_too_long(*max as i64),
        FieldProblem::TooShort { min } => lang.problem_too_short(*min as i64),
        FieldProblem::NotANumber => lang.problem_number().to_owned(),
        FieldProblem::NotASerial => lang.problem_serial().to_owned(),
        FieldProblem::NotAReceipt => lang.problem_receipt().to_owned(),
        FieldProblem::NotAUsername => lang.error_username().to_owned(),
        FieldProblem::NotAStaffNumber => lang.error_staff_number().to_owned(),
        FieldProblem::Differs => lang.error_password_differs().to_owned(),
        FieldProblem::Taken if field == "columns" => lang.problem_column_twice().to_owned(),
        FieldProblem::Taken => lang.error_username_taken().to_owned(),
        FieldProblem::RoundedByExcel => lang.problem_rounded().to_owned(),
        FieldProblem::NotInRegister => lang.problem_not_in_register().to_owned(),
    }
}

/// What a field is called on the pages.
fn label(lang: Lang, field: &str) -> Option<&'static str> {
    Some(match field {
        "nik" => lang.nik(),
        "name" => lang.name(),
        "staff" => lang.staff_number(),
        "birth_place" => lang.birth_place(),
        "birth_date" => lang.birth_date(),
        "sex" => lang.sex(),
        "marital" => lang.marital_status(),
        "village" => lang.village(),
        "address" => lang.address(),
        "purpose" => lang.purpose_word(),
        "receipt" => lang.receipt_number(),
        "shelf" => lang.shelf_code(),
        "printer" => lang.printer(),
        "result" => lang.result_word(),
        "cause" => lang.cause_word(),
        "quantity" => lang.quantity(),
        "lot" => lang.receive_lot(),
        "source" => lang.receive_source(),
        "from" => lang.move_from(),
        "to" => lang.move_to(),
        "reason" => lang.act_cancel_reason(),
        "code" => lang.act_central_code(),
        "old_card" => lang.pickup_old_card(),
        "note" => lang.reason_note(),
        "role" => lang.account_role(),
        "posting" => lang.account_posting(),
        "active" => lang.account_state(),
        "username" => lang.username(),
        "file" => lang.import_file(),
        "as_of" => lang.import_as_of(),
        "number" => lang.repair_letter_number(),
        "stay" => lang.stay_where(),
        "counted" => lang.receive_counted(),
        "item" => lang.item_word(),
        "how" => lang.settle_how(),
        "paper" => lang.away_paper(),
        "witness" => lang.destroy_witness(),
        "witness_office" => lang.destroy_office(),
        "detail" => lang.scan_doubt_reason(),
        "route" => lang.printer_set_route(),
        "heat_cards_a_day" => lang.printer_set_heat(),
        "seconds_a_card" => lang.printer_set_seconds(),
        "on" => lang.request_on(),
        "lender" => lang.borrow_lender(),
        "return_by" => lang.borrow_return(),
        "outcome" => lang.repair_outcome_word(),
        _ => return None,
    })
}

/// What is wrong with a number that should be a NIK.
pub(crate) fn nik(lang: Lang, problem: &NikRefusal) -> String {
    match problem {
        NikRefusal::Empty => lang.error_required(lang.nik()),
        NikRefusal::ForeignDigits => lang.problem_nik_script().to_owned(),
        NikRefusal::NotDigit { position, found } => lang.problem_nik_letter(*position as i64, &found.to_string()),
        NikRefusal::WrongLength { digits } => lang.error_nik_digits(*digits as i64),
        NikRefusal::ImpossibleDate { day, month } => lang.problem_nik_date(i64::from(*day), i64::from(*month)),
        NikRefusal::ZeroSerial => lang.problem_nik_serial().to_owned(),
        NikRefusal::UnknownArea { area } => lang.problem_nik_area(area),
    }
}

fn name(lang: Lang, problem: &NameRefusal) -> String {
    match problem {
        NameRefusal::Empty => lang.error_required(lang.name()),
        NameRefusal::TooLong { chars } => lang.problem_name_long(*chars as i64),
        NameRefusal::Invisible => lang.problem_name_invisible().to_owned(),
        NameRefusal::Sign { found } => lang.problem_name_sign(&found.to_string()),
    }
}

/// The sentence of a warning.
pub(crate) fn warning(lang: Lang, warning: PersonWarning) -> &'static str {
    match warning {
        PersonWarning::BirthDateDiffersFromNik => lang.warning_birth_differs(),
        PersonWarning::SexDiffersFromNik => lang.warning_sex_differs(),
        PersonWarning::NikAreaFormer => lang.warning_area_differs(),
    }
}
