// <http-statuscope at="/404/" theme="auto">: Statuscope on anybody's page. See docs/embedding.md.
//
// In:  the attributes at, theme, loading and site; the wasm, its glue and the style sheet beside this
//      file, fetched once for all elements, when the first of them is near the viewport or focused.
// Out: the app in an open shadow root, and the events http-statuscope-ready, -navigate, -error. Until
//      then, and where it cannot be, the content that the page put into the element.
// Never: the page's address, title, scrolling, storage, styles, or keys outside the element.

const HOME = new URL("./", import.meta.url).href;
const FORBIDDEN = "wasm-forbidden";
// How long a frame may take to say that it is there, once its document has come.
const PATIENCE = 8000;

class Failure extends Error {
  constructor(code, cause) {
    super(`Statuscope: ${code}`, { cause });
    this.code = code;
  }
}

// What holds without the app. The page's own rules for the element win over those for :host.
const own = new CSSStyleSheet();
own.replaceSync(`:host{display:block}:host([hidden]){display:none}
.app{all:initial;display:block;color-scheme:inherit;direction:ltr}
iframe{display:block;width:100%;border:0}iframe.waiting{position:absolute;height:0;visibility:hidden}
[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`);

let loading;
let crashed = false;

/** Resolves to the glue with a running module, and the sheet. */
function load() {
  if (crashed) return Promise.reject(new Failure("crash"));
  loading ??= fetchAll().catch((error) => {
    // The next element may have more luck.
    loading = undefined;
    throw error;
  });
  return loading;
}

async function fetchAll() {
  if (typeof WebAssembly !== "object") throw new Failure("no-wasm");
  try {
    const get = async (url, integrity) => {
      const response = await fetch(url, { integrity });
      if (!response.ok) throw new Error(`${response.status} for ${url}`);
      return response;
    };
    const [glue, wasm, css] = await Promise.all([
      import("./GLUE"),
      get(new URL("WASM", import.meta.url), "INTEGRITY-OF-WASM"),
      get(new URL("CSS", import.meta.url), "INTEGRITY-OF-CSS").then((response) => response.text()),
    ]);
    await glue.default({ module_or_path: wasm });
    return { glue, css };
  } catch (error) {
    throw new Failure(error instanceof WebAssembly.CompileError ? FORBIDDEN : "network", error);
  }
}

let sheet;

/** The site's sheet with its lengths as they are there: pages like to change what a rem is. */
function sheetFor(element, css) {
  if (!sheet) {
    // The reader's own size of letters, whatever the page makes of it.
    const probe = document.createElement("span");
    probe.className = "app";
    element.shadowRoot.append(probe);
    const size = (node) => parseFloat(getComputedStyle(node).fontSize);
    const rem = size(probe) / size(document.documentElement) || 1;
    probe.remove();
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css
      .replace(/@page\s*\{[^}]*\}/g, "")
      .replace(/(\d*\.?\d+)rem\b/g, (_, number) => `${+(number * rem).toFixed(5)}rem`));
  }
  return sheet;
}

const mounted = new Set();

// A panic of the app is a trap in the module that all elements share.
addEventListener("statuscope-trap", ({ detail: error }) => {
  if (error instanceof WebAssembly.RuntimeError) {
    crashed = true;
    for (const element of [...mounted]) element.fail(new Failure("crash", error));
  }
});

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) target.load();
}, { rootMargin: "50%" });

// Keys that the app has used, and those typed into its controls, are none of the page's.
const TYPED = "input, select, textarea, [contenteditable], .scroller";

function keepKey(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || (!modified && event.target.matches?.(TYPED))) event.stopPropagation();
}

class HttpStatuscope extends HTMLElement {
  static observedAttributes = ["at", "theme", "loading", "site"];
  #root = this.attachShadow({ mode: "open" });
  #app; // what the app is mounted in
  #watch;
  #frame;
  #busy = false;
  #path;
  #forget = 0;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [own];
    this.#fall();
    for (const kind of ["keydown", "keypress", "keyup"]) this.#root.addEventListener(kind, keepKey);
    this.#root.addEventListener("click", (event) => this.#copy(event));
    this.addEventListener("focusin", () => this.load());
  }

  connectedCallback() {
    if (this.#app || this.#frame) return;
    if (this.getAttribute("loading") === "eager") this.load();
    else near.observe(this);
  }

  disconnectedCallback() {
    near.unobserve(this);
    // An element that is only moved is back before this.
    queueMicrotask(() => {
      if (!this.isConnected) this.#end();
    });
  }

  attributeChangedCallback(name, _, value) {
    if (name === "at") this.#path = undefined;
    if (name === "loading") {
      if (value === "eager" && this.isConnected) this.load();
    } else if (this.#frame) {
      this.#frame.src = this.#frameUrl();
    } else if (this.#app && name === "site") {
      this.#end();
      this.load();
    } else if (this.#app && name === "theme") {
      this.#paint();
    } else if (this.#app && this.path !== `/${this.#app.dataset.at}`) {
      this.#path = this.path;
      this.#app.dataset.at = this.#path.slice(1);
      this.#app.dispatchEvent(new Event("statuscope"));
    }
  }

  /** Where the app is, or will begin: "/404/". */
  get path() {
    return this.#path ?? `/${(this.getAttribute("at") ?? "").replace(/^\/+/, "")}`;
  }

  get at() {
    return this.getAttribute("at") ?? "";
  }

  set at(path) {
    this.setAttribute("at", path);
  }

  get theme() {
    const theme = this.getAttribute("theme");
    return theme === "light" || theme === "dark" ? theme : "auto";
  }

  set theme(theme) {
    this.setAttribute("theme", theme);
  }

  /** Loads the app now. */
  async load() {
    if (this.#busy || this.#app || this.#frame || !this.isConnected) return;
    this.#busy = true;
    near.unobserve(this);
    try {
      const { glue, css } = await load();
      if (this.isConnected && !crashed) await this.#mount(glue, sheetFor(this, css));
    } catch (error) {
      // The frame's own policy allows what this page's may forbid.
      if (this.isConnected) this.framed ? this.fail(error) : this.#useFrame(error);
    } finally {
      this.#busy = false;
    }
  }

  async #mount(glue, sheet) {
    const app = document.createElement("div");
    app.className = "app";
    app.lang = "en";
    app.dataset.root = this.#site();
    app.dataset.at = this.path.slice(1);
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    this.#root.adoptedStyleSheets = [own, sheet];
    this.#root.replaceChildren(app, said);
    this.#app = app;
    this.#paint();
    mounted.add(this);
    glue.mount(app);
    // The app draws at the end of the task.
    await null;
    if (this.#app !== app) return;
    this.#path = `/${app.dataset.at}`;
    this.#watch = new MutationObserver(() => this.#moved(`/${app.dataset.at}`));
    this.#watch.observe(app, { attributeFilter: ["data-at"] });
    this.#tell("ready", { path: this.path });
  }

  #moved(path) {
    if (path === this.#path) return;
    this.#path = path;
    this.#tell("navigate", { path });
  }

  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(`http-statuscope-${what}`, { bubbles: true, composed: true, detail }));
  }

  #paint() {
    this.#app.dataset.theme = this.theme;
  }

  #site() {
    return new URL(this.getAttribute("site") || HOME, document.baseURI).href.replace(/\/*$/, "/");
  }

  /** Shows what the page put into the element. */
  #fall() {
    this.#root.replaceChildren(document.createElement("slot"));
  }

  #end() {
    clearTimeout(this.#forget);
    this.#frame?.done();
    this.#frame = undefined;
    mounted.delete(this);
    this.#watch?.disconnect();
    const app = this.#app;
    this.#app = undefined;
    if (app && !crashed) {
      delete app.dataset.at;
      app.dispatchEvent(new Event("statuscope"));
    }
    this.#root.adoptedStyleSheets = [own];
    this.#fall();
  }

  /** Gives up: the content of the element stays, or comes back. */
  fail(error) {
    this.#end();
    console.warn(error);
    this.#tell("error", { code: error.code ?? "crash" });
  }

  async #copy(event) {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const status = this.#root.querySelector("[role=status]:last-child");
    const say = (words) => {
      for (const said of this.#root.querySelectorAll(".said")) said.textContent = "";
      if (words) button.querySelector(".said").textContent = words;
      status.textContent = words;
    };
    try {
      await navigator.clipboard.writeText(button.dataset.copy || this.#site() + this.path.slice(1));
      say("Copied");
    } catch {
      say("Not allowed here");
    }
    clearTimeout(this.#forget);
    this.#forget = setTimeout(say, 2000, "");
  }

  #frameUrl() {
    return `${this.#site()}embed/?${new URLSearchParams({ at: this.path, theme: this.theme })}`;
  }

  #useFrame(error) {
    const frame = document.createElement("iframe");
    const { origin } = new URL(this.#site());
    let timer = setTimeout(() => this.fail(error), 3 * PATIENCE);
    const hear = ({ source, origin: from, data }) => {
      if (source !== frame.contentWindow || from !== origin || data?.type !== "http-statuscope") return;
      if (data.code) return this.fail(error);
      if (!(data.height > 0 && data.height < 1e5)) return;
      frame.height = Math.ceil(data.height);
      if (timer) {
        clearTimeout(timer);
        timer = 0;
        frame.className = "";
        this.#root.querySelector("slot")?.remove();
        this.#path = data.path;
        this.#tell("ready", { path: data.path });
      } else {
        this.#moved(data.path);
      }
    };
    // Where frames are forbidden too, the page says so here, and a frame that shows something else is silent.
    const refused = ({ effectiveDirective, blockedURI }) => {
      if (timer && /^(frame|child|default)-src/.test(effectiveDirective) && blockedURI.startsWith(origin)) this.fail(error);
    };
    frame.done = () => {
      clearTimeout(timer);
      removeEventListener("message", hear);
      document.removeEventListener("securitypolicyviolation", refused);
    };
    addEventListener("message", hear);
    document.addEventListener("securitypolicyviolation", refused);
    frame.addEventListener("load", () => {
      if (timer) {
        clearTimeout(timer);
        timer = setTimeout(() => this.fail(error), PATIENCE);
      }
    });
    frame.title = "Statuscope";
    frame.className = "waiting";
    frame.src = this.#frameUrl();
    this.#frame = frame;
    this.#root.append(frame);
  }
}

if (!customElements.get("http-statuscope")) customElements.define("http-statuscope", HttpStatuscope);

export { HttpStatuscope };
