//! What every page must keep, checked on the HTML itself.

use super::{routes, samples, tests::Rendered};
use std::collections::{BTreeMap, BTreeSet};

/// A start tag or an end tag with its attributes, and the text that follows it.
struct Tag<'a> {
    name: &'a str,
    closing: bool,
    attributes: BTreeMap<&'a str, &'a str>,
    text: &'a str,
}

const VOID: [&str; 8] = ["meta", "link", "input", "br", "rect", "circle", "path", "!doctype"];
const SPEAKING: [&str; 22] = [
    "p", "a", "h1", "h2", "h3", "button", "label", "legend", "li", "dt", "dd", "th", "td", "caption", "title", "desc", "summary", "option",
    "strong", "span", "bdi", "time",
];

pub(super) fn problems(page: &Rendered) -> Vec<String> {
    let tags = tags(&page.html);
    let mut problems = Vec::new();
    frame(page, &tags, &mut problems);
    nesting(&tags, &mut problems);
    safety(page, &tags, &mut problems);
    fields(&tags, &mut problems);
    references(&tags, &mut problems);
    forms(&tags, &mut problems);
    words(page, &tags, &mut problems);
    problems
}

/// The values of the fields of this name.
pub(super) fn values<'a>(html: &'a str, field: &str) -> Vec<&'a str> {
    let tags = tags(html);
    opening(&tags, "input")
        .filter(|tag| tag.attributes.get("name") == Some(&field))
        .filter_map(|tag| tag.attributes.get("value").copied())
        .collect()
}

fn tags(html: &str) -> Vec<Tag<'_>> {
    html.split('<')
        .skip(1)
        .filter_map(|piece| {
            let (inside, text) = piece.split_once('>')?;
            let closing = inside.starts_with('/');
            let inside = inside.trim_start_matches('/').trim_end_matches('/');
            let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
            Some(Tag { name, closing, attributes: attributes(rest), text })
        })
        .collect()
}

fn attributes(mut rest: &str) -> BTreeMap<&str, &str> {
    let mut found = BTreeMap::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        if let Some((value, next)) = after.strip_prefix("=\"").and_then(|quoted| quoted.split_once('"')) {
            found.insert(name, value);
            rest = next;
        } else {
            found.insert(name, "");
            rest = after.trim_start_matches('=');
        }
    }
}

fn opening<'a, 'b>(tags: &'b [Tag<'a>], name: &'b str) -> impl Iterator<Item = &'b Tag<'a>> {
    tags.iter().filter(move |tag| !tag.closing && tag.name == name)
}

/// Language, one main heading, a title that says whether something is wrong, no jump in the headings.
fn frame(page: &Rendered, tags: &[Tag], problems: &mut Vec<String>) {
    let lang = opening(tags, "html").next().and_then(|tag| tag.attributes.get("lang").copied());
    if lang != Some(page.lang.code()) {
        problems.push(format!("lang is {lang:?}"));
    }
    let headings = opening(tags, "h1").count();
    if headings != 1 {
        problems.push(format!("{headings} main headings"));
    }
    if opening(tags, "main").count() != 1 {
        problems.push("not one main part".to_owned());
    }
    let title = opening(tags, "title").next().map_or("", |tag| tag.text);
    if title.starts_with(page.lang.title_error()) != page.failed {
        problems.push(format!("title {title:?} but failed is {}", page.failed));
    }
}

fn nesting(tags: &[Tag], problems: &mut Vec<String>) {
    let mut open = Vec::new();
    for tag in tags.iter().filter(|tag| !VOID.contains(&tag.name)) {
        if !tag.closing {
            open.push(tag.name);
        } else if open.pop() != Some(tag.name) {
            problems.push(format!("</{}> closes something else", tag.name));
            return;
        }
    }
    if !open.is_empty() {
        problems.push(format!("never closed: {open:?}"));
    }
}

/// Nothing that the content policy forbids, nothing that people typed as markup, no NIK in full.
fn safety(page: &Rendered, tags: &[Tag], problems: &mut Vec<String>) {
    for script in opening(tags, "script") {
        if script.attributes.get("src") != Some(&routes::JS) || !script.text.is_empty() {
            problems.push("a script that is not ours".to_owned());
        }
    }
    if opening(tags, "style").count() > 0 {
        problems.push("a style element".to_owned());
    }
    for tag in tags {
        for name in tag.attributes.keys() {
            if *name == "style" || name.starts_with("on") {
                problems.push(format!("attribute {name}"));
            }
        }
        let typed = tag.name == "input" && tag.attributes.get("name") == Some(&"nik");
        if !typed && tag.attributes.values().any(|value| value.contains(samples::NIK)) {
            problems.push(format!("a NIK in an attribute of {}", tag.name));
        }
        if tag.text.contains(samples::NIK) {
            problems.push("a NIK in full".to_owned());
        }
    }
    if tags.iter().any(|tag| tag.text.trim() == "None") || page.html.contains("Some(") {
        problems.push("a Rust value in the text".to_owned());
    }
}

/// Every field has a label, and every group of choices has a legend.
fn fields(tags: &[Tag], problems: &mut Vec<String>) {
    let labels: BTreeSet<&str> = opening(tags, "label").filter_map(|tag| tag.attributes.get("for").copied()).collect();
    for tag in ["input", "select", "textarea"].into_iter().flat_map(|name| opening(tags, name)) {
        let kind = tag.attributes.get("type").copied().unwrap_or("text");
        let id = tag.attributes.get("id").copied().unwrap_or("");
        if kind != "hidden" && !labels.contains(id) {
            problems.push(format!("no label for {} {id:?}", tag.name));
        }
        if !tag.attributes.contains_key("name") {
            problems.push(format!("no name for {} {id:?}", tag.name));
        }
    }
    if opening(tags, "fieldset").count() != opening(tags, "legend").count() {
        problems.push("a group of fields without a legend".to_owned());
    }
}

/// Ids are unique, and whatever points to one finds it. Addresses are known ones.
fn references(tags: &[Tag], problems: &mut Vec<String>) {
    let mut ids = BTreeSet::new();
    for id in tags.iter().filter_map(|tag| tag.attributes.get("id")) {
        if !ids.insert(*id) {
            problems.push(format!("id {id} twice"));
        }
    }
    for tag in tags {
        let pointers = ["for", "aria-labelledby", "aria-describedby"];
        let named = pointers.iter().filter_map(|name| tag.attributes.get(name)).flat_map(|value| value.split_whitespace());
        let href = tag.attributes.get("href").copied().unwrap_or("/");
        for id in named.chain(href.strip_prefix('#')) {
            if !ids.contains(id) {
                problems.push(format!("nothing has the id {id}"));
            }
        }
        let action = tag.attributes.get("action").copied().unwrap_or("/");
        for address in [href, action] {
            if !address.starts_with('#') && !known(address) {
                problems.push(format!("unknown address {address}"));
            }
        }
    }
}

fn known(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or("");
    routes::all().any(|pattern| routes::matches(pattern, path))
}

/// Every form that changes something carries both tokens.
fn forms(tags: &[Tag], problems: &mut Vec<String>) {
    let mut form: Option<(&str, BTreeSet<&str>)> = None;
    for tag in tags {
        match (tag.name, tag.closing) {
            ("form", false) => {
                let posts = tag.attributes.get("method") == Some(&"post");
                form = posts.then(|| (tag.attributes.get("action").copied().unwrap_or(""), BTreeSet::new()));
            }
            ("form", true) => {
                if let Some((action, names)) = form.take()
                    && !(names.contains("csrf") && names.contains("key"))
                {
                    problems.push(format!("the form to {action} lacks csrf or key"));
                }
            }
            ("input", _) => {
                if let (Some((_, names)), Some(name)) = (form.as_mut(), tag.attributes.get("name")) {
                    names.insert(name);
                }
            }
            _ => {}
        }
    }
}

/// No element that should speak is silent.
fn words(page: &Rendered, tags: &[Tag], problems: &mut Vec<String>) {
    for pair in tags.windows(2) {
        let [first, second] = pair else { continue };
        let silent = !first.closing && second.closing && first.name == second.name && first.text.trim().is_empty();
        if silent && SPEAKING.contains(&first.name) {
            problems.push(format!("an empty {}", first.name));
        }
    }
    if page.html.contains("<bdi></bdi>") {
        problems.push("an empty name".to_owned());
    }
}
