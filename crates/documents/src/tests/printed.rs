//! What stands on typeset pages, and where.

use typst::layout::{Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// A run of text on a page.
pub struct Item {
    pub page: usize,
    /// Edges, pt from the upper left corner; of rotated text only the starting point.
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    baseline: f64,
    pub text: String,
}

pub struct Printed {
    /// Of each page, hundredths of a millimetre.
    pub sizes: Vec<(i64, i64)>,
    pub items: Vec<Item>,
    pub missing_glyphs: usize,
}

pub fn printed(document: &PagedDocument) -> Printed {
    let mut printed = Printed { sizes: Vec::new(), items: Vec::new(), missing_glyphs: 0 };
    for page in document.pages() {
        let hundredths = |length: typst::layout::Abs| (length.to_mm() * 100.0).round() as i64;
        printed.sizes.push((hundredths(page.frame.width()), hundredths(page.frame.height())));
        printed.frame(&page.frame, Transform::identity());
    }
    printed
}

impl Printed {
    fn frame(&mut self, frame: &Frame, place: Transform) {
        for (position, item) in frame.items() {
            let place = place.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => self.frame(&group.frame, place.pre_concat(group.transform)),
                FrameItem::Text(text) => {
                    self.missing_glyphs += text.glyphs.iter().filter(|glyph| glyph.id == 0).count();
                    let start = Point::zero().transform(place);
                    let (left, baseline, size) = (start.x.to_pt(), start.y.to_pt(), text.size.to_pt());
                    let width = if place.ky.get() == 0.0 { text.width().to_pt() } else { 0.0 };
                    self.items.push(Item {
                        page: self.sizes.len(),
                        left,
                        right: left + width,
                        top: baseline - 0.75 * size,
                        bottom: baseline + 0.22 * size,
                        baseline,
                        text: text.text.to_string(),
                    });
                }
                _ => {}
            }
        }
    }

    /// Lines in reading order; two spaces where there is a gap; pages apart.
    pub fn text(&self) -> String {
        self.pages().join("\n-- page --\n")
    }

    pub fn pages(&self) -> Vec<String> {
        (1..=self.sizes.len()).map(|page| self.page(page)).collect()
    }

    fn page(&self, page: usize) -> String {
        let mut items: Vec<&Item> = self.items.iter().filter(|item| item.page == page).collect();
        items.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let mut lines: Vec<Vec<&Item>> = Vec::new();
        for item in items {
            match lines.last_mut().filter(|line| line.iter().any(|other| (other.baseline - item.baseline).abs() < 1.5)) {
                Some(line) => line.push(item),
                None => lines.push(vec![item]),
            }
        }
        let lines: Vec<String> = lines.into_iter().map(line).collect();
        lines.join("\n")
    }

    /// All letters in the order of the document, without spaces.
    pub fn flowing(&self) -> String {
        self.items.iter().map(|item| super::letters(&item.text)).collect()
    }

    /// Texts that are not whole on their page.
    pub fn outside(&self) -> Vec<&str> {
        let outside = |item: &&Item| {
            let (width, height) = self.sizes[item.page - 1];
            let (width, height) = (width as f64 / 100.0 / 25.4 * 72.0, height as f64 / 100.0 / 25.4 * 72.0);
            item.left < 0.0 || item.right > width || item.top < 0.0 || item.bottom > height
        };
        self.items.iter().filter(outside).map(|item| item.text.as_str()).collect()
    }
}

fn line(mut items: Vec<&Item>) -> String {
    items.sort_by(|a, b| a.left.total_cmp(&b.left));
    let (mut line, mut end) = (String::new(), None);
    for item in items {
        if end.is_some_and(|end| item.left - end > 2.5) {
            line.push_str("  ");
        }
        line.push_str(&item.text.replace('\u{200b}', ""));
        end = Some(item.right);
    }
    line.trim_end().to_owned()
}
