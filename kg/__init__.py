"""Builds knowledge graphs of corporate alliances from business news.

Five lines do the whole::

    import kg

    with kg.Graph.open("store") as graph:
        graph.add(kg.read("examples/ibm"))
        graph.view("alliances.html")
"""

# The room of extractors loads first, so that its name stays free for the function.
import kg.extract  # noqa: F401
from kg.build import BuildReport, Graph, build, extract, relate
from kg.errors import InputError, KgError
from kg.ingest import read
from kg.settings import Settings
from kg.values import Alliance, Claim, Company, Document, Evidence, Relation

__version__ = "0.1.0"

__all__ = [
    "Alliance",
    "BuildReport",
    "Claim",
    "Company",
    "Document",
    "Evidence",
    "Graph",
    "InputError",
    "KgError",
    "Relation",
    "Settings",
    "__version__",
    "build",
    "extract",
    "read",
    "relate",
]
