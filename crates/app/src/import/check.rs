//! Comparing a file with the register: what would become of each row. Nothing is changed.

use std::collections::BTreeMap;

use domain::{
    id::ImportId,
    intake::{ImportState, SheetRow},
};
use store::{
    StoreFault, journal,
    tables::import::{self, Batch, ShownRow},
};

use super::{
    judge::{Judge, Judged, Verdict},
    kept::{Counts, Preview, ShownKind},
    parts,
    receive::json,
    suspects::{Newcomer, Suspects},
};
use crate::{AppError, Office, figures};

/// Of each kind that is not refused the first so many rows are shown.
pub(super) const SHOWN: usize = 50;

/// Whether a comparison came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Went {
    Through,
    /// The import was given up, or its columns were mapped anew, meanwhile.
    Away,
}

/// Compares an import, from the beginning.
pub(super) fn check(office: &Office, batch: &Batch) -> Result<(), AppError> {
    let mut preview = Preview::default();
    let began = office.store.read(|tx| journal::head(tx))?.seq;
    if pass(office, batch, &mut preview)? == Went::Away {
        return Ok(());
    }
    // Which rows clash is known only at the end; they are judged once more, now as rows that are kept apart.
    if !preview.clashing.is_empty() {
        preview.counts = Counts::default();
        if pass(office, batch, &mut preview)? == Went::Away {
            return Ok(());
        }
    }
    preview.alive = figures::count(office)?.register.people;
    let (id, preview) = (batch.id, json(&preview)?);
    office.store.write("import_compared", office.seed(), move |write| {
        let Some(mut batch) = import::find(write, id)?.filter(|batch| batch.state == ImportState::Checking) else { return Ok(()) };
        (batch.state, batch.preview, batch.compared_at) = (ImportState::Ready, preview.clone(), began);
        import::save(write, &batch)
    })?;
    Ok(())
}

/// One pass over all rows: counts, rows to show, and who clashes with whom.
fn pass(office: &Office, batch: &Batch, preview: &mut Preview) -> Result<Went, AppError> {
    let id = batch.id;
    office.store.write("import_recheck", office.seed(), move |write| import::delete_rows(write, id))?;
    let mut judge = Judge::of(office, batch, &preview.clashing)?;
    let mut suspects = Suspects::default();
    let mut shown: BTreeMap<ShownKind, usize> = BTreeMap::new();
    for part in 1..=batch.parts {
        if office.is_stopping() {
            return Ok(Went::Away);
        }
        let rows = read_part(office, id, part)?;
        let judged = office.store.read(|tx| judge.judge(tx, rows))?;
        let mut keep = Vec::new();
        for one in &judged {
            preview.counts += one.counts();
            if let Ok(incoming) = &one.reading.incoming {
                let newcomer = if matches!(one.verdict, Verdict::New(..)) { Newcomer::Yes } else { Newcomer::No };
                suspects.meet(incoming, newcomer);
            }
            keep.extend(one.kinds().filter(|kind| is_kept(&mut shown, *kind)).map(|kind| shown_row(one, kind)));
        }
        if report(office, id, part, keep)? == Went::Away {
            return Ok(Went::Away);
        }
    }
    let found = office.store.read(|tx| suspects.find(tx))?;
    (preview.clashing, preview.one_person) = (found.clashing, found.one_person);
    Ok(Went::Through)
}

fn is_kept(shown: &mut BTreeMap<ShownKind, usize>, kind: ShownKind) -> bool {
    let count = shown.entry(kind).or_default();
    *count += 1;
    kind == ShownKind::Refused || *count <= SHOWN
}

/// A row as it is kept to be shown: it is judged anew then.
fn shown_row(judged: &Judged, kind: ShownKind) -> ShownRow {
    ShownRow { kind: kind.code().to_owned(), line: i64::from(judged.row.line), content: judged.row.cells.join("\u{1f}") }
}

/// The row that was kept.
pub(super) fn kept_row(shown: &ShownRow) -> SheetRow {
    SheetRow { line: u32::try_from(shown.line).unwrap_or_default(), cells: shown.content.split('\u{1f}').map(str::to_owned).collect() }
}

/// Writes how far the comparison has come, with the rows to show.
fn report(office: &Office, id: ImportId, part: i64, rows: Vec<ShownRow>) -> Result<Went, AppError> {
    Ok(office.store.write("import_check", office.seed(), move |write| {
        let Some(mut batch) = import::find(write, id)?.filter(|batch| batch.state == ImportState::Checking) else {
            return Ok(Went::Away);
        };
        batch.checked = part;
        import::save(write, &batch)?;
        import::insert_rows(write, id, &rows)?;
        Ok::<_, StoreFault>(Went::Through)
    })?)
}

/// A part of an import's rows.
pub(super) fn read_part(office: &Office, import: ImportId, part: i64) -> Result<Vec<SheetRow>, AppError> {
    let content = office.store.read(|tx| import::find_part(tx, import, part))?;
    Ok(parts::unpack(&content.ok_or(StoreFault::Missing("a part of an import"))?)?)
}
