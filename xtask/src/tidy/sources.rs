//! Rules for Rust sources that need to know code from text: where SQL and pages stand, what may not be left behind,
//! how a crate opens.

use super::Violations;
use super::rust::{Literal, Source};
use super::sql;
use super::tree::{TextFile, Tree};

/// The only crate with SQL.
const SQL_HOME: &str = "store";
/// The only crate with pages.
const PAGE_HOME: &str = "web";
const PAGE_MARKS: &[&str] = &["<html", "<div"];
const CRATE_DOCS_LINES_MIN: usize = 5;

/// What may not be left in code, and why.
const LEFT_BEHIND: &[(&str, &str)] = &[
    ("todo!(", "unfinished work"),
    ("unimplemented!(", "unfinished work"),
    ("dbg!(", "a debugging aid"),
    ("#[ignore", "a test that never runs"),
];

pub fn check(tree: &Tree) -> Violations {
    let mut violations = Violations::new();
    for file in &tree.files {
        if file.extension() == "html" && file.path.starts_with("crates/") && !in_crate(file, PAGE_HOME) {
            violations.push(format!("{}: pages stand in crates/{PAGE_HOME} only", file.path));
        }
        if file.extension() == "rs" {
            violations.extend(check_source(file));
        }
    }
    violations
}

fn check_source(file: &TextFile) -> Violations {
    let source = Source::read(&file.text);
    let mut violations = left_behind(file, &source);
    violations.extend(crate_docs(file));
    let Some(library) = file.library_source().filter(|_| !file.is_test()) else {
        return violations;
    };
    let tests = source.test_lines();
    for literal in &source.literals {
        if !tests.iter().any(|lines| lines.contains(&literal.line)) {
            violations.extend(check_literal(library, literal).map(|what| place(file, literal.line, &what)));
        }
    }
    violations
}

/// What is wrong with a text that stands in a crate's own code.
fn check_literal(library: &str, literal: &Literal) -> Option<String> {
    let is_page = PAGE_MARKS.iter().any(|mark| literal.text.contains(mark));
    if library != PAGE_HOME && is_page {
        return Some(format!("HTML stands in crates/{PAGE_HOME} only"));
    }
    if library == SQL_HOME {
        let is_statement = sql::is_statement(&literal.text);
        return sql::check_placeholders(&literal.text).err().filter(|_| is_statement);
    }
    sql::is_data_statement(&literal.text).then(|| format!("SQL stands in crates/{SQL_HOME} only"))
}

fn left_behind(file: &TextFile, source: &Source) -> Violations {
    let mut violations = Violations::new();
    for (index, line) in source.code.lines().enumerate() {
        for (mark, why) in LEFT_BEHIND.iter().filter(|(mark, _)| line.contains(mark)) {
            violations.push(place(file, index + 1, &format!("{why} ({mark}…)")));
        }
    }
    violations
}

fn crate_docs(file: &TextFile) -> Option<String> {
    let library = file.library_source()?;
    if file.path != format!("crates/{library}/src/lib.rs") {
        return None;
    }
    let lines = file.text.lines().take_while(|line| line.starts_with("//!")).count();
    (lines < CRATE_DOCS_LINES_MIN).then(|| {
        format!("{}: opens with {lines} lines of `//!` documentation; at least {CRATE_DOCS_LINES_MIN} say what it is, its invariants and where to start reading", file.path)
    })
}

fn in_crate(file: &TextFile, name: &str) -> bool {
    file.path.starts_with(&format!("crates/{name}/"))
}

fn place(file: &TextFile, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", file.path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_one(path: &str, text: &str) -> Violations {
        check(&Tree { files: vec![TextFile { path: path.to_owned(), text: text.to_owned() }] })
    }

    #[test]
    fn sql_stands_in_the_store_only() {
        let text = "fn a() { f(\"SELECT 1\"); g(r#\"\n  INSERT INTO a\"#) }";
        assert_eq!(check_one("crates/app/src/a.rs", text).len(), 2);
        assert!(check_one("crates/store/src/a.rs", text).is_empty());
        assert!(check_one("crates/app/tests/a.rs", text).is_empty());
        assert!(check_one("crates/app/src/a.rs", &format!("#[cfg(test)]\nmod tests {{ {text} }}")).is_empty());
        assert!(check_one("crates/app/src/a.rs", "f(\"SELECTED\"); g(\"Update it\")").is_empty());
    }

    #[test]
    fn the_stores_placeholders_are_checked() {
        let found = check_one("crates/store/src/a.rs", "\n\nf(\"DELETE FROM a WHERE b = $1\")");
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/store/src/a.rs:3:"), "{found:?}");
    }

    #[test]
    fn pages_stand_in_web_only() {
        let text = "fn a() { f(\"<div>\") }";
        assert_eq!(check_one("crates/documents/src/a.rs", text).len(), 1);
        assert!(check_one("crates/web/src/a.rs", text).is_empty());
        assert_eq!(check_one("crates/app/templates/a.html", "").len(), 1);
    }

    #[test]
    fn nothing_is_left_behind_in_code() {
        for (mark, _) in LEFT_BEHIND {
            assert_eq!(check_one("xtask/src/a.rs", mark).len(), 1, "{mark}");
            assert!(check_one("xtask/src/a.rs", &format!("// {mark}\nf(\"{mark}\")")).is_empty(), "{mark}");
        }
    }

    #[test]
    fn a_crate_opens_with_its_documentation() {
        let text = "//! a\n".repeat(CRATE_DOCS_LINES_MIN);
        assert!(check_one("crates/app/src/lib.rs", &text).is_empty());
        assert_eq!(check_one("crates/app/src/lib.rs", "//! a\n").len(), 1);
        assert!(check_one("crates/app/src/case.rs", "").is_empty());
    }
}
