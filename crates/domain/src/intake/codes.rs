//! Code lists as data: how the values of SIAK's lists are written in files, as code or text.
//!
//! Capitals and all signs but letters and digits do not matter, nor do zeros before a code; so the tables are in capitals without blanks.
//! Sources: SIAK's BIODATA_WNI_MASTER as BIP exports and OpenSID's tables have it; the abbreviations of central codes are those of
//! offices' suket and letters.

use super::clean::is_absent;
use crate::{
    central::CentralCode,
    person::{Life, Marital, Sex},
};

/// What a text of a list means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<T> {
    /// The value.
    Is(T),
    /// Nothing: as if the cell were empty.
    Nothing,
    /// Something that is known and says too little to be taken.
    TooLittle,
}

/// Texts of one list and what they mean.
pub(super) type List<T> = [(&'static str, Meaning<T>)];

use Meaning::{Is, Nothing, TooLittle};

/// JENIS_KLMIN. W for wanita is not taken: where it stands, P may be pria.
pub(super) const SEX: &List<Sex> = &[
    ("L", Is(Sex::Male)),
    ("P", Is(Sex::Female)),
    ("LAKILAKI", Is(Sex::Male)),
    ("PEREMPUAN", Is(Sex::Female)),
    ("1", Is(Sex::Male)),
    ("2", Is(Sex::Female)),
    ("LK", Is(Sex::Male)),
    ("PR", Is(Sex::Female)),
    ("LAKI", Is(Sex::Male)),
    ("LAKI2", Is(Sex::Male)),
    ("PRIA", Is(Sex::Male)),
    ("WANITA", Is(Sex::Female)),
    ("PRP", Is(Sex::Female)),
    ("MALE", Is(Sex::Male)),
    ("FEMALE", Is(Sex::Female)),
    ("M", Is(Sex::Male)),
    ("F", Is(Sex::Female)),
];

/// STAT_KWN; B, S and P are DP4's: belum, sudah, pernah. Who was ever married is divorced or widowed, which P does not tell.
pub(super) const MARITAL: &List<Marital> = &[
    ("BELUMKAWIN", Is(Marital::Single)),
    ("KAWIN", Is(Marital::Married)),
    ("BK", Is(Marital::Single)),
    ("K", Is(Marital::Married)),
    ("1", Is(Marital::Single)),
    ("2", Is(Marital::Married)),
    ("CERAIHIDUP", Is(Marital::Divorced)),
    ("CERAIMATI", Is(Marital::Widowed)),
    ("CH", Is(Marital::Divorced)),
    ("CM", Is(Marital::Widowed)),
    ("3", Is(Marital::Divorced)),
    ("4", Is(Marital::Widowed)),
    ("KAWINTERCATAT", Is(Marital::Married)),
    ("KAWINBELUMTERCATAT", Is(Marital::Married)),
    ("KAWINTIDAKTERCATAT", Is(Marital::Married)),
    ("CERAIHIDUPTERCATAT", Is(Marital::Divorced)),
    ("CERAIHIDUPBELUMTERCATAT", Is(Marital::Divorced)),
    ("CERAITERCATAT", Is(Marital::Divorced)),
    ("CERAIBELUMTERCATAT", Is(Marital::Divorced)),
    ("BLMKAWIN", Is(Marital::Single)),
    ("TIDAKKAWIN", Is(Marital::Single)),
    ("BELUMMENIKAH", Is(Marital::Single)),
    ("BELUMNIKAH", Is(Marital::Single)),
    ("LAJANG", Is(Marital::Single)),
    ("SUDAHKAWIN", Is(Marital::Married)),
    ("SUDAHMENIKAH", Is(Marital::Married)),
    ("MENIKAH", Is(Marital::Married)),
    ("NIKAH", Is(Marital::Married)),
    ("B", Is(Marital::Single)),
    ("S", Is(Marital::Married)),
    ("P", TooLittle),
    ("PERNAHKAWIN", TooLittle),
    ("CERAI", TooLittle),
];

/// STATUS_DASAR and STAT_HIDUP: codes 1 to 9 with 5, 7 and 8 unused.
pub(super) const LIFE: &List<Life> = &[
    ("HIDUP", Is(Life::Alive)),
    ("1", Is(Life::Alive)),
    ("MATI", Is(Life::Dead)),
    ("2", Is(Life::Dead)),
    ("PINDAH", Is(Life::Moved)),
    ("PINDAHDALAMNEGERI", Is(Life::Moved)),
    ("PINDAHLUARNEGERI", Is(Life::Moved)),
    ("3", Is(Life::Moved)),
    ("HILANG", Is(Life::Gone)),
    ("4", Is(Life::Gone)),
    ("PERGI", Is(Life::Gone)),
    ("6", Is(Life::Gone)),
    ("TIDAKVALID", Is(Life::Gone)),
    ("9", Is(Life::Gone)),
    ("AKTIF", Is(Life::Alive)),
    ("MENINGGAL", Is(Life::Dead)),
    ("MENINGGALDUNIA", Is(Life::Dead)),
    ("MD", Is(Life::Dead)),
    ("WAFAT", Is(Life::Dead)),
    ("PINDAHKELUAR", Is(Life::Moved)),
    ("PINDAHDN", Is(Life::Moved)),
    ("PINDAHLN", Is(Life::Moved)),
];

/// What stands for a central code beside the code itself.
///
/// `SUDAH REKAM` says that the person is recorded and not where the centre stands. Read as `BIO_CAPTURED`, the least that it can mean, it
/// would take a printable record of an earlier day back, because the latest day counts.
pub(super) const CENTRAL: &List<CentralCode> = &[
    ("BELUMREKAM", Is(CentralCode::Unregistered)),
    ("BR", Is(CentralCode::Unregistered)),
    ("BLMREKAM", Is(CentralCode::Unregistered)),
    ("BELUMPEREKAMAN", Is(CentralCode::Unregistered)),
    ("BELUMMEREKAM", Is(CentralCode::Unregistered)),
    ("BC", Is(CentralCode::BioCaptured)),
    ("PRO", Is(CentralCode::Processing)),
    ("SFE", Is(CentralCode::SentForEnrollment)),
    ("SENTFORENROLMENT", Is(CentralCode::SentForEnrollment)),
    ("RAC", Is(CentralCode::ReceivedAtCentral)),
    ("EFAC", Is(CentralCode::EnrollFailureAtCentral)),
    ("EFAR", Is(CentralCode::EnrollFailureAtRegional)),
    ("SFAC", Is(CentralCode::SearchFailureAtCentral)),
    ("ADJ", Is(CentralCode::AdjudicateRecord)),
    ("ADJUDICATE", Is(CentralCode::AdjudicateRecord)),
    ("RV", Is(CentralCode::RequestValidation)),
    ("DR", Is(CentralCode::DuplicateRecord)),
    ("DUP", Is(CentralCode::DuplicateRecord)),
    ("DUPLIKAT", Is(CentralCode::DuplicateRecord)),
    ("DUPLICATE", Is(CentralCode::DuplicateRecord)),
    ("PRR", Is(CentralCode::PrintReadyRecord)),
    ("PRINTREADY", Is(CentralCode::PrintReadyRecord)),
    ("SIAPCETAK", Is(CentralCode::PrintReadyRecord)),
    ("SFCP", Is(CentralCode::SentForCardPrinting)),
    ("SUDAHCETAK", Is(CentralCode::CardPrinted)),
    ("TERCETAK", Is(CentralCode::CardPrinted)),
    ("SUDAHREKAM", TooLittle),
    ("SDHREKAM", TooLittle),
    ("SUDAHPEREKAMAN", TooLittle),
    ("SUDAHMEREKAM", TooLittle),
    ("BELUMWAJIB", Nothing),
    ("BELUMWAJIBKTP", Nothing),
];

/// What a clean cell means in a list; `None` for a text that is not in it. Nothing, `-`, `NULL` and 0 mean nothing.
pub(super) fn look_up<T: Copy>(cell: &str, list: &List<T>) -> Option<Meaning<T>> {
    let cell = if cell.bytes().all(|byte| byte.is_ascii_digit()) { cell.trim_start_matches('0') } else { cell };
    if is_absent(cell) {
        return Some(Nothing);
    }
    list.iter().find(|(text, _)| letters(cell).eq(text.bytes())).map(|(_, meaning)| *meaning)
}

/// The same for central codes, which stand for themselves too.
pub(super) fn look_up_central(cell: &str) -> Option<Meaning<CentralCode>> {
    let code = CentralCode::ALL.iter().find(|code| letters(cell).eq(letters(code.code())));
    code.map(|code| Is(*code)).or_else(|| look_up(cell, CENTRAL))
}

/// Letters and digits of a text in capitals; letters beyond ASCII stay, and so match no code.
fn letters(text: &str) -> impl Iterator<Item = u8> {
    text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()).map(|byte| byte.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    fn check<T: Copy + PartialEq + Debug>(list: &List<T>, cases: &[(&str, Option<Meaning<T>>)]) {
        for (cell, expected) in cases {
            assert_eq!(look_up(cell, list), *expected, "{cell}");
        }
        for (index, (text, _)) in list.iter().enumerate() {
            assert!(list.iter().skip(index + 1).all(|(other, _)| other != text), "{text} stands twice");
            assert!(letters(text).eq(text.bytes()), "{text} is not as cells are folded");
        }
    }

    #[test]
    fn lists_are_read_as_code_and_text() {
        check(
            SEX,
            &[
                ("Laki-Laki", Some(Is(Sex::Male))),
                ("LK", Some(Is(Sex::Male))),
                ("Lk.", Some(Is(Sex::Male))),
                ("01", Some(Is(Sex::Male))),
                ("2", Some(Is(Sex::Female))),
                ("Pr", Some(Is(Sex::Female))),
                ("perempuan", Some(Is(Sex::Female))),
                ("W", None),
                ("3", None),
                ("0", Some(Nothing)),
                ("", Some(Nothing)),
                ("NULL", Some(Nothing)),
                ("LÁKI", None),
            ],
        );
        check(
            MARITAL,
            &[
                ("KAWIN TERCATAT", Some(Is(Marital::Married))),
                ("K", Some(Is(Marital::Married))),
                ("02", Some(Is(Marital::Married))),
                ("Belum Kawin", Some(Is(Marital::Single))),
                ("CERAI  MATI", Some(Is(Marital::Widowed))),
                ("P", Some(TooLittle)),
                ("5", None),
            ],
        );
        check(
            LIFE,
            &[
                ("Hidup", Some(Is(Life::Alive))),
                ("PINDAH LUAR NEGERI", Some(Is(Life::Moved))),
                ("TIDAK VALID", Some(Is(Life::Gone))),
                ("6", Some(Is(Life::Gone))),
                ("5", None),
                ("SDH DPT", None),
            ],
        );
        check(CENTRAL, &[("belum rekam", Some(Is(CentralCode::Unregistered))), ("SUDAH REKAM", Some(TooLittle)), ("SDH DPT", None)]);
    }

    #[test]
    fn central_codes_are_read_in_every_spelling() {
        for code in CentralCode::ALL {
            for spelling in
                [code.code().to_owned(), code.code().replace('_', " "), code.code().to_lowercase(), code.code().replace('_', "-")]
            {
                assert_eq!(look_up_central(&spelling), Some(Is(*code)), "{spelling}");
            }
        }
        for (cell, expected) in [
            ("SENT FOR CARD PRINTING", Some(Is(CentralCode::SentForCardPrinting))),
            ("Siap Cetak", Some(Is(CentralCode::PrintReadyRecord))),
            ("Efac", Some(Is(CentralCode::EnrollFailureAtCentral))),
            ("DUP", Some(Is(CentralCode::DuplicateRecord))),
            ("BELUM WAJIB", Some(Nothing)),
            ("NULL", Some(Nothing)),
            ("3", None),
            ("CARD", None),
        ] {
            assert_eq!(look_up_central(cell), expected, "{cell}");
        }
    }
}
