"""Questions about one drawing that a student predicts before the engine answers.

Every answer is computed from the drawing; what is asked and in which order depends on the drawing
and a seed alone.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from designer.analysis.facts import Facts
from designer.analysis.journeys import REQUEST
from designer.analysis.recovery import RecoveryRow
from designer.analysis.what_if import JourneyState, what_if
from designer.catalog.loader import catalog
from designer.catalog.service import Role
from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.ids import ElementId
from designer.model.workload import Disruption
from designer.responsibility.areas import Area, Party
from designer.responsibility.matrix import matrix
from designer.rules.phrasing import name, span
from designer.rules.recovery_phrasing import explained
from designer.scoring.scorecard import Scorecard

_NOTHING = "None of them"
_OPTIONS = 4
_LADDER = (0.0, 60.0, 300.0, 3600.0, 86_400.0, 7 * 86_400.0)
_ALL_LOST = "Everything: it cannot be recovered"


class Topic(Enum):
    """What a question is about; the tally is kept by it."""

    ZONE = "losing a zone"
    PART = "losing a part"
    LOSS = "data lost"
    TIME = "time to recover"
    DUTY = "who answers for it"
    TENET = "the tenets"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizQuestion:
    """One question with its choices.

    Attributes:
        options: what can be answered, two or more, all different.
        answer: index of the right one.
        because: why, for after the answer.
        about: elements the question names; answers: elements that the right answer names.
    """

    topic: Topic
    prompt: str
    options: tuple[str, ...]
    answer: int
    because: str
    about: tuple[ElementId, ...] = ()
    answers: tuple[ElementId, ...] = ()


def quiz(
    diagram: Diagram, scorecard: Scorecard, *, count: int = 8, seed: int = 0
) -> tuple[QuizQuestion, ...]:
    """Return up to ``count`` questions about ``diagram``, topics in turn.

    Args:
        scorecard: the score of the diagram.
        seed: the same seed gives the same questions; another one others, if there are any.
    """
    facts = Facts(diagram.topology, diagram.workload)
    rng = random.Random(seed)
    makers: tuple[Callable[[Facts, Scorecard], Iterator[QuizQuestion]], ...] = (
        _zones,
        _parts,
        _losses,
        _duties,
        _times,
        _tenets,
    )
    stacks = [list(maker(facts, scorecard)) for maker in makers]
    for stack in stacks:
        rng.shuffle(stack)
    chosen: list[QuizQuestion] = []
    while len(chosen) < count and any(stacks):
        for stack in stacks:
            if stack and len(chosen) < count:
                chosen.append(_shuffled(stack.pop(), rng))
    return tuple(chosen)


def _shuffled(question: QuizQuestion, rng: random.Random) -> QuizQuestion:
    """Return the question with its options in another order; numbers stay in theirs."""
    if question.topic in (Topic.LOSS, Topic.TIME, Topic.DUTY):
        return question
    right = question.options[question.answer]
    options = [option for option in question.options if option != _NOTHING]
    rng.shuffle(options)
    if _NOTHING in question.options:
        options.append(_NOTHING)
    return replace(question, options=tuple(options), answer=options.index(right))


def _zones(facts: Facts, _card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask which zone's loss breaks a request."""
    zones = {key: zone for key, zone in facts.placement.zones.items() if zone.elements}
    breaking = {p.id: p for p in facts.single_points if p.kind == "zone" and p.request}
    if len(zones) < 2:
        return
    labels = {key: zone.name for key, zone in zones.items()}
    if len(set(labels.values())) < len(labels) or len(breaking) > 1:
        return
    right = next((key for key in zones if key in breaking), None)
    options = (*labels.values(), _NOTHING)
    yield QuizQuestion(
        topic=Topic.ZONE,
        prompt="Which zone's loss leaves users without an answer?",
        options=options,
        answer=options.index(_NOTHING if right is None else labels[right]),
        because="No journey needs any one zone: every tier that requests need stands in another "
        "as well, or is spread by AWS."
        if right is None
        else breaking[right].scenario,
        about=tuple(key for zone in zones.values() for key in zone.elements),
        answers=() if right is None else zones[right].elements,
    )


def _parts(facts: Facts, _card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask which of four parts is a single point of failure."""
    topology = facts.topology
    single = {p.id: p for p in facts.single_points if p.kind == "element" and p.request}
    safe = [
        unit
        for unit in facts.wiring.units
        if unit not in single
        and topology.elements[unit].kind is Kind.RESOURCE
        and facts.services.of(unit).role is not Role.SUPPORT
        and not _breaks(facts, unit)
    ]
    for key, point in single.items():
        if point.managed or ElementId(key) not in topology.elements:
            continue
        called = dict.fromkeys([name(topology, key), *(name(topology, other) for other in safe)])
        options = tuple(called)[:_OPTIONS]
        if len(options) < 2:
            continue
        yield QuizQuestion(
            topic=Topic.PART,
            prompt="Which of these, failing alone, leaves users without an answer?",
            options=options,
            answer=0,
            because=point.scenario,
            about=(ElementId(key), *safe[: _OPTIONS - 1]),
            answers=(ElementId(key),),
        )
    if not single and len(safe) >= 2:
        options = (
            *dict.fromkeys(name(topology, other) for other in safe[: _OPTIONS - 1]),
            _NOTHING,
        )
        yield QuizQuestion(
            topic=Topic.PART,
            prompt="Which of these, failing alone, leaves users without an answer?",
            options=options,
            answer=len(options) - 1,
            because="There is no single point of failure on the way of a request.",
            about=tuple(safe[: _OPTIONS - 1]),
        )


def _breaks(facts: Facts, unit: ElementId) -> bool:
    """Tell whether the loss of all that a symbol stands for leaves a request without an answer."""
    return any(
        journey.kind == REQUEST and journey.state is JourneyState.BROKEN
        for journey in what_if(facts, (unit,)).journeys
    )


def _losses(facts: Facts, _card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask for the RPO of a store after a mistake, and after its zone is lost."""
    for row in facts.recovery.rows:
        if row.store is None:
            continue
        called = name(facts.topology, row.store)
        if row.disruption is Disruption.SOFTWARE:
            happens = f"Somebody deletes data in {called} by mistake."
        elif row.disruption is Disruption.ZONE and facts.locations.own_zones(row.store):
            happens = f"The zone of {called} is lost."
        else:
            continue
        prompt = f"{happens} How much is lost at worst (the RPO)?"
        yield _amount(Topic.LOSS, prompt, row, row.rpo_s)


def _times(facts: Facts, _card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask how long the whole workload takes to come back."""
    if not any(journey.kind == REQUEST for journey in facts.journeys):
        return
    for row in facts.recovery.workload:
        happens = {
            Disruption.ZONE: "A zone is lost",
            Disruption.REGION: "The Region is lost",
            Disruption.SOFTWARE: "A faulty version destroys data",
            Disruption.INFRASTRUCTURE: "A host fails",
        }[row.disruption]
        yield _amount(
            Topic.TIME,
            f"{happens}. How long until users are served again (the RTO)?",
            row,
            row.rto_s,
        )


def _amount(topic: Topic, prompt: str, row: RecoveryRow, seconds: float | None) -> QuizQuestion:
    """Ask for an amount of time among steps of a ladder."""
    steps = {step: "None" if step == 0 else f"About {span(step)}" for step in _LADDER}
    if seconds is None:
        picked = [steps[_LADDER[1]], steps[_LADDER[3]], steps[_LADDER[4]], _ALL_LOST]
        right = _ALL_LOST
    else:
        near = min(_LADDER, key=lambda step: abs(_rank(step) - _rank(seconds)))
        right = "None" if seconds == 0 else f"About {span(seconds)}"
        others = [step for step in _LADDER if step != near]
        others.sort(key=lambda step: abs(_rank(step) - _rank(near)))
        values = sorted([*others[: _OPTIONS - 2], seconds])
        picked = [right if value == seconds else steps[value] for value in values] + [_ALL_LOST]
    options = tuple(dict.fromkeys(picked))
    return QuizQuestion(
        topic=topic,
        prompt=prompt,
        options=options,
        answer=options.index(right),
        because=explained(row),
        about=() if row.store is None else (row.store,),
        answers=() if row.store is None else (row.store,),
    )


def _rank(seconds: float) -> float:
    """Return where an amount of time lies among the steps: they grow by factors, not by sums."""
    return float(sum(seconds > step for step in _LADDER))


_ASKED = {
    Area.GUEST_OS: "Who patches the operating system below {name}?",
    Area.PLATFORM: "Who installs and patches the software that {name} runs on?",
    Area.BACKUPS: "Who sees to the backups of {name}?",
    Area.AT_REST: "Who sees to it that what {name} stores is encrypted?",
    Area.NETWORK: "Who decides who may connect to {name}?",
}
_OF_PROGRAMS = (Area.GUEST_OS, Area.PLATFORM, Area.NETWORK)
_AREAS = {
    Role.COMPUTE: _OF_PROGRAMS,
    Role.STORE: tuple(_ASKED),
    Role.CACHE: tuple(_ASKED),
    Role.BALANCER: _OF_PROGRAMS,
    Role.GATEWAY: _OF_PROGRAMS,
    Role.BUFFER: (Area.GUEST_OS, Area.PLATFORM, Area.AT_REST),
}


def _duties(facts: Facts, _card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask who answers for an area of a service in the drawing."""
    options = tuple(_SAID.values())
    seen: set[str] = set()
    for element in facts.topology.elements.values():
        row = catalog().get(element.service)
        if row is None or element.kind is not Kind.RESOURCE or element.service in seen:
            continue
        seen.add(element.service)
        own = name(facts.topology, element.id)
        called = own if row.name in own else f"{own} ({row.name})"
        for area in _AREAS.get(row.role, ()):
            line = matrix(element.service).lines[area]
            yield QuizQuestion(
                topic=Topic.DUTY,
                prompt=_ASKED[area].format(name=called),
                options=options,
                answer=list(_SAID).index(line.party),
                because=line.sentence,
                about=(element.id,),
                answers=(element.id,),
            )


_SAID = {Party.AWS: "AWS", Party.SHARED: "AWS and the customer", Party.CUSTOMER: "The customer"}


def _tenets(facts: Facts, card: Scorecard) -> Iterator[QuizQuestion]:
    """Ask which tenet has the fewest points."""
    scored = {score.tenet: score for score in card.tenets if score.low is not None}
    lowest = min((s.low for s in scored.values() if s.low is not None), default=0.0)
    least = [s for s in scored.values() if s.low is not None and s.low <= lowest + 5]
    if len(scored) < 3 or len(least) != 1 or not any(j.kind == REQUEST for j in facts.journeys):
        return
    options = tuple(score.tenet.title for score in scored.values())
    told = [f.finding.sentence for f in card.findings if f.finding.tenet is least[0].tenet]
    yield QuizQuestion(
        topic=Topic.TENET,
        prompt="Which tenet has the fewest points in this design?",
        options=options,
        answer=options.index(least[0].tenet.title),
        because=f"{least[0].tenet.title} has {lowest:.0f} of 100. {' '.join(told[:2])}".strip(),
    )
