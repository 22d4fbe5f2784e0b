"""Whether a graph is as the ontology wants it: SHACL shapes and our own checks.

A shape says what one node must look like (``ontology/shapes.ttl``); a check
is one rule between nodes, written as one query that finds what breaks it
(``ontology/checks/*-violation.rq``, ``SELECT ?focus ?message``).  Nothing is
inferred: what must be there must be written.
"""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pyshacl
from rdflib import RDF, SH, Dataset, Graph, Node, Variable

from kg.errors import InputError, KgError
from kg.values import Finding, Report

DISTRIBUTION = "alliance-kg"
_NEEDED = ("alliance.ttl", "shapes.ttl", "checks")
_ENDING = "-violation.rq"
_CHECK_ANSWERS = (Variable("focus"), Variable("message"))


def validate(data: str, ontology_folder: Path | None = None) -> Report:
    """Check a graph, given as Turtle or N-Quads, against shapes and checks.

    The graphs of N-Quads are checked as one.  Findings are sorted; ``check``
    is the name of the shape or of the check's file.

    >>> validate("@prefix al: <https://w3id.org/alliance-kg/ontology#> .").conforms
    True

    Raises:
        InputError: the data is neither Turtle nor N-Quads.
    """
    folder = ontology_folder or find_ontology()
    graph = _to_graph(data)
    found = {*_broken_shapes(graph, folder), *_broken_checks(graph, folder)}
    ordered = sorted(found, key=lambda f: (f.check, f.focus, f.message, f.severity))
    return Report(conforms=not ordered, findings=tuple(ordered))


def find_ontology() -> Path:
    """Return the folder of the ontology: beside the package, or installed with it.

    Raises:
        KgError: it is in neither place.
    """
    around = Path(__file__).resolve().parent.parent
    beside = around / "ontology"
    targeted = around / "share" / DISTRIBUTION / "ontology"  # pip install --target
    for folder in (beside, targeted, *_installed()):
        if all((folder / name).exists() for name in _NEEDED):
            return folder
    raise KgError(
        f"no ontology in {beside} nor among the files of {DISTRIBUTION}; install the "
        "package anew or name the folder"
    )


def _installed() -> list[Path]:
    try:
        files = distribution(DISTRIBUTION).files or []
    except PackageNotFoundError:
        return []
    shapes = [file for file in files if file.match("ontology/shapes.ttl")]
    return [Path(str(file.locate())).resolve().parent for file in shapes]


def _to_graph(data: str) -> Graph:
    reasons = []
    for form in ("ox-turtle", "ox-nquads"):
        try:
            return _parse(data, form)
        except (SyntaxError, ValueError) as error:
            reasons.append(f"as {form.removeprefix('ox-')}: {error}")
    raise InputError("data", "; ".join(reasons), "give Turtle or N-Quads")


def _parse(data: str, form: str) -> Graph:
    if form == "ox-turtle":
        return Graph().parse(data=data, format=form)
    parsed = Dataset()
    parsed.default_graph.parse(data=data, format=form)
    union = Graph()
    for subject, predicate, value, _ in parsed.quads():
        union.add((subject, predicate, value))
    return union


def _broken_shapes(graph: Graph, folder: Path) -> list[Finding]:
    # Oxigraph's reader for both: rdflib holds "x" and "x"^^xsd:string to differ.
    shapes = Graph().parse(folder / "shapes.ttl", format="ox-turtle")
    _, results, _ = pyshacl.validate(
        graph,
        shacl_graph=shapes,
        inference="none",
        abort_on_first=False,
        allow_warnings=False,
        meta_shacl=False,
    )
    found = results.subjects(RDF.type, SH.ValidationResult)
    return [_to_finding(result, results, graph, shapes) for result in found]


def _to_finding(result: Node, report: Graph, graph: Graph, shapes: Graph) -> Finding:
    focus = report.value(result, SH.focusNode)
    message = str(report.value(result, SH.resultMessage) or "does not fit the shape")
    value = report.value(result, SH.value)
    severity = str(report.value(result, SH.resultSeverity) or "")
    return Finding(
        check=_shape_name(report.value(result, SH.sourceShape), focus, graph, shapes),
        focus=str(focus),
        message=message if value is None else f"{message}; found {value}",
        severity=severity.rpartition("#")[2].lower() or "violation",
    )


def _shape_name(
    source: Node | None, focus: Node | None, graph: Graph, shapes: Graph
) -> str:
    """The node shape of a result; of several that share a part, the focus's own."""
    owners = sorted(shapes.subjects(SH.property, source), key=str)
    types = set(graph.objects(focus, RDF.type))
    own = [o for o in owners if types & set(shapes.objects(o, SH.targetClass))]
    return str(next(iter(own or owners), source)).rpartition("#")[2]


def _broken_checks(graph: Graph, folder: Path) -> list[Finding]:
    everything = Graph(store="Oxigraph")
    for triple in graph:
        everything.add(triple)
    for file in sorted(folder.glob("*.ttl")):
        if file.name != "shapes.ttl":
            everything.parse(file, format="ox-turtle")
    return [
        finding
        for file in sorted((folder / "checks").glob(f"*{_ENDING}"))
        for finding in _broken(file, everything)
    ]


def _broken(file: Path, graph: Graph) -> list[Finding]:
    name = file.name.removesuffix(_ENDING)
    rows = graph.query(file.read_text(encoding="utf-8")).bindings
    return [Finding(name, *(str(row[v]) for v in _CHECK_ANSWERS)) for row in rows]
