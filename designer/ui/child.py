"""The window's child processes: its own Python and package, and talk with one that stays.

A child may be slow, or die, and the window goes on: what it was asked is told by `Child.died`, and
the next message starts another.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, Signal

import designer
from designer.ui.frames import Frames, framed


def child_process(module: str, arguments: tuple[str, ...], parent: QObject) -> QProcess:
    """Return a process, not started yet, that will run ``python -m module arguments``."""
    process = QProcess(parent)
    process.setProgram(sys.executable)
    process.setArguments(["-m", module, *arguments])
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(designer.__file__).parent.parent)
    known = environment.value("PYTHONPATH")
    environment.insert("PYTHONPATH", f"{home}{os.pathsep}{known}" if known else home)
    environment.insert("PYTHONUTF8", "1")
    # A child must draw and count the same whatever desktop it was started from.
    environment.insert("PYTHONHASHSEED", "0")
    process.setProcessEnvironment(environment)
    return process


def end(process: QProcess, wait_ms: int = 2000) -> None:
    """End a process and wait until it is gone; return at once when it is not running."""
    if process.state() == QProcess.ProcessState.NotRunning:
        return
    process.kill()
    process.waitForFinished(wait_ms)


class Child(QObject):
    """A process that answers messages, as ``frames.serve`` does, for as long as it is wanted.

    Signals:
        said: a message of the process, as ``read`` made it out.
        died: it ended by itself, or was killed; whether another one could be started.
    """

    said = Signal(object)
    died = Signal(bool)

    def __init__(self, module: str, read: Callable[[bytes], object], parent: QObject) -> None:
        """Run ``module``; ``read`` raises ValueError or MsgspecError for what is no message."""
        super().__init__(parent)
        self._module = module
        self._read_body = read
        self._process: QProcess | None = None
        self._frames = Frames()

    @property
    def is_running(self) -> bool:
        """Tell whether there is a process."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The system's number of the process; 0 when none runs."""
        return 0 if self._process is None else self._process.processId()

    def start(self) -> bool:
        """Start the process unless it runs; tell whether this is a new one, which knows nothing."""
        if self._process is not None:
            return False
        self._frames = Frames()
        process = self._process = child_process(self._module, (), self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        # Some systems say so before `start` returns; whoever starts it is not ready for that.
        process.errorOccurred.connect(self._failed, Qt.ConnectionType.QueuedConnection)
        process.start()
        return True

    def write(self, message: msgspec.Struct) -> None:
        """Say ``message`` to the process, which is started when none runs."""
        self.start()
        if self._process is not None:
            self._process.write(framed(message))

    def kill(self) -> None:
        """End the process; `died` tells when it is gone."""
        if self._process is not None:
            self._process.kill()

    def stop(self, patience_ms: int = 0) -> None:
        """End the process without a word, after ``patience_ms`` for what it was asked for."""
        process = self._release()
        if process is None:
            return
        process.finished.disconnect(self._ended)
        if patience_ms:
            process.closeWriteChannel()
            process.waitForFinished(patience_ms)
        end(process)

    def _release(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        return process

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        try:
            for body in self._frames.feed(bytes(process.readAllStandardOutput().data())):
                message = self._read_body(body)
                if self._process is process:
                    self.said.emit(message)
        except (ValueError, msgspec.MsgspecError):
            # What cannot be read says nothing about the diagram; a fresh process may.
            process.kill()

    def _failed(self, error: QProcess.ProcessError) -> None:
        process = self._process
        if (
            error == QProcess.ProcessError.FailedToStart
            and process is not None
            and process.state() == QProcess.ProcessState.NotRunning
        ):
            self._release()
            self.died.emit(False)

    def _ended(self) -> None:
        if self._release() is not None:
            self.died.emit(True)
