"""Relations that are no alliance, from scored pairs and from plain sentences."""

from dataclasses import replace

import pytest

from kg import Settings, relate
from kg.ingest import to_document

SENTENCES = {
    "acquisition": (
        "Acme Corp agreed to acquire Foo Inc for $5 billion in cash.",
        "Acme Corp",
        "Foo Inc",
    ),
    "litigation": (
        "Acme Corp has sued Foo Inc in federal court over patents that both own.",
        "Acme Corp",
        "Foo Inc",
    ),
    "subsidiary": (
        "Foo Bank, a subsidiary of Acme Group, reported a loss.",
        "Foo Bank",
        "Acme Group",
    ),
}


def related(text, **settings):
    chosen = replace(Settings(), **settings)
    ((document, claims, relations),) = relate([to_document(text)], chosen)
    return document, claims, relations


@pytest.mark.parametrize("name", sorted(SENTENCES))
def test_plain_sentences_give_type_and_direction(name):
    text, head, tail = SENTENCES[name]
    document, claims, relations = related(text)
    assert [(r.type, r.head.name, r.tail.name) for r in relations] == [
        (name, head, tail)
    ]
    assert claims == ()
    (evidence,) = relations[0].evidence
    assert evidence.span.cut(document.text) == evidence.quote


def test_relations_are_found_only_on_demand():
    from kg.extract.pipeline import read

    text = SENTENCES["acquisition"][0]
    ((_, _, relations),) = read([to_document(text)], Settings())
    assert relations == ()


def test_a_relation_has_the_mentions_of_both_ends():
    document, _, (relation,) = related(SENTENCES["litigation"][0])
    for party in (relation.head, relation.tail):
        for mention in party.mentions:
            assert mention.span.cut(document.field(mention.field)) == mention.text
