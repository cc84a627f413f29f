//! From the command line to an opened store.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use adapters::{clock::SystemClock, random::OsRandom, reference, sheets::OfficeSheets};
use anyhow::{Context, bail};
use app::{Clock, Office, OfficeParts, Random};
use domain::{
    area::Areas,
    office::{OfficeCode, Zone},
};
use store::{Location, OnFailure, Store, keys::OfficeKey};

use crate::settings::{Place, home};

/// Where an office is and where its key is.
pub struct Site {
    /// The store's location.
    pub location: Location,
    /// The key file.
    pub key: PathBuf,
    /// The office that was asked for; needed where a database holds several.
    pub asked: Option<OfficeCode>,
}

impl Site {
    /// Reads `--dir`, `--database` and `--key`; one of the first two must be given.
    pub fn of(place: &Place) -> anyhow::Result<Self> {
        match (&place.dir, &place.database) {
            (Some(dir), None) => Ok(Self::folder(dir, place.key.clone())),
            (None, Some(url)) => {
                let name = url.rsplit('/').next().unwrap_or_default().split('?').next().unwrap_or_default();
                let key = place.key.clone().unwrap_or_else(|| home().join(".loket").join(format!("{name}.key")));
                Ok(Self { location: Location::Database(url.clone()), key, asked: None })
            }
            _ => bail!("say where the office is: --dir FOLDER or --database URL"),
        }
    }

    /// An office in a folder.
    pub fn folder(dir: &Path, key: Option<PathBuf>) -> Self {
        Self { location: Location::Folder(dir.to_path_buf()), key: key.unwrap_or_else(|| dir.join("office.key")), asked: None }
    }

    /// Names the office with `--office`.
    pub fn asking(self, asked: Option<&str>) -> anyhow::Result<Self> {
        let read =
            |text: &str| OfficeCode::parse(text).with_context(|| format!("{text:?} is no office code; give four digits such as 5208"));
        Ok(Self { asked: asked.map(read).transpose()?, ..self })
    }

    /// Refuses a folder that holds no office.
    pub fn expect_office(&self) -> anyhow::Result<()> {
        match &self.location {
            Location::Folder(folder) if !folder.join("loket.db").exists() => {
                bail!("there is no office in {}: make one with `loket init` or `loket demo`", folder.display())
            }
            _ => Ok(()),
        }
    }

    /// Reads the key file.
    pub fn read_key(&self) -> anyhow::Result<OfficeKey> {
        OfficeKey::read(&self.key).with_context(|| "the office key is needed; name its file with --key")
    }

    /// Makes the key file; a folder that does not exist yet is made.
    pub fn create_key(&self, random: &dyn Random) -> anyhow::Result<OfficeKey> {
        if let Some(folder) = self.key.parent() {
            fs::create_dir_all(folder).with_context(|| format!("create {}", folder.display()))?;
        }
        Ok(OfficeKey::create(&self.key, random.bytes32())?)
    }

    /// The code of the office that was asked for, or of the only one that is there.
    pub fn office(&self) -> anyhow::Result<OfficeCode> {
        match (self.asked, Store::offices(&self.location)?.as_slice()) {
            (_, []) => bail!("the database holds no office: make one with `loket init` or `loket demo`"),
            (Some(asked), offices) if offices.contains(&asked) => Ok(asked),
            (Some(asked), _) => bail!("there is no office {asked}"),
            (None, [office]) => Ok(*office),
            (None, _) => bail!("the database holds several offices: name one with --office"),
        }
    }

    /// Opens the office that is there, to work in it.
    pub fn open(&self, clock: Arc<dyn Clock>, on_failure: OnFailure) -> anyhow::Result<Office> {
        self.expect_office()?;
        let office = self.office()?;
        let store = Store::open(&self.location, office, self.read_key()?, on_failure)?;
        assemble(store, clock, Arc::new(OsRandom))
    }
}

/// Puts an office together from its store, ports and the built-in tables.
pub fn assemble(store: Store, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> anyhow::Result<Office> {
    let office = store.office().dotted();
    let zone = Zone::of_province(office.get(..2).and_then(|digits| digits.parse().ok()).unwrap_or_default());
    let found = reference::areas_on(&office, zone.date(clock.now()))?;
    let areas = Areas::new(found.areas.into_iter().map(|area| (area.code, area.name)));
    let areas = areas.with_later(found.later.into_iter().map(|later| (later.code, later.later_code, later.later_name)));
    Ok(Office::new(OfficeParts { store, clock, random, areas, rules: reference::rule_book()?, sheets: Arc::new(OfficeSheets) })?)
}

/// The machine's clock.
pub fn system_clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}
