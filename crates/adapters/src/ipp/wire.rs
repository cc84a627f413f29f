//! HTTP under IPP: one connection a request, every wait with an end, and whether anything of a document went out.

use std::{
    io::{self, Read},
    time::Duration,
};

use ureq::{
    Agent, SendBody,
    http::{Uri, uri::Scheme},
};

use super::IppFault;

/// The port of IPP (RFC 8010 §4).
const PORT: u16 = 631;
/// A list of 10,000 jobs fits.
const ANSWER_BYTES_MAX: u64 = 2 << 20;

/// How long a printer is waited for.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For all of a request and its answer, the connection included.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), whole: Duration::from_mins(1) }
    }
}

/// Whether anything of the document went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// Nothing, or the printer said that it does not want it.
    Nothing,
    /// Something, perhaps all.
    Perhaps,
}

/// Where the requests go.
#[derive(Debug)]
pub(super) struct Wire {
    agent: Agent,
    url: String,
}

impl Wire {
    pub(super) fn to(uri: &Uri, patience: Patience) -> Result<Self, IppFault> {
        if uri.scheme_str() == Some("ipps") || uri.scheme() == Some(&Scheme::HTTPS) {
            return Err(IppFault::Tls);
        }
        let is_known = uri.scheme_str() == Some("ipp") || uri.scheme() == Some(&Scheme::HTTP);
        let host = uri.host().filter(|host| is_known && !host.is_empty()).ok_or(IppFault::Address)?;
        let url = format!("http://{host}:{}{}", uri.port_u16().unwrap_or(PORT), uri.path());
        // No proxy, no redirect and no kept connection: the document goes to this printer, once.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .max_idle_connections(0)
            .timeout_connect(Some(patience.connect))
            .timeout_resolve(Some(patience.connect))
            .timeout_global(Some(patience.whole))
            .user_agent("loket");
        Ok(Self { agent: config.build().new_agent(), url })
    }

    /// Sends a request and its document; answers the IPP answer's bytes.
    pub(super) fn send(&self, request: &[u8], document: &[u8]) -> Result<Vec<u8>, (Sent, IppFault)> {
        let length = request.len() + document.len();
        let mut content = Watched { inner: request.chain(document), sent: Sent::Nothing };
        let post = self.agent.post(&self.url).header("content-type", "application/ipp").header("content-length", length.to_string());
        let response = post.send(SendBody::from_reader(&mut content));
        let sent = content.sent;
        let mut response = response.map_err(|error| match sent {
            Sent::Nothing => (sent, IppFault::Unreachable(error)),
            Sent::Perhaps => (sent, IppFault::NoAnswer(error)),
        })?;
        let status = response.status().as_u16();
        if status != 200 {
            // Below 500 whoever answered did not take the request. Above, somebody between us and the printer may have passed it on.
            let sent = if status < 500 { Sent::Nothing } else { sent };
            return Err((sent, IppFault::Http(status)));
        }
        let mut bytes = Vec::new();
        let read =
            response.body_mut().with_config().limit(ANSWER_BYTES_MAX + 1).reader().take(ANSWER_BYTES_MAX + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err((sent, IppFault::NoAnswer(ureq::Error::Io(error))));
        }
        if bytes.len() as u64 > ANSWER_BYTES_MAX {
            return Err((sent, IppFault::TooLarge(ANSWER_BYTES_MAX)));
        }
        Ok(bytes)
    }
}

/// Content that remembers that it was asked for: until then only the head of the request can have gone out, and a printer cannot print that.
struct Watched<R> {
    inner: R,
    sent: Sent,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.sent = Sent::Perhaps;
        self.inner.read(buffer)
    }
}
