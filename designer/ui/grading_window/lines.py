"""Makes the table's lines: a row with its label, what is most alike, and what has changed."""

from collections.abc import Mapping

from designer.grading.cohort.table import Alike
from designer.grading.marking import Marking
from designer.grading.regrading import Change
from designer.rules.phrasing import count
from designer.ui.grading_window.columns import Line


class LineMaker:
    """Makes lines of the class that is open."""

    def __init__(self) -> None:
        self._marking: Marking | None = None
        self.changes: Mapping[str, Change] = {}

    def begin(self, marking: Marking) -> None:
        """Make lines of ``marking`` from now on."""
        self._marking = marking
        self.changes = {}

    def line(self, code: str, *, blind: bool) -> Line:
        """Return the line of a row that is loaded."""
        marking = self._open()
        change = self.changes.get(code)
        # Points that have moved between criteria are a change as well, of nothing.
        delta = None if change is None else change.delta
        row = marking.rows[code]
        alike = row.alike
        return Line(
            row=row,
            label=marking.label(code, blind=blind),
            alike="" if alike is None else self._other(marking, alike, blind=blind),
            alike_share=0.0 if alike is None else alike.share,
            delta=0.0 if change is not None and delta is None else delta,
        )

    def has_alike(self) -> bool:
        """Tell whether anybody's most alike is known."""
        return any(row.alike is not None for row in self._open().rows.values())

    def _other(self, marking: Marking, alike: Alike, *, blind: bool) -> str:
        # The name of a whole group stands with it; a code alone tells of nobody.
        name = marking.blind_label(alike.code) if blind else alike.name
        return f"{round(100 * alike.share)} % {name}".strip()

    def told(self) -> str:
        """Return in a sentence what grading again has changed."""
        deltas = [change.delta for change in self.changes.values() if change.delta is not None]
        up, down = sum(1 for one in deltas if one > 0), sum(1 for one in deltas if one < 0)
        whole = self._open().count
        mean = sum(deltas) / whole if whole else 0.0
        sign = "\N{MINUS SIGN}" if mean < 0 else "+"
        return (
            f"Graded again: {count(len(self.changes), 'student')} of {whole} changed, {up} up and "
            f"{down} down, {sign}{abs(mean):.2f} points on average over the class."
        )

    def state(self, shown: int) -> str:
        """Return the state of the class in a line, ``shown`` rows being seen."""
        marking = self._open()
        left = sum(1 for code in marking.rows if marking.is_open(code))
        parts = [
            f"{shown} of {marking.count} shown"
            if shown != marking.count
            else count(marking.count, "student"),
            f"{left} to judge" if left else "all judged",
            count(marking.adjusted, "adjustment"),
        ]
        if not marking.is_written:
            parts.append("grades not written since (Ctrl+E)")
        return " · ".join(parts)

    def _open(self) -> Marking:
        assert self._marking is not None  # noqa: S101 - lines are asked for when a class is open
        return self._marking
