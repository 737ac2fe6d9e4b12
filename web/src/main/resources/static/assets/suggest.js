// Type-ahead: what is called like what is typed, by kind, as a list box of its field (WAI-ARIA combobox).
(() => {
  "use strict";
  const WAIT = 120;
  const nodes = window.firebreakNodes;
  const SVG = "http://www.w3.org/2000/svg";
  let count = 0;

  const element = (name, classes, text) => {
    const made = document.createElement(name);
    made.className = classes;
    if (text) {
      made.textContent = text;
    }
    return made;
  };

  const marked = (name, query) => {
    const span = element("span", "");
    const at = name.toLowerCase().indexOf(query.toLowerCase());
    if (at < 0) {
      span.textContent = name;
    } else {
      span.append(name.slice(0, at), element("b", "", name.slice(at, at + query.length)), name.slice(at + query.length));
    }
    return span;
  };

  const icon = (node) => {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS(SVG, "use");
    use.setAttribute("href", `#${nodes.icon(node)}`);
    svg.append(use);
    return svg;
  };

  const plural = (group) => (group.kind === "IDENTITY" ? "identities" : `${group.word}s`);

  const begin = (input) => {
    const id = `suggestions-${++count}`;
    const box = element("div", "suggestions");
    box.id = id;
    box.hidden = true;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", "Suggestions");
    input.parentElement.append(box);
    Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" }).forEach(([name, value]) => input.setAttribute(name, value));
    let options = [];
    let chosen = -1;
    let timer = 0;
    let turn = 0;

    const close = () => {
      box.hidden = true;
      chosen = -1;
      turn++;
      clearTimeout(timer);
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };

    const mark = (next) => {
      chosen = (next + options.length + 1) % (options.length + 1);
      chosen = chosen === options.length ? -1 : chosen;
      options.forEach((option, at) => option.element.setAttribute("aria-selected", String(at === chosen)));
      if (chosen < 0) {
        input.removeAttribute("aria-activedescendant");
      } else {
        input.setAttribute("aria-activedescendant", options[chosen].element.id);
        options[chosen].element.scrollIntoView({ block: "nearest" });
      }
    };

    const take = (node) => {
      close();
      if (input.dataset.suggest === "fill") {
        input.value = node.key;
        input.form.requestSubmit();
        return;
      }
      const exploring = window.location.pathname === "/explore";
      window.location.assign(exploring ? `/explore?focus=${encodeURIComponent(node.key)}` : nodes.page(node));
    };

    const show = (found) => {
      options = [];
      box.replaceChildren();
      found.groups.forEach((group) => {
        const part = element("div", "suggested");
        part.setAttribute("role", "group");
        const head = element("div", "note suggested-kind", `${plural(group)} ${group.total > group.hits.length ? `${group.hits.length} of ${group.total.toLocaleString("en")}` : group.total}`);
        head.id = `${id}-${group.kind}`;
        part.setAttribute("aria-labelledby", head.id);
        part.append(head);
        group.hits.forEach((hit) => {
          const option = element("div", `option node ${nodes.tone(hit.node)}`);
          option.id = `${id}-${options.length}`;
          option.setAttribute("role", "option");
          option.setAttribute("aria-selected", "false");
          option.append(icon(hit.node), marked(hit.node.name, found.query));
          if (hit.crownJewel) {
            option.append(element("span", "crown note", "crown jewel"));
          }
          option.append(element("span", "note aside", hit.aside));
          option.addEventListener("mousedown", (event) => event.preventDefault());
          option.addEventListener("click", () => take(hit.node));
          options.push({ element: option, node: hit.node });
          part.append(option);
        });
        box.append(part);
      });
      if (!options.length) {
        const none = element("div", "note suggested-kind", "Nothing is called like that.");
        none.setAttribute("role", "presentation");
        box.append(none);
      }
      box.hidden = false;
      chosen = -1;
      input.setAttribute("aria-expanded", "true");
    };

    const ask = async () => {
      const mine = ++turn;
      const answer = await fetch(`/api/v1/suggestions?q=${encodeURIComponent(input.value.trim())}`);
      if (answer.ok && mine === turn && document.activeElement === input) {
        show(await answer.json());
      }
    };

    input.addEventListener("input", () => {
      clearTimeout(timer);
      if (input.value.trim()) {
        timer = setTimeout(ask, WAIT);
      } else {
        close();
      }
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !box.hidden) {
        event.stopPropagation();
        event.preventDefault();
        close();
      } else if (!box.hidden && options.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        mark(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? options.length - 1 : chosen - 1);
      } else if (event.key === "Enter" && chosen >= 0) {
        event.preventDefault();
        take(options[chosen].node);
      }
    });
  };

  // htmx tells of the page itself, too: a field has one list
  const ready = (within) => Array.from(within.querySelectorAll("input[data-suggest]:not([role])")).forEach(begin);
  document.addEventListener("htmx:load", (event) => ready(event.detail.elt));
  ready(document);
})();
