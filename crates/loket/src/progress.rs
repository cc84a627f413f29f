//! Progress of long work on standard error.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar with a message, a count and the time left; invisible when standard error is no terminal.
pub fn bar(length: u64, message: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(length).with_message(message);
    let style = ProgressStyle::with_template("{msg:<34} [{bar:30}] {human_pos}/{human_len} {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
