"""What a class has achieved as a whole: distribution, letters, and how hard each criterion was."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean, median, pstdev

from designer.grading.cohort.table import ClassTable, Status, points_of
from designer.grading.result import CriterionState, FlagKind
from designer.grading.rubric import Rubric

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardness:
    """How the class fared with one criterion.

    Attributes:
        share: mean of the points earned over those possible, 0 to 1; for a deduction the share of
            students it was not applied to in full. None when nobody's could be told.
        met, partly, not_met, open: numbers of students.
    """

    id: str
    title: str
    bonus: bool
    possible: float
    share: float | None
    met: int
    partly: int
    not_met: int
    open: int

    @property
    def label(self) -> str:
        """Its title, and what is special about it: a low share of a bonus is no hard criterion."""
        kind = " (bonus)" if self.bonus else " (deduction)" if self.possible < 0 else ""
        return f"{self.title or self.id}{kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """The class as a whole.

    Attributes:
        percents: of those that have a grade, in the order of the rows.
        bins: students from 0 up to 10 percent, from 10 up to 20 and so on; the last bin takes
            everything from 90 percent.
        hardest: the criteria, those with the lowest share first.
    """

    students: int
    statuses: dict[str, int]
    late: int
    percents: tuple[float, ...] = ()
    bins: tuple[int, ...] = (0,) * BINS
    letters: dict[str, int] = field(default_factory=dict)
    hardest: tuple[Hardness, ...] = ()

    @property
    def mean(self) -> float | None:
        """Mean of the percents; None without any."""
        return fmean(self.percents) if self.percents else None

    @property
    def median(self) -> float | None:
        """Median of the percents; None without any."""
        return median(self.percents) if self.percents else None

    @property
    def spread(self) -> float | None:
        """Standard deviation of the percents, of this class as a whole; None without any."""
        return pstdev(self.percents) if self.percents else None


def figures_of(table: ClassTable) -> ClassFigures:
    """Return the figures of a class, in one pass over its rows.

    Who has handed in nothing, or nothing that can be read, is counted, and left out of the rest.
    """
    statuses = dict.fromkeys((status.value for status in Status), 0)
    letters = dict.fromkeys((letter.name for letter in table.rubric.letters), 0)
    shares: dict[str, list[float]] = {one.id: [] for one in table.rubric.criteria}
    states: dict[str, Counter[CriterionState]] = {
        one.id: Counter() for one in table.rubric.criteria
    }
    percents: list[float] = []
    late = 0
    for row in table.rows():
        statuses[row.status.value] += 1
        late += row.result.has(FlagKind.LATE) or row.result.has(FlagKind.CLOSED)
        if row.status not in (Status.GRADED, Status.BY_HAND) or row.result.percent is None:
            continue
        percents.append(row.result.percent)
        if row.result.letter:
            letters[row.result.letter] = letters.get(row.result.letter, 0) + 1
        for criterion in row.result.criteria:
            if criterion.id not in states:
                continue
            states[criterion.id][criterion.state] += 1
            points = points_of(criterion)
            if points is not None and criterion.possible:
                share = points / criterion.possible
                shares[criterion.id].append(share if criterion.possible > 0 else 1 - share)
    return ClassFigures(
        students=table.count,
        statuses=statuses,
        late=late,
        percents=tuple(percents),
        bins=bins_of(percents),
        letters=letters,
        hardest=_hardest(table.rubric, shares, states),
    )


def bin_of(percent: float) -> int:
    """Return which of the ``BINS`` tenths of the total ``percent`` falls in, from 0."""
    return min(BINS - 1, max(0, int(percent * BINS / 100)))


def bins_of(percents: Iterable[float]) -> tuple[int, ...]:
    """Return how many of ``percents`` fall in each tenth; the last takes everything from 90."""
    counts = [0] * BINS
    for percent in percents:
        counts[bin_of(percent)] += 1
    return tuple(counts)


def _hardest(
    rubric: Rubric, shares: dict[str, list[float]], states: dict[str, Counter[CriterionState]]
) -> tuple[Hardness, ...]:
    made = [
        Hardness(
            id=one.id,
            title=one.title,
            bonus=one.bonus,
            possible=one.limit,
            share=fmean(shares[one.id]) if shares[one.id] else None,
            met=states[one.id][CriterionState.MET],
            partly=states[one.id][CriterionState.PARTLY],
            not_met=states[one.id][CriterionState.NOT_MET],
            open=states[one.id][CriterionState.BY_HAND] + states[one.id][CriterionState.FAILED],
        )
        for one in rubric.criteria
    ]
    return tuple(sorted(made, key=lambda one: (one.share is None, one.share or 0.0)))
