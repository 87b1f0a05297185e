"""Our canvas and NodeGraphQt's with the same drawing, and a hand that drags on either."""

import mmap
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsView

from designer.model.diagram import Diagram
from designer.render.theme import LIGHT
from designer.ui.canvas.view import CanvasView
from designer.ui.document import Document
from tests.benchmarks.floor import HEIGHT, WIDTH

NO_BUTTON, LEFT = Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton
_BORDER = 4
_STEPS = 24


def spin() -> None:
    """Let Qt do what is due, painting included."""
    QApplication.processEvents()


def cpu(work: Callable[[], object]) -> float:
    """Return the ms of CPU that ``work`` took."""
    start = process_time()
    work()
    return (process_time() - start) * 1e3


def resident_kb() -> float:
    """Return the KB of memory that this process holds; 0 where the system does not tell."""
    told = Path("/proc/self/statm")
    pages = int(told.read_text(encoding="ascii").split()[1]) if told.exists() else 0
    return pages * mmap.PAGESIZE / 1024


def several(work: Callable[[], object], times: int = 15, warm: int = 3) -> float:
    """Return the median of the ms of CPU that ``work`` takes."""
    for _ in range(warm):
        work()
    return median(cpu(work) for _ in range(times))


class Pull:
    """A drag of 24 steps, each painted.

    Attributes:
        step, worst: median and largest ms of a step; the first hands over to the drag.
    """

    def __init__(self, view: QGraphicsView, at: QPoint) -> None:
        self._view = view
        self._send(QEvent.Type.MouseMove, at, NO_BUTTON, NO_BUTTON)
        self._send(QEvent.Type.MouseButtonPress, at, LEFT, LEFT)
        taken = []
        for number in range(_STEPS):
            self._at = at + QPoint(6 + 5 * number, 6 + 4 * number)
            taken.append(cpu(self._move))
        self.step, self.worst = median(taken), max(taken)

    def _move(self) -> None:
        self._send(QEvent.Type.MouseMove, self._at, NO_BUTTON, LEFT)
        spin()

    def release(self) -> None:
        """Let go, until it is painted."""
        self._send(QEvent.Type.MouseButtonRelease, self._at, LEFT, NO_BUTTON)
        spin()

    def _send(
        self, kind: QEvent.Type, at: QPoint, button: Qt.MouseButton, held: Qt.MouseButton
    ) -> None:
        port = self._view.viewport()
        place, keys = QPointF(at), Qt.KeyboardModifier.NoModifier
        globally = QPointF(port.mapToGlobal(at))
        QApplication.sendEvent(port, QMouseEvent(kind, place, globally, button, held, keys))


class Ours:
    """The canvas of the program, without the window around it."""

    def __init__(self) -> None:
        self.document = Document()
        self.view = CanvasView(self.document, LIGHT)
        self.view.setFixedSize(WIDTH + _BORDER, HEIGHT + _BORDER)
        self.view.show()
        spin()

    def open(self, diagram: Diagram) -> None:
        """Show ``diagram`` as a whole, as opening a file does, until it is painted."""
        self.document.load(diagram, None)
        self.view.fit()
        spin()

    def settle(self, longest_s: float = 120.0) -> None:
        """Wait until links are routed and a slow view has its picture."""
        still, until = self.view._still, perf_counter() + longest_s
        while not self.view.canvas.router.is_settled and perf_counter() < until:
            spin()
        # From now on nothing is done in the background of what is measured.
        self.view.canvas._tracks.hold()
        self.view.viewport().repaint()
        while still.is_wanted and not still.is_ready and perf_counter() < until:
            spin()

    def look_at(self, key: str) -> None:
        """Show an element's surroundings at 100 %."""
        self.view.zoom_reset()
        item = self.view.canvas.element_item(key)
        assert item is not None
        self.view.look_at(item.outline().topLeft() + QPointF(WIDTH / 2 - 60, HEIGHT / 2 - 60))
        spin()

    def pull(self, key: str) -> Pull:
        """Drag an element by its picture, a box by its title."""
        item = self.view.canvas.element_item(key)
        assert item is not None
        outline = item.outline()
        corner = QPointF(outline.width() / 2, min(12.0, outline.height() / 2))
        if item.element.kind.is_container:
            # Lines keep clear of titles.
            corner = item.text_area().center() - outline.topLeft()
        return Pull(self.view, self.view.mapFromScene(outline.topLeft() + corner))

    def close(self) -> None:
        """Let go of everything."""
        self.view.close()
        self.view.deleteLater()
        spin()


class Peer:
    """NodeGraphQt with the same resources and links; it has no boxes around them."""

    def __init__(self, diagram: Diagram) -> None:
        # Without a preference it takes the first binding it finds, and one process takes one only.
        os.environ["QT_PREFERRED_BINDING"] = "PySide6"
        from NodeGraphQt import BaseNode, NodeGraph

        self.graph: Any = NodeGraph()
        # It would look for cycles on every path, of which there are more than it can ever walk.
        self.graph.set_acyclic(False)
        self.graph.register_node(_node(BaseNode))
        self.view: QGraphicsView = self.graph.viewer()
        self.graph.widget.setFixedSize(WIDTH, HEIGHT)
        self.graph.widget.show()
        spin()
        self.nodes: dict[str, Any] = {}
        self._build(diagram)

    def _build(self, diagram: Diagram) -> None:
        boxes = diagram.layout.boxes
        for key, element in diagram.topology.elements.items():
            if not element.kind.is_container:
                # Wider than ours, so that they do not lie on one another.
                at = [boxes[key].x * 1.6, boxes[key].y]
                self.nodes[key] = self.graph.create_node(
                    "bench.Resource", name=element.name, pos=at, push_undo=False
                )
        for link in diagram.topology.links.values():
            out = self.nodes[link.source].output(0)
            out.connect_to(self.nodes[link.target].input(0), push_undo=False)

    def look_at(self, key: str) -> None:
        """Show a node's surroundings at 100 %."""
        self.view.reset_zoom()  # type: ignore[attr-defined]
        self.view.center_selection([self.nodes[key].view])  # type: ignore[attr-defined]
        spin()

    def fit(self) -> None:
        """Show everything."""
        self.view.zoom_to_nodes([node.view for node in self.nodes.values()])  # type: ignore[attr-defined]
        spin()

    def pull(self, key: str) -> Pull:
        """Drag a node by its title."""
        item = self.nodes[key].view
        spot = item.mapToScene(item.boundingRect().center().x(), 12.0)
        return Pull(self.view, self.view.mapFromScene(spot))

    def select_all(self) -> None:
        """Select everything, or nothing."""
        if self.graph.selected_nodes():
            self.graph.clear_selection()
        else:
            self.graph.select_all()
        spin()

    def close(self) -> None:
        """Let go of everything."""
        self.graph.widget.close()
        self.graph.widget.deleteLater()
        spin()


def _node(base: type[Any]) -> type[Any]:
    def made(self: Any) -> None:
        base.__init__(self)
        self.add_input("in", multi_input=True)
        self.add_output("out", multi_output=True)

    return type("Resource", (base,), {"__identifier__": "bench", "__init__": made})
