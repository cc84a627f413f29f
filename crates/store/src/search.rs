//! Name search: the one place where the two engines may differ. Both find the same people; one suite checks it.
//!
//! Names are folded to words (`domain::person::spelling`). The distinct words are held in memory; those within one typing error of a
//! word of the query, or that begin with its last word, are looked up: in FTS5 on SQLite, in a word table on PostgreSQL.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{PoisonError, RwLock},
};

use domain::{
    id::PersonId,
    office::OfficeCode,
    person::spelling::{plain_words, within_one_typo, words},
};

use crate::{Engine, StoreFault, Tx, Value, Write, value::values};

/// At most this many people whose names hold the very words are ranked.
const EXACT_MAX: i64 = 1_500;
/// At most this many whose names are only like them.
const SIMILAR_MAX: i64 = 400;
/// At most this many spellings of one word are looked up.
const SPELLINGS_MAX: usize = 60;
/// Words of a query beyond these are not looked up; the ranking still reads them.
const WORDS_MAX: usize = 4;

/// The distinct words of all names, by length.
#[derive(Debug, Default)]
pub struct Vocabulary {
    known: RwLock<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// Whether the database's words are among them. Words are also added before, so that one that is written while they are being
    /// loaded is not lost.
    loaded: bool,
    by_length: BTreeMap<usize, BTreeSet<String>>,
}

impl Known {
    fn add(&mut self, word: String) {
        self.by_length.entry(word.len()).or_default().insert(word);
    }
}

impl Vocabulary {
    /// Loads the words when that was not done yet.
    pub fn load(&self, tx: &mut Tx<'_>) -> Result<(), StoreFault> {
        if self.known.read().unwrap_or_else(PoisonError::into_inner).loaded {
            return Ok(());
        }
        let office = tx.office();
        let stored: Vec<String> = tx.query("SELECT word FROM name_word WHERE office = ?1", values![office])?;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for word in stored {
            known.add(word);
        }
        known.loaded = true;
        Ok(())
    }

    /// Adds the words of a name that was just written.
    pub fn add(&self, name: &str) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        for word in words(name) {
            known.add(word);
        }
    }

    /// Forgets everything; the next search loads anew. For after an import.
    pub fn reset(&self) {
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Known::default();
    }

    /// The known words that a typed word may mean: itself, one typing error away, and for the last word of a query its continuations.
    fn spellings(&self, plain: &str, typed: &str, last: bool) -> Vec<String> {
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        if !known.loaded {
            return vec![typed.to_owned()];
        }
        let by_length = &known.by_length;
        let mut found = Vec::new();
        let knows = |word: &str| by_length.get(&word.len()).is_some_and(|words| words.contains(word));
        if knows(typed) {
            found.push(typed.to_owned());
        }
        for written in [typed, plain] {
            // In a word of three only a letter may be missing: anything else turns everything into everything.
            let shortest = if written.len() > 3 { written.len() - 1 } else { written.len() + 1 };
            if written.len() > 2 {
                let near = by_length.range(shortest..=written.len() + 1).flat_map(|(_, words)| words);
                found.extend(near.filter(|word| *word != typed && within_one_typo(written, word)).cloned());
            }
        }
        if last && typed.len() > 2 {
            let longer = by_length.range(typed.len() + 1..).flat_map(|(_, words)| words);
            found.extend(longer.filter(|word| word.starts_with(typed)).take(SPELLINGS_MAX).cloned());
        }
        let mut seen = BTreeSet::new();
        found.retain(|word| seen.insert(word.clone()));
        found.truncate(SPELLINGS_MAX);
        found
    }
}

/// People whose names are like the query, best first, at most `limit`. `subdistrict` is a dotted code or empty for all. Call
/// [`Vocabulary::load`] before.
pub fn people_named(
    tx: &mut Tx<'_>,
    vocabulary: &Vocabulary,
    query: &str,
    subdistrict: &str,
    limit: usize,
) -> Result<Vec<PersonId>, StoreFault> {
    let typed = words(query);
    let mut groups: Vec<Vec<String>> = Vec::new();
    for (index, (word, plain)) in typed.iter().zip(plain_words(query)).enumerate() {
        groups.push(vocabulary.spellings(&plain, word, index + 1 == typed.len()));
    }
    if groups.is_empty() || groups.iter().any(Vec::is_empty) {
        return Ok(Vec::new());
    }
    groups.truncate(WORDS_MAX);
    let exact: Vec<Vec<String>> = typed.iter().take(WORDS_MAX).map(|word| vec![word.clone()]).collect();
    let mut found = candidates(tx, &exact, subdistrict, EXACT_MAX)?;
    if found.len() < limit {
        found.extend(candidates(tx, &groups, subdistrict, SIMILAR_MAX)?);
    }
    let mut ranked: Vec<(i64, String, PersonId)> =
        found.into_iter().map(|(person, name)| (-closeness(&typed, &words(&name)), name, person)).collect();
    ranked.sort();
    ranked.dedup_by_key(|(_, _, person)| *person);
    Ok(ranked.into_iter().take(limit).map(|(_, _, person)| person).collect())
}

/// How close a name is to a query: equal words count most, then beginnings, then typing errors; surplus words cost a little.
fn closeness(typed: &[String], name: &[String]) -> i64 {
    let of_word = |word: &String| {
        let of_pair = |other: &String| match other {
            other if other == word => 10,
            other if other.starts_with(word.as_str()) => 6,
            other if within_one_typo(word, other) => 5,
            _ => 0,
        };
        name.iter().map(of_pair).max().unwrap_or_default()
    };
    let surplus = name.len().abs_diff(typed.len()) as i64;
    typed.iter().map(of_word).sum::<i64>() * 4 - surplus * 2 + i64::from(typed == name)
}

type Candidates = Vec<(PersonId, String)>;

/// The people with a word of each group; of too many those with the lowest numbers, so that both engines take the same.
fn candidates(tx: &mut Tx<'_>, groups: &[Vec<String>], subdistrict: &str, limit: i64) -> Result<Candidates, StoreFault> {
    let office = tx.office();
    let mut found = Candidates::new();
    let each = |mut row: crate::Row| {
        found.push((PersonId(row.integer()?), row.text()?));
        Ok::<_, StoreFault>(())
    };
    if tx.on_postgres() {
        let group = |index: usize| groups.get(index).map(|words| words.join(" ")).unwrap_or_default();
        let sql = "SELECT p.person, p.name FROM (SELECT DISTINCT a.person FROM person_word a
             WHERE a.office = ?1 AND a.word = ANY(string_to_array(?2, ' '))
             AND (?3 = '' OR EXISTS (SELECT 1 FROM person_word b WHERE b.office = a.office AND b.person = a.person AND b.word = ANY(string_to_array(?3, ' '))))
             AND (?4 = '' OR EXISTS (SELECT 1 FROM person_word c WHERE c.office = a.office AND c.person = a.person AND c.word = ANY(string_to_array(?4, ' '))))
             AND (?5 = '' OR EXISTS (SELECT 1 FROM person_word d WHERE d.office = a.office AND d.person = a.person AND d.word = ANY(string_to_array(?5, ' '))))
             AND (?6 = '' OR EXISTS (SELECT 1 FROM person v WHERE v.office = a.office AND v.person = a.person AND substr(v.village, 1, 8) = ?6))
             ORDER BY a.person LIMIT ?7) f JOIN person p ON p.office = ?1 AND p.person = f.person";
        tx.for_each(sql, values![office, group(0), group(1), group(2), group(3), subdistrict, limit], each)?;
    } else {
        let any = |words: &Vec<String>| format!("({})", words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" OR "));
        let all = groups.iter().map(any).collect::<Vec<_>>().join(" AND ");
        let sql = "SELECT p.person, p.name FROM person_fts f JOIN person p ON p.office = ?1 AND p.person = f.rowid
             WHERE f.person_fts MATCH ?2 AND (?3 = '' OR substr(p.village, 1, 8) = ?3) ORDER BY f.rowid LIMIT ?4";
        tx.for_each(sql, values![office, all, subdistrict, limit], each)?;
    }
    Ok(found)
}

/// Names as rows of the index, made before the write that inserts them.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameRows {
    rows: Vec<Vec<Value>>,
    /// Their distinct words.
    pub words: BTreeSet<String>,
}

/// The rows of the index for names, as the engine has it.
pub(crate) fn name_rows(engine: Engine, office: OfficeCode, names: &[(PersonId, &str)]) -> NameRows {
    let office = Value::from(office);
    let mut made = NameRows { rows: Vec::with_capacity(names.len()), words: BTreeSet::new() };
    for (person, name) in names {
        let mut folded = words(name);
        folded.sort();
        folded.dedup();
        match engine {
            Engine::Postgres => made.rows.extend(folded.iter().map(|word| vec![office.clone(), word.into(), (*person).into()])),
            Engine::Sqlite => made.rows.push(vec![(*person).into(), folded.join(" ").into()]),
        }
        for word in folded {
            if !made.words.contains(&word) {
                made.words.insert(word);
            }
        }
    }
    made
}

/// Writes names into the index, and their words.
pub(crate) fn insert_names(write: &mut Write<'_>, names: &NameRows) -> Result<(), StoreFault> {
    insert_name_rows(write, names)?;
    let office = Value::from(write.office());
    for word in &names.words {
        let sql = "INSERT INTO name_word (office, word) VALUES (?1, ?2) ON CONFLICT (office, word) DO NOTHING";
        write.execute(sql, &[office.clone(), word.into()])?;
    }
    Ok(())
}

/// Writes which words lead to which people; the words have still to be made known.
fn insert_name_rows(write: &mut Write<'_>, names: &NameRows) -> Result<(), StoreFault> {
    match write.engine() {
        Engine::Postgres => write.insert_many("INSERT INTO person_word (office, word, person) VALUES (?1, ?2, ?3)", &names.rows),
        Engine::Sqlite => write.insert_many("INSERT INTO person_fts (rowid, words) VALUES (?1, ?2)", &names.rows),
    }
}

/// Indexes the names of people who are not indexed yet.
pub(crate) fn index(write: &mut Write<'_>, names: &[(PersonId, &str)]) -> Result<(), StoreFault> {
    let names = name_rows(write.engine(), write.office(), names);
    insert_names(write, &names)
}

/// Writes which words lead to which people; answers the words, which the caller has still to make known.
pub(crate) fn index_people(write: &mut Write<'_>, names: &[(PersonId, &str)]) -> Result<BTreeSet<String>, StoreFault> {
    let names = name_rows(write.engine(), write.office(), names);
    insert_name_rows(write, &names)?;
    Ok(names.words)
}

/// Takes a person's name out of the index.
pub(crate) fn forget(write: &mut Write<'_>, person: PersonId) -> Result<(), StoreFault> {
    let office = write.office();
    if write.on_postgres() {
        write.execute("DELETE FROM person_word WHERE office = ?1 AND person = ?2", values![office, person])?;
    } else {
        write.execute("DELETE FROM person_fts WHERE rowid = ?1", values![person])?;
    }
    Ok(())
}
