//! Samples of the pages about questions of identity.

use super::{
    Choice, Link, MergeForm, Nav, QuestionPage, QuestionRow, QuestionsPage, Shell, Side, SideBySide, SideLine, Tab, Tag, TakeForm, WhoForm,
    import_samples::tabs, routes, samples,
};
use crate::{format::MaskedNumber, lang::Lang};

const QUESTION_ID: &str = "0123456789abcdef0123456789abcdef";

impl QuestionsPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let row = |kind: &str, names: &[&str]| QuestionRow {
            id: QUESTION_ID.to_owned(),
            kind: lang.question_kind(kind).to_owned(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            since: samples::at("2022-11-21T02:40:00Z"),
        };
        let kind = |code: &str, count: i64| Tab {
            link: Link { label: format!("{} ({count})", lang.question_kind(code)), href: routes::questions(code) },
            current: false,
        };
        let all = Tab { link: Link { label: format!("{} (14)", lang.questions_all()), href: routes::QUESTIONS.to_owned() }, current: true };
        let empty = Self {
            shell: samples::shell_at(lang, Nav::Import),
            tabs: tabs(lang, routes::QUESTIONS),
            kinds: Vec::new(),
            rows: Vec::new(),
            more: false,
        };
        let typical = Self {
            kinds: vec![all, kind("no_nik", 9), kind("two_niks", 5)],
            rows: vec![
                row("no_nik", &["LALU HAMZAH"]),
                row("two_niks", &["BAIQ SRI WAHYUNI", "BAIQ SRIWAHYUNI"]),
                row("nik_two_people", &[samples::SCRIPT, samples::IRISH, samples::RIGHT_TO_LEFT]),
                row("same_nik_in_file", &[&samples::endless()]),
            ],
            more: true,
            ..empty.clone()
        };
        vec![("empty", empty), ("typical", typical)]
    }
}

fn line(lang: Lang, code: &str, cells: &[&str], differs: bool) -> SideLine {
    let said = |cell: &&str| (!cell.is_empty()).then(|| (*cell).to_owned());
    SideLine { field: lang.column_name(code).to_owned(), cells: cells.iter().map(said).collect(), differs }
}

fn page(lang: Lang, shell: Shell, kind: &str, sides: &[(&str, bool)]) -> QuestionPage {
    let number = MaskedNumber::new(samples::NIK).to_string();
    let side = |(label, known): &(&str, bool)| Side { label: (*label).to_owned(), href: known.then(|| routes::person("48213")) };
    let of = |values: [&str; 3], count: usize| -> Vec<String> { values[..count].iter().map(|value| (*value).to_owned()).collect() };
    let rows = [
        ("nik", [number.as_str(), "5202••••••••9002", lang.question_without_nik()], true),
        ("name", ["BAIQ SRI WAHYUNI", samples::SCRIPT, samples::IRISH], true),
        ("birth_date", ["1 Jul 1999", "1 Jul 1999", ""], false),
        ("mother", ["INAQ SENAH", "", ""], false),
        ("address", ["DUSUN KARANG BARU", "DUSUN PRINGGA JURANG", samples::RIGHT_TO_LEFT], true),
    ];
    let lines = rows.map(|(code, values, differs)| {
        let cells = of(values, sides.len());
        line(lang, code, &cells.iter().map(String::as_str).collect::<Vec<_>>(), differs && sides.len() > 1)
    });
    QuestionPage {
        shell,
        id: QUESTION_ID.to_owned(),
        kind: lang.question_kind(kind).to_owned(),
        meaning: lang.question_meaning(kind).to_owned(),
        state: Tag::question(lang, "open"),
        since: samples::at("2022-11-21T02:40:00Z"),
        import: Link { label: lang.question_from().to_owned(), href: routes::import(samples::CASE_ID) },
        beside: SideBySide { sides: sides.iter().map(side).collect(), lines: lines.into() },
        answered: None,
        note: String::new(),
        seconded: vec!["take_row", "merge_people"],
        take: None,
        merge: None,
    }
}

impl QuestionPage {
    pub(super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
        let shell = || samples::shell_at(lang, Nav::Import);
        let (one, other) = (lang.question_person(1), lang.question_person(2));
        let (first, second) = (lang.question_row(1), lang.question_row(2));
        let rows = |names: &[&str], chosen: &str| -> Vec<Choice> {
            names.iter().zip(0..).map(|(name, index)| Choice::new(&index.to_string(), name, chosen)).collect()
        };
        let without = TakeForm {
            rows: rows(&[&format!("{first} BAIQ SRI WAHYUNI")], "0"),
            person: Some(WhoForm {
                found: vec![
                    samples::person("BAIQ SRI WAHYUNI"),
                    super::PersonLine { id: "48214".to_owned(), ..samples::person(samples::SCRIPT) },
                ],
                typed: String::new(),
            }),
        };
        let no_nik = Self { take: Some(without.clone()), ..page(lang, shell(), "no_nik", &[(&first, false)]) };
        let merge = MergeForm {
            keep: vec![
                Choice::new("48213", &lang.question_keep_choice(1, "5202••••••••9001"), ""),
                Choice::new("48214", &lang.question_keep_choice(2, "5202••••••••9002"), ""),
            ],
            take: vec![Choice::new("address", lang.column_name("address"), ""), Choice::new("mother", lang.column_name("mother"), "")],
        };
        let two = Self { merge: Some(merge), ..page(lang, shell(), "two_niks", &[(&one, true), (&other, true)]) };
        let clash = Self {
            take: Some(TakeForm { rows: rows(&[&first, &second], "1"), person: None }),
            ..page(lang, shell(), "same_nik_in_file", &[(&one, true), (&first, false), (&second, false)])
        };
        let wrong = [("ambil-person", lang.problem_number().to_owned()), ("biarkan-note", lang.error_required(lang.reason_note()))];
        let failed = Self {
            shell: samples::with_errors(shell(), &wrong),
            take: Some(TakeForm { person: Some(WhoForm { typed: samples::SCRIPT.to_owned(), ..WhoForm::default() }), ..without }),
            note: samples::IRISH.to_owned(),
            ..no_nik.clone()
        };
        let answered = Self {
            state: Tag::question(lang, "left"),
            answered: Some((samples::at("2022-11-25T00:52:00Z"), Some(samples::SCRIPT.to_owned()))),
            merge: None,
            ..two.clone()
        };
        vec![("no-nik", no_nik), ("two-niks", two), ("clash", clash), ("error", failed), ("answered", answered)]
    }
}

/// Two people of the register who may be one.
pub(super) fn two_people(lang: Lang) -> SideBySide {
    let (one, other) = (lang.question_person(1), lang.question_person(2));
    page(lang, samples::shell(lang), "two_niks", &[(&one, true), (&other, true)]).beside
}
