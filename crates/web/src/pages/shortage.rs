use super::chart::{HEIGHT, between, day_x, path, steps};
use super::{ActForm, Chart, FieldKind, Paging, PersonLine, Shell, Tab, routes};
use askama::Template;
use jiff::civil::Date;

/// Until when the blanks last, for which class, when to ask and for how many.
#[derive(Debug, Clone, Template)]
#[template(path = "shortage.html")]
pub struct ShortagePage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// The answer in sentences; the first is the most important.
    pub sentences: Vec<String>,
    /// Whether somebody must act now.
    pub urgent: bool,
    /// The picture and the tables; nothing when nobody asked for cards.
    pub forecast: Option<ForecastPart>,
    /// When to ask, and whence that is known.
    pub alarm: Vec<String>,
    /// Requests: number, day, asked, came.
    pub requests: Vec<(String, Date, i64, i64)>,
    /// Runs out of order: id, number, day, reason.
    pub overrides: Vec<(String, i64, Date, String)>,
    /// What the head of the office said.
    pub outlook: String,
    /// The form of the letter that asks another office to lend.
    pub borrow: ActForm,
    /// The forms that the reader may use.
    pub forms: Vec<ActForm>,
}

/// The forecast of a stock that is asked of.
#[derive(Debug, Clone)]
pub struct ForecastPart {
    /// Stock at the end of each working day: the day, 10 %, median, 90 %.
    pub days: Vec<(Date, i64, i64, i64)>,
    /// The stock at which to ask.
    pub reorder: i64,
    /// The days on which classes close.
    pub closes: Vec<Date>,
    /// The classes.
    pub classes: Vec<ClassRow>,
    /// What each way of sharing out leads to.
    pub policies: Vec<PolicyRow>,
}

impl ShortagePage {
    fn chart(&self, part: &ForecastPart) -> Chart {
        part.chart(self.shell.lang)
    }
}

/// A class.
#[derive(Debug, Clone)]
pub struct ClassRow {
    /// Its number.
    pub class: i64,
    /// Its purposes in words.
    pub purposes: String,
    /// Mean a day, with one decimal.
    pub daily: String,
    /// Pieces kept for higher classes.
    pub level: i64,
    /// Pieces that are missing before it is served; nothing when it is.
    pub missing: Option<i64>,
    /// When it stops.
    pub closes: Option<Date>,
}

/// A way of sharing out.
#[derive(Debug, Clone)]
pub struct PolicyRow {
    /// Its code.
    pub code: String,
    /// Whether it is in use.
    pub now: bool,
    /// By class: served and wanted.
    pub parts: Vec<(i64, i64)>,
}

impl ForecastPart {
    pub(super) fn top(&self) -> i64 {
        self.days.iter().map(|(.., p90)| *p90).max().unwrap_or(0).max(self.reorder).max(1)
    }

    fn y(&self, stock: i64) -> i64 {
        HEIGHT - stock.saturating_mul(HEIGHT - 10) / self.top()
    }

    /// A line that goes on level for each day and steps to the next.
    fn steps(&self, of: impl Fn(&(Date, i64, i64, i64)) -> i64) -> Vec<(i64, i64)> {
        steps(&self.days, |day| Some(self.y(of(day))))
    }

    pub(super) fn median(&self) -> String {
        path(self.steps(|(_, _, median, _)| *median).into_iter())
    }

    pub(super) fn band(&self) -> String {
        between(self.steps(|(.., p90)| *p90), self.steps(|(_, p10, ..)| *p10))
    }

    pub(super) fn reorder_y(&self) -> i64 {
        self.y(self.reorder)
    }

    /// Where the marks of classes that close stand.
    pub(super) fn marks(&self) -> Vec<i64> {
        let at = |day: &Date| self.days.iter().position(|(known, ..)| known >= day).map(|number| day_x(number, self.days.len()));
        self.closes.iter().filter_map(at).collect()
    }

    /// The days that stand beneath the picture.
    pub(super) fn axis(&self) -> Vec<Date> {
        let days: Vec<Date> = self.days.iter().map(|(day, ..)| *day).collect();
        Chart::ends(&days)
    }

    /// What a way of sharing out leads to, class by class.
    fn with_classes(&self, policy: &PolicyRow) -> Vec<(i64, (i64, i64))> {
        self.classes.iter().map(|row| row.class).zip(policy.parts.iter().copied()).collect()
    }

    pub(super) fn first(&self) -> i64 {
        self.days.first().map_or(0, |(_, _, median, _)| *median)
    }

    pub(super) fn last(&self) -> Option<&(Date, i64, i64, i64)> {
        self.days.last()
    }
}

/// Who waits for blanks.
#[derive(Debug, Clone, Template)]
#[template(path = "deferred.html")]
pub struct DeferredPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// How many wait.
    pub total: i64,
    /// How many of them were not told.
    pub untold: i64,
    /// The requests; who was not told first.
    pub rows: Vec<DeferredRow>,
    /// Where in the list this is.
    pub paging: Paging,
    /// Whether the reader may note and give letters.
    pub may_tell: bool,
}

/// A request that waits for blanks.
#[derive(Debug, Clone)]
pub struct DeferredRow {
    /// The case's id.
    pub case_id: String,
    /// Its receipt.
    pub receipt: String,
    /// Whose.
    pub person: PersonLine,
    /// Its class.
    pub class: i64,
    /// Why it waits.
    pub why: String,
    /// When it is looked at again.
    pub until: Date,
    /// When the applicant was told.
    pub told: Option<Date>,
    /// Until when a letter holds.
    pub suket: Option<(String, Date)>,
    /// Whether a letter may be given.
    pub may_suket: bool,
}

/// Temporary letters that end soon.
#[derive(Debug, Clone, Template)]
#[template(path = "sukets.html")]
pub struct SuketsPage {
    /// The frame.
    pub shell: Shell,
    /// The pages of printing.
    pub tabs: Vec<Tab>,
    /// The letters.
    pub rows: Vec<SuketRow>,
}

/// A temporary letter.
#[derive(Debug, Clone)]
pub struct SuketRow {
    /// Its id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Whose.
    pub person: PersonLine,
    /// The case's id.
    pub case_id: String,
    /// Until when it holds.
    pub until: Date,
    /// Whether that day has passed.
    pub passed: bool,
    /// How often it was renewed.
    pub renewals: i64,
}

/// Today's stock for everybody: no names, no figures about people.
#[derive(Debug, Clone, Template)]
#[template(path = "public_notice.html")]
pub struct PublicNoticePage {
    /// The frame.
    pub shell: Shell,
    /// The day.
    pub day: Date,
    /// New blanks.
    pub stock: i64,
    /// Until when they last, in a sentence.
    pub lasts: String,
    /// The next delivery, when one is sure.
    pub next: Option<Date>,
    /// By service: its purpose's code and whether it is printed today.
    pub services: Vec<(String, bool)>,
}

/// How an applicant can be told, in the order of the buttons.
pub const TOLD_BY: [&str; 3] = ["counter", "phone", "village"];

#[cfg(test)]
mod samples_of {
    use super::{super::*, *};
    use crate::lang::Lang;
    use jiff::civil::date;

    fn forecast(lang: Lang) -> ForecastPart {
        let day = |number: i8, p10, p50, p90| (date(2022, 12, number), p10, p50, p90);
        let class = |class, purpose: &str, level, missing, closes| ClassRow {
            class,
            purposes: lang.purpose(purpose).to_owned(),
            daily: "18,0".to_owned(),
            level,
            missing,
            closes,
        };
        ForecastPart {
            days: vec![day(1, 1_300, 1_400, 1_500), day(2, 900, 1_050, 1_200), day(5, 500, 700, 900), day(6, 0, 150, 400)],
            reorder: 800,
            closes: vec![date(2022, 12, 5)],
            classes: vec![
                class(1, "first", 0, None, None),
                class(4, "lost", 380, None, Some(date(2022, 12, 5))),
                class(5, "changed", 900, Some(201), Some(date(2022, 12, 1))),
            ],
            policies: ["law_order", "reserve_mean", "emsr_b"]
                .map(|code| PolicyRow { code: code.to_owned(), now: code == "emsr_b", parts: vec![(72, 72), (40, 60), (0, 12)] })
                .to_vec(),
        }
    }

    impl ShortagePage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let fields = |source: &str| {
                vec![
                    ActField::choice("policy", lang.policy_word(), vec![Choice::new("emsr_b", lang.policy("emsr_b"), "emsr_b")]),
                    ActField::day("next_delivery", lang.outlook_next(), "2022-12-30".to_owned()).optional(),
                    ActField::line("source", lang.outlook_source(), source.to_owned()).hint(lang.outlook_source_hint()),
                ]
            };
            let outlook = |source: &str| stock_samples::form("kebijakan", lang.outlook_heading(), routes::OUTLOOK, fields(source));
            let borrow = |lender: &str| {
                let fields = vec![
                    ActField::line("lender", lang.borrow_lender(), lender.to_owned()).hint(lang.borrow_lender_hint()),
                    ActField::day("return_by", lang.borrow_return(), String::new()),
                ];
                stock_samples::form("pinjam", lang.borrow_heading(), routes::LOAN_LETTER, fields)
            };
            let typical = Self {
                shell: samples::shell_at(lang, Nav::Print),
                tabs: Vec::new(),
                sentences: vec![
                    lang.shortage_lasts(date(2022, 12, 20)),
                    lang.shortage_first(4, date(2022, 12, 5)),
                    lang.shortage_stock(1_400),
                ],
                urgent: true,
                forecast: Some(forecast(lang)),
                alarm: vec![lang.alarm_overdue(date(2022, 10, 21)), lang.ask_amount(4_000, 2_000), lang.ask_reorder(800)],
                requests: vec![
                    ("471.13/812".to_owned(), date(2022, 11, 3), 5_000, 2_000),
                    (samples::SCRIPT.to_owned(), date(2022, 10, 3), 5_000, 0),
                ],
                overrides: vec![(samples::CASE_ID.to_owned(), 4, date(2022, 11, 24), samples::RIGHT_TO_LEFT.to_owned())],
                outlook: lang.outlook_said(date(2022, 12, 30), samples::IRISH),
                borrow: borrow(""),
                forms: vec![outlook("")],
            };
            let empty = Self {
                sentences: vec![lang.shortage_unknown().to_owned()],
                urgent: false,
                forecast: None,
                alarm: Vec::new(),
                requests: Vec::new(),
                overrides: Vec::new(),
                outlook: lang.outlook_unsaid().to_owned(),
                forms: Vec::new(),
                ..typical.clone()
            };
            let errors =
                [("kebijakan-next_delivery", lang.error_date_ahead().to_owned()), ("pinjam-return_by", lang.error_date_ahead().to_owned())];
            let wrong = Self {
                shell: samples::with_errors(typical.shell.clone(), &errors),
                borrow: borrow(samples::SCRIPT),
                forms: vec![outlook(samples::SCRIPT)],
                ..typical.clone()
            };
            vec![("typical", typical), ("empty", empty), ("error", wrong)]
        }
    }

    impl DeferredPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let row = |name: &str, told, suket, may_suket| DeferredRow {
                case_id: samples::CASE_ID.to_owned(),
                receipt: "7K3M-9QXD-4".to_owned(),
                person: samples::person(name),
                class: 5,
                why: lang.defer_reason("reserved").to_owned(),
                until: date(2022, 12, 9),
                told,
                suket,
                may_suket,
            };
            let told = Some(date(2022, 11, 25));
            let rows = vec![
                row("Sri Wahyuni", None, None, true),
                row(samples::SCRIPT, told, told.map(|day| (samples::CASE_ID.to_owned(), day)), false),
                row(&samples::endless(), told, None, false),
            ];
            let paging = Paging { page: 2, pages: 3, previous: Some(routes::deferred(1)), next: Some(routes::deferred(3)) };
            let shell = samples::shell_at(lang, Nav::Print);
            let typical = Self { shell, tabs: Vec::new(), total: 112, untold: 40, rows, paging, may_tell: true };
            let reader = Self { may_tell: false, ..typical.clone() };
            let paging = Paging { page: 1, pages: 1, previous: None, next: None };
            let empty = Self { rows: Vec::new(), total: 0, untold: 0, paging, ..typical.clone() };
            vec![("typical", typical), ("reader", reader), ("empty", empty)]
        }
    }

    impl SuketsPage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let row = |name: &str, until: Date, passed, renewals| SuketRow {
                id: samples::CASE_ID.to_owned(),
                number: "0041/SUKET/2022".to_owned(),
                person: samples::person(name),
                case_id: samples::CASE_ID.to_owned(),
                until,
                passed,
                renewals,
            };
            let rows = vec![row(samples::SCRIPT, date(2022, 11, 20), true, 1), row("Sri Wahyuni", date(2022, 12, 1), false, 0)];
            let typical = Self { shell: samples::shell_at(lang, Nav::Print), tabs: Vec::new(), rows };
            let empty = Self { rows: Vec::new(), ..typical.clone() };
            vec![("typical", typical), ("empty", empty)]
        }
    }

    impl PublicNoticePage {
        pub(in super::super) fn samples(lang: Lang) -> Vec<(&'static str, Self)> {
            let service = |code: &str, printed| (code.to_owned(), printed);
            let typical = Self {
                shell: samples::signed_out(lang),
                day: date(2022, 11, 25),
                stock: 1_400,
                lasts: lang.public_until(date(2022, 12, 20)),
                next: Some(date(2022, 12, 30)),
                services: vec![service("first", true), service("lost", false)],
            };
            let empty = Self { stock: 0, lasts: lang.public_unknown().to_owned(), next: None, services: Vec::new(), ..typical.clone() };
            vec![("typical", typical), ("empty", empty)]
        }
    }
}
