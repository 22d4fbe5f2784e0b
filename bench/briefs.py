"""The examples against their facts: what is found of IBM's alliances.

usage: python -m bench.briefs [--errors]

Each brief tells of IBM and some other companies.  In a brief that tells of an
alliance, an edge joins the first company named and each of the others; it is
found when any alliance joins the two, and found with the right status when the
status agrees too ("renewed" counts as expanded, "completed" as in force or
ended).  A brief that tells of no alliance is taken for one when an alliance
that holds joins two of its companies.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.evaluate import fold
from kg.resolve import Registry
from kg.values import Claim, Party
from kg.vocabulary import HOLDING

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
_SAME = {"renewed": {"expanded"}, "completed": {"in_force", "ended"}}


@dataclass(frozen=True, slots=True)
class Result:
    """Edges of alliances, and look-alikes, as the module says."""

    edges: int
    found: int
    right_status: int
    lookalikes: int
    taken: int
    errors: tuple[str, ...]


def names_of(party: Party) -> frozenset[str]:
    """Every form of a party, folded, and its company."""
    forms = {fold(party.name), *(fold(m.text) for m in party.mentions)}
    return frozenset(forms | ({party.company.id} if party.company else set()))


def joins(claim: Claim, first: frozenset[str], second: frozenset[str]) -> bool:
    """Tell whether a claim joins the two companies."""
    forms = [names_of(p) for p in claim.parties]
    return any(a & first and b & second for a in forms for b in forms if a is not b)


def measure(claims: dict[str, tuple[Claim, ...]], registry: Registry) -> Result:
    """Compare the claims of each brief with its facts."""
    lines = (EXAMPLES / "ibm-expected.jsonl").read_text("utf-8").splitlines()
    edges = found = right = lookalikes = taken = 0
    errors = []
    for row in map(json.loads, lines):
        ends = [_forms(name, registry) for name in row["parties"]]
        own = claims.get(row["id"], ())
        if not row["is_alliance"]:
            lookalikes += 1
            held = [c for c in own if c.status in HOLDING]
            if _any_pair(held, ends):
                taken += 1
                errors.append(f"taken: {row['id']} {row['parties']}")
            continue
        for other, name in zip(ends[1:], row["parties"][1:], strict=True):
            edges += 1
            joined = [c for c in own if joins(c, ends[0], other)]
            found += bool(joined)
            wanted = _SAME.get(row["status"], {row["status"]})
            right += any(c.status in wanted for c in joined)
            if not joined:
                errors.append(f"missed: {row['id']} {row['parties'][0]} + {name}")
    return Result(edges, found, right, lookalikes, taken, tuple(errors))


def _forms(name: str, registry: Registry) -> frozenset[str]:
    company = registry.find(name)
    return frozenset({fold(name)} | ({company.id} if company else set()))


def _any_pair(claims: Iterable[Claim], ends: list[frozenset[str]]) -> bool:
    return any(
        joins(c, a, b)
        for c in claims
        for i, a in enumerate(ends)
        for b in ends[i + 1 :]
    )


def read_examples() -> tuple[dict[str, tuple[Claim, ...]], Registry]:
    """Read the briefs into resolved claims, by document."""
    registry = Registry.load()
    documents = kg.read(EXAMPLES / "ibm")
    found = {d.id: registry.resolve(d, c) for d, c in kg.extract(documents)}
    return found, registry


def main() -> None:
    """Print the figures, and with ``--errors`` every fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true")
    options, _ = parser.parse_known_args()
    r = measure(*read_examples())
    print(
        f"edges of alliances found   {r.found} of {r.edges} ({r.found / r.edges:.2f})"
    )
    print(f"  with the right status    {r.right_status} of {r.edges}")
    share = r.taken / r.lookalikes
    print(f"look-alikes taken for one  {r.taken} of {r.lookalikes} ({share:.2f})")
    if options.errors:
        print(*r.errors, sep="\n")


if __name__ == "__main__":
    main()
