"""What the window and its scoring process say to each other: framed MessagePack, both ways.

JSON has no word for "without limit", which capacities are full of.
"""

from typing import Literal

import msgspec

from designer.analysis.cut_sets import CutSets
from designer.analysis.grouping import TargetGroup
from designer.analysis.what_if import WhatIf
from designer.model.ids import ElementId
from designer.rules.rule import Option
from designer.scoring.fixes import Effect
from designer.scoring.scorecard import Scorecard
from designer.scoring.targets import Targets
from designer.ui.lessons import Lesson, LessonOrder
from designer.ui.load_day import LoadDay, LoadOrder
from designer.ui.review_messages import ReviewAnswer, ReviewOrder


class Request(msgspec.Struct, frozen=True):
    """Ask for the score of a diagram, fixes, a day of load, a failure, or a review.

    Attributes:
        revision: of the document; comes back with the answer.
        diagram: the file text of the diagram; "" when ``step`` tells what is new.
        step: what has changed since the request before; see ``storage.steps``.
        sheet: which of the open diagrams it is; each is held and stepped on by itself.
        forget: sheets that are closed.
        finding: key of the finding to mend; "" asks for the score.
        load: the day of load that is wanted instead.
        cut_order: instead, what breaks it together, up to so many failures; 0 for not.
        failing: ids of what fails together; what happens then is wanted instead.
        standings: besides the score, where each element stands is wanted.
        lesson: what is to be taught instead.
        targets: what fixes are to be searched for instead.
        review: the review, or what else about one, that is wanted instead.
    """

    revision: int
    diagram: str = ""
    step: str = ""
    sheet: int = 0
    forget: tuple[int, ...] = ()
    finding: str = ""
    load: LoadOrder | None = None
    cut_order: int = 0
    failing: tuple[str, ...] = ()
    targets: Targets | None = None
    review: ReviewOrder | None = None
    standings: bool = False
    lesson: LessonOrder | None = None


class Standing(msgspec.Struct, frozen=True):
    """Where one element stands as a failure domain has it.

    Attributes:
        region: the Region's name; "" outside every Region.
        zones: names of the zones that its replicas run in.
        is_known: the drawing says which zones those are.
        is_regional: it fails only with its Region, however it is drawn.
    """

    region: str
    zones: tuple[str, ...] = ()
    is_known: bool = True
    is_regional: bool = False


class FixOffer(msgspec.Struct, frozen=True):
    """A fix with its effect.

    Attributes:
        best_at: what it is best at among the options of its finding.
        gain: points of the overall score.
        diagram: file text of the diagram after the fix.
        changes: what it changes, a line each.
        why: why it brings hardly any points, or "".
    """

    title: str
    best_at: tuple[Option, ...]
    gain: float
    diagram: str
    before: Effect
    after: Effect
    changes: tuple[str, ...] = ()
    cost: float = 0.0
    why: str = ""


class PlanOffer(msgspec.Struct, frozen=True):
    """The fixes that take the diagram to its targets, or as near as they can.

    Attributes:
        steps: in the order in which they are made; each one's diagram holds all before it.
        short: what stays short of its target, a sentence each.
        is_complete: the search came to its end.
    """

    steps: tuple[FixOffer, ...]
    before: Effect
    after: Effect
    is_reached: bool
    is_complete: bool
    short: tuple[str, ...]
    cost: float


class Answer(msgspec.Struct, frozen=True):
    """The reply to the request of the same revision and finding.

    Attributes:
        standings: with a score, if they were wanted.
        groups: with a score: the target groups of every element that asks others.
        kind: "progress" comes on the way to a "plan"; "failed" says why in ``problem``.
        share: of the search for a plan that is done, 0 to 1; ``doing`` says it in words.
    """

    revision: int
    kind: Literal[
        "score",
        "fixes",
        "load",
        "cut_sets",
        "what_if",
        "lesson",
        "review",
        "plan",
        "progress",
        "failed",
    ]
    finding: str = ""
    scorecard: Scorecard | None = None
    groups: dict[ElementId, tuple[TargetGroup, ...]] = {}
    standings: dict[ElementId, Standing] | None = None
    fixes: tuple[FixOffer, ...] = ()
    day: LoadDay | None = None
    cut_sets: CutSets | None = None
    what_if: WhatIf | None = None
    lesson: Lesson | None = None
    review: ReviewAnswer | None = None
    plan: PlanOffer | None = None
    share: float = 0.0
    doing: str = ""
    problem: str = ""


def read_request(body: bytes) -> Request:
    """Read a request; raise msgspec.MsgspecError when it is none."""
    return msgspec.msgpack.decode(body, type=Request)


def read_answer(body: bytes) -> Answer:
    """Read an answer; raise msgspec.MsgspecError when it is none."""
    return msgspec.msgpack.decode(body, type=Answer)
