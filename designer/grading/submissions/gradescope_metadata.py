"""Reads who has handed in what from the file that Gradescope puts beside the submissions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from designer.grading.submissions.submission import Person
from designer.grading.submissions.times import moment
from designer.importers.data_text import parse_data
from designer.importers.source import decoded
from designer.model.text import one_line

_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """Who has handed in a folder, and when."""

    people: tuple[Person, ...]
    at: datetime | None = None


def handed_by_folder(data: bytes) -> dict[str, Handed]:
    """Return what the metadata tells of each folder.

    Raises:
        Refused: it is no YAML, or absurdly large.
    """
    found = parse_data(decoded(data)).value
    if not isinstance(found, dict):
        return {}
    return {
        folder: Handed(people=people, at=moment(_text(told, "created_at")))
        for folder, told in found.items()
        if isinstance(told, dict) and (people := _people(told))
    }


def _people(told: Mapping[str, Any]) -> tuple[Person, ...]:
    # Written by Ruby, whose symbols begin with a colon.
    submitters = told.get(":submitters", told.get("submitters"))
    if not isinstance(submitters, list):
        return ()
    return tuple(
        Person(name=_text(one, "name"), email=_text(one, "email"), student_id=_text(one, "sid"))
        for one in submitters
        if isinstance(one, dict)
    )


def _text(told: Mapping[str, Any], key: str) -> str:
    value = told.get(f":{key}", told.get(key))
    return "" if value is None else one_line(str(value), _MOST)
