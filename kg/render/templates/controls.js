// Search, filters, legend, pointer and keys; then the start.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
const known = companies.map((company) => [company.name, ...company.aliases].map(fold));

function find(text) {
  const wanted = fold(text);
  if (!wanted) return -1;
  const tests = [(name) => name === wanted, (name) => name.startsWith(wanted), (name) => name.includes(wanted)];
  for (const test of tests) {
    const row = known.findIndex((names) => names.some(test));
    if (row >= 0) return row;
  }
  return -1;
}

function search(event) {
  event.preventDefault();
  const text = $("company").value;
  const row = find(text);
  $("missed").textContent = row < 0 && text.trim() ? "No such company." : "";
  if (row < 0) return;
  if (!visiblePartners(row).length) $("filter").reset();
  choose({ company: row });
  goTo(row);
}

function readFilters() {
  state.sector = $("sector").value;
  state.statuses = new Set([...document.querySelectorAll("#statuses input:checked")].map((box) => box.value));
  const [a, b] = [Number($("first").value), Number($("last").value)];
  [state.first, state.last] = [Math.min(a, b), Math.max(a, b)];
  $("span").textContent = a === b ? `${a}` : `${state.first} and ${state.last} (or with no date)`;
  refilter();
  fillPanel(false);
}

function offerFilters() {
  const sectors = [...new Set(alliances.flatMap((record) => record.sectors))].sort();
  $("sector").append(...sectors.map((sector) => make("option", { value: sector }, sector)));
  const used = Object.keys(words).filter((word) => alliances.some((record) => record.status === word));
  $("statuses").append(...used.map((word) => make("label", {},
    make("input", { type: "checkbox", value: word, checked: "" }), ` ${words[word]}`)));
  const years = alliances.map(year).filter((when) => when !== null);
  const [low, high] = [Math.min(...years), Math.max(...years)];
  $("years").hidden = !(low < high);
  for (const [id, value] of [["first", low], ["last", high]]) {
    if (!years.length) continue;
    Object.assign($(id), { min: low, max: high });
    $(id).setAttribute("value", value);
    $(id).value = value;
  }
}

function explain() {
  $("colours").append(...legend.map(({ label, colour }) => make("li", {}, dot(colour), isolated(label))));
  const names = [...new Set(companies.flatMap((company) => [company.name, ...company.aliases]))].sort();
  $("names").append(...names.map((name) => make("option", { value: name })));
}

function hint(text, pointer) {
  $("tip").hidden = !text;
  $("tip").textContent = text;
  if (!pointer) return;
  $("tip").style.left = `${pointer.x + 14}px`;
  $("tip").style.top = `${pointer.y + 14}px`;
}

function listen() {
  network.on("click", ({ nodes: [node], edges: [edge] }) =>
    choose(node !== undefined ? { company: node } : edge !== undefined ? { pair: edge } : null));
  network.on("afterDrawing", writeNames);
  network.on("hoverNode", ({ node, pointer }) => {
    hovered = node;
    hint(`${companies[node].name}: ${count(visiblePartners(node).length, "partner", "partners")}`, pointer.DOM);
  });
  network.on("blurNode", () => { hovered = null; });
  network.on("hoverEdge", ({ edge, pointer }) => hint(
    [data.edges[edge].from, data.edges[edge].to].map((row) => companies[row].name).join(" and ") +
    `: ${count(shown[edge].length, "alliance", "alliances")}`, pointer.DOM));
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(name, () => hint(""));
  $("search").addEventListener("submit", search);
  $("filter").addEventListener("input", readFilters);
  $("filter").addEventListener("submit", (event) => event.preventDefault());
  $("filter").addEventListener("reset", () => setTimeout(readFilters));
  const zoom = (factor) => network.moveTo({ scale: network.getScale() * factor });
  $("closer").addEventListener("click", () => zoom(1.4));
  $("farther").addEventListener("click", () => zoom(1 / 1.4));
  $("fit").addEventListener("click", () => goTo(null));
  dark.addEventListener("change", paint);
  document.addEventListener("keydown", ({ key }) => key === "Escape" && choose(null));
  const canvas = document.querySelector("#picture canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "Companies as dots, alliances as lines; the list beside holds the same.");
}

offerFilters();
explain();
listen();
readFilters();
network.redraw(); // the legend has taken its room by now
network.fit();
// For those who look closer from the console, and for tests.
window.kgPicture = { network, data };
