//! A picture of who says what to whom. The messages beside it say the same.

use crate::components::class_name;
use crate::element::{El, el};
use statuscope_core::redirect::{Arrow, Note, NoteKind, Sequence};

/// Where texts stand, right of the client's line.
const TEXT: u16 = 73;

/// The drawing, in its frame.
#[must_use]
pub fn picture(picture: &Sequence) -> El {
    let mut drawing = el("svg.draw.seq[role=img][aria-labelledby=seq-t seq-d]")
        .drawn("viewBox", "0 0 ~ ~", &[picture.width, picture.height])
        .px("width", picture.width)
        .with(el("title#seq-t Who says what"))
        .with(el("desc#seq-d").copied(&picture.story));
    for (index, lane) in picture.lanes.iter().enumerate() {
        drawing = drawing
            .with(el("rect.box[y=1][width=104][height=40][rx=2]").px("x", lane.x - 52))
            .with(at(el("text.mid.t-b[y=18]"), lane.x).text(lane.name))
            .with(at(el("text.mid.t-3[y=33]"), lane.x).text(lane.label()))
            .with(el("path.ln-thin").drawn("d", "M~ 41V~", &[lane.x, picture.height]).key(index as u16));
    }
    for arrow in &picture.arrows {
        drawing = drawing.with(message(arrow, picture.notes_of(arrow)));
    }
    // A picture of many places scrolls in its own frame.
    let wide = "div.picture.wide[tabindex=0][role=region][aria-label=Who says what]";
    el(if picture.lanes.len() > 3 { wide } else { "div.picture" }).with(drawing)
}

fn at(shape: El, x: u16) -> El {
    shape.px("x", x)
}

fn message(arrow: &Arrow, notes: &[Note]) -> El {
    let mut group = el("g").class(class_name::hue_of(arrow.status));
    let (mut top, mut bottom) = (0, 0);
    for note in notes {
        let class = match note.kind {
            NoteKind::Head => "t-wire t-b t-k",
            NoteKind::Path => "t-wire",
            NoteKind::Plain => "",
            NoteKind::Lost => "t-b drop",
        };
        if note.kind == NoteKind::Lost {
            top = if top == 0 { note.y - 12 } else { top };
            bottom = note.y + 4;
        }
        let x = if note.kind == NoteKind::Lost { TEXT + 10 } else { TEXT };
        let shape = at(el("text.halo").class(class), x).px("y", note.y);
        group = group.with(shape.text(note.text));
    }
    if bottom > 0 {
        group = group.with(el("path.ln-drop").drawn("d", "M~ ~V~", &[TEXT, top, bottom]));
    }
    if arrow.number == 0 {
        return group;
    }
    if arrow.from != arrow.to {
        // The head points to where the arrow goes; the line ends before it.
        let right = arrow.to > arrow.from;
        let (end, tip) = if right { (arrow.to - 8, arrow.to - 2) } else { (arrow.to + 8, arrow.to + 2) };
        let head = if right { "M~ ~l-10 -5v10z" } else { "M~ ~l10 -5v10z" };
        group = group
            .with(el("path.ln").drawn("d", "M~ ~H~", &[arrow.from, arrow.y, end]))
            .with(el("path.fill").drawn("d", head, &[tip, arrow.y]));
    }
    group
        .with(at(el("circle.fill[r=11]").px("cx", arrow.from).px("cy", arrow.y), 0))
        .with(at(el("text.mid.on"), arrow.from).px("y", arrow.y + 4).number(arrow.number.into()))
}
