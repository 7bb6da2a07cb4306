//! The drawing of every tree is whole, and nothing in it covers anything else.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use statuscope_core::decision::layout::{Area, Drawing, Leaf, Text, layout};
use statuscope_core::decision::{self, At, Step, Tree, Walk, trees};
use std::collections::BTreeSet;

/// Small labels are at most this wide a letter, in pixels, in the widest font that stands in.
const LETTER: u16 = 7;

fn drawn() -> impl Iterator<Item = (&'static Tree, Drawing)> {
    trees().iter().map(|tree| (tree, layout(tree)))
}

fn area_of(text: &Text) -> Area {
    let letters = u16::try_from(text.text.chars().count()).unwrap();
    Area { x: text.x, y: text.y - 10, width: letters * LETTER, height: 13 }
}

fn inside(inner: Area, outer: Area) -> bool {
    inner.x >= outer.x && inner.y >= outer.y && inner.right() <= outer.right() && inner.bottom() <= outer.bottom()
}

#[test]
fn every_question_and_every_answer_is_drawn_once() {
    for (tree, drawing) in drawn() {
        let asks: BTreeSet<u16> = drawing.questions.iter().map(|question| question.ask).collect();
        assert_eq!((asks.len(), drawing.questions.len()), (tree.asks.len(), tree.asks.len()), "{}", tree.id);
        let numbers: BTreeSet<&str> = drawing.questions.iter().map(|question| question.number.as_str()).collect();
        assert_eq!(numbers.len(), tree.asks.len(), "{}", tree.id);
        for (ask, index) in tree.asks.iter().zip(0..) {
            let question = drawing.question(index).unwrap();
            let text: Vec<&str> = question.lines.iter().map(|line| line.text).collect();
            assert_eq!(text.join(" "), ask.question);
            for (answer, number) in ask.answers.iter().zip(0..) {
                let step = Step { ask: index, answer: number };
                let lines = drawing.lines.iter().filter(|line| line.step == step).count();
                let leaves: Vec<_> = drawing.leaves.iter().filter(|leaf| leaf.step == step).collect();
                match tree.at(answer.to).unwrap() {
                    At::End(end) => {
                        assert_eq!((leaves.len(), &leaves[0].leaf), (1, &Leaf::Code(end.code)), "{}", ask.id);
                        assert_eq!(lines, usize::from(tree.everyday), "{}", ask.id);
                    }
                    At::Ask(_) => assert!(lines == 1 && leaves.len() <= 1, "{} {}", tree.id, ask.id),
                }
            }
        }
    }
}

#[test]
fn nothing_covers_anything_else_and_all_is_inside() {
    for (tree, drawing) in drawn() {
        let whole = Area { x: 0, y: 0, width: drawing.width, height: drawing.height };
        let mut areas: Vec<(String, Area)> = Vec::new();
        for question in &drawing.questions {
            areas.push((question.number.clone(), question.area));
        }
        for leaf in &drawing.leaves {
            let name = format!("{:?}", leaf.step);
            if tree.everyday {
                areas.push((name.clone(), leaf.area));
                areas.extend(leaf.caption.iter().map(|text| (format!("{name} {}", text.text), area_of(text))));
            } else {
                assert!(inside(leaf.area, drawing.question(leaf.step.ask).unwrap().area), "{name}");
            }
        }
        if tree.everyday {
            let labels = drawing.lines.iter().filter_map(|line| line.label);
            areas.extend(labels.map(|text| (text.text.to_owned(), area_of(&text))));
        }
        for (index, (name, area)) in areas.iter().enumerate() {
            assert!(inside(*area, whole), "{} {name}: {area:?} in {whole:?}", tree.id);
            for (other, place) in &areas[..index] {
                assert!(!area.overlaps(*place), "{}: {name} {area:?} covers {other} {place:?}", tree.id);
            }
        }
    }
}

#[test]
fn chips_lie_beside_each_other_and_below_the_question() {
    let drawing = layout(decision::tree("webmachine").unwrap());
    for (index, chip) in drawing.leaves.iter().enumerate() {
        assert!(drawing.leaves[..index].iter().all(|other| !chip.area.overlaps(other.area)));
        let question = drawing.question(chip.step.ask).unwrap();
        assert!(question.lines.last().unwrap().y < chip.area.y, "{}", question.number);
    }
}

#[test]
fn questions_fit_into_their_boxes() {
    for (tree, drawing) in drawn() {
        for question in &drawing.questions {
            let (letter, rest) = if tree.everyday { (92, 40) } else { (75, 8) };
            for line in &question.lines {
                let width = u16::try_from(line.text.chars().count()).unwrap() * letter / 10;
                assert!(rest + width <= question.area.width, "{} {:?}", tree.id, line.text);
                assert!(line.y > question.area.y + 12 && line.y < question.area.bottom() - 2, "{}", line.text);
            }
        }
    }
}

#[test]
fn lines_run_from_their_question_to_their_target_and_through_no_other_box() {
    for (tree, drawing) in drawn() {
        for line in &drawing.lines {
            let from = drawing.question(line.step.ask).unwrap().area;
            let leaf = drawing.leaves.iter().find(|leaf| leaf.step == line.step);
            let (_, answer) = tree.step(line.step).unwrap();
            let to = leaf.map_or_else(|| drawing.question(answer.to).unwrap().area, |leaf| leaf.area);
            let on_edge = |point: &(u16, u16), area: Area| {
                let (x, y) = *point;
                let level = x == area.x || x == area.right();
                let upright = y == area.y || y == area.bottom();
                (level && (area.y..=area.bottom()).contains(&y)) || (upright && (area.x..=area.right()).contains(&x))
            };
            assert!(on_edge(line.points.first().unwrap(), from), "{} {line:?} {from:?}", tree.id);
            assert!(on_edge(line.points.last().unwrap(), to), "{} {line:?} {to:?}", tree.id);
            for pair in line.points.windows(2) {
                let ((ax, ay), (bx, by)) = (pair[0], pair[1]);
                assert!((ax == bx) != (ay == by), "{} {line:?} runs aslant or nowhere", tree.id);
                for other in &drawing.questions {
                    let area = other.area;
                    let crosses = ax.min(bx) < area.right()
                        && ax.max(bx) > area.x
                        && ay.min(by) < area.bottom()
                        && ay.max(by) > area.y;
                    assert!(!crosses, "{} {line:?} runs through {}", tree.id, other.number);
                }
            }
        }
    }
}

#[test]
fn two_lines_of_a_question_begin_apart() {
    let drawing = layout(decision::tree("webmachine").unwrap());
    let starts: BTreeSet<(u16, u16)> = drawing.lines.iter().map(|line| line.points[0]).collect();
    assert_eq!(starts.len(), drawing.lines.len());
}

#[test]
fn the_main_way_is_numbered_and_side_questions_have_letters() {
    let numbers = |id: &str| -> Vec<String> {
        layout(decision::tree(id).unwrap()).questions.into_iter().map(|question| question.number).collect()
    };
    let respond = ["1", "1a", "2", "3", "4", "5", "6", "7", "8", "8a", "9", "9a", "10", "11", "12"];
    assert_eq!(numbers("respond"), respond);
    assert_eq!(numbers("interview"), ["1", "2", "3", "4", "5", "6", "7", "8", "9"]);
    assert_eq!(numbers("webmachine")[0], "B13");
}

#[test]
fn the_walked_path_can_be_lit() {
    let tree = decision::tree("respond").unwrap();
    let drawing = layout(tree);
    let walk = Walk::follow(tree, "clash.y").walk;
    let lit = drawing.lines.iter().filter(|line| walk.takes(line.step)).count();
    assert_eq!((lit, walk.len()), (10, 10));
    let arrived: Vec<&Leaf> = drawing.leaves.iter().filter(|leaf| leaf.ends(&walk)).map(|leaf| &leaf.leaf).collect();
    assert_eq!(arrived, [&Leaf::Code(409)]);
    assert!(walk.comes_by(0) && !walk.comes_by(tree.index("sense").unwrap()));
}

#[test]
fn the_outline_names_where_each_answer_leads() {
    let tree = decision::tree("respond").unwrap();
    let drawing = layout(tree);
    let there = tree.index("there").unwrap();
    let answers: Vec<(&str, String)> = drawing
        .answers(tree, there)
        .into_iter()
        .map(|(answer, leaf)| match leaf {
            Leaf::Code(code) => (answer.label, code.to_string()),
            Leaf::Question(_, number) => (answer.label, number),
        })
        .collect();
    let expected = [
        ("Yes, or it is to be made now", "9"),
        ("No, not that you know", "404"),
        ("Gone for good", "410"),
        ("It has another address", "8a"),
    ];
    assert_eq!(answers, expected.map(|(label, leads)| (label, leads.to_owned())));
}

#[test]
fn what_is_near_a_question_is_a_part_of_the_drawing() {
    for (tree, drawing) in drawn() {
        let whole = Area { x: 0, y: 0, width: drawing.width, height: drawing.height };
        for question in &drawing.questions {
            let near = drawing.around(question.ask);
            assert!(inside(near, whole) && inside(question.area, near), "{} {}", tree.id, question.number);
        }
        assert_eq!(drawing.around(u16::MAX), whole);
    }
}
