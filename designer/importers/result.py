"""What every importer returns: laid-out diagrams, and notes on what was made of the source."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from designer.importers.limits import MAX_NOTES, MAX_SENTENCE
from designer.model.diagram import Diagram
from designer.model.ids import ElementId, LinkId
from designer.model.invariants import MAX_INFERRED, check
from designer.model.text import one_line
from designer.model.topology import Topology
from designer.storage.refusal import Refused


class NoteKind(Enum):
    """What a note tells, in the order in which notes want to be looked at."""

    UNKNOWN = "unknown"  # the catalog has no row for it
    INFERRED = "inferred"  # not stated; worked out from what the sentence names
    ORIENTED = "oriented"  # an arrow turned to run with the request
    UNSTATED = "unstated"  # left open by the source, and open in the diagram
    SKIPPED = "skipped"  # understood, and left out


MAX_QUESTIONS = 200
_MOST_NAME = 255
# What somebody has to look at: these mark the elements and links they are about.
MARKING = frozenset({NoteKind.INFERRED, NoteKind.ORIENTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing worth knowing about an import.

    Attributes:
        sentence: for people, with a full stop.
        ids: the elements and links of the page it is about.
        place: where in the source ("WebServer.Subnets", "line 12", a cell's id); "" for all.
    """

    kind: NoteKind
    sentence: str
    ids: tuple[str, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One diagram of a file.

    Attributes:
        name: what the source calls it; not always unique.
    """

    name: str
    diagram: Diagram
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A parameter of a template, or a variable of a module, that one may set.

    Attributes:
        default: None when the source has none and what depends on it stays open.
        choices: the only values allowed; empty for any.
        is_secret: what is typed for it is not shown; of the default only "" for there being one.
    """

    name: str
    help: str = ""
    default: str | None = None
    choices: tuple[str, ...] = ()
    is_secret: bool = False


def question(
    name: str,
    about: str,
    default: str | None,
    choices: Iterable[str] = (),
    *,
    is_secret: bool = False,
) -> Question:
    """Return a question with its texts in bounds; one that is secret without its values."""
    if is_secret:
        default, choices = None if default is None else "", ()
    return Question(
        name=name[:_MOST_NAME],
        help=one_line(about, MAX_SENTENCE),
        default=None if default is None else one_line(default, MAX_SENTENCE),
        choices=tuple(one_line(text, MAX_SENTENCE) for text in list(choices)[:MAX_QUESTIONS]),
        is_secret=is_secret,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """Everything that was read: at least one page.

    Attributes:
        format: the value of a ``source.Format``.
        questions: what can be set before reading it again.
    """

    format: str
    pages: tuple[Page, ...]
    questions: tuple[Question, ...] = ()


def finished(name: str, diagram: Diagram, notes: Sequence[Note]) -> Page:
    """Return the page of ``diagram``, its inferred parts marked and its notes in bounds.

    Every importer ends here for each page. A page without elements must bring its reason along.

    Raises:
        Refused: the diagram is unsound, or empty without a note.
    """
    if not diagram.topology.elements and not notes:
        raise Refused("", "holds nothing that can be drawn")
    kept = [_tidied(note) for note in notes[:MAX_NOTES]]
    if len(notes) > MAX_NOTES:
        more = f"{len(notes) - MAX_NOTES:,} further notes are left out."
        kept.append(Note(kind=NoteKind.SKIPPED, sentence=more))
    made = marked(diagram, kept)
    for violation in check(made):
        raise Refused(violation.ids[0] if violation.ids else "", violation.message)
    return Page(name=one_line(name, 200), diagram=made, notes=tuple(kept))


def marked(diagram: Diagram, notes: Iterable[Note]) -> Diagram:
    """Return ``diagram`` with the sentences of inferring notes on the elements and links named."""
    told: dict[str, list[str]] = {}
    for note in notes:
        if note.kind in MARKING:
            for key in note.ids:
                told.setdefault(key, []).append(note.sentence)
    topology = diagram.topology
    elements = {
        ElementId(key): replace(topology.elements[ElementId(key)], inferred=_few(sentences))
        for key, sentences in told.items()
        if key in topology.elements
    }
    links = {
        LinkId(key): replace(topology.links[LinkId(key)], inferred=_few(sentences))
        for key, sentences in told.items()
        if key in topology.links
    }
    return diagram.with_topology(
        Topology(
            elements=topology.elements.with_items(elements), links=topology.links.with_items(links)
        )
    )


def _few(sentences: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))[:MAX_INFERRED]


def _tidied(note: Note) -> Note:
    return replace(
        note,
        sentence=one_line(note.sentence, MAX_SENTENCE),
        place=one_line(note.place, MAX_SENTENCE),
    )
