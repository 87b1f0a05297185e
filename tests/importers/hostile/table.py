"""Prints what each hostile file costs, opened by the command line in a process of its own.

    python -m tests.importers.hostile.table [WORD]

Only cases with WORD in their name; with a limit of half a minute each. Linux and macOS.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.importers.hostile.cases import CASES
from tests.importers.hostile.laying import Maker

_LONGEST_S = 30.0
_UNITS_OF_A_MIB = 2**20 if sys.platform == "darwin" else 2**10


def laid(maker: Maker, folder: Path) -> Path:
    """Return the file that ``maker`` lays into ``folder``, made by a process of its own.

    A child's peak of memory counts what its parent held when it was begun.
    """
    child = os.fork()
    if not child:
        (folder / "place").write_text(str(maker(folder)))
        os._exit(0)
    os.waitpid(child, 0)
    return Path((folder / "place").read_text())


def measured(maker: Maker, form: str) -> tuple[float, float, str]:
    """Return seconds of a processor, MiB at the peak, and what the program said last."""
    with tempfile.TemporaryDirectory() as name:
        path = laid(maker, Path(name))
        command = [sys.executable, "-m", "designer", "import", str(path), "--format", form]
        process = subprocess.Popen(
            [*command, "-o", str(Path(name) / "out.tenet")],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        began = time.monotonic()
        while True:
            found, status, usage = os.wait4(process.pid, os.WNOHANG)
            if found:
                break
            if time.monotonic() - began > _LONGEST_S:
                process.kill()
            time.sleep(0.02)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.stdout is not None
        told = process.stdout.read().decode(errors="replace").replace(name, "")
        lines = told.strip().splitlines() or [f"ended by signal {-process.returncode}"]
        seconds = usage.ru_utime + usage.ru_stime
        return seconds, usage.ru_maxrss / _UNITS_OF_A_MIB, lines[0] if lines else ""


def main() -> None:
    """Print a row for each case."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    print("| importer | case | s | MiB | what is said |\n|---|---|---:|---:|---|")  # noqa: T201
    for importer, (form, makers) in CASES.items():
        for name, maker in makers.items():
            if word in f"{importer} {name}":
                seconds, mib, told = measured(maker, form.value)
                told = told.replace("|", "\\|")[:110]
                print(f"| {importer} | {name} | {seconds:.1f} | {mib:.0f} | {told} |", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
