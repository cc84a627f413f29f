//! The notices that rules ask for: by the ladder, for who waits for blanks, for cards that came to a village.

use domain::{
    id::CaseId,
    ladder::LadderAction,
    notice::{Language, NoticePurpose, NoticeRefusal, NoticeState},
    rule::NoticeMeasure,
};
use store::{
    StoreFault,
    journal::Actor,
    queries::notices::{self, UnsaidLine},
    tables,
};

use super::{
    texts::{Rules, short_day},
    write::{purpose_of, write_in},
};
use crate::{AppError, Office, ladder::step_of};

/// Notices written in one transaction.
const CHUNK: usize = 50;
/// Cases looked at in one go that are not on the ladder.
const UNSAID_MAX: i64 = 2_000;

/// Writes all notices that are due today; answers how many. Doing it again writes none: the row of a case and its number come first.
pub fn plan(office: &Office) -> Result<usize, AppError> {
    let (today, now) = (office.today(), office.now());
    let rules = Rules { book: &office.rules, office: office.profile(), today };
    let again_after = rules.hours(now, NoticeMeasure::RepeatHours, -1)?;
    let due: Vec<(CaseId, Option<NoticePurpose>)> = office.store.read(|tx| {
        let mut due = Vec::new();
        for line in notices::ladder(tx, "")? {
            let step = step_of(office, &line, today).filter(|step| step.action == LadderAction::Notice && step.due <= today);
            // What did not arrive is not sent again at once, whatever arrived before it.
            let arrived = line.last.is_none_or(|state| state.counted() || state == NoticeState::Cancelled);
            let rested = arrived || line.last_at.is_none_or(|at| at <= again_after);
            let reachable = line.alive && line.phone.is_some() && !line.stopped && !line.wrong_number;
            if step.is_some() && line.open == 0 && rested && reachable {
                due.push((line.case, None));
            }
        }
        let invites = office.rules.prints_on_arrival(office.profile().code, today);
        due.extend(
            notices::unsaid(tx, invites, again_after, UNSAID_MAX)?
                .into_iter()
                .map(|UnsaidLine { case, purpose, .. }| (case, Some(purpose))),
        );
        // Who was told a day that is none any more is told the other.
        let said = notices::said_of_deferrals(tx, again_after, UNSAID_MAX)?.into_iter();
        let names_day = |language| {
            let template = rules.book.template_for(rules.office.code, NoticePurpose::Deferred, language, today);
            template.is_some_and(|template| template.text.contains("{until}"))
        };
        let other = said.filter(|line| names_day(line.language) && !line.text.contains(&short_day(line.until, line.language)));
        due.extend(other.map(|line| (line.case, Some(NoticePurpose::Deferred))));
        Ok::<_, StoreFault>(due)
    })?;
    let mut written = 0;
    for chunk in due.chunks(CHUNK) {
        let (chunk, book, profile) = (chunk.to_vec(), office.rules.clone(), office.profile().clone());
        written += office.store.write("plan_notices", office.seed(), move |write| {
            let rules = Rules { book: &book, office: &profile, today };
            let mut written = 0;
            for (case, purpose) in &chunk {
                let Some(case) = tables::case_file::find(write, *case)? else { continue };
                let number = tables::notice::of_case(write, case.id)?.len() as i64 + 1;
                let purpose = match purpose {
                    Some(purpose) => Some(*purpose),
                    None => purpose_of(rules, write, &case, number)?,
                };
                let Some(purpose) = purpose else { continue };
                match write_in(rules, write, Actor::System, &case, (purpose, Language::Indonesian)) {
                    Ok(_) => written += 1,
                    // The case moved on meanwhile, or somebody was quicker.
                    Err(AppError::Refused(domain::Refusal::Notice(NoticeRefusal::NoTemplate { .. }))) => {
                        return Err(StoreFault::Missing("a notice template for this purpose and day").into());
                    }
                    Err(AppError::Refused(_)) => {}
                    Err(error) => return Err(error),
                }
            }
            Ok::<_, AppError>(written)
        })?;
    }
    Ok(written)
}
