//! The rule tables of `data/rules/`.

use domain::{
    ageing::AgeLimits,
    calendar::Calendar,
    case::{Damage, Purpose},
    central::CentralCode,
    ladder::{LadderAction, LadderRule},
    look::LookLimit,
    notice::{Language, NoticePurpose, NoticeTemplate},
    office::OfficeCode,
    pickup::{ProxyPolicy, ProxyRule},
    rule::{
        AgeingRule, Allotment, DeferralRule, Document, DocumentRule, ImportLimit, ImportMeasure, ImportRule, LookRule, Looked,
        NoticeMeasure, NoticeMeasureRule, PrintMeasure, PrintMeasureRule, PriorityRule, Requirement, RuleBook, SecondPersonRule, Validity,
    },
    suket::SuketRule,
};

use super::ReferenceFault;

const DOCUMENTS: &str = include_str!("../../../../data/rules/documents.csv");
const PRIORITIES: &str = include_str!("../../../../data/rules/priorities.csv");
const SECOND_PERSON: &str = include_str!("../../../../data/rules/second_person.csv");
const IMPORTS: &str = include_str!("../../../../data/rules/imports.csv");
const AGEING: &str = include_str!("../../../../data/rules/ageing.csv");
const PRINTING: &str = include_str!("../../../../data/rules/printing.csv");
const DEFERRALS: &str = include_str!("../../../../data/rules/deferrals.csv");
const NOTICE_TEXTS: &str = include_str!("../../../../data/rules/notice_texts.csv");
const NOTICES: &str = include_str!("../../../../data/rules/notices.csv");
const LADDERS: &str = include_str!("../../../../data/rules/ladders.csv");
const PROXIES: &str = include_str!("../../../../data/rules/proxies.csv");
const LOOKS: &str = include_str!("../../../../data/rules/looks.csv");

/// All rules that are built in.
pub fn rule_book() -> Result<RuleBook, ReferenceFault> {
    let mut book = RuleBook::default();
    for row in rows("rules/documents.csv", DOCUMENTS)? {
        let [purpose, any_of, from, to, source] = fields("rules/documents.csv", &row)?;
        let purpose = known("purpose", purpose, Purpose::from_code)?;
        let any_of = any_of.split('|').map(|code| known("any_of", code, Document::from_code)).collect::<Result<_, _>>()?;
        book.documents.push(DocumentRule { purpose, requirement: Requirement { any_of }, validity: validity(from, to, source)? });
    }
    for row in rows("rules/priorities.csv", PRIORITIES)? {
        let [purpose, damage, class, from, to, source] = fields("rules/priorities.csv", &row)?;
        book.priorities.push(PriorityRule {
            purpose: known("purpose", purpose, Purpose::from_code)?,
            damage: Some(damage).filter(|code| !code.is_empty()).map(|code| known("damage", code, Damage::from_code)).transpose()?,
            class: known("class", class, number)?,
            validity: validity(from, to, source)?,
        });
    }
    for row in rows("rules/second_person.csv", SECOND_PERSON)? {
        let [order, from, to, source] = fields("rules/second_person.csv", &row)?;
        book.second_person.push(SecondPersonRule { order: order.to_owned(), validity: validity(from, to, source)? });
    }
    for row in rows("rules/ageing.csv", AGEING)? {
        let [code, watch, late, stuck, from, to, source] = fields("rules/ageing.csv", &row)?;
        let (code, watch_days) = (known("code", code, CentralCode::from_code)?, known("watch_days", watch, number)?);
        let (late_days, stuck_days) = (known("late_days", late, number)?, known("stuck_days", stuck, number)?);
        let limits = AgeLimits { watch_days, late_days, stuck_days };
        book.ageing.push(AgeingRule { code, limits, validity: validity(from, to, source)? });
    }
    for row in rows("rules/looks.csv", LOOKS)? {
        let [counted, hour, day, from, to, source] = fields("rules/looks.csv", &row)?;
        let (hour_max, day_max) = (known("hour_max", hour, number)?, known("day_max", day, number)?);
        let (counted, limit) = (known("counted", counted, Looked::from_code)?, LookLimit { hour_max, day_max });
        book.looks.push(LookRule { counted, limit, validity: validity(from, to, source)? });
    }
    for row in rows("rules/imports.csv", IMPORTS)? {
        let [measure, per_mille, least, from, to, source] = fields("rules/imports.csv", &row)?;
        let (per_mille_max, least) = (known("per_mille_max", per_mille, number)?, known("least", least, number)?);
        let (measure, limit) = (known("measure", measure, ImportMeasure::from_code)?, ImportLimit { per_mille_max, least });
        book.imports.push(ImportRule { measure, limit, validity: validity(from, to, source)? });
    }
    printing(&mut book)?;
    notices(&mut book)?;
    Ok(book)
}

/// The tables that printing goes by.
fn printing(book: &mut RuleBook) -> Result<(), ReferenceFault> {
    for row in rows("rules/printing.csv", PRINTING)? {
        let [measure, value, from, to, source] = fields("rules/printing.csv", &row)?;
        let (measure, value) = (known("measure", measure, PrintMeasure::from_code)?, known("value", value, number)?);
        book.printing.push(PrintMeasureRule { measure, value, validity: validity(from, to, source)? });
    }
    for row in rows("rules/deferrals.csv", DEFERRALS)? {
        let [purpose, suket, weight, allotment, from, to, source] = fields("rules/deferrals.csv", &row)?;
        book.deferrals.push(DeferralRule {
            purpose: known("purpose", purpose, Purpose::from_code)?,
            suket: known("suket", suket, SuketRule::from_code)?,
            weight: known("weight", weight, number)?,
            allotment: known("allotment", allotment, Allotment::from_code)?,
            validity: validity(from, to, source)?,
        });
    }
    book.calendar = Calendar::new(super::holidays()?.into_iter().map(|holiday| holiday.date));
    Ok(())
}

/// The tables that notices, uncollected cards and the pick-up desk go by. An empty office means all.
fn notices(book: &mut RuleBook) -> Result<(), ReferenceFault> {
    for row in rows("rules/notice_texts.csv", NOTICE_TEXTS)? {
        let [whose, purpose, language, version, text, from, to, source] = fields("rules/notice_texts.csv", &row)?;
        book.templates.push(NoticeTemplate {
            office: office(whose)?,
            purpose: known("purpose", purpose, NoticePurpose::from_code)?,
            language: known("language", language, Language::from_code)?,
            version: known("version", version, number)?,
            text: text.to_owned(),
            validity: validity(from, to, source)?,
        });
    }
    for row in rows("rules/notices.csv", NOTICES)? {
        let [whose, measure, value, from, to, source] = fields("rules/notices.csv", &row)?;
        let (measure, value) = (known("measure", measure, NoticeMeasure::from_code)?, known("value", value, number)?);
        book.notices.push(NoticeMeasureRule { office: office(whose)?, measure, value, validity: validity(from, to, source)? });
    }
    for row in rows("rules/ladders.csv", LADDERS)? {
        let [whose, action, months, days, notices, from, to, source] = fields("rules/ladders.csv", &row)?;
        book.ladders.push(LadderRule {
            office: office(whose)?,
            action: known("action", action, LadderAction::from_code)?,
            after_months: known("after_months", months, number)?,
            after_days: known("after_days", days, number)?,
            notices_min: known("notices_min", notices, number)?,
            validity: validity(from, to, source)?,
        });
    }
    for row in rows("rules/proxies.csv", PROXIES)? {
        let [whose, policy, letter, day, month, from, to, source] = fields("rules/proxies.csv", &row)?;
        book.proxies.push(ProxyRule {
            office: office(whose)?,
            policy: known("policy", policy, ProxyPolicy::from_code)?,
            letter: known("letter", letter, number)? == 1,
            day_max: known("day_max", day, number)?,
            month_max: known("month_max", month, number)?,
            validity: validity(from, to, source)?,
        });
    }
    Ok(())
}

fn office(text: &str) -> Result<Option<OfficeCode>, ReferenceFault> {
    Some(text).filter(|text| !text.is_empty()).map(|text| known("office", text, OfficeCode::parse)).transpose()
}

fn number(text: &str) -> Option<i64> {
    text.parse().ok()
}

fn rows(table: &'static str, text: &str) -> Result<Vec<csv::StringRecord>, ReferenceFault> {
    let records = csv::Reader::from_reader(text.as_bytes()).into_records();
    records.collect::<Result<_, _>>().map_err(|source| ReferenceFault::Rows { table, source })
}

fn fields<'a, const N: usize>(table: &'static str, row: &'a csv::StringRecord) -> Result<[&'a str; N], ReferenceFault> {
    let all: Vec<&str> = row.iter().collect();
    all.try_into().map_err(|_| ReferenceFault::Rule { field: table, text: "a row of another width".to_owned() })
}

fn known<T>(field: &'static str, text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, ReferenceFault> {
    read(text).ok_or_else(|| ReferenceFault::Rule { field, text: text.to_owned() })
}

fn validity(from: &str, to: &str, source: &str) -> Result<Validity, ReferenceFault> {
    let to = Some(to).filter(|text| !text.is_empty()).map(|text| known("valid_to", text, |text| text.parse().ok())).transpose()?;
    Ok(Validity { from: known("valid_from", from, |text| text.parse().ok())?, to, source: source.to_owned() })
}

#[cfg(test)]
mod tests {
    use domain::{
        gsm::septets,
        notice::{Filling, SEPTETS_MAX, fill},
    };
    use jiff::civil::date;

    use super::*;

    #[test]
    fn second_person_rules_name_orders_and_looks_are_limited() {
        let (book, today) = (rule_book().unwrap(), date(2026, 1, 1));
        assert!(book.second_person.iter().all(|rule| app::ORDERS.contains(&rule.order.as_str())));
        assert!(book.second_person_for("change_account", today).is_some() && book.second_person_for("cancel_case", today).is_none());
        assert!(ImportMeasure::ALL.iter().all(|measure| book.import_limit(*measure, today).is_some()));
        assert!(Looked::ALL.iter().all(|counted| book.look_limit(*counted, today).is_some()));
    }

    #[test]
    fn every_notice_fits_into_one_message_and_every_measure_is_known() {
        let (book, office) = (rule_book().unwrap(), OfficeCode::parse("5208").unwrap());
        let filling = Filling { receipt: "7K3M-92QF-X".to_owned(), place: "Disdukcapil".to_owned(), until: "28 Des 2022".to_owned() };
        for day in [date(2016, 6, 27), date(2021, 2, 8), date(2026, 1, 1)] {
            for purpose in NoticePurpose::ALL {
                for language in Language::ALL {
                    let template = book.template_for(office, *purpose, *language, day).unwrap();
                    let text = fill(&template.text, &filling);
                    assert!(text.contains("Disdukcapil") && septets(&text).is_some_and(|length| length <= SEPTETS_MAX), "{text}");
                }
            }
            assert!(NoticeMeasure::ALL.iter().all(|measure| book.notice_measure(office, *measure, day).is_some()), "{day}");
            assert!(book.proxy_for(office, day).is_some(), "{day}");
        }
    }

    #[test]
    fn each_office_has_its_own_ladder_or_the_general_one() {
        let (book, day) = (rule_book().unwrap(), date(2021, 2, 7));
        let actions = |code: &str| -> Vec<LadderAction> {
            book.ladder_for(OfficeCode::parse(code).unwrap(), day).iter().map(|rule| rule.action).collect()
        };
        use LadderAction::{Notice, PrintOnArrival, ToSubdistrict, ToVillage};
        assert_eq!(actions("1671"), [Notice, Notice, Notice, ToSubdistrict]);
        assert_eq!(actions("3579"), [Notice, Notice, ToVillage]);
        assert_eq!(actions("6471"), [PrintOnArrival]);
        assert_eq!(actions("5208"), [Notice, Notice, Notice, ToVillage]);
        assert!(
            book.prints_on_arrival(OfficeCode::parse("6471").unwrap(), day)
                && !book.prints_on_arrival(OfficeCode::parse("5208").unwrap(), day)
        );
        let policy = |code: &str| book.proxy_for(OfficeCode::parse(code).unwrap(), day).map(|rule| rule.policy);
        assert_eq!((policy("3202"), policy("5208")), (Some(ProxyPolicy::Nobody), Some(ProxyPolicy::Family)));
    }

    #[test]
    fn every_status_that_waits_has_limits_in_order() {
        let book = rule_book().unwrap();
        for day in [date(2016, 6, 27), date(2022, 11, 25), date(2026, 1, 1)] {
            for code in CentralCode::ALL {
                let limits = book.ageing_for(*code, day).map(|rule| rule.limits);
                let waits = code.unfinished() || *code == CentralCode::PrintReadyRecord;
                assert_eq!(limits.is_some(), waits, "{code} {day}");
                assert!(limits.is_none_or(AgeLimits::ordered), "{code} {day}");
            }
        }
        let sent = book.ageing_for(CentralCode::SentForEnrollment, date(2022, 11, 25)).map(|rule| rule.limits);
        assert_eq!(sent, Some(AgeLimits { watch_days: 3, late_days: 7, stuck_days: 20 }));
        assert_eq!(book.ageing_for(CentralCode::SentForEnrollment, date(2008, 12, 31)), None);
    }

    #[test]
    fn every_purpose_has_documents_and_a_class_in_every_demonstration_year() {
        let book = rule_book().unwrap();
        for day in [date(2016, 11, 10), date(2018, 11, 28), date(2021, 2, 8), date(2022, 11, 25), date(2026, 1, 1)] {
            for purpose in Purpose::ALL {
                assert!(!book.documents_for(*purpose, day).is_empty(), "{purpose} {day}");
                assert!(book.priority_for(*purpose, Some(Damage::Usable), day).is_some(), "{purpose} {day}");
            }
        }
        // Temporary letters began with the ministry's letter of 29 September 2016.
        for day in [date(2016, 6, 27), date(2016, 8, 31), date(2018, 10, 8), date(2020, 11, 2)] {
            for purpose in Purpose::ALL.iter().filter(|purpose| day.year() > 2016 || **purpose != Purpose::SuketToCard) {
                assert!(!book.documents_for(*purpose, day).is_empty(), "{purpose} {day}");
                assert!(book.priority_for(*purpose, Some(Damage::Unusable), day).is_some(), "{purpose} {day}");
            }
        }
        let before = book.documents_for(Purpose::Lost, date(2018, 10, 17));
        assert!(before.len() == 2 && before.iter().all(|rule| rule.validity.source.starts_with("Perpres 25/2008")));
        let usable = book.priority_for(Purpose::Damaged, Some(Damage::Usable), date(2022, 11, 25)).map(|rule| rule.class);
        assert_eq!(usable, Some(5), "a usable card waits in Lombok Utara");
    }
}
