"""What a report says of the pillars and of shared responsibility, for those who ask for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GapLine:
    """One practice that is not followed, or only not answered.

    Attributes:
        state: "no" or "open".
        sentences: what the drawing lacks; "" where only people can say.
        remedies: titles of fixes, or what to do where no fix knows.
    """

    practice: str
    state: str
    sentences: tuple[str, ...]
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLine:
    """One practice that is followed.

    Attributes:
        shown_by: names of the elements that show it, or who says so.
    """

    practice: str
    shown_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarQuestion:
    """One question of a pillar.

    Attributes:
        risk: in words: "high risk", "not answered" or "does not apply".
        level: "high", "medium", "none" or "open", for colours.
        remark: why it does not apply, or what the team has noted; "" for nothing.
    """

    title: str
    risk: str
    level: str
    remark: str
    followed: tuple[PracticeLine, ...]
    gaps: tuple[GapLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarLine:
    """One pillar.

    Attributes:
        low, high: points, 0 to 100; None where no question applies.
        points: ``low`` with one decimal, or a dash.
        up_to: the points when all that is open is answered yes; "" when that brings nothing.
        risks: counts in words: "4 high risks, 1 medium risk, 2 questions open".
    """

    key: str
    title: str
    low: float | None
    high: float | None
    points: str
    up_to: str
    risks: str
    questions: tuple[PillarQuestion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """One step of the plan.

    Attributes:
        gain: points of its pillar that it alone brings, as "+3.2".
        how: titles of fixes, or what to do.
    """

    practice: str
    pillar: str
    gain: str
    work: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PillarsPart:
    """The review by the pillars.

    Attributes:
        headline: in one sentence.
        plan: the first steps, most points for the least work first; ``more`` says what is left.
        milestones: name with its day, and the points of each pillar then; the last is "now".
            Empty when none is kept.
    """

    headline: str
    pillars: tuple[PillarLine, ...]
    plan: tuple[PlanLine, ...]
    more: str
    milestones: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyCell:
    """Who answers for one area of one service.

    Attributes:
        party: "aws", "shared" or "customer"; ``said`` is the word for it.
        standing: of what is the customer's: "done", "missing", "not-stated", "not-shown"; "" else.
    """

    party: str
    said: str
    standing: str

    @property
    def sign(self) -> str:
        """What stands beside the word, so that colour is not all that tells."""
        return {"done": "✓", "missing": "✗", "not-stated": "?"}.get(self.standing, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixLine:
    """One service; ``cells`` are in the order of the areas."""

    service: str
    model: str
    cells: tuple[PartyCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyLine:
    """One duty that the drawing shows something of.

    Attributes:
        standing: "missing", "not stated" or "done".
        sentence: what the duty is; reasons: what the drawing says of it.
        elements: names of what it blames.
    """

    service: str
    area: str
    standing: str
    sentence: str
    reasons: tuple[str, ...]
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityPart:
    """Who answers for what.

    Attributes:
        areas: short titles, and the full ones.
        duties: what is yours, what is missing first.
        unseen: area -> services, for what is yours though no drawing shows it.
    """

    headline: str
    areas: tuple[tuple[str, str], ...]
    rows: tuple[MatrixLine, ...]
    duties: tuple[DutyLine, ...]
    unseen: tuple[tuple[str, str], ...]
