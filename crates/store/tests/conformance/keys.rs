//! The office key and its file.

use std::{fs, os::unix::fs::PermissionsExt};

use store::{
    StoreFault,
    keys::{self, OfficeKey},
};

use crate::bench::{Home, KEY, code};

#[test]
fn a_key_file_is_its_owners_alone_and_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.key");
    let created = OfficeKey::create(&path, [9; 32]).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let read = OfficeKey::read(&path).unwrap();
    assert_eq!(read.keyed_hash("pin", "x"), created.keyed_hash("pin", "x"));
    assert_eq!(read.keyed_hash("pin", "x"), OfficeKey::from_bytes([9; 32]).keyed_hash("pin", "x"));
    assert!(matches!(OfficeKey::create(&path, [1; 32]), Err(StoreFault::File { .. })));
    let other = OfficeKey::from_bytes([1; 32]);
    assert!(matches!(other.write(&path), Err(StoreFault::File { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap().trim(), keys::hex(&[9; 32]), "the old key stands");
    let second = folder.path().join("second.key");
    other.write(&second).unwrap();
    assert_eq!(fs::metadata(&second).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(OfficeKey::read(&second).unwrap() == other);
}

#[test]
fn a_file_that_is_no_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.key");
    assert!(matches!(OfficeKey::read(&path), Err(StoreFault::File { .. })), "none there");
    for text in ["", "00", &"0".repeat(63), &"0".repeat(66), &"x".repeat(64), &"é".repeat(32), &"+1".repeat(32)] {
        fs::write(&path, text).unwrap();
        assert!(matches!(OfficeKey::read(&path), Err(StoreFault::Corrupt(_))), "{text:?}");
    }
    fs::write(&path, format!("{}\n", keys::hex(&[3; 32]))).unwrap();
    assert!(OfficeKey::read(&path).is_ok(), "an editor's last line break does no harm");
}

#[test]
fn a_keyed_hash_depends_on_key_purpose_and_content() {
    let (one, other) = (OfficeKey::from_bytes([1; 32]), OfficeKey::from_bytes([2; 32]));
    let hashes = [one.keyed_hash("a", "b"), other.keyed_hash("a", "b"), one.keyed_hash("b", "b"), one.keyed_hash("a", "a")];
    assert!(hashes.iter().enumerate().all(|(index, hash)| !hashes[..index].contains(hash)));
    let home = Home::folder();
    let store = home.open();
    assert_eq!(store.key().keyed_hash("a", "b"), KEY.keyed_hash("a", "b"));
    assert_eq!(store.office(), code());
}

#[test]
fn hexadecimal_goes_both_ways() {
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(keys::unhex(&keys::hex(&all)), Some(all));
    assert_eq!(keys::hex(&[0, 15, 255]), "000fff");
    assert_eq!(keys::unhex("0"), None);
    assert_eq!(keys::unhex("0g"), None);
    assert_eq!(keys::unhex("+f"), None, "a sign is no digit");
}
