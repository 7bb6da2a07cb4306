//! Checks where the answers of a tree lead, and lays it out so that they lead forward only.

use super::super::page::Page;
use super::authored;
use super::{File, keep, keep_all};
use crate::decision::{Answer, Ask, End, Neighbour, Tree};
use std::collections::BTreeSet;

/// The most questions to any end of an everyday tree.
const DEPTH: usize = 12;

/// Where an answer leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// A question of the same tree.
    Ask(usize),
    /// An end: index of its tree, index among that tree's ends.
    End(usize, usize),
}

/// The tree at `at`, ready to be packed; `None` if it cannot be walked. The ends that it reaches
/// are added to `used`.
pub fn tree(at: usize, files: &[File], used: &mut BTreeSet<(usize, usize)>, page: &mut Page<'_>) -> Option<Tree> {
    let file = files.get(at)?;
    let authored = &file.tree;
    let before = page.problems.len();
    let targets: Vec<Vec<Target>> = authored
        .asks
        .iter()
        .map(|ask| ask.answers.iter().filter_map(|answer| target(at, files, answer, page)).collect())
        .collect();
    let Some(start) = authored.asks.iter().position(|ask| ask.id == authored.start) else {
        page.wrong("start", &authored.start, format!("\"{}\" is no question of this tree", authored.start));
        return None;
    };
    if page.problems.len() > before {
        return None;
    }
    let order = order(start, authored, &targets, page)?;
    for ask in authored.asks.iter().enumerate().filter(|(index, _)| !order.contains(index)).map(|(_, ask)| ask) {
        page.wrong("ask", &ask.question, format!("no answer leads to \"{}\"; lead one there or remove it", ask.id));
    }
    depth(&order, authored, &targets, page);
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut place = |target: Target| -> u16 {
        let index = match target {
            Target::Ask(ask) => order.iter().position(|index| *index == ask).unwrap_or_default(),
            Target::End(tree, end) => {
                used.insert((tree, end));
                let known = ends.iter().position(|known| *known == (tree, end));
                order.len()
                    + known.unwrap_or_else(|| {
                        ends.push((tree, end));
                        ends.len() - 1
                    })
            }
        };
        u16::try_from(index).unwrap_or_default()
    };
    let mut cells = BTreeSet::new();
    let mut asks: Vec<Ask> = order
        .iter()
        .filter_map(|index| Some((authored.asks.get(*index)?, targets.get(*index)?)))
        .map(|(ask, targets)| {
            let onward = onward(ask, targets, page);
            let (column, row) = cell(ask, page);
            if column > 0 && !cells.insert((column, row)) {
                page.wrong("ask", &ask.question, format!("the cell of \"{}\" is taken; give it another one", ask.id));
            }
            Ask {
                id: keep(&ask.id),
                question: keep(&ask.question),
                short: keep(&ask.short),
                help: keep(&ask.help),
                note: keep(&ask.note),
                label: keep(&ask.label),
                column,
                row,
                onward,
                answers: ask
                    .answers
                    .iter()
                    .zip(targets)
                    .map(|(answer, target)| Answer {
                        key: answer.key.bytes().next().unwrap_or_default(),
                        label: keep(&answer.label),
                        hint: keep(&answer.hint),
                        to: place(*target),
                    })
                    .collect(),
                sources: keep_all(&ask.sources),
            }
        })
        .collect();
    close_up(&mut asks, |ask| &mut ask.column);
    close_up(&mut asks, |ask| &mut ask.row);
    let ends = ends.iter().filter_map(|(tree, index)| end(*tree, *index, files)).collect();
    Some(Tree {
        id: keep(&file.id),
        name: keep(&authored.name),
        says: keep(&authored.says),
        everyday: authored.everyday,
        asks,
        ends,
    })
}

/// Numbers the columns or rows in which something stands from 1 on; 0 is none.
fn close_up(asks: &mut [Ask], side: fn(&mut Ask) -> &mut u8) {
    let used: BTreeSet<u8> = asks.iter_mut().map(|ask| *side(ask)).filter(|cell| *cell > 0).collect();
    for ask in asks {
        let cell = side(ask);
        *cell = used.iter().take_while(|other| **other <= *cell).count() as u8;
    }
}

fn target(at: usize, files: &[File], answer: &authored::Answer, page: &mut Page<'_>) -> Option<Target> {
    let (tree, id) = match answer.to.split_once('.') {
        Some((tree, id)) => (files.iter().position(|file| file.id == tree), id),
        None => (Some(at), answer.to.as_str()),
    };
    let authored = tree.and_then(|tree| files.get(tree)).map(|file| &file.tree);
    let end = authored.and_then(|tree| tree.ends.iter().position(|end| end.id == id));
    if let (Some(tree), Some(end)) = (tree, end) {
        return Some(Target::End(tree, end));
    }
    let ask = authored.and_then(|tree| tree.asks.iter().position(|ask| ask.id == id));
    if let (Some(ask), true) = (ask, tree == Some(at)) {
        return Some(Target::Ask(ask));
    }
    let message = match ask {
        Some(_) => format!("\"{}\" is a question of another tree; an answer may only lead to its ends", answer.to),
        None => format!(
            "\"{}\" is neither a question nor an end; correct it or add one (`tree.end` for one of another tree)",
            answer.to
        ),
    };
    page.wrong("to", &format!("\"{}\"", answer.to), message);
    None
}

/// The questions that can be reached, each before those it leads to; `None` if they run in circles.
fn order(start: usize, tree: &authored::Tree, targets: &[Vec<Target>], page: &mut Page<'_>) -> Option<Vec<usize>> {
    fn visit(ask: usize, targets: &[Vec<Target>], open: &mut Vec<usize>, done: &mut Vec<usize>) -> Result<(), usize> {
        if done.contains(&ask) {
            return Ok(());
        }
        if open.contains(&ask) {
            return Err(ask);
        }
        open.push(ask);
        for target in targets.get(ask).into_iter().flatten().rev() {
            if let Target::Ask(next) = target {
                visit(*next, targets, open, done)?;
            }
        }
        open.pop();
        done.push(ask);
        Ok(())
    }
    let (mut open, mut done) = (Vec::new(), Vec::new());
    if let Err(ask) = visit(start, targets, &mut open, &mut done) {
        let circle: Vec<&str> = open
            .iter()
            .skip_while(|index| **index != ask)
            .chain([&ask])
            .filter_map(|index| tree.asks.get(*index))
            .map(|ask| ask.id.as_str())
            .collect();
        let near = tree.asks.get(ask).map_or("", |ask| ask.question.as_str());
        page.wrong(
            "to",
            near,
            format!("the questions run in a circle: {}; lead one of them elsewhere", circle.join(", ")),
        );
        return None;
    }
    done.reverse();
    Some(done)
}

/// An everyday tree must not ask too much.
fn depth(order: &[usize], tree: &authored::Tree, targets: &[Vec<Target>], page: &mut Page<'_>) {
    let mut longest = vec![1; tree.asks.len()];
    for ask in order.iter().rev() {
        let after = targets.get(*ask).into_iter().flatten().map(|target| match target {
            Target::Ask(next) => longest.get(*next).copied().unwrap_or_default(),
            Target::End(..) => 0,
        });
        let most = after.max().unwrap_or_default() + 1;
        if let Some(longest) = longest.get_mut(*ask) {
            *longest = most;
        }
    }
    let most = order.first().and_then(|start| longest.get(*start)).copied().unwrap_or_default();
    if tree.everyday && most > DEPTH {
        let message = format!("up to {most} questions, at most {DEPTH} in an everyday tree; join some of them");
        page.wrong("start", &tree.start, message);
    }
}

fn onward(ask: &authored::Ask, targets: &[Target], page: &mut Page<'_>) -> Option<u8> {
    if ask.onward.is_empty() {
        return None;
    }
    let index = ask.answers.iter().position(|answer| answer.key == ask.onward);
    let goes_on = index.and_then(|index| targets.get(index)).is_some_and(|target| matches!(target, Target::Ask(_)));
    if !goes_on {
        let message = format!(
            "\"{}\" is no answer of \"{}\" that leads to a question; name its key or leave it out",
            ask.onward, ask.id
        );
        page.wrong("ask", &ask.question, message);
    }
    index.filter(|_| goes_on).and_then(|index| u8::try_from(index).ok())
}

/// Column and row in a published diagram, from "B13"; "B8+" is half a row below "B8". Zero for none.
fn cell(ask: &authored::Ask, page: &mut Page<'_>) -> (u8, u8) {
    let given = if ask.cell.is_empty() { &ask.label } else { &ask.cell };
    if given.is_empty() {
        return (0, 0);
    }
    let (whole, half) = given.strip_suffix('+').map_or((given.as_str(), 0), |whole| (whole, 1));
    let mut letters = whole.chars();
    let column = letters.next().filter(char::is_ascii_uppercase).map(|letter| letter as u8 - b'A' + 1);
    let row = letters.as_str().parse().ok().filter(|row| (1..=99).contains(row)).map(|row: u8| row * 2 + half);
    if let (Some(column), Some(row)) = (column, row) {
        return (column, row);
    }
    let message = format!("\"{given}\" is no cell; write `cell` as in \"B13\", or \"B8+\" for half a row below");
    page.wrong("ask", &ask.question, message);
    (0, 0)
}

fn end(tree: usize, index: usize, files: &[File]) -> Option<End> {
    let end = files.get(tree)?.tree.ends.get(index)?;
    Some(End {
        code: end.code,
        reason: keep(&end.reason),
        not: end.not.iter().map(|not| Neighbour { code: not.code, why: keep(&not.why) }).collect(),
    })
}
