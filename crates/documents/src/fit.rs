//! Text fitted into a width: it is broken into lines by the widths of its letters, so that the form only has to place them.

use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontStretch, FontStyle, FontVariant, FontVariations, FontWeight};

use crate::world;

/// A face to measure with.
pub(crate) struct Face {
    face: Option<FontInstance>,
    /// Advance widths of the first characters, em: nearly all that names are written with.
    first: Vec<f64>,
}

/// Kerning moves letters by less than this share of a line, per cent; lines are broken that much earlier.
const MARGIN_PERCENT: f64 = 2.0;
/// Belongs to the word.
const NO_BREAK_SPACE: char = '\u{a0}';
/// What a letter is taken for that the face lacks, em.
const MISSING_EM: f64 = 1.0;

impl Face {
    pub(crate) fn regular() -> Self {
        Self::of(world::faces().first(), FontWeight::REGULAR)
    }

    pub(crate) fn bold() -> Self {
        Self::of(world::faces().last(), FontWeight::BOLD)
    }

    fn of(font: Option<&Font>, weight: FontWeight) -> Self {
        let variant = FontVariant::new(FontStyle::Normal, weight, FontStretch::NORMAL);
        let face = font.map(|font| font.clone().instantiate(variant, Abs::pt(10.0), &FontVariations::default()));
        let first = ('\0'..'\u{100}').map(|character| advance_em(face.as_ref(), character)).collect();
        Self { face, first }
    }

    /// Width of a text on one line, em.
    pub(crate) fn width_em(&self, text: &str) -> f64 {
        text.chars().map(|character| self.advance_em(character)).sum()
    }

    /// Breaks a text into lines of at most this width, em; between words where that is possible, else within one.
    pub(crate) fn lines(&self, text: &str, width_em: f64) -> Vec<String> {
        let width_em = width_em * (1.0 - MARGIN_PERCENT / 100.0);
        let space = self.advance_em(' ');
        let (mut lines, mut line, mut used) = (Vec::new(), String::new(), 0.0);
        for word in text.split(|character: char| character.is_whitespace() && character != NO_BREAK_SPACE).filter(|word| !word.is_empty()) {
            let width = self.width_em(word);
            if !line.is_empty() && used + space + width <= width_em {
                line.push(' ');
                line.push_str(word);
                used += space + width;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            used = 0.0;
            for character in word.chars() {
                let advance = self.advance_em(character);
                if !line.is_empty() && used + advance > width_em {
                    lines.push(std::mem::take(&mut line));
                    used = 0.0;
                }
                line.push(character);
                used += advance;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn advance_em(&self, character: char) -> f64 {
        self.first.get(character as usize).copied().unwrap_or_else(|| advance_em(self.face.as_ref(), character))
    }
}

fn advance_em(face: Option<&FontInstance>, character: char) -> f64 {
    let advance = face.and_then(|face| face.x_advance(face.ttf().glyph_index(character)?.0));
    advance.map_or(MISSING_EM, |advance| advance.get())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_only_endless_words_within() {
        let face = Face::regular();
        assert_eq!(face.lines("SITI AMINAH", 100.0), ["SITI AMINAH"]);
        assert_eq!(face.lines("  SITI   AMINAH ", face.width_em("SITI AMINA")), ["SITI", "AMINAH"]);
        let endless = face.lines(&"M".repeat(10), face.width_em("MMMM"));
        assert_eq!(endless, ["MMM", "MMM", "MMM", "M"], "the margin costs a letter");
        assert!(face.lines(" ", 1.0).is_empty());
    }

    #[test]
    fn widths_are_those_of_the_face() {
        let width = |face: &Face, text: &str| (face.width_em(text) * 2048.0).round() as i64;
        assert_eq!(width(&Face::regular(), "A"), 1366, "the width of Arial's A, units of 2048 an em");
        assert_eq!(width(&Face::bold(), "b"), 1251);
    }
}
