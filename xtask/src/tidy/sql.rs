//! Placeholders in SQL: `?1`, `?2` …, numbered in order of first appearance.
//!
//! The store turns them into `$1`, `$2` … for PostgreSQL. SQLite takes a `$1` for a *named* parameter and numbers it by
//! its first appearance, so that a bare `$` would bind one value on one engine and another on the other.

use std::collections::BTreeSet;

const DATA_VERBS: &[&str] = &["SELECT", "INSERT", "UPDATE", "DELETE"];

/// Whether a text begins as a statement that reads or changes rows.
pub fn is_data_statement(text: &str) -> bool {
    DATA_VERBS.contains(&first_word(text))
}

/// The same, or a common table expression.
pub fn is_statement(text: &str) -> bool {
    is_data_statement(text) || first_word(text) == "WITH"
}

/// A word counts only with something after it: `"SELECT"` alone is a word, not a statement.
fn first_word(text: &str) -> &str {
    text.trim_start().split_once(char::is_whitespace).map_or("", |(word, _)| word)
}

/// Refuses what the two engines would bind differently. Quoted text and comments of the SQL are passed over.
pub fn check_placeholders(statement: &str) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    let mut rest = statement;
    while let Some(next) = rest.chars().next() {
        rest = match next {
            '\'' | '"' => after_quoted(rest, next),
            '-' if rest.starts_with("--") => after(rest, rest.find('\n')),
            '$' => return Err(refusal("a bare `$`; write `?1`, `?2` …", rest)),
            '?' => placeholder(rest, &mut seen)?,
            _ => rest.get(next.len_utf8()..).unwrap_or_default(),
        };
    }
    Ok(())
}

fn placeholder<'a>(rest: &'a str, seen: &mut BTreeSet<u32>) -> Result<&'a str, String> {
    let after = rest.get(1..).unwrap_or_default();
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (digits, after) = after.split_at_checked(digits).unwrap_or_default();
    let number: u32 = digits.parse().map_err(|_| refusal("a `?` without a number", rest))?;
    let due = u32::try_from(seen.len()).unwrap_or(u32::MAX).saturating_add(1);
    if number != due && !seen.contains(&number) {
        return Err(refusal(&format!("`?{number}` where `?{due}` is due, in order of first appearance"), rest));
    }
    seen.insert(number);
    Ok(after)
}

/// A doubled quote inside ends one text and begins the next, which comes to the same.
fn after_quoted(rest: &str, quote: char) -> &str {
    let inside = rest.get(1..).unwrap_or_default();
    after(inside, inside.find(quote))
}

fn after(text: &str, end: Option<usize>) -> &str {
    end.and_then(|end| text.get(end + 1..)).unwrap_or_default()
}

fn refusal(what: &str, rest: &str) -> String {
    let excerpt: String = rest.chars().take_while(|c| *c != '\n').take(20).collect();
    format!("{what}, at {excerpt:?}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_told_by_their_first_word() {
        for text in ["SELECT 1", "  \n DELETE FROM a", "INSERT\nINTO a", "UPDATE a"] {
            assert!(is_data_statement(text), "{text}");
        }
        for text in ["", "SELECT", "SELECTED one", "select one", "WITH a AS"] {
            assert!(!is_data_statement(text), "{text}");
        }
        assert!(is_statement("WITH a AS (SELECT 1) SELECT * FROM a"));
    }

    #[test]
    fn placeholders_in_order_pass() {
        for text in [
            "SELECT 1",
            "SELECT a FROM b WHERE c = ?1 AND d = ?2 AND e = ?1",
            "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11",
            "SELECT '?7 costs $1', \"what?\" FROM a WHERE b = ?1 -- ?9 and $2\n AND c = ?2",
            "SELECT 'it''s ?9' WHERE a = ?1",
        ] {
            assert_eq!(check_placeholders(text), Ok(()), "{text}");
        }
    }

    #[test]
    fn what_the_engines_bind_differently_is_refused() {
        for (text, what) in [
            ("SELECT a WHERE b = $1", "a bare `$`"),
            ("SELECT a WHERE b = $name", "a bare `$`"),
            ("SELECT a WHERE b = ?", "without a number"),
            ("SELECT a WHERE b = ?2", "`?2` where `?1` is due"),
            ("UPDATE a SET b = ?1, c = ?3 WHERE d = ?2", "`?3` where `?2` is due"),
            ("SELECT a WHERE b = ?0", "`?0` where `?1` is due"),
        ] {
            let refusal = check_placeholders(text).unwrap_err();
            assert!(refusal.contains(what), "{text}: {refusal}");
        }
    }
}
