//! Importing a whole city's register: ours from yes to done, beside the sqlite3 shell's `.import` into a table with the same indexes and a
//! trigger that keeps the history; the same file again; and how counters fare meanwhile.

use std::{
    fs::File,
    io::{BufWriter, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use adapters::synthetic::{self, LOMBOK_UTARA, PALEMBANG, Person, population};
use anyhow::{Context, bail, ensure};
use app::{
    Office,
    import::{self, Worked},
};
use domain::intake::ImportState;

use crate::{bed, offices};

/// People of the file.
const PEOPLE: usize = 1_400_000;
/// Rows of the Excel file.
const EXCEL_ROWS: usize = 100_000;

/// Columns as the population register's own tables call them.
const TITLES: &str =
    "NO,NIK,NO_KK,NAMA_LGKP,TMPT_LHR,TGL_LHR,JENIS_KLMIN,STAT_KWN,NAMA_LGKP_IBU,NO_PROP,NO_KAB,NO_KEC,NO_KEL,ALAMAT,NO_RT,NO_RW";

/// The same indexes as ours on the same columns, and a trigger that keeps each row's history; no search index, no journal, no validation.
const PEER: &str = "
CREATE TABLE person (no INTEGER PRIMARY KEY, nik TEXT NOT NULL, kk TEXT, name TEXT NOT NULL, birth_place TEXT, birth_date TEXT, sex TEXT,
    marital TEXT, mother TEXT, prop TEXT, kab TEXT, kec TEXT, kel TEXT, address TEXT, rt TEXT, rw TEXT) STRICT;
CREATE UNIQUE INDEX person_nik ON person (nik);
CREATE INDEX person_kk ON person (kk);
CREATE TABLE history (person INTEGER NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (person, version)) STRICT, WITHOUT ROWID;
CREATE TRIGGER kept AFTER INSERT ON person BEGIN INSERT INTO history VALUES (new.no, 1, json_array(new.nik, new.kk, new.name,
    new.birth_place, new.birth_date, new.sex, new.marital, new.mother, new.prop, new.kab, new.kec, new.kel, new.address, new.rt, new.rw)); END;
";

/// The rows of the table.
pub fn measure() -> anyhow::Result<Vec<String>> {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("penduduk.csv");
    write_csv(&file, PEOPLE)?;
    let peer = sqlite_import(folder.path(), &file)?;
    let office_folder = folder.path().join("office");
    std::fs::create_dir(&office_folder)?;
    let office = bed::empty(&office_folder, "1671", 512)?;
    let first = one(&office, &file)?;
    ensure!(first.new == PEOPLE as i64, "{} of {PEOPLE} people are new", first.new);
    let again = one(&office, &file)?;
    ensure!(again.new == 0 && again.same == PEOPLE as i64, "the same file changed something");
    drop(office);
    let mut rows = vec![
        format!(
            "| 1.4 million people from yes to done, 500 a transaction | {:.1} s | sqlite3 .import {peer:.1} s | {:.2} |",
            first.taking,
            first.taking / peer
        ),
        format!(
            "| the same with reading and comparing before | {:.1} s | sqlite3 .import {peer:.1} s | {:.2} |",
            first.all(),
            first.all() / peer
        ),
        format!(
            "| the same file again, from yes to done | {:.1} s | first time {:.1} s | {:.2} |",
            again.taking,
            first.taking,
            again.taking / first.taking
        ),
        format!(
            "| the same file again, reading and comparing too | {:.1} s | first time {:.1} s | {:.2} |",
            again.all(),
            first.all(),
            again.all() / first.all()
        ),
        excel(folder.path())?,
    ];
    rows.push(beside(folder.path(), &file)?);
    Ok(rows)
}

/// How counters fare while the big file is taken over into an office that has the first hundred thousand already.
fn beside(folder: &Path, file: &Path) -> anyhow::Result<String> {
    let (office_folder, some) = (folder.join("beside"), folder.join("some.csv"));
    std::fs::create_dir(&office_folder)?;
    write_csv(&some, EXCEL_ROWS)?;
    let office = bed::empty(&office_folder, "1671", 512)?;
    one(&office, &some)?;
    office.store().key().write(&office_folder.join("office.key"))?;
    drop(office);
    offices::beside_an_import(&office_folder, file)
}

/// How long one import took, seconds, and what came of it.
struct Took {
    reading: f64,
    comparing: f64,
    taking: f64,
    new: i64,
    same: i64,
}

impl Took {
    fn all(&self) -> f64 {
        self.reading + self.comparing + self.taking
    }
}

fn one(office: &Office, file: &Path) -> anyhow::Result<Took> {
    let started = Instant::now();
    let received = import::receive_file(office, None, file, "penduduk.csv")?;
    if received.state == ImportState::Mapping {
        import::accept_proposed_columns(office, received.import)?;
    }
    let reading = started.elapsed().as_secs_f64();
    let started = Instant::now();
    ensure!(import::work_once(office)? == Worked::Done, "nothing was compared");
    let comparing = started.elapsed().as_secs_f64();
    let started = Instant::now();
    import::confirm_by_owner(office, received.import)?;
    ensure!(import::work_once(office)? == Worked::Done, "nothing was taken over");
    let taking = started.elapsed().as_secs_f64();
    let outcome = import::outcome(office, received.import)?;
    ensure!(outcome.state == ImportState::Done, "the import is not done");
    let refused = outcome.counts.refused;
    ensure!(refused == 0, "{refused} rows are refused, such as {:?}", first_problem(office, received.import)?);
    Ok(Took { reading, comparing, taking, new: outcome.counts.new, same: outcome.counts.same })
}

/// What is wrong with the first refused row.
fn first_problem(office: &Office, id: domain::id::ImportId) -> anyhow::Result<Option<String>> {
    let refused = import::refused_rows(office, id)?;
    Ok(refused.rows.first().and_then(|row| row.problems.first()).map(|problem| format!("{} {:?}", problem.column, problem.problem)))
}

/// Seconds that the sqlite3 shell needs.
fn sqlite_import(folder: &Path, file: &Path) -> anyhow::Result<f64> {
    let database = folder.join("peer.db");
    let made = Command::new("sqlite3").arg(&database).arg(PEER).status().context("run sqlite3 (Debian package sqlite3)")?;
    ensure!(made.success(), "the peer's table was not made");
    let started = Instant::now();
    let import = format!(".import --csv --skip 1 {} person", file.display());
    let done = Command::new("sqlite3").arg(&database).arg(import).stdout(Stdio::null()).status()?;
    ensure!(done.success(), "the peer did not import");
    Ok(started.elapsed().as_secs_f64())
}

fn write_csv(file: &Path, people: usize) -> anyhow::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    writeln!(out, "{TITLES}")?;
    for (number, person) in (1..).zip(population(&PALEMBANG, 1)?.take(people)) {
        writeln!(out, "{number},{}", cells(&person).join(","))?;
    }
    Ok(out.flush()?)
}

/// The cells after the number; no name of the synthetic people holds a comma.
fn cells(person: &Person) -> Vec<String> {
    let code: Vec<&str> = person.village.split('.').collect();
    let part = |index: usize| code.get(index).copied().unwrap_or_default().to_owned();
    let sex = if person.sex == synthetic::Sex::Male { "1" } else { "2" };
    let marital = match person.marital {
        synthetic::Marital::Single => "1",
        synthetic::Marital::Married => "2",
        synthetic::Marital::Divorced => "3",
        synthetic::Marital::Widowed => "4",
    };
    let born = person.birth_date;
    vec![
        person.nik.clone(),
        person.kk.clone(),
        person.name.replace(',', " "),
        person.birth_place.clone(),
        format!("{:02}/{:02}/{}", born.day(), born.month(), born.year()),
        sex.to_owned(),
        marital.to_owned(),
        format!("IBU {}", person.name.split(' ').next().unwrap_or_default()),
        part(0),
        part(1),
        part(2),
        part(3),
        person.address.replace(',', " "),
        person.rt.to_string(),
        person.rw.to_string(),
    ]
}

/// A file of Excel, from handing it in to done.
fn excel(folder: &Path) -> anyhow::Result<String> {
    let office_folder = folder.join("excel");
    std::fs::create_dir(&office_folder)?;
    let office = bed::empty(&office_folder, "5208", 512)?;
    let titles: Vec<String> = TITLES.split(',').map(str::to_owned).collect();
    let people: Vec<Person> = population(&LOMBOK_UTARA, 1)?.take(EXCEL_ROWS).collect();
    let mut rows = (1..).zip(&people).map(|(number, person)| [vec![number.to_string()], cells(person)].concat());
    let file = folder.join("penduduk.xlsx");
    let bytes = office.sheets().excel(&titles, &mut rows).map_err(|refusal| anyhow::anyhow!("no workbook: {}", refusal.code()))?;
    std::fs::write(&file, bytes)?;
    let took = one(&office, &file)?;
    ensure!(took.new == EXCEL_ROWS as i64, "{} of {EXCEL_ROWS} rows are new", took.new);
    let (all, reading) = (took.all(), took.reading);
    Ok(format!("| 100,000 rows of .xlsx (16 columns), handed in to done | {all:.1} s, of it reading {reading:.1} s | | |"))
}

/// In the server's process: takes a file over while it serves; says when it begins and when it is done.
#[expect(clippy::print_stdout, reason = "the parent reads how far it is")]
pub fn take_over(office: &Office, file: &Path) -> anyhow::Result<()> {
    let received = import::receive_file(office, None, file, "penduduk.csv")?;
    if received.state == ImportState::Mapping {
        import::accept_proposed_columns(office, received.import)?;
    }
    import::work_once(office)?;
    import::confirm_by_owner(office, received.import)?;
    println!("taking over");
    if import::work_once(office)? != Worked::Done {
        bail!("nothing was taken over");
    }
    println!("done");
    Ok(())
}
