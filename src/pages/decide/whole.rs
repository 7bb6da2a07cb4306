//! The whole tree: a drawing with the walked path lit, and the same as a list.

use super::{to, zoom};
use crate::components::class_name;
use crate::components::prose::code_link;
use crate::element::{El, el};
use crate::navigation::Site;
use statuscope_core::catalog;
use statuscope_core::decision::layout::{Drawing, Leaf, LeafBox, QuestionBox, Text, layout};
use statuscope_core::decision::{At, Step, Tree, Walk, walk_to};
use yew::prelude::*;

/// What the parts of the drawing need to know.
struct Scene<'a> {
    tree: &'static Tree,
    walk: &'a Walk,
    drawing: &'a Drawing,
    site: &'a Site,
}

/// The page.
pub fn page(walk: &Walk, site: &Site) -> El {
    let tree = walk.tree();
    let drawing = layout(tree);
    let scene = Scene { tree, walk, drawing: &drawing, site };
    let says = el("p").text(if walk.is_empty() {
        "Click a question to begin there, or a code to see why."
    } else {
        "The path you took is drawn bold. Click a question to go there, or a code to see why."
    });
    let head = el("div.pagehead")
        .with(el("div").with(el("h1[tabindex=-1] The whole tree: ").text(tree.name)).with(says))
        .with(controls(walk, site));
    let frame = el("div.scroller[tabindex=0][role=region]")
        .attr("aria-label", "Drawing, the same as the list below")
        .class(if tree.everyday { "" } else { "window" })
        .on_drag(Callback::from(|event| zoom::drag(&event)), Callback::from(|event| zoom::wheel(&event)))
        .with(scene.picture());
    let list = el("section.block.outline")
        .with(el("h2 The same tree as a list"))
        .with(el("ol").all(drawing.questions.iter().map(|question| scene.outline(question))));
    el("").with(head).with(frame).with(list)
}

fn controls(walk: &Walk, site: &Site) -> El {
    let button = |text: &'static str, act: fn()| {
        el("button.btn[type=button]").on_click(Callback::from(move |_| act())).text(text)
    };
    el("div.btns")
        .with(button("Zoom in", || zoom::zoom(5, 4)))
        .with(button("Zoom out", || zoom::zoom(4, 5)))
        .with(button("Whole tree", zoom::fit))
        .with(button("Print", zoom::print))
        .with(to(walk, site).class("btn primary").text("Walk it"))
}

fn place(shape: El, x: u16, y: u16) -> El {
    shape.px("x", x).px("y", y)
}

fn texts(mut shape: El, selector: &'static str, lines: &[Text]) -> El {
    for line in lines {
        shape = shape.with(place(el(selector), line.x, line.y).text(line.text));
    }
    shape
}

impl Scene<'_> {
    fn picture(&self) -> El {
        let Drawing { width, height, questions, leaves, lines } = self.drawing;
        let size = [*width, *height];
        let mut svg = el("svg.draw.tree[aria-hidden=true]").px("width", *width).drawn("viewBox", "0 0 ~ ~", &size);
        for line in lines {
            let lit = self.walk.takes(line.step);
            let path = el("path").class(if lit { "lit" } else { "ln-thin" }).attr("d", line.path());
            svg = svg.with(path);
            if let Some(label) = line.label {
                let text = place(el("text.halo"), label.x, label.y).class(if lit { "t-2" } else { "" });
                svg = svg.with(text.text(label.text));
            }
        }
        svg.all(questions.iter().map(|question| self.question(question))).all(leaves.iter().map(|leaf| self.leaf(leaf)))
    }

    /// A walk to a question: the one that was taken, or the simplest.
    fn way_to(&self, ask: u16) -> Walk {
        let taken = self.walk.answered().iter().position(|answered| answered.step.ask == ask);
        match taken {
            Some(step) => self.walk.clone().jump(step),
            None if self.walk.question() == Some(ask) => self.walk.clone(),
            None => walk_to(self.tree, ask),
        }
    }

    fn link(&self, ask: u16, answer: Option<u8>) -> El {
        let mut walk = self.way_to(ask);
        let answers = self.tree.asks.get(usize::from(ask)).map(|ask| ask.answers.as_slice()).unwrap_or_default();
        if let Some(answer) = answer.and_then(|answer| answers.get(usize::from(answer))) {
            walk = walk.answer(answer.key);
        }
        to(&walk, self.site)
    }

    fn question(&self, question: &QuestionBox) -> El {
        let area = question.area;
        let here = self.walk.question() == Some(question.ask);
        let lit = if self.walk.comes_by(question.ask) { "node lit" } else { "node" };
        let (x, y) = question.number_at;
        let node = self
            .link(question.ask, None)
            .attr("tabindex", "-1")
            .class(lit)
            .class(if here { "here" } else { "" })
            .with(place(el("rect[rx=2]"), area.x, area.y).px("width", area.width).px("height", area.height))
            .with(place(el("text.t-wire"), x, y).copied(&question.number));
        let node = texts(node, "text.t-book", &question.lines);
        let says = place(el("text.halo.t-2"), area.right().saturating_sub(76), area.y.saturating_sub(5));
        node.maybe(here.then(|| says.text("you are here")))
    }

    fn leaf(&self, leaf: &LeafBox) -> El {
        let (area, ends) = (leaf.area, leaf.ends(self.walk));
        // In a grid the answer stands inside the box, and the number beside it.
        let inside = leaf.caption.first().is_some_and(|line| line.y < area.bottom());
        let rect = place(el("rect[rx=2]"), area.x, area.y).px("width", area.width).px("height", area.height);
        let node = match &leaf.leaf {
            Leaf::Code(code) => {
                let name = catalog::entry(*code).map_or("", |entry| entry.name);
                let (x, y) = if inside { (area.right() - 30, area.y + 14) } else { (area.x + 9, area.y + 19) };
                let number = place(el("text.t-wire.t-k"), x, y).number(usize::from(*code));
                let node = self.link(leaf.step.ask, Some(leaf.step.answer)).class(class_name::hue_of(*code));
                let node = node.with(rect).with(number);
                if inside { node } else { node.with(place(el("text"), area.x + 9, area.y + 36).text(name)) }
            }
            Leaf::Question(ask, number) => {
                let text = place(el("text"), area.x + 9, area.y + 28).text("→ ").copied(number);
                self.link(*ask, None).with(rect).with(text)
            }
        };
        let node = node.attr("tabindex", "-1").class(if ends { "end lit here" } else { "end" });
        let node = texts(node, if inside { "text" } else { "text.cap" }, &leaf.caption);
        let y = if inside { area.bottom() + 18 } else { area.y.saturating_sub(4) };
        let says = place(el("text.halo.t-2.cap"), area.x, y);
        node.maybe(ends.then(|| says.text("you arrived here")))
    }

    /// A question of the list, with what each answer leads to.
    fn outline(&self, question: &QuestionBox) -> El {
        let head = self
            .link(question.ask, None)
            .attr_if("aria-current", (self.walk.question() == Some(question.ask)).then_some("step"))
            .with(el("b").copied(&question.number).text(" "));
        let Some(ask) = self.tree.asks.get(usize::from(question.ask)) else { return head };
        let mut line = el("li").with(head.text(ask.question));
        let mut step = Step { ask: question.ask, answer: 0 };
        for answer in &ask.answers {
            let taken = if self.walk.takes(step) { " (your answer): " } else { ": " };
            line = line.text(if step.answer == 0 { " " } else { "; " }).text(answer.label).text(taken);
            line = match self.tree.at(answer.to) {
                Some(At::End(end)) => line.with(code_link(end.code, "", self.site)),
                _ => match self.drawing.question(answer.to) {
                    Some(next) => line.text("→ ").copied(&next.number),
                    None => line,
                },
            };
            step.answer += 1;
        }
        line
    }
}
