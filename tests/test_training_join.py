"""Annotations find their texts, whole ones and windows of them."""

import pytest

from training.join import find_document

TEXTS = {
    "a": {
        "id": "a",
        "title": "Deals",
        "text": " ".join(f"Acme signed deal number {n}." for n in range(9)),
    }
}


def test_a_whole_text_is_found_by_its_id():
    assert find_document("a", TEXTS) is TEXTS["a"]
    assert find_document("b", TEXTS) is None


def test_a_window_begins_at_its_sentence():
    window = find_document("a#w3", TEXTS)
    assert window["id"] == "a#w3"
    assert window["title"] == "Deals"
    assert window["text"].startswith("Acme signed deal number 3.")
    assert window["text"].endswith("Acme signed deal number 6.")


@pytest.mark.parametrize("name", ["a#w4", "a#w99", "b#w0"])
def test_what_is_no_window_is_not_found(name):
    assert find_document(name, TEXTS) is None
