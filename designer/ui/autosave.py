"""Keeps a snapshot of unsaved work, so that a crash costs seconds and never a drawing."""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from designer.storage.recovery import Session
from designer.ui.document import Document
from designer.ui.snapshot_worker import Kept
from designer.ui.snapshot_writer import SnapshotWriter

# With what writing takes, at most five seconds of work are lost.
PAUSE_MS = 3000
_MOST_DEATHS = 3


class Autosave(QObject):
    """Have a snapshot written some seconds after a change; remove it once all is saved.

    Another process writes, so that no stroke waits for the disk. Where none can be had, the window
    writes itself.

    Signals:
        failed: why snapshots cannot be written; told once.
    """

    failed = Signal(str)

    def __init__(
        self,
        document: Document,
        parent: QObject,
        writer: SnapshotWriter | None = None,
        pause_ms: int = PAUSE_MS,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._writer = SnapshotWriter(self) if writer is None else writer
        self._owns_writer = writer is None
        self._session: Session | None = None
        self._has_failed = False
        self._waits_for: list[int] = []  # revisions sent and not answered, the oldest first
        self._deaths = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(pause_ms)
        self._timer.timeout.connect(self._send)
        document.changed.connect(self._changed)
        document.title_changed.connect(self._settle)
        self._writer.kept.connect(self._kept)
        self._writer.died.connect(self._died)

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

    def _send(self) -> None:
        if self._document.is_clean:
            return
        if self._deaths >= _MOST_DEATHS:
            self.take()
            return
        try:
            path = self._place().path
        except OSError as error:
            self._fail(error.strerror or type(error).__name__)
            return
        self._waits_for.append(self._document.revision)
        self._writer.write(self._document, path)

    def _place(self) -> Session:
        if self._session is None:
            self._session = Session()
        return self._session

    def _kept(self, kept: Kept) -> None:
        if kept.sheet != self._document.number or not self._waits_for:
            return
        self._waits_for.pop(0)
        self._deaths = 0
        if kept.is_lost:
            self._timer.start()
        elif kept.problem:
            self._fail(kept.problem)
        if self._document.is_clean and self._session is not None and not self._waits_for:
            # It was saved while the snapshot was being written.
            self._session.discard()

    def _died(self) -> None:
        if self._waits_for:
            self._waits_for.clear()
            self._deaths += 1
            self._timer.start()

    def take(self) -> None:
        """Write a snapshot now and wait for it, if anything is unsaved."""
        if self._document.is_clean:
            return
        try:
            path = self._document.path
            self._place().save(self._document.diagram, path, self._document.base_digest)
        except OSError as error:
            self._fail(error.strerror or type(error).__name__)

    def _fail(self, reason: str) -> None:
        if not self._has_failed:
            self._has_failed = True
            self.failed.emit(f"Unsaved work cannot be kept safe from a crash: {reason}.")

    def close(self, *, discard: bool = True) -> None:
        """End; ``discard`` since the user has decided about the unsaved work."""
        self._timer.stop()
        self._waits_for.clear()
        self._writer.forget(self._document)
        if self._owns_writer:
            self._writer.stop()
        if self._session is not None:
            if discard:
                self._session.discard()
            self._session.close()
            self._session = None
