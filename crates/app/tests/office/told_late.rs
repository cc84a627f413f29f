//! Notices while the world changes between the row and the message: late words of earlier attempts, lost answers that end, other numbers,
//! cards that are missing, holders who died, days that were put off again.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
};

use app::{
    AppError, custody,
    gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState},
    notices, shelf_count, status,
};
use domain::{
    Event,
    access::Role,
    case::{Case, DeferReason, HandOver, Identity, OldCard},
    id::{CaseId, PersonId},
    notice::{Notice, NoticeState},
    person::{Biodata, Life},
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use store::{
    Seed,
    journal::{self, Actor},
    tables,
};

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    lying::{at, blanks, case_of, on, people, phone, printed},
    snapshot::unchanged,
};

const DAY: Date = date(2022, 11, 25);

/// A gateway that says what it is told to say, and takes everything afterwards. A fake of these tests.
#[derive(Default)]
struct Told {
    answers: Mutex<VecDeque<Handed>>,
    texts: Mutex<Vec<String>>,
    inward: Mutex<Vec<Inward>>,
    /// What it took lies with it.
    holds: AtomicBool,
}

impl Gateway for Told {
    fn name(&self) -> &'static str {
        "modem"
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        self.texts.lock().unwrap().push(message.text.to_owned());
        self.answers.lock().unwrap().pop_front().unwrap_or(Handed::Taken { id: None })
    }

    fn ask(&self, _: &str, _: Option<&str>) -> Asked {
        if self.holds.load(Ordering::Relaxed) { Asked::Held("uji".to_owned()) } else { Asked::CannotSay }
    }

    fn withdraw(&self, _: &str) -> bool {
        self.holds.swap(false, Ordering::Relaxed)
    }

    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let inward = std::mem::take(&mut *self.inward.lock().unwrap());
        let count = inward.len();
        inward.into_iter().try_for_each(keep)?;
        Ok(count)
    }
}

struct Scene<'a> {
    bed: &'a Bed,
    person: PersonId,
    modem: Arc<Told>,
}

impl<'a> Scene<'a> {
    /// A card that lies on a shelf since this morning, and its first notice.
    fn of(bed: &'a Bed, answers: impl IntoIterator<Item = Handed>) -> Self {
        let person = people(bed, "52.08.01.2001", [Some(phone(1))])[0];
        blanks(bed, DAY, 9);
        printed(bed, &[person], DAY);
        bed.forward(SignedDuration::from_hours(3));
        assert_eq!(notices::plan(&bed.office).unwrap(), 1);
        let modem = Arc::new(Told { answers: Mutex::new(answers.into_iter().collect()), ..Told::default() });
        Self { bed, person, modem }
    }

    fn step(&self) -> usize {
        let modem = Arc::clone(&self.modem) as Arc<dyn Gateway>;
        notices::step(&self.bed.office, &[modem]).unwrap().sent
    }

    fn case(&self) -> Case {
        case_of(self.bed, self.person)
    }

    fn notices(&self) -> Vec<Notice> {
        let case = self.case().id;
        self.bed.office.store().read(|tx| tables::notice::of_case(tx, case)).unwrap()
    }

    fn states(&self) -> Vec<NoticeState> {
        self.notices().iter().map(|notice| notice.state).collect()
    }

    /// What the network says of an attempt at the first notice.
    fn says(&self, attempt: i64, state: ReceiptState) {
        let reference = Some(format!("{}-{attempt}", self.notices()[0].id));
        let receipt = Inward::Receipt { reference, id: None, state, reason: String::new() };
        notices::hear(&self.bed.office, "modem", receipt).unwrap();
    }

    fn change(&self, change: impl Fn(&mut Biodata) + Send + 'static) {
        let (person, seed) = (self.person, Seed { now: self.bed.office.now(), bytes: [7; 32] });
        let changed = self.bed.office.store().write("change", seed, move |write| {
            let mut found = tables::person::find(write, person)?.unwrap();
            change(&mut found.biodata);
            found.version += 1;
            tables::person::update(write, &found, None)?;
            let biodata = Box::new(found.biodata.clone());
            journal::append(write, Actor::System, &Event::PersonEntered { person, version: found.version, biodata })?;
            Ok::<_, AppError>(())
        });
        changed.unwrap();
    }

    fn days(&self, days: i64) {
        self.bed.forward(SignedDuration::from_hours(24 * days));
    }
}

fn lost() -> Handed {
    Handed::Lost { reason: "uji".to_owned() }
}

const FAILED: ReceiptState = ReceiptState::Failed { permanent: false };

#[test]
fn what_is_said_of_an_earlier_attempt_does_not_end_the_next() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, [lost()]);
        scene.step();
        bed.clock.set(at(bed, DAY, 22));
        scene.step();
        assert_eq!(scene.states(), [NoticeState::Waiting], "sent again after the set time, and after the night");
        scene.says(1, FAILED);
        assert_eq!(scene.states(), [NoticeState::Waiting], "the second attempt is still to be made");
        on(bed, date(2022, 11, 26));
        assert_eq!(scene.step(), 1);
        scene.says(1, FAILED);
        assert_eq!(scene.states(), [NoticeState::Taken]);
        scene.says(1, ReceiptState::Delivered);
        assert_eq!(scene.states(), [NoticeState::Delivered], "whichever arrived: the citizen has it");
        assert!(scene.notices()[0].possibly_double);
        bed.verified();
    });
}

#[test]
fn a_lost_answer_that_is_given_up_is_marked_before_the_next_is_written() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, [lost()]);
        scene.step();
        scene.days(4);
        scene.step();
        assert_eq!(scene.states(), [NoticeState::GivenUp]);
        assert!(scene.notices()[0].possibly_double);
        assert_eq!(notices::plan(&bed.office).unwrap(), 1);
        bed.verified();
    });
}

#[test]
fn what_did_not_arrive_rests_before_it_is_written_again() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, []);
        scene.step();
        scene.says(1, ReceiptState::Delivered);
        let due = (1..200).find(|_| {
            scene.days(1);
            notices::plan(&bed.office).unwrap() == 1
        });
        assert!(due.is_some(), "the ladder has a second notice");
        assert_eq!(scene.step(), 1);
        let second = scene.notices()[1].id;
        let receipt = Inward::Receipt { reference: Some(format!("{second}-1")), id: None, state: FAILED, reason: String::new() };
        notices::hear(&bed.office, "modem", receipt).unwrap();
        assert_eq!(notices::plan(&bed.office).unwrap(), 0, "not a third within the minute");
        scene.days(4);
        assert_eq!(notices::plan(&bed.office).unwrap(), 1);
        bed.verified();
    });
}

#[test]
fn nothing_goes_to_another_number_to_who_died_or_after_the_deadline() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, []);
        scene.change(|biodata| biodata.phone = Some(phone(2)));
        assert_eq!((scene.step(), scene.states()), (0, vec![NoticeState::Cancelled]));
        assert_eq!(notices::plan(&bed.office).unwrap(), 1, "to the new number, at once");
        scene.change(|biodata| biodata.life = Life::Dead);
        assert_eq!((scene.step(), notices::plan(&bed.office).unwrap()), (0, 0));
        let how = || HandOver { identity: Identity::Checked, old_card: OldCard::PoliceLetter };
        let give = || refusal(custody::hand_over(&bed.office, &bed.caller(Role::Counter), &plain(), scene.case().id, how()));
        assert_eq!(unchanged(bed, "the holder died", give), "PICKUP-0006");
        scene.change(|biodata| biodata.life = Life::Alive);
        assert_eq!(notices::plan(&bed.office).unwrap(), 1);
        scene.days(3);
        scene.step();
        assert_eq!(scene.states().last(), Some(&NoticeState::GivenUp));
        assert!(scene.modem.texts.lock().unwrap().is_empty());
        bed.verified();
    });
}

#[test]
fn a_missing_card_is_announced_to_nobody() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, []);
        shelf_count::take_stock(&bed.office, &bed.caller(Role::SectionHead), &plain(), "RAK-01", &[]).unwrap();
        assert_eq!((scene.step(), scene.states()), (0, vec![NoticeState::Cancelled]));
        assert_eq!(notices::plan(&bed.office).unwrap(), 0);
        let (case, counter) = (scene.case(), bed.caller(Role::Counter));
        let pin = app::cases::pin(&bed.office, &counter, case.id).unwrap().unwrap();
        let told = status::public_status(&bed.office, &case.receipt.to_string(), &pin, "").unwrap().unwrap();
        assert!(told.sought && told.place.is_none() && told.stays_until.is_none(), "{told:?}");
        custody::shelve(&bed.office, &bed.caller(Role::SectionHead), &plain(), case.id, "RAK-01").unwrap();
        assert_eq!((notices::plan(&bed.office).unwrap(), scene.step()), (1, 1));
        bed.verified();
    });
}

#[test]
fn the_same_text_minutes_later_is_the_same_and_weeks_later_another() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, []);
        let (from, text) = (phone(1).national(), "kapan jadi?".to_owned());
        let writes = || {
            scene.modem.inward.lock().unwrap().push(Inward::Message { from: from.clone(), text: text.clone(), id: None });
            scene.step();
            notices::inbox(&bed.office, &bed.caller(Role::Counter)).unwrap().len()
        };
        assert_eq!((writes(), writes()), (1, 1), "given again because the answer was lost");
        bed.forward(SignedDuration::from_mins(5));
        assert_eq!(writes(), 1);
        scene.days(21);
        assert_eq!(writes(), 2);
        bed.verified();
    });
}

#[test]
fn who_waits_is_told_a_later_day_too() {
    on_each_engine(|bed| {
        use crate::people::{approve, blanks_at_printer, list, ready};
        blanks_at_printer(bed, 2);
        let (person, waits) = ready(bed, 2);
        let (_, first) = ready(bed, 1);
        let scene = Scene { bed, person, modem: Arc::default() };
        scene.change(|biodata| biodata.phone = Some(phone(1)));
        let defer = |until: Date, printed: CaseId| {
            let run = app::print::RunList {
                deferred: vec![(waits, DeferReason::Reserved)],
                until: Some(until),
                ..list(bed, &[printed], "CETAK-1")
            };
            approve(bed, app::print::release(&bed.office, &bed.caller(Role::Printing), &plain(), run)).unwrap();
        };
        defer(date(2023, 1, 5), first);
        assert_eq!((notices::plan(&bed.office).unwrap(), scene.step()), (1, 1));
        let (_, next) = ready(bed, 3);
        defer(date(2023, 1, 9), next);
        assert_eq!(notices::plan(&bed.office).unwrap(), 0, "not twice within days");
        scene.days(4);
        assert_eq!((notices::plan(&bed.office).unwrap(), scene.step()), (1, 1));
        scene.days(4);
        assert_eq!(notices::plan(&bed.office).unwrap(), 0, "the day is known");
        let texts = scene.modem.texts.lock().unwrap().clone();
        assert!(texts[0].contains("5 Jan 2023") && texts[1].contains("9 Jan 2023"), "{texts:?}");
        bed.verified();
    });
}

#[test]
fn what_lay_with_the_gateway_until_its_deadline_does_not_count() {
    on_each_engine(|bed| {
        let scene = Scene::of(bed, []);
        scene.modem.holds.store(true, Ordering::Relaxed);
        scene.step();
        assert_eq!(scene.states(), [NoticeState::Taken]);
        scene.days(4);
        scene.step();
        assert!(!scene.notices()[0].state.counted(), "{:?}", scene.states());
        scene.step();
        assert_eq!(scene.states(), [NoticeState::GivenUp]);
        assert_eq!(scene.modem.texts.lock().unwrap().len(), 1, "it was taken back and not sent again after its deadline");
        bed.verified();
    });
}
