//! Finds the best courses for the lines of the grid, and holds [`COURSES`] against them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use super::*;
use crate::decision;

#[test]
fn the_lines_take_the_best_courses() {
    let tree = decision::tree("webmachine").unwrap();
    let best = best_courses(tree, &draw(tree).questions);
    let (best, now) = (str::from_utf8(&best).unwrap(), str::from_utf8(COURSES).unwrap());
    assert_eq!(now, best, "put the right one into COURSES");
}

/// Those that can run straight choose first.
fn best_courses(tree: &Tree, boxes: &[QuestionBox]) -> Vec<u8> {
    let mut taken: Vec<Course> = Vec::new();
    let mut choices = std::collections::BTreeMap::new();
    for straight in [true, false] {
        for (index, ask) in tree.asks.iter().enumerate() {
            for (number, answer) in ask.answers.iter().enumerate() {
                let Some(to) = boxes.get(usize::from(answer.to)) else { continue };
                let (from, to) = (boxes[index].area, to.area);
                if (from.x == to.x || from.y == to.y) != straight {
                    continue;
                }
                let mut best = (i32::MAX, 0);
                for choice in 0..32 {
                    let cost = cost(&course(from, to, choice), boxes, &taken, best.0);
                    if cost < best.0 {
                        best = (cost, choice);
                    }
                }
                taken.push(course(from, to, best.1));
                choices.insert((index, number), FIRST + best.1);
            }
        }
    }
    choices.into_values().collect()
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
