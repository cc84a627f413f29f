//! gammu-smsd with a phone that is none.

use std::fs;

use adapters::sms::Smsd;
use app::gateway::{Asked, Gateway, Handed, KeepFault, Outgoing, ReceiptState};
use tempfile::TempDir;

use crate::{
    bed::{Ledger, VALID, message},
    common::until,
    modem::{self, daemon, names, text_comes_in},
};

fn bed() -> (TempDir, Smsd) {
    let dir = modem::folder();
    let smsd = Smsd::new(modem::settings(dir.path()));
    (dir, smsd)
}

#[test]
fn messages_go_both_ways_over_a_fall_of_the_daemon() {
    let (dir, smsd) = bed();
    let mut ledger = Ledger::default();
    let long = "1234567890".repeat(16);
    let texts = ["Halo {siap} 5€", "Bapak “Wayan” – siap", long.as_str()];
    for (reference, text) in ["a-1", "a-2", "a-3"].into_iter().zip(texts) {
        assert_eq!(smsd.send(&Outgoing { reference, to: "+628120000100", text, valid_for: VALID }), Handed::Taken { id: None });
        assert!(matches!(smsd.ask(reference, None), Asked::Held(_)));
    }
    assert!(names(&dir.path().join("out")).iter().all(|name| !name.contains("62812")), "a file is named after nobody");
    assert_eq!(smsd.ask("a-9", None), Asked::Unknown);
    drop(daemon(dir.path()));
    let _daemon = daemon(dir.path());
    until("all are sent", || names(&dir.path().join("sent")).iter().filter(|name| name.starts_with("OUT")).count() == 3);
    let log = fs::read_to_string(dir.path().join("log")).unwrap();
    for (reference, text) in ["a-1", "a-2", "a-3"].into_iter().zip(texts) {
        let sent = fs::read_to_string(dir.path().join(format!("sent/OUTC00000000_000000_00_loket_{reference}.smsbackup"))).unwrap();
        assert!(sent.contains("+628120000100"), "{sent}");
        let hex = text.encode_utf16().fold(String::new(), |text, unit| text + &format!("{unit:04X}"));
        let kept: String = sent.lines().filter(|line| line.starts_with("Text")).filter_map(|line| line.split(" = ").nth(1)).collect();
        assert_eq!(kept, hex, "the daemon read the whole text; {log}");
    }
    // Not kept: it stays.
    assert!(smsd.receive(&mut |_| Err(KeepFault("full".into()))).is_err());
    ledger.read(&smsd);
    ledger.read(&smsd);
    let underway = |reference: &str| (reference.to_owned(), ReceiptState::Underway);
    assert_eq!(ledger.receipts, [underway("a-1"), underway("a-2"), underway("a-3")], "each is told once");
    assert!(matches!(smsd.ask("a-1", None), Asked::Known(ReceiptState::Underway, _)), "what was taken is remembered");
    text_comes_in(dir.path(), "+628123000999", "STATUS“");
    until("the resident's text came in", || {
        ledger.read(&smsd);
        !ledger.texts.is_empty()
    });
    assert_eq!(ledger.texts, [("+628123000999".to_owned(), "STATUS“".to_owned())]);
    assert_eq!(names(&dir.path().join("in")), [""; 0]);
}

#[test]
fn what_the_modem_cannot_send_is_told() {
    let (dir, smsd) = bed();
    assert_eq!(smsd.send(&message("b-1", "+628120000100")), Handed::Taken { id: None });
    let name = names(&dir.path().join("out"))[0].clone();
    fs::rename(dir.path().join("out").join(&name), dir.path().join("errors").join(&name)).unwrap();
    let mut ledger = Ledger::default();
    ledger.read(&smsd);
    assert_eq!(ledger.end_of("b-1"), Some(ReceiptState::Failed { permanent: false }));
    assert!(matches!(smsd.ask("b-1", None), Asked::Known(ReceiptState::Failed { .. }, _)));
    let long = "x".repeat(161);
    assert!(matches!(
        smsd.send(&Outgoing { reference: "b-2", to: "+628120000100", text: &long, valid_for: VALID }),
        Handed::Refused { permanent: true, .. }
    ));
    smsd.send(&message("b-4", "+628120000100"));
    assert!(smsd.withdraw("b-4") && !smsd.withdraw("b-4"), "taken back once");
    assert_eq!(smsd.ask("b-4", None), Asked::Unknown);
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    assert!(matches!(smsd.send(&message("b-3", "+628120000100")), Handed::Busy { .. }));
    assert_eq!(smsd.ask("b-3", None), Asked::CannotSay);
}
