//! Words of a text, in ASCII lower case. Every letter outside ASCII counts as part of a word, which
//! saves the Unicode tables and is right enough for looking things up.

/// Whether a byte belongs to a word.
pub const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || !byte.is_ascii()
}

/// The words of `text` with the place where each begins.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.as_bytes().get(at..)?;
        let start = at + rest.iter().position(|byte| is_word(*byte))?;
        let length = text.as_bytes().get(start..)?.iter().take_while(|byte| is_word(**byte)).count();
        at = start + length;
        text.get(start..at).map(|word| (start, word))
    })
}

/// Appends a number without the formatting machinery, which weighs kilobytes in wasm.
pub fn push_number(out: &mut String, number: u16) {
    if number >= 10 {
        push_number(out, number / 10);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_at_everything_but_letters_and_digits() {
        let seen: Vec<_> = words("Retry-After: 60 שלום_x").collect();
        assert_eq!(seen, [(0, "Retry"), (6, "After"), (13, "60"), (16, "שלום"), (25, "x")]);
        assert_eq!(words("").chain(words(" -- ")).count(), 0);
    }

    #[test]
    fn writes_numbers() {
        let mut out = String::new();
        for number in [0, 7, 42, 404, u16::MAX] {
            push_number(&mut out, number);
            out.push(' ');
        }
        assert_eq!(out, "0 7 42 404 65535 ");
    }
}
