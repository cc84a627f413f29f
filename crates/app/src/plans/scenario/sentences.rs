//! What people read: why something cannot be planned, and what came out, in Indonesian and English.

use jiff::civil::Date;
use planner::{
    plan::{
        answer::Verdict,
        chain::Stage,
        refusal::{Each, PlanRefusal},
    },
    rationing::ClassesRefusal,
};
use serde_json::{Value, json};

use super::keys::ScenarioRefusal;

/// One sentence, twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Indonesian.
    pub id: String,
    /// English.
    pub en: String,
}

impl Sentence {
    /// In both languages.
    pub fn new(id: impl Into<String>, en: impl Into<String>) -> Self {
        Self { id: id.into(), en: en.into() }
    }

    /// `{"id": …, "en": …}`.
    pub fn object(&self) -> Value {
        json!({ "id": self.id, "en": self.en })
    }
}

/// Why, and what to do.
pub fn refusal(refusal: &ScenarioRefusal) -> Sentence {
    match refusal {
        ScenarioRefusal::Unreadable(why) => {
            Sentence::new(format!("Berkas ini bukan TOML yang benar: {why}"), format!("This file is not correct TOML: {why}"))
        }
        ScenarioRefusal::UnknownKey { key, known } => {
            let known = known.join(", ");
            Sentence::new(
                format!("Kunci {key} tidak dikenal di sini. Yang dikenal: {known}."),
                format!("The key {key} is not known here. Known are: {known}."),
            )
        }
        ScenarioRefusal::WrongType { key, wanted } => Sentence::new(
            format!("Isi kunci {key} tidak sesuai. Yang diminta: {wanted}."),
            format!("The value of {key} is not of the right kind. Wanted: {wanted}."),
        ),
        ScenarioRefusal::Plan(refusal) => plan_refusal(refusal),
    }
}

fn plan_refusal(refusal: &PlanRefusal) -> Sentence {
    match refusal {
        PlanRefusal::DeadlinePast { key, from, until } if *key != "until" => Sentence::new(
            format!("Hari {key}, yaitu {from}, tidak boleh sesudah {until}."),
            format!("The day {key}, which is {from}, must not lie after {until}."),
        ),
        PlanRefusal::DeadlinePast { from, until, .. } => Sentence::new(
            format!("Hari terakhir {until} sudah lewat pada {from}. Pilih hari sesudahnya."),
            format!("The last day, {until}, lies before {from}. Choose a later one."),
        ),
        PlanRefusal::Amount { key, least, most } => {
            Sentence::new(format!("Nilai {key} harus antara {least} dan {most}."), format!("{key} must lie between {least} and {most}."))
        }
        PlanRefusal::Overloaded { grows, each } => {
            let (id, en) = match each {
                Each::Hour => ("jam", "an hour"),
                Each::WorkingDay => ("hari kerja", "a day"),
            };
            let grows = amount(*grows);
            Sentence::new(
                format!("Tidak pernah selesai; bertambah {grows} setiap {id}. Tambah kemampuan, atau beri hari terakhir."),
                format!("Never; grows by {grows} {en}. Add capacity, or give a last day."),
            )
        }
        PlanRefusal::NoValue { key } => Sentence::new(
            format!(
                "Belum ada data untuk {key}. Beri anggapan, misalnya {key} = {{ value = …, basis = \"assumption\" }}; jawaban akan menandainya."
            ),
            format!(
                "There is no data for {key}. Give an assumption, as {key} = {{ value = …, basis = \"assumption\" }}; the answer marks it as one."
            ),
        ),
        PlanRefusal::Classes(ClassesRefusal::NoClass) => Sentence::new("Beri paling sedikit satu kelas.", "Give at least one class."),
        PlanRefusal::Classes(ClassesRefusal::NoWeight { rank }) => {
            let place = rank + 1;
            Sentence::new(format!("Kelas ke-{place} harus berbobot lebih dari 0."), format!("Class {place} must weigh more than 0."))
        }
        PlanRefusal::Classes(ClassesRefusal::WeightAgainstOrder { rank }) => {
            let place = rank + 1;
            Sentence::new(
                format!("Kelas ke-{place} berbobot lebih dari kelas yang didahulukan. Urutkan kelas menurut aturan."),
                format!("Class {place} weighs more than one that is served before it. Put the classes in the order of the rule."),
            )
        }
        PlanRefusal::NoLadder => Sentence::new(
            "Kantor ini tidak punya tangga pemberitahuan: kartu dicetak saat pemohon datang, sehingga tidak ada yang jatuh tempo.",
            "This office has no ladder of notices: cards are printed when their holders come, so that nothing falls due.",
        ),
        PlanRefusal::TooLong { most, .. } => {
            Sentence::new(format!("Rencana paling lama {most} hari."), format!("A plan has {most} days at most."))
        }
    }
}

/// What came out.
pub fn verdict(verdict: &Verdict) -> Sentence {
    match verdict {
        Verdict::Attainable { on } => Sentence::new(format!("Tercapai pada {on}."), format!("Attainable, on {on}.")),
        Verdict::NotAttainable { missing, because, on } => {
            let (id, en) = because.map_or(("beberapa tahap bersama-sama", "several stages together"), stage);
            let missing = amount(*missing);
            let (id_on, en_on) = on.map_or_else(
                || (String::new(), String::new()),
                |on: Date| (format!(" Dengan laju ini: {on}."), format!(" At this pace: {on}.")),
            );
            Sentence::new(
                format!("Tidak tercapai karena {id}; kurang {missing}.{id_on}"),
                format!("Not attainable, because {en}; {missing} are missing.{en_on}"),
            )
        }
    }
}

/// A stage as the reason.
fn stage(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Reach => ("penduduk yang dapat dan mau datang terlalu sedikit", "reach binds: too few people can and will come"),
        Stage::Stations => ("alat perekaman atau loket kurang", "recording stations or counters bind"),
        Stage::Centre => ("pemeriksaan di pusat membatasi", "the central check binds"),
        Stage::Blanks => ("blangko kurang", "blanks bind"),
        Stage::Printers => ("pencetak kurang", "printers bind"),
        Stage::Handover => ("penyerahan kartu membatasi", "handing over binds"),
    }
}

/// Who must be looked for first.
pub fn unknown(people: u32) -> Sentence {
    Sentence::new(
        format!("Keberadaan {people} orang belum diketahui. Catat siapa yang di luar negeri, pindah, atau meninggal."),
        format!("Nobody knows where {people} people are. Note who is abroad, has moved or has died."),
    )
}

/// Two figures that cannot both be.
pub fn contradiction(stated: u32, counted: u32) -> Sentence {
    Sentence::new(
        format!("Wajib KTP disebut {stated}, tetapi yang sudah dan belum merekam berjumlah {counted}: angka ini tidak cocok."),
        format!("{stated} are said to need a card, but recorded and unrecorded people are {counted}: the figures contradict each other."),
    )
}

/// A backlog that is older than the outage.
pub fn older(unexplained: f64, implied: Option<f64>, inflow: f64) -> Sentence {
    let (unexplained, inflow) = (amount(unexplained), amount(inflow));
    let implied = implied.map_or_else(|| "∞".to_owned(), amount);
    Sentence::new(
        format!("Gangguan itu berarti {implied} sehari, padahal biasanya {inflow}: {unexplained} kartu berasal dari sebelumnya."),
        format!("The outage would mean {implied} a day where {inflow} are usual: {unexplained} cards are older than it."),
    )
}

/// At most one decimal.
fn amount(amount: f64) -> String {
    let rounded = (amount * 10.0).round() / 10.0;
    format!("{rounded}")
}
