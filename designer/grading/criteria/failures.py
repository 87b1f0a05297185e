"""Criteria on failures: single points, and what a named failure leaves of the requests."""

from collections.abc import Iterable

from designer.analysis.circuit import EventKind
from designer.analysis.scenarios import Scenario, ScenarioSet, run, singles, together
from designer.analysis.what_if import JourneyState, may_fail, what_if
from designer.grading.checks import FailureKind, PointKind, SinglePointsAtMost, Survives
from designer.grading.criteria.drawn import described
from designer.grading.judgement import Judgement, all_or_nothing, between, counted
from designer.grading.subject import Subject
from designer.rules.phrasing import count, listed

_SENTENCES = 3
_EVENTS = {
    FailureKind.ANY_INSTANCE: EventKind.REPLICA,
    FailureKind.ANY_ZONE: EventKind.ZONE,
    FailureKind.ANY_REGION: EventKind.REGION,
}
_RULES = {
    FailureKind.ANY_INSTANCE: ("FT-01", "FT-02"),
    FailureKind.ANY_ZONE: ("FT-03", "HA-01"),
    FailureKind.ANY_REGION: ("HA-20",),
    FailureKind.SELECTED: ("FT-01", "FT-02", "FT-03"),
}
_NOTHING = "Nothing in the drawing serves a request, so nothing can go on serving it."
_A_PATH = "A design in which users (or an entry service) reach what answers them."


def single_points_at_most(check: SinglePointsAtMost, subject: Subject) -> Judgement:
    """Judge the number of single points of failure; interchangeable parts count once."""
    if not _served(subject):
        return all_or_nothing(False, _NOTHING, _A_PATH)
    points = [
        point
        for point in subject.scorecard.single_points
        if point.request
        and (check.managed or not point.managed)
        and check.of in (PointKind.ALL, PointKind(point.kind))
    ]
    fleets = {point.fleet or point.id: point for point in reversed(points)}
    number = len(fleets)
    zero = check.at_most + 1 if check.zero is None else check.zero
    share = between(float(number), float(zero), float(check.at_most))
    told = [p for p in points if fleets.get(p.fleet or p.id) is p]
    sentences = [p.scenario for p in told][:_SENTENCES]
    more = number - len(sentences)
    if more > 0:
        sentences.append(f"And {more} more.")
    are = "are" if number > 1 else "is"
    head = (
        f"There {are} {count(number, 'single point') if number else 'no single point'} of failure."
    )
    wanted = (
        "No single point of failure"
        if check.at_most == 0
        else (f"At most {count(check.at_most, 'single point')} of failure")
    )
    return Judgement(
        share=share,
        found=" ".join([head, *sentences]),
        missing="" if share >= 1 else f"{wanted}: a second one of each, in another zone.",
        elements=tuple(dict.fromkeys(str(e) for point in told for e in point.ids)),
        rules=("FT-01", "FT-02", "FT-03"),
        done=int(number <= check.at_most),
        lacking=max(0, number - check.at_most),
    )


def survives(check: Survives, subject: Subject) -> Judgement:
    """Judge whether requests are still answered when something fails."""
    if not _served(subject):
        return all_or_nothing(False, _NOTHING, _A_PATH)
    scenarios = _scenarios(check, subject)
    if check.failure is FailureKind.SELECTED and not scenarios:
        return all_or_nothing(
            False,
            f"There is nothing to fail: {described(check.what)} is not drawn.",
            f"A drawing that shows: {described(check.what)}, and something that takes over.",
        )
    broken = _broken(check, subject, scenarios)
    number = len(scenarios)
    lost = len(broken)
    sentences = [
        f"When {scenario.sentence or 'it fails'}, {listed(names)} cannot be served."
        for scenario, names in broken[:_SENTENCES]
    ]
    if lost > _SENTENCES:
        more = f"{lost - _SENTENCES} more of {count(number, 'such failure')}"
        sentences.append(f"The same is true of {more}.")
    blamed = {element for scenario, _ in broken for element in _elements(scenario, subject)}
    return Judgement(
        share=(1.0 if not lost else counted(number - lost, number) if check.partial else 0.0),
        found=" ".join(sentences) or _fine(check, number),
        missing="A second one that takes over by itself, where this failure cannot reach it."
        if lost
        else "",
        elements=tuple(str(key) for key in subject.topology.elements if key in blamed),
        rules=_RULES[check.failure],
        done=number - lost,
        lacking=lost,
    )


def _fine(check: Survives, number: int) -> str:
    if check.failure is FailureKind.SELECTED:
        return f"Every request is still answered without: {described(check.what)}."
    what = check.failure.value.removeprefix("any ")
    if not number:
        return f"No {what} is needed by itself: every request goes on being answered."
    return f"Every request is still answered when any one {what} fails."


def _served(subject: Subject) -> bool:
    facts = subject.facts
    outcome = run(facts.compiled_at_any_load, facts.wiring, ScenarioSet(()))
    return any(outcome.succeeds(journey.id, -1) for journey in subject.requests)


def _scenarios(check: Survives, subject: Subject) -> list[Scenario]:
    facts = subject.facts
    if check.failure is not FailureKind.SELECTED:
        kind = _EVENTS[check.failure]
        wanted = {e.id for e in facts.compiled_at_any_load.circuit.events if e.kind is kind}
        return [s for s in singles(facts.compiled_at_any_load) if s.id in wanted]
    found = [
        facts.fail([element.id])
        for element in subject.matching(check.what)
        if may_fail(facts, element.id)
    ]
    return [together(found)] if check.together and found else found


def _broken(
    check: Survives, subject: Subject, scenarios: list[Scenario]
) -> list[tuple[Scenario, list[str]]]:
    """Return the failures that leave requests unanswered, with the names of those requests."""
    facts, requests = subject.facts, {j.id: j.name for j in subject.requests}
    outcome = run(facts.compiled_at_any_load, facts.wiring, ScenarioSet(tuple(scenarios)))
    found: list[tuple[Scenario, list[str]]] = []
    for index, scenario in enumerate(scenarios):
        lost = [requests[key] for key in outcome.broken(index) if key in requests]
        if not lost and check.at_peak:
            lost = _overloaded(subject, scenario)
        if lost:
            found.append((scenario, lost))
    return found


def _overloaded(subject: Subject, scenario: Scenario) -> list[str]:
    answer = what_if(subject.facts, scenario.id.split("+"))
    names = {journey.id: journey.name for journey in subject.requests}
    bad = (JourneyState.OVERLOADED, JourneyState.BROKEN)
    return [f"{names[j.id]} at peak" for j in answer.journeys if j.id in names and j.state in bad]


def _elements(scenario: Scenario, subject: Subject) -> Iterable[str]:
    """Return what a failure strikes first: the elements, or the boxes of the place, that fail."""
    facts = subject.facts
    for event in facts.compiled_at_any_load.circuit.events:
        if event.id not in scenario.events:
            continue
        if event.kind is EventKind.ZONE:
            yield from facts.placement.zones[event.id].elements
        elif event.kind is EventKind.REGION:
            yield from facts.placement.regions[event.id].elements
        else:
            yield event.member or event.element
