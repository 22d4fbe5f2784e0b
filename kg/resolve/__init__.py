"""Mentions to companies: which known company a name is, or a new one.

>>> from kg.resolve import Registry
>>> registry = Registry.load()
>>> registry.find("Big Blue").id
'company-international-business-machines'
"""

from kg.resolve.registry import Registry

__all__ = ["Registry"]
