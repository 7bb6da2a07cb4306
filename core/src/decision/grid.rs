//! The grid: every question in the cell that a published diagram gives it, its ends inside its box,
//! and lines that bend in the lanes between the boxes.

use super::layout::{Area, Drawing, Leaf, LeafBox, Line, QuestionBox, Text, broken};
use super::{At, Step, Tree};

const BOX: Point = (164, 100);
/// Width of the lanes between boxes.
const LANE: i32 = 40;
const INSET: u16 = 8;
/// Letters of a question in a line of a box.
const LETTERS: usize = 20;
const LINE: u16 = 15;
const CHIP: (u16, u16) = (70, 20);

/// A place; signed, so that differences are simple.
type Point = (i32, i32);
/// A line with its bends: from a box into the lane, on in the lanes, and into the other box. Some
/// of its points may be the same.
type Course = [Point; 5];

/// Draws a tree whose questions all have a cell.
pub fn draw(tree: &'static Tree) -> Drawing {
    let columns = used(tree, |at| at.0);
    let rows = used(tree, |at| at.1);
    let mut drawing = Drawing {
        width: unsigned(position(&columns, u8::MAX, BOX.0)),
        height: unsigned(position(&rows, u8::MAX, BOX.1)),
        ..Drawing::default()
    };
    for (index, ask) in tree.asks.iter().enumerate() {
        let area = Area {
            x: unsigned(position(&columns, ask.column, BOX.0)),
            y: unsigned(position(&rows, ask.row, BOX.1)),
            width: unsigned(BOX.0),
            height: unsigned(BOX.1),
        };
        let (x, mut y) = (area.x + INSET, area.y + 15);
        let mut question = QuestionBox {
            ask: index as u16,
            number: ask.label.to_owned(),
            depth: 0,
            area,
            number_at: (x, y),
            lines: Vec::new(),
        };
        y += 1;
        for text in broken(ask.question, LETTERS) {
            y += LINE;
            question.lines.push(Text { x, y, text });
        }
        drawing.questions.push(question);
        let mut chip = Area { x, y: area.bottom() - CHIP.1 - 4, width: CHIP.0, height: CHIP.1 };
        for (number, answer) in ask.answers.iter().enumerate() {
            if let Some(At::End(end)) = tree.at(answer.to) {
                drawing.leaves.push(LeafBox {
                    step: Step { ask: index as u16, answer: number as u8 },
                    leaf: Leaf::Code(end.code),
                    area: chip,
                    caption: vec![Text { x: chip.x + 4, y: chip.y + 14, text: answer.label }],
                });
                chip.x += CHIP.0 + 4;
            }
        }
    }
    lines(tree, &mut drawing);
    drawing
}

fn unsigned(value: i32) -> u16 {
    u16::try_from(value).unwrap_or_default()
}

/// The columns or rows in which something stands, in order.
fn used(tree: &Tree, side: fn((u8, u8)) -> u8) -> Vec<u8> {
    (0..u8::MAX).filter(|cell| tree.asks.iter().any(|ask| side((ask.column, ask.row)) == *cell)).collect()
}

fn position(cells: &[u8], cell: u8, size: i32) -> i32 {
    cells.iter().filter(|other| **other < cell).count() as i32 * (size + LANE) + LANE
}

/// A line for each answer that leads to a question; those that can run straight choose first.
fn lines(tree: &'static Tree, drawing: &mut Drawing) {
    let mut taken: Vec<Course> = Vec::new();
    for straight in [true, false] {
        for (index, ask) in tree.asks.iter().enumerate() {
            for (number, answer) in ask.answers.iter().enumerate() {
                let boxes = &drawing.questions;
                let (Some(from), Some(to)) = (boxes.get(index), boxes.get(usize::from(answer.to))) else { continue };
                let (from, to) = (from.area, to.area);
                if (from.x == to.x || from.y == to.y) != straight {
                    continue;
                }
                let course = route(from, to, boxes, &taken);
                taken.push(course);
                let points = corners(&course);
                let label = beside(&points, answer.label);
                let step = Step { ask: index as u16, answer: number as u8 };
                drawing.lines.push(Line { step, points, label });
            }
        }
    }
}

/// The sides of a box, as steps away from its middle.
const SIDES: [Point; 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The best of the courses from each side of one box to each side of another.
fn route(from: Area, to: Area, boxes: &[QuestionBox], taken: &[Course]) -> Course {
    let mut best = (i32::MAX, Course::default());
    for leaving in SIDES {
        for entering in SIDES {
            let (start, first) = (port(from, leaving, 0), port(from, leaving, LANE / 2));
            let (end, last) = (port(to, entering, 0), port(to, entering, LANE / 2));
            for corner in [(first.0, last.1), (last.0, first.1)] {
                let course = [start, first, corner, last, end];
                let cost = cost(&course, boxes, taken, best.0);
                if cost < best.0 {
                    best = (cost, course);
                }
            }
        }
    }
    best.1
}

/// A point before the middle of a side.
fn port(area: Area, side: Point, away: i32) -> Point {
    let place = |start: u16, size: i32, side: i32| i32::from(start) + size / 2 + side * (size / 2 + away);
    (place(area.x, BOX.0, side.0), place(area.y, BOX.1, side.1))
}

/// The points where the course bends, with its ends.
fn corners(course: &Course) -> Vec<(u16, u16)> {
    let mut out: Vec<(u16, u16)> = Vec::new();
    for point in course {
        let point = (unsigned(point.0), unsigned(point.1));
        if let [.., before, last] = out.as_slice()
            && ((before.0 == last.0 && last.0 == point.0) || (before.1 == last.1 && last.1 == point.1))
        {
            out.pop();
        }
        if out.last() != Some(&point) {
            out.push(point);
        }
    }
    out
}

/// Short is good; bends, shared pieces and, worst of all, boxes in the way are not. Gives up once
/// `limit` is reached.
fn cost(course: &Course, boxes: &[QuestionBox], taken: &[Course], limit: i32) -> i32 {
    const BEND: i32 = 30;
    const SHARED: i32 = 3;
    const WRONG: i32 = 100_000;
    /// Lines that leave where another one leaves or arrives cannot be told apart.
    const SAME_PLACE: i32 = 600;
    let mut cost = 0;
    let mut before = (0, 0);
    for (a, b) in pieces(course) {
        let way = (b.0 - a.0, b.1 - a.1);
        cost += way.0.abs() + way.1.abs();
        if way != (0, 0) {
            let way = (way.0.signum(), way.1.signum());
            if way == (-before.0, -before.1) {
                // It turns back on itself.
                cost += WRONG;
            } else if way != before {
                cost += BEND;
            }
            before = way;
        }
    }
    let [start, .., end] = *course;
    for other in taken {
        let [from, .., to] = *other;
        if start == from || end == from || start == to {
            cost += SAME_PLACE;
        }
    }
    for piece in pieces(course) {
        if cost >= limit || piece.0 == piece.1 {
            continue;
        }
        for other in taken {
            for other in pieces(other) {
                cost += SHARED * shared(piece, other);
            }
        }
        for question in boxes {
            if crosses(piece, question.area) {
                cost += WRONG;
            }
        }
    }
    cost
}

fn pieces(course: &Course) -> [(Point, Point); 4] {
    let [a, b, c, d, e] = *course;
    [(a, b), (b, c), (c, d), (d, e)]
}

/// Whether a piece runs through the inside of a box.
fn crosses((a, b): (Point, Point), area: Area) -> bool {
    let (x, y) = (i32::from(area.x), i32::from(area.y));
    a.0.min(b.0) < x + BOX.0 && a.0.max(b.0) > x && a.1.min(b.1) < y + BOX.1 && a.1.max(b.1) > y
}

/// How long two pieces run on one another.
fn shared((a, b): (Point, Point), (c, d): (Point, Point)) -> i32 {
    let along = |a: i32, b: i32, c: i32, d: i32| (a.max(b).min(c.max(d)) - a.min(b).max(c.min(d))).max(0);
    if a.1 == b.1 && c.1 == d.1 && a.1 == c.1 {
        along(a.0, b.0, c.0, d.0)
    } else if a.0 == b.0 && c.0 == d.0 && a.0 == c.0 {
        along(a.1, b.1, c.1, d.1)
    } else {
        0
    }
}

/// The answer beside the beginning of its line.
fn beside(points: &[(u16, u16)], text: &'static str) -> Option<Text> {
    let [(x, y), next, ..] = *points else { return None };
    let (x, y) = if next.0 > x {
        (x + 4, y - 4)
    } else if next.0 < x {
        (x - 26, y - 4)
    } else if next.1 > y {
        (x + 4, y + 14)
    } else {
        (x + 4, y - 5)
    };
    Some(Text { x, y, text })
}
