//! Zooming and dragging the drawing of a tree. How large it is shown is nothing to share, so the
//! drawing keeps it itself, as its width; its frame scrolls.

use crate::navigation::all_of;
use statuscope_core::text::decimal;
use web_sys::{Element, PointerEvent, WheelEvent};

/// The frame and the drawing in it.
fn frame() -> Option<(Element, Element)> {
    let frame = all_of(".scroller").into_iter().next()?;
    let drawing = frame.first_element_child()?;
    Some((frame, drawing))
}

fn width(drawing: &Element) -> i32 {
    drawing.client_width().max(1)
}

/// Shows it larger or smaller, around what is in the middle.
pub fn zoom(times: i32, parts: i32) {
    if let Some((frame, drawing)) = frame() {
        scale(&frame, &drawing, width(&drawing) * times / parts);
    }
}

fn scale(frame: &Element, drawing: &Element, to: i32) {
    let from = width(drawing);
    let to = to.clamp(200, 9_000);
    let (x, y) = (frame.client_width() / 2, frame.client_height() / 2);
    let middle = ((frame.scroll_left() + x) * to / from, (frame.scroll_top() + y) * to / from);
    if drawing.set_attribute("width", &decimal(to as usize)).is_ok() {
        frame.set_scroll_left(middle.0 - x);
        frame.set_scroll_top(middle.1 - y);
    }
}

/// Shows all of it.
pub fn fit() {
    if let Some((frame, drawing)) = frame() {
        let (width, height) = (width(&drawing), drawing.client_height().max(1));
        let (across, down) = (frame.client_width(), frame.client_height());
        scale(&frame, &drawing, across.min(width * down / height));
    }
}

/// With Ctrl the wheel zooms, as elsewhere.
pub fn wheel(event: &WheelEvent) {
    if event.ctrl_key() {
        event.prevent_default();
        if event.delta_y() < 0.0 { zoom(9, 8) } else { zoom(8, 9) }
    }
}

/// The mouse drags the drawing; fingers scroll the frame without us.
pub fn drag(event: &PointerEvent) {
    if event.buttons() != 1 || event.pointer_type() != "mouse" {
        return;
    }
    let Some((frame, _)) = frame() else { return };
    let (x, y) = (event.movement_x(), event.movement_y());
    // Once captured, the end of it is no click on what lies beneath.
    if frame.has_pointer_capture(event.pointer_id()) || x.abs() + y.abs() > 2 {
        let _ = frame.set_pointer_capture(event.pointer_id());
        frame.set_scroll_left(frame.scroll_left() - x);
        frame.set_scroll_top(frame.scroll_top() - y);
    }
}

/// Brings the place where one stands into the middle of the frame.
pub fn center() {
    let Some((frame, drawing)) = frame() else { return };
    let Some(here) = all_of(".tree .here > rect").into_iter().next() else { return };
    let (outer, inner) = (frame.get_bounding_client_rect(), here.get_bounding_client_rect());
    let x = inner.left() - outer.left() - (outer.width() - inner.width()) / 2.0;
    let y = inner.top() - outer.top() - (outer.height() - inner.height()) / 2.0;
    // A ladder is read from the left; only the diagram in its window is a plane.
    if drawing.client_height() > frame.client_height() {
        frame.set_scroll_left(frame.scroll_left() + x as i32);
        frame.set_scroll_top(frame.scroll_top() + y as i32);
    }
}

/// Opens the browser's dialogue for printing.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
