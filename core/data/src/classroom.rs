//! What the classroom has of its own: faults to find, questions to talk about, ready lessons.
//! All other questions are made of the rest of the data.

use crate::packed_struct;

packed_struct! {
    /// One way to break the example of a code. What is empty stays as it is.
    pub struct Break {
        /// The code.
        pub code: u16,
        /// A field that the response loses.
        pub drop: &'static str,
        /// A line "Name: value" that the response gets, in place of the one with that name.
        pub set: &'static str,
        /// The content that the response gets.
        pub content: &'static str,
        /// The method that the request gets.
        pub method: &'static str,
        /// A field that the request loses.
        pub request_drop: &'static str,
        /// A line that the request gets.
        pub request_set: &'static str,
        /// Which rule that breaks (prose).
        pub why: &'static str,
    }
}

packed_struct! {
    /// A mistake in an exchange.
    pub struct Fault {
        /// Its id, as in addresses.
        pub id: &'static str,
        /// It in a sentence (prose).
        pub claim: &'static str,
        /// How it is made.
        pub breaks: Vec<Break>,
    }
}

packed_struct! {
    /// A question to talk about, with an answer to compare with.
    pub struct Talk {
        /// Its id, as in addresses.
        pub id: &'static str,
        /// From 1, what everybody asks, to 3.
        pub level: u8,
        /// The question (prose).
        pub question: &'static str,
        /// The answer, point by point (prose).
        pub answer: Vec<&'static str>,
        /// The page that shows why, as an address relative to the root.
        pub page: &'static str,
    }
}

packed_struct! {
    /// A page of a ready lesson.
    pub struct Stop {
        /// Its address relative to the root.
        pub path: &'static str,
        /// What to say about it, may be empty.
        pub note: &'static str,
    }
}

packed_struct! {
    /// A ready lesson.
    pub struct Ready {
        /// Its id, as in addresses.
        pub id: &'static str,
        /// Its title.
        pub title: &'static str,
        /// Its pages.
        pub stops: Vec<Stop>,
    }
}

packed_struct! {
    /// All of it. A pack of its own, so that what does not use it does not carry it.
    pub struct Classroom {
        /// The faults.
        pub faults: Vec<Fault>,
        /// The questions to talk about.
        pub talks: Vec<Talk>,
        /// The lessons, in the order in which they are offered.
        pub lessons: Vec<Ready>,
    }
}
