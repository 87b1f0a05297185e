"""The overlays there are, and the form in which each answers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from designer.model.frozen import FrozenMap
from designer.ui.tints import Tint


class Lens(Enum):
    """One overlay; the value is its title."""

    SINGLE_POINTS = "Single points of failure"
    DOMAINS = "Failure domains"
    CAPACITY = "Capacity at peak"
    RECOVERY = "Recovery"
    NOT_STATED = "Not stated"
    RESPONSIBILITY = "Who answers for it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the legend: a kind of tint, what it means, and how many elements wear it."""

    tint: Tint
    label: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LensView:
    """What an overlay shows.

    Attributes:
        sentence: the answer as a whole.
        entries: the legend, those without an element left out.
        tints: by element; elements without one are faded.
    """

    sentence: str
    entries: tuple[Entry, ...] = ()
    tints: Mapping[str, Tint] = field(default_factory=FrozenMap)


def with_legend(sentence: str, kinds: Iterable[Entry], tints: Mapping[str, Tint]) -> LensView:
    """Return the view of ``tints``, with those of the ``kinds`` that occur as its legend."""
    worn = Counter((tint.shade, tint.pattern) for tint in tints.values())
    entries = (replace(entry, count=worn[entry.tint.shade, entry.tint.pattern]) for entry in kinds)
    return LensView(
        sentence=sentence,
        entries=tuple(entry for entry in entries if entry.count),
        tints=tints,
    )
