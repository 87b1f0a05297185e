"""Fleets of many parts beside exact fractions, and quick however large they are."""

import time
from collections import Counter
from fractions import Fraction
from math import comb

import pytest

from designer.analysis.poisson_binomial import tail


def _exact(k: int, n: int, m: int, q: Fraction) -> Fraction:
    """Return P(fewer than k of n parts of weight 1 and m of weight 2 are up)."""
    chances = [comb(n, up) * (1 - q) ** up * q ** (n - up) for up in range(n + 1)]
    twice = [comb(m, up) * (1 - q) ** up * q ** (m - up) for up in range(m + 1)]
    return sum(
        (a * b for i, a in enumerate(chances) for j, b in enumerate(twice) if i + 2 * j < k),
        Fraction(0),
    )


@pytest.mark.parametrize(("n", "m"), [(30, 20), (150, 120)])
def test_both_ways_to_convolve_agree_with_exact_fractions(n: int, m: int) -> None:
    q = Fraction(1, 20)
    k = n + 2 * m - 12
    found, slopes = tail(k, Counter({(float(q), 1): n, (float(q), 2): m}))
    exact = _exact(k, n, m, q)
    assert found == pytest.approx(float(exact), rel=1e-9)
    assert all(slope > 0 for slope in slopes.values())


def test_ten_thousand_parts_are_no_burden() -> None:
    counts = Counter({(0.001 * kind, 1): 2_500 for kind in range(1, 5)})
    start = time.process_time()
    found, _ = tail(9_900, counts)
    assert 0 < found < 1
    assert time.process_time() - start < 5


def test_few_parts_of_a_large_weight_are_no_burden() -> None:
    counts = Counter({(0.01, 200_000): 1, (0.02, 2_300_000): 1, (0.03, 50_000): 1})
    start = time.process_time()
    found, _ = tail(2_500_000, counts)
    # Together they bring 2,550,000: enough while all are up, or all but the smallest.
    assert found == pytest.approx(1 - 0.99 * 0.98, rel=1e-12)
    assert time.process_time() - start < 5
