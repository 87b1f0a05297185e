"""A killed window leaves a valid file, and a snapshot that is at most five seconds old.

``TENET_CRASHES`` sets how often it is tried; the figures of 200 times are in docs/design/0031.
"""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from designer.model.diagram import Diagram
from designer.resources import sample_files
from designer.storage.diagram_file import read, write
from designer.storage.recovery import leftovers, restore

_FEW = 4
_TIMES = int(os.environ.get("TENET_CRASHES", _FEW))
_MOST_LOST_S = 5.0
_AT_ONCE = 4


def test_a_killed_window_loses_five_seconds_at_most(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        lost = list(pool.map(lambda seed: _lost_s(seed, tmp_path / str(seed)), range(_TIMES)))
    with capsys.disabled():
        if _TIMES > _FEW:
            sys.stdout.write(f"\n{len(lost)} crashes, at most {max(lost):.1f} s of work lost\n")
    assert max(lost) <= _MOST_LOST_S


def _lost_s(seed: int, folder: Path) -> float:
    """Kill a window at a random moment; return how much of the work is lost, in seconds."""
    folder.mkdir()
    path = folder / "shop.tenet"
    first: Diagram = read(sample_files()[seed % len(sample_files())])
    write(path, first)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    driver = Path(__file__).with_name("crash_driver.py")
    with subprocess.Popen(
        (sys.executable, str(driver), str(path), str(seed)),
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        edits = [process.stdout.readline()]  # it has begun
        time.sleep(Random(seed).uniform(0.0, 9.0))
        process.kill()
        killed = time.time()
        edits += process.stdout.read().splitlines()
    time.sleep(1.0)  # what had been sent to be written is written
    made = {int(number): float(when) for number, when in (line.split() for line in edits if line)}
    kept = [_number(read(path))]
    kept += [_number(restore(one)) for one in leftovers(folder / "data/tenet-designer/unsaved")]
    newest = max(kept)
    after = [when for number, when in made.items() if number > newest]
    return max(0.0, killed - min(after)) if after else 0.0


def _number(diagram: Diagram) -> int:
    words = diagram.title.split()
    return int(words[1]) if words[0] == "edit" else 0
