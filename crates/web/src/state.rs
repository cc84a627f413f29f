//! What every handler has at hand.

use std::sync::Arc;

use app::{AppError, Office, gateway::Inward};
use domain::access::Role;
use jiff::Timestamp;

use crate::format::Zone;

/// A ready user that the sign-in page of a demonstration shows.
#[derive(Clone, Debug)]
pub struct UserHint {
    /// What is typed at sign-in.
    pub username: String,
    /// The password.
    pub password: String,
    /// The name that others see.
    pub name: String,
    /// The role.
    pub role: Role,
}

/// Reads the query of a call by which a gateway says what became of a message, at an instant of the office clock: the gateway's name and what it
/// says; nothing when the call is not signed by us.
pub type ReadCall = dyn Fn(&str, Timestamp) -> Option<(String, Inward)> + Send + Sync;

/// The office being served, and how.
#[derive(Clone)]
pub struct Site {
    /// The office.
    pub office: Arc<Office>,
    /// Ready users, for a demonstration.
    pub hints: Arc<Vec<UserHint>>,
    /// A proxy that speaks TLS stands before the server: cookies are `Secure` and `__Host-`.
    pub behind_proxy: bool,
    /// Who reads the calls of gateways.
    pub calls: Arc<ReadCall>,
}

impl Site {
    /// The office's time zone, for pages.
    pub(crate) fn zone(&self) -> Zone {
        match self.office.profile().zone {
            domain::office::Zone::Wib => Zone::Wib,
            domain::office::Zone::Wita => Zone::Wita,
            domain::office::Zone::Wit => Zone::Wit,
        }
    }

    /// Runs a use case on a thread that may wait; `app` is synchronous.
    pub(crate) async fn run<T, F>(&self, work: F) -> Result<T, AppError>
    where
        T: Send + 'static,
        F: FnOnce(&Office) -> Result<T, AppError> + Send + 'static,
    {
        let office = Arc::clone(&self.office);
        let joined = tokio::task::spawn_blocking(move || work(&office)).await;
        joined.unwrap_or_else(|_| Err(AppError::panicked()))
    }
}
