//! What stands above a family or a list: `No. KK : …`, `Alamat : …`, `DESA X RT/RW : 002/000 DUSUN : -`.

use super::titles;

/// What block layouts say once for a whole family, or once for the whole file, in the order of the flattened columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label {
    Kk,
    Head,
    Address,
    Rt,
    Rw,
    Hamlet,
    Province,
    Regency,
    Subdistrict,
    Village,
    /// Known, so that it is not taken for a value; nothing is taken of it.
    Other,
}

/// How many columns a family adds to each of its members.
pub(super) const LABELS: usize = 10;

impl Label {
    fn of(text: &str) -> Option<Self> {
        Some(match titles::plain(text).as_str() {
            "NOKK" | "NOMORKK" | "NOKARTUKELUARGA" | "NOMORKARTUKELUARGA" => Self::Kk,
            "NAMAKK" | "NAMAKEP" | "NAMAKEPALAKELUARGA" | "KEPALAKELUARGA" => Self::Head,
            "ALAMAT" => Self::Address,
            "RT" => Self::Rt,
            "RW" => Self::Rw,
            "DUSUN" | "LINGKUNGAN" | "DUSUNLINGKUNGAN" => Self::Hamlet,
            "PROVINSI" | "PROPINSI" => Self::Province,
            "KABUPATEN" | "KOTA" | "KABUPATENKOTA" | "KABKOTA" => Self::Regency,
            "KECAMATAN" => Self::Subdistrict,
            "DESA" | "KELURAHAN" | "DESAKEL" | "DESAKELURAHAN" | "KELURAHANDESA" => Self::Village,
            "NOBLANGKOKK" | "TGLCETAKKK" | "PERIODE" | "KODEPOS" | "TELP" | "TELEPON" => Self::Other,
            _ => return None,
        })
    }
}

/// A label found in a row: in which cell, and what it says, if anything.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) label: Label,
    pub(super) at: usize,
    pub(super) value: Option<String>,
}

/// The labels of a row with their values: behind the colon, or in the next cells up to the next label.
pub(super) fn labels(cells: &[String]) -> Vec<Labelled> {
    let mut found: Vec<Labelled> = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let text = cell.trim();
        let (name, behind) = text.split_once(':').unwrap_or((text, ""));
        if let Some(label) = Label::of(name) {
            let value = Some(behind.trim().to_owned()).filter(|value| !value.is_empty());
            found.push(Labelled { label, at, value });
        } else if let Some(last) = found.last_mut().filter(|last| last.value.is_none()) {
            let text = text.trim_start_matches(':').trim_start();
            last.value = Some(text.to_owned()).filter(|text| !text.is_empty());
        }
    }
    found
}

/// Takes an address line apart: what is called village, RT, RW and hamlet in it, and the rest as address.
pub(super) fn address(text: &str) -> Vec<(Label, String)> {
    let text = text.trim();
    let upper = text.to_ascii_uppercase();
    if let Some(at) = upper.find("RT/RW") {
        let (before, rest) = (text.get(..at).unwrap_or_default().trim(), text.get(at + 5..).unwrap_or_default());
        return before_and_numbers(before, rest);
    }
    let mut parts = Vec::new();
    let mut address: Vec<&str> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once(':').map_or((part, ""), |(name, value)| (name.trim(), value.trim()));
        match titles::plain(name).as_str() {
            "RT" => parts.push((Label::Rt, value.to_owned())),
            "RW" => parts.push((Label::Rw, value.to_owned())),
            "KODEPOS" => {}
            _ => address.push(part),
        }
    }
    parts.push((Label::Address, address.join(", ")));
    parts
}

/// `DESA X` before the words RT/RW and ` : 002/000 DUSUN : -` behind them.
fn before_and_numbers(before: &str, rest: &str) -> Vec<(Label, String)> {
    let rest = rest.trim_start().trim_start_matches(':').trim_start();
    let numbers_end = rest.find(|letter: char| !letter.is_ascii_digit() && !"/-' ".contains(letter)).unwrap_or(rest.len());
    let (numbers, behind) = rest.split_at_checked(numbers_end).unwrap_or((rest, ""));
    let (rt, rw) = numbers.split_once('/').unwrap_or((numbers, ""));
    let hamlet = behind.split_once(':').map_or("", |(_, hamlet)| hamlet).trim();
    let village = ["DESA ", "KELURAHAN ", "KEL. ", "KEL "]
        .iter()
        .find_map(|word| before.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word)).and_then(|_| before.get(word.len()..)));
    let place = village.map_or((Label::Address, before), |village| (Label::Village, village));
    vec![
        (place.0, place.1.trim().to_owned()),
        (Label::Rt, rt.trim().to_owned()),
        (Label::Rw, rw.trim().to_owned()),
        (Label::Hamlet, if hamlet == "-" { String::new() } else { hamlet.to_owned() }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(cells: &[&str]) -> Vec<String> {
        cells.iter().map(|cell| (*cell).to_owned()).collect()
    }

    #[test]
    fn labels_have_their_value_behind_the_colon_or_in_the_next_cells() {
        let check = |cells: &[&str], wanted: &[(Label, Option<&str>)]| {
            let found: Vec<(Label, Option<String>)> =
                labels(&texts(cells)).into_iter().map(|labelled| (labelled.label, labelled.value)).collect();
            let wanted: Vec<(Label, Option<String>)> = wanted.iter().map(|(label, value)| (*label, value.map(ToOwned::to_owned))).collect();
            assert_eq!(found, wanted, "{cells:?}");
        };
        check(&["No. KK : 1"], &[(Label::Kk, Some("1"))]);
        check(
            &["NO.KK", "1", "", "NAMA.KK", ":", "X", "ALAMAT", ": Y"],
            &[(Label::Kk, Some("1")), (Label::Head, Some("X")), (Label::Address, Some("Y"))],
        );
        check(
            &["No. KK :", "", "Nama Kepala Keluarga :", "No. Blangko KK :"],
            &[(Label::Kk, None), (Label::Head, None), (Label::Other, None)],
        );
        check(&["1", "BUDI"], &[]);
    }

    #[test]
    fn address_lines_are_taken_apart() {
        let check = |text: &str, wanted: &[(Label, &str)]| {
            let wanted: Vec<(Label, String)> = wanted.iter().map(|(label, value)| (*label, (*value).to_owned())).collect();
            assert_eq!(address(text), wanted, "{text}");
        };
        let recording = [(Label::Village, "X"), (Label::Rt, "002"), (Label::Rw, "000"), (Label::Hamlet, "")];
        check("DESA X RT/RW : 002/000 DUSUN : -", &recording);
        check(
            "JALAN Y RT/RW : 002/000 DUSUN : KEDUNG",
            &[(Label::Address, "JALAN Y"), (Label::Rt, "002"), (Label::Rw, "000"), (Label::Hamlet, "KEDUNG")],
        );
        check("DUSUN X, RT:001, RW:002, Kodepos:83352", &[(Label::Rt, "001"), (Label::Rw, "002"), (Label::Address, "DUSUN X")]);
        check("JALAN Y, NO 5", &[(Label::Address, "JALAN Y, NO 5")]);
        check("RT/RW", &[(Label::Address, ""), (Label::Rt, ""), (Label::Rw, ""), (Label::Hamlet, "")]);
    }
}
