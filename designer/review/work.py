"""How much a practice asks for, apart from the plan: whoever shows one need not work it out."""

from enum import Enum


class Work(Enum):
    """How much a practice asks for, least first."""

    ANSWER = "answer"  # say whether it is so
    STATE = "state"  # a property to set on what is drawn
    ADD = "add"  # something to add to the drawing, as an offered fix does
    REDESIGN = "redesign"  # the drawing has to change in a way that no fix knows
    PRACTICE = "practice"  # people have to work differently

    @property
    def rank(self) -> int:
        """0 for the least."""
        return list(Work).index(self)

    @property
    def title(self) -> str:
        """What there is to do, in tables."""
        return _WORK[self]


_WORK = {
    Work.ANSWER: "answer it",
    Work.STATE: "state a property",
    Work.ADD: "add to the drawing",
    Work.REDESIGN: "change the drawing",
    Work.PRACTICE: "a way of working",
}
