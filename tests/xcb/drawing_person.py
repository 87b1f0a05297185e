"""A person who draws the three-tier architecture in the real window, counting every action.

Run by `test_drawing_actions` in a process of its own under an X server. An action is one click, one
double-click, one drag or one key; each letter of a search word is a key.
"""

import json
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QModelIndex, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from designer.model.diagram import Diagram
from designer.model.elements import Kind
from designer.model.invariants import check
from designer.ui import application
from designer.ui.main_window import MainWindow
from designer.ui.palette.model import KEY_ROLE


class Person:
    """Two hands on one window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.actions: list[str] = []

    def double_click_in_palette(self, key: str) -> None:
        """Double-click a service that is in sight in the palette."""
        listing = self._window.parts.palette.list
        index = self._row(key)
        place, name = listing.visualRect(index).center(), index.data()
        assert listing.viewport().rect().contains(place), f"{key} is out of sight"
        port, left = listing.viewport(), Qt.MouseButton.LeftButton
        QTest.mouseClick(port, left, pos=place)
        QTest.mouseDClick(port, left, pos=place)
        self._did(f"Double-click “{name}” in the palette")

    def unfold(self, title: str) -> None:
        """Click the heading of a section of the palette."""
        listing = self._window.parts.palette.list
        model = listing.model()
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        index = next(row for row in rows if row.data() == title)
        place = listing.visualRect(index).center()
        QTest.mouseClick(listing.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self._did(f"Click the heading “{title}” in the palette")

    def press(self, key: Qt.Key, name: str) -> None:
        """Press one key, wherever the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self._window, key)
        self._did(f"Press {name}")

    def answer(self, words: str) -> None:
        """Press the digit of the offer with these words."""
        offers = self._window.parts.canvas.offers
        texts = [button.text() for button in offers.buttons]
        number = next(n for n, text in enumerate(texts, 1) if words in text)
        QTest.keyClicks(QApplication.focusWidget() or self._window, str(number))
        self._did(f"Press {number}: {texts[number - 1].partition('   ')[2]}")

    def insert(self, word: str) -> None:
        """Open quick insert, type a word, press Enter."""
        self.press(Qt.Key.Key_Slash, "/")
        assert self._window.parts.canvas.inserting.quick.isVisible()
        for letter in word:
            QTest.keyClicks(QApplication.focusWidget() or self._window, letter)
            self._did(f"Type {letter}")
        self.press(Qt.Key.Key_Return, "Enter")

    def _row(self, key: str) -> QModelIndex:
        model = self._window.parts.palette.list.model()
        exact = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
        return model.match(model.index(0, 0), KEY_ROLE, key, 1, exact)[0]

    def _did(self, what: str) -> None:
        self.actions.append(what)
        end = time.monotonic() + 0.05
        while time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def with_offers(person: Person) -> None:
    """Answer what the program offers."""
    person.double_click_in_palette("region")
    person.answer("VPC in 2 zones")
    person.answer("Application Load Balancer")
    person.answer("Auto Scaling group in two zones")
    person.answer("Multi-AZ database")
    person.answer("CloudFront, Route 53 and users in front")
    person.answer("S3 bucket")


def piece_by_piece(person: Person) -> None:
    """Take only the network and the standby from offers, and search for every service."""
    person.double_click_in_palette("region")
    person.answer("VPC in 2 zones")
    for word in ("alb", "asg", "rds"):
        person.insert(word)
    person.answer("standby")
    for word in ("cf", "s3", "r53", "us"):
        person.insert(word)


def with_a_pattern(person: Person) -> None:
    """Drop the whole design."""
    person.unfold("Patterns")
    person.double_click_in_palette("pattern:three-tier")


WAYS: dict[str, Callable[[Person], None]] = {
    "offers": with_offers,
    "pieces": piece_by_piece,
    "pattern": with_a_pattern,
}


def _report(diagram: Diagram) -> dict[str, object]:
    topology = diagram.topology
    elements = topology.elements
    links = [
        f"{elements[link.source].service}>{elements[link.target].service}"
        for link in topology.links.values()
    ]
    group = topology.of_kind(Kind.SCALING_GROUP)[0].id
    around = [topology.around(member, Kind.ZONE) for member in topology.members(group)]
    return {
        "services": sorted(element.service for element in elements.values()),
        "links": sorted(links),
        "zones of the group": len({zone.id for zone in around if zone is not None}),
        "multi-az": [e.properties.get("multi_az") for e in topology.of_service("rds")],
        "sound": check(diagram) == [],
    }


class PersonsWindow(MainWindow):
    """The window with somebody at it, who leaves when the drawing is done."""

    def start(self) -> None:
        super().start()
        QTimer.singleShot(600, self._draw)

    def _draw(self) -> None:
        self.activateWindow()
        person = Person(self)
        WAYS[sys.argv[1]](person)
        report = {
            "platform": QApplication.platformName(),
            "actions": person.actions,
            **_report(self.document.diagram),
        }
        if len(sys.argv) > 2:
            self.grab().save(sys.argv[2])
        print(json.dumps(report), flush=True)  # noqa: T201 - the answer to the test
        # Nobody is there to answer whether to save.
        self._closing = True
        self.close()


if __name__ == "__main__":
    vars(application)["MainWindow"] = PersonsWindow
    sys.exit(application.run())
