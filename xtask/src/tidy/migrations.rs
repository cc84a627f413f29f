//! Both engines have the same steps: the migrations of SQLite and PostgreSQL come in pairs of one name.

use std::collections::BTreeSet;

use super::Violations;
use super::tree::Tree;

const FOLDER: &str = "crates/store/migrations";

pub fn check(tree: &Tree) -> Violations {
    let paths: Vec<&str> = tree.files.iter().map(|file| file.path.as_str()).collect();
    check_paths(&paths)
}

fn check_paths(paths: &[&str]) -> Violations {
    let (sqlite, postgres) = (names(paths, "sqlite"), names(paths, "postgres"));
    let mut violations = Violations::new();
    if sqlite.is_empty() && postgres.is_empty() {
        violations.push(format!("{FOLDER}: holds no migration"));
    }
    for name in sqlite.difference(&postgres) {
        violations.push(format!("{FOLDER}/sqlite/{name}: has no counterpart for postgres"));
    }
    for name in postgres.difference(&sqlite) {
        violations.push(format!("{FOLDER}/postgres/{name}: has no counterpart for sqlite"));
    }
    for name in sqlite.union(&postgres).filter(|name| !is_well_named(name)) {
        violations.push(format!("{FOLDER}: {name} is not named like 0001_what_it_does.sql"));
    }
    violations
}

fn names<'a>(paths: &[&'a str], engine: &str) -> BTreeSet<&'a str> {
    let folder = format!("{FOLDER}/{engine}/");
    paths.iter().filter_map(|path| path.strip_prefix(&folder)).collect()
}

fn is_well_named(name: &str) -> bool {
    let Some((number, what)) = name.strip_suffix(".sql").and_then(|stem| stem.split_once('_')) else {
        return false;
    };
    let is_number = number.len() == 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_word = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    is_number && !what.is_empty() && what.bytes().all(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_come_in_pairs() {
        let pair = ["crates/store/migrations/sqlite/0001_first.sql", "crates/store/migrations/postgres/0001_first.sql"];
        assert!(check_paths(&pair).is_empty());
        assert_eq!(check_paths(&pair[..1]).len(), 1);
        assert_eq!(check_paths(&pair[1..]).len(), 1);
        assert_eq!(check_paths(&[]).len(), 1);
    }

    #[test]
    fn names_have_a_number_and_a_purpose() {
        assert!(is_well_named("0012_job_queue.sql"));
        for name in ["12_job.sql", "0012.sql", "0012_.sql", "0012_Job.sql", "0012_job.txt"] {
            assert!(!is_well_named(name), "{name}");
        }
    }
}
