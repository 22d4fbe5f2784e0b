"""The public API is one list: sorted, complete, explained, documented."""

import re
import types
from pathlib import Path

import kg

DOCUMENTED = Path(__file__).resolve().parent.parent / "docs" / "api.md"


def test_the_list_is_sorted_and_every_name_exists():
    assert sorted(kg.__all__) == list(kg.__all__)
    assert all(hasattr(kg, name) for name in kg.__all__)


def test_nothing_else_is_public():
    public = {
        name
        for name, value in vars(kg).items()
        if not name.startswith("_") and not isinstance(value, types.ModuleType)
    }
    assert public == set(kg.__all__) - {"__version__"}


def test_every_name_explains_itself():
    for name in set(kg.__all__) - {"__version__"}:
        assert (getattr(kg, name).__doc__ or "").strip(), name


def test_every_name_is_in_the_documentation():
    text = DOCUMENTED.read_text("utf-8")
    missing = [name for name in kg.__all__ if not re.search(rf"\b{name}\b", text)]
    assert missing == []
