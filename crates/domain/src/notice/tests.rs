//! Every command in every state; receipts in any order; the alphabet; quiet hours; what citizens write.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{gsm::septets, office::Zone};

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_669_338_000).unwrap().checked_add(SignedDuration::from_mins(minutes)).unwrap()
}

fn created() -> NoticeEvent {
    NoticeEvent::Created(Box::new(NewNotice {
        case: CaseId(Uuid::from_u128(1)),
        number: 1,
        purpose: NoticePurpose::Ready,
        language: Language::Indonesian,
        version: 1,
        text: "KTP-el siap".to_owned(),
        phone: Phone::parse("081234567890").unwrap(),
        send_from: at(0),
        deadline: at(600),
    }))
}

fn written() -> Notice {
    apply(None, NoticeId(Uuid::from_u128(2)), PersonId(1), &created(), at(0)).unwrap()
}

fn commands() -> Vec<(&'static str, NoticeCommand)> {
    let text = str::to_owned;
    let receive = |outcome| NoticeCommand::Receive { outcome };
    vec![
        ("begin", NoticeCommand::Begin { route: text("modem") }),
        ("take", NoticeCommand::Take { reference: Some(text("7")) }),
        ("put off", NoticeCommand::PutOff { detail: text("throttled"), again_at: at(5) }),
        ("withdraw", NoticeCommand::Withdraw { detail: text("waits for the modem"), again_at: at(5) }),
        ("refuse", NoticeCommand::Refuse { detail: text("no such number") }),
        ("doubt", NoticeCommand::Doubt { detail: text("no answer") }),
        ("repeat", NoticeCommand::Repeat),
        ("receive delivered", receive(ReceiptOutcome::Delivered)),
        ("receive expired", receive(ReceiptOutcome::Expired)),
        ("receive undeliverable", receive(ReceiptOutcome::Undeliverable)),
        ("time out", NoticeCommand::TimeOut),
        ("give up", NoticeCommand::GiveUp),
        ("cancel", NoticeCommand::Cancel { why: text("stopped") }),
    ]
}

fn run(notice: &Notice, command: &NoticeCommand) -> Notice {
    match decide(notice, command) {
        Some(event) => apply(Some(notice.clone()), notice.id, notice.person, &event, at(1)).unwrap(),
        None => notice.clone(),
    }
}

#[test]
fn every_command_in_every_state() {
    let told = NoticeEvent::Told { case: CaseId(Uuid::from_u128(1)), number: 1, purpose: NoticePurpose::Ready, by: ToldBy::Village };
    let told = apply(None, NoticeId(Uuid::from_u128(2)), PersonId(1), &told, at(0)).unwrap();
    let (mut found, mut next) = (vec![written(), told], 0);
    while let Some(notice) = found.get(next).cloned() {
        for (_, command) in commands() {
            let after = run(&notice, &command);
            if !found.iter().any(|one| one.state == after.state) {
                found.push(after);
            }
        }
        next += 1;
    }
    assert_eq!(found.len(), NoticeState::ALL.len(), "every state is reachable");
    let mut table = String::new();
    for notice in &found {
        writeln!(table, "{}{}", notice.state, if notice.state.counted() { " (counted)" } else { "" }).unwrap();
        for (name, command) in commands() {
            let after = decide(notice, &command).map_or("-", |_| run(notice, &command).state.code());
            writeln!(table, "    {name}: {after}").unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

proptest! {
    /// Whatever order receipts come in, and however often, the same is known in the end; a time-out in between hides none of it.
    #[test]
    fn receipts_may_come_in_any_order(outcomes in proptest::collection::vec(0..4_usize, 1..7), turn in 0..7_usize) {
        let began = run(&run(&written(), &commands()[0].1), &commands()[1].1);
        let command = |index: &usize| match index {
            3 => NoticeCommand::TimeOut,
            index => NoticeCommand::Receive { outcome: ReceiptOutcome::ALL[*index] },
        };
        let end = |order: &[usize]| order.iter().fold(began.clone(), |notice, index| run(&notice, &command(index))).state;
        let mut turned = outcomes.clone();
        turned.rotate_left(turn % outcomes.len());
        turned.extend(outcomes.clone());
        let only_silent = outcomes.iter().all(|index| *index == 3);
        prop_assert_eq!(end(&outcomes), end(&turned));
        prop_assert_eq!(end(&outcomes) == NoticeState::Unanswered, only_silent);
    }

    /// Whatever is filled in, a text of the alphabet within one message comes out.
    #[test]
    fn a_filled_text_fits(place in "\\PC{0,200}") {
        let filling = Filling { receipt: "7K3M-92QF-X".to_owned(), place, until: "5 Jan 2023".to_owned() };
        let text = fill("KTP-el Anda siap di {place}. Bawa resi {receipt} dan KTP lama. Gratis.", &filling);
        prop_assert!(septets(&text).is_some_and(|length| length <= SEPTETS_MAX), "{text}");
        prop_assert!(text.contains("7K3M-92QF-X"));
    }
}

#[test]
fn what_the_alphabet_lacks_is_written_plainly() {
    assert_eq!(gsm_text("\u{201c}siap\u{201d} \u{2013} \u{1F926}"), "\"siap\" - ?");
}

#[test]
fn nothing_is_sent_at_night() {
    let quiet = Quiet { from_hour: 20, to_hour: 7 };
    let instant = |text: &str| text.parse::<Timestamp>().unwrap();
    for (now, first) in [
        ("2022-11-25T02:00:00Z", "2022-11-25T02:00:00Z"),
        ("2022-11-25T11:59:59Z", "2022-11-25T11:59:59Z"),
        ("2022-11-25T12:00:00Z", "2022-11-25T23:00:00Z"),
        ("2022-11-25T22:59:59Z", "2022-11-25T23:00:00Z"),
        ("2022-11-25T23:00:00Z", "2022-11-25T23:00:00Z"),
    ] {
        assert_eq!(send_from(instant(now), Zone::Wita, quiet), instant(first), "{now}");
    }
    let none = Quiet { from_hour: 0, to_hour: 0 };
    assert_eq!(send_from(at(0), Zone::Wib, none), at(0));
}

#[test]
fn citizens_write_as_they_like() {
    let receipt = crate::case::Receipt::from_bits(7);
    let status = Wish::Status(Some(receipt.clone()), "123456".to_owned());
    assert_eq!(read_wish(&format!("status {receipt} 123456")), status);
    assert_eq!(read_wish(&format!("  Status {}  123456 ", receipt.to_string().replace('-', " "))), status);
    assert_eq!(read_wish("STATUS XX 1"), Wish::Status(None, "1".to_owned()));
    assert_eq!((read_wish("stop"), read_wish(" Berhenti ")), (Wish::Stop, Wish::Stop));
    assert_eq!((read_wish("kapan jadi?"), read_wish("status"), read_wish("")), (Wish::Other, Wish::Other, Wish::Other));
}
