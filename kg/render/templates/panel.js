// The panel: the list of companies, one company, or one pair.

function companyButton(row) {
  const { name } = companies[row];
  return make("button", { type: "button", class: "link", on: () => choose({ company: row }, true) }, isolated(name));
}

function sourceLine(source) {
  const title = source.title || source.link || source.document;
  const link = /^https?:\/\//i.test(source.link)
    ? make("a", { href: source.link, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, title)
    : isolated(title);
  const facts = [source.publisher, source.published].filter(Boolean);
  if (source.speaker) facts.push(`said by ${source.speaker}`);
  facts.push(`confidence ${Math.round(source.confidence * 100)} %`);
  return make("p", { class: "soft" }, link, ` · ${facts.join(" · ")}`);
}

function sourceBlock(source) {
  const quotes = source.quotes.map(({ quote }) => make("blockquote", { dir: "auto" }, quote));
  return make("div", { class: "source" }, ...quotes, sourceLine(source));
}

function allianceBlock(row) {
  const record = alliances[row];
  const line = lines[record.status];
  const dates = [record.since && `since ${record.since}`, record.until && `until ${record.until}`];
  const facts = dates.filter(Boolean).concat(record.sectors.length ? [record.sectors.join(", ")] : []);
  if (record.venture) facts.push(`joint company: ${record.venture}`);
  const others = record.parties.length > 2
    ? make("p", { class: "soft" }, "Parties: ", ...record.parties.flatMap((name, i) => [i ? ", " : "", isolated(name)]))
    : null;
  const title = make("h3", {}, inWords(record.kind), make("span", { class: `chip ${line}` }, words[record.status]));
  const about = facts.length ? make("p", { class: "soft", dir: "auto" }, facts.join(" · ")) : null;
  return make("article", { class: "alliance" }, title, about, others, ...record.sources.map(sourceBlock));
}

function partnerBlock([other, pair], open) {
  const rows = shown[pair];
  const head = make("summary", {}, isolated(companies[other].name), " ",
    make("span", { class: "soft" }, count(rows.length, "alliance", "alliances")));
  const go = make("p", { class: "soft" }, "See all of ", companyButton(other));
  const block = make("details", { class: "partner" }, head, ...rows.map(allianceBlock), go);
  block.open = open;
  return block;
}

function companyPanel(row) {
  const company = companies[row];
  const partners = visiblePartners(row)
    .sort((a, b) => shown[b[1]].length - shown[a[1]].length || a[0] - b[0]);
  const known = company.aliases.length
    ? make("p", { class: "soft", dir: "auto" }, `Also: ${company.aliases.join(", ")}`) : null;
  const parent = company.partOf
    ? make("p", { class: "soft" }, "Part of ", isolated(company.partOf)) : null;
  const sectors = company.sectors.length
    ? make("p", { class: "soft" }, dot(company.colour), " ", company.sectors.slice(0, 6).join(", ")) : null;
  return [isolated(company.name, "h2"), known, parent, sectors,
    make("p", {}, count(partners.length, "partner", "partners")),
    ...partners.map((partner) => partnerBlock(partner, partners.length <= 4))];
}

function pairPanel(id) {
  const edge = data.edges[id];
  const heading = make("h2", {}, companyButton(edge.from), " and ", companyButton(edge.to));
  return [heading, make("p", { class: "soft" }, count(shown[id].length, "alliance", "alliances")),
    ...shown[id].map(allianceBlock)];
}

function listPanel() {
  const drawn = companies.map((company, row) => row).filter((row) => visiblePartners(row).length);
  const items = drawn.map((row) => make("li", {}, make("button",
    { type: "button", on: () => choose({ company: row }, true) },
    dot(companies[row].colour), make("span", { class: "name", dir: "auto" }, companies[row].name),
    make("span", { class: "soft" }, count(sharedBy(row), "alliance", "alliances")))));
  return [make("h2", {}, "Companies"),
    make("p", { class: "soft" }, "Choose a company or a line to read the sentences behind it."),
    make("ul", { class: "plain" }, ...items)];
}

function fillPanel(takeFocus) {
  const chosen = state.chosen;
  const back = chosen === null ? null : make("button",
    { type: "button", class: "link", on: () => choose(null, true) }, "← All companies");
  const content = chosen === null ? listPanel()
    : chosen.pair !== undefined ? pairPanel(chosen.pair) : companyPanel(chosen.company);
  const panel = $("panel");
  panel.replaceChildren(...[back, ...content].filter(Boolean));
  panel.parentElement.scrollTop = 0;
  const heading = panel.querySelector("h2");
  heading.tabIndex = -1;
  if (takeFocus) heading.focus({ preventScroll: true });
}

function choose(chosen, takeFocus = false) {
  state.chosen = chosen;
  if (chosen === null) network.unselectAll();
  else if (chosen.pair !== undefined) network.setSelection({ nodes: [], edges: [chosen.pair] });
  else network.setSelection({ nodes: [chosen.company], edges: [] }, { highlightEdges: false });
  if (takeFocus && chosen && chosen.company !== undefined) goTo(chosen.company);
  paint();
  fillPanel(takeFocus);
}
