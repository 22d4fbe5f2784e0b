"""The page: template, styles and scripts in one file that asks for nothing.

A content-security policy allows the two scripts of the page by their hashes and
no connection at all. Texts of documents reach the page as JSON, which is no
script, and are set as text.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.errors import KgError
from kg.render.picture import Picture, Web, to_picture
from kg.settings import Settings

#: Run in this order, in one scope.
PROGRAM = ("facts.js", "picture.js", "panel.js", "controls.js")

LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"

_SOURCE_MAP = re.compile(r"//# sourceMappingURL=\S*")
_ENDS_SCRIPT = re.compile(r"</script|<!--", re.IGNORECASE)
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def to_html(
    web: Web, title: str = "Web of alliances", settings: Settings | None = None
) -> str:
    """Write a network as one HTML page that works from disk, with no connection.

    The same network and title give the same bytes.

    Args:
        web: from :func:`kg.analyse.network`, with positions.
        title: heading of the page; plain text.
        settings: ``picture_companies`` caps the number of companies; a notice
            on the page tells how many are left out.

    Raises:
        UsageError: the companies have no positions.
    """
    settings = settings or Settings()
    picture = to_picture(web, settings.picture_companies)
    library, program = vis_network(), _program()
    data = {**_drawing(picture), **picture.facts}
    return (
        _templates()
        .get_template("page.html")
        .render(
            title=title.encode("utf-8", "replace").decode(),
            policy=_policy(library, program),
            styles=Markup(_own("page.css")),  # noqa: S704
            library=Markup(library),  # noqa: S704
            program=Markup(program),  # noqa: S704
            data=Markup(to_json(data)),  # noqa: S704
            notice=_notice(picture),
        )
    )


def to_json(data: Any) -> str:
    r"""JSON that may stand inside a ``script`` element.

    >>> to_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    plain = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return plain.translate(_ESCAPES)


@cache
def vis_network() -> str:
    """The source of vis-network as the pyvis package carries it, licence included.

    Raises:
        KgError: it could not stand inside a ``script`` element.
    """
    raw = files("pyvis").joinpath(LIBRARY).read_text("utf-8")
    # A browser counts line ends as \\n when it checks the hash of a script.
    text = _SOURCE_MAP.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if _ENDS_SCRIPT.search(text):
        raise KgError(f"pyvis/{LIBRARY} ends its script element; use pyvis 0.3.2")
    return text


def _policy(*scripts: str) -> str:
    hashes = (base64.b64encode(hashlib.sha256(s.encode()).digest()) for s in scripts)
    allowed = " ".join(f"'sha256-{value.decode()}'" for value in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _drawing(picture: Picture) -> dict[str, Any]:
    nodes, edges, _, _, _, options = picture.drawing.get_network_data()
    return {"nodes": nodes, "edges": edges, "options": json.loads(options)}


def _notice(picture: Picture) -> str:
    if not picture.left_out:
        return ""
    shown = len(picture.facts["companies"])
    return (
        f"The {shown:,} companies with most alliances are drawn; "
        f"{picture.left_out:,} more are left out."
    )


def _program() -> str:
    return '"use strict";\n{\n' + "\n".join(map(_own, PROGRAM)) + "}\n"


def _own(name: str) -> str:
    return files("kg.render").joinpath("templates", name).read_text("utf-8")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("kg.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
