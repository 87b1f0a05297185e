"""Starts the window, and keeps it running when something unforeseen is raised."""

import faulthandler
import gc
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from designer import __version__
from designer.resources import asset, samples_folder
from designer.storage.backups import data_folder
from designer.ui.main_window import MainWindow
from designer.ui.plain_text import Icon, answer_to, message_box
from designer.ui.settings import Preferences
from designer.ui.theme_qt import load_fonts, look_for, wear

_COLLECT_MS = 2000


class Collector(QObject):
    """Collects cyclic garbage on the GUI thread: elsewhere it would destroy widgets."""

    def __init__(self, parent: QObject, interval_ms: int = _COLLECT_MS) -> None:
        super().__init__(parent)
        self._turn = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        gc.disable()
        self._timer.start(interval_ms)

    def stop(self) -> None:
        """Let Python collect when it likes again."""
        self._timer.stop()
        gc.enable()

    def _collect(self) -> None:
        self._turn += 1
        gc.collect(2 if self._turn % 30 == 0 else 1)


class Complaints(QObject):
    """Tells of an unforeseen error, once at a time, and lets the program go on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_open = False

    def install(self) -> None:
        """Take over what nobody has caught."""
        sys.excepthook = self.complain

    def complain(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Show ``error``; its details go to standard error."""
        traceback.print_exception(kind, error, trace)
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._is_open:
            return
        self._is_open = True
        last = traceback.extract_tb(trace)[-1:] if trace is not None else []
        place = f" ({Path(last[0].filename).name}, line {last[0].lineno})" if last else ""
        box = message_box(
            QApplication.activeWindow(),
            "Something went wrong",
            "An unexpected error occurred. Your drawing is still here; save it to be sure.",
            details=f"{kind.__name__}: {error}{place}"[:500],
            icon=Icon.Critical,
        )
        answer_to(box)
        self._is_open = False


def _clear_clipboard() -> None:
    # Clipboard data owned by Python crash Qt when they are destroyed after Python has ended.
    clipboard = QApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()


def _watch_for_faults() -> None:
    """Write the stack of a crash to a file that can be sent along with a report."""
    with suppress(OSError):
        folder = data_folder()
        folder.mkdir(parents=True, exist_ok=True)
        faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))


def _application() -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(sys.argv[:1])
    app.setApplicationName("tenet-designer")
    app.setApplicationDisplayName("")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("tenet-designer")
    with suppress(FileNotFoundError):
        app.setWindowIcon(QIcon(str(asset("icon.png"))))
    load_fonts(app)
    return app


def run(path: str | None = None, sample: str | None = None) -> int:
    """Open the window and return the exit code once it is closed.

    Args:
        path: a file to open; one that does not exist yet is where the first save goes.
        sample: name of a sample to begin with instead, without its suffix.
    """

    def opened(preferences: Preferences) -> QMainWindow:
        window = MainWindow(preferences)
        window.show()
        window.begin(
            None if path is None else Path(path),
            None if sample is None else samples_folder() / f"{sample}.tenet",
        )
        window.start()
        return window

    return _run(opened)


def run_grading(folder: Path | None = None) -> int:
    """Open the grading window, on an output folder if given; return the exit code."""
    from designer.ui.grading_window.window import GradingWindow

    def opened(preferences: Preferences) -> QMainWindow:
        window = GradingWindow(preferences)
        # It is let go of below, with everything else.
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        window.show()
        if folder is not None:
            window.open_folder(folder)
        return window

    return _run(opened)


def _run(opened: Callable[[Preferences], QMainWindow]) -> int:
    _watch_for_faults()
    app = _application()
    preferences = Preferences()
    wear(app, look_for(preferences.settings.theme))
    complaints = Complaints(app)
    complaints.install()
    collector = Collector(app)
    app.aboutToQuit.connect(_clear_clipboard)
    window = opened(preferences)
    code = app.exec()
    sys.excepthook = sys.__excepthook__
    collector.stop()
    for leaving in (window, complaints, collector):
        leaving.deleteLater()
    # Now: Qt keeps what Python has made for screen readers, and lets go of it with the window only.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return int(code)
