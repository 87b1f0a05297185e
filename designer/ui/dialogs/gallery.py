"""The samples as pictures to begin with; each picture is drawn when the dialog has time for it."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QDialogButtonBox, QListWidget, QListWidgetItem, QWidget

from designer.exporters.raster import RasterError, png_of
from designer.model.diagram import Diagram
from designer.render.scene import SceneOptions, display_list
from designer.resources import sample_files
from designer.storage.diagram_file import FileRejected, read
from designer.ui.dialogs.frame import Frame
from designer.ui.plain_text import PlainLabel, tip_text
from designer.ui.theme_qt import canvas_theme

_Standard = QDialogButtonBox.StandardButton
_PICTURE = QSize(230, 140)
_PATH = Qt.ItemDataRole.UserRole + 1


class Gallery(Frame):
    """Choose a sample; `chosen` tells which."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "New from sample", _Standard.Open | _Standard.Cancel)
        self.resize(820, 620)
        self._ok = self.buttons.button(_Standard.Open)
        self._ok.setText("Use sample")
        self._list = QListWidget(self)
        self._list.setViewMode(QListWidget.ViewMode.IconMode)
        self._list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._list.setMovement(QListWidget.Movement.Static)
        self._list.setIconSize(_PICTURE)
        self._list.setGridSize(_PICTURE + QSize(18, 58))
        self._list.setWordWrap(True)
        self._list.setSpacing(6)
        self._list.setAccessibleName("Samples")
        self._about = PlainLabel(parent=self, wrap=True)
        self._about.setMinimumHeight(54)
        self._about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._about.setObjectName("muted")
        self.body.addWidget(self._list, 1)
        self.body.addWidget(self._about)
        self._diagrams: dict[Path, Diagram] = {}
        self._pending = self._fill()
        self._list.currentItemChanged.connect(self._current_changed)
        self._list.itemActivated.connect(self.accept)
        self._list.setCurrentRow(0)
        self._ok.setEnabled(self._list.count() > 0)
        # One picture for each turn of the event loop: the dialog is usable from the start.
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._draw_next)
        self._timer.start(0)

    @property
    def chosen(self) -> Path | None:
        """The sample that is marked."""
        item = self._list.currentItem()
        path = item.data(_PATH) if self._list.count() else None
        return path if isinstance(path, Path) else None

    def done(self, result: int) -> None:
        self._timer.stop()
        super().done(result)

    def _fill(self) -> list[QListWidgetItem]:
        blank = QPixmap(_PICTURE)
        blank.fill(Qt.GlobalColor.transparent)
        for path in sample_files():
            try:
                diagram = read(path)
            except FileRejected:
                continue
            self._diagrams[path] = diagram
            item = QListWidgetItem(QIcon(blank), diagram.title)
            item.setData(_PATH, path)
            item.setData(Qt.ItemDataRole.ToolTipRole, tip_text(diagram.description))
            item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._list.addItem(item)
        return [self._list.item(row) for row in range(self._list.count())]

    def _draw_next(self) -> None:
        if not self._pending:
            self._timer.stop()
            return
        item = self._pending.pop(0)
        picture = thumbnail(self._diagrams[item.data(_PATH)], _PICTURE, self.devicePixelRatioF())
        if picture is not None:
            icon = QIcon(picture)
            # Qt would tint the picture of the chosen sample.
            icon.addPixmap(picture, QIcon.Mode.Selected)
            item.setIcon(icon)

    def _current_changed(self, current: QListWidgetItem | None) -> None:
        path = None if current is None else current.data(_PATH)
        self._about.setText("" if path is None else self._diagrams[path].description)


def thumbnail(diagram: Diagram, size: QSize, ratio: float) -> QPixmap | None:
    """Return a picture of ``diagram`` that fits ``size``, or None when it cannot be drawn."""
    theme = canvas_theme()
    drawing = display_list(diagram, theme, SceneOptions(heading=False))
    fit = min(size.width() / drawing.area.width, size.height() / drawing.area.height)
    # Drawn at twice the size and reduced: thin lines and small letters stay recognisable.
    try:
        data = png_of(drawing, min(1.0, fit * ratio * 2))
    except RasterError:
        return None
    drawn = QPixmap()
    drawn.loadFromData(QByteArray(data))
    result = QPixmap(size * ratio)
    result.fill(theme.background)
    painter = QPainter(result)
    smooth = Qt.TransformationMode.SmoothTransformation
    shown = drawn.scaled(result.size(), Qt.AspectRatioMode.KeepAspectRatio, smooth)
    left = (result.width() - shown.width()) // 2
    painter.drawPixmap(left, (result.height() - shown.height()) // 2, shown)
    painter.end()
    result.setDevicePixelRatio(ratio)
    return result
