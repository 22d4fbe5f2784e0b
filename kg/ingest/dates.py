"""Dates as people and machines write them, to ISO 8601."""

from __future__ import annotations

import datetime
import re

_MONTH_NAMES = """
    january february march april may june
    july august september october november december
"""
_MONTHS = _MONTH_NAMES.split()
_MONTH = r"(?P<name>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<y>[12]\d{3})"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = r"(?:[T ,]+(?:at )?\d{1,2}:\d\d.*)?"
#: Tried in this order; each must match the whole string.
_FORMS = tuple(
    re.compile(form + r"\Z", re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?:-(?P<m>\d\d)(?:-(?P<d>\d\d){_CLOCK})?)?",
        rf"{_YEAR}(?P<sep>[/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}}){_CLOCK}",
        rf"{_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?:T\d+Z?)?",
        rf"(?:[A-Za-z]{{3,9}},? )?{_DAY}[ -]{_MONTH},?[ -]{_YEAR}{_CLOCK}",
        rf"(?:[A-Za-z]{{3,9}},? )?{_MONTH} {_DAY},? {_YEAR}{_CLOCK}",
        rf"{_MONTH},? {_YEAR}",
        rf"(?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})[/.]{_YEAR}{_CLOCK}",
    )
)
_AT_END = re.compile(r"(?<!\d)([12]\d{3}-\d\d-\d\d)\Z")


def to_iso(written: str) -> str | None:
    """Return the date in ISO 8601, as short as it was given; None if unclear.

    A time of day is dropped, not converted: the date is the one where it was
    written. Of two numbers that could both be the month, neither is guessed.

    >>> to_iso("2014-10-31T08:00:00Z"), to_iso("Oct. 31, 2014"), to_iso("2014-10")
    ('2014-10-31', '2014-10-31', '2014-10')
    >>> to_iso("Fri, 31 Oct 2014 08:00:00 GMT"), to_iso("October 2014")
    ('2014-10-31', '2014-10')
    >>> to_iso("10/31/2014"), to_iso("10/11/2014"), to_iso("2014-02-30")
    ('2014-10-31', None, None)
    """
    text = " ".join(written.split())
    for form in _FORMS:
        found = form.match(text)
        if found:
            return _checked(found.groupdict())
    return None


def date_of_name(stem: str) -> str | None:
    """Return the ISO date that a file's name ends in, if it does.

    >>> date_of_name("ibm-tencent-2014-10-31"), date_of_name("report-12014-10-31")
    ('2014-10-31', None)
    """
    found = _AT_END.search(stem)
    return to_iso(found[1]) if found else None


def _checked(parts: dict[str, str | None]) -> str | None:
    month, day = _month(parts), parts.get("d")
    if "a" in parts:
        month, day = _month_and_day(int(parts["a"] or 0), int(parts["b"] or 0))
    if "name" in parts and month is None:
        return None
    try:
        datetime.date(int(parts["y"] or 0), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(
        [str(parts["y"]), *(f"{int(part):02}" for part in (month, day) if part)]
    )


def _month(parts: dict[str, str | None]) -> str | None:
    name = parts.get("name")
    if not name:
        return parts.get("m")
    known = [month for month in _MONTHS if month.startswith(name.lower())]
    return str(_MONTHS.index(known[0]) + 1) if known else None


def _month_and_day(first: int, second: int) -> tuple[str, str]:
    if first == second or first <= 12 < second:
        return str(first), str(second)
    if second <= 12 < first:
        return str(second), str(first)
    return "13", "0"  # unclear: no date has this month
