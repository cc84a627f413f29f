//! The sources of the crate, for tests that compare a table with what there is.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Every source with its module: a folder is one module, however many files it has.
pub fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    for path in entries(&root) {
        let module = path.file_stem().unwrap().to_string_lossy().into_owned();
        found.extend(files(path).iter().map(|file| (module.clone(), fs::read_to_string(file).unwrap())));
    }
    found
}

/// A file, or those of a folder and of the folders in it.
fn files(path: PathBuf) -> Vec<PathBuf> {
    if path.is_dir() { entries(&path).into_iter().flat_map(files).collect() } else { vec![path] }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}
