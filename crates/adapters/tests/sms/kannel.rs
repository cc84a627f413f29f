//! Kannel between us and the SMSC: messages by HTTP, receipts by calls to a listener of ours.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use crate::{
    bed::{Ledger, Smsc, VALID, message},
    boxes::Boxes,
    common::until,
};
use adapters::{
    clock::SystemClock,
    sms::{Callback, Kannel, KannelSettings},
};
use app::{
    Clock,
    gateway::{Asked, Gateway, Handed, Outgoing, ReceiptState},
};

const SECRET: &str = "a secret of the tests, longer than 32 bytes";
const INBOUND_KEY: &str = "kunci-pesan-masuk-untuk-pengujian";
/// What is answered to a resident.
const ANSWER: &str = "KTP-el siap diambil";

struct Bed {
    boxes: Boxes,
    calls: Arc<Mutex<Vec<String>>>,
    callback_url: String,
}

impl Bed {
    fn start(smsc: &Smsc) -> Self {
        let (callback_url, calls) = listen();
        let address = format!("{callback_url}?k={INBOUND_KEY}&p=%p&a=%a&i=%I");
        Self { boxes: Boxes::start(smsc, Some(&address)), calls, callback_url }
    }

    fn client(&self, password: &str) -> Kannel {
        let settings = KannelSettings {
            name: "kannel".to_owned(),
            url: format!("http://127.0.0.1:{}/cgi-bin/sendsms", self.boxes.send_port),
            user: "loket".to_owned(),
            password: password.to_owned(),
            sender: "DUKCAPIL".to_owned(),
            callback_url: self.callback_url.clone(),
            callback_secret: SECRET.to_owned(),
            inbound_key: INBOUND_KEY.to_owned(),
            wait_secs: 20,
        };
        Kannel::new(settings, Arc::new(SystemClock)).unwrap()
    }

    fn ledger(&self) -> Ledger {
        let callback = Callback::new(SECRET.as_bytes()).unwrap().with_inbound(INBOUND_KEY).unwrap();
        let mut ledger = Ledger::default();
        for query in self.calls.lock().unwrap().iter() {
            ledger.keep(callback.verify(query, SystemClock.now()).unwrap());
        }
        ledger
    }
}

/// A listener that writes down the query of each call and answers 200, to a resident with a text.
fn listen() -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sms/laporan", listener.local_addr().unwrap());
    let calls = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&calls);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else { return };
            let seen = Arc::clone(&seen);
            thread::spawn(move || answer(stream, &seen));
        }
    });
    (url, calls)
}

fn answer(mut stream: TcpStream, seen: &Mutex<Vec<String>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut first = String::new();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|count| count > 0) {
        if line.trim().is_empty() {
            break;
        }
        if first.is_empty() {
            first.clone_from(&line);
        }
        line.clear();
    }
    let query = first.split(' ').nth(1).and_then(|address| address.split_once('?'));
    if let Some((_, query)) = query {
        seen.lock().unwrap().push(query.to_owned());
    }
    let body = if query.is_some_and(|(_, query)| query.starts_with("k=")) { ANSWER } else { "" };
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\nContent-Length: ";
    let _ = write!(stream, "{head}{}\r\n\r\n{body}", body.len());
}

#[test]
fn every_message_ends_as_the_smsc_says() {
    let smsc = Smsc::start();
    let bed = Bed::start(&smsc);
    let client = bed.client("rahasia");
    let cases = [
        ("k-1", "+628120000100", ReceiptState::Delivered),
        ("k-2", "+628120000001", ReceiptState::Failed { permanent: true }),
        ("k-3", "+628120000002", ReceiptState::Failed { permanent: false }),
        ("k-4", "+628120000004", ReceiptState::Failed { permanent: true }),
    ];
    for (reference, to, _) in cases {
        let handed = client.send(&message(reference, to));
        assert!(matches!(handed, Handed::Taken { .. }), "{to}: {handed:?}");
        assert_eq!(client.ask(reference, None), Asked::CannotSay);
    }
    let text = "Bapak “Wayan” – siap";
    let gsm = "[siap] 5€ ~ @kantor";
    assert!(matches!(client.send(&Outgoing { reference: "k-7", to: "+628120000700", text: gsm, valid_for: VALID }), Handed::Taken { .. }));
    assert!(matches!(client.send(&Outgoing { reference: "k-5", to: "+628120000500", text, valid_for: VALID }), Handed::Taken { .. }));
    until("every end is known", || cases.iter().all(|(reference, _, end)| bed.ledger().end_of(reference) == Some(*end)));
    until("both texts were taken", || smsc.times("+628120000500") + smsc.times("+628120000700") == 2);
    for (_, to, _) in &cases[..3] {
        assert_eq!(smsc.times(to), 1, "{to}");
    }
    let texts: Vec<_> = smsc.submitted().into_iter().map(|row| row.2).collect();
    assert!([text, gsm, "Halo, KTP-el Anda {siap} diambil"].iter().all(|text| texts.contains(&(*text).to_owned())), "{texts:?}");
    let stranger = bed.client("salah").send(&message("k-6", "+628120000600"));
    assert!(matches!(stranger, Handed::Refused { permanent: false, .. }), "{stranger:?}");
}

#[test]
fn a_resident_is_heard_and_answered() {
    let mut smsc = Smsc::start();
    let bed = Bed::start(&smsc);
    smsc.say("mo 628123000999 STATUS 7K3M9QXD4 123456");
    until("the resident was heard", || !bed.ledger().texts.is_empty());
    let [(from, text)] = &bed.ledger().texts[..] else { panic!("one text") };
    // With or without its plus, as the SMSC says what kind of number it is.
    assert_eq!((from.trim_start_matches('+'), text.as_str()), ("628123000999", "STATUS 7K3M9QXD4 123456"));
    until("the answer went out", || smsc.times("+628123000999") == 1);
    assert_eq!(smsc.submitted()[0].2, ANSWER);
}

#[test]
fn falls_of_all_three_lose_nothing() {
    let mut smsc = Smsc::start();
    let mut bed = Bed::start(&smsc);
    let client = bed.client("rahasia");
    smsc.kill();
    let references = ["k-1", "k-2", "k-3"];
    for reference in references {
        let to = format!("+62812000010{}", &reference[2..]);
        assert!(matches!(client.send(&message(reference, &to)), Handed::Taken { .. }), "Kannel keeps it in its own queue");
    }
    until("Kannel wrote its queue down", || fs::metadata(bed.boxes.folder().join("store")).is_ok_and(|data| data.len() > 0));
    bed.boxes.restart();
    smsc.restart();
    until("every one is delivered", || references.iter().all(|reference| bed.ledger().end_of(reference) == Some(ReceiptState::Delivered)));
    assert_eq!(smsc.submitted().len(), 3, "each once");
    bed.boxes.kill_smsbox();
    let handed = client.send(&message("k-4", "+628120000104"));
    assert!(matches!(handed, Handed::Busy { .. }), "{handed:?}");
}
