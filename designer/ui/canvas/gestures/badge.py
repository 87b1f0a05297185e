"""Changes how many targets must work by a click on their badge."""

from PySide6.QtCore import Qt

from designer.ui.canvas.badges import BadgeItem, next_grouping
from designer.ui.canvas.gestures.gesture import Pointer, Stage


class ClickBadge:
    """Go from automatic to any, all, and back, if the button goes up where it went down."""

    def __init__(self, stage: Stage, badge: BadgeItem) -> None:
        self._stage = stage
        self._source = badge.source
        self._targets = badge.targets

    def start(self, pointer: Pointer) -> None:
        """Wait for the release."""
        self._stage.point_with(Qt.CursorShape.PointingHandCursor)

    def move(self, pointer: Pointer) -> None:
        """Wait for the release."""

    def finish(self, pointer: Pointer) -> None:
        """Make the change one step."""
        document = self._stage.document
        badge = self._stage.canvas.badge_at(pointer.scene)
        source = document.diagram.topology.elements.get(self._source)
        if badge is not None and badge.targets == self._targets and source is not None:
            document.do(next_grouping(source, self._targets))

    def cancel(self) -> None:
        """Nothing was changed."""
