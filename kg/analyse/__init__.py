"""Alliances -> network -> rankings, communities, brokers; files for other tools."""

from kg.analyse.edges import network, standing
from kg.analyse.exchange import to_gexf, to_graphml
from kg.analyse.layout import place
from kg.analyse.summary import Community, Ranked, Summary, partners, summarise

__all__ = [
    "Community",
    "Ranked",
    "Summary",
    "network",
    "partners",
    "place",
    "standing",
    "summarise",
    "to_gexf",
    "to_graphml",
]
