"""All real files that are at hand, read and scored in one process: its memory bounds each one's."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

CORPUS = os.environ.get("TENET_CORPUS", "")
MOST_MIB = 500
_KINDS = {".drawio", ".xml", ".io", ".yaml", ".yml", ".json", ".template"}


@pytest.mark.skipif(not CORPUS, reason="TENET_CORPUS names no folder of real files")
@pytest.mark.skipif(os.name != "posix", reason="measures memory as Unix does")
def test_all_files_together_stay_in_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.test_bounds"],
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    count, peak = done.stdout.split()
    assert int(count) > 0
    assert float(peak) < MOST_MIB


def main() -> None:
    """Print how many files were read, and the peak of memory in MiB."""
    from designer.importers.dispatch import import_file
    from designer.scoring.engine import score
    from designer.scoring.profile import profile

    count = 0
    for path in sorted(Path(CORPUS).rglob("*")):
        if path.is_file() and path.suffix in _KINDS:
            count += 1
            for page in import_file(path).pages:
                score(page.diagram, profile())
    usage = importlib.import_module("resource")
    peak = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss
    print(count, peak / (2**20 if sys.platform == "darwin" else 2**10))  # noqa: T201


if __name__ == "__main__":
    main()
