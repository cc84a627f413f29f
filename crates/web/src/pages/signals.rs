use super::{Shell, Tab, routes};
use crate::format::{MaskedNumber, MaskedPhone};
use askama::Template;

/// Signs of brokers, each with its cases.
#[derive(Debug, Clone, Template)]
#[template(path = "signals.html")]
pub struct SignalsPage {
    /// The frame.
    pub shell: Shell,
    /// The pages beside it.
    pub tabs: Vec<Tab>,
    /// One number for people of several families.
    pub phones: Vec<PhoneSign>,
    /// One proxy for people of several families.
    pub proxies: Vec<ProxySign>,
    /// Whether the reader may open a run.
    pub may_runs: bool,
    /// Runs out of order: id, number, reason.
    pub runs: Vec<(String, i64, String)>,
    /// Officers with looks at people without a request: name, looks, people.
    pub lookers: Vec<(String, i64, i64)>,
    /// Requests of people whose NIKs follow one another.
    pub neighbours: Vec<Vec<SignCase>>,
}

/// One number for people of several families.
#[derive(Debug, Clone)]
pub struct PhoneSign {
    /// The masked number, for who may see one.
    pub phone: Option<MaskedPhone>,
    /// Family cards.
    pub families: i64,
    /// The open requests.
    pub cases: Vec<SignCase>,
}

/// One proxy for people of several families.
#[derive(Debug, Clone)]
pub struct ProxySign {
    /// The name on the proxy's own card.
    pub name: String,
    /// The masked NIK on it.
    pub nik: MaskedNumber,
    /// Cards that were fetched.
    pub cards: i64,
    /// Family cards.
    pub families: i64,
    /// The requests.
    pub cases: Vec<SignCase>,
}

/// A request that a sign leads to.
#[derive(Debug, Clone)]
pub struct SignCase {
    /// The case's id.
    pub id: String,
    /// What the link says: the receipt or the masked NIK.
    pub label: String,
}

impl SignalsPage {
    /// The people of a row of NIKs.
    fn people(&self, row: &[SignCase]) -> i64 {
        row.len() as i64
    }
}

#[cfg(test)]
impl SignalsPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let empty = Self {
            shell: super::Shell { here: routes::SIGNALS.to_owned(), ..samples::shell_at(lang, Nav::Oversight) },
            tabs: samples::tabs(lang, routes::PROPOSALS),
            phones: Vec::new(),
            proxies: Vec::new(),
            may_runs: false,
            runs: Vec::new(),
            lookers: Vec::new(),
            neighbours: Vec::new(),
        };
        let case = |label: &str| SignCase { id: samples::CASE_ID.to_owned(), label: label.to_owned() };
        let cases = || vec![case(samples::RECEIPT_NUMBER), case("5202-22-004818"), case("5202-22-004819")];
        let phone = |phone: Option<&str>| PhoneSign { phone: phone.map(MaskedPhone::new), families: 3, cases: cases() };
        let proxy =
            |name: &str| ProxySign { name: name.to_owned(), nik: MaskedNumber::new(samples::NIK), cards: 4, families: 3, cases: cases() };
        let typical = Self {
            phones: vec![phone(Some("+6281234567890")), phone(None)],
            proxies: vec![proxy("Sri Wahyuni"), proxy(samples::SCRIPT), proxy(&samples::endless())],
            may_runs: true,
            runs: vec![(samples::CASE_ID.to_owned(), 17, samples::IRISH.to_owned())],
            lookers: vec![(samples::SCRIPT.to_owned(), 120, 84)],
            neighbours: vec![vec![case("5202••••••••9001"), case("5202••••••••9002"), case("5202••••••••9003")]],
            ..empty.clone()
        };
        vec![("empty", empty), ("typical", typical)]
    }
}
