//! What the reader prefers, kept in `localStorage`. Every failure of the storage is survived:
//! then a choice lasts as long as the page.

use yew::AttrValue;

/// Which colours to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the system prefers.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The word for it, in the storage and in labels.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one when the button is pressed.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// Everything that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preferences {
    /// The colours.
    pub theme: Theme,
    /// Whether the key `/` goes to the search.
    pub slash_key: bool,
    /// The language whose constants are copied.
    pub language: Option<AttrValue>,
    /// Whether nothing is read from the storage or kept there: on somebody else's page.
    pub forgetful: bool,
}

// The theme's key is also read by web/theme.js, before the app is there.
const THEME: &str = "statuscope.theme";
const SLASH: &str = "statuscope.slash";
const LANGUAGE: &str = "statuscope.language";

impl Preferences {
    /// What is stored; what is missing or makes no sense is the default.
    #[must_use]
    pub fn load() -> Self {
        Self {
            theme: match read(THEME).as_deref() {
                Some("light") => Theme::Light,
                Some("dark") => Theme::Dark,
                _ => Theme::System,
            },
            slash_key: read(SLASH).as_deref() != Some("off"),
            language: read(LANGUAGE).map(AttrValue::from),
            forgetful: false,
        }
    }

    /// What holds on somebody else's page, whose storage is not ours. Keys are heard where the app has the focus.
    #[must_use]
    pub fn for_one_visit() -> Self {
        Self { slash_key: true, forgetful: true, ..Self::default() }
    }

    /// Keeps all choices and shows the theme.
    pub fn store(&self) {
        if self.forgetful {
            return;
        }
        write(THEME, self.theme.word());
        write(SLASH, if self.slash_key { "on" } else { "off" });
        if let Some(language) = &self.language {
            write(LANGUAGE, language);
        }
        let root =
            web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element());
        if let Some(root) = root {
            // The attribute can always be set; there is nothing to do about a refusal.
            let _ = match self.theme {
                Theme::System => root.remove_attribute("data-theme"),
                Theme::Light | Theme::Dark => root.set_attribute("data-theme", self.theme.word()),
            };
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    // The pages that are made natively have none, and neither have the tests.
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}

/// What is stored under a key.
pub fn read(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores something under a key.
pub fn write(key: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is forgotten.
        let _ = storage.set_item(key, value);
    }
}
