"""Replicas in a row with their links, paste in place, and a picture for other programs."""

from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from designer.edit.fragments import alone
from designer.model.invariants import check
from designer.storage.inside.source import carries_source
from designer.ui.canvas.clipboard import Clipboard
from tests.ui.canvas.conftest import Hand

CTRL = Qt.KeyboardModifier.ControlModifier


def joined(hand: Hand) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in hand.diagram.topology.links.values()}


def test_replicas_stand_in_a_row_and_are_linked_alike(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    row = ["web1"]
    for _ in range(2):
        before = len(hand.document.history.steps)
        hand.view.commands.replicate()
        assert len(hand.document.history.steps) == before + 1
        (new,) = hand.document.selection
        row.append(new)
    assert len(set(row)) == 3
    assert {("lb", key) for key in row} | {(key, "db") for key in row} == joined(hand)
    boxes = [hand.box(key) for key in row]
    assert len({box.y for box in boxes}) == 1
    assert all(a.right < b.x for a, b in pairwise(boxes))
    assert {hand.element(key).parent for key in row} == {"s1"}
    subnet = hand.box("s1")
    assert all(subnet.contains(box) for box in boxes), "the subnet grows around them"
    check(hand.diagram)
    hand.document.undo()
    hand.document.undo()
    assert joined(hand) == {("lb", "web1"), ("web1", "db")}


def test_what_is_pasted_in_place_lies_where_it_was(hand: Hand) -> None:
    hand.click(hand.icon("web1"))
    hand.key(Qt.Key.Key_C, CTRL)
    was = hand.box("web1")
    hand.key(Qt.Key.Key_Delete)
    hand.move(hand.icon("lb"))
    hand.view.commands.paste_in_place()
    (new,) = hand.document.selection
    assert hand.box(new) == was
    assert hand.element(new).parent == "s1"


def test_a_picture_of_the_selection_is_copied(hand: Hand) -> None:
    hand.document.set_selection({"s1"})
    hand.view.commands.copy_image()
    small = QApplication.clipboard().image()
    hand.document.set_selection(())
    hand.view.commands.copy_image()
    whole = QApplication.clipboard().image()
    QApplication.clipboard().clear()
    box = hand.box("s1")
    assert box.width * 2 <= small.width() < whole.width()
    assert box.height * 2 <= small.height() < whole.height()
    assert not hand.document.history.steps


def test_a_copied_picture_is_opaque_and_as_large_on_paper_as_on_the_canvas(hand: Hand) -> None:
    hand.view.commands.copy_image()
    data = QApplication.clipboard().mimeData()
    image = data.imageData()
    assert isinstance(image, QImage)
    written = QImage.fromData(data.data("image/png"))
    for picture in (image, written):
        # Some programs paint what is transparent black.
        assert not picture.hasAlphaChannel()
        assert picture.pixelColor(0, 0) == QColor("white")
        assert picture.dotsPerMeterX() == picture.dotsPerMeterY() == round(192 / 0.0254)
    assert written.size() == image.size()
    svg = fromstring(bytes(data.data("image/svg+xml").data()))
    assert (float(svg.get("width", "0")) * 2, float(svg.get("height", "0")) * 2) == pytest.approx(
        (image.width(), image.height()), abs=2
    )
    assert not carries_source(bytes(data.data("image/png").data()))


def test_a_copied_picture_outlives_the_program_as_the_systems_own(hand: Hand) -> None:
    hand.view.commands.copy_image()
    size = QApplication.clipboard().image().size()
    clipboard = hand.view.findChildren(Clipboard)[0]
    clipboard.clear_own()
    assert QApplication.clipboard().image().size() == size
    assert not QApplication.clipboard().mimeData().hasFormat("image/svg+xml")
    hand.document.set_selection({"web1"})
    hand.view.commands.copy()
    clipboard.clear_own()
    assert QApplication.clipboard().text() == ""
    assert QApplication.clipboard().image().isNull()


def test_a_part_alone_is_a_sound_diagram(hand: Hand) -> None:
    part = alone(hand.diagram, {"s1", "db"})
    check(part)
    assert set(part.topology.elements) == {"s1", "web1", "db"}
    assert set(part.topology.links) == {"web1--db"}
