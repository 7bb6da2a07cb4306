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
    let mut drawing = Drawing::default();
    for (index, ask) in tree.asks.iter().enumerate() {
        let area = Area {
            x: unsigned(position(ask.column, BOX.0)),
            y: unsigned(position(ask.row, BOX.1)),
            width: unsigned(BOX.0),
            height: unsigned(BOX.1),
        };
        drawing.width = drawing.width.max(area.right() + LANE as u16);
        drawing.height = drawing.height.max(area.bottom() + LANE as u16);
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

/// Where a column or row begins, counted from 1.
fn position(cell: u8, size: i32) -> i32 {
    i32::from(cell) * (size + LANE) - size
}

/// The courses of the lines, in the order of the answers that lead to questions: which side they
/// leave, which they enter, and which way they bend. A test finds the best ones and compares; so
/// nobody has to look for them at run time, which takes longer than all the rest.
const COURSES: &[u8] = b"JJJJ@JLJJJJJJ4>74>74>74>74>4>47>4>7>44>7<484>4>7D>4>4>4J4J>34J44>J4444>4440J4B";

/// A line for each answer that leads to a question.
fn lines(tree: &'static Tree, drawing: &mut Drawing) {
    let mut courses = COURSES.iter();
    for (index, ask) in tree.asks.iter().enumerate() {
        for (number, answer) in ask.answers.iter().enumerate() {
            let boxes = &drawing.questions;
            let (Some(from), Some(to)) = (boxes.get(index), boxes.get(usize::from(answer.to))) else { continue };
            let choice = courses.next().map_or(0, |choice| choice - FIRST);
            let course = course(from.area, to.area, choice);
            let mut points = Vec::new();
            for (x, y) in course {
                let point = (unsigned(x), unsigned(y));
                if points.last() != Some(&point) {
                    points.push(point);
                }
            }
            let label = beside(&points, answer.label);
            let step = Step { ask: index as u16, answer: number as u8 };
            drawing.lines.push(Line { step, points, label });
        }
    }
}

/// Choices are written as characters from this one on.
const FIRST: u8 = b'0';

/// A course from one box to another: from the side, to the side, by the first or second corner.
fn course(from: Area, to: Area, choice: u8) -> Course {
    let (leaving, entering) = (side(choice >> 3), side(choice >> 1));
    let (start, first) = (port(from, leaving, 0), port(from, leaving, LANE / 2));
    let (end, last) = (port(to, entering, 0), port(to, entering, LANE / 2));
    let corner = if choice & 1 == 0 { (first.0, last.1) } else { (last.0, first.1) };
    [start, first, corner, last, end]
}

/// The sides of a box, as steps away from its middle.
const fn side(number: u8) -> Point {
    match number & 3 {
        0 => (1, 0),
        1 => (0, 1),
        2 => (-1, 0),
        _ => (0, -1),
    }
}

/// A point before the middle of a side.
fn port(area: Area, side: Point, away: i32) -> Point {
    let place = |start: u16, size: i32, side: i32| i32::from(start) + size / 2 + side * (size / 2 + away);
    (place(area.x, BOX.0, side.0), place(area.y, BOX.1, side.1))
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

#[cfg(test)]
#[path = "grid_courses.rs"]
mod courses;
