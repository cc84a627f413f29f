//! Every command at every stage, and the whole space of short histories.

use std::{collections::BTreeSet, fmt::Write as _};

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use uuid::Uuid;

use super::*;
use crate::{central::CentralCode as C, person::Life};

const TODAY: Date = date(2022, 11, 25);
const ID: RepairId = RepairId(Uuid::from_u128(1));
const PERSON: PersonId = PersonId(1);

fn open(life: Life, central: Option<C>) -> RepairCommand {
    RepairCommand::Open { person: PERSON, life, central }
}

fn letter(day: i8, due: i8) -> RepairCommand {
    RepairCommand::SendLetter { number: "470/1".to_owned(), on: date(2022, 11, day), reply_due: date(2022, 12, due) }
}

/// One command of each kind and each consequence.
fn commands() -> Vec<(&'static str, RepairCommand)> {
    let reply = |day| RepairCommand::NoteReply { on: date(2022, 11, day), note: "hapus".to_owned() };
    let mut commands = vec![
        ("open, duplicate", open(Life::Alive, Some(C::DuplicateRecord))),
        ("open, dead", open(Life::Dead, Some(C::DuplicateRecord))),
        ("open, printable", open(Life::Alive, Some(C::PrintReadyRecord))),
        ("open, no status", open(Life::Alive, None)),
        ("send letter", letter(20, 5)),
        ("send letter due before it", RepairCommand::SendLetter { number: "470/2".to_owned(), on: TODAY, reply_due: date(2022, 11, 24) }),
        ("note reply", reply(24)),
        ("note reply before the letter", reply(19)),
        ("appoint", RepairCommand::AppointRerecording { on: TODAY }),
        ("appoint yesterday", RepairCommand::AppointRerecording { on: date(2022, 11, 24) }),
    ];
    let outcomes = RepairOutcome::ALL.iter().map(|outcome| ("close", RepairCommand::Close { outcome: *outcome }));
    commands.extend(outcomes);
    let followed = [
        ("follow duplicate", C::DuplicateRecord),
        ("follow unregistered", C::Unregistered),
        ("follow search failure", C::SearchFailureAtCentral),
        ("follow recorded", C::BioCaptured),
        ("follow printable", C::PrintReadyRecord),
    ];
    commands.extend(followed.map(|(name, code)| (name, RepairCommand::Follow { code })));
    commands
}

fn run(repair: Option<Repair>, command: &RepairCommand) -> Result<Option<Repair>, RepairRefusal> {
    let at = Timestamp::from_second(1_669_338_000).unwrap();
    let event = decide(repair.as_ref(), command, TODAY)?;
    Ok(event.iter().fold(repair, |repair, event| apply(repair, ID, PERSON, event, at)))
}

/// All repairs that any sequence of commands can reach.
fn reachable() -> Vec<Option<Repair>> {
    let mut found = vec![None];
    let mut next = 0;
    while let Some(repair) = found.get(next).cloned() {
        for (_, command) in commands() {
            if let Ok(after) = run(repair.clone(), &command)
                && !found.contains(&after)
            {
                found.push(after);
            }
        }
        next += 1;
    }
    found
}

#[test]
fn every_command_at_every_stage() {
    let mut table = String::new();
    let mut seen = BTreeSet::new();
    for repair in reachable() {
        let stage = repair.as_ref().map(|repair| repair.stage);
        if !seen.insert(stage) {
            continue;
        }
        writeln!(table, "{}", stage.map_or("no repair", RepairStage::code)).unwrap();
        for (name, command) in commands() {
            let answer = match run(repair.clone(), &command) {
                Ok(after) => after.map_or("no repair", |after| after.stage.code()).to_owned(),
                Err(refusal) => refusal.code().to_owned(),
            };
            writeln!(table, "    {name}: {answer}").unwrap();
        }
    }
    assert_eq!(seen.len(), RepairStage::ALL.len() + 1, "every stage is reachable");
    insta::assert_snapshot!(table);
}

#[test]
fn invariants_hold_in_every_reachable_repair() {
    for repair in reachable().into_iter().flatten() {
        assert!(repair.code.repairable());
        assert_eq!(repair.outcome.is_some(), !repair.stage.running(), "{repair:?}");
        assert!(repair.reply.is_none() || repair.letter.is_some(), "an answer answers a letter: {repair:?}");
        assert!(repair.stage != RepairStage::LetterSent || repair.letter.is_some(), "{repair:?}");
        assert!(repair.stage != RepairStage::Rerecording || repair.rerecord_on.is_some(), "{repair:?}");
        assert_eq!(next_step(&repair, TODAY).0 == RepairStep::Nothing, !repair.stage.running());
        for (name, command) in commands() {
            let ended = !repair.stage.running() && !matches!(command, RepairCommand::Follow { .. });
            assert!(!ended || run(Some(repair.clone()), &command).is_err(), "an ended repair takes no command: {name}");
        }
    }
}

#[test]
fn what_is_due_is_late_on_the_day_after() {
    let opened = run(None, &open(Life::Alive, Some(C::EnrollFailureAtCentral))).unwrap();
    let sent = run(opened.clone(), &letter(20, 5)).unwrap().unwrap();
    assert_eq!(next_step(&sent, date(2022, 12, 5)), (RepairStep::AwaitReply, Some(date(2022, 12, 5))));
    assert_eq!(next_step(&sent, date(2022, 12, 6)), (RepairStep::Remind, Some(date(2022, 12, 5))));
    let called = run(opened, &RepairCommand::AppointRerecording { on: TODAY }).unwrap().unwrap();
    assert_eq!(next_step(&called, TODAY), (RepairStep::Record, Some(TODAY)));
    assert_eq!(next_step(&called, date(2022, 11, 26)), (RepairStep::CallAgain, Some(TODAY)));
}

#[test]
fn a_reminder_waits_for_its_own_answer() {
    let mut repair = run(None, &open(Life::Alive, Some(C::AdjudicateRecord))).unwrap();
    for command in [letter(1, 5), RepairCommand::NoteReply { on: TODAY, note: "tunggu".to_owned() }, letter(25, 20)] {
        repair = run(repair, &command).unwrap();
    }
    let repair = repair.unwrap();
    assert_eq!((repair.stage, repair.reply), (RepairStage::LetterSent, None));
}

#[test]
fn every_status_is_repairable_or_solves_or_neither() {
    let neither: Vec<&str> = C::ALL.iter().filter(|code| !code.repairable() && !code.solves_repair()).map(|code| code.code()).collect();
    assert_eq!(neither, ["UNREGISTERED"]);
    assert!(C::ALL.iter().all(|code| !(code.repairable() && code.solves_repair())));
}
