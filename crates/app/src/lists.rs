//! Lists by name and address for a round: who of a village must be recorded, in the order in which a team walks.

use domain::{
    Refusal,
    access::{Act, Field},
    area::VillageCode,
    look::Sight,
};
use jiff::{ToSpan, civil::Date};
use store::queries::village_list;
pub use store::queries::village_list::ListLine;

use crate::{
    AppError, Caller, Office,
    figures::must_have_born_by,
    looking::{Shown, ShowsPeople},
};

/// At most this many people are listed; a village has fewer.
pub const LIST_MAX: i64 = 5_000;
/// For at most this many months ahead a list holds who turns 17.
pub const MONTHS_MAX: i64 = 24;

/// Who is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Who must have a card and was not recorded.
    MustHave,
    /// The same, and who turns 17 within some months, at most [`MONTHS_MAX`], and was not recorded.
    AlsoTurning {
        /// How many.
        months: i64,
    },
}

/// The list of a village.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageList {
    /// The village.
    pub village: VillageCode,
    /// Who is listed.
    pub whom: Whom,
    /// The office's day for which it holds.
    pub on: Date,
    /// The people by RW, RT, address, family and name, without the fields that the reader may not see.
    pub lines: Vec<ListLine>,
    /// Whether there are more than [`LIST_MAX`].
    pub more: bool,
}

impl ShowsPeople for VillageList {
    fn shown(&self) -> Vec<Shown> {
        self.lines.iter().map(|line| Shown::of(line.person, line.open_case)).collect()
    }
}

/// Lists a village within the caller's reach; one that does not exist or lies beyond is refused. Written as a look with its purpose.
pub fn village(office: &Office, caller: &Caller, village: &VillageCode, whom: Whom) -> Result<VillageList, AppError> {
    let on = office.today();
    office.show(caller, Act::ViewVillageList, Sight::VillageList, |tx, reach| {
        if !office.areas.knows(village) || !reach.covers(village) {
            return Err(Refusal::NoSuchArea.into());
        }
        let mut lines = village_list::unrecorded(tx, village, born_until(on, whom), LIST_MAX + 1)?;
        let more = lines.len() as i64 > LIST_MAX;
        lines.truncate(LIST_MAX as usize);
        for line in &mut lines {
            blank(caller, line);
        }
        Ok(VillageList { village: village.clone(), whom, on, lines, more })
    })
}

/// The latest birth date that is listed.
fn born_until(on: Date, whom: Whom) -> Date {
    let months = match whom {
        Whom::MustHave => 0,
        Whom::AlsoTurning { months } => months.clamp(0, MONTHS_MAX),
    };
    must_have_born_by(on.saturating_add(months.months()))
}

fn blank(caller: &Caller, line: &mut ListLine) {
    if !caller.sees(Field::Family) {
        line.kk = None;
    }
    if !caller.sees(Field::Address) {
        line.address.clear();
        (line.rt, line.rw) = (0, 0);
    }
}
