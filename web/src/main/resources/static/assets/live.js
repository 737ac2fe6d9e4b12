// Keeps what says how far long work is up to date, by server-sent events. Counts change in place; what
// changed more than a count is asked for anew. A page that nobody looks at does not listen.
(() => {
  "use strict";
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const AGAIN = 5000;
  const SAID_APART = 10000;
  let source = null;
  let resting = 0;
  let said = 0;
  let planning = null;
  let latest = [];

  const wanted = () => all("[data-live]");
  const marks = (element) => Object.fromEntries(element.dataset.live.split(" ").map((each) => {
    const at = each.lastIndexOf(":");
    return [each.slice(0, at), each.slice(at + 1)];
  }));

  const lost = (is) => all("[data-live-lost]").forEach((note) => { note.hidden = !is; });

  const show = (key, counted, words) => {
    all(`[data-bar="${CSS.escape(key)}"]`).forEach((bar) => {
      if (counted.total) {
        bar.max = counted.total;
        bar.value = Math.min(counted.done, counted.total);
      }
    });
    all(`[data-words="${CSS.escape(key)}"]`).forEach((place) => {
      if (place.textContent !== words) {
        place.textContent = words;
      }
    });
  };

  // Said aloud not more often than every ten seconds, and always when something is over
  const say = (work) => {
    const now = Date.now();
    const over = work.state !== "RUNNING";
    const place = document.getElementById("live-said");
    if (place && (over || now - said > SAID_APART)) {
      said = now;
      const words = over ? work.state.toLowerCase() : work.progress ? work.progress.words : work.now;
      place.textContent = `${work.what}: ${words}`;
    }
  };

  const tellPlanning = (works) => {
    const work = works.find((each) => each.id === "plan" && each.state === "RUNNING");
    const told = document.getElementById("told");
    if (planning && work && told && Date.now() - planning > 1500) {
      const seconds = Math.round((Date.now() - planning) / 1000);
      const box = document.createElement("div");
      box.className = "notice";
      box.textContent = `${work.what} for ${seconds} s${work.progress ? ": " + work.progress.words : ""}`;
      told.replaceChildren(box);
    }
  };

  // Asks anew for what has moved since it was drawn. What is asked for already is looked at again when
  // it is there, since it may have been drawn before the last that was heard.
  const catchUp = () => wanted().forEach((element) => {
    const known = marks(element);
    const moved = latest.find((work) => known[work.id] && Number(known[work.id]) < work.marks);
    if (moved) {
      say(moved);
      if (!element.classList.contains("htmx-request")) {
        window.htmx.trigger(element, "moved");
      }
    }
  });

  const heard = (event) => {
    const works = JSON.parse(event.data).works;
    lost(false);
    tellPlanning(works);
    works.forEach((work) => {
      if (work.progress) {
        show(work.id, work.progress, work.id === "job" ? work.progress.words + " read" : work.progress.words);
      }
      work.parts.filter((part) => part.state === "RUNNING").forEach((part) =>
        show(work.id + "/" + part.id, part.progress, part.progress.words));
    });
    latest = works;
    catchUp();
  };

  const stop = () => {
    if (source) {
      source.close();
      source = null;
    }
  };

  // Asks once what is there now, and listens again after a while
  const rest = () => {
    stop();
    clearTimeout(resting);
    resting = setTimeout(() => { resting = 0; listen(); }, AGAIN);
    wanted().forEach((element) => window.htmx.trigger(element, "moved"));
  };

  const listen = () => {
    if (source || resting || document.hidden || !window.EventSource || (!planning && !wanted().length)) {
      return;
    }
    source = new EventSource("/api/v1/progress");
    source.addEventListener("progress", heard);
    source.addEventListener("over", rest);
    source.addEventListener("signed-out", () => {
      stop();
      window.location.reload();
    });
    source.onerror = () => {
      lost(true);
      if (source && source.readyState === EventSource.CLOSED) {
        rest();
      }
    };
  };

  document.addEventListener("htmx:load", () => (wanted().length ? listen() : planning || stop()));
  document.addEventListener("htmx:afterSettle", catchUp);
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
  document.addEventListener("submit", (event) => {
    if (event.target.hasAttribute("data-plans") && !event.defaultPrevented) {
      planning = Date.now();
      setTimeout(listen, 1500);
    }
  });
  window.addEventListener("pagehide", stop);
  listen();
})();
