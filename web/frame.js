// The page for frames: embed/?at=/404/&theme=dark shows one element, and tells the page around it how
// high it is, where it is, and whether it failed. web/embed.js and web/element.js listen.

import "./element.js";

const element = document.querySelector("http-statuscope");
const asked = new URLSearchParams(location.search);
// No frame within the frame.
element.framed = true;
element.at = asked.get("at") ?? "/";
element.theme = asked.get("theme") ?? "auto";
// The page's own ground has the same colours.
document.documentElement.dataset.theme = element.theme;

function tell(more) {
  // It may be anybody's page, and there is nothing secret in this.
  const { height } = element.getBoundingClientRect();
  parent.postMessage({ type: "http-statuscope", height: Math.ceil(height), path: element.path, ...more }, "*");
}

element.addEventListener("http-statuscope-ready", () => {
  // At once: browsers do not draw a frame that is out of sight, and nobody observes it then.
  tell();
  new ResizeObserver(() => tell()).observe(element);
});
element.addEventListener("http-statuscope-navigate", () => tell());
element.addEventListener("http-statuscope-error", ({ detail }) => tell(detail));
