"""What a criterion looks at: one drawing with its score, and the elements a rubric points at."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from designer.analysis.facts import Facts
from designer.analysis.journeys import REQUEST, Journey
from designer.catalog.service import ReplicaModel
from designer.grading.selector import Selector
from designer.model.diagram import Diagram
from designer.model.elements import Element, Kind
from designer.model.ids import ElementId
from designer.model.review import Review
from designer.model.topology import Topology
from designer.responsibility.design import Responsibility, responsibility
from designer.review.check import Check, Outcome
from designer.review.checks import ALL_CHECKS
from designer.review.engine import review
from designer.review.questions import WELL_ARCHITECTED
from designer.review.result import ReviewResult
from designer.rules import phrasing
from designer.scoring.scorecard import Scorecard

_INSTANCES = "instances"


class Subject:
    """One drawing that is being graded; what is asked for twice is worked out once."""

    def __init__(self, diagram: Diagram, scorecard: Scorecard, facts: Facts | None = None) -> None:
        """Look at ``diagram``, whose score is ``scorecard``; ``facts`` if somebody has them."""
        self.diagram = diagram
        self.scorecard = scorecard
        self._facts = facts
        self._outcomes: dict[str, Outcome] = {}

    @property
    def topology(self) -> Topology:
        """What is drawn."""
        return self.diagram.topology

    @cached_property
    def facts(self) -> Facts:
        """What is true of the drawing."""
        return self._facts or Facts(self.diagram.topology, self.diagram.workload, importance=False)

    @cached_property
    def requests(self) -> tuple[Journey, ...]:
        """The journeys on which somebody waits."""
        return tuple(j for j in self.scorecard.journeys if j.kind == REQUEST)

    @cached_property
    def is_drawn(self) -> bool:
        """Whether any service is drawn that the pillars could ask about."""
        return any(e.kind is Kind.RESOURCE for e in self.topology.elements.values())

    @cached_property
    def _review(self) -> ReviewResult:
        return review(self.diagram, WELL_ARCHITECTED, ALL_CHECKS, self.facts)

    @cached_property
    def _review_of_drawing(self) -> ReviewResult:
        if not self.diagram.review.answers:
            return self._review
        silent = replace(self.diagram, review=Review())
        return review(silent, WELL_ARCHITECTED, ALL_CHECKS, self.facts)

    def review(self, *, drawn_only: bool) -> ReviewResult:
        """Return the review by the pillars, with the team's answers unless ``drawn_only``."""
        return self._review_of_drawing if drawn_only else self._review

    @cached_property
    def responsibility(self) -> Responsibility:
        """Who answers for what, and what of it is done."""
        return responsibility(self.diagram, self.facts)

    def outcome(self, check: Check) -> Outcome:
        """Return what a check of the pillars says of the drawing."""
        if check.id not in self._outcomes:
            self._outcomes[check.id] = check.outcome(self.facts)
        return self._outcomes[check.id]

    def matching(self, selector: Selector) -> tuple[Element, ...]:
        """Return the elements that ``selector`` points at, in drawing order."""
        return tuple(e for e in self.topology.elements.values() if self.matches(selector, e))

    def matches(self, selector: Selector, element: Element) -> bool:
        """Tell whether ``selector`` points at ``element``."""
        if selector.services and element.service not in selector.services:
            return False
        wanted = folded(selector.name)
        if wanted and wanted not in (folded(element.name), element.id.casefold()):
            return False
        if any(
            not condition.holds(self.facts.services.value(element.id, key))
            for key, condition in selector.conditions.items()
        ):
            return False
        inner = selector.inside
        return inner is None or any(self.matches(inner, box) for box in self.around(element.id))

    def around(self, element: ElementId) -> Iterator[Element]:
        """Yield the containers around ``element`` and the groups it belongs to, each once.

        What a group stands in is around its members too only if they are drawn there.
        """
        seen: set[ElementId] = set()
        own = self.topology.elements[element]
        groups = [self.topology.elements.get(group) for group in own.memberships]
        for box in (*self.topology.ancestors(element), *groups):
            if box is not None and box.id not in seen:
                seen.add(box.id)
                yield box

    def weight(self, element: Element) -> int:
        """Return how many things one icon stands for: its stated number of instances, else 1."""
        row = self.facts.services.of(element.id)
        counted = (
            element.kind is Kind.RESOURCE
            and row.failure.replicas is ReplicaModel.COUNT
            and row.failure.count_property == _INSTANCES
        )
        stated = element.properties.get(_INSTANCES) if counted else None
        if isinstance(stated, int) and not isinstance(stated, bool):
            return max(1, stated)
        return 1

    def name(self, element: str) -> str:
        """Return what the drawing calls ``element``."""
        return phrasing.name(self.topology, element)

    def names(self, elements: tuple[Element, ...], most: int = 4) -> str:
        """Return what the drawing calls ``elements``, as a list in words."""
        return phrasing.names(self.topology, [element.id for element in elements], most)


def folded(text: str) -> str:
    """Return ``text`` as it is compared: one line, without regard to case."""
    return " ".join(text.split()).casefold()


def ids(elements: tuple[Element, ...]) -> tuple[str, ...]:
    """Return the ids of ``elements``."""
    return tuple(str(element.id) for element in elements)
