"""Reduced ordered binary decision diagrams: exact probabilities of what does not decompose.

After Bryant (1986). Small and without dependencies: drawings
are narrow, so a diagram of a hundred thousand nodes already answers most of them.
"""

from collections.abc import Sequence

Diagram = int
FALSE: Diagram = 0
TRUE: Diagram = 1
_AND, _OR = 0, 1
_LAST = 1 << 60  # the level of the two terminals: below every variable


class TooLargeError(Exception):
    """The diagram has grown past its node limit."""


class DecisionDiagrams:
    """A forest of reduced ordered diagrams over variables 0, 1, 2, ... in that order.

    An algebra for ``evaluation.evaluate``. ``low`` is the branch where a variable is false.
    """

    def __init__(self, limit: int = 300_000) -> None:
        """Allow ``limit`` nodes; more raise ``TooLargeError``."""
        self._limit = limit
        self.level: list[int] = [_LAST, _LAST]
        self.low: list[Diagram] = [FALSE, TRUE]
        self.high: list[Diagram] = [FALSE, TRUE]
        self._unique: dict[tuple[int, Diagram, Diagram], Diagram] = {}
        self._cache: tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]] = ({}, {})

    false: Diagram = FALSE
    true: Diagram = TRUE

    def __len__(self) -> int:
        return len(self.level)

    def variable(self, number: int) -> Diagram:
        """Return the diagram that is true when variable ``number`` is."""
        return self._node(number, FALSE, TRUE)

    def _node(self, level: int, low: Diagram, high: Diagram) -> Diagram:
        if low == high:
            return low
        key = (level, low, high)
        found = self._unique.get(key)
        if found is None:
            found = len(self.level)
            if found > self._limit:
                raise TooLargeError
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
            self._unique[key] = found
        return found

    def _resolved(self, op: int, one: Diagram, other: Diagram) -> Diagram | None:
        if one == other:
            return one
        if op == _AND:
            if one == FALSE or other == FALSE:
                return FALSE
            if one == TRUE or other == TRUE:
                return other if one == TRUE else one
        else:
            if one == TRUE or other == TRUE:
                return TRUE
            if one == FALSE or other == FALSE:
                return other if one == FALSE else one
        key = (one, other) if one < other else (other, one)
        return self._cache[op].get(key)

    def _apply(self, op: int, one: Diagram, other: Diagram) -> Diagram:
        """Combine two diagrams; with an explicit stack, for diagrams are deep."""
        found = self._resolved(op, one, other)
        if found is not None:
            return found
        level, low, high, cache = self.level, self.low, self.high, self._cache[op]
        stack = [(one, other)]
        while stack:
            f, g = stack[-1]
            top = min(level[f], level[g])
            f0, f1 = (low[f], high[f]) if level[f] == top else (f, f)
            g0, g1 = (low[g], high[g]) if level[g] == top else (g, g)
            zero = self._resolved(op, f0, g0)
            if zero is None:
                stack.append((f0, g0))
                continue
            unit = self._resolved(op, f1, g1)
            if unit is None:
                stack.append((f1, g1))
                continue
            cache[(f, g) if f < g else (g, f)] = self._node(top, zero, unit)
            stack.pop()
        found = self._resolved(op, one, other)
        return FALSE if found is None else found

    def all_of(self, values: Sequence[Diagram]) -> Diagram:
        """Return the conjunction, the deepest arguments first: they meet fewest nodes."""
        result = TRUE
        for value in sorted(set(values), key=self._depth):
            result = self._apply(_AND, result, value)
        return result

    def any_of(self, values: Sequence[Diagram]) -> Diagram:
        """Return the disjunction."""
        result = FALSE
        for value in sorted(set(values), key=self._depth):
            result = self._apply(_OR, result, value)
        return result

    def _depth(self, value: Diagram) -> tuple[int, int]:
        return (-self.level[value], value)

    def at_least(self, k: int, values: Sequence[Diagram], weights: Sequence[int] | None) -> Diagram:
        """Return where the weights (1 each) of the true ``values`` reach ``k``."""
        if k <= 0:
            return TRUE
        total: dict[Diagram, int] = {}
        for value, weight in zip(values, weights or [1] * len(values), strict=True):
            total[value] = total.get(value, 0) + weight
        parts = sorted(total.items(), key=lambda pair: self._depth(pair[0]), reverse=True)
        # wanted[i]: the sums that arguments i and after may be asked to reach.
        wanted: list[set[int]] = [{k}]
        for _, weight in parts:
            reached = {need - weight for need in wanted[-1]} | wanted[-1]
            wanted.append({need for need in reached if need > 0})
        reach: dict[int, Diagram] = dict.fromkeys(wanted[-1], FALSE)
        for (value, weight), needs in zip(reversed(parts), reversed(wanted[:-1]), strict=True):
            reach = {
                need: self._apply(
                    _OR,
                    reach[need],
                    self._apply(_AND, value, reach[need - weight] if need > weight else TRUE),
                )
                for need in needs
                if need > 0
            }
        return reach[k]

    def support_order(self, top: Diagram) -> list[Diagram]:
        """Return the nodes below ``top``, children before parents."""
        seen = {top}
        pending = [top]
        while pending:
            node = pending.pop()
            for child in (self.low[node], self.high[node]):
                if child > TRUE and child not in seen:
                    seen.add(child)
                    pending.append(child)
        return sorted(node for node in seen if node > TRUE)

    def probability_false(self, top: Diagram, down: Sequence[float]) -> float:
        """Return the probability that ``top`` is false; ``down[i]`` is that of variable i.

        Only products and sums of what is given: no digits are lost however small it is.
        """
        return self._false_by_node(top, down)[top]

    def _false_by_node(self, top: Diagram, down: Sequence[float]) -> dict[Diagram, float]:
        found = {FALSE: 1.0, TRUE: 0.0}
        for node in self.support_order(top):
            q = down[self.level[node]]
            found[node] = q * found[self.low[node]] + (1 - q) * found[self.high[node]]
        return found

    def birnbaum(self, top: Diagram, down: Sequence[float]) -> dict[int, float]:
        """Return, by variable, P(false | variable false) - P(false | variable true)."""
        order = self.support_order(top)
        false = self._false_by_node(top, down)
        reach = {top: 1.0}
        found: dict[int, float] = {}
        for node in reversed(order):
            weight = reach.get(node, 0.0)
            number, low, high = self.level[node], self.low[node], self.high[node]
            found[number] = found.get(number, 0.0) + weight * (false[low] - false[high])
            reach[low] = reach.get(low, 0.0) + weight * down[number]
            reach[high] = reach.get(high, 0.0) + weight * (1 - down[number])
        return found
