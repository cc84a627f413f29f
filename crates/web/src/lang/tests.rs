use super::{
    Lang, accounts, batches, case, central, centre, codes, common, coverage, custody, desk, errors, handover, handover_refusals, home,
    import, import_codes, login, looks, lying, notice_codes, notices, orders, person, plans, print, proposals, questions, refusal, room,
    room_codes, room_refusals, setup, shortage, signals, status, stock, stock_acts,
};
use std::collections::BTreeSet;

/// Texts that are rightly the same in both languages.
const SAME: &[&str] = &[
    "product",
    "nik",
    "rt",
    "rw",
    "rt_rw",
    "pin",
    "qr_title",
    "printer",
    "office_role auditor",
    "place_kind printer",
    "repair_letter_line",
    "repair_reply_line",
    "coverage_bar",
    "list_stay_line",
];

fn all() -> Vec<(&'static str, &'static str, &'static str)> {
    [
        accounts::TEXTS,
        batches::TEXTS,
        case::TEXTS,
        central::TEXTS,
        centre::WORDS,
        centre::REPAIRS,
        codes::TEXTS,
        common::TEXTS,
        coverage::WORDS,
        coverage::CODES,
        custody::TEXTS,
        desk::TEXTS,
        errors::TEXTS,
        handover::TEXTS,
        handover_refusals::TEXTS,
        home::TEXTS,
        import::TEXTS,
        import_codes::TEXTS,
        login::TEXTS,
        looks::TEXTS,
        lying::TEXTS,
        notice_codes::TEXTS,
        notices::TEXTS,
        orders::TEXTS,
        person::TEXTS,
        plans::WORDS,
        plans::CODES,
        print::TEXTS,
        proposals::TEXTS,
        questions::TEXTS,
        refusal::TEXTS,
        room::TEXTS,
        room_codes::TEXTS,
        room_refusals::TEXTS,
        setup::TEXTS,
        shortage::TEXTS,
        status::WORDS,
        status::CODES,
        signals::TEXTS,
        stock::TEXTS,
        stock_acts::TEXTS,
    ]
    .concat()
}

#[test]
fn every_text_is_written_in_both_languages() {
    for (name, id, en) in all() {
        for text in [id, en] {
            assert!(!text.is_empty() && text.trim() == text, "{name}: {text:?}");
            assert!(!text.contains("  ") && !text.contains("..."), "{name}: {text:?}");
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{name}: {text:?}");
        }
        assert!(id != en || SAME.contains(&name), "{name} is not translated: {id:?}");
        assert_eq!(id.ends_with('.'), en.ends_with('.'), "{name} ends differently");
    }
}

/// A code of the domain without a word would be shown raw.
#[test]
fn every_code_of_the_domain_has_words() {
    macro_rules! named {
        ($($kind:ty => $table:ident),+ $(,)?) => {$(
            for code in <$kind>::ALL {
                // In Indonesian only a printer is called as its code.
                let named = Lang::Id.$table(code.code()) != code.code() || code.code() == "printer";
                assert!(named, "{}: {}", stringify!($table), code.code());
            }
        )+};
    }
    named! {
        domain::access::Role => office_role, domain::blank::BlankState => blank_state, domain::blank::LotSource => blank_source,
        domain::case::CaseState => case_state, domain::case::CaseAct => case_act, domain::case::OldCard => old_card_choice,
        domain::case::Purpose => purpose, domain::case::SpoilCause => spoil_cause, domain::central::CentralCode => central_name,
        domain::central::CentralCode => central_meaning, domain::person::Life => life_of, domain::person::Marital => marital_of,
        domain::person::Sex => sex_of, domain::place::PlaceKind => place_kind, domain::rule::Document => document,
        domain::case::Purpose => purpose_meaning, domain::look::Sight => sight, domain::look::LookReason => look_reason_of,
        domain::proposal::ProposalState => proposal_state, domain::intake::ImportState => import_state,
        domain::intake::Layout => layout_name, domain::intake::Layout => layout_meaning, domain::intake::Column => column_name,
        domain::intake::Cleaning => cleaning, domain::intake::RowWarning => row_warning,
        domain::rule::ImportMeasure => import_measure, domain::question::QuestionKind => question_kind,
        domain::question::QuestionKind => question_meaning, domain::question::QuestionState => question_state,
        app::import::ShownKind => shown_kind, app::import::ShownKind => shown_kind_meaning,
        domain::ageing::AgeClass => age_class,
        domain::repair::RepairStage => repair_stage, domain::repair::RepairOutcome => repair_outcome,
        domain::repair::RepairStep => repair_step, domain::repair::RepairAct => repair_act, domain::whereabouts::Stay => stay_of,
        domain::person::AgeBand => age_band, domain::blank::Item => item, domain::print::JobState => job_state,
        domain::print::JobAct => job_act, domain::print::PrintRoute => print_route, domain::case::DeferReason => defer_reason,
        domain::case::ToldBy => told_by, domain::request::Policy => policy, domain::request::Policy => policy_meaning,
        domain::closing::ClosingState => closing_state, domain::closing::DifferenceKind => difference_kind,
        domain::closing::Settlement => settlement, domain::blank::GivenAway => given_away, domain::suket::SuketRule => suket_rule,
        domain::suket::SuketEnd => suket_end, domain::notice::NoticeState => notice_state, domain::notice::NoticePurpose => notice_purpose,
        domain::notice::InboundKind => inbound_kind, domain::notice::InboundState => inbound_state,
        domain::batch::BatchRoute => batch_route, domain::batch::BatchState => batch_state, domain::batch::LineState => batch_line,
        domain::batch::NotCollected => not_collected, domain::ladder::LadderAction => ladder_action,
        domain::notice::NoticeState => notice_meaning, domain::notice::NoticeState => notice_todo,
        domain::notice::Language => notice_language, domain::case::CaseState => public_state, domain::case::CaseState => public_todo,
        domain::blank::MovementKind => happened,
    }
    for code in domain::central::CentralCode::ALL.iter().filter(|code| code.unfinished()) {
        assert_ne!(Lang::Id.central_todo(code.code()), code.code());
    }
    for order in app::ORDERS {
        assert_ne!(Lang::Id.order_name(order), *order);
    }
}

#[test]
fn no_text_has_two_names_in_one_table() {
    let mut seen = BTreeSet::new();
    for (name, _, _) in all() {
        assert!(seen.insert(name), "{name} stands twice");
    }
}

#[test]
fn counts_are_written_in_the_language_and_agree_with_it() {
    assert_eq!(Lang::Id.people_found(1500), "1.500 orang ditemukan");
    assert_eq!(Lang::En.people_found(1), "1 person found");
    assert_eq!(Lang::En.people_found(1500), "1,500 people found");
}

#[test]
fn codes_have_words_and_unknown_codes_stay() {
    assert_eq!(Lang::Id.case_state("ready_to_print"), "Siap cetak");
    assert_eq!(Lang::En.case_state("ready_to_print"), "Ready to print");
    assert_eq!(Lang::Id.case_state("new_code"), "new_code");
}

#[test]
fn languages_are_found_by_their_code() {
    for lang in [Lang::Id, Lang::En] {
        assert_eq!(Lang::find(lang.code()), Some(lang));
        assert_eq!(lang.other().other(), lang);
    }
    assert_eq!(Lang::find("nl"), None);
}
