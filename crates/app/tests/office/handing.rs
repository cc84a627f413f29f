//! The orders of notices and of the card's way to its holder, for the tests that try every order.

use app::{
    batches::{self, Found, PostOutcome},
    custody::{self, Proxy},
    gateway::Inward,
    notices, setup, shelf_count,
};
use domain::{
    access::Role,
    batch::{BatchRoute, NotCollected},
    case::{HandOver, Identity, OldCard, ToldBy},
    central::CentralCode,
    id::{BatchId, CaseId, PersonId},
    notice::{InboundState, Language, NoticePurpose},
    person::Phone,
};
use jiff::SignedDuration;
use store::{queries::handover, tables};

use crate::{
    bed::{Bed, plain},
    people::{add, blanks_at_printer, girl, man, observe, open_first, print_good},
    proposals::{NOBODY, Ordered, nothing},
};

const VILLAGE: &str = "DESA-5208012001";

/// The number of the bed's girl.
pub fn number() -> Phone {
    Phone::parse(&girl().phone).unwrap()
}

/// Somebody writes to the office.
pub fn message(bed: &Bed, from: &str) {
    let message = Inward::Message { from: from.to_owned(), text: "kapan jadi?".to_owned(), id: Some("1".to_owned()) };
    assert_eq!(notices::hear(&bed.office, "modem", message).unwrap(), None);
}

/// A card on a shelf whose holder has a number.
pub fn shelved(bed: &Bed) -> (PersonId, CaseId) {
    shelved_of(bed, add(bed, &girl()))
}

fn shelved_of(bed: &Bed, person: PersonId) -> (PersonId, CaseId) {
    observe(bed, person, CentralCode::PrintReadyRecord);
    let case = open_first(bed, person);
    blanks_at_printer(bed, 1);
    print_good(bed, case);
    custody::shelve(&bed.office, &bed.caller(Role::Printing), &plain(), case, "RAK-01").unwrap();
    setup::open_village_places(&bed.office).unwrap();
    (person, case)
}

/// The receipt of a case.
pub fn receipt(bed: &Bed, case: CaseId) -> String {
    bed.office.store().read(|tx| tables::case_file::find(tx, case)).unwrap().unwrap().receipt.to_string()
}

/// The batch that was begun last.
pub fn batch(bed: &Bed) -> BatchId {
    bed.office.store().read(|tx| handover::batches(tx, "", 1)).unwrap()[0].batch
}

/// A batch with the card of a case in it.
pub fn packed(bed: &Bed, case: CaseId, route: BatchRoute) {
    let (office, clerk) = (&bed.office, bed.caller(Role::Printing));
    let place = if route == BatchRoute::Post { "" } else { VILLAGE };
    batches::open(office, &clerk, &plain(), route, place).unwrap();
    batches::pack(office, &clerk, &plain(), batch(bed), &receipt(bed, case)).unwrap();
}

fn sent(bed: &Bed, route: BatchRoute) -> (PersonId, CaseId) {
    let (person, case) = shelved(bed);
    packed(bed, case, route);
    batches::send(&bed.office, &bed.caller(Role::Printing), &plain(), batch(bed)).unwrap();
    (person, case)
}

/// A batch that the village signed for; the card was there or not.
pub fn signed(bed: &Bed, missing: &[String]) {
    let found = Found { receiver: "Kepala Desa".to_owned(), on_paper: false, missing: missing.to_vec(), extra: Vec::new() };
    batches::receive(&bed.office, &bed.caller(Role::Subdistrict), &plain(), batch(bed), &found).unwrap();
}

fn closed(bed: &Bed) -> (PersonId, CaseId) {
    setup::open_village_places(&bed.office).unwrap();
    batches::close_site(&bed.office, &bed.caller(Role::Head), &plain(), VILLAGE, "perbaikan").unwrap();
    NOBODY
}

/// Who stands on the same family card as the bed's girl.
pub fn proxy() -> Proxy {
    Proxy { nik: man(2).nik, name: man(2).name, letter: "SK-1".to_owned() }
}

pub const ACTS: &[Ordered] = &[
    ("notify_citizen", shelved, |bed, caller, _, case| {
        notices::notify(&bed.office, caller, &plain(), case, (NoticePurpose::Ready, Language::Indonesian)).map(drop)
    }),
    ("note_told", shelved, |bed, caller, _, case| notices::note_told(&bed.office, caller, &plain(), case, ToldBy::Village).map(drop)),
    ("stop_phone", nothing, |bed, caller, _, _| notices::stop_phone(&bed.office, caller, &plain(), &number()).map(drop)),
    (
        "allow_phone",
        |bed| {
            notices::stop_phone(&bed.office, &bed.caller(Role::Counter), &plain(), &number()).unwrap();
            NOBODY
        },
        |bed, caller, _, _| notices::allow_phone(&bed.office, caller, &plain(), &number()).map(drop),
    ),
    (
        "close_message",
        |bed| {
            message(bed, "081200000001");
            NOBODY
        },
        |bed, caller, _, _| {
            let open = bed.office.store().read(|tx| tables::inbound::in_state(tx, InboundState::Open, 1)).unwrap();
            notices::close_message(&bed.office, caller, &plain(), open[0].id, "ditelepon")
        },
    ),
    ("open_batch", shelved, |bed, caller, _, _| batches::open(&bed.office, caller, &plain(), BatchRoute::Village, VILLAGE).map(drop)),
    (
        "pack_card",
        |bed| {
            let (person, case) = shelved(bed);
            batches::open(&bed.office, &bed.caller(Role::Printing), &plain(), BatchRoute::Village, VILLAGE).unwrap();
            (person, case)
        },
        |bed, caller, _, case| batches::pack(&bed.office, caller, &plain(), batch(bed), &receipt(bed, case)).map(drop),
    ),
    (
        "pack_due",
        |bed| {
            let (person, case) = shelved_of(bed, add(bed, &man(1)));
            bed.forward(SignedDuration::from_hours(24 * 100));
            batches::open(&bed.office, &bed.caller(Role::Printing), &plain(), BatchRoute::Village, VILLAGE).unwrap();
            (person, case)
        },
        |bed, caller, _, _| {
            let packed = batches::pack_due(&bed.office, caller, &plain(), batch(bed), 9);
            packed.map(|packed| assert_eq!(packed.cards, 1, "nobody can be notified: by the date alone"))
        },
    ),
    (
        "take_card_out",
        |bed| {
            let (person, case) = shelved(bed);
            packed(bed, case, BatchRoute::Village);
            (person, case)
        },
        |bed, caller, _, case| batches::take_out(&bed.office, caller, &plain(), batch(bed), &receipt(bed, case)).map(drop),
    ),
    (
        "send_batch",
        |bed| {
            let (person, case) = shelved(bed);
            packed(bed, case, BatchRoute::Village);
            (person, case)
        },
        |bed, caller, _, _| batches::send(&bed.office, caller, &plain(), batch(bed)).map(drop),
    ),
    (
        "drop_batch",
        |bed| {
            let (person, case) = shelved(bed);
            packed(bed, case, BatchRoute::Village);
            (person, case)
        },
        |bed, caller, _, _| batches::drop_batch(&bed.office, caller, &plain(), batch(bed)).map(drop),
    ),
    (
        "receive_batch",
        |bed| sent(bed, BatchRoute::Village),
        |bed, caller, _, _| {
            let found = Found { receiver: "Kepala Desa".to_owned(), ..Found::default() };
            batches::receive(&bed.office, caller, &plain(), batch(bed), &found).map(drop)
        },
    ),
    (
        "find_missing_card",
        |bed| {
            let (person, case) = sent(bed, BatchRoute::Village);
            signed(bed, &[receipt(bed, case)]);
            (person, case)
        },
        |bed, caller, _, case| batches::find_missing(&bed.office, caller, &plain(), batch(bed), &receipt(bed, case)).map(drop),
    ),
    (
        "take_card_back",
        |bed| {
            let (person, case) = sent(bed, BatchRoute::Village);
            signed(bed, &[]);
            (person, case)
        },
        |bed, caller, _, case| {
            let why = (NotCollected::Moved, "RAK-01");
            batches::take_back(&bed.office, caller, &plain(), batch(bed), &receipt(bed, case), why).map(drop)
        },
    ),
    (
        "note_post",
        |bed| sent(bed, BatchRoute::Post),
        |bed, caller, _, case| {
            let in_vain = PostOutcome::InVain(NotCollected::Away);
            batches::note_post(&bed.office, caller, &plain(), batch(bed), &receipt(bed, case), in_vain).map(drop)
        },
    ),
    (
        "close_site",
        |bed| {
            setup::open_village_places(&bed.office).unwrap();
            NOBODY
        },
        |bed, caller, _, _| batches::close_site(&bed.office, caller, &plain(), VILLAGE, "perbaikan"),
    ),
    ("reopen_site", closed, |bed, caller, _, _| batches::reopen_site(&bed.office, caller, &plain(), VILLAGE)),
    (
        "hand_over_to_proxy",
        |bed| {
            add(bed, &man(2));
            shelved(bed)
        },
        |bed, caller, _, case| {
            let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
            custody::hand_over_to_proxy(&bed.office, caller, &plain(), case, how, &proxy()).map(drop)
        },
    ),
    ("count_shelf", shelved, |bed, caller, _, _| shelf_count::take_stock(&bed.office, caller, &plain(), "RAK-01", &[]).map(drop)),
    (
        "miss_card",
        |bed| sent(bed, BatchRoute::Post),
        |bed, caller, _, case| shelf_count::miss(&bed.office, caller, &plain(), case).map(drop),
    ),
    (
        "lose_card",
        |bed| {
            let (person, case) = shelved(bed);
            shelf_count::take_stock(&bed.office, &bed.caller(Role::Printing), &plain(), "RAK-01", &[]).unwrap();
            (person, case)
        },
        |bed, caller, _, case| shelf_count::give_up(&bed.office, caller, &plain(), case).map(drop),
    ),
];
