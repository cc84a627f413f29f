//! One page per person.

use app::person_page::{self, PersonPage as View};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::{Act, Field, Role},
    card::Custody,
    id::PersonId,
    person::{Life, MUST_HAVE_AGE_YEARS, Marital, birthday},
    repair::{RepairStep, next_step},
    whereabouts::Stay,
};
use jiff::civil::Date;

use super::{parts, repair::Typed};
use crate::{
    answer::{self, NoticeQuery},
    format::{MaskedNumber, MaskedPhone},
    lang::Lang,
    pages::{
        CardLine, CaseLine, CentralStatus, Choice, Duty, Happening, Link, Nav, Next, PersonPage, RepairBlock, RepairForms, StayBlock,
        StayForm, routes,
    },
    sentences,
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Path(id): Path<String>, Query(query): Query<NoticeQuery>) -> Response {
    let Ok(id) = id.parse() else { return answer::not_found(&site, page.lang, Some(&page)) };
    match self::page(&site, &page, PersonId(id), &Typed::default()).await {
        Ok(mut shown) => {
            shown.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &shown)
        }
        Err(response) => response,
    }
}

/// The page of a person, with what was typed into its forms.
pub(super) async fn page(site: &Site, page: &PageCaller, person: PersonId, typed: &Typed) -> Result<PersonPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| person_page::view(office, &caller, person)).await;
    found.map(|view| render(site, page, &view, typed)).map_err(|error| answer::error(site, page.lang, Some(page), &error))
}

fn render(site: &Site, page: &PageCaller, view: &View, typed: &Typed) -> PersonPage {
    let lang = page.lang;
    let today = site.office.today();
    let biodata = &view.person.biodata;
    let sees_address = page.caller.sees(Field::Address);
    let phone = biodata.phone.as_ref().map(|phone| MaskedPhone::new(&phone.national()));
    let central = view.person.central.map(|(code, on)| CentralStatus {
        code: code.code().to_owned(),
        since: view.central_since.or(Some(on)),
        age: view.central_age(&site.office).map(|class| class.code().to_owned()),
        source: if view.imported.contains(&(code, on)) { lang.central_source_import() } else { lang.central_source() }.to_owned(),
    });
    PersonPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Search)),
        id: view.person.id.to_string(),
        name: biodata.name.as_str().to_owned(),
        nik: MaskedNumber::new(biodata.nik.as_str()),
        kk: biodata.kk.as_ref().map(|kk| MaskedNumber::new(kk.as_str())),
        birth_place: page.caller.sees(Field::Civil).then(|| biodata.birth_place.clone()),
        birth: Some(biodata.birth_date),
        sex: biodata.sex.code().to_owned(),
        marital: parts::seen(&page.caller, Field::Civil, Some(biodata.marital.code().to_owned())),
        address: sees_address.then(|| biodata.address.clone()),
        rt_rw: sees_address.then(|| (format!("{:03}", biodata.rt), format!("{:03}", biodata.rw))),
        village: parts::village(site, &biodata.village),
        kecamatan: parts::subdistrict(site, &biodata.village),
        phone: parts::seen(&page.caller, Field::Phone, phone),
        duty: duty(site, view),
        central: parts::seen(&page.caller, Field::Central, central),
        repair: repair_block(site, page, view, typed),
        may_open_repair: view.may_open_repair() && page.caller.may(Act::RepairRecord),
        whereabouts: stay_block(view, page, today, typed),
        warnings: view.person.warnings().into_iter().map(|warning| sentences::warning(lang, warning).to_owned()).collect(),
        next: next(site, page, view),
        may_open: view.open_case().is_none() && biodata.life == Life::Alive && page.caller.may(Act::OpenCase),
        cards: cards(site, lang, view),
        cases: view.cases.iter().map(|case| case_line(site, case)).collect(),
        timeline: page.caller.sees(Field::History).then(|| timeline(site, lang, view)),
        may_see_looks: page.caller.may(Act::ViewLooks),
        looks: view.looks.as_ref().map(|looks| parts::look_rows(lang, looks)),
    }
}

/// The running repair with its forms, or else the latest.
fn repair_block(site: &Site, page: &PageCaller, view: &View, typed: &Typed) -> Option<RepairBlock> {
    let repair = view.repairs.iter().find(|repair| repair.stage.running()).or_else(|| view.repairs.first())?;
    let today = site.office.today();
    let (step, due) = next_step(repair, today);
    let or_today = |text: &str| if text.is_empty() { today.to_string() } else { text.to_owned() };
    let forms = RepairForms {
        awaits_reply: repair.letter.is_some() && repair.reply.is_none(),
        number: typed.letter.number.clone(),
        letter_on: or_today(&typed.letter.on),
        reply_due: typed.letter.reply_due.clone(),
        reply_on: or_today(&typed.reply.on),
        note: typed.reply.note.clone(),
        rerecord_on: typed.rerecording.on.clone(),
        outcome: typed.close.outcome.clone(),
    };
    Some(RepairBlock {
        code: repair.code.code().to_owned(),
        stage: repair.stage.code().to_owned(),
        since: site.office.profile().zone.date(repair.since),
        step: step.code().to_owned(),
        due,
        late: matches!(step, RepairStep::Remind | RepairStep::CallAgain),
        letter: repair.letter.as_ref().map(|letter| (letter.number.clone(), letter.sent_on, letter.reply_due)),
        reply: repair.reply.as_ref().map(|reply| (reply.on, reply.note.clone())),
        rerecord_on: repair.rerecord_on,
        outcome: repair.outcome.map(|outcome| outcome.code().to_owned()),
        solved_by_status: repair.stage.running() && view.person.central.is_some_and(|(code, _)| code.solves_repair()),
        forms: (repair.stage.running() && page.caller.may(Act::RepairRecord)).then_some(forms),
    })
}

/// Where an unrecorded person is, for who sees addresses.
fn stay_block(view: &View, page: &PageCaller, today: Date, typed: &Typed) -> Option<StayBlock> {
    let unrecorded = view.unrecorded && view.person.biodata.life == Life::Alive;
    if !unrecorded || !page.caller.sees(Field::Address) {
        return None;
    }
    let said = view.whereabouts.as_ref().map(|said| (said.stay.code().to_owned(), said.source.clone(), said.on));
    let form = || StayForm {
        stay: Stay::ALL.iter().map(|stay| Choice::new(stay.code(), page.lang.stay_of(stay.code()), &typed.whereabouts.stay)).collect(),
        source: typed.whereabouts.source.clone(),
        on: if typed.whereabouts.on.is_empty() { today.to_string() } else { typed.whereabouts.on.clone() },
    };
    Some(StayBlock { said, form: page.caller.may(Act::NoteWhereabouts).then(form) })
}

/// The journal's entries about the person, then the statuses that came with imports, which bear a day only.
fn timeline(site: &Site, lang: Lang, view: &View) -> Vec<Happening> {
    let mut shown = parts::timeline(lang, &view.timeline);
    let zone = site.office.profile().zone.time_zone();
    for (code, on) in &view.imported {
        let Ok(midnight) = on.to_zoned(zone.clone()) else { continue };
        shown.push(Happening {
            at: midnight.timestamp(),
            who: lang.central_source_import().to_owned(),
            what: lang.happened("central_observed").to_owned(),
            detail: Some(lang.central_name(code.code()).to_owned()),
        });
    }
    shown.sort_by_key(|happening| std::cmp::Reverse(happening.at));
    shown
}

fn duty(site: &Site, view: &View) -> Duty {
    let today = site.office.today();
    let seventeenth = birthday(view.person.biodata.birth_date, MUST_HAVE_AGE_YEARS as i16);
    match (view.person.must_have_card(today), view.person.biodata.life) {
        (true, _) if view.person.biodata.marital == Marital::Single || seventeenth <= today => Duty::Since(seventeenth),
        // Married before 17: since the wedding, whose day the register does not hold.
        (true, _) => Duty::Since(today),
        (false, Life::Alive) => Duty::From(seventeenth),
        (false, _) => Duty::No,
    }
}

fn next(site: &Site, page: &PageCaller, view: &View) -> Next {
    let lang = page.lang;
    if let (Some(case), Some((step, role))) = (view.open_case(), view.next(&site.office)) {
        return parts::next(lang, &page.caller, case, step, role);
    }
    if let Some(repair) = next_repair(lang, page, view, site.office.today()) {
        return repair;
    }
    let what = lang.next_open_case().to_owned();
    let href = routes::case_open(&view.person.id.to_string());
    let action = page.caller.may(Act::OpenCase).then(|| Link { label: lang.person_open_case().to_owned(), href });
    Next { what, who: Some(lang.next_who_counter().to_owned()), by: None, late: false, action }
}

/// What is next while the record waits for the office and no case is open.
fn next_repair(lang: Lang, page: &PageCaller, view: &View, today: Date) -> Option<Next> {
    let may = page.caller.may(Act::RepairRecord);
    let who = Some(lang.office_role(Role::DataAdmin.code()).to_owned());
    let link = || Link { label: lang.repair_heading().to_owned(), href: "#perbaikan".to_owned() };
    if view.may_open_repair() {
        return Some(Next { what: lang.repair_none().to_owned(), who, by: None, late: false, action: may.then(link) });
    }
    let running = view.repairs.iter().find(|repair| repair.stage.running())?;
    if view.person.central.is_some_and(|(code, _)| code.solves_repair()) {
        return None;
    }
    let (step, by) = next_step(running, today);
    let (what, late) = (lang.repair_step(step.code()).to_owned(), by.is_some_and(|by| by < today));
    Some(Next { what, who, by, late, action: may.then(link) })
}

fn cards(site: &Site, lang: Lang, view: &View) -> Vec<CardLine> {
    let total = view.cards.len();
    let one = |(index, card): (usize, &domain::card::Card)| CardLine {
        name: format!("{} {}", lang.card_word(), total - index),
        valid: card.invalid.is_none(),
        printed: Some(site.office.profile().zone.date(card.printed_at)),
        place: match card.custody {
            Custody::At(place) => view.places.get(&place).cloned().unwrap_or_default(),
            Custody::InBatch(_) => lang.case_state("on_the_way").to_owned(),
            Custody::Missing => lang.custody_missing().to_owned(),
            Custody::Holder => lang.custody_holder().to_owned(),
            Custody::InvalidLedger => lang.custody_invalid().to_owned(),
            Custody::Destroyed => lang.card_destroyed().to_owned(),
        },
    };
    view.cards.iter().enumerate().map(one).collect()
}

fn case_line(site: &Site, case: &domain::case::Case) -> CaseLine {
    CaseLine {
        id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        purpose: case.purpose.code().to_owned(),
        opened: site.office.profile().zone.date(case.opened_at),
        state: case.state.code().to_owned(),
    }
}
