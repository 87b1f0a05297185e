"""Reads the drawings of a class without grading them: in workers, as everything from strangers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from designer.grading.batch.run import Crew, Stage
from designer.grading.batch.task import Answer, Task
from designer.grading.cohort.outcome import from_json
from designer.grading.result import FlagKind
from designer.grading.submissions.loading import load
from designer.grading.submissions.submission import Submission
from designer.model.diagram import Diagram
from designer.storage.diagram_file import read_bytes
from designer.storage.refusal import FileRejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawings:
    """What could be read.

    Attributes:
        diagrams: by the label of the submission, in the order of the class.
        unread: by label, why there is no drawing.
    """

    diagrams: Mapping[str, Diagram] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)


def read_drawings(submissions: Sequence[Submission], crew: Crew, stage: Stage) -> Drawings:
    """Return the largest drawing of each submission; what cannot be read is a sentence."""
    found: dict[str, Diagram | str] = {}
    total = len(submissions)

    def jobs() -> Iterator[tuple[str, Task]]:
        for one in submissions:
            material = load(one)
            task = Task(material.files, material.problems, picture=False, design=True, grade=False)
            yield one.label, task

    for done, (label, answer) in enumerate(crew.run(jobs()), 1):
        found[label] = _drawing(answer)
        stage("Reading", done, total)
    inorder = [(one.label, found[one.label]) for one in submissions]
    return Drawings(
        diagrams={label: drawn for label, drawn in inorder if isinstance(drawn, Diagram)},
        unread={label: drawn for label, drawn in inorder if isinstance(drawn, str)},
    )


def _drawing(answer: Answer) -> Diagram | str:
    if not answer.design:
        outcome = from_json(answer.outcome)
        flags = [f.sentence for f in outcome.result.flags if f.kind is FlagKind.UNREADABLE]
        return outcome.result.reason or " ".join(flags) or "It holds no drawing."
    try:
        diagram = read_bytes(answer.design, "")
    except FileRejected as error:
        return str(error)
    return diagram if diagram.topology.elements else "The drawing is empty."
