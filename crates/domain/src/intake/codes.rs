//! Code lists of the population register (the sections of SIAK, the texts of its exports, and what clerks write): code or text to meaning.

use super::mapping::fold;
use crate::{
    central::CentralCode,
    person::{Life, Marital, Sex},
};

/// JENIS_KLMIN: 1 laki-laki, 2 perempuan.
pub(super) fn sex(cell: &str) -> Option<Sex> {
    match fold(cell).as_str() {
        "1" | "l" | "lk" | "lakilaki" | "laki" | "pria" | "lakilaky" | "m" => Some(Sex::Male),
        "2" | "p" | "pr" | "perempuan" | "wanita" | "w" | "f" => Some(Sex::Female),
        _ => None,
    }
}

/// STAT_KWN: 1 belum kawin, 2 kawin, 3 cerai hidup, 4 cerai mati; since 2022 also kawin tercatat and belum tercatat.
pub(super) fn marital(cell: &str) -> Option<Marital> {
    match fold(cell).as_str() {
        "1" | "bk" | "belumkawin" | "belum" | "b" | "blmkawin" | "tidakkawin" | "single" => Some(Marital::Single),
        "2" | "k" | "kawin" | "kawintercatat" | "kawinbelumtercatat" | "kawintidaktercatat" | "s" | "sudahkawin" | "nikah" | "menikah" => {
            Some(Marital::Married)
        }
        "3" | "ch" | "ceraihidup" | "ceraihiduptercatat" | "ceraihidupbelumtercatat" | "cerai" => Some(Marital::Divorced),
        "4" | "cm" | "ceraimati" | "p" | "janda" | "duda" => Some(Marital::Widowed),
        _ => None,
    }
}

/// STATUS_DASAR: 1 hidup, 2 mati, 3 pindah, 4 hilang, 6 pergi, 9 tidak valid.
pub(super) fn life(cell: &str) -> Option<Life> {
    match fold(cell).as_str() {
        "1" | "hidup" | "aktif" => Some(Life::Alive),
        "2" | "mati" | "meninggal" | "meninggaldunia" | "wafat" => Some(Life::Dead),
        "3" | "pindah" | "pindahdalamnegeri" | "pindahluarnegeri" | "pindahkeluar" | "pindahln" | "pindahdn" => Some(Life::Moved),
        "4" | "6" | "9" | "hilang" | "pergi" | "tidakvalid" | "nonaktif" => Some(Life::Gone),
        _ => None,
    }
}

/// The centre's status: its code with underscores or blanks, the abbreviations that staff use, or Indonesian words for it.
///
/// `SUDAH REKAM` says only that biometrics were taken, which is `BIO_CAPTURED`.
pub(super) fn central(cell: &str) -> Option<CentralCode> {
    use CentralCode as C;
    let folded = fold(cell);
    if let Some(code) = C::ALL.iter().find(|code| code.code().len() >= folded.len() && fold(code.code()) == folded) {
        return Some(*code);
    }
    Some(match folded.as_str() {
        "br" | "belumrekam" | "belum" | "blmrekam" | "belumperekaman" | "wktpbelumrekam" => C::Unregistered,
        "bc" | "sudahrekam" | "sdhrekam" | "terekam" | "rekam" | "sudahperekaman" => C::BioCaptured,
        "pro" | "prosesing" | "diproses" => C::Processing,
        "sfe" | "sentforenrolment" | "terkirim" | "dikirimkepusat" | "dikirim" => C::SentForEnrollment,
        "rac" | "diterimapusat" | "diterimadipusat" => C::ReceivedAtCentral,
        "sfd" | "sentfordeduplication" | "prosesdeduplikasi" | "penunggalan" => C::SentForDedup,
        "efac" | "gagalrekampusat" | "enrollmentfailureatcentral" => C::EnrollFailureAtCentral,
        "efar" | "gagalrekamdaerah" | "enrollmentfailureatregional" => C::EnrollFailureAtRegional,
        "sfac" | "searchfailure" => C::SearchFailureAtCentral,
        "adj" | "adjudicate" | "ajudikasi" => C::AdjudicateRecord,
        "rv" | "validasi" | "permintaanvalidasi" => C::RequestValidation,
        "dr" | "dup" | "duplikat" | "duplicate" | "ganda" | "dataganda" | "duplikatrecord" => C::DuplicateRecord,
        "prr" | "siapcetak" | "printready" | "sudahtunggal" => C::PrintReadyRecord,
        "sfcp" | "sentforprinting" | "prosescetak" | "dikirimuntukdicetak" => C::SentForCardPrinting,
        "cp" | "tercetak" | "sudahcetak" | "dicetak" | "sdhcetak" => C::CardPrinted,
        "cs" | "sudahdikirim" | "kartudikirim" => C::CardShipped,
        "ci" | "sudahdiserahkan" | "diserahkan" | "sudahterima" | "kartudiserahkan" => C::CardIssued,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_texts_mean_the_same() {
        for (cell, expected) in
            [("1", Sex::Male), ("Laki-Laki", Sex::Male), ("LK", Sex::Male), ("PEREMPUAN", Sex::Female), ("P", Sex::Female)]
        {
            assert_eq!(sex(cell), Some(expected), "{cell}");
        }
        for (cell, expected) in
            [("BK", Marital::Single), ("KAWIN TERCATAT", Marital::Married), ("Cerai Hidup", Marital::Divorced), ("4", Marital::Widowed)]
        {
            assert_eq!(marital(cell), Some(expected), "{cell}");
        }
        for (cell, expected) in [
            ("HIDUP", Life::Alive),
            ("PINDAH LUAR NEGERI", Life::Moved),
            ("TIDAK VALID", Life::Gone),
            ("2", Life::Dead),
            ("HILANG", Life::Gone),
        ] {
            assert_eq!(life(cell), Some(expected), "{cell}");
        }
        for code in CentralCode::ALL {
            let spoken = code.code().to_lowercase().replace('_', " ");
            assert_eq!((central(code.code()), central(&spoken)), (Some(*code), Some(*code)), "{code}");
        }
        for (cell, expected) in [
            ("SFE", CentralCode::SentForEnrollment),
            ("Belum Rekam", CentralCode::Unregistered),
            ("SIAP CETAK", CentralCode::PrintReadyRecord),
            ("Duplikat", CentralCode::DuplicateRecord),
            ("EFAC", CentralCode::EnrollFailureAtCentral),
        ] {
            assert_eq!(central(cell), Some(expected), "{cell}");
        }
        assert_eq!((sex("x"), marital("?"), life("?"), central("SELESAI")), (None, None, None, None));
    }
}
