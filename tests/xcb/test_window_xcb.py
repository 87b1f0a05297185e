"""The window and its export live together under a real X server.

Offscreen tests cannot see this: the libxcb inside the pygraphviz wheel crashes Qt's xcb platform
when both are in one process.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.xcb
def test_the_window_scores_and_exports_on_a_real_display(tmp_path: Path) -> None:
    picture = tmp_path / "three-tier.png"
    run = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-m", "tests.xcb.driven_window", str(picture)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert run.returncode == 0, run.stderr
    report = json.loads(run.stdout)
    assert report["platform"] == "xcb"
    assert report["worked"], report["sentence"]
    assert report["size"] > 10_000
    assert report["loaded"] == []
    assert picture.read_bytes().startswith(b"\x89PNG")
