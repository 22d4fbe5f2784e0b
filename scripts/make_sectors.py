"""Make ``ontology/sectors.ttl`` and ``kg/extract/sectors.tsv``.

    python scripts/make_sectors.py naics_2022.json

Concepts are the industries of NAICS 2022 (two to four digits) and the fields
of ``scripts/fields.tsv``.  An industry that bears the title of the one above
it is the same concept.  The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.vocabulary import slug

ROOT = Path(__file__).parents[1]
FIELDS = Path(__file__).with_name("fields.tsv")
TTL = ROOT / "ontology" / "sectors.ttl"
TSV = ROOT / "kg" / "extract" / "sectors.tsv"
RANGES = {"31": "31-33", "44": "44-45", "48": "48-49"}
OTHER_CODES = {"32": "31", "33": "31", "45": "44", "49": "48"}
HEADER = """\
@prefix dct: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix sectors: <https://w3id.org/alliance-kg/sectors#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

<https://w3id.org/alliance-kg/sectors> a owl:Ontology , skos:ConceptScheme ;
    owl:versionIRI <https://w3id.org/alliance-kg/sectors/0.1.0> ;
    owl:versionInfo "0.1.0" ;
    dct:title "Sectors of alliances"@en ;
    dct:description "Industries and fields in which companies work together: \
the industries of NAICS 2022 down to four digits, and fields of technology and \
trade as news names them."@en ;
    dct:license <https://www.apache.org/licenses/LICENSE-2.0> ;
    dct:source <https://www.census.gov/naics/> .
"""


@dataclass
class Concept:
    """A concept in the making."""

    label: str
    broader: Concept | None = None
    phrases: list[str] = field(default_factory=list)
    definition: str = ""
    codes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The last part of its IRI."""
        return f"sector-{slug(self.label)}" if self.label else ""


def from_naics(path: Path) -> dict[str, Concept]:
    """The industries, by title in lower case."""
    levels = json.loads(path.read_text(encoding="utf-8"))["taxonomies"]
    by_code: dict[str, Concept] = {}
    by_title: dict[str, Concept] = {}
    for level in ("2", "3", "4"):
        for row in levels[level]:
            code, title = row["id"], row["name"].strip()
            above = by_code.get(OTHER_CODES.get(code[:-1], code[:-1]))
            known = by_title.get(title.lower())
            if known and above not in (known, known.broader):
                raise InputError(f"NAICS {code}", f"{title!r} stands in two places")
            concept = known or Concept(title, above)
            concept.codes.append(RANGES.get(code, code))
            by_code[code] = by_title[title.lower()] = concept
    for concept in by_title.values():
        place = f", a part of {concept.broader.label}" if concept.broader else ""
        concept.definition = (
            f"Industry with code {concept.codes[0]} in NAICS 2022{place}."
        )
    return by_title


def add_fields(concepts: dict[str, Concept], path: Path) -> Concept:
    """Add the hand-written fields; return the phrases that name none."""
    none = Concept("")
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise InputError(
                f"{path.name}: {line[:40]!r}", f"{len(cells)} cells, not 4"
            )
        label, broader, phrases, definition = cells
        new = (
            none if label == "-" else concepts.setdefault(label.lower(), Concept(label))
        )
        new.definition = definition
        new.phrases = phrases.split("|")
        if label != "-":
            rows.append((new, broader))
    for concept, broader in rows:
        above = concepts.get(broader.lower())
        if above is None:
            raise InputError(f"{path.name}: {concept.label}", f"no concept {broader!r}")
        if above is not concept:
            concept.broader = above
    return none


def turtle(concept: Concept) -> str:
    """The triples of a concept."""
    lines = [
        f"sectors:{concept.name} a skos:Concept",
        "skos:inScheme <https://w3id.org/alliance-kg/sectors>",
        f"skos:prefLabel {quote(concept.label)}",
    ]
    labels = sorted({p.lstrip("=") for p in concept.phrases} - {concept.label.lower()})
    if labels:
        lines.append("skos:altLabel " + " , ".join(map(quote, labels)))
    lines.append(f"skos:definition {quote(concept.definition)}")
    lines += [f'skos:notation "{code}"' for code in concept.codes]
    if concept.broader:
        lines.append(f"skos:broader sectors:{concept.broader.name}")
    else:
        lines.append("skos:topConceptOf <https://w3id.org/alliance-kg/sectors>")
    return " ;\n    ".join(lines) + " .\n"


def quote(text: str) -> str:
    """An English literal."""
    return json.dumps(text, ensure_ascii=False) + "@en"


def row(concept: Concept) -> str:
    """The concept's line in the table of the extractor."""
    above = concept.broader.name if concept.broader else ""
    return "\t".join([concept.name, concept.label, above, "|".join(concept.phrases)])


def main() -> None:
    """Read the industries named on the command line, write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("naics", type=Path)
    parser.add_argument("--ttl", type=Path, default=TTL)
    parser.add_argument("--tsv", type=Path, default=TSV)
    options = parser.parse_args()
    concepts = from_naics(options.naics)
    none = add_fields(concepts, FIELDS)
    ordered = sorted(concepts.values(), key=lambda c: c.name)
    names = [concept.name for concept in ordered]
    if len(set(names)) < len(names):
        raise InputError(str(FIELDS), "two labels make one name")
    options.ttl.write_text("\n".join([HEADER, *map(turtle, ordered)]), encoding="utf-8")
    # Fields come before industries, so that a phrase of both names the field.
    by_hand = sorted(ordered, key=lambda c: (not c.phrases, c.name))
    head = "# concept\tlabel\tbroader\tphrases; made by scripts/make_sectors.py"
    lines = [head, row(none), *map(row, by_hand)]
    options.tsv.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(ordered)} concepts")


if __name__ == "__main__":
    main()
