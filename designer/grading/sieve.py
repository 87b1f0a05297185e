"""What a filter over a graded class means: words, and comparisons such as ``total<10``."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import ge, gt, le, lt

from designer.grading.cohort.table import ClassRow
from designer.grading.result import FlagKind

_COMPARISON = re.compile(r"([a-z]+)(<=|>=|<|>|=)(-?[0-9]+(?:[.,][0-9]+)?)\Z")
_SIGNS: dict[str, Callable[[float, float], bool]] = {"<": lt, "<=": le, ">": gt, ">=": ge}

FLAG_WORDS = {
    FlagKind.UNREADABLE: "unreadable",
    FlagKind.MISSING: "nothing handed in",
    FlagKind.LATE: "late",
    FlagKind.CLOSED: "too late",
    FlagKind.BY_HAND: "to judge",
    FlagKind.ADJUSTED_BEFORE: "handed in anew",
    FlagKind.CHECK_FAILED: "to check",
    FlagKind.EMPTY: "empty",
    FlagKind.ACCEPTED_FINDINGS: "accepts findings",
    FlagKind.IMPORT_NOTES: "partly unknown",
    FlagKind.ALIKE: "alike",
}
"""A flag in a word or two, for a table."""

ADJUSTED = "adjusted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a filter looks at: a row, and what the table shows beside it.

    Attributes:
        label: what the student is called, which in blind marking tells nothing.
        more: further words, such as "changed".
    """

    row: ClassRow
    label: str
    more: tuple[str, ...] = ()


def flags_of(row: ClassRow) -> tuple[str, ...]:
    """Return the flags of a row in words, with whether a person has adjusted something."""
    words = [FLAG_WORDS[flag.kind] for flag in row.result.flags]
    if any(one.points is not None for one in row.adjustments.values()):
        words.append(ADJUSTED)
    elif row.adjustments:
        words.append("commented")
    return tuple(dict.fromkeys(words))


def passes(text: str, seen: Seen) -> bool:
    """Tell whether ``seen`` fulfils all parts of the filter ``text``, which blanks part.

    A comparison is of ``total``, ``percent``, ``overall``, or a tenet by the beginning of its name
    or its initials; what has no such figure fulfils none. Any other part must be the letter, or
    occur in the label or the flags.
    """
    words = " ".join(
        (seen.label, seen.row.status.value, *flags_of(seen.row), *seen.more)
    ).casefold()
    return all(_passes(part, seen.row, words) for part in text.casefold().split())


def _passes(part: str, row: ClassRow, words: str) -> bool:
    found = _COMPARISON.match(part)
    figures = list(_figures(found[1], row)) if found is not None else []
    if found is None or not figures:
        return part in words or part == row.result.letter.casefold()
    asked = float(found[3].replace(",", "."))
    if found[2] == "=":
        return any(one is not None and abs(one - asked) < 0.005 for one in figures)
    compare = _SIGNS[found[2]]
    return any(one is not None and compare(one, asked) for one in figures)


def _figures(name: str, row: ClassRow) -> Iterator[float | None]:
    result = row.result
    own = {"total": result.total, "percent": result.percent, "overall": result.overall}
    if name in own:
        yield own[name]
        return
    for tenet in result.tenets:
        plain = tenet.title.casefold().replace(" ", "")
        initials = "".join(word[0] for word in tenet.title.casefold().split())
        if name == initials or plain.startswith(name) or plain == f"high{name}":
            yield tenet.score
