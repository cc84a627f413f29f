//! Rules for every text file: how long, no stray whitespace, no address of somebody's machine.

use super::Violations;
use super::tree::{TextFile, Tree};

const RUST_LINES_MAX: usize = 800;
/// Files whose trailing whitespace is content: snapshots show what was rendered, tables may end in an empty field.
const WHITESPACE_IS_CONTENT: &[&str] = &["snap", "csv", "tsv"];
/// The one file that names where packages come from.
const LOCK_FILE: &str = "Cargo.lock";

pub fn check(tree: &Tree) -> Violations {
    let mut violations = Violations::new();
    for file in &tree.files {
        violations.extend(length(file));
        violations.extend(whitespace(file));
        violations.extend(addresses(file));
    }
    violations
}

fn length(file: &TextFile) -> Option<String> {
    let lines = file.text.lines().count();
    (file.extension() == "rs" && lines > RUST_LINES_MAX)
        .then(|| format!("{}: {lines} lines, at most {RUST_LINES_MAX} are allowed", file.path))
}

fn whitespace(file: &TextFile) -> Violations {
    if WHITESPACE_IS_CONTENT.contains(&file.extension()) {
        return Violations::new();
    }
    let lines = file.text.lines().enumerate().filter(|(_, line)| line.ends_with([' ', '\t']));
    lines.map(|(index, _)| format!("{}:{}: trailing whitespace", file.path, index + 1)).collect()
}

fn addresses(file: &TextFile) -> Violations {
    if file.path == LOCK_FILE {
        return Violations::new();
    }
    let (folders, hosts) = (machine_folders(), package_hosts());
    let mut violations = Violations::new();
    for (index, line) in file.text.lines().enumerate() {
        for folder in folders.iter().filter(|folder| holds_absolute_path(line, folder)) {
            violations.push(format!("{}:{}: a path of one machine ({folder}…)", file.path, index + 1));
        }
        for host in hosts.iter().filter(|host| line.contains(*host)) {
            violations.push(format!("{}:{}: the package host {host}", file.path, index + 1));
        }
    }
    violations
}

// The needles are put together here so that this file does not hold what it looks for.

fn machine_folders() -> Vec<String> {
    ["home", "root", "work"].map(|name| format!("/{name}/")).to_vec()
}

fn package_hosts() -> Vec<String> {
    [("crates", "io"), ("npmjs", "org"), ("pypi", "org"), ("deb.debian", "org")].map(|(name, domain)| format!("{name}.{domain}")).to_vec()
}

/// Whether the folder stands at the beginning of a path; within `docs/work/` or an address it is none of a machine's.
fn holds_absolute_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(position, _)| {
        let before = line.get(..position).and_then(|text| text.chars().next_back());
        !before.is_some_and(|c| c.is_alphanumeric() || ".-_*})".contains(c))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> TextFile {
        TextFile { path: path.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn long_sources_are_refused() {
        let text = "x\n".repeat(RUST_LINES_MAX);
        assert!(length(&file("a.rs", &text)).is_none());
        assert!(length(&file("a.rs", &format!("{text}x"))).is_some());
        assert!(length(&file("a.csv", &format!("{text}x"))).is_none());
    }

    #[test]
    fn trailing_whitespace_is_refused_with_its_line() {
        assert_eq!(whitespace(&file("a.md", "good\nbad \nbad\t\r\n")).len(), 2);
        assert_eq!(whitespace(&file("a.md", "x\ny \n")), ["a.md:2: trailing whitespace"]);
        assert!(whitespace(&file("a.snap", "x \n")).is_empty());
    }

    #[test]
    fn machine_paths_are_those_that_begin_with_the_folder() {
        let folder = format!("/{}/", "home");
        for text in ["{f}ani/x", "in \"{f}ani\"", "file://{f}ani"] {
            assert!(holds_absolute_path(&text.replace("{f}", &folder), &folder), "{text}");
        }
        for text in ["docs{f}x", "${VAR}{f}x", "https://office.example{f}x", "none"] {
            assert!(!holds_absolute_path(&text.replace("{f}", &folder), &folder), "{text}");
        }
    }

    #[test]
    fn package_hosts_are_refused_but_in_the_lock_file() {
        let text = format!("see https://{}.io/x\n", "crates");
        assert_eq!(addresses(&file("README.md", &text)).len(), 1);
        assert!(addresses(&file(LOCK_FILE, &text)).is_empty());
    }
}
