//! A token bucket: it holds so many tokens, each request takes one, and one comes back in every so
//! many milliseconds. Whoever calls passes the clock in.

/// A bucket as it was at some moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bucket {
    /// How many tokens fit in.
    pub size: u16,
    /// The milliseconds in which a token comes back; 0 counts as 1.
    pub every: u32,
    /// How many tokens are in it.
    pub left: u16,
    /// Since when the next token is on its way.
    pub since: u64,
    /// How the server tells how much is left.
    pub style: LimitStyle,
}

/// How a server tells a client how much is left. There is no standard yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitStyle {
    /// Not at all; only `Retry-After` on a refusal.
    Silent,
    /// `RateLimit-Policy` and `RateLimit`, the IETF draft.
    Draft,
    /// `X-RateLimit-Limit`, `-Remaining` and `-Reset`, as GitHub has them.
    Vendor,
}

impl Bucket {
    /// A full one.
    #[must_use]
    pub const fn full(size: u16, every: u32, now: u64) -> Self {
        Self { size, every, left: size, since: now, style: LimitStyle::Silent }
    }

    fn period(self) -> u64 {
        u64::from(self.every.max(1))
    }

    /// The bucket at a later moment. A clock that goes back changes nothing.
    #[must_use]
    pub fn at(self, now: u64) -> Self {
        let back = now.saturating_sub(self.since) / self.period();
        let left = back.saturating_add(u64::from(self.left)).min(u64::from(self.size)) as u16;
        let full = left == self.size;
        // In a full bucket nothing is on its way.
        let since = if full { self.since.max(now) } else { self.since + back * self.period() };
        Self { left, since, ..self }
    }

    /// Takes a token for a request, if there is one; the second part says whether.
    #[must_use]
    pub fn take(self, now: u64) -> (Self, bool) {
        let mut bucket = self.at(now);
        let taken = bucket.left > 0;
        bucket.left = bucket.left.saturating_sub(1);
        (bucket, taken)
    }

    /// The milliseconds until there is a token; none if the bucket holds none at all.
    #[must_use]
    pub fn wait(self, now: u64) -> u64 {
        let bucket = self.at(now);
        if bucket.left > 0 { 0 } else { (bucket.since.saturating_add(bucket.period())).saturating_sub(now) }
    }

    /// The milliseconds until the bucket is full.
    #[must_use]
    pub fn until_full(self, now: u64) -> u64 {
        let bucket = self.at(now);
        let missing = u64::from(bucket.size - bucket.left.min(bucket.size));
        if missing == 0 { 0 } else { bucket.since.saturating_add(missing * bucket.period()).saturating_sub(now) }
    }
}

/// The milliseconds that a polite client waits after so many refusals in a row: as long as it is
/// told, or else a second, twice that, four times, up to a minute, and a random bit more (`dice`,
/// 0 to 255, is up to half of it) so that not all clients return at once.
#[must_use]
pub fn backoff(refusals: u32, told: Option<u64>, dice: u8) -> u64 {
    let base = (1_000_u64 << refusals.saturating_sub(1).min(6)).min(60_000);
    told.unwrap_or(base) + base * u64::from(dice) / 512
}

/// How a client behaves that has many requests to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It sends the next one after its pause, whatever the answer.
    Rude,
    /// Refused, it waits as long as it is told; where fields say that this was the last token, it
    /// waits before it is refused.
    Polite,
}

/// A request of such a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Try {
    /// When it was sent.
    pub at: u64,
    /// Whether it got through.
    pub passed: bool,
    /// How many tokens were left behind it.
    pub left: u16,
}

/// The requests that a client sends from one moment to another with a pause in between, at most a
/// thousand. It has the bucket for itself.
#[must_use]
pub fn tries(mut bucket: Bucket, manner: Manner, from: u64, until: u64, pause: u64) -> Vec<Try> {
    let mut tries = Vec::new();
    let (mut at, mut refusals) = (from, 0);
    while at < until && tries.len() < 1_000 {
        let (after, passed) = bucket.take(at);
        tries.push(Try { at, passed, left: after.left });
        refusals = if passed { 0 } else { refusals + 1 };
        // `Retry-After` is in whole seconds.
        let left = if passed && after.style == LimitStyle::Vendor { after.until_full(at) } else { after.wait(at) };
        let told = left.div_ceil(1_000) * 1_000;
        // Without a field that says how many are left, only a refusal tells.
        let knows = !passed || (after.left == 0 && after.style != LimitStyle::Silent);
        let wait = if knows && manner == Manner::Polite { backoff(refusals, Some(told), 0) } else { pause };
        at = at.saturating_add(wait.max(1));
        bucket = after;
    }
    tries
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn drains_and_fills() {
        let mut bucket = Bucket::full(2, 10_000, 0);
        let mut seen = Vec::new();
        for now in [0, 1_000, 2_000, 9_999, 10_000, 19_999, 20_500, 20_600, 60_000, 60_000, 60_000] {
            let (after, taken) = bucket.take(now);
            seen.push((now, taken, after.wait(now)));
            bucket = after;
        }
        assert_eq!(
            seen,
            [
                (0, true, 0),
                (1_000, true, 9_000),
                (2_000, false, 8_000),
                (9_999, false, 1),
                (10_000, true, 10_000),
                (19_999, false, 1),
                (20_500, true, 9_500),
                (20_600, false, 9_400),
                (60_000, true, 0),
                (60_000, true, 10_000),
                (60_000, false, 10_000),
            ]
        );
        assert_eq!(
            (bucket.until_full(60_000), bucket.until_full(75_000), bucket.until_full(80_000)),
            (20_000, 5_000, 0)
        );
    }

    #[test]
    fn politeness_costs_nothing() {
        let bucket = Bucket::full(5, 2_000, 0);
        let count = |manner| {
            let all = tries(bucket, manner, 0, 60_000, 200);
            (all.len(), all.iter().filter(|one| one.passed).count())
        };
        // As many get through, with a fifth of the requests.
        assert_eq!((count(Manner::Rude), count(Manner::Polite)), ((300, 34), (64, 34)));
        assert_eq!(tries(Bucket::full(0, 0, 0), Manner::Rude, 0, u64::MAX, 0).len(), 1_000);
    }

    #[test]
    fn polite_clients_wait_longer_each_time() {
        let waits: Vec<u64> = (1..9).map(|refusals| backoff(refusals, None, 0)).collect();
        assert_eq!(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        assert_eq!((backoff(1, Some(7_000), 0), backoff(1, None, 255), backoff(0, None, 0)), (7_000, 1_498, 1_000));
    }

    proptest! {
        #[test]
        fn never_lets_more_through_than_it_may(size in 0_u16..20, every in 0_u32..5_000, steps in prop::collection::vec(0_u64..4_000, 1..80)) {
            let mut bucket = Bucket::full(size, every, 0);
            let (mut now, mut passed) = (0, 0);
            for step in steps {
                now += step;
                let wait = bucket.wait(now);
                let (after, taken) = bucket.take(now);
                prop_assert_eq!(taken, wait == 0 && size > 0);
                prop_assert!(size == 0 || bucket.take(now + wait).1);
                prop_assert!(wait == 0 || !bucket.take(now + wait - 1).1);
                passed += u64::from(taken);
                bucket = after;
            }
            prop_assert!(passed <= u64::from(size) + now / u64::from(every.max(1)));
        }

        #[test]
        fn never_panics(size: u16, every: u32, left: u16, since: u64, now: u64) {
            let bucket = Bucket { size, every, left, since, style: LimitStyle::Silent };
            let _ = (bucket.take(now), bucket.wait(now), bucket.until_full(now), backoff(every, Some(since / 2), size as u8));
        }
    }
}
