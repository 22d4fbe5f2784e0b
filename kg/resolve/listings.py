"""Stock-exchange codes in running text.

    International Business Machines Corp. (NYSE: IBM)
    Microsoft Corp ( MSFT.O ) said

A code says nothing by itself: tickers change hands.  It tells apart companies
that share a name, and it carries a name that the registry writes otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_EXCHANGES = {
    "NYSE": "US", "NASDAQ": "US", "AMEX": "US", "NYSE AMERICAN": "US",
    "NYSE MKT": "US", "NASDAQGS": "US", "NASDAQGM": "US", "NASDAQCM": "US",
    "OTC": "US", "OTCQB": "US", "OTCQX": "US", "OTCBB": "US", "LSE": "XLON",
    "LON": "XLON", "LONDON": "XLON", "AIM": "XLON", "TSX": "XTSE", "TSXV": "XTSX",
    "TSX-V": "XTSX", "HKEX": "XHKG", "HKSE": "XHKG", "SEHK": "XHKG", "HKG": "XHKG",
    "TYO": "XJPX", "TSE": "XJPX", "ASX": "XASX", "ETR": "XETR", "XETRA": "XETR",
    "FWB": "XETR", "EPA": "XPAR", "EURONEXT": "XPAR", "EURONEXT PARIS": "XPAR",
    "AMS": "XAMS", "BIT": "XMIL", "BME": "XMAD", "SIX": "XSWX", "SWX": "XSWX",
    "VTX": "XSWX", "NSE": "XNSE", "BSE": "XBOM", "KRX": "XKRX", "TWSE": "XTAI",
    "SGX": "XSES", "JSE": "XJSE", "STO": "XSTO", "OSE": "XOSL", "OSLO": "XOSL",
    "CPH": "XCSE", "HEL": "XHEL", "SSE": "XSHG", "SZSE": "XSHE", "BMV": "XMEX",
    "BOVESPA": "BVMF", "TASE": "XTAE", "NZX": "XNZE",
}  # fmt: skip
_RIC = {
    "N": "US", "O": "US", "OQ": "US", "A": "US", "K": "US", "OB": "US", "PK": "US",
    "L": "XLON", "T": "XJPX", "HK": "XHKG", "PA": "XPAR", "DE": "XETR", "F": "XETR",
    "AS": "XAMS", "BR": "XBRU", "MI": "XMIL", "MC": "XMAD", "S": "XSWX", "VX": "XSWX",
    "TO": "XTSE", "V": "XTSX", "AX": "XASX", "NS": "XNSE", "BO": "XBOM", "KS": "XKRX",
    "KQ": "XKOS", "TW": "XTAI", "SI": "XSES", "SS": "XSHG", "SZ": "XSHE", "ST": "XSTO",
    "CO": "XCSE", "OL": "XOSL", "HE": "XHEL", "LS": "XLIS", "MM": "MISX", "SA": "BVMF",
    "MX": "XMEX", "J": "XJSE", "TA": "XTAE", "BK": "XBKK", "KL": "XKLS", "NZ": "XNZE",
    "VI": "XWBO", "IS": "XIST", "JK": "XIDX",
}  # fmt: skip
_NAMES = "|".join(sorted(map(re.escape, _EXCHANGES), key=len, reverse=True))
_CODE = re.compile(
    rf"[(<\[]\s*(?:(?P<exchange>(?i:{_NAMES}))\s*:\s*(?P<ticker>[A-Z0-9]{{1,10}})"
    rf"|(?!U\.[A-Z]\b)(?P<stem>[A-Z0-9]{{1,8}})[a-z]?\.(?P<ric>{'|'.join(_RIC)}))\b"
)


def find_codes(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each code's bracket opens, and the code as the registry has it.

    >>> list(find_codes("IBM (NYSE: IBM), Siemens ( SIEGn.DE ), Tencent <0700.HK>"))
    [(4, 'US:IBM'), (25, 'XETR:SIEG'), (47, 'XHKG:0700')]
    """
    for match in _CODE.finditer(text):
        if match["exchange"]:
            market, ticker = _EXCHANGES[match["exchange"].upper()], match["ticker"]
        else:
            market, ticker = _RIC[match["ric"]], match["stem"]
        width = 4 if market == "XHKG" else 0
        yield match.start(), f"{market}:{ticker.zfill(width)}"


def to_code(words: str) -> str | None:
    """Read a code that somebody typed.

    >>> to_code("NYSE: IBM"), to_code("msft.o"), to_code("XNYS:IBM"), to_code("IBM")
    ('US:IBM', 'US:MSFT', 'US:IBM', None)
    """
    found = [code for _, code in find_codes(f"({words.strip().upper()})")]
    if found:
        return found[0]
    market, colon, ticker = words.strip().upper().partition(":")
    if not colon or not re.fullmatch(r"[A-Z]{2,4}", market):
        return None
    market = "US" if market in {"XNYS", "XNAS", "XASE"} else market
    return f"{market}:{ticker.strip()}"
