"""Reads the names that learning platforms give to what their teachers download.

Moodle: ``Jane Doe_123_assignsubmission_file_net.drawio``, or a folder of that name. Canvas:
``doejane_LATE_123_456_net.drawio``. Gradescope: a folder ``submission_123`` each, and
``submission_metadata.yml`` beside them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from designer.grading.submissions.submission import Person


class Download(Enum):
    """Where a folder or archive was downloaded from."""

    MOODLE = "moodle"
    CANVAS = "canvas"
    GRADESCOPE = "gradescope"
    PLAIN = "plain"


METADATA = "submission_metadata.yml"
_MOODLE = re.compile(
    r"(?P<name>.+)_(?P<id>\d{1,19})_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)\Z", re.DOTALL
)
_CANVAS = re.compile(
    r"(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d{1,19})_\d{1,19}_(?P<rest>.+)\Z", re.DOTALL
)
_GRADESCOPE = re.compile(r"submission_(?P<id>\d{1,19})\Z")
_TWICE = re.compile(r"-\d{1,3}(?=\.[^.]+\Z)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a downloaded name tells.

    Attributes:
        group: what all files of one student have in common.
        rest: the student's own name of the file; "" when a folder is named.
    """

    group: str
    person: Person
    rest: str = ""
    is_late: bool | None = None


def download_of(tops: Iterable[str]) -> Download:
    """Return where most of the names at the top of a folder or archive come from.

    Args:
        tops: names of files and folders, without "/".
    """
    names = [name for name in tops if name.casefold() not in (METADATA, "index.html")]
    for download, pattern in (
        (Download.MOODLE, _MOODLE),
        (Download.GRADESCOPE, _GRADESCOPE),
        (Download.CANVAS, _CANVAS),
    ):
        hits = sum(1 for name in names if pattern.match(name))
        if hits and 2 * hits > len(names):
            return download
    return Download.PLAIN


def named(top: str, download: Download) -> Named | None:
    """Return what ``top``, a name at the top of a download, tells; None when it tells nothing."""
    if download is Download.MOODLE and (found := _MOODLE.match(top)):
        number, name = found["id"], found["name"].replace("_", " ").strip()
        # A blind assignment names nobody.
        person = Person(name="" if name == "Participant" else name, moodle_id=number)
        return Named(group=f"{found['name']}_{number}", person=person, rest=found["rest"])
    if download is Download.CANVAS and (found := _CANVAS.match(top)):
        return Named(
            group=f"{found['name']}_{found['id']}",
            person=Person(name=found["name"], canvas_id=found["id"]),
            # The second attempt at a file is called net-1.drawio; only the last is downloaded.
            rest=_TWICE.sub("", found["rest"]),
            is_late=found["late"] is not None,
        )
    if download is Download.GRADESCOPE and (found := _GRADESCOPE.match(top)):
        return Named(group=top, person=Person())
    return None
