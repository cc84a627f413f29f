//! Every command in every state of a job.

use std::{collections::BTreeSet, fmt::Write as _};

use jiff::Timestamp;
use uuid::Uuid;

use super::*;

fn commands() -> Vec<(&'static str, JobCommand)> {
    let (operator, other) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
    let card = CardId(Uuid::from_u128(3));
    let hear = |word| JobCommand::Hear { word, detail: "media-jam".to_owned() };
    vec![
        ("send", JobCommand::Send),
        ("accept", JobCommand::Accept { printer_job: 7 }),
        ("hear completed", hear(PrinterWord::Completed)),
        ("hear failed", hear(PrinterWord::Failed)),
        ("hear not sent", hear(PrinterWord::NotSent)),
        ("doubt", JobCommand::Doubt { by: operator, detail: String::new() }),
        ("check by who doubted", JobCommand::Check { by: operator, card, serial: None }),
        ("check by another", JobCommand::Check { by: other, card, serial: None }),
        ("spoil by who doubted", JobCommand::Spoil { by: operator, cause: SpoilCause::FailedPrint, serial: None }),
        ("spoil by another", JobCommand::Spoil { by: other, cause: SpoilCause::FailedPrint, serial: None }),
        ("take back by who doubted", JobCommand::TakeBack { by: operator }),
        ("take back by another", JobCommand::TakeBack { by: other }),
    ]
}

fn reserved(route: PrintRoute) -> Job {
    let event = JobEvent::Reserved {
        run: RunId(Uuid::from_u128(4)),
        case: CaseId(Uuid::from_u128(5)),
        printer: PlaceId(Uuid::from_u128(6)),
        route,
        rank: 1,
    };
    apply(None, JobId(Uuid::from_u128(7)), PersonId(1), &event, Timestamp::UNIX_EPOCH).unwrap()
}

fn after(job: &Job, event: &JobEvent) -> Job {
    apply(Some(job.clone()), job.id, job.person, event, Timestamp::UNIX_EPOCH).unwrap()
}

#[test]
fn every_command_in_every_state() {
    let mut table = String::new();
    let mut seen = BTreeSet::new();
    for route in PrintRoute::ALL {
        let mut found = vec![reserved(*route)];
        let mut next = 0;
        while let Some(job) = found.get(next).cloned() {
            next += 1;
            seen.insert(job.state);
            writeln!(table, "{route}, {}", job.state).unwrap();
            for (name, command) in commands() {
                let answer = match decide(&job, &command) {
                    Ok(Some(event)) => {
                        let job = after(&job, &event);
                        if !found.iter().any(|known| known.state == job.state) {
                            found.push(job.clone());
                        }
                        job.state.code()
                    }
                    Ok(None) => "heard already",
                    Err(refusal) => refusal.code(),
                };
                writeln!(table, "    {name}: {answer}").unwrap();
            }
        }
    }
    assert_eq!(seen.len(), JobState::ALL.len(), "every state is reachable");
    insta::assert_snapshot!(table);
}

#[test]
fn an_ended_job_hears_but_never_moves() {
    for state in [JobState::Good, JobState::Spoiled, JobState::TakenBack] {
        let job = Job { state, ..reserved(PrintRoute::Local) };
        for (name, command) in commands() {
            assert!(!matches!(decide(&job, &command), Ok(Some(_))), "{state}: {name}");
        }
    }
}
