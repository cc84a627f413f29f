//! The addresses that a gateway calls when it knows more of a message, and what such a call says. Pure.
//!
//! An address carries our reference, the second in which it was made, and HMAC-SHA256 (RFC 2104) of both under a secret of the settings; the
//! gateway puts its receipt's kind and text in. Who sees an address can repeat it, and nothing else: whoever keeps receipts is idempotent.
//!
//! What residents write comes to one address that stands in the gateway's own settings, with a key of ours instead of a signature.

use app::gateway::{Inward, ReceiptState};
use hmac::{Hmac, KeyInit, Mac};
use jiff::{SignedDuration, Timestamp};
use sha2::Sha256;

use crate::sms::{
    hex, is_reference,
    receipt::{self, Meaning, clean},
};

/// The shortest secret, in bytes: the length of the digest (RFC 2104 §3).
const SECRET_BYTES_MIN: usize = 32;
/// How long an address is good. Networks try for three days.
const AGE_MAX: SignedDuration = SignedDuration::from_hours(5 * 24);
/// How far our own clock may have been set back meanwhile.
const EARLY_MAX: SignedDuration = SignedDuration::from_mins(10);

/// Makes and reads the addresses of receipts.
#[derive(Clone)]
pub struct Callback {
    mac: Hmac<Sha256>,
    /// What is told of residents' texts carries this key.
    inbound_key: Option<String>,
}

/// A call is not ours, or says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CallbackFault {
    /// A part of the query is missing or malformed.
    #[error("the call has no {0}")]
    Missing(&'static str),
    /// The signature is not that of the reference and the time.
    #[error("the call's signature is wrong")]
    Signature,
    /// The signature is right, and older than five days or of the future.
    #[error("the call's address is out of date")]
    Old,
}

impl Callback {
    /// `None` when the secret is shorter than 32 bytes.
    pub fn new(secret: &[u8]) -> Option<Self> {
        if secret.len() < SECRET_BYTES_MIN {
            return None;
        }
        Hmac::new_from_slice(secret).ok().map(|mac| Self { mac, inbound_key: None })
    }

    /// The same, which also hears residents' texts under a key of 32 bytes or more; `None` when it is shorter.
    pub fn with_inbound(self, key: &str) -> Option<Self> {
        (key.len() >= SECRET_BYTES_MIN).then(|| Self { inbound_key: Some(key.to_owned()), ..self })
    }

    /// The address for the receipts of an attempt that is made at `now`; Kannel puts kind and text of the receipt for `%d` and `%A`.
    pub fn address(&self, base: &str, reference: &str, now: Timestamp) -> String {
        let second = now.as_second();
        let signature = hex(&self.signing(reference, second).finalize().into_bytes());
        format!("{base}?r={reference}&t={second}&s={signature}&d=%d&a=%A")
    }

    /// What a call with this query says at `now`. The signature is compared in constant time, and before anything else is looked at.
    pub fn verify(&self, query: &str, now: Timestamp) -> Result<Inward, CallbackFault> {
        let get = |name: &'static str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned()).ok_or(CallbackFault::Missing(name))
        };
        if let Ok(key) = get("k") {
            return self.is_inbound(&key).then(|| text_of(get)).ok_or(CallbackFault::Signature)?;
        }
        let reference = get("r")?;
        let second: i64 = get("t")?.parse().map_err(|_| CallbackFault::Missing("t"))?;
        let signature = octets(&get("s")?).ok_or(CallbackFault::Signature)?;
        self.signing(&reference, second).verify_slice(&signature).map_err(|_| CallbackFault::Signature)?;
        if !is_reference(&reference) {
            return Err(CallbackFault::Missing("r"));
        }
        let age = Timestamp::from_second(second).map(|made| now.duration_since(made)).map_err(|_| CallbackFault::Old)?;
        if age > AGE_MAX || age < -EARLY_MAX {
            return Err(CallbackFault::Old);
        }
        let (state, reason) = state_of(&get("d")?, &get("a").unwrap_or_default())?;
        Ok(Inward::Receipt { reference: Some(reference), id: None, state, reason })
    }

    /// Compares digests, so that how long it takes says nothing of the key.
    fn is_inbound(&self, key: &str) -> bool {
        let digest = |key: &str| self.mac.clone().chain_update(key).finalize();
        self.inbound_key.as_ref().is_some_and(|known| digest(known) == digest(key))
    }

    fn signing(&self, reference: &str, second: i64) -> Hmac<Sha256> {
        self.mac.clone().chain_update(reference).chain_update([0]).chain_update(second.to_be_bytes())
    }
}

/// A resident's text: Kannel puts number, text and its own id of it for `%p`, `%a` and `%I`.
fn text_of(get: impl Fn(&'static str) -> Result<String, CallbackFault>) -> Result<Inward, CallbackFault> {
    Ok(Inward::Message {
        from: get("p")?,
        text: get("a")?,
        id: Some(get("i").ok().filter(|id| !id.is_empty()).ok_or(CallbackFault::Missing("i"))?),
    })
}

/// The state of a kind of receipt and its text, and the reason. Kannel's text is the SMSC's receipt, or `NACK/` with its error code in hex.
fn state_of(kind: &str, text: &str) -> Result<(ReceiptState, String), CallbackFault> {
    let said = receipt::read(text);
    let reason = if said.reason.is_empty() { clean(text) } else { said.reason };
    let code = text.strip_prefix("NACK/0x").and_then(|rest| u32::from_str_radix(rest.split('/').next()?, 16).ok());
    let state = match kind {
        "1" => ReceiptState::Delivered,
        "2" => match said.state {
            Some(state @ ReceiptState::Failed { .. }) => state,
            _ => ReceiptState::Failed { permanent: false },
        },
        "4" | "8" | "32" => ReceiptState::Underway,
        "16" => ReceiptState::Failed { permanent: code.is_some_and(|code| receipt::meaning(code) == Meaning::Never) },
        _ => return Err(CallbackFault::Missing("d")),
    };
    Ok((state, reason))
}

/// The octets of an even number of hexadecimal digits.
fn octets(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|start| u8::from_str_radix(text.get(start..start + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use app::gateway::{
        Inward,
        ReceiptState::{Delivered, Failed, Underway},
    };
    use jiff::{SignedDuration, Timestamp};
    use proptest::prelude::*;

    use super::{Callback, CallbackFault};

    const SECRET: &[u8] = b"a secret of thirty-two bytes, or more";

    fn made() -> Timestamp {
        Timestamp::from_second(1_790_000_000).unwrap()
    }

    fn query(reference: &str) -> String {
        let address = Callback::new(SECRET).unwrap().address("http://loket/sms", reference, made());
        address.split_once('?').unwrap().1.to_owned()
    }

    fn verify(query: &str, after: SignedDuration) -> Result<Inward, CallbackFault> {
        Callback::new(SECRET).unwrap().verify(query, made() + after)
    }

    #[test]
    fn kinds_and_texts_are_read() {
        let cases = [
            ("1", "id%3A4711+stat%3ADELIVRD+err%3A000+text%3AKartu", Delivered, "stat:DELIVRD err:000"),
            ("2", "id%3A4711+stat%3AUNDELIV+err%3A001", Failed { permanent: true }, "stat:UNDELIV err:001"),
            ("2", "id%3A4711+stat%3AEXPIRED", Failed { permanent: false }, "stat:EXPIRED"),
            ("2", "", Failed { permanent: false }, ""),
            ("4", "", Underway, ""),
            ("8", "ACK%2F", Underway, "ACK/"),
            ("16", "NACK%2F0x0000000b%2FInvalid+Destination+Address", Failed { permanent: true }, "NACK/0x…b/Invalid Destination Address"),
            ("16", "NACK%2F0x00000058%2FThrottling", Failed { permanent: false }, "NACK/0x…/Throttling"),
            ("16", "NACK%2F0x%FF", Failed { permanent: false }, "NACK/0x\u{fffd}"),
        ];
        for (kind, text, state, reason) in cases {
            let query = query("ab-12").replace("%d", kind).replace("%A", text);
            let expected = Inward::Receipt { reference: Some("ab-12".to_owned()), id: None, state, reason: reason.to_owned() };
            assert_eq!(verify(&query, SignedDuration::ZERO), Ok(expected.clone()), "{kind} {text}");
            assert_eq!(verify(&query, SignedDuration::from_hours(1)), Ok(expected), "a repeat is answered alike");
        }
        assert_eq!(verify(&query("ab-12").replace("%d", "3"), SignedDuration::ZERO), Err(CallbackFault::Missing("d")));
    }

    #[test]
    fn an_address_is_good_for_five_days() {
        let query = query("ab-12").replace("%d", "1");
        for (hours, is_good) in [(0, true), (120, true), (121, false), (-1, false)] {
            assert_eq!(verify(&query, SignedDuration::from_hours(hours)).is_ok(), is_good, "{hours} h");
        }
    }

    #[test]
    fn nothing_of_what_is_signed_can_be_changed() {
        let good = query("ab-12").replace("%d", "1");
        for (what, with) in [("r=ab-12", "r=ab-13"), ("t=1790000000", "t=1790000001"), ("s=", "s=0"), ("s=", "s=00"), ("&s=", "&x=")] {
            assert!(verify(&good.replace(what, with), SignedDuration::ZERO).is_err(), "{what}");
        }
        let other = Callback::new(b"another secret of thirty-two bytes").unwrap();
        assert_eq!(other.verify(&good, made()), Err(CallbackFault::Signature));
        assert!(Callback::new(b"short").is_none());
    }

    #[test]
    fn a_residents_text_is_heard_under_its_key_alone() {
        let key = "a key of the tests that is long enough";
        let callback = Callback::new(SECRET).unwrap().with_inbound(key).unwrap();
        let query = |key: &str| format!("k={}&p=%2B628120000100&a=STATUS+7K3M&i=4711", key.replace(' ', "+"));
        let (from, text) = ("+628120000100".to_owned(), "STATUS 7K3M".to_owned());
        assert_eq!(callback.verify(&query(key), made()), Ok(Inward::Message { from, text, id: Some("4711".to_owned()) }));
        assert_eq!(callback.verify(&query("another"), made()), Err(CallbackFault::Signature));
        assert_eq!(callback.verify(&query(key).replace("4711", ""), made()), Err(CallbackFault::Missing("i")));
        assert_eq!(Callback::new(SECRET).unwrap().verify(&query(""), made()), Err(CallbackFault::Signature), "nobody set a key");
        assert!(Callback::new(SECRET).unwrap().with_inbound("short").is_none());
    }

    proptest! {
        #[test]
        fn any_query_is_refused(query in "(([rtsda]=)?[a-f0-9%&é=+]{0,12}&?){0,6}") {
            prop_assert!(verify(&query, SignedDuration::ZERO).is_err());
        }
    }
}
