//! Printing.

use std::path::PathBuf;

use fantoccini::wd::PrintConfiguration;

use crate::Browser;
use crate::browser::{file_name, target};

/// A printed page.
pub struct Pdf(Vec<u8>);

/// Width and height of A4 in points.
const A4: (f64, f64) = (595.28, 841.89);

impl Browser {
    /// Prints the page as a reader would: on A4, with margins of a centimetre
    /// unless the style sheet wants others, and without background colours.
    pub async fn print_pdf(&self) -> Pdf {
        // "Shrink to fit" is WebDriver's word for "ignore the page size of the style sheet".
        let config = PrintConfiguration::builder().shrink_to_fit(false).build().unwrap();
        Pdf(self.client().print(config).await.unwrap())
    }
}

impl Pdf {
    /// A document that was printed elsewhere.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// How many pages it has.
    pub fn pages(&self) -> usize {
        let text = String::from_utf8_lossy(&self.0);
        let is_page = |(_, rest): &(&str, &str)| !rest.starts_with('s');
        text.match_indices("/Type /Page").map(|(at, found)| text.split_at(at + found.len())).filter(is_page).count()
    }

    /// Width and height of every page, in points.
    pub fn sizes(&self) -> Vec<(f64, f64)> {
        let text = String::from_utf8_lossy(&self.0);
        text.split("/MediaBox [")
            .skip(1)
            .filter_map(|rest| {
                let numbers = rest.split(']').next()?.split_whitespace();
                let box_: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
                match box_[..] {
                    [left, bottom, right, top] => Some((right - left, top - bottom)),
                    _ => None,
                }
            })
            .collect()
    }

    /// Every page is an upright A4 page, to a point.
    pub fn is_a4(&self) -> bool {
        let sizes = self.sizes();
        let close = |a: f64, b: f64| (a - b).abs() < 1.0;
        !sizes.is_empty() && sizes.iter().all(|&(width, height)| close(width, A4.0) && close(height, A4.1))
    }

    /// Keeps it as `target/screenshots/<name>.pdf`.
    pub fn keep(&self, name: &str) -> PathBuf {
        let folder = target().join("screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{}.pdf", file_name(name)));
        std::fs::write(&file, &self.0).unwrap();
        file
    }
}

#[cfg(test)]
mod tests {
    use super::Pdf;

    #[test]
    fn pages_are_counted_and_the_tree_above_them_is_not() {
        let pdf = "<</Type /Pages /Count 2>> <</Type /Page /MediaBox [0 0 594.96 841.92]>> \
                   <</Type /Page\n/MediaBox [0 0 612 792]>>";
        let pdf = Pdf::from_bytes(pdf.into());
        assert_eq!(pdf.pages(), 2);
        assert_eq!(pdf.sizes(), [(594.96, 841.92), (612.0, 792.0)]);
        assert!(!pdf.is_a4(), "the second page is Letter");
    }
}
