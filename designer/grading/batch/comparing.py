"""Compares the designs of a class that was graded: nothing is read again, and no grade changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from designer.grading.alike.class_likeness import ClassLikeness, compare_class
from designer.grading.batch.store import Store
from designer.grading.cohort.entries import ClassEntry
from designer.grading.cohort.table import Alike
from designer.model.diagram import Diagram

_NO_DRAWING = "There is no drawing that could be read."

KeyedLine = tuple[ClassEntry, str]
Stage = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCompared:
    """The likeness of a class.

    Attributes:
        alike: by code, whom each student is most like.
        groups: codes of students whose drawings are nearly the same.
    """

    likeness: ClassLikeness
    alike: Mapping[str, Alike]
    groups: tuple[tuple[str, ...], ...]


def compare_lines(
    lines: Sequence[KeyedLine], store: Store, template: Diagram | None, stage: Stage
) -> ClassCompared:
    """Return the likeness of the lines of a class, each with the key of its outcome.

    Members of a group, who have handed in one submission together, are one line here.
    """
    together: dict[tuple[str, str], list[ClassEntry]] = {}
    for entry, key in lines:
        if key:
            together.setdefault((entry.label or entry.code, key), []).append(entry)
    diagrams: dict[str, Diagram] = {}
    unread: dict[str, str] = {}
    names: dict[str, str] = {}
    for (_, key), members in together.items():
        code = members[0].code
        names[code] = ", ".join(member.name for member in members)
        diagram = store.design(key)
        if diagram is None:
            unread[code] = store.outcome(key).result.reason or _NO_DRAWING
        else:
            diagrams[code] = diagram
    found = compare_class(diagrams, template, names=names, unread=unread, stage=stage)
    members_of = {members[0].code: members for members in together.values()}
    return ClassCompared(
        likeness=found,
        alike=_alike(found, members_of),
        groups=tuple(
            tuple(m.code for place in group for m in members_of[found.works[place].key])
            for group in found.ranking.groups
        ),
    )


def _alike(found: ClassLikeness, members: Mapping[str, list[ClassEntry]]) -> dict[str, Alike]:
    told: dict[str, Alike] = {}
    usual = found.ranking.usual_nearest
    for place, pair in found.ranking.most_alike().items():
        other = pair.right if pair.left == place else pair.left
        alike = Alike(
            name=found.name(other),
            share=pair.share,
            usual=usual or 0.0,
            code=found.works[other].key,
        )
        for member in members[found.works[place].key]:
            told[member.code] = alike
    return told
