"""What the lower layers promise decides whether a window is read on."""

import numpy as np
import pytest

from kg.errors import ModelError
from kg.extract.reader import Reader, features_of
from kg.extract.scoring import read_windows
from kg.extract.windows import cut_windows, split_sentences
from kg.settings import Settings

ALLIANCE = "Acme Corp and Widget Inc formed a joint venture to build pumps in Brazil."


@pytest.fixture(scope="module")
def reader():
    return Reader()


def readings(reader, text, thorough=False):
    windows = cut_windows(split_sentences(text))
    return read_windows(reader, "", text, list(windows), thorough=thorough)


def test_an_alliance_is_read_on(reader):
    assert reader.is_promising(reader.glance("", ALLIANCE))
    assert len(readings(reader, ALLIANCE)) == 1


def test_what_promises_nothing_is_left_unless_all_is_asked_for(reader, monkeypatch):
    glance = reader.glance("", ALLIANCE)
    nothing = np.append(np.zeros(features_of(glance).size), -1.0)
    monkeypatch.setattr(reader, "promise", nothing)
    assert readings(reader, ALLIANCE) == []
    assert len(readings(reader, ALLIANCE, thorough=True)) == 1


def test_a_file_that_is_none_of_ours_is_told(tmp_path):
    (tmp_path / "promise.npy").write_text("not an array")
    with pytest.raises(ModelError, match=r"promise\.npy"):
        _ = Reader(tmp_path).promise


def test_without_the_file_everything_is_read_on(tmp_path, reader):
    glance = reader.glance("", "It rained.")
    assert Reader(tmp_path).is_promising(glance)


def test_both_readings_in_one_are_the_same(reader):
    in_two = reader.read_on(reader.glance("", ALLIANCE))
    assert np.array_equal(reader.read("", ALLIANCE).vectors, in_two.vectors)


def test_where_other_relations_are_asked_for_everything_is_read_on():
    from kg.extract.pipeline import load

    for relations in (False, True):
        nlp = load(Settings(relations=relations))
        assert nlp.get_pipe("kg_companies").thorough is relations
