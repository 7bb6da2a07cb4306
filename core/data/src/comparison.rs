//! Codes that are often confused.

use crate::packed_struct;

packed_struct! {
    /// Two to five codes that are often confused.
    pub struct Comparison {
        /// The codes, ascending.
        pub codes: Vec<u16>,
        /// What distinguishes them: one sentence (prose).
        pub difference: &'static str,
        /// A line to remember it by.
        pub hook: &'static str,
        /// The lab in which they can be tried, as in its address; may be empty.
        pub lab: &'static str,
    }
}

packed_struct! {
    /// All of them. A pack of its own, so that what does not use it does not carry it.
    pub struct Comparisons {
        /// The comparisons, in the order in which they are offered.
        pub all: Vec<Comparison>,
    }
}
