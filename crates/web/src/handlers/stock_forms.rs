//! The forms of the stock's acts that a reader may do.

use app::stock::StockBoard;
use domain::{access::Act, blank::GivenAway, place::PlaceKind};

use super::stock::{Typed, holders};
use crate::{
    lang::Lang,
    pages::{ActField, ActForm, BLANK_SOURCES, Choice, ITEMS, SPOIL_CAUSES, routes},
    session::PageCaller,
};

/// Stores and printers.
const HOLDERS: &[PlaceKind] = &[PlaceKind::Store, PlaceKind::Printer];

/// The forms, what is done most often first.
pub(super) fn forms(page: &PageCaller, board: &StockBoard, typed: &Typed) -> Vec<ActForm> {
    let lang = page.lang;
    let can = |act| page.caller.may(act);
    let all = [
        can(Act::MoveBlanks).then(|| issue(lang, board, typed)),
        can(Act::ReceiveBlanks).then(|| receive(lang, board, typed)),
        can(Act::RecordPrint).then(|| ribbon(lang, board, typed)),
        can(Act::MoveBlanks).then(|| spoil(lang, board, typed)),
        can(Act::RequestBlanks).then(|| ask(lang, typed)),
        can(Act::CorrectStock).then(|| give_away(lang, board, typed)),
        can(Act::ReceiveBlanks).then(|| take_back(lang, board, typed)),
    ];
    all.into_iter().flatten().collect()
}

fn form(id: &str, (heading, hint): (&str, &str), action: &str, fields: Vec<ActField>, button: &str) -> ActForm {
    ActForm {
        id: id.to_owned(),
        heading: heading.to_owned(),
        hint: hint.to_owned(),
        action: action.to_owned(),
        fields,
        button: button.to_owned(),
        open: false,
    }
}

fn items(lang: Lang, chosen: &str) -> Vec<Choice> {
    let chosen = if chosen.is_empty() { "blank" } else { chosen };
    ITEMS.map(|item| Choice::new(item, lang.item(item), chosen)).to_vec()
}

fn serials(lang: Lang, typed: String) -> ActField {
    ActField::lines("serials", lang.serials_word(), typed).hint(lang.serials_hint()).optional()
}

fn issue(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("pindah", field);
    let fields = vec![
        ActField::choice("from", lang.move_from(), holders(board, HOLDERS, &was("from"))),
        ActField::choice("to", lang.move_to(), holders(board, HOLDERS, &was("to"))),
        ActField::choice("item", lang.item_word(), items(lang, &was("item"))),
        ActField::number("quantity", lang.quantity(), was("quantity")),
        serials(lang, was("serials")),
    ];
    let issue = form("pindah", (lang.issue_heading(), lang.issue_hint()), routes::STOCK_MOVE, fields, lang.move_button());
    ActForm { open: board.received > 0, ..issue }
}

fn receive(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("terima", field);
    let sources = BLANK_SOURCES.map(|source| Choice::new(source, lang.blank_source(source), &was("source"))).to_vec();
    let request = |request: &domain::request::BlankRequest| {
        Choice::new(&request.id.to_string(), &lang.request_line(&request.number, request.on, request.asked), &was("request"))
    };
    let mut fields = vec![
        ActField::line("lot", lang.receive_lot(), was("lot")).hint(lang.receive_lot_hint()),
        ActField::choice("item", lang.item_word(), items(lang, &was("item"))),
        ActField::choice("source", lang.receive_source(), sources),
        ActField::number("quantity", lang.receive_paper(), was("quantity")),
        ActField::number("counted", lang.receive_counted(), was("counted")).hint(lang.receive_counted_hint()).optional(),
        ActField::line("letter", lang.receive_letter(), was("letter")).optional(),
    ];
    if !board.requests.is_empty() {
        fields.push(ActField::choice("request", lang.receive_request(), board.requests.iter().map(request).collect()).optional());
    }
    let stores = holders(board, &[PlaceKind::Store], &was("to"));
    if stores.len() > 1 {
        fields.push(ActField::choice("to", lang.move_to(), stores));
    }
    fields.push(serials(lang, was("serials")));
    let receive = form("terima", (lang.receive_heading(), ""), routes::STOCK_RECEIVE, fields, lang.receive_button());
    ActForm { open: board.received == 0, ..receive }
}

fn ribbon(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("pita", field);
    let chosen = if was("item").is_empty() { "ribbon".to_owned() } else { was("item") };
    let items = ITEMS.into_iter().filter(|item| *item != "blank").map(|item| Choice::new(item, lang.item(item), &chosen));
    let fields = vec![
        ActField::choice("printer", lang.printer(), holders(board, &[PlaceKind::Printer], &was("printer"))),
        ActField::choice("item", lang.item_word(), items.collect()),
    ];
    form("pita", (lang.ribbon_heading(), lang.ribbon_hint()), routes::STOCK_RIBBON, fields, lang.ribbon_button())
}

fn spoil(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("rusak", field);
    let causes = SPOIL_CAUSES.map(|cause| Choice::new(cause, lang.spoil_cause(cause), &was("cause"))).to_vec();
    let fields = vec![
        ActField::choice("from", lang.spoil_place(), holders(board, HOLDERS, &was("from"))),
        ActField::number("quantity", lang.quantity(), was("quantity")),
        ActField::choice("cause", lang.case_attempt_cause(), causes),
        serials(lang, was("serials")),
    ];
    form("rusak", (lang.spoil_heading(), lang.spoil_hint()), routes::STOCK_SPOIL, fields, lang.spoil_button())
}

/// Asking for blanks.
pub(super) fn ask(lang: Lang, typed: &Typed) -> ActForm {
    let was = |field| typed.value("minta", field);
    let fields = vec![
        ActField::line("number", lang.request_number(), was("number")),
        ActField::day("on", lang.request_on(), was("on")),
        ActField::number("quantity", lang.request_asked(), was("quantity")),
    ];
    form("minta", (lang.request_heading(), lang.request_hint()), routes::STOCK_REQUEST, fields, lang.request_button())
}

/// Asking another office to lend blanks.
pub(super) fn borrow(lang: Lang, typed: &Typed) -> ActForm {
    let was = |field| typed.value("pinjam", field);
    let fields = vec![
        ActField::line("lender", lang.borrow_lender(), was("lender")).hint(lang.borrow_lender_hint()),
        ActField::number("quantity", lang.borrow_asked(), was("quantity")),
        ActField::day("return_by", lang.borrow_return(), was("return_by")),
    ];
    form("pinjam", (lang.borrow_heading(), lang.borrow_hint()), routes::LOAN_LETTER, fields, lang.borrow_button())
}

fn give_away(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("keluar", field);
    let ways = GivenAway::ALL.iter().map(|how| Choice::new(how.code(), lang.given_away(how.code()), &was("how"))).collect();
    let fields = vec![
        ActField::choice("how", lang.away_how(), ways),
        ActField::choice("store", lang.move_from(), holders(board, &[PlaceKind::Store], &was("store"))),
        ActField::number("quantity", lang.quantity(), was("quantity")),
        ActField::line("paper", lang.away_paper(), was("paper")),
        serials(lang, was("serials")),
    ];
    form("keluar", (lang.away_heading(), lang.away_hint()), routes::STOCK_AWAY, fields, lang.away_button())
}

fn take_back(lang: Lang, board: &StockBoard, typed: &Typed) -> ActForm {
    let was = |field| typed.value("masuk", field);
    let fields = vec![
        ActField::choice("store", lang.move_to(), holders(board, &[PlaceKind::Store], &was("store"))),
        ActField::number("quantity", lang.quantity(), was("quantity")),
        ActField::line("paper", lang.back_paper(), was("paper")),
    ];
    form("masuk", (lang.back_heading(), ""), routes::STOCK_BACK, fields, lang.back_button())
}
