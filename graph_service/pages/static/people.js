// Suggests people of the school's directory while a name is typed. Without this the page asks "did you mean" after it is sent.
"use strict";

let number = 0;
for (const input of document.querySelectorAll("input[data-people]")) suggest(input);

function suggest(input) {
  const row = input.closest(".person");
  const pick = row.querySelector("[name$=pick]");
  const kind = row.querySelector("[name$=kind][type=hidden]");
  const told = row.querySelector(".told");
  const list = document.createElement("ul");
  let waiting, asked = 0, found = [], at = -1;
  list.className = "people-list";
  list.id = `people-${++number}`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People of this school");
  list.hidden = true;
  input.parentElement.after(list);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  shut();

  input.addEventListener("input", () => {
    pick.value = "";
    if (kind) kind.value = "";
    told.textContent = "";
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark((at + (event.key === "ArrowDown" ? 1 : found.length - 1 + (at < 0))) % found.length);
    } else if (event.key === "Enter" && at >= 0) {
      choose(found[at]);
    } else if (event.key === "Escape") {
      shut();
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => setTimeout(shut, 150));

  async function ask() {
    const mine = ++asked;
    if (input.value.trim().length < 2) return shut();
    try {
      const body = new URLSearchParams({ text: input.value, side: input.dataset.side });
      const answer = await fetch(input.dataset.people, { method: "POST", body, redirect: "error" });
      if (mine !== asked || !answer.ok) return;
      show(await answer.json());
    } catch { shut(); }
  }
  function show(people) {
    found = people;
    at = -1;
    list.replaceChildren(...people.map((person, place) => {
      const item = document.createElement("li");
      const what = document.createElement("span");
      item.id = `${list.id}-${place}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      what.textContent = ` ${person.what}`;
      item.append(person.name, what);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(person); });
      return item;
    }));
    list.hidden = !people.length || document.activeElement !== input;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }
  function mark(place) {
    at = place;
    [...list.children].forEach((item, other) => item.setAttribute("aria-selected", String(other === at)));
    if (at >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
  }
  function choose(person) {
    input.value = person.name;
    pick.value = person.uid;
    told.textContent = person.what;
    asked += 1;
    shut();
  }
  function shut() {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
}
