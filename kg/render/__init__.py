"""The network as one self-contained HTML page."""

from kg.render.page import to_html

__all__ = ["to_html"]
