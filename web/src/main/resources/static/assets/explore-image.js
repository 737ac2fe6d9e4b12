// The picture as a file, as it is seen: with names, or without where they are hidden.
window.firebreakImage = (() => {
  "use strict";
  const PAD = 24;

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const one = (number) => number.toFixed(1);

  const text = (words, x, y, size, colour, anchor, weight) =>
    `<text x="${one(x)}" y="${one(y)}" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${escaped(words)}</text>`;

  const svg = (cy, look, labelled) => {
    const c = look.colours();
    const box = cy.elements().boundingBox();
    const out = [];
    cy.edges().forEach((edge) => {
      const from = edge.sourceEndpoint();
      const to = edge.targetEndpoint();
      const middle = edge.midpoint();
      const colour = edge.style("line-color");
      const turn = { x: 2 * middle.x - (from.x + to.x) / 2, y: 2 * middle.y - (from.y + to.y) / 2 };
      const dash = edge.hasClass("through") ? ' stroke-dasharray="6 3"' : edge.hasClass("folds") ? ' stroke-dasharray="1 3"' : "";
      out.push(`<path d="M${one(from.x)} ${one(from.y)}Q${one(turn.x)} ${one(turn.y)} ${one(to.x)} ${one(to.y)}" fill="none" stroke="${colour}" stroke-width="${edge.numericStyle("width")}"${dash}${edge.hasClass("folds") ? "" : ' marker-end="url(#' + (edge.hasClass("hot") ? "hot" : edge.hasClass("way") ? "way" : "plain") + ')"'}/>`);
    });
    cy.nodes().forEach((node) => {
      const at = node.position();
      if (node.hasClass("fold")) {
        out.push(`<rect x="${one(at.x - 22)}" y="${one(at.y - 10)}" width="44" height="20" rx="4" fill="${c.sheet}" stroke="${c["line-control"]}" stroke-dasharray="3 2"/>`);
        out.push(text(node.data("label"), at.x, at.y + 4, 11, c.ink, "middle", 500));
        return;
      }
      const size = node.width();
      const kind = node.data("tone");
      out.push(`<svg x="${one(at.x - size / 2)}" y="${one(at.y - size / 2)}" width="${size}" height="${size}" viewBox="0 0 16 16">${look.symbol(node.data("icon"), c[kind], c[`${kind}-wash`])}</svg>`);
      if (labelled) {
        const large = node.hasClass("focus");
        const below = large || node.hasClass("below");
        const strong = large || node.hasClass("crown") || node.hasClass("selected");
        const height = large ? 15 : 12.5;
        const written = node.data("label").split("\n");
        const top = below ? at.y + size / 2 + height : at.y + 4 - ((written.length - 1) * height) / 2;
        written.forEach((line, row) => out.push(text(line, below ? at.x : at.x + size / 2 + 4, top + row * height, large ? 13 : 11.5, node.style("color"), below ? "middle" : "start", strong ? 600 : 400)));
      }
    });
    const head = (id, colour) => `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`;
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(box.w + 2 * PAD)}" height="${Math.ceil(box.h + 2 * PAD)}" viewBox="${one(box.x1 - PAD)} ${one(box.y1 - PAD)} ${one(box.w + 2 * PAD)} ${one(box.h + 2 * PAD)}" font-family="IBM Plex Sans, sans-serif"><defs>${head("plain", c["line-control"])}${head("way", c.ink)}${head("hot", c.critical)}</defs><rect x="${one(box.x1 - PAD)}" y="${one(box.y1 - PAD)}" width="100%" height="100%" fill="${c.sheet}"/>${out.join("")}</svg>`;
  };

  const png = (cy, look) =>
    cy.png({ output: "blob-promise", full: true, scale: 2, maxWidth: 8000, maxHeight: 8000, bg: look.colours().sheet });

  return async (type, cy, look, labelled, name) => {
    save(type === "svg" ? new Blob([svg(cy, look, labelled)], { type: "image/svg+xml" }) : await png(cy, look), `${name}.${type}`);
  };
})();
