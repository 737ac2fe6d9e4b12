// Keys, theme, menus and typed confirmations. No page needs any of it to be read.
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));

  // Theme: system, light, dark, and round again
  const themeName = () => root.dataset.theme || "system";
  const showTheme = () => all("[data-theme-name]").forEach((el) => { el.textContent = themeName(); });
  const nextTheme = () => {
    const next = { system: "light", light: "dark", dark: "system" }[themeName()];
    if (next === "system") {
      delete root.dataset.theme;
      localStorage.removeItem("theme");
    } else {
      root.dataset.theme = next;
      localStorage.setItem("theme", next);
    }
    showTheme();
  };

  // Times also say when that was here
  const localTimes = (within) => all("time[datetime]", within).forEach((time) => {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime()) && !time.dataset.local) {
      time.dataset.local = "yes";
      time.title += "\n" + at.toLocaleString() + " here";
    }
  });

  // A button that needs a number typed works once it is there
  const confirmations = (within) => all("input[data-confirms]", within).forEach((input) => {
    const button = input.form && input.form.querySelector("[data-confirmed]");
    if (button) {
      const look = () => { button.disabled = input.value.trim() !== input.dataset.confirms; };
      input.addEventListener("input", look);
      look();
    }
  });

  // A filter acts when it changes
  const autoSubmit = (within) => all("form[data-auto]", within).forEach((form) => {
    form.addEventListener("change", (event) => {
      if (event.target.form === form && event.target.type !== "search") {
        form.requestSubmit();
      }
    });
  });

  // On a narrow page each row of a table stands alone, so its cells carry the heads with them
  const heads = (within) => all("table.data:not(.keeps)", within).forEach((table) => {
    const names = all("thead th", table).map((head) =>
      head.querySelector(".hidden-label") ? "" : head.textContent.trim().replace(/ [↑↓]$/, ""));
    if (names.length < 3) {
      return;
    }
    all("tbody tr", table).forEach((row) => Array.from(row.cells).forEach((cell, at) => {
      cell.dataset.label = cell.colSpan > 1 ? "" : names[at] || "";
    }));
    table.classList.add("stacks");
  });

  // A picture that is wider than the page shows its middle first
  const centre = (within) => all("[data-centre]", within).forEach((box) => {
    box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2;
  });

  const ready = (within) => { localTimes(within); confirmations(within); autoSubmit(within); heads(within); centre(within); };

  // Keys
  const keysOn = () => localStorage.getItem("single-keys") !== "off";
  const places = { o: "/", f: "/findings", x: "/explore", q: "/queries", r: "/remediation", e: "/evidence", s: "/sources" };
  let going = 0;

  const typing = (target) =>
    target.isContentEditable || ["INPUT", "SELECT", "TEXTAREA"].includes(target.tagName);

  const rows = () => all("table[data-rows] tbody tr");
  const move = (step) => {
    const list = rows();
    const next = list[Math.min(list.length - 1, Math.max(0, list.findIndex((row) => row.classList.contains("at-cursor")) + step))];
    if (next) {
      list.forEach((row) => row.classList.toggle("at-cursor", row === next));
      next.scrollIntoView({ block: "nearest" });
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !keysOn()) {
      return;
    }
    if (typing(event.target)) {
      if (event.key === "Escape") {
        event.target.blur();
      }
      return;
    }
    if (document.querySelector("dialog[open]")) {
      return;
    }
    if (going && Date.now() - going < 1200 && places[event.key]) {
      going = 0;
      window.location.assign(places[event.key]);
      return;
    }
    going = 0;
    switch (event.key) {
      case "/": {
        const search = document.getElementById("search");
        if (search) {
          event.preventDefault();
          search.focus();
          search.select();
        }
        break;
      }
      case "g":
        going = Date.now();
        break;
      case "?": {
        const keys = document.getElementById("keys");
        if (keys) {
          keys.showModal();
        }
        break;
      }
      case "j":
        move(1);
        break;
      case "k":
        move(-1);
        break;
      case "Enter": {
        const link = event.target === document.body && document.querySelector("tr.at-cursor a[href]");
        if (link) {
          link.click();
        }
        break;
      }
      default: {
        const row = event.key === "x" ? document.querySelector("tr.at-cursor input[type=checkbox]") : null;
        const button = row || document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
        if (button && !button.disabled) {
          event.preventDefault();
          button.click();
        }
      }
    }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.open);
      if (dialog) {
        dialog.showModal();
      }
    }
    if (event.target.closest("[data-theme-next]")) {
      nextTheme();
    }
    all("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && event.target.method === "post" && !event.defaultPrevented) {
      setTimeout(() => { button.disabled = true; });
    }
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      window.location.reload();
    }
  });

  const switchBox = document.querySelector("[data-single-keys]");
  if (switchBox) {
    switchBox.checked = keysOn();
    switchBox.addEventListener("change", () => {
      localStorage.setItem("single-keys", switchBox.checked ? "on" : "off");
    });
  }

  // Requests of htmx carry the CSRF token; what it brings in gets the same treatment
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector("meta[name=csrf]");
    if (token && event.detail.verb !== "get") {
      event.detail.headers[token.dataset.header] = token.content;
    }
  });
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt));

  // A part that could not be had: what stands there stays, and that it is as it was is said
  const told = () => document.getElementById("told");
  const notHad = (event) => {
    const place = event.detail.target;
    const status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (!told() || status === 401 || (place && place.closest("[data-late], [data-live]"))) {
      return;
    }
    const box = document.createElement("div");
    box.className = "notice is-high";
    box.dataset.notHad = "";
    box.setAttribute("role", "alert");
    box.textContent = status
      ? "The server could not answer this. The page shows what it showed before. Try again; if it stays so, the log says why."
      : "The server did not answer. The page shows what it showed before. Try again when it is back.";
    told().replaceChildren(box);
  };
  document.addEventListener("htmx:responseError", notHad);
  document.addEventListener("htmx:sendError", notHad);
  document.addEventListener("htmx:afterOnLoad", (event) => {
    if (event.detail.successful) {
      all("[data-not-had]").forEach((box) => box.remove());
    }
  });

  showTheme();
  ready(document);
})();
