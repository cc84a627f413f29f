//! Who may fetch a card: the holder, or somebody for him by the office's own rule (Permendagri 109/2019 leaves it open; some offices ask
//! for a power of attorney and the family card, some allow nobody). Never for biometrics.

use jiff::Timestamp;

use crate::{
    coded::coded,
    id::{CardId, CaseId, PersonId, PlaceId},
    office::OfficeCode,
    person::{Nik, PersonName},
    rule::Validity,
};

coded! {
    /// Whether somebody else may fetch a card.
    pub enum ProxyPolicy {
        /// Nobody.
        Nobody = "nobody",
        /// Somebody of the same family card.
        Family = "family",
        /// Anybody.
        Anybody = "anybody",
    }
}

/// A row of the table of proxies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyRule {
    /// Only for this office; for those that have none of their own when `None`.
    pub office: Option<OfficeCode>,
    /// Who may.
    pub policy: ProxyPolicy,
    /// Whether a power of attorney (surat kuasa) is asked for: 1 when it is.
    pub letter: bool,
    /// For how many other people one may fetch on a day.
    pub day_max: i64,
    /// The same within 30 days.
    pub month_max: i64,
    /// When and whence.
    pub validity: Validity,
}

/// Somebody who fetched a card for its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyPickup {
    /// The case.
    pub case: CaseId,
    /// Whose card.
    pub person: PersonId,
    /// Which.
    pub card: CardId,
    /// Who fetched it: the number on the proxy's own card, which was shown.
    pub nik: Nik,
    /// The name on it.
    pub name: PersonName,
    /// The number of the power of attorney, when there is one.
    pub letter: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What is known of a proxy when the card is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyFacts {
    /// Whether the proxy is the holder.
    pub holder: bool,
    /// Whether the proxy stands on the holder's family card.
    pub family: bool,
    /// Whether a power of attorney was handed in.
    pub letter: bool,
    /// Cards of others that the proxy fetched on this day.
    pub day: i64,
    /// The same within 30 days.
    pub month: i64,
}

/// Why a proxy gets no card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickupRefusal {
    /// The office's rule does not allow it.
    NotAllowed {
        /// The letter of the rule.
        rule: String,
    },
    /// The power of attorney is missing.
    LetterMissing,
    /// The proxy fetched as many cards of others as may be.
    TooMany {
        /// The limit, cards.
        max: i64,
        /// Within so many days.
        days: i64,
    },
    /// The proxy is the holder.
    IsHolder,
    /// The card is not here: on its way, missing, with its holder.
    CardElsewhere,
    /// The holder is dead by the register.
    HolderDied,
    /// The card is booked at a place of the office itself, where a stock-take tells what is missing.
    OnShelf,
}

impl PickupRefusal {
    /// The stable code.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed { .. } => "PICKUP-0001",
            Self::LetterMissing => "PICKUP-0002",
            Self::TooMany { .. } => "PICKUP-0003",
            Self::IsHolder => "PICKUP-0004",
            Self::CardElsewhere => "PICKUP-0005",
            Self::HolderDied => "PICKUP-0006",
            Self::OnShelf => "PICKUP-0007",
        }
    }
}

/// Decides whether a proxy gets a card by the rule of the day.
pub fn allow(rule: &ProxyRule, facts: ProxyFacts) -> Result<(), PickupRefusal> {
    if facts.holder {
        return Err(PickupRefusal::IsHolder);
    }
    if rule.policy == ProxyPolicy::Nobody || rule.policy == ProxyPolicy::Family && !facts.family {
        return Err(PickupRefusal::NotAllowed { rule: rule.validity.source.clone() });
    }
    if rule.letter && !facts.letter {
        return Err(PickupRefusal::LetterMissing);
    }
    if facts.day >= rule.day_max {
        return Err(PickupRefusal::TooMany { max: rule.day_max, days: 1 });
    }
    if facts.month >= rule.month_max {
        return Err(PickupRefusal::TooMany { max: rule.month_max, days: 30 });
    }
    Ok(())
}

/// A place of the office that takes no cards for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedSite {
    /// Which.
    pub place: PlaceId,
    /// Since when.
    pub since: Timestamp,
    /// Why, in words.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_proxy_is_allowed_by_the_rule_and_up_to_its_limits() {
        let validity = Validity { from: date(2020, 1, 1), to: None, source: "SOP".to_owned() };
        let family = ProxyRule { office: None, policy: ProxyPolicy::Family, letter: true, day_max: 3, month_max: 5, validity };
        let anybody = ProxyRule { policy: ProxyPolicy::Anybody, letter: false, ..family.clone() };
        let nobody = ProxyRule { policy: ProxyPolicy::Nobody, ..family.clone() };
        let son = ProxyFacts { holder: false, family: true, letter: true, day: 0, month: 0 };
        let not_allowed = PickupRefusal::NotAllowed { rule: "SOP".to_owned() };
        for (rule, facts, expected) in [
            (&family, son, Ok(())),
            (&family, ProxyFacts { family: false, ..son }, Err(not_allowed.clone())),
            (&family, ProxyFacts { letter: false, ..son }, Err(PickupRefusal::LetterMissing)),
            (&family, ProxyFacts { day: 3, ..son }, Err(PickupRefusal::TooMany { max: 3, days: 1 })),
            (&family, ProxyFacts { day: 2, month: 5, ..son }, Err(PickupRefusal::TooMany { max: 5, days: 30 })),
            (&family, ProxyFacts { holder: true, ..son }, Err(PickupRefusal::IsHolder)),
            (&anybody, ProxyFacts { family: false, letter: false, ..son }, Ok(())),
            (&nobody, son, Err(not_allowed)),
        ] {
            assert_eq!(allow(rule, facts), expected, "{facts:?}");
        }
    }
}
