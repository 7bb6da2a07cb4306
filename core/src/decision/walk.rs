//! A walk through a tree: the answers so far, and where they lead.

use super::{tree, trees};
use statuscope_data::decision::{Answer, Ask, At, End, Step, Stop, Tree};

/// The answers given so far in a tree. Every act returns the walk that follows from it.
#[derive(Debug, Clone)]
pub struct Walk {
    tree: &'static Tree,
    steps: Vec<Step>,
}

/// Two walks are the same if they give the same answers in the same tree.
impl PartialEq for Walk {
    fn eq(&self, other: &Self) -> bool {
        self.tree.id == other.tree.id && self.steps == other.steps
    }
}

impl Eq for Walk {}

/// Where a walk has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Now {
    /// This is to be answered.
    Question(&'static Ask),
    /// This is the code.
    Result(&'static End),
}

/// A question and its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// Which question and answer of the tree.
    pub step: Step,
    /// The question.
    pub ask: &'static Ask,
    /// The answer.
    pub answer: &'static Answer,
}

impl Answered {
    /// Whether the answer only says that nothing is in the way.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        self.ask.onward == Some(self.step.answer)
    }
}

/// What came of changing an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The walk with the change.
    pub walk: Walk,
    /// How many of the later answers were kept.
    pub kept: usize,
    /// Later answers whose questions are not asked any more.
    pub lost: Vec<Answered>,
    /// Later answers that may fit again, once the questions before them are answered; give them to
    /// [`Walk::retrace`] after the next answer.
    pub waiting: Vec<Answered>,
}

/// How many questions follow the present one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Remaining {
    /// At least.
    pub least: usize,
    /// At most.
    pub most: usize,
}

/// A code that the answers so far exclude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuledOut {
    /// The code.
    pub code: u16,
    /// The end that would have led to it.
    pub end: &'static End,
    /// Index of the answer, among those given, that excluded it.
    pub step: usize,
    /// The answer to that question that would have kept it.
    pub instead: &'static Answer,
}

/// What became of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The walk, as far as the link leads.
    pub walk: Walk,
    /// Where and why it stopped short.
    pub stopped: Option<Stopped>,
}

/// Where and why a link stopped short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stopped {
    /// The part that could not be followed.
    pub part: String,
    /// Why; `None` if there is no such tree.
    pub stop: Option<Stop>,
}

impl Stopped {
    /// It in a sentence.
    #[must_use]
    pub const fn says(&self) -> &'static str {
        match self.stop {
            None => "There is no such tree. This is the first one.",
            Some(Stop::Malformed) => "The rest of the link cannot be read. This is as far as it leads.",
            Some(Stop::UnknownQuestion) => {
                "The next question of the link is no longer asked. This is as far as it leads."
            }
            Some(Stop::UnknownAnswer) => "The answer in the link no longer exists. Choose one of these.",
            Some(Stop::Unreachable) => {
                "The questions have changed since the link was made. This is as far as it leads."
            }
            Some(Stop::Over) => "The link goes on after a result. The rest was left out.",
        }
    }
}

impl Walk {
    /// Stands before the first question.
    #[must_use]
    pub const fn start(tree: &'static Tree) -> Self {
        Self { tree, steps: Vec::new() }
    }

    /// A walk of steps that are known to fit.
    pub(super) const fn of(tree: &'static Tree, steps: Vec<Step>) -> Self {
        Self { tree, steps }
    }

    /// The tree.
    #[must_use]
    pub const fn tree(&self) -> &'static Tree {
        self.tree
    }

    /// How many questions are answered.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.steps.len()
    }

    /// Whether nothing is answered yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The answers, in order.
    #[must_use]
    pub fn answered(&self) -> Vec<Answered> {
        let mut answered = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            if let Some((ask, answer)) = self.tree.step(*step) {
                answered.push(Answered { step: *step, ask, answer });
            }
        }
        answered
    }

    /// The answers that tell something: where the walk turns off.
    #[must_use]
    pub fn turns(&self) -> Vec<Answered> {
        let mut answered = self.answered();
        answered.retain(|answered| !answered.goes_on());
        answered
    }

    /// The question to answer, or the result.
    #[must_use]
    pub fn now(&self) -> Now {
        match self.tree.at(self.place()) {
            Some(At::Ask(ask)) => Now::Question(ask),
            Some(At::End(end)) => Now::Result(end),
            // The author module lets no answer lead nowhere.
            None => Now::Result(&NOWHERE),
        }
    }

    /// Index of the present question, if it is one.
    #[must_use]
    pub fn question(&self) -> Option<u16> {
        let place = self.place();
        (usize::from(place) < self.tree.asks.len()).then_some(place)
    }

    /// The end, if it is reached.
    #[must_use]
    pub fn result(&self) -> Option<&'static End> {
        match self.now() {
            Now::Result(end) => Some(end),
            Now::Question(_) => None,
        }
    }

    fn place(&self) -> u16 {
        self.tree.place(&self.steps)
    }

    /// The answer that was given to a question (by its id), for "chosen before".
    #[must_use]
    pub fn answer_to(&self, ask: &str) -> Option<&'static Answer> {
        self.answered().iter().find(|answered| answered.ask.id == ask).map(|answered| answered.answer)
    }

    /// Whether the walk takes this answer.
    #[must_use]
    pub fn takes(&self, step: Step) -> bool {
        self.steps.contains(&step)
    }

    /// Whether the walk comes by this question, answered or not.
    #[must_use]
    pub fn comes_by(&self, ask: u16) -> bool {
        self.question() == Some(ask) || self.steps.iter().any(|step| step.ask == ask)
    }

    /// Answers the present question; a key that it does not have changes nothing.
    #[must_use]
    pub fn answer(mut self, key: u8) -> Self {
        let step = self.question().and_then(|ask| self.tree.answer(ask, key));
        self.steps.extend(step);
        self
    }

    /// Takes the last answer back.
    #[must_use]
    pub fn back(mut self) -> Self {
        self.steps.pop();
        self
    }

    /// Returns to the question number `step`, counted from 0; later answers are dropped.
    #[must_use]
    pub fn jump(mut self, step: usize) -> Self {
        self.steps.truncate(step);
        self
    }

    /// Answers the question number `step`, counted from 0, differently, and keeps the later
    /// answers that still fit.
    #[must_use]
    pub fn change(self, step: usize, key: u8) -> Changed {
        let answered = self.answered();
        self.jump(step).answer(key).retrace(answered.get(step + 1..).unwrap_or_default())
    }

    /// Answers on with those of `earlier` that fit, up to the first question that they do not answer.
    #[must_use]
    pub fn retrace(mut self, earlier: &[Answered]) -> Changed {
        let before = self.steps.len();
        while let Some(ask) = self.question() {
            match earlier.iter().find(|answered| answered.step.ask == ask) {
                Some(answered) => self.steps.push(answered.step),
                None => break,
            }
        }
        let ahead = self.ahead();
        let (mut lost, mut waiting) = (Vec::new(), Vec::new());
        for answered in earlier {
            if !self.takes(answered.step) {
                let list = if ahead.contains(&answered.step.ask) { &mut waiting } else { &mut lost };
                list.push(*answered);
            }
        }
        Changed { kept: self.steps.len() - before, walk: self, lost, waiting }
    }

    /// The questions that may still come, the present one among them.
    fn ahead(&self) -> Vec<u16> {
        self.question().map(|ask| places_from(self.tree, ask)).unwrap_or_default()
    }

    /// How many questions follow the present one; none after a result.
    #[must_use]
    pub fn remaining(&self) -> Remaining {
        let asks = &self.tree.asks;
        // From the last question to the first: each is before those that it leads to.
        let mut after = vec![Remaining::default(); asks.len()];
        for (index, ask) in asks.iter().enumerate().rev() {
            let mut all = Remaining { least: usize::MAX, most: 0 };
            for answer in &ask.answers {
                let (mut least, mut most) = (0, 0);
                if let Some(next) = after.get(usize::from(answer.to)) {
                    (least, most) = (next.least + 1, next.most + 1);
                }
                all = Remaining { least: all.least.min(least), most: all.most.max(most) };
            }
            if let Some(place) = after.get_mut(index) {
                *place = all;
            }
        }
        after.get(usize::from(self.place())).copied().unwrap_or_default()
    }

    /// The codes that the answers so far exclude, in the order in which they were excluded.
    #[must_use]
    pub fn ruled_out(&self) -> Vec<RuledOut> {
        let mut out: Vec<RuledOut> = Vec::new();
        for (step, answered) in self.answered().iter().enumerate() {
            let still = ends_from(self.tree, answered.answer.to);
            for instead in &answered.ask.answers {
                for end in ends_from(self.tree, instead.to) {
                    let code = end.code;
                    if !still.iter().any(|end| end.code == code) && !out.iter().any(|known| known.code == code) {
                        out.push(RuledOut { code, end, step, instead });
                    }
                }
            }
        }
        out
    }

    /// The walk as a link: the tree, and then only the answers that turn off the way.
    ///
    /// `respond~clash.y` is eleven answers: at every question that is not named, the walk goes on,
    /// because nothing was in the way. A question that is added to the tree later is passed the
    /// same way, so an old link still arrives; answers may be added, reworded and reordered.
    /// A walk that ends before a question after going on names it at last: `respond~clash`.
    /// Only letters, digits and `-`, `.`, `~` occur, which stand in any part of an address.
    #[must_use]
    pub fn encode(&self) -> String {
        let path = self.path();
        if path.is_empty() { self.tree.id.to_owned() } else { [self.tree.id, "~", &path].concat() }
    }

    /// The same without the tree.
    #[must_use]
    pub fn path(&self) -> String {
        self.tree.path(&self.steps)
    }

    /// Reads what [`encode`](Self::encode) wrote, and any other text as far as it leads; of an
    /// unknown tree, the start of the first one.
    #[must_use]
    pub fn decode(text: &str) -> Decoded {
        let (id, path) = text.split_once('~').unwrap_or((text, ""));
        if let Some(tree) = tree(id) {
            return Self::follow(tree, path);
        }
        let walk = Self::start(trees().first().unwrap_or(&NO_TREE));
        Decoded { walk, stopped: Some(Stopped { part: id.to_owned(), stop: None }) }
    }

    /// Reads what [`path`](Self::path) wrote, and any other text as far as it leads.
    #[must_use]
    pub fn follow(tree: &'static Tree, path: &str) -> Decoded {
        let followed = tree.follow(path);
        let stopped = followed.stopped.map(|(part, stop)| Stopped { part: part.to_owned(), stop: Some(stop) });
        Decoded { walk: Self::of(tree, followed.steps), stopped }
    }
}

static NOWHERE: End = End { code: 500, reason: "", not: Vec::new() };
static NO_TREE: Tree = Tree { id: "", name: "", says: "", everyday: true, asks: Vec::new(), ends: Vec::new() };

/// The places that can be reached from one, itself among them; those of the first answers first.
fn places_from(tree: &Tree, place: u16) -> Vec<u16> {
    let mut open = vec![place];
    let mut seen = Vec::new();
    while let Some(place) = open.pop() {
        if !seen.contains(&place) {
            seen.push(place);
            if let Some(At::Ask(ask)) = tree.at(place) {
                for answer in ask.answers.iter().rev() {
                    open.push(answer.to);
                }
            }
        }
    }
    seen
}

/// The ends that can be reached from a place, those of the first answers first.
pub(super) fn ends_from(tree: &'static Tree, place: u16) -> Vec<&'static End> {
    let mut ends = Vec::new();
    for place in places_from(tree, place) {
        if let Some(At::End(end)) = tree.at(place) {
            ends.push(end);
        }
    }
    ends
}
