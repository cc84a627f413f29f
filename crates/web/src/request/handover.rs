//! Requests of batches, of the pick-up desk and of custody.

use std::collections::BTreeSet;

use app::{
    batches::{Found, PostOutcome},
    custody::Proxy,
};
use domain::{
    Refusal,
    batch::{BatchRoute, NotCollected, SignedOn},
    case::{HandOver, Identity, OldCard, Receipt},
    refusal::FieldProblem,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{choice, flag, scanned};

/// What stands in the place of a code when a batch goes by post.
pub(crate) const BY_POST: &str = "post";

/// A new batch.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BatchOpenRequest {
    /// The code of a village's or sub-district's office, `DESA-5208012001`, `KEC-520801`; `post` for the post.
    pub to: String,
}

impl BatchOpenRequest {
    /// The route and the place's code; the code says which kind of place it is.
    pub fn read(&self) -> Result<(BatchRoute, String), Refusal> {
        let code = self.to.trim().to_ascii_uppercase();
        match code.as_str() {
            "" => Err(Refusal::field("place", FieldProblem::Missing)),
            "POST" => Ok((BatchRoute::Post, String::new())),
            _ if code.starts_with("KEC-") => Ok((BatchRoute::Subdistrict, code)),
            _ => Ok((BatchRoute::Village, code)),
        }
    }
}

/// A card of a batch, by its receipt.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BatchCardRequest {
    /// The receipt, `7K3M-9QXD-4`.
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
}

/// What was in the box, for the page that compares it with the list.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BatchCheckRequest {
    /// Receipts that were ticked.
    pub there: Vec<String>,
    /// Receipts that were scanned, or keyed in from paper: one a line.
    pub scanned: String,
}

impl BatchCheckRequest {
    /// All receipts that were there.
    pub fn read(&self) -> Result<BTreeSet<Receipt>, Refusal> {
        self.there.iter().cloned().chain(lines(&self.scanned)).map(|text| receipt(&text)).collect()
    }
}

/// The other side's signature.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BatchReceiveRequest {
    /// Who signs for the other side, a name.
    pub receiver: String,
    /// `screen`, or `paper` for minutes that were signed on paper and are keyed in.
    pub signed_on: String,
    /// Receipts of what was listed and not there.
    pub missing: Vec<String>,
    /// Receipts of what was there and not listed.
    pub extra: Vec<String>,
}

impl BatchReceiveRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<Found, Refusal> {
        let signed_on = choice("signed_on", &self.signed_on, SignedOn::from_code)?;
        Ok(Found {
            receiver: self.receiver.clone(),
            on_paper: signed_on == SignedOn::Paper,
            missing: self.missing.clone(),
            extra: self.extra.clone(),
        })
    }
}

/// A card of a batch that comes back.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BatchReturnRequest {
    /// The receipt.
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
    /// `away`, `busy`, `moved`, `died` or `unknown`.
    pub reason: String,
    /// The shelf on which it is put, `RAK-01`.
    pub shelf: String,
}

impl BatchReturnRequest {
    /// Why it was not collected.
    pub fn read(&self) -> Result<NotCollected, Refusal> {
        choice("reason", &self.reason, NotCollected::from_code)
    }
}

/// What became of the postman's attempt.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct BatchPostRequest {
    /// The receipt.
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
    /// Delivered, for what came back: `surrendered`, `police_letter`, `suket` or `none`; in vain: `away`, `busy`, `moved`, `died` or
    /// `unknown`.
    pub outcome: String,
}

impl BatchPostRequest {
    /// What `app` takes.
    pub fn read(&self) -> Result<PostOutcome, Refusal> {
        let outcome = |text: &str| {
            let in_vain = NotCollected::from_code(text).map(PostOutcome::InVain);
            in_vain.or_else(|| OldCard::from_code(text).map(PostOutcome::Delivered))
        };
        choice("outcome", &self.outcome, outcome)
    }
}

/// A place that takes no cards, or takes them again.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct SiteRequest {
    /// The place's code, `DESA-5208012001`.
    pub place: String,
    /// Why it takes none; not asked for when it opens again.
    pub reason: String,
}

/// What is looked for at the desk.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DeskScanRequest {
    /// A receipt, or what somebody is searched by.
    #[serde(deserialize_with = "scanned")]
    pub receipt: String,
    /// The number of the person who was chosen from a search.
    pub person: String,
}

/// A handover at the desk, to the holder or to somebody who fetches the card.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct DeskRequest {
    /// The officer compared who stands at the desk with the card that was shown: `true` or `"yes"`.
    #[serde(deserialize_with = "flag")]
    pub identity_checked: bool,
    /// What came back: `surrendered`, `police_letter`, `suket` or `none`.
    pub old_card: String,
    /// Somebody else fetches the card: `true` or `"yes"`.
    #[serde(deserialize_with = "flag")]
    pub proxy: bool,
    /// The NIK on the proxy's own card.
    pub nik: String,
    /// The name on it.
    pub name: String,
    /// The number of the power of attorney (surat kuasa).
    pub letter: String,
}

impl DeskRequest {
    /// What `app` takes; a proxy when somebody else fetches the card.
    pub fn read(&self) -> Result<(HandOver, Option<Proxy>), Refusal> {
        let identity = if self.identity_checked { Identity::Checked } else { Identity::Unchecked };
        let how = HandOver { identity, old_card: choice("old_card", &self.old_card, OldCard::from_code)? };
        let proxy = Proxy { nik: self.nik.clone(), name: self.name.clone(), letter: self.letter.clone() };
        Ok((how, self.proxy.then_some(proxy)))
    }
}

/// The stock-take of a shelf, from the page.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct ShelfCountRequest {
    /// The shelf's scanned code.
    pub shelf: String,
    /// The receipt of every card on it, one a line.
    pub scanned: String,
}

impl ShelfCountRequest {
    /// The receipts.
    pub fn read(&self) -> Vec<String> {
        lines(&self.scanned).collect()
    }
}

/// The stock-take of a shelf, from another program.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub(crate) struct ShelfScansRequest {
    /// The shelf's code, `RAK-01`.
    pub shelf: String,
    /// The receipt of every card on it.
    pub scanned: Vec<String>,
}

/// The lines of a field that hold something.
fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned)
}

/// A scanned receipt.
fn receipt(text: &str) -> Result<Receipt, Refusal> {
    Receipt::parse(text).ok_or_else(|| Refusal::field("scanned", FieldProblem::NotAReceipt))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_of_a_place_says_where_a_batch_goes() {
        let read = |to: &str| BatchOpenRequest { to: to.to_owned() }.read();
        assert_eq!(read(BY_POST), Ok((BatchRoute::Post, String::new())));
        assert_eq!(read("kec-520801 "), Ok((BatchRoute::Subdistrict, "KEC-520801".to_owned())));
        assert_eq!(read("DESA-5208012001"), Ok((BatchRoute::Village, "DESA-5208012001".to_owned())));
        assert_eq!(read(" "), Err(Refusal::field("place", FieldProblem::Missing)));
    }

    #[test]
    fn what_was_ticked_and_what_was_scanned_are_one_list() {
        let (first, second) = (Receipt::from_bits(1), Receipt::from_bits(2));
        let request = BatchCheckRequest { there: vec![first.to_string()], scanned: format!("{second}\r\n\n {first} \n") };
        assert_eq!(request.read(), Ok(BTreeSet::from([first, second])));
        assert!(BatchCheckRequest { scanned: "7K3M".to_owned(), ..BatchCheckRequest::default() }.read().is_err());
    }

    #[test]
    fn the_postman_delivers_for_something_or_came_in_vain() {
        let read = |outcome: &str| BatchPostRequest { outcome: outcome.to_owned(), ..BatchPostRequest::default() }.read();
        assert_eq!(read("none"), Ok(PostOutcome::Delivered(OldCard::None)));
        assert_eq!(read("away"), Ok(PostOutcome::InVain(NotCollected::Away)));
        assert_eq!(read("lost"), Err(Refusal::field("outcome", FieldProblem::NotAChoice)));
    }
}
