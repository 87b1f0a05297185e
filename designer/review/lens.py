"""What a lens consists of: pillars, questions, choices and rules of risk, after AWS's lenses."""

from dataclasses import dataclass
from enum import Enum

from designer.review.conditions import Condition

OWN_LENS = "well-architected"
"""The id of the lens of the pillars; every other lens is somebody's own."""

NONE_OF_THESE = "_no"  # how the id of a choice ends that denies the others


class Risk(Enum):
    """How much is at stake with a question answered as it is; the value is AWS's word."""

    HIGH = "HIGH_RISK"
    MEDIUM = "MEDIUM_RISK"
    NONE = "NO_RISK"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("HIGH_RISK", "MEDIUM_RISK", "NO_RISK").index(self.value)

    @property
    def title(self) -> str:
        """The risk in words."""
        return {"HIGH_RISK": "high", "MEDIUM_RISK": "medium", "NO_RISK": "none"}[self.value]


@dataclass(frozen=True, slots=True)
class Resource:
    """A text with the address of a page, either of which may be ""."""

    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreReading:
    """Further pages beside a choice.

    Attributes:
        kind: HELPFUL_RESOURCE or IMPROVEMENT_PLAN.
    """

    kind: str
    content: tuple[Resource, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One practice that a team follows or not.

    Attributes:
        id: unique in the lens; one that ends in ``_no`` says "none of these".
        help: what the practice is; improvement: how to get there.
    """

    id: str
    title: str
    help: Resource | None = None
    improvement: Resource | None = None
    more: tuple[MoreReading, ...] = ()

    @property
    def is_none_of_these(self) -> bool:
        """Tell whether choosing it denies the others."""
        return self.id.endswith(NONE_OF_THESE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRule:
    """What risk follows when a condition holds.

    Attributes:
        condition: over the choices; None for the default, which always holds.
        text: the condition as it was written, "default" for the default.
    """

    condition: Condition | None
    risk: Risk
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a pillar; the first rule whose condition holds gives the risk."""

    id: str
    title: str
    description: str = ""
    help: Resource | None = None
    choices: tuple[Choice, ...]
    rules: tuple[RiskRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LensPillar:
    """A group of questions."""

    id: str
    name: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A set of questions by which designs are reviewed.

    Attributes:
        id: what answers in a document are kept under.
        version: of the file's schema for lenses from files, of the questions for our own.
    """

    id: str
    name: str
    description: str = ""
    version: str = ""
    pillars: tuple[LensPillar, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions, pillar by pillar."""
        return tuple(question for pillar in self.pillars for question in pillar.questions)
