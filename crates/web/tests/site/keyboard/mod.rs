//! The pick-up desk as its officer works it: a real browser, a scanner that types, and Enter.

mod driver;

use std::net::SocketAddr;

use app::setup;
use domain::{access::Role, case::CaseState};
use jiff::civil::date;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};
use web::router;

use self::driver::Chromium;
use crate::{
    bed::{Bed, PASSWORD, SETUP_TOKEN},
    browser::site_of,
    common,
    lying::{blanks, case_of, people, phone, printed},
};

/// The site on a port.
fn served(bed: &Bed) -> (Runtime, SocketAddr) {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let address = listener.local_addr().unwrap();
    runtime.spawn(axum::serve(listener, router(site_of(bed))).into_future());
    (runtime, address)
}

#[test]
fn nothing_is_skipped_at_a_busy_desk() {
    let handovers = if std::env::var_os("LOKET_TEST_FULL").is_some() { 2_000 } else { 100 };
    // No officer hands so many cards over in minutes: the limit of looks is lifted.
    let bed = Bed::with_rules(|rules| rules.looks.clear());
    let waiting = people(&bed, "52.08.01.2001", (1..=handovers).map(|number| Some(phone(number))));
    blanks(&bed, date(2022, 9, 30), handovers as i64);
    printed(&bed, &waiting, date(2022, 11, 21));
    setup::complete(&bed.office, SETUP_TOKEN).unwrap();
    let (_runtime, address) = served(&bed);

    let desk = Chromium::start(&common::program("chromedriver", "chromium-driver"));
    desk.open(&format!("http://{address}/masuk"));
    let username = Role::Counter.code().replace('_', "-");
    desk.press(&format!("{username}\t"));
    desk.enter(PASSWORD);
    desk.open(&format!("http://{address}/serah"));
    for person in &waiting {
        let receipt = case_of(&bed, *person).receipt.to_string();
        assert_eq!(desk.focus(), "receipt", "the next scan goes into its field: {}", desk.text("main"));
        desk.enter(&receipt);
        assert!(desk.text("main").contains(&receipt), "the page of {receipt}: {}", desk.text("main"));
        assert_eq!(desk.focus(), "identity_checked", "Enter hands over: {}", desk.text("main"));
        desk.enter("");
        assert_eq!(case_of(&bed, *person).state, CaseState::Collected, "{receipt}: {}", desk.text("main"));
    }
    drop(desk);
    bed.verified();
}
