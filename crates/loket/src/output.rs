//! What the commands print: text for people or one JSON object, progress and errors on standard error.

use std::error::Error;

use tracing_subscriber::EnvFilter;

/// Standard output in the asked form.
pub struct Output {
    json: bool,
}

impl Output {
    /// Text, or JSON.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Prints the result: the text for people or the object.
    #[expect(clippy::print_stdout, reason = "this is the one home of standard output")]
    pub fn result(&self, text: &str, object: &serde_json::Value) {
        if self.json { println!("{object}") } else { println!("{text}") }
    }

    /// Prints an error with its causes on standard error; with `--json` also as an object on standard output.
    #[expect(clippy::print_stderr, reason = "this is the one home of standard error")]
    pub fn error(&self, error: &anyhow::Error) {
        let text = chain(error.as_ref());
        eprintln!("loket: {text}");
        if self.json {
            self.result("", &serde_json::json!({ "ok": false, "error": text }));
        }
    }

    /// Says on standard error why the rules say no; with `--json` prints the object on standard output as well.
    pub fn refused(&self, text: &str, object: &serde_json::Value) {
        self.remark(&format!("loket: {text}"));
        if self.json {
            self.result("", object);
        }
    }

    /// A remark on standard error, when standard output has text as well.
    pub fn remark_unless_json(&self, text: &str) {
        if !self.json {
            self.remark(text);
        }
    }

    /// A remark on standard error.
    #[expect(clippy::print_stderr, reason = "this is the one home of standard error")]
    pub fn remark(&self, text: &str) {
        eprintln!("{text}");
    }
}

/// An error with its causes on one line.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// Starts the log on standard error: what LOKET_LOG asks for, else the usual.
pub fn start_log(usual: &str) {
    let filter = EnvFilter::try_from_env("LOKET_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}
