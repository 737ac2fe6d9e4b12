// What cannot be worked out says so where it would have stood.
(() => {
  "use strict";
  const failed = (event) => {
    const box = event.detail.target && event.detail.target.closest("[data-late]");
    if (!box) {
      return;
    }
    const told = document.createElement("p");
    told.className = "worse";
    told.setAttribute("role", "alert");
    told.textContent = "It could not be worked out. Nothing was changed. Load the page again, and look at the log if it stays so.";
    box.replaceChildren(told);
  };
  document.addEventListener("htmx:responseError", failed);
  document.addEventListener("htmx:sendError", failed);
})();
