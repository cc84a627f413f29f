//! SMPP against the SMSC.

use adapters::sms::Smpp;
use app::gateway::{Asked, Gateway, Handed, Inward, KeepFault, Outgoing, ReceiptState};

use crate::{
    bed::{Ledger, Smsc, VALID, message, settings},
    common::until,
};

const DELIVERED: ReceiptState = ReceiptState::Delivered;

fn taken(handed: Handed) -> String {
    match handed {
        Handed::Taken { id: Some(id) } => id,
        other => panic!("it was not taken: {other:?}"),
    }
}

#[test]
fn every_message_ends_as_the_smsc_says() {
    let smsc = Smsc::start();
    let client = smsc.client();
    let mut ledger = Ledger::default();
    let cases = [
        ("+628120000100", DELIVERED),
        ("+628120000001", ReceiptState::Failed { permanent: true }),
        ("+628120000002", ReceiptState::Failed { permanent: false }),
        ("+628120000006", DELIVERED),
        ("+628120000007", DELIVERED),
    ];
    for (to, end) in cases {
        let id = taken(client.send(&message(to.trim_start_matches('+'), to)));
        until("its end is known", || {
            ledger.read(&client);
            ledger.end_of(&id) == Some(end)
        });
        assert_eq!(smsc.times(to), 1);
        match client.ask("any", Some(&id)) {
            Asked::Known(state, _) => assert_eq!(state, end, "{to}"),
            other => panic!("{other:?}"),
        }
    }
    until("every receipt is confirmed", || {
        ledger.read(&client);
        smsc.confirmed().len() == 7
    });
    assert_eq!(ledger.receipts.len(), 7);
    assert_eq!(smsc.submitted()[0].2, "Halo, KTP-el Anda {siap} diambil");
    assert_eq!(client.ask("any", Some("m99")), Asked::CannotSay, "a number that was forgotten was given all the same");
    assert_eq!(client.ask("any", None), Asked::CannotSay);
}

#[test]
fn throttled_full_and_wrong_numbers_are_told_apart() {
    let smsc = Smsc::start();
    let client = smsc.client();
    for to in ["+628120000003", "+628120000008"] {
        assert!(matches!(client.send(&message("a", to)), Handed::Busy { .. }), "{to}");
        assert_eq!(smsc.times(to), 0);
        taken(client.send(&message("a", to)));
        assert_eq!(smsc.times(to), 1);
    }
    assert!(matches!(client.send(&message("a", "+628120000004")), Handed::Refused { permanent: true, .. }));
    assert!(matches!(client.send(&message("a", "08120000004")), Handed::Refused { permanent: true, .. }));
    let stranger = Smpp::new(settings(smsc.port, "salah")).unwrap();
    assert!(matches!(stranger.send(&message("a", "+628120000100")), Handed::Busy { .. }), "nothing was sent");
    assert_eq!(smsc.submitted().len(), 2);
}

#[test]
fn texts_arrive_as_they_were_written() {
    let smsc = Smsc::start();
    let client = smsc.client();
    let long = "KTP-el Anda siap. ".repeat(20);
    let texts = ["[siap] 5€ ~ @kantor", "Bapak “Wayan” – siap", long.as_str()];
    for text in texts {
        taken(client.send(&Outgoing { reference: "a", to: "+628120000100", text, valid_for: VALID }));
    }
    let arrived: Vec<_> = smsc.submitted().into_iter().map(|row| row.2).collect();
    assert_eq!(arrived, texts);
}

#[test]
fn an_answer_that_is_lost_is_said_to_be_lost() {
    let smsc = Smsc::start();
    let client = smsc.client();
    let handed = client.send(&message("a", "+628120000005"));
    assert!(matches!(handed, Handed::Lost { .. }), "{handed:?}");
    assert_eq!(smsc.times("+628120000005"), 1, "the SMSC had it");
    let mut ledger = Ledger::default();
    let id = smsc.submitted()[0].1.clone();
    until("its receipt comes on the next session", || {
        ledger.read(&client);
        ledger.end_of(&id) == Some(DELIVERED)
    });
}

#[test]
fn what_is_not_kept_stays_with_the_smsc() {
    let mut smsc = Smsc::start();
    let client = smsc.client();
    let id = taken(client.send(&message("a", "+628120000100")));
    smsc.say("mo 628120000777 STATUS K-12 [ya]");
    let mut offered = 0;
    until("both were offered in vain", || {
        let read = client.receive(&mut |_| {
            offered += 1;
            Err(KeepFault("the disk is full".into()))
        });
        assert!(!matches!(read, Ok(1..)));
        offered >= 2
    });
    assert_eq!(smsc.confirmed(), [""; 0]);
    // Another process takes over: what the first one had read and not kept comes again.
    drop(client);
    let client = smsc.client();
    let mut ledger = Ledger::default();
    until("both came again", || {
        ledger.read(&client);
        smsc.confirmed().len() == 2
    });
    assert_eq!(ledger.end_of(&id), Some(DELIVERED));
    assert_eq!(ledger.texts, [("+628120000777".to_owned(), "STATUS K-12 [ya]".to_owned())]);
    assert_eq!(smsc.times("+628120000100"), 1);
}

#[test]
fn a_fall_of_the_smsc_loses_and_doubles_nothing() {
    let mut smsc = Smsc::start();
    let client = smsc.client();
    let mut ledger = Ledger::default();
    smsc.say("hold");
    let early = taken(client.send(&message("a", "+628120000100")));
    smsc.kill();
    let mut waits = 0;
    let late = loop {
        match client.send(&message("b", "+628120000200")) {
            Handed::Busy { .. } => waits += 1,
            other => break taken(other),
        }
        if waits == 3 {
            smsc.restart();
        }
        ledger.read(&client);
    };
    assert!(waits >= 3);
    until("both ends are known", || {
        ledger.read(&client);
        [&early, &late].iter().all(|id| ledger.end_of(id) == Some(DELIVERED))
    });
    assert_eq!((smsc.times("+628120000100"), smsc.times("+628120000200")), (1, 1));
}

#[test]
fn a_silent_line_is_kept_alive() {
    let smsc = Smsc::start();
    let client = smsc.client();
    let mut kept = 0;
    let begun = std::time::Instant::now();
    until("the client asked twice whether the SMSC is there", || {
        kept += client.receive(&mut |_: Inward| Ok(())).unwrap();
        begun.elapsed().as_secs() >= 3
    });
    assert_eq!(kept, 0);
    taken(client.send(&message("a", "+628120000100")));
}
