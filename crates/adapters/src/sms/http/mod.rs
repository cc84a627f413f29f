//! A gateway by HTTP: Kannel's `sendsms` (Kannel user's guide, "SMS push").
//!
//! What: a message goes as POST, with number, user and password in headers and the text as content: an address, which others write into their
//! logs, holds neither. Receipts come as calls to an address of ours that [`Callback`] signs and reads.
//! Invariants: each message has a connection of its own, and goes once; as soon as content was asked for, no answer means `Lost`.
//!
//! Kannel keeps a queue of its own: what it took while its SMSC is away, it sends later. It has no way to be asked about a message.

mod callback;

use std::{
    io::{self, Read},
    sync::Arc,
    time::Duration,
};

use app::{
    Clock,
    gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing},
};
use ureq::{Agent, SendBody, http::Uri};

pub use callback::{Callback, CallbackFault};

use super::{SettingsFault, objection, receipt::clean};

/// All kinds of receipt: delivered 1, failed 2, queued 4, taken by the SMSC 8, refused by it 16.
const DLR_MASK: &str = "31";
/// An answer is a line.
const ANSWER_BYTES_MAX: u64 = 4 << 10;

/// Where a Kannel is, and who we are to it.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KannelSettings {
    /// The gateway's name in lists and logs.
    pub name: String,
    /// Its `sendsms`, as `http://127.0.0.1:13013/cgi-bin/sendsms`; TLS is left to a proxy.
    pub url: String,
    /// `username` of its group `sendsms-user`.
    pub user: String,
    /// `password` of the same.
    pub password: String,
    /// What recipients see; empty leaves it to Kannel's settings.
    #[serde(default)]
    pub sender: String,
    /// Our address for receipts as Kannel reaches it, without a query.
    pub callback_url: String,
    /// Signs that address; 32 bytes or more.
    pub callback_secret: String,
    /// Stands as `k` in the address that Kannel calls with residents' texts; 32 bytes or more. Empty: it calls none.
    #[serde(default)]
    pub inbound_key: String,
    /// How long a whole request may take, in seconds.
    #[serde(default = "wait_secs")]
    pub wait_secs: u64,
}

fn wait_secs() -> u64 {
    20
}

impl KannelSettings {
    /// What makes and reads the addresses that it calls.
    pub fn callback(&self) -> Result<Callback, SettingsFault> {
        let fault = |what| SettingsFault { gateway: self.name.clone(), what };
        let callback = Callback::new(self.callback_secret.as_bytes()).ok_or_else(|| fault("callback_secret has 32 bytes or more"))?;
        if self.inbound_key.is_empty() {
            return Ok(callback);
        }
        callback.with_inbound(&self.inbound_key).ok_or_else(|| fault("inbound_key has 32 bytes or more"))
    }
}

/// A Kannel by its address.
pub struct Kannel {
    settings: KannelSettings,
    callback: Callback,
    clock: Arc<dyn Clock>,
    agent: Agent,
}

impl Kannel {
    /// Reads the settings; nothing is sent yet.
    pub fn new(settings: KannelSettings, clock: Arc<dyn Clock>) -> Result<Self, SettingsFault> {
        let check = |holds, what| SettingsFault::check(&settings.name, holds, what);
        let is_http = |url: &str| {
            url.parse::<Uri>().is_ok_and(|uri| uri.scheme_str() == Some("http") && uri.host().is_some() && uri.query().is_none())
        };
        check(is_http(&settings.url), "url begins with http:// and has no query")?;
        check(settings.callback_url.starts_with("http") && !settings.callback_url.contains(['?', '%', '#']), "callback_url has no query")?;
        let is_plain = |text: &str| text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        check(
            [&settings.user, &settings.password, &settings.sender].iter().all(|text| is_plain(text)),
            "user, password and sender are ASCII",
        )?;
        let callback = settings.callback()?;
        let wait = Duration::from_secs(settings.wait_secs.max(1));
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .max_idle_connections(0)
            .timeout_connect(Some(wait / 2))
            .timeout_global(Some(wait))
            .user_agent("loket");
        Ok(Self { settings, callback, clock, agent: config.build().new_agent() })
    }

    fn post(&self, message: &Outgoing<'_>, content: &mut Watched<&[u8]>) -> Result<(u16, String), ureq::Error> {
        // 0 is the default alphabet, 2 UCS-2; Kannel encodes the text itself.
        let coding = if domain::gsm::septets(message.text).is_some() { "0" } else { "2" };
        let receipts = self.callback.address(&self.settings.callback_url, message.reference, self.clock.now());
        let mut request = self
            .agent
            .post(&self.settings.url)
            .header("content-type", "text/plain; charset=UTF-8")
            .header("content-length", message.text.len().to_string())
            .header("x-kannel-username", &self.settings.user)
            .header("x-kannel-password", &self.settings.password)
            .header("x-kannel-to", message.to)
            .header("x-kannel-coding", coding)
            .header("x-kannel-validity", (message.valid_for.as_secs() / 60).max(1).to_string())
            .header("x-kannel-dlr-mask", DLR_MASK)
            .header("x-kannel-dlr-url", receipts);
        if !self.settings.sender.is_empty() {
            request = request.header("x-kannel-from", &self.settings.sender);
        }
        let mut response = request.send(SendBody::from_reader(content))?;
        let status = response.status().as_u16();
        let mut line = Vec::new();
        response.body_mut().as_reader().take(ANSWER_BYTES_MAX).read_to_end(&mut line)?;
        Ok((status, String::from_utf8_lossy(&line).into_owned()))
    }
}

impl Gateway for Kannel {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        if let Some(objection) = objection(message) {
            return Handed::Refused { permanent: true, reason: objection.to_owned() };
        }
        let mut content = Watched { inner: message.text.as_bytes(), asked: false };
        match self.post(message, &mut content) {
            Ok((status, line)) => answered(status, &line),
            Err(error) if content.asked => Handed::Lost { reason: clean(&error.to_string()) },
            Err(error) => Handed::Busy { retry_after: None, reason: clean(&error.to_string()) },
        }
    }

    fn ask(&self, _: &str, _: Option<&str>) -> Asked {
        Asked::CannotSay
    }

    /// Receipts are pushed to [`Callback`]: there is nothing to do.
    fn receive(&self, _: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        Ok(0)
    }
}

/// What a status and a line mean. Kannel says `0: Accepted for delivery` (and a number of it, when it is told to), `3: Queued for later delivery`,
/// `4: Temporal failure, try again later.`, or why it does not.
fn answered(status: u16, line: &str) -> Handed {
    let reason = || clean(&format!("HTTP {status} {line}"));
    match (status, line.trim().split_once(':')) {
        (200..=299, Some(("0" | "3", rest))) => {
            let id = rest.rsplit_once(": ").map(|(_, id)| id.trim()).filter(|id| (1..=64).contains(&id.len()) && id.is_ascii());
            Handed::Taken { id: id.map(str::to_owned) }
        }
        (200..=299 | 503, Some(("4", _))) | (429 | 503, _) => Handed::Busy { retry_after: None, reason: reason() },
        (200..=299, Some((code, _))) if code.parse::<u8>().is_ok() => Handed::Refused { permanent: false, reason: reason() },
        (300..=499, _) => Handed::Refused { permanent: false, reason: reason() },
        // A proxy may have passed it on; a success in other words is one we cannot read.
        _ => Handed::Lost { reason: reason() },
    }
}

/// Content that remembers that it was asked for: until then only the head of the request can have gone out, and nobody can send that.
struct Watched<R> {
    inner: R,
    asked: bool,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.asked = true;
        self.inner.read(buffer)
    }
}

#[cfg(test)]
mod tests {
    use app::gateway::Handed;

    use super::answered;

    #[test]
    fn every_answer_has_its_meaning() {
        let kind = |status, line| match answered(status, line) {
            Handed::Taken { id } => id.unwrap_or_else(|| "taken".to_owned()),
            Handed::Refused { permanent, .. } => format!("refused {permanent}"),
            Handed::Busy { .. } => "busy".to_owned(),
            Handed::Lost { .. } => "lost".to_owned(),
        };
        let cases = [
            (202, "0: Accepted for delivery", "taken"),
            (202, "0: Accepted for delivery: 5b1e-77", "5b1e-77"),
            (202, "3: Queued for later delivery", "taken"),
            (503, "4: Temporal failure, try again later.", "busy"),
            (503, "Service unavailable", "busy"),
            (429, "", "busy"),
            (403, "Authorization failed for sendsms", "refused false"),
            (400, "Sender missing and no global set, rejected", "refused false"),
            (302, "", "refused false"),
            (200, "5: whatever", "refused false"),
            (200, "<html>Welcome</html>", "lost"),
            (500, "", "lost"),
            (504, "", "lost"),
        ];
        for (status, line, expected) in cases {
            assert_eq!(kind(status, line), expected, "{status} {line}");
        }
    }
}
