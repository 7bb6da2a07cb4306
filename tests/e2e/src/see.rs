//! What a user sees. `see_…` waits for it and fails without it; the rest only looks.

use serde_json::{Value, json};

use crate::Browser;
use crate::browser::text_of;

/// The heading of the page.
const H1: &str = "return words(document.querySelector('h1'))";
/// The path and the query, as the reader could paste them.
const ADDRESS: &str = "return location.pathname + location.search + location.hash";
/// The sentence that is announced.
const STATUS: &str = "return words(document.querySelector('main [role=status]'))";
/// Where the focus is, in words.
const FOCUS: &str = "const e = document.activeElement;
    return `${e.localName}${e.className && e.className.baseVal === undefined
        ? '.' + e.className.trim().replace(/\\s+/g, '.') : ''} “${(e.value || name(e)).slice(0, 60)}”`";
/// The theme that somebody chose, or `system`.
const THEME: &str = "return document.documentElement.dataset.theme ?? 'system'";
/// The numbers of the entries in the order of the document.
const HITS: &str = "return all('a.entry').filter(shown).map(a => words(a.querySelector('.num')))";

impl Browser {
    /// The heading of the page.
    pub async fn h1(&self) -> String {
        self.ask_text(H1).await
    }

    /// The title of the window.
    pub async fn title(&self) -> String {
        self.ask_text("return document.title").await
    }

    /// Path, query and fragment.
    pub async fn address(&self) -> String {
        self.ask_text(ADDRESS).await
    }

    /// The announced sentence.
    pub async fn status_text(&self) -> String {
        self.ask_text(STATUS).await
    }

    /// Where the focus is, in words.
    pub async fn focused(&self) -> String {
        self.ask_text(FOCUS).await
    }

    /// `system`, `light` or `dark`.
    pub async fn theme(&self) -> String {
        self.ask_text(THEME).await
    }

    /// The text in the search box.
    pub async fn search_text(&self) -> String {
        self.ask_text("return document.querySelector('input[type=search]')?.value").await
    }

    /// What is marked, in the order of the document.
    pub async fn marks(&self) -> Vec<String> {
        self.ask_list("return all('mark').filter(shown).map(words)").await
    }

    /// The numbers of the visible entries in the order of the document.
    pub async fn hits(&self) -> Vec<String> {
        self.ask_list(HITS).await
    }

    /// The text of the page as it is seen.
    pub async fn text(&self) -> String {
        self.ask_text("return document.querySelector('main').innerText").await
    }

    /// How far the page is scrolled down.
    pub async fn scrolled(&self) -> f64 {
        let y = self.ask("return window.scrollY", vec![]).await;
        y.as_f64().unwrap_or_default()
    }

    /// How many nodes and listeners the page holds when nothing is left to be collected, where the
    /// browser tells.
    pub async fn living(&self) -> Option<(u64, u64)> {
        self.engine.living(&self.client()).await.unwrap()
    }

    /// How many entries the history of this window has.
    pub async fn history_length(&self) -> u64 {
        let length = self.ask("return history.length", vec![]).await;
        length.as_u64().unwrap_or_default()
    }

    /// The heading is this.
    pub async fn see_h1(&self, text: &str) {
        self.see_answer("the heading", H1, text).await;
    }

    /// The title of the window is this.
    pub async fn see_title(&self, text: &str) {
        self.see_answer("the title", "return document.title", text).await;
    }

    /// Path, query and fragment are this.
    pub async fn see_address(&self, text: &str) {
        self.see_answer("the address", ADDRESS, text).await;
    }

    /// The search box holds this text.
    pub async fn see_search_text(&self, text: &str) {
        let script = "return document.querySelector('input[type=search]')?.value";
        self.see_answer("the text of the search", script, text).await;
    }

    /// The theme is `system`, `light` or `dark`.
    pub async fn see_theme(&self, theme: &str) {
        self.see_answer("the theme", THEME, theme).await;
    }

    /// The announced sentence is this.
    pub async fn see_status(&self, text: &str) {
        self.see_answer("the announcement", STATUS, text).await;
    }

    /// The announced sentence contains this.
    pub async fn see_status_with(&self, part: &str) {
        self.until(&format!("an announcement with “{part}”"), async || {
            let text = text_of(&self.try_ask(STATUS, vec![]).await?);
            if text.contains(part) { Ok(()) } else { Err(format!("“{text}”")) }
        })
        .await;
    }

    /// The first entry of the document has this number; in a search it is also the best hit.
    pub async fn see_first_hit(&self, number: u16) {
        let script = "const first = all('a.entry').find(shown);
            const searching = document.querySelector('input[type=search]')?.value.trim();
            const number = words(first?.querySelector('.num'));
            if (number !== arguments[0])
                return number ? `${number} “${words(first.querySelector('.name'))}”` : 'no entry';
            return !searching || first.classList.contains('best') || `${number}, not marked as best`";
        let number = number.to_string();
        let what = format!("{number} as the first hit for “{}”", self.search_text().await);
        self.see_that(&what, script, vec![number.into()]).await;
    }

    /// The focus is on something that the selector finds.
    pub async fn see_focus_on(&self, css: &str) {
        self.until(&format!("the focus on {css}"), async || {
            let script = "return document.activeElement.matches(arguments[0])";
            match self.try_ask(script, vec![css.into()]).await? {
                Value::Bool(true) => Ok(()),
                _ => Err(text_of(&self.try_ask(FOCUS, vec![]).await?)),
            }
        })
        .await;
    }

    /// What has the focus shows a ring.
    pub async fn see_focus_ring(&self) {
        let script = "const style = getComputedStyle(document.activeElement);
            const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
            return ring || `outline ${style.outlineStyle} ${style.outlineWidth}`";
        let what = format!("a ring around {}", self.focused().await);
        self.see_that(&what, script, vec![]).await;
    }

    /// The selector finds something visible.
    pub async fn see(&self, css: &str) {
        let script = "return all(arguments[0]).some(shown) || 'nothing of that kind'";
        self.see_that(css, script, vec![css.into()]).await;
    }

    /// The page shows this text somewhere, in sight or only for a screen reader.
    pub async fn see_text(&self, text: &str) {
        let script = "const seen = words(document.body);
            return seen.includes(arguments[0]) || seen.slice(0, 300)";
        self.see_that(&format!("the words “{text}”"), script, vec![text.into()]).await;
    }

    /// The check box whose label begins with this is ticked, or not.
    pub async fn see_ticked(&self, label: &str, ticked: bool) {
        let script = "const label = all('label').find(l => words(l).startsWith(arguments[0])
                && l.control?.type === 'checkbox');
            return label?.control.checked === arguments[1] || `ticked: ${label?.control.checked}`";
        let what = format!("the check box “{label}” ticked: {ticked}");
        self.see_that(&what, script, vec![label.into(), ticked.into()]).await;
    }

    /// The filter of this class is the current one: 0 for all.
    pub async fn see_class_chosen(&self, class: u8) {
        let name = if class == 0 { "All".to_owned() } else { format!("{class}xx") };
        let script = "const current = all('.thumbs a[aria-current]').map(words);
            return current.length === 1 && current[0].startsWith(arguments[0]) || current.join(', ')";
        self.see_that(&format!("the class “{name}” chosen"), script, vec![name.into()]).await;
    }

    /// Every script, style, picture and request of this page came from the site itself.
    pub async fn see_own_origin_only(&self) {
        let script = "const asked = performance.getEntries()
                .filter(e => e.entryType === 'resource' || e.entryType === 'navigation')
                .map(e => e.name);
            const named = all('[src], link[href], image[href], use[href]')
                .map(e => e.getAttribute('src') ?? e.getAttribute('href'))
                .map(address => new URL(address, document.baseURI).href);
            return [...asked, ...named].filter(address => !address.startsWith('data:')
                && new URL(address).origin !== location.origin)";
        let strangers = self.ask_list(script).await;
        assert!(strangers.is_empty(), "{} asks other servers: {strangers:?}", self.where_we_are().await);
    }

    /// The page is no wider than the window; what sticks out is named.
    pub async fn no_sideways_scroll(&self) {
        let script = "const width = document.documentElement.clientWidth;
            const wide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
            if (wide <= width) return '';
            const clipped = e => { for (let p = e.parentElement; p; p = p.parentElement)
                if (getComputedStyle(p).overflowX !== 'visible') return true; return false };
            const out = all('body *').filter(e => shown(e) && !clipped(e)
                && e.getBoundingClientRect().right > width + 0.5);
            return `${wide} px wide; sticking out: ` + out.slice(-5).map(e =>
                `<${e.localName} class=\"${e.getAttribute('class') ?? ''}\"> “${words(e).slice(0, 40)}” `
                + `to ${Math.round(e.getBoundingClientRect().right)}`).join(', ')";
        let seen = self.ask_text(script).await;
        assert!(
            seen.is_empty(),
            "{} scrolls sideways at {} px: {seen}",
            self.where_we_are().await,
            self.size.get().width
        );
    }

    /// Waits until a script answers exactly this text.
    async fn see_answer(&self, what: &str, script: &str, text: &str) {
        self.until(&format!("{what} “{text}”"), async || {
            let seen = self.try_ask(script, vec![]).await?;
            if seen == json!(text) { Ok(()) } else { Err(format!("“{}”", text_of(&seen))) }
        })
        .await;
    }
}
