use super::{HandOverForm, OLD_CARD, PersonLine, Shell, routes};
use askama::Template;

/// The pick-up desk: scan (field `receipt`, to this page), then check and hand over (to the case).
#[derive(Debug, Clone, Template)]
#[template(path = "pickup.html")]
pub struct PickupPage {
    /// The frame; the result of the last handover is its notice.
    pub shell: Shell,
    /// What was typed or scanned.
    pub receipt: String,
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
    pub form: HandOverForm,
}

impl PickupPage {
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
            form: HandOverForm::default(),
        };
        let scan = Self { shell: shell.clone(), receipt: String::new(), found: None };
        let found = |pickup| Self { receipt: samples::RECEIPT_NUMBER.to_owned(), found: Some(pickup), ..scan.clone() };
        let done = samples::with_notice(shell.clone(), Tone::Good, &lang.pickup_done(samples::RECEIPT_NUMBER));
        let errors = [("identity_checked", lang.error_identity().to_owned()), ("old_card-surrendered", lang.error_old_card().to_owned())];
        vec![
            ("scan", scan.clone()),
            ("found", found(pickup("Sri Wahyuni"))),
            (
                "blocked",
                found(Pickup { blocked: Some(lang.next_print().to_owned()), birth_place: None, address: None, ..pickup(samples::SCRIPT) }),
            ),
            ("done", Self { shell: done, ..scan.clone() }),
            (
                "unknown",
                Self {
                    shell: samples::with_errors(shell.clone(), &[("receipt", lang.error_receipt_unknown().to_owned())]),
                    receipt: samples::SCRIPT.to_owned(),
                    found: None,
                },
            ),
            ("error", Self { shell: samples::with_errors(shell, &errors), ..found(pickup(&samples::endless())) }),
        ]
    }
}
