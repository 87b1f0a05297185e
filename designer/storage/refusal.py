"""The one way in which a file is refused: one sentence with file, place and reason."""

from collections.abc import Sized

from designer.model.text import clean_text

_SHOWN = 60


class Refused(Exception):
    """What is wrong inside a file, before it is known which file that is.

    Attributes:
        place: where in the file ("line 3", an id, "title"); "" for the file as a whole.
        reason: what is wrong there, without a full stop.
    """

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}" if place else reason)
        self.place = place
        self.reason = reason


class FileRejected(Exception):
    """A file cannot be read or written; the message is one sentence for people.

    Attributes:
        path: the file, as the user named it.
        place: where in the file; "" for the file as a whole.
        reason: what is wrong there, without a full stop.
    """

    def __init__(self, path: str, place: str, reason: str) -> None:
        super().__init__(": ".join(part for part in (path, place, reason) if part))
        self.path = path
        self.place = place
        self.reason = reason


class SaveFailed(FileRejected):
    """A file could not be written; what was there before is still there."""


def shown(value: object) -> str:
    """Return ``value`` from a file in a form fit for a message: quoted, clean and short."""
    text = clean_text(value if isinstance(value, str) else str(value))
    return f"'{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}'"


def check_count(items: Sized, limit: int, what: str) -> None:
    """Refuse more than ``limit`` of ``what``.

    Raises:
        Refused: there are more.
    """
    if len(items) > limit:
        raise Refused(what, f"there are {len(items):,}, and {limit:,} is the most")
