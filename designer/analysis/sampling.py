"""Estimates the unavailability of what is too entangled to be solved or bounded well.

Single failures that suffice are summed exactly; for the rest, importance sampling by failure
biasing: rare events are made common and each sample is weighted by its likelihood.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from designer.analysis.circuit import Circuit, NodeId
from designer.analysis.evaluation import evaluate_rows

SAMPLES = 20_000
SEED = 20_240_229
BIAS = 0.08  # events are sampled at this unavailability or their own, whichever is higher
_BIASED = 24  # more biased events than this make the weights too uneven
_FEW = 30  # fewer failing samples than this tell nothing about their own spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimated unavailability with a 95 % interval, and slopes by event."""

    value: float
    low: float
    high: float
    slopes: dict[int, float]


def sample(
    circuit: Circuit,
    top: NodeId,
    down: Sequence[float],
    *,
    samples: int = SAMPLES,
    important: Sequence[int] = (),
) -> Estimate:
    """Return the estimated unavailability of ``top``; the same input gives the same answer.

    Args:
        down: unavailability by event.
        samples: states to look at.
        important: events to make common first, for example those of the likeliest cuts; the least
            reliable ones follow.
    """
    import numpy as np

    used = sorted(circuit.k[n] for n in circuit.cone((top,)) if circuit.ops[n].name == "VAR")
    single = _single_failures(circuit, top, used)
    others = [event for event in used if event not in set(single)]
    q = np.array([down[event] for event in others])
    cause = np.array([event in _common(others, down, important) for event in others], dtype=bool)
    p = np.where(cause, np.maximum(q, BIAS), q)
    generator = np.random.Generator(np.random.PCG64(SEED))
    failed: dict[int, int] = {}
    logs = np.zeros(samples)
    drawn = []
    for position, event in enumerate(others):
        draws = generator.random(samples) < p[position]
        drawn.append(draws)
        failed[event] = int.from_bytes(np.packbits(draws, bitorder="little").tobytes(), "little")
        if p[position] != q[position]:
            logs += np.where(
                draws,
                math.log(max(q[position], 1e-300) / p[position]),
                math.log((1 - q[position]) / (1 - p[position])),
            )
    row = evaluate_rows(circuit, failed, samples)[top]
    packed = np.frombuffer(row.to_bytes((samples + 7) // 8, "little"), dtype=np.uint8)
    fails = np.unpackbits(packed, bitorder="little")[:samples] == 0
    weights = np.where(fails, np.exp(logs), 0.0)
    rest = float(weights.mean())
    half = 1.96 * float(weights.std(ddof=1)) / math.sqrt(samples)
    low, high = max(0.0, rest - half), rest + half
    count = int(fails.sum())
    if count < _FEW:
        # More failures than in truth have been drawn, so their plain share is an upper bound.
        low, high = 0.0, max(high, _most(count, samples))
    alone = -math.expm1(sum(math.log1p(-min(down[event], 1 - 1e-12)) for event in single))
    value = alone + (1 - alone) * rest
    slopes = {event: (1 - value) / max(1e-12, 1 - down[event]) for event in single}
    for position, event in enumerate(others):
        share = float(weights[drawn[position]].sum()) / samples
        own = q[position]
        if 0 < own < 1 and share > 0:
            slope = share / own - (rest - share) / (1 - own)
            slopes[event] = float((1 - alone) * min(1.0, max(0.0, slope)))
    return Estimate(
        value=value,
        low=alone + (1 - alone) * min(1.0, low),
        high=alone + (1 - alone) * min(1.0, high),
        slopes=slopes,
    )


def _most(count: int, samples: int) -> float:
    """Return an upper 95 % bound of a probability seen ``count`` times (Wilson; 3/n for none)."""
    if count == 0:
        return 3 / samples
    z, share = 1.96, count / samples
    middle = share + z * z / (2 * samples)
    half = z * math.sqrt(share * (1 - share) / samples + z * z / (4 * samples * samples))
    return (middle + half) / (1 + z * z / samples)


def _single_failures(circuit: Circuit, top: NodeId, used: Sequence[int]) -> list[int]:
    failed = {event: 1 << position for position, event in enumerate(used)}
    row = evaluate_rows(circuit, failed, len(used))[top]
    return [event for position, event in enumerate(used) if not row >> position & 1]


def _common(events: Sequence[int], down: Sequence[float], important: Sequence[int]) -> set[int]:
    """Choose the events to make common: the important ones, then the least reliable."""
    known = set(events)
    first = [event for event in dict.fromkeys(important) if event in known]
    others = sorted(known.difference(first), key=lambda event: (-down[event], event))
    return set([*first, *others][:_BIASED])
