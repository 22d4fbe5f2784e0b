"""Oxigraph reads keywords without spaces around them; the guard must too."""

import pytest

from kg.errors import QueryError
from kg.store import Store

TARGET = "<http://127.0.0.1:9/>"
PREFIXES = f"PREFIX q: {TARGET} PREFIX a\u0300: {TARGET} PREFIX a\u00b7b: {TARGET} "
REACHES_OUT = [
    f"SELECT * {{ ?s ?p trueSERVICE{TARGET}{{}} }}",
    f"SELECT * {{ ?s ?p 1SERVICE{TARGET}{{}} }}",
    f"SELECT * {{ ?s ?p 1.0SERVICE{TARGET}{{}} }}",
    f'SELECT * {{ ?s ?p "x"SERVICE{TARGET}{{}} }}',
    f"SELECT * {{ SERVICESILENT{TARGET}{{}} }}",
    f"SELECT * {{ SERVICE #c\nSILENT #d\n{TARGET}{{}} }}",
    f"SELECT * {{ SERVICE #\\u000Aabc\n{TARGET}{{}} }}",
    f"SELECT * {{ FILTER(1<'>') SERVICE{TARGET}{{}} FILTER(1<'') }}",
    "SELECT * { SERVICEq:x{} }",
    "SELECT * { SERVICE:x{} }",
    "SELECT * { SERVICE a\u0300:x{} }",
    "SELECT * { SERVICE a\u00b7b:x{} }",
    "SELECT * { ?s q:p q:SERVICE . SERVICE q:x{} }",
    "SELECT * FROMNAMED<http://a.example/g> { ?s ?p ?o }",
    "SELECT*FROMNAMEDq:x{ ?s ?p ?o }",
    "ASK FROM a\u0300:x { ?s ?p ?o }",
]
STAYS_HERE = [
    "SELECT ?service { ?service al:party <http://a.example/x> }",
    "SELECT ?from { ?x schema:serviceFrom ?from . ?from ?p <http://a/service> }",
    'SELECT ?x { ?x al:speaker "head of the service" }',
    'SELECT ?x { ?x al:speaker ?y FILTER(CONTAINS(?y, "from IBM")) }',
    "# from the articles\nSELECT ?from { ?a $from ?c ; al:party ?a }",
]


@pytest.mark.parametrize("sparql", REACHES_OUT)
def test_every_spelling_that_reaches_out_is_refused(sparql):
    with Store.open() as store, pytest.raises(QueryError, match="is refused"):
        store.query(PREFIXES + sparql)


@pytest.mark.parametrize("sparql", STAYS_HERE)
def test_words_that_only_look_like_it_are_answered(sparql):
    with Store.open() as store:
        assert store.query(sparql).rows == ()
