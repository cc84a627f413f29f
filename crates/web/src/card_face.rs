//! The face of a card as a document for a printer.

use app::print::AgentJob;

/// A card's width and height (ISO/IEC 7810 ID-1), points.
const ID1_POINTS: (&str, &str) = ("242.65", "153.01");

/// One page of a card's size that says SPECIMEN and the receipt's job: for practice with a printer.
pub(crate) fn card_face(job: &AgentJob) -> Vec<u8> {
    let text = format!("BT /F1 14 Tf 20 90 Td (SPECIMEN) Tj 0 -24 Td (No. {}) Tj ET", job.job.rank);
    let (width, height) = ID1_POINTS;
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {height}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut document = "%PDF-1.4\n".to_owned();
    let mut offsets = Vec::new();
    for (object, number) in objects.iter().zip(1..) {
        offsets.push(document.len());
        document.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let table = document.len();
    document.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for offset in offsets {
        document.push_str(&format!("{offset:010} 00000 n \n"));
    }
    document.push_str(&format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1));
    document.into_bytes()
}
