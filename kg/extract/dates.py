"""When an arrangement was announced, from the words of its sentence.

Dates that the text only hints at ("on Friday", "last month") are counted from
the document's own date; without one they give nothing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

_MONTHS = (
    "january february march april may june july august september october november "
    "december"
).split()
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|"
    r"June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|"
    r"Dec(?:ember|\.)?)"
)
_YYYY = r"(?P<year>(?:19|20)\d\d)\b"
_FULL = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YYYY}")
_EUROPEAN = re.compile(rf"\b(?P<day>\d{{1,2}})\s+{_MONTH}\s+{_YYYY}")
_MONTH_YEAR = re.compile(rf"\b{_MONTH}\s+(?:of\s+)?{_YYYY}")
_MONTH_DAY = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\b")
_IN_MONTH = re.compile(rf"\b(?:in|since|last)\s+{_MONTH}(?!\w)")
_YEAR = re.compile(rf"\b(?:in|since|from)\s+(?:early |late |mid-)?{_YYYY}")
_WEEKDAY = re.compile(r"\b(?P<day>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_AGO = re.compile(
    r"\b(?P<what>yesterday|today|last month|this month|last year|this year)\b", re.I
)


def find_date(sentence: str, published: str | None) -> str | None:
    """ISO 8601 date (possibly shortened) that the sentence gives.

    >>> find_date("They signed it on October 31, 2014.", None)
    '2014-10-31'
    >>> find_date("They agreed on Friday.", "2014-11-02")
    '2014-10-31'
    >>> find_date("They formed it in 2009.", "2014-11-02")
    '2009'
    """
    for pattern in (_FULL, _EUROPEAN, _MONTH_YEAR, _YEAR):
        match = pattern.search(sentence)
        if match:
            return _explicit(match)
    return _relative(sentence, published)


def _explicit(match: re.Match[str]) -> str:
    parts = match.groupdict()
    found = parts["year"]
    if parts.get("month"):
        found += f"-{_month(parts['month']):02d}"
    if parts.get("day") and 1 <= int(parts["day"]) <= 31:
        found += f"-{int(parts['day']):02d}"
    return found


def _month(word: str) -> int:
    return next(k for k, m in enumerate(_MONTHS, 1) if m.startswith(word[:3].lower()))


def _relative(sentence: str, published: str | None) -> str | None:
    """Dates that need the document's own, which must be a full one."""
    if not published or len(published) != 10:
        return None
    today = date.fromisoformat(published)
    match = _MONTH_DAY.search(sentence) or _IN_MONTH.search(sentence)
    if match:
        return _this_or_last_year(match, today)
    match = _WEEKDAY.search(sentence)
    if match:
        back = (today.weekday() - _WEEKDAYS.index(match["day"])) % 7
        return (today - timedelta(days=back)).isoformat()
    match = _AGO.search(sentence)
    return _ago(match["what"].lower(), today) if match else None


def _this_or_last_year(match: re.Match[str], today: date) -> str:
    month = _month(match["month"])
    year = today.year - (month > today.month)
    day = match.groupdict().get("day")
    if day and 1 <= int(day) <= 31:
        return f"{year}-{month:02d}-{int(day):02d}"
    return f"{year}-{month:02d}"


def _ago(what: str, today: date) -> str:
    if what == "today":
        return today.isoformat()
    if what == "yesterday":
        return (today - timedelta(days=1)).isoformat()
    if what == "last month":
        return (today.replace(day=1) - timedelta(days=1)).isoformat()[:7]
    if what == "this month":
        return today.isoformat()[:7]
    return str(today.year - (what == "last year"))
