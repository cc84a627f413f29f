//! The gateways of an office that is served: they stand in a file of settings, in the order in which they are tried.

use std::{collections::BTreeSet, path::Path, sync::Arc};

use adapters::sms::{
    Callback, Demo, DemoSettings, Kannel, KannelSettings, Smpp, SmppSettings, Smsd, SmsdSettings, SmsdSql, SmsdSqlSettings,
};
use anyhow::{Context, anyhow, bail, ensure};
use app::{Clock, gateway::Gateway};
use serde::Deserialize;
use web::ReadCall;

use crate::secret_file;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    gateway: Vec<Settings>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Settings {
    Kannel(KannelSettings),
    Smpp(SmppSettings),
    Smsd(SmsdSettings),
    SmsdSql(SmsdSqlSettings),
}

/// Ways out for messages, and who reads the calls that come back. By default there are none, and nothing is sent.
#[derive(Default)]
pub struct Gateways {
    /// In the order in which they are tried.
    pub ways: Vec<Arc<dyn Gateway>>,
    callbacks: Vec<(String, Callback)>,
}

impl Gateways {
    /// Reads a file of settings, which has secrets in it.
    pub fn read(file: &Path, clock: &Arc<dyn Clock>) -> anyhow::Result<Self> {
        let text = secret_file::read(file, "the gateways")?;
        Self::parse(&text, clock).with_context(|| format!("{} cannot be used", file.display()))
    }

    /// A gateway that takes everything and sends nothing; numbers that end in 99 are never reached.
    pub fn demonstration() -> Self {
        let settings = DemoSettings { name: "peragaan".to_owned(), failing: vec!["99".to_owned()] };
        Self { ways: vec![Arc::new(Demo::new(settings))], callbacks: Vec::new() }
    }

    fn parse(text: &str, clock: &Arc<dyn Clock>) -> anyhow::Result<Self> {
        let file: File = toml::from_str(text).map_err(|error| objection(text, &error))?;
        ensure!(!file.gateway.is_empty(), "it names no gateway: each begins with [[gateway]]");
        let mut gateways = Self::default();
        let mut names = BTreeSet::new();
        for settings in file.gateway {
            gateways.add(settings, clock)?;
            let name = gateways.ways.last().map(|way| way.name().to_owned()).unwrap_or_default();
            let is_name = (1..=40).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            ensure!(is_name, "a gateway's name has 1-40 letters, digits and hyphens");
            if !names.insert(name.clone()) {
                bail!("two gateways are called {name}: notices remember their gateway by its name");
            }
        }
        Ok(gateways)
    }

    fn add(&mut self, settings: Settings, clock: &Arc<dyn Clock>) -> anyhow::Result<()> {
        let way: Arc<dyn Gateway> = match settings {
            Settings::Smpp(settings) => Arc::new(Smpp::new(settings)?),
            Settings::Smsd(settings) => Arc::new(Smsd::new(settings)),
            Settings::SmsdSql(settings) => Arc::new(SmsdSql::new(settings)?),
            Settings::Kannel(settings) => {
                self.callbacks.push((settings.name.clone(), settings.callback()?));
                Arc::new(Kannel::new(settings, Arc::clone(clock))?)
            }
        };
        self.ways.push(way);
        Ok(())
    }

    /// Who reads the calls that come back.
    pub fn calls(&self) -> Arc<ReadCall> {
        let callbacks = self.callbacks.clone();
        Arc::new(move |query, now| callbacks.iter().find_map(|(name, callback)| Some((name.clone(), callback.verify(query, now).ok()?))))
    }
}

/// What is wrong with a file. The parser's own words are passed on only where they name keys: otherwise they may quote a secret.
fn objection(text: &str, error: &toml::de::Error) -> anyhow::Error {
    let before = error.span().and_then(|span| text.get(..span.start));
    let line = before.map(|before| format!("line {}: ", before.matches('\n').count() + 1)).unwrap_or_default();
    let names_keys = ["unknown field", "missing field", "unknown variant"].iter().any(|kind| error.message().starts_with(kind));
    let what = if names_keys { error.message() } else { "it is no TOML, or a value is of the wrong kind (texts stand in quotation marks)" };
    anyhow!("{line}{what}")
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::Gateways;
    use crate::location::system_clock;

    const KANNEL: &str = r#"[[gateway]]
kind = "kannel"
name = "kannel"
url = "http://127.0.0.1:13013/cgi-bin/sendsms"
user = "loket"
password = "rahasia"
callback_url = "http://127.0.0.1:8052/sms/kabar"
callback_secret = "a secret of the tests, longer than 32 bytes"
"#;
    const SMPP: &str = r#"[[gateway]]
kind = "smpp"
name = "operator"
address = "smsc.example:2775"
system_id = "loket"
password = "rahasia"
"#;

    #[test]
    fn gateways_are_read_in_their_order() {
        let gateways = Gateways::parse(&format!("{KANNEL}{SMPP}"), &system_clock()).unwrap();
        let names: Vec<&str> = gateways.ways.iter().map(|way| way.name()).collect();
        assert_eq!(names, ["kannel", "operator"]);
        assert!(gateways.calls()("r=a-1&t=1&s=00&d=1", Timestamp::UNIX_EPOCH).is_none(), "nobody signed it");
    }

    #[test]
    fn what_is_wrong_is_said_without_a_secret() {
        for (text, sentence) in [
            (String::new(), "missing field `gateway`"),
            ("gateway = []".to_owned(), "names no gateway"),
            (KANNEL.replace("user", "usr"), "unknown field `usr`"),
            (KANNEL.replace("user = \"loket\"", ""), "missing field `user`"),
            (format!("{SMPP}gateways = 1"), "unknown field `gateways`"),
            (SMPP.replace("smpp", "demo"), "unknown variant `demo`"),
            (SMPP.replace("\"rahasia\"", "rahasia"), "line 6: it is no TOML"),
            (SMPP.replace("\"rahasia\"", "4711"), "a value is of the wrong kind"),
            (SMPP.replace(":2775", ""), "address is host:port"),
            (KANNEL.replace("longer than 32 bytes", ""), "callback_secret has 32 bytes"),
            (format!("{KANNEL}inbound_key = \"rahasia\""), "inbound_key has 32 bytes"),
            (format!("{SMPP}{SMPP}"), "two gateways are called operator"),
            (SMPP.replace("operator", "a b"), "a gateway's name"),
        ] {
            let said = Gateways::parse(&text, &system_clock()).err().unwrap().to_string();
            assert!(said.contains(sentence), "{said:?} does not say {sentence:?}");
            assert!(!said.contains("rahasia") && !said.contains("4711"), "{said}");
        }
    }
}
