//! Every document is typeset from a sample: its words, its pages, its bytes; then what hostile and endless texts do to it.

mod printed;
mod samples;

use proptest::prelude::*;
use serde_json::Value;
use typst_pdf::{PdfStandard, PdfStandards};

use crate::card::{Card, Faces};
use crate::handover::Content;
use crate::sheet::{self, Sheet, Template, TypesetFault, pdf};

use self::printed::{Printed, printed};

/// Widths and heights, hundredths of a millimetre.
const A4: (i64, i64) = (21000, 29700);
const CARD: (i64, i64) = (8560, 5398);

fn typeset(sheet: &dyn Sheet) -> Printed {
    let typeset = sheet::pages(sheet).unwrap();
    let warnings: Vec<&str> = typeset.warnings.iter().map(|warning| warning.message.as_str()).collect();
    assert!(warnings.is_empty(), "{warnings:?}");
    printed(&typeset.output)
}

/// Words, size and number of pages, and what every document keeps.
fn check(name: &str, sheet: &dyn Sheet, size: (i64, i64), pages: usize) {
    let printed = typeset(sheet);
    insta::assert_snapshot!(name, printed.text());
    assert_eq!(printed.sizes, vec![size; pages], "{name}");
    assert_eq!(printed.outside(), Vec::<&str>::new(), "{name}: text outside of the page");
    assert_eq!(printed.missing_glyphs, 0, "{name}");
    let first = pdf(sheet).unwrap();
    assert!(first.starts_with(b"%PDF-1.7"), "{name}");
    assert_eq!(first, pdf(sheet).unwrap(), "{name}: the same bytes with the memory of the first time");
    if size == A4 {
        let accessible = PdfStandards::new(&[PdfStandard::Ua_1]).unwrap();
        sheet::write(sheet, &sheet::pages(sheet).unwrap().output, accessible).unwrap();
    }
}

#[test]
fn suket() {
    check("suket", &samples::suket(), A4, 1);
}

#[test]
fn request() {
    check("request", &samples::request(), A4, 1);
}

#[test]
fn loan() {
    check("loan_letter", &samples::loan_letter(), A4, 1);
    check("loan_receipt", &samples::loan_receipt(), A4, 1);
}

#[test]
fn destruction() {
    check("destruction", &samples::destruction(4), A4, 1);
    check("destruction_with_identifiers", &samples::destruction_with_identifiers(120), A4, 2);
}

#[test]
fn closing() {
    check("closing", &samples::closing(), A4, 1);
}

#[test]
fn handover() {
    check("handover_blanks", &samples::handover_blanks(), A4, 1);
    check("handover_cards", &samples::handover_cards(3), A4, 1);
}

#[test]
fn run_list() {
    check("run_list", &samples::run_list(12), A4, 1);
}

#[test]
fn card() {
    check("card", &samples::card(), CARD, 1);
    let cards = [samples::card(), samples::card_of_long_words()];
    check("cards", &Faces { cards: &cards }, CARD, 2);
}

/// One of each form.
fn all() -> Vec<Box<dyn Sheet>> {
    vec![
        Box::new(samples::suket()),
        Box::new(samples::request()),
        Box::new(samples::loan_letter()),
        Box::new(samples::loan_receipt()),
        Box::new(samples::destruction(4)),
        Box::new(samples::closing()),
        Box::new(samples::handover_blanks()),
        Box::new(samples::handover_cards(3)),
        Box::new(samples::run_list(12)),
        Box::new(samples::card()),
    ]
}

#[test]
fn bytes_do_not_depend_on_what_was_typeset_before_or_on_the_thread() {
    let sheets = || all().iter().map(|sheet| pdf(sheet.as_ref()).unwrap()).collect::<Vec<_>>();
    let backwards = || all().iter().rev().map(|sheet| pdf(sheet.as_ref()).unwrap()).collect::<Vec<_>>();
    let other = std::thread::spawn(move || backwards().into_iter().rev().collect::<Vec<_>>());
    assert_eq!(sheets(), other.join().unwrap());
}

#[test]
fn another_text_makes_another_document() {
    let mut suket = samples::suket();
    let before = pdf(&suket).unwrap();
    suket.qr.push('X');
    assert_ne!(before, pdf(&suket).unwrap());
}

/// A document all whose texts are replaced.
struct Replaced<'a> {
    sheet: &'a dyn Sheet,
    text: &'a str,
}

impl Sheet for Replaced<'_> {
    fn template(&self) -> Template {
        self.sheet.template()
    }

    fn title(&self) -> String {
        self.text.to_owned()
    }

    fn date(&self) -> jiff::civil::Date {
        self.sheet.date()
    }

    fn data(&self) -> Result<Value, TypesetFault> {
        let mut data = self.sheet.data()?;
        replace(&mut data, self.text);
        Ok(data)
    }

    fn qr(&self) -> Option<&str> {
        self.sheet.qr()
    }
}

fn replace(value: &mut Value, text: &str) {
    match value {
        Value::String(old) => text.clone_into(old),
        Value::Array(values) => values.iter_mut().for_each(|value| replace(value, text)),
        Value::Object(fields) => fields.values_mut().for_each(|value| replace(value, text)),
        _ => {}
    }
}

/// Without what a line break may add.
fn letters(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace() && *character != '\u{200b}').collect()
}

#[test]
fn markup_prints_literally() {
    let hostile = r#"#panic() *x*_ $y$ \u{41} <a> @b [c] {d} = e ~ -- "f" `g` // h /* i"#;
    for sheet in all() {
        let printed = typeset(&Replaced { sheet: sheet.as_ref(), text: hostile });
        let found = printed.flowing().matches(&letters(hostile)).count();
        assert!(found >= 8, "{:?}: {found} times in {}", sheet.template(), printed.text());
    }
    let mut suket = samples::suket();
    suket.person[0].value = hostile.to_owned();
    assert!(typeset(&suket).text().contains(hostile), "in one line as it is");
}

#[test]
fn endless_words_and_control_characters_stay_on_the_page() {
    let endless = format!("{}\u{0}\n\t{}", "W".repeat(40), "i".repeat(60));
    for sheet in all().iter().filter(|sheet| sheet.template() != Template::Card) {
        let printed = typeset(&Replaced { sheet: sheet.as_ref(), text: &endless });
        assert_eq!(printed.outside(), Vec::<&str>::new(), "{:?}", sheet.template());
    }
}

#[test]
fn long_lists_go_over_pages_with_their_head_on_each() {
    let lists: [(&dyn Sheet, &str, usize); 4] = [
        (&samples::destruction(500), "No.  Sebab  Asal  Lot  Keping", 500),
        (&samples::handover_cards(500), "No.  Nomor resi  Nama  Alamat", 500),
        (&samples::run_list(500), "No.  Rak  Resi  Nama  Perihal  Kelas  NIK  Baik  Rusak", 500),
        (&samples::destruction_with_identifiers(500), "No.  Sebab  Asal  Lot  Keping", 1),
    ];
    for (list, head, rows) in lists {
        let printed = typeset(list);
        let (pages, texts) = (printed.sizes.len(), printed.pages());
        assert!(pages > 2 || rows == 1 && pages > 1, "{:?}: {pages} pages", list.template());
        assert_eq!(printed.outside(), Vec::<&str>::new());
        for (number, text) in (1..).zip(&texts) {
            assert!(text.contains(&format!("Halaman {number} dari {pages}")), "{text}");
        }
        let headed = texts.iter().filter(|text| text.contains(head)).count();
        assert!(headed + 1 >= pages, "{:?}: a head on {headed} of {pages} pages, the last may hold the signatures alone", list.template());
        assert!(printed.text().contains(&rows.to_string()));
    }
    let printed = typeset(&samples::destruction_with_identifiers(500)).flowing();
    assert!((0..500).all(|number| printed.contains(&samples::identifier(number))), "every identifier is there");
}

#[test]
fn empty_lists_say_so() {
    let (mut minutes, mut handover, list) = (samples::destruction(0), samples::handover_cards(0), samples::run_list(0));
    assert!(typeset(&minutes).text().contains("Nihil"));
    minutes.witness.nip = None;
    assert!(!typeset(&minutes).text().contains("none"));
    assert!(typeset(&handover).text().contains("Nihil"));
    handover.content = Content::Blanks(Vec::new());
    assert!(typeset(&handover).text().contains("Nihil"));
    assert!(typeset(&list).text().contains("Nihil"));
    assert_eq!(typeset(&Faces { cards: &[] }).sizes.len(), 1, "a page without a card");
}

#[test]
fn what_cannot_be_printed_is_refused_without_its_words() {
    let mut suket = samples::suket();
    suket.qr = "x".repeat(3_000);
    assert!(matches!(pdf(&suket), Err(TypesetFault::QrTooLong { template: Template::Suket })));
    let mut card = samples::card();
    card.address = "JALAN ".repeat(5_000);
    let fault = pdf(&card).unwrap_err();
    assert!(matches!(fault, TypesetFault::TextTooLong { template: Template::Card }));
    assert!(!fault.to_string().contains("JALAN"));
}

/// Names and addresses of up to 120 characters, with ordinary and with endless words.
fn long_text() -> impl Strategy<Value = String> {
    prop_oneof!["[A-Z]{1,12}( [A-Z.,'/-]{1,12}){0,9}", "[A-Z .,'()/-]{0,120}", "[MW]{100,120}"]
        .prop_map(|text| text.chars().take(120).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_face_holds_any_name_and_address(name in long_text(), address in long_text()) {
        let card = Card { name: name.clone(), address: address.clone(), ..samples::card() };
        check_face(&card, &[&name, &address]);
    }

    #[test]
    fn a_face_holds_long_words_everywhere(text in long_text()) {
        let all = || text.clone();
        let card = Card {
            province: all(), regency: all(), name: all(), birth: all(), sex: all(), blood: all(), address: all(), rt_rw: all(),
            village: all(), subdistrict: all(), religion: all(), marital: all(), occupation: all(), citizenship: all(),
            valid_until: all(), place: text.chars().take(50).collect(), ..samples::card()
        };
        check_face(&card, &[&text]);
    }
}

/// One page; every letter of the texts on it; values between the labels and the photo, above the strip.
fn check_face(card: &Card, texts: &[&str]) {
    let printed = typeset(card);
    assert_eq!(printed.sizes, [CARD]);
    assert_eq!(printed.outside(), Vec::<&str>::new());
    let flowing = printed.flowing();
    for text in texts {
        assert!(flowing.contains(&letters(text)), "{text} in {flowing}");
    }
    for item in printed.items.iter().filter(|item| item.left > 66.0 && item.left < 68.0 && item.top > 45.0) {
        assert!(item.right <= 180.5, "{} ends at {}", item.text, item.right);
        assert!(item.bottom <= 146.0, "{} ends at {}", item.text, item.bottom);
    }
}
