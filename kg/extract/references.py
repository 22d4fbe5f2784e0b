"""Sentences that speak of companies without naming them.

"Both parties", "the two companies", "the pair", "under the agreement": a
sentence that opens so goes on about the arrangement of the sentence before.
"""

from __future__ import annotations

import re

_CONTINUES = re.compile(
    r"""^\W*(?:
      (?:both|the\ two|these\ two|the)\ (?:parties|companies|firms|partners|sides|
        groups|carmakers|automakers|airlines|banks|pair|duo|trio|allies|giants)\b
    | (?:under|as\ part\ of|through|with)\ (?:the|this|its|their)\ (?:\w+\ ){0,2}
        (?:agreement|deal|pact|alliance|partnership|venture|collaboration|accord|terms|
        memorandum|cooperation|contract|arrangement)\b
    | the\ (?:\w+\ ){0,2}(?:agreement|deal|pact|alliance|partnership|joint\ venture|
        venture|collaboration|accord|memorandum|cooperation|consortium|arrangement|tie-up)\b
    | (?:they|together|jointly|each)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def continues(sentence: str) -> bool:
    """Tell whether the sentence goes on about the parties of the one before.

    >>> continues("Both parties agreed to focus on smart cities.")
    True
    >>> continues("Shares fell 3 percent.")
    False
    """
    return bool(_CONTINUES.match(sentence))
