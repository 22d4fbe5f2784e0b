// The drawing: vis-network, colours by theme, names as many as fit.

// Names are drawn below, by writeNames: as many as fit, the strongest first.
const nodes = new vis.DataSet(data.nodes.map((node) => ({ ...node, label: undefined })));
const edges = new vis.DataSet(data.edges);
const network = new vis.Network($("picture"), { nodes, edges }, data.options);

const strongest = (rows) => {
  const found = rows.map((row) => lines[alliances[row].status]);
  return LEVEL.find((line) => found.includes(line)) || "solid";
};

let theme = {};
let lit = null;
let hovered = null;

function bright() {
  if (state.chosen === null) return null;
  if (state.chosen.pair !== undefined) {
    const edge = data.edges[state.chosen.pair];
    return new Set([edge.from, edge.to]);
  }
  const row = state.chosen.company;
  return new Set([row, ...visiblePartners(row).map(([other]) => other)]);
}

function edgeStyle(edge) {
  const line = strongest(shown[edge.id]);
  const chosen = state.chosen;
  const near = chosen === null || edge.id === chosen.pair ||
    edge.from === chosen.company || edge.to === chosen.company;
  const colour = line === "dotted" ? theme.ended : theme.edge;
  const highlight = theme.front;
  return {
    id: edge.id,
    hidden: !shown[edge.id].length,
    dashes: dashes[line],
    color: { color: colour, highlight, hover: highlight, opacity: near ? 1 : 0.12 },
  };
}

function nodeStyle(node) {
  const faint = lit !== null && !lit.has(node.id);
  const fill = companies[node.id].colour || theme.back;
  const color = { background: fill, border: companies[node.id].colour ? theme.rim : theme.front };
  return {
    id: node.id,
    hidden: !visiblePartners(node.id).length,
    opacity: faint ? 0.15 : 1,
    color: { ...color, highlight: { background: fill, border: theme.front }, hover: { background: fill, border: theme.front } },
  };
}

function paint() {
  const read = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  theme = {
    back: read("--back"), front: read("--front"),
    edge: dark.matches ? "#5d6872" : "#aab3bb",
    ended: dark.matches ? "#596067" : "#b9bec3",
    rim: dark.matches ? "#0c0f12" : "#ffffff",
  };
  lit = bright();
  nodes.update(data.nodes.map(nodeStyle));
  edges.update(data.edges.map(edgeStyle));
  const drawn = data.nodes.filter((node) => visiblePartners(node.id).length).length;
  const held = new Set(shown.flat()).size;
  $("counts").textContent =
    `${count(drawn, "company", "companies")}, ${count(held, "alliance", "alliances")}`;
}

const MOST_NAMES = 300; // tried on one frame, so that moving stays smooth

// Names have the same size on the screen at every zoom; one that would cover
// another is left out, so that zooming in brings out more of them.
function writeNames(context) {
  const scale = network.getScale();
  const first = [hovered, state.chosen && state.chosen.company].filter(Number.isInteger);
  const rows = new Set([...first, ...(lit || []), ...data.nodes.keys()]);
  const drawn = [...rows].filter((row) => visiblePartners(row).length && inView(row));
  const named = drawn.filter((row) => !lit || lit.has(row) || row === hovered);
  const taken = named.map(dotBox);
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const row of named.slice(0, MOST_NAMES)) writeName(context, data.nodes[row], scale, taken);
}

function dotBox(row) {
  const { x, y } = network.getPosition(row);
  const half = data.nodes[row].size * 0.8;
  return [x - half, y - half, x + half, y + half, row];
}

function inView(row) {
  const { x, y } = network.canvasToDOM(network.getPosition(row));
  return x > 0 && y > 0 && x < $("picture").clientWidth && y < $("picture").clientHeight;
}

// Below its dot, or else above it, and not past the edge of the picture.
function nameBoxes(context, node, scale, size) {
  const { x, y } = network.getPosition(node.id);
  const half = context.measureText(node.label).width / 2 + 3 / scale;
  const left = network.DOMtoCanvas({ x: 0, y: 0 }).x;
  const right = network.DOMtoCanvas({ x: $("picture").clientWidth, y: 0 }).x;
  const seen = x > left && x < right && right - left > 2 * half;
  const middle = seen ? Math.min(Math.max(x, left + half), right - half) : x;
  const away = node.size + 3 / scale;
  return [y + away, y - away - size].map((top) => [middle - half, top, middle + half, top + size]);
}

function writeName(context, node, scale, taken) {
  const size = Math.min(node.font.size, 20) / scale;
  context.font = `${node.font.size > 15 ? 600 : 400} ${size}px system-ui, "Liberation Sans", sans-serif`;
  const covers = (box) => ([left, top, right, bottom]) =>
    box[0] < right && left < box[2] && box[1] < bottom && top < box[3];
  // A name covers no dot if it can, and never that of a stronger company.
  const places = nameBoxes(context, node, scale, size);
  const stronger = taken.filter(([, , , , row]) => row === undefined || row < node.id);
  const box = places.find((place) => !taken.some(covers(place))) ||
    places.find((place) => !stronger.some(covers(place)));
  if (!box) return;
  taken.push(box);
  const middle = (box[0] + box[2]) / 2;
  context.lineWidth = 4 / scale;
  context.strokeStyle = theme.back;
  context.strokeText(node.label, middle, box[1]);
  context.fillStyle = theme.front;
  context.fillText(node.label, middle, box[1]);
}

// A company is shown with its partners around it; with no company, all are.
function goTo(row) {
  const around = row === null ? [] : visiblePartners(row).map(([other]) => other);
  const animation = calm.matches ? false : { duration: 400 };
  const some = row === null ? {} : { nodes: [row, ...around], maxZoomLevel: 1.2 };
  network.fit({ ...some, animation });
}
