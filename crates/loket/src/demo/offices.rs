//! The offices that can be demonstrated, with the figures of their articles.

use adapters::synthetic::{OfficeProfile, find_office};
use domain::{
    case::{Damage, Purpose},
    office::{OfficeCode, Zone},
    request::Policy,
};
use jiff::civil::{Date, DateTime, Time, date};

/// A demonstration: who lives there is in [`adapters::synthetic`], what lies in the office is here.
pub struct DemoOffice {
    /// The name on the command line.
    pub name: &'static str,
    /// The dotted regency code.
    pub regency: &'static str,
    /// Cases that are ready to print.
    pub print_ready: usize,
    /// Cards that are printed and not collected and lie in the office.
    pub uncollected: usize,
    /// New blanks.
    pub blanks: i64,
    /// The weeks before the day. All of it is assumed but for what the office's own description names.
    pub before: Before,
    /// The names of the nine users, in the order of [`super::staff::ROLES`]; invented.
    pub staff: [&'static str; 9],
}

/// The weeks before a demonstration's day.
pub struct Before {
    /// The first day with an act.
    pub since: Date,
    /// Good cards that were printed.
    pub printed: usize,
    /// Blanks that were spoiled.
    pub spoiled: usize,
    /// The labels of two deliveries of blanks, the first from the centre, the second from the province.
    pub deliveries: [&'static str; 2],
    /// The day on which more blanks are sure to be there, how they are shared out until then, and who says so.
    pub outlook: Option<(Date, Policy, &'static str)>,
    /// When the cards that lie in the office were printed.
    pub lying: Lying,
    /// The subdistrict that most of them belong to.
    pub lying_mostly_in: Option<&'static str>,
    /// Cards that were sent on to village offices, and how many of them were collected there.
    pub to_villages: ToVillages,
    /// The first and last day without a line to the centre: nothing is printed and no status is seen.
    pub cut_off: Option<(Date, Date)>,
    /// From this day on the requests were opened that wait for the printer.
    pub queue_since: Date,
    /// Of a thousand recorded adults those for whom no card was ever printed.
    pub never_printed_permille: u32,
    /// Why cards were asked for, by weight.
    pub purposes: Wishes,
    /// The same for the requests that wait for the printer.
    pub queue: Wishes,
}

/// Purposes with the grade of damage and a weight.
pub type Wishes = &'static [(Purpose, Option<Damage>, u32)];

/// When the cards that lie in the office were printed.
pub enum Lying {
    /// Lately: the newer the likelier.
    Lately,
    /// So many on the working days from one day to another, evenly; on a day that is no working day, before nine in the morning.
    Between(&'static [(Date, Date, usize)]),
}

/// What was sent on to villages.
pub struct ToVillages {
    /// Cards that were sent on.
    pub sent: usize,
    /// Those of them that were collected there.
    pub collected: usize,
    /// A card that lies longer than this is sent on, days.
    pub after_days: i32,
    /// The last day of printing of those that were sent on.
    pub printed_until: Date,
}

const NOTHING_TO_VILLAGES: ToVillages = ToVillages { sent: 0, collected: 0, after_days: 0, printed_until: Date::ZERO };

const USUAL: Wishes = &[
    (Purpose::First, None, 34),
    (Purpose::Lost, None, 26),
    (Purpose::Damaged, Some(Damage::Unusable), 16),
    (Purpose::Changed, None, 14),
    (Purpose::MovedIn, None, 6),
    (Purpose::SuketToCard, None, 4),
];

/// Before the ministry's letter of 29 September 2016 there were no temporary letters to exchange.
const USUAL_IN_2016: Wishes = &[
    (Purpose::First, None, 36),
    (Purpose::Lost, None, 27),
    (Purpose::Damaged, Some(Damage::Unusable), 17),
    (Purpose::Changed, None, 14),
    (Purpose::MovedIn, None, 6),
];

/// All demonstrations, the usual one first.
const OFFICES: &[DemoOffice] = &[LOMBOK_UTARA, BATU, LOMBOK_TENGAH, BLITAR, PALEMBANG];

/// Lombok Utara, 25 November 2022: 1,500 blanks to year end. Everything but the blanks is an assumption made for the demonstration.
const LOMBOK_UTARA: DemoOffice = DemoOffice {
    name: "lombok-utara",
    regency: "52.08",
    print_ready: 600,
    uncollected: 250,
    blanks: 1_500,
    before: Before {
        since: date(2022, 10, 6),
        printed: 1_480,
        spoiled: 20,
        deliveries: ["SJ-471.13/0917/2022", "BAST-PROV-NTB/118"],
        outlook: Some((date(2022, 12, 31), Policy::EmsrB, "Jatah terakhir 2022 dari pusat; berikutnya Januari 2023")),
        lying: Lying::Lately,
        lying_mostly_in: None,
        to_villages: NOTHING_TO_VILLAGES,
        cut_off: None,
        queue_since: date(2022, 11, 1),
        never_printed_permille: 0,
        purposes: USUAL,
        queue: &[
            (Purpose::First, None, 24),
            (Purpose::Lost, None, 20),
            (Purpose::Damaged, Some(Damage::Unusable), 9),
            (Purpose::Damaged, Some(Damage::Usable), 14),
            (Purpose::Changed, None, 11),
            (Purpose::MovedIn, None, 5),
            (Purpose::AreaRenamed, None, 17),
        ],
    },
    staff: [
        "Baiq Nurmala",
        "Lalu Hamdi",
        "Suhaili",
        "Made Artawan",
        "Rina Astuti",
        "Zainul Hadi",
        "H. Mustafa",
        "Endang Lestari",
        "Ketut Sudana",
    ],
};

/// Batu, 8 February 2021: about 650 cards lie in the office, nearly a month on average, and after a month and a half they are sent on to
/// the villages: the article says so. The 3,000 blanks are another newspaper's, of March 2021. The days on which the 650 were printed, the
/// queue and the number of cards at the villages are assumptions. The ten oldest were printed early on 25 December, 45 days before.
const BATU: DemoOffice = DemoOffice {
    name: "batu",
    regency: "35.79",
    print_ready: 300,
    uncollected: 650,
    blanks: 3_000,
    before: Before {
        since: date(2020, 11, 2),
        printed: 2_700,
        spoiled: 25,
        deliveries: ["SJ-471.13/1102/2020", "BAST-PROV-JATIM/0341"],
        outlook: None,
        lying: Lying::Between(&[
            (date(2020, 12, 25), date(2020, 12, 25), 10),
            (date(2020, 12, 28), date(2020, 12, 30), 144),
            (date(2021, 1, 4), date(2021, 1, 8), 200),
            (date(2021, 1, 11), date(2021, 1, 15), 135),
            (date(2021, 1, 18), date(2021, 1, 22), 80),
            (date(2021, 1, 25), date(2021, 1, 29), 45),
            (date(2021, 2, 1), date(2021, 2, 5), 30),
            (date(2021, 2, 8), date(2021, 2, 8), 6),
        ]),
        lying_mostly_in: None,
        to_villages: ToVillages { sent: 120, collected: 35, after_days: 45, printed_until: date(2020, 12, 21) },
        cut_off: None,
        queue_since: date(2021, 1, 25),
        never_printed_permille: 0,
        purposes: USUAL,
        queue: USUAL,
    },
    staff: [
        "Sri Wahyuni",
        "Agus Prayitno",
        "Sutrisno",
        "Slamet Riyanto",
        "Retno Wulandari",
        "Bambang Sulistyo",
        "H. Suprapto",
        "Endang Susilowati",
        "Hari Santoso",
    ],
};

/// Lombok Tengah, 28 November 2018: 7,000 cards not printed after ten days without a line to the centre, says the article. The days of the
/// cut (16 to 25 November) are a regional newspaper's. Blanks and uncollected cards are assumptions.
const LOMBOK_TENGAH: DemoOffice = DemoOffice {
    name: "lombok-tengah",
    regency: "52.02",
    print_ready: 7_000,
    uncollected: 1_200,
    blanks: 20_000,
    before: Before {
        since: date(2018, 10, 8),
        printed: 6_000,
        spoiled: 70,
        deliveries: ["SJ-471.13/0884/2018", "BAST-PROV-NTB/0073"],
        outlook: None,
        lying: Lying::Lately,
        lying_mostly_in: None,
        to_villages: NOTHING_TO_VILLAGES,
        cut_off: Some((date(2018, 11, 16), date(2018, 11, 25))),
        queue_since: date(2018, 11, 8),
        never_printed_permille: 0,
        purposes: USUAL,
        queue: &[
            (Purpose::First, None, 38),
            (Purpose::Lost, None, 22),
            (Purpose::Damaged, Some(Damage::Unusable), 15),
            (Purpose::Changed, None, 15),
            (Purpose::MovedIn, None, 6),
            (Purpose::SuketToCard, None, 4),
        ],
    },
    staff: [
        "Baiq Rohani",
        "Lalu Suparman",
        "Muhsinin",
        "Wayan Sudarta",
        "Baiq Yuliana",
        "Lalu Mahsun",
        "H. Zulkarnaen",
        "Nurul Hidayati",
        "Lalu Wirajaya",
    ],
};

/// Blitar, 31 August 2016: about 18,000 recorded without a printed card, says the article. Blanks and uncollected cards are assumptions.
const BLITAR: DemoOffice = DemoOffice {
    name: "blitar",
    regency: "35.05",
    print_ready: 18_000,
    uncollected: 900,
    blanks: 12_000,
    before: Before {
        since: date(2016, 7, 11),
        printed: 4_500,
        spoiled: 60,
        deliveries: ["SJ-471.13/0512/2016", "BAST-PROV-JATIM/0207"],
        outlook: None,
        lying: Lying::Lately,
        lying_mostly_in: None,
        to_villages: NOTHING_TO_VILLAGES,
        cut_off: None,
        queue_since: date(2016, 7, 12),
        never_printed_permille: 30,
        purposes: USUAL_IN_2016,
        queue: &[
            (Purpose::First, None, 78),
            (Purpose::Lost, None, 8),
            (Purpose::Damaged, Some(Damage::Unusable), 5),
            (Purpose::Changed, None, 6),
            (Purpose::MovedIn, None, 3),
        ],
    },
    staff: [
        "Lilik Handayani",
        "Heru Setyawan",
        "Mujiono",
        "Katiman",
        "Titik Purwanti",
        "Joko Winarno",
        "H. Sumardi",
        "Siti Mutmainah",
        "Bambang Hariadi",
    ],
};

/// Palembang, 10 November 2016: 2,646 cards lie in the office, printed from July to October, most of them of people in Sukarami, says the
/// article. How they spread over the months is an assumption (the longer ago, the more were collected), as are queue and blanks.
const PALEMBANG: DemoOffice = DemoOffice {
    name: "palembang",
    regency: "16.71",
    print_ready: 4_000,
    uncollected: 2_646,
    blanks: 1_700,
    before: Before {
        since: date(2016, 6, 27),
        printed: 9_400,
        spoiled: 110,
        deliveries: ["SJ-471.13/0466/2016", "BAST-PROV-SUMSEL/0152"],
        outlook: None,
        lying: Lying::Between(&[
            (date(2016, 7, 1), date(2016, 7, 31), 398),
            (date(2016, 8, 1), date(2016, 8, 31), 514),
            (date(2016, 9, 1), date(2016, 9, 30), 674),
            (date(2016, 10, 1), date(2016, 10, 31), 1_060),
        ]),
        lying_mostly_in: Some("16.71.07"),
        to_villages: NOTHING_TO_VILLAGES,
        cut_off: None,
        queue_since: date(2016, 9, 19),
        never_printed_permille: 0,
        purposes: USUAL_IN_2016,
        // Who was never recorded goes first; lost and damaged cards wait, says the article.
        queue: &[
            (Purpose::First, None, 6),
            (Purpose::Lost, None, 44),
            (Purpose::Damaged, Some(Damage::Unusable), 25),
            (Purpose::Changed, None, 18),
            (Purpose::MovedIn, None, 7),
        ],
    },
    staff: [
        "Nyimas Rohana",
        "Kemas Iskandar",
        "Rusdi",
        "Zainal Abidin",
        "Yulia Fitriani",
        "Kiagus Marwan",
        "H. Syahrial",
        "Masayu Farida",
        "Kgs. Abdul Rahman",
    ],
};

/// The demonstration of a name.
pub fn find(name: &str) -> Option<&'static DemoOffice> {
    OFFICES.iter().find(|office| office.name == name)
}

/// All names.
pub fn names() -> Vec<&'static str> {
    OFFICES.iter().map(|office| office.name).collect()
}

impl DemoOffice {
    /// Who lives there.
    pub fn profile(&self) -> anyhow::Result<&'static OfficeProfile> {
        find_office(self.regency).ok_or_else(|| anyhow::anyhow!("no synthetic population for {}", self.regency))
    }

    /// The office code.
    pub fn code(&self) -> anyhow::Result<OfficeCode> {
        OfficeCode::parse(self.regency).ok_or_else(|| anyhow::anyhow!("no office code: {}", self.regency))
    }

    /// Its time zone.
    pub fn zone(&self) -> Zone {
        Zone::of_province(self.regency.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or_default())
    }

    /// 09:00 on the article's day, local time.
    pub fn opens_at(&self) -> DateTime {
        let day = find_office(self.regency).map_or(Date::MIN, |profile| profile.as_of);
        day.to_datetime(Time::constant(9, 0, 0, 0))
    }

    /// All blanks that were received in the weeks before: what is left and what was used.
    pub fn received(&self) -> anyhow::Result<i64> {
        Ok(self.blanks + i64::try_from(self.before.printed + self.before.spoiled)?)
    }
}
