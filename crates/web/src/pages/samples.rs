//! What the samples of all pages have in common: synthetic people, among them hostile ones.

use super::{
    DocumentLine, FieldError, Happening, Nav, Next, Notice, PersonLine, PrintForm, Printer, Priority, Shell, SignedIn, Tone, routes,
};
use crate::{
    format::{MaskedNumber, Zone},
    lang::Lang,
};
use jiff::{
    Timestamp,
    civil::{Date, date},
};

pub(super) const NIK: &str = "5202014107999001";
pub(super) const CASE_ID: &str = "01899c3e-7b1a-7000-8000-0000000000c1";
pub(super) const RECEIPT_NUMBER: &str = "5202-22-004817";
pub(super) const SCRIPT: &str = "<script>alert(1)</script>";
pub(super) const IRISH: &str = "Siobhán O'Brien & \"Sons\"";
pub(super) const RIGHT_TO_LEFT: &str = "\u{202e}inuyhaW irS\u{202c} \u{200f}عائشة";

/// A name as long as a field could ever bring, without a single space.
pub(super) fn endless() -> String {
    "Abdurrahman".repeat(46).chars().take(500).collect()
}

pub(super) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(super) fn born() -> Date {
    date(1999, 7, 1)
}

pub(super) fn shell(lang: Lang) -> Shell {
    Shell {
        lang,
        office: "Disdukcapil Kabupaten Lombok Tengah".to_owned(),
        demo: true,
        now: at("2022-11-25T01:14:00Z"),
        zone: Zone::Wita,
        user: Some(SignedIn { name: "Baiq Sri Wahyuni".to_owned(), role: lang.office_role("counter").to_owned() }),
        csrf: "csrf-token".to_owned(),
        key: "01899c3e-7b1a-7000-8000-00000000beef".to_owned(),
        here: routes::HOME.to_owned(),
        menu: Nav::ALL.to_vec(),
        current: None,
        tabs: Vec::new(),
        notice: None,
        errors: Vec::new(),
    }
}

pub(super) fn shell_at(lang: Lang, current: Nav) -> Shell {
    Shell { current: Some(current), here: if current == Nav::Search { routes::HOME } else { current.href() }.to_owned(), ..shell(lang) }
}

pub(super) fn tabs(lang: Lang, current: &str) -> Vec<super::Tab> {
    let all = [(routes::PROPOSALS, lang.proposals_title()), (routes::ACCOUNTS, lang.accounts_title()), (routes::LOOKS, lang.looks_title())];
    let tab = |(href, label): (&str, &str)| super::Tab {
        link: super::Link { label: label.to_owned(), href: href.to_owned() },
        current: href == current,
    };
    all.into_iter().map(tab).collect()
}

pub(super) fn with_notice(shell: Shell, tone: Tone, text: &str) -> Shell {
    Shell { notice: Some(Notice { tone, text: text.to_owned() }), ..shell }
}

pub(super) fn with_errors(shell: Shell, errors: &[(&str, String)]) -> Shell {
    Shell { errors: errors.iter().map(|(field, text)| FieldError::at(field, text)).collect(), ..shell }
}

pub(super) fn signed_out(lang: Lang) -> Shell {
    Shell { user: None, menu: Vec::new(), ..shell(lang) }
}

pub(super) fn person(name: &str) -> PersonLine {
    PersonLine {
        id: "48213".to_owned(),
        name: name.to_owned(),
        nik: MaskedNumber::new(NIK),
        birth: Some(born()),
        area: "Desa Kopang Rembiga, Kopang".to_owned(),
    }
}

pub(super) fn priority(lang: Lang) -> Priority {
    Priority { class: 1, reason: lang.purpose("first").to_owned(), letter: Some("SE 471.13/6153/Dukcapil".to_owned()) }
}

pub(super) fn next(lang: Lang) -> Next {
    Next {
        what: lang.next_print().to_owned(),
        who: Some(lang.office_role("printing").to_owned()),
        by: Some(date(2022, 11, 23)),
        late: true,
        action: Some(super::Link { label: lang.act_print().to_owned(), href: routes::print_result(CASE_ID) }),
    }
}

pub(super) fn documents(given: bool) -> Vec<DocumentLine> {
    [
        ("kk_copy", true, "Perpres 96/2018 ps. 15"),
        ("form_f102", true, "Permendagri 109/2019"),
        ("marriage_proof", false, "UU 24/2013 ps. 63"),
    ]
    .into_iter()
    .map(|(code, mandatory, law)| DocumentLine { code: code.to_owned(), mandatory, law: law.to_owned(), given: given || code == "kk_copy" })
    .collect()
}

pub(super) fn print_form() -> PrintForm {
    PrintForm {
        printers: vec![
            Printer { code: "printer-1".to_owned(), name: "Printer 1 (Fargo HDP5000)".to_owned(), blanks: 118 },
            Printer { code: "printer-2".to_owned(), name: "Printer 2 (Kopang)".to_owned(), blanks: 7 },
        ],
        ..PrintForm::default()
    }
}

pub(super) fn history(lang: Lang) -> Vec<Happening> {
    let happening = |time: &str, who: &str, what: &str, detail: Option<&str>| Happening {
        at: at(time),
        who: who.to_owned(),
        what: what.to_owned(),
        detail: detail.map(str::to_owned),
    };
    vec![
        happening("2022-11-21T02:40:00Z", "Impor SIAK", lang.happened("central_observed"), Some(lang.central_name("PRINT_READY_RECORD"))),
        happening("2022-11-14T01:31:00Z", "Lalu Hamzah", lang.happened("recorded"), None),
        happening("2022-11-14T01:05:00Z", "Baiq Sri Wahyuni", lang.happened("opened"), Some(lang.purpose("first"))),
    ]
}
