// For pages with frames of embed/: gives each the height of what it shows. It hears only frames that
// this page has, that were opened at this site's address, and that say who they are.
(function () {
  var home = new URL("./embed/", document.currentScript.src).href;
  addEventListener("message", function (event) {
    var data = event.data;
    if (!data || data.type !== "http-statuscope" || !(data.height > 0 && data.height < 1e5)) return;
    document.querySelectorAll("iframe").forEach(function (frame) {
      if (frame.contentWindow !== event.source || frame.src.indexOf(home) !== 0) return;
      // A sandboxed frame has no origin to tell.
      if (event.origin === new URL(home).origin || (frame.hasAttribute("sandbox") && event.origin === "null")) {
        frame.height = Math.ceil(data.height);
      }
    });
  });
})();
