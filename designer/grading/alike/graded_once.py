"""Lets what a person has given for one of several nearly identical drawings hold for all of them.

The program grades every drawing by itself; only a person's work is saved. It becomes adjustments
like all others, to be seen, changed and taken back one by one.
"""

from collections.abc import Sequence
from dataclasses import replace

from designer.grading.adjustments import WHOLE, Adjustment, Adjustments


def given_to_all(adjustments: Adjustments, groups: Sequence[Sequence[str]]) -> Adjustments:
    """Return ``adjustments`` with points and comments of one student given to the whole group.

    What somebody has of his own stays. Where a person has told members of a group apart, nothing
    is given to the others. Comments on a work as a whole are meant for one student.

    Args:
        adjustments: of the class.
        groups: codes of students, in the order of the class.
    """
    made = adjustments
    for group in groups:
        criteria = {key for code in group for key in adjustments.of_student(code)} - {WHOLE}
        for criterion in sorted(criteria):
            given = [
                (code, one)
                for code in group
                if (one := adjustments.get(code, criterion)) is not None
            ]
            if len({(one.points, one.comment) for _, one in given}) > 1:
                continue
            for code in group:
                if adjustments.get(code, criterion) is None:
                    made = made.having(code, criterion, _passed_on(*given[0]))
    return made


def _passed_on(code: str, one: Adjustment) -> Adjustment:
    # What the program had for the other, and what that one had handed in, say nothing here.
    return replace(one, by=f"{one.by} (as for {code})".strip(), computed=None, work="")
