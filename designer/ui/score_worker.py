"""The process that scores for the window, so that drawing never waits for scoring.

It shares nothing with the window but two pipes, loads no Qt, and ends when its input does.
"""

import os
import sys

from designer.analysis.facts import Facts
from designer.analysis.grouping import TargetGroup
from designer.analysis.what_if import what_if
from designer.edit.apply import apply
from designer.model.diagram import Diagram
from designer.model.ids import ElementId
from designer.scoring.engine import score
from designer.scoring.fixes import FixPreview, options
from designer.storage.diagram_file import read_bytes, to_text
from designer.storage.refusal import FileRejected, Refused
from designer.storage.steps import stepped
from designer.ui.load_day import day_of
from designer.ui.score_messages import Answer, FixOffer, Frames, Request, framed, read_request

_PIECE = 1 << 20
_PROBLEMS = (
    FileRejected,
    Refused,
    ArithmeticError,
    LookupError,
    RecursionError,
    ValueError,
)


class Held:
    """The diagram as the window told it last, so that it need tell only what is new."""

    def __init__(self) -> None:
        self._diagram: Diagram | None = None
        self._facts: Facts | None = None

    def facts(self, diagram: Diagram) -> Facts:
        """Return the facts of ``diagram``; those of one after the other are kept."""
        known = self._facts
        if known is None or (known.topology, known.workload) != (
            diagram.topology,
            diagram.workload,
        ):
            known = self._facts = Facts(diagram.topology, diagram.workload)
        return known

    def read(self, request: Request) -> Diagram:
        """Return the diagram ``request`` is about, and hold it.

        Raises:
            FileRejected, Refused, LookupError: it cannot be read; nothing is held any more.
        """
        before, self._diagram = self._diagram, None
        if request.diagram:
            self._diagram = read_bytes(request.diagram.encode(), "the open diagram")
        elif before is None:
            raise LookupError("nothing to step on from")
        else:
            self._diagram = stepped(before, request.step)
        return self._diagram


def answer_to(request: Request, held: Held) -> Answer:
    """Return what is asked for, or the one sentence that says why it cannot be had."""
    try:
        diagram = held.read(request)
        if request.finding:
            return _fixes(request, diagram)
        if request.load is not None:
            day = day_of(diagram, request.load)
            return Answer(revision=request.revision, kind="load", day=day)
        if request.cut_order:
            found = Facts(diagram.topology, diagram.workload).cut_sets(request.cut_order)
            return Answer(revision=request.revision, kind="cut_sets", cut_sets=found)
        if request.failing:
            answer = what_if(held.facts(diagram), request.failing)
            return Answer(revision=request.revision, kind="what_if", what_if=answer)
        return Answer(
            revision=request.revision,
            kind="score",
            scorecard=score(diagram),
            groups=_groups(diagram),
        )
    except _PROBLEMS as problem:
        return Answer(
            revision=request.revision,
            kind="failed",
            finding=request.finding,
            problem=f"{type(problem).__name__}: {problem}",
        )


def _groups(diagram: Diagram) -> dict[ElementId, tuple[TargetGroup, ...]]:
    topology = diagram.topology
    facts = Facts(topology, diagram.workload)
    asking = dict.fromkeys(link.source for link in topology.links.values())
    return {key: found for key in asking if (found := facts.target_groups(key))}


def _fixes(request: Request, diagram: Diagram) -> Answer:
    found = (item.finding for item in score(diagram).findings)
    finding = next((item for item in found if item.key == request.finding), None)
    offers = () if finding is None else options(diagram, finding)
    return Answer(
        revision=request.revision,
        kind="fixes",
        finding=request.finding,
        fixes=tuple(_offer(diagram, preview) for preview in offers),
    )


def _offer(diagram: Diagram, preview: FixPreview) -> FixOffer:
    return FixOffer(
        title=preview.fix.title,
        option=preview.fix.option.value,
        gain=preview.gain,
        diagram=to_text(apply(diagram, preview.fix.edits)),
    )


def main() -> int:
    """Answer requests until the input ends."""
    # Whatever a library prints must not get between the messages.
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    frames, held = Frames(), Held()
    while data := os.read(sys.stdin.fileno(), _PIECE):
        for body in frames.feed(data):
            out.write(framed(answer_to(read_request(body), held)))
            out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
