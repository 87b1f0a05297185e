"""Pictures: ours beside what `diagrams` makes of the same graph by calling the system's `dot`."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from designer.exporters.diagrams_image import export_image
from designer.exporters.raster.painting import ensure_application
from designer.exporters.worker_client import GraphvizWorker
from designer.model.diagram import Diagram
from designer.storage.diagram_file import write
from tests.benchmarks.designs import design
from tests.benchmarks.peer_picture import draw_by_dot
from tests.benchmarks.report import fastest, say

ROOT = Path(__file__).parents[2]
BATCH = 50

pytestmark = pytest.mark.skipif(shutil.which("dot") is None, reason="needs Graphviz' dot")


def holding(nodes: int) -> Diagram:
    """A design with about ``nodes`` icons, never fewer: about half of all elements are boxes."""
    size = nodes
    while (
        sum(1 for e in design(size).topology.elements.values() if not e.kind.is_container) < nodes
    ):
        size += 10
    return design(size)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("nodes", [20, 100, 300])
def test_one_picture(nodes: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn, path = holding(nodes), tmp_path / "own.png"
    ensure_application()

    def cold() -> None:
        worker = GraphvizWorker()
        assert export_image(drawn, path, worker=worker).message == ""
        worker.close()

    draw_by_dot(drawn, tmp_path / "peer.png")
    own, peer = [], []
    for _ in range(3):  # by turns, since a busy machine is busy for both
        own.append(fastest(cold, 1))
        peer.append(fastest(lambda: draw_by_dot(drawn, tmp_path / "peer.png"), 1))
    say(
        capsys,
        f"one PNG of {nodes} nodes, worker started: {min(own) * 1e3:.0f} ms, dot "
        f"{min(peer) * 1e3:.0f} ms: {min(own) / min(peer):.2f} of it",
    )


@pytest.mark.timeout(900)
@pytest.mark.parametrize("nodes", [20, 100, 300])
def test_many_pictures(nodes: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = holding(nodes)
    files = [f"{number}.tenet" for number in range(BATCH)]
    for file in files:
        write(tmp_path / file, drawn)
    command = [sys.executable, "-m", "designer", "export", *files, "-o", "out", "--scale", "1"]

    def batch() -> None:
        done = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, check=True
        )
        assert done.stderr == b""

    peer = [fastest(lambda: draw_by_dot(drawn, tmp_path / "peer.png"), 1) for _ in range(3)]
    own = fastest(batch, 1) / BATCH
    peer += [fastest(lambda: draw_by_dot(drawn, tmp_path / "peer.png"), 1) for _ in range(3)]
    usual = sum(peer) / len(peer)
    assert len(list((tmp_path / "out").glob("*.png"))) == BATCH
    say(
        capsys,
        f"each of {BATCH} PNGs of {nodes} nodes: {own * 1e3:.0f} ms, dot {usual * 1e3:.0f} ms: "
        f"{usual / own:.1f} times as fast",
    )
