/** Which colours to show: as the system (or the page's `color-scheme`) prefers, or always these. */
export type StatuscopeTheme = "auto" | "light" | "dark";

/**
 * Why the app cannot be shown: no WebAssembly in this browser, forbidden by the page's policy, not
 * to be fetched, or stopped while it ran.
 */
export type StatuscopeErrorCode = "no-wasm" | "wasm-forbidden" | "network" | "crash";

/** Where the app is, as the attribute `at` would say it: `/404/`. */
export interface StatuscopePath {
  path: string;
}

export interface StatuscopeError {
  code: StatuscopeErrorCode;
}

/** `<http-statuscope at="/404/" theme="auto" loading="lazy">` */
export class HttpStatuscope extends HTMLElement {
  /** Which view to show, as an address of the site: `/404/`, `/?q=too+many`, `/labs/cache/`. */
  at: string;
  /** The colours. */
  theme: StatuscopeTheme;
  /** Where the app is now. */
  readonly path: string;
  /** Loads the app now, wherever the element is. */
  load(): Promise<void>;
}

declare global {
  interface HTMLElementTagNameMap {
    "http-statuscope": HttpStatuscope;
  }
  interface GlobalEventHandlersEventMap {
    "http-statuscope-ready": CustomEvent<StatuscopePath>;
    "http-statuscope-navigate": CustomEvent<StatuscopePath>;
    "http-statuscope-error": CustomEvent<StatuscopeError>;
  }
}
