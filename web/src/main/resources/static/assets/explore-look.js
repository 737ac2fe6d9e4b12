// How the explorer's picture looks: the shapes, colours and strokes of the page, read from its styles.
window.firebreakLook = (() => {
  "use strict";
  const KINDS = ["identity", "account", "group", "entitlement", "container", "privileged", "source"];

  // What a colour of the stylesheet is in the theme that is shown
  const colours = () => {
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    const read = (name) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const names = ["sheet", "ink", "ink-2", "ink-3", "petrol", "petrol-wash", "critical", "high", "line-control", "line-button"];
    const all = Object.fromEntries(names.map((name) => [name, read(name)]));
    KINDS.forEach((kind) => {
      all[kind] = read(kind);
      all[`${kind}-wash`] = read(`${kind}-wash`);
    });
    probe.remove();
    return all;
  };

  // The symbol of a kind from the page's sprite, in its colours
  const symbol = (icon, stroke, fill) => {
    const original = document.getElementById(icon);
    const group = document.createElementNS("http://www.w3.org/2000/svg", "g");
    group.setAttribute("stroke-width", "1.25");
    group.setAttribute("stroke-linecap", "round");
    group.setAttribute("stroke-linejoin", "round");
    Array.from(original ? original.children : []).forEach((part) => {
      const copy = part.cloneNode(false);
      const solid = copy.classList.contains("solid");
      copy.setAttribute("fill", copy.classList.contains("shape") ? fill : solid ? stroke : "none");
      copy.setAttribute("stroke", solid ? "none" : stroke);
      copy.removeAttribute("class");
      group.append(copy);
    });
    return new XMLSerializer().serializeToString(group);
  };

  const image = (icon, stroke, fill) =>
    "data:image/svg+xml;utf8," + encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 16 16">${symbol(icon, stroke, fill)}</svg>`);

  const SHAPES = { identity: "ellipse", account: "round-rectangle", group: "hexagon", entitlement: "diamond", container: "rectangle", privileged: "tag", source: "barrel" };
  const SIZE = { focus: 34, other: 24 };

  const style = (c, labelled) => {
    const font = getComputedStyle(document.body).fontFamily;
    return [
      { selector: "node", style: {
        "width": SIZE.other, "height": SIZE.other, "background-opacity": 0, "border-width": 0, "background-fit": "contain",
        "label": labelled ? "data(label)" : "", "font-family": font, "font-size": 11.5, "color": c["ink-2"], "text-halign": "right", "text-valign": "center", "text-margin-x": 4,
        "text-wrap": "wrap", "text-max-width": 400, "line-height": 1.05, "text-background-color": c.sheet, "text-background-opacity": .82, "text-background-padding": 1, "min-zoomed-font-size": 6,
        "overlay-padding": 3, "overlay-color": c.petrol } },
      ...KINDS.map((kind) => ({ selector: `node.${kind}`, style: { "shape": SHAPES[kind] } })),
      ...KINDS.flatMap((kind) => ["k-identity", "k-workload", "k-agent", `k-${kind}`].map((icon) => ({
        selector: `node.${kind}[icon = "${icon}"]`, style: { "background-image": image(icon, c[kind], c[`${kind}-wash`]) } }))),
      { selector: "node.focus", style: { "width": SIZE.focus, "height": SIZE.focus, "font-size": 13, "font-weight": 600, "color": c.ink, "text-halign": "center", "text-valign": "bottom", "text-margin-x": 0, "text-margin-y": 3 } },
      { selector: "node.below", style: { "text-halign": "center", "text-valign": "bottom", "text-margin-x": 0, "text-margin-y": 3 } },
      { selector: "node.crown", style: { "color": c.high, "font-weight": 600 } },
      { selector: "node.pinned", style: { "underlay-shape": "ellipse", "underlay-color": c["ink-3"], "underlay-opacity": .18, "underlay-padding": 5 } },
      { selector: "node.selected", style: { "underlay-shape": "ellipse", "underlay-color": c.petrol, "underlay-opacity": .3, "underlay-padding": 6, "color": c.ink, "font-weight": 600, "z-index": 9 } },
      { selector: "node.fold", style: { "shape": "round-rectangle", "width": 44, "height": 20, "background-opacity": 1, "background-color": c.sheet, "border-width": 1, "border-color": c["line-control"], "border-style": "dashed", "label": "data(label)", "text-halign": "center", "text-margin-x": 0, "font-size": 11, "font-weight": 500, "color": c.ink, "text-background-opacity": 0, "min-zoomed-font-size": 4 } },
      { selector: "edge", style: { "width": 1.1, "line-color": c["line-control"], "line-opacity": .75, "curve-style": "bezier", "target-arrow-shape": "triangle", "target-arrow-color": c["line-control"], "arrow-scale": .65, "target-distance-from-node": 1,
        "font-family": font, "font-size": 10.5, "color": c["ink-2"], "text-rotation": "autorotate", "text-background-color": c.sheet, "text-background-opacity": .9, "text-background-padding": 1, "min-zoomed-font-size": 7 } },
      { selector: "edge.hot", style: { "width": 2, "line-color": c.critical, "line-opacity": 1, "target-arrow-color": c.critical, "z-index": 5 } },
      { selector: "edge.through", style: { "line-style": "dashed" } },
      { selector: "edge.folds", style: { "line-style": "dotted", "target-arrow-shape": "none" } },
      { selector: "edge.way", style: { "width": 1.9, "line-opacity": 1, "line-color": c.ink, "target-arrow-color": c.ink } },
      { selector: "edge.hot.way", style: { "line-color": c.critical, "target-arrow-color": c.critical } },
      { selector: "edge.said, edge.told", style: { "label": labelled ? "data(word)" : "" } },
      { selector: ".dim", style: { "opacity": .22 } },
    ];
  };

  return { colours, symbol, style, SIZE };
})();
