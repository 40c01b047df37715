// The web to drag and zoom: it starts from the picture's own places, and nothing moves by itself. vis-network holds the people,
// drags and zooms; the marks and lines are drawn here, on the canvas as in a saved picture.
const data = JSON.parse(document.getElementById("data").textContent);
const box = (id) => document.getElementById(id);
const stage = box("stage");
const tip = box("tip");
const dark = matchMedia("(prefers-color-scheme: dark)");
const LIGHT = { ink: "#1c2a2e", soft: "#46565c", ground: "#ffffff", mark: "#2a7074", edge: "#1d4a4d", open: "#5c6b6c", tie: "#2a7074", stress: "#9d2f68", grey: "#8a9696", alters: "#aab4be", ring: "#d9e4e3", rings: ["#eef5f4", "#f7faf9"], state: "#66757a", adult: "#dfe5e5", thin: "#85560a", isolated: "#7d2e5f" };
const DARK = { ink: "#e8eeee", soft: "#b4c1c4", ground: "#1b2326", mark: "#4fa3a1", edge: "#9fded9", open: "#a9b7ba", tie: "#6dbab6", stress: "#f08cc0", grey: "#8a9696", alters: "#56646b", ring: "#364348", rings: ["#202b2e", "#1e272a"], state: "#93a2a6", adult: "#324045", thin: "#edbf6d", isolated: "#e8a4ce" };
const onScreen = () => (dark.matches ? DARK : LIGHT);

// Outlines as paths, which a canvas and an SVG read alike.
const circle = (x, y, r) => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
const outlines = {
  dot: circle,
  square: (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  house: (x, y, r) => `M${x - r} ${y - r * 0.15}L${x} ${y - r * 1.2}L${x + r} ${y - r * 0.15}V${y + r}H${x - r}Z`,
  diamond: (x, y, r) => `M${x} ${y - r * 1.2}L${x + r * 1.2} ${y}L${x} ${y + r * 1.2}L${x - r * 1.2} ${y}Z`,
};
const pill = (x, y, half) => `M${x - half + 20} ${y - 20}h${2 * half - 40}a20 20 0 0 1 0 40h${40 - 2 * half}a20 20 0 0 1 0 -40z`;
const jagged = (from, to) => {
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const teeth = Math.max(Math.floor(length / 9), 2);
  const [across, along] = [{ x: -(to.y - from.y) / length, y: (to.x - from.x) / length }, { x: (to.x - from.x) / teeth, y: (to.y - from.y) / teeth }];
  let path = `M${from.x} ${from.y}`;
  for (let tooth = 1; tooth < teeth; tooth += 1) {
    const side = tooth % 2 ? 5 : -5;
    path += `L${from.x + along.x * tooth + across.x * side} ${from.y + along.y * tooth + across.y * side}`;
  }
  return `${path}L${to.x} ${to.y}`;
};
const straight = (from, to) => `M${from.x} ${from.y}L${to.x} ${to.y}`;
// A line between two alters turns around the student, in the lane where no mark stands, as in the picture.
const turnOf = (from, to, [inner, outer]) => {
  const [start, end] = [Math.atan2(from.y, from.x), Math.atan2(to.y, to.x)];
  const apart = ((((end - start + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
  return { start, end, apart, radius: outer - ((outer - inner) * Math.abs(apart)) / Math.PI };
};
const middleOf = (from, to) => {
  if (!data.lane) return [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const { start, apart, radius } = turnOf(from, to, data.lane);
  return [radius * Math.cos(start + apart / 2), radius * Math.sin(start + apart / 2)];
};
const around = (from, to, lane) => {
  const { start, end, apart, radius } = turnOf(from, to, lane);
  const side = apart > 0 ? 1 : -1;
  const at = (angle) => `${radius * Math.cos(angle)} ${radius * Math.sin(angle)}`;
  const beside = (angle, way) => (far) => `${far * Math.cos(angle) - way * 5 * Math.sin(angle)} ${far * Math.sin(angle) + way * 5 * Math.cos(angle)}`;
  const [first, last] = [beside(start, side), beside(end, -side)];
  const corner = 14 / radius;
  const [enter, leave] = [`M${first(Math.hypot(from.x, from.y))}L${first(radius + 9)}`, `${last(radius + 9)}L${last(Math.hypot(to.x, to.y))}`];
  if (Math.abs(apart) < 2 * corner) return `${enter}Q${at(start + apart / 2)} ${leave}`;
  return `${enter}Q${first(radius)} ${at(start + side * corner)}A${radius} ${radius} 0 0 ${side > 0 ? 1 : 0} ${at(end - side * corner)}Q${last(radius)} ${leave}`;
};
const lockAt = (x, y, c) => [
  { d: `M${x - 3} ${y}v-3a3 3 0 0 1 6 0v3`, stroke: c.ink, width: 2 },
  { d: `M${x - 5} ${y - 1}h10v8h-10z`, fill: c.ink },
];

// One side of a student as the badges have it; grey, but for those who need a look.
const stateMark = (state, x, y, c) => {
  const colour = { thin: c.thin, isolated: c.isolated }[state] || c.state;
  if (state === "supported") return [{ d: circle(x, y, 8), fill: colour }];
  const open = { d: circle(x, y, 7), fill: c.ground, stroke: colour, width: state === "isolated" ? 2.6 : 1.6, dash: state === "unknown" ? [3, 2.2] : [] };
  if (state === "thin") return [open, { d: `M${x} ${y - 7}a7 7 0 0 0 0 14z`, fill: colour }];
  return state === "unknown" ? [open, { text: "?", x, y: y + 3.6, anchor: "middle", size: 10, fill: c.soft }] : [open];
};
const halfOf = (person) => person.label.length * 4.4 + 16;
const markOf = (person, { x, y }, c) => {
  if (person.kind === "ego") return [{ d: pill(x, y, halfOf(person)), fill: c.ink }];
  if (person.adult) return [...stateMark(person.adult, x - 10, y, c), ...stateMark(person.peer, x + 10, y, c)];
  const look = data.states ? { fill: c.adult, stroke: c.state, width: 1.2 } : person.counts ? { fill: c.mark, stroke: c.edge, width: 2 } : { fill: c.ground, stroke: c.open, width: 2 };
  return [{ d: outlines[person.shape](x, y, person.size), ...look }];
};
const nameOf = (person, { x, y }, c) => {
  if (person.kind === "ego") return { text: person.label, x, y: y + 5.5, anchor: "middle", size: 15, weight: 600, fill: c.ground };
  const [dx, dy, anchor] = data.names?.[person.id] ?? [0, (person.size || 15) + 18, "middle"];
  return { text: person.label, x: x + dx, y: y + dy, anchor, size: 14, fill: c.ink, halo: c.ground };
};
const DASHES = { unconfirmed: [8, 6], none: [2, 5] };
const lineOf = (kind, from, to, width, c) => {
  const colour = data.states ? c.grey : { strong: c.tie, weak: c.tie, unconfirmed: c.tie, alters: c.alters, stressful: c.stress }[kind] || c.grey;
  const path = kind === "stressful" ? jagged(from, to) : kind === "alters" && data.lane ? around(from, to, data.lane) : straight(from, to);
  return { d: path, stroke: colour, width, dash: DASHES[kind] || [] };
};

// The people and ties in sight: ended ties and all ties among alters on request.
const people = new Map(data.nodes.map((person) => [person.id, person]));
const wanted = (id) => box(id) === null || box(id).checked;
const counted = (tie) => people.get(tie.from).counts && people.get(tie.to).counts;
const ties = () => data.edges.filter((tie) => (tie.kind !== "alters" || counted(tie) || wanted("show-alters")) && (tie.kind !== "ended" || wanted("show-ended")));
const inSight = () => {
  const tied = new Set(ties().filter((tie) => tie.kind !== "alters").flatMap((tie) => [tie.from, tie.to]));
  return data.nodes.filter((person) => person.stays || tied.has(person.id));
};

// Everything as it is drawn, from behind to front; what is not lit stays behind.
let lit = null;
let centre = null;
const scene = (at, c, all) => {
  const faded = (items, on) => items.map((item) => ({ ...item, alpha: all || lit === null || on ? 1 : 0.16 }));
  const seen = inSight();
  const ids = new Set(seen.map((person) => person.id));
  const shown = ties().filter((tie) => ids.has(tie.from) && ids.has(tie.to));
  const rings = (data.rings || []).map((radius, which) => ({ d: circle(0, 0, radius), fill: c.rings[which], stroke: c.ring, width: 1 })).reverse();
  const items = [...rings];
  for (const tie of [...shown].sort((a, b) => (b.kind === "alters") - (a.kind === "alters"))) {
    const on = lit !== null && (centre === null ? lit.has(tie.from) && lit.has(tie.to) : tie.from === centre || tie.to === centre);
    items.push(...faded([lineOf(tie.kind, at[tie.from], at[tie.to], tie.width, c)], on));
  }
  for (const person of seen) items.push(...faded([...markOf(person, at[person.id], c), nameOf(person, at[person.id], c)], lit?.has(person.id)));
  for (const person of seen.filter((one) => one.confidential)) items.push(...lockAt(at[person.id].x + person.size + 3, at[person.id].y - person.size, c));
  for (const tie of shown.filter((one) => one.confidential)) items.push(...lockAt(...middleOf(at[tie.from], at[tie.to]), c));
  return items;
};
const paint = (ctx, items) => {
  for (const item of items) {
    ctx.globalAlpha = item.alpha ?? 1;
    if (item.text === undefined) {
      const path = new Path2D(item.d);
      ctx.setLineDash(item.dash || []);
      ctx.lineWidth = item.width || 0;
      if (item.fill) { ctx.fillStyle = item.fill; ctx.fill(path); }
      if (item.stroke) { ctx.strokeStyle = item.stroke; ctx.stroke(path); }
    } else {
      ctx.font = `${item.weight || 400} ${item.size}px system-ui, sans-serif`;
      ctx.textAlign = { start: "left", middle: "center", end: "right" }[item.anchor];
      ctx.lineJoin = "round";
      ctx.setLineDash([]);
      if (item.halo) { ctx.lineWidth = 3.5; ctx.strokeStyle = item.halo; ctx.strokeText(item.text, item.x, item.y); }
      ctx.fillStyle = item.fill;
      ctx.fillText(item.text, item.x, item.y);
    }
  }
  ctx.globalAlpha = 1;
};

const sizeOf = (person) => (person.kind === "ego" ? { width: 2 * halfOf(person), height: 40 } : person.adult ? { width: 40, height: 24 } : { width: 2 * person.size, height: 2 * person.size });
const unseen = (person) => () => ({ drawNode() {}, nodeDimensions: sizeOf(person) });
const nodes = new vis.DataSet(data.nodes.map((person) => ({ id: person.id, x: person.x, y: person.y, shape: "custom", ctxRenderer: unseen(person), chosen: false })));
const network = new vis.Network(box("explore"), { nodes, edges: new vis.DataSet([]) }, { physics: false, interaction: { hover: true, keyboard: false, zoomView: false } });
const places = () => network.getPositions();
network.on("beforeDrawing", (ctx) => paint(ctx, scene(places(), onScreen(), false)));
const refresh = () => {
  const seen = new Set(inSight().map((person) => person.id));
  nodes.update(data.nodes.map((person) => ({ id: person.id, hidden: !seen.has(person.id) })));
  network.redraw();
};
for (const id of ["show-alters", "show-ended"]) box(id)?.addEventListener("change", refresh);
dark.addEventListener("change", refresh);
refresh();
network.once("afterDrawing", () => network.fit());
box("again").addEventListener("click", () => {
  for (const person of data.nodes) network.moveNode(person.id, person.x, person.y);
  network.fit();
});

// The wheel and the arrows scroll the page until the picture has the focus.
const frame = box("explore").querySelector(".vis-network");
frame.addEventListener("focus", () => network.setOptions({ interaction: { zoomView: true, keyboard: { enabled: true, bindToWindow: false } } }));
frame.addEventListener("blur", () => network.setOptions({ interaction: { zoomView: false, keyboard: { enabled: false, bindToWindow: false } } }));

// Whoever is pointed at lights up with those tied to them; our own words stand beside the mark and lead to the page.
const rows = [...document.querySelectorAll("tr[data-alter]")];
const rowOf = (id) => rows.find((row) => row.dataset.alter === id);
const pageOf = (id) => rowOf(id)?.querySelector("th a")?.href;
let leaving = 0;
const light = (id) => {
  centre = id;
  lit = new Set([id, ...ties().filter((tie) => tie.from === id || tie.to === id).flatMap((tie) => [tie.from, tie.to])]);
  for (const row of rows) row.classList.toggle("marked", row.dataset.alter === id);
  network.redraw();
};
const tell = (id) => {
  clearTimeout(leaving);
  const person = people.get(id);
  tip.textContent = person.title;
  if (pageOf(id)) {
    const link = document.createElement("a");
    link.href = pageOf(id);
    link.textContent = "Open the page";
    tip.append(" ", link);
  }
  tip.hidden = false;
  const { x, y } = places()[id];
  const at = network.canvasToDOM({ x: x + sizeOf(person).width / 2, y });
  const room = stage.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(at.x + 12, room))}px`;
  tip.style.top = `${Math.max(8, Math.min(at.y + 14, box("explore").clientHeight - tip.offsetHeight - 8))}px`;
};
const leave = () => {
  lit = centre = null;
  tip.hidden = true;
  for (const row of rows) row.classList.remove("marked");
  network.redraw();
};
const soon = () => { clearTimeout(leaving); leaving = setTimeout(leave, 300); };
const show = (id) => { light(id); tell(id); };
network.on("hoverNode", (event) => show(event.node));
network.on("blurNode", soon);
network.on("selectNode", (event) => show(event.nodes[0]));
network.on("deselectNode", leave);
network.on("dragStart", () => { tip.hidden = true; });
network.on("zoom", () => { tip.hidden = true; });
network.on("doubleClick", (event) => { const page = event.nodes.length && pageOf(event.nodes[0]); if (page) location.assign(page); });
tip.addEventListener("mouseenter", () => clearTimeout(leaving));
tip.addEventListener("mouseleave", soon);
stage.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
rows.forEach((row) => {
  for (const name of ["mouseenter", "focusin"]) row.addEventListener(name, () => light(row.dataset.alter));
  for (const name of ["mouseleave", "focusout"]) row.addEventListener(name, leave);
});

// A name is found without accents and capitals; Enter goes to the first.
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const found = () => {
  const words = plain(box("find").value).split(/\s+/).filter(Boolean);
  const seen = new Set(inSight().map((person) => person.id));
  return words.length === 0 ? null : rows.filter((row) => seen.has(row.dataset.alter) && words.every((word) => plain(row.querySelector("th").textContent).includes(word))).map((row) => row.dataset.alter);
};
box("find").addEventListener("input", () => {
  leave();
  const ids = found();
  lit = ids && new Set(ids);
  box("found").textContent = ids === null ? "" : ids.length === 0 ? "Nobody here has this name." : `${ids.length} found`;
  network.redraw();
});
box("find").addEventListener("keydown", (event) => {
  const [first] = found() || [];
  if (event.key !== "Enter" || first === undefined) return;
  event.preventDefault();
  network.focus(first, { scale: Math.max(network.getScale(), 1) });
  network.once("afterDrawing", () => show(first));
  network.redraw();
});

box("full").hidden = !document.fullscreenEnabled;
box("full").addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : stage.requestFullscreen()));
document.addEventListener("fullscreenchange", () => {
  box("full").textContent = document.fullscreenElement ? "Leave full screen" : "Full screen";
  setTimeout(() => network.fit(), 100);
});

// A saved picture is light, with title, date and legend; its name tells the day and nobody.
const SVG = "http://www.w3.org/2000/svg";
const element = (tag, given, text) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== "") made.setAttribute(name, value);
  if (text !== undefined) made.textContent = text;
  return made;
};
const written = (item) => item.text === undefined
  ? element("path", { d: item.d, fill: item.fill || "none", stroke: item.stroke, "stroke-width": item.width, "stroke-dasharray": (item.dash || []).join(" ") })
  : element("text", { x: item.x, y: item.y, "text-anchor": item.anchor, "font-size": item.size, "font-weight": item.weight, fill: item.fill, stroke: item.halo, "stroke-width": item.halo && 3.5, "stroke-linejoin": item.halo && "round", "paint-order": item.halo && "stroke" }, item.text);
const sample = ([what, kind], x, y) => {
  if (what === "state") return stateMark(kind, x + 18, y, LIGHT);
  if (what === "lock") return lockAt(x + 18, y - 2, LIGHT);
  if (what === "line") return [lineOf(kind, { x, y }, { x: x + 36, y }, data.edges.find((tie) => tie.kind === kind)?.width ?? 2, LIGHT)].map((item) => (kind === "alters" ? { ...item, d: `M${x} ${y}h36` } : item));
  const look = data.states ? { fill: LIGHT.adult, stroke: LIGHT.state } : { fill: LIGHT.mark, stroke: LIGHT.edge };
  return [{ d: outlines[kind](x + 18, y, 8), ...look, width: 1.5 }];
};
const saved = () => {
  const at = places();
  const items = scene(at, LIGHT, true);
  const seen = inSight();
  const reach = Math.max(0, ...(data.rings || []));
  const names = seen.map((person) => ({ ...nameOf(person, at[person.id], LIGHT), wide: person.label.length * 9 + 8 }));
  const left = Math.min(-reach, ...names.map((name) => name.x - name.wide * { start: 0, middle: 0.5, end: 1 }[name.anchor])) - 24;
  const right = Math.max(left + 640, reach + 24, ...names.map((name) => name.x + name.wide * { start: 1, middle: 0.5, end: 0 }[name.anchor] + 24));
  const top = Math.min(-reach, ...seen.map((person) => at[person.id].y - 34)) - 24;
  const bottom = Math.max(reach, ...seen.map((person) => at[person.id].y + 44)) + 12;
  const head = data.confidential ? 88 : 64;
  const kinds = new Set(ties().map((tie) => tie.kind));
  const legend = data.legend.filter(([what, kind]) => what !== "line" || kinds.has(kind));
  const lines = Math.ceil(legend.length / 2);
  const [width, height] = [Math.ceil(right - left), Math.ceil(bottom - top + head + lines * 26 + 12)];
  const svg = element("svg", { xmlns: SVG, width, height, viewBox: `${left} ${top - head} ${width} ${height}`, "font-family": "system-ui, sans-serif" });
  svg.append(element("title", {}, `${data.name}, ${data.date}`), element("rect", { x: left, y: top - head, width, height, fill: LIGHT.ground }));
  svg.append(element("text", { x: left + 20, y: top - head + 32, "font-size": 18, "font-weight": 600, fill: LIGHT.ink }, data.name), element("text", { x: left + 20, y: top - head + 54, "font-size": 14, fill: LIGHT.soft }, data.date));
  if (data.confidential) svg.append(element("text", { x: left + 20, y: top - head + 78, "font-size": 14, "font-weight": 600, fill: LIGHT.ink }, "Holds words said in confidence: do not pass on."));
  svg.append(...items.map(written));
  legend.forEach((entry, which) => {
    const [x, y] = [left + 20 + Math.floor(which / lines) * (width / 2), bottom + 14 + (which % lines) * 26];
    svg.append(...sample(entry, x, y).map(written), element("text", { x: x + 48, y: y + 5, "font-size": 14, fill: LIGHT.soft }, entry[2]));
  });
  return svg;
};
const fileName = (ending) => `support-web-${data.day}-${[...crypto.getRandomValues(new Uint8Array(4))].map((byte) => byte.toString(36).padStart(2, "0")).join("")}.${ending}`;
const download = (address, name) => {
  const link = document.createElement("a");
  link.download = name;
  link.href = address;
  link.click();
};
const addressOf = (svg) => URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" }));
box("save-svg").addEventListener("click", () => {
  const address = addressOf(saved());
  download(address, fileName("svg"));
  setTimeout(() => URL.revokeObjectURL(address), 1000);
});
box("save").addEventListener("click", () => {
  const svg = saved();
  const [width, height] = ["width", "height"].map((name) => 2 * Number(svg.getAttribute(name)));
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  const address = addressOf(svg);
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    canvas.getContext("2d").drawImage(image, 0, 0);
    URL.revokeObjectURL(address);
    download(canvas.toDataURL("image/png"), fileName("png"));
  });
  image.src = address;
});
