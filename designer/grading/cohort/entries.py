"""The lines of a class: who has handed in what, in the order in which all outputs list them."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from designer.grading.cohort.namesakes import near_names
from designer.grading.roster import Matching, Roster, Student
from designer.grading.submissions.loading import load
from designer.grading.submissions.submission import Material, Person, Submission
from designer.model.text import one_line
from designer.storage.refusal import shown

_SLUG = re.compile(r"[^a-z0-9]+")
_MOST_SLUG = 40
_MOST_NAMES = 3
_MAYBE = "something on the unmatched list has this name, or nearly, so this is not graded yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassEntry:
    """One line of the class.

    Attributes:
        code: names the student's files; unique, and safe as a file name everywhere.
        label: what the download calls the submission; "" when there is none.
        is_listed: the student is on the roster, or there is no roster.
        note: why not, when not; of a student who has handed in nothing, whose it may be instead.
            What stands behind the colon names people or files.
        handed_in, due: with time zones; None when nothing says so.
        is_late: what the download says; None when it does not.
        load: reads what was handed in; None for a student who has handed in nothing.
    """

    code: str
    person: Person
    label: str = ""
    section: str = ""
    is_listed: bool = True
    note: str = ""
    handed_in: datetime | None = None
    due: datetime | None = None
    is_late: bool | None = None
    load: Callable[[], Material] | None = None

    @property
    def name(self) -> str:
        """The student's name, else whatever else is known."""
        person = self.person
        known = (person.name, person.email, person.username, person.student_id)
        return next((text for text in known if text), self.label)

    @property
    def remark(self) -> str:
        """The note as a sentence; "" for none."""
        return f"{self.note[:1].upper()}{self.note[1:]}." if self.note else ""


def entries_of(
    submissions: Sequence[Submission], students: Sequence[Student] | None
) -> tuple[ClassEntry, ...]:
    """Return a line for every student of the roster, and for every submission that fits none.

    Without a roster each submission is one line, or one for each member of its group.
    """
    if students is None:
        made = [_unlisted(one, person, "") for one in submissions for person in one.people]
        return _coded(made)
    matching: Matching = Roster(students).match(submissions)
    near = near_names(
        [one.person.name for one in matching.unmatched], [one.label for one, _ in matching.found]
    )
    claims: dict[int, list[str]] = {}
    others: list[ClassEntry] = []
    for index, one in enumerate(matching.unmatched):
        students_near = near.get(index, ())
        for student in students_near:
            claims.setdefault(student, []).append(shown(one.submission.label))
        names = " and ".join(shown(matching.found[i][0].label) for i in students_near[:_MOST_NAMES])
        hint = f", though nearly: {names}" if names and ":" not in one.reason else ""
        others.append(_unlisted(one.submission, one.person, f"{one.reason}{hint}"))
    listed = [
        _listed(student, handed, () if handed else claims.get(index, ()))
        for index, (student, handed) in enumerate(matching.found)
    ]
    return _coded([*listed, *others])


def blinded(entry: ClassEntry, code: str) -> ClassEntry:
    """Return ``entry`` without anything that tells whose it is."""
    note = entry.note.partition(":")[0]
    return replace(entry, code=code, person=Person(name=code), label=code, section="", note=note)


def slug(text: str) -> str:
    """Return ``text`` as a file name that every system takes; "" when nothing is left."""
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return _SLUG.sub("-", bare).strip("-")[:_MOST_SLUG].strip("-")


def _listed(student: Student, handed: tuple[Submission, ...], claims: Sequence[str]) -> ClassEntry:
    times = [one.handed_in for one in handed if one.handed_in is not None]
    known = [one.is_late for one in handed if one.is_late is not None]
    return ClassEntry(
        code="",
        person=_joined(student.person, handed),
        label=", ".join(one.label for one in handed),
        section=student.section,
        note=f"{_MAYBE}: {' and '.join(claims[:_MOST_NAMES])}" if claims else "",
        handed_in=student.handed_in or max(times, default=None),
        due=student.due,
        is_late=any(known) if known else None,
        load=_loader(handed) if handed else None,
    )


def _unlisted(one: Submission, person: Person, reason: str) -> ClassEntry:
    return ClassEntry(
        code="",
        person=person,
        label=one.label,
        is_listed=not reason,
        note=reason,
        handed_in=one.handed_in,
        is_late=one.is_late,
        load=_loader((one,)),
    )


def _joined(person: Person, handed: tuple[Submission, ...]) -> Person:
    """Return what the roster knows of a student, and the numbers that only the platform tells."""
    for submission in handed:
        if len(submission.people) != 1:
            continue
        (told,) = submission.people
        person = replace(
            person,
            canvas_id=person.canvas_id or told.canvas_id,
            moodle_id=person.moodle_id or told.moodle_id,
            email=person.email or told.email,
        )
    return person


def _loader(handed: tuple[Submission, ...]) -> Callable[[], Material]:
    if len(handed) == 1:
        return lambda: load(handed[0])

    def load_all() -> Material:
        files: dict[str, bytes] = {}
        problems: list[str] = []
        for submission in handed:
            material = load(submission)
            folder = slug(submission.label) or "submission"
            files |= {f"{folder}/{name}": data for name, data in material.files}
            problems += material.problems
        return Material(files=tuple(sorted(files.items())), problems=tuple(problems))

    return load_all


def _coded(entries: Iterable[ClassEntry]) -> tuple[ClassEntry, ...]:
    return tuple(_with_codes(entries))


def _with_codes(entries: Iterable[ClassEntry]) -> Iterator[ClassEntry]:
    taken: set[str] = set()
    for entry in entries:
        person = entry.person
        told = "\x1f".join(
            (entry.label, person.name, person.email, person.student_id, person.username)
        )
        digest = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
        stem = f"{slug(one_line(entry.name, 80)) or 'student'}-{digest[:8]}"
        yield replace(entry, code=apart(stem, taken))


def apart(stem: str, taken: set[str]) -> str:
    """Return ``stem``, with a number behind it when it is taken already, and take it."""
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    taken.add(code)
    return code
