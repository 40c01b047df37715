// Marks the table's row when an alter in the picture is hovered or focused, and the other way round.
const marked = document.querySelectorAll("[data-alter]");
const mark = (uid, on) => marked.forEach((each) => each.dataset.alter === uid && each.classList.toggle("marked", on));
marked.forEach((each) => {
  const uid = each.dataset.alter;
  for (const name of ["mouseenter", "focusin"]) each.addEventListener(name, () => mark(uid, true));
  for (const name of ["mouseleave", "focusout"]) each.addEventListener(name, () => mark(uid, false));
});
