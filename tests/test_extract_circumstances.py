"""Status, speaker and date, from the words of the evidence."""

import pytest

from kg.extract.dates import find_date
from kg.extract.references import continues
from kg.extract.status import find_speaker, settle_status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Acme denied it had agreed a partnership with Foo.", "denied"),
        ("Acme denies talks with Foo.", "denied"),
        ("Acme has no plans for an alliance with Foo.", "denied"),
        ("Acme, which denied bribery last year, allied itself with Foo.", "announced"),
        ("Acme and Foo agreed on a joint venture.", "announced"),
    ],
)
def test_words_of_denial_settle_the_status(sentence, status):
    assert settle_status("announced", [sentence]) == status


@pytest.mark.parametrize(
    ("sentence", "published", "found"),
    [
        ("signed on 3 May 2011 in Paris", None, "2011-05-03"),
        ("signed on May 3, 2011", None, "2011-05-03"),
        ("formed in September 2004", None, "2004-09"),
        ("formed in 1998 by both", None, "1998"),
        ("they said on Monday", "2010-06-02", "2010-05-31"),
        ("they said on Wednesday", "2010-06-02", "2010-06-02"),
        ("agreed last month", "2010-01-02", "2009-12"),
        ("agreed in December", "2010-01-02", "2009-12"),
        ("agreed on Monday", None, None),
        ("agreed on Monday", "2010", None),
        ("a fleet of 2000 trucks", "2010-06-02", None),
    ],
)
def test_dates_are_read_or_counted_from_the_documents(sentence, published, found):
    assert find_date(sentence, published) == found


@pytest.mark.parametrize(
    ("sentence", "before", "speaker"),
    [
        ("Acme will supply Foo, the company's chief, Ann Lee said.", "", None),
        ("Acme and Foo will cooperate, Acme said on Tuesday.", "", "Acme"),
        ("According to Bar Research, Acme works with Foo.", "", "Bar Research"),
        ("Acme said it would work with Foo.", "", "Acme"),
        ("They will cooperate.", "Foo and Acme announced:", "Foo and Acme"),
        ("They will cooperate.", "Shares rose.", None),
    ],
)
def test_the_speaker_is_named_in_the_sentence_or_leads_to_it(sentence, before, speaker):
    found = find_speaker(sentence, before)
    if speaker is None:
        assert found is None or found in sentence
    else:
        assert found == speaker


def test_a_sentence_about_both_parties_goes_on_about_them():
    assert continues("The two companies will focus on banks.")
    assert continues("Under the agreement, Acme sells phones.")
    assert not continues("Acme sells phones.")
