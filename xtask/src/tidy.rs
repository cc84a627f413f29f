//! `cargo xtask tidy`: the rules of the tree that no compiler or linter knows. Every violation is listed.

mod files;
mod licences;
mod migrations;
mod rooms;
mod rust;
mod sources;
mod sql;
mod tree;
pub mod workspace;

use anyhow::{Result, bail};

use self::tree::Tree;

/// One sentence per violation, beginning with the place.
type Violations = Vec<String>;

/// Checks everything and fails when anything is wrong.
pub fn run() -> Result<()> {
    let tree = Tree::read()?;
    let mut violations = Violations::new();
    violations.extend(files::check(&tree));
    violations.extend(sources::check(&tree));
    violations.extend(migrations::check(&tree));
    violations.extend(or_unchecked("who depends on whom", workspace::check_edges()));
    violations.extend(or_unchecked("what a crate contains", workspace::check_contents()));
    violations.extend(or_unchecked("licences", licences::check()));
    for violation in &violations {
        println!("{violation}");
    }
    match violations.len() {
        0 => Ok(()),
        1 => bail!("1 violation"),
        count => bail!("{count} violations"),
    }
}

/// A check that could not be made is a violation like any other, so that the rest is still listed.
fn or_unchecked(what: &str, outcome: Result<Violations>) -> Violations {
    outcome.unwrap_or_else(|error| vec![format!("{what}: could not be checked: {error:#}")])
}
