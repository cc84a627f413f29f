//! The office that is tampered with: every table has rows, and nearly every column a row with a value and, if it may, one without.

use std::sync::OnceLock;

use app::{
    cases::{self, NewCase},
    custody,
    print::{self, PrintResult},
    sign_in::sign_in,
    stock,
};
use domain::{
    access::Role,
    case::{Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::CaseId,
    person::Phone,
    rule::Document,
};
use jiff::SignedDuration;

use super::Vault;
use crate::{
    bed::{Bed, PASSWORD, keyed, plain},
    people::{add, blanks_at_printer, girl, import, man, observe, open, open_first, print_good, ready, receive, wish},
};

/// People in the import, and in each of its chunks.
pub const IMPORTED: usize = 300;
pub const CHUNK: usize = 100;

/// The vault, made once for each process of tests.
pub fn vault() -> &'static Vault {
    static VAULT: OnceLock<Vault> = OnceLock::new();
    VAULT.get_or_init(|| {
        let bed = Bed::on_sqlite();
        import(&bed, IMPORTED, CHUNK);
        work(&bed);
        Vault::of(bed.close())
    })
}

/// Some days of work.
pub fn work(bed: &Bed) {
    let head = bed.caller(Role::SectionHead);
    blanks_at_printer(bed, 8);
    receive(bed, 5);
    stock::spoil(&bed.office, &head, &plain(), "GUDANG", 1, SpoilCause::NoChip).unwrap();
    second_card(bed);

    let (_, shelved) = ready(bed, 2);
    print::record(&bed.office, &head, &plain(), shelved, "CETAK-1", PrintResult::Spoiled(SpoilCause::FailedPrint)).unwrap();
    print_good(bed, shelved);
    custody::shelve(&bed.office, &head, &plain(), shelved, "RAK-02").unwrap();

    let cancelled = open_first(bed, add(bed, &man(3)));
    cases::cancel(&bed.office, &head, &plain(), cancelled, "salah orang").unwrap();

    let early = add(bed, &girl());
    let new = NewCase { phone: Phone::parse("0813-1111-2222").ok(), ..wish(early, Purpose::First, []) };
    cases::open(&bed.office, &head, &keyed("a form", 1), new).unwrap();
    sign_in(&bed.office, "counter", PASSWORD).unwrap();
    app::upkeep::schedule(&bed.office).unwrap();
}

/// A person whose damaged card is replaced and comes back.
fn second_card(bed: &Bed) {
    let head = bed.caller(Role::SectionHead);
    let (person, first) = ready(bed, 1);
    let hand_over = |case: CaseId, old_card| {
        custody::hand_over(&bed.office, &head, &plain(), case, HandOver { identity: Identity::Checked, old_card }).unwrap();
    };
    print_good(bed, first);
    hand_over(first, OldCard::None);
    bed.forward(SignedDuration::from_hours(24));
    observe(bed, person, CentralCode::CardIssued);
    let new = NewCase { damage: Some(Damage::Unusable), ..wish(person, Purpose::Damaged, [Document::OldCard, Document::KkCopy]) };
    let second = open(bed, new);
    print_good(bed, second);
    hand_over(second, OldCard::Surrendered);
}
