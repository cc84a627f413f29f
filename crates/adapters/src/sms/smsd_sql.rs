//! Gammu's daemon `gammu-smsd` and its SQL service on PostgreSQL: modems that several programs share.
//!
//! What: a message is a row of the daemon's outbox; its status afterwards, up to the network's own report, is read from the sent ones. The
//! statements stand in [`store::smsd`]. Invariants as of the files service ([`super::Smsd`]): an attempt is put there once, and whatever was
//! told is remembered in the daemon's own row.

use std::time::Duration;

use app::gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState};
use store::{
    StoreFault,
    smsd::{Put, SmsdTables, WAITING},
};

use super::{SettingsFault, modem_objection};

/// Where the daemon's database is.
#[derive(Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsdSqlSettings {
    /// The gateway's name in lists and logs.
    pub name: String,
    /// The database that the daemon's settings name, as `postgresql://user:password@host/smsd`.
    pub url: String,
}

/// The daemon behind its tables.
pub struct SmsdSql {
    name: String,
    tables: SmsdTables,
}

impl SmsdSql {
    /// Reads the settings; nothing is opened yet.
    pub fn new(settings: SmsdSqlSettings) -> Result<Self, SettingsFault> {
        let what = "url is postgresql://user:password@host/database";
        let tables = SmsdTables::at(&settings.url).map_err(|_| SettingsFault { gateway: settings.name.clone(), what })?;
        Ok(Self { name: settings.name, tables })
    }
}

impl Gateway for SmsdSql {
    fn name(&self) -> &str {
        &self.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        if let Some(objection) = modem_objection(message) {
            return Handed::Refused { permanent: true, reason: objection.to_owned() };
        }
        let Ok(outbox) = self.tables.begin() else {
            return Handed::Busy { retry_after: None, reason: "the daemon's database is not to be reached".to_owned() };
        };
        let put = Put {
            reference: message.reference,
            to: message.to,
            text: message.text,
            unicode: domain::gsm::septets(message.text).is_none(),
            validity: validity(message.valid_for),
        };
        match outbox.put(&put) {
            Ok(()) => Handed::Taken { id: None },
            Err(_) => Handed::Lost { reason: "the daemon's database broke off".to_owned() },
        }
    }

    fn ask(&self, reference: &str, _: Option<&str>) -> Asked {
        match self.tables.status(reference) {
            Ok(Some(status)) if status == WAITING => Asked::Held("it waits for the modem".to_owned()),
            Ok(Some(status)) => Asked::Known(state_of(&status), status),
            Ok(None) => Asked::Unknown,
            Err(_) => Asked::CannotSay,
        }
    }

    fn withdraw(&self, reference: &str) -> bool {
        self.tables.withdraw(reference).unwrap_or(false)
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let ended = self.tables.ended().map_err(|fault| outside("list ended messages", fault))?;
        let inbox = self.tables.inbox().map_err(|fault| outside("list the inbox", fault))?;
        for one in &ended {
            let (reference, state) = (Some(one.reference.clone()), state_of(&one.status));
            keep(Inward::Receipt { reference, id: None, state, reason: one.status.clone() })?;
            self.tables.told(one).map_err(|fault| outside("put an ended message away", fault))?;
        }
        for one in &inbox {
            keep(Inward::Message { from: one.from.clone(), text: one.text.clone(), id: Some(one.id.to_string()) })?;
            self.tables.processed(one.id).map_err(|fault| outside("take a message out of the inbox", fault))?;
        }
        Ok(ended.len() + inbox.len())
    }
}

/// What the daemon's words say of a message; only the network's report says that a phone has it.
fn state_of(status: &str) -> ReceiptState {
    match status {
        "DeliveryOK" => ReceiptState::Delivered,
        "DeliveryFailed" | "SendingError" | "Error" => ReceiptState::Failed { permanent: false },
        _ => ReceiptState::Underway,
    }
}

/// For how long the network may try, rounded up: steps of 5 minutes, half hours, days or weeks (TS 23.040 §9.2.3.12.1).
fn validity(time: Duration) -> i32 {
    let minutes = time.as_secs().div_ceil(60).max(5);
    let step = match minutes {
        0..=720 => minutes.div_ceil(5) - 1,
        721..=1_440 => 143 + (minutes - 720).div_ceil(30),
        1_441..=43_200 => 166 + minutes.div_ceil(1_440),
        _ => (192 + minutes.div_ceil(10_080)).min(255),
    };
    step as i32
}

fn outside(attempt: &'static str, fault: StoreFault) -> GatewayFault {
    GatewayFault::Outside { attempt, source: Box::new(fault) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_is_rounded_up() {
        let hours = |hours: u64| validity(Duration::from_secs(hours * 3_600));
        assert_eq!((validity(Duration::ZERO), hours(1), hours(12)), (0, 11, 143));
        assert_eq!((hours(13), hours(24), hours(25), hours(72)), (145, 167, 168, 169));
        assert_eq!((hours(24 * 30), hours(24 * 31), hours(24 * 9_999)), (196, 197, 255));
    }
}
