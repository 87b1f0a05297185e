"""Keeps a snapshot of unsaved work, so that a crash costs seconds and never a drawing."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from designer.storage.recovery import Session
from designer.ui.document import Document

PAUSE_MS = 5000


class Autosave(QObject):
    """Write a snapshot some seconds after a change; remove it once all is saved.

    Signals:
        failed: why snapshots cannot be written; told once.
    """

    failed = Signal(str)

    def __init__(self, document: Document, parent: QObject, pause_ms: int = PAUSE_MS) -> None:
        super().__init__(parent)
        self._document = document
        self._session: Session | None = None
        self._has_failed = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self.take)
        document.changed.connect(self._changed)
        document.title_changed.connect(self._settle)

    @property
    def snapshot(self) -> Path | None:
        """Where the snapshot goes; None before the first."""
        return None if self._session is None else self._session.path

    def _changed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _settle(self) -> None:
        if self._document.is_clean:
            self._timer.stop()
            if self._session is not None:
                self._session.discard()
        elif not self._timer.isActive():
            self._timer.start()

    def take(self) -> None:
        """Write a snapshot now, if anything is unsaved."""
        if self._document.is_clean:
            return
        try:
            if self._session is None:
                self._session = Session()
            path = self._document.path
            self._session.save(self._document.diagram, path, self._document.base_digest)
        except OSError as error:
            if not self._has_failed:
                self._has_failed = True
                reason = error.strerror or type(error).__name__
                self.failed.emit(f"Unsaved work cannot be kept safe from a crash: {reason}.")

    def close(self, *, discard: bool = True) -> None:
        """End; ``discard`` since the user has decided about the unsaved work."""
        self._timer.stop()
        if self._session is not None:
            if discard:
                self._session.discard()
            self._session.close()
            self._session = None
