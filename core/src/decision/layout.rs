//! The whole tree as a drawing: where every box, line and text stands, in CSS pixels.
//!
//! Trees with the cells of a published diagram are drawn in its grid, all others as a ladder:
//! questions down, ends to the right, side questions indented. The boxes of [`Drawing::questions`]
//! are in reading order, so the same list makes the text outline.

use super::{Answer, At, Step, Tree, Walk, grid, ladder};
use crate::words::push_number;

/// The whole drawing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawing {
    /// Its width.
    pub width: u16,
    /// Its height.
    pub height: u16,
    /// The questions, in reading order.
    pub questions: Vec<QuestionBox>,
    /// The ends, and where a line would be long, the questions that stand elsewhere.
    pub leaves: Vec<LeafBox>,
    /// The lines, to be drawn beneath the boxes; each belongs to one answer.
    pub lines: Vec<Line>,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub x: u16,
    /// Upper edge.
    pub y: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

/// A line of text; `y` is its base line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    /// Where it begins.
    pub x: u16,
    /// Its base line.
    pub y: u16,
    /// What it says.
    pub text: &'static str,
}

/// The box of a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionBox {
    /// Index of the question.
    pub ask: u16,
    /// "9", "9a" for a side question, or its name in the published diagram.
    pub number: String,
    /// How far it is indented: 0 for the way straight on.
    pub depth: u16,
    /// The box.
    pub area: Area,
    /// Where the number stands.
    pub number_at: (u16, u16),
    /// The question, line by line.
    pub lines: Vec<Text>,
}

/// What a small box leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A code; the view adds its name.
    Code(u16),
    /// A question whose box stands elsewhere, with its number.
    Question(u16, String),
}

/// The small box of an answer that ends the walk, or leads far away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafBox {
    /// The answer.
    pub step: Step,
    /// What it leads to.
    pub leaf: Leaf,
    /// The box.
    pub area: Area,
    /// The answer in words, beneath the box; inside it in a grid.
    pub caption: Vec<Text>,
}

/// The line of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The answer.
    pub step: Step,
    /// Its corners; every piece is level or upright.
    pub points: Vec<(u16, u16)>,
    /// The answer in words, where no caption says it.
    pub label: Option<Text>,
}

impl Area {
    /// Right edge.
    #[must_use]
    pub const fn right(self) -> u16 {
        self.x + self.width
    }

    /// Lower edge.
    #[must_use]
    pub const fn bottom(self) -> u16 {
        self.y + self.height
    }

    /// Whether the two share more than an edge.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }
}

/// Draws a tree.
#[must_use]
pub fn layout(tree: &'static Tree) -> Drawing {
    if tree.asks.iter().all(|ask| ask.column > 0) { grid::draw(tree) } else { ladder::draw(tree) }
}

impl Drawing {
    /// The box of a question.
    #[must_use]
    pub fn question(&self, ask: u16) -> Option<&QuestionBox> {
        self.questions.iter().find(|question| question.ask == ask)
    }

    /// The part of the drawing to look at for a question: its box and what is near.
    #[must_use]
    pub fn around(&self, ask: u16) -> Area {
        const NEAR: (u16, u16) = (320, 240);
        let whole = Area { x: 0, y: 0, width: self.width, height: self.height };
        let Some(question) = self.question(ask) else { return whole };
        let (x, y) = (question.area.x.saturating_sub(NEAR.0), question.area.y.saturating_sub(NEAR.1));
        Area {
            x,
            y,
            width: (question.area.right() + NEAR.0).min(self.width) - x,
            height: (question.area.bottom() + NEAR.1).min(self.height) - y,
        }
    }

    /// What the list beside the drawing says of each answer to a question: the answer, and the
    /// code or the number of the question that it leads to.
    #[must_use]
    pub fn answers(&self, tree: &'static Tree, ask: u16) -> Vec<(&'static Answer, Leaf)> {
        let answers = tree.asks.get(usize::from(ask)).map(|ask| ask.answers.as_slice()).unwrap_or_default();
        answers.iter().filter_map(|answer| Some((answer, self.leaf(tree, answer.to)?))).collect()
    }

    fn leaf(&self, tree: &Tree, place: u16) -> Option<Leaf> {
        match tree.at(place)? {
            At::End(end) => Some(Leaf::Code(end.code)),
            At::Ask(_) => Some(Leaf::Question(place, self.question(place)?.number.clone())),
        }
    }
}

impl LeafBox {
    /// Whether a walk ends here.
    #[must_use]
    pub fn ends(&self, walk: &Walk) -> bool {
        matches!(self.leaf, Leaf::Code(_)) && walk.takes(self.step)
    }
}

impl Line {
    /// Its course, as an SVG path.
    #[must_use]
    pub fn path(&self) -> String {
        let mut out = String::new();
        let mut last = None;
        for (x, y) in &self.points {
            match last {
                None => {
                    out.push('M');
                    push_number(&mut out, *x);
                    out.push(' ');
                    push_number(&mut out, *y);
                }
                Some(level) if level == y => {
                    out.push('H');
                    push_number(&mut out, *x);
                }
                Some(_) => {
                    out.push('V');
                    push_number(&mut out, *y);
                }
            }
            last = Some(y);
        }
        out
    }
}

/// Breaks a text into as few lines of at most `limit` letters as possible, of even length.
pub(super) fn broken(text: &'static str, limit: usize) -> Vec<&'static str> {
    let mut best = greedy(text, limit);
    for narrower in (1..limit).rev() {
        let lines = greedy(text, narrower);
        if lines.len() > best.len() {
            break;
        }
        best = lines;
    }
    best
}

/// Fills each line as far as it goes; a word that is too long has a line of its own.
fn greedy(text: &'static str, limit: usize) -> Vec<&'static str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        // Letters outside ASCII count more than once, which only breaks a little early.
        let mut end = rest.len();
        if end > limit {
            for (at, byte) in rest.bytes().enumerate() {
                if byte == b' ' {
                    if at > limit && end < rest.len() {
                        break;
                    }
                    end = at;
                }
            }
        }
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        lines.push(line);
        rest = after.strip_prefix(' ').unwrap_or_default();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_lines_evenly() {
        assert_eq!(broken("Can the server take this request now?", 30), ["Can the server take", "this request now?"]);
        assert_eq!(broken("Now?", 30), ["Now?"]);
        assert_eq!(broken("If-Unmodified-Since", 5), ["If-Unmodified-Since"]);
        assert_eq!(broken("a If-Unmodified-Since b", 5), ["a", "If-Unmodified-Since", "b"]);
    }

    #[test]
    fn writes_short_paths() {
        let path = |points| Line { step: Step { ask: 0, answer: 0 }, points, label: None }.path();
        assert_eq!(path(vec![(1, 2), (1, 9), (30, 9)]), "M1 2V9H30");
        assert_eq!(path(vec![]), "");
    }
}
