"""Offers work that a crash has left, without standing in the way of anything else."""

import time
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from designer.storage.recovery import Snapshot, discard, leftovers
from designer.ui.picture_messages import Picture, forget_pictures
from designer.ui.pictures import Pictures
from designer.ui.plain_text import PlainLabel, tip

PICTURE = QSize(120, 72)


class RecoveryBar(QFrame):
    """One snapshot at a time, the newest first.

    Signals:
        recover_wanted: the Snapshot to open.
    """

    recover_wanted = Signal(object)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._left: list[Snapshot] = []
        self._pictures = pictures
        pictures.ready.connect(self._take)
        self._picture = PlainLabel(parent=self)
        self._picture.setObjectName("recovery-picture")
        self._picture.setFixedSize(PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = PlainLabel(parent=self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._recover = QPushButton("Recover", self)
        self._later = QPushButton("Not now", self)
        self._forget = QPushButton("Discard", self)
        tip(self._later, "Keeps it and asks again at the next start")
        tip(self._forget, "Deletes the unsaved work")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(8)
        row.addWidget(self._picture)
        row.addWidget(self._words, 1)
        for button, slot in (
            (self._recover, self._recover_it),
            (self._later, self._next),
            (self._forget, partial(self._next, forget=True)),
        ):
            button.clicked.connect(slot)
            row.addWidget(button)
        self.hide()

    def wear(self) -> None:
        """Take the colours of the window's present look."""
        self._show_first()

    def look(self) -> None:
        """Offer what there is; stay hidden when there is nothing."""
        self._left = list(leftovers())
        self._show_first()

    def done_with(self, snapshot: Snapshot) -> None:
        """Remove a snapshot that has been recovered."""
        _discard(snapshot)
        self._left = [other for other in self._left if other.path != snapshot.path]
        self._show_first()

    def _show_first(self) -> None:
        self.setVisible(bool(self._left))
        if not self._left:
            return
        first = self._left[0]
        when = time.strftime("%d %b %Y, %H:%M", time.localtime(first.saved_at))
        where = "" if first.base is None else f" of {first.base.name}"
        text = f"Unsaved work was left: “{first.title}”{where}, {when}."
        if first.is_base_changed:
            text += " The file has changed since; it is kept as it is."
        self._words.setText(text)
        self.setAccessibleName(text)
        self._picture.setAccessibleName(f"Picture of the unsaved work “{first.title}”")
        self._ask_for_picture(first)

    def _ask_for_picture(self, first: Snapshot) -> None:
        self._picture.clear()
        self._picture.show()
        kept = self._pictures.ask(first.path, PICTURE, self.devicePixelRatioF())
        if kept is not None:
            self._put(kept)

    def _take(self, picture: Picture) -> None:
        if not self._left or picture.order.file != str(self._left[0].path):
            return
        if picture.path:
            self._put(Path(picture.path))
        else:
            # The date alone is better than an empty frame.
            self._picture.hide()

    def _put(self, path: Path) -> None:
        drawn = QPixmap(str(path))
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture.setPixmap(drawn)

    def _recover_it(self) -> None:
        if self._left:
            self.recover_wanted.emit(self._left[0])

    def _next(self, checked: bool = False, *, forget: bool = False) -> None:
        first = self._left.pop(0)
        if forget:
            _discard(first)
        self._show_first()


def _discard(snapshot: Snapshot) -> None:
    discard(snapshot)
    forget_pictures(snapshot.path)
