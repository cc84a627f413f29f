//! Every role, and some posted at a sub-district, against every endpoint: nobody gets what the matrix does not give, and what is beyond reach is as if it did not exist.
//!
//! [`leaks`] tries the examples of one request each against targets near, far, of another office and unknown. It is proved on a site
//! in which one route was opened on purpose, which it must name.

mod examples;
pub mod world;

use std::collections::BTreeSet;

use axum::{
    Router,
    http::{Method, StatusCode},
    response::Html,
    routing::get,
};
use domain::access::{Act, Field, Reach, Role, Standing};
use serde_json::Value;
use web::{Access, endpoints, pages::routes};

use crate::browser::{Answer, Browser, Client, Server, site_of};
use examples::{CALLS, Content, Example, PAGES, Shows};
use world::{BIRTH_PLACE, FAR, FOREIGN, KK, KK_SHOWN, Member, NEAR, PHONE, PHONE_SHOWN, STREET, Target, World};

/// Somebody at the site: a browser for the pages, a token for the API.
struct Visitor<'a> {
    browser: Browser<'a>,
    client: Client<'a>,
}

impl<'a> Visitor<'a> {
    fn of(server: &'a Server, member: &Member) -> Self {
        Self { browser: server.browser_of(&member.username), client: server.client_of(&member.username) }
    }

    fn stranger(server: &'a Server) -> Self {
        let mut client = server.client(Role::Head);
        client.token = None;
        Self { browser: server.stranger(), client }
    }

    fn send(&mut self, example: &Example, target: &Target) -> Answer {
        let path = target.fill(example.path);
        let api = path.starts_with("/api/");
        match example.content {
            Content::Read if api => self.client.call_whole(Method::GET, &path, None, None),
            Content::Read => self.browser.get(&path),
            Content::Json(json) => {
                let body: Value = serde_json::from_str(&target.fill(json)).unwrap();
                self.client.call_whole(Method::POST, &path, Some(&body), None)
            }
            Content::File(content) if api => self.client.post_file(&path, "x.png", content.as_bytes()),
            Content::File(content) => self.browser.post_file(&path, "x.png", content.as_bytes()),
            Content::Form(fields) => {
                let filled: Vec<(&str, String)> = fields.iter().map(|(name, value)| (*name, target.fill(value))).collect();
                let fields: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
                self.browser.post(&path, &fields)
            }
        }
    }
}

fn method(example: &Example) -> Method {
    if matches!(example.content, Content::Read) { Method::GET } else { Method::POST }
}

fn examples() -> impl Iterator<Item = &'static Example> {
    CALLS.iter().chain(PAGES)
}

fn access(example: &Example) -> Access {
    let found = endpoints().into_iter().find(|one| one.method == method(example) && one.pattern == example.pattern);
    found.unwrap_or_else(|| panic!("{} {} is no endpoint", method(example), example.pattern)).access
}

/// What the site must answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    /// 403.
    Forbidden,
    /// What is answered for what does not exist.
    AsUnknown,
    /// Anything that is neither.
    Answered,
}

/// Where a target lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Near,
    Far,
    Foreign,
}

fn expected(standing: &Standing, example: &Example, place: Place) -> Expected {
    let reach = match access(example) {
        Access::Public | Access::SignedIn => return Expected::Answered,
        // Whoever may see everybody's proposals is told why somebody else's is not the own one.
        Access::Act(Act::WithdrawProposal) => standing.reach(Act::ViewProposals),
        Access::Act(act) => standing.reach(act),
    };
    match (reach, place) {
        (None, _) => Expected::Forbidden,
        // A shelf holds cards of the whole office: nobody counts it who reaches a part of them.
        (Some(Reach::Subdistrict(_)), _)
            if ["/rak/hitung", "/api/v1/shelf-counts"].contains(&example.pattern) && method(example) == Method::POST =>
        {
            Expected::Forbidden
        }
        (Some(_), _) if !example.aims() => Expected::Answered,
        (Some(_), Place::Foreign) => Expected::AsUnknown,
        // Accounts belong to no sub-district.
        (Some(Reach::Own | Reach::Subdistrict(_)), Place::Far) if !example.path.contains("{account}") => Expected::AsUnknown,
        (Some(_), _) => Expected::Answered,
    }
}

/// Everything that somebody gets at a site without a right to it; each finding names the endpoint.
fn leaks(world: &World, router: Router) -> Vec<String> {
    let server = Server::with(&world.bed, router);
    let mut found = Vec::new();
    for example in examples() {
        let mut stranger = Visitor::stranger(&server);
        for target in [world.within(&world.members[0]), world.beyond(&world.members[0])] {
            let answer = stranger.send(example, &target);
            note(&mut found, example, "a stranger", strange(example, &target, &answer));
        }
    }
    // Everybody reads before anybody writes: an act would move people out of the lists in which a later reader must not see them.
    let (reads, writes): (Vec<&Example>, Vec<&Example>) =
        examples().partition(|example| method(example) == Method::GET || example.shows == Shows::People);
    for examples in [reads, writes] {
        for member in &world.members {
            let mut visitor = Visitor::of(&server, member);
            for example in &examples {
                try_out(world, &mut visitor, member, example, &mut found);
            }
        }
    }
    found
}

/// One example as one member of staff at every place.
fn try_out(world: &World, visitor: &mut Visitor<'_>, member: &Member, example: &Example, found: &mut Vec<String>) {
    for (place, target) in
        [(Place::Near, world.within(member)), (Place::Far, world.beyond(member)), (Place::Foreign, world.foreign.clone())]
    {
        // One request is enough where nothing is aimed at; signing out ends the session.
        if place != Place::Near && !example.aims() {
            continue;
        }
        let before = world.looks();
        let answer = visitor.send(example, &target);
        let looked = world.looks() > before;
        let (who, right) = (format!("{}, {place:?}", member.username), expected(&member.standing, example, place));
        note(found, example, &who, wrong_status(world, visitor, example, &target, &answer, right));
        note(found, example, &who, shows_too_much(world, &member.standing, example, &target, &answer, right));
        let names = [NEAR, FAR].iter().any(|word| target.strip(&answer.body).contains(word));
        note(found, example, &who, (names && !looked).then(|| "people are shown and no look is written".to_owned()));
    }
}

fn note(found: &mut Vec<String>, example: &Example, who: &str, problem: Option<String>) {
    found.extend(problem.map(|problem| format!("{} {} ({who}): {problem}", method(example), example.path)));
}

/// What a stranger must not get.
fn strange(example: &Example, target: &Target, answer: &Answer) -> Option<String> {
    if access(example) == Access::Public {
        return planted(target, &answer.body);
    }
    let turned_away = if example.path.starts_with("/api/") {
        answer.status == StatusCode::UNAUTHORIZED
    } else {
        answer.status == StatusCode::SEE_OTHER && answer.location() == routes::LOGIN
    };
    (!turned_away).then(|| format!("answered {}", answer.status)).or_else(|| planted(target, &answer.body))
}

/// A planted word in a text, beside what was sent.
fn planted(target: &Target, text: &str) -> Option<String> {
    let text = target.strip(text);
    [NEAR, FAR, FOREIGN, STREET, BIRTH_PLACE, KK, KK_SHOWN, PHONE, PHONE_SHOWN]
        .iter()
        .find(|word| text.contains(*word))
        .map(|word| format!("shows {word}"))
}

fn wrong_status(
    world: &World,
    visitor: &mut Visitor<'_>,
    example: &Example,
    target: &Target,
    answer: &Answer,
    expected: Expected,
) -> Option<String> {
    let status = answer.status;
    match expected {
        Expected::Forbidden => (status != StatusCode::FORBIDDEN).then(|| format!("answered {status}, not 403")),
        Expected::Answered => {
            let refused = matches!(status, StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::UNAUTHORIZED);
            (refused || status.is_server_error()).then(|| format!("answered {status}: {}", answer.text()))
        }
        Expected::AsUnknown => {
            if example.aims_by_address() && status != StatusCode::NOT_FOUND {
                return Some(format!("answered {status}, not 404"));
            }
            let unknown = visitor.send(example, &world.nobody);
            let (here, there) = (outside(target, answer), outside(&world.nobody, &unknown));
            (here != there).then(|| format!("differs from what does not exist:\n{here}\n{there}"))
        }
    }
}

/// What an answer tells, without what was sent and without the key of the page's forms.
fn outside(target: &Target, answer: &Answer) -> String {
    let location = answer.headers.get("location").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let key = answer.hidden("key");
    let body = if key.is_empty() { answer.body.clone() } else { answer.body.replace(&key, "…") };
    target.strip(&format!("{} {location} {body}", answer.status))
}

/// People beyond reach, fields that the role does not see, anything at all in a refusal.
fn shows_too_much(
    world: &World,
    standing: &Standing,
    example: &Example,
    target: &Target,
    answer: &Answer,
    expected: Expected,
) -> Option<String> {
    let (role, body) = (standing.role, target.strip(&answer.body));
    // What a form's content names may be unknown on a page that shows the caller's own people.
    if expected == Expected::Forbidden || (expected == Expected::AsUnknown && example.aims_by_address()) {
        return planted(target, &body);
    }
    let mut forbidden = vec![FOREIGN.to_owned(), world.foreign.nik.clone()];
    if standing.posting.is_some() {
        // Four digits of a masked number are a part of it as well.
        let shown = format!("5208••••••••{}", &world.far.nik[12..]);
        forbidden.extend([FAR.to_owned(), world.far.nik.clone(), shown, world.far.receipt.clone(), world.far.pin.clone()]);
    }
    for (field, words) in [
        (Field::Family, vec![KK_SHOWN, KK]),
        (Field::Civil, vec![BIRTH_PLACE]),
        (Field::Address, vec![STREET]),
        (Field::Phone, vec![PHONE_SHOWN, PHONE]),
        (Field::Pin, vec![world.near.pin.as_str()]),
    ] {
        if !standing.sees(field) {
            forbidden.extend(words.into_iter().map(str::to_owned));
        }
    }
    let of_a_person = ["{person}", "{case}", "{ready}"].iter().any(|name| example.path.contains(name));
    let marks = [
        (Field::Central, "PRINT_READY_RECORD", Role::Head),
        (Field::History, "Petugas recording", Role::Recording),
        // The head did nothing but look.
        (Field::Looks, "Petugas head", Role::Head),
    ];
    let unseen = marks.iter().filter(|(field, _, own)| of_a_person && !standing.sees(*field) && role != *own && role != Role::DataAdmin);
    forbidden.extend(unseen.map(|(_, mark, _)| (*mark).to_owned()));
    // Whoever sent a word knows it.
    forbidden.iter().find(|word| body.contains(word.as_str())).map(|word| format!("shows {word}"))
}

#[test]
fn nobody_gets_what_the_matrix_does_not_give() {
    let world = World::new();
    let found = leaks(&world, web::router(site_of(&world.bed)));
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_route_that_was_opened_on_purpose_is_named() {
    let world = World::new();
    let told = format!("<main><p>{} {} {STREET}</p></main>", world.near.name, world.far.name);
    let open = Router::new()
        .route("/permohonan/{id}/resi", get(async move || Html(told.clone())))
        .fallback_service(web::router(site_of(&world.bed)));
    let found = leaks(&world, open);
    let named = |words: &[&str]| {
        found.iter().any(|leak| leak.starts_with("GET /permohonan/{case}/resi ") && words.iter().all(|word| leak.contains(word)))
    };
    for words in [
        ["a stranger", "answered 200"],
        ["stock, Near", "not 403"],
        ["subdistrict, Far", "not 404"],
        ["counter, Foreign", "not 404"],
        ["auditor, Near", "shows GANGPLANTA"],
        ["head, Near", "no look is written"],
    ] {
        assert!(named(&words), "{words:?} is not named in\n{}", found.join("\n"));
    }
    assert!(found.iter().all(|leak| leak.starts_with("GET /permohonan/{case}/resi ")), "only that route was opened:\n{}", found.join("\n"));
}

#[test]
fn every_endpoint_is_tried() {
    let tried: BTreeSet<String> = examples().map(|example| format!("{} {}", method(example), example.pattern)).collect();
    let all: BTreeSet<String> = endpoints().iter().map(|endpoint| format!("{} {}", endpoint.method, endpoint.pattern)).collect();
    assert_eq!(all.difference(&tried).collect::<Vec<_>>(), Vec::<&String>::new(), "these have no example");
    assert_eq!(tried.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "these are no endpoints");
    assert_eq!(all.len(), endpoints().len(), "an endpoint stands once");
}

#[test]
fn an_answer_with_people_is_written_or_not_given() {
    let world = World::new();
    let server = Server::of(&world.bed);
    let head = world.member(Role::SectionHead);
    let target = world.within(&head);
    let mut visitor = Visitor::of(&server, &head);
    let showing: Vec<&Example> = examples().filter(|example| example.shows == Shows::People).collect();
    for example in &showing {
        let before = world.looks();
        let answer = visitor.send(example, &target);
        assert!(!answer.status.is_client_error() && !answer.status.is_server_error(), "{}: {}", example.path, answer.status);
        assert!(world.looks() > before, "{}: no look was written", example.path);
    }
    world.refuse_looks();
    for example in &showing {
        let answer = visitor.send(example, &target);
        assert!(answer.status.is_server_error(), "{}: answered {} without a look", example.path, answer.status);
    }
    // What is not said to show people shows none either.
    for example in examples() {
        let answer = visitor.send(example, &target);
        assert_eq!(planted(&target, &answer.body), None, "{}", example.path);
    }
}
