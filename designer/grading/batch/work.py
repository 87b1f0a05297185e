"""Grades one submission: the pure function that every worker, here or on a cluster, runs."""

from dataclasses import replace

from designer.analysis.facts import Facts
from designer.grading.batch.designs import Design, designs_in
from designer.grading.batch.task import Answer, Task
from designer.grading.cohort.outcome import Considered, Found, Outcome, to_json
from designer.grading.feedback.picture import picture_of
from designer.grading.grade import grade, missing, unread
from designer.grading.result import Flag, FlagKind, SubmissionResult
from designer.grading.rubric import Rubric
from designer.importers.result import Note, NoteKind
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.render.remarks import Remark
from designer.rules import rule
from designer.rules.rule import Verdict
from designer.scoring.engine import score
from designer.scoring.scorecard import Scorecard, ScoredFinding
from designer.storage.diagram_file import to_text

MOST_MARKS = 12
_MOST_NOTES = 60
_TOLD = frozenset({NoteKind.UNKNOWN, NoteKind.INFERRED, NoteKind.ORIENTED, NoteKind.SKIPPED})
_NOTHING = "Nothing that was handed in is a design that can be read."


def work(rubric: Rubric, task: Task) -> Answer:
    """Return the grade of what ``task`` holds: the same bytes for the same input, anywhere.

    MemoryError comes through; nothing else does.
    """
    found = designs_in(task.files)
    problems = (*task.problems, *found.problems)
    if not found.designs:
        reason = " ".join(problems[:3]) if problems else _NOTHING
        outcome = Outcome(result=unread(rubric, reason), problems=problems)
        return Answer(to_json(outcome))
    if not task.grade:
        return _read(rubric, found.designs, problems)
    graded = [_graded(rubric, design) for design in found.designs]
    chosen = max(range(len(graded)), key=lambda i: (graded[i][1].total or 0.0, -i))
    design, (card, result) = found.designs[chosen], graded[chosen]
    findings = _findings(design, card)
    outcome = Outcome(
        result=result,
        designs=tuple(
            Considered(one.name, its.total)
            for one, (_, its) in zip(found.designs, graded, strict=True)
        ),
        chosen=chosen,
        notes=_notes(design.notes),
        problems=problems,
        findings=findings,
        is_drawn=bool(design.diagram.topology.elements),
    )
    picture = b""
    if task.picture and outcome.is_drawn:
        picture = picture_of(design.diagram, [_remark(one) for one in findings if one.number])
    return Answer(
        to_json(outcome), picture, _text(design) if task.design and outcome.is_drawn else b""
    )


def _read(rubric: Rubric, designs: tuple[Design, ...], problems: tuple[str, ...]) -> Answer:
    """Return the largest of ``designs``, ungraded."""
    sizes = [len(d.diagram.topology.elements) + len(d.diagram.topology.links) for d in designs]
    chosen = max(range(len(designs)), key=lambda i: (sizes[i], -i))
    outcome = Outcome(
        result=missing(rubric),
        designs=tuple(Considered(design.name, None) for design in designs),
        chosen=chosen,
        problems=problems,
        is_drawn=sizes[chosen] > 0,
    )
    return Answer(to_json(outcome), design=_text(designs[chosen]))


def _text(design: Design) -> bytes:
    return to_text(design.diagram).encode()


def failed(rubric: Rubric, reason: str) -> Answer:
    """Return the answer in place of a worker that had to be stopped, for ``reason``."""
    return Answer(to_json(Outcome(result=unread(rubric, reason), problems=(reason,))))


def _graded(rubric: Rubric, design: Design) -> tuple[Scorecard, SubmissionResult]:
    card = score(design.diagram)
    facts = Facts(design.diagram.topology, design.diagram.workload, importance=False)
    result = grade(design.diagram, card, rubric, facts=facts)
    looked_at = sum(1 for note in design.notes if note.kind is NoteKind.UNKNOWN)
    if looked_at:
        sentence = f"{looked_at} of what is drawn could not be told apart; see the notes."
        flag = Flag(FlagKind.IMPORT_NOTES, sentence)
        result = replace(result, flags=(*result.flags, flag))
    return card, result


def _notes(notes: tuple[Note, ...]) -> tuple[str, ...]:
    told = tuple(note.sentence for note in notes if note.kind in _TOLD)
    more = len(told) - _MOST_NOTES
    return told if more <= 0 else (*told[:_MOST_NOTES], f"And {more} more notes.")


def _findings(design: Design, card: Scorecard) -> tuple[Found, ...]:
    """Return the findings that are not accepted, the dearest first; those to mend are numbered."""
    topology = design.diagram.topology
    number = 0
    made: list[Found] = []
    for scored in card.findings:
        is_marked = (
            number < MOST_MARKS
            and scored.finding.verdict is Verdict.FAIL
            and any(ElementId(key) in topology.elements for key in scored.finding.elements)
        )
        number += is_marked
        made.append(_found(scored, topology, number if is_marked else 0))
    return tuple(made)


def _found(scored: ScoredFinding, topology: Topology, number: int) -> Found:
    finding = scored.finding
    words = rule(finding.rule)
    return Found(
        number=number,
        rule=finding.rule,
        title=words.title,
        tenet=finding.tenet.title,
        severity=finding.severity.value,
        verdict=finding.verdict.value,
        sentence=finding.sentence,
        why=words.why,
        advice=words.advice,
        points=round(scored.points, 6),
        elements=finding.elements,
        places=tuple(_place(topology, key) for key in finding.elements),
        key=finding.key,
    )


def _remark(found: Found) -> Remark:
    return Remark(
        number=found.number,
        severity=found.severity,
        sentence=found.sentence,
        elements=found.elements,
    )


def _place(topology: Topology, key: str) -> str:
    element = topology.elements.get(ElementId(key))
    if element is None:
        return key
    around = [box.name.replace("/", "∕") for box in topology.ancestors(element.id)]
    return "/".join([*reversed(around), element.name.replace("/", "∕")])
