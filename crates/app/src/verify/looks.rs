//! The stream of looks: its chain, its head, its index by person, and the heads that the journal fixed.

use domain::look::LookAnswer;
use store::{StoreFault, Tx, keys::hex, looks};

use super::{Check, PAGE, fold::Fold};

/// Follows the chain and finds every look by its people.
pub(super) fn check(tx: &mut Tx<'_>, fold: &Fold) -> Result<Vec<Check>, StoreFault> {
    let mut chain = Check::new("look_chain");
    let mut index = Check::new("look_index");
    let mut anchors = Check::new("look_anchors");
    let (mut seq, mut previous, mut indexed) = (0, vec![0; 32], 0);
    let mut fixed = fold.anchors.clone();
    loop {
        let entries = chain.readable(looks::page(tx, seq, PAGE))?;
        if entries.is_empty() {
            break;
        }
        for entry in entries {
            chain.count += 1;
            if entry.seq != seq + 1 {
                chain.problem(format!("look {} is missing", seq + 1));
            } else if looks::expected_chain(tx, &previous, &entry)[..] != entry.chain_hash[..] {
                chain.problem(format!("look {} does not follow from the one before it", entry.seq));
            }
            let people = Some(&entry.look.people).filter(|_| entry.look.answer == LookAnswer::Shown);
            let mut people: Vec<_> = people.into_iter().flatten().copied().collect();
            people.sort_unstable();
            people.dedup();
            for person in people {
                indexed += 1;
                if !looks::is_indexed(tx, person, entry.seq)? {
                    index.problem(format!("look {} is not found by person {person}", entry.seq));
                }
            }
            if let Some(hash) = fixed.remove(&entry.seq) {
                anchors.count += 1;
                if hash != hex(&entry.chain_hash) {
                    anchors.problem(format!("look {} is not the one that the journal fixed", entry.seq));
                }
            }
            (seq, previous) = (entry.seq, entry.chain_hash);
        }
    }
    for missing in fixed.keys() {
        anchors.problem(format!("look {missing}, which the journal fixed, is missing"));
    }
    let last = fold.anchors.keys().last().copied().unwrap_or_default();
    if looks::anchored(tx)? != last {
        anchors.problem(format!("the head says that another look than {last} was fixed last"));
    }
    index.count = looks::count_index(tx)?;
    if index.count != indexed {
        index.problem(format!("{} people are in the index, {indexed} in the looks", index.count));
    }
    let head = looks::head(tx)?;
    if head.seq != seq || head.chain_hash != previous {
        chain.problem(format!("the head names look {}, the last is {seq}", head.seq));
    }
    Ok(vec![chain, index, anchors])
}
