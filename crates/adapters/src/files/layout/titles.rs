//! Titles as offices write them, and what they mean.

use domain::{central::CentralCode, intake::Column};

/// A title without what offices write differently: case, blanks, stops, underscores, line breaks.
pub(in super::super) fn plain(title: &str) -> String {
    title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// How many of these cells are titles that are known.
pub(in super::super) fn known(cells: &[String]) -> usize {
    cells.iter().filter(|cell| cell.len() <= 60 && is_known(&plain(cell))).count()
}

fn is_known(plain: &str) -> bool {
    meaning(plain).is_some() || IGNORED.contains(&plain)
}

/// The 37 titles of SIAK's export, with what Loket takes of them.
#[rustfmt::skip]
pub(super) const SIAK: [(&str, Option<Column>); 37] = [
    ("NOMORKK", Some(Column::Kk)), ("NIK", Some(Column::Nik)), ("NAMAPENDUDUK", Some(Column::Name)), ("STATUS", Some(Column::Life)),
    ("TEMPATLAHIR", Some(Column::BirthPlace)), ("TANGGALLAHIR", Some(Column::BirthDate)), ("KELAMIN", Some(Column::Sex)),
    ("NIKAYAH", None), ("AYAH", None), ("NIKIBU", None), ("IBU", Some(Column::Mother)), ("STATUSKAWIN", Some(Column::Marital)),
    ("SHDK", None), ("AGAMA", None), ("KECAMATAN", Some(Column::Subdistrict)), ("DESAKEL", Some(Column::Village)),
    ("ALAMAT", Some(Column::Address)), ("RW", Some(Column::Rw)), ("RT", Some(Column::Rt)), ("PENDIDIKAN", None), ("PEKERJAAN", None),
    ("DESKRIPSIPEKERJAAN", None), ("GOLDARAH", None), ("CACAT", None), ("CETAKKTP", None), ("GANTIKTP", None), ("KTPBERAKHIR", None),
    ("NOMORPASPOR", None), ("NOMORAKTALAHIR", None), ("NOMORAKTAKAWIN", None), ("TANGGALKWN", None), ("NOMORAKTACERAI", None),
    ("TGLCERAI", None), ("PETUGASREGISTRASI", None), ("TGLUBAH", None), ("PETUGASENTRI", None), ("TGLENTRI", None),
];

/// What a title, made [`plain`], means wherever it stands; `STATUS` alone is left open, since each layout means something else by it.
pub(super) fn meaning(plain: &str) -> Option<Column> {
    Some(match plain {
        "NIK" | "NONIK" | "NOMORNIK" | "NOMORINDUKKEPENDUDUKAN" | "NOKTP" => Column::Nik,
        "NOKK" | "NOMORKK" | "KK" | "NKK" | "NOKARTUKELUARGA" | "NOMORKARTUKELUARGA" => Column::Kk,
        "NAMA" | "NAMALENGKAP" | "NAMALGKP" | "NAMAPENDUDUK" | "NAME" => Column::Name,
        "TEMPATLAHIR" | "TMPTLAHIR" | "TMPTLHR" | "TMPLHR" | "TEMPATLHR" | "TPTLAHIR" => Column::BirthPlace,
        "TANGGALLAHIR" | "TGLLAHIR" | "TGLLHR" | "BIRTHDATE" => Column::BirthDate,
        "JK" | "JKLP" | "LP" | "SEX" | "JNSKELAMIN" | "JENISKELAMIN" | "JENISKLMIN" | "KELAMIN" => Column::Sex,
        "STATKWN" | "STATKAWIN" | "STATUSKWN" | "STATUSKAWIN" | "STATUSPERKAWINAN" => Column::Marital,
        "IBU" | "NAMAIBU" | "NAMALGKPIBU" | "IBUKANDUNG" | "NAMAIBUKANDUNG" => Column::Mother,
        "PROVINSI" | "PROPINSI" | "NOPROP" | "NAMAPROP" | "PROPNAME" => Column::Province,
        "KABUPATEN" | "KABUPATENKOTA" | "KABKOTA" | "NOKAB" | "NAMAKAB" | "KABNAME" => Column::Regency,
        "KECAMATAN" | "KEC" | "NOKEC" | "NAMAKEC" | "KECNAME" => Column::Subdistrict,
        "DESA" | "KELURAHAN" | "DESAKEL" | "DESAKELURAHAN" | "KELURAHANDESA" | "NOKEL" | "NAMAKEL" | "KELNAME" => Column::Village,
        "ALAMAT" | "ADDRESS" => Column::Address,
        "DUSUN" | "LINGKUNGAN" | "DUSUNLINGKUNGAN" => Column::Hamlet,
        "RT" | "NORT" => Column::Rt,
        "RW" | "NORW" => Column::Rw,
        "HP" | "NOHP" | "TELP" | "NOTELP" | "TELEPON" | "NOTELEPON" | "SMSPHONE" | "PHONE" => Column::Phone,
        "STATHIDUP" | "STATUSHIDUP" | "STATUSDASAR" => Column::Life,
        "STATRKM" | "STATUSREKAM" | "STATUSPEREKAMAN" | "STATUSKTP" | "STATUSKTPEL" | "STATUSEKTP" | "EKTPSTATUS" => Column::Central,
        "CURRENTSTATUSCODE" | "EKTPCURRENTSTATUSCODE" | "KODESTATUS" | "STATUSCODE" | "STATUSPUSAT" => Column::Central,
        "TANGGALSTATUS" | "TGLSTATUS" | "CREATED" | "EKTPCREATED" | "EKTPUPDATEDDATE" | "EKTPCREATEDDATE" => Column::CentralDate,
        _ => return None,
    })
}

/// Titles that lists of residents have and Loket takes nothing of: they help to find the row of titles.
#[rustfmt::skip]
const IGNORED: &[&str] = &[
    "NO", "NOURUT", "STATUS", "TANGGAL", "TGL", "DATE", "GOLDARAH", "GOLDRH", "SHDK", "STATHBKEL", "HUBKEL", "HUBUNGANKELUARGA", "AGAMA",
    "PENDIDIKAN", "PDDKAKH", "PEKERJAAN", "JENISPKRJN", "NOAKTALAHIR", "NOAKTELAHIR", "AYAH", "NAMAAYAH", "NAMALGKPAYAH", "NIKAYAH", "NIKIBU",
    "WJBKTP", "KTPEL", "KET", "KETERANGAN", "KODEPOS", "NOPASPOR", "DISABILITAS", "EKTP", "UMUR",
];

/// 16 digits, whatever stands between them.
pub(in super::super) fn is_number_of_16(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits == 16 && text.len() <= 40 && !text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Digits in two or three groups, `31-12-2024` or `2024/12/31`, or the eight of `20241231`.
pub(in super::super) fn is_date_like(text: &str) -> bool {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let mut groups = day.split(['-', '/', '.']);
    let is_number = |group: &str| (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_eight = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    is_eight || (groups.clone().count() == 3 && groups.all(is_number))
}

/// A status of the centre, as code or as exports print it: `SENT FOR CARD PRINTING`, `BELUM REKAM`, `NULL`.
pub(super) fn is_status_like(text: &str) -> bool {
    let code = plain(text);
    let is_code = |known: &CentralCode| plain(known.code()) == code;
    let printed = ["BELUMREKAM", "SUDAHREKAM", "NULL", "PRR", "SFE", "RAC", "DUP", "ADJ", "EFAC", "EFAR", "SFAC"];
    CentralCode::ALL.iter().any(is_code) || printed.contains(&code.as_str())
}
