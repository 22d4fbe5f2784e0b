// The facts of the page, how they become elements, and which are shown now.
// What a document says is set as text (textContent, append), never as HTML.

const $ = (id) => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const { companies, pairs, alliances, legend, lines, dashes, words } = data;
const LEVEL = ["solid", "dashed", "dotted"];
const dark = matchMedia("(prefers-color-scheme: dark)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const state = { sector: "", statuses: new Set(), first: 0, last: 9999, chosen: null };

function make(tag, options = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(options)) {
    if (name === "on") element.addEventListener("click", value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

// Isolated, so that marks of direction inside a name do not reach past it.
const isolated = (text, tag = "bdi") => make(tag, { dir: "auto" }, text);
const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
const inWords = (kind) => kind.replace(/_/g, " ");

function dot(colour) {
  const element = make("span", { class: "dot", "aria-hidden": "true" });
  element.style.background = colour || "transparent";
  return element;
}

const year = (record) => parseInt(record.started || "", 10) || null;

function passes(record) {
  const when = year(record);
  return state.statuses.has(record.status) &&
    (!state.sector || record.sectors.includes(state.sector)) &&
    (when === null || (when >= state.first && when <= state.last));
}

let shown = pairs;
const nearby = companies.map(() => []);
data.edges.forEach((edge) => {
  nearby[edge.from].push([edge.to, edge.id]);
  nearby[edge.to].push([edge.from, edge.id]);
});

function refilter() {
  const passing = alliances.map(passes);
  shown = pairs.map((rows) => rows.filter((row) => passing[row]));
  paint();
  const left = passing.filter(Boolean).length;
  const all = left === alliances.length;
  $("filtered").textContent = all ? "" : `${left} of ${alliances.length} alliances`;
}

const visiblePartners = (row) => nearby[row].filter(([, id]) => shown[id].length);

const sharedBy = (row) => new Set(nearby[row].flatMap(([, id]) => shown[id])).size;
