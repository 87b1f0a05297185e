"""What means harm is read or refused in a sentence, in 5 s and 500 MB, by whatever importer.

All cases run in one process of their own, so that its peak of memory bounds that of each.
"""

import importlib
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.importers.hostile.cases import CASES

LONGEST_S = 5.0
MOST_MIB = 500
THOROUGH = "TENET_EXAMPLES" in os.environ
# Each takes a good part of a second, and waits for the thorough run.
LONG = frozenset(
    {
        "cyclic parents",
        "chain of 5,000 parents",
        "loops in loops",
        "chain of 5,000 locals",
        "large lists, flattened",
        "heredoc of a megabyte without end",
        "text of a megabyte without end",
        "5,000 questions",
        "10,000 operators",
        "100,000 resources",
        "tables that take time",
        "function in itself",
        "90 nested lists in text",
    }
)


def _told(importer: str, name: str) -> str:
    from designer.importers.dispatch import import_file
    from designer.importers.refusal import ImportRefused
    from designer.model.invariants import check

    form, makers = CASES[importer]
    with tempfile.TemporaryDirectory() as folder:
        path = makers[name](Path(folder))
        began = time.process_time()
        try:
            pages = import_file(path, form=form).pages
            told = "unsound" if any(check(page.diagram) for page in pages) else "read"
            shown = repr(pages).casefold()
            told = "of others" if "treasure" in shown or "root:x:" in shown else told
        except ImportRefused as refused:
            told = "refused"
            if "\n" in str(refused) or "cannot be understood" in str(refused):
                told = f"told badly ({refused})"
        seconds = time.process_time() - began
    return f"{seconds:.2f}|{importer}: {name}|{told}"


@pytest.mark.skipif(os.name != "posix", reason="measures memory and makes pipes as Unix does")
def test_every_hostile_file_stays_in_bounds() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.importers.test_hostile"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    *rows, peak = done.stdout.splitlines()
    found = [row.split("|") for row in rows]
    assert len(found) == sum(
        THOROUGH or name not in LONG for _, makers in CASES.values() for name in makers
    )
    assert [row for row in found if float(row[0]) >= LONGEST_S] == []
    assert [row for row in found if row[2] not in ("read", "refused")] == []
    assert float(peak) < MOST_MIB


def main() -> None:
    """Print a line for each case, and the peak of memory in MiB."""
    for importer, (_, makers) in CASES.items():
        for name in makers:
            if THOROUGH or name not in LONG:
                print(_told(importer, name))  # noqa: T201
    print(_peak_mib())  # noqa: T201


def _peak_mib() -> float:
    """Return the most memory that this process has held.

    Linux lets a new program begin with what its parent held: there the kernel is asked for the
    figure of this program alone.
    """
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text("utf-8").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 2**10
    usage = importlib.import_module("resource")
    peak: int = usage.getrusage(usage.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()
