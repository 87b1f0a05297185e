"""How long the command takes from nothing, beyond what Python itself needs to start."""

import os
import subprocess
import sys
from collections.abc import Sequence

import pytest

from designer.resources import sample_files
from tests.architecture.contracts import ROOT
from tests.benchmarks.report import fastest, say

_TIMES = 10
_THREE_TIER = next(str(path) for path in sample_files() if path.stem == "three-tier")


@pytest.mark.parametrize(
    ("arguments", "limit_s"),
    [(("--version",), 0.15), (("score", _THREE_TIER), 0.6)],
    ids=["version", "score"],
)
def test_start(
    arguments: Sequence[str], limit_s: float, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = fastest(lambda: _run("-c", "pass"), _TIMES)
    own = fastest(lambda: _run("-m", "designer", *arguments), _TIMES)
    words = " ".join(word.rpartition("/")[2] for word in arguments)
    say(
        capsys,
        f"tenet {words}: {own:.3f} s, {own - bare:.3f} s beyond Python's own {bare:.3f} s "
        f"(at most {limit_s} s)",
    )
    assert own - bare < limit_s


def _run(*arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True
    )
