//! Released runs, as the tests of printing need them: drawn up by a print operator, released by a section head.

use app::{
    print::{self, RunList},
    proposals,
};
use domain::{
    access::Role,
    case::DeferReason,
    id::{CaseId, RunId},
};
use jiff::ToSpan;
use serde_json::Value;

use crate::bed::{self, Bed, PASSWORD, plain};

/// Has the cases printed at the first printer, and others wait for blanks; answers the run.
pub fn release(bed: &Bed, jobs: &[CaseId], deferred: &[CaseId]) -> RunId {
    let list = RunList {
        jobs: jobs.iter().map(|case| (*case, "CETAK-1".to_owned())).collect(),
        deferred: deferred.iter().map(|case| (*case, DeferReason::NoBlanks)).collect(),
        until: Some(bed.office.today().saturating_add(14.days())),
        policy: "law_order".to_owned(),
        drawn_at: bed.office.now(),
        reason: "untuk diuji".to_owned(),
    };
    let proposal = bed::proposed(print::release(&bed.office, &bed.caller(Role::Printing), &plain(), list));
    let head = bed.caller(Role::SectionHead);
    let digest = proposals::view(&bed.office, &head, proposal).unwrap().line.proposal.digest;
    let decided = proposals::approve(&bed.office, &head, &plain(), proposal, &digest, PASSWORD).unwrap();
    let outcome: Value = serde_json::from_str(&decided.outcome.unwrap()).unwrap();
    RunId::parse(outcome["run"].as_str().unwrap()).unwrap()
}

/// The same for the case of an address, `/permohonan/…` or `/cases/…`.
pub fn release_one(bed: &Bed, address: &str) -> RunId {
    release(bed, &[CaseId::parse(address.rsplit('/').next().unwrap()).unwrap()], &[])
}
