"""Estimates the unavailability of what is too entangled to be solved exactly.

Importance sampling by failure biasing: rare events are made common and each sample is weighted by
its likelihood. Exact terms of single failures keep the estimate from missing the obvious.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimated unavailability with a 95 % interval, and slopes by event."""

    value: float
    low: float
    high: float
    slopes: dict[int, float]


def sample(
    circuit: Circuit, top: NodeId, down: Sequence[float], samples: int = SAMPLES
) -> Estimate:
    """Return the estimated unavailability of ``top``; the same input gives the same answer."""
    import numpy as np

    used = sorted(circuit.k[n] for n in circuit.cone((top,)) if circuit.ops[n].name == "VAR")
    single = _single_failures(circuit, top, used)
    q = np.array([down[event] for event in used])
    cause = _biased(used, down, single)
    p = np.where(cause, np.maximum(q, BIAS), q)
    generator = np.random.Generator(np.random.PCG64(SEED))
    failed: dict[int, int] = {}
    logs = np.zeros(samples)
    for position, event in enumerate(used):
        draws = generator.random(samples) < p[position]
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
    value = float(weights.mean())
    half = 1.96 * float(weights.std(ddof=1)) / math.sqrt(samples)
    # The workload is down at least when one of its single points is.
    floor = -math.expm1(sum(math.log1p(-min(down[event], 1 - 1e-12)) for event in single))
    value = max(value, floor)
    return Estimate(
        value=value,
        low=max(floor, value - half),
        high=min(1.0, value + half),
        slopes=dict.fromkeys(single, 1.0),
    )


def _single_failures(circuit: Circuit, top: NodeId, used: Sequence[int]) -> list[int]:
    failed = {event: 1 << position for position, event in enumerate(used)}
    row = evaluate_rows(circuit, failed, len(used))[top]
    return [event for position, event in enumerate(used) if not row >> position & 1]


def _biased(used: Sequence[int], down: Sequence[float], single: Sequence[int]) -> list[bool]:
    """Choose the events to make common: domains and the least reliable others."""
    others = [event for event in used if event not in set(single)]
    others.sort(key=lambda event: (-down[event], event))
    chosen = {*others[:_BIASED], *single[:_BIASED]}
    return [event in chosen for event in used]
