//! The print agent's calls, under `/api/agen-cetak`: which job is next, that it is about to be sent, what the printer answered.
//!
//! They are no part of the described API: both sides of them come with Loket.

use app::print::{self, AgentJob};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use domain::{access::Act as A, id::JobId};
use serde_json::{Value, json};

use super::{
    caller::ApiCaller,
    json::{Nothing, Of, Sent, call},
    problem::Unfinished,
};
use crate::{
    endpoint::{Access::Act, Routes},
    papers,
    request::{AgentAsks, AgentSays, AgentShows},
    state::Site,
};

/// Where the calls begin.
pub(crate) const AGENT_PREFIX: &str = "/api/agen-cetak";

/// Every call of an agent.
pub(crate) fn agent_routes() -> Routes {
    Routes::beneath(AGENT_PREFIX)
        .post("/ambil", Act(A::DrivePrinter), next_job)
        .post("/keadaan", Act(A::DrivePrinter), note_printer)
        .post("/{id}/kirim", Act(A::DrivePrinter), begin_sending)
        .post("/{id}/lapor", Act(A::DrivePrinter), report)
        .get("/{id}/berkas", Act(A::DrivePrinter), document)
}

async fn next_job(State(site): State<Site>, api: ApiCaller, sent: Sent<AgentAsks>) -> Result<Json<Value>, Unfinished> {
    call(&site, api, move |office, caller| {
        let job = print::agent_job(office, caller, &sent.body.printer)?.map(|AgentJob { job, .. }| {
            json!({
                "id": job.id.to_string(),
                "state": job.state.code(),
                "ipp_job": job.printer_job,
                "case": job.case.to_string(),
                "document": format!("{AGENT_PREFIX}/{}/berkas", job.id),
                "format": "application/pdf",
            })
        });
        Ok(Json(json!({ "job": job })))
    })
    .await
}

async fn begin_sending(
    State(site): State<Site>,
    api: ApiCaller,
    Of(job): Of<JobId>,
    sent: Sent<Nothing>,
) -> Result<Json<Value>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| Ok(changed(print::begin_sending(office, caller, &request, job)?))).await
}

async fn report(State(site): State<Site>, api: ApiCaller, Of(job): Of<JobId>, sent: Sent<AgentSays>) -> Result<Json<Value>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        let said = sent.body.read()?;
        Ok(changed(print::report_job(office, caller, &request, job, said, &sent.body.detail)?))
    })
    .await
}

fn changed(changed: print::JobChanged) -> Json<Value> {
    Json(json!({ "job": changed.job, "state": changed.state }))
}

async fn note_printer(State(site): State<Site>, api: ApiCaller, sent: Sent<AgentShows>) -> Result<Json<Value>, Unfinished> {
    let request = sent.request(&api);
    call(&site, api, move |office, caller| {
        print::note_printer(office, caller, &request, sent.body.read())?;
        Ok(Json(json!({})))
    })
    .await
}

async fn document(State(site): State<Site>, api: ApiCaller, Of(job): Of<JobId>) -> Result<Response, Unfinished> {
    let face = call(&site, api, move |office, caller| {
        let (job, sender) = (print::agent_document(office, caller, job)?, app::papers::sender(office, caller)?);
        papers::typeset(&papers::face(office, &sender, &job, office.today()))
    });
    let face = face.await?;
    Ok(([(header::CONTENT_TYPE, "application/pdf")], face).into_response())
}
