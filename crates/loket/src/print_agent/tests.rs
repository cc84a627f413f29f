//! Every step of a job × everything that can break there, alone and in pairs: no card twice, no job lost.

use std::{collections::BTreeMap, time::Duration};

use adapters::{
    ipp::{IppFault, IppJobId, JobReport, JobState, PDF, PrintFault, PrinterReport, PrinterState, Reason},
    random::SeededRandom,
};

use super::{
    Watch,
    agent::{Agent, Ended, Next, Order},
    ports::{Condition, Device, Job, JobName, JobPhase, Jobs, Key, Report, ServerFault},
};

/// Calls that a job takes from end to end, with some to spare.
const CALLS: usize = 14;
/// Steps after which a world stands still; far more than any way to an end has.
const STEPS_MAX: usize = 400;
/// How many calls an outage lasts.
const OUTAGE: usize = 3;

/// What breaks at a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// The server is away for some calls; the call does not reach it.
    ServerDies,
    /// The call is done and its answer lost.
    ReplyLost,
    /// The call is done, then the printer loses its power: it forgets its jobs, and what it was printing is not printed.
    PrinterDies,
    /// The printer loses its power before the call, and is away for some calls.
    PrinterIsOff,
    /// The agent ends before the call.
    AgentDiesBefore,
    /// The call is done and the agent ends before it hears of it.
    AgentDiesAfter,
    /// The order to stop comes before the call; afterwards an agent is started anew.
    Stop,
}

const BREAKS: [Break; 7] = [
    Break::ServerDies,
    Break::ReplyLost,
    Break::PrinterDies,
    Break::PrinterIsOff,
    Break::AgentDiesBefore,
    Break::AgentDiesAfter,
    Break::Stop,
];

/// Whether the server keeps the answers of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Memory {
    KeepsKeys,
    None,
}

/// How a job stands at the server.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Standing {
    Reserved,
    Sending,
    Printing(IppJobId),
    Completed,
    Failed,
    Uncertain,
}

impl Standing {
    fn has_ended(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Uncertain)
    }
}

/// A server and a printer of paper, and what breaks.
struct World {
    memory: Memory,
    jobs: Vec<(JobName, Standing)>,
    kept: BTreeMap<Key, Result<(), u16>>,
    /// Jobs that the printer knows, by number, with the looks that they still take.
    known: BTreeMap<i32, (JobName, u32)>,
    /// Jobs that the printer took, however they ended: the most that can have been printed.
    taken: Vec<JobName>,
    /// Jobs that it printed to the end.
    printed: Vec<JobName>,
    refuses: bool,
    calls: usize,
    breaks: Vec<(usize, Break)>,
    server_away: usize,
    printer_away: usize,
    /// The answer of this call does not come back.
    lost: bool,
    /// The agent ends without hearing of the answer.
    agent_dies: bool,
}

fn name(text: &str) -> JobName {
    JobName::read(text).unwrap()
}

impl World {
    fn new(memory: Memory, breaks: &[(usize, Break)]) -> Self {
        Self {
            memory,
            jobs: vec![(name("job-1"), Standing::Reserved), (name("job-2"), Standing::Reserved)],
            kept: BTreeMap::new(),
            known: BTreeMap::new(),
            taken: Vec::new(),
            printed: Vec::new(),
            refuses: false,
            calls: 0,
            breaks: breaks.to_vec(),
            server_away: 0,
            printer_away: 0,
            lost: false,
            agent_dies: false,
        }
    }

    /// What breaks before the next call, as far as the agent's own life goes.
    fn before(&self) -> Option<Break> {
        let kind = |kind: &Break| matches!(kind, Break::AgentDiesBefore | Break::Stop);
        self.breaks.iter().find(|(at, what)| *at == self.calls && kind(what)).map(|(_, what)| *what)
    }

    /// Counts a call and lets break what breaks there.
    fn call(&mut self) {
        let now = self.calls;
        self.calls += 1;
        self.server_away = self.server_away.saturating_sub(1);
        self.printer_away = self.printer_away.saturating_sub(1);
        self.lost = false;
        for (_, what) in self.breaks.clone().into_iter().filter(|(at, _)| *at == now) {
            match what {
                Break::ServerDies => self.server_away = OUTAGE,
                Break::PrinterIsOff => {
                    self.known.clear();
                    self.printer_away = OUTAGE;
                }
                Break::ReplyLost => self.lost = true,
                Break::AgentDiesAfter => self.agent_dies = true,
                Break::PrinterDies | Break::AgentDiesBefore | Break::Stop => {}
            }
        }
    }

    /// After a call: the printer may lose its power now.
    fn after(&mut self) {
        if self.breaks.contains(&(self.calls - 1, Break::PrinterDies)) {
            self.known.clear();
            self.printer_away = OUTAGE;
        }
    }

    fn at_server<T>(&mut self, act: impl FnOnce(&mut Self) -> Result<T, u16>) -> Result<T, ServerFault> {
        self.call();
        if self.server_away > 0 {
            self.after();
            return Err(ServerFault::Away("down".to_owned()));
        }
        let done = act(self);
        self.after();
        if self.lost {
            return Err(ServerFault::Away("reply lost".to_owned()));
        }
        done.map_err(|status| ServerFault::Refused { status, code: String::new() })
    }

    fn at_printer<T>(&mut self, act: impl FnOnce(&mut Self) -> T) -> Result<T, IppFault> {
        self.call();
        if self.printer_away > 0 {
            self.after();
            return Err(IppFault::Unreachable(ureq::Error::ConnectionFailed));
        }
        let done = act(self);
        self.after();
        if self.lost { Err(IppFault::NoAnswer(ureq::Error::ConnectionFailed)) } else { Ok(done) }
    }

    fn keyed(&mut self, key: &Key, act: impl FnOnce(&mut Self) -> Result<(), u16>) -> Result<(), u16> {
        if let (Memory::KeepsKeys, Some(answer)) = (self.memory, self.kept.get(key)) {
            return *answer;
        }
        let answer = act(self);
        if answer.is_ok() {
            self.kept.insert(key.clone(), answer);
        }
        answer
    }

    fn standing(&mut self, job: &JobName) -> &mut Standing {
        &mut self.jobs.iter_mut().find(|(name, _)| name == job).unwrap().1
    }

    fn report_of(&mut self, number: i32) -> Option<JobReport> {
        let (name, left) = self.known.get_mut(&number)?;
        *left = left.saturating_sub(1);
        let (job, has_ended) = (name.clone(), *left == 0);
        if has_ended && !self.printed.contains(&job) {
            self.printed.push(job.clone());
        }
        let state = if has_ended { JobState::Completed } else { JobState::Processing };
        Some(JobReport { id: IppJobId::new(number)?, name: Some(job.as_str().to_owned()), state, reasons: Vec::new() })
    }
}

/// The server and the printer of a world cannot both be borrowed: each is a hand on it.
struct Hand<'a>(&'a std::cell::RefCell<World>);

impl Jobs for Hand<'_> {
    fn oldest(&mut self) -> Result<Option<Job>, ServerFault> {
        self.0.borrow_mut().at_server(|world| {
            let job = world.jobs.iter().find(|(_, standing)| !standing.has_ended());
            Ok(job.map(|(name, standing)| {
                let (phase, number) = match standing {
                    Standing::Reserved => (JobPhase::Reserved, None),
                    Standing::Printing(number) => (JobPhase::Printing, Some(*number)),
                    _ => (JobPhase::Sending, None),
                };
                Job { name: name.clone(), phase, number, format: PDF.to_owned() }
            }))
        })
    }

    fn document(&mut self, _: &JobName) -> Result<Vec<u8>, ServerFault> {
        self.0.borrow_mut().at_server(|_| Ok(b"%PDF-1.7".to_vec()))
    }

    fn record_sending(&mut self, job: &JobName, key: &Key) -> Result<(), ServerFault> {
        self.0.borrow_mut().at_server(|world| {
            world.keyed(key, |world| {
                let standing = world.standing(job);
                if *standing != Standing::Reserved {
                    return Err(409);
                }
                *standing = Standing::Sending;
                Ok(())
            })
        })
    }

    fn report(&mut self, job: &JobName, report: &Report, key: &Key) -> Result<(), ServerFault> {
        self.0.borrow_mut().at_server(|world| {
            world.keyed(key, |world| {
                let standing = world.standing(job);
                if standing.has_ended() {
                    return Err(409);
                }
                *standing = match (report, &*standing) {
                    (Report::Printing(number), _) => Standing::Printing(*number),
                    (Report::Completed(_), _) => Standing::Completed,
                    (Report::Failed(..), _) => Standing::Failed,
                    (Report::NotSent(_), Standing::Sending | Standing::Reserved) => Standing::Reserved,
                    (Report::NotSent(_), _) => return Err(409),
                    (Report::Uncertain(_), _) => Standing::Uncertain,
                };
                Ok(())
            })
        })
    }

    fn show(&mut self, _: &Condition) -> Result<(), ServerFault> {
        Ok(())
    }
}

impl Device for Hand<'_> {
    fn look(&mut self) -> Result<PrinterReport, IppFault> {
        self.0.borrow_mut().at_printer(|world| PrinterReport {
            state: if world.refuses { PrinterState::Stopped } else { PrinterState::Idle },
            reasons: if world.refuses { vec![Reason::MediaJam] } else { Vec::new() },
            name: String::new(),
            model: String::new(),
            formats: vec![PDF.to_owned()],
            is_accepting: true,
        })
    }

    fn print(&mut self, job: &JobName, _: &str, _: &[u8]) -> Result<IppJobId, PrintFault> {
        let taken = self.0.borrow_mut().at_printer(|world| {
            world.taken.push(job.clone());
            let number = world.known.keys().max().copied().unwrap_or_default() + 1;
            world.known.insert(number, (job.clone(), 3));
            IppJobId::new(number).unwrap()
        });
        taken.map_err(|fault| match fault {
            IppFault::Unreachable(_) => PrintFault::NotSent(fault),
            _ => PrintFault::Unknown(fault),
        })
    }

    fn job(&mut self, number: IppJobId) -> Result<Option<JobReport>, IppFault> {
        self.0.borrow_mut().at_printer(|world| world.report_of(number.get()))
    }

    fn find(&mut self, job: &JobName) -> Result<Option<JobReport>, IppFault> {
        self.0.borrow_mut().at_printer(|world| {
            let number = world.known.iter().find(|(_, (name, _))| name == job).map(|(number, _)| *number)?;
            world.report_of(number)
        })
    }
}

/// Lets agents run, one after the other as they die, until every job has ended.
fn run(world: World) -> World {
    let world = std::cell::RefCell::new(world);
    let random = SeededRandom::new(1);
    let mut agent = Agent::new(&random);
    let mut order = Order::GoOn;
    for _ in 0..STEPS_MAX {
        if order == Order::GoOn && world.borrow().jobs.iter().all(|(_, standing)| standing.has_ended()) {
            break;
        }
        let before = world.borrow().before();
        if before.is_some() && order == Order::GoOn {
            // It happens once, whichever step makes the call.
            let now = world.borrow().calls;
            world.borrow_mut().breaks.retain(|(at, what)| !(*at == now && Some(*what) == before));
            match before {
                Some(Break::Stop) => order = Order::Stop,
                _ => agent = Agent::new(&random),
            }
        }
        let taken = world.borrow().taken.len();
        let next = agent.step(&mut Hand(&world), &mut Hand(&world), order);
        assert!(order == Order::GoOn || world.borrow().taken.len() == taken, "something was sent after the order to stop");
        let dies = std::mem::take(&mut world.borrow_mut().agent_dies);
        if dies || matches!(next, Next::End(_)) {
            (agent, order) = (Agent::new(&random), Order::GoOn);
        }
    }
    world.into_inner()
}

/// What must hold whatever broke: a problem in words, or nothing.
fn problem(world: &World) -> Option<String> {
    for (job, standing) in &world.jobs {
        let times = world.taken.iter().filter(|taken| *taken == job).count();
        if times > 1 {
            return Some(format!("{} was sent {times} times", job.as_str()));
        }
        if !standing.has_ended() {
            return Some(format!("{} is lost as {standing:?}", job.as_str()));
        }
        if *standing == Standing::Completed && !world.printed.contains(job) {
            return Some(format!("{} is said to be printed and is not", job.as_str()));
        }
        if *standing == Standing::Failed && world.printed.contains(job) {
            return Some(format!("{} is said to have failed and is printed", job.as_str()));
        }
    }
    None
}

fn holds(memory: Memory, breaks: &[(usize, Break)]) -> World {
    let world = run(World::new(memory, breaks));
    assert_eq!(problem(&world), None, "{memory:?} {breaks:?}: {:?}", world.jobs);
    world
}

fn standings(world: &World) -> Vec<Standing> {
    world.jobs.iter().map(|(_, standing)| standing.clone()).collect()
}

#[test]
fn without_a_fault_both_jobs_are_printed() {
    let world = holds(Memory::KeepsKeys, &[]);
    assert_eq!(standings(&world), [Standing::Completed, Standing::Completed]);
    assert_eq!(world.printed, [name("job-1"), name("job-2")]);
    assert!((CALLS..=2 * CALLS).contains(&world.calls), "{} calls: every one of a job is broken below", world.calls);
}

#[test]
fn whatever_breaks_at_whichever_step_no_card_is_sent_twice_and_no_job_is_lost() {
    for memory in [Memory::KeepsKeys, Memory::None] {
        for at in 0..2 * CALLS {
            for what in BREAKS {
                holds(memory, &[(at, what)]);
            }
        }
    }
}

#[test]
fn two_faults_do_no_more_harm_than_one() {
    for memory in [Memory::KeepsKeys, Memory::None] {
        for first in 0..CALLS {
            for second in first..first + CALLS {
                for (one, other) in BREAKS.iter().flat_map(|one| BREAKS.iter().map(move |other| (*one, *other))) {
                    holds(memory, &[(first, one), (second, other)]);
                }
            }
        }
    }
}

/// The steps of a job are: ask, look, fetch, record sending, send, record printing, follow three times, record the end.
#[test]
fn what_each_lost_reply_comes_to() {
    use Standing::{Completed, Uncertain};
    for at in 0..10 {
        assert_eq!(standings(&holds(Memory::KeepsKeys, &[(at, Break::ReplyLost)])), [Completed, Completed], "at {at}");
    }
    // A server that keeps no keys does not know its own agent again: "sending" is then looked for, not sent.
    assert_eq!(standings(&holds(Memory::None, &[(3, Break::ReplyLost)])), [Uncertain, Completed]);
    assert_eq!(standings(&holds(Memory::None, &[(4, Break::ReplyLost)])), [Completed, Completed], "the printer knows the job");
}

#[test]
fn what_each_death_comes_to() {
    use Standing::{Completed, Uncertain};
    for (at, what, first) in [
        (3, Break::AgentDiesBefore, Completed),
        (3, Break::AgentDiesAfter, Uncertain),
        (4, Break::AgentDiesBefore, Uncertain),
        (4, Break::AgentDiesAfter, Completed),
        (6, Break::AgentDiesAfter, Completed),
        (4, Break::PrinterIsOff, Completed),
        (4, Break::PrinterDies, Uncertain),
        (6, Break::PrinterIsOff, Uncertain),
        (3, Break::ServerDies, Completed),
        (9, Break::ServerDies, Completed),
        (4, Break::Stop, Completed),
        (6, Break::Stop, Completed),
    ] {
        let world = holds(Memory::KeepsKeys, &[(at, what)]);
        assert_eq!(standings(&world), [first, Completed], "{what:?} at {at}");
    }
}

/// The checks above would see an agent that sends again: this one does, as a `sending` that nobody remembers is sent.
#[test]
fn an_agent_that_sends_again_is_found_out() {
    let world = std::cell::RefCell::new(World::new(Memory::KeepsKeys, &[(4, Break::ReplyLost)]));
    let mut hand = Hand(&world);
    for _ in 0..12 {
        let Ok(Some(job)) = hand.oldest() else { continue };
        let key = Key(job.name.as_str().to_owned());
        let _ = hand.document(&job.name);
        let _ = hand.record_sending(&job.name, &key);
        let _ = hand.look();
        if let Ok(number) = hand.print(&job.name, PDF, b"%PDF-1.7") {
            let _ = hand.report(&job.name, &Report::Uncertain(number.to_string()), &Key(format!("{number}-{}", job.name.as_str())));
        }
    }
    assert_eq!(problem(&world.into_inner()).as_deref(), Some("job-1 was sent 2 times"));
}

#[test]
fn a_number_that_was_given_to_another_job_is_not_followed() {
    let mut world = World::new(Memory::KeepsKeys, &[]);
    let number = IppJobId::new(1).unwrap();
    *world.standing(&name("job-1")) = Standing::Printing(number);
    *world.standing(&name("job-2")) = Standing::Failed;
    world.known.insert(1, (name("somebody-elses"), 1));
    let world = run(world);
    assert_eq!(standings(&world), [Standing::Uncertain, Standing::Failed]);
    assert!(world.taken.is_empty());
}

#[test]
fn a_printer_that_has_stopped_gets_nothing_and_one_that_never_comes_back_makes_it_uncertain() {
    let mut stopped = World::new(Memory::KeepsKeys, &[]);
    stopped.refuses = true;
    let stopped = run(stopped);
    assert_eq!(standings(&stopped), [Standing::Reserved, Standing::Reserved]);
    assert!(stopped.taken.is_empty());
    let mut gone = World::new(Memory::KeepsKeys, &[]);
    gone.printer_away = usize::MAX;
    gone.jobs.truncate(1);
    *gone.standing(&name("job-1")) = Standing::Printing(IppJobId::new(1).unwrap());
    assert_eq!(standings(&run(gone)), [Standing::Uncertain]);
}

#[test]
fn the_last_record_has_its_time_and_no_more() {
    let mut world = World::new(Memory::KeepsKeys, &[]);
    world.jobs.truncate(1);
    let world = std::cell::RefCell::new(world);
    let random = SeededRandom::new(1);
    let mut agent = Agent::new(&random);
    // Ask, look, fetch, record sending; then the order comes, and the server is away for good.
    for _ in 0..4 {
        assert_eq!(agent.step(&mut Hand(&world), &mut Hand(&world), Order::GoOn), Next::Go);
    }
    world.borrow_mut().server_away = usize::MAX;
    let mut waited = Duration::ZERO;
    let ended = loop {
        match agent.step(&mut Hand(&world), &mut Hand(&world), Order::Stop) {
            Next::Go => {}
            Next::Wait(pause) => waited += pause,
            Next::End(ended) => break ended,
        }
    };
    assert_eq!(ended, Ended::Unrecorded);
    assert!(waited > Duration::from_secs(5) && waited <= Duration::from_secs(10), "{waited:?}");
    assert!(world.into_inner().taken.is_empty());
}

/// A device whose state is set by hand, and what the server is shown of it.
struct Shown(Vec<Condition>, bool, PrinterState);

impl Shown {
    fn tick(&mut self, watch: &mut Watch, second: u64) -> usize {
        let world = std::cell::RefCell::new(World::new(Memory::KeepsKeys, &[]));
        world.borrow_mut().refuses = self.2 == PrinterState::Stopped;
        watch.tick(Duration::from_secs(second), &mut Witness(self), &mut Hand(&world));
        self.0.len()
    }
}

/// A server that only notes what it is shown, when it is there.
struct Witness<'a>(&'a mut Shown);

impl Jobs for Witness<'_> {
    fn oldest(&mut self) -> Result<Option<Job>, ServerFault> {
        Ok(None)
    }

    fn document(&mut self, _: &JobName) -> Result<Vec<u8>, ServerFault> {
        Ok(Vec::new())
    }

    fn record_sending(&mut self, _: &JobName, _: &Key) -> Result<(), ServerFault> {
        Ok(())
    }

    fn report(&mut self, _: &JobName, _: &Report, _: &Key) -> Result<(), ServerFault> {
        Ok(())
    }

    fn show(&mut self, condition: &Condition) -> Result<(), ServerFault> {
        if self.0.1 {
            return Err(ServerFault::Away("down".to_owned()));
        }
        self.0.0.push(condition.clone());
        Ok(())
    }
}

#[test]
fn the_printers_state_is_shown_on_change_and_every_minute() {
    let (mut shown, mut watch) = (Shown(Vec::new(), false, PrinterState::Idle), Watch::new());
    assert_eq!((0..60).map(|second| shown.tick(&mut watch, second)).max(), Some(1), "nothing changed for a minute");
    assert_eq!(shown.tick(&mut watch, 60), 2);
    shown.2 = PrinterState::Stopped;
    shown.1 = true;
    assert_eq!(shown.tick(&mut watch, 66), 2, "the server is away");
    shown.1 = false;
    assert_eq!(shown.tick(&mut watch, 72), 3, "and is told as soon as it is back");
    assert_eq!(shown.0.last().unwrap(), &Condition { state: "stopped", reasons: vec!["media-jam".to_owned()] });
}
