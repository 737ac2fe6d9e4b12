// Line numbers beside the text of a ruleset, and links from a problem to its line.
(() => {
  "use strict";
  const text = document.querySelector("[data-numbered]");
  if (!text) {
    return;
  }
  const lines = document.createElement("pre");
  lines.className = "lines";
  lines.setAttribute("aria-hidden", "true");
  text.parentNode.classList.add("has-lines");
  text.before(lines);

  let shown = 0;
  const number = () => {
    const count = text.value.split("\n").length;
    if (count !== shown) {
      shown = count;
      lines.textContent = Array.from({ length: count }, (_, at) => at + 1).join("\n");
    }
    lines.scrollTop = text.scrollTop;
  };
  text.addEventListener("input", number);
  text.addEventListener("scroll", () => { lines.scrollTop = text.scrollTop; });
  new ResizeObserver(() => { lines.style.height = text.offsetHeight + "px"; }).observe(text);
  number();

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    if (!link) {
      return;
    }
    const wanted = Number(link.dataset.line);
    const all = text.value.split("\n");
    const from = all.slice(0, wanted - 1).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(from, from + (all[wanted - 1] || "").length);
    const height = text.scrollHeight / all.length;
    text.scrollTop = Math.max(0, height * (wanted - 5));
    text.scrollLeft = 0;
  });
})();
