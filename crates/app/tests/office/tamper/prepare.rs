//! The office that is tampered with: every table has rows, and nearly every column a row with a value and, if it may, one without.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

use app::{
    accounts::{self, Active, StandingInput},
    batches,
    cases::{self, NewCase},
    custody,
    gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState},
    import::{self, SetUp},
    looks, notices,
    print::{self, PrintResult, PrinterWords, RunList},
    proposals, questions, register,
    repairs::{self, Letter},
    shelf_count,
    sign_in::sign_in,
    stock::{self, Delivery, DestructionNote, OutlookNote, RequestNote},
    whereabouts::{self, Said},
};
use domain::{
    access::Role,
    batch::{BatchRoute, NotCollected},
    blank::Item,
    case::{CaseState, Damage, DeferReason, HandOver, Identity, OldCard, Purpose, SpoilCause, ToldBy},
    central::CentralCode,
    closing::Settlement,
    id::{BatchId, CaseId, ClosingId, RequestId},
    intake::Mapping,
    look::LookReason,
    notice::{Language, NoticePurpose},
    person::Phone,
    question::QuestionKind,
    repair::RepairOutcome,
    request::Policy,
    rule::{Document, SecondPersonRule, Validity},
    whereabouts::Stay,
};
use jiff::{SignedDuration, civil::date};

use super::Vault;
use crate::{
    bed::{Bed, PASSWORD, keyed, plain, proposed},
    imports,
    people::{
        add, approve, blanks_at_printer, close_day, delivery, girl, import as import_people, list, man, observe, open, open_first,
        print_good, ready, receive, record, release, wish,
    },
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
    stock::spoil(&bed.office, &head, &plain(), "GUDANG", (1, SpoilCause::NoChip), "").unwrap();
    second_card(bed);

    let (_, shelved) = ready(bed, 2);
    release(bed, &[shelved]);
    record(bed, shelved, PrintResult::Spoiled(SpoilCause::FailedPrint));
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
    handed_on(bed);
    print_room(bed);
    two_people(bed);
    files(bed);
    look_around(bed);
    sign_in(&bed.office, "counter", PASSWORD).unwrap();
    app::upkeep::schedule(&bed.office).unwrap();
}

/// Every table of the print room has a row: known chips, a short delivery, a closing with a difference, minutes, a printer, jobs in several
/// states, a letter, a request, an outlook.
fn print_room(bed: &Bed) {
    let (office, head, keeper) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Stock));
    let asked = RequestNote { number: "470/1".to_owned(), on: office.today(), asked: 10_000 };
    let asked = RequestId::parse(&stock::request_blanks(office, &keeper, &plain(), asked).unwrap());
    let chips = Delivery { request: asked, serials: "04A10001 04A10002".replace(' ', "\n"), ..delivery("BA-CHIP", 2) };
    stock::receive(office, &keeper, &plain(), chips).unwrap();
    let short = Delivery { item: Item::Ribbon, counted: Some(2), ..delivery("RB-1", 3) };
    stock::receive(office, &keeper, &plain(), short).unwrap();
    let difference = stock::board(office, &head).unwrap().differences.remove(0).id;
    let settled = stock::settle_difference(office, &keeper, &plain(), difference, Settlement::NeverSent, "surat jalan salah");
    approve(bed, settled).unwrap();
    let ribbons = (Item::Ribbon, 2);
    stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "CETAK-1"), ribbons, "").unwrap();
    stock::change_ribbon(office, &bed.caller(Role::Printing), &plain(), "CETAK-1", Item::Ribbon).unwrap();
    let minutes = DestructionNote { number: "BA-1".to_owned(), witness: "AKP SAKSI".to_owned(), witness_office: "Polres".to_owned() };
    approve(bed, stock::destroy(office, &keeper, &plain(), minutes)).unwrap();
    let outlook = OutlookNote { policy: Policy::EmsrB, next_delivery: Some(date(2023, 1, 5)), source: "surat Dirjen".to_owned() };
    stock::set_outlook(office, &head, &plain(), outlook).unwrap();
    let words = PrinterWords { printer: "CETAK-1".to_owned(), state: "stopped".to_owned(), reasons: vec!["media-jam".to_owned()] };
    print::note_printer(office, &head, &plain(), words).unwrap();
    let (_, waits) = ready(bed, 31);
    let (_, printed) = ready(bed, 32);
    let (_, doubted) = ready(bed, 33);
    let deferred = vec![(waits, DeferReason::Reserved)];
    let run =
        RunList { deferred, until: Some(date(2023, 1, 5)), reason: "bencana".to_owned(), ..list(bed, &[printed, doubted], "CETAK-1") };
    approve(bed, print::release(office, &bed.caller(Role::Printing), &plain(), run)).unwrap();
    print::tell(office, &head, &plain(), waits, ToldBy::Phone).unwrap();
    print::give_suket(office, &head, &plain(), waits).unwrap();
    let jobs = print::room(office, &head).unwrap().jobs;
    let job = jobs.iter().find(|line| line.case == doubted).unwrap().job;
    print::doubt(office, &bed.caller(Role::Printing), &plain(), job, "listrik padam").unwrap();
    let closing = ClosingId::parse(&stock::begin_count(office, &keeper, &plain(), "GUDANG").unwrap().closing).unwrap();
    let counts = BTreeMap::from([(Item::Blank, 5), (Item::Ribbon, 0)]);
    stock::enter_count(office, &keeper, &plain(), closing, counts).unwrap();
    stock::confirm_count(office, &head, &plain(), closing).unwrap();
}

/// Every table of the card's way to its holder has a row: notices of several kinds, a number that wants none, messages, a batch that was
/// signed with a card missing and one that is on its way, a stock-take, a proxy, a closed place.
fn handed_on(bed: &Bed) {
    let (office, head, camat) = (&bed.office, bed.caller(Role::SectionHead), bed.caller(Role::Subdistrict));
    app::setup::open_village_places(office).unwrap();
    blanks_at_printer(bed, 5);
    let cases = [51, 52, 53, 54, 55].map(|serial| {
        let phone = if serial == 53 { String::new() } else { format!("0812345678{serial}") };
        let person = add(bed, &register::PersonInput { phone, ..man(serial) });
        observe(bed, person, CentralCode::PrintReadyRecord);
        let case = open_first(bed, person);
        print_good(bed, case);
        custody::shelve(office, &head, &plain(), case, "RAK-03").unwrap();
        case
    });
    let [first, second, third, fourth, fifth] = cases;
    notices::notify(office, &head, &plain(), first, (NoticePurpose::Ready, Language::English)).unwrap();
    let modem: Arc<dyn Gateway> = Arc::new(Modem);
    notices::step(office, std::slice::from_ref(&modem)).unwrap();
    let hear = |inward| notices::hear(office, "modem", inward).unwrap();
    for id in ["1", "2"] {
        let (id, state, reason) = (Some(id.to_owned()), ReceiptState::Delivered, String::new());
        hear(Inward::Receipt { reference: None, id, state, reason });
    }
    notices::notify(office, &head, &plain(), second, (NoticePurpose::Ready, Language::Indonesian)).unwrap();
    notices::note_told(office, &head, &plain(), third, ToldBy::Village).unwrap();
    for (id, from, text) in
        [("1", "081234567851", "STOP"), ("2", "081234567851", "kapan jadi?"), ("3", "081234567851", "halo"), ("4", "62811", "promo")]
    {
        hear(Inward::Message { from: from.to_owned(), text: text.to_owned(), id: Some(id.to_owned()) });
    }
    let messages = notices::inbox(office, &head).unwrap();
    notices::close_message(office, &head, &plain(), messages[0].message.id, "ditelepon").unwrap();

    let village = "DESA-5208012001";
    let begun = |cases: &[CaseId]| {
        let batch = batches::open(office, &head, &plain(), BatchRoute::Village, village).unwrap().batch;
        let batch = BatchId::parse(&batch).unwrap();
        for case in cases {
            batches::pack(office, &head, &plain(), batch, &receipt(bed, *case)).unwrap();
        }
        batches::send(office, &head, &plain(), batch).unwrap();
        batch
    };
    let signed = begun(&[first, second]);
    let found = batches::Found {
        receiver: "Kepala Desa".to_owned(),
        on_paper: true,
        missing: vec![receipt(bed, first)],
        extra: vec![receipt(bed, fifth)],
    };
    batches::receive(office, &camat, &plain(), signed, &found).unwrap();
    batches::take_back(office, &head, &plain(), signed, &receipt(bed, second), (NotCollected::Away, "RAK-02")).unwrap();
    begun(&[third]);
    batches::close_site(office, &head, &plain(), village, "perbaikan").unwrap();
    add(bed, &man(60));
    let proxy = custody::Proxy { nik: man(60).nik, name: man(60).name, letter: "SK-1".to_owned() };
    let how = HandOver { identity: Identity::Checked, old_card: OldCard::None };
    custody::hand_over_to_proxy(office, &head, &plain(), fourth, how, &proxy).unwrap();
    shelf_count::take_stock(office, &head, &plain(), "RAK-03", &[]).unwrap();
}

fn receipt(bed: &Bed, case: CaseId) -> String {
    crate::handing::receipt(bed, case)
}

/// A gateway that takes everything.
struct Modem;

impl Gateway for Modem {
    fn name(&self) -> &'static str {
        "modem"
    }

    fn send(&self, _: &Outgoing<'_>) -> Handed {
        Handed::Taken { id: Some("1".to_owned()) }
    }

    fn ask(&self, _: &str, _: Option<&str>) -> Asked {
        Asked::CannotSay
    }

    fn receive(&self, _: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        Ok(0)
    }
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
    close_day(bed, "GUDANG");
    close_day(bed, "CETAK-1");
    bed.forward(SignedDuration::from_hours(24));
    observe(bed, person, CentralCode::CardIssued);
    let new = NewCase { damage: Some(Damage::Unusable), ..wish(person, Purpose::Damaged, [Document::OldCard, Document::KkCopy]) };
    let second = open(bed, new);
    print_good(bed, second);
    hand_over(second, OldCard::Surrendered);
}
