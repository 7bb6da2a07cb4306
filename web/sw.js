// Keeps one build of the app on the device and answers from it, with a network or without.
//
// In:  PARTS, put here by `cargo xtask` (xtask/src/site/worker.rs): a digest of this build, its
//      files with their digests, and which addresses are pages of the app.
// Out: a build is kept as a whole or not at all, and only if every byte is the one that was built.
//      A new one waits until the reader asks for it (web/boot.js) or all pages are closed.
// Never: other people's addresses, frames, or anything that was not built with this file.

const [BUILD, FILES, PAGES] = PARTS;
const root = new URL(registration.scope).pathname;
const pages = new RegExp(PAGES);
// Sites of the same host share one store; the path tells which is ours.
const ours = ` ${root}`;
const cacheName = `app-${BUILD}${ours}`;

addEventListener("install", (event) => {
  const requests = FILES.map(([file, digest]) =>
    new Request(root + file, { integrity: `sha256-${digest}`, cache: "no-cache" }));
  event.waitUntil(caches.open(cacheName)
    .then((cache) => cache.addAll(requests))
    .catch((error) => caches.delete(cacheName).then(() => { throw error; })));
});

addEventListener("activate", (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names
    .filter((name) => name.startsWith("app-") && name.endsWith(ours) && name !== cacheName)
    .map((name) => caches.delete(name)))));
});

// The reader wants the new build now.
addEventListener("message", () => skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(root)) return;
  const path = pathname.slice(root.length);
  if (request.mode === "navigate") {
    if (request.destination === "document" && pages.test(path)) event.respondWith(page(path, request));
  } else if (path && FILES.some(([file]) => file === path)) {
    event.respondWith(kept(path).then((answer) => answer ?? fetch(request)));
  }
});

const kept = (path) => caches.match(root + path, { cacheName });

// The start page stands in for every page. What it shows itself is kept back until the app has
// drawn the right one (styles/static.css), and its links are made to work from any depth.
async function page(path, request) {
  const home = await kept("");
  if (!home || !path) return home ?? fetch(request);
  const text = (await home.text())
    .replace("<html", "<html data-asked")
    .replace(/<link [^>]*canonical[^>]*>/, "")
    .replace(' aria-current="page"', "")
    .replaceAll('"./', () => `"${root}`);
  return new Response(text, { headers: home.headers });
}
