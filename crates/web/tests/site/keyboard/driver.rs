//! A real Chromium, driven by its keyboard alone through chromedriver (W3C WebDriver, <https://www.w3.org/TR/webdriver2/>).

use std::{
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use serde_json::{Value, json};

/// The Enter key of WebDriver's keyboard.
const ENTER: &str = "\u{e007}";

/// How long a page may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one window; closed when dropped.
pub struct Chromium {
    driver: Child,
    session: String,
}

impl Chromium {
    /// Starts chromedriver, and through it a Chromium without a screen.
    pub fn start(chromedriver: &Path) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut driver = Command::new(chromedriver);
        let driver = driver.arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let address = format!("http://127.0.0.1:{port}");
        let mut chromium = Self { driver, session: format!("{address}/session") };
        chromium.wait("chromedriver", || call(&format!("{address}/status"), None).ok());
        // As root Chromium has no sandbox; what it shows here is ours.
        let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900"];
        let wanted = json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": { "args": arguments } } } });
        let session = call(&chromium.session, Some(&wanted)).expect("a session");
        chromium.session = format!("{}/{}", chromium.session, session["sessionId"].as_str().unwrap());
        chromium
    }

    /// Opens an address.
    pub fn open(&self, address: &str) {
        self.command("url", &json!({ "url": address })).unwrap();
    }

    /// Presses keys, one after the other, in whatever has the focus.
    pub fn press(&self, keys: &str) {
        let focused = call(&format!("{}/element/active", self.session), None).expect("something has the focus");
        let id = focused.as_object().and_then(|names| names.values().next()).and_then(Value::as_str).expect("an element");
        self.command(&format!("element/{id}/value"), &json!({ "text": keys })).unwrap();
    }

    /// Types, and presses Enter, which leads to another page; answers how long that took by the browser's own clock, from leaving the one
    /// until all of the other was there (W3C Navigation Timing Level 2).
    pub fn enter(&self, keys: &str) -> Duration {
        if !keys.is_empty() {
            self.press(keys);
        }
        self.ask("window.left = true");
        self.press(ENTER);
        let loaded = "return window.left ? 0 : performance.getEntriesByType('navigation')[0].loadEventEnd";
        let millis = self.wait(keys, || self.script(loaded).ok()?.as_f64().filter(|millis| *millis > 0.0));
        Duration::from_secs_f64(millis / 1e3)
    }

    /// What a script of the page answers.
    pub fn ask(&self, script: &str) -> Value {
        self.script(script).unwrap_or_else(|error| panic!("the page did not answer to {script}: {error}"))
    }

    /// The text of the first element of a selector; empty when there is none.
    pub fn text(&self, selector: &str) -> String {
        let text = self.ask(&format!("return document.querySelector({})?.innerText ?? ''", json!(selector)));
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The id of what has the focus: a browser may give it only after the page was loaded.
    pub fn focus(&self) -> String {
        let focused = || self.ask("return document.activeElement?.id ?? ''").as_str().filter(|id| !id.is_empty()).map(str::to_owned);
        self.wait("the focus", focused)
    }

    fn script(&self, script: &str) -> Result<Value, String> {
        self.command("execute/sync", &json!({ "script": script, "args": [] }))
    }

    fn command(&self, what: &str, body: &Value) -> Result<Value, String> {
        call(&format!("{}/{what}", self.session), Some(body))
    }

    fn wait<T>(&self, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(Instant::now() < end, "it never came: {what}");
            thread::park_timeout(Duration::from_millis(2));
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = ureq::delete(&self.session).call();
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The value that chromedriver answers, or what it says instead. Each call has a connection of its own: chromedriver hangs up on old ones.
fn call(address: &str, body: Option<&Value>) -> Result<Value, String> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).max_idle_connections(0).build().into();
    let answer = match body {
        None => agent.get(address).call(),
        Some(body) => agent.post(address).header("Content-Type", "application/json").send(body.to_string()),
    };
    let mut answer = answer.map_err(|error| error.to_string())?;
    let text = answer.body_mut().read_to_string().map_err(|error| error.to_string())?;
    let mut value: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if answer.status().is_success() { Ok(value["value"].take()) } else { Err(text) }
}
