// The web to drag and zoom: starts from the picture's own positions, and nothing moves by itself.
const data = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("explore");
const box = (id) => document.getElementById(id);
const plain = (text) => { const node = document.createElement("div"); node.textContent = text; return node; };
const nodes = new vis.DataSet(data.nodes.map((each) => ({ ...each, title: plain(each.title), color: each.kind === "ego" ? "#22323a" : each.counts ? "#2f6f73" : "#dfe6e6" })));
const shown = () => data.edges.filter((each) => (each.kind !== "alters" || box("show-alters").checked) && (each.kind !== "ended" || box("show-ended").checked));
const edges = new vis.DataSet(shown().map((each, id) => ({ ...each, id })));
const network = new vis.Network(place, { nodes, edges }, { physics: false, interaction: { hover: true, keyboard: true }, edges: { smooth: false }, nodes: { font: { size: 16 } } });
const refresh = () => {
  const now = shown();
  edges.clear();
  edges.add(now.map((each, id) => ({ ...each, id })));
  const tied = new Set(now.flatMap((each) => [each.from, each.to]));
  nodes.update(data.nodes.map((each) => ({ id: each.id, hidden: each.kind !== "ego" && !tied.has(each.id) })));
};
for (const id of ["show-alters", "show-ended"]) box(id).addEventListener("change", refresh);
refresh();
box("save").addEventListener("click", () => {
  const canvas = place.querySelector("canvas");
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height + 40;
  const paint = copy.getContext("2d");
  paint.fillStyle = "#ffffff";
  paint.fillRect(0, 0, copy.width, copy.height);
  paint.drawImage(canvas, 0, 40);
  paint.fillStyle = "#22323a";
  paint.font = "20px sans-serif";
  paint.fillText(`${data.name} · ${data.date}`, 16, 28);
  const link = document.createElement("a");
  link.download = "support-web.png";
  link.href = copy.toDataURL("image/png");
  link.click();
});
