use super::{OLD_CARD, PersonLine, Shell, Tab, routes};
use askama::Template;

/// The pick-up desk: scan or name (field `receipt`, to this page), look, hand over. What is usual takes one Enter: its button has the focus.
#[derive(Debug, Clone, Template)]
#[template(path = "pickup.html")]
pub struct PickupPage {
    /// The frame; the result of the last handover is its notice.
    pub shell: Shell,
    /// The pages beside it, for who has no other way to them.
    pub tabs: Vec<Tab>,
    /// What was typed or scanned.
    pub receipt: String,
    /// The people with a card that waits, when a name was typed.
    pub named: Option<Vec<PersonLine>>,
    /// The card that was found.
    pub found: Option<Pickup>,
}

/// A card at the pick-up desk.
#[derive(Debug, Clone)]
pub struct Pickup {
    /// The case's id.
    pub case_id: String,
    /// The receipt number.
    pub receipt: String,
    /// Whose card.
    pub person: PersonLine,
    /// Place of birth.
    pub birth_place: Option<String>,
    /// `male` or `female`.
    pub sex: String,
    /// Street.
    pub address: Option<String>,
    /// Where the card lies.
    pub place: String,
    /// Why it cannot be handed over yet, as a sentence; none if it can.
    pub blocked: Option<String>,
    /// The form.
    pub form: DeskForm,
    /// What the office's rule says of proxies, sentence by sentence.
    pub proxy_rule: Vec<String>,
    /// Whether somebody else may fetch a card at all.
    pub proxy_allowed: bool,
    /// Whether a proxy needs a power of attorney.
    pub proxy_letter: bool,
}

/// What was typed at the desk; what is usual for the purpose before anything was.
#[derive(Debug, Clone, Default)]
pub struct DeskForm {
    /// Field `old_card`, one of [`OLD_CARD`]; empty when the officer has to say.
    pub old_card: String,
    /// Whether somebody else fetches the card.
    pub proxy: bool,
    /// Field `nik`, the proxy's.
    pub nik: String,
    /// Field `name`, the proxy's.
    pub name: String,
    /// Field `letter`.
    pub letter: String,
}

impl PickupPage {
    /// Whether the next scan is what is waited for.
    fn ready(&self) -> bool {
        self.found.as_ref().is_none_or(|card| card.blocked.is_some()) && self.named.as_ref().is_none_or(Vec::is_empty)
    }

    /// What stands in the scan field: nothing once a card was found, so that the next scan does not add to it.
    fn next_receipt(&self) -> &str {
        if self.found.is_some() { "" } else { &self.receipt }
    }
}

#[cfg(test)]
impl PickupPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, Tone, samples};
        let shell = samples::shell_at(lang, Nav::Pickup);
        let pickup = |name: &str| Pickup {
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            person: samples::person(name),
            birth_place: Some("Praya".to_owned()),
            sex: "female".to_owned(),
            address: Some("Dusun Bore, RT 002 / RW 005".to_owned()),
            place: "A-03, Ruang layanan".to_owned(),
            blocked: None,
            form: DeskForm { old_card: "none".to_owned(), ..DeskForm::default() },
            proxy_rule: vec![lang.desk_proxy_family().to_owned(), lang.desk_proxy_letter_needed().to_owned(), lang.desk_proxy_limit(3, 10)],
            proxy_allowed: true,
            proxy_letter: true,
        };
        let scan = Self { shell: shell.clone(), tabs: Vec::new(), receipt: String::new(), named: None, found: None };
        let found = |pickup| Self { receipt: samples::RECEIPT_NUMBER.to_owned(), found: Some(pickup), ..scan.clone() };
        let done = samples::with_notice(shell.clone(), Tone::Good, &lang.pickup_done(samples::RECEIPT_NUMBER));
        let errors = [("identity_checked", lang.error_identity().to_owned()), ("old_card-surrendered", lang.error_old_card().to_owned())];
        let proxy_errors = [("nik", lang.refusal_proxy_limit(3, 1)), ("letter", lang.refusal_letter_missing().to_owned())];
        let proxy = DeskForm {
            old_card: "surrendered".to_owned(),
            proxy: true,
            nik: samples::NIK.to_owned(),
            name: samples::SCRIPT.to_owned(),
            letter: samples::IRISH.to_owned(),
        };
        let nobody = Pickup {
            proxy_rule: vec![lang.desk_proxy_nobody().to_owned()],
            proxy_allowed: false,
            form: DeskForm::default(),
            ..pickup(samples::RIGHT_TO_LEFT)
        };
        let named = |people| Self { receipt: "wahyuni".to_owned(), named: Some(people), ..scan.clone() };
        vec![
            ("scan", scan.clone()),
            ("found", found(pickup("Sri Wahyuni"))),
            (
                "blocked",
                found(Pickup { blocked: Some(lang.next_print().to_owned()), birth_place: None, address: None, ..pickup(samples::SCRIPT) }),
            ),
            ("nobody", found(nobody)),
            (
                "proxy",
                Self {
                    shell: samples::with_errors(shell.clone(), &proxy_errors),
                    ..found(Pickup { form: proxy, ..pickup("Sri Wahyuni") })
                },
            ),
            ("named", named(vec![samples::person("Sri Wahyuni"), samples::person(samples::SCRIPT)])),
            ("named_none", named(Vec::new())),
            ("done", Self { shell: done, ..scan.clone() }),
            (
                "unknown",
                Self {
                    shell: samples::with_errors(shell.clone(), &[("receipt", lang.error_receipt_unknown().to_owned())]),
                    receipt: samples::SCRIPT.to_owned(),
                    ..scan.clone()
                },
            ),
            ("error", Self { shell: samples::with_errors(shell, &errors), ..found(pickup(&samples::endless())) }),
        ]
    }
}
