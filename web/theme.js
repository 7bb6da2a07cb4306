// Sets the theme that the reader chose before the first pixel is drawn, so that nothing flashes.
// A classic script in <head>: a module would run after the page is shown.
(function () {
  try {
    // In a sandboxed frame the mere mention of localStorage throws.
    var theme = localStorage.getItem("statuscope.theme");
    if (theme === "light" || theme === "dark") {
      document.documentElement.setAttribute("data-theme", theme);
    }
  } catch (refused) {
    // Then the system's preference decides.
  }
})();
