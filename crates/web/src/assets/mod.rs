//! The files that pages load: one style sheet, one small script, one icon. They live in the binary.

/// The style sheet.
pub const CSS: &str = include_str!("loket.css");
/// The script. Every page works without it.
pub const JS: &str = include_str!("loket.js");
/// The icon.
pub const ICON: &str = include_str!("favicon.svg");

#[cfg(test)]
mod tests {
    #[test]
    fn assets_stay_small_and_load_nothing_from_elsewhere() {
        assert!(super::CSS.len() < 40_000, "{} bytes", super::CSS.len());
        // A third of it brings files in: dropping, progress, renewal.
        assert!(super::JS.len() <= 6_400, "{} bytes", super::JS.len());
        for text in [super::CSS, super::JS] {
            assert!(!text.contains("http") && !text.contains("@import") && !text.contains("eval"));
        }
    }
}
