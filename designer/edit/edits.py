"""Every way a diagram can change, as data: the window, fixes and tests all speak it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from designer.catalog.loader import catalog
from designer.model.changes import ChangeSet
from designer.model.elements import Element, Value
from designer.model.frozen import FrozenMap
from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link, LinkKind, LinkRole
from designer.model.looks import Hue, Look, Stroke, Weight
from designer.model.review import Answer, Milestone
from designer.model.text import one_line
from designer.model.workload import Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class AddElement:
    """Put a new element into the drawing; its id must be fresh."""

    element: Element
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLink:
    """Join two elements; the link's id must be fresh."""

    link: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take away elements with all they hold, links, and whatever refers to them."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Shift elements and all they hold, each once; bends go along when both ends do."""

    ids: frozenset[ElementId]
    dx: float
    dy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resize:
    """Give one element another box; what stands in it stays where it is."""

    id: ElementId
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Collapse:
    """Show containers as one small box each, or (not ``collapsed``) with all they hold again."""

    ids: frozenset[ElementId]
    collapsed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """Let elements stay where they are and in being, or (not ``locked``) no longer."""

    ids: frozenset[ElementId]
    locked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Hide:
    """Leave elements, with what hangs on them, out of the drawing; or (not ``hidden``) show them.

    They are scored as before.
    """

    ids: frozenset[ElementId]
    hidden: bool = True


class Stacking(Enum):
    """Where an element goes among its siblings that it overlaps."""

    FRONT = "front"
    FORWARD = "forward"
    BACKWARD = "backward"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Restack:
    """Draw elements above or below their siblings; one step goes past the next one overlapped."""

    ids: frozenset[ElementId]
    to: Stacking


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLook:
    """Draw elements and links in other colours and lines; None keeps a part as it is."""

    ids: frozenset[str]
    hue: Hue | None = None
    stroke: Stroke | None = None
    weight: Weight | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reparent:
    """Make elements stand in another container (None: on the open canvas); boxes stay.

    An element that stands in another of the elements goes along with that one.
    """

    ids: frozenset[ElementId]
    parent: ElementId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProperty:
    """State a property of elements, or with None make it "not stated"."""

    ids: frozenset[ElementId]
    key: str
    value: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """Give an element another name."""

    id: ElementId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNote:
    """Replace the author's remark on an element."""

    id: ElementId
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMembership:
    """Replace the groups that an element belongs to besides standing in its parent."""

    id: ElementId
    groups: tuple[ElementId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLink:
    """Change what a link means; None keeps a part as it is.

    A link that becomes anything but a request loses its role, target group, weight and calls.
    """

    id: LinkId
    kind: LinkKind | None = None
    role: LinkRole | None = None
    label: str | None = None
    weight: float | None = None
    calls: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconnect:
    """Give a link other ends; its bends go, and its target group when the source changes."""

    id: LinkId
    source: ElementId
    target: ElementId


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBends:
    """Fix the corners of a link's line; () routes it automatically again."""

    id: LinkId
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGrouping:
    """Make ``links`` of ``source`` the target group ``name``, of which ``needed`` must work.

    Attributes:
        links: requests that leave ``source``; they become the whole group, so earlier members
            that are not named go back to automatic.
        needed: k of n; 0 means all; None puts the links (or, without links, the whole group
            ``name``) back to automatic grouping.
    """

    source: ElementId
    links: tuple[LinkId, ...]
    name: str
    needed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetWorkload:
    """Replace the workload's goals, load and operations."""

    workload: Workload


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTitle:
    """Replace the title and, unless it is None, the description."""

    title: str
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """Accept a finding, by its key, for a reason."""

    finding: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unaccept:
    """Take the acceptance of a finding back."""

    finding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAnswer:
    """Say something to a question of a review; an empty answer takes back what was said.

    Attributes:
        question: "LENS:QUESTION".
    """

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepMilestone:
    """Keep a review as it stands under a name that is not taken."""

    name: str
    milestone: Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class DropMilestone:
    """Forget a milestone."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirm:
    """Take what an import inferred about elements and links for true: their marks go."""

    ids: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """Add a part of a drawing as a whole; all its ids must be fresh.

    Where it stands is not judged, only whether the diagram stays sound: what was drawn once may
    be pasted.
    """

    elements: tuple[Element, ...]
    links: tuple[Link, ...]
    boxes: Mapping[ElementId, Box]
    bends: Mapping[LinkId, tuple[Point, ...]] = field(default_factory=FrozenMap)
    collapsed: frozenset[ElementId] = frozenset()
    locked: frozenset[ElementId] = frozenset()
    hidden: frozenset[ElementId] = frozenset()
    ranks: Mapping[ElementId, int] = field(default_factory=FrozenMap)
    looks: Mapping[str, Look] = field(default_factory=FrozenMap)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Make recorded changes; the result must be sound."""

    changes: ChangeSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Several edits as one step: all of them or none."""

    edits: tuple["Edit", ...]
    label: str


Edit = (
    AddElement
    | AddLink
    | Remove
    | Move
    | Resize
    | Collapse
    | Lock
    | Hide
    | Restack
    | SetLook
    | Reparent
    | SetProperty
    | Rename
    | SetNote
    | SetMembership
    | SetLink
    | Reconnect
    | SetBends
    | SetGrouping
    | SetWorkload
    | SetTitle
    | Accept
    | Unaccept
    | SetAnswer
    | KeepMilestone
    | DropMilestone
    | Confirm
    | Insert
    | Patch
    | Batch
)

_LONGEST_QUOTE = 40


def describe(edit: Edit) -> str:
    """Return what ``edit`` does in a few words, for example "Move 3 elements"."""
    return _DESCRIBE[type(edit)](edit)


def _short(text: str) -> str:
    return one_line(text, _LONGEST_QUOTE)


def _elements(verb: str, count: int) -> str:
    return f"{verb} element" if count == 1 else f"{verb} {count} elements"


def _add(edit: AddElement) -> str:
    service = catalog().get(edit.element.service)
    return f"Add {_short(edit.element.name) if service is None else service.name}"


def _property(edit: SetProperty) -> str:
    label = edit.key.replace("_", " ")
    return f"Clear {label}" if edit.value is None else f"Set {label}"


def _link(edit: SetLink) -> str:
    parts = [
        f"kind to {edit.kind.value}" if edit.kind is not None else "",
        f"role to {edit.role.value}" if edit.role is not None else "",
        "label" if edit.label is not None else "",
        f"weight to {edit.weight:g}" if edit.weight is not None else "",
        f"calls to {edit.calls:g}" if edit.calls is not None else "",
    ]
    return f"Set link {' and '.join(part for part in parts if part) or 'options'}"


def _grouping(edit: SetGrouping) -> str:
    if edit.needed is None:
        return "Group targets automatically"
    if edit.needed == 0:
        return "Need all targets"
    return "Need any target" if edit.needed == 1 else f"Need {edit.needed} targets"


_PLACES = {
    Stacking.FRONT: "Bring to front",
    Stacking.FORWARD: "Bring forward",
    Stacking.BACKWARD: "Send backward",
    Stacking.BACK: "Send to back",
}


def _look(edit: SetLook) -> str:
    parts = [
        f"{what} to {part.value}"
        for what, part in (("colour", edit.hue), ("line", edit.stroke), ("width", edit.weight))
        if part is not None
    ]
    return f"Set {parts[0]}" if len(parts) == 1 else "Set looks"


# Any: each function takes exactly the kind of edit that it stands beside.
_DESCRIBE: dict[type[Any], Callable[[Any], str]] = {
    AddElement: _add,
    AddLink: lambda edit: f"Add {edit.link.kind.value} link",
    Remove: lambda edit: f"Delete {len(edit.ids)} items" if len(edit.ids) > 1 else "Delete",
    Move: lambda edit: _elements("Move", len(edit.ids)),
    Resize: lambda _: "Resize element",
    Collapse: lambda edit: "Collapse" if edit.collapsed else "Expand",
    Lock: lambda edit: _elements("Lock" if edit.locked else "Unlock", len(edit.ids)),
    Hide: lambda edit: _elements("Hide" if edit.hidden else "Show", len(edit.ids)),
    Restack: lambda edit: _PLACES[edit.to],
    SetLook: _look,
    Reparent: lambda edit: _elements("Place", len(edit.ids)),
    SetProperty: _property,
    Rename: lambda edit: f"Rename to “{_short(edit.name)}”",
    SetNote: lambda _: "Edit note",
    SetMembership: lambda _: "Change groups",
    SetLink: _link,
    Reconnect: lambda _: "Reconnect link",
    SetBends: lambda edit: "Bend link" if edit.points else "Route link automatically",
    SetGrouping: _grouping,
    SetWorkload: lambda _: "Edit workload",
    SetTitle: lambda _: "Edit title",
    Accept: lambda edit: f"Accept {_short(edit.finding)}",
    Unaccept: lambda edit: f"Stop accepting {_short(edit.finding)}",
    SetAnswer: lambda edit: "Take an answer back" if edit.answer.is_empty else "Answer a question",
    KeepMilestone: lambda edit: f"Keep milestone {_short(edit.name)}",
    DropMilestone: lambda edit: f"Delete milestone {_short(edit.name)}",
    Confirm: lambda edit: _elements("Confirm", len(edit.ids)),
    Insert: lambda edit: _elements("Insert", len(edit.elements)),
    Patch: lambda _: "Change diagram",
    Batch: lambda edit: edit.label,
}
