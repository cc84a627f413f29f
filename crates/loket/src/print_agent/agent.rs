//! The agent as a state machine: each step asks one thing of the server or of the printer, and waiting is an answer, so that every step can
//! fail in a test.
//!
//! Two rules carry the promise. A document is sent in one place, [`Agent::send`], which is reached only from a `sending` that this process has
//! just been told to be its own; and whatever else is found as `sending` is looked for at the printer, never sent.

use std::time::Duration;

use adapters::ipp::{IppFault, IppJobId, JobState, PrintFault, PrinterReport, PrinterState};
use app::Random;

use super::ports::{Device, Job, JobName, JobPhase, Jobs, Key, Report, ServerFault};
use crate::output::chain;

/// How often the server is asked for work.
const POLL: Duration = Duration::from_secs(2);
/// How often the printer is asked how far a job is.
const FOLLOW: Duration = Duration::from_secs(1);
/// A printer may take a moment to list what it has just taken.
const ASK_AGAIN: Duration = Duration::from_secs(1);
/// How often a job is looked for in the lists of a printer that answers.
const ASKED_MAX: u32 = 3;
/// How long a printer may be away before nobody can say what became of a job.
const AWAY_MAX: Duration = Duration::from_mins(15);
/// How long the last record may take after the order to stop.
const STOP_MAX: Duration = Duration::from_secs(10);
const PAUSE_MIN: Duration = Duration::from_secs(1);
const PAUSE_MAX: Duration = Duration::from_secs(30);
/// The printer stands beside: somebody has just switched it on and waits.
const PRINTER_PAUSE_MAX: Duration = Duration::from_secs(4);
/// What a PDF begins with.
const PDF_MARK: &[u8] = b"%PDF-";
/// Longer lists of reasons are cut.
const DETAIL_BYTES_MAX: usize = 200;

/// Whether the order to stop has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    GoOn,
    Stop,
}

/// What to do after a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// The next step.
    Go,
    /// The next step, after a while or when the order to stop comes.
    Wait(Duration),
    /// Nothing more.
    End(Ended),
}

/// How the agent ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The server knows all that the agent knew.
    InOrder,
    /// Something could not be recorded in time; the next start finds the job and asks the printer.
    Unrecorded,
}

/// The step that comes next.
#[derive(Debug)]
enum Step {
    Claim,
    Ready(Job),
    Fetch(Job),
    RecordSending { job: Job, document: Vec<u8>, key: Key, may_be_recorded: Recorded },
    Send { job: Job, document: Vec<u8> },
    Ask { name: JobName, asked: u32, away: Duration },
    Follow { name: JobName, number: IppJobId, away: Duration },
    Report { name: JobName, report: Report, key: Key },
}

/// Whether an earlier try may have been recorded without our hearing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Recorded {
    No,
    Perhaps,
}

/// One printer's agent.
pub struct Agent<'a> {
    step: Step,
    random: &'a dyn Random,
    /// Failures in a row.
    failures: u32,
    /// How long it has waited since the order to stop.
    stopping: Duration,
}

impl<'a> Agent<'a> {
    /// An agent that knows nothing yet; what was under way, the server tells.
    pub fn new(random: &'a dyn Random) -> Self {
        Self { step: Step::Claim, random, failures: 0, stopping: Duration::ZERO }
    }

    /// Does the next step. After the order to stop nothing is begun, and nothing sent.
    pub fn step(&mut self, jobs: &mut impl Jobs, device: &mut impl Device, order: Order) -> Next {
        let next = match std::mem::replace(&mut self.step, Step::Claim) {
            Step::Claim | Step::Ready(_) | Step::Fetch(_) | Step::Ask { .. } | Step::Follow { .. } if order == Order::Stop => {
                return Next::End(Ended::InOrder);
            }
            Step::RecordSending { may_be_recorded: Recorded::No, .. } if order == Order::Stop => return Next::End(Ended::InOrder),
            Step::Send { job, .. } if order == Order::Stop => self.report(job.name, Report::NotSent("agent-stopped".to_owned())),
            Step::Claim => self.claim(jobs),
            Step::Ready(job) => self.ready(job, device),
            Step::Fetch(job) => self.fetch(job, jobs),
            Step::RecordSending { job, document, key, .. } => self.record_sending(job, document, key, jobs),
            Step::Send { job, document } => self.send(job, &document, device),
            Step::Ask { name, asked, away } => self.ask(name, asked, away, device),
            Step::Follow { name, number, away } => self.follow(name, number, away, device),
            Step::Report { name, report, key } => self.record(name, report, key, jobs),
        };
        self.within_time(next, order)
    }

    /// After the order to stop a record may be tried for a while only.
    fn within_time(&mut self, next: Next, order: Order) -> Next {
        let Next::Wait(pause) = next else { return next };
        if order == Order::GoOn {
            return next;
        }
        let pause = pause.min(Duration::from_secs(1));
        self.stopping = self.stopping.saturating_add(pause);
        if self.stopping > STOP_MAX { Next::End(Ended::Unrecorded) } else { Next::Wait(pause) }
    }

    fn claim(&mut self, jobs: &mut impl Jobs) -> Next {
        let job = match jobs.oldest() {
            Ok(Some(job)) => job,
            Ok(None) => {
                self.failures = 0;
                return Next::Wait(POLL);
            }
            Err(fault) => return self.pause_for_server(&fault),
        };
        match (job.phase, job.number) {
            (JobPhase::Reserved, _) => self.go(Step::Ready(job)),
            (JobPhase::Sending | JobPhase::Printing, Some(number)) => {
                self.go(Step::Follow { name: job.name, number, away: Duration::ZERO })
            }
            (JobPhase::Sending | JobPhase::Printing, None) => self.go(asking(job.name)),
        }
    }

    /// Goes on only when the printer would print now: a job that waits in a printer is harder to take back than one that waits here.
    fn ready(&mut self, job: Job, device: &mut impl Device) -> Next {
        let obstacle = match device.look() {
            Ok(report) => obstacle(&report, &job.format),
            Err(fault) => Some(chain(&fault)),
        };
        let Some(obstacle) = obstacle else { return self.go(Step::Fetch(job)) };
        if self.failures == 0 {
            tracing::warn!(job = job.name.as_str(), obstacle, "the job waits for the printer");
        }
        Next::Wait(self.pause_length(PRINTER_PAUSE_MAX))
    }

    fn fetch(&mut self, job: Job, jobs: &mut impl Jobs) -> Next {
        match jobs.document(&job.name) {
            Ok(document) if document.starts_with(PDF_MARK) => {
                let key = self.key();
                self.go(Step::RecordSending { job, document, key, may_be_recorded: Recorded::No })
            }
            Ok(_) => {
                tracing::error!(job = job.name.as_str(), "the document is no PDF; the job is not sent");
                self.pause()
            }
            Err(fault) => self.pause_for_server(&fault),
        }
    }

    fn record_sending(&mut self, job: Job, document: Vec<u8>, key: Key, jobs: &mut impl Jobs) -> Next {
        match jobs.record_sending(&job.name, &key) {
            Ok(()) => {
                self.failures = 0;
                self.go(Step::Send { job, document })
            }
            Err(fault @ ServerFault::Away(_)) => {
                self.step = Step::RecordSending { job, document, key, may_be_recorded: Recorded::Perhaps };
                self.note(&fault);
                self.pause()
            }
            // It was withdrawn, or is somebody else's: whatever it is now, the server says when it is asked again.
            Err(fault) => self.pause_for_server(&fault),
        }
    }

    /// The only place that sends.
    fn send(&mut self, job: Job, document: &[u8], device: &mut impl Device) -> Next {
        match device.print(&job.name, &job.format, document) {
            Ok(number) => {
                self.failures = 0;
                self.report(job.name, Report::Printing(number))
            }
            Err(PrintFault::NotSent(fault)) => {
                tracing::warn!(job = job.name.as_str(), error = chain(&fault), "the job was not sent");
                self.report(job.name, Report::NotSent(word_for(&fault).to_owned()))
            }
            Err(PrintFault::Unknown(fault)) => {
                tracing::warn!(job = job.name.as_str(), error = chain(&fault), "the printer may have the job; it is looked for there");
                self.go(asking(job.name))
            }
        }
    }

    fn ask(&mut self, name: JobName, asked: u32, away: Duration, device: &mut impl Device) -> Next {
        match device.find(&name) {
            Ok(Some(found)) => {
                self.failures = 0;
                self.report(name, Report::Printing(found.id))
            }
            Ok(None) if asked + 1 < ASKED_MAX => {
                self.step = Step::Ask { name, asked: asked + 1, away };
                Next::Wait(ASK_AGAIN)
            }
            Ok(None) => self.report(name, Report::Uncertain("unknown-to-printer".to_owned())),
            Err(fault) => {
                let Some((pause, away)) = self.pause_for_printer(&name, &fault, away) else {
                    return self.report(name, Report::Uncertain("printer-unreachable".to_owned()));
                };
                self.step = Step::Ask { name, asked, away };
                Next::Wait(pause)
            }
        }
    }

    fn follow(&mut self, name: JobName, number: IppJobId, away: Duration, device: &mut impl Device) -> Next {
        match device.job(number) {
            // A printer that was restarted gives the number to another job.
            Ok(Some(found)) if found.name.as_deref() == Some(name.as_str()) => {
                self.failures = 0;
                let detail = || detail(found.reasons.iter().map(|reason| reason.code()));
                match found.state {
                    _ if !found.has_ended() => {
                        self.step = Step::Follow { name, number, away: Duration::ZERO };
                        Next::Wait(FOLLOW)
                    }
                    JobState::Completed => self.report(name, Report::Completed(number)),
                    _ => self.report(name, Report::Failed(number, detail())),
                }
            }
            Ok(_) => self.go(asking(name)),
            Err(fault) => {
                let Some((pause, away)) = self.pause_for_printer(&name, &fault, away) else {
                    return self.report(name, Report::Uncertain("printer-unreachable".to_owned()));
                };
                self.step = Step::Follow { name, number, away };
                Next::Wait(pause)
            }
        }
    }

    fn record(&mut self, name: JobName, report: Report, key: Key, jobs: &mut impl Jobs) -> Next {
        match jobs.report(&name, &report, &key) {
            Ok(()) => {
                self.failures = 0;
                match report {
                    Report::Printing(number) => self.go(Step::Follow { name, number, away: Duration::ZERO }),
                    // What was not sent waits a little, so that a printer that is off is not asked all the time.
                    Report::NotSent(_) => self.pause(),
                    Report::Completed(_) | Report::Failed(..) | Report::Uncertain(_) => Next::Go,
                }
            }
            // Without a valid sign-in nothing is said of the report itself: it is kept until somebody has put that right.
            Err(fault @ (ServerFault::Away(_) | ServerFault::Refused { status: 401 | 403, .. })) => {
                self.step = Step::Report { name, report, key };
                self.note(&fault);
                self.pause()
            }
            Err(fault) => {
                tracing::error!(job = name.as_str(), error = chain(&fault), "the server does not take the report");
                self.pause()
            }
        }
    }

    fn go(&mut self, step: Step) -> Next {
        self.step = step;
        Next::Go
    }

    fn report(&mut self, name: JobName, report: Report) -> Next {
        let key = self.key();
        self.go(Step::Report { name, report, key })
    }

    fn key(&self) -> Key {
        Key(store::keys::hex(&self.random.bytes32()))
    }

    /// A pause after a failure; the step is the one that was set, or asking the server anew.
    fn pause(&mut self) -> Next {
        Next::Wait(self.pause_length(PAUSE_MAX))
    }

    /// Twice as long with each failure, by half as chance will have it: agents that failed together do not come back together.
    fn pause_length(&mut self, pause_max: Duration) -> Duration {
        let longest = PAUSE_MIN.saturating_mul(1 << self.failures.min(8)).min(pause_max);
        self.failures = self.failures.saturating_add(1);
        let draw = self.random.bytes32().first().copied().unwrap_or_default();
        longest / 2 + (longest / 2) * u32::from(draw) / 255
    }

    fn pause_for_server(&mut self, fault: &ServerFault) -> Next {
        self.note(fault);
        self.pause()
    }

    fn note(&self, fault: &ServerFault) {
        if self.failures == 0 {
            tracing::warn!(error = chain(fault), "the server is asked again later");
        }
    }

    /// The pause, and how long the printer has been away with it; `None` when that is too long.
    fn pause_for_printer(&mut self, name: &JobName, fault: &IppFault, away: Duration) -> Option<(Duration, Duration)> {
        if self.failures == 0 {
            tracing::warn!(job = name.as_str(), error = chain(fault), "the printer is asked again later");
        }
        let pause = self.pause_length(PRINTER_PAUSE_MAX);
        let away = away.saturating_add(pause);
        (away <= AWAY_MAX).then_some((pause, away))
    }
}

fn asking(name: JobName) -> Step {
    Step::Ask { name, asked: 0, away: Duration::ZERO }
}

/// Why a printer would not print a document of this type now.
pub fn obstacle(report: &PrinterReport, format: &str) -> Option<String> {
    let reasons = detail(report.reasons.iter().map(|reason| reason.code()));
    if !report.takes(format) {
        return Some(format!(
            "it takes {}, not {format}: print by way of a CUPS queue with the printer's driver",
            report.formats.join(", ")
        ));
    }
    if report.state == PrinterState::Stopped {
        return Some(format!("it has stopped ({reasons})"));
    }
    (!report.is_accepting).then(|| format!("it takes no jobs ({reasons})"))
}

/// Keywords in one line.
fn detail<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut line = String::new();
    for word in words {
        if line.len() + word.len() >= DETAIL_BYTES_MAX {
            break;
        }
        if !line.is_empty() {
            line.push(',');
        }
        line.push_str(word);
    }
    line
}

/// Why a document was not sent, as a keyword.
fn word_for(fault: &IppFault) -> &'static str {
    match fault {
        IppFault::Unreachable(_) => "printer-unreachable",
        IppFault::Refused { status: 0x040a, .. } => "document-format-not-supported",
        IppFault::Refused { .. } | IppFault::Http(_) => "refused-by-printer",
        _ => "not-sent",
    }
}
