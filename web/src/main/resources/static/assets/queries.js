// A file that is chosen fills the field below it; nothing is sent before Import.
(() => {
  "use strict";
  document.querySelectorAll("input[type=file][data-fills]").forEach((input) => {
    const field = document.getElementById(input.dataset.fills);
    input.addEventListener("change", async () => {
      if (input.files.length) {
        field.value = await input.files[0].text();
        field.dispatchEvent(new Event("input"));
      }
    });
  });
})();
