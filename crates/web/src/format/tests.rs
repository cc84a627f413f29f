use super::{MaskedNumber, MaskedPhone, Zone, initials, masked_cell};
use crate::lang::Lang;
use jiff::{Timestamp, civil::date};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn numbers_are_grouped_in_each_language() {
    for (n, id, en) in [
        (0, "0", "0"),
        (999, "999", "999"),
        (1_500, "1.500", "1,500"),
        (686_362, "686.362", "686,362"),
        (1_400_000, "1.400.000", "1,400,000"),
        (-12_345, "−12.345", "−12,345"),
        (i64::MIN, "−9.223.372.036.854.775.808", "−9,223,372,036,854,775,808"),
    ] {
        assert_eq!(Lang::Id.number(n), id);
        assert_eq!(Lang::En.number(n), en);
    }
}

#[test]
fn percents_have_one_decimal() {
    assert_eq!(Lang::Id.percent(912), "91,2\u{a0}%");
    assert_eq!(Lang::En.percent(912), "91.2\u{a0}%");
    assert_eq!(Lang::Id.percent(-5), "−0,5\u{a0}%");
    assert_eq!(Lang::Id.percent(10_000), "1.000,0\u{a0}%");
    assert_eq!(Lang::Id.share(686_362, 752_886).as_deref(), Some("91,2\u{a0}%"));
    assert_eq!(Lang::Id.share(2, 3).as_deref(), Some("66,7\u{a0}%"));
    assert_eq!(Lang::Id.share(1, 2000).as_deref(), Some("0,1\u{a0}%"));
    assert_eq!(Lang::Id.share(1, 0), None);
}

#[test]
fn dates_are_written_in_full_and_short() {
    let day = date(2022, 11, 25);
    assert_eq!(Lang::Id.date_long(day), "Jumat, 25 November 2022");
    assert_eq!(Lang::En.date_long(day), "Friday, 25 November 2022");
    assert_eq!(Lang::Id.date_short(date(2022, 8, 5)), "5 Agu 2022");
    assert_eq!(Lang::En.date_short(date(2022, 8, 5)), "5 Aug 2022");
    assert_eq!(Lang::Id.month_year(date(2022, 8, 5)), "Agustus 2022");
    assert_eq!(Lang::En.month_year(date(2022, 8, 5)), "August 2022");
}

#[test]
fn every_month_has_its_own_name() {
    for lang in [Lang::Id, Lang::En] {
        let names: std::collections::BTreeSet<String> = (1..=12).map(|month| lang.date_short(date(2022, month, 1))).collect();
        assert_eq!(names.len(), 12);
    }
}

#[test]
fn times_stand_in_the_office_zone() {
    let now = at("2022-11-25T17:14:09Z");
    assert_eq!(Lang::Id.time(now, Zone::Wib), "00.14 WIB");
    assert_eq!(Lang::Id.time(now, Zone::Wita), "01.14 WITA");
    assert_eq!(Lang::En.time(now, Zone::Wit), "02:14 WIT");
    assert_eq!(Zone::Wib.day(now), date(2022, 11, 26));
    assert_eq!(Lang::Id.moment(now, Zone::Wita), "26 Nov 2022, 01.14 WITA");
    assert_eq!(Lang::Id.clock(now, Zone::Wita), "Sabtu, 26 November 2022 · 01.14 WITA");
}

#[test]
fn ages_use_the_largest_whole_unit() {
    for (seconds, id, en) in [
        (-5, "baru saja", "just now"),
        (59, "baru saja", "just now"),
        (60, "1 menit", "1 minute"),
        (3_599, "59 menit", "59 minutes"),
        (7_200, "2 jam", "2 hours"),
        (86_399, "23 jam", "23 hours"),
        (259_200, "3 hari", "3 days"),
    ] {
        assert_eq!(Lang::Id.duration(seconds), id);
        assert_eq!(Lang::En.duration(seconds), en);
    }
    assert_eq!(Lang::Id.age(at("2022-11-22T01:00:00Z"), at("2022-11-25T01:14:00Z")), "3 hari");
}

#[test]
fn years_are_full_only_on_the_birthday() {
    let birth = date(2005, 3, 27);
    for (day, years) in [(date(2022, 3, 26), Some(16)), (date(2022, 3, 27), Some(17)), (date(2005, 3, 26), None)] {
        assert_eq!(super::dates::full_years(birth, day), years);
    }
}

#[test]
fn personal_numbers_are_masked_whatever_their_length() {
    for (full, masked) in [
        ("5208014107999001", "5208••••••••9001"),
        ("520801", "••••••"),
        ("1234567890", "••••••••••"),
        ("", ""),
        ("é208014107999001", "é208••••••••9001"),
    ] {
        assert_eq!(MaskedNumber::new(full).to_string(), masked);
    }
    assert_eq!(MaskedPhone::new("081234567890").to_string(), "0812•••••890");
    assert_eq!(MaskedPhone::new("0812345").to_string(), "•••••••");
    assert!(!format!("{:?}", MaskedNumber::new("5208014107999001")).contains("0141"));
}

#[test]
fn what_may_be_a_personal_number_in_a_cell_is_masked_however_it_is_written() {
    for (cell, shown) in [
        ("5208014107999001", "520801••••••9001"),
        ("'5208.0141.0799.9001", "'5208.01••.••••.9001"),
        ("5,20801410799900E+15", "5,20801••••••900E+15"),
        ("52080141O7999001", "520801••O••••001"),
        ("5208014107999001/5208014107999002", "520801••••••9001/520801••••••9002"),
        ("081234567890", "081234••••••"),
        ("31-02-1980", "31-02-1980"),
        ("1980-02-28 00:00:00", "1980-02-28 00:00:00"),
        ("DUSUN KARANG 12", "DUSUN KARANG 12"),
        ("", ""),
    ] {
        assert_eq!(masked_cell(cell), shown);
    }
}

#[test]
fn initials_come_from_letters_only() {
    assert_eq!(initials("Baiq Sri Wahyuni"), "B. S. W.");
    assert_eq!(initials("O'Brien <script>"), "O. S.");
    assert_eq!(initials("a b c d e f"), "A. B. C. D.");
    assert_eq!(initials("12 --"), "");
}
