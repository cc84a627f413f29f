//! Name search: both engines find the same people in the same order.

use domain::{id::PersonId, person::PersonName};
use store::{Store, schema, search, tables};

use crate::{
    bench::{check, compare, read, write},
    names,
    office::{self, begin, person},
};

/// An office with all the names.
fn begin_named(store: &Store) {
    begin(store);
    let people: Vec<_> = names::all().iter().zip(1..).map(|(name, number)| person(number, name)).collect();
    assert!(people.len() > 200);
    write(store, move |write| office::enter(write, &people));
}

fn find(store: &Store, query: &str, limit: usize) -> Vec<i64> {
    let vocabulary = store.vocabulary();
    let found = read(store, |tx| {
        vocabulary.load(tx)?;
        search::people_named(tx, vocabulary, query, "", limit)
    });
    found.into_iter().map(|person| person.0).collect()
}

/// Queries with the people that they must find first, in order, and how many there are in all.
fn expectations() -> Vec<(&'static str, Vec<i64>, usize)> {
    let of = names::number;
    vec![
        // Exact names come before longer ones.
        ("siti aminah", vec![8, 9], 2),
        ("SITI AMINAH", vec![8, 9], 2),
        ("aminah", vec![10, 8, 9], 3),
        // Spelling families.
        ("sukarno", vec![2, 1], 2),
        ("Soekarno", vec![2, 1], 2),
        ("muhammad saleh", vec![3, 4, 5], 3),
        ("Mohd. Saleh", vec![], 0),
        ("moch saleh", vec![3, 4, 5], 3),
        ("joko cahyono", vec![6, 7], 2),
        ("ahmad fauzi", vec![20, 19], 2),
        ("nuraini", vec![12, 13], 2),
        ("nur'aini", vec![12, 13], 2),
        // Titles are ignored, but a name that is only a title is found.
        ("Hj. Siti Aminah S.Pd.", vec![8, 9], 2),
        ("h. moch. saleh, s.h.", vec![3, 4, 5], 3),
        ("h", vec![18], 1),
        // One letter wrong, missing, too many, or two swapped.
        ("siti amunah", vec![8, 9], 2),
        ("siti aminh", vec![8, 9], 2),
        ("siti aminnah", vec![8, 9], 2),
        ("siti amianh", vec![8, 9], 2),
        ("sukrano", vec![2, 1], 2),
        ("lalu hidayta", vec![of("LALU HIDAYAT")], 1),
        ("siti xxinah", vec![], 0),
        // A beginning of the last word, not of another.
        ("siti ami", vec![8, 9, 11], 3),
        ("ami siti", vec![], 0),
        ("dewi les", vec![of("DEWI LESTARI")], 1),
        ("aminat", vec![11, 10, 8, 9], 4),
        // Words in another order.
        ("saleh muhammad", vec![3, 4, 5], 3),
        ("basuki rahmat", vec![21, 22], 2),
        ("rahmat basuki", vec![22, 21], 2),
        ("ayu ratna", vec![15, 14], 2),
        // More words than are looked up.
        ("i gusti ayu ketut ratna", vec![14], 1),
        // Short words take no typing errors.
        ("ali", vec![24, 25], 2),
        ("alo", vec![], 0),
        // Signs, accents and the words of the search language are only letters.
        ("elise marie", vec![17], 1),
        ("o brien", vec![], 0),
        ("obrien", vec![16], 1),
        ("or and not near", vec![26], 1),
        ("\"siti\" OR (aminah*", vec![], 0),
        ("'; DELETE", vec![], 0),
        ("", vec![], 0),
        ("  . - ", vec![], 0),
        ("budi", vec![], 12),
    ]
}

#[test]
fn both_engines_find_the_same_people_best_first() {
    let found = compare("search", |store| {
        begin_named(store);
        let answers: Vec<Vec<i64>> = expectations().iter().map(|(query, ..)| find(store, query, 50)).collect();
        answers
    });
    let mut wrong = Vec::new();
    for ((query, first, count), found) in expectations().into_iter().zip(found) {
        if !found.starts_with(&first) || found.len() != count {
            wrong.push(format!("{query:?}: {found:?} instead of {first:?} of {count}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_name_finds_its_person_among_the_first() {
    check("every name", |store| {
        begin_named(store);
        for (name, number) in names::all().iter().zip(1..) {
            let found = find(store, name, 5);
            assert!(found.contains(&number), "{name}: {found:?} without {number}");
        }
    });
}

#[test]
fn a_limit_keeps_the_best() {
    let found = compare("limit", |store| {
        begin_named(store);
        [find(store, "siti aminah", 1), find(store, "aminah", 3), find(store, "budi", 7), find(store, "siti", 0)]
    });
    assert_eq!(found[0], [8]);
    assert_eq!(found[1], [10, 8, 9]);
    assert_eq!(found[2].len(), 7);
    assert!(found[3].is_empty());
}

#[test]
fn of_more_candidates_than_are_ranked_both_engines_take_the_same() {
    let found = compare("many candidates", |store| {
        begin(store);
        let second = ["AMAN", "BAIK", "CANTIK", "DAMAI", "ELOK", "FASIH", "GEMBIRA"];
        // Entered backwards, so that no engine finds them in order by chance.
        let people: Vec<_> = (1..=1_600).rev().map(|number| person(number, &format!("SITI {}", second[number as usize % 7]))).collect();
        write(store, move |write| office::enter(write, &people));
        write(store, |write| schema::analyze(write));
        [find(store, "siti", 3000), find(store, "sitti", 3000), find(store, "siti elo", 3000)]
    });
    assert_eq!(found.each_ref().map(Vec::len), [1500, 1500, 229]);
}

#[test]
fn a_changed_name_is_found_by_the_new_one_only() {
    check("changed name", |store| {
        begin_named(store);
        assert_eq!(find(store, "obrien", 5), [16]);
        let mut changed = person(16, "SUGIARTO");
        changed.version = 2;
        write(store, move |write| tables::person::update(write, &changed, None));
        store.vocabulary().add("SUGIARTO");
        assert_eq!(find(store, "sugiarto", 5), [16]);
        assert_eq!(find(store, "obrien", 5), Vec::<i64>::new());
        let name = read(store, |tx| tables::person::find(tx, PersonId(16))).map(|person| person.biodata.name);
        assert_eq!(name, PersonName::parse("SUGIARTO").ok());
    });
}

#[test]
fn the_vocabulary_learns_added_words_and_loads_anew_after_a_reset() {
    check("vocabulary", |store| {
        begin_named(store);
        assert_eq!(find(store, "zulaikha", 5), Vec::<i64>::new());
        let new = person(500, "ZULAIKHA");
        write(store, move |write| office::enter(write, std::slice::from_ref(&new)));
        store.vocabulary().add("ZULAIKHA");
        assert_eq!(find(store, "sulaiha", 5), [500], "one letter less, another spelling");
        assert_eq!(find(store, "siti aminah", 2), [8, 9], "the others are still known");
        let imported = person(501, "QOMARUDDIN");
        write(store, move |write| office::enter(write, std::slice::from_ref(&imported)));
        assert_eq!(find(store, "qomaruddn", 5), Vec::<i64>::new(), "not known yet");
        store.vocabulary().reset();
        assert_eq!(find(store, "qomaruddn", 5), [501]);
        assert_eq!(find(store, "sulaiha", 5), [500]);
    });
}

#[test]
fn a_word_added_while_the_vocabulary_loads_is_not_lost() {
    check("loading", |store| {
        begin_named(store);
        read(store, |tx| {
            tables::place::all(tx)?;
            let new = person(500, "ZULAIKHA");
            write(store, move |write| office::enter(write, std::slice::from_ref(&new)));
            store.vocabulary().add("ZULAIKHA");
            store.vocabulary().load(tx)
        });
        assert_eq!(find(store, "zulaikha", 5), [500]);
    });
}
