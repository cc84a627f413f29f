//! Batches, the pick-up desk, stock-takes: every card is in exactly one custody, and the minutes say which.

use app::{
    batches::{self, BatchChanged, Found, PostOutcome},
    custody::{self, Proxy},
    setup, shelf_count,
};
use domain::{
    access::Role,
    batch::{BatchRoute, LineState, NotCollected},
    card::Custody,
    case::{CaseState, HandOver, Identity, OldCard},
    id::{BatchId, PersonId},
    ladder::LadderAction,
    place::village_place_code,
    rule::RuleBook,
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use store::{queries::handover, tables};

use crate::{
    bed::{Bed, plain, refusal},
    lying::{blanks, case_of, people, phone, printed},
    people::approve,
    refusals::require,
    snapshot::unchanged,
};

const PRINTED: Date = date(2022, 10, 3);
const VILLAGE: &str = "52.08.01.2001";

fn only_to_villages(rules: &mut RuleBook) {
    rules.ladders.retain(|rule| rule.office.is_none() && rule.action == LadderAction::ToVillage);
    for rule in &mut rules.ladders {
        (rule.after_months, rule.after_days, rule.notices_min) = (0, 45, 0);
    }
}

/// Cards of people of the village that are due to go there, and the village's place code.
fn scene(cards: usize) -> (Bed, Vec<PersonId>, String) {
    let bed = Bed::with_rules(only_to_villages);
    setup::open_village_places(&bed.office).unwrap();
    setup::open_subdistrict_places(&bed.office).unwrap();
    let people = people(&bed, VILLAGE, (1..=cards).map(|number| Some(phone(number))));
    blanks(&bed, date(2022, 9, 30), cards as i64 + 20);
    printed(&bed, &people, PRINTED);
    let village = domain::area::VillageCode::parse(VILLAGE).unwrap();
    (bed, people, village_place_code(&village))
}

fn open(bed: &Bed, route: BatchRoute, place: &str) -> BatchId {
    id(&batches::open(&bed.office, &bed.caller(Role::SectionHead), &plain(), route, place).unwrap())
}

/// The cards of these people, sent by post.
fn posted(bed: &Bed, people: &[PersonId]) -> BatchId {
    let (head, batch) = (bed.caller(Role::SectionHead), open(bed, BatchRoute::Post, ""));
    for person in people {
        batches::pack(&bed.office, &head, &plain(), batch, &receipt(bed, *person)).unwrap();
    }
    batches::send(&bed.office, &head, &plain(), batch).unwrap();
    batch
}

fn id(changed: &BatchChanged) -> BatchId {
    BatchId::parse(&changed.batch).unwrap()
}

fn receipt(bed: &Bed, person: PersonId) -> String {
    case_of(bed, person).receipt.to_string()
}

fn custody_of(bed: &Bed, person: PersonId) -> Custody {
    let card = case_of(bed, person).card.unwrap();
    bed.office.store().read(|tx| tables::card::find(tx, card)).unwrap().unwrap().custody
}

fn found(missing: Vec<String>, extra: Vec<String>) -> Found {
    Found { receiver: "Kepala Desa".to_owned(), on_paper: true, missing, extra }
}

#[test]
fn two_hundred_cards_three_missing_one_extra_end_in_one_custody_each() {
    let (bed, people, place) = scene(200);
    let later = crate::lying::people(&bed, VILLAGE, [Some(phone(900))]);
    printed(&bed, &later, date(2022, 11, 24));
    let head = bed.caller(Role::SectionHead);
    let batch = open(&bed, BatchRoute::Village, &place);
    let packed = batches::pack_due(&bed.office, &head, &plain(), batch, 500).unwrap();
    assert_eq!((packed.number.as_str(), packed.cards), ("0001/BAST/2022", 200));
    batches::send(&bed.office, &head, &plain(), batch).unwrap();
    assert_eq!(custody_of(&bed, people[0]), Custody::InBatch(batch));
    assert_eq!(case_of(&bed, people[0]).state, CaseState::OnTheWay);
    let missing: Vec<String> = people[..3].iter().map(|person| receipt(&bed, *person)).collect();
    let extra = vec![receipt(&bed, later[0])];
    let camat = bed.caller(Role::Subdistrict);
    let sign = |found: &Found| batches::receive(&bed.office, &camat, &plain(), batch, found);
    sign(&found(missing.clone(), extra.clone())).unwrap();
    unchanged(&bed, "signing twice", || sign(&found(missing.clone(), extra.clone())).unwrap());
    assert_eq!(unchanged(&bed, "signing otherwise", || refusal(sign(&found(Vec::new(), Vec::new())))), "BATCH-0009");

    let village = bed.office.store().read(|tx| tables::place::find_by_code(tx, &place)).unwrap().unwrap().id;
    let at_village = people[3..].iter().chain(&later).filter(|person| custody_of(&bed, **person) == Custody::At(village)).count();
    assert_eq!(at_village, 198, "197 that were listed and arrived, and the extra one");
    assert!(people[..3].iter().all(|person| custody_of(&bed, *person) == Custody::Missing));
    let custodies = bed.office.store().read(|tx| handover::custodies(tx)).unwrap();
    let counts: Vec<(&str, i64)> = custodies.iter().map(|line| (line.custody.as_str(), line.cards)).collect();
    assert_eq!(counts, [("missing", 3), ("place", 198)], "201 cards, each in one custody");

    let minutes = batches::view(&bed.office, &head, batch).unwrap();
    let say = |state| minutes.cards.iter().filter(|card| card.state == state).count();
    assert_eq!((say(LineState::Arrived), say(LineState::Missing), say(LineState::Extra)), (197, 3, 1));
    assert!(minutes.cards.iter().all(|card| card.name == "SAHRUL" && card.address.starts_with("DUSUN")));
    assert_eq!((minutes.batch.receiver.as_deref(), minutes.sender.name.as_str()), (Some("Kepala Desa"), head.name.as_str()));
    assert_eq!(batches::board(&bed.office, &camat).unwrap()[0].missing, 3);

    // One is found in the village, one comes back unfetched, one is found at the office, one is given up and printed anew.
    batches::find_missing(&bed.office, &camat, &plain(), batch, &missing[0]).unwrap();
    let away = (NotCollected::Away, "RAK-02");
    batches::take_back(&bed.office, &head, &plain(), batch, &receipt(&bed, people[9]), away).unwrap();
    assert_eq!(case_of(&bed, people[9]).state, CaseState::OnShelf);
    custody::shelve_by_receipt(&bed.office, &head, &plain(), &missing[1], "RAK-01").unwrap();
    assert_eq!(batches::missing(&bed.office, &head).unwrap().len(), 1);
    let lost = case_of(&bed, people[2]).id;
    approve(&bed, shelf_count::give_up(&bed.office, &bed.caller(Role::Printing), &plain(), lost)).unwrap();
    let again = case_of(&bed, people[2]);
    assert_eq!((again.state, again.card), (CaseState::ReadyToPrint, None));
    bed.verified();
}

#[test]
fn what_cannot_be_packed_or_sent_is_refused() {
    let (bed, people, place) = scene(3);
    let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
    let far = crate::lying::people(&bed, "52.08.02.2001", [None]);
    printed(&bed, &far, PRINTED);
    let batch = open(&bed, BatchRoute::Village, &place);
    let other = open(&bed, BatchRoute::Village, &place);
    let pack = |batch, person| batches::pack(office, &head, &plain(), batch, &receipt(&bed, person));
    pack(batch, people[0]).unwrap();
    let hand_over = |identity| {
        let how = HandOver { identity, old_card: OldCard::PoliceLetter };
        custody::hand_over(office, &bed.caller(Role::Counter), &plain(), case_of(&bed, people[1]).id, how)
    };
    require(
        &bed,
        vec![
            ("packed twice", "BATCH-0004", Box::new(|| refusal(pack(batch, people[0])))),
            ("packed elsewhere", "BATCH-0008", Box::new(|| refusal(pack(other, people[0])))),
            ("lives elsewhere", "BATCH-0007", Box::new(|| refusal(pack(batch, far[0])))),
            ("empty", "BATCH-0005", Box::new(|| refusal(batches::send(office, &head, &plain(), other)))),
            (
                "signed before it left",
                "BATCH-0002",
                Box::new(|| refusal(batches::receive(office, &head, &plain(), batch, &found(Vec::new(), Vec::new())))),
            ),
            ("nobody signed", "BATCH-0011", Box::new(|| refusal(batches::receive(office, &head, &plain(), batch, &Found::default())))),
            ("no such batch", "BATCH-0001", Box::new(|| refusal(batches::send(office, &head, &plain(), BatchId(uuid::Uuid::nil()))))),
            ("no identity check", "CASE-0009", Box::new(|| refusal(hand_over(Identity::Unchecked)))),
        ],
    );
    hand_over(Identity::Checked).unwrap();
    assert_eq!(refusal(pack(batch, people[1])), "BATCH-0008", "its holder has it");
    batches::close_site(office, &head, &plain(), &place, "kepala desa berhalangan").unwrap();
    let to_closed = || refusal(batches::open(office, &head, &plain(), BatchRoute::Village, &place));
    let leaves = || refusal(batches::send(office, &head, &plain(), batch));
    require(&bed, vec![("begun", "BATCH-0006", Box::new(to_closed)), ("sent", "BATCH-0006", Box::new(leaves))]);
    batches::reopen_site(office, &head, &plain(), &place).unwrap();
    batches::send(office, &head, &plain(), batch).unwrap();
    let how = HandOver { identity: Identity::Checked, old_card: OldCard::PoliceLetter };
    let elsewhere = || refusal(custody::hand_over(office, &bed.caller(Role::Counter), &plain(), case_of(&bed, people[0]).id, how.clone()));
    assert_eq!(unchanged(&bed, "a card that is elsewhere", elsewhere), "PICKUP-0005");
    batches::drop_batch(office, &head, &plain(), other).unwrap();
    bed.verified();
}

#[test]
fn a_sub_district_sees_its_own_batches_only() {
    let (bed, people, _) = scene(1);
    let (office, head, camat) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Subdistrict));
    let own = open(&bed, BatchRoute::Subdistrict, "KEC-520801");
    let far = open(&bed, BatchRoute::Subdistrict, "KEC-520802");
    batches::pack(office, &head, &plain(), own, &receipt(&bed, people[0])).unwrap();
    batches::send(office, &head, &plain(), own).unwrap();
    assert_eq!(batches::board(office, &camat).unwrap().len(), 1);
    assert_eq!(batches::board(office, &head).unwrap().len(), 2);
    assert_eq!(refusal(batches::view(office, &camat, far)), "BATCH-0001");
    batches::receive(office, &camat, &plain(), own, &found(Vec::new(), Vec::new())).unwrap();
    let how = HandOver { identity: Identity::Checked, old_card: OldCard::PoliceLetter };
    custody::hand_over(office, &camat, &plain(), case_of(&bed, people[0]).id, how).unwrap();
    bed.verified();
}

#[test]
fn the_postman_comes_twice_and_takes_the_old_card() {
    let (bed, people, _) = scene(2);
    let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
    let batch = posted(&bed, &people);
    let post = |person, outcome| batches::note_post(office, &head, &plain(), batch, &receipt(&bed, person), outcome);
    post(people[0], PostOutcome::InVain(NotCollected::Away)).unwrap();
    post(people[0], PostOutcome::InVain(NotCollected::Busy)).unwrap();
    assert_eq!(refusal(post(people[0], PostOutcome::InVain(NotCollected::Away))), "BATCH-0010");
    batches::take_back(office, &head, &plain(), batch, &receipt(&bed, people[0]), (NotCollected::Away, "RAK-01")).unwrap();
    post(people[1], PostOutcome::Delivered(OldCard::PoliceLetter)).unwrap();
    assert_eq!((case_of(&bed, people[0]).state, case_of(&bed, people[1]).state), (CaseState::OnShelf, CaseState::Collected));
    assert_eq!(refusal(post(people[1], PostOutcome::Delivered(OldCard::PoliceLetter))), "BATCH-0003");
    bed.verified();
}

#[test]
fn a_card_in_the_post_is_given_by_who_may_and_comes_back_or_is_missed() {
    let (bed, people, _) = scene(2);
    let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
    let batch = posted(&bed, &people);
    let (first, second) = (receipt(&bed, people[0]), receipt(&bed, people[1]));
    let given = PostOutcome::Delivered(OldCard::PoliceLetter);
    let by_printing = || refusal(batches::note_post(office, &bed.caller(Role::Printing), &plain(), batch, &first, given));
    assert_eq!(unchanged(&bed, "who may send but not hand over", by_printing), "ACCESS-0001");
    let shelved = || refusal(custody::shelve_by_receipt(office, &head, &plain(), &first, "RAK-01"));
    assert_eq!(unchanged(&bed, "shelved without a reason", shelved), "BATCH-0012");
    batches::take_back(office, &head, &plain(), batch, &first, (NotCollected::Moved, "RAK-01")).unwrap();
    let here = || refusal(shelf_count::miss(office, &head, &plain(), case_of(&bed, people[0]).id));
    assert_eq!(unchanged(&bed, "a shelf is counted", here), "PICKUP-0007");

    shelf_count::miss(office, &head, &plain(), case_of(&bed, people[1]).id).unwrap();
    assert_eq!(custody_of(&bed, people[1]), Custody::Missing);
    assert_eq!(refusal(batches::note_post(office, &head, &plain(), batch, &second, given)), "BATCH-0003");
    approve(&bed, shelf_count::give_up(office, &bed.caller(Role::Printing), &plain(), case_of(&bed, people[1]).id)).unwrap();
    assert_eq!(case_of(&bed, people[1]).state, CaseState::ReadyToPrint);
    bed.verified();
}

#[test]
fn a_sub_district_signs_for_its_own_people_and_no_closed_village_is_sent_to() {
    let (bed, people, place) = scene(3);
    let far = crate::lying::people(&bed, "52.08.02.2001", [Some(phone(9))]);
    printed(&bed, &far, PRINTED);
    let (office, head, camat) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Subdistrict));
    let batch = open(&bed, BatchRoute::Village, &place);
    batches::pack(office, &head, &plain(), batch, &receipt(&bed, people[0])).unwrap();
    batches::send(office, &head, &plain(), batch).unwrap();
    let pulls = || refusal(batches::receive(office, &camat, &plain(), batch, &found(Vec::new(), vec![receipt(&bed, far[0])])));
    assert_eq!(unchanged(&bed, "a card of another sub-district", pulls), "BATCH-0008");
    batches::receive(office, &camat, &plain(), batch, &found(Vec::new(), Vec::new())).unwrap();
    shelf_count::miss(office, &camat, &plain(), case_of(&bed, people[0]).id).unwrap();
    assert_eq!(custody_of(&bed, people[0]), Custody::Missing, "lost at the village after it had arrived");

    batches::close_site(office, &head, &plain(), &place, "banjir").unwrap();
    let forward = |person| refusal(custody::forward(office, &head, &plain(), case_of(&bed, person).id));
    assert_eq!(unchanged(&bed, "to a closed village", || forward(people[1])), "BATCH-0006");
    batches::reopen_site(office, &head, &plain(), &place).unwrap();
    shelf_count::take_stock(office, &head, &plain(), "RAK-01", &[]).unwrap();
    assert_eq!(unchanged(&bed, "what is missing", || forward(people[1])), "PICKUP-0005");

    custody::shelve(office, &head, &plain(), case_of(&bed, people[1]).id, "RAK-01").unwrap();
    custody::shelve(office, &head, &plain(), case_of(&bed, people[2]).id, "RAK-01").unwrap();
    let next = open(&bed, BatchRoute::Village, &place);
    batches::pack(office, &head, &plain(), next, &receipt(&bed, people[1])).unwrap();
    batches::pack(office, &head, &plain(), next, &receipt(&bed, people[2])).unwrap();
    shelf_count::take_stock(office, &head, &plain(), "RAK-01", &[receipt(&bed, people[2])]).unwrap();
    approve(&bed, shelf_count::give_up(office, &bed.caller(Role::Printing), &plain(), case_of(&bed, people[1]).id)).unwrap();
    assert_eq!(refusal(batches::send(office, &head, &plain(), next)), "BATCH-0008", "a lost card is listed");
    batches::take_out(office, &head, &plain(), next, &receipt(&bed, people[1])).unwrap();
    batches::send(office, &head, &plain(), next).unwrap();
    bed.verified();
}

#[test]
fn a_proxy_is_of_the_family_has_a_letter_and_a_limit() {
    let (bed, people, _) = scene(6);
    let office = &bed.office;
    let proxy = |letter: &str| Proxy { nik: "5208012001800020".to_owned(), name: "SITI AMINAH".to_owned(), letter: letter.to_owned() };
    let ask = |bed: &Bed, person, proxy: &Proxy, identity| {
        let how = HandOver { identity, old_card: OldCard::PoliceLetter };
        custody::hand_over_to_proxy(&bed.office, &bed.caller(Role::Counter), &plain(), case_of(bed, person).id, how, proxy)
    };
    let holder_nik = office.store().read(|tx| tables::person::find(tx, people[0])).unwrap().unwrap().biodata.nik;
    let holder = Proxy { nik: holder_nik.as_str().to_owned(), ..proxy("1") };
    require(
        &bed,
        vec![
            ("not of the family", "PICKUP-0001", Box::new(|| refusal(ask(&bed, people[0], &proxy("SK-1"), Identity::Checked)))),
            ("the holder", "PICKUP-0004", Box::new(|| refusal(ask(&bed, people[0], &holder, Identity::Checked)))),
            ("no NIK", "INPUT-0001", Box::new(|| refusal(ask(&bed, people[0], &Proxy::default(), Identity::Checked)))),
        ],
    );

    let bed = Bed::with_rules(|rules| {
        only_to_villages(rules);
        for rule in &mut rules.proxies {
            rule.policy = domain::pickup::ProxyPolicy::Anybody;
        }
    });
    let people = crate::lying::people(&bed, VILLAGE, (1..=6).map(|number| Some(phone(number))));
    blanks(&bed, date(2022, 9, 30), 20);
    printed(&bed, &people, PRINTED);
    let take = |person, letter: &str| ask(&bed, person, &proxy(letter), Identity::Checked);
    assert_eq!(refusal(take(people[0], " ")), "PICKUP-0002");
    assert_eq!(refusal(ask(&bed, people[0], &proxy("SK-1"), Identity::Unchecked)), "CASE-0009", "the proxy's identity is checked");
    for person in &people[..3] {
        take(*person, "SK-1").unwrap();
    }
    assert_eq!(unchanged(&bed, "beyond the limit", || refusal(take(people[3], "SK-1"))), "PICKUP-0003");
    bed.forward(SignedDuration::from_hours(24));
    take(people[3], "SK-2").unwrap();
    let kept = bed.office.store().read(|tx| tables::handover::find_proxy(tx, case_of(&bed, people[3]).id)).unwrap().unwrap();
    assert_eq!((kept.name.as_str(), kept.letter.as_deref()), ("SITI AMINAH", Some("SK-2")));
    let head = bed.caller(Role::Head);
    let signals = app::signals::signals(&bed.office, &head).unwrap();
    assert_eq!((signals.proxies.len(), signals.proxies[0].0.cards, signals.proxies[0].1.len()), (1, 4, 4));
    bed.verified();
}

#[test]
fn a_stock_take_finds_what_is_missing_and_what_lies_wrong() {
    let (bed, people, _) = scene(4);
    let (office, head) = (&bed.office, bed.caller(Role::SectionHead));
    custody::shelve(office, &head, &plain(), case_of(&bed, people[3]).id, "RAK-02").unwrap();
    let scanned = [people[0], people[1], people[3]].map(|person| receipt(&bed, person));
    let counted = shelf_count::take_stock(office, &head, &plain(), "RAK-01", &scanned).unwrap();
    assert_eq!((counted.expected, counted.scanned), (3, 3));
    assert_eq!((counted.missing, counted.extra), (vec![receipt(&bed, people[2])], vec![receipt(&bed, people[3])]));
    assert_eq!(custody_of(&bed, people[2]), Custody::Missing);
    assert_eq!(custody_of(&bed, people[3]), custody_of(&bed, people[0]), "it is booked where it lies");
    let how = HandOver { identity: Identity::Checked, old_card: OldCard::PoliceLetter };
    let gone = || refusal(custody::hand_over(office, &bed.caller(Role::Counter), &plain(), case_of(&bed, people[2]).id, how.clone()));
    assert_eq!(unchanged(&bed, "a missing card", gone), "PICKUP-0005");
    custody::shelve(office, &head, &plain(), case_of(&bed, people[2]).id, "RAK-01").unwrap();
    bed.verified();
}
