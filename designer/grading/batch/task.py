"""What is asked of a worker and what it answers, as values that travel as bytes."""

import hashlib
from collections.abc import Iterable

import msgspec

from designer import __version__
from designer.grading.rubric import Rubric
from designer.rules import rule_set_hash

FORMAT = 2
"""Counts up when outcomes of the same submission would differ in more than their points."""


class Task(msgspec.Struct, frozen=True):
    """One submission to grade.

    Attributes:
        files: name and content, in the order of their names.
        problems: sentences on what could not even be read.
        picture: draw the chosen design as well.
        design: send the chosen design back as well.
        grade: without it nothing is graded, and the largest design is chosen.
    """

    files: tuple[tuple[str, bytes], ...]
    problems: tuple[str, ...] = ()
    picture: bool = True
    design: bool = False
    grade: bool = True


class Answer(msgspec.Struct, frozen=True):
    """What a worker sends back.

    Attributes:
        outcome: as JSON.
        picture: as SVG; empty for none.
        design: as text of our own format; empty for none.
    """

    outcome: bytes
    picture: bytes = b""
    design: bytes = b""


def key_of(rubric: Rubric, files: Iterable[tuple[str, bytes]], problems: Iterable[str]) -> str:
    """Return 32 hex digits for everything that decides an outcome.

    Content, rubric (model solutions included), rules and program: equal keys, equal outcomes.
    """
    digest = hashlib.sha256()
    for text in (str(FORMAT), __version__, rule_set_hash(), rubric.digest, *problems):
        _add(digest, text.encode())
    for name, data in files:
        _add(digest, name.encode("utf-8", "surrogatepass"))
        _add(digest, data)
    return digest.hexdigest()[:32]


def _add(digest: "hashlib._Hash", data: bytes) -> None:
    digest.update(len(data).to_bytes(8, "big"))
    digest.update(data)
