//! What letters have in common.

use serde::Serialize;

/// The head of a letter: whose it is and where the office stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letterhead {
    /// "PROVINSI NUSA TENGGARA BARAT".
    pub province: String,
    /// "PEMERINTAH KABUPATEN LOMBOK UTARA".
    pub government: String,
    /// "DINAS KEPENDUDUKAN DAN PENCATATAN SIPIL".
    pub office: String,
    /// Street, town, postal code and telephone in one line.
    pub address: String,
}

/// Who signs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// Office held, or what is signed as: "Kepala Dinas", "Saksi dari Satpol PP".
    pub title: String,
    /// Full name with academic titles.
    pub name: String,
    /// Civil servant's number; a witness may have none.
    pub nip: Option<String>,
}
