//! The client's end of the API: one call, one answer, or none.

use std::time::Duration;

use serde_json::Value;
use ureq::Agent;

/// A call that waits longer has no answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Something to ask of the API: an address below `/api/v1` and what is sent with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    pub path: String,
    pub body: Value,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    /// The header `Retry-After`.
    pub retry_after: Option<String>,
    /// The name and value of the cookie that came with it.
    pub cookie: Option<String>,
}

impl Answer {
    /// Whether the server says that it is done.
    pub fn done(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether the server says that it cannot do it now; the client keeps the act and asks again.
    pub fn not_now(&self) -> bool {
        self.status >= 500
    }
}

/// A client with its own connections and a bearer token.
pub struct Client {
    agent: Agent,
    token: String,
}

impl Client {
    pub fn new(token: &str) -> Self {
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(PATIENCE)).build();
        Self { agent: Agent::new_with_config(config), token: token.to_owned() }
    }

    /// Sends a call with an idempotency key. `None` when no whole answer came: the act may be done or not.
    pub fn send(&self, address: &str, call: &Call, key: &str) -> Option<Answer> {
        let request = self.agent.post(format!("{address}/api/v1{}", call.path));
        let request = request.header("authorization", format!("Bearer {}", self.token)).header("idempotency-key", key);
        read(request.content_type("application/json").send(call.body.to_string()).ok()?)
    }

    /// Reads an address below `/api/v1`.
    pub fn get(&self, address: &str, path: &str) -> Option<Answer> {
        let request = self.agent.get(format!("{address}/api/v1{path}"));
        read(request.header("authorization", format!("Bearer {}", self.token)).call().ok()?)
    }

    /// Signs in through the form and tells the status; 303 when it worked.
    pub fn sign_in(&self, address: &str, username: &str, password: &str) -> Option<Answer> {
        let config = self.agent.post(format!("{address}/masuk")).config().max_redirects(0).max_redirects_will_error(false).build();
        let answer = config.send_form([("username", username), ("password", password)]).ok()?;
        read(answer)
    }

    /// Whether the session of a cookie is known: the first page is shown to it.
    pub fn is_signed_in(&self, address: &str, cookie: &str) -> bool {
        let request = self.agent.get(format!("{address}/")).config().max_redirects(0).max_redirects_will_error(false).build();
        request.header("cookie", cookie).call().is_ok_and(|answer| answer.status() == 200)
    }
}

fn read(mut answer: ureq::http::Response<ureq::Body>) -> Option<Answer> {
    let (status, retry_after) = (answer.status().as_u16(), header(&answer, "retry-after"));
    let cookie = header(&answer, "set-cookie").and_then(|cookie| cookie.split(';').next().map(str::to_owned));
    let text = answer.body_mut().read_to_string().ok()?;
    Some(Answer { status, body: serde_json::from_str(&text).unwrap_or(Value::Null), retry_after, cookie })
}

fn header(answer: &ureq::http::Response<ureq::Body>, name: &str) -> Option<String> {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}
