//! The frame around every page.

use super::{Tab, Tone, routes};
use crate::{format::Zone, lang::Lang};
use jiff::{Timestamp, civil::Date};

/// What the frame shows and what every form carries.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The reader's language.
    pub lang: Lang,
    /// The office's name.
    pub office: String,
    /// Whether the people on the pages are invented.
    pub demo: bool,
    /// The time of this answer.
    pub now: Timestamp,
    /// The office's time zone.
    pub zone: Zone,
    /// Who has signed in; without one the menu and the search box are left out.
    pub user: Option<SignedIn>,
    /// The token against forged forms, sent as `csrf`.
    pub csrf: String,
    /// A fresh idempotency key, sent as `key`.
    pub key: String,
    /// Path (without personal data) to come back to after a change of language.
    pub here: String,
    /// The menu entries that the reader may open.
    pub menu: Vec<Nav>,
    /// The menu entry that this page belongs to.
    pub current: Option<Nav>,
    /// The pages beneath that entry, as tabs; empty for entries whose pages bring their own.
    pub tabs: Vec<Tab>,
    /// What the last act led to.
    pub notice: Option<Notice>,
    /// What is wrong with the form that was sent; makes the page an error page.
    pub errors: Vec<FieldError>,
}

/// Who has signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The officer's name.
    pub name: String,
    /// The officer's role in words.
    pub role: String,
}

/// A message about the last act.
#[derive(Debug, Clone)]
pub struct Notice {
    /// `Good` or `Wait`.
    pub tone: Tone,
    /// What it says.
    pub text: String,
}

impl Notice {
    /// Whether the act succeeded.
    pub fn is_good(&self) -> bool {
        self.tone == Tone::Good
    }
}

/// What is wrong with one field, or with the whole form.
#[derive(Debug, Clone)]
pub struct FieldError {
    /// The id of the field on the page; none for the form as a whole.
    pub field: Option<String>,
    /// What is wrong and how to mend it.
    pub text: String,
}

impl FieldError {
    /// An error at a field.
    pub fn at(field: &str, text: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), text: text.into() }
    }

    /// An error of the whole form, such as a refusal.
    pub fn whole(text: impl Into<String>) -> Self {
        Self { field: None, text: text.into() }
    }
}

/// An entry of the main menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Home.
    Home,
    /// The search box.
    Search,
    /// Ready to print.
    Print,
    /// Shelves.
    Shelf,
    /// Pick-up desk.
    Pickup,
    /// Blanks.
    Stock,
    /// Proposals, accounts and looks.
    Oversight,
    /// Importing files, and the questions that they raise.
    Import,
    /// Records at the centre.
    Centre,
    /// Who must have a card.
    Coverage,
}

impl Nav {
    /// The whole menu in order.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::Search,
        Self::Print,
        Self::Shelf,
        Self::Pickup,
        Self::Stock,
        Self::Oversight,
        Self::Centre,
        Self::Coverage,
        Self::Import,
    ];

    /// Its words.
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Home => lang.nav_home(),
            Self::Search => lang.nav_search(),
            Self::Print => lang.nav_print(),
            Self::Shelf => lang.nav_shelf(),
            Self::Pickup => lang.nav_pickup(),
            Self::Stock => lang.nav_stock(),
            Self::Oversight => lang.nav_oversight(),
            Self::Import => lang.nav_import(),
            Self::Centre => lang.nav_centre(),
            Self::Coverage => lang.nav_coverage(),
        }
    }

    /// Where it leads. Searching is always on the page itself.
    pub const fn href(self) -> &'static str {
        match self {
            Self::Home => routes::HOME,
            Self::Search => "#q",
            Self::Print => routes::PRINT_ROOM,
            Self::Shelf => routes::SHELF,
            Self::Pickup => routes::PICKUP,
            Self::Stock => routes::STOCK,
            Self::Oversight => routes::PROPOSALS,
            Self::Import => routes::IMPORTS,
            Self::Centre => routes::CENTRE,
            Self::Coverage => routes::COVERAGE,
        }
    }

    /// The shortcut key, the same for every role.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Home => "1",
            Self::Search => "2",
            Self::Print => "3",
            Self::Shelf => "4",
            Self::Pickup => "5",
            Self::Stock => "6",
            Self::Oversight => "7",
            Self::Import => "0",
            Self::Centre => "8",
            Self::Coverage => "9",
        }
    }
}

impl Shell {
    /// Whether the reader may search for people.
    pub fn may_search(&self) -> bool {
        self.menu.contains(&Nav::Search)
    }

    /// Whether this page answers a form that could not be accepted.
    pub fn failed(&self) -> bool {
        !self.errors.is_empty()
    }

    /// What is wrong with the field of this id.
    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|error| error.field.as_deref() == Some(field)).map(|error| error.text.as_str())
    }

    /// Whether a field whose id starts so has an error; opens the form that holds it.
    pub fn error_within(&self, prefix: &str) -> bool {
        self.errors.iter().any(|error| error.field.as_deref().is_some_and(|field| field.starts_with(prefix)))
    }

    /// A moment in the office's zone.
    pub fn moment(&self, at: Timestamp) -> String {
        self.lang.moment(at, self.zone)
    }

    /// The full years of someone born on this day.
    pub fn years(&self, birth: Date) -> Option<i64> {
        crate::format::full_years(birth, self.zone.day(self.now))
    }
}

/// What every page has.
pub trait Page: askama::Template {
    /// The frame.
    fn shell(&self) -> &Shell;
}

/// Says of each page struct where its frame is.
macro_rules! pages {
    ($($page:ty),+ $(,)?) => {
        $(impl $crate::pages::Page for $page {
            fn shell(&self) -> &$crate::pages::Shell {
                &self.shell
            }
        })+
    };
}
pub(super) use pages;
