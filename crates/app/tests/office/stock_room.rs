//! The stock room: chips, loans, closings with differences, destructions, and the last blank.

use std::collections::BTreeMap;

use app::{
    AppError,
    print::{self, PrintResult, RunList},
    stock::{self, Delivery, DestructionNote, Loan, LoanSide, LoanSlip, LoanWish, RequestNote},
};
use domain::{
    Refusal,
    access::Role,
    blank::{GivenAway, Item, LotSource},
    case::{HandOver, Identity, OldCard, SpoilCause},
    closing::{DifferenceKind, Settlement},
    id::{CaseId, ClosingId, RequestId},
    place::PlaceKind,
};
use jiff::{SignedDuration, civil::date};
use store::Engine;

use crate::{
    bed::{Bed, PASSWORD, on_each_engine, plain, proposed, refusal},
    people::{approve, blanks_at_printer, delivery, list, print_good, ready, receive, record, release},
    races::at_once,
    refusals::require,
    snapshot::unchanged,
};

fn of(bed: &Bed, place: &str, state: &str) -> i64 {
    bed.blanks().into_iter().find(|(code, is, _)| code == place && *is == state).map_or(0, |(.., quantity)| quantity)
}

#[test]
fn a_chip_that_is_elsewhere_or_never_came_is_refused() {
    on_each_engine(|bed| {
        let (office, keeper, operator) = (&bed.office, bed.caller(Role::Stock), bed.caller(Role::Printing));
        let chips = Delivery { serials: "04A10001\n04A10002\n04A10003".to_owned(), ..delivery("BA-CHIP", 3) };
        stock::receive(office, &keeper, &plain(), chips.clone()).unwrap();
        let shift = |quantity, serials: &'static str| {
            stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "CETAK-1"), (Item::Blank, quantity), serials)
        };
        shift(2, "04a1-0001, 04a1-0002").unwrap();
        let cases: Vec<CaseId> = (1..=2).map(|serial| ready(bed, serial).1).collect();
        release(bed, &cases);
        let print = |case, serial: &'static str| print::record(office, &operator, &plain(), case, ("CETAK-1", serial), PrintResult::Good);
        let again = || refusal(stock::receive(office, &keeper, &plain(), Delivery { label: "BA-2".to_owned(), ..chips.clone() }));
        require(
            bed,
            vec![
                ("received twice", "BLANK-0011", Box::new(again)),
                ("moved without its chip", "BLANK-0009", Box::new(|| refusal(shift(1, "")))),
                ("moved with another's", "BLANK-0008", Box::new(|| refusal(shift(1, "04A10001")))),
                ("moved with two chips for one", "BLANK-0010", Box::new(|| refusal(shift(1, "04A10003,04A10002")))),
                ("moved with what is no chip", "INPUT-0001", Box::new(|| refusal(shift(1, "??")))),
                ("printed on one that never came", "BLANK-0007", Box::new(|| refusal(print(cases[0], "FFFF0000")))),
                ("printed on one in the store", "BLANK-0008", Box::new(|| refusal(print(cases[0], "04A10003")))),
                ("printed on an unknown chip of a known lot", "BLANK-0009", Box::new(|| refusal(print(cases[0], "")))),
            ],
        );
        print(cases[0], "04A10002").unwrap();
        assert_eq!(unchanged(bed, "the same chip again", || refusal(print(cases[1], "04A10002"))), "BLANK-0008");
        print(cases[1], "04A10001").unwrap();
        bed.verified();
    });
}

#[test]
fn a_count_by_two_people_opens_a_difference_and_two_settle_it() {
    on_each_engine(|bed| {
        let (office, keeper, head) = (&bed.office, bed.caller(Role::Stock), bed.caller(Role::SectionHead));
        receive(bed, 100);
        let begin = || stock::begin_count(office, &keeper, &plain(), "GUDANG");
        let closing = ClosingId::parse(&begin().unwrap().closing).unwrap();
        assert_eq!(refusal(begin()), "CLOSING-0003");
        // Work goes on while somebody counts: the books of the beginning count.
        stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "CETAK-1"), (Item::Blank, 40), "").unwrap();
        let count = |counted| stock::enter_count(office, &keeper, &plain(), closing, BTreeMap::from([(Item::Blank, counted)]));
        let confirm = |caller| stock::confirm_count(office, caller, &plain(), closing);
        assert_eq!(refusal(confirm(&head)), "CLOSING-0002", "nothing was counted");
        let sheet = || stock::day_sheet(office, &head, closing);
        assert_eq!(refusal(sheet()), "CLOSING-0002", "who counts does not see the books");
        count(98).unwrap();
        let found = sheet().unwrap();
        assert_eq!((found.opening(Item::Blank), found.closing.lines[&Item::Blank].booked), (0, 100));
        let flows: Vec<_> = found.flows_of(Item::Blank).map(|line| (line.kind.as_str(), line.came, line.went)).collect();
        assert_eq!(flows, [("accepted", 100, 0)], "what moved while somebody counted is not of the count");
        assert_eq!((&found.counted_by.name, found.confirmed_by.name.as_str()), (&keeper.name, ""));
        assert_eq!(unchanged(bed, "an own count", || refusal(confirm(&keeper))), "CLOSING-0005");
        assert_eq!(confirm(&head).unwrap().differences, 1);
        assert_eq!(sheet().unwrap().confirmed_by.name, head.name);
        assert_eq!(refusal(count(100)), "CLOSING-0002");
        let difference = stock::board(office, &head).unwrap().differences.remove(0);
        assert_eq!((difference.kind, difference.expected, difference.counted), (DifferenceKind::Short, 100, 98));
        let settle = |how| stock::settle_difference(office, &keeper, &plain(), difference.id, how, "lapor polisi 12/XI");
        assert_eq!(refusal(settle(Settlement::NeverSent)), "CLOSING-0008");
        let id = proposed(settle(Settlement::Lost));
        assert_eq!(of(bed, "GUDANG", "lost"), 0);
        approve::<()>(bed, Err(AppError::Proposed(id))).unwrap();
        assert_eq!((of(bed, "GUDANG", "lost"), of(bed, "GUDANG", "new")), (2, 58));
        assert_eq!(refusal(settle(Settlement::Lost)), "CLOSING-0007");
        bed.verified();
    });
}

#[test]
fn the_day_of_a_sheet_begins_at_midnight() {
    on_each_engine(|bed| {
        let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
        receive(bed, 100);
        bed.forward(SignedDuration::from_hours(24));
        stock::spoil(office, &keeper, &plain(), "GUDANG", (1, SpoilCause::NoChip), "").unwrap();
        let closing = ClosingId::parse(&stock::begin_count(office, &keeper, &plain(), "GUDANG").unwrap().closing).unwrap();
        stock::enter_count(office, &keeper, &plain(), closing, BTreeMap::from([(Item::Blank, 99)])).unwrap();
        let found = stock::day_sheet(office, &keeper, closing).unwrap();
        let flows: Vec<_> = found.flows.iter().map(|line| (line.kind.as_str(), line.came, line.went)).collect();
        assert_eq!((found.opening(Item::Blank), flows), (100, vec![("spoiled", 0, 1)]));
    });
}

#[test]
fn what_is_found_too_much_is_booked_in() {
    on_each_engine(|bed| {
        let (office, keeper, head) = (&bed.office, bed.caller(Role::Stock), bed.caller(Role::SectionHead));
        blanks_at_printer(bed, 10);
        let closing = ClosingId::parse(&stock::begin_count(office, &keeper, &plain(), "CETAK-1").unwrap().closing).unwrap();
        stock::enter_count(office, &keeper, &plain(), closing, BTreeMap::from([(Item::Blank, 12)])).unwrap();
        stock::confirm_count(office, &head, &plain(), closing).unwrap();
        let difference = stock::board(office, &head).unwrap().differences.remove(0);
        approve(bed, stock::settle_difference(office, &keeper, &plain(), difference.id, Settlement::BookedIn, "terselip")).unwrap();
        assert_eq!(of(bed, "CETAK-1", "new"), 12);
        bed.verified();
    });
}

#[test]
fn spoiled_blanks_and_old_cards_are_destroyed_before_a_witness() {
    on_each_engine(|bed| {
        let (office, keeper, head) = (&bed.office, bed.caller(Role::Stock), bed.caller(Role::SectionHead));
        let note = |witness: &str| DestructionNote {
            number: "BA-7/2022".to_owned(),
            witness: witness.to_owned(),
            witness_office: "Inspektorat".to_owned(),
        };
        let destroy = |witness: &str| stock::destroy(office, &keeper, &plain(), note(witness));
        assert_eq!(unchanged(bed, "without a witness", || refusal(destroy("  "))), "BLANK-0015");
        blanks_at_printer(bed, 4);
        stock::spoil(office, &keeper, &plain(), "CETAK-1", (2, SpoilCause::NoChip), "").unwrap();
        let (_, case) = ready(bed, 1);
        print_good(bed, case);
        let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
        app::custody::hand_over(office, &head, &plain(), case, how).unwrap();
        let id = proposed(destroy("AKP SAKSI"));
        let own = bed.another(Role::SectionHead, "gudang-kasi", "198001012008011004");
        let digest = app::proposals::view(office, &head, id).unwrap().line.proposal.digest;
        assert!(app::proposals::approve(office, &own, &plain(), id, &digest, PASSWORD).is_err(), "the same human being under another name");
        approve::<()>(bed, Err(AppError::Proposed(id))).unwrap();
        assert_eq!((of(bed, "RUSAK", "spoiled"), of(bed, "RUSAK", "destroyed")), (0, 2));
        let month = stock::month(office, &keeper, office.today()).unwrap();
        let brief: Vec<_> = month.lines.iter().map(|line| (line.kind.as_str(), line.cause.as_deref(), line.quantity)).collect();
        assert_eq!(brief, [("destroyed", None, 2), ("spoiled", Some("no_chip"), 2)]);
        let minutes = stock::minutes(office, &keeper, month.destructions[0].id).unwrap();
        assert_eq!(minutes.lots.iter().map(|line| (line.lot.as_str(), line.quantity)).collect::<Vec<_>>(), [("BA-01/2022", 2)]);
        assert_eq!(minutes.officers.map(|official| official.name), [keeper.name.clone(), head.name.clone()]);
        assert_eq!((month.destructions[0].blanks, month.destructions[0].witness.as_str()), (2, "AKP SAKSI"));
        let nothing = proposed(destroy("AKP SAKSI"));
        assert_eq!(refusal(approve::<()>(bed, Err(AppError::Proposed(nothing)))), "BLANK-0013");
    });
}

#[test]
fn what_a_store_sends_to_another_is_counted_there() {
    on_each_engine(|bed| {
        let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
        app::setup::open_place(office, PlaceKind::Store, "BRANKAS-2", "Brankas kecamatan").unwrap();
        receive(bed, 10);
        stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "BRANKAS-2"), (Item::Blank, 4), "").unwrap();
        assert_eq!((of(bed, "GUDANG", "new"), of(bed, "BRANKAS-2", "in_transit"), of(bed, "BRANKAS-2", "new")), (6, 4, 0));
        let lot = stock::board(office, &keeper).unwrap().arriving[0].lot;
        stock::accept(office, &keeper, &plain(), "BRANKAS-2", lot, 3).unwrap();
        assert_eq!((of(bed, "BRANKAS-2", "in_transit"), of(bed, "BRANKAS-2", "new")), (1, 3));
        let differences = stock::board(office, &keeper).unwrap().differences;
        assert_eq!(differences.iter().map(|open| (open.expected, open.counted)).collect::<Vec<_>>(), [(4, 3)]);
        bed.verified();
    });
}

#[test]
fn blanks_are_lent_and_come_back() {
    on_each_engine(|bed| {
        let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
        receive(bed, 10);
        let loan = |quantity| Loan { store: "GUDANG".to_owned(), quantity, paper: "470/7 Lombok Barat".to_owned(), serials: String::new() };
        let back = |quantity| stock::take_back(office, &keeper, &plain(), loan(quantity));
        assert_eq!(refusal(back(1)), "BLANK-0001", "nothing is lent");
        approve(bed, stock::give_away(office, &keeper, &plain(), GivenAway::Lent, loan(6))).unwrap();
        assert_eq!((of(bed, "GUDANG", "new"), of(bed, "LUAR", "lent")), (4, 6));
        let slips = loans(bed);
        assert_eq!(slips.len(), 1, "the delivery from the ministry is no loan");
        assert_eq!((slips[0].side, slips[0].letter.as_deref()), (LoanSide::Lender, Some("470/7 Lombok Barat")));
        assert_eq!((&slips[0].lots[..], &slips[0].officer.name), (&[("BA-01/2022".to_owned(), 6)][..], &keeper.name));
        assert_eq!(refusal(back(7)), "BLANK-0001");
        back(5).unwrap();
        assert_eq!((of(bed, "GUDANG", "new"), of(bed, "LUAR", "lent")), (9, 1));
        approve(bed, stock::give_away(office, &keeper, &plain(), GivenAway::Returned, loan(9))).unwrap();
        assert_eq!(of(bed, "LUAR", "returned"), 9);
        bed.verified();
    });
}

#[test]
fn the_slip_of_a_loan_has_every_lot_and_the_letter_that_is_known() {
    on_each_engine(|bed| {
        let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
        let asked = RequestNote { number: "471.13/9".to_owned(), on: office.today(), asked: 5 };
        let request = RequestId::parse(&stock::request_blanks(office, &keeper, &plain(), asked).unwrap());
        let borrowed = Delivery { source: LotSource::Loan, request, ..delivery("PINJAM-1", 5) };
        stock::receive(office, &keeper, &plain(), borrowed).unwrap();
        let slips = loans(bed);
        assert_eq!((slips.len(), slips[0].side), (1, LoanSide::Borrower));
        assert_eq!((slips[0].letter.as_deref(), slips[0].letter_on), (Some("471.13/9"), Some(office.today())));
        // The older lot leaves first.
        bed.forward(SignedDuration::from_secs(1));
        stock::receive(office, &keeper, &plain(), delivery("BA-2", 5)).unwrap();
        let loan = Loan { store: "GUDANG".to_owned(), quantity: 8, paper: "470/7".to_owned(), serials: String::new() };
        approve(bed, stock::give_away(office, &keeper, &plain(), GivenAway::Lent, loan)).unwrap();
        let lent: Vec<_> = loans(bed).into_iter().filter(|slip| slip.side == LoanSide::Lender).collect();
        assert_eq!(lent[0].lots, [("PINJAM-1".to_owned(), 5), ("BA-2".to_owned(), 3)]);
        assert!(lent.len() == 2 && lent[0] == lent[1], "each of its movements leads to the same slip");
    });
}

#[test]
fn a_wish_for_a_loan_has_an_office_pieces_and_a_day_ahead() {
    let today = date(2022, 11, 25);
    let wish = |lender: &str, asked, return_by| LoanWish { lender: lender.to_owned(), asked, return_by }.checked(today);
    let code = |wish: Result<LoanWish, Refusal>| wish.unwrap_err().code();
    let tomorrow = date(2022, 11, 26);
    assert_eq!(code(wish(" ", 10, tomorrow)), "INPUT-0001");
    assert_eq!(code(wish("Dinas Dukcapil", 0, tomorrow)), "BLANK-0002");
    assert_eq!(code(wish("Dinas Dukcapil", i64::MAX, tomorrow)), "BLANK-0002");
    assert_eq!(code(wish("Dinas Dukcapil", 10, today)), "INPUT-0001");
    assert_eq!(wish(" Dinas  Dukcapil ", 10, tomorrow).unwrap().lender, "Dinas Dukcapil");
}

/// The slips of all last movements that are loans, the latest first.
fn loans(bed: &Bed) -> Vec<LoanSlip> {
    let keeper = bed.caller(Role::Stock);
    let movements = stock::board(&bed.office, &keeper).unwrap().movements;
    let slips = movements.iter().map(|line| (line.is_loan(), stock::find_loan(&bed.office, &keeper, line.seq).unwrap()));
    let same = |(is_loan, slip): (bool, Option<LoanSlip>)| {
        assert_eq!(is_loan, slip.is_some(), "what is called a loan has a slip");
        slip
    };
    slips.filter_map(same).collect()
}

/// Rounds of the race for the last blank: with LOKET_TEST_FULL set, as `cargo xtask ci --full` does, a thousand.
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn rounds(bed: &Bed) -> usize {
    match (bed.engine(), std::env::var("LOKET_TEST_FULL").is_ok()) {
        (Engine::Sqlite, true) => 1_000,
        (Engine::Sqlite, false) => 20,
        (Engine::Postgres, _) => 4,
    }
}

#[test]
fn of_64_clients_exactly_one_gets_the_last_blank() {
    on_each_engine(|bed| {
        receive(bed, 1);
        let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
        for round in 0..rounds(bed) {
            let issue = |client: usize| {
                let to = if client.is_multiple_of(2) { "CETAK-1" } else { "CETAK-2" };
                stock::move_blanks(office, &keeper, &plain(), ("GUDANG", to), (Item::Blank, 1), "")
            };
            let results = at_once((0..64).collect(), issue);
            let won = results.iter().filter(|result| result.is_ok()).count();
            assert_eq!(won, 1, "round {round}");
            for lost in results.into_iter().filter(Result::is_err) {
                assert_eq!(refusal(lost), "BLANK-0001");
            }
            let from = if of(bed, "CETAK-1", "new") == 1 { "CETAK-1" } else { "CETAK-2" };
            stock::move_blanks(office, &keeper, &plain(), (from, "GUDANG"), (Item::Blank, 1), "").unwrap();
        }
        bed.verified();
    });
}

#[test]
fn of_many_releases_of_one_case_exactly_one_keeps_the_blank() {
    on_each_engine(|bed| {
        blanks_at_printer(bed, 1);
        let cases: Vec<CaseId> = (1..=2).map(|serial| ready(bed, serial).1).collect();
        let ask = |case: &CaseId| {
            let run = RunList { reason: "uji".to_owned(), ..list(bed, &[*case], "CETAK-1") };
            proposed(print::release(&bed.office, &bed.caller(Role::Printing), &plain(), run))
        };
        let asked: Vec<_> = cases.iter().chain(&cases).map(ask).collect();
        let released = at_once(asked, |id| approve::<()>(bed, Err(AppError::Proposed(id))));
        assert_eq!(released.iter().filter(|result| result.is_ok()).count(), 1, "{released:?}");
        assert_eq!((of(bed, "CETAK-1", "reserved"), of(bed, "CETAK-1", "new")), (1, 0));
        let job = bed.office.store().read(|tx| store::queries::printing::open_jobs(tx, 9)).unwrap().remove(0);
        record(bed, job.case, PrintResult::Good);
        bed.verified();
    });
}
