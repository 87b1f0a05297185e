"""What the window exports: by the dialog, once more by one key, copied, or dragged out."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from designer.edit.fragments import alone
from designer.exporters.formats import FORMATS
from designer.exporters.options import ExportOptions
from designer.exporters.presets import kept, read_kept
from designer.model.diagram import Diagram
from designer.ui.canvas.commands import picture_sentence
from designer.ui.dialogs.export_image import ExportImage
from designer.ui.document import Document
from designer.ui.dragging_out import DraggedFiles, DragOut
from designer.ui.export_child import ExportChild, Heard, Wish
from designer.ui.export_run import ExportOrder, ExportRun
from designer.ui.file_commands import shown_path
from designer.ui.file_names import file_stem
from designer.ui.glyphs import glyph
from designer.ui.picture_copy import MOST_AT_ONCE, PictureCopy
from designer.ui.plain_text import PlainLabel, tip
from designer.ui.settings import MAX_EXPORTS, Preferences
from designer.ui.tabs.open_tabs import OpenTabs
from designer.ui.tabs.tab import Tab
from designer.ui.theme_qt import current_look

_IDLE_MS = 60_000
_HANDLE_PX = 16


class ExportDesk(QObject):
    """Exports of one window.

    Signals:
        done: a sentence on what was done; ``failed`` one on what was not.
    """

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, tabs: OpenTabs, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tabs = tabs
        self._preferences = preferences
        self._child = ExportChild(self)
        self._last: dict[Tab, ExportOrder] = {}
        self._run: ExportRun | None = None
        self._repeating: ExportOrder | None = None
        self._dragged_files = DraggedFiles()
        self._copy = PictureCopy(self)
        self._copy.done.connect(self.done)
        self._copy.failed.connect(self.failed)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE_MS)
        self._idle.timeout.connect(self._child.stop)
        tabs.closing.connect(self._forget)

    @property
    def _document(self) -> Document:
        return self._tabs.document

    # -- the dialog
    def ask(self) -> None:
        """Ask how, and export the current diagram."""
        self._idle.stop()
        document = self._document
        selected = self._selected()
        dialog = ExportImage(
            document.diagram,
            self._start(),
            self._child,
            self._dragged_files,
            self._window,
            selected,
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._keep(dialog.order)
            self._tell(dialog.order, dialog.sentence)
        dialog.deleteLater()
        self._idle.start()

    def _start(self) -> ExportOrder:
        """Return what to propose: what was exported of this diagram last, or of another one."""
        if (last := self._remembered()) is not None:
            return last
        settings = self._preferences.settings
        form, options = read_kept(settings.export)
        path = self._document.path.absolute() if self._document.path else None
        if settings.export_folder:
            folder = Path(settings.export_folder)
        else:
            folder = path.parent if path else Path.home()
        stem = path.stem if path else file_stem(self._document.diagram.title)
        return ExportOrder(path=folder / f"{stem}{form.ending}", form=form, options=options)

    def _selected(self) -> Diagram | None:
        diagram = self._document.diagram
        ids = [key for key in self._document.selection if key in diagram.topology.elements]
        if not ids:
            return None
        return replace(alone(diagram, ids), title=diagram.title)

    # -- once more
    def can_repeat(self) -> bool:
        """Tell whether the current diagram was exported before."""
        return self._run is None and self._remembered() is not None

    def repeat_text(self) -> str:
        """Return what repeating would do."""
        last = self._remembered()
        return "&Repeat the export" if last is None else f"&Repeat the export to {last.path.name}"

    def repeat(self) -> None:
        """Write the file that was exported last again, as the diagram is now, in the same way."""
        order = self._remembered()
        if order is None or self._run is not None:
            return
        self.done.emit(f"Exporting {order.path.name}…")
        run = self._run = ExportRun(self._document.diagram, order, self)
        run.finished.connect(self._repeated)
        self._repeating = order
        run.start()

    def _repeated(self, worked: bool, sentence: str) -> None:
        run, self._run = self._run, None
        order, self._repeating = self._repeating, None
        if run is None or order is None:
            return
        run.deleteLater()
        if worked:
            self._tell(order, sentence)
        else:
            self.failed.emit(f"{order.path.name} was not exported. {sentence}")

    def _tell(self, order: ExportOrder, sentence: str) -> None:
        where = shown_path(str(order.path.absolute().parent))
        self.done.emit(f"Exported {order.path.name} to {where}. {sentence}".strip())

    # -- copied
    def copy_image(self) -> None:
        """Copy a picture of what is selected, else of all; a large one is drawn elsewhere."""
        commands = self._tabs.canvas.commands
        part = commands.pictured()
        if part is None:
            return
        if len(part.topology.elements) <= MOST_AT_ONCE:
            commands.copy_image()
        else:
            self.done.emit("Copying a picture…")
            self._copy.copy(part, picture_sentence(part))

    # -- memory
    def _keep(self, order: ExportOrder) -> None:
        self._last[self._tabs.current] = order
        settings = self._preferences.settings
        options = kept(order.form, order.options)
        exports = dict(settings.exports)
        if (path := self._document.path) is not None:
            name = str(path.absolute())
            exports.pop(name, None)
            exports[name] = json.dumps([str(order.path.absolute()), options])
        newest = dict(list(exports.items())[-MAX_EXPORTS:])
        folder = str(order.path.absolute().parent)
        self._preferences.change(
            replace(settings, export_folder=folder, export=options, exports=newest)
        )

    def _remembered(self) -> ExportOrder | None:
        known = self._last.get(self._tabs.current)
        if known is not None or self._document.path is None:
            return known
        return _order_in(self._preferences.settings.exports, str(self._document.path.absolute()))

    def _forget(self, tab: Tab) -> None:
        self._last.pop(tab, None)

    # -- dragged
    def handle(self, parent: QWidget) -> QWidget:
        """Return a small picture by which the drawing is dragged to another program."""
        made = PlainLabel(parent=parent)
        made.setObjectName("drag-out")
        made.setAccessibleName("Drag the picture out")
        made.setCursor(Qt.CursorShape.OpenHandCursor)
        tip(made, "Drag this to another program: a picture of the selection, else of the drawing")
        DragOut(made, self._child, self._dragged_files, self._dragged)
        _paint(made)
        return made

    def wear(self) -> None:
        """Wear the colours of the window."""
        for made in self._window.findChildren(PlainLabel, "drag-out"):
            _paint(made)

    def _dragged(self, heard: Heard) -> Wish | None:
        diagram = self._selected() or self._document.diagram
        if not diagram.topology.elements:
            self.failed.emit("Draw something first.")
            return None
        self._idle.start()
        # The design stays at home: a picture in somebody's mail is not meant to hold it all.
        options = replace(ExportOptions(), source=False)
        return Wish(diagram, FORMATS[0], options, heard)

    def stop(self) -> None:
        """End what runs."""
        self._idle.stop()
        if self._run is not None:
            self._run.cancel()
            self._run = None
        self._child.stop()
        self._copy.stop()
        self._dragged_files.clear()


def _paint(label: PlainLabel) -> None:
    icon = glyph("picture", current_look().muted)
    label.setPixmap(icon.pixmap(QSize(_HANDLE_PX, _HANDLE_PX), label.devicePixelRatioF()))


def _order_in(exports: Mapping[str, str], name: str) -> ExportOrder | None:
    """Return the export kept under ``name``; None when there is none, or it is damaged."""
    try:
        path, options = json.loads(exports[name])
        form, read = read_kept(options)
        return ExportOrder(path=Path(path), form=form, options=read)
    except (KeyError, ValueError, TypeError, RecursionError):
        return None
