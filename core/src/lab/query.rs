//! As much of GraphQL as it takes to tell the kinds of errors apart: one query or mutation of one
//! field, with a variable and what is asked for. It is read word by word, in one loop; what it does
//! not fit is kept until the end, as syntax comes first.

use crate::server::json::{Document, Kind};

/// The schema, as the reader sees it.
pub const SCHEMA: &str = "type Query { tea(id: Int!): Tea }\ntype Mutation { order(id: Int!): Tea }\ntype Tea { name: String! price: Float }";

/// What has been read of a question, and its answer.
#[derive(Default)]
pub struct Query {
    /// Whether it changes something.
    pub mutation: bool,
    /// Why it does not fit the schema, empty if it does.
    pub unfit: String,
    /// Why its variable cannot be used, empty if it can.
    pub unset: &'static str,
    /// The value of `data`.
    pub data: String,
    /// Whether there is an error in the data.
    pub fails: bool,
}

fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-')
}

/// The next name, number, text or sign; empty at the end.
fn next<'a>(rest: &mut &'a str) -> &'a str {
    *rest = rest.trim_start_matches([' ', '\t', '\n', '\r', ',']);
    let first = rest.chars().next().unwrap_or(' ');
    let end = if is_letter(first) {
        rest.find(|letter| !is_letter(letter)).unwrap_or(rest.len())
    } else if first == '"' {
        rest.match_indices('"').nth(1).map_or(1, |(at, _)| at + 1)
    } else {
        first.len_utf8()
    };
    let (word, after) = rest.split_at_checked(end).unwrap_or_default();
    *rest = after;
    word
}

impl Query {
    /// The first reason counts.
    fn refuse(&mut self, what: &str, why: &str) {
        if self.unfit.is_empty() {
            self.unfit = [what, why].concat();
        }
    }

    /// Reads a question with its variables. `down`: prices cannot be had.
    ///
    /// # Errors
    /// What stands where it cannot.
    pub fn read<'a>(text: &'a str, given: &Document<'a>, down: bool) -> Result<Self, &'a str> {
        let mut query = Self::default();
        let mut rest = text;
        let (mut depth, mut before) = (0_usize, "");
        let (mut inside, mut colon) = (false, false);
        let (mut field, mut id, mut declared, mut used) = ("", "", "", "");
        loop {
            let word = next(&mut rest);
            let name = word.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
            let after_word = before.starts_with(is_letter);
            match word {
                // What is more than this reads is as good as not in the schema.
                "." | "@" | "#" | "[" | "=" | "{" if !matches!((word, inside), ("{", false)) => {
                    query.refuse(word, " begins something that this small server does not know");
                    return Ok(query);
                }
                "" if depth == 0 && !field.is_empty() && !inside => break,
                "(" if !inside && after_word => (inside, colon) = (true, false),
                ")" if inside && colon && !matches!(before, ":" | "$") => inside = false,
                ":" if inside && after_word => {
                    colon = true;
                    if depth > 0 && before != "id" {
                        query.refuse(before, " is no argument here");
                    }
                }
                ":" if !inside && after_word => {
                    query.refuse(before, " is an alias; this small server does not know them");
                    return Ok(query);
                }
                "$" if inside => {}
                "!" if inside && depth == 0 => {}
                _ if inside && before == "$" && name => {
                    if depth == 0 {
                        declared = word;
                    } else {
                        used = word;
                        let value = given.member(word);
                        let whole = value.filter(|value| value.kind == Kind::Number && !value.written.contains('.'));
                        (id, query.unset) = whole
                            .map_or(("0", "a variable is no whole number, or missing"), |value| (value.written, ""));
                        if word != declared {
                            query.refuse(word, " is not declared");
                        }
                    }
                }
                _ if inside
                    && before == ":"
                    && (word.starts_with(is_letter) || (word.len() > 1 && word.starts_with('"'))) =>
                {
                    if depth == 0 {
                        if word != "Int" {
                            query.refuse(word, " is not Int!, which an id is");
                        }
                    } else {
                        id = word;
                        if !word.bytes().all(|byte| byte.is_ascii_digit()) {
                            query.refuse(word, " is no Int");
                        }
                    }
                }
                // The name of an argument.
                _ if inside && name => {}
                "{" if !inside
                    && (after_word || before == ")" || before.is_empty())
                    && (depth > 0 || field.is_empty()) =>
                {
                    if depth == 1 && id.is_empty() {
                        query.refuse(field, " needs an id");
                    } else if depth > 1 {
                        query.refuse(before, " has no fields of its own");
                    }
                    depth += 1;
                }
                "}" if !inside && depth > 0 && before != "{" => {
                    if depth == 1 && before != "}" {
                        query.refuse(field, " needs fields, as in { name }");
                    }
                    depth -= 1;
                }
                _ if !name => return Err(word),
                "mutation" if before.is_empty() => query.mutation = true,
                _ if depth == 0 => {
                    if !field.is_empty() || matches!(word, "subscription" | "fragment") {
                        query.refuse(word, " is more than this small server knows");
                        return Ok(query);
                    }
                }
                _ if depth == 1 => {
                    if !field.is_empty() {
                        query.refuse(word, " is one field too many for this small server");
                    } else if word != if query.mutation { "order" } else { "tea" } {
                        query.refuse(word, " is no field of this type");
                    }
                    field = word;
                }
                "name" | "price" if depth == 2 => {
                    let value = match word {
                        "name" => "\"name\": \"Assam\"",
                        _ if down => "\"price\": null",
                        _ => "\"price\": 4.5",
                    };
                    query.fails |= down && word == "price";
                    if !query.data.contains(value) {
                        query.data.push_str(if query.data.is_empty() { "" } else { ", " });
                        query.data.push_str(value);
                    }
                }
                _ => query.refuse(word, " is no field of Tea"),
            }
            before = word;
        }
        if !declared.is_empty() && used.is_empty() {
            query.refuse(declared, " is declared and never used");
        }
        // There is one tea.
        query.fails &= id == "7";
        let tea = if id == "7" { ["{", &query.data, "}"].concat() } else { "null".to_owned() };
        query.data = ["{\"", field, "\": ", &tea, "}"].concat();
        Ok(query)
    }
}
