//! Messages as PDUs, and PDUs as messages. Pure.

use std::{str::FromStr, time::Duration};

use app::gateway::{Inward, Outgoing, ReceiptState};
use rusmpp_core::{
    pdus::owned::{BindTransceiver, DeliverSm, Pdu, QuerySm, SubmitSm},
    tlvs::owned::{MessageSubmissionRequestTlvValue, TlvValue},
    types::owned::{AnyOctetString, COctetString, EmptyOrFullCOctetString, OctetString},
    values::{DataCoding, EsmClass, InterfaceVersion, MessageType, Npi, RegisteredDelivery, Ton, owned::MessagePayload},
};

use super::{ReceiptIds, SmppSettings};
use crate::sms::receipt;

/// A receipt, whether it went well or not (SMPP 3.4 §5.2.17).
const RECEIPT_WANTED: u8 = 1;
/// A text of several parts has at most so many (TS 23.040 §9.2.3.24.1).
const PARTS_MAX: usize = 255;
/// The bit of `esm_class` that says that a header stands before the text.
const HEADER_BIT: u8 = 0x40;

/// `None` when a setting is too long or no ASCII.
pub(super) fn bind(settings: &SmppSettings) -> Option<Pdu> {
    let system_id = Some(settings.system_id.as_str()).filter(|id| !id.is_empty())?;
    Some(Pdu::BindTransceiver(BindTransceiver {
        system_id: COctetString::from_str(system_id).ok()?,
        password: COctetString::from_str(&settings.password).ok()?,
        system_type: COctetString::from_str(&settings.system_type).ok()?,
        interface_version: InterfaceVersion::Smpp3_4,
        ..BindTransceiver::default()
    }))
}

/// A message with a receipt asked for. One part stands in the message; of more, the SMSC makes the parts itself (`message_payload`).
pub(super) fn submit(sender: &str, message: &Outgoing<'_>) -> Option<Pdu> {
    let (source_addr_ton, source_addr_npi, source_addr) = sender_address(sender)?;
    let (data_coding, octets) = match domain::gsm::encode(message.text) {
        Some(octets) => (DataCoding::McSpecific, octets),
        None => (DataCoding::Ucs2, message.text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    };
    let builder = SubmitSm::builder().source_addr_ton(source_addr_ton).source_addr_npi(source_addr_npi).source_addr(source_addr);
    let builder = builder.dest_addr_ton(Ton::International).dest_addr_npi(Npi::Isdn);
    let builder = builder.destination_addr(COctetString::from_str(message.to.trim_start_matches('+')).ok()?);
    // The default of the crate for `esm_class` is a delivery acknowledgement.
    let builder = builder.esm_class(EsmClass::from(0)).registered_delivery(RegisteredDelivery::from(RECEIPT_WANTED));
    let builder = builder.validity_period(EmptyOrFullCOctetString::from_str(&relative(message.valid_for)).ok()?);
    let mut submit = builder.data_coding(data_coding).build();
    match domain::gsm::parts(message.text) {
        1 => submit.set_short_message(OctetString::from_vec(octets).ok()?),
        2..=PARTS_MAX => {
            let payload = MessagePayload::new(AnyOctetString::from_vec(octets));
            submit.push_tlv(MessageSubmissionRequestTlvValue::MessagePayload(payload));
        }
        _ => return None,
    }
    Some(Pdu::SubmitSm(submit))
}

/// A time from now on, at most a month (SMPP 3.4 §7.1.1.2).
fn relative(time: Duration) -> String {
    let seconds = time.as_secs().clamp(60, 31 * 86_400);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    format!("0000{days:02}{hours:02}{minutes:02}{:02}000R", seconds % 60)
}

/// A question about a message of ours by the SMSC's number.
pub(super) fn query(sender: &str, id: &str) -> Option<Pdu> {
    let (ton, npi, address) = sender_address(sender)?;
    Some(Pdu::QuerySm(QuerySm::new(COctetString::from_str(id).ok()?, ton, npi, address)))
}

/// The SMSC's number of a message that it took.
pub(super) fn submitted_id(pdu: &Pdu) -> Option<String> {
    let Pdu::SubmitSmResp(response) = pdu else { return None };
    Some(response.message_id().as_str().to_owned()).filter(|id| !id.is_empty())
}

/// How far a message is that was asked about.
pub(super) fn queried_state(pdu: &Pdu) -> Option<(ReceiptState, String)> {
    let Pdu::QuerySmResp(response) = pdu else { return None };
    let (state, word) = receipt::state_of_code(response.message_state.into());
    Some((state, format!("stat:{word} err:{}", response.error_code)))
}

/// What the SMSC sent: a receipt or a resident's text. `None` for a receipt that names no message.
pub(super) fn inward(deliver: &DeliverSm, ids: ReceiptIds) -> Option<Inward> {
    let mut payload = deliver.short_message().as_ref();
    let mut id = None;
    let mut state = None;
    for tlv in deliver.tlvs() {
        match tlv.value() {
            Some(TlvValue::MessagePayload(value)) => payload = value.value.as_ref(),
            Some(TlvValue::ReceiptedMessageId(value)) => id = Some(value.as_str().to_owned()).filter(|id| !id.is_empty()),
            Some(TlvValue::MessageState(value)) => state = Some(receipt::state_of_code((*value).into())),
            _ => {}
        }
    }
    let is_receipt = !matches!(deliver.esm_class.message_type, MessageType::Default | MessageType::Other(0)) || id.is_some();
    let text = text_of(deliver, payload);
    if !is_receipt {
        // SMPP has no number for what a resident wrote.
        return Some(Inward::Message { from: sender_of(deliver), text, id: None });
    }
    let said = receipt::read(&text);
    let (state, word) = state.map_or((None, None), |(state, word)| (Some(state), Some(format!("stat:{word}"))));
    Some(Inward::Receipt {
        reference: None,
        // The parameter has the number as the answer had it (SMPP 3.4 §5.3.2.12), the text as the SMSC likes.
        id: Some(id.map(|id| ids.of_answer(&id)).or_else(|| said.id.map(|id| ids.of_receipt(&id)))?),
        state: state.or(said.state).unwrap_or(ReceiptState::Underway),
        reason: if said.reason.is_empty() { word.unwrap_or_default() } else { said.reason },
    })
}

/// The sender's number as the port wants it.
fn sender_of(deliver: &DeliverSm) -> String {
    let address = deliver.source_addr.as_str();
    let is_whole = deliver.source_addr_ton == Ton::International && !address.starts_with('+');
    if is_whole { format!("+{address}") } else { address.to_owned() }
}

fn text_of(deliver: &DeliverSm, payload: &[u8]) -> String {
    let has_header = u8::from(deliver.esm_class) & HEADER_BIT != 0;
    let header_length = payload.first().map_or(0, |length| 1 + usize::from(*length));
    let octets = if has_header { payload.get(header_length..).unwrap_or_default() } else { payload };
    match deliver.data_coding {
        DataCoding::McSpecific => domain::gsm::decode(octets),
        DataCoding::Ucs2 => encoding_rs::UTF_16BE.decode_without_bom_handling(octets).0.into_owned(),
        _ => encoding_rs::mem::decode_latin1(octets).into_owned(),
    }
}

/// Type, plan and address of a sender (SMPP 3.4 §5.2.5, §5.2.6).
fn sender_address(sender: &str) -> Option<(Ton, Npi, COctetString<1, 21>)> {
    let (ton, npi, address) = match sender.strip_prefix('+') {
        Some(number) => (Ton::International, Npi::Isdn, number),
        None if sender.bytes().all(|byte| byte.is_ascii_digit()) => (Ton::Unknown, Npi::Unknown, sender),
        None => (Ton::Alphanumeric, Npi::Unknown, sender),
    };
    Some((ton, npi, COctetString::from_str(address).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_told_from_now_on() {
        let told = |hours| relative(Duration::from_hours(hours));
        assert_eq!((told(72), told(25)), ("000003000000000R".to_owned(), "000001010000000R".to_owned()));
        assert_eq!((told(0), told(9_999)), ("000000000100000R".to_owned(), "000031000000000R".to_owned()));
    }
}
