//! A gateway for demonstrations: nothing leaves this process.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use app::gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState};

use super::objection;

/// What a gateway for demonstrations is told.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoSettings {
    /// Its name in lists and logs.
    pub name: String,
    /// Numbers that end in one of these digits are never reached.
    #[serde(default)]
    pub failing: Vec<String>,
}

/// Takes every message, forgets its text at once, and says the next time it is read that it was delivered. A restart forgets everything.
#[derive(Debug)]
pub struct Demo {
    settings: DemoSettings,
    /// By our reference: how it ended, and whether the receipt was taken.
    taken: Mutex<BTreeMap<String, (ReceiptState, Told)>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    NotYet,
    Yes,
}

impl Demo {
    /// A gateway that has taken nothing yet.
    pub fn new(settings: DemoSettings) -> Self {
        Self { settings, taken: Mutex::default() }
    }
}

fn reason(state: ReceiptState) -> String {
    if state == ReceiptState::Delivered { "demonstration: delivered".to_owned() } else { "demonstration: not reached".to_owned() }
}

impl Gateway for Demo {
    fn name(&self) -> &str {
        &self.settings.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        if let Some(objection) = objection(message) {
            return Handed::Refused { permanent: true, reason: objection.to_owned() };
        }
        let fails = self.settings.failing.iter().any(|digits| !digits.is_empty() && message.to.ends_with(digits.as_str()));
        let state = if fails { ReceiptState::Failed { permanent: true } } else { ReceiptState::Delivered };
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).insert(message.reference.to_owned(), (state, Told::NotYet));
        tracing::info!(
            gateway = self.settings.name,
            reference = message.reference,
            "a message of the demonstration was taken and goes nowhere"
        );
        Handed::Taken { id: None }
    }

    fn ask(&self, reference: &str, _: Option<&str>) -> Asked {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.get(reference).map_or(Asked::Unknown, |(state, _)| Asked::Known(*state, reason(*state)))
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut count = 0;
        for (reference, (state, told)) in taken.iter_mut().filter(|(_, (_, told))| *told == Told::NotYet) {
            keep(Inward::Receipt { reference: Some(reference.clone()), id: None, state: *state, reason: reason(*state) })?;
            *told = Told::Yes;
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use app::gateway::{Asked, Gateway, Handed, Inward, KeepFault, Outgoing, ReceiptState};

    use super::{Demo, DemoSettings};

    #[test]
    fn what_is_taken_is_told_once_and_only_when_it_was_kept() {
        let demo = Demo::new(DemoSettings { name: "peragaan".to_owned(), failing: vec!["99".to_owned()] });
        for (reference, to) in [("a", "+628120000001"), ("b", "+628120000099")] {
            assert_eq!(demo.send(&Outgoing { reference, to, text: "Halo", valid_for: Duration::ZERO }), Handed::Taken { id: None });
        }
        assert!(matches!(
            demo.send(&Outgoing { reference: "c", to: "0812", text: "Halo", valid_for: Duration::ZERO }),
            Handed::Refused { permanent: true, .. }
        ));
        assert_eq!(demo.ask("c", None), Asked::Unknown);
        assert!(demo.receive(&mut |_| Err(KeepFault("full".into()))).is_err());
        let mut states = Vec::new();
        let mut keep = |inward| {
            if let Inward::Receipt { state, .. } = inward {
                states.push(state);
            }
            Ok(())
        };
        assert_eq!(demo.receive(&mut keep).unwrap(), 2);
        assert_eq!(demo.receive(&mut keep).unwrap(), 0);
        assert_eq!(states, [ReceiptState::Delivered, ReceiptState::Failed { permanent: true }]);
    }
}
