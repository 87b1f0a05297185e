"""Judges what a drawing states, leaves open or states wrongly; for rules on properties."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from designer.analysis.facts import Facts
from designer.catalog.loader import catalog
from designer.catalog.service import Service
from designer.edit.edits import Batch, Edit, SetProperty
from designer.model.diagram import Diagram
from designer.model.elements import Element, Value
from designer.model.ids import ElementId
from designer.model.topology import Topology
from designer.rules.phrasing import name, names
from designer.rules.rule import Fix, Judgement, Observation, Option, Verdict

_LEAST = Option.LEAST_CHANGE


def one_step(title: str, edits: Edit | tuple[Edit, ...], option: Option = _LEAST) -> Fix:
    """Make a fix of one or more edits that is undone as one step called ``title``."""
    steps = edits if isinstance(edits, tuple) else (edits,)
    return Fix(title=title, edits=Batch(edits=steps, label=title), option=option)


def having(topology: Topology, key: str) -> Iterator[tuple[Element, Service]]:
    """Yield every element whose service has the property ``key``, with its catalog row."""
    for service in _services_with(key):
        for element in topology.of_service(service.key):
            yield element, service


@cache
def _services_with(key: str) -> tuple[Service, ...]:
    return tuple(row for row in catalog().values() if row.property(key) is not None)


def judge_statement(
    facts: Facts,
    key: str,
    is_good: Callable[[Value], bool],
    bad: str,
    *,
    where: Callable[[Element, Service], bool] = lambda _element, _service: True,
) -> Iterator[Judgement]:
    """Judge the property ``key`` of every element that can state it.

    PASS when the stated value is good, FAIL when it is not, UNKNOWN when nothing is stated and
    AWS's default is not good; an unstated good default is a PASS, because AWS sees to it.

    Args:
        bad: what is wrong, completing "NAME ...", without a full stop.
    """
    for element, service in having(facts.topology, key):
        if not where(element, service):
            continue
        stated = element.properties.get(key)
        value = service.value(element, key)
        if value is not None and is_good(value):
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
            continue
        called = name(facts.topology, element.id)
        if stated is None:
            found = service.property(key)
            label = key if found is None else found.label
            yield Judgement(
                verdict=Verdict.UNKNOWN,
                elements=(element.id,),
                sentence=f"“{label}” is not stated for {called}; as AWS leaves it, it {bad}.",
            )
        else:
            yield Judgement(
                verdict=Verdict.FAIL, elements=(element.id,), sentence=f"{called} {bad}."
            )


def judge_together(
    facts: Facts,
    elements: Iterable[Element],
    key: str,
    is_good: Callable[[Value], bool],
    bad: str,
    untold: str,
) -> Iterator[Judgement]:
    """Judge a detail that sketches leave out: what is not stated makes one finding for all.

    Each element that states ``key`` is judged by itself; those that do not and whose default is
    not good are UNKNOWN together, so that one detail asks one question.

    Args:
        bad: what is wrong, completing "NAME ...", without a full stop.
        untold: what follows from AWS's default, completing "... is not stated for NAMES; ...",
            without a full stop.
    """
    rows, silent = catalog(), list[ElementId]()
    label = key
    for element in elements:
        row = rows[element.service]
        stated = element.properties.get(key)
        value = row.value(element, key)
        if value is not None and is_good(value):
            yield Judgement(verdict=Verdict.PASS, elements=(element.id,))
        elif stated is not None:
            yield Judgement(
                verdict=Verdict.FAIL,
                elements=(element.id,),
                sentence=f"{name(facts.topology, element.id)} {bad}.",
            )
        else:
            silent.append(element.id)
            found = row.property(key)
            label = label if found is None else found.label
    if silent:
        yield Judgement(
            verdict=Verdict.UNKNOWN,
            elements=tuple(silent),
            subject="not-stated",
            sentence=f"“{label}” is not stated for {names(facts.topology, silent)}; {untold}.",
        )


def state(
    title: str, key: str, value: Value, option: Option = Option.LEAST_CHANGE
) -> Callable[[Diagram, Observation], Iterable[Fix]]:
    """Make a fixes function that states ``key`` as ``value`` on the blamed elements.

    Args:
        title: with ``{name}`` for the elements' name.
    """

    def fixes(diagram: Diagram, finding: Observation) -> Iterable[Fix]:
        topology = diagram.topology
        able = {element.id for element, _ in having(topology, key)}
        ids = tuple(ElementId(i) for i in finding.elements if i in able)
        wrong = tuple(i for i in ids if topology.elements[i].properties.get(key) != value)
        if wrong:
            text = title.format(name=names(topology, wrong))
            yield one_step(text, SetProperty(ids=frozenset(wrong), key=key, value=value), option)

    return fixes


def is_true(value: Value) -> bool:
    """Tell whether a stated value is the yes of a yes-or-no property."""
    return value is True


def at_least(limit: float) -> Callable[[Value], bool]:
    """Make a test for numbers of at least ``limit``."""

    def test(value: Value) -> bool:
        return isinstance(value, int | float) and value >= limit

    return test


def is_not(*words: str) -> Callable[[Value], bool]:
    """Make a test for choices other than ``words``."""

    def test(value: Value) -> bool:
        return value not in words

    return test
