//! Small things with texts. Looking for one within another goes without the standard library's
//! two-way search: that is made for texts of any length and weighs 1 KB brotli, while ours are lines.

/// Where `what` begins in `text`, in bytes.
#[must_use]
#[inline(never)]
pub fn find(text: &str, what: &str) -> Option<usize> {
    (0..=text.len().checked_sub(what.len())?)
        .find(|at| text.as_bytes().get(*at..).is_some_and(|rest| rest.starts_with(what.as_bytes())))
}

/// Whether `what` occurs in `text`.
#[must_use]
pub fn contains(text: &str, what: &str) -> bool {
    find(text, what).is_some()
}

/// What stands before and after the first `mark`.
#[must_use]
#[inline(never)]
pub fn split_once<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

/// A number in digits, without the formatting machinery of the standard library.
#[must_use]
#[inline(never)]
pub fn decimal(mut number: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.insert(0, b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            return digits.into_iter().map(char::from).collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{contains, decimal, find, split_once};

    #[test]
    fn writes_numbers() {
        for number in [0, 7, 10, 404, 65_536, usize::MAX] {
            assert_eq!(decimal(number), number.to_string());
        }
    }

    #[test]
    fn finds_what_the_standard_library_finds() {
        let texts = ["", "a", "aab", "ab", "b", "é", "aé", "a, b, c", "**", "a**b**", "\n\n", "x\n\ny\n\nz"];
        for text in texts {
            for what in texts {
                assert_eq!(find(text, what), text.find(what), "{what:?} in {text:?}");
                assert_eq!(contains(text, what), text.contains(what), "{what:?} in {text:?}");
                assert_eq!(split_once(text, what), text.split_once(what), "{what:?} in {text:?}");
            }
        }
    }
}
