"""Collects notes by cell while ids of elements and links are not known yet."""

from collections.abc import Mapping
from dataclasses import dataclass

from designer.importers.drawio.shapes import Shape
from designer.importers.result import Note, NoteKind
from designer.model.text import one_line

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class CellNote:
    """A note about cells of the page."""

    kind: NoteKind
    sentence: str
    cells: tuple[str, ...]


class NoteBook:
    """The notes of one page, in the order in which they were made."""

    def __init__(self) -> None:
        self._notes: list[CellNote] = []

    def tell(self, kind: NoteKind, sentence: str, *cells: str) -> None:
        """Add a note about ``cells``."""
        self._notes.append(CellNote(kind, sentence, cells))

    def tell_of(self, kind: NoteKind, sentence: str, shape: Shape) -> None:
        """Add a note about the cell of ``shape``."""
        self.tell(kind, sentence, shape.key)

    def notes(self, ids: Mapping[str, str]) -> list[Note]:
        """Return the notes with the ids of what became of the cells."""
        found: list[Note] = []
        for note in self._notes:
            known = tuple(dict.fromkeys(ids[cell] for cell in note.cells if cell in ids))
            place = f"cell {note.cells[0]}" if note.cells else ""
            found.append(Note(kind=note.kind, sentence=note.sentence, ids=known, place=place))
        return found


def shown(text: str) -> str:
    """Return a label in quotation marks, short enough for a sentence."""
    return f"“{one_line(text, _SHOWN)}”"
