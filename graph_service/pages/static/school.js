// The school's picture: whoever is pointed at lights up with those who count for them, and a name is found.
const ties = JSON.parse(document.getElementById("ties")?.textContent ?? "[]");
const web = document.getElementById("school-web");
const markOf = (number) => document.getElementById(`m${number}`);
const numberOf = (mark) => Number(mark.id.slice(1));

const clear = () => {
  web.classList.remove("lighting");
  for (const mark of web.querySelectorAll(".lit")) mark.classList.remove("lit");
};
const light = (mark) => {
  clear();
  web.classList.add("lighting");
  for (const number of [numberOf(mark), ...ties[numberOf(mark)]]) markOf(number).classList.add("lit");
};
for (const name of ["pointerover", "focusin"]) {
  web?.addEventListener(name, (event) => {
    const mark = event.target.closest(".who-mark");
    if (mark) light(mark);
  });
}
web?.addEventListener("pointerout", clear);
web?.addEventListener("focusout", clear);

// Names are compared without accents and capitals, word by word.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const finding = document.getElementById("finding");
if (finding) finding.hidden = false;
const find = document.getElementById("find");
const told = document.getElementById("found");
const marks = web ? [...web.querySelectorAll(".who-mark")] : [];
const names = marks.map((mark) => plain(mark.querySelector("title").textContent.split(": ")[0]));
let found = [];
const search = () => {
  const words = plain(find.value).split(/\s+/).filter(Boolean);
  found = words.length ? marks.filter((_, at) => words.every((word) => names[at].includes(word))) : [];
  web.classList.toggle("finding", words.length > 0);
  marks.forEach((mark) => mark.classList.remove("found"));
  found.forEach((mark) => mark.classList.add("found"));
  told.textContent = words.length === 0 ? "" : found.length === 0 ? "Nobody here has this name." : `${found.length} found; press Enter to go there.`;
};
find?.addEventListener("input", search);
find?.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || found.length === 0) return;
  event.preventDefault();
  document.getElementById("size-large").checked = true;
  found[0].scrollIntoView({ block: "center" });
  found[0].focus({ preventScroll: true });
});
