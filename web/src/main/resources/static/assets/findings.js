// The list of findings: which are selected, and the bar that acts on them once their number is typed.
(() => {
  "use strict";
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  const selection = (bulk) => {
    const boxes = all("input[data-check]");
    const every = document.querySelector("input[data-check-all]");
    const whole = bulk.querySelector("input[data-all]");
    const typed = bulk.querySelector("input[name=count]");
    const buttons = all("button[data-act]", bulk);
    const look = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      const count = whole && whole.checked ? Number(bulk.dataset.total) : chosen;
      boxes.forEach((box) => {
        box.disabled = Boolean(whole && whole.checked);
        box.closest("tr").setAttribute("aria-selected", String(box.checked || box.disabled));
      });
      every.checked = chosen > 0 && chosen === boxes.length;
      every.indeterminate = chosen > 0 && chosen < boxes.length;
      bulk.classList.toggle("is-idle", count === 0);
      bulk.querySelector("[data-selected]").textContent = count === 0 ? "Select findings above" : `${count.toLocaleString("en")} selected`;
      bulk.querySelector("[data-typed-label]").textContent = count === 0 ? "Type how many to confirm" : `Type ${count} to confirm`;
      buttons.forEach((button) => { button.disabled = count === 0 || typed.value.trim() !== String(count); });
    };
    boxes.forEach((box) => box.addEventListener("change", look));
    every.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = every.checked; });
      look();
    });
    if (whole) {
      whole.addEventListener("change", look);
    }
    typed.addEventListener("input", look);
    bulk.addEventListener("submit", (event) => {
      const needs = ((event.submitter && event.submitter.dataset.needs) || "").split(" ").filter(Boolean);
      const missing = needs.map((id) => document.getElementById(id)).find((field) => !field.value.trim());
      if (missing) {
        event.preventDefault();
        missing.setCustomValidity("An acceptance needs this.");
        missing.reportValidity();
        missing.addEventListener("input", () => missing.setCustomValidity(""), { once: true });
      }
    });
    look();
  };

  // A list without any state chosen is one of every state
  const states = (form) => {
    const every = form.querySelector("[data-unless=state]");
    form.addEventListener("change", () => {
      every.disabled = all("input[type=checkbox][name=state]", form).some((box) => box.checked);
    }, true);
  };

  // What a key opens is typed into at once
  document.addEventListener("toggle", (event) => {
    const field = event.target.open && event.target.querySelector("summary[data-key] ~ form input:not([type=hidden])");
    if (field) {
      field.focus();
    }
  }, true);

  // Filters that were unfolded on a narrow page stay so while the list is narrowed
  let unfolded = false;
  document.addEventListener("toggle", (event) => {
    if (event.target.id === "fold") {
      unfolded = event.target.open;
    }
  }, true);

  const ready = (within) => {
    const fold = document.getElementById("fold");
    if (fold && unfolded) {
      fold.open = true;
    }
    all("form[data-bulk]", within).forEach(selection);
    all("form#filters", within).forEach(states);
  };
  document.addEventListener("htmx:load", (event) => {
    if (event.detail.elt !== document.body) {
      ready(event.detail.elt);
    }
  });
  ready(document);
})();
