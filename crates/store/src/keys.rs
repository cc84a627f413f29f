//! The office key and the subjects' keys that it wraps.
//!
//! Every journal payload is sealed with XChaCha20-Poly1305 under a key of its subject; the subjects' keys are wrapped under the office
//! key. Erasing a subject by law deletes its key and payloads; rotating the office key only re-wraps keys.

use std::{
    fs::{File, OpenOptions},
    io::{Read, Write as _},
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use sha2::{Digest, Sha256};

use crate::StoreFault;

/// The office's own key, 32 bytes, in a file of mode 0600.
#[derive(Clone, PartialEq, Eq)]
pub struct OfficeKey([u8; 32]);

impl OfficeKey {
    /// A key from drawn bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the key file.
    pub fn read(path: &Path) -> Result<Self, StoreFault> {
        let failed = |source| StoreFault::File { attempt: "read the office key", path: path.to_path_buf(), source };
        let mut text = String::new();
        File::open(path).map_err(failed)?.read_to_string(&mut text).map_err(failed)?;
        let bytes = unhex(text.trim()).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| StoreFault::Corrupt("the office key file is not 64 hexadecimal digits".to_owned()))
    }

    /// Writes a new key file, readable by its owner only; an existing one is never overwritten.
    pub fn create(path: &Path, bytes: [u8; 32]) -> Result<Self, StoreFault> {
        let key = Self(bytes);
        key.write(path)?;
        Ok(key)
    }

    /// Writes the key into one more file, under the same conditions.
    pub fn write(&self, path: &Path) -> Result<(), StoreFault> {
        let failed = |source| StoreFault::File { attempt: "create the office key", path: path.to_path_buf(), source };
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path).map_err(failed)?;
        file.write_all(hex(&self.0).as_bytes()).map_err(failed)?;
        file.sync_all().map_err(failed)
    }

    /// Eight bytes that only the owner of the key can compute: for receipt PINs.
    pub fn keyed_hash(&self, purpose: &str, content: &str) -> [u8; 8] {
        let mut inner = Sha256::new();
        inner.update(self.0);
        inner.update(purpose.as_bytes());
        inner.update([0]);
        inner.update(content.as_bytes());
        // Hashed twice, so that the inner state cannot be extended.
        let digest = Sha256::digest(inner.finalize());
        let mut short = [0; 8];
        for (to, from) in short.iter_mut().zip(digest) {
            *to = from;
        }
        short
    }

    pub(crate) fn wrap(&self, subject: &str, key: &[u8; 32], nonce: [u8; 24]) -> Result<Vec<u8>, StoreFault> {
        seal(&self.0, key, subject.as_bytes(), nonce)
    }

    pub(crate) fn unwrap(&self, subject: &str, wrapped: &[u8]) -> Result<[u8; 32], StoreFault> {
        let key = unseal(&self.0, wrapped, subject.as_bytes())?;
        key.try_into().map_err(|_| StoreFault::Unsealable)
    }
}

/// Encrypts `content`, bound to `bound_to`; the nonce stands before the result.
pub(crate) fn seal(key: &[u8; 32], content: &[u8], bound_to: &[u8], nonce: [u8; 24]) -> Result<Vec<u8>, StoreFault> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    let payload = Payload { msg: content, aad: bound_to };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| StoreFault::Unsealable)?;
    Ok([&nonce[..], &sealed].concat())
}

/// Decrypts what [`seal`] made.
pub(crate) fn unseal(key: &[u8; 32], sealed: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, StoreFault> {
    let (nonce, body) = sealed.split_first_chunk::<24>().ok_or(StoreFault::Unsealable)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: body, aad: bound_to }).map_err(|_| StoreFault::Unsealable)
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// The bytes of a hexadecimal text.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    // Reading a number would also take a sign.
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}
