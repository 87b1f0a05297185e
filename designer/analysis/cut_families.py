"""Families of sets as zero-suppressed decision diagrams: many minimal cut sets in little room.

After Minato (1993); minimal solutions of a binary decision diagram after Rauzy (1993, 2001).
"""

from collections.abc import Iterator

from designer.analysis.decision_diagram import FALSE, TRUE, DecisionDiagrams, Diagram, TooLargeError

Family = int
NONE: Family = 0  # no set at all
UNIT: Family = 1  # the empty set alone
_LAST = 1 << 60  # the variable of the two terminals: behind every other


class CutFamilies:
    """A forest of families over variables 0, 1, 2, ... in that order.

    ``low`` holds the sets of a family without its first variable, ``high`` what is left of those
    with it.
    """

    def __init__(self, limit: int = 300_000) -> None:
        """Allow ``limit`` nodes; more raise ``TooLargeError``."""
        self._limit = limit
        self.variable: list[int] = [_LAST, _LAST]
        self.low: list[Family] = [NONE, UNIT]
        self.high: list[Family] = [NONE, UNIT]
        self._unique: dict[tuple[int, Family, Family], Family] = {}
        self._without: dict[tuple[Family, Family], Family] = {}

    def _node(self, variable: int, low: Family, high: Family) -> Family:
        if high == NONE:
            return low
        key = (variable, low, high)
        found = self._unique.get(key)
        if found is None:
            found = len(self.variable)
            if found > self._limit:
                raise TooLargeError
            self.variable.append(variable)
            self.low.append(low)
            self.high.append(high)
            self._unique[key] = found
        return found

    def _known(self, one: Family, other: Family) -> Family | None:
        if one == NONE or other == NONE:
            return one
        if one == other or other == UNIT:
            return NONE
        return self._without.get((one, other))

    def without(self, one: Family, other: Family) -> Family:
        """Return the sets of ``one`` that contain no set of ``other``; with an explicit stack."""
        found = self._known(one, other)
        if found is not None:
            return found
        variable, low, high = self.variable, self.low, self.high
        stack = [(one, other)]
        while stack:
            f, g = stack[-1]
            if variable[f] > variable[g]:
                wanted = [(f, low[g])]
            elif variable[f] < variable[g]:
                wanted = [(low[f], g), (high[f], g)]
            else:
                wanted = [(low[f], low[g]), (high[f], high[g])]
            parts = [self._known(*pair) for pair in wanted]
            missing = [pair for pair, part in zip(wanted, parts, strict=True) if part is None]
            if not missing and variable[f] == variable[g]:
                # What has the variable must contain neither a set with it nor one without it.
                rest = (parts[1] or NONE, low[g])
                parts[1] = self._known(*rest)
                missing = [rest] if parts[1] is None else []
            if missing:
                stack += missing
                continue
            if variable[f] > variable[g]:
                self._without[f, g] = parts[0] or NONE
            else:
                self._without[f, g] = self._node(variable[f], parts[0] or NONE, parts[1] or NONE)
            stack.pop()
        return self._known(one, other) or NONE

    def minimal_cuts(self, diagrams: DecisionDiagrams, top: Diagram, order: int) -> Family:
        """Return the minimal sets of at most ``order`` variables whose falsehood makes it false.

        ``top`` must be monotone. Raises ``TooLargeError``.
        """
        nodes = diagrams.support_order(top)
        if order >= len({diagrams.level[node] for node in nodes}):
            return self._all_cuts(diagrams, top, nodes)
        known: dict[Diagram, list[Family]] = {
            FALSE: [UNIT] * (order + 1),
            TRUE: [NONE] * (order + 1),
        }
        for node in nodes:
            level = diagrams.level[node]
            low, high = known[diagrams.low[node]], known[diagrams.high[node]]
            found = [high[0]]
            for size in range(1, order + 1):
                extra = self.without(low[size - 1], high[size])
                found.append(self._node(level, high[size], extra))
            known[node] = found
        return known[top][order]

    def _all_cuts(self, diagrams: DecisionDiagrams, top: Diagram, nodes: list[Diagram]) -> Family:
        known: dict[Diagram, Family] = {FALSE: UNIT, TRUE: NONE}
        for node in nodes:
            low, high = known[diagrams.low[node]], known[diagrams.high[node]]
            known[node] = self._node(diagrams.level[node], high, self.without(low, high))
        return known[top]

    def count(self, family: Family) -> int:
        """Return how many sets are in ``family``."""
        found = {NONE: 0, UNIT: 1}
        pending = [family]
        while pending:
            node = pending[-1]
            missing = [c for c in (self.low[node], self.high[node]) if c not in found]
            if node in found or not missing:
                pending.pop()
                if node not in found:
                    found[node] = found[self.low[node]] + found[self.high[node]]
            else:
                pending += missing
        return found[family]

    def sets(self, family: Family) -> Iterator[tuple[int, ...]]:
        """Yield the sets of ``family``, the variables of each ascending."""
        pending: list[tuple[Family, tuple[int, ...]]] = [(family, ())]
        while pending:
            node, chosen = pending.pop()
            if node == UNIT:
                yield chosen
            elif node != NONE:
                pending.append((self.low[node], chosen))
                pending.append((self.high[node], (*chosen, self.variable[node])))


def minimal_cuts(
    diagrams: DecisionDiagrams, top: Diagram, order: int, limit: int = 5_000_000
) -> list[frozenset[int]]:
    """Return the minimal cut sets of ``top`` of at most ``order`` variables, the smallest first.

    Raises ``TooLargeError`` past ``limit`` nodes.
    """
    families = CutFamilies(limit)
    found = list(families.sets(families.minimal_cuts(diagrams, top, order)))
    found.sort(key=lambda cut: (len(cut), cut))
    return [frozenset(cut) for cut in found]
