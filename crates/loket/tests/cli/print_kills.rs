//! Server, agent and printer as they are, each killed at each step of a job: no card is printed twice, and no blank is without a state.
//!
//! The truth is the folder of what the printer printed. The office is asked last, by its people and by `loket verify`.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Stdio},
    sync::{Arc, atomic::Ordering},
    thread,
    time::Duration,
};

use adapters::{
    ipp::PDF,
    random::{OsRandom, SeededRandom},
};
use app::Random;
use domain::{
    blank::BlankState,
    id::{CaseId, JobId},
    print::JobState,
};
use serde_json::Value;
use tempfile::TempDir;

use super::{
    Server, loket,
    print_agent::bed::{Make, RealPrinter, until},
    run, text,
};

#[path = "print_kills/gate.rs"]
mod gate;
#[path = "print_kills/office.rs"]
mod office;

use gate::{End, Gate, Kill, Message, Moment, STEPS, Victim};
use office::Staff;

/// Print rooms side by side: most of the time an agent waits.
const ROOMS: usize = 8;
/// Every second kill falls so much later than its moment, at most.
const LATE_MILLIS_MAX: u64 = 40;

/// A job and where it ended.
#[derive(Clone, Debug)]
pub struct Ended {
    pub job: JobId,
    pub case: CaseId,
    pub state: JobState,
}

/// A process of ours; killed when this is dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Who can be killed.
pub struct Parts {
    server: Option<Server>,
    agent: Option<Process>,
    printer: Option<RealPrinter>,
}

impl Parts {
    fn printer(&mut self) -> &mut RealPrinter {
        self.printer.as_mut().unwrap()
    }

    /// Kills somebody who lives: what had ended by itself would be no kill, and a fault of its own.
    fn kill(&mut self, victim: Victim) {
        let mut child = match victim {
            Victim::Server => self.server.as_mut().map(|server| &mut server.child),
            Victim::Agent => self.agent.as_mut().map(|agent| &mut agent.0),
            Victim::Printer => return self.printer().kill(),
        };
        assert!(child.as_mut().is_some_and(|child| child.try_wait().unwrap().is_none()), "the {victim:?} had ended by itself");
        match victim {
            Victim::Server => self.server = None,
            Victim::Agent => self.agent = None,
            Victim::Printer => {}
        }
    }
}

/// An office, its server, a printer and its agent, with a run of as many jobs as there are blanks.
struct PrintRoom {
    folder: TempDir,
    staff: Staff,
    gate: Arc<Gate>,
    agent: Vec<String>,
}

/// The gate's threads outlive the room; its processes do not.
impl Drop for PrintRoom {
    fn drop(&mut self) {
        let mut parts = self.gate.parts.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        *parts = Parts { server: None, agent: None, printer: None };
    }
}

impl PrintRoom {
    fn open(jobs: u16) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (staff, token) = office::build(folder.path(), jobs);
        let token_file = folder.path().join("token");
        fs::write(&token_file, token).unwrap();
        fs::set_permissions(&token_file, fs::Permissions::from_mode(0o600)).unwrap();
        let printer = RealPrinter::start(Make::Eve);
        let port = printer.port;
        let parts = Parts { server: None, agent: None, printer: Some(printer) };
        let gate = Gate::new(parts, [0, port], office::books(folder.path()), usize::from(jobs));
        let base = format!("http://127.0.0.1:{}", gate.lay(End::Server));
        let ipp = format!("ipp://127.0.0.1:{}/ipp/print", gate.lay(End::Printer));
        let agent = ["print-agent", "--server", &base, "--printer", office::PRINTER, "--ipp", &ipp, "--token-file", text(&token_file)];
        let room = Self { folder, staff, agent: agent.map(str::to_owned).to_vec(), gate };
        room.start(Victim::Server);
        room.start(Victim::Agent);
        room
    }

    /// Starts again who was killed. The agent is not waited for: it may be held at the gate.
    fn start(&self, victim: Victim) {
        let mut parts = self.gate.parts.lock().unwrap();
        match victim {
            Victim::Server => {
                let server = Server::start(&["serve", "--dir", text(self.folder.path()), "--listen", "127.0.0.1:0", "--json"]);
                let port = server.object["address"].as_str().unwrap().rsplit(':').next().unwrap().parse().unwrap();
                self.gate.ports[End::Server as usize].store(port, Ordering::SeqCst);
                parts.server = Some(server);
            }
            Victim::Agent => {
                let arguments: Vec<&str> = self.agent.iter().map(String::as_str).collect();
                let child = loket(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
                parts.agent = Some(Process(child));
            }
            Victim::Printer => parts.printer().start_again(),
        }
    }

    /// Has one job printed; answers what the agent said for it.
    fn print(&self, kill: Option<Kill>) -> Vec<Message> {
        self.gate.begin(kill);
        if let Some(kill) = kill {
            self.gate.wait_killed();
            self.start(kill.victim);
        }
        self.gate.wait_over()
    }

    /// The job of every card that lies in the printer.
    fn printed(&self) -> Vec<String> {
        let sent = self.gate.sent.lock().unwrap();
        let name = |document: &Vec<u8>| {
            let mut names: Vec<&String> = sent.iter().filter(|(_, known)| known == document).map(|(name, _)| name).collect();
            names.dedup();
            assert_eq!(names.len(), 1, "every document is of one job");
            names[0].clone()
        };
        self.gate.parts.lock().unwrap().printer().received().iter().map(name).collect()
    }

    /// Ends server and agent, has the people settle every job, and checks what lies there against the books.
    fn close(&self) -> Tally {
        self.gate.parts.lock().unwrap().kill(Victim::Agent);
        self.gate.parts.lock().unwrap().kill(Victim::Server);
        let (books, before, printed) = (&self.gate.books, office::jobs(&self.gate.books), self.printed());
        assert_eq!(problems(&before, &printed), Vec::<String>::new());
        let count = |state| before.iter().filter(|job| job.state == state).count();
        let (reported, uncertain) = (count(JobState::Reported), count(JobState::Uncertain));
        assert_eq!((office::blanks(books, BlankState::Reserved), office::blanks(books, BlankState::Uncertain)), (reported, uncertain));
        office::settle(self.folder.path(), &self.staff, &before, |job| printed.contains(&job.job.to_string()));
        let after = office::jobs(books);
        assert_eq!(problems(&after, &printed), Vec::<String>::new());
        assert!(after.iter().all(|job| matches!(job.state, JobState::Good | JobState::TakenBack)), "a job without an end: {after:?}");
        let held = |state| office::blanks(books, state);
        assert_eq!((held(BlankState::Used), held(BlankState::New)), (printed.len(), before.len() - printed.len()));
        assert_eq!(office::all_blanks(books), before.len(), "every blank is somewhere");
        self.cards_have_jobs(printed.len());
        let (code, proof, errors) = run(&["verify", "--dir", text(self.folder.path()), "--json"]);
        assert_eq!((code, &proof["ok"]), (Some(0), &Value::Bool(true)), "{proof} {errors}");
        self.a_second_print_is_seen(&after);
        Tally { jobs: before.len(), reported, uncertain, printed: printed.len() }
    }

    fn cards_have_jobs(&self, cards: usize) {
        let cards = i64::try_from(cards).unwrap();
        let database = rusqlite::Connection::open(self.database()).unwrap();
        let sql = "SELECT COUNT(*), COUNT(j.job) FROM card c LEFT JOIN print_job j ON j.office = c.office AND j.card = c.card";
        let counts: (i64, i64) = database.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(counts, (cards, cards), "cards, and those of them that have a job");
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("loket.db")
    }

    /// The checks are no checks if they do not see a card that somebody printed once more by hand.
    fn a_second_print_is_seen(&self, jobs: &[Ended]) {
        let (name, document) = self.gate.sent.lock().unwrap()[0].clone();
        let before = self.printed().len();
        self.gate.parts.lock().unwrap().printer().client().print(&name, PDF, &document).unwrap();
        until("the second card lies there", || self.printed().len() > before);
        assert_eq!(problems(jobs, &self.printed()), [format!("{name} is good and was printed 2 times")]);
    }
}

/// What is wrong between the books and the cards that lie in the printer, given by their jobs.
fn problems(jobs: &[Ended], printed: &[String]) -> Vec<String> {
    let times = |name: &str| printed.iter().filter(|card| *card == name).count();
    let fits = |state, times| {
        let is_one_of = matches!((state, times), (JobState::Reported | JobState::Good | JobState::Uncertain, 1));
        is_one_of || matches!((state, times), (JobState::Uncertain | JobState::TakenBack, 0))
    };
    let wrong = jobs.iter().map(|job| (job.job.to_string(), job.state)).filter(|(name, state)| !fits(*state, times(name)));
    let wrong = wrong.map(|(name, state)| format!("{name} is {state} and was printed {} times", times(&name)));
    let without = printed.iter().filter(|card| jobs.iter().all(|job| job.job.to_string() != **card));
    wrong.chain(without.map(|card| format!("{card} was printed and is no job"))).collect()
}

/// What became of the jobs of a room.
#[derive(Default)]
struct Tally {
    jobs: usize,
    reported: usize,
    uncertain: usize,
    printed: usize,
}

/// A first job without a kill, and one for each kill.
fn work(kills: &[Kill]) -> Tally {
    let room = PrintRoom::open(u16::try_from(kills.len() + 1).unwrap());
    let said = room.print(None);
    let mut steps = said.iter().filter(|message| STEPS.contains(message));
    assert!(STEPS.iter().all(|step| steps.any(|message| message == step)), "a job has these steps: {said:?}");
    for kill in kills {
        room.print(Some(*kill));
    }
    room.close()
}

/// Everybody at every step, so many times; every second time by chance later.
fn plan(rounds: u32, chance: &dyn Random) -> Vec<Kill> {
    let mut kills = Vec::new();
    for round in 0..rounds {
        for step in STEPS {
            for victim in [Victim::Server, Victim::Agent, Victim::Printer] {
                for moment in [Moment::Before, Moment::After] {
                    let late = u64::from(chance.bytes32()[0]) * LATE_MILLIS_MAX / 255;
                    let late = if round % 2 == 0 { Duration::ZERO } else { Duration::from_millis(late) };
                    kills.push(Kill { victim, step, moment, late });
                }
            }
        }
    }
    kills
}

/// Twice each; a hundred times with LOKET_TEST_FULL set, as `cargo xtask ci --full` does.
#[test]
#[expect(clippy::disallowed_methods, reason = "how long the tests may take is for the caller's environment to say")]
fn whoever_is_killed_no_blank_is_spent_twice() {
    let rounds = if std::env::var("LOKET_TEST_FULL").is_ok() { 100 } else { 2 };
    let [first, ..] = OsRandom.bytes32();
    println!("seed {first}");
    let kills = plan(rounds, &SeededRandom::new(u64::from(first)));
    let shares: Vec<Vec<Kill>> = (0..ROOMS).map(|room| kills.iter().skip(room).step_by(ROOMS).copied().collect()).collect();
    let rooms: Vec<_> = shares.into_iter().map(|share| thread::spawn(move || work(&share))).collect();
    let mut all = Tally::default();
    for room in rooms {
        let Tally { jobs, reported, uncertain, printed } = room.join().unwrap();
        all = Tally {
            jobs: all.jobs + jobs,
            reported: all.reported + reported,
            uncertain: all.uncertain + uncertain,
            printed: all.printed + printed,
        };
    }
    let Tally { jobs, reported, uncertain, printed } = all;
    println!("{} kills in {jobs} jobs: {reported} reported, {uncertain} uncertain, {printed} printed", kills.len());
    assert_eq!((jobs, reported + uncertain), (kills.len() + ROOMS, jobs));
    assert!(uncertain > 0 && reported > uncertain, "some answers are lost, most are found again");
}
