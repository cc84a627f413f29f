//! Papers of the blanks: a day's closing, and loans between offices.

use app::{
    papers::{Official, Sender},
    print::Forecast,
    stock::{DaySheet, FlowLine, LoanSide, LoanSlip, LoanWish},
};
use documents::{
    closing::{self, Closing, Moved},
    loan::{LoanLetter, LoanReceipt, Lot},
};
use domain::{
    blank::Item,
    closing::{ClosingState, Counted},
};

use super::{NUMBER, OPEN, count, head, letterhead, reasons, signer, town};
use crate::lang::Lang;

/// The sheet of a place's day.
pub(crate) fn closing(sender: &Sender, found: &DaySheet) -> Closing {
    let unconfirmed = found.closing.state == ClosingState::Counted;
    Closing {
        head: letterhead(sender),
        stock_place: found.place.name.clone(),
        date: found.closing.day,
        items: found.closing.lines.iter().map(|(item, line)| day_of(found, *item, *line)).collect(),
        note: if unconfirmed { "hasil penghitungan ini belum disahkan oleh orang kedua.".to_owned() } else { String::new() },
        place: town(sender),
        counted_by: signer("Petugas I", &found.counted_by),
        checked_by: signer("Petugas II", &found.confirmed_by),
    }
}

fn day_of(found: &DaySheet, item: Item, Counted { booked, counted }: Counted) -> closing::Item {
    let counted = counted.unwrap_or(booked);
    let moved = |pieces: fn(&FlowLine) -> i64| {
        let moved = found.flows_of(item).filter(|line| pieces(line) > 0);
        moved.map(|line| Moved { kind: Lang::Id.happened(&line.kind).to_owned(), count: pieces(line) }).collect()
    };
    closing::Item {
        name: Lang::Id.item(item.code()).to_owned(),
        unit: unit(item).to_owned(),
        opening: found.opening(item),
        incoming: moved(|line| line.came),
        outgoing: moved(|line| line.went),
        ledger: booked,
        counted,
        difference: counted - booked,
    }
}

const fn unit(item: Item) -> &'static str {
    match item {
        Item::Blank => "keping",
        Item::Ribbon | Item::Film => "rol",
        Item::CleaningKit => "set",
    }
}

/// The letter that asks another office to lend blanks, with the figures of the day.
pub(crate) fn loan_letter(sender: &Sender, found: &Forecast, waiting: i64, wish: &LoanWish) -> LoanLetter {
    LoanLetter {
        head: letterhead(sender),
        number: NUMBER.to_owned(),
        urgency: "Segera".to_owned(),
        attachment: "-".to_owned(),
        place: town(sender),
        date: found.day,
        recipient: vec![format!("Kepala {}", wish.lender)],
        stock: count(found.stock),
        waiting_print: count(waiting),
        asked: count(wish.asked),
        return_by: wish.return_by,
        reasons: reasons(found),
        signer: head(sender),
        copies: vec![format!("Kepala Dinas yang membidangi kependudukan Provinsi {}", sender.province)],
    }
}

/// The receipt that both offices sign. The other office, its officer and the day of return are filled in by hand.
pub(crate) fn loan_receipt(sender: &Sender, loan: &LoanSlip) -> LoanReceipt {
    let (own, other) = ((sender.office.clone(), &loan.officer), (OPEN.to_owned(), &Official::default()));
    let ((lender, giver), (borrower, taker)) = match loan.side {
        LoanSide::Lender => (own, other),
        LoanSide::Borrower => (other, own),
    };
    let lot = |(lot, pieces): &(String, i64)| Lot { lot: lot.clone(), count: count(*pieces), note: String::new() };
    LoanReceipt {
        head: letterhead(sender),
        number: NUMBER.to_owned(),
        place: town(sender),
        date: loan.day,
        letter_number: loan.letter.clone().unwrap_or_else(|| OPEN.to_owned()),
        letter_date: loan.letter_on,
        lender,
        borrower,
        lots: loan.lots.iter().map(lot).collect(),
        return_by: None,
        giver: signer("Petugas", giver),
        taker: signer("Petugas", taker),
    }
}
