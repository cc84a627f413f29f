//! The server's print jobs over HTTP, with the bearer token of the API.

use std::{io::Read, time::Duration};

use adapters::ipp::IppJobId;
use anyhow::{Context, bail};
use serde_json::{Value, json};
use ureq::{
    Agent,
    http::{Response, Uri},
};

use super::ports::{Condition, Job, JobName, JobPhase, Jobs, Key, Report, ServerFault};

/// Where the calls of the print agents begin.
const PREFIX: &str = "/api/agen-cetak";
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(30);
/// A card is some hundred kilobytes.
const DOCUMENT_BYTES_MAX: u64 = 32 << 20;
const ANSWER_BYTES_MAX: u64 = 256 << 10;

/// The server, for one printer.
pub struct Server {
    agent: Agent,
    base: String,
    authorization: String,
    printer: String,
}

impl Server {
    /// Reads an address, `http://127.0.0.1:8052`. The token goes over the line as it is, so that only this machine is an address.
    pub fn new(base: &str, token: &str, printer: &str) -> anyhow::Result<Self> {
        let Ok(uri) = base.parse::<Uri>() else { bail!("{base} is no address of a server; one looks like http://127.0.0.1:8052") };
        let host = uri.host().unwrap_or_default();
        if uri.scheme_str() != Some("http") || host.is_empty() {
            bail!("{base} is no address of a server; one looks like http://127.0.0.1:8052");
        }
        let is_loopback = host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        if !is_loopback {
            bail!(
                "{host} is another machine and http:// is read by everybody on the way: lay a TLS tunnel from this machine and name its near end"
            );
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .max_idle_connections(0)
            .timeout_connect(Some(CONNECT))
            .timeout_resolve(Some(CONNECT))
            .timeout_global(Some(WHOLE))
            .user_agent("loket-print-agent");
        let base = base.trim_end_matches('/').to_owned();
        let (authorization, printer) = (format!("Bearer {token}"), printer.to_owned());
        Ok(Self { agent: config.build().new_agent(), base, authorization, printer })
    }

    /// The bearer token of an account. A no says why in the server's words.
    pub fn sign_in(&self, username: &str, password: &str) -> anyhow::Result<String> {
        let body = json!({ "username": username, "password": password });
        let request = self.agent.post(format!("{}/api/v1/tokens", self.base)).header("content-type", "application/json");
        let mut response = request.header("accept-language", "en").send(body.to_string()).context("sign in")?;
        let answer: Value = serde_json::from_str(&response.body_mut().read_to_string().context("sign in")?).unwrap_or_default();
        let text = |name: &str| answer.get(name).and_then(Value::as_str);
        match text("token") {
            Some(token) => Ok(token.to_owned()),
            None => bail!("sign in as {username}: {}", text("title").unwrap_or("this is no server of Loket")),
        }
    }

    fn url(&self, path: &str) -> String {
        format!("{}{PREFIX}{path}", self.base)
    }

    /// Posts an object; answers the object that comes back, null when it is none.
    fn post(&self, path: &str, key: Option<&Key>, body: &Value) -> Result<Value, ServerFault> {
        let mut request =
            self.agent.post(self.url(path)).header("authorization", &self.authorization).header("content-type", "application/json");
        if let Some(key) = key {
            request = request.header("idempotency-key", &key.0);
        }
        let response = request.send(body.to_string()).map_err(away)?;
        let bytes = content(response, ANSWER_BYTES_MAX)?;
        Ok(serde_json::from_slice(&bytes).unwrap_or_default())
    }
}

impl Jobs for Server {
    fn oldest(&mut self) -> Result<Option<Job>, ServerFault> {
        let answer = self.post("/ambil", None, &json!({ "printer": self.printer }))?;
        match answer.get("job") {
            Some(Value::Null) => Ok(None),
            Some(job) => read_job(job).map(Some).ok_or_else(unreadable),
            None => Err(unreadable()),
        }
    }

    fn document(&mut self, job: &JobName) -> Result<Vec<u8>, ServerFault> {
        let url = self.url(&format!("/{}/berkas", job.as_str()));
        let response = self.agent.get(url).header("authorization", &self.authorization).call().map_err(away)?;
        content(response, DOCUMENT_BYTES_MAX)
    }

    fn record_sending(&mut self, job: &JobName, key: &Key) -> Result<(), ServerFault> {
        self.post(&format!("/{}/kirim", job.as_str()), Some(key), &json!({})).map(|_| ())
    }

    fn report(&mut self, job: &JobName, report: &Report, key: &Key) -> Result<(), ServerFault> {
        self.post(&format!("/{}/lapor", job.as_str()), Some(key), &written(report)).map(|_| ())
    }

    fn show(&mut self, condition: &Condition) -> Result<(), ServerFault> {
        let body = json!({ "printer": self.printer, "state": condition.state, "reasons": condition.reasons });
        self.post("/keadaan", None, &body).map(|_| ())
    }
}

fn away(error: ureq::Error) -> ServerFault {
    ServerFault::Away(error.to_string())
}

fn unreadable() -> ServerFault {
    ServerFault::Away("what it answers is no job of a printer".to_owned())
}

/// The content of a good answer, all of it. 4xx is a no, but for those that mean "later"; anything else may have been done.
fn content(mut response: Response<ureq::Body>, bytes_max: u64) -> Result<Vec<u8>, ServerFault> {
    let status = response.status().as_u16();
    let limit = if status == 200 { bytes_max } else { ANSWER_BYTES_MAX };
    let mut bytes = Vec::new();
    let read = response.body_mut().with_config().limit(limit + 1).reader().take(limit + 1).read_to_end(&mut bytes);
    if matches!(status, 400..=499) && !matches!(status, 408 | 425 | 429) {
        let problem: Value = serde_json::from_slice(&bytes).unwrap_or_default();
        let code = problem.get("code").and_then(Value::as_str).unwrap_or_default();
        let is_code = code.len() <= 40 && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        return Err(ServerFault::Refused { status, code: if is_code { code.to_owned() } else { String::new() } });
    }
    if status != 200 {
        return Err(ServerFault::Away(format!("HTTP status {status}")));
    }
    match read {
        Ok(_) if bytes.len() as u64 <= bytes_max => Ok(bytes),
        Ok(_) => Err(ServerFault::Away(format!("an answer of more than {bytes_max} bytes"))),
        Err(error) => Err(ServerFault::Away(error.to_string())),
    }
}

fn read_job(job: &Value) -> Option<Job> {
    let phase = match job.get("state")?.as_str()? {
        "reserved" => JobPhase::Reserved,
        "sending" => JobPhase::Sending,
        "printing" => JobPhase::Printing,
        _ => return None,
    };
    let number = match job.get("ipp_job") {
        None | Some(Value::Null) => None,
        Some(number) => Some(IppJobId::new(i32::try_from(number.as_i64()?).ok()?)?),
    };
    let name = JobName::read(job.get("id")?.as_str()?)?;
    Some(Job { name, phase, number, format: job.get("format")?.as_str()?.to_owned() })
}

fn written(report: &Report) -> Value {
    let (state, number, detail) = match report {
        Report::Printing(number) => ("printing", Some(number), ""),
        Report::Completed(number) => ("completed", Some(number), ""),
        Report::Failed(number, detail) => ("failed", Some(number), detail.as_str()),
        Report::NotSent(detail) => ("not_sent", None, detail.as_str()),
        Report::Uncertain(detail) => ("uncertain", None, detail.as_str()),
    };
    json!({ "state": state, "ipp_job": number.map(|number| number.get()), "detail": detail })
}
