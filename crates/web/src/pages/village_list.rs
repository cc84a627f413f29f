use super::{Choice, Shell, routes};
use crate::format::MaskedNumber;
use askama::Template;
use jiff::civil::Date;

/// The unrecorded of a village by name and address, a sheet for each RT.
#[derive(Debug, Clone, Template)]
#[template(path = "village_list.html")]
pub struct VillageListPage {
    /// The frame.
    pub shell: Shell,
    /// The village's code.
    pub code: String,
    /// Its name with that of the sub-district.
    pub village: String,
    /// The day for which the list holds.
    pub on: Date,
    /// How many people are on it.
    pub total: i64,
    /// How many months ahead it looks.
    pub months: Vec<Choice>,
    /// The neighbourhoods in the order of their numbers.
    pub groups: Vec<ListGroup>,
    /// Whether the list is cut.
    pub more: bool,
}

/// The people of one RT.
#[derive(Debug, Clone)]
pub struct ListGroup {
    /// RW, three digits.
    pub rw: String,
    /// RT, three digits.
    pub rt: String,
    /// Its people.
    pub rows: Vec<ListRow>,
}

/// Somebody on the list.
#[derive(Debug, Clone)]
pub struct ListRow {
    /// The place on the whole list, from 1.
    pub number: i64,
    /// The person's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// The masked NIK.
    pub nik: MaskedNumber,
    /// The masked family card number, for who may see it.
    pub kk: Option<MaskedNumber>,
    /// `male` or `female`.
    pub sex: String,
    /// Date of birth.
    pub birth: Date,
    /// The 17th birthday, for who is not 17 yet and single.
    pub from: Option<Date>,
    /// Street or hamlet.
    pub address: String,
    /// Where the person is said to be, and since when.
    pub stay: Option<(String, Date)>,
    /// Whether a case is open.
    pub open_case: bool,
}

impl VillageListPage {
    /// How many months ahead it looks now.
    fn months_chosen(&self) -> &str {
        self.months.iter().find(|choice| choice.selected).map_or("0", |choice| choice.value.as_str())
    }
}

#[cfg(test)]
impl VillageListPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Nav, samples};
        use jiff::civil::date;
        let row = |number: i64, name: &str| ListRow {
            number,
            id: "48213".to_owned(),
            name: name.to_owned(),
            nik: MaskedNumber::new(samples::NIK),
            kk: (number != 2).then(|| MaskedNumber::new("5202011203150007")),
            sex: if number == 1 { "female" } else { "male" }.to_owned(),
            birth: samples::born(),
            from: (number == 2).then(|| date(2023, 1, 4)),
            address: if number == 3 { samples::IRISH } else { "Dusun Bore" }.to_owned(),
            stay: (number == 1).then(|| ("abroad".to_owned(), date(2022, 11, 20))),
            open_case: number == 3,
        };
        let group = |rt: &str, rows| ListGroup { rw: "005".to_owned(), rt: rt.to_owned(), rows };
        let months = ["0", "3", "6", "12"].map(|n| Choice::new(n, n, "3"));
        let typical = Self {
            shell: samples::shell_at(lang, Nav::Coverage),
            code: "52.02.05.2002".to_owned(),
            village: "Desa Kopang Rembiga, Kopang".to_owned(),
            on: date(2022, 11, 25),
            total: 4,
            months: months.to_vec(),
            groups: vec![
                group("001", vec![row(1, "Sri Wahyuni"), row(2, samples::SCRIPT)]),
                group("002", vec![row(3, samples::RIGHT_TO_LEFT), row(4, &samples::endless())]),
            ],
            more: true,
        };
        let empty = Self { total: 0, groups: Vec::new(), more: false, ..typical.clone() };
        vec![("typical", typical), ("empty", empty)]
    }
}
