"""The columns of the table of submissions: what each shows, and what it sorts by."""

from collections.abc import Callable
from dataclasses import dataclass

from designer.grading.cohort.table import ClassRow
from designer.grading.gradebooks.cells import number
from designer.grading.sieve import flags_of
from designer.rules.tenets import Tenet

NOTHING = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row with what stands beside it in the table.

    Attributes:
        label: what the student is called.
        alike: the submission that is most alike, in words; "" for none known.
        alike_share: how alike, 0 to 1.
        delta: points gained by grading again; None for no change.
    """

    row: ClassRow
    label: str
    alike: str = ""
    alike_share: float = 0.0
    delta: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        text: what a cell shows.
        order: what it sorts by; rows without a figure come last when sorted upwards.
        score: a score of 0 to 100 that gives the cell its colour.
    """

    head: str
    tip: str
    width: int
    text: Callable[[Line], str]
    order: Callable[[Line], float | str]
    is_number: bool = False
    score: Callable[[Line], float | None] | None = None


_SHORT = {
    Tenet.AVAILABILITY: "Avail.",
    Tenet.SCALABILITY: "Scale",
    Tenet.ELASTICITY: "Elast.",
    Tenet.FAULT_TOLERANCE: "Faults",
    Tenet.DURABILITY: "Durab.",
}
_LAST = float("inf")


def _total(line: Line) -> str:
    return number(line.row.result.total) or NOTHING


def _by_total(line: Line) -> float:
    total = line.row.result.total
    return _LAST if total is None else total


def _score(tenet: Tenet) -> Callable[[Line], float | None]:
    def score(line: Line) -> float | None:
        found = (one.score for one in line.row.result.tenets if one.tenet == tenet.value)
        return next(found, None)

    return score


def _tenet(tenet: Tenet) -> Column:
    score = _score(tenet)

    def text(line: Line) -> str:
        found = score(line)
        return NOTHING if found is None else f"{found:.0f}"

    def order(line: Line) -> float:
        found = score(line)
        return _LAST if found is None else found

    return Column(
        head=_SHORT[tenet],
        tip=f"{tenet.title}: the program's own score, 0 to 100",
        width=55,
        text=text,
        order=order,
        is_number=True,
        score=score,
    )


def _letter(line: Line) -> str:
    return line.row.result.letter or NOTHING


def _flags(line: Line) -> str:
    return ", ".join(flags_of(line.row))


def _delta(line: Line) -> str:
    if line.delta is None:
        return ""
    text = number(abs(line.delta))
    return "±0" if not line.delta else f"+{text}" if line.delta > 0 else f"\N{MINUS SIGN}{text}"


PICTURE, STUDENT, TOTAL, CHANGE, LETTER, FLAGS = range(6)
COLUMNS = (
    Column(
        head="",
        tip="The drawing",
        width=86,
        text=lambda line: "",  # noqa: ARG005 - the picture says it all
        order=lambda line: line.label.casefold(),
    ),
    Column(
        head="Student",
        tip="Who has handed it in; blind marking hides it",
        width=116,
        text=lambda line: line.label,
        order=lambda line: line.label.casefold(),
    ),
    Column(
        head="Total",
        tip="Points, with what was given by hand",
        width=64,
        text=_total,
        order=_by_total,
        is_number=True,
    ),
    Column(
        head="Change",
        tip="Points gained or lost by grading again",
        width=62,
        text=_delta,
        order=lambda line: _LAST if line.delta is None else line.delta,
        is_number=True,
    ),
    Column(head="Grade", tip="The letter", width=56, text=_letter, order=_by_total),
    Column(
        head="Flags",
        tip="What a person should know before the grade is given out",
        width=100,
        text=_flags,
        order=_flags,
    ),
    *(_tenet(tenet) for tenet in Tenet),
    Column(
        head="Most alike",
        tip="The submission that is most alike; likeness is no proof",
        width=120,
        text=lambda line: line.alike,
        order=lambda line: -line.alike_share,
    ),
)
ALIKE = len(COLUMNS) - 1
