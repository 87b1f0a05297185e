"""What somebody has handed in: files that are read when they are wanted, and who they are of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from designer.storage.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who a submission is of, as far as the download tells.

    Attributes:
        name: as people write it; "" when only a number is known.
        student_id: the institution's own.
        canvas_id: the number that Canvas gives its users.
        moodle_id: the number of a Moodle worksheet's "Participant 123".
        lti_id: what an LTI platform calls its user.
    """

    name: str = ""
    email: str = ""
    username: str = ""
    student_id: str = ""
    canvas_id: str = ""
    moodle_id: str = ""
    lti_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file that was found.

    Attributes:
        name: path below the student's own folder, with "/" between the parts; never one that
            leads out of it.
        size: bytes, as the folder or archive states it.
        load: returns the content, or raises ``storage.refusal.Refused``.
    """

    name: str
    size: int
    load: Callable[[], bytes] = field(compare=False)


def unreadable(name: str, refusal: Refused) -> Entry:
    """Return an entry that says why it is not read, so that its owner learns of it."""

    def load() -> bytes:
        raise Refused(refusal.place, refusal.reason)

    return Entry(name=name, size=0, load=load)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What one student, or one group, has handed in.

    Attributes:
        label: what the folder or archive calls it; unique in a collection.
        people: one, or the members of a group.
        entries: files, in the order of their names.
        is_late: what the download says; None when it does not say.
        handed_in: when, with its time zone; None when the download does not say.
    """

    label: str
    people: tuple[Person, ...]
    entries: tuple[Entry, ...] = ()
    is_late: bool | None = None
    handed_in: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The content of a submission, read under all limits.

    Attributes:
        files: name and content, in the order of their names.
        problems: sentences on what could not be read.
    """

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[str, ...] = ()
