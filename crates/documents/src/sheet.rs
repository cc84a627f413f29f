//! From a document to its PDF.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use thiserror::Error;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards, Timestamp};

use crate::qr;
use crate::world::Desk;

/// What can be typeset.
pub trait Sheet {
    /// The form it is printed on.
    fn template(&self) -> Template;

    /// Its title in a reader's window: the kind of document and its number, nothing of a person.
    fn title(&self) -> String;

    /// The day that the PDF says it was made on.
    fn date(&self) -> Date;

    /// What the template is given.
    fn data(&self) -> Result<Value, TypesetFault>;

    /// What its QR code says, when it has one.
    fn qr(&self) -> Option<&str> {
        None
    }
}

/// The forms, each a file of `templates/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// Surat keterangan pengganti KTP-el.
    Suket,
    /// Surat permohonan blangko.
    Request,
    /// Surat permohonan peminjaman blangko.
    LoanLetter,
    /// Tanda terima peminjaman blangko.
    LoanReceipt,
    /// Berita acara pemusnahan.
    Destruction,
    /// Lembar penutupan harian.
    Closing,
    /// Berita acara serah terima.
    Handover,
    /// Daftar cetak.
    RunList,
    /// Muka kartu, contoh.
    Card,
}

/// A document that could not be typeset; it names the form, never what stands in it.
#[derive(Debug, Error)]
pub enum TypesetFault {
    /// The struct is no JSON.
    #[error("could not encode the data of {template:?}")]
    Encode {
        /// The form.
        template: Template,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
    /// The text of the QR code is longer than a symbol holds (2,331 bytes).
    #[error("the QR code of {template:?} cannot hold its text")]
    QrTooLong {
        /// The form.
        template: Template,
    },
    /// A text is too long for its place even in the smallest print.
    #[error("a text of {template:?} is too long for its place")]
    TextTooLong {
        /// The form.
        template: Template,
    },
    /// The form itself is wrong.
    #[error("could not typeset {template:?}: {reasons}")]
    Typeset {
        /// The form.
        template: Template,
        /// What the typesetter says.
        reasons: String,
    },
}

/// A struct as the template's data.
pub(crate) fn encode(template: Template, document: &impl Serialize) -> Result<Value, TypesetFault> {
    serde_json::to_value(document).map_err(|source| TypesetFault::Encode { template, source })
}

/// Typesets a document. The result is a PDF 1.7, the same bytes for the same document.
pub fn pdf(sheet: &dyn Sheet) -> Result<Vec<u8>, TypesetFault> {
    let written = pages(sheet).and_then(|typeset| write(sheet, &typeset.output, PdfStandards::default()));
    // What was not used by the last few documents is forgotten, or a batch would fill the memory.
    comemo::evict(CACHE_AGE_DOCUMENTS);
    written
}

/// How many documents long a result of the typesetter is remembered.
const CACHE_AGE_DOCUMENTS: usize = 5;

/// The pages of a document, and what the typesetter had to say about them.
pub(crate) fn pages(sheet: &dyn Sheet) -> Result<Warned<PagedDocument>, TypesetFault> {
    let template = sheet.template();
    let mut data = sheet.data()?;
    printable(&mut data);
    let data = serde_json::json!({ "title": sheet.title(), "sheet": data });
    let data = serde_json::to_vec(&data).map_err(|source| TypesetFault::Encode { template, source })?;
    let qr = match sheet.qr() {
        None => None,
        Some(text) => Some(qr::svg(text).ok_or(TypesetFault::QrTooLong { template })?),
    };
    let Warned { output, warnings } = typst::compile(&Desk::new(template, data, qr));
    match output {
        Ok(output) => Ok(Warned { output, warnings }),
        Err(errors) => Err(fault(template, &errors)),
    }
}

/// Writes pages as PDF.
pub(crate) fn write(sheet: &dyn Sheet, pages: &PagedDocument, standards: PdfStandards) -> Result<Vec<u8>, TypesetFault> {
    let template = sheet.template();
    let date = sheet.date();
    let (year, month, day) = (date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs());
    let options = PdfOptions {
        ident: Smart::Custom(sheet.title()),
        creator: Smart::Custom(Some("Loket".to_owned())),
        timestamp: Datetime::from_ymd_hms(year, month, day, 0, 0, 0).map(Timestamp::new_utc),
        standards,
        // A specimen is looked at, not read; tags would take a third of the time of a batch.
        tagged: template != Template::Card,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| fault(template, &errors))
}

fn fault(template: Template, errors: &[SourceDiagnostic]) -> TypesetFault {
    let reasons: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    TypesetFault::Typeset { template, reasons: reasons.join("; ") }
}

/// The letters of a longer word than this may be parted anywhere: it would run out of its cell. Indonesian words are shorter.
const WORD_CHARS_MAX: usize = 20;
/// Zero width space: a line may end here.
const BREAK: char = '\u{200b}';

/// Makes every text one that can be printed: control characters become spaces, and endless words may break.
fn printable(value: &mut Value) {
    match value {
        Value::String(text) => *text = printable_text(text),
        Value::Array(values) => values.iter_mut().for_each(printable),
        Value::Object(fields) => fields.values_mut().for_each(printable),
        _ => {}
    }
}

fn printable_text(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.split(' ').all(|word| word.len() <= WORD_CHARS_MAX) {
        return text;
    }
    let words = text.split(' ').map(|word| match word.chars().count() {
        0..=WORD_CHARS_MAX => word.to_owned(),
        _ => word.chars().flat_map(|character| [character, BREAK]).collect(),
    });
    words.collect::<Vec<_>>().join(" ")
}
