//! The text files of the repository, as git sees them: tracked, or new and not ignored.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::process::Command;

use anyhow::{Context, Result};

use crate::command;

pub struct Tree {
    pub files: Vec<TextFile>,
}

pub struct TextFile {
    /// From the root of the repository, with `/` between the parts.
    pub path: String,
    pub text: String,
}

impl Tree {
    /// Reads every file that is text; what is listed but gone from the disk is passed over.
    pub fn read() -> Result<Self> {
        let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
        let list = command::output(Command::new("git").args(list))?;
        let paths: BTreeSet<&str> = list.split('\0').filter(|path| !path.is_empty()).collect();
        let mut files = Vec::with_capacity(paths.len());
        for path in paths {
            let bytes = match std::fs::read(path) {
                Ok(bytes) => bytes,
                Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory) => {
                    continue;
                }
                Err(error) => return Err(error).with_context(|| format!("reading {path}")),
            };
            if bytes.contains(&0) {
                continue;
            }
            if let Ok(text) = String::from_utf8(bytes) {
                files.push(TextFile { path: path.to_owned(), text });
            }
        }
        Ok(Self { files })
    }
}

impl TextFile {
    pub fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The crate whose `src` the file is in: `crates/<name>/src/…`.
    pub fn library_source(&self) -> Option<&str> {
        let (name, rest) = self.path.strip_prefix("crates/")?.split_once('/')?;
        rest.starts_with("src/").then_some(name)
    }

    /// Whether the whole file is a test, by its name or its folder.
    pub fn is_test(&self) -> bool {
        self.path.split('/').any(|part| part == "tests" || part == "tests.rs" || part.ends_with("_tests.rs"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_tells_crate_extension_and_purpose() {
        let file = |path: &str| TextFile { path: path.to_owned(), text: String::new() };
        assert_eq!(file("crates/store/src/sql/case.rs").library_source(), Some("store"));
        assert_eq!(file("crates/store/tests/all.rs").library_source(), None);
        assert_eq!(file("xtask/src/main.rs").library_source(), None);
        assert_eq!(file("a.b/LICENSE").extension(), "");
        assert_eq!(file("a/b.c.rs").extension(), "rs");
        assert!(file("crates/web/src/pages/tests.rs").is_test());
        assert!(file("crates/web/tests/pages.rs").is_test());
        assert!(!file("crates/web/src/contests.rs").is_test());
    }
}
