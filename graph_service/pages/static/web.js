// Marks the table's row when an alter in the picture is hovered or focused, and the other way round.
const marked = document.querySelectorAll("[data-alter]");
const mark = (uid, on) => marked.forEach((element) => element.dataset.alter === uid && element.classList.toggle("marked", on));
marked.forEach((element) => {
  const uid = element.dataset.alter;
  for (const name of ["mouseenter", "focusin"]) element.addEventListener(name, () => mark(uid, true));
  for (const name of ["mouseleave", "focusout"]) element.addEventListener(name, () => mark(uid, false));
});

const drawn = document.querySelector("svg.web");

// A saved picture is named by the day and a random code, never by a name.
const svgLink = document.querySelector("a[download]");
const stem = svgLink.getAttribute("download").replace(/\.svg$/, "");
const fileName = (ending) => `${stem}-${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36).padStart(2, "0")).join("")}.${ending}`;
svgLink.addEventListener("click", () => svgLink.setAttribute("download", fileName("svg")));

// Saves the picture as a PNG of twice its size, with what the page says beside it below: drawn from the page's own SVG, so that
// nothing is asked of anybody.
const save = document.getElementById("save-png");
save.hidden = false;
save.addEventListener("click", () => {
  const { x, y, width, height: seen } = drawn.viewBox.baseVal;
  const height = seen + Number(drawn.dataset.below);
  const copy = drawn.cloneNode(true);
  copy.setAttribute("viewBox", `${x} ${y} ${width} ${height}`);
  copy.setAttribute("width", 2 * width);
  copy.setAttribute("height", 2 * height);
  const address = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0);
    URL.revokeObjectURL(address);
    const link = document.createElement("a");
    link.download = fileName("png");
    link.href = canvas.toDataURL("image/png");
    link.click();
  });
  image.src = address;
});
