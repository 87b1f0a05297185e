"""Reads the list of a class, and tells whose each submission is: by id, by email, else by name.

Nobody is guessed: what fits two students, or none, stays on a list of its own with the reason.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from designer.grading.submissions.limits import MAX_TABLE_ROWS
from designer.grading.submissions.submission import Person, Submission
from designer.grading.submissions.times import moment
from designer.grading.tables import Table, read_table
from designer.model.text import one_line
from designer.storage.refusal import FileRejected, shown

_MOST = 200
# What columns are called by learning platforms and by people, without signs and in small letters.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "student_id": (
        "id", "studentid", "idnumber", "sid", "sisuserid", "orgdefinedid", "matriculation",
        "matriculationnumber", "studentnumber", "externalid",
    ),
    "email": ("email", "emailaddress", "mail", "sisloginid"),
    "username": ("username", "login", "loginid", "user", "account"),
    "name": ("name", "student", "fullname", "studentname", "displayname"),
    "first": ("firstname", "first", "givenname", "forename"),
    "last": ("lastname", "last", "surname", "familyname"),
    "canvas_id": ("canvasid", "canvasuserid"),
    "moodle_id": ("moodleid", "identifier", "participant", "participantnumber"),
    "lti_id": ("ltiid", "ltiuserid", "sub"),
    "section": ("section", "group", "class", "tutorial"),
    "handed_in": ("submitted", "submittedat", "submissiontime", "handedin"),
    "due": ("due", "dueat", "extension", "extendedto", "owndue"),
}  # fmt: skip
_NUMBER = re.compile(r"\d+")
_WORD_SIGNS = re.compile(r"[^\w@.+-]+|_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """Somebody on the list of a class.

    Attributes:
        handed_in: when, if the list says so; it counts before what a download says.
        due: a date of the student's own, in place of the rubric's.
    """

    person: Person
    section: str = ""
    handed_in: datetime | None = None
    due: datetime | None = None

    @property
    def label(self) -> str:
        """The name, else what else is known of the student."""
        person = self.person
        return person.name or person.email or person.student_id or person.username or "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmatched:
    """A submission that belongs to nobody on the list, or to more than one, and why."""

    submission: Submission
    person: Person
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """Whose the submissions are.

    Attributes:
        found: for each student of the roster, in its order, the submissions; () for none.
        unmatched: what has to be looked at.
    """

    found: tuple[tuple[Student, tuple[Submission, ...]], ...]
    unmatched: tuple[Unmatched, ...]


def read_roster(path: Path) -> tuple[Student, ...]:
    """Return the students in a CSV file: a list of one's own, or what Canvas or Moodle exports.

    Raises:
        FileRejected: it cannot be read, has no column that names anybody, or names one id twice.
    """
    table = read_table(path, most_rows=MAX_TABLE_ROWS)
    columns = _columns_of(table)
    if not columns.keys() & {"student_id", "email", "username", "name", "last", "canvas_id"}:
        reason = "has no column 'id', 'email' or 'name'"
        raise FileRejected(str(path), f"line {table.first_line}", reason)
    students: list[Student] = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in table.rows():
        student = _student(row, columns, path, line)
        if student is None:
            continue
        for kind in ("student_id", "canvas_id", "moodle_id"):
            value = getattr(student.person, kind).casefold()
            first = seen.setdefault((kind, value), line) if value else line
            if first != line:
                reason = f"the id {shown(value)} stands on line {first} already"
                raise FileRejected(str(path), f"line {line}", reason)
        students.append(student)
    if not students:
        raise FileRejected(str(path), "", "names no students")
    return tuple(students)


def _columns_of(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    heads = [re.sub(r"[\W_]+", "", head).casefold() for head in table.head]
    for field, names in _COLUMNS.items():
        for index, head in enumerate(heads):
            if head in names:
                found.setdefault(field, index)
    if "sisuserid" in heads and "id" in heads:
        # A gradebook of Canvas: its own number is called ID there.
        found["canvas_id"], found["student_id"] = heads.index("id"), heads.index("sisuserid")
    return found


def _student(row: list[str], columns: Mapping[str, int], path: Path, line: int) -> Student | None:
    def cell(field: str) -> str:
        index = columns.get(field)
        text = "" if index is None or index >= len(row) else row[index]
        # A leading apostrophe is what keeps a spreadsheet from reading a formula.
        return one_line(text.strip().removeprefix("'"), _MOST)

    name = cell("name") or " ".join(part for part in (cell("first"), cell("last")) if part)
    number = _NUMBER.search(cell("moodle_id"))
    email, login = cell("email"), cell("username")
    if email and "@" not in email:
        email, login = "", login or email
    person = Person(
        name=name,
        email=email,
        username=login,
        student_id=cell("student_id"),
        canvas_id=cell("canvas_id"),
        moodle_id=number[0] if number else "",
        lti_id=cell("lti_id"),
    )
    if person == Person() or name.casefold() in ("points possible", "student, test"):
        return None
    times: dict[str, datetime | None] = {}
    for field in ("handed_in", "due"):
        text = cell(field)
        times[field] = moment(text) if text else None
        if text and times[field] is None:
            reason = f"{shown(text)} is no time: write it like 2026-10-31T23:59:00+01:00"
            raise FileRejected(str(path), f"line {line}", reason)
    return Student(person=person, section=cell("section"), **times)


class Roster:
    """The students, found by whatever is known of them."""

    def __init__(self, students: Iterable[Student]) -> None:
        """Take the students in their order."""
        self.students = tuple(students)
        self._by: dict[tuple[str, str], list[int]] = {}
        for index, student in enumerate(self.students):
            for key in _keys(student.person):
                indices = self._by.setdefault(key, [])
                if index not in indices:
                    indices.append(index)

    def match(self, submissions: Iterable[Submission]) -> Matching:
        """Return whose each submission is; a group's is each member's."""
        found: dict[int, list[Submission]] = {}
        unmatched: list[Unmatched] = []
        for submission in submissions:
            for person in submission.people:
                index, reason = self._who(person, submission.label)
                if index is None:
                    unmatched.append(Unmatched(submission=submission, person=person, reason=reason))
                elif submission not in found.setdefault(index, []):
                    found[index].append(submission)
        return Matching(
            found=tuple(
                (student, tuple(found.get(index, ())))
                for index, student in enumerate(self.students)
            ),
            unmatched=tuple(unmatched),
        )

    def _who(self, person: Person, label: str) -> tuple[int | None, str]:
        """Return the one student meant; the surest sign that anybody has decides."""
        for key in (*_keys(person), *_words(label)):
            indices = self._by.get(key, [])
            if len(indices) == 1:
                return indices[0], ""
            if indices:
                names = " and ".join(shown(self.students[i].label) for i in indices[:3])
                return None, f"fits more than one student on the roster: {names}"
        return None, "fits nobody on the roster"


def _keys(person: Person) -> Iterator[tuple[str, str]]:
    """Yield what a person can be found by, the surest first."""
    for field in ("canvas_id", "moodle_id", "student_id", "email", "username"):
        value = getattr(person, field).casefold()
        if value:
            kind = field if field in ("canvas_id", "moodle_id") else "sign"
            yield kind, value
    words = name_words(person.name)
    if words:
        yield "name", " ".join(sorted(words))
        # Canvas writes names without blanks, the last name in front.
        for turn in range(len(words)):
            yield "run", "".join(words[turn:] + words[:turn])


def _words(label: str) -> Iterator[tuple[str, str]]:
    """Yield the ids, addresses and user names that a folder's or file's name may hold."""
    yield "sign", label.casefold()
    for word in _WORD_SIGNS.split(label):
        if len(word) > 1:
            yield "sign", word.casefold()


def name_words(name: str) -> list[str]:
    """Return the words of a name, the last name in front where a comma says so, without accents."""
    last, comma, first = name.partition(",")
    text = f"{first} {last}" if comma else name
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in bare if not unicodedata.combining(char))
    return re.findall(r"\w+", kept.replace("_", " "))
