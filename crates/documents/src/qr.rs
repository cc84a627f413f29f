//! QR codes (ISO/IEC 18004) as SVG paths.

use fast_qr::{ECL, QRBuilder};

/// The quiet zone around the symbol, modules (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// A drawn symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qr {
    /// The path of the dark modules, in units of one module, quiet zone included.
    pub path: String,
    /// Width and height of the drawing, modules, quiet zone included.
    pub size: usize,
}

/// Draws a text as a QR code with error correction M; `None` when it is too long for one.
pub fn draw(text: &str) -> Option<Qr> {
    let symbol = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let mut path = String::new();
    for row in 0..symbol.size {
        for column in 0..symbol.size {
            let module = symbol.data.get(row * symbol.size + column)?;
            if module.value() {
                path.push_str(&format!("M{} {}h1v1h-1z", column + QUIET, row + QUIET));
            }
        }
    }
    Some(Qr { path, size: symbol.size + 2 * QUIET })
}

/// Draws a text as an SVG file whose path has one piece for each run of dark modules, so that no viewer shows seams between them.
pub(crate) fn svg(text: &str) -> Option<String> {
    let symbol = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let size = symbol.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..symbol.size {
        let mut column = 0;
        while column < symbol.size {
            let dark = |column: &usize| symbol.data.get(row * symbol.size + column).is_some_and(|module| module.value());
            let length = (column..symbol.size).take_while(dark).count();
            if length > 0 {
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET));
            }
            column += length.max(1);
        }
    }
    Some(format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\"><path d=\"{path}\"/></svg>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_receipt_fits_a_small_symbol() {
        let qr = draw("7K3M9QXD4").unwrap();
        assert_eq!(qr.size, 21 + 8, "version 1");
        // The three finder patterns are always there: the dark corner of each begins inside the quiet zone.
        for corner in ["M4 4h1", "M24 4h1", "M4 24h1"] {
            assert!(qr.path.contains(corner), "{corner}");
        }
        assert_eq!(draw(&"x".repeat(10_000)), None);
    }

    #[test]
    fn both_drawings_are_as_dark() {
        let text = "https://office.example/suket/7K3M9QXD4";
        let (qr, svg) = (draw(text).unwrap(), svg(text).unwrap());
        let runs = svg.split('h').skip(1).filter_map(|piece| piece.split_once("v1")?.0.parse::<usize>().ok());
        assert_eq!(runs.sum::<usize>(), qr.path.matches('M').count());
        assert!(svg.contains("M4 4h7v1"), "the finder pattern");
        assert!(svg.contains(&format!("0 0 {} {}", qr.size, qr.size)));
    }
}
