// The web to drag and zoom: starts from the picture's own places, and nothing moves by itself.
const data = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("explore");
const box = (id) => document.getElementById(id);
const plain = (text) => { const node = document.createElement("div"); node.textContent = text; return node; };
const dark = matchMedia("(prefers-color-scheme: dark)");

// The colours of the page, which follow its scheme; vis-network draws on a canvas and knows no style sheet.
const colours = () => {
  const named = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  return dark.matches
    ? { ink: named("--ink"), ground: named("--card"), mark: "#4fa3a1", edge: "#9fded9", open: "#a9b7ba", tie: "#6dbab6", stress: "#f08cc0", grey: "#8a9696", alters: "#56646b" }
    : { ink: named("--ink"), ground: named("--card"), mark: "#2a7074", edge: "#1d4a4d", open: "#5c6b6c", tie: "#2a7074", stress: "#9d2f68", grey: "#8a9696", alters: "#aab4be" };
};

// A house for family, as in the picture; vis-network has none.
const house = ({ ctx, x, y, label, style }) => {
  const r = style.size;
  return {
    drawNode() {
      ctx.beginPath();
      ctx.moveTo(x - r, y - r * 0.15);
      for (const [dx, dy] of [[0, -1.2], [1, -0.15], [1, 1], [-1, 1]]) ctx.lineTo(x + r * dx, y + r * dy);
      ctx.closePath();
      ctx.fillStyle = style.color;
      ctx.strokeStyle = style.borderColor;
      ctx.lineWidth = style.borderWidth;
      ctx.fill();
      ctx.stroke();
    },
    drawExternalLabel() {
      ctx.font = "14px system-ui, sans-serif";
      ctx.textAlign = "center";
      ctx.lineWidth = 3;
      ctx.strokeStyle = colours().ground;
      ctx.strokeText(label, x, y + 33);
      ctx.fillStyle = colours().ink;
      ctx.fillText(label, x, y + 33);
    },
    nodeDimensions: { width: 2 * r, height: 2 * r },
  };
};

const node = (person) => {
  const colour = colours();
  const look = person.kind === "ego" ? { background: colour.ink, border: colour.ink } : person.counts ? { background: colour.mark, border: colour.edge } : { background: colour.ground, border: colour.open };
  const font = { size: person.kind === "ego" ? 15 : 14, color: person.kind === "ego" ? colour.ground : colour.ink, strokeWidth: person.kind === "ego" ? 0 : 3, strokeColor: colour.ground };
  const shape = person.shape === "house" ? { shape: "custom", ctxRenderer: house } : {};
  return { ...person, ...shape, title: plain(person.title), color: { ...look, highlight: look, hover: look }, font, borderWidth: 2, margin: 10, shapeProperties: { borderRadius: 18 } };
};
const edge = (tie, id) => {
  const colour = colours();
  const line = { strong: colour.tie, weak: colour.tie, unconfirmed: colour.tie, alters: colour.alters }[tie.kind] || colour.grey;
  return { ...tie, id, hidden: tie.kind === "stressful", color: { color: line, highlight: line, hover: line } };
};
const wanted = (id) => box(id) === null || box(id).checked;
const shown = () => data.edges.filter((tie) => (tie.kind !== "alters" || wanted("show-alters")) && (tie.kind !== "ended" || wanted("show-ended")));

const nodes = new vis.DataSet(data.nodes.map(node));
const edges = new vis.DataSet([]);
const network = new vis.Network(place, { nodes, edges }, { physics: false, interaction: { hover: true, keyboard: true }, edges: { smooth: false } });
const refresh = () => {
  const now = shown();
  edges.clear();
  edges.add(now.map(edge));
  const tied = new Set(now.filter((tie) => tie.kind !== "alters").flatMap((tie) => [tie.from, tie.to]));
  nodes.update(data.nodes.map((person) => ({ ...node(person), ...network.getPositions([person.id])[person.id], hidden: !person.stays && !tied.has(person.id) })));
};
for (const id of ["show-alters", "show-ended"]) box(id)?.addEventListener("change", refresh);
dark.addEventListener("change", refresh);
refresh();
network.once("afterDrawing", () => network.fit());
box("again").addEventListener("click", () => {
  for (const person of data.nodes) network.moveNode(person.id, person.x, person.y);
  network.fit();
});

// A stressful tie is jagged, as in the picture.
network.on("beforeDrawing", (ctx) => {
  ctx.strokeStyle = colours().stress;
  ctx.lineWidth = 2.5;
  for (const tie of shown().filter((tie) => tie.kind === "stressful")) {
    const at = network.getPositions([tie.from, tie.to]);
    const [from, to] = [at[tie.from], at[tie.to]];
    const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
    const teeth = Math.max(Math.floor(length / 9), 2);
    const [across, along] = [{ x: -(to.y - from.y) / length, y: (to.x - from.x) / length }, { x: (to.x - from.x) / teeth, y: (to.y - from.y) / teeth }];
    ctx.beginPath();
    ctx.moveTo(from.x, from.y);
    for (let tooth = 1; tooth < teeth; tooth += 1) {
      const side = tooth % 2 ? 5 : -5;
      ctx.lineTo(from.x + along.x * tooth + across.x * side, from.y + along.y * tooth + across.y * side);
    }
    ctx.lineTo(to.x, to.y);
    ctx.stroke();
  }
});

// A lock beside whom something said in confidence bears on, and on such a tie between two alters, as in the picture.
const locks = () => {
  const between = shown().filter((tie) => tie.confidential).map((tie) => { const at = network.getPositions([tie.from, tie.to]); return { x: (at[tie.from].x + at[tie.to].x) / 2, y: (at[tie.from].y + at[tie.to].y) / 2 }; });
  const beside = data.nodes.filter((person) => person.confidential && !nodes.get(person.id).hidden).map((person) => { const at = network.getPositions([person.id])[person.id]; return { x: at.x + person.size + 3, y: at.y - person.size }; });
  return [...beside, ...between];
};
network.on("afterDrawing", (ctx) => {
  ctx.fillStyle = ctx.strokeStyle = colours().ink;
  ctx.lineWidth = 2;
  for (const { x, y } of locks()) {
    ctx.stroke(new Path2D(`M${x - 3} ${y}v-3a3 3 0 0 1 6 0v3`));
    ctx.fillRect(x - 5, y - 1, 10, 8);
  }
});

// The table's row is marked when its person is pointed at, and the other way round.
const rows = document.querySelectorAll("tr[data-alter]");
const mark = (id) => rows.forEach((row) => row.classList.toggle("marked", row.dataset.alter === id));
network.on("hoverNode", (event) => mark(event.node));
network.on("blurNode", () => mark(null));
network.on("selectNode", (event) => mark(event.nodes[0]));
rows.forEach((row) => {
  for (const name of ["mouseenter", "focusin"]) row.addEventListener(name, () => { network.selectNodes([row.dataset.alter]); mark(row.dataset.alter); });
  for (const name of ["mouseleave", "focusout"]) row.addEventListener(name, () => { network.unselectAll(); mark(null); });
});

box("save").addEventListener("click", () => {
  const canvas = place.querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  const head = data.confidential ? 76 : 48;
  copy.height = canvas.height + head;
  const paint = copy.getContext("2d");
  paint.fillStyle = colours().ground;
  paint.fillRect(0, 0, copy.width, copy.height);
  paint.drawImage(canvas, 0, head);
  paint.fillStyle = colours().ink;
  paint.font = "20px system-ui, sans-serif";
  paint.fillText(`${data.name} · ${data.date}`, 16, 32, copy.width - 32);
  paint.font = "bold 16px system-ui, sans-serif";
  if (data.confidential) paint.fillText("Holds words said in confidence: do not pass on.", 16, 60, copy.width - 32);
  const link = document.createElement("a");
  link.download = "support-web.png";
  link.href = copy.toDataURL("image/png");
  link.click();
});
