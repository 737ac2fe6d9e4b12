// Says beside each time, which is UTC, when that was here. It runs while the page is being read, so
// that nothing moves later, and for whatever comes into the page afterwards.
(() => {
  "use strict";
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
  const utcDay = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

  const tell = (place) => {
    const at = new Date(place.dataset.at);
    if (place.textContent || Number.isNaN(at.getTime()) || at.getTimezoneOffset() === 0) {
      return;
    }
    const other = day.format(at) !== utcDay.format(at);
    place.textContent = `${other ? day.format(at) + " " : ""}${clock.format(at)} here`;
  };

  const within = (node) => {
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (node.matches("[data-at]")) {
        tell(node);
      }
      node.querySelectorAll("[data-at]").forEach(tell);
    }
  };

  new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(within)))
    .observe(document, { childList: true, subtree: true });
})();
