//! Who is not yet recorded: mostly those who have just turned 17, those who are away, and the very old.

use super::Unrecorded;
use super::draw::Draw;
use super::residents::Resident;

/// Marks all who must have a KTP-el as recorded, except exactly `unrecorded` of them.
pub(super) fn record(residents: &mut [Resident], who: Unrecorded, unrecorded: u32, draw: &mut Draw) {
    let mut scores = Vec::new();
    for (index, person) in residents.iter_mut().enumerate() {
        person.recorded = person.must_have();
        if person.recorded {
            // A uniform draw divided by the weight: the smallest scores come from the heavy weights.
            let score = (u64::from(draw.below(u32::MAX)) << 16) / weight(who, person);
            scores.push((score, index));
        }
    }
    scores.sort_unstable();
    for (_, index) in scores.into_iter().take(unrecorded as usize) {
        if let Some(person) = residents.get_mut(index) {
            person.recorded = false;
        }
    }
}

/// Relative likelihood of not being recorded. Our own estimate.
fn weight(who: Unrecorded, person: &Resident) -> u64 {
    match who {
        Unrecorded::Beginners => weight_of_beginners(person),
        Unrecorded::Away => weight_of_the_away(person),
    }
}

fn weight_of_beginners(person: &Resident) -> u64 {
    match person.age {
        0..=16 => 900,
        // From just turned 17 down to nearly 18.
        17 => 1_000 - u64::from(person.days) * 2,
        18 => 250 - u64::from(person.days) / 3,
        19..=20 => 60,
        21..=24 => 22,
        25..=59 => 7,
        60..=69 => 14,
        70..=79 => 75,
        _ => 200,
    }
}

/// Those who have just turned 17 still lead, but most of the unrecorded are of an age at which people work or study far away.
fn weight_of_the_away(person: &Resident) -> u64 {
    match person.age {
        0..=16 => 900,
        17 => 500 - u64::from(person.days),
        18..=20 => 120,
        21..=44 => 75,
        45..=59 => 35,
        60..=69 => 30,
        70..=79 => 80,
        _ => 200,
    }
}
