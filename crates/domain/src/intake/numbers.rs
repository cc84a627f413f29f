//! NIK and KK as they stand in files: with dots, apostrophes and blanks, rounded by Excel, with letters for digits.

use std::borrow::Cow;

use super::{
    Cleaning, NikCell,
    clean::{is_absent, with_digits},
};
use crate::{
    person::{Kk, Nik},
    refusal::FieldProblem,
};

/// What is wrong with a number, and what was probably meant.
pub(super) type Trouble = (FieldProblem, Option<String>);

/// The NIK of a clean cell; 0, `-` and nothing are no NIK.
pub(super) fn read_nik(text: &str, note: impl FnMut(Cleaning)) -> Result<NikCell, Trouble> {
    let Some(number) = number_in(text, note)? else { return Ok(NikCell::None) };
    match Nik::parse(&number) {
        Ok(nik) => Ok(NikCell::Known(nik)),
        Err(refusal) => Err((FieldProblem::Nik(refusal), proposal(text, &number, |mended| Nik::parse(mended).is_ok()))),
    }
}

/// The family card number of a clean cell; 0, `-` and nothing are none.
pub(super) fn read_kk(text: &str, note: impl FnMut(Cleaning)) -> Result<Option<Kk>, Trouble> {
    let Some(number) = number_in(text, note)? else { return Ok(None) };
    match Kk::parse(&number) {
        Ok(kk) => Ok(Some(kk)),
        Err(refusal) => Err((FieldProblem::Kk(refusal), proposal(text, &number, |mended| Kk::parse(mended).is_ok()))),
    }
}

/// The number without the signs by which people group its digits.
fn number_in(text: &str, mut note: impl FnMut(Cleaning)) -> Result<Option<Cow<'_, str>>, Trouble> {
    if is_absent(text) || text.bytes().all(|byte| byte == b'0') {
        return Ok(None);
    }
    if is_rounded(text) {
        return Err((FieldProblem::RoundedByExcel, None));
    }
    if !text.contains(is_separator) {
        return Ok(Some(Cow::Borrowed(text)));
    }
    note(Cleaning::Separators);
    Ok(Some(Cow::Owned(text.replace(is_separator, ""))))
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '.' | '-' | '\'' | '`' | '‘' | '’' | '\u{2010}'..='\u{2015}')
}

/// `5.20801010190001E+15`, in either decimal sign: Excel keeps 15 digits, so that the last one of 16 is lost.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    let (whole, decimals) = mantissa.split_once(['.', ',']).unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix('+').unwrap_or(exponent);
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    whole.len() == 1 && [whole, decimals, exponent].into_iter().all(is_digits)
}

/// What was probably meant: letters for digits, or the decimals of a program that took the number for one to calculate with.
fn proposal(text: &str, number: &str, fits: impl Fn(&str) -> bool) -> Option<String> {
    let whole = [".0", ",0", ".00", ",00"].into_iter().find_map(|decimals| text.strip_suffix(decimals)).map(str::to_owned);
    [with_digits(number), whole].into_iter().flatten().find(|mended| fits(mended))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{KkRefusal, NikRefusal};

    fn check_nik(text: &str, expected: Result<Option<&str>, (FieldProblem, Option<&str>)>, how: &[Cleaning]) {
        let mut noted = Vec::new();
        let read = read_nik(text, |cleaning| noted.push(cleaning));
        let read = read.map(|cell| match cell {
            NikCell::Known(nik) => Some(nik.as_str().to_owned()),
            NikCell::None => None,
        });
        assert_eq!(
            read,
            expected.map(|nik| nik.map(str::to_owned)).map_err(|(problem, mended)| (problem, mended.map(str::to_owned))),
            "{text}"
        );
        assert_eq!(noted, how, "{text}");
    }

    #[test]
    fn niks_as_files_have_them() {
        const NIK: &str = "5208011205859001";
        check_nik(NIK, Ok(Some(NIK)), &[]);
        check_nik("52.08.01.120585.9001", Ok(Some(NIK)), &[Cleaning::Separators]);
        check_nik("5208 0112 0585 9001", Ok(Some(NIK)), &[Cleaning::Separators]);
        check_nik("`5208011205859001", Ok(Some(NIK)), &[Cleaning::Separators]);
        for none in ["", "0", "0000000000000000", "-", "NULL"] {
            check_nik(none, Ok(None), &[]);
        }
        for rounded in ["5.20801120585900E+15", "5,208E+15", "5.20801E15", "5e+15"] {
            check_nik(rounded, Err((FieldProblem::RoundedByExcel, None)), &[]);
        }
        let letter = NikRefusal::NotDigit { position: 9, found: 'O' };
        check_nik("52080112O5859001", Err((FieldProblem::Nik(letter.clone()), Some(NIK))), &[]);
        check_nik("520801.12O585.9001", Err((FieldProblem::Nik(letter), Some(NIK))), &[Cleaning::Separators]);
        let one = NikRefusal::NotDigit { position: 7, found: 'l' };
        check_nik("520801l205859001", Err((FieldProblem::Nik(one), Some(NIK))), &[]);
        check_nik("５２０８０１１２０５８５９００１", Err((FieldProblem::Nik(NikRefusal::ForeignDigits), Some(NIK))), &[]);
        let long = |digits| FieldProblem::Nik(NikRefusal::WrongLength { digits });
        check_nik("5208011205859001.0", Err((long(17), Some(NIK))), &[Cleaning::Separators]);
        check_nik("520801120585900", Err((long(15), None)), &[]);
        let hash = NikRefusal::NotDigit { position: 1, found: '#' };
        check_nik("########", Err((FieldProblem::Nik(hash), None)), &[]);
    }

    #[test]
    fn family_card_numbers_as_files_have_them() {
        let read = |text| read_kk(text, |_| {}).map(|kk| kk.map(|kk| kk.as_str().to_owned()));
        assert_eq!(read("520801.120520.0001"), Ok(Some("5208011205200001".to_owned())));
        assert_eq!(read("0"), Ok(None));
        assert_eq!(read("-"), Ok(None));
        assert_eq!(read("5.2E+15"), Err((FieldProblem::RoundedByExcel, None)));
        assert_eq!(read("52080112052"), Err((FieldProblem::Kk(KkRefusal { digits: 11 }), None)));
        let mended = Some("5208011205200001".to_owned());
        assert_eq!(read("52080112O5200001"), Err((FieldProblem::Kk(KkRefusal { digits: 15 }), mended)));
    }
}
