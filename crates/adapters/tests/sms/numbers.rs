//! Our own reading of mobile numbers against Google's plan of Indonesia.

use domain::person::Phone;
use phonenumber::{Mode, Type, country, metadata::DATABASE};
use proptest::prelude::*;

/// The number that the plan reads, in E.164 form, and whether it calls it mobile.
fn by_the_plan(text: &str) -> Option<(String, bool)> {
    let number = phonenumber::parse(Some(country::ID), text).ok()?;
    let mobile = number.is_valid() && matches!(number.number_type(&DATABASE), Type::Mobile | Type::FixedLineOrMobile);
    Some((number.format().mode(Mode::E164).to_string(), mobile))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 512, ..ProptestConfig::default() })]

    /// However it is written, what the plan calls a mobile number is one to us, and what both read is one number.
    #[test]
    fn the_plan_reads_the_same(
        head in prop::sample::select(vec!["0", "62", "+62", "+62 ", "(0", ""]),
        second in 0_u8..10,
        rest in "[0-9]{5,12}",
        gap in prop::sample::select(vec!["", "-", " ", "."]),
    ) {
        let (first, last) = rest.split_at(3);
        let bracket = if head == "(0" { ")" } else { "" };
        let text = format!("{head}8{second}{first}{bracket}{gap}{last}");
        let ours = Phone::parse(&text).ok().map(|phone| phone.as_str().to_owned());
        let plan = by_the_plan(&text);
        let theirs = plan.as_ref().map(|(number, _)| number);
        prop_assert!(ours.is_none() || theirs.is_none() || ours.as_ref() == theirs, "{text}: {ours:?} and {plan:?}");
        prop_assert!(ours.is_some() || !plan.is_some_and(|(_, mobile)| mobile), "{text} is mobile by the plan");
    }
}
