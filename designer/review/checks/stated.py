"""Judges one property of every element that can state it."""

from collections.abc import Callable, Iterable

from designer.analysis.facts import Facts
from designer.catalog.service import Service
from designer.model.elements import Element, Value
from designer.rules.rule import Judgement
from designer.rules.statements import having, is_true, judge_together

Where = Callable[[Facts, Element, Service], bool]


def anywhere(_facts: Facts, _element: Element, _service: Service) -> bool:
    """Take every element."""
    return True


def every(
    key: str,
    bad: str,
    untold: str,
    *,
    is_good: Callable[[Value], bool] = is_true,
    where: Where = anywhere,
) -> Callable[[Facts], Iterable[Judgement]]:
    """Make a check that passes where the property ``key`` is good on all elements that have it.

    Args:
        bad: what is wrong, completing "NAME ...", without a full stop.
        untold: what follows when it is not stated, completing "... is not stated for NAMES; ...",
            without a full stop.
        where: which elements are asked.
    """

    def judge(facts: Facts) -> Iterable[Judgement]:
        asked = [e for e, row in having(facts.topology, key) if where(facts, e, row)]
        return judge_together(facts, asked, key, is_good, bad, untold)

    return judge


def of_services(*services: str) -> Where:
    """Take the elements of ``services``, by catalog key."""

    def test(_facts: Facts, element: Element, _service: Service) -> bool:
        return element.service in services

    return test
