"""A closed store lets go of its folder, also after rdflib has seen it."""

import pytest

from kg.store import Store

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.:DeprecationWarning")


def test_a_folder_can_be_opened_again_after_its_dataset_was_used(tmp_path):
    with Store.open(tmp_path / "store") as store:
        assert list(store.dataset.graphs())
    with Store.open(tmp_path / "store") as again:
        assert again.claims() == ()
