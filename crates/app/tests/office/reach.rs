//! Who is posted at a sub-district has its people only; everybody else does not exist.

use app::{cases, custody, looks, person_page, print, register};
use domain::{
    access::{Act, Field, Role},
    case::{CaseState, HandOver, Identity, OldCard, Purpose},
    id::{CaseId, PersonId},
    rule::Document,
};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    people::{add, blanks_at_printer, girl, man, observe, open_first, print_good, wish},
    snapshot::unchanged,
};

/// A man of Pemenang, another sub-district than Tanjung, where the bed's sub-district officer is posted.
fn elsewhere(bed: &Bed) -> (PersonId, CaseId) {
    let line = register::PersonInput { village: "52.08.02.2001".to_owned(), name: "SAHDAN ELSEWHERE".to_owned(), ..man(70) };
    let person = add(bed, &line);
    observe(bed, person, domain::central::CentralCode::PrintReadyRecord);
    (person, open_first(bed, person))
}

#[test]
fn a_person_elsewhere_is_like_nobody() {
    on_each_engine(|bed| {
        let (person, case) = elsewhere(bed);
        blanks_at_printer(bed, 1);
        print_good(bed, case);
        let receipt = cases::view(&bed.office, &bed.caller(Role::Counter), case).unwrap().case.receipt.to_string();
        let camat = bed.caller(Role::Subdistrict);
        let hand_over = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        for (what, code, answer) in [
            ("person", "PERSON-0001", refusal(person_page::view(&bed.office, &camat, person))),
            ("case", "CASE-0001", refusal(cases::view(&bed.office, &camat, case))),
            ("case page", "CASE-0001", refusal(cases::page(&bed.office, &camat, case))),
            ("receipt", "CASE-0001", refusal(cases::find_by_receipt(&bed.office, &camat, &receipt))),
            ("page of a receipt", "CASE-0001", refusal(cases::page_by_receipt(&bed.office, &camat, &receipt))),
            (
                "hand over",
                "CASE-0001",
                unchanged(bed, "hand over", || refusal(custody::hand_over(&bed.office, &camat, &plain(), case, hand_over.clone()))),
            ),
            ("who looked", "ACCESS-0001", refusal(looks::of_person(&bed.office, &camat, person))),
        ] {
            assert_eq!(answer, code, "{what}");
        }
        for text in ["sahdan elsewhere", "5208011205850070", &receipt, "5208010101150002"] {
            let found = register::search(&bed.office, &camat, text).unwrap().people;
            assert!(found.is_empty(), "{text}: {found:?}");
            assert!(!register::search(&bed.office, &bed.caller(Role::Counter), text).unwrap().people.is_empty(), "{text}");
        }
        assert_eq!(cases::waiting(&bed.office, &camat, CaseState::Printed).unwrap().len(), 0);
    });
}

#[test]
fn one_s_own_people_are_seen_without_the_fields_of_others() {
    on_each_engine(|bed| {
        let person = add(bed, &girl());
        let case = open_first(bed, person);
        let camat = bed.caller(Role::Subdistrict);
        let page = person_page::view(&bed.office, &camat, person).unwrap();
        assert_eq!((page.person.biodata.kk, page.person.biodata.birth_place.as_str(), page.person.central), (None, "", None));
        assert!(page.person.biodata.phone.is_some() && !page.person.biodata.address.is_empty(), "to bring the card to the holder");
        assert!(page.timeline.is_empty() && page.looks.is_none());
        assert_eq!(cases::view(&bed.office, &camat, case).unwrap().pin, None);
        assert!(!camat.sees(Field::Pin) && bed.caller(Role::Counter).sees(Field::Pin));
        assert_eq!(register::search(&bed.office, &camat, "baiq nurul").unwrap().people.len(), 1);
        for (text, role) in
            [("5208010101150002", Role::Subdistrict), ("5208010101150002", Role::Printing), ("0812-3456-7890", Role::Auditor)]
        {
            let found = register::search(&bed.office, &bed.caller(role), text).unwrap().people;
            assert!(found.is_empty(), "{role} does not see {text} and finds nobody by it");
            assert_eq!(register::search(&bed.office, &bed.caller(Role::Counter), text).unwrap().people.len(), 1, "{text}");
        }
        let auditor = person_page::view(&bed.office, &bed.caller(Role::Auditor), person).unwrap();
        assert_eq!((auditor.person.biodata.phone, auditor.person.biodata.address.as_str()), (None, ""));
        assert!(!auditor.timeline.is_empty() && auditor.looks.is_some());
    });
}

#[test]
fn an_office_role_at_a_sub_district_has_what_reaches_no_farther() {
    on_each_engine(|bed| {
        let (person, case) = elsewhere(bed);
        let own = add(bed, &man(1));
        let mut counter = bed.caller(Role::Counter);
        counter.standing.posting = bed.caller(Role::Subdistrict).standing.posting;
        // The account itself is posted there, too.
        crate::sign_in::change_posting(bed, Role::Counter);
        assert!(!counter.may(Act::AddPerson) && counter.may(Act::OpenCase));
        assert_eq!(refusal(register::add_person(&bed.office, &counter, &plain(), &man(70))), "ACCESS-0001", "nothing is said of a NIK");
        let first = |person| wish(person, Purpose::First, [Document::KkCopy]);
        assert_eq!(refusal(cases::open(&bed.office, &counter, &plain(), first(person))), "PERSON-0001");
        assert_eq!(refusal(cases::cancel(&bed.office, &counter, &plain(), case, "dua kali")), "CASE-0001");
        cases::open(&bed.office, &counter, &plain(), first(own)).unwrap();
        let queue = |subdistrict| print::queue(&bed.office, &counter, subdistrict, 10, 0).unwrap();
        assert_eq!((queue("").lines.len(), queue("52.08.02").lines.len(), queue("52.08.02").total), (0, 0, 0));
        assert_eq!(print::queue(&bed.office, &bed.caller(Role::Printing), "52.08.02", 10, 0).unwrap().total, 1);
    });
}

#[test]
fn a_right_that_was_taken_away_is_gone_before_the_write() {
    on_each_engine(|bed| {
        let person = add(bed, &man(1));
        let counter = bed.caller(Role::Counter);
        crate::sign_in::change_posting(bed, Role::Counter);
        let open = || cases::open(&bed.office, &counter, &plain(), wish(person, Purpose::First, [Document::KkCopy]));
        assert_eq!(refusal(unchanged(bed, "a caller who was posted elsewhere since", open)), "ACCESS-0001");
    });
}
