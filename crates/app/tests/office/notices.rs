//! Notices: a thousand of them through a gateway that throttles, loses answers, dies twice and reports late, twice and out of order. The
//! gateway is a fake of these tests; what real ones do is tried where their protocols are.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, Mutex, Weak},
    time::Duration,
};

use app::{
    Office,
    gateway::{Asked, Gateway, GatewayFault, Handed, Inward, KeepFault, Outgoing, ReceiptState},
    notices::{self, NextTelling, Why},
};
use domain::{
    access::Role,
    case::ToldBy,
    notice::{InboundState, Language, Notice, NoticePurpose, NoticeState},
};
use jiff::{
    SignedDuration,
    civil::{Date, date},
};
use store::tables;

use crate::{
    bed::{Bed, on_each_engine, plain, refusal},
    lying::{blanks, case_of, notified, on, people, phone, printed},
    refusals::require,
    snapshot::unchanged,
};

const DAY: Date = date(2022, 11, 25);

/// What the fake network knows.
#[derive(Default)]
struct Network {
    calls: usize,
    /// Until this call nothing answers.
    dead_until: usize,
    attempts: BTreeMap<String, usize>,
    /// Messages on each telephone.
    arrived: BTreeMap<String, usize>,
    /// What was taken, by our number of the attempt.
    taken: BTreeSet<String>,
    /// What was not taken in yet.
    inward: Vec<Inward>,
    /// The latest text that went out.
    text: Option<String>,
}

/// A gateway that behaves badly in every known way.
struct Fake {
    name: &'static str,
    can_tell: bool,
    network: Mutex<Network>,
    /// The calls after which it takes the message and dies without an answer.
    deaths: &'static [usize],
    office: Weak<Office>,
}

impl Fake {
    fn new(bed: &Bed, name: &'static str, can_tell: bool, deaths: &'static [usize]) -> Arc<Self> {
        Arc::new(Self { name, can_tell, network: Mutex::default(), deaths, office: Arc::downgrade(&bed.office) })
    }

    /// What it says of an attempt: by its own number, and by ours where it carried it.
    fn receipt(&self, reference: &str, id: usize, state: ReceiptState) -> Inward {
        let ours = Some(reference.to_owned()).filter(|_| self.can_tell);
        Inward::Receipt { reference: ours, id: Some(id.to_string()), state, reason: String::new() }
    }
}

/// The last digits of a number say how its telephone behaves.
fn behaviour(phone: &str) -> usize {
    phone[phone.len() - 3..].parse().unwrap()
}

impl Gateway for Fake {
    fn name(&self) -> &str {
        self.name
    }

    fn send(&self, message: &Outgoing<'_>) -> Handed {
        let mut network = self.network.lock().unwrap();
        network.calls += 1;
        let (call, reason) = (network.calls, "uji".to_owned());
        if call < network.dead_until {
            return Handed::Busy { retry_after: None, reason };
        }
        let attempts = network.attempts.entry(message.to.to_owned()).or_default();
        *attempts += 1;
        let (first, behaves) = (*attempts == 1, behaviour(message.to));
        if first && behaves % 5 == 0 {
            return Handed::Busy { retry_after: Some(Duration::from_secs(30)), reason };
        }
        if behaves % 20 == 3 {
            return Handed::Refused { permanent: true, reason };
        }
        let bad = behaves % 20 == 13;
        let state = if bad { ReceiptState::Failed { permanent: true } } else { ReceiptState::Delivered };
        network.taken.insert(message.reference.to_owned());
        network.text = Some(message.text.to_owned());
        if !bad {
            *network.arrived.entry(message.to.to_owned()).or_default() += 1;
        }
        if behaves % 4 == 1 {
            network.inward.push(self.receipt(message.reference, call, ReceiptState::Failed { permanent: false }));
        }
        let receipt = self.receipt(message.reference, call, state);
        if self.deaths.contains(&call) {
            network.dead_until = call + 20;
            network.inward.push(receipt);
            return Handed::Lost { reason };
        }
        if behaves % 7 == 2 {
            // The receipt is here before the answer.
            drop(network);
            notices::hear(&self.office.upgrade().unwrap(), self.name, receipt).unwrap();
        } else {
            network.inward.push(receipt);
        }
        Handed::Taken { id: Some(call.to_string()) }
    }

    fn ask(&self, reference: &str, _: Option<&str>) -> Asked {
        let taken = self.network.lock().unwrap().taken.contains(reference);
        match taken {
            _ if !self.can_tell => Asked::CannotSay,
            true => Asked::Known(ReceiptState::Underway, String::new()),
            false => Asked::Unknown,
        }
    }

    /// Everything in the worst order, and everything twice.
    fn receive(&self, keep: &mut dyn FnMut(Inward) -> Result<(), KeepFault>) -> Result<usize, GatewayFault> {
        let mut inward = std::mem::take(&mut self.network.lock().unwrap().inward);
        inward.reverse();
        for one in inward.iter().chain(&inward) {
            keep(one.clone())?;
        }
        Ok(inward.len())
    }
}

fn all(bed: &Bed) -> Vec<Notice> {
    let mut found = Vec::new();
    for state in NoticeState::ALL {
        found.extend(bed.office.store().read(|tx| tables::notice::stale(tx, *state, jiff::Timestamp::MAX, 9_999)).unwrap());
    }
    found
}

fn count(bed: &Bed, state: NoticeState) -> usize {
    all(bed).iter().filter(|notice| notice.state == state).count()
}

fn gateways(fakes: &[&Arc<Fake>]) -> Vec<Arc<dyn Gateway>> {
    fakes.iter().map(|fake| Arc::clone(fake) as Arc<dyn Gateway>).collect()
}

/// Cards of people with the numbers 1 to `cards`, on a shelf since this morning.
fn lying(bed: &Bed, cards: usize) {
    let people = people(bed, "52.08.01.2001", (1..=cards).map(|number| Some(phone(number))));
    blanks(bed, DAY, cards as i64);
    printed(bed, &people, DAY);
    bed.forward(SignedDuration::from_hours(3));
}

#[test]
fn a_thousand_notices_reach_who_they_say_and_nobody_twice_unmarked() {
    let bed = Bed::on_sqlite();
    lying(&bed, 1_000);
    assert_eq!(notices::plan(&bed.office).unwrap(), 1_000);
    assert_eq!(notices::plan(&bed.office).unwrap(), 0, "written once");
    let silent = Fake::new(&bed, "modem", false, &[300, 700]);
    let talking = Fake::new(&bed, "aggregator", true, &[40]);
    let ways = gateways(&[&silent, &talking]);
    for round in 0.. {
        assert!(round < 2_000, "it comes to an end");
        let sent = notices::step(&bed.office, &ways).unwrap().sent;
        bed.forward(SignedDuration::from_mins(if sent == 0 { 20 } else { 1 }));
        let left = |state| bed.office.store().read(|tx| tables::notice::stale(tx, state, jiff::Timestamp::MAX, 1)).unwrap().len();
        let open = [NoticeState::Waiting, NoticeState::Sending, NoticeState::Uncertain, NoticeState::Taken];
        if open.into_iter().map(left).sum::<usize>() == 0 {
            break;
        }
    }
    let notices = all(&bed);
    assert_eq!(notices.len(), 1_000);
    let mut arrived = silent.network.lock().unwrap().arrived.clone();
    for (phone, messages) in &talking.network.lock().unwrap().arrived {
        *arrived.entry(phone.clone()).or_default() += messages;
    }
    for notice in &notices {
        let to = notice.phone.as_ref().unwrap().as_str();
        let messages = arrived.get(to).copied().unwrap_or_default();
        let bad = matches!(behaviour(to) % 20, 3 | 13);
        assert_eq!(notice.state, if bad { NoticeState::Undeliverable } else { NoticeState::Delivered }, "{notice:?}");
        assert_eq!(messages > 0, notice.state == NoticeState::Delivered, "each citizen got what the record says");
        assert!(messages <= 1 || notice.possibly_double, "{messages} messages and no mark: {notice:?}");
    }
    let double = notices.iter().filter(|notice| notice.possibly_double).count();
    assert!(double <= 2, "only what the silent gateway lost may come twice: {double}");
    assert_eq!(count(&bed, NoticeState::Undeliverable), 100);
    bed.verified();
}

/// The sender itself dies between the mark and the answer: the next one finds out, or sends again with the mark.
#[test]
fn a_sender_that_died_leaves_nothing_uncertain() {
    on_each_engine(|bed| {
        lying(bed, 2);
        notices::plan(&bed.office).unwrap();
        let lost = Fake::new(bed, "modem", false, &[1, 2]);
        notices::step(&bed.office, &gateways(&[&lost])).unwrap();
        assert_eq!(count(bed, NoticeState::Uncertain), 1);
        assert_eq!(count(bed, NoticeState::Waiting), 1, "it said that it cannot");
        assert!(all(bed).iter().filter(|notice| notice.state == NoticeState::Uncertain).all(|notice| !notice.state.counted()));
        bed.forward(SignedDuration::from_hours(5));
        notices::step(&bed.office, &gateways(&[&lost])).unwrap();
        assert_eq!(count(bed, NoticeState::Uncertain), 1, "not before the set time");
        bed.forward(SignedDuration::from_hours(2));
        for _ in 0..30 {
            notices::step(&bed.office, &gateways(&[&lost])).unwrap();
            bed.forward(SignedDuration::from_mins(10));
        }
        assert_eq!(count(bed, NoticeState::Uncertain) + count(bed, NoticeState::Sending), 0);
        assert_eq!(all(bed).iter().filter(|notice| notice.possibly_double).count(), 1);
        bed.verified();
    });
}

#[test]
fn nothing_is_sent_at_night_to_who_said_stop_or_for_what_is_over() {
    on_each_engine(|bed| {
        lying(bed, 3);
        let modem = Fake::new(bed, "modem", false, &[]);
        let ways = gateways(&[&modem]);
        notices::plan(&bed.office).unwrap();
        bed.clock.set(crate::lying::at(bed, DAY, 22));
        assert_eq!(notices::step(&bed.office, &ways).unwrap().sent, 0, "quiet hours");
        notices::stop_phone(&bed.office, &bed.caller(Role::Counter), &plain(), &phone(1)).unwrap();
        let how = domain::case::HandOver { identity: domain::case::Identity::Checked, old_card: domain::case::OldCard::PoliceLetter };
        let collected = case_of(bed, domain::id::PersonId(2)).id;
        app::custody::hand_over(&bed.office, &bed.caller(Role::Counter), &plain(), collected, how).unwrap();
        on(bed, date(2022, 11, 26));
        assert_eq!(notices::step(&bed.office, &ways).unwrap().sent, 1);
        assert_eq!(count(bed, NoticeState::Cancelled), 2);
        bed.verified();
    });
}

#[test]
fn a_dead_gateway_rings_the_alarm_and_a_deadline_ends_the_notice() {
    on_each_engine(|bed| {
        lying(bed, 1);
        notices::plan(&bed.office).unwrap();
        let (counter, dead) = (bed.caller(Role::Counter), Fake::new(bed, "modem", false, &[]));
        dead.network.lock().unwrap().dead_until = usize::MAX;
        let alarm = || notices::board(&bed.office, &counter).unwrap().alarm;
        notices::step(&bed.office, &gateways(&[&dead])).unwrap();
        assert_eq!(alarm(), None);
        bed.forward(SignedDuration::from_mins(61));
        assert!(alarm().is_some());
        bed.forward(SignedDuration::from_hours(72));
        notices::step(&bed.office, &gateways(&[&dead])).unwrap();
        assert_eq!(count(bed, NoticeState::GivenUp), 1);
        assert_eq!(notices::plan(&bed.office).unwrap(), 1, "it did not count: the next one is written");
        bed.verified();
    });
}

#[test]
fn who_was_never_told_stands_in_a_queue_with_a_next_step() {
    on_each_engine(|bed| {
        let numbers = [Some(phone(1)), Some(phone(3)), None];
        let people = people(bed, "52.08.01.2001", numbers);
        blanks(bed, DAY, 3);
        printed(bed, &people, DAY);
        bed.forward(SignedDuration::from_hours(3));
        let counter = bed.caller(Role::Counter);
        let queue = || notices::never_told(&bed.office, &counter, 99).unwrap();
        let brief = || {
            let mut lines: Vec<_> = queue().into_iter().map(|untold| (untold.line.person, untold.why, untold.next)).collect();
            lines.sort_unstable();
            lines
        };
        let [fine, wrong, none] = [people[0], people[1], people[2]];
        assert_eq!(
            brief(),
            [
                (fine, Why::NotSent, NextTelling::Message),
                (wrong, Why::NotSent, NextTelling::Message),
                (none, Why::NoPhone, NextTelling::Village)
            ]
        );
        notices::plan(&bed.office).unwrap();
        let modem = Fake::new(bed, "modem", false, &[]);
        notices::step(&bed.office, &gateways(&[&modem])).unwrap();
        assert_eq!(brief(), [(wrong, Why::WrongNumber, NextTelling::Village), (none, Why::NoPhone, NextTelling::Village)]);
        assert!(queue().iter().all(|untold| untold.owner == Role::Subdistrict));
        let told = notices::note_told(&bed.office, &bed.caller(Role::Subdistrict), &plain(), case_of(bed, none).id, ToldBy::Village);
        assert_eq!(told.unwrap().state, "told");
        assert_eq!(brief().len(), 1);
        let shown = notices::notices_of(&bed.office, &bed.caller(Role::Auditor), case_of(bed, fine).id).unwrap();
        assert_eq!((shown.notices.len(), &shown.notices[0].phone), (1, &None), "an auditor sees no number");
        bed.verified();
    });
}

#[test]
fn what_there_is_not_to_say_is_refused() {
    on_each_engine(|bed| {
        let people = people(bed, "52.08.01.2001", [Some(phone(1)), None]);
        blanks(bed, DAY, 2);
        printed(bed, &people, DAY);
        bed.forward(SignedDuration::from_hours(3));
        let counter = bed.caller(Role::Counter);
        let [with, without] = [case_of(bed, people[0]).id, case_of(bed, people[1]).id];
        let notify = |case, purpose| refusal(notices::notify(&bed.office, &counter, &plain(), case, (purpose, Language::Indonesian)));
        require(
            bed,
            vec![
                ("no number", "NOTICE-0002", Box::new(|| notify(without, NoticePurpose::Ready))),
                ("not deferred", "NOTICE-0005", Box::new(|| notify(with, NoticePurpose::Deferred))),
                ("not at a village", "NOTICE-0005", Box::new(|| notify(with, NoticePurpose::Moved))),
                ("not printed on arrival", "NOTICE-0005", Box::new(|| notify(with, NoticePurpose::Invited))),
            ],
        );
        let written = notices::notify(&bed.office, &counter, &plain(), with, (NoticePurpose::Ready, Language::English)).unwrap();
        let case = case_of(bed, people[0]);
        assert!(written.text.contains(&case.receipt.to_string()) && written.text.contains("is ready"), "{}", written.text);
        assert!(!written.text.contains("SAHRUL") && !written.text.contains("52080"), "no name, no NIK: {}", written.text);
        assert_eq!(notify(with, NoticePurpose::Ready), "NOTICE-0006", "one waits already");
        notices::stop_phone(&bed.office, &counter, &plain(), &phone(1)).unwrap();
        let modem = Fake::new(bed, "modem", false, &[]);
        notices::step(&bed.office, &gateways(&[&modem])).unwrap();
        assert_eq!(notify(with, NoticePurpose::Ready), "NOTICE-0003", "the number wants none");
        assert!(notices::allow_phone(&bed.office, &counter, &plain(), &phone(1)).unwrap());
        notices::notify(&bed.office, &counter, &plain(), with, (NoticePurpose::Reminder, Language::Indonesian)).unwrap();
        bed.verified();
    });
}

#[test]
fn citizens_are_answered_obeyed_or_read() {
    on_each_engine(|bed| {
        let people = people(bed, "52.08.01.2001", [Some(phone(1))]);
        blanks(bed, DAY, 1);
        printed(bed, &people, DAY);
        bed.forward(SignedDuration::from_hours(3));
        let (case, counter) = (case_of(bed, people[0]), bed.caller(Role::Counter));
        let pin = app::cases::pin(&bed.office, &counter, case.id).unwrap().unwrap();
        let modem = Fake::new(bed, "modem", false, &[]);
        let ways = gateways(&[&modem]);
        let hear = |text: &str, number: usize| {
            let (from, text, id) = ("0812-0000-0001".to_owned(), text.to_owned(), number.to_string());
            modem.network.lock().unwrap().inward = vec![Inward::Message { from, text, id: Some(id) }];
            notices::step(&bed.office, &ways).unwrap();
            modem.network.lock().unwrap().text.take()
        };
        let told = hear(&format!("status {} {pin}", case.receipt), 1).unwrap();
        assert!(told.contains("siap diambil") && domain::gsm::septets(&told).unwrap() <= 160, "{told}");
        assert_eq!(hear(&format!("status {} {pin}", case.receipt), 1), None, "handed over again, answered once");
        let wrong = hear(&format!("status {} 000000", case.receipt), 2).unwrap();
        assert_eq!(hear("status 0000-0000-0 000000", 3).unwrap(), wrong, "a wrong PIN and an unknown receipt sound alike");
        assert_eq!(hear("kapan KTP saya jadi?", 4), None);
        assert!(hear("STOP", 5).unwrap().contains("tidak akan menerima SMS"));
        let open = notices::inbox(&bed.office, &counter).unwrap();
        assert_eq!((open.len(), open[0].message.text.as_str(), open[0].name.as_deref()), (1, "kapan KTP saya jadi?", Some("SAHRUL")));
        let kept = bed.office.store().read(|tx| tables::inbound::in_state(tx, InboundState::Answered, 9)).unwrap();
        assert!(kept.iter().all(|message| !message.text.contains(&pin)), "a PIN is nobody's to read");
        let close = || notices::close_message(&bed.office, &counter, &plain(), open[0].message.id, "ditelepon");
        close().unwrap();
        assert_eq!(unchanged(bed, "closed twice", || refusal(close())), "NOTICE-0008");
        assert_eq!(notices::plan(&bed.office).unwrap(), 0, "the number said stop");
        bed.verified();
    });
}

#[test]
fn a_person_who_was_notified_before_is_reminded_by_the_ladder() {
    on_each_engine(|bed| {
        let people = people(bed, "52.08.01.2001", [Some(phone(1))]);
        blanks(bed, date(2022, 11, 1), 1);
        printed(bed, &people, date(2022, 11, 1));
        notified(bed, &people, date(2022, 11, 1));
        assert_eq!(notices::plan(&bed.office).unwrap(), 1, "14 days after printing");
        let last = all(bed).into_iter().find(|notice| notice.number == 2).unwrap();
        assert_eq!((last.purpose, last.state), (NoticePurpose::Reminder, NoticeState::Waiting));
        bed.verified();
    });
}
