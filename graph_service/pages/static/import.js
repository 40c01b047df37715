// Files that are too large are told of before they are sent; a page that waits looks again by itself. Both work without this, too.
"use strict";

const form = document.getElementById("files");
if (form) {
  form.addEventListener("submit", (event) => {
    const chosen = [...form.querySelectorAll("[type=file]")].flatMap((input) => [...input.files]);
    const tooLarge = chosen.reduce((sum, file) => sum + file.size, 0) > form.dataset.most * 1024 * 1024;
    document.getElementById("too-large").hidden = !tooLarge;
    if (tooLarge) event.preventDefault();
  });
}

const far = document.getElementById("far");
async function look() {
  try {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById("far");
    if (answer.ok && !next) return location.reload();
    if (answer.ok && next.innerHTML !== far.innerHTML) far.replaceChildren(...next.childNodes);
  } catch { /* asked again below */ }
  setTimeout(look, 1000);
}
if (far) setTimeout(look, 700);
