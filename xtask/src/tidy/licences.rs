//! Every dependency's licence must be one that an office may use, change and pass on without asking.

use anyhow::{Context, Result};

use super::Violations;
use super::workspace::{field, metadata, packages};

/// `deny.toml` holds the same list; there cargo-deny also reads the licence texts.
const ALLOWED: &[&str] =
    &["0BSD", "Apache-2.0", "BSL-1.0", "CC0-1.0", "CDLA-Permissive-2.0", "ISC", "MIT", "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib"];
const ALLOWED_FAMILY: &str = "BSD-";

pub fn check() -> Result<Violations> {
    let metadata = metadata(&[])?;
    let mut violations = Violations::new();
    for package in packages(&metadata)? {
        let name = field(package, "name").context("a package without a name")?;
        let version = field(package, "version").unwrap_or_default();
        let complaint = match field(package, "license") {
            None => Some("names no licence".to_owned()),
            Some(expression) => complaint(expression),
        };
        violations.extend(complaint.map(|complaint| format!("{name} {version}: {complaint}")));
    }
    Ok(violations)
}

fn complaint(expression: &str) -> Option<String> {
    match is_allowed(expression) {
        Some(true) => None,
        Some(false) => Some(format!("the licence {expression:?} is not allowed")),
        None => Some(format!("the licence {expression:?} is not understood")),
    }
}

/// Judges an SPDX expression (`/` is the old way to write `OR`); nothing when it is not one.
fn is_allowed(expression: &str) -> Option<bool> {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (verdict, rest) = any_of(&words)?;
    rest.is_empty().then_some(verdict)
}

type Parsed<'a> = Option<(bool, &'a [&'a str])>;

/// `a OR b`: one allowed choice is enough.
fn any_of<'a>(words: &'a [&'a str]) -> Parsed<'a> {
    let (mut verdict, mut rest) = all_of(words)?;
    while let Some((&"OR", after)) = rest.split_first() {
        let (other, after) = all_of(after)?;
        (verdict, rest) = (verdict || other, after);
    }
    Some((verdict, rest))
}

/// `a AND b`: all must be allowed.
fn all_of<'a>(words: &'a [&'a str]) -> Parsed<'a> {
    let (mut verdict, mut rest) = one(words)?;
    while let Some((&"AND", after)) = rest.split_first() {
        let (other, after) = one(after)?;
        (verdict, rest) = (verdict && other, after);
    }
    Some((verdict, rest))
}

/// A licence, or an expression in parentheses. An exception (`WITH`) only ever permits more than its licence.
fn one<'a>(words: &'a [&'a str]) -> Parsed<'a> {
    let (&first, rest) = words.split_first()?;
    if first == "(" {
        let (verdict, rest) = any_of(rest)?;
        let (&end, rest) = rest.split_first()?;
        return (end == ")").then_some((verdict, rest));
    }
    if matches!(first, ")" | "OR" | "AND" | "WITH") {
        return None;
    }
    let verdict = is_allowed_licence(first);
    match rest.split_first() {
        Some((&"WITH", after)) => after.split_first().map(|(_, rest)| (verdict, rest)),
        _ => Some((verdict, rest)),
    }
}

fn is_allowed_licence(name: &str) -> bool {
    let name = name.trim_end_matches('+');
    ALLOWED.contains(&name) || name.starts_with(ALLOWED_FAMILY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_judged() {
        for (expression, verdict) in [
            ("MIT", Some(true)),
            ("MIT/Apache-2.0", Some(true)),
            ("GPL-3.0-only", Some(false)),
            ("MIT OR GPL-3.0-only", Some(true)),
            ("MIT AND GPL-3.0-only", Some(false)),
            ("MIT AND BSD-3-Clause", Some(true)),
            ("GPL-2.0-only OR MIT AND ISC", Some(true)),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true)),
            ("(MIT OR Apache-2.0) AND GPL-3.0-only", Some(false)),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", Some(true)),
            ("GPL-2.0-only WITH Classpath-exception-2.0", Some(false)),
            ("MIT OR (Zlib AND (ISC OR 0BSD))", Some(true)),
            ("", None),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT Apache-2.0", None),
            ("MIT WITH", None),
        ] {
            assert_eq!(is_allowed(expression), verdict, "{expression}");
        }
    }
}
