// Runs before the first pixel is drawn: sets the theme that the reader chose, so that nothing
// flashes, and keeps back what the address will change. Also says so if the app never starts.
// A classic script in <head>, in words that old browsers know: a module would run too late.
(function () {
  var root = document.documentElement;
  try {
    // In a sandboxed frame the mere mention of localStorage throws.
    var theme = localStorage.getItem("statuscope.theme");
    if (theme === "light" || theme === "dark") {
      root.setAttribute("data-theme", theme);
    }
  } catch (refused) {
    // Then the system's preference decides.
  }
  // The file of a page does not know the query. What it shows stays hidden until the app has
  // answered, for two seconds at most; see styles/static.css.
  if (location.search) root.setAttribute("data-asked", "");
  addEventListener("load", function () {
    var app = document.getElementById("app");
    // boot.js has run before this, if it could be fetched and understood.
    if (!app || app.hasAttribute("data-root")) return;
    root.removeAttribute("data-asked");
    var note = document.createElement("p");
    note.className = "scope page static";
    note.setAttribute("role", "status");
    note.textContent = "This can be read, and links to other pages work. Searching and trying things out does not start here: "
      + "the browser is too old, or a part of the site is missing.";
    app.insertBefore(note, app.firstChild);
  });
})();
