"""Routes the links of the canvas in the time between events, a few milliseconds at once.

A router looks at all that is in the way, which in a large drawing takes longer than a frame; until
it has got to a link, the canvas shows a quick line for it.
"""

from collections.abc import Callable, Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

from designer.model.diagram import EMPTY, Diagram
from designer.model.ids import LinkId
from designer.render.routing import Router

SLICE_S = 0.006
"""How long to route before events are looked at again, in seconds."""

MANY = 300
"""Links from which on an edit is shown before anything is routed."""


class Tracks(QObject):
    """Keep a router up to date with a diagram, without ever holding up a frame.

    Args:
        laid: told which links have another route or label.
        in_sight: asked which links are to be routed before others.
    """

    def __init__(
        self,
        laid: Callable[[frozenset[LinkId]], None],
        in_sight: Callable[[], Iterable[LinkId]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._laid = laid
        self._in_sight = in_sight
        self._diagram = EMPTY
        self.router = Router()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def diagram(self) -> Diagram:
        """The diagram whose links are routed."""
        return self._diagram

    def follow(self, diagram: Diagram) -> frozenset[LinkId]:
        """Route ``diagram`` from now on; return the links that are laid already or gone."""
        if diagram is not self._diagram:
            self._diagram = diagram
            self.router.follow(diagram)
        if len(diagram.topology.links) <= MANY:
            return self._work()
        # A single link may take longer than a slice here, and what was edited is to be seen first.
        if not self.router.is_settled:
            self._timer.start(0)
        return self.router.news()

    def hold(self) -> None:
        """Do nothing until `follow` is called."""
        self._timer.stop()

    def _go_on(self) -> None:
        if news := self._work():
            self._laid(news)

    def _work(self) -> frozenset[LinkId]:
        until = perf_counter() + SLICE_S
        router = self.router
        while router.advance():
            if router.is_between_batches:
                router.prefer(self._in_sight())
            if perf_counter() >= until:
                break
        if router.is_settled:
            self._timer.stop()
        else:
            self._timer.start(0)
        return router.news()
