//! The office that is tampered with: every table has rows, and nearly every column a row with a value and, if it may, one without.

use std::sync::OnceLock;

use app::{
    accounts::{self, Active, StandingInput},
    cases::{self, NewCase},
    custody,
    import::{self, SetUp},
    looks,
    print::{self, PrintResult},
    proposals, questions, register,
    repairs::{self, Letter},
    sign_in::sign_in,
    stock,
    whereabouts::{self, Said},
};
use domain::{
    access::Role,
    case::{CaseState, Damage, HandOver, Identity, OldCard, Purpose, SpoilCause},
    central::CentralCode,
    id::CaseId,
    intake::Mapping,
    look::LookReason,
    person::Phone,
    question::QuestionKind,
    repair::RepairOutcome,
    rule::{Document, SecondPersonRule, Validity},
    whereabouts::Stay,
};
use jiff::{SignedDuration, civil::date};

use super::Vault;
use crate::{
    bed::{Bed, PASSWORD, keyed, plain, proposed},
    imports,
    people::{add, blanks_at_printer, girl, import as import_people, man, observe, open, open_first, print_good, ready, receive, wish},
};

/// Files are handed in: one that raises questions is taken over, one is refused in part, the columns of one are mapped.
fn files(bed: &Bed) {
    let admin = bed.caller(Role::DataAdmin);
    let rows = [
        imports::row(41, "MOCH. SALEH", "RAHMAH"),
        imports::row(42, "MUHAMMAD SALEH", "RAHMAH"),
        imports::with(&imports::row(43, "TANPA NIK", "RAHMAH"), "NIK", "0"),
        imports::with(&imports::row(44, "SALAH", ""), "TGL_LHR", "31/02/1985"),
    ];
    imports::imported(bed, imports::TITLES, &rows);
    let asked = questions::list(&bed.office, &admin, Some(QuestionKind::NoNik)).unwrap();
    questions::leave(&bed.office, &admin, &plain(), asked[0].question.id.clone(), "belum diketahui").unwrap();
    let waiting = imports::compared(bed, imports::TITLES, &[imports::with(&rows[0], "ALAMAT", "RUMAH BARU")]);
    let columns = imports::TITLES.split('|').map(|title| Mapping::propose(&[title.to_owned()]).0[0]).collect();
    import::map_columns(&bed.office, &admin, &plain(), waiting, &SetUp { columns, as_of: None }).unwrap();
    import::work_once(&bed.office).unwrap();
}

/// People in the import, and in each of its chunks.
pub const IMPORTED: usize = 300;
pub const CHUNK: usize = 100;

/// The vault, made once for each process of tests.
pub fn vault() -> &'static Vault {
    static VAULT: OnceLock<Vault> = OnceLock::new();
    VAULT.get_or_init(|| {
        let bed = bed();
        import_people(&bed, IMPORTED, CHUNK);
        work(&bed);
        Vault::of(bed.close())
    })
}

/// An office in which cancelling a case needs two people as well.
pub fn bed() -> Bed {
    let validity = Validity { from: date(2000, 1, 1), to: None, source: "test".to_owned() };
    let rule = SecondPersonRule { order: "cancel_case".to_owned(), validity };
    Bed::with_rules(|rules| rules.second_person.push(rule))
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
    let asked = proposed(cases::cancel(&bed.office, &head, &plain(), cancelled, "salah orang"));
    let second = bed.caller(Role::Head);
    let digest = proposals::view(&bed.office, &second, asked).unwrap().line.proposal.digest;
    proposals::approve(&bed.office, &second, &plain(), asked, &digest, PASSWORD).unwrap();

    let early = add(bed, &girl());
    let new = NewCase { phone: Phone::parse("0813-1111-2222").ok(), ..wish(early, Purpose::First, []) };
    cases::open(&bed.office, &head, &keyed("a form", 1), new).unwrap();
    repair_records(bed);
    two_people(bed);
    files(bed);
    look_around(bed);
    sign_in(&bed.office, "counter", PASSWORD).unwrap();
    app::upkeep::schedule(&bed.office).unwrap();
}

/// Acts that need a second person: one approved, one declined, one waiting; the vault's rules put cancelling under it as well.
fn two_people(bed: &Bed) {
    let (one, two) = (bed.caller(Role::SectionHead), bed.caller(Role::Head));
    let posting = || StandingInput { role: "subdistrict".to_owned(), posting: "52.08.02".to_owned() };
    let propose = |username: &str| {
        let asked = accounts::open(&bed.office, &one, &plain(), "Camat", username, "198001012008011777", posting());
        proposed(asked)
    };
    let digest = |id| proposals::view(&bed.office, &two, id).unwrap().line.proposal.digest;
    let first = propose("camat-1");
    proposals::approve(&bed.office, &two, &plain(), first, &digest(first), PASSWORD).unwrap();
    let second = propose("camat-2");
    proposals::decline(&bed.office, &two, &plain(), second, "sudah ada", PASSWORD).unwrap();
    let account = bed.caller(Role::Counter).account;
    let third =
        accounts::change(&bed.office, &one, &plain(), account, StandingInput { role: "auditor".to_owned(), ..posting() }, Active::Yes);
    proposed(third);
    let case = open_first(bed, add(bed, &man(4)));
    proposed(cases::cancel(&bed.office, &one, &plain(), case, "dua kali"));
}

/// Repairs at several stages, and where somebody is.
fn repair_records(bed: &Bed) {
    let (office, head, today) = (&bed.office, bed.caller(Role::SectionHead), bed.office.today());
    let people = [11, 12, 13].map(|serial| add(bed, &man(serial)));
    for person in people {
        observe(bed, person, CentralCode::DuplicateRecord);
        repairs::open(office, &head, &plain(), person).unwrap();
    }
    let [whole, called, _] = people;
    let letter = Letter { number: "470/11/2022".to_owned(), on: today, reply_due: date(2023, 1, 5) };
    repairs::note_letter(office, &head, &plain(), whole, letter).unwrap();
    repairs::note_reply(office, &head, &plain(), whole, today, "hapus, rekam ulang").unwrap();
    repairs::close(office, &head, &plain(), whole, RepairOutcome::Solved).unwrap();
    repairs::appoint(office, &head, &plain(), called, date(2023, 1, 9)).unwrap();
    for (person, stay) in [(whole, Stay::Here), (called, Stay::Abroad)] {
        let said = Said { stay, source: "keluarga".to_owned(), on: today };
        whereabouts::note(office, &head, &plain(), person, said).unwrap();
    }
}

/// Looks of each kind, and their head fixed in the journal in between.
fn look_around(bed: &Bed) {
    let counter = bed.caller(Role::Counter);
    looks::give_reason(&bed.office, &counter, LookReason::Enquiry, "telepon").unwrap();
    register::search(&bed.office, &counter, "lalu").unwrap();
    let schedule = || app::upkeep::schedule(&bed.office).unwrap();
    schedule();
    while app::upkeep::work_once(&bed.office).unwrap() {}
    cases::waiting(&bed.office, &counter, CaseState::WaitingRecording).unwrap();
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
