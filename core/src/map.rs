//! The map of families as a drawing: five classes, their families, their codes.
//!
//! Only geometry: every shape has its place in one coordinate system of CSS pixels. Classes 1 to 3
//! hang to the left of the root, 4 and 5 to the right, as many lines on either side as they need.

use crate::catalog::{dataset, of_class};
use crate::model::{ClassInfo, Entry, Family};

/// Width of the drawing.
pub const WIDTH: f32 = 984.0;
/// Height of the box of a class.
pub const BOX_HEIGHT: f32 = 48.0;
/// Width of the box of a class.
pub const BOX_WIDTH: f32 = 116.0;
/// Size of the box of the root.
pub const ROOT: (f32, f32) = (124.0, 60.0);

const LINE: f32 = 18.0;
const HEADING: f32 = 17.0;
const FAMILY_GAP: f32 = 22.0;
const CLASS_GAP: f32 = 46.0;
const TOP: f32 = 6.0;
/// Where the line of a family's codes stands, from the left edge, on the left side.
const SPINE: f32 = 242.0;
/// Where the box of a class begins on the left side.
const BOX: f32 = 282.0;

/// The whole drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Its height.
    pub height: f32,
    /// The classes, ascending.
    pub classes: Vec<ClassBranch>,
}

/// A class with its families.
#[derive(Debug, Clone, PartialEq)]
pub struct ClassBranch {
    /// The class.
    pub class: &'static ClassInfo,
    /// Whether it hangs to the left of the root.
    pub left: bool,
    /// Left edge of its box.
    pub x: f32,
    /// Middle of its box.
    pub y: f32,
    /// The line from the root, as an SVG path.
    pub line: String,
    /// Its families, from top to bottom.
    pub families: Vec<FamilyBranch>,
}

/// A family with its codes.
#[derive(Debug, Clone, PartialEq)]
pub struct FamilyBranch {
    /// The family.
    pub family: &'static Family,
    /// Where text begins (right side) or ends (left side).
    pub text_x: f32,
    /// Base line of its name.
    pub y: f32,
    /// The line from the class and the upright line beside the codes, as an SVG path.
    pub line: String,
    /// Its codes, each with its base line.
    pub codes: Vec<(&'static Entry, f32)>,
}

/// Draws the map.
#[must_use]
pub fn map() -> Map {
    let mut classes = Vec::new();
    let height = side_height(&[1, 2, 3]).max(side_height(&[4, 5]));
    for (left, digits) in [(true, [1, 2, 3].as_slice()), (false, [4, 5].as_slice())] {
        // The shorter side spreads its classes over the whole height.
        let spare = (height - side_height(digits)) / (digits.len() - 1) as f32;
        let mut y = TOP;
        for digit in digits {
            if let Some(class) = dataset().classes.iter().find(|class| class.digit == *digit) {
                let branch = branch(class, left, y, height / 2.0);
                classes.push(branch);
                y += class_height(class) + CLASS_GAP + spare;
            }
        }
    }
    Map { height, classes }
}

/// The codes of one family, everyday ones first, those not to be used last.
pub fn of_family(class: &ClassInfo, place: u8) -> Vec<&'static Entry> {
    let of = |everyday: bool, off: bool| {
        let here = of_class(class.digit).filter(move |entry| entry.family == Some(place));
        here.filter(move |entry| entry.everyday == everyday && entry.is_off() == off)
    };
    of(true, false).chain(of(false, false)).chain(of(false, true)).collect()
}

fn family_height(class: &ClassInfo, place: u8) -> f32 {
    HEADING + LINE * of_family(class, place).len() as f32
}

fn class_height(class: &ClassInfo) -> f32 {
    let families: f32 = (0u8..).zip(&class.families).map(|(place, _)| family_height(class, place) + FAMILY_GAP).sum();
    families - FAMILY_GAP
}

fn side_height(digits: &[u8]) -> f32 {
    let classes = dataset().classes.iter().filter(|class| digits.contains(&class.digit));
    let heights: f32 = classes.map(|class| class_height(class) + CLASS_GAP).sum();
    heights - CLASS_GAP + 2.0 * TOP
}

fn branch(class: &'static ClassInfo, left: bool, top: f32, root_y: f32) -> ClassBranch {
    let mirror = |x: f32| if left { x } else { WIDTH - x };
    let middle = top + class_height(class) / 2.0;
    let x = if left { BOX } else { WIDTH - BOX - BOX_WIDTH };
    let root_edge = mirror((WIDTH - ROOT.0) / 2.0);
    let inner = mirror(BOX + BOX_WIDTH);
    let mut families = Vec::new();
    let mut y = top;
    for (place, family) in (0u8..).zip(&class.families) {
        let codes = of_family(class, place);
        let height = family_height(class, place);
        let spine = mirror(SPINE);
        let line = [
            curve(mirror(BOX), middle, spine, y + height / 2.0),
            ["M", &number(spine), " ", &number(y), "V", &number(y + height)].concat(),
        ]
        .concat();
        let first = y + HEADING + LINE - 4.5;
        families.push(FamilyBranch {
            family,
            text_x: mirror(SPINE - 10.0),
            y: y + 12.0,
            line,
            codes: codes.into_iter().zip(0u8..).map(|(entry, row)| (entry, first + LINE * f32::from(row))).collect(),
        });
        y += height + FAMILY_GAP;
    }
    ClassBranch { class, left, x, y: middle, line: curve(root_edge, root_y, inner, middle), families }
}

/// A line that leaves and arrives level.
fn curve(x1: f32, y1: f32, x2: f32, y2: f32) -> String {
    let bend = (x2 - x1) * 0.6;
    let point = |x: f32, y: f32| [number(x), " ".to_owned(), number(y)].concat();
    ["M", &point(x1, y1), "C", &point(x1 + bend, y1), " ", &point(x2 - bend, y2), " ", &point(x2, y2)].concat()
}

/// A coordinate with at most one decimal; the float formatter of the standard library weighs 10 KB.
#[must_use]
pub fn number(value: f32) -> String {
    let tenths = (value * 10.0 + 0.5) as u16;
    let mut out = String::new();
    crate::words::push_number(&mut out, tenths / 10);
    if !tenths.is_multiple_of(10) {
        out.push('.');
        crate::words::push_number(&mut out, tenths % 10);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_registered_code_has_one_place() {
        let map = map();
        let mut drawn: Vec<u16> = map
            .classes
            .iter()
            .flat_map(|class| &class.families)
            .flat_map(|family| family.codes.iter().map(|(entry, _)| entry.code))
            .collect();
        drawn.sort_unstable();
        let registered: Vec<u16> =
            dataset().entries.iter().filter(|entry| entry.is_in_registry()).map(|entry| entry.code).collect();
        assert_eq!(drawn, registered);
    }

    #[test]
    fn lines_do_not_overlap_and_stay_inside() {
        let map = map();
        for side in [true, false] {
            let mut last = 0.0;
            for family in map.classes.iter().filter(|class| class.left == side).flat_map(|class| &class.families) {
                assert!(family.y > last + 10.0, "{} at {} after {last}", family.family.name, family.y);
                for (entry, y) in &family.codes {
                    assert!(*y >= family.y + 15.0 && *y < map.height, "{} at {y}", entry.code);
                    last = *y;
                }
            }
        }
    }

    #[test]
    fn writes_short_numbers() {
        assert_eq!([0.0, 1.25, 33.5, 511.04].map(number), ["0", "1.3", "33.5", "511"]);
    }
}
