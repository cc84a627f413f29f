//! loket
fn main() {}
