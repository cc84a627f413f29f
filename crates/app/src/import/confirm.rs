//! Saying yes to an import; a second person says it where the file would change much at once.

use domain::{
    Event,
    access::Act,
    id::ImportId,
    intake::{ImportRefusal, ImportState},
    rule::{ImportMeasure, RuleBook},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{
    Tx, Write,
    journal::{self, Actor},
    tables::import::{self, Batch},
};

use super::{kept::Preview, receive::read_json};
use crate::{
    AppError, Caller, Office, Request,
    caller::Desk,
    office::append,
    order::{Concern, Order, text},
};

/// Somebody said yes to an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportConfirmed {
    /// Which import.
    pub import: String,
}

/// Has the rows of an import taken over, in the background. What was seen in its preview is what is done: a register that another import
/// has changed since is compared anew first.
pub fn confirm(office: &Office, caller: &Caller, request: &Request, import: ImportId) -> Result<ImportConfirmed, AppError> {
    office.order(caller, request, ConfirmImport { import })
}

/// The order behind [`confirm`].
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct ConfirmImport {
    #[serde(with = "text")]
    import: ImportId,
}

impl Order for ConfirmImport {
    const NAME: &'static str = "confirm_import";
    const ACT: Act = Act::ImportFiles;
    type Outcome = ImportConfirmed;

    fn concerns(&self, _: &Desk, tx: &mut Tx<'_>) -> Result<Concern, AppError> {
        self.ready(tx).map(|_| Concern::default())
    }

    fn awaits_second(&self, desk: &Desk, tx: &mut Tx<'_>) -> Result<bool, AppError> {
        let preview: Preview = read_json(&self.ready(tx)?.preview)?;
        Ok(!exceeded(&desk.rules, desk.today, &preview).is_empty())
    }

    fn carry_out(&self, _: &Desk, write: &mut Write<'_>, actor: Actor) -> Result<ImportConfirmed, AppError> {
        let batch = self.ready(write)?;
        yes(write, actor, batch)?;
        Ok(ImportConfirmed { import: self.import.to_string() })
    }
}

impl ConfirmImport {
    /// The import, when its preview stands for what would be done now.
    fn ready(&self, tx: &mut Tx<'_>) -> Result<Batch, AppError> {
        let batch = import::find(tx, self.import)?.ok_or(ImportRefusal::NoSuchImport)?;
        if batch.state != ImportState::Ready {
            return Err(ImportRefusal::NotNow { state: batch.state }.into());
        }
        if import::first_in_state(tx, ImportState::Applying)?.is_some() {
            return Err(ImportRefusal::Busy.into());
        }
        if journal::happened_since(tx, "import_finished", batch.compared_at)? {
            return Err(ImportRefusal::Stale.into());
        }
        Ok(batch)
    }
}

/// Begins to take an import over, in the running transaction.
pub(super) fn yes(write: &mut Write<'_>, actor: Actor, mut batch: Batch) -> Result<(), AppError> {
    let event = Event::ImportConfirmed {
        import: batch.id,
        layout: batch.layout,
        file_hash: batch.file_hash.clone(),
        as_of: batch.as_of,
        rows: batch.rows,
    };
    append(write, actor, &event)?;
    batch.state = ImportState::Applying;
    Ok(import::save(write, &batch)?)
}

/// A measure that a file exceeds: what it does, and what may be without a second person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// What is measured.
    pub measure: ImportMeasure,
    /// How many people it would befall.
    pub count: i64,
    /// How many it may.
    pub may: i64,
}

/// The measures beyond which a second person has to say yes.
pub(super) fn exceeded(rules: &RuleBook, today: Date, preview: &Preview) -> Vec<Exceeded> {
    let (counts, alive) = (&preview.counts, preview.alive);
    let known = counts.changed + counts.same;
    let mut found = Vec::new();
    for measure in ImportMeasure::ALL {
        let Some(limit) = rules.import_limit(*measure, today) else { continue };
        let (count, of) = match measure {
            ImportMeasure::Left => (counts.left, alive),
            ImportMeasure::MovedOut => (counts.moved_out, alive),
            ImportMeasure::Births => (counts.births, known),
        };
        let may = (of * limit.per_mille_max / 1000).max(limit.least);
        if count > may {
            found.push(Exceeded { measure: *measure, count, may });
        }
    }
    found
}

/// The same for the command line, which whoever owns the folder runs; what needs a second person is refused there.
pub fn confirm_by_owner(office: &Office, import: ImportId) -> Result<(), AppError> {
    let (rules, today) = (office.rules.clone(), office.today());
    office.store.write("confirm_import", office.seed(), move |write| {
        let batch = ConfirmImport { import }.ready(write)?;
        let preview: Preview = read_json(&batch.preview)?;
        if !exceeded(&rules, today, &preview).is_empty() && rules.second_person_for(ConfirmImport::NAME, today).is_some() {
            return Err(ImportRefusal::SecondPerson.into());
        }
        yes(write, Actor::System, batch)
    })
}
