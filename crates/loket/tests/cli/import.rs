//! `loket import`: reports, dry runs, and a process that is killed at any moment.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Stdio,
    thread,
    time::Duration,
};

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{loket, run, text};

const TITLES: &str = "NIK;NO_KK;NAMA_LGKP;TMPT_LHR;TGL_LHR;JENIS_KLMIN;STAT_KWN;NAMA_LGKP_IBU;DESA;ALAMAT;NO_RT;NO_RW";

fn office(folder: &Path, name: &str) -> PathBuf {
    let dir = folder.join(name);
    let (code, _, errors) = run(&["init", "--dir", text(&dir), "--office", "5208", "--json"]);
    assert_eq!(code, Some(0), "{errors}");
    dir
}

/// A register of so many women, with one row that is refused and one that asks a question.
fn file(folder: &Path, people: usize) -> PathBuf {
    let row = |serial: usize| {
        let nik = format!("5208015205{:02}{serial:04}", 60 + serial / 9000);
        let year = 1960 + serial / 9000;
        format!("{nik};5208010101150002;SITI AMINAH;TANJUNG;12/05/{year};P;K;;52.08.01.2001;RUMAH {serial};1;2")
    };
    let mut rows = vec![TITLES.to_owned()];
    rows.extend((1..=people).map(row));
    rows.push(row(people + 1).replace("12/05/", "32/05/"));
    rows.push(format!("0;{}", row(people + 2).split_once(';').unwrap().1));
    let path = folder.join("penduduk.csv");
    fs::write(&path, rows.join("\n")).unwrap();
    path
}

fn import(dir: &Path, file: &Path, more: &[&str]) -> (Option<i32>, Value, String) {
    run(&[&["import", "--dir", text(dir), text(file), "--json"], more].concat())
}

/// The register and the questions, whatever their numbers are.
fn register(dir: &Path) -> Vec<String> {
    let database = Connection::open(dir.join("loket.db")).unwrap();
    let mut found = Vec::new();
    for sql in [
        "SELECT nik || '|' || version || '|' || name || '|' || address || '|' || village || '|' || life FROM person ORDER BY nik",
        "SELECT question || '|' || kind || '|' || state FROM question ORDER BY question",
    ] {
        let mut statement = database.prepare(sql).unwrap();
        found.extend(statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
    }
    found
}

fn verified(dir: &Path) {
    let (code, object, _) = run(&["verify", "--dir", text(dir), "--json"]);
    assert_eq!(code, Some(0), "{object}");
}

#[test]
fn a_file_is_compared_taken_over_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let (dir, file) = (office(folder.path(), "kantor"), file(folder.path(), 60));
    let before = fs::metadata(dir.join("loket.db")).is_ok();
    assert!(before);
    let figures = |object: &Value| {
        let report = &object["files"][0];
        ["rows", "new", "changed", "same", "refused", "held"].map(|name| report[name].as_i64().unwrap())
    };
    let (code, object, errors) = import(&dir, &file, &["--dry-run"]);
    assert_eq!((code, figures(&object), object["dry_run"].clone()), (Some(0), [62, 60, 0, 0, 1, 1], json!(true)), "{errors}");
    assert_eq!(register(&dir).len(), 0, "a dry run changes nothing");
    let (code, object, errors) = import(&dir, &file, &[]);
    assert_eq!((code, figures(&object)), (Some(0), [62, 60, 0, 0, 1, 1]), "{errors}");
    let after = register(&dir);
    let (_, object, _) = import(&dir, &file, &[]);
    assert_eq!((figures(&object), register(&dir)), ([62, 0, 0, 60, 1, 1], after), "the same file again");
    let picture = folder.path().join("foto.csv");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n").unwrap();
    let (code, object, _) = import(&dir, &picture, &[text(&file)]);
    assert_eq!(code, Some(1));
    assert!(object["files"][0]["error"].as_str().unwrap().contains("FILE-0003"), "{object}");
    assert_eq!(object["files"][1]["ok"], json!(true), "the next file is imported all the same");
    verified(&dir);
}

#[test]
fn a_process_that_is_killed_at_any_moment_loses_and_doubles_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (whole, killed) = (office(folder.path(), "sekali"), office(folder.path(), "berkali-kali"));
    let file = file(folder.path(), 6000);
    assert_eq!(import(&whole, &file, &[]).0, Some(0));
    for pause in [30, 90, 150, 210, 270, 330, 400] {
        let mut child =
            loket(&["import", "--dir", text(&killed), text(&file), "--json"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::park_timeout(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        verified(&killed);
    }
    assert_eq!(import(&killed, &file, &[]).0, Some(0));
    assert!(register(&killed) == register(&whole), "what one run would have given");
    verified(&killed);
}
