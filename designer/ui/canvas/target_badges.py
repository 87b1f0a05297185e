"""The badges of a drawing's target groups, made and placed as groups and lines change."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsScene

from designer.analysis.grouping import TargetGroup
from designer.model.ids import ElementId
from designer.render.theme import Theme
from designer.ui.canvas.badges import BadgeItem, place_of
from designer.ui.canvas.items import ElementItem
from designer.ui.canvas.levels import BADGES
from designer.ui.canvas.lift import Lift
from designer.ui.canvas.link_item import LinkItem

_Key = tuple[ElementId, TargetGroup]

Groups = Mapping[ElementId, tuple[TargetGroup, ...]]
"""The target groups of each element."""


class TargetBadges:
    """Keeps the badges of a scene.

    Args:
        scene: where they are shown.
        lift: what is off the drawing while it is dragged.
        elements, links: the scene's own items, read live.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        lift: Lift,
        theme: Theme,
        elements: Mapping[str, ElementItem],
        links: Mapping[str, LinkItem],
    ) -> None:
        self._scene = scene
        self._lift = lift
        self._theme = theme
        self._elements = elements
        self._links = links
        self._badges: dict[_Key, BadgeItem] = {}
        self._of: dict[str, list[_Key]] = {}
        self._groups: Groups = {}

    def items(self) -> tuple[BadgeItem, ...]:
        """Return all badges."""
        return tuple(self._badges.values())

    def at(self, point: QPointF) -> BadgeItem | None:
        """Return the badge under ``point``."""
        return next((item for item in self._badges.values() if item.takes(point)), None)

    def wear(self, theme: Theme) -> None:
        """Paint in the colours of ``theme``."""
        self._theme = theme
        for badge in self._badges.values():
            badge.wear(theme)

    def show(self, groups: Groups) -> None:
        """Make the badges of all target groups anew where they are others."""
        if groups == self._groups:
            return
        self._groups = dict(groups)
        wanted = {
            (source, group): group.links
            for source, found in groups.items()
            for group in found
            if group.total > 1 and group.needed > 0
        }
        for key in [key for key in self._badges if key not in wanted]:
            self._remove(key)
        self._of = {}
        for key, links in wanted.items():
            for link in links:
                self._of.setdefault(link, []).append(key)
        self.place({link for links in wanted.values() for link in links})

    def place(self, links: Iterable[str]) -> None:
        """Put the badges of ``links`` where these set out; without all its links one goes."""
        for key in {badge for link in links for badge in self._of.get(link, ())}:
            source, group = key
            badge = self._badges.get(key)
            lines = [self._links[link].points for link in group.links if link in self._links]
            if source not in self._elements or len(lines) < len(group.links):
                if badge is not None:
                    self._remove(key)
                continue
            if badge is None:
                badge = self._badges[key] = BadgeItem(source, group, self._theme)
                badge.setZValue(BADGES)
                self._scene.addItem(badge)
            self._lift.take(badge)
            badge.setPos(place_of(lines))

    def _remove(self, key: _Key) -> None:
        badge = self._badges.pop(key)
        self._lift.spoil(badge.sceneBoundingRect())
        self._lift.forget(badge)
        self._scene.removeItem(badge)
