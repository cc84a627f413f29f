//! A browser without a screen, and a client of the API: both drive the router itself.

use std::sync::Arc;

use app::{
    Office,
    gateway::{Inward, ReceiptState},
    setup,
};
use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use domain::access::Role;
use http_body_util::BodyExt;
use jiff::Timestamp;
use serde_json::Value;
use store::tables;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use web::{Site, router};

use crate::bed::{Bed, PASSWORD};

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where a redirect leads, without its query.
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION).unwrap_or_else(|| panic!("no redirect: {} {}", self.status, self.text()));
        location.to_str().unwrap().split('?').next().unwrap().to_owned()
    }

    /// The page's text without tags, for messages of failed tests.
    pub fn text(&self) -> String {
        let main = self.body.split("<main").nth(1).unwrap_or(&self.body);
        let mut text = String::new();
        let mut inside = false;
        for letter in main.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                other if !inside => text.push(other),
                _ => {}
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    /// The value of a hidden field of the page.
    pub fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        self.body.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    }
}

/// What is served of a bed.
pub fn site_of(bed: &Bed) -> Site {
    Site { office: Arc::clone(&bed.office), hints: Arc::new(Vec::new()), behind_proxy: false, calls: Arc::new(read_call) }
}

/// A call is ours that begins with `uji`, the rest is our number of the attempt; or with `tulis`, the rest is what somebody wrote.
fn read_call(query: &str, _: Timestamp) -> Option<(String, Inward)> {
    if let Some(text) = query.strip_prefix("tulis") {
        let (from, text, id) = ("+628120000100".to_owned(), text.to_owned(), Some(text.to_owned()));
        return Some(("uji".to_owned(), Inward::Message { from, text, id }));
    }
    let reference = query.strip_prefix("uji")?.to_owned();
    let inward = Inward::Receipt { reference: Some(reference), id: None, state: ReceiptState::Delivered, reason: String::new() };
    Some(("uji".to_owned(), inward))
}

/// The site on a runtime of its own.
pub struct Server {
    runtime: Runtime,
    router: Router,
    office: Arc<Office>,
}

impl Server {
    pub fn of(bed: &Bed) -> Self {
        Self::with(bed, router(site_of(bed)))
    }

    /// With routes of the test's own.
    pub fn with(bed: &Bed, router: Router) -> Self {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        Self { runtime, router, office: Arc::clone(&bed.office) }
    }

    pub fn send(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let bytes = response.into_body().collect().await.unwrap().to_bytes();
            Answer { status, headers, body: String::from_utf8_lossy(&bytes).into_owned() }
        })
    }

    /// A browser in which somebody of this role has signed in through the sign-in page.
    pub fn browser(&self, role: Role) -> Browser<'_> {
        self.browser_of(&role.code().replace('_', "-"))
    }

    /// The same for the account of this username.
    pub fn browser_of(&self, username: &str) -> Browser<'_> {
        let mut browser = self.stranger();
        let answer = browser.post_plain("/masuk", &[("username", username), ("password", PASSWORD)]);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        browser.csrf = browser.get("/").hidden("csrf");
        browser
    }

    /// A browser in which nobody has signed in.
    pub fn stranger(&self) -> Browser<'_> {
        Browser { server: self, cookies: Vec::new(), csrf: String::new(), keys: 0 }
    }

    /// A client of the API with a token of this role.
    pub fn client(&self, role: Role) -> Client<'_> {
        self.client_of(&role.code().replace('_', "-"))
    }

    /// The same for the account of this username.
    pub fn client_of(&self, username: &str) -> Client<'_> {
        let account = self.office.store().read(|tx| tables::account::find_by_username(tx, username)).unwrap().unwrap();
        let token = setup::issue_api_token(&self.office, account.id).unwrap();
        Client { server: self, token: Some(token) }
    }
}

/// A browser: cookies, and the CSRF token of the last signed-in page.
pub struct Browser<'a> {
    server: &'a Server,
    cookies: Vec<(String, String)>,
    pub csrf: String,
    keys: u32,
}

impl Browser<'_> {
    pub fn get(&mut self, path: &str) -> Answer {
        self.request(Method::GET, path, String::new())
    }

    /// Sends a form with the session's CSRF token and a fresh key.
    pub fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.keys += 1;
        let key = format!("key-{}-{}", self.keys, self.csrf);
        self.post_with_key(path, &key, fields)
    }

    /// The same with a chosen key.
    pub fn post_with_key(&mut self, path: &str, key: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let all = [&[("csrf", csrf.as_str()), ("key", key)], fields].concat();
        self.post_plain(path, &all)
    }

    /// Sends a form as it is.
    pub fn post_plain(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        self.request(Method::POST, path, pairs.join("&"))
    }

    /// Sends a form with a file, the session's CSRF token and a fresh key.
    pub fn post_file(&mut self, path: &str, name: &str, content: &[u8]) -> Answer {
        let fields = [("csrf", self.csrf.clone()), ("key", "key-file".to_owned())];
        self.post_parts(path, &fields, Some((name, content)))
    }

    /// Sends a form in parts as it is.
    pub fn post_parts(&mut self, path: &str, fields: &[(&str, String)], file: Option<(&str, &[u8])>) -> Answer {
        self.send(Method::POST, path, MULTIPART, in_parts(fields, file))
    }

    fn request(&mut self, method: Method, path: &str, body: String) -> Answer {
        self.send(method, path, "application/x-www-form-urlencoded", body.into_bytes())
    }

    fn send(&mut self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> Answer {
        let cookies: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::COOKIE, cookies.join("; "))
            .header(header::CONTENT_TYPE, kind)
            .body(Body::from(body))
            .unwrap();
        let answer = self.server.send(request);
        for value in answer.headers.get_all(header::SET_COOKIE) {
            let (name, value) = value.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            self.cookies.retain(|(known, _)| known != name);
            self.cookies.push((name.to_owned(), value.to_owned()));
        }
        answer
    }
}

/// How a form in parts says what it is.
const MULTIPART: &str = "multipart/form-data; boundary=batas";

/// A form in parts, its file last.
fn in_parts(fields: &[(&str, String)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        body.extend(format!("--batas\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes());
    }
    if let Some((name, content)) = file {
        let head = format!("--batas\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend(b"--batas--\r\n");
    body
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// A client of the API.
pub struct Client<'a> {
    server: &'a Server,
    pub token: Option<String>,
}

impl Client<'_> {
    pub fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path, None, None)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(body), None)
    }

    pub fn call(&self, method: Method, path: &str, body: Option<&Value>, key: Option<&str>) -> Answer {
        self.call_whole(method, &format!("/api/v1{path}"), body, key)
    }

    /// Sends a file to a whole address.
    pub fn post_file(&self, path: &str, name: &str, content: &[u8]) -> Answer {
        let mut request = Request::builder().method(Method::POST).uri(path).header(header::ACCEPT_LANGUAGE, "en");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.header(header::CONTENT_TYPE, MULTIPART);
        self.server.send(request.body(Body::from(in_parts(&[], Some((name, content))))).unwrap())
    }

    /// The same for a whole address.
    pub fn call_whole(&self, method: Method, path: &str, body: Option<&Value>, key: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::ACCEPT_LANGUAGE, "en");
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        let body = body.map(ToString::to_string).unwrap_or_default();
        self.server.send(request.body(Body::from(body)).unwrap())
    }
}
