//! The acts of the load client: each is a call, and the same act with other content, which a key that was used refuses.

use serde_json::{Value, json};

use super::http::Call;

/// An account of blanks that acts change: what each place holds, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Blanks {
    pub received: i64,
    /// New ones in the two printers.
    pub printers: [i64; 2],
    pub used: i64,
    pub spoiled: i64,
}

impl Blanks {
    /// Adds another account to this one.
    pub fn add(&mut self, other: Self) {
        self.received += other.received;
        for (mine, more) in self.printers.iter_mut().zip(other.printers) {
            *mine += more;
        }
        self.used += other.used;
        self.spoiled += other.spoiled;
    }

    /// New ones in the store.
    pub fn in_store(&self) -> i64 {
        self.received - self.printers.iter().sum::<i64>() - self.used - self.spoiled
    }
}

/// What an act makes of what it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    PersonAdded,
    CaseOpened { person: i64 },
    CaseChanged { case: String, state: &'static str },
    Blanks,
}

/// An act that the client means to do once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    pub key: String,
    pub call: Call,
    /// The same route with other content: answered with 409 when the key was used, and only then.
    pub altered: Call,
    pub effect: Effect,
    pub blanks: Blanks,
}

/// The store's code.
pub const STORE: &str = "GUDANG";
/// The two printers' codes.
pub const PRINTERS: [&str; 2] = ["CETAK-1", "CETAK-2"];

impl Act {
    fn new(key: String, path: String, bodies: [Value; 2], effect: Effect) -> Self {
        let [body, other] = bodies;
        let (call, altered) = (Call { path: path.clone(), body }, Call { path, body: other });
        Self { key, call, altered, effect, blanks: Blanks::default() }
    }

    /// Adds the synthetic person with this number.
    pub fn add_person(key: String, number: u32) -> Self {
        let body = |name: &str| {
            json!({ "nik": nik(number), "kk": "", "name": name, "birth_place": "TANJUNG", "birth_date": birth_date(number), "sex": "male",
                "marital": "single", "village": "52.08.01.2001", "address": "DUSUN UJI", "rt": "1", "rw": "", "phone": "" })
        };
        let name = name(number);
        Self::new(key, "/people".to_owned(), [body(&name), body(&format!("{name} LAIN"))], Effect::PersonAdded)
    }

    pub fn open_case(key: String, person: i64) -> Self {
        let bodies = [json!({ "purpose": "first" }), json!({ "purpose": "first", "documents": ["kk_copy"] })];
        Self::new(key, format!("/people/{person}/cases"), bodies, Effect::CaseOpened { person })
    }

    pub fn add_documents(key: String, case: &str) -> Self {
        let bodies = [json!({ "documents": ["kk_copy"] }), json!({ "documents": ["kk_copy", "form_f102"] })];
        Self::change(key, case, "documents", bodies, "waiting_recording")
    }

    /// Notes the recording. It has no content, so the altered call names another case.
    pub fn record_biometrics(key: String, case: &str) -> Self {
        let mut act = Self::change(key, case, "recording", [json!({}), json!({})], "waiting_central");
        "/cases/00000000-0000-7000-8000-000000000000/recording".clone_into(&mut act.altered.path);
        act
    }

    pub fn observe_central(key: String, person: i64, case: &str) -> Self {
        let bodies = [json!({ "code": "PRINT_READY_RECORD" }), json!({ "code": "PRINT_READY_RECORD", "observed_on": "2020-01-01" })];
        let effect = Effect::CaseChanged { case: case.to_owned(), state: "ready_to_print" };
        Self::new(key, format!("/people/{person}/central-observations"), bodies, effect)
    }

    /// Books a spoiled blank of one of the two printers. Printing itself takes two people, and a load has one.
    pub fn spoil(key: String, printer: usize) -> Self {
        let body = |printer| json!({ "from": code(printer), "quantity": 1, "cause": "no_chip" });
        let mut act = Self::new(key, "/stock/spoilages".to_owned(), [body(printer), body(printer + 1)], Effect::Blanks);
        act.blanks.spoiled = 1;
        act.blanks.take_from(printer, 1);
        act
    }

    pub fn cancel(key: String, case: &str) -> Self {
        Self::change(key, case, "cancellation", [json!({ "reason": "uji" }), json!({ "reason": "uji lain" })], "cancelled")
    }

    /// Books a delivery into the store.
    pub fn receive(key: String, quantity: i64) -> Self {
        let body = |quantity| json!({ "lot": format!("SJ-{key}"), "quantity": quantity, "counted": quantity, "source": "centre" });
        let bodies = [body(quantity), body(quantity + 1)];
        let mut act = Self::new(key, "/stock/receipts".to_owned(), bodies, Effect::Blanks);
        act.blanks.received = quantity;
        act
    }

    /// Moves blanks from the store to a printer.
    pub fn supply(key: String, printer: usize, quantity: i64) -> Self {
        let body = |quantity| json!({ "from": STORE, "to": code(printer), "quantity": quantity });
        let bodies = [body(quantity), body(quantity + 1)];
        let mut act = Self::new(key, "/stock/moves".to_owned(), bodies, Effect::Blanks);
        act.blanks.take_from(printer, -quantity);
        act
    }

    /// Moves blanks from a printer back to the store: allowed on any day, also while the store's last day is not closed.
    pub fn bring_back(key: String, printer: usize, quantity: i64) -> Self {
        let body = |quantity| json!({ "from": code(printer), "to": STORE, "quantity": quantity });
        let mut act = Self::new(key, "/stock/moves".to_owned(), [body(quantity), body(quantity + 1)], Effect::Blanks);
        act.blanks.take_from(printer, quantity);
        act
    }

    fn change(key: String, case: &str, act: &str, bodies: [Value; 2], state: &'static str) -> Self {
        Self::new(key, format!("/cases/{case}/{act}"), bodies, Effect::CaseChanged { case: case.to_owned(), state })
    }
}

impl Blanks {
    fn take_from(&mut self, printer: usize, quantity: i64) {
        if let Some(held) = self.printers.get_mut(printer % PRINTERS.len()) {
            *held -= quantity;
        }
    }
}

fn code(printer: usize) -> &'static str {
    PRINTERS.get(printer % PRINTERS.len()).copied().unwrap_or_default()
}

/// Day, month and two digits of the year of birth, and the serial: a different NIK for each number.
fn birth(number: u32) -> [u32; 4] {
    [1 + number % 28, 1 + number / 28 % 12, 60 + number / 336 % 30, 1 + number / 10_080]
}

fn nik(number: u32) -> String {
    let [day, month, year, serial] = birth(number);
    format!("520801{day:02}{month:02}{year:02}{serial:04}")
}

fn birth_date(number: u32) -> String {
    let [day, month, year, _] = birth(number);
    format!("19{year:02}-{month:02}-{day:02}")
}

/// A name in letters alone: WARGA and the number, written with the letters A to J for its digits.
fn name(number: u32) -> String {
    let letters = number.to_string().bytes().map(|digit| char::from(digit - b'0' + b'A')).collect::<String>();
    format!("WARGA {letters}")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_person_has_a_nik_and_name_of_their_own() {
        let numbers = (0..50_000).chain(1_000_000..1_050_000).chain(32_000_000..32_010_000);
        let people: BTreeSet<(String, String)> = numbers.clone().map(|number| (nik(number), name(number))).collect();
        assert_eq!(people.len(), numbers.count());
        assert!(people.iter().all(|(nik, name)| nik.len() == 16 && name.is_ascii()));
        assert_eq!((nik(0), birth_date(0), name(10)), ("5208010101600001".to_owned(), "1960-01-01".to_owned(), "WARGA BA".to_owned()));
    }

    #[test]
    fn an_altered_act_goes_to_the_same_route_with_other_content() {
        let key = || "k".to_owned();
        let acts = [
            Act::add_person(key(), 1),
            Act::open_case(key(), 1),
            Act::add_documents(key(), "c"),
            Act::record_biometrics(key(), "c"),
            Act::observe_central(key(), 1, "c"),
            Act::spoil(key(), 0),
            Act::cancel(key(), "c"),
            Act::receive(key(), 5),
            Act::supply(key(), 0, 5),
            Act::bring_back(key(), 0, 5),
        ];
        for act in acts {
            assert_ne!(act.call, act.altered, "{act:?}");
            assert_eq!(act.call.path.split('/').next_back(), act.altered.path.split('/').next_back(), "{act:?}");
        }
    }

    #[test]
    fn blanks_are_moved_and_never_made() {
        let mut all = Blanks::default();
        let key = || "k".to_owned();
        for act in
            [Act::receive(key(), 50), Act::supply(key(), 0, 20), Act::bring_back(key(), 0, 3), Act::spoil(key(), 0), Act::spoil(key(), 0)]
        {
            all.add(act.blanks);
        }
        assert_eq!(all, Blanks { received: 50, printers: [15, 0], used: 0, spoiled: 2 });
        assert_eq!(all.in_store(), 33);
    }
}
