"""Which elements are meant by words that are typed: one answer for the outline and for Ctrl+F."""

from designer.catalog.loader import catalog
from designer.model.elements import Element


def matches(element: Element, words: str) -> bool:
    """Tell whether each of the case-folded ``words`` is in an element's name, id or service."""
    service = catalog().get(element.service)
    known = "" if service is None else f"{service.name}\n{service.full_name}"
    text = f"{element.name}\n{element.id}\n{known}".casefold()
    return all(word in text for word in words.split())
