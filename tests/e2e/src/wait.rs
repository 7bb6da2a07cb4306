//! Waiting for something to become true, and reporting what was seen instead.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval};

/// How often a page is asked. Each question costs a few milliseconds by itself.
const PERIOD: Duration = Duration::from_millis(15);

/// Asks `look` again and again until it answers `Ok`.
///
/// # Panics
///
/// When `patience` is over, with `what` was awaited and what was seen last.
pub(crate) async fn until<T>(patience: Duration, what: &str, mut look: impl AsyncFnMut() -> Result<T, String>) -> T {
    let end = Instant::now() + patience;
    let mut tick = interval(PERIOD);
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        match look().await {
            Ok(found) => return found,
            Err(seen) if Instant::now() >= end => {
                panic!("waited {:.1} s for {what}, but saw: {seen}", patience.as_secs_f32())
            }
            Err(_) => {}
        }
    }
}

/// Runs a future and keeps its panic, so that what has been opened can be closed first.
pub(crate) async fn outcome_of<T>(story: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut story = pin!(story);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| story.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => std::task::Poll::Ready(Err(panic)),
    })
    .await
}

/// Runs a story that must fail, and returns the message it failed with.
///
/// # Panics
///
/// When the story succeeds.
pub async fn failure_of<T>(story: impl Future<Output = T>) -> String {
    match outcome_of(story).await {
        Ok(_) => panic!("this should have failed, but passed"),
        Err(panic) => words_of(panic.as_ref()),
    }
}

/// The message of a panic.
pub(crate) fn words_of(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string))
        .unwrap_or_else(|| "a panic without words".to_owned())
}
