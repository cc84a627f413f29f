//! The suite is complete: a public function of the store that no test calls fails here.

use std::{collections::BTreeSet, fs, path::Path};

/// What is looked through for public functions, below `src`: all of `tables`, `queries` and `journal`, and these.
const FILES: &[&str] = &[
    "copy.rs",
    "draw.rs",
    "engine.rs",
    "idempotency.rs",
    "jobs.rs",
    "keys.rs",
    "looks.rs",
    "schema.rs",
    "search.rs",
    "session.rs",
    "tx.rs",
    "value.rs",
];
const FOLDERS: &[&str] = &["journal", "queries", "tables"];

/// A public function as a test calls it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Public {
    /// `module::name`.
    Function(String),
    /// `value.name` or `Type::name`.
    Method(String),
}

impl Public {
    fn is_called_in(&self, code: &str) -> bool {
        match self {
            Self::Function(path) => holds_word(code, path),
            Self::Method(name) => holds_word(code, &format!(".{name}")) || holds_word(code, &format!("::{name}")),
        }
    }
}

/// Whether the text stands in the code and no longer word begins or ends with it.
fn holds_word(code: &str, text: &str) -> bool {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(text).any(|(position, _)| {
        let (before, after) = (code[..position].chars().next_back(), code[position + text.len()..].chars().next());
        let begins = text.starts_with(['.', ':']) || !before.is_some_and(part_of_word);
        begins && !after.is_some_and(part_of_word)
    })
}

/// The public functions of a source: those at the left margin are the module's, indented ones are methods.
fn public_functions(module: &str, source: &str) -> Vec<Public> {
    let mut found = Vec::new();
    for line in source.lines() {
        let unindented = line.trim_start();
        let Some(rest) = unindented.strip_prefix("pub fn ").or_else(|| unindented.strip_prefix("pub const fn ")) else { continue };
        let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        let is_method = unindented.len() < line.len();
        // Names given by a macro's argument are made known where the macro is used.
        if !name.is_empty() {
            found.push(if is_method { Public::Method(name) } else { Public::Function(format!("{module}::{name}")) });
        }
    }
    found
}

/// A source without its comments.
fn code_of(path: &Path) -> String {
    let source = fs::read_to_string(path).unwrap();
    source.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code)).collect::<Vec<_>>().join("\n")
}

/// The module under which the functions of a file are reached; the parts of the journal are re-exported by it.
fn module_of(path: &Path) -> String {
    let (stem, parent) = (path.file_stem().unwrap(), path.parent().unwrap().file_name().unwrap());
    let name = if stem == "mod" || parent == "journal" { parent } else { stem };
    name.to_str().unwrap().to_owned()
}

#[test]
fn every_public_function_is_called() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = FILES.iter().map(|name| root.join("src").join(name)).collect();
    for folder in FOLDERS {
        paths.extend(fs::read_dir(root.join("src").join(folder)).unwrap().map(|entry| entry.unwrap().path()));
    }
    let suite = fs::read_dir(root.join("tests/conformance")).unwrap().map(|entry| entry.unwrap().path());
    let suite: String = suite.filter(|path| !path.ends_with("coverage.rs")).map(|path| code_of(&path)).collect();
    let public: BTreeSet<Public> = paths.iter().flat_map(|path| public_functions(&module_of(path), &code_of(path))).collect();
    assert!(public.len() > 80, "only {} public functions were found", public.len());
    let missed: Vec<&Public> = public.iter().filter(|function| !function.is_called_in(&suite)).collect();
    assert!(missed.is_empty(), "no test calls {missed:?}");
}

#[test]
fn what_is_not_called_is_noticed() {
    let source =
        "pub fn find(tx: &mut Tx<'_>) {}\n    pub const fn from_bytes(bytes: [u8; 32]) {}\npub(crate) fn hidden() {}\nfn private() {}\n";
    let found = public_functions("card", source);
    assert_eq!(found, [Public::Function("card::find".to_owned()), Public::Method("from_bytes".to_owned())]);
    assert!(found[0].is_called_in("tables::card::find(tx, id)"));
    assert!(found[0].is_called_in("read(store, card::find)"));
    for other in ["place::find(tx)", "card::find_by_code(tx)", "postcard::find(tx)", "find(tx)"] {
        assert!(!found[0].is_called_in(other), "{other}");
    }
    assert!(found[1].is_called_in("OfficeKey::from_bytes([0; 32])"));
    assert!(!found[1].is_called_in("from_bytes([0; 32])"));
}
