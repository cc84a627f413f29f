//! The office's folder: one process owns it.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

use crate::StoreFault;

/// An exclusive lock on the folder, held until it is dropped or the process ends.
pub(crate) struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the lock, or says who has it.
    pub(crate) fn take(folder: &Path) -> Result<Self, StoreFault> {
        let path = folder.join("office.lock");
        let failed = |attempt| {
            let path = path.clone();
            move |source| StoreFault::File { attempt, path, source }
        };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed("open"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(StoreFault::Locked(folder.to_path_buf())),
            Err(TryLockError::Error(source)) => Err(failed("lock")(source)),
        }
    }
}
