use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

fn printer(printer: usize, cards: u32) -> Printer {
    Printer { printer, blanks: cards, ribbon_cards_left: 500, heat_cards_left: 250, minutes_left: 450, card_millis: 60_000 }
}

fn general(case: usize, class: u8, since_micros: i64) -> Waiting {
    Waiting { case, class, allotment: Allotment::General, since_micros }
}

fn cases(run: &PrintRun) -> Vec<usize> {
    run.cards.iter().map(|card| card.case).collect()
}

#[test]
fn the_narrowest_limit_is_named() {
    let wide = printer(1, 1_000);
    for (one, cards, limit) in [
        (wide, 250, PrinterLimit::Heat),
        (Printer { blanks: 40, ..wide }, 40, PrinterLimit::Blanks),
        (Printer { ribbon_cards_left: 30, ..wide }, 30, PrinterLimit::Ribbon),
        (Printer { minutes_left: 20, ..wide }, 20, PrinterLimit::Time),
        (Printer { minutes_left: 1, card_millis: 9_500, ..wide }, 6, PrinterLimit::Time),
    ] {
        assert_eq!(one.capacity(), Capacity { cards, limit });
    }
}

#[test]
fn the_law_then_age_decides_and_every_refusal_has_its_reason() {
    let area = |case, since_micros| Waiting { allotment: Allotment::AreaChange, ..general(case, 1, since_micros) };
    let waiting = [general(0, 2, 5), general(1, 1, 9), general(2, 2, 1), general(3, 3, 0), area(4, 7), area(5, 8), general(6, 1, 10)];
    let levels = Levels::new([0, 1, 3]);
    let stock = Stock { general: 4, area_change: 1 };
    let printers = [printer(0, 9)];
    let means = Means { stock, levels: &levels, printers: &printers, operators: 1 };
    let run = print_run(&waiting, &means);
    assert_eq!(cases(&run), [4, 1, 6, 2]);
    let left: Vec<(usize, Reason)> = run.left.iter().map(|left| (left.case, left.reason)).collect();
    assert_eq!(left, [(5, Reason::OwnAllotmentEmpty), (0, Reason::Reserved { level: 1 }), (3, Reason::Reserved { level: 3 })]);
    assert_eq!(run.binding, Some(Reason::OwnAllotmentEmpty));
    let none = Levels::new([0]);
    let run = print_run(&waiting, &Means { stock: Stock { general: 2, ..stock }, levels: &none, ..means });
    assert_eq!(run.left.last().unwrap().reason, Reason::NoBlanks);
    let narrow = print_run(&waiting, &Means { printers: &[printer(0, 1)], ..means });
    assert_eq!(narrow.left[1].reason, Reason::NoPrinterCapacity { binding: PrinterLimit::Blanks });
    for (printers, operators, limit) in [(&printers[..], 0, PrinterLimit::Operators), (&[], 3, PrinterLimit::NoPrinter)] {
        let run = print_run(&waiting, &Means { printers, operators, ..means });
        assert_eq!((run.capacity, run.cards.len()), (Capacity { cards: 0, limit }, 0));
    }
}

#[test]
fn printers_finish_together() {
    let waiting: Vec<Waiting> = (0..90).map(|case| general(case, 1, case as i64)).collect();
    let printers = [Printer { card_millis: 60_000, ..printer(0, 200) }, Printer { card_millis: 30_000, ..printer(1, 200) }, printer(2, 0)];
    let levels = Levels::new([0]);
    let means = Means { stock: Stock { general: 90, area_change: 0 }, levels: &levels, printers: &printers, operators: 3 };
    let run = print_run(&waiting, &means);
    let on = |printer| run.cards.iter().filter(|card| card.printer == printer).count();
    assert_eq!((on(0), on(1), on(2)), (30, 60, 0));
    assert_eq!(run.binding, None);
}

fn waiting() -> impl Strategy<Value = Vec<Waiting>> {
    let one = (1_u8..7, prop::bool::weighted(0.2), 0_i64..50);
    prop::collection::vec(one, 0..120).prop_map(|rows| {
        let allotment = |area| if area { Allotment::AreaChange } else { Allotment::General };
        let rows = rows.into_iter().enumerate();
        rows.map(|(case, (class, area, since_micros))| Waiting { case, class, allotment: allotment(area), since_micros }).collect()
    })
}

fn printers() -> impl Strategy<Value = Vec<Printer>> {
    let one = (0_u32..60, 0_u32..60, 0_u32..60, 0_u32..40, 1_u32..120_000);
    prop::collection::vec(one, 0..5).prop_map(|rows| {
        let rows = rows.into_iter().enumerate();
        rows.map(|(printer, (blanks, ribbon_cards_left, heat_cards_left, minutes_left, card_millis))| Printer {
            printer,
            blanks,
            ribbon_cards_left,
            heat_cards_left,
            minutes_left,
            card_millis,
        })
        .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn runs_keep_the_law(
        waiting in waiting(),
        printers in printers(),
        levels in prop::collection::vec(0_u32..40, 1..7),
        general in 0_u32..90,
        area_change in 0_u32..20,
        operators in 0_u32..5,
        turned in 0_usize..120,
    ) {
        let levels = Levels::new(levels);
        let means = Means { stock: Stock { general, area_change }, levels: &levels, printers: &printers, operators };
        let run = print_run(&waiting, &means);

        let by_case: BTreeMap<usize, &Waiting> = waiting.iter().map(|case| (case.case, case)).collect();
        let taken: Vec<&Waiting> = run.cards.iter().map(|card| by_case[&card.case]).collect();
        let left: Vec<&Waiting> = run.left.iter().map(|left| by_case[&left.case]).collect();
        prop_assert_eq!(taken.len() + left.len(), waiting.len());

        // No lower class and no younger case is in the run while a higher or older one of its allotment is left.
        let place = |case: &Waiting| (case.class, case.since_micros, case.case);
        for allotment in [Allotment::General, Allotment::AreaChange] {
            let last_taken = taken.iter().filter(|case| case.allotment == allotment).map(|case| place(case)).max();
            let first_left = left.iter().filter(|case| case.allotment == allotment).map(|case| place(case)).min();
            if let (Some(last_taken), Some(first_left)) = (last_taken, first_left) {
                prop_assert!(last_taken < first_left);
            }
        }

        // No more than each printer can do, and no more printers than people.
        let mut by_printer: BTreeMap<usize, u32> = BTreeMap::new();
        for card in &run.cards {
            *by_printer.entry(card.printer).or_default() += 1;
        }
        prop_assert!(by_printer.len() <= operators as usize);
        for (printer, cards) in &by_printer {
            prop_assert!(*cards <= printers[*printer].capacity().cards);
        }

        // No more than each stock, and of the general one no class goes below what is kept back for higher ones.
        prop_assert!(taken.iter().filter(|case| case.allotment == Allotment::AreaChange).count() <= area_change as usize);
        let mut stock = general;
        for case in taken.iter().filter(|case| case.allotment == Allotment::General) {
            prop_assert!(stock > levels.of(usize::from(case.class) - 1));
            stock -= 1;
        }

        // Reasons are true.
        for left in &run.left {
            match left.reason {
                Reason::NoBlanks => prop_assert_eq!(stock, 0),
                Reason::Reserved { level } => prop_assert!(stock <= level),
                Reason::OwnAllotmentEmpty => prop_assert!(by_case[&left.case].allotment == Allotment::AreaChange),
                Reason::NoPrinterCapacity { .. } => prop_assert_eq!(run.cards.len(), run.capacity.cards as usize),
            }
        }

        // The order in which cases are handed in does not matter.
        let mut other = waiting.clone();
        other.rotate_left(turned.min(waiting.len()));
        prop_assert_eq!(print_run(&other, &means), run);
    }
}
