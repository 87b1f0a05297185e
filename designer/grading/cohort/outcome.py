"""What grading one submission has given, as a value that is kept as JSON."""

import msgspec

from designer.grading.result import SubmissionResult


class Considered(msgspec.Struct, frozen=True):
    """One design of a submission, and what it would bring."""

    name: str
    total: float | None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One finding of the chosen design.

    Attributes:
        number: as the picture has it; 0 for one that is not marked there.
        verdict: "fail", or "unknown" where the drawing does not state what decides.
        points: of its tenet that it costs.
        elements: ids it blames.
        places: of these elements, each a path of names from outside to inside.
        key: stable name of the finding.
    """

    number: int
    rule: str
    title: str
    tenet: str
    severity: str
    verdict: str
    sentence: str
    why: str
    advice: str
    points: float
    elements: tuple[str, ...]
    places: tuple[str, ...]
    key: str


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that grading one submission has given, its picture apart.

    Attributes:
        result: the grade, without lateness: that is not a matter of what is drawn.
        designs: all that were graded; the one that brings most counts, of equals the first.
        chosen: which of them counts, from 0; -1 when there is none.
        notes: what was read into the chosen design, or left out of it.
        problems: sentences on files that are no designs, or could not be read.
        findings: of the chosen design, those that cost most first.
        is_drawn: there is something to draw a picture of.
    """

    result: SubmissionResult
    designs: tuple[Considered, ...] = ()
    chosen: int = -1
    notes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    findings: tuple[Found, ...] = ()
    is_drawn: bool = False


def to_json(outcome: Outcome) -> bytes:
    """Return ``outcome`` as JSON, keys in a fixed order."""
    return msgspec.json.format(msgspec.json.encode(outcome), indent=1)


def from_json(data: bytes) -> Outcome:
    """Return the outcome in ``data``; raise msgspec.MsgspecError when it holds none."""
    return msgspec.json.decode(data, type=Outcome)
