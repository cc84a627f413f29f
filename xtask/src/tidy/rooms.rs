//! Which crate may depend on which, and what a crate may not contain however far down: the architecture as two tables.

/// What a crate may use of the workspace.
#[derive(Clone, Copy)]
pub enum Uses {
    Anything,
    Only(&'static [&'static str]),
}

/// Every package of the workspace with what it may use. A new edge needs a line in ARCHITECTURE.md first.
pub const ALLOWED_EDGES: &[(&str, Uses)] = &[
    ("domain", Uses::Only(&[])),
    ("planner", Uses::Only(&["domain"])),
    ("store", Uses::Only(&["domain"])),
    ("app", Uses::Only(&["domain", "planner", "store"])),
    ("adapters", Uses::Only(&["app", "domain", "store"])),
    ("documents", Uses::Only(&["app", "domain"])),
    ("web", Uses::Only(&["app", "documents", "domain"])),
    ("loket", Uses::Anything),
    ("benches", Uses::Anything),
    ("xtask", Uses::Only(&[])),
];

/// What is pure does no I/O, is not async and draws no randomness; PostgreSQL's client brings its own tokio along.
pub const FORBIDDEN_CONTENTS: &[(&str, &[&str])] = &[("domain", PURE), ("planner", PURE), ("store", &["axum"])];

const PURE: &[&str] = &["axum", "getrandom", "postgres", "rusqlite", "tokio"];
