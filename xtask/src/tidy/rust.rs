//! Just enough of Rust's grammar to tell code, comments and string literals apart.

use std::ops::RangeInclusive;

/// A source file taken apart.
pub struct Source {
    /// The code with every comment and the content of every literal blanked; lines are those of the file.
    pub code: String,
    pub literals: Vec<Literal>,
}

/// A string literal of any kind (plain, raw, byte, C) with its escapes resolved.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Of its first character, counted from 1.
    pub line: usize,
    pub text: String,
}

impl Source {
    pub fn read(text: &str) -> Self {
        let mut reader = Reader { rest: text, line: 1, code: String::with_capacity(text.len()), literals: Vec::new() };
        while let Some(next) = reader.peek() {
            reader.token(next);
        }
        Self { code: reader.code, literals: reader.literals }
    }

    /// The lines of every item marked `#[cfg(test)]`, from the mark to the item's closing brace or semicolon.
    pub fn test_lines(&self) -> Vec<RangeInclusive<usize>> {
        let mark = "#[cfg(test)]";
        let line_at = |position: usize| 1 + self.code.bytes().take(position).filter(|byte| *byte == b'\n').count();
        let starts = self.code.match_indices(mark).map(|(position, _)| position);
        starts.map(|start| line_at(start)..=line_at(start + item_length(self.code.get(start..)))).collect()
    }
}

/// Up to the first semicolon outside brackets of any kind or the brace that closes the item.
fn item_length(item: Option<&str>) -> usize {
    let item = item.unwrap_or_default();
    let mut depth = 0_usize;
    for (position, character) in item.char_indices() {
        match character {
            '{' | '(' | '[' => depth += 1,
            '}' if depth <= 1 => return position,
            '}' | ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => return position,
            _ => {}
        }
    }
    item.len()
}

struct Reader<'a> {
    rest: &'a str,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn peek_at(&self, index: usize) -> Option<char> {
        self.rest.chars().nth(index)
    }

    fn take(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next()?;
        self.rest = characters.as_str();
        self.line += usize::from(next == '\n');
        Some(next)
    }

    fn keep(&mut self) -> Option<char> {
        let next = self.take()?;
        self.code.push(next);
        Some(next)
    }

    fn blank(&mut self) -> Option<char> {
        let next = self.take()?;
        self.code.push(if next == '\n' { '\n' } else { ' ' });
        Some(next)
    }

    fn token(&mut self, next: char) {
        if self.rest.starts_with("//") {
            self.line_comment();
        } else if self.rest.starts_with("/*") {
            self.block_comment();
        } else if next == '"' {
            self.plain_string();
        } else if next == '\'' {
            self.quote();
        } else if next.is_alphabetic() || next == '_' {
            self.word();
        } else {
            self.keep();
        }
    }

    fn line_comment(&mut self) {
        while self.peek().is_some_and(|next| next != '\n') {
            self.blank();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0_usize;
        loop {
            let step = if self.rest.starts_with("/*") {
                depth += 1;
                2
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                2
            } else {
                1
            };
            for _ in 0..step {
                self.blank();
            }
            if depth == 0 || self.rest.is_empty() {
                return;
            }
        }
    }

    /// A character literal is blanked, the apostrophe of a lifetime kept.
    fn quote(&mut self) {
        self.keep();
        if self.peek() == Some('\\') {
            self.blank();
            self.blank();
            while self.peek().is_some_and(|next| next != '\'') {
                self.blank();
            }
            self.keep();
        } else if self.peek_at(1) == Some('\'') {
            self.blank();
            self.keep();
        }
    }

    /// An identifier, a keyword or the prefix of a raw string.
    fn word(&mut self) {
        let mut word = String::new();
        while self.peek().is_some_and(|next| next.is_alphanumeric() || next == '_') {
            word.extend(self.keep());
        }
        if !matches!(word.as_str(), "r" | "br" | "cr") {
            return;
        }
        let hashes = self.rest.chars().take_while(|next| *next == '#').count();
        if self.peek_at(hashes) == Some('"') {
            self.raw_string(hashes);
        }
    }

    fn raw_string(&mut self, hashes: usize) {
        let line = self.line;
        let end = format!("\"{}", "#".repeat(hashes));
        for _ in 0..=hashes {
            self.keep();
        }
        let mut text = String::new();
        while !self.rest.is_empty() && !self.rest.starts_with(&end) {
            text.extend(self.blank());
        }
        for _ in 0..=hashes {
            self.keep();
        }
        self.literals.push(Literal { line, text });
    }

    fn plain_string(&mut self) {
        let line = self.line;
        self.keep();
        let mut text = String::new();
        while let Some(next) = self.peek().filter(|next| *next != '"') {
            self.blank();
            if next == '\\' {
                self.escape(&mut text);
            } else {
                text.push(next);
            }
        }
        self.keep();
        self.literals.push(Literal { line, text });
    }

    /// What follows a backslash. Numbered characters are left as they are written: nothing we look for needs them.
    fn escape(&mut self, text: &mut String) {
        match self.blank() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some('\n') => {
                while self.peek().is_some_and(char::is_whitespace) {
                    self.blank();
                }
            }
            Some(other) => text.push(other),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(text: &str) -> Vec<(usize, String)> {
        Source::read(text).literals.into_iter().map(|literal| (literal.line, literal.text)).collect()
    }

    fn one(text: &str) -> String {
        let found = literals(text);
        assert_eq!(found.len(), 1, "{text}");
        found[0].1.clone()
    }

    #[test]
    fn plain_strings_with_escapes() {
        assert_eq!(one(r#"let a = "SELECT 1";"#), "SELECT 1");
        assert_eq!(one(r#"f("a\"b\\c\n")"#), "a\"b\\c\n");
        assert_eq!(one("f(\"SELECT \\\n      1\")"), "SELECT 1");
        assert_eq!(one("f(b\"x\", 'y')"), "x");
    }

    #[test]
    fn raw_strings_end_at_their_own_hashes() {
        assert_eq!(one(r##"r#"say "hi" \n"#"##), r#"say "hi" \n"#);
        assert_eq!(one("r\"a\\\""), "a\\");
        assert_eq!(one("br##\"a\"#b\"##"), "a\"#b");
        assert!(literals("let r#type = r; r#fn()").is_empty());
    }

    #[test]
    fn comments_and_characters_hold_no_strings() {
        for text in ["// \"a\"", "/* \"a\" /* \"b\" */ \"c\" */", "'\"'", "'\\\"'", "b'\"'", "fn a<'a>(x: &'a str) {}"] {
            assert!(literals(text).is_empty(), "{text}");
        }
        assert_eq!(one("fn a<'a>(x: &'a str) { f('\\'', \"x\") }"), "x");
        assert_eq!(one("let c = '\\u{22}'; \"x\""), "x");
    }

    #[test]
    fn lines_are_those_of_the_first_character() {
        assert_eq!(literals("\n\"a\n\"\n\"b\""), [(2, "a\n".to_owned()), (4, "b".to_owned())]);
    }

    #[test]
    fn code_keeps_its_lines_and_loses_its_texts() {
        let source = Source::read("f(\"x\ny\"); // z\ng('c', \"\") /* h */");
        assert_eq!(source.code, "f(\" \n \");     \ng(' ', \"\")        ");
    }

    #[test]
    fn unfinished_sources_end_too() {
        for text in ["\"abc", "r#\"abc", "/* abc", "'\\", "\"\\"] {
            assert!(Source::read(text).literals.len() <= 1, "{text}");
        }
    }

    #[test]
    fn test_items_are_found_to_their_end() {
        let text = "fn a() {}\n#[cfg(test)]\nmod tests {\n  fn b() { \"}\" }\n}\nfn c() {}\n#[cfg(test)]\nmod d;\nfn e() {}\n\
            #[cfg(test)]\nfn f(x: [u8; 2]) {\n}\n";
        assert_eq!(Source::read(text).test_lines(), [2..=5, 7..=8, 10..=12]);
    }
}
