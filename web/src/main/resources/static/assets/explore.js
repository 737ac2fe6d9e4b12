// Draws the explorer's picture and keeps it, the page beside it and the address the same.
(() => {
  "use strict";
  const look = window.firebreakLook;
  const nodes = window.firebreakNodes;
  const page = () => document.getElementById("explore");
  const canvas = document.getElementById("graph");
  if (!canvas || !window.cytoscape) {
    return;
  }
  canvas.replaceChildren();
  const cy = window.cytoscape({ container: canvas, elements: [], minZoom: .08, maxZoom: 3, boxSelectionEnabled: false, selectionType: "single", autounselectify: true, layout: { name: "preset" } });
  const parameters = () => new URLSearchParams(window.location.search);
  const labelled = () => parameters().get("labels") !== "off";
  const restyle = () => cy.style(look.style(look.colours(), labelled()));
  let picture = null;

  const foldId = (fold) => `${fold.onward ? "+" : "-"} ${fold.of}`;

  // A name in at most two lines of a width, broken after its parts
  const pen = document.createElement("canvas").getContext("2d");
  const lines = (name, width) => {
    pen.font = `11.5px ${getComputedStyle(document.body).fontFamily}`;
    const fits = (text) => pen.measureText(text.trim()).width <= width;
    const cut = (text) => {
      let rest = text;
      while (rest.length > 1 && !fits(`${rest}…`)) {
        rest = rest.slice(0, -1);
      }
      return `${rest.trim()}…`;
    };
    const parts = name.split(/(?<=[\s\-_.@:/])/);
    let first = parts.shift();
    while (parts.length && fits(first + parts[0])) {
      first += parts.shift();
    }
    const second = parts.join("");
    return [fits(first) ? first.trim() : cut(first), fits(second) ? second.trim() : cut(second)].filter((line) => line && line !== "…").join("\n");
  };

  // How wide a name may be: what is left of a hop beside the symbol
  const room = (data) => {
    const places = Array.from(new Set(data.nodes.map((mark) => mark.x))).sort((one, other) => one - other);
    const hop = Math.min(172, ...places.slice(1).map((x, at) => x - places[at]).filter((step) => step > 60));
    return data.paths ? hop - 10 : hop - 38;
  };

  const elements = (data) => {
    const focus = data.focus.key;
    const width = room(data);
    const marks = data.nodes.map((mark) => ({
      group: "nodes",
      data: { id: mark.node.key, label: lines(mark.label, mark.node.key === focus ? 150 : width), name: mark.node.name, icon: nodes.icon(mark.node), tone: nodes.tone(mark.node) },
      position: { x: mark.x, y: mark.y },
      classes: [nodes.tone(mark.node), mark.node.key === focus ? "focus" : "", mark.crownJewel ? "crown" : "", mark.pinned ? "pinned" : "", data.paths ? "below" : ""].join(" "),
    }));
    const folds = data.folds.map((fold) => ({
      group: "nodes", data: { id: foldId(fold), label: `+${fold.hidden.toLocaleString("en")}`, of: fold.of }, position: { x: fold.x, y: fold.y }, classes: "fold",
    }));
    const edges = data.edges.map((line) => ({
      group: "edges", data: { id: line.id, source: line.from, target: line.to, word: line.word },
      classes: [line.hot ? "hot" : "", line.through ? "through" : "", data.paths && data.edges.length <= 24 ? "said" : ""].join(" "),
    }));
    const ties = data.folds.map((fold) => ({
      group: "edges", data: { id: `${foldId(fold)} tie`, source: fold.onward ? fold.of : foldId(fold), target: fold.onward ? foldId(fold) : fold.of, word: "" }, classes: "folds",
    }));
    return [...marks, ...folds, ...edges, ...ties];
  };

  // Free places begin at those hop by hop, and chance has no part in them
  const loosen = () => {
    if (parameters().get("layout") !== "free" || cy.nodes().length < 3) {
      return;
    }
    if (window.layoutBase) {
      window.layoutBase.RandomSeed.seed = 1;
    }
    const pins = cy.nodes(".pinned").map((node) => ({ nodeId: node.id(), position: { ...node.position() } }));
    cy.layout({ name: "fcose", randomize: false, animate: false, fit: false, quality: "proof", nodeDimensionsIncludeLabels: true, idealEdgeLength: 80, nodeRepulsion: 9000,
      fixedNodeConstraint: pins.length ? pins : undefined }).run();
  };

  const fit = () => {
    cy.resize();
    cy.fit(undefined, 28);
    const focus = cy.nodes(".focus");
    if (cy.zoom() > 1.15) {
      cy.zoom(1.15);
      cy.center();
    } else if (cy.zoom() < .4) {
      cy.zoom(.4);
      const box = cy.elements().boundingBox();
      const at = focus.length ? focus.position() : { x: (box.x1 + box.x2) / 2, y: (box.y1 + box.y2) / 2 };
      const left = (at.x - box.x1) / Math.max(1, box.w);
      cy.pan({ x: canvas.clientWidth * (.1 + .8 * left) - at.x * .4, y: canvas.clientHeight / 2 - at.y * .4 });
    }
  };

  // Dims what neither leads to the selected node nor lies behind it
  const emphasise = () => {
    const chosen = parameters().get("select");
    cy.elements().removeClass("dim selected way told");
    const node = chosen ? cy.getElementById(chosen) : cy.collection();
    if (node.empty()) {
      return;
    }
    node.addClass("selected");
    if (!node.hasClass("focus")) {
      const onWay = node.union(node.predecessors()).union(node.successors());
      cy.elements().difference(onWay).addClass("dim");
      onWay.edges().not(".folds").addClass("way");
    }
    node.connectedEdges().not(".folds").addClass("told");
  };

  const draw = (data) => {
    const before = picture;
    const anchor = before && cy.getElementById(data.selected.mark.node.key);
    const place = anchor && anchor.nonempty() ? anchor.renderedPosition() : null;
    const held = place ? { ...place } : null;
    cy.batch(() => {
      cy.elements().remove();
      cy.add(elements(data));
    });
    picture = data;
    restyle();
    loosen();
    const stays = held && before.focus.key === data.focus.key && !before.to === !data.to;
    if (stays) {
      const now = cy.getElementById(data.selected.mark.node.key).renderedPosition();
      cy.panBy({ x: held.x - now.x, y: held.y - now.y });
    } else {
      fit();
    }
    emphasise();
    canvas.setAttribute("aria-label", `Graph: ${data.sentence}. Arrow keys go from node to node; the tables below say the same.`);
    canvas.dataset.drawn = String(data.nodes.length);
  };

  const dress = () => {
    document.querySelectorAll("[data-image]").forEach((button) => { button.hidden = false; });
    const slider = document.getElementById("slider");
    slider.hidden = slider.max === "0";
  };

  // Takes over the parts of a page that was read from this server; the picture itself stays
  const takeOver = (html) => {
    const other = new DOMParser().parseFromString(html, "text/html");
    const focused = document.activeElement && document.activeElement.id;
    const opened = Array.from(document.querySelectorAll("#explore-twin details[open]")).map((part) => part.id);
    document.title = other.title;
    ["explore-head", "explore-form", "explore-time", "explore-side", "explore-twin", "explore-help"].forEach((id) => {
      const fresh = other.getElementById(id);
      const old = document.getElementById(id);
      if (fresh && old) {
        const part = document.importNode(fresh, true);
        old.replaceWith(part);
        document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: part } }));
      }
    });
    document.querySelectorAll("#explore-twin details").forEach((part) => { part.open = opened.includes(part.id); });
    dress();
    const again = focused && focused !== "graph" && document.getElementById(focused);
    if (again) {
      again.focus({ preventScroll: true });
    }
  };

  // The line under every page (role=status) says what could not be fetched
  const lost = (text) => {
    const place = document.getElementById("told");
    if (!place || !(text || place.dataset.lost)) {
      return;
    }
    const box = document.createElement("div");
    box.className = "notice is-high";
    box.textContent = text;
    place.dataset.lost = text;
    place.replaceChildren(...(text ? [box] : []));
  };

  let asked = 0;
  const show = async (address, onlyTold) => {
    const turn = ++asked;
    page().setAttribute("aria-busy", "true");
    try {
      const query = new URL(address, window.location.href).search;
      const answers = await Promise.all([`/explore${query}${onlyTold ? "&part=side" : ""}`, ...(onlyTold ? [] : [`/api/v1/explore${query}`])].map((each) => fetch(each)));
      if (!answers.every((answer) => answer.ok && !answer.redirected)) {
        window.location.assign(address);
        return;
      }
      const html = await answers[0].text();
      const data = onlyTold ? null : await answers[1].json();
      if (turn === asked) {
        lost("");
        takeOver(html);
        if (data) {
          draw(data);
        }
      }
    } catch {
      if (turn === asked) {
        lost("The server did not answer, so the picture stays as it was. Repeat it.");
      }
    } finally {
      if (turn === asked) {
        page().removeAttribute("aria-busy");
      }
    }
  };

  const go = (address, replaces) => {
    const url = new URL(address, window.location.href);
    if (url.pathname !== "/explore" || !url.searchParams.get("focus")) {
      window.location.assign(url);
      return;
    }
    window.history[replaces ? "replaceState" : "pushState"]({}, "", url);
    show(url.href);
  };

  const changed = (change, replaces) => {
    const next = parameters();
    change(next);
    go(`/explore?${next}`, replaces);
  };

  const remove = (all, name, value) => {
    const rest = all.getAll(name).filter((each) => each !== value);
    all.delete(name);
    rest.forEach((each) => all.append(name, each));
  };

  // What is selected is seen at once; the page beside the picture follows
  const select = (key) => {
    const next = parameters();
    if (key) {
      next.set("select", key);
    } else {
      next.delete("select");
    }
    window.history.replaceState({}, "", `/explore?${next}`);
    emphasise();
    show(window.location.href, !page().hasAttribute("aria-busy"));
  };
  const expand = (key) => changed((all) => {
    const had = all.getAll("expand").includes(key);
    remove(all, "expand", key);
    remove(all, "fold", key);
    if (!had) {
      all.append("expand", key);
    }
    all.set("select", key);
  });

  cy.on("tap", "node", (event) => {
    const node = event.target;
    canvas.focus({ preventScroll: true });
    if (node.hasClass("fold")) {
      expand(node.data("of"));
    } else {
      select(node.id());
    }
  });
  cy.on("dbltap", "node", (event) => {
    if (!event.target.hasClass("fold")) {
      expand(event.target.id());
    }
  });
  cy.on("tap", (event) => {
    if (event.target === cy && parameters().get("select")) {
      select(null);
    }
  });
  let grabbed = null;
  cy.on("grab", "node", (event) => { grabbed = { ...event.target.position() }; });
  cy.on("free", "node", (event) => {
    const node = event.target;
    const at = node.position();
    if (grabbed && !node.hasClass("fold") && Math.hypot(at.x - grabbed.x, at.y - grabbed.y) > 4) {
      changed((all) => {
        const others = all.getAll("pin").filter((pin) => pin.slice(0, pin.lastIndexOf("@")) !== node.id());
        all.delete("pin");
        others.concat(`${node.id()}@${Math.round(at.x)},${Math.round(at.y)}`).forEach((pin) => all.append("pin", pin));
        all.set("select", node.id());
      }, true);
    }
    grabbed = null;
  });
  cy.on("mouseover", "node", (event) => { canvas.title = event.target.data("name") || ""; });
  cy.on("mouseout", "node", () => { canvas.removeAttribute("title"); });

  // The nearest node in the direction of an arrow key
  const beside = (node, x, y) => {
    const at = node.position();
    let best = null;
    let least = Infinity;
    cy.nodes().not(".fold").forEach((other) => {
      const to = other.position();
      const along = (to.x - at.x) * x + (to.y - at.y) * y;
      const aside = Math.abs((to.x - at.x) * y + (to.y - at.y) * x);
      if (along > 4 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = other;
      }
    });
    return best;
  };

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const middle = { x: canvas.clientWidth / 2, y: canvas.clientHeight / 2 };
    if (ARROWS[event.key]) {
      event.preventDefault();
      const at = cy.nodes(".selected").length ? cy.nodes(".selected") : cy.nodes(".focus");
      const next = at.length && beside(at[0], ...ARROWS[event.key]);
      if (next) {
        select(next.id());
      }
    } else if (event.key === "+" || event.key === "-") {
      cy.zoom({ level: cy.zoom() * (event.key === "+" ? 1.25 : .8), renderedPosition: middle });
    } else if (event.key === "0") {
      cy.fit(undefined, 28);
    } else if (event.key === "Enter" && cy.nodes(".selected").length) {
      event.preventDefault();
      expand(cy.nodes(".selected")[0].id());
    } else if (event.key === "Escape" && parameters().get("select")) {
      select(null);
    }
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#explore a[data-state]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      go(link.href);
    }
    const image = event.target.closest("[data-image]");
    if (image && picture) {
      window.firebreakImage(image.dataset.image, cy, look, labelled(), `firebreak-${picture.focus.name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase()}`);
    }
  });

  // A name that nobody changed stands for the node that it was
  const submitted = (form) => {
    const next = new URLSearchParams();
    const to = form.elements.to;
    new FormData(form).forEach((value, name) => {
      if (value) {
        next.append(name, name === "to" && value === to.defaultValue && to.dataset.node ? to.dataset.node : value);
      }
    });
    go(`/explore?${next}`);
  };
  document.addEventListener("submit", (event) => {
    if (event.target.id === "explore-form") {
      event.preventDefault();
      submitted(event.target);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "slider") {
      const at = document.getElementById("at");
      const times = Array.from(at.options).slice(at.options.length - Number(event.target.max)).reverse();
      const chosen = times[Number(event.target.value)];
      changed((all) => (chosen ? all.set("at", chosen.value) : all.delete("at")), true);
    } else if (event.target.form && event.target.form.id === "explore-form" && event.target.type !== "search") {
      submitted(event.target.form);
    }
  });
  window.addEventListener("popstate", () => show(window.location.href));
  window.addEventListener("resize", fit);

  const retheme = () => { restyle(); };
  new MutationObserver(retheme).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);

  dress();
  fetch(`/api/v1/explore${window.location.search}`).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText)))).then(draw)
    .catch(() => lost("The picture could not be fetched. The tables say the same; load the page again for the picture."));
})();
