use super::{AGE_CLASSES, Choice, Paging, PersonLine, Shell, Tag, Tone, routes};
use askama::Template;
use jiff::civil::Date;

/// How long records lie at the centre, by status and by sub-district.
#[derive(Debug, Clone, Template)]
#[template(path = "centre.html")]
pub struct CentrePage {
    /// The frame.
    pub shell: Shell,
    /// The statuses that are not finished.
    pub statuses: Vec<StatusRow>,
    /// The sub-districts.
    pub areas: Vec<AreaAges>,
    /// Printable records that nobody asked a card for.
    pub printable: Option<StatusRow>,
    /// Repairs that are past their day.
    pub overdue: i64,
}

/// How many are of each age: fresh, watched, late, stuck.
#[derive(Debug, Clone, Default)]
pub struct AgeCounts {
    /// Each class's code, how many, and the list of them.
    pub classes: Vec<AgeCount>,
}

/// How many are of one age.
#[derive(Debug, Clone)]
pub struct AgeCount {
    /// The class's code.
    pub class: &'static str,
    /// How many.
    pub count: i64,
    /// The list of them.
    pub href: String,
}

impl AgeCounts {
    /// All of them.
    pub fn total(&self) -> i64 {
        self.classes.iter().map(|one| one.count).sum()
    }

    /// How many are stuck.
    pub fn stuck(&self) -> i64 {
        self.classes.iter().filter(|one| one.class == "stuck").map(|one| one.count).sum()
    }

    /// The parts of a bar 1,000 wide: tone, beginning and width of each class that has some.
    pub fn slices(&self) -> Vec<(Tone, i64, i64)> {
        let total = self.total().max(1);
        let mut from = 0;
        let mut slices = Vec::new();
        for one in self.classes.iter().filter(|one| one.count > 0) {
            let width = (one.count * 1_000 / total).max(6);
            slices.push((age_tone(one.class), from, width));
            from += width;
        }
        slices
    }
}

/// The colour of an age class.
pub fn age_tone(class: &str) -> Tone {
    match class {
        "watch" => Tone::Info,
        "late" => Tone::Wait,
        "stuck" => Tone::Stop,
        _ => Tone::Good,
    }
}

/// One status.
#[derive(Debug, Clone)]
pub struct StatusRow {
    /// Its code.
    pub code: String,
    /// How old its records are.
    pub ages: AgeCounts,
    /// Days since the oldest came into it.
    pub oldest_days: i64,
    /// Of them under repair.
    pub repairs: i64,
    /// From how many days on they are watched, late, stuck, and the rule's source.
    pub rule: Option<(i64, i64, i64, String)>,
    /// The list of them.
    pub href: String,
}

/// One sub-district.
#[derive(Debug, Clone)]
pub struct AreaAges {
    /// Its name.
    pub name: String,
    /// How old its records are.
    pub ages: AgeCounts,
    /// The list of them.
    pub href: String,
}

/// The records themselves, the oldest first.
#[derive(Debug, Clone, Template)]
#[template(path = "centre_list.html")]
pub struct CentreListPage {
    /// The frame.
    pub shell: Shell,
    /// How many there are under the filter.
    pub total: i64,
    /// The statuses to filter by.
    pub statuses: Vec<Choice>,
    /// The sub-districts to filter by.
    pub areas: Vec<Choice>,
    /// The age classes to filter by.
    pub ages: Vec<Choice>,
    /// This page's rows.
    pub rows: Vec<CentreRow>,
    /// Which page.
    pub paging: Paging,
}

/// A record.
#[derive(Debug, Clone)]
pub struct CentreRow {
    /// Whose.
    pub person: PersonLine,
    /// The status's code.
    pub code: String,
    /// The day on which the status began.
    pub since: Date,
    /// Days since then.
    pub days: i64,
    /// The age class's code.
    pub class: String,
    /// The stage of its repair.
    pub repair: Option<String>,
    /// The day by which the repair goes on.
    pub due: Option<Date>,
    /// Whether that day has passed.
    pub late: bool,
}

#[cfg(test)]
impl CentrePage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        let counts = |numbers: [i64; 4], code: &str| {
            let classes = ["fresh", "watch", "late", "stuck"].iter().zip(numbers);
            let one = |(class, count): (&&'static str, i64)| AgeCount { class, count, href: routes::centre_list([code, "", class], 1) };
            AgeCounts { classes: classes.map(one).collect() }
        };
        let status = |code: &str, numbers, oldest_days, repairs| StatusRow {
            code: code.to_owned(),
            ages: counts(numbers, code),
            oldest_days,
            repairs,
            rule: Some((3, 7, 20, "Penjelasan dinas-dinas; asumsi".to_owned())),
            href: routes::centre_list([code, "", ""], 1),
        };
        let area = |code: &str, name: &str, numbers| AreaAges {
            name: name.to_owned(),
            ages: counts(numbers, ""),
            href: routes::centre_list(["", code, ""], 1),
        };
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Centre),
            statuses: vec![
                status("SENT_FOR_ENROLLMENT", [1_204, 310, 52, 17], 143, 0),
                StatusRow { rule: None, ..status("DUPLICATE_RECORD", [0, 3, 9, 1_500], 3_650, 12) },
            ],
            areas: vec![area("52.02.05", "Kopang", [1_204, 313, 61, 17]), area("52.02.01", samples::RIGHT_TO_LEFT, [0, 0, 0, 1_500])],
            printable: Some(status("PRINT_READY_RECORD", [40, 60, 0, 2], 190, 0)),
            overdue: 3,
        };
        let shell = samples::shell_at(lang, Nav::Centre);
        let empty = Self { shell, statuses: Vec::new(), areas: Vec::new(), printable: None, overdue: 0 };
        vec![("typical", typical), ("empty", empty)]
    }
}

#[cfg(test)]
impl CentreListPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        use jiff::civil::date;
        let row = |name: &str, code: &str, days, class: &str, repair: Option<&str>| CentreRow {
            person: samples::person(name),
            code: code.to_owned(),
            since: date(2022, 10, 31),
            days,
            class: class.to_owned(),
            repair: repair.map(str::to_owned),
            due: repair.map(|_| date(2022, 11, 20)),
            late: repair.is_some(),
        };
        let rows = vec![
            row("Sri Wahyuni", "DUPLICATE_RECORD", 25, "late", Some("letter_sent")),
            row(samples::SCRIPT, "SENT_FOR_ENROLLMENT", 20, "stuck", None),
            row(samples::RIGHT_TO_LEFT, "BIO_CAPTURED", 1, "watch", None),
            row(&samples::endless(), "BIO_CAPTURED", 0, "fresh", None),
        ];
        let choose = |chosen: &str| vec![Choice::new("52.02.05", "Kopang", chosen), Choice::new("52.02.01", "Praya", chosen)];
        let next = Some(routes::centre_list(["", "52.02.05", "late"], 2));
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Centre),
            total: 1_583,
            statuses: vec![Choice::new("BIO_CAPTURED", lang.central_name("BIO_CAPTURED"), "")],
            areas: choose("52.02.05"),
            ages: vec![Choice::new("late", lang.age_class("late"), "late")],
            rows,
            paging: Paging { page: 1, pages: 32, previous: None, next },
        };
        let one = Paging { page: 1, pages: 1, previous: None, next: None };
        let empty = Self { total: 0, rows: Vec::new(), paging: one, ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
