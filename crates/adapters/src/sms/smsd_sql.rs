//! Gammu's daemon `gammu-smsd` and its SQL service on PostgreSQL: modems that several programs share.
//!
//! What: a message is a row of the daemon's outbox; its status afterwards, up to the network's own report, is read from the sent ones. The
//! statements stand in [`store::smsd`]. Invariants as of the files service ([`super::Smsd`]): an attempt is put there once, and whatever was
//! told is remembered in the daemon's own row.

use app::gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState};
use store::{StoreFault, smsd::SmsdTables};

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
        match outbox.put(message.reference, message.to, message.text, domain::gsm::septets(message.text).is_none()) {
            Ok(()) => Handed::Taken { id: None },
            Err(_) => Handed::Lost { reason: "the daemon's database broke off".to_owned() },
        }
    }

    fn ask(&self, reference: &str, _: Option<&str>) -> Asked {
        match self.tables.status(reference) {
            Ok(Some(status)) => Asked::Known(state_of(&status), status),
            Ok(None) => Asked::Unknown,
            Err(_) => Asked::CannotSay,
        }
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
            keep(Inward::Message { from: one.from.clone(), text: one.text.clone(), id: one.id.to_string() })?;
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

fn outside(attempt: &'static str, fault: StoreFault) -> GatewayFault {
    GatewayFault::Outside { attempt, source: Box::new(fault) }
}
