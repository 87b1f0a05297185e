"""How likely it is that too few of many independent parts work."""

import math
from collections import Counter

# Unavailability and weight (what the part brings when it is up).
Part = tuple[float, int]
Chance = tuple[int, float]  # what is brought, and how likely it is
_SMALLEST = -600.0  # of a logarithm whose exponential a float holds with all its digits
_MANY = 10_000  # products; more are quicker by far outside Python


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
    if q == 1.0 or n == 0:
        return [1.0] if k > 0 else []
    law = [0.0] * min(k, n * weight + 1)
    most = min(n, (k - 1) // weight)
    if q == 0.0:
        if most == n:
            law[n * weight] = 1.0
        return law
    for up, chance in enumerate(_terms(n, most, q)):
        law[up * weight] = chance
    return law


def _terms(n: int, most: int, q: float) -> list[float]:
    """Return P(exactly j of n are up) for j up to ``most``, each from its neighbour.

    It starts from whichever end a float can hold; the product of n factors costs no digits that
    matter (n rounding errors of 1e-16).
    """
    odds = q / (1 - q)
    if n * math.log1p(-q) > _SMALLEST:
        chance = (1 - q) ** n
        found = [0.0] * (most + 1)
        for up in range(n, -1, -1):
            if up <= most:
                found[up] = chance
            chance *= odds * up / (n - up + 1)
        return found
    if n * math.log(q) > _SMALLEST:
        chance = q**n
        found = []
        for up in range(most + 1):
            found.append(chance)
            chance *= (n - up) / ((up + 1) * odds)
        return found
    return [_term(n, up, q) for up in range(most + 1)]


def _term(n: int, up: int, q: float) -> float:
    logarithm = math.lgamma(n + 1) - math.lgamma(up + 1) - math.lgamma(n - up + 1)
    return math.exp(logarithm + up * math.log1p(-q) + (n - up) * math.log(q))


def _convolved(one: list[float], other: list[float], k: int) -> list[float]:
    if len(one) < len(other):
        one, other = other, one
    if other == [1.0]:
        return one[:k]
    # Where parts bring hundreds each, nearly all weights are out of reach: most chances are zero.
    some = [(i, a) for i, a in enumerate(one) if a]
    others = [(j, b) for j, b in enumerate(other) if b]
    if len(some) * len(others) > _MANY:
        return _convolved_many(some, others, min(k, len(one) + len(other) - 1))
    found = [0.0] * min(k, len(one) + len(other) - 1) if one and other else []
    for i, a in some:
        for j, b in others:
            if i + j >= k:
                break
            found[i + j] += a * b
    return found


def _convolved_many(some: list[Chance], others: list[Chance], size: int) -> list[float]:
    """Convolve chances by weight, one row of products at a time."""
    # Loaded when a fleet is so large: small drawings are scored without.
    import numpy as np

    if len(some) < len(others):
        some, others = others, some
    weights = np.array([i for i, _ in some])
    chances = np.array([a for _, a in some])
    found = np.zeros(size)
    for j, b in others:
        # Weights ascend and are all different: each place is met once.
        reached = int(np.searchsorted(weights, size - j))
        found[weights[:reached] + j] += chances[:reached] * b
    many: list[float] = found.tolist()
    return many
