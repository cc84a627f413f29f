//! The planted world: people near and far from where the sub-district's member of staff is posted, people of another office, and what
//! does not exist. Every planted word is found nowhere else.

use app::{
    Office, Request, batches, cases,
    import::Head,
    person_page, print,
    register::PersonInput,
    setup::{self, NewAccount},
    stock,
};
use domain::{
    access::{Act, Role, Standing},
    area::{SubdistrictCode, VillageCode},
    batch::BatchRoute,
    blank::{Item, LotSource},
    case::{Purpose, Receipt},
    central::CentralCode,
    closing::Destruction,
    id::{AccountId, BatchId, CaseId, ClosingId, DestructionId, ImportId, InboundId, PersonId, ProposalId, SuketId},
    intake::{ImportState, Layout},
    notice::{Inbound, InboundKind, InboundState},
    place::village_place_code,
    proposal::{Proposal, ProposalState},
    question::{Asked, Question, QuestionId, QuestionKind, QuestionState},
    rule::Document,
    suket::Suket,
};
use jiff::{SignedDuration, ToSpan};
use store::{
    Seed,
    tables::{self, import::Batch},
};

use crate::{
    bed::{Bed, PASSWORD, plain},
    runs,
};

/// The planted words of the sub-district where somebody is posted.
pub const NEAR: &str = "CENDRAWASIH";
/// Of another sub-district.
pub const FAR: &str = "KASUARI";
/// Of another office.
pub const FOREIGN: &str = "MALEO";
/// The planted street.
pub const STREET: &str = "GANGPLANTA";
/// The planted place of birth.
pub const BIRTH_PLACE: &str = "KOTAPLANTA";
/// The planted family card, as it is shown.
pub const KK_SHOWN: &str = "5208••••••••6677";
/// The same whole.
pub const KK: &str = "5208010101096677";
/// The planted mobile number without what comes before it in one writing or another.
pub const PHONE: &str = "81200000779";
/// The planted mobile number, as it is shown.
pub const PHONE_SHOWN: &str = "0812•••••779";

/// Everything of one place that a request can name.
#[derive(Clone, Default)]
pub struct Target {
    /// A person with a case in a released run.
    pub person: String,
    pub name: String,
    pub nik: String,
    /// The case of another one, which waits for recording.
    pub case: String,
    pub receipt: String,
    /// The case that is in a released run, the job of its card, and the run.
    pub ready: String,
    pub job: String,
    pub run: String,
    /// A case that waits for blanks, and a temporary letter that ends soon.
    pub deferred: String,
    pub suket: String,
    /// A message of somebody of the place.
    pub message: String,
    pub minutes: String,
    /// A batch to the place's village, with one card in it.
    pub batch: String,
    /// A count that was begun, an open difference, and a delivery that nobody counted.
    pub closing: String,
    pub difference: String,
    pub lot: String,
    /// The journal entry of a borrowed delivery.
    pub movement: String,
    pub account: String,
    pub proposal: String,
    /// The village's code.
    pub village: String,
    /// An import whose columns are to be confirmed, and a question about two people of the place.
    pub import: String,
    pub question: String,
    /// The receipt's PIN.
    pub pin: String,
}

impl Target {
    /// Fills the placeholders of a text.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.replace("{password}", PASSWORD);
        for (name, value) in self.named() {
            filled = filled.replace(name, value);
        }
        filled
    }

    fn named(&self) -> [(&'static str, &str); 22] {
        [
            ("{person}", &self.person),
            ("{name}", &self.name),
            ("{nik}", &self.nik),
            ("{case}", &self.case),
            ("{receipt}", &self.receipt),
            ("{ready}", &self.ready),
            ("{job}", &self.job),
            ("{run}", &self.run),
            ("{deferred}", &self.deferred),
            ("{suket}", &self.suket),
            ("{message}", &self.message),
            ("{minutes}", &self.minutes),
            ("{batch}", &self.batch),
            ("{closing}", &self.closing),
            ("{difference}", &self.difference),
            ("{lot}", &self.lot),
            ("{movement}", &self.movement),
            ("{account}", &self.account),
            ("{proposal}", &self.proposal),
            ("{village}", &self.village),
            ("{import}", &self.import),
            ("{question}", &self.question),
        ]
    }

    /// A text without what was sent: what two answers may differ in. The numbers of a person and of a journal entry are too short to be
    /// sought in a text by themselves.
    pub fn strip(&self, text: &str) -> String {
        let mut stripped = text.replace(&format!("/penduduk/{}", self.person), "/penduduk/…");
        stripped = stripped.replace(&format!("/tanda-terima/{}.", self.movement), "/tanda-terima/….");
        for (name, value) in self.named() {
            if !matches!(name, "{person}" | "{movement}") && !value.is_empty() {
                stripped = stripped.replace(value, "…");
            }
        }
        stripped
    }
}

/// The world.
pub struct World {
    pub bed: Bed,
    pub near: Target,
    pub far: Target,
    pub foreign: Target,
    pub nobody: Target,
    /// Everybody who tries.
    pub members: Vec<Member>,
}

/// A member of staff.
#[derive(Clone)]
pub struct Member {
    pub username: String,
    pub account: AccountId,
    pub standing: Standing,
    /// A proposal of the own.
    pub proposal: String,
}

/// Roles that are tried posted at the near sub-district, too.
const POSTED: [Role; 4] = [Role::Counter, Role::Printing, Role::SectionHead, Role::Auditor];

impl World {
    pub fn new() -> Self {
        let bed = Bed::on_sqlite();
        let mut near = settle(&bed, NEAR, "52.08.01.2001", 41);
        let mut far = settle(&bed, FAR, "52.08.02.2001", 51);
        plant_stock(&bed, &mut near);
        // What the stock has belongs to the whole office.
        (far.closing, far.difference, far.lot) = (near.closing.clone(), near.difference.clone(), near.lot.clone());
        near.movement.clone_into(&mut far.movement);
        let other = Bed::on_sqlite();
        // Another hour, so that no identifier of the other office is one of this office.
        other.forward(SignedDuration::from_hours(1));
        for start in [61, 71, 81] {
            settle(&other, FOREIGN, "52.08.01.2001", start);
        }
        let mut foreign = settle(&other, FOREIGN, "52.08.01.2001", 91);
        plant_stock(&other, &mut foreign);
        foreign.account = open_account(&other, "lain", 555, Standing::office(Role::Counter)).to_string();
        // What the other office calls its village is no village of this one.
        "52.02.01.2001".clone_into(&mut foreign.village);
        foreign.proposal = plant_proposal(&other, other.caller(Role::Counter).account, 500, None);
        let nobody = Target {
            person: "999999".to_owned(),
            name: "TIDAKADA".to_owned(),
            nik: "5208015205859999".to_owned(),
            case: "0192f0c1-2345-7000-8000-000000000000".to_owned(),
            ready: "0192f0c1-2345-7000-8000-000000000001".to_owned(),
            job: "0192f0c1-2345-7000-8000-000000000011".to_owned(),
            run: "0192f0c1-2345-7000-8000-000000000012".to_owned(),
            deferred: "0192f0c1-2345-7000-8000-000000000013".to_owned(),
            suket: "0192f0c1-2345-7000-8000-000000000014".to_owned(),
            message: "0192f0c1-2345-7000-8000-000000000019".to_owned(),
            minutes: "0192f0c1-2345-7000-8000-000000000018".to_owned(),
            batch: "0192f0c1-2345-7000-8000-000000000019".to_owned(),
            closing: "0192f0c1-2345-7000-8000-000000000015".to_owned(),
            difference: "0192f0c1-2345-7000-8000-000000000016".to_owned(),
            lot: "0192f0c1-2345-7000-8000-000000000017".to_owned(),
            movement: "999999".to_owned(),
            receipt: Receipt::from_bits(0x1234_5678_9abc_def0).to_string(),
            account: "0192f0c1-2345-7000-8000-000000000002".to_owned(),
            proposal: "0192f0c1-2345-7000-8000-000000000003".to_owned(),
            village: "52.08.99.2001".to_owned(),
            import: "0192f0c1-2345-7000-8000-000000000004".to_owned(),
            question: "0".repeat(32),
            pin: String::new(),
        };
        let person: PersonId = PersonId(near.person.parse().unwrap());
        let members = staff(&bed, person);
        // The head has looked at the person whom everybody looks at, and did nothing else.
        person_page::view(&bed.office, &bed.caller(Role::Head), person).unwrap();
        Self { bed, near, far, foreign, nobody, members }
    }

    /// The near target with the caller's own proposal.
    pub fn within(&self, member: &Member) -> Target {
        Target { proposal: member.proposal.clone(), ..self.near.clone() }
    }

    /// The far target with somebody else's proposal.
    pub fn beyond(&self, member: &Member) -> Target {
        let other = self.members.iter().find(|other| other.account != member.account).unwrap();
        Target { proposal: other.proposal.clone(), ..self.far.clone() }
    }

    /// The member of staff with this role for the whole office.
    pub fn member(&self, role: Role) -> Member {
        self.members.iter().find(|member| member.standing == Standing::office(role)).unwrap().clone()
    }

    /// How many looks were written.
    pub fn looks(&self) -> i64 {
        self.bed.office.store().read(|tx| store::looks::head(tx)).unwrap().seq
    }

    /// Has every look refused from now on.
    pub fn refuse_looks(&self) {
        let refuse = "CREATE TRIGGER no_look BEFORE INSERT ON look BEGIN SELECT RAISE(ABORT, 'no look is taken'); END";
        write(&self.bed.office, move |tx| tx.execute(refuse, &[]).map(drop));
    }
}

fn write<T: Send + 'static>(office: &Office, work: impl Fn(&mut store::Write<'_>) -> Result<T, store::StoreFault> + Send + 'static) -> T {
    office.store().write("plant", Seed { now: office.now(), bytes: [9; 32] }, work).unwrap()
}

/// Six people of one village: one waits for recording, one is in a run, one has a printed card without a shelf, one is ready to print, one
/// waits for blanks, one lies at the centre.
fn settle(bed: &Bed, word: &str, village: &str, start: u32) -> Target {
    let people: Vec<PersonId> = (0..5).map(|number| add(bed, word, village, start + number)).collect();
    let opened: Vec<CaseId> = people.iter().map(|person| open(bed, *person)).collect();
    for (person, case) in people.iter().zip(&opened).skip(1) {
        make_ready(bed, *person, *case);
    }
    let (stuck, today) = (add(bed, word, village, start + 5), bed.office.today());
    let admin = bed.caller(Role::DataAdmin);
    cases::observe_central(&bed.office, &admin, &Request::default(), stuck, CentralCode::DuplicateRecord, today).unwrap();
    let keeper = bed.caller(Role::Stock);
    let delivery = stock::Delivery {
        label: format!("SJ-{start}"),
        source: LotSource::Centre,
        store: "GUDANG".to_owned(),
        item: Item::Blank,
        quantity: 5,
        counted: Some(5),
        request: None,
        serials: String::new(),
    };
    stock::receive(&bed.office, &keeper, &Request::default(), delivery).unwrap();
    stock::move_blanks(&bed.office, &keeper, &Request::default(), ("GUDANG", "CETAK-1"), (Item::Blank, 5), "").unwrap();
    let run = runs::release(bed, &opened[1..3], &opened[4..]);
    let printer = bed.caller(Role::Printing);
    print::record(&bed.office, &printer, &Request::default(), opened[2], ("", ""), print::PrintResult::Good).unwrap();
    // Who sees the PIN and has not looked yet.
    let seen = cases::view(&bed.office, &bed.caller(Role::Counter), opened[0]).unwrap();
    Target {
        person: people[1].to_string(),
        name: name(word, start + 1),
        nik: nik(start + 1),
        case: opened[0].to_string(),
        receipt: seen.case.receipt.to_string(),
        ready: opened[1].to_string(),
        job: bed.office.store().read(|tx| tables::print::open_job_of(tx, opened[1])).unwrap().unwrap().id.to_string(),
        run: run.to_string(),
        deferred: opened[4].to_string(),
        suket: plant_suket(bed, people[4], opened[4], u64::from(start)),
        message: plant_message(bed, people[1], u64::from(start)),
        minutes: plant_minutes(bed, u64::from(start)),
        batch: plant_batch(bed, village, opened[2]),
        closing: String::new(),
        difference: String::new(),
        lot: String::new(),
        movement: String::new(),
        account: bed.caller(Role::Subdistrict).account.to_string(),
        proposal: String::new(),
        village: village.to_owned(),
        import: plant_import(bed, u64::from(start)),
        question: plant_question(bed, QuestionKind::TwoNiks, &people[..2], u64::from(start)),
        pin: seen.pin.unwrap(),
    }
}

/// A batch to a village with the printed card of a case in it.
fn plant_batch(bed: &Bed, village: &str, case: CaseId) -> String {
    setup::open_village_places(&bed.office).unwrap();
    let (office, head, place) = (&bed.office, bed.caller(Role::SectionHead), village_place_code(&VillageCode::parse(village).unwrap()));
    let opened = batches::open(office, &head, &Request::default(), BatchRoute::Village, &place).unwrap();
    let receipt = cases::view(office, &head, case).unwrap().case.receipt.to_string();
    let batch = BatchId::parse(&opened.batch).unwrap();
    batches::pack(office, &head, &Request::default(), batch, &receipt).unwrap();
    opened.batch
}

/// A temporary letter that ends soon.
fn plant_suket(bed: &Bed, person: PersonId, case: CaseId, number: u64) -> String {
    let id = SuketId::parse(&format!("0184cccc-0000-7000-8000-{number:012x}")).unwrap();
    let today = bed.office.today();
    write(&bed.office, move |tx| {
        let number = format!("{number:04}/SUKET/2022");
        let (issued_on, valid_until) = (today.saturating_sub(5.months()), today.saturating_add(10.days()));
        let suket = Suket { id, person, case, number, issued_on, valid_until, renewals: 0, rule: "uji".to_owned(), ended: None };
        tables::suket::save(tx, &suket)
    });
    id.to_string()
}

/// A message of somebody, which waits for a person.
fn plant_message(bed: &Bed, person: PersonId, number: u64) -> String {
    let id = InboundId::parse(&format!("0184eeee-0000-7000-8000-{number:012x}")).unwrap();
    let at = bed.office.now();
    write(&bed.office, move |tx| {
        let inbound = Inbound {
            id,
            person: Some(person),
            phone: format!("0{PHONE}"),
            text: "kapan jadi".to_owned(),
            kind: InboundKind::Other,
            received_at: at,
            reference: format!("uji:{number}"),
            state: InboundState::Open,
            reply: None,
            closed_by: None,
        };
        tables::inbound::save(tx, &inbound)
    });
    id.to_string()
}

/// Minutes of a destruction.
fn plant_minutes(bed: &Bed, number: u64) -> String {
    let id = DestructionId::parse(&format!("0184dddd-0000-7000-8000-{number:012x}")).unwrap();
    let (first, second) = (bed.caller(Role::Stock).account, bed.caller(Role::SectionHead).account);
    let (number, day) = (format!("BA-{number}"), bed.office.today());
    let (witness, witness_office) = ("AKP SAKSI".to_owned(), "Polres".to_owned());
    write(&bed.office, move |tx| {
        let (number, witness, witness_office) = (number.clone(), witness.clone(), witness_office.clone());
        let minutes = Destruction { id, number, day, first, second, witness, witness_office, blanks: 2, cards: 1 };
        tables::closing::insert_destruction(tx, &minutes)
    });
    id.to_string()
}

/// A delivery that nobody counted, a borrowed one, a difference at the second printer, a count that was begun.
fn plant_stock(bed: &Bed, target: &mut Target) {
    let (office, keeper) = (&bed.office, bed.caller(Role::Stock));
    let delivery = stock::Delivery {
        label: "JALAN-1".to_owned(),
        source: LotSource::Centre,
        store: "GUDANG".to_owned(),
        item: Item::Blank,
        quantity: 3,
        counted: None,
        request: None,
        serials: String::new(),
    };
    stock::receive(office, &keeper, &plain(), delivery.clone()).unwrap();
    let counted = stock::Delivery { label: "SJ-9".to_owned(), source: LotSource::Loan, counted: Some(3), ..delivery };
    stock::receive(office, &keeper, &plain(), counted).unwrap();
    let movements = stock::board(office, &keeper).unwrap().movements;
    target.movement = movements.iter().find(|line| line.is_loan()).unwrap().seq.to_string();
    stock::move_blanks(office, &keeper, &plain(), ("GUDANG", "CETAK-2"), (Item::Blank, 1), "").unwrap();
    let id = |changed: stock::ClosingChanged| ClosingId::parse(&changed.closing).unwrap();
    let second = id(stock::begin_count(office, &keeper, &plain(), "CETAK-2").unwrap());
    stock::enter_count(office, &keeper, &plain(), second, [(Item::Blank, 0)].into()).unwrap();
    stock::confirm_count(office, &bed.caller(Role::Printing), &plain(), second).unwrap();
    target.closing = id(stock::begin_count(office, &keeper, &plain(), "GUDANG").unwrap()).to_string();
    let (difference, lot) = office
        .store()
        .read(|tx| Ok::<_, store::StoreFault>((tables::closing::open_differences(tx)?[0].id, store::queries::stock::arriving(tx)?[0].lot)))
        .unwrap();
    (target.difference, target.lot) = (difference.to_string(), lot.to_string());
}

/// Every role as the bed has it, and some of them posted at the near sub-district; each with a proposal of its own.
fn staff(bed: &Bed, person: PersonId) -> Vec<Member> {
    let of_the_bed = Role::ALL.iter().map(|role| (role.code().replace('_', "-"), bed.caller(*role).account, bed.caller(*role).standing));
    let posted = POSTED.iter().zip(600..).map(|(role, number)| {
        let username = format!("posted-{}", role.code().replace('_', "-"));
        let standing = Standing { role: *role, posting: SubdistrictCode::parse("52.08.01") };
        let account = open_account(bed, &username, number, standing.clone());
        (username, account, standing)
    });
    let all: Vec<(String, AccountId, Standing)> = of_the_bed.chain(posted).collect();
    let member = |((username, account, standing), number): ((String, AccountId, Standing), u64)| {
        let concerned = standing.may(Act::ViewPerson).then_some(person);
        let proposal = plant_proposal(bed, account, number, concerned);
        Member { username, account, standing, proposal }
    };
    all.into_iter().zip(1..).map(member).collect()
}

fn open_account(bed: &Bed, username: &str, number: u32, standing: Standing) -> AccountId {
    let (name, staff) = (format!("Petugas {username}"), format!("198001012008011{number}"));
    let new = NewAccount { name, username: username.to_owned(), staff, password: PASSWORD.to_owned(), standing };
    setup::open_account(&bed.office, &new).unwrap()
}

fn nik(number: u32) -> String {
    format!("52080152058588{number:02}")
}

/// A name for each of them, so that a search finds one.
fn name(word: &str, number: u32) -> String {
    let letter = char::from(b'A' + (number % 26) as u8);
    format!("{word} {letter}{letter}{letter}")
}

fn add(bed: &Bed, word: &str, village: &str, number: u32) -> PersonId {
    let (counter, input) = (bed.caller(Role::Counter), input(word, village, number));
    PersonId(app::register::add_person(&bed.office, &counter, &Request::default(), &input).unwrap().person)
}

fn input(word: &str, village: &str, number: u32) -> PersonInput {
    PersonInput {
        nik: nik(number),
        kk: KK.to_owned(),
        name: name(word, number),
        birth_place: BIRTH_PLACE.to_owned(),
        birth_date: "1985-05-12".to_owned(),
        sex: "female".to_owned(),
        marital: "married".to_owned(),
        village: village.to_owned(),
        address: STREET.to_owned(),
        rt: "1".to_owned(),
        rw: "2".to_owned(),
        phone: format!("0{PHONE}"),
    }
}

fn open(bed: &Bed, person: PersonId) -> CaseId {
    let documents = [Document::KkCopy].into_iter().collect();
    let new = cases::NewCase { person, purpose: Purpose::First, damage: None, documents, phone: None };
    let opened = cases::open(&bed.office, &bed.caller(Role::Counter), &Request::default(), new).unwrap();
    CaseId::parse(&opened.case).unwrap()
}

fn make_ready(bed: &Bed, person: PersonId, case: CaseId) {
    cases::record_biometrics(&bed.office, &bed.caller(Role::Recording), &Request::default(), case).unwrap();
    let (admin, today) = (bed.caller(Role::DataAdmin), bed.office.today());
    cases::observe_central(&bed.office, &admin, &Request::default(), person, CentralCode::PrintReadyRecord, today).unwrap();
}

/// An import that waits for somebody to say what its columns mean.
pub fn plant_import(bed: &Bed, number: u64) -> String {
    let id = ImportId::parse(&format!("0184bbbb-0000-7000-8000-{number:012x}")).unwrap();
    let titles = ["NIK", "NAMA", "LAHIR", "DESA", "LAIN"].map(str::to_owned).to_vec();
    let head = Head { columns: vec![None; titles.len()], titles, ..Head::default() };
    let (head, at, as_of) = (serde_json::to_string(&head).unwrap(), bed.office.now(), bed.office.today());
    write(&bed.office, move |tx| {
        let batch = Batch {
            id,
            file_name: "data.csv".to_owned(),
            file_hash: format!("{number:064x}"),
            layout: Layout::Table,
            state: ImportState::Mapping,
            account: None,
            at,
            as_of,
            head: head.clone(),
            rows: 0,
            parts: 0,
            checked: 0,
            applied: 0,
            preview: "{}".to_owned(),
            result: "{}".to_owned(),
            compared_at: 0,
            ended_at: None,
        };
        tables::import::save(tx, &batch)
    });
    id.to_string()
}

/// A question about people of the register, raised by an import that is gone.
pub fn plant_question(bed: &Bed, kind: QuestionKind, people: &[PersonId], number: u64) -> String {
    let id = QuestionId::parse(&format!("{number:032x}")).unwrap();
    let import = ImportId::parse("0184bbbb-0000-7000-8000-00000000ffff").unwrap();
    let question = Question {
        id: id.clone(),
        asked: Asked { kind, import, people: people.to_vec(), rows: Vec::new() },
        raised_at: bed.office.now(),
        state: QuestionState::Open,
        answered_by: None,
        answered_at: None,
        note: None,
    };
    write(&bed.office, move |tx| tables::question::save(tx, &question));
    id.to_string()
}

/// A proposal with planted fields. What orders can be proposed is for the rules; how one is shown does not depend on that.
fn plant_proposal(bed: &Bed, proposer: AccountId, number: u64, person: Option<PersonId>) -> String {
    let id = ProposalId::parse(&format!("0184aaaa-0000-7000-8000-{number:012x}")).unwrap();
    let input = PersonInput { name: "BARU".to_owned(), nik: nik(0), ..input("", "52.08.01.2001", 0) };
    let content = serde_json::to_string(&input).unwrap();
    let at = bed.office.now();
    write(&bed.office, move |tx| {
        let proposal = Proposal {
            id,
            order: "add_person".to_owned(),
            content: content.clone(),
            digest: "d1".to_owned(),
            proposer,
            proposed_at: at,
            person,
            account: None,
            staff: None,
            state: ProposalState::Open,
            decided_by: None,
            decided_at: None,
            reason: None,
        };
        tables::proposal::save(tx, &proposal)
    });
    id.to_string()
}
