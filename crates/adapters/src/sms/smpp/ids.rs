//! An SMSC's numbers of messages: some write them to one base in answers and to another in receipts (Kannel's `msg-id-type`). Pure.

/// How receipts write the numbers, beside the answers to `submit_sm`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptIds {
    /// As the answers do.
    #[default]
    Same,
    /// Receipts in decimal, answers in hexadecimal.
    Decimal,
    /// Receipts in hexadecimal, answers in decimal.
    Hexadecimal,
}

impl ReceiptIds {
    /// A number as an answer has it, in the form that is kept: decimal where the two differ.
    pub(super) fn of_answer(self, id: &str) -> String {
        match self {
            Self::Same => id.to_owned(),
            Self::Decimal => decimal(id, 16),
            Self::Hexadecimal => decimal(id, 10),
        }
    }

    /// The same of a receipt.
    pub(super) fn of_receipt(self, id: &str) -> String {
        match self {
            Self::Same => id.to_owned(),
            Self::Decimal => decimal(id, 10),
            Self::Hexadecimal => decimal(id, 16),
        }
    }

    /// A kept number as an answer would have it.
    pub(super) fn in_answer(self, kept: &str) -> String {
        match (self, kept.parse::<u128>()) {
            (Self::Decimal, Ok(number)) => format!("{number:X}"),
            _ => kept.to_owned(),
        }
    }
}

/// A number of a base in decimal; what is none stays as it is.
fn decimal(id: &str, base: u32) -> String {
    u128::from_str_radix(id, base).map_or_else(|_| id.to_owned(), |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_receipts_meet() {
        for (ids, answer, receipt, kept) in [
            (ReceiptIds::Same, "0a1b", "0a1b", "0a1b"),
            (ReceiptIds::Decimal, "0000001A2B", "0000006699", "6699"),
            (ReceiptIds::Hexadecimal, "6699", "1a2b", "6699"),
            (ReceiptIds::Decimal, "m-7", "m-7", "m-7"),
        ] {
            assert_eq!((ids.of_answer(answer).as_str(), ids.of_receipt(receipt).as_str()), (kept, kept));
        }
        assert_eq!(ReceiptIds::Decimal.in_answer("6699"), "1A2B");
        assert_eq!(ReceiptIds::Hexadecimal.in_answer("6699"), "6699");
    }
}
