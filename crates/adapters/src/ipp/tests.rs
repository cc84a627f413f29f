//! Answers of every shape: good ones, cut ones, bent ones, huge ones. Real printers are in the integration tests.

use std::{
    io::{Read, Write},
    net::TcpListener,
    thread,
    time::Duration,
};

use ipp::{
    attribute::IppAttribute,
    model::{DelimiterTag, IppVersion, StatusCode},
    request::IppRequestResponse,
    value::IppValue,
};
use proptest::prelude::*;

use super::{IppFault, JobState, PDF, Patience, PrintFault, Printer, PrinterState, Reason, answer::Answer};

fn answer(status: i16, tag: DelimiterTag, attributes: &[(&str, IppValue)]) -> Vec<u8> {
    let mut answer = IppRequestResponse::new_response(IppVersion::v1_1(), StatusCode::SuccessfulOk, 1).unwrap();
    answer.header_mut().operation_or_status = status;
    for (name, value) in attributes {
        answer.attributes_mut().add(tag, IppAttribute::with_name(*name, value.clone()).unwrap());
    }
    answer.to_bytes().to_vec()
}

fn keyword(word: &str) -> IppValue {
    IppValue::Keyword(word.try_into().unwrap())
}

fn printer_answer() -> Vec<u8> {
    let reasons = ["media-jam-error", "media-jam-warning", "marker-supply-empty-report", "cups-waiting", "NAMA SITI"];
    let language = IppValue::NameWithLanguage { language: "id".try_into().unwrap(), name: "Kartu".try_into().unwrap() };
    answer(
        0,
        DelimiterTag::PrinterAttributes,
        &[
            ("printer-state", IppValue::Enum(5)),
            ("printer-state-reasons", IppValue::Array(reasons.map(keyword).to_vec())),
            ("printer-name", language),
            ("document-format-supported", IppValue::MimeMediaType(PDF.try_into().unwrap())),
        ],
    )
}

fn job_answer(status: i16) -> Vec<u8> {
    answer(status, DelimiterTag::JobAttributes, &[("job-id", IppValue::Integer(7)), ("job-state", IppValue::Enum(9))])
}

/// A printer that takes one request wholly, gives these bytes back and hangs up; its address.
fn once(reply: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut seen = Vec::new();
        let mut buffer = [0; 4096];
        let is_whole = |seen: &[u8]| {
            let text = String::from_utf8_lossy(seen).to_lowercase();
            let Some((head, _)) = text.split_once("\r\n\r\n") else { return false };
            let length: usize = head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
            seen.len() >= seen.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4 + length
        };
        while !is_whole(&seen) {
            let count = stream.read(&mut buffer).unwrap();
            seen.extend_from_slice(&buffer[..count]);
        }
        // The client may have hung up before all of a reply that is too large for it.
        let _ = stream.write_all(&reply);
    });
    format!("ipp://{address}/ipp/print")
}

fn http(status: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\ncontent-type: application/ipp\r\ncontent-length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn print(reply: Vec<u8>) -> Result<i32, PrintFault> {
    let patience = Patience { connect: Duration::from_secs(2), whole: Duration::from_secs(20) };
    let printer = Printer::connect_with(&once(reply), patience).unwrap();
    printer.print("7f-1", PDF, b"%PDF-1.7").map(|id| id.get())
}

#[test]
fn a_printer_is_read() {
    let report = Printer::connect(&once(http("200 OK", &printer_answer()))).unwrap().attributes().unwrap();
    assert_eq!(report.state, PrinterState::Stopped);
    let others = ["cups-waiting", "unreadable"].map(|word| Reason::Other(word.to_owned()));
    assert_eq!(report.reasons, [&[Reason::MediaJam, Reason::MarkerSupplyEmpty], &others[..]].concat());
    assert_eq!((report.name.as_str(), report.model.as_str()), ("Kartu", ""));
    assert!(report.is_accepting && report.takes("application/PDF") && !report.takes("image/urf"));
}

#[test]
fn a_fault_of_printing_says_whether_the_printer_may_have_it() {
    assert_eq!(print(http("200 OK", &job_answer(0))).unwrap(), 7);
    assert_eq!(print(http("200 OK", &job_answer(1))).unwrap(), 7, "some attribute was passed over");
    let not_sent = [
        http("200 OK", &job_answer(0x040a)),
        http("200 OK", &job_answer(0x0506)),
        http("200 OK", &job_answer(0x0507)),
        http("401 Unauthorized", b""),
        http("404 Not Found", b"<p>no"),
        http("302 Found", b""),
    ];
    for reply in not_sent {
        let shown = String::from_utf8_lossy(&reply).into_owned();
        assert!(matches!(print(reply), Err(PrintFault::NotSent(_))), "{shown}");
    }
    let long = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", 5 << 20).into_bytes();
    let unknown = [
        Vec::new(),
        b"HTTP/1.1 200 OK\r\ncontent-length: 90\r\n\r\n".to_vec(),
        b"SSH-2.0-OpenSSH\r\n".to_vec(),
        http("200 OK", &job_answer(0x0500)),
        http("200 OK", &job_answer(0x0504)),
        http("200 OK", &job_answer(0x0508)),
        http("200 OK", &answer(0, DelimiterTag::JobAttributes, &[("job-id", IppValue::Integer(-1))])),
        http("200 OK", &answer(0, DelimiterTag::JobAttributes, &[])),
        http("200 OK", b"<html>"),
        http("502 Bad Gateway", b""),
        [long, vec![3; 5 << 20]].concat(),
    ];
    for reply in unknown {
        let shown: String = String::from_utf8_lossy(&reply).chars().take(80).collect();
        assert!(matches!(print(reply), Err(PrintFault::Unknown(_))), "{shown}");
    }
}

#[test]
fn nobody_there_is_not_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("ipp://{}/ipp/print", listener.local_addr().unwrap());
    drop(listener);
    let printer = Printer::connect(&uri).unwrap();
    assert!(matches!(printer.print("a", PDF, b"%PDF"), Err(PrintFault::NotSent(IppFault::Unreachable(_)))));
    assert!(matches!(printer.find("a"), Err(IppFault::Unreachable(_))));
}

#[test]
fn a_printer_that_never_answers_is_not_waited_for_forever() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let uri = format!("ipp://{}/ipp/print", listener.local_addr().unwrap());
    let patience = Patience { connect: Duration::from_millis(200), whole: Duration::from_millis(300) };
    let printer = Printer::connect_with(&uri, patience).unwrap();
    assert!(matches!(printer.attributes(), Err(IppFault::NoAnswer(_))));
    assert!(matches!(printer.print("a", PDF, b"%PDF"), Err(PrintFault::Unknown(IppFault::NoAnswer(_)))));
}

#[test]
fn addresses_and_names_are_checked_before_anything_is_sent() {
    for bad in ["", "kartu", "ipp://", "file:///x", "lpd://host/q"] {
        assert!(matches!(Printer::connect(bad), Err(IppFault::Address)), "{bad}");
    }
    for tls in ["ipps://host/ipp/print", "https://host/ipp/print"] {
        assert!(matches!(Printer::connect(tls), Err(IppFault::Tls)), "{tls}");
    }
    let printer = Printer::connect("ipp://127.0.0.1:1/ipp/print").unwrap();
    for bad in ["", "SITI AMINAH", "a/b", "é", &"a".repeat(256)] {
        assert!(matches!(printer.print(bad, PDF, b""), Err(PrintFault::NotSent(IppFault::JobName))), "{bad}");
    }
}

#[test]
fn a_job_that_the_printer_does_not_know_is_none() {
    let id = super::IppJobId::new(7).unwrap();
    let ask = |reply: Vec<u8>| Printer::connect(&once(http("200 OK", &reply))).unwrap().job(id);
    assert_eq!(ask(job_answer(0)).unwrap().unwrap().state, JobState::Completed);
    assert_eq!(ask(job_answer(0x0406)).unwrap(), None);
    assert_eq!(ask(job_answer(0x0407)).unwrap(), None);
    assert!(matches!(ask(job_answer(0x0403)), Err(IppFault::Refused { status: 0x0403, .. })));
}

#[test]
fn lies_about_lengths_and_endless_nests_are_refused() {
    let head = [1, 1, 0, 0, 0, 0, 0, 1, 4];
    let language = [&head[..], &[0x36, 0, 1, b'a', 0, 4, 0xff, 0xff, b'i', b'd', 3]].concat();
    let nest = [&head[..], &[0x34, 0, 1, b'a', 0, 0].repeat(100_000), &[3]].concat();
    for bytes in [&b""[..], &head[..8], &head, &language, &nest, &[1, 1, 0, 0, 0, 0, 0, 9, 3]] {
        assert!(matches!(Answer::read(bytes), Err(IppFault::Malformed(_))));
    }
}

proptest! {
    #[test]
    fn bent_answers_never_panic(at in 0_usize..400, byte: u8, cut in 0_usize..400, noise: Vec<u8>) {
        for bytes in [printer_answer(), job_answer(0)] {
            let length = bytes.len();
            prop_assert!(Answer::read(&bytes[..cut % length]).is_err());
            let mut bent = bytes;
            bent[at % length] = byte;
            let _ = Answer::read(&bent);
            let _ = Answer::read(&bent[..cut % length]);
            let head = &bent[..9.min(cut % length)];
            let _ = Answer::read(&[head, &noise].concat());
        }
    }
}
