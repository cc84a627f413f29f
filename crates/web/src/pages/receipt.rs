use super::{Shell, routes};
use askama::Template;
use jiff::Timestamp;

/// The receipt that the applicant takes home; made for printing on A5 or A4.
#[derive(Debug, Clone, Template)]
#[template(path = "receipt.html")]
pub struct ReceiptPage {
    /// The frame.
    pub shell: Shell,
    /// The case's id.
    pub case_id: String,
    /// The receipt number.
    pub receipt: String,
    /// The PIN; only in the answer that opened the case.
    pub pin: Option<String>,
    /// The applicant's initials; a receipt never carries the full name or the NIK.
    pub initials: String,
    /// The purpose's code.
    pub purpose: String,
    /// Codes of the documents received.
    pub documents: Vec<String>,
    /// What happens next, in order (`Lang::receipt_step_*`).
    pub steps: Vec<String>,
    /// When the case was opened.
    pub opened: Timestamp,
    /// Who opened it; none for a reader who may not see the history.
    pub officer: Option<String>,
    /// The office's phone number.
    pub phone: Option<String>,
    /// The address of the public status page.
    pub status_page: Option<String>,
    /// The dark modules of the QR code as SVG path data, one unit a module, with the quiet zone.
    pub qr_path: String,
    /// The side of the QR code in modules, with the quiet zone.
    pub qr_size: i64,
}

#[cfg(test)]
impl ReceiptPage {
    pub(super) fn samples(lang: crate::lang::Lang) -> Vec<(&'static str, Self)> {
        use super::{Tone, samples};
        let modules = (0..21).flat_map(|y| (0..21).map(move |x| (x, y)));
        let eye = |x: i32, y: i32| {
            [(0, 0), (14, 0), (0, 14)].iter().find_map(|(left, top)| {
                let (x, y) = (x - left, y - top);
                ((0..7).contains(&x) && (0..7).contains(&y))
                    .then(|| x == 0 || x == 6 || y == 0 || y == 6 || ((2..5).contains(&x) && (2..5).contains(&y)))
            })
        };
        let dark = modules.filter(|(x, y)| eye(*x, *y).unwrap_or((x * 7 + y * 11 + x * y) % 3 == 0));
        let squares: Vec<String> = dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + 4, y + 4)).collect();
        let typical = Self {
            shell: samples::with_notice(samples::shell(lang), Tone::Good, lang.receipt_heading()),
            case_id: samples::CASE_ID.to_owned(),
            receipt: samples::RECEIPT_NUMBER.to_owned(),
            pin: Some("483 920".to_owned()),
            initials: "S. W.".to_owned(),
            purpose: "first".to_owned(),
            documents: vec!["kk_copy".to_owned(), "form_f102".to_owned()],
            steps: vec![lang.receipt_step_record().to_owned(), lang.receipt_step_wait().to_owned(), lang.receipt_step_sms().to_owned()],
            opened: samples::at("2022-11-25T01:12:00Z"),
            officer: Some("Baiq Sri Wahyuni".to_owned()),
            phone: Some("(0370) 653 000".to_owned()),
            status_page: Some("loket.lomboktengahkab.go.id/status".to_owned()),
            qr_path: squares.concat(),
            qr_size: 29,
        };
        let bare = Self {
            pin: None,
            documents: Vec::new(),
            phone: None,
            status_page: None,
            officer: Some(samples::SCRIPT.to_owned()),
            shell: samples::shell(lang),
            ..typical.clone()
        };
        let narrow = Self { officer: None, ..bare.clone() };
        vec![("typical", typical), ("bare", bare), ("narrow", narrow)]
    }
}
