//! A printer's answer: its shape is checked first, then the library reads it.
//!
//! The library (ipp 8.0) cuts a value with a language at a length that the value itself states, which panics when that is a lie, and copies a
//! collection once for each level that it is nested. Neither may happen with bytes from a network.

use ipp::{
    attribute::IppAttributeGroup,
    model::{DelimiterTag, StatusCode},
    parser::IppParser,
    reader::IppReader,
    request::IppRequestResponse,
};

use super::IppFault;

/// Every request of ours has this number, and an answer has its request's.
const REQUEST_ID: i32 = 1;
/// Version, status and request number.
const HEADER_BYTES: usize = 8;
/// Deeper collections are in no printer's answer.
const DEPTH_MAX: usize = 8;

const END_OF_ATTRIBUTES: u8 = 0x03;
const TEXT_WITH_LANGUAGE: u8 = 0x35;
const NAME_WITH_LANGUAGE: u8 = 0x36;
const BEGIN_COLLECTION: u8 = 0x34;
const END_COLLECTION: u8 = 0x37;

/// An answer that was read.
pub(super) struct Answer {
    content: IppRequestResponse,
}

impl Answer {
    /// Reads an answer that fits the format and our request.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, IppFault> {
        check_shape(bytes)?;
        let content = IppParser::new(IppReader::new(std::io::Cursor::new(bytes.to_vec()))).parse().map_err(IppFault::Value)?;
        if content.header().request_id != REQUEST_ID {
            return Err(IppFault::Malformed("it answers another request"));
        }
        Ok(Self { content })
    }

    /// The status as far as the library knows it.
    pub(super) fn status(&self) -> StatusCode {
        self.content.header().status_code()
    }

    /// The status as it came.
    pub(super) fn status_bits(&self) -> u16 {
        self.content.header().operation_or_status.cast_unsigned()
    }

    /// The groups of one kind, in order.
    pub(super) fn groups(&self, tag: DelimiterTag) -> impl Iterator<Item = &IppAttributeGroup> {
        self.content.attributes().groups_of(tag)
    }
}

/// Refuses bytes that are no attributes of RFC 8010 §3.1 up to their end, are nested too deep, or lie about the length of a language.
fn check_shape(bytes: &[u8]) -> Result<(), IppFault> {
    let mut rest = bytes.get(HEADER_BYTES..).ok_or(IppFault::Malformed("it ends in its header"))?;
    let mut depth = 0_usize;
    loop {
        let (tag, after) = rest.split_first().ok_or(IppFault::Malformed("it does not end"))?;
        rest = after;
        if *tag == END_OF_ATTRIBUTES {
            return if depth == 0 { Ok(()) } else { Err(IppFault::Malformed("a collection does not end")) };
        }
        if *tag < 0x10 {
            if depth > 0 {
                return Err(IppFault::Malformed("a collection does not end"));
            }
            continue;
        }
        let (_, after) = counted(rest)?;
        let (value, after) = counted(after)?;
        rest = after;
        match *tag {
            BEGIN_COLLECTION => depth += 1,
            END_COLLECTION => depth = depth.checked_sub(1).ok_or(IppFault::Malformed("a collection ends that did not begin"))?,
            TEXT_WITH_LANGUAGE | NAME_WITH_LANGUAGE => {
                let (_, text) = counted(value)?;
                counted(text)?;
            }
            _ => {}
        }
        if depth > DEPTH_MAX {
            return Err(IppFault::Malformed("collections are nested too deep"));
        }
    }
}

/// Bytes behind their length, and the rest.
fn counted(bytes: &[u8]) -> Result<(&[u8], &[u8]), IppFault> {
    let cut = bytes.split_first_chunk::<2>().and_then(|(length, rest)| rest.split_at_checked(usize::from(u16::from_be_bytes(*length))));
    cut.ok_or(IppFault::Malformed("it ends in a value"))
}
