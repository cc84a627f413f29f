//! The stock: what every place holds and moved today, what is on its way, what is stopped, and the forms of the acts.

use app::{
    AppError, Caller, Office, Request,
    stock::{self, StockBoard},
};
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::Response,
};
use domain::{
    access::Act,
    blank::{BlankState, Item},
    closing::{ClosingState, Difference, settle},
    id::PlaceId,
    place::{Place, PlaceKind},
};
use serde::Serialize;

use super::{room::stop_in_words, stock_forms::forms};
use crate::{
    answer::{self, NoticeQuery, Posted},
    lang::Lang,
    pages::{
        ActField, ActForm, ArrivingRow, Choice, CloseRow, DifferenceRow, EquationPart, Link, Movement, Nav, PlaceDay, PlaceRow, StockPage,
        Tag, Tone, routes,
    },
    request::{AcceptRequest, BlankRequestRequest, LoanRequest, MoveRequest, ReceiveRequest, RibbonRequest, SpoilRequest},
    session::PageCaller,
    state::Site,
};

/// What was typed into a form that was refused: the form's id and its fields.
#[derive(Default)]
pub(super) struct Typed {
    form: String,
    values: serde_json::Map<String, serde_json::Value>,
}

impl Typed {
    /// What a request brought for a form.
    pub fn of<T: Serialize>(form: &str, body: &T) -> Self {
        let values = match serde_json::to_value(body) {
            Ok(serde_json::Value::Object(values)) => values,
            _ => serde_json::Map::new(),
        };
        Self { form: form.to_owned(), values }
    }

    /// The id of a field of the form.
    pub fn id_of(&self, field: &str) -> String {
        format!("{}-{field}", self.form)
    }

    /// What was typed into a field of a form.
    pub fn value(&self, form: &str, field: &str) -> String {
        let value = self.values.get(field).filter(|_| self.form == form);
        value.and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    }
}

pub(crate) async fn show(State(site): State<Site>, page: PageCaller, Query(query): Query<NoticeQuery>) -> Response {
    match board(&site, &page, &Typed::default()).await {
        Ok(mut board) => {
            board.shell.notice = query.notice(page.lang);
            answer::page(StatusCode::OK, &board)
        }
        Err(response) => response,
    }
}

/// Carries an act of a form out; afterwards the stock with a notice, or the form again with what is wrong.
pub(super) async fn act<T, R>(
    site: &Site,
    posted: Posted<T>,
    (form, notice): (&str, &'static str),
    work: impl FnOnce(&Office, &Caller, &Request, &T) -> Result<R, AppError> + Send + 'static,
) -> Response
where
    T: Serialize + Clone + Send + 'static,
    R: Send + 'static,
{
    let Posted { page, body, request } = posted;
    let (caller, sent) = (page.caller.clone(), body.clone());
    let result = site.run(move |office| work(office, &caller, &request, &sent).map(drop)).await;
    done(site, &page, result.map(|()| notice), &Typed::of(form, &body)).await
}

pub(crate) async fn receive(State(site): State<Site>, posted: Posted<ReceiveRequest>) -> Response {
    act(&site, posted, ("terima", "received"), |office, caller, request, body| stock::receive(office, caller, request, body.read()?)).await
}

pub(crate) async fn accept(State(site): State<Site>, posted: Posted<AcceptRequest>) -> Response {
    let form = format!("hitung-{}", posted.body.lot);
    act(&site, posted, (&form, "accepted"), |office, caller, request, body| {
        let (store, lot, counted) = body.read()?;
        stock::accept(office, caller, request, &store, lot, counted)
    })
    .await
}

pub(crate) async fn transfer(State(site): State<Site>, posted: Posted<MoveRequest>) -> Response {
    act(&site, posted, ("pindah", "moved"), |office, caller, request, body| {
        stock::move_blanks(office, caller, request, (&body.from, &body.to), body.read()?, &body.serials)
    })
    .await
}

pub(crate) async fn spoil(State(site): State<Site>, posted: Posted<SpoilRequest>) -> Response {
    act(&site, posted, ("rusak", "blanks_spoiled"), |office, caller, request, body| {
        stock::spoil(office, caller, request, &body.from, body.read()?, &body.serials)
    })
    .await
}

pub(crate) async fn change_ribbon(State(site): State<Site>, posted: Posted<RibbonRequest>) -> Response {
    act(&site, posted, ("pita", "ribbon"), |office, caller, request, body| {
        stock::change_ribbon(office, caller, request, &body.printer, body.read()?)
    })
    .await
}

pub(crate) async fn give_away(State(site): State<Site>, posted: Posted<LoanRequest>) -> Response {
    act(&site, posted, ("keluar", "given_away"), |office, caller, request, body| {
        stock::give_away(office, caller, request, body.how()?, body.read()?)
    })
    .await
}

pub(crate) async fn take_back(State(site): State<Site>, posted: Posted<LoanRequest>) -> Response {
    act(&site, posted, ("masuk", "came_back"), |office, caller, request, body| stock::take_back(office, caller, request, body.read()?))
        .await
}

pub(crate) async fn ask(State(site): State<Site>, posted: Posted<BlankRequestRequest>) -> Response {
    act(&site, posted, ("minta", "requested"), |office, caller, request, body| stock::request_blanks(office, caller, request, body.read()?))
        .await
}

pub(super) async fn done(site: &Site, page: &PageCaller, result: Result<&'static str, AppError>, typed: &Typed) -> Response {
    let sees = page.caller.may(Act::ViewStock);
    let error = match result {
        Ok(notice) => return answer::see(if sees { routes::STOCK } else { routes::PRINT_ROOM }, Some(notice)),
        Err(error) => error,
    };
    if !sees || answer::form_errors(page.lang, &error, |_| None).is_none() {
        return answer::error(site, page.lang, Some(page), &error);
    }
    let mut board = match board(site, page, typed).await {
        Ok(board) => board,
        Err(response) => return response,
    };
    let id_of = |field: &str| Some(typed.id_of(field)).filter(|id| board.has(id));
    let errors = answer::form_errors(page.lang, &error, id_of).unwrap_or_default();
    board.shell.errors = errors;
    answer::page(StatusCode::UNPROCESSABLE_ENTITY, &board)
}

async fn board(site: &Site, page: &PageCaller, typed: &Typed) -> Result<StockPage, Response> {
    let caller = page.caller.clone();
    let found = site.run(move |office| stock::board(office, &caller)).await;
    let found = found.map_err(|error| answer::error(site, page.lang, Some(page), &error))?;
    let lang = page.lang;
    let of_blanks: Vec<&stock::StockLine> = found.lines.iter().filter(|line| line.item == Item::Blank && line.quantity > 0).collect();
    let sum = |place: Option<PlaceId>, state: BlankState| -> i64 {
        let lines = of_blanks.iter().filter(|line| line.state == state && place.is_none_or(|place| line.place.id == place));
        lines.map(|line| line.quantity).sum()
    };
    let states: Vec<BlankState> = BlankState::ALL.iter().copied().filter(|state| sum(None, *state) > 0).collect();
    let mut held: Vec<&Place> = of_blanks.iter().map(|line| &line.place).collect();
    held.dedup_by_key(|place| place.id);
    let row = |place: &&Place| {
        let quantities: Vec<i64> = states.iter().map(|state| sum(Some(place.id), *state)).collect();
        PlaceRow { name: place.name.clone(), total: quantities.iter().sum(), quantities }
    };
    let items = found.lines.iter().filter(|line| line.item != Item::Blank && line.quantity > 0 && line.state == BlankState::New);
    Ok(StockPage {
        shell: answer::shell(site, lang, Some(page), Some(Nav::Stock)),
        links: links(page),
        stops: found.stops.iter().map(|(_, stop)| stop_in_words(lang, stop)).collect(),
        differences: found.differences.iter().map(|difference| difference_row(page, &found, difference, typed)).collect(),
        arriving: found.arriving.iter().map(|line| arriving_row(page, line, typed)).collect(),
        days: days(lang, &found),
        closings: closings(page, &found),
        places: held.iter().map(row).collect(),
        totals: states.iter().map(|state| sum(None, *state)).collect(),
        states: states.iter().map(|state| lang.blank_state(state.code()).to_owned()).collect(),
        items: items.map(|line| (line.place.name.clone(), lang.item(line.item.code()).to_owned(), line.quantity)).collect(),
        received: found.received,
        parts: parts(lang, |state| sum(None, state)),
        forms: forms(page, &found, typed),
        movements: found.movements.iter().map(|movement| movement_line(lang, movement)).collect(),
    })
}

fn links(page: &PageCaller) -> Vec<Link> {
    let lang = page.lang;
    let all = [
        (routes::DESTROY, lang.destroy_title(), Act::ViewStock),
        (routes::STOCK_MONTH, lang.month_word(), Act::ViewStock),
        (routes::SHORTAGE, lang.room_shortage(), Act::ViewPrintQueue),
    ];
    let open = all.into_iter().filter(|(.., act)| page.caller.may(*act));
    open.map(|(href, label, _)| Link { label: label.to_owned(), href: href.to_owned() }).collect()
}

/// Stores and printers, one of them chosen.
pub(super) fn holders(board: &StockBoard, kinds: &[PlaceKind], chosen: &str) -> Vec<Choice> {
    let places = board.places.iter().filter(|place| kinds.contains(&place.kind));
    places.map(|place| Choice::new(&place.code, &place.name, chosen)).collect()
}

/// Everything that the received blanks can be.
fn parts(lang: Lang, sum: impl Fn(BlankState) -> i64) -> Vec<EquationPart> {
    let tone = |state| match state {
        BlankState::New => Tone::Good,
        BlankState::Reserved | BlankState::InTransit => Tone::Info,
        BlankState::Uncertain | BlankState::Lent | BlankState::Returned => Tone::Wait,
        BlankState::Used | BlankState::Destroyed => Tone::Plain,
        BlankState::Spoiled | BlankState::Lost => Tone::Stop,
    };
    let all = BlankState::ALL.iter().map(|state| (*state, sum(*state))).filter(|(_, quantity)| *quantity > 0);
    all.map(|(state, quantity)| EquationPart { name: lang.blank_state(state.code()).to_owned(), quantity, tone: tone(state) }).collect()
}

/// The day of every place that held or moved blanks: opening = now − came + went.
fn days(lang: Lang, board: &StockBoard) -> Vec<PlaceDay> {
    let of = |place: &Place| {
        let held = board.held.iter().filter(|line| line.place == place.id && line.item == Item::Blank);
        let now: i64 = held.map(|line| line.quantity).sum();
        let mut flows = Vec::new();
        for line in board.flows.iter().filter(|line| line.place == place.id && line.item == Item::Blank) {
            let what = lang.happened(&line.kind);
            flows.extend((line.came > 0).then(|| (what.to_owned(), line.came)));
            flows.extend((line.went > 0).then(|| (what.to_owned(), -line.went)));
        }
        // What came stands before what went, so that no bar begins below nothing.
        flows.sort_by_key(|(_, pieces)| *pieces < 0);
        let moved: i64 = flows.iter().map(|(_, pieces)| pieces).sum();
        (now > 0 || !flows.is_empty()).then(|| PlaceDay::new(&place.name, lang, now - moved, &flows))
    };
    board.places.iter().filter(|place| matches!(place.kind, PlaceKind::Store | PlaceKind::Printer)).filter_map(of).collect()
}

fn closings(page: &PageCaller, board: &StockBoard) -> Vec<CloseRow> {
    let lang = page.lang;
    let may = page.caller.may(Act::CloseDay);
    let of = |place: &Place| {
        let running = |state| matches!(state, ClosingState::Counting | ClosingState::Counted);
        let of_place = || board.closings.iter().filter(|closing| closing.place == place.id);
        let open = of_place().find(|closing| running(closing.state));
        let today = of_place().find(|closing| closing.day == board.day && closing.state == ClosingState::Confirmed);
        let counted = of_place().find(|closing| matches!(closing.state, ClosingState::Counted | ClosingState::Confirmed));
        let holds = board.held.iter().any(|line| line.place == place.id && line.quantity > 0);
        let (text, tone) = match (open.or(today), holds) {
            (Some(closing), _) => {
                let tone = if closing.state == ClosingState::Confirmed { Tone::Good } else { Tone::Wait };
                (lang.closing_state(closing.state.code()), tone)
            }
            (None, true) => (lang.close_not_yet(), Tone::Wait),
            (None, false) => (lang.close_nothing(), Tone::Plain),
        };
        CloseRow {
            code: place.code.clone(),
            name: place.name.clone(),
            state: Tag { text: text.to_owned(), tone },
            closing: open.filter(|_| may).map(|closing| closing.id.to_string()),
            sheet: counted.map(|closing| (closing.id.to_string(), closing.day)),
            begin: may && holds && open.is_none(),
        }
    };
    board.places.iter().filter(|place| matches!(place.kind, PlaceKind::Store | PlaceKind::Printer)).map(of).collect()
}

fn place_name(board: &StockBoard, id: PlaceId) -> &str {
    board.places.iter().find(|place| place.id == id).map_or("", |place| &place.name)
}

fn difference_row(page: &PageCaller, board: &StockBoard, difference: &Difference, typed: &Typed) -> DifferenceRow {
    let lang = page.lang;
    let (kind, item) = (lang.difference_kind(difference.kind.code()), lang.item(difference.item.code()));
    let said = lang.count_difference_line(kind, item, difference.expected, difference.counted);
    let id = format!("selisih-{}", difference.id);
    let form = page.caller.may(Act::CorrectStock).then(|| {
        let ways = domain::closing::Settlement::ALL.iter().filter(|how| settle(difference, **how).is_ok());
        let chosen = typed.value(&id, "how");
        let ways = ways.map(|how| Choice::new(how.code(), lang.settlement(how.code()), &chosen)).collect();
        ActForm {
            heading: lang.settle_button().to_owned(),
            hint: String::new(),
            action: routes::settle(&difference.id.to_string()),
            fields: vec![
                ActField::choice("how", lang.settle_how(), ways),
                ActField::line("reason", lang.settle_reason(), typed.value(&id, "reason")),
            ],
            button: lang.settle_button().to_owned(),
            open: true,
            id,
        }
    });
    DifferenceRow { text: format!("{}: {said}", place_name(board, difference.place)), form }
}

fn arriving_row(page: &PageCaller, line: &stock::ArrivingLine, typed: &Typed) -> ArrivingRow {
    let lang = page.lang;
    let id = format!("hitung-{}", line.lot);
    let form = page.caller.may(Act::ReceiveBlanks).then(|| ActForm {
        heading: lang.arriving_counted_for(&line.label),
        hint: String::new(),
        action: routes::STOCK_ACCEPT.to_owned(),
        fields: vec![
            ActField::hidden("to", line.place.code.clone()),
            ActField::hidden("lot", line.lot.to_string()),
            ActField::number("counted", &lang.arriving_counted_for(&line.label), typed.value(&id, "counted")),
        ],
        button: lang.arriving_button().to_owned(),
        open: true,
        id,
    });
    ArrivingRow { text: lang.arriving_line(&line.label, lang.item(line.item.code()), line.quantity, &line.place.name), form }
}

fn movement_line(lang: Lang, movement: &stock::MovementLine) -> Movement {
    let cause = movement.cause.as_deref().map(|cause| lang.spoil_cause(cause));
    let what = lang.happened(&movement.kind);
    Movement {
        at: movement.at,
        what: if movement.item == Item::Blank { what.to_owned() } else { format!("{what} · {}", lang.item(movement.item.code())) },
        from: movement.from.clone(),
        to: movement.to.clone(),
        quantity: movement.quantity,
        who: movement.actor.clone(),
        note: Some(cause.map_or_else(|| movement.lot.clone(), |cause| format!("{} · {cause}", movement.lot))),
        receipt: movement.is_loan().then(|| routes::loan_receipt(movement.seq)),
    }
}
