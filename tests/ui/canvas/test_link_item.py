"""The sign of a link that an import inferred: painted within the item's bounds, and only there."""

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from designer.model.ids import ElementId, LinkId
from designer.model.layout import Box, Point
from designer.model.links import Link
from designer.render.link_labels import LabelPlace
from designer.render.theme import LIGHT
from designer.ui.canvas.link_item import LinkItem

LABEL = LabelPlace(lines=("label",), box=Box(80.0, 40.0, 40.0, 14.0), covers=False)


def _painted(item: LinkItem) -> tuple[QImage, list[tuple[int, int]]]:
    image = QImage(300, 100, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    item.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    inked = [(x, y) for x in range(300) for y in range(100) if image.pixel(x, y)]
    return image, inked


@pytest.mark.parametrize("label", [None, LABEL])
def test_an_inferred_link_wears_a_sign_within_its_bounds(
    qapp: object, label: LabelPlace | None
) -> None:
    points = (Point(20.0, 50.0), Point(180.0, 50.0))
    link = Link(id=LinkId("l"), source=ElementId("a"), target=ElementId("b"))
    images = []
    for inferred in ((), ("It is guessed.",)):
        item = LinkItem(link, LIGHT)
        made = Link(id=link.id, source=link.source, target=link.target, inferred=inferred)
        item.show_value(made, points, label)
        image, inked = _painted(item)
        images.append(image)
        assert all(item.boundingRect().contains(x, y) for x, y in inked)
    assert images[0] != images[1]
