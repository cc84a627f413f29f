//! The arrows between the crates, as cargo sees them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use super::Violations;
use super::rooms::{ALLOWED_EDGES, FORBIDDEN_CONTENTS, Uses};
use crate::command;

/// What `cargo metadata` says, with some more arguments.
pub fn metadata(arguments: &[&str]) -> Result<Value> {
    let mut metadata = command::cargo(["metadata", "--format-version", "1"]);
    let text = command::output(metadata.args(arguments))?;
    serde_json::from_str(&text).context("reading what cargo metadata says")
}

/// The packages of `cargo metadata`.
pub fn packages(metadata: &Value) -> Result<&Vec<Value>> {
    metadata.get("packages").and_then(Value::as_array).context("cargo metadata names no packages")
}

/// A text field, or nothing where it is absent or null.
pub fn field<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}

/// Where cargo puts what it builds.
pub fn target_folder() -> Result<PathBuf> {
    let metadata = metadata(&["--no-deps"])?;
    field(&metadata, "target_directory").map(PathBuf::from).context("cargo metadata names no target folder")
}

/// Normal dependencies between our own crates against the table of allowed edges.
pub fn check_edges() -> Result<Violations> {
    let metadata = metadata(&["--no-deps"])?;
    let mut violations = Violations::new();
    for package in packages(&metadata)? {
        let name = field(package, "name").context("a package without a name")?;
        violations.extend(check_package(name, &own_dependencies(package)));
    }
    Ok(violations)
}

fn check_package(name: &str, used: &[&str]) -> Violations {
    match ALLOWED_EDGES.iter().find(|(package, _)| *package == name) {
        None => vec![format!("{name}: is not in the table of allowed edges (xtask/src/tidy/rooms.rs)")],
        Some((_, Uses::Anything)) => Violations::new(),
        Some((_, Uses::Only(allowed))) => {
            let forbidden = used.iter().filter(|other| !allowed.contains(other));
            forbidden.map(|other| format!("{name}: may not depend on {other}")).collect()
        }
    }
}

/// Those with a path are ours; development and build dependencies have a kind.
fn own_dependencies(package: &Value) -> Vec<&str> {
    let dependencies = package.get("dependencies").and_then(Value::as_array);
    let own =
        dependencies.into_iter().flatten().filter(|dependency| field(dependency, "path").is_some() && field(dependency, "kind").is_none());
    own.filter_map(|dependency| field(dependency, "name")).collect()
}

/// Everything a crate is built from, however far down, against what it may not contain.
pub fn check_contents() -> Result<Violations> {
    let mut violations = Violations::new();
    for (package, forbidden) in FORBIDDEN_CONTENTS {
        let arguments = ["tree", "-p", package, "-e", "normal", "--prefix", "none"];
        let tree = command::output(&mut command::cargo(arguments))?;
        let found = forbidden.iter().filter(|name| contains(&tree, name));
        violations.extend(found.map(|name| format!("{package}: contains {name} (see `cargo tree -p {package} -i {name}`)")));
    }
    Ok(violations)
}

/// Whether a flat `cargo tree` lists a package of exactly this name.
fn contains(tree: &str, name: &str) -> bool {
    tree.lines().any(|line| line.split_whitespace().next() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_outside_the_table_are_refused() {
        assert!(check_package("app", &["domain", "store"]).is_empty());
        assert_eq!(check_package("domain", &["store"]), ["domain: may not depend on store"]);
        assert_eq!(check_package("web", &["app", "store", "adapters"]).len(), 2);
        assert!(check_package("loket", &["domain", "web"]).is_empty());
        assert_eq!(check_package("helpers", &[]).len(), 1);
    }

    #[test]
    fn only_normal_dependencies_of_our_own_count() {
        let package = serde_json::json!({ "dependencies": [
            { "name": "domain", "kind": null, "path": "crates/domain" },
            { "name": "adapters", "kind": "dev", "path": "crates/adapters" },
            { "name": "jiff", "kind": null },
        ] });
        assert_eq!(own_dependencies(&package), ["domain"]);
    }

    #[test]
    fn a_tree_is_searched_by_whole_names() {
        let tree = "store v0.0.0\ntokio-postgres v0.7.18\nlibc v0.2.191 (*)\n";
        assert!(contains(tree, "libc") && contains(tree, "tokio-postgres"));
        assert!(!contains(tree, "tokio") && !contains(tree, "postgres"));
    }
}
