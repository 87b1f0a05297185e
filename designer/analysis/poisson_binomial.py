"""How likely it is that too few of many independent parts work."""

import math
from collections import Counter

# Unavailability and weight (what the part brings when it is up).
Part = tuple[float, int]
_EXACT = 1000  # beyond, binomial coefficients no longer fit a float


def tail(k: int, counts: Counter[Part]) -> tuple[float, dict[Part, float]]:
    """Return P(weights of what is up < k), and its derivative by one part of each kind.

    Each kind is a binomial; kinds are convolved. All terms are positive, so nothing cancels.
    """
    kinds = list(counts)
    laws = [_binomial(counts[kind], kind, k) for kind in kinds]
    ahead = [[1.0]]
    for law in laws:
        ahead.append(_convolved(ahead[-1], law, k))
    behind = [1.0]
    slopes: dict[Part, float] = {}
    for index in range(len(kinds) - 1, -1, -1):
        kind = kinds[index]
        one_less = _binomial(counts[kind] - 1, kind, k)
        others = _convolved(_convolved(ahead[index], one_less, k), behind, k)
        # A part matters when the rest falls short, but not by more than the part brings.
        slopes[kind] = sum(others[max(0, k - kind[1]) : k])
        behind = _convolved(behind, laws[index], k)
    return sum(ahead[-1][:k]), slopes


def _binomial(n: int, kind: Part, k: int) -> list[float]:
    """Return P(weight of what is up = j) for j < k, of ``n`` parts of one kind."""
    q, weight = kind
    law = [0.0] * min(k, n * weight + 1)
    for up in range(n + 1):
        if up * weight >= k:
            break
        law[up * weight] = _term(n, up, q)
    return law


def _term(n: int, up: int, q: float) -> float:
    if q in (0.0, 1.0):
        return float(up == (n if q == 0 else 0))
    if n <= _EXACT:
        return math.comb(n, up) * (1 - q) ** up * q ** (n - up)
    logarithm = math.lgamma(n + 1) - math.lgamma(up + 1) - math.lgamma(n - up + 1)
    return math.exp(logarithm + up * math.log1p(-q) + (n - up) * math.log(q))


def _convolved(one: list[float], other: list[float], k: int) -> list[float]:
    found = [0.0] * min(k, len(one) + len(other) - 1) if one and other else []
    for i, a in enumerate(one):
        if a:
            for j, b in enumerate(other[: max(0, k - i)]):
                found[i + j] += a * b
    return found
