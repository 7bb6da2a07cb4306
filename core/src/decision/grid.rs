//! The grid: every question in the cell that a published diagram gives it, its ends inside its box,
//! and lines that bend in the lanes between the boxes.

use super::layout::{Area, Drawing, Leaf, LeafBox, Line, QuestionBox, Text, broken, path};
use super::{At, Step, Tree};

const BOX: (u16, u16) = (164, 100);
/// Width of the lanes between boxes.
const LANE: u16 = 40;
const INSET: u16 = 8;
/// Letters of a question in a line of a box.
const LETTERS: usize = 20;
const LINE: u16 = 15;
const CHIP: (u16, u16) = (70, 20);

/// A corner; signed, so that differences are simple.
type Point = (i32, i32);

/// Draws a tree whose questions all have a cell.
pub fn draw(tree: &'static Tree) -> Drawing {
    let columns = used(tree.asks.iter().map(|ask| ask.column));
    let rows = used(tree.asks.iter().map(|ask| ask.row));
    let mut drawing = Drawing {
        width: extent(columns.len(), BOX.0),
        height: extent(rows.len(), BOX.1),
        questions: Vec::new(),
        leaves: Vec::new(),
        lines: Vec::new(),
    };
    for (ask, index) in tree.asks.iter().zip(0u16..) {
        let area = Area {
            x: position(&columns, ask.column, BOX.0),
            y: position(&rows, ask.row, BOX.1),
            width: BOX.0,
            height: BOX.1,
        };
        let (x, y) = (area.x + INSET, area.y + 31);
        let lines = broken(ask.question, LETTERS).into_iter().zip(0u16..);
        drawing.questions.push(QuestionBox {
            ask: index,
            number: ask.label.to_owned(),
            depth: 0,
            area,
            number_at: (x, area.y + 15),
            lines: lines.map(|(text, line)| Text { x, y: y + line * LINE, text }).collect(),
        });
        chips(tree, index, area, &mut drawing);
    }
    lines(tree, &mut drawing);
    drawing
}

/// The columns or rows in which something stands, in order.
fn used(all: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut found: Vec<u8> = all.collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn extent(cells: usize, size: u16) -> u16 {
    u16::try_from(cells).unwrap_or_default() * (size + LANE) + LANE
}

fn position(cells: &[u8], cell: u8, size: u16) -> u16 {
    let before = cells.iter().take_while(|other| **other < cell).count();
    u16::try_from(before).unwrap_or_default() * (size + LANE) + LANE
}

/// The ends of a question, at the foot of its box.
fn chips(tree: &'static Tree, ask: u16, area: Area, drawing: &mut Drawing) {
    let answers = tree.asks.get(usize::from(ask)).map(|ask| ask.answers.as_slice()).unwrap_or_default();
    let mut x = area.x + INSET;
    for (answer, index) in answers.iter().zip(0u8..) {
        if let Some(At::End(end)) = tree.at(answer.to) {
            let chip = Area { x, y: area.bottom() - CHIP.1 - 4, width: CHIP.0, height: CHIP.1 };
            drawing.leaves.push(LeafBox {
                step: Step { ask, answer: index },
                leaf: Leaf::Code(end.code),
                area: chip,
                caption: vec![Text { x: chip.x + 4, y: chip.y + 14, text: answer.label }],
            });
            x += CHIP.0 + 4;
        }
    }
}

/// A line for each answer that leads to a question; those that can run straight choose first.
fn lines(tree: &'static Tree, drawing: &mut Drawing) {
    let boxes: Vec<Area> = drawing.questions.iter().map(|question| question.area).collect();
    let mut wanted: Vec<(Step, Area, Area, &'static str)> = Vec::new();
    for (ask, index) in tree.asks.iter().zip(0u16..) {
        for (answer, number) in ask.answers.iter().zip(0u8..) {
            if let (Some(from), Some(to)) = (boxes.get(usize::from(index)), boxes.get(usize::from(answer.to))) {
                wanted.push((Step { ask: index, answer: number }, *from, *to, answer.label));
            }
        }
    }
    let mut taken: Vec<(Point, Point)> = Vec::new();
    let (straight, others): (Vec<_>, Vec<_>) = wanted.into_iter().partition(|(_, a, b, _)| a.x == b.x || a.y == b.y);
    for (step, from, to, label) in straight.into_iter().chain(others) {
        let Some(points) = route(from, to, &boxes, &taken) else { continue };
        taken.extend(pieces(&points));
        let unsigned = |value: i32| u16::try_from(value).unwrap_or_default();
        let points: Vec<(u16, u16)> = points.iter().map(|(x, y)| (unsigned(*x), unsigned(*y))).collect();
        let label = beside(&points, label);
        drawing.lines.push(Line { step, path: path(&points), points, label });
    }
}

/// The sides of a box, as steps away from its middle.
const SIDES: [Point; 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The best of the courses from each side of one box to each side of another.
fn route(from: Area, to: Area, boxes: &[Area], taken: &[(Point, Point)]) -> Option<Vec<Point>> {
    let mut best: Option<(i32, Vec<Point>)> = None;
    for leaving in SIDES {
        for entering in SIDES {
            let (start, first) = port(from, leaving);
            let (end, last) = port(to, entering);
            for corner in [(first.0, last.1), (last.0, first.1)] {
                let points = straightened(&[start, first, corner, last, end]);
                let least = best.as_ref().map_or(i32::MAX, |(least, _)| *least);
                let cost = cost(&points, boxes, taken, least);
                if cost < least {
                    best = Some((cost, points));
                }
            }
        }
    }
    best.map(|(_, points)| points)
}

/// The middle of a side, and the point in the lane before it.
fn port(area: Area, side: Point) -> (Point, Point) {
    let half = (i32::from(area.width / 2), i32::from(area.height / 2));
    let middle = (i32::from(area.x) + half.0, i32::from(area.y) + half.1);
    let at = |away: i32| (middle.0 + side.0 * (half.0 + away), middle.1 + side.1 * (half.1 + away));
    (at(0), at(i32::from(LANE / 2)))
}

/// Without points in the middle of a straight piece, or where the course turns back on itself.
fn straightened(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for point in points {
        if out.last() == Some(point) {
            continue;
        }
        if let [.., before, last] = out.as_slice() {
            let level =
                before.1 == last.1 && last.1 == point.1 && (last.0 - before.0).signum() == (point.0 - last.0).signum();
            let upright =
                before.0 == last.0 && last.0 == point.0 && (last.1 - before.1).signum() == (point.1 - last.1).signum();
            if level || upright {
                out.pop();
            }
        }
        out.push(*point);
    }
    out
}

fn pieces(points: &[Point]) -> impl Iterator<Item = (Point, Point)> {
    points.iter().copied().zip(points.iter().copied().skip(1))
}

/// Short is good; bends, shared pieces and, worst of all, boxes in the way are not. Gives up once
/// `limit` is reached.
fn cost(points: &[Point], boxes: &[Area], taken: &[(Point, Point)], limit: i32) -> i32 {
    const BEND: i32 = 30;
    const SHARED: i32 = 3;
    const BOX_IN_THE_WAY: i32 = 100_000;
    /// Lines that leave where another one leaves or arrives cannot be told apart.
    const SAME_PLACE: i32 = 600;
    let mut cost: i32 = pieces(points).map(|(a, b)| (a.0 - b.0).abs() + (a.1 - b.1).abs() + BEND).sum();
    if cost >= limit {
        return cost;
    }
    let (start, end) = (points.first(), points.last());
    for (from, to) in taken {
        if start == Some(from) || end == Some(from) || start == Some(to) {
            cost += SAME_PLACE;
        }
    }
    for (a, b) in pieces(points) {
        if cost >= limit {
            return cost;
        }
        for piece in taken {
            cost += SHARED * shared((a, b), *piece);
        }
        for area in boxes {
            if crosses(a, b, *area) {
                cost += BOX_IN_THE_WAY;
            }
        }
    }
    cost
}

/// Whether a piece runs through the inside of a box.
fn crosses(a: Point, b: Point, area: Area) -> bool {
    let (left, right) = (a.0.min(b.0), a.0.max(b.0));
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    left < i32::from(area.right())
        && right > i32::from(area.x)
        && top < i32::from(area.bottom())
        && bottom > i32::from(area.y)
}

/// How long two pieces run on one another.
fn shared(one: (Point, Point), other: (Point, Point)) -> i32 {
    let along = |a: (i32, i32), b: (i32, i32)| (a.0.max(a.1).min(b.0.max(b.1)) - a.0.min(a.1).max(b.0.min(b.1))).max(0);
    let ((a, b), (c, d)) = (one, other);
    if a.1 == b.1 && c.1 == d.1 && a.1 == c.1 {
        along((a.0, b.0), (c.0, d.0))
    } else if a.0 == b.0 && c.0 == d.0 && a.0 == c.0 {
        along((a.1, b.1), (c.1, d.1))
    } else {
        0
    }
}

/// The answer beside the beginning of its line.
fn beside(points: &[(u16, u16)], text: &'static str) -> Option<Text> {
    let [start, next, ..] = points else { return None };
    let (x, y) = *start;
    let (x, y) = match (next.0.cmp(&x), next.1.cmp(&y)) {
        (std::cmp::Ordering::Greater, _) => (x + 4, y - 4),
        (std::cmp::Ordering::Less, _) => (x - 26, y - 4),
        (_, std::cmp::Ordering::Greater) => (x + 4, y + 14),
        _ => (x + 4, y - 5),
    };
    Some(Text { x, y, text })
}
