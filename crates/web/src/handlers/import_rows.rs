//! Rows of a file in words: what changes, what is wrong with a cell and how to mend it. A page hides the middle of numbers that may be
//! personal; the workbook of refused rows has the cells whole, because they are to be mended there.
//!
//! Whoever imports sees every group of a person's fields (a test says so), so that none is left out here.

use app::import::{Head, RefusedRows, ShownKind, ShownRow};
use domain::{
    access::Field,
    central::CentralCode,
    intake::{Column, Incoming, Mapping, NikCell, Residence, RowProblem},
    person::{Biodata, Person},
    refusal::FieldProblem,
};
use jiff::civil::Date;

use super::parts;
use crate::{
    format::{MaskedNumber, MaskedPhone, masked_cell},
    lang::Lang,
    pages::{ChangeLine, Piece, ProblemLine, RowCard, RowPerson},
    sentences,
    state::Site,
};

/// A field with its value as it is and as it is shown.
pub(super) struct Value {
    pub column: Column,
    pub whole: String,
    pub shown: String,
}

/// The group of a person's fields that a column belongs to; none for what every reader of people sees.
pub(super) const fn group_of(column: Column) -> Option<Field> {
    match column {
        Column::Kk => Some(Field::Family),
        Column::BirthPlace | Column::Marital | Column::Mother => Some(Field::Civil),
        Column::Address | Column::Hamlet | Column::Rt | Column::Rw => Some(Field::Address),
        Column::Phone => Some(Field::Phone),
        Column::Central | Column::CentralDate => Some(Field::Central),
        _ => None,
    }
}

/// The fields of a line of the register; what is empty is empty.
pub(super) fn of_biodata(site: &Site, lang: Lang, line: &Biodata) -> Vec<Value> {
    let row = Incoming {
        nik: NikCell::Known(line.nik.clone()),
        kk: line.kk.clone(),
        name: Some(line.name.clone()),
        birth_place: Some(line.birth_place.clone()),
        birth_date: Some(line.birth_date),
        sex: Some(line.sex),
        marital: Some(line.marital),
        mother: line.mother.clone(),
        residence: Some(Residence::Here(line.village.clone())),
        address: Some(line.address.clone()),
        rt: Some(line.rt),
        rw: Some(line.rw),
        phone: line.phone.clone(),
        life: Some(line.life),
        central: None,
    };
    of_incoming(site, lang, &row)
}

/// The fields of a row of a file, in the order of a card; what it does not say is empty.
pub(super) fn of_incoming(site: &Site, lang: Lang, row: &Incoming) -> Vec<Value> {
    let plain = |column: Column, text: Option<String>| {
        let text = text.unwrap_or_default();
        Value { column, shown: text.clone(), whole: text }
    };
    let number = |column: Column, text: Option<&str>| {
        let shown = text.map(|text| MaskedNumber::new(text).to_string()).unwrap_or_default();
        Value { column, whole: text.unwrap_or_default().to_owned(), shown }
    };
    let phone = row.phone.as_ref().map(domain::person::Phone::national);
    let nik = match &row.nik {
        NikCell::Known(nik) => number(Column::Nik, Some(nik.as_str())),
        NikCell::None => plain(Column::Nik, Some(lang.question_without_nik().to_owned())),
    };
    let village = row.residence.as_ref().map(|residence| match residence {
        Residence::Here(village) => parts::area(site, village),
        Residence::Elsewhere => lang.question_elsewhere().to_owned(),
    });
    let of_block = |value: Option<u16>| value.filter(|value| *value > 0).map(|value| format!("{value:03}"));
    let central = row.central.map(|(code, on)| on.map_or_else(|| lang.central_name(code.code()).to_owned(), |on| status(lang, code, on)));
    vec![
        nik,
        number(Column::Kk, row.kk.as_ref().map(domain::person::Kk::as_str)),
        plain(Column::Name, row.name.as_ref().map(|name| name.as_str().to_owned())),
        plain(Column::BirthPlace, row.birth_place.clone()),
        plain(Column::BirthDate, row.birth_date.map(|day| lang.date_short(day))),
        plain(Column::Sex, row.sex.map(|sex| lang.sex_of(sex.code()).to_owned())),
        plain(Column::Marital, row.marital.map(|marital| lang.marital_of(marital.code()).to_owned())),
        plain(Column::Mother, row.mother.as_ref().map(|name| name.as_str().to_owned())),
        plain(Column::Village, village),
        plain(Column::Address, row.address.clone()),
        plain(Column::Rt, of_block(row.rt)),
        plain(Column::Rw, of_block(row.rw)),
        Value {
            column: Column::Phone,
            shown: phone.as_ref().map(|phone| MaskedPhone::new(phone).to_string()).unwrap_or_default(),
            whole: phone.unwrap_or_default(),
        },
        plain(Column::Life, row.life.map(|life| lang.life_of(life.code()).to_owned())),
        plain(Column::Central, central),
    ]
}

fn status(lang: Lang, code: CentralCode, on: Date) -> String {
    format!("{} ({})", lang.central_name(code.code()), lang.date_short(on))
}

/// The rows of one kind.
pub(super) fn cards(site: &Site, lang: Lang, head: &Head, kind: ShownKind, rows: &[ShownRow]) -> Vec<RowCard> {
    let mapping = head.mapping();
    rows.iter().map(|row| card(site, lang, (&head.titles, &mapping), kind, row)).collect()
}

fn card(site: &Site, lang: Lang, (titles, mapping): (&[String], &Mapping), kind: ShownKind, row: &ShownRow) -> RowCard {
    let said = match (&row.before, &row.after) {
        (None, Some(after)) => shown(of_biodata(site, lang, after), lang),
        (None, None) => row.reading.incoming.as_ref().map(|said| shown(of_incoming(site, lang, said), lang)).unwrap_or_default(),
        _ => Vec::new(),
    };
    let refused = kind == ShownKind::Refused;
    RowCard {
        line: i64::from(row.line),
        who: who(lang, row),
        question: row.held.map(|kind| lang.question_meaning(kind.code()).to_owned()),
        problems: row.problems.iter().map(|problem| problem_line(lang, titles, mapping, &row.cells, problem)).collect(),
        changes: changes(site, lang, row),
        said: if refused { Vec::new() } else { said },
        warnings: warnings(lang, row),
        cleaned: row.reading.cleaned.iter().map(|one| about(lang, one.column, lang.cleaning(one.how.code()))).collect(),
        cells: if refused { cells(lang, titles, &row.cells) } else { Vec::new() },
        stale: is_stale(kind, row),
    }
}

/// What is odd about a row, in words.
pub(super) fn warnings(lang: Lang, row: &ShownRow) -> Vec<String> {
    row.reading.warnings.iter().map(|(warning, column)| about(lang, *column, lang.row_warning(warning.code()))).collect()
}

fn about(lang: Lang, column: Column, what: &str) -> String {
    format!("{}: {what}", lang.column_name(column.code()))
}

/// What a row says, without what it does not.
fn shown(values: Vec<Value>, lang: Lang) -> Vec<(String, String)> {
    let says = values.into_iter().filter(|value| !value.shown.is_empty());
    says.map(|value| (lang.column_name(value.column.code()).to_owned(), value.shown)).collect()
}

/// Whether a row is no longer what it was when it was compared.
fn is_stale(kind: ShownKind, row: &ShownRow) -> bool {
    let changes = row.after.is_some() || row.central.is_some();
    match kind {
        ShownKind::Refused => row.problems.is_empty(),
        ShownKind::Held => row.held.is_none(),
        ShownKind::Warned => row.reading.warnings.is_empty(),
        ShownKind::Changed => row.before.is_none() || !changes,
        ShownKind::New => row.before.is_some() || row.after.is_none(),
        ShownKind::Same => changes || !row.problems.is_empty(),
    }
}

fn who(lang: Lang, row: &ShownRow) -> Option<RowPerson> {
    let masked = |nik: &str| MaskedNumber::new(nik).to_string();
    let known = |person: &Person| RowPerson {
        id: Some(person.id.to_string()),
        name: person.biodata.name.as_str().to_owned(),
        nik: masked(person.biodata.nik.as_str()),
    };
    if let Some(person) = &row.before {
        return Some(known(person));
    }
    let said = row.reading.incoming.as_ref().ok()?;
    let nik = match &said.nik {
        NikCell::Known(nik) => masked(nik.as_str()),
        NikCell::None => lang.question_without_nik().to_owned(),
    };
    Some(RowPerson { id: None, name: said.name.as_ref()?.as_str().to_owned(), nik })
}

/// What changes in the register's line, and the status that is noted.
fn changes(site: &Site, lang: Lang, row: &ShownRow) -> Vec<ChangeLine> {
    let Some(person) = &row.before else { return Vec::new() };
    let mut lines = Vec::new();
    if let Some(after) = &row.after {
        let (before, after) = (of_biodata(site, lang, &person.biodata), of_biodata(site, lang, after));
        lines.extend(
            before.into_iter().zip(after).filter(|(one, other)| one.whole != other.whole).map(|(one, other)| change(lang, one, other)),
        );
    }
    if let Some((code, on)) = row.central {
        let before = person.central.map(|(code, on)| status(lang, code, on)).unwrap_or_default();
        let (before, after) = compared(&before, &status(lang, code, on));
        lines.push(ChangeLine { field: lang.column_name(Column::Central.code()).to_owned(), before, after });
    }
    lines
}

fn change(lang: Lang, before: Value, after: Value) -> ChangeLine {
    let hidden = before.shown == after.shown;
    let (before, mut after) = (compared(&before.shown, &after.shown), after);
    let field = lang.column_name(after.column.code()).to_owned();
    if hidden {
        after.shown = format!("{} ({})", after.shown, lang.import_digits_differ());
        return ChangeLine { field, before: before.0, after: vec![Piece::other(&after.shown)] };
    }
    ChangeLine { field, before: before.0, after: before.1 }
}

/// Two values in pieces: the words that both begin and end with are the same, those between are not.
pub(super) fn compared(before: &str, after: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (one, other): (Vec<&str>, Vec<&str>) = (before.split_whitespace().collect(), after.split_whitespace().collect());
    let head = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let rest = one.len().min(other.len()) - head;
    let tail = one.iter().rev().zip(other.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    (pieces(&one, head, tail), pieces(&other, head, tail))
}

fn pieces(words: &[&str], head: usize, tail: usize) -> Vec<Piece> {
    let (first, rest) = words.split_at(head.min(words.len()));
    let (middle, last) = rest.split_at(rest.len().saturating_sub(tail));
    let parts = [(first, Piece::same as fn(&str) -> Piece), (middle, Piece::other), (last, Piece::same)];
    parts.into_iter().filter(|(words, _)| !words.is_empty()).map(|(words, make)| make(&words.join(" "))).collect()
}

fn cells(lang: Lang, titles: &[String], cells: &[String]) -> Vec<(String, String)> {
    let named = titles.iter().zip(cells).enumerate();
    let held = named.filter(|(_, (_, cell))| !cell.trim().is_empty());
    held.map(|(index, (title, cell))| (title_of(lang, title, index), masked_cell(cell))).collect()
}

/// A column's title, or its place when it has none.
pub(super) fn title_of(lang: Lang, title: &str, index: usize) -> String {
    if title.trim().is_empty() { lang.import_column_nameless(index as i64 + 1) } else { title.trim().to_owned() }
}

fn problem_line(lang: Lang, titles: &[String], mapping: &Mapping, cells: &[String], problem: &RowProblem) -> ProblemLine {
    let place = mapping.0.iter().position(|column| *column == Some(problem.column));
    let title = place.and_then(|index| Some((index, titles.get(index)?)));
    ProblemLine {
        title: title.map_or_else(|| lang.column_name(problem.column.code()).to_owned(), |(index, title)| title_of(lang, title, index)),
        cell: place.and_then(|index| cells.get(index)).map(|cell| masked_cell(cell.trim())).unwrap_or_default(),
        what: sentence(lang, problem),
        proposal: problem.proposal.as_deref().map(masked_cell),
    }
}

/// What is wrong with a cell of a file and how to mend it there.
pub(crate) fn sentence(lang: Lang, problem: &RowProblem) -> String {
    match &problem.problem {
        FieldProblem::Missing => lang.cell_missing().to_owned(),
        FieldProblem::NotAChoice => unknown_word(lang, problem.column).to_owned(),
        FieldProblem::UnknownArea => lang.cell_area().to_owned(),
        other => sentences::field(lang, problem.column.code(), other),
    }
}

/// That a coded cell means nothing known, and what can be written there.
fn unknown_word(lang: Lang, column: Column) -> &'static str {
    match column {
        Column::Sex => lang.cell_unknown_sex(),
        Column::Marital => lang.cell_unknown_marital(),
        Column::Life => lang.cell_unknown_life(),
        Column::Central => lang.cell_unknown_central(),
        _ => lang.cell_unknown_word(),
    }
}

/// The workbook of refused rows: the file's own titles and cells, then line, reason and suggestion. Mended and sent again it is read as
/// the file was, since the added columns mean nothing.
pub(crate) fn workbook(lang: Lang, refused: &RefusedRows) -> (Vec<String>, Vec<Vec<String>>) {
    let width = refused.titles.len();
    let added = [lang.import_line(), lang.import_reason(), lang.import_proposal()].map(str::to_owned);
    let titles = refused.titles.iter().cloned().chain(added).collect();
    let row = |row: &ShownRow| {
        let mut cells: Vec<String> = row.cells.iter().take(width).cloned().collect();
        cells.resize(width, String::new());
        let named = |problem: &RowProblem| problem_line(lang, &refused.titles, &refused.mapping, &row.cells, problem);
        let reasons: Vec<String> =
            row.problems.iter().map(|problem| format!("{}: {}", named(problem).title, sentence(lang, problem))).collect();
        let proposals = row.problems.iter().filter_map(|problem| Some(format!("{}: {}", named(problem).title, problem.proposal.as_ref()?)));
        let proposals: Vec<String> = proposals.collect();
        cells.extend([row.line.to_string(), reasons.join(" "), proposals.join("; ")]);
        cells
    };
    (titles, refused.rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use domain::access::{Act, Role, Standing};

    use super::*;

    #[test]
    fn whoever_imports_sees_every_group_of_fields() {
        for role in Role::ALL {
            let standing = Standing::office(*role);
            if standing.may(Act::ImportFiles) || standing.may(Act::AnswerQuestions) {
                for field in [Field::Family, Field::Civil, Field::Address, Field::Phone, Field::Central] {
                    assert!(standing.sees(field), "{role}: {field:?}");
                }
            }
        }
    }

    #[test]
    fn only_the_words_that_differ_are_marked() {
        let (same, other) = (Piece::same, Piece::other);
        for (before, after, expected) in [
            ("LALU HAMZAH", "LALU HAMZAH", (vec![same("LALU HAMZAH")], vec![same("LALU HAMZAH")])),
            ("LALU HAMZA", "LALU HAMZAH", (vec![same("LALU"), other("HAMZA")], vec![same("LALU"), other("HAMZAH")])),
            ("JL RAYA 1 KOPANG", "JL BARU 1 KOPANG", {
                let (head, tail) = (same("JL"), same("1 KOPANG"));
                (vec![head.clone(), other("RAYA"), tail.clone()], vec![head, other("BARU"), tail])
            }),
            ("A A", "A", (vec![same("A"), other("A")], vec![same("A")])),
            ("", "BARU", (vec![], vec![other("BARU")])),
        ] {
            assert_eq!(compared(before, after), expected, "{before} → {after}");
        }
    }
}
