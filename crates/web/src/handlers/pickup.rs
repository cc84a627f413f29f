//! The pick-up desk: scan the receipt, see who must stand here, hand over.

use app::{cases, person_page::PersonPage as View};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{access::Field, case::CaseState};

use super::parts;
use crate::{
    answer::{self, NoticeQuery, Posted},
    pages::{HandOverForm, Nav, Pickup, PickupPage},
    request::ReceiptRequest,
    session::PageCaller,
    state::Site,
};

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Pickup));
    shell.notice = query.notice(page.lang);
    answer::page(StatusCode::OK, &PickupPage { shell, receipt: String::new(), found: None })
}

/// A scan changes nothing: it shows whose card this is and where it lies.
pub(crate) async fn scan(State(site): State<Site>, posted: Posted<ReceiptRequest>) -> Response {
    let Posted { page, body, .. } = posted;
    let (caller, receipt) = (page.caller.clone(), body.receipt.clone());
    let mut shell = answer::shell(&site, page.lang, Some(&page), Some(Nav::Pickup));
    match site.run(move |office| cases::page_by_receipt(office, &caller, &receipt)).await {
        Ok(shown) => {
            let found = Some(found(&site, &page, &shown.view, &shown.page));
            answer::page(StatusCode::OK, &PickupPage { shell, receipt: body.receipt, found })
        }
        Err(error) => match answer::form_errors(page.lang, &error, |_| Some("receipt".to_owned())) {
            Some(errors) => {
                shell.errors = errors;
                answer::page(StatusCode::UNPROCESSABLE_ENTITY, &PickupPage { shell, receipt: body.receipt, found: None })
            }
            None => answer::error(&site, page.lang, Some(&page), &error),
        },
    }
}

fn found(site: &Site, page: &PageCaller, view: &cases::CaseView, person: &View) -> Pickup {
    let (lang, case) = (page.lang, &view.case);
    let ready = matches!(case.state, CaseState::Printed | CaseState::OnShelf | CaseState::AtVillage);
    let place = parts::card_place(view, person);
    Pickup {
        case_id: case.id.to_string(),
        receipt: case.receipt.to_string(),
        person: parts::person_line(site, &view.person),
        birth_place: page.caller.sees(Field::Civil).then(|| view.person.biodata.birth_place.clone()),
        sex: view.person.biodata.sex.code().to_owned(),
        address: page.caller.sees(Field::Address).then(|| view.person.biodata.address.clone()),
        place: place.unwrap_or_else(|| lang.shelf_loose().to_owned()),
        blocked: (!ready).then(|| lang.refusal_wrong_state(lang.case_state(case.state.code()), lang.case_act("hand_over"))),
        form: HandOverForm::default(),
    }
}
