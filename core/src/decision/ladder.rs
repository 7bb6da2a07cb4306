//! The ladder: the way straight on goes down, ends stand to the right, side questions are indented.

use super::layout::{Area, Drawing, Leaf, LeafBox, Line, QuestionBox, Text, broken};
use super::{Ask, At, Step, Tree};
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
        let bottom = leaves(tree, &rows, row, y, &mut drawing);
        drawing.lines.extend(rung(tree, row, question.area, &drawing.questions));
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
        let mut straight = Vec::new();
        let mut here = Some(ask);
        while let Some(ask) = here {
            self.claimed.push(ask);
            let next = self.next(ask);
            straight.push((ask, next));
            here = next.and_then(|step| self.to(step));
        }
        for (ask, next) in straight {
            let row = self.rows.len();
            self.main += u16::from(depth == 0);
            let number = self.number(depth);
            self.rows.push(Row { ask, depth, number, from });
            let mut step = Step { ask, answer: 0 };
            while self.tree.step(step).is_some() {
                if let Some(to) = self.to(step) {
                    self.down(to, depth + 1, Some((step, row)));
                }
                step.answer += 1;
            }
            from = next.map(|step| (step, row));
        }
    }

    /// The question that an answer leads to, if nobody has claimed it.
    fn to(&self, step: Step) -> Option<u16> {
        let (_, answer) = self.tree.step(step)?;
        let free = usize::from(answer.to) < self.tree.asks.len() && !self.claimed.contains(&answer.to);
        free.then_some(answer.to)
    }

    /// The answer that goes down to the next rung: the one that goes on, or the only one with a
    /// question behind it.
    fn next(&self, ask: u16) -> Option<Step> {
        let mut leading = None;
        let mut step = Step { ask, answer: 0 };
        while self.tree.step(step).is_some() {
            if self.to(step).is_some() {
                if self.tree.onward(ask) == Some(step) {
                    return Some(step);
                }
                leading = if leading.is_none() { Some(Some(step)) } else { Some(None) };
            }
            step.answer += 1;
        }
        leading.flatten()
    }

    /// "9", and "9a", "9b" for its side questions.
    fn number(&self, depth: u16) -> String {
        let mut out = String::new();
        push_number(&mut out, self.main);
        if depth > 0 {
            let mut letter = b'a';
            for row in self.rows.iter().rev() {
                if row.depth == 0 {
                    break;
                }
                letter += 1;
            }
            out.push(char::from(letter));
        }
        out
    }
}

fn question(row: &Row, ask: &Ask, y: u16) -> QuestionBox {
    let x = LEFT + row.depth * INDENT;
    let texts = broken(ask.question, usize::from((RIGHT - x - INSET) * 10 / BOOK));
    let needed = LINE * texts.len() as u16;
    let height = QUESTION_HEIGHT.max(needed + 12);
    let mut line = y + (height - needed) / 2 + 14;
    let mut lines = Vec::new();
    for text in texts {
        lines.push(Text { x: x + INSET, y: line, text });
        line += LINE;
    }
    QuestionBox {
        ask: row.ask,
        number: row.number.clone(),
        depth: row.depth,
        area: Area { x, y, width: RIGHT - x, height },
        number_at: (x + 12, y + height / 2 + 4),
        lines,
    }
}

/// The ends to the right of a question; returns their lower edge.
fn leaves(tree: &'static Tree, rows: &[Row], row: &Row, y: u16, drawing: &mut Drawing) -> u16 {
    let (mut x, mut top, mut bottom) = (LEAVES, y + 1, y);
    let mut step = Step { ask: row.ask, answer: 0 };
    while let Some((_, answer)) = tree.step(step) {
        if let Some(leaf) = leaf(tree, rows, step) {
            let texts = broken(answer.label, CAPTION_LETTERS);
            let width = width(&leaf, &texts);
            if x > LEAVES && x + width > WIDEST {
                x = LEAVES;
                top = bottom + LEAF_GAP;
            }
            let area = Area { x, y: top, width, height: LEAF_HEIGHT };
            let mut points = vec![(RIGHT, y + 24)];
            if top > y + 1 {
                points.extend([(LEAVES - 26, y + 24), (LEAVES - 26, top + 23)]);
            }
            points.push((x, top + 23));
            drawing.lines.push(Line { step, points, label: None });
            let mut line = area.bottom() + 1;
            let mut caption = Vec::new();
            for text in texts {
                line += CAPTION;
                caption.push(Text { x: x + 1, y: line, text });
            }
            bottom = bottom.max(line + 4);
            drawing.width = drawing.width.max(area.right() + 1);
            drawing.leaves.push(LeafBox { step, leaf, area, caption });
            x += width + LEAF_GAP;
        }
        step.answer += 1;
    }
    bottom
}

/// What a small box shows of an answer; `None` if its question is drawn at the end of its line.
fn leaf(tree: &'static Tree, rows: &[Row], step: Step) -> Option<Leaf> {
    let (_, answer) = tree.step(step)?;
    match tree.at(answer.to)? {
        At::End(end) => Some(Leaf::Code(end.code)),
        At::Ask(_) => {
            let row = rows.iter().find(|row| row.ask == answer.to)?;
            let drawn = row.from.is_some_and(|(from, _)| from == step);
            (!drawn).then(|| Leaf::Question(row.ask, row.number.clone()))
        }
    }
}

/// As wide as its name or its longest line.
fn width(leaf: &Leaf, caption: &[&str]) -> u16 {
    let mut width = 86;
    if let Leaf::Code(code) = leaf
        && let Some(entry) = catalog::entry(*code)
    {
        width = width.max(entry.name.len() as u16 * LABEL / 10 + 18);
    }
    for line in caption {
        width = width.max(line.len() as u16 * LABEL / 10 + 2);
    }
    width
}

/// The line that leads down to a question, with the answer in words.
fn rung(tree: &'static Tree, row: &Row, area: Area, drawn: &[QuestionBox]) -> Option<Line> {
    let (step, from) = row.from?;
    let from = drawn.get(from)?.area;
    let (_, answer) = tree.step(step)?;
    let x = from.x + RUNG;
    let mut points = vec![(x, from.bottom())];
    let mut label = Text { x: x + 12, y: area.y - 11, text: answer.label };
    if area.x == from.x {
        points.push((x, area.y));
    } else {
        let middle = area.y + area.height / 2;
        points.extend([(x, middle), (area.x, middle)]);
        label.x = area.x + 2;
    }
    Some(Line { step, points, label: Some(label) })
}
