//! The console: any error in it fails the story, unless the story announced it.

use crate::Browser;

/// What the console has said so far, and what may be in it.
#[derive(Default)]
pub(crate) struct Console {
    errors: Vec<String>,
    excused: Vec<String>,
}

impl Console {
    /// Errors that contain this text are part of the story.
    pub(crate) fn excuse(&mut self, part: impl Into<String>) {
        self.excused.push(part.into());
    }
}

impl Browser {
    /// Announces that errors with these words belong to the story.
    pub fn excuse_console_errors(&self, words: &str) {
        self.console.borrow_mut().excuse(words);
    }

    /// All errors the console has shown in this story and that nobody announced.
    ///
    /// That a page for an address which does not exist comes with status 404 is
    /// no error; a file that comes with 404 is.
    pub async fn console_errors(&self) -> Vec<String> {
        self.keep_console().await;
        let console = self.console.borrow();
        let excused = |error: &String| console.excused.iter().any(|part| error.contains(part));
        console.errors.iter().filter(|error| !excused(error)).cloned().collect()
    }

    /// Takes note of what the console has shown since the last time.
    pub(crate) async fn keep_console(&self) {
        let news = self.engine.take_log(&self.client()).await.unwrap();
        let errors = news.into_iter().filter(|(level, _)| level == "SEVERE");
        self.console.borrow_mut().errors.extend(errors.map(|(_, message)| message));
    }

    /// The console has shown no error in this story.
    pub async fn see_quiet_console(&self) {
        let errors = self.console_errors().await;
        assert!(errors.is_empty(), "errors in the console:\n{}", errors.join("\n"));
    }
}
