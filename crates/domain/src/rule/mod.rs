//! Rules that offices and the ministry change: data with validity dates and the letter they come from.
//!
//! The tables themselves are in `data/rules/`; the code never knows an office's number.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    ageing::AgeLimits,
    calendar::Calendar,
    case::{Damage, Purpose},
    central::CentralCode,
    coded::coded,
    ladder::{LadderAction, LadderRule},
    look::LookLimit,
    notice::{Language, NoticePurpose, NoticeTemplate},
    office::OfficeCode,
    pickup::ProxyRule,
    suket::SuketRule,
};

coded! {
    /// A document that a purpose may need (domain facts §2.3; forms of Permendagri 109/2019).
    pub enum Document {
        /// Copy of the family card.
        KkCopy = "kk_copy",
        /// Form F-1.02, registration of a population event.
        FormF102 = "form_f102",
        /// Form F-1.06, change of data elements.
        FormF106 = "form_f106",
        /// Police letter of loss.
        PoliceLetter = "police_letter",
        /// The old card, to be surrendered.
        OldCard = "old_card",
        /// Move letter (SKPWNI) of the office of origin.
        MoveLetter = "move_letter",
        /// Proof of the changed element.
        ChangeProof = "change_proof",
        /// The temporary letter that is exchanged.
        Suket = "suket",
    }
}

/// One thing that must be handed in: any one of these documents satisfies it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Requirement {
    /// The alternatives.
    pub any_of: Vec<Document>,
}

impl Requirement {
    /// Whether something handed in satisfies it.
    pub fn met_by(&self, documents: &BTreeSet<Document>) -> bool {
        self.any_of.iter().any(|document| documents.contains(document))
    }
}

/// When a rule holds, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Validity {
    /// First day.
    pub from: Date,
    /// Last day; open when `None`.
    pub to: Option<Date>,
    /// The law, regulation or letter.
    pub source: String,
}

impl Validity {
    /// Whether it holds on a day.
    pub fn holds(&self, on: Date) -> bool {
        self.from <= on && self.to.is_none_or(|to| on <= to)
    }
}

/// A row of the document table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRule {
    /// For which purpose.
    pub purpose: Purpose,
    /// What must be handed in.
    pub requirement: Requirement,
    /// When and whence.
    pub validity: Validity,
}

/// A row of the priority table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorityRule {
    /// For which purpose.
    pub purpose: Purpose,
    /// Only for this grade of damage, when given.
    pub damage: Option<Damage>,
    /// The class, 1 is printed first.
    pub class: i64,
    /// When and whence.
    pub validity: Validity,
}

/// A row of the table of acts that need a second person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondPersonRule {
    /// The order's name, `cancel_case`.
    pub order: String,
    /// When and whence.
    pub validity: Validity,
}

coded! {
    /// What a look limit counts.
    pub enum Looked {
        /// People opened one by one.
        Pages = "pages",
        /// People on lists of search results.
        Lists = "lists",
    }
}

/// A row of the table of look limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookRule {
    /// What it counts.
    pub counted: Looked,
    /// How many.
    pub limit: LookLimit,
    /// When and whence.
    pub validity: Validity,
}

coded! {
    /// What is measured in a file before it is imported, to see whether it would change much at once.
    pub enum ImportMeasure {
        /// People who live in the register and would not any more, against all who do.
        Left = "left",
        /// Of these, people who would live in another regency, against all who live here.
        MovedOut = "moved_out",
        /// Changed birth dates, against the people of the file whom the register knows.
        Births = "births",
    }
}

/// How much a file may change without a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportLimit {
    /// Thousandths of those it is measured against.
    pub per_mille_max: i64,
    /// So many may be changed in any case, people.
    pub least: i64,
}

/// A row of the table of import limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRule {
    /// What is measured.
    pub measure: ImportMeasure,
    /// How much.
    pub limit: ImportLimit,
    /// When and whence.
    pub validity: Validity,
}

/// A row of the table of ages at the centre.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgeingRule {
    /// Of which status.
    pub code: CentralCode,
    /// From when on it is watched, late, stuck.
    pub limits: AgeLimits,
    /// When and whence.
    pub validity: Validity,
}

coded! {
    /// A number that printing goes by, with the office's experience or a letter behind it.
    pub enum PrintMeasure {
        /// Cards that a ribbon holds.
        RibbonCards = "ribbon_cards",
        /// Cards that a printer may print on a day before it overheats, unless the office set its own.
        HeatCardsADay = "heat_cards_a_day",
        /// What a card takes until the printer's own history says more, seconds.
        SecondsACard = "seconds_a_card",
        /// Hours on which printers run on a working day, minutes.
        MinutesADay = "minutes_a_day",
        /// From when on places must be closed every day: 1 when they must.
        DailyClosing = "daily_closing",
        /// Days of the past from which demand is learnt.
        DemandDays = "demand_days",
        /// Days between a request and its delivery, until the office's own are known.
        LeadDays = "lead_days",
        /// Their standard deviation, days.
        LeadDaysSd = "lead_days_sd",
    }
}

/// A row of the table of print measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintMeasureRule {
    /// What is measured.
    pub measure: PrintMeasure,
    /// How much, in the unit of the measure.
    pub value: i64,
    /// When and whence.
    pub validity: Validity,
}

/// A row of the table of deferrals: what a case of a purpose that waits is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeferralRule {
    /// For which purpose.
    pub purpose: Purpose,
    /// Whether a temporary letter is given.
    pub suket: SuketRule,
    /// What a card of this purpose is worth when blanks are short, against others (planning figures, an assumption).
    pub weight: i64,
    /// From whose blanks it is printed.
    pub allotment: Allotment,
    /// When and whence.
    pub validity: Validity,
}

coded! {
    /// From whose blanks a case is printed.
    pub enum Allotment {
        /// From those of the office.
        General = "general",
        /// Only from those that came for changes of areas (letter of the Director-General, January 2020).
        AreaChange = "area_change",
    }
}

coded! {
    /// A number that notices go by, with the office's experience behind it.
    pub enum NoticeMeasure {
        /// From this hour on nothing is sent, 0 to 23.
        QuietFromHour = "quiet_from_hour",
        /// Until this hour, 0 to 23.
        QuietToHour = "quiet_to_hour",
        /// So long a notice may be tried, hours.
        DeadlineHours = "deadline_hours",
        /// After a notice that does not count the next is written after so long, hours.
        RepeatHours = "repeat_hours",
        /// The pause after a gateway did not take one, minutes.
        RetryMinutes = "retry_minutes",
        /// So long a receipt is waited for, hours.
        ReceiptHours = "receipt_hours",
        /// So long a lost answer is waited for before the notice is sent again, hours.
        UncertainHours = "uncertain_hours",
        /// A call of a gateway that takes longer is lost, minutes.
        CallMinutes = "call_minutes",
        /// An alarm rings when something waits and nothing was taken for so long, minutes.
        WatchdogMinutes = "watchdog_minutes",
        /// A number is flagged that serves so many people.
        SharedPhonePeople = "shared_phone_people",
        /// So many public questions about one receipt may fail, in a day.
        StatusReceiptDay = "status_receipt_day",
        /// So many public questions from one address may fail, in an hour.
        StatusAddressHour = "status_address_hour",
        /// So many failed public questions in an hour ring the alarm.
        StatusAlarmHour = "status_alarm_hour",
        /// A case is older than its promise when no card is printed after so many days.
        PromiseDays = "promise_days",
    }
}

/// A row of the table of notice measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeMeasureRule {
    /// Only for this office; for all when `None`.
    pub office: Option<OfficeCode>,
    /// What is measured.
    pub measure: NoticeMeasure,
    /// How much, in the unit of the measure.
    pub value: i64,
    /// When and whence.
    pub validity: Validity,
}

/// All rule tables.
#[derive(Clone, Debug, Default)]
pub struct RuleBook {
    /// Documents per purpose.
    pub documents: Vec<DocumentRule>,
    /// Priority classes.
    pub priorities: Vec<PriorityRule>,
    /// Acts that need a second person.
    pub second_person: Vec<SecondPersonRule>,
    /// From when on a central status is too old.
    pub ageing: Vec<AgeingRule>,
    /// How many people one may look at outside open cases.
    pub looks: Vec<LookRule>,
    /// How much a file may change without a second person.
    pub imports: Vec<ImportRule>,
    /// What printing goes by.
    pub printing: Vec<PrintMeasureRule>,
    /// What is given to who waits for a blank.
    pub deferrals: Vec<DeferralRule>,
    /// The texts of notices.
    pub templates: Vec<NoticeTemplate>,
    /// What notices go by.
    pub notices: Vec<NoticeMeasureRule>,
    /// What is done with cards that nobody fetches.
    pub ladders: Vec<LadderRule>,
    /// Who may fetch a card for its holder.
    pub proxies: Vec<ProxyRule>,
    /// The working days.
    pub calendar: Calendar,
}

impl RuleBook {
    /// What a purpose needs on a day, in the order of the table.
    pub fn documents_for(&self, purpose: Purpose, on: Date) -> Vec<&DocumentRule> {
        self.documents.iter().filter(|rule| rule.purpose == purpose && rule.validity.holds(on)).collect()
    }

    /// The priority row that holds for a purpose on a day: the latest that has begun, one for the grade of damage before a general one.
    /// `None` when no table covers the day.
    pub fn priority_for(&self, purpose: Purpose, damage: Option<Damage>, on: Date) -> Option<&PriorityRule> {
        let fits =
            |rule: &&PriorityRule| rule.purpose == purpose && rule.validity.holds(on) && (rule.damage.is_none() || rule.damage == damage);
        self.priorities.iter().filter(fits).max_by_key(|rule| (rule.validity.from, rule.damage.is_some()))
    }

    /// The rule that puts an order under a second person on a day, if there is one.
    pub fn second_person_for(&self, order: &str, on: Date) -> Option<&SecondPersonRule> {
        self.second_person.iter().find(|rule| rule.order == order && rule.validity.holds(on))
    }

    /// How much a file may change on a day without a second person; `None` when no table limits it.
    pub fn import_limit(&self, measure: ImportMeasure, on: Date) -> Option<ImportLimit> {
        let held = self.imports.iter().filter(|rule| rule.measure == measure && rule.validity.holds(on));
        held.max_by_key(|rule| rule.validity.from).map(|rule| rule.limit)
    }

    /// From when on a status is too old, by the rule of a day: the latest that has begun; `None` when no table covers the day.
    pub fn ageing_for(&self, code: CentralCode, on: Date) -> Option<&AgeingRule> {
        self.ageing.iter().filter(|rule| rule.code == code && rule.validity.holds(on)).max_by_key(|rule| rule.validity.from)
    }

    /// What printing goes by on a day; `None` when no row covers it.
    pub fn print_measure(&self, measure: PrintMeasure, on: Date) -> Option<&PrintMeasureRule> {
        let held = self.printing.iter().filter(|rule| rule.measure == measure && rule.validity.holds(on));
        held.max_by_key(|rule| rule.validity.from)
    }

    /// What holds for a case of a purpose that waits, on a day.
    pub fn deferral_for(&self, purpose: Purpose, on: Date) -> Option<&DeferralRule> {
        let held = self.deferrals.iter().filter(|rule| rule.purpose == purpose && rule.validity.holds(on));
        held.max_by_key(|rule| rule.validity.from)
    }

    /// The text of a notice of an office on a day: one of its own before a general one, the latest that has begun.
    pub fn template_for(&self, office: OfficeCode, purpose: NoticePurpose, language: Language, on: Date) -> Option<&NoticeTemplate> {
        let fits = |rule: &&NoticeTemplate| rule.purpose == purpose && rule.language == language && rule.validity.holds(on);
        let held = self.templates.iter().filter(fits).filter(|rule| of_office(rule.office, office));
        held.max_by_key(|rule| (rule.office.is_some(), rule.validity.from, rule.version))
    }

    /// What notices of an office go by on a day; `None` when no row covers it.
    pub fn notice_measure(&self, office: OfficeCode, measure: NoticeMeasure, on: Date) -> Option<i64> {
        let held = self.notices.iter().filter(|rule| rule.measure == measure && rule.validity.holds(on) && of_office(rule.office, office));
        held.max_by_key(|rule| (rule.office.is_some(), rule.validity.from)).map(|rule| rule.value)
    }

    /// The ladder of an office on a day: its own rows, or the general ones when it has none.
    pub fn ladder_for(&self, office: OfficeCode, on: Date) -> Vec<&LadderRule> {
        let of = |whose: Option<OfficeCode>| -> Vec<&LadderRule> {
            self.ladders.iter().filter(|rule| rule.office == whose && rule.validity.holds(on)).collect()
        };
        let own = of(Some(office));
        if own.is_empty() { of(None) } else { own }
    }

    /// Whether an office prints a card only when its holder comes.
    pub fn prints_on_arrival(&self, office: OfficeCode, on: Date) -> bool {
        self.ladder_for(office, on).iter().any(|rule| rule.action == LadderAction::PrintOnArrival)
    }

    /// Who may fetch a card for its holder, by the rule of an office on a day.
    pub fn proxy_for(&self, office: OfficeCode, on: Date) -> Option<&ProxyRule> {
        let held = self.proxies.iter().filter(|rule| rule.validity.holds(on) && of_office(rule.office, office));
        held.max_by_key(|rule| (rule.office.is_some(), rule.validity.from))
    }

    /// How many people one may look at on a day; `None` when no table limits it.
    pub fn look_limit(&self, counted: Looked, on: Date) -> Option<LookLimit> {
        let held = self.looks.iter().filter(|rule| rule.counted == counted && rule.validity.holds(on));
        held.max_by_key(|rule| rule.validity.from).map(|rule| rule.limit)
    }
}

/// Whether a row of one office, or of all, is about this one.
fn of_office(row: Option<OfficeCode>, office: OfficeCode) -> bool {
    row.is_none_or(|code| code == office)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_latest_row_that_has_begun_holds() {
        let row = |damage, class, from, to| PriorityRule {
            purpose: Purpose::Damaged,
            damage,
            class,
            validity: Validity { from, to, source: "letter".to_owned() },
        };
        let book = RuleBook {
            priorities: vec![
                row(None, 4, date(2020, 1, 1), None),
                row(Some(Damage::Usable), 6, date(2022, 11, 1), Some(date(2022, 12, 31))),
                row(None, 5, date(2022, 11, 1), Some(date(2022, 12, 31))),
            ],
            ..RuleBook::default()
        };
        for (damage, on, expected) in [
            (Damage::Usable, date(2019, 12, 31), None),
            (Damage::Usable, date(2021, 1, 1), Some(4)),
            (Damage::Usable, date(2022, 11, 25), Some(6)),
            (Damage::Unusable, date(2022, 11, 25), Some(5)),
            (Damage::Usable, date(2023, 1, 1), Some(4)),
        ] {
            let class = book.priority_for(Purpose::Damaged, Some(damage), on).map(|rule| rule.class);
            assert_eq!(class, expected, "{damage} {on}");
        }
    }
}
