//! What typst sees: the forms, two font faces, and one document's data. There is no file system, package or clock behind it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::sheet::Template;

/// The faces, regular first; `data/fonts/README.md` tells where they come from.
const FACES: [&[u8]; 2] =
    [include_bytes!("../../../data/fonts/LiberationSans-Regular.ttf"), include_bytes!("../../../data/fonts/LiberationSans-Bold.ttf")];

/// What all forms import.
const COMMON: (&str, &str) = ("/common.typ", include_str!("templates/common.typ"));

/// Where a form reads its data.
const DATA: &str = "/data.json";
/// Where a form finds its QR code.
const QR: &str = "/qr.svg";

impl Template {
    /// Path and text of the form, which defines `sheet(title, data)`.
    const fn source(self) -> (&'static str, &'static str) {
        match self {
            Self::Suket => ("/suket.typ", include_str!("templates/suket.typ")),
            Self::Request => ("/request.typ", include_str!("templates/request.typ")),
            Self::LoanLetter => ("/loan_letter.typ", include_str!("templates/loan_letter.typ")),
            Self::LoanReceipt => ("/loan_receipt.typ", include_str!("templates/loan_receipt.typ")),
            Self::Destruction => ("/destruction.typ", include_str!("templates/destruction.typ")),
            Self::Closing => ("/closing.typ", include_str!("templates/closing.typ")),
            Self::Handover => ("/handover.typ", include_str!("templates/handover.typ")),
            Self::RunList => ("/run_list.typ", include_str!("templates/run_list.typ")),
            Self::Card => ("/card.typ", include_str!("templates/card.typ")),
        }
    }
}

/// All forms.
const TEMPLATES: [Template; 9] = [
    Template::Suket,
    Template::Request,
    Template::LoanLetter,
    Template::LoanReceipt,
    Template::Destruction,
    Template::Closing,
    Template::Handover,
    Template::RunList,
    Template::Card,
];

/// What is the same for every document: read once, shared by all threads.
struct Shop {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    data: FileId,
    qr: FileId,
}

static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let fonts: Vec<Font> = FACES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
    let mut sources = vec![Source::new(file(COMMON.0), COMMON.1.to_owned())];
    for template in TEMPLATES {
        let (path, text) = template.source();
        sources.push(Source::new(file(path), text.to_owned()));
        let main = format!("#import \"{path}\": sheet\n#let data = json(\"{DATA}\")\n#sheet(data.title, data.sheet)");
        sources.push(Source::new(main_file(template), main));
    }
    Shop {
        library: LazyHash::new(<Library as LibraryExt>::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        sources,
        data: file(DATA),
        qr: file(QR),
    }
});

fn main_file(template: Template) -> FileId {
    file(&format!("/main{}", template.source().0))
}

fn file(path: &str) -> FileId {
    let Ok(path) = VirtualPath::new(path) else {
        unreachable!("{path} is a constant path");
    };
    RootedPath::new(VirtualRoot::Project, path).intern()
}

/// The two faces, regular first.
pub(crate) fn faces() -> &'static [Font] {
    &SHOP.fonts
}

/// One document on the desk.
pub(crate) struct Desk {
    main: FileId,
    data: Bytes,
    qr: Option<Bytes>,
}

impl Desk {
    /// The form, its data as JSON, and its QR code as SVG.
    pub(crate) fn new(template: Template, data: Vec<u8>, qr: Option<String>) -> Self {
        Self { main: main_file(template), data: Bytes::new(data), qr: qr.map(Bytes::from_string) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHOP.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHOP.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SHOP.sources.iter().find(|source| source.id() == id).cloned().ok_or_else(|| absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHOP.data {
            return Ok(self.data.clone());
        }
        self.qr.clone().filter(|_| id == SHOP.qr).ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHOP.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_with_slash().into())
}
