"""The stored questions: SPARQL files whose comments say what they answer.

A file opens with ``# question: TITLE`` and, for each parameter, a line
``# param NAME: MEANING`` or ``# param NAME = DEFAULT: MEANING``.  In the
query a parameter stands as ``$NAME``; everything else is written ``?NAME``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.errors import QueryError
from kg.store import terms

_TITLE = re.compile(r"^# question: (.+)$", re.M)
_PARAMETER = re.compile(r"^# param ([a-z]+)(?: = ([^:]*))?: (.+)$", re.M)
_USE = re.compile(r"\$([A-Za-z_]+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank of a question; required where ``default`` is ``None``."""

    name: str
    description: str
    default: str | None = None

    @property
    def required(self) -> bool:
        """Tell whether the question cannot be asked without it."""
        return self.default is None


@dataclass(frozen=True, slots=True)
class Question:
    """A stored question: its file name, what it answers, its blanks, its query."""

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    sparql: str

    def fill(self, values: Mapping[str, str]) -> str:
        """Put the values, as literals, where the parameters stand.

        Raises:
            QueryError: a parameter is missing, or there is none of that name.
        """
        known = {parameter.name: parameter.default for parameter in self.parameters}
        for name in values:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(f"{self.name} has no parameter {name!r}; {has}")
        filled = known | dict(values)
        for name, value in filled.items():
            if value is None:
                raise QueryError(f"{self.name} needs {name!r}; add --{name} VALUE")
        written = {name: str(terms.text(str(value))) for name, value in filled.items()}
        return _USE.sub(lambda found: written[found[1]], self.sparql)


@cache
def questions() -> tuple[Question, ...]:
    """Return the stored questions, sorted by name."""
    folder = files("kg.store") / "queries"
    found = [file for file in folder.iterdir() if file.name.endswith(".rq")]
    return tuple(
        to_question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in sorted(found, key=lambda file: file.name)
    )


def find_question(name: str) -> Question:
    """Return the stored question of that name.

    Raises:
        QueryError: there is none.
    """
    for question in questions():
        if question.name == name:
            return question
    known = ", ".join(question.name for question in questions())
    raise QueryError(f"no stored question is called {name!r}; there are {known}")


def to_question(name: str, sparql: str) -> Question:
    r"""Read a question from the text of its file.

    >>> to_question("x", "# question: Is it so?\nASK { ?s ?p ?o }").title
    'Is it so?'

    Raises:
        QueryError: the title is missing, or the query and its comments disagree.
    """
    title = _TITLE.search(sparql)
    if not title:
        raise QueryError(f"{name}.rq has no line '# question: TITLE'")
    parameters = tuple(
        Parameter(found[1], found[3].strip(), found[2])
        for found in _PARAMETER.finditer(sparql)
    )
    used, said = set(_USE.findall(sparql)), {p.name for p in parameters}
    if used != said:
        raise QueryError(
            f"{name}.rq uses {sorted(used)} but describes {sorted(said)}; write one "
            "'# param NAME: MEANING' for each"
        )
    return Question(name, title[1].strip(), parameters, sparql)
