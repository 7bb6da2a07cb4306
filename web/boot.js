// Starts the app in place of the static page, and says what happened if that fails.
//
// In:  the <script> tag that loaded this file (data-js, data-wasm, data-integrity), the element
//      #app with the static page, clicks on elements with data-copy, data-save or data-print, and files for those with data-open.
// Out: either the app runs in #app (which then has data-started) with what the reader had typed,
//      focused and scrolled to, or a line or a card above the static page explains why not.
//      A running app is kept on the device for the next time.
// Never: innerHTML, inline styles, inline handlers, setting script.src. The page's policy
//      forbids them all.

const app = document.getElementById("app");
// The app makes its own addresses from this path.
app.dataset.root = new URL("./", import.meta.url).pathname;
// The icon's address is relative to the page, and browsers resolve it anew when the app changes
// the page's address. Reading the property gives the absolute one.
const icon = document.querySelector("link[rel=icon]");
if (icon) icon.href = icon.href;

const tag = document.querySelector("script[data-wasm]");
// All files lie beside this one, wherever the site was put.
const glueUrl = new URL(tag.dataset.js, import.meta.url);
const wasmUrl = new URL(tag.dataset.wasm, import.meta.url);
const integrity = tag.dataset.integrity;

let report = "";

// An error whose message is meant for the reader.
class BootError extends Error {}

// The app replaces this, and with it what the reader did meanwhile; `carryOver` does it again.
const page = app.querySelector(".scope");
const CONTROLS = "a[href], button, input, select, textarea, summary, [tabindex]";
let focused = document.activeElement;
const follow = () => queueMicrotask(() => {
  if (page?.isConnected) focused = document.activeElement;
});
addEventListener("focusin", follow);
addEventListener("focusout", follow);

// Where the page was left: the browser scrolls a page that is loaded again, if it may. While the
// app runs it may not, because it would do so before the app has drawn. The static page can be
// shorter than what the app will show for the address, and WebKit does not ask once more whether it
// may when a page is left; then the history knows the place.
const place = history.state;
const toPlace = (place) => typeof place === "number" && scrollTo(0, place);
addEventListener("beforeunload", () => {
  // WebKit refuses after many changes of the address in a short time.
  try { history.replaceState(scrollY, ""); } catch {}
});
addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  history.scrollRestoration = "manual";
  if (!scrollY) toPlace(history.state);
});

function carryOver() {
  removeEventListener("focusin", follow);
  removeEventListener("focusout", follow);
  const now = [...app.querySelectorAll(CONTROLS)];
  [...page.querySelectorAll(CONTROLS)].forEach((old, index) => {
    const twin = now[index];
    if (twin?.localName !== old.localName || twin.textContent !== old.textContent) return;
    if (old.localName === "summary") twin.parentElement.open ||= old.parentElement.open;
    const chosen = old.options && [...old.options].findIndex((option) => option.defaultSelected);
    if (old.type === "checkbox" || old.type === "radio") {
      if (old.checked !== old.defaultChecked && old.checked !== twin.checked) twin.click();
    } else if (old.value !== twin.value && (chosen === undefined ? old.value !== old.defaultValue : old.selectedIndex !== chosen)) {
      twin.value = old.value;
      for (const kind of ["input", "change"]) twin.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (old === focused) {
      twin.focus({ preventScroll: true });
      if (old.selectionStart != null) twin.setSelectionRange(old.selectionStart, old.selectionEnd);
    }
  });
}

// What can be read comes first: until it is painted, the app takes neither the line nor the processor.
// A page that nobody sees is not painted, nor one whose address the app must answer.
function painted() {
  return new Promise((done) => {
    if (document.hidden || "asked" in document.documentElement.dataset) done();
    new PerformanceObserver(done).observe({ type: "paint", buffered: true });
    // A frame below the fold, or a browser that does not tell.
    setTimeout(done, 500);
  });
}

const breath = () => new Promise((done) => setTimeout(done));

async function start() {
  await painted();
  const [module, response] = await Promise.all([
    import(glueUrl.href),
    // `fetch` compares the bytes with the integrity value; a <link> would not.
    fetch(wasmUrl, { integrity }),
  ]).catch(async (error) => {
    throw new BootError(await whatIsWrong(), { cause: error });
  });
  // From the second visit on it need not be unpacked.
  const keep = `unpacked ${new URL(".", wasmUrl).pathname}`;
  await module.default({ module_or_path: response, keep });
  // No task is long, so that the page answers meanwhile.
  await breath();
  module.rehearse(app);
  await breath();
  const now = scrollY;
  module.mount(app);
  // It draws at the end of the task.
  await null;
  // The app has drawn itself by now, and nothing was painted in between.
  app.dataset.started = "";
  if (page) carryOver();
  // WebKit goes to the top of a page that is replaced, Firefox sometimes a little up.
  toPlace(reveal() ? place ?? now : now || scrollY || place);
}

// Shows what theme.js kept back; says whether it had.
function reveal() {
  const { dataset } = document.documentElement;
  const asked = "asked" in dataset;
  delete dataset.asked;
  return asked;
}

// A download fails with the same error whether the line was cut or the bytes were wrong.
// Asking again, for the header only, tells them apart.
async function whatIsWrong() {
  for (const url of [glueUrl, wasmUrl]) {
    try {
      const answer = await fetch(url, { method: "HEAD", cache: "no-store" });
      if (!answer.ok) return `A part of the app is missing: the server answered ${answer.status} to ${url.pathname}.`;
    } catch {
      return "The app could not be fetched. Are you offline?";
    }
  }
  return "A part of the app is not the one that was published, so it was not started. "
    + "It may have been changed or cut short on its way.";
}

function explain(error) {
  if (error instanceof BootError) return error.message;
  if (error instanceof WebAssembly.CompileError) {
    return "The browser could not compile the app. It may be too old, or the page's security policy forbids WebAssembly.";
  }
  return "The app stopped while starting.";
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}

function button(text, primary, act) {
  const made = element("button", primary ? "btn primary" : "btn", text);
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}

// Puts the card first in #app and leaves the rest, which may still be read.
function show(title, text, buttons) {
  const card = element("section", "scope page crash");
  const heading = element("h2", "book", title);
  heading.id = "crash-title";
  // A crash may leave nothing else on the page; then this is its title.
  if (!document.querySelector("h1")) heading.ariaLevel = "1";
  card.setAttribute("aria-labelledby", heading.id);
  card.tabIndex = -1;
  const row = element("div", "btns");
  row.append(...buttons);
  const said = element("p", "small quiet");
  said.setAttribute("role", "status");
  card.append(heading, element("p", "", text), row, said);
  app.querySelector(".crash")?.remove();
  app.prepend(card);
  card.focus();
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // No permission, or not a secure page.
    return false;
  }
}

async function copyReport(pressed) {
  const text = `${report}\n\n${location.href}\n${navigator.userAgent}\n`;
  const said = pressed.closest(".crash").querySelector("[role=status]");
  if (await copied(text)) {
    said.textContent = "Copied.";
  } else {
    // Show it, ready to be copied by hand.
    const shown = element("textarea", "wire");
    shown.readOnly = true;
    shown.rows = 8;
    shown.value = text;
    shown.setAttribute("aria-label", "Report");
    said.replaceChildren("Copy this:");
    said.after(shown);
    pressed.disabled = true;
    shown.select();
  }
}

// The app's buttons that copy: data-copy holds the text, nothing in it means the page's address.
// The outcome stands in the button's .said for two seconds, and is announced.
const announcement = element("p", "vh");
announcement.setAttribute("role", "status");
document.body.append(announcement);
let forget = 0;

function say(button, words) {
  for (const said of document.querySelectorAll(".said")) said.textContent = "";
  if (button) button.querySelector(".said").textContent = words;
  announcement.textContent = words;
}

document.addEventListener("click", async (event) => {
  if (event.target.closest?.("[data-print]")) print();
  const save = event.target.closest?.("[data-save]");
  if (save) {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([save.dataset.text]));
    link.download = save.dataset.save;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 9_000);
  }
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  say(button, await copied(button.dataset.copy || location.href) ? "Copied" : "Not allowed here");
  clearTimeout(forget);
  forget = setTimeout(say, 2000, null, "");
});

// A file that is chosen: its text goes into the field that data-open names. More than three
// megabytes are none of ours, and the app will say so.
document.addEventListener("change", async ({ target }) => {
  const [file] = target.files ?? [];
  if (!file) return;
  const field = document.getElementById(target.dataset.open);
  field.value = await file.slice(0, 3e6).text().catch(String);
  target.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Has the app kept on this device (web/sw.js) if it works here, and offers a newer one. It is the
// reader who decides when. Not in a frame, whose page is somebody else's, and not from a disk.
async function keep(works) {
  try {
    // In a sandboxed frame the mere mention of the last throws.
    if (self !== top || location.protocol === "file:" || !navigator.serviceWorker) return;
    const workers = navigator.serviceWorker;
    // It tells how to install the app, and is asked for only now: with its icon it would share the
    // line with what is shown first.
    const manifest = element("link");
    manifest.rel = "manifest";
    manifest.href = new URL("manifest.webmanifest", import.meta.url);
    document.head.append(manifest);
    const url = new URL("sw.js", import.meta.url).href;
    const policy = window.trustedTypes?.createPolicy("sw-url", { createScriptURL: () => url });
    const kept = works
      ? await workers.register(policy?.createScriptURL("") ?? url, { updateViaCache: "none" })
      : await workers.getRegistration();
    const offer = () => {
      // Without an active one it is the first, and nothing is newer.
      if (!kept?.waiting || !kept.active || document.querySelector(".update")) return;
      const line = element("aside", "scope update", "Update ready.");
      line.ariaLabel = "Update";
      line.append(button("Load it now", false, () => {
        // Another tab may have been faster.
        if (!kept.waiting) location.reload();
        kept.waiting?.addEventListener("statechange", ({ target }) => {
          if (target.state === "activated") location.reload();
        });
        kept.waiting?.postMessage("");
      }));
      document.body.append(line);
      announcement.textContent = "Update ready.";
    };
    const watch = () => kept?.installing?.addEventListener("statechange", offer);
    offer();
    // It may have been found already.
    watch();
    kept?.addEventListener("updatefound", watch);
    // Not every browser looks for a new one whenever a page is opened.
    if (kept?.active) await kept.update();
    // WebKit does not always tell of one that it found itself while the page was loading.
    offer();
  } catch {
    // Refused, as in a private window, or the network is away: it works all the same.
  }
}

async function boot() {
  if (typeof WebAssembly !== "object") {
    reveal();
    const note = element("p", "scope page static", "This can be read, and links to other pages work. Searching and trying "
      + "things out needs WebAssembly, which this browser does not have, or has switched off.");
    note.setAttribute("role", "status");
    app.prepend(note);
    return;
  }
  try {
    await start();
    keep(true);
  } catch (error) {
    console.error(error);
    keep(false);
    reveal();
    show("The app did not start.", explain(error), [
      button("Try again", true, () => location.reload()),
    ]);
  }
}

function crashed(reason) {
  // What fails after the first panic is only its echo.
  if (report) return;
  report = reason;
  show("This view stopped working.", "Your address is kept. Nothing was sent anywhere.", [
    // A new page: the broken instance still listens to this one.
    button("Try again", true, () => location.reload()),
    button("Copy report", false, copyReport),
  ]);
}

// The app's panics are traps: they have no words, but a stack.
addEventListener("statuscope-trap", ({ detail: error }) => {
  // Not every browser names the error in the stack.
  if (error instanceof WebAssembly.RuntimeError) crashed(`${error}\n${error.stack}`);
});

boot();
