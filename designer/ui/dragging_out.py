"""Lets a picture be dragged out of the window to another program, as a file and as pixels.

It is drawn when the drag begins, by the process that draws exports, and the drag goes on with it
as soon as it is there; a window never waits.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from designer.ui.export_child import ExportChild, Heard, Wish
from designer.ui.export_messages import Answer
from designer.ui.file_names import file_stem

_SHOWN_PX = 160

Wanted = Callable[[Heard], Wish | None]
"""Returns what is dragged, told by a function when it is drawn; None when there is nothing."""


class DraggedFiles:
    """What was dragged out: other programs may read it for as long as the window lives."""

    def __init__(self) -> None:
        self._folder: QTemporaryDir | None = None

    def keep(self, name: str, content: bytes) -> Path | None:
        """Write ``content`` where only this user does; return None when there is no room."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        path = Path(self._folder.filePath(name))
        try:
            path.write_bytes(content)
        except OSError:
            return None
        return path

    def clear(self) -> None:
        """Remove them."""
        if self._folder is not None:
            self._folder.remove()
            self._folder = None


class DragOut(QObject):
    """Begins a drag wherever its widget is pressed and the mouse moves on."""

    def __init__(
        self, widget: QWidget, child: ExportChild, files: DraggedFiles, wanted: Wanted
    ) -> None:
        super().__init__(widget)
        self._files = files
        self._widget = widget
        self._child = child
        self._wanted = wanted
        self._pressed: QPoint | None = None
        self._wish: Wish | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QMouseEvent):
            return False
        kind, place = event.type(), event.position().toPoint()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._pressed = place
        elif kind == QEvent.Type.MouseButtonRelease:
            self._pressed = None
        elif kind == QEvent.Type.MouseMove and self._pressed is not None:
            way = (place - self._pressed).manhattanLength()
            if way >= QApplication.startDragDistance():
                self._pressed = None
                self._begin()
        return False

    def _begin(self) -> None:
        self._wish = self._wanted(self._heard)
        if self._wish is not None:
            self._widget.setCursor(Qt.CursorShape.BusyCursor)
            self._child.ask(self._wish)

    def _heard(self, answer: Answer) -> None:
        wish, self._wish = self._wish, None
        self._widget.setCursor(Qt.CursorShape.OpenHandCursor)
        if wish is None or answer.problem or not self._is_held():
            return
        name = f"{file_stem(wish.diagram.title)}{wish.form.ending}"
        path = self._files.keep(name, answer.content)
        if path is not None:
            self._drag(dragged(path, answer.content), QPixmap(str(path)))

    def _is_held(self) -> bool:
        return bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)

    def _drag(self, data: QMimeData, picture: QPixmap) -> None:
        drag = QDrag(self._widget)
        drag.setMimeData(data)
        if not picture.isNull():
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            drag.setPixmap(picture.scaled(_SHOWN_PX, _SHOWN_PX, keep, smooth.SmoothTransformation))
        drag.exec(Qt.DropAction.CopyAction)


def dragged(path: Path, content: bytes) -> QMimeData:
    """Return a file as other programs take it: by its name, and as pixels where it has some."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    image = QImage.fromData(content)
    if not image.isNull():
        data.setImageData(image)
    return data
