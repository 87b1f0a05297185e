"""The canvas beside the bare floor and NodeGraphQt with the same drawing, in one run.

NodeGraphQt is left out where it is not installed (``pip install "tenet-designer[bench]"``). Times
are CPU of this process, medians; what counts is the ratio.
"""

import gc
from collections.abc import Callable
from importlib.util import find_spec
from statistics import median

import pytest
from PySide6.QtWidgets import QApplication

from designer.edit.edits import Rename
from designer.model.ids import ElementId
from designer.storage.diagram_file import to_text
from designer.ui.theme_qt import load_fonts
from tests.benchmarks.floor import Floor
from tests.benchmarks.report import cpu_ms, say
from tests.benchmarks.sheets import FIRST, FIRST_VPC, sheet
from tests.benchmarks.stage import Ours, Peer, cpu, resident_kb, several, spin

_HAS_PEER = find_spec("NodeGraphQt") is not None
_MOST_WITH_PEER = 5_000  # beyond it takes minutes to build


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # NodeGraphQt lags behind its binding
@pytest.mark.parametrize("size", [1_000, 5_000, 10_000])
def test_canvas(size: int, qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    load_fonts(qapp)
    drawn = sheet(size)
    floor = _floor(to_text(drawn))
    ours = Ours()
    ours.open(sheet(100))
    gc.collect()
    before_kb = resident_kb()
    open_ms = cpu(lambda: ours.open(drawn))
    gc.collect()
    opened_kb = resident_kb()
    ours.settle()
    gc.collect()
    routed_kb = resident_kb()
    fit_ms = several(ours.view.viewport().repaint)
    far = ours.pull(FIRST_VPC)
    assert FIRST_VPC in ours.document.selection
    far.release()
    ours.document.undo()
    ours.settle()
    pan = _panned(ours)
    ours.look_at(FIRST)
    frame_ms = several(ours.view.viewport().repaint)
    near = ours.pull(FIRST)
    release_ms = cpu(near.release)
    undo_ms = cpu(_then_paint(ours.document.undo))
    ours.look_at(FIRST_VPC)
    box = ours.pull(FIRST_VPC)
    assert FIRST_VPC in ours.document.selection
    box.release()
    ours.document.undo()
    spin()
    names = iter(range(99))

    def rename() -> None:
        ours.document.do(Rename(id=ElementId(FIRST), name=f"r{next(names)}"))

    renamed = median(cpu(_then_paint(rename)) for _ in range(9))
    undone = median(cpu(_then_paint(ours.document.undo)) for _ in range(9))
    keys = tuple(drawn.topology.elements)
    select_ms = cpu(_then_paint(lambda: ours.document.set_selection(keys)))
    ours.close()
    say(
        capsys,
        f"{size:,} elements, ms of CPU (bare floor in brackets)\n"
        f"    open to the first frame {open_ms:.0f} ({floor['open']:.0f})\n"
        f"    frame at 100 % {frame_ms:.1f} ({floor['frame']:.1f}), of everything {fit_ms:.1f} "
        f"({floor['fit']:.1f})\n"
        f"    step of dragging an element with ten links {near.step:.1f}, worst {near.worst:.1f}; "
        f"let go {release_ms:.1f}, undone {undo_ms:.1f}\n"
        f"    step of dragging a VPC of 100 seen from afar {far.step:.1f}, worst {far.worst:.1f}\n"
        f"    step of dragging it at 100 % {box.step:.1f}, worst {box.worst:.1f}\n"
        f"    memory of an element with its links {(opened_kb - before_kb) / size:.1f} KB, "
        f"with all of them routed {(routed_kb - before_kb) / size:.1f} KB\n"
        f"    step of panning from afar {median(pan):.1f}, worst {max(pan):.1f}\n"
        f"    rename {renamed:.1f}, undone {undone:.1f}; select all {select_ms:.0f} "
        f"({floor['select']:.0f})",
    )
    if _HAS_PEER and size <= _MOST_WITH_PEER:
        _say_peer(size, capsys)


def _then_paint(work: Callable[[], object]) -> Callable[[], None]:
    def both() -> None:
        work()
        spin()

    return both


def _floor(text: str) -> dict[str, float]:
    made: list[Floor] = []

    def build() -> None:
        made.append(Floor(text))
        made[0].fit()
        made[0].show()
        spin()

    found = {"open": cpu(build)}
    view = made[0]
    found["fit"] = several(view.viewport().repaint)
    found["select"] = cpu(_then_paint(view.select_all))
    view.select_all()
    view.zoom_to(1.0)
    spin()
    found["frame"] = several(view.viewport().repaint)
    view.close()
    view.deleteLater()
    made.clear()
    spin()
    gc.collect()
    return found


def _panned(ours: Ours) -> list[float]:
    bar = ours.view.horizontalScrollBar()

    def step() -> None:
        bar.setValue(bar.value() + 7)
        spin()

    ours.view.zoom_in()
    spin()
    return cpu_ms(step, 20)


def _say_peer(size: int, capsys: pytest.CaptureFixture[str]) -> None:
    peer = Peer(sheet(size))
    peer.look_at(FIRST)
    pull = peer.pull(FIRST)
    pull.release()
    frame_ms = several(peer.view.viewport().repaint)
    peer.fit()
    fit_ms = several(peer.view.viewport().repaint)
    select_ms = cpu(peer.select_all)
    peer.close()
    for left in QApplication.topLevelWidgets():
        left.deleteLater()
    spin()
    say(
        capsys,
        f"NodeGraphQt, {size:,} nodes: frame at 100 % {frame_ms:.1f}, of everything {fit_ms:.1f}; "
        f"drag {pull.step:.1f}, worst {pull.worst:.1f}; select all {select_ms:.0f}",
    )
