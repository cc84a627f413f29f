//! Every word that people read, Indonesian first.
//!
//! One row per text: its name, the Indonesian and the English. Code and templates take texts only from here
//! (`lang.search_button()`), so that a page cannot be half translated. Numbers in a text are written in the
//! language's own way; a row may end in a second English text for "more than one".
//! Start with `common.rs`; codes of other rooms (states, purposes, causes) are in `codes.rs`.

/// The language of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Bahasa Indonesia, the language of the office.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// The code for the `lang` attribute, the cookie and forms: `id` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// The language with this code, if there is one.
    pub fn find(code: &str) -> Option<Self> {
        match code {
            "id" => Some(Self::Id),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language that the switch in the page's head leads to.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Id => Self::En,
            Self::En => Self::Id,
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Id => "Bahasa Indonesia",
            Self::En => "English",
        }
    }
}

/// What can stand in a text: it knows how to write itself in a language.
trait Argument {
    fn written(&self, lang: Lang) -> String;
}

impl Argument for i64 {
    fn written(&self, lang: Lang) -> String {
        lang.number(*self)
    }
}

impl Argument for &str {
    fn written(&self, _: Lang) -> String {
        (*self).to_owned()
    }
}

impl Argument for jiff::civil::Date {
    fn written(&self, lang: Lang) -> String {
        lang.date_short(*self)
    }
}

/// Makes a method on [`Lang`] of each row: `name: "Indonesian", "English";`,
/// `name(n: i64): "{n} kartu", "{n} card" | "{n} cards";`.
macro_rules! texts {
    ($($name:ident $(($($arg:ident: $type:ty),+))? : $id:literal, $en:literal $(| $many:literal)?;)+) => {
        impl $crate::lang::Lang {
            $($crate::lang::texts! { @method $name [$($($arg: $type),+)?] $id, $en $(| $many)? })+
        }
        #[cfg(test)]
        pub(in crate::lang) const TEXTS: &[(&str, &str, &str)] = &[$((stringify!($name), $id, $en)),+];
    };
    (@method $name:ident [] $id:literal, $en:literal) => {
        #[doc = $en]
        pub const fn $name(self) -> &'static str {
            match self {
                Self::Id => $id,
                Self::En => $en,
            }
        }
    };
    (@method $name:ident [$($arg:ident: $type:ty),+] $id:literal, $en:literal) => {
        #[doc = $en]
        pub fn $name(self, $($arg: $type),+) -> String {
            $(let $arg = $crate::lang::Argument::written(&$arg, self);)+
            match self {
                Self::Id => format!($id),
                Self::En => format!($en),
            }
        }
    };
    (@method $name:ident [$count:ident: $counted:ty $(, $arg:ident: $type:ty)*] $id:literal, $en:literal | $many:literal) => {
        #[doc = $many]
        pub fn $name(self, $count: $counted $(, $arg: $type)*) -> String {
            let one = $count == 1;
            let $count = $crate::lang::Argument::written(&$count, self);
            $(let $arg = $crate::lang::Argument::written(&$arg, self);)*
            match (self, one) {
                (Self::Id, _) => format!($id),
                (Self::En, true) => format!($en),
                (Self::En, false) => format!($many),
            }
        }
    };
}
use texts;

/// Makes a method on [`Lang`] of each table of codes; a code that the table does not have stays as it is.
macro_rules! code_tables {
    ($($(#[$doc:meta])* $name:ident { $($code:literal: $id:literal, $en:literal;)+ })+) => {
        impl $crate::lang::Lang {
            $($(#[$doc])*
            pub fn $name(self, code: &str) -> &str {
                match (self, code) {
                    $((Self::Id, $code) => $id,
                    (Self::En, $code) => $en,)+
                    _ => code,
                }
            })+
        }
        #[cfg(test)]
        pub(in crate::lang) const TEXTS: &[(&str, &str, &str)] = &[$($((concat!(stringify!($name), " ", $code), $id, $en)),+),+];
    };
}
use code_tables;

mod accounts;
mod batches;
mod case;
mod central;
mod centre;
mod codes;
mod common;
mod coverage;
mod custody;
mod desk;
mod errors;
mod handover;
mod handover_refusals;
mod home;
mod import;
mod import_codes;
mod login;
mod looks;
mod lying;
mod notice_codes;
mod notices;
mod orders;
mod person;
mod plans;
mod print;
mod proposals;
mod questions;
mod refusal;
mod room;
mod room_codes;
mod room_refusals;
mod setup;
mod shortage;
mod signals;
mod status;
mod stock;
mod stock_acts;
#[cfg(test)]
mod tests;
