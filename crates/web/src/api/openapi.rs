//! The description of the API for programs (OpenAPI 3.1).

use std::sync::LazyLock;

use axum::Json;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        ContentBuilder, OpenApi as Document, Ref, RefOr, ResponseBuilder,
        path::{Operation, Parameter, ParameterIn},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{
    PREFIX, accounts, case, centre, coverage, handover, imports, ladder, looks, notices, office, people, plans, print,
    problem::{Problem, ProposedAnswer},
    proposals, questions, room, shortage, stock, stock_acts,
};

/// The document, made once.
static DOCUMENT: LazyLock<Document> = LazyLock::new(ApiDocument::openapi);

/// The problems that any call may end in.
const ANY: &[(&str, &str)] = &[
    ("401", "No token, or one that is not valid; of a sign-in: wrong username or password"),
    ("403", "The role may not do this"),
    ("404", "Unknown, not of this office, or beyond what the caller may reach"),
    ("429", "Too many people without an open case were looked at; `Retry-After` says when to try again"),
    ("500", "A fault of the server"),
    ("503", "The server's storage failed; it restarts"),
];
/// Those of a call that brings more than its address.
const WITH_INPUT: &[(&str, &str)] = &[("400", "Something cannot be read"), ("422", "Refused by the rules; `code` says why")];
/// Those of a call with content, besides.
const WITH_CONTENT: &[(&str, &str)] = &[("413", "Too much content")];
/// Those of a call that takes an idempotency key, besides.
const WITH_KEY: &[(&str, &str)] = &[("409", "The idempotency key was used with other content")];

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Loket",
        version = "1",
        description = "The JSON API of an office. Sentences come in Indonesian, or in English with `Accept-Language: en`. \
            Times are RFC 3339 with the office's offset. NIK, family card and phone numbers come masked. \
            A role and its posting decide what a caller may do, whom it reaches and which fields it sees: what is beyond reach does not \
            exist (404), and a field that is not seen is null. Every answer that shows people is recorded."
    ),
    paths(
        openapi,
        office::office,
        office::figures,
        office::villages,
        office::purpose_documents,
        people::add_person,
        people::search_people,
        people::person,
        case::open_case,
        case::observe_central,
        case::case,
        case::case_by_receipt,
        case::add_documents,
        case::record_biometrics,
        print::record_print,
        stock::shelve_card,
        case::hand_over,
        case::cancel_case,
        print::print_queue,
        notices::notice_board,
        notices::case_notices,
        notices::write_notice,
        notices::note_telling,
        notices::stop_phone,
        notices::allow_phone,
        notices::never_told,
        notices::inbox,
        notices::close_message,
        ladder::ladder,
        ladder::lying_times,
        ladder::one_day_service,
        room::print_room,
        room::print_plan,
        room::release_run,
        room::print_run,
        room::doubt_job,
        room::take_job_back,
        room::set_printer,
        shortage::forecast,
        shortage::set_outlook,
        shortage::deferrals,
        shortage::tell,
        shortage::give_suket,
        shortage::sukets,
        shortage::renew_suket,
        stock_acts::accept_arrival,
        stock_acts::change_ribbon,
        stock_acts::give_away,
        stock_acts::take_blanks_back,
        stock_acts::request_blanks,
        stock_acts::begin_count,
        stock_acts::enter_count,
        stock_acts::confirm_count,
        stock_acts::drop_count,
        stock_acts::settle_difference,
        stock_acts::invalids,
        stock_acts::destroy,
        stock_acts::month,
        handover::batch_list,
        handover::open_batch,
        handover::batch,
        handover::pack_card,
        handover::pack_due,
        handover::take_card_out,
        handover::send_batch,
        handover::drop_batch,
        handover::receive_batch,
        handover::find_card,
        handover::return_card,
        handover::note_attempt,
        handover::missing_cards,
        handover::sites,
        handover::close_site,
        handover::reopen_site,
        handover::pick_up,
        handover::miss_card,
        handover::lose_card,
        handover::count_shelf,
        handover::shelf_counts,
        handover::broker_signals,
        stock::shelves,
        stock::stock,
        stock::receive_blanks,
        stock::move_blanks,
        stock::spoil_blanks,
        looks::give_reason,
        looks::person_looks,
        looks::look_report,
        proposals::proposals,
        proposals::proposal,
        proposals::approve,
        proposals::decline,
        proposals::withdraw,
        accounts::accounts,
        accounts::open_account,
        accounts::change_account,
        accounts::issue_code,
        accounts::issue_token,
        centre::ageing,
        centre::records,
        centre::open_repair,
        centre::note_letter,
        centre::note_reply,
        centre::appoint_rerecording,
        centre::close_repair,
        centre::note_whereabouts,
        coverage::coverage,
        plans::plan,
        coverage::unrecorded,
        imports::imports,
        imports::receive,
        imports::import,
        imports::columns,
        imports::compare_again,
        imports::confirm,
        imports::cancel,
        imports::refused_rows,
        questions::questions,
        questions::question,
        questions::leave,
        questions::take_row,
        questions::merge,
    ),
    components(schemas(Problem, ProposedAnswer)),
    security(("token" = [])),
    modifiers(&Common),
)]
struct ApiDocument;

/// What all calls have in common: where they are, how a caller is known, how they fail.
struct Common;

impl Modify for Common {
    fn modify(&self, document: &mut Document) {
        document.servers = Some(vec![utoipa::openapi::Server::new(PREFIX)]);
        let token = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("A token of one account; its role decides what the caller may do."))
            .build();
        document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(token));
        for item in document.paths.paths.values_mut() {
            for operation in [&mut item.get, &mut item.post].into_iter().flatten() {
                complete(operation);
            }
        }
    }
}

fn complete(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response
            && response.description.is_empty()
        {
            // The specification wants a description of every answer; the schema says the rest.
            response.description = String::from(if status == "201" { "Created" } else { "Done" });
        }
    }
    // The document itself is open to everybody, and takes nothing.
    if operation.security.is_some() && operation.request_body.is_none() {
        return;
    }
    let stands = |parameter: &RefOr<Parameter>, place: &ParameterIn| matches!(parameter, RefOr::T(one) if one.parameter_in == *place);
    let has = |place: &ParameterIn| operation.parameters.iter().flatten().any(|parameter| stands(parameter, place));
    let body = operation.request_body.is_some();
    if has(&ParameterIn::Header) {
        // A rule can put any act under a second person.
        let proposed = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProposedAnswer"))).build();
        let waits = "Proposed: the act is done only when a second person approves it; `Location` leads to the proposal";
        let response = ResponseBuilder::new().description(waits).content("application/json", proposed).build();
        operation.responses.responses.insert("202".to_owned(), RefOr::T(response));
    }
    let groups = [(true, ANY), (body || has(&ParameterIn::Query), WITH_INPUT), (body, WITH_CONTENT), (has(&ParameterIn::Header), WITH_KEY)];
    for (status, description) in groups.into_iter().filter(|(applies, _)| *applies).flat_map(|(_, problems)| problems) {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let response = ResponseBuilder::new().description(*description).content("application/problem+json", problem).build();
        operation.responses.responses.insert((*status).to_owned(), RefOr::T(response));
    }
}

/// This document.
#[utoipa::path(get, path = "/openapi.json", tag = "office", security(()), responses((status = 200, description = "OpenAPI 3.1")))]
pub(super) async fn openapi() -> Json<&'static Document> {
    Json(&DOCUMENT)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    /// Every route: method and path without the prefix.
    fn routes() -> BTreeSet<(String, String)> {
        let all = crate::api::routes().endpoints;
        let one = |endpoint: &crate::Endpoint| {
            let path = endpoint.pattern.strip_prefix(PREFIX).unwrap().to_owned();
            (endpoint.method.as_str().to_ascii_lowercase(), path)
        };
        let found: BTreeSet<(String, String)> = all.iter().map(one).collect();
        assert_eq!(found.len(), all.len(), "a route is added once");
        found
    }

    fn described(document: &Value) -> BTreeSet<(String, String)> {
        let paths = document["paths"].as_object().unwrap();
        let operations = |(path, item): (&String, &Value)| -> Vec<(String, String)> {
            item.as_object().unwrap().keys().map(|method| (method.clone(), path.clone())).collect()
        };
        paths.iter().flat_map(operations).collect()
    }

    #[test]
    fn every_route_is_described_once() {
        let text = ApiDocument::openapi().to_json().unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(described(&document), routes());

        let mut ids = BTreeSet::new();
        for (method, path) in routes() {
            let operation = &document["paths"][&path][&method];
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} is used twice");
            let changes = method == "post" && !["/people/search", "/looks/reason", "/imports", "/tokens"].contains(&path.as_str());
            let takes_key = operation["parameters"].as_array().is_some_and(|all| all.iter().any(|one| one["name"] == "Idempotency-Key"));
            assert_eq!(takes_key, changes, "{method} {path} takes an idempotency key");
            let answers = operation["responses"].as_object().unwrap();
            assert_eq!(answers.contains_key("401"), path != "/openapi.json", "{method} {path} says how it fails");
            let told = |answer: &Value| answer["description"].as_str().is_some_and(|text| !text.is_empty());
            assert!(answers.values().all(told), "{method} {path} describes every answer");
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = serde_json::to_value(ApiDocument::openapi()).unwrap();
        let text = document.to_string();
        let used: BTreeSet<&str> = text.split("\"#/components/schemas/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let known = document["components"]["schemas"].as_object().unwrap();
        assert!(used.contains("Problem") && used.contains("CaseAnswer"), "{used:?}");
        let missing: Vec<&&str> = used.iter().filter(|name| !known.contains_key(**name)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    /// Of two schemas of one name the document has the one that was met first.
    #[test]
    fn no_two_schemas_have_one_name() {
        let mut names = BTreeSet::new();
        let derived = ["ToSchema", ")]"].concat();
        let folders = ["api", "request"].map(|name| std::fs::read_dir(format!("{}/src/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap());
        for source in folders.into_iter().flatten().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()) {
            for after in source.split(&derived).skip(1) {
                let mut words = after.split([' ', '\n', '{', '(', '<', ';']).skip_while(|word| !["struct", "enum"].contains(word));
                let name = words.nth(1).unwrap().to_owned();
                assert!(names.insert(name.clone()), "{name} stands twice");
            }
        }
        assert!(names.contains("OfficePlanAnswer") && names.len() > 100, "{names:?}");
    }
}
