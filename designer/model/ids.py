"""Short, readable, stable ids: what edits, findings and files use to name a thing."""

import re
from collections.abc import Container
from typing import NewType

from designer.model.text import clean_text

ElementId = NewType("ElementId", str)
LinkId = NewType("LinkId", str)

MAX_ID_LENGTH = 64
_VALID = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")
_NOT_ALLOWED = re.compile(r"[^a-z0-9]+")


def is_valid_id(text: str) -> bool:
    """Tell whether ``text`` may be an id: lower-case letters, digits, ``.``, ``_``, ``-``."""
    return 0 < len(text) <= MAX_ID_LENGTH and _VALID.match(text) is not None


def stem_of(text: str) -> str:
    """Reduce any text to what an id may begin with.

    >>> stem_of("Web Server (A)")
    'web-server-a'
    """
    return _NOT_ALLOWED.sub("-", text.lower()).strip("-")[:40].strip("-") or "item"


class IdSource:
    """Hand out ids that are not taken: ``ec2-1``, ``ec2-2``, ...

    Args:
        taken: the ids already in use; it may be a live mapping.
    """

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._given: set[str] = set()
        self._last: dict[str, int] = {}

    def fresh(self, stem: str) -> str:
        """Return a new id that begins with ``stem``."""
        stem = stem_of(stem)
        number = self._last.get(stem, 0)
        while True:
            number += 1
            candidate = f"{stem}-{number}"
            if candidate not in self._taken and candidate not in self._given:
                self._last[stem] = number
                self._given.add(candidate)
                return candidate

    def element(self, stem: str) -> ElementId:
        """Return a new element id."""
        return ElementId(self.fresh(stem))

    def element_called(self, name: str, otherwise: str) -> ElementId:
        """Return a new element id after ``name``; after ``otherwise`` where that leaves nothing.

        A name that is not written in ASCII would leave only scraps of itself.
        """
        stem = clean_text(name)[:40]
        return self.element(stem if stem.isascii() and stem.strip() else otherwise)

    def link(self) -> LinkId:
        """Return a new link id."""
        return LinkId(self.fresh("link"))
