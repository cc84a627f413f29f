//! What a proposal would do, field by field, as somebody may read it: numbers masked, groups of fields that the role does not see left out.

use app::Caller;
use domain::access::Field;

use crate::format::{MaskedNumber, MaskedPhone};

/// A field of a proposal's content for one reader.
pub(crate) struct Shown {
    /// The field's name.
    pub field: String,
    /// Its value, numbers masked; nothing when the reader's role does not see such fields.
    pub value: Option<String>,
}

/// The fields that this reader may see.
pub(crate) fn shown_to(caller: &Caller, content: &[(String, String)]) -> Vec<Shown> {
    let one = |(field, value): &(String, String)| {
        let seen = group_of(field).is_none_or(|group| caller.sees(group));
        Shown { field: field.clone(), value: seen.then(|| masked(field, value)) }
    };
    content.iter().map(one).collect()
}

/// The group of a person's fields that a field of an order belongs to.
fn group_of(field: &str) -> Option<Field> {
    match field {
        "kk" => Some(Field::Family),
        "birth_place" | "marital" => Some(Field::Civil),
        "address" | "rt" | "rw" | "stay" => Some(Field::Address),
        "phone" => Some(Field::Phone),
        "code" | "observed_on" | "number" | "reply_due" | "outcome" => Some(Field::Central),
        _ => None,
    }
}

/// A civil servant's number (NIP, 18 digits) is public; a NIK in its place is not.
fn masked(field: &str, value: &str) -> String {
    match field {
        "nik" | "kk" => MaskedNumber::new(value).to_string(),
        "phone" => MaskedPhone::new(value).to_string(),
        "staff" => staff_number(value),
        _ => value.to_owned(),
    }
}

/// A staff number as it is shown: a NIP whole, a NIK masked.
pub(crate) fn staff_number(number: &str) -> String {
    let digits: String = number.chars().filter(|letter| !letter.is_whitespace()).collect();
    if digits.len() == 18 { digits } else { MaskedNumber::new(&digits).to_string() }
}

#[cfg(test)]
mod tests {
    use domain::{
        access::{Role, Standing},
        id::AccountId,
    };

    use super::*;

    #[test]
    fn a_role_reads_only_its_groups_and_no_number_in_full() {
        let content =
            [("nik", "5208015205859001"), ("kk", "5208010101109501"), ("phone", "+6281234567890"), ("staff", "198001012008011002")]
                .map(|(field, value)| (field.to_owned(), value.to_owned()));
        let account = AccountId::parse("01899c3e-7b1a-7000-8000-0000000000c1").unwrap();
        let seen_by = |role| {
            let caller = Caller { account, name: String::new(), standing: Standing::office(role) };
            shown_to(&caller, &content).into_iter().map(|shown| shown.value).collect::<Vec<_>>()
        };
        let staff = Some("198001012008011002".to_owned());
        assert_eq!(seen_by(Role::Auditor), [Some("5208••••••••9001".to_owned()), None, None, staff.clone()]);
        assert!(seen_by(Role::SectionHead).iter().all(Option::is_some));
        assert!(seen_by(Role::SectionHead).iter().flatten().all(|value| value.contains('•') || Some(value) == staff.as_ref()));
    }
}
