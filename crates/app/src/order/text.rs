//! How the parts of an order are kept: as their text codes, never as the domain's own types.

use std::collections::BTreeSet;

use domain::{
    access::Role,
    area::SubdistrictCode,
    batch::{BatchRoute, NotCollected},
    blank::{GivenAway, Item, LotSource, Serial},
    case::{Damage, DeferReason, OldCard, Purpose, Receipt, SpoilCause, ToldBy},
    central::CentralCode,
    closing::Settlement,
    id::{AccountId, BatchId, CaseId, ClosingId, DifferenceId, ImportId, InboundId, JobId, LotId, PersonId, RequestId, SuketId},
    intake::Column,
    notice::{Language, NoticePurpose},
    person::Phone,
    print::PrintRoute,
    question::QuestionId,
    repair::RepairOutcome,
    request::Policy,
    rule::Document,
    whereabouts::Stay,
};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Something that has a text form and is read back from it.
pub(crate) trait Text: Sized {
    /// The text form.
    fn to_text(&self) -> String;
    /// What a text form stands for.
    fn of_text(text: &str) -> Option<Self>;
}

macro_rules! texts {
    ($($kind:ty: $read:expr),+ $(,)?) => {$(
        impl Text for $kind {
            fn to_text(&self) -> String {
                self.to_string()
            }

            fn of_text(text: &str) -> Option<Self> {
                ($read)(text)
            }
        }
    )+};
}

texts! {
    AccountId: AccountId::parse,
    CaseId: CaseId::parse,
    ImportId: ImportId::parse,
    ClosingId: ClosingId::parse,
    DifferenceId: DifferenceId::parse,
    JobId: JobId::parse,
    LotId: LotId::parse,
    RequestId: RequestId::parse,
    SuketId: SuketId::parse,
    BatchId: BatchId::parse,
    InboundId: InboundId::parse,
    BatchRoute: BatchRoute::from_code,
    NotCollected: NotCollected::from_code,
    NoticePurpose: NoticePurpose::from_code,
    Language: Language::from_code,
    Item: Item::from_code,
    GivenAway: GivenAway::from_code,
    Serial: Serial::parse,
    DeferReason: DeferReason::from_code,
    ToldBy: ToldBy::from_code,
    Settlement: Settlement::from_code,
    PrintRoute: PrintRoute::from_code,
    Policy: Policy::from_code,
    QuestionId: QuestionId::parse,
    Column: Column::from_code,
    PersonId: |text: &str| text.parse().ok().map(PersonId),
    SubdistrictCode: SubdistrictCode::parse,
    Receipt: Receipt::parse,
    Role: Role::from_code,
    Purpose: Purpose::from_code,
    Damage: Damage::from_code,
    Document: Document::from_code,
    CentralCode: CentralCode::from_code,
    SpoilCause: SpoilCause::from_code,
    OldCard: OldCard::from_code,
    LotSource: LotSource::from_code,
    RepairOutcome: RepairOutcome::from_code,
    Stay: Stay::from_code,
    Date: |text: &str| text.parse().ok(),
}

impl Text for Phone {
    fn to_text(&self) -> String {
        self.as_str().to_owned()
    }

    fn of_text(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

pub(crate) fn serialize<T: Text, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.to_text())
}

pub(crate) fn deserialize<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    read(&String::deserialize(deserializer)?)
}

fn read<T: Text, E: Error>(text: &str) -> Result<T, E> {
    T::of_text(text).ok_or_else(|| E::custom("a text that stands for nothing"))
}

/// The same for what may be absent.
pub(crate) mod maybe {
    use super::{Deserialize, Deserializer, Serializer, Text, read};

    #[expect(clippy::ref_option, reason = "serde hands the field over so")]
    pub(crate) fn serialize<T: Text, S: Serializer>(value: &Option<T>, serializer: S) -> Result<S::Ok, S::Error> {
        match value {
            Some(value) => serializer.serialize_some(&value.to_text()),
            None => serializer.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, T: Text, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(deserializer)?.map(|text| read(&text)).transpose()
    }
}

/// The same for many.
pub(crate) mod many {
    use super::{BTreeSet, Deserialize, Deserializer, Serializer, Text, read};

    pub(crate) fn serialize<T: Text, S: Serializer>(values: &BTreeSet<T>, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(values.iter().map(Text::to_text))
    }

    pub(crate) fn deserialize<'de, T: Text + Ord, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<T>, D::Error> {
        Vec::<String>::deserialize(deserializer)?.iter().map(|text| read(text)).collect()
    }
}
