//! The ladder: the way straight on goes down, ends stand to the right, side questions are indented.

use super::layout::{Area, Drawing, Leaf, LeafBox, Line, QuestionBox, Text, broken, path};
use super::{Answer, Ask, Step, Tree};
use crate::catalog;
use crate::words::push_number;

const LEFT: u16 = 1;
const TOP: u16 = 8;
const INDENT: u16 = 36;
/// Right edge of all questions.
const RIGHT: u16 = 323;
/// Left edge of the ends.
const LEAVES: u16 = 376;
/// No end stands farther to the right, unless it is too wide by itself.
const WIDEST: u16 = 1072;
const QUESTION_HEIGHT: u16 = 48;
const LEAF_HEIGHT: u16 = 46;
const LEAF_GAP: u16 = 8;
const LINE: u16 = 18;
const CAPTION: u16 = 13;
/// Room between questions, for the answer that leads on.
const GAP: u16 = 30;
/// The rung, from the left edge of its question.
const RUNG: u16 = 24;
/// Where a question's text begins, from the left edge of its box.
const INSET: u16 = 40;
/// Widths of a letter in tenths of a pixel, in the widest fonts that stand in: the question's bold
/// serif, and small labels.
const BOOK: u16 = 92;
const LABEL: u16 = 70;
const CAPTION_LETTERS: usize = 26;

/// A question and where it stands in the ladder.
struct Row {
    ask: u16,
    depth: u16,
    number: String,
    /// The answer that leads here, and its row.
    from: Option<(Step, usize)>,
}

/// Draws a tree as a ladder.
pub fn draw(tree: &'static Tree) -> Drawing {
    let rows = rows(tree);
    let mut drawing = Drawing { width: RIGHT, height: 0, questions: Vec::new(), leaves: Vec::new(), lines: Vec::new() };
    let mut y = TOP;
    for row in &rows {
        let Some(ask) = tree.asks.get(usize::from(row.ask)) else { continue };
        let question = question(row, ask, y);
        let bottom = leaves(tree, &rows, row, ask, y, &mut drawing);
        drawing.lines.extend(rung(tree, row, &question, &drawing.questions));
        y = (question.area.bottom() + GAP).max(bottom + GAP - 6);
        drawing.questions.push(question);
        drawing.height = y - GAP / 2;
    }
    drawing
}

/// The questions in reading order: after each its side questions, then the one it goes on to.
fn rows(tree: &Tree) -> Vec<Row> {
    let mut descent = Descent { tree, rows: Vec::new(), claimed: Vec::new(), main: 0 };
    descent.down(0, 0, None);
    descent.rows
}

struct Descent<'a> {
    tree: &'a Tree,
    rows: Vec<Row>,
    /// Questions that have a row, or will get one from whoever claimed them.
    claimed: Vec<u16>,
    main: u16,
}

impl Descent<'_> {
    /// Puts a question, all that it goes on to, and between them their side questions.
    fn down(&mut self, ask: u16, depth: u16, mut from: Option<(Step, usize)>) {
        let mut straight = vec![(ask, None)];
        self.claimed.push(ask);
        while let Some((ask, next)) = straight.last_mut() {
            let (ask, index) = (*ask, self.next(*ask));
            *next = index;
            let Some(to) = index.and_then(|answer| self.to(Step { ask, answer })) else { break };
            self.claimed.push(to);
            straight.push((to, None));
        }
        for (ask, next) in straight {
            if depth == 0 {
                self.main += 1;
            }
            let here = self.rows.len();
            self.rows.push(Row { ask, depth, number: number(self.main, depth, &self.rows), from });
            let answers = self.tree.asks.get(usize::from(ask)).map_or(0, |ask| ask.answers.len());
            for answer in (0u8..).take(answers) {
                let step = Step { ask, answer };
                if let Some(to) = self.to(step).filter(|to| !self.claimed.contains(to)) {
                    self.down(to, depth + 1, Some((step, here)));
                }
            }
            from = next.map(|answer| (Step { ask, answer }, here));
        }
    }

    /// The question that an answer leads to.
    fn to(&self, step: Step) -> Option<u16> {
        let (_, answer) = self.tree.step(step)?;
        (usize::from(answer.to) < self.tree.asks.len()).then_some(answer.to)
    }

    /// The answer that goes down to the next rung: the one that goes on, or the only one with a
    /// question behind it.
    fn next(&self, ask: u16) -> Option<u8> {
        let question = self.tree.asks.get(usize::from(ask))?;
        let leads = |answer: &u8| self.to(Step { ask, answer: *answer }).is_some_and(|to| !self.claimed.contains(&to));
        let mut leading = (0u8..).take(question.answers.len()).filter(leads);
        let only = leading.next().filter(|_| leading.next().is_none());
        question.onward.filter(leads).or(only)
    }
}

/// "9", and "9a", "9b" for its side questions.
fn number(main: u16, depth: u16, rows: &[Row]) -> String {
    let mut out = String::new();
    push_number(&mut out, main);
    if depth > 0 {
        let sides = rows.iter().rev().take_while(|row| row.depth > 0).count();
        out.push(char::from(b'a' + u8::try_from(sides % 26).unwrap_or_default()));
    }
    out
}

fn question(row: &Row, ask: &Ask, y: u16) -> QuestionBox {
    let x = LEFT + row.depth * INDENT;
    let room = usize::from((RIGHT - x - INSET) * 10 / BOOK);
    let lines = broken(ask.question, room);
    let text = LINE * u16::try_from(lines.len()).unwrap_or(1);
    let height = QUESTION_HEIGHT.max(text + 12);
    let first = y + (height - text) / 2 + 14;
    QuestionBox {
        ask: row.ask,
        number: row.number.clone(),
        depth: row.depth,
        area: Area { x, y, width: RIGHT - x, height },
        number_at: (x + 12, y + height / 2 + 4),
        lines: lines
            .into_iter()
            .zip(0u16..)
            .map(|(text, line)| Text { x: x + INSET, y: first + line * LINE, text })
            .collect(),
    }
}

/// The ends to the right of a question; returns their lower edge.
fn leaves(tree: &Tree, rows: &[Row], row: &Row, ask: &'static Ask, y: u16, drawing: &mut Drawing) -> u16 {
    let (mut x, mut top, mut bottom) = (LEAVES, y + 1, y);
    for (answer, index) in ask.answers.iter().zip(0u8..) {
        let step = Step { ask: row.ask, answer: index };
        let drawn = rows.iter().any(|other| other.from.is_some_and(|(from, _)| from == step));
        if drawn {
            continue;
        }
        let leaf = leaf(tree, rows, answer);
        let caption = broken(answer.label, CAPTION_LETTERS);
        let width = width(&leaf, &caption);
        if x > LEAVES && x + width > WIDEST {
            x = LEAVES;
            top = bottom + LEAF_GAP;
        }
        let area = Area { x, y: top, width, height: LEAF_HEIGHT };
        let middle = (y + 24, top + 23);
        let points = if middle.0 == middle.1 {
            vec![(RIGHT, middle.0), (x, middle.0)]
        } else {
            let bend = LEAVES - 26;
            vec![(RIGHT, middle.0), (bend, middle.0), (bend, middle.1), (x, middle.1)]
        };
        drawing.lines.push(Line { step, path: path(&points), points, label: None });
        let first = area.bottom() + CAPTION + 1;
        let caption: Vec<Text> = caption
            .into_iter()
            .zip(0u16..)
            .map(|(text, line)| Text { x: x + 1, y: first + line * CAPTION, text })
            .collect();
        bottom = bottom.max(caption.last().map_or(first, |last| last.y) + 4);
        drawing.width = drawing.width.max(area.right() + 1);
        drawing.leaves.push(LeafBox { step, leaf, area, caption });
        x += width + LEAF_GAP;
    }
    bottom
}

fn leaf(tree: &Tree, rows: &[Row], answer: &Answer) -> Leaf {
    match rows.iter().find(|row| row.ask == answer.to) {
        Some(row) => Leaf::Question(row.ask, row.number.clone()),
        None => {
            let end = usize::from(answer.to).checked_sub(tree.asks.len()).and_then(|end| tree.ends.get(end));
            Leaf::Code(end.map_or(0, |end| end.code))
        }
    }
}

/// As wide as its name or its longest line.
fn width(leaf: &Leaf, caption: &[&str]) -> u16 {
    let name = match leaf {
        Leaf::Code(code) => catalog::entry(*code).map_or(0, |entry| entry.name.len()),
        Leaf::Question(..) => 0,
    };
    let words = caption.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let pixels = |letters: usize, around: u16| u16::try_from(letters).unwrap_or_default() * LABEL / 10 + around;
    pixels(name, 18).max(pixels(words, 2)).max(86)
}

/// The line that leads down to a question, with the answer in words.
fn rung(tree: &'static Tree, row: &Row, question: &QuestionBox, drawn: &[QuestionBox]) -> Option<Line> {
    let (step, from) = row.from?;
    let from = drawn.get(from)?;
    let (_, answer) = tree.step(step)?;
    let (x, start) = (from.area.x + RUNG, from.area.bottom());
    let area = question.area;
    let straight = area.x == from.area.x;
    let points = if straight {
        vec![(x, start), (x, area.y)]
    } else {
        vec![(x, start), (x, area.y + area.height / 2), (area.x, area.y + area.height / 2)]
    };
    let label = Text { x: if straight { x + 12 } else { area.x + 2 }, y: area.y - 11, text: answer.label };
    Some(Line { step, path: path(&points), points, label: Some(label) })
}
